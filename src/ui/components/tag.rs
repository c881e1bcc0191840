//! Small labels: where an expectation comes from, and how time stands.

use leptos::prelude::*;
use onward_core::pack::Badge;
use onward_core::path::{Packs, PathStep, Timing};

use crate::ui::words;

/// Where an expectation comes from, in words.
#[component]
pub fn BadgeTag(
    /// The badge.
    badge: Badge,
    /// The packs with its label.
    packs: Packs<'static>,
) -> impl IntoView {
    let class = match badge {
        Badge::Law => "tag tag-law",
        Badge::National => "tag tag-national",
        Badge::Charter => "tag tag-charter",
        Badge::Council => "tag tag-council",
        Badge::GoodPractice => "tag tag-good-practice",
    };
    view! { <span class=class>{packs.badge(badge)}</span> }
}

/// How time stands with a step.
#[component]
pub fn TimingTag(
    /// The step.
    step: PathStep<'static>,
    /// Today.
    today: chrono::NaiveDate,
) -> impl IntoView {
    let class = match step.timing {
        Timing::Late { .. } => "tag tag-late",
        Timing::DoneLate => "tag tag-done",
        Timing::Now | Timing::Near => "tag tag-now",
        _ => "tag",
    };
    words::timing_words(&step, today).map(|text| view! { <span class=class>{text}</span> }.into_any())
}
