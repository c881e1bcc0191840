//! Onward's core: what a family should do, by when, and what they wrote about it.
//!
//! Pure Rust that compiles and tests without a browser. Invariants:
//! - It never asks what day it is: `today` comes in as an argument, and so do ids and stamps.
//! - It cannot panic: `unwrap`, `expect`, indexing and `panic!` are denied outside tests.
//! - It names no council: everything about a place comes from a pack.
//! - Everything from outside enters through a `restore` function that also says what it repaired.
//!
//! What is *not* here: storage, files, the clock, words of the user interface.

pub mod calendar;
pub mod charter;
pub mod drawing;
pub mod dto;
pub mod examples;
pub mod exchange;
pub mod letters;
pub mod marks;
pub mod meeting;
mod order;
pub mod pack;
pub mod path;
pub mod person;
pub mod plan;
pub mod rules;
pub mod search;
pub mod situation;
