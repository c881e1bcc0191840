//! Letters of every alphabet, as the browser knows them: Rust's own tables are 5 KiB of the WASM.

/// The letter as a capital; more than one where it has no capital of its own.
pub fn upper_case(letter: char) -> String {
    if letter.is_ascii() {
        return letter.to_ascii_uppercase().to_string();
    }
    js_sys::JsString::from(letter.to_string()).to_upper_case().into()
}
