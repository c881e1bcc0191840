//! Onward, the app: Leptos in the browser over the pure core.
//!
//! `platform` is the browser's edge (storage, clock, files), `ui` what a person sees, `workspace` the
//! plans held in memory and their way to the disk. One direction: core, platform, workspace, ui.

pub mod content;
pub mod platform;
pub mod ui;
pub mod workspace;

/// Mounts the app. A panic ends the WASM: the page's own script then shows the recovery screen.
pub fn start() {
    std::panic::set_hook(Box::new(platform::crash::report));
    ui::mount();
}
