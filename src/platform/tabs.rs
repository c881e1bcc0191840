//! Other tabs of the same device: tells them that a plan was written, hears it from them.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "onward";

thread_local! {
    static OURS: Option<BroadcastChannel> = BroadcastChannel::new(CHANNEL).ok();
}

/// Tells the other tabs that a plan was written.
pub fn tell(id: &str) {
    OURS.with(|channel| {
        if let Some(channel) = channel {
            // A tab that cannot be told combines at its next write.
            let _ = channel.post_message(&id.into());
        }
    });
}

/// Calls `heard` with the id of each plan another tab has written.
pub fn listen(heard: impl Fn(String) + 'static) {
    OURS.with(|channel| {
        let Some(channel) = channel else { return };
        let closure = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(id) = event.data().as_string() {
                heard(id);
            }
        });
        channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
        // Lives as long as the page.
        closure.forget();
    });
}
