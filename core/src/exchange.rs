//! What leaves a device and comes in from outside: shares, links, calendars, tables, documents.
//!
//! Bytes and text in and out, no files and no network. Everything for other people is made from a
//! [`share::Shared`], which only [`share::share`] can make: so no writer here can be handed a private
//! line by mistake.
//!
//! What is *not* here: how a plan is written down ([`crate::dto`]), what a person sees of all this.

pub mod calendar;
pub mod document;
pub mod link;
mod packed;
pub mod share;
pub mod table;
pub mod word;
