//! Plans on their way between people and devices: what differs between two copies, what is locked with
//! a passphrase, how both are written down.
//!
//! Everything here is data made from data: nothing is stored, and no plan is changed but by the edits
//! that a function returns.

pub mod compare;
pub mod letters;
pub mod locked;
pub mod naming;
pub mod restore;
pub mod team;
