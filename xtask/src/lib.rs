//! What `cargo xtask` does: set up the tools, build, serve and test the site.
//!
//! A library as well as a program, so that the browser tests use the very server ([`server`]) and
//! browser driver ([`browser`]) that `serve`, `shots` and `test` use.
//!
//! What is *not* here: anything of the app itself, and anything that runs in the browser except the
//! template of the service worker, which only makes sense beside the code that fills it.

pub mod browser;
pub mod build;
pub mod content;
pub mod engine;
pub mod guide;
pub mod hooks;
pub mod options;
pub mod path;
pub mod project;
pub mod server;
pub mod setup;
pub mod shots;
pub mod test;
