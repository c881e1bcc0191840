//! The browser's edge: storage, clock, files, crash report. Everything above asks these modules
//! instead of the browser, so that what a browser may refuse is met in one place each.

pub mod address;
pub mod camera;
pub mod clock;
pub mod comfort;
pub mod crash;
pub mod crypto;
pub mod device;
pub mod fetch;
pub mod files;
pub mod folder;
pub mod handing;
pub mod install;
pub mod letters;
pub mod navigation;
pub mod storage;
pub mod tabs;
pub mod window;
