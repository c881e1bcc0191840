//! What happens when the WASM panics: the page's own script takes over, because the WASM cannot.

/// Calls the recovery screen of `boot.js` with the place in the code, never with what a person wrote.
pub fn report(info: &std::panic::PanicHookInfo<'_>) {
    let code = info.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
    super::window::call("onwardCrashed", &code);
}

/// Tells the recovery screen whether plans are in memory only, so that it promises nothing it cannot keep.
pub fn plans_are_kept(kept: bool) {
    if let Some(window) = web_sys::window() {
        let _ = js_sys::Reflect::set(&window, &"onwardKeepsNothing".into(), &(!kept).into());
    }
}
