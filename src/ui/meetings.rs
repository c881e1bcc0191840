//! Meetings, the charter, and what to do when something is late or wrong: a part of the app of its own,
//! fetched when somebody first opens one of its pages.
//!
//! [`page`] is its entry. What its pages need of the packs is read by [`shelf`].

pub mod shelf;

use leptos::prelude::*;
use onward_core::plan::PlanId;

/// The page of this part at an address: `meetings/x/run`, `charter`.
pub fn page(plan: Option<PlanId>, page: &str) -> AnyView {
    let Some(plan) = plan else { return ().into_any() };
    let (first, rest) = page.split_once('/').unwrap_or((page, ""));
    let _ = (&plan, rest);
    match first {
        // The pages come here, one line each: the word of the address, and its view.
        _ => ().into_any(),
    }
}
