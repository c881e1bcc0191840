//! Starts Onward in the browser.

fn main() {
    onward::start();
}
