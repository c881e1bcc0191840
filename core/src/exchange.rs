//! Plans on their way between people and devices: what goes to whom, what differs between two copies, what
//! is locked with a passphrase, and how all of it is written down.
//!
//! Everything here is data made from data: nothing is stored, and no plan is changed but by the edits
//! that a function returns. Everything for other people is made from a [`share::Shared`], which only
//! [`share::share`] can make: so no writer here can be handed a private line by mistake.

pub mod calendar;
pub mod compare;
pub mod document;
pub mod letters;
pub mod link;
pub mod locked;
pub mod naming;
mod packed;
pub mod restore;
pub mod share;
pub mod table;
pub mod team;
pub mod word;
