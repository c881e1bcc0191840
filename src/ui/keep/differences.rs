//! What differs, as a list a person can read: each place in words, and what stands on each side with who
//! wrote it and when.

use leptos::prelude::*;
use onward_core::calendar::{date_in_words, date_short, parse_iso};
use onward_core::exchange::compare::{Comparison, Content, Difference, Kind, Side, Spot};
use onward_core::exchange::naming::{Named, named};
use onward_core::plan::record::YES;
use onward_core::plan::{Place, Plan, Stamp};

use super::packs_of;
use crate::platform::{clock, device};
use crate::ui::pages::answers::{answer_words, council_words};
use crate::ui::words;

/// What the two sides are called.
#[derive(Clone, Copy)]
pub struct Names {
    /// Mine.
    pub mine: &'static str,
    /// The other.
    pub theirs: &'static str,
}

/// Two copies.
pub const COPIES: Names = Names { mine: "Mine", theirs: "In the copy" };
/// Now and an earlier state.
pub const STATES: Names = Names { mine: "Now", theirs: "Then" };
/// Two writings in the same plan.
pub const DEVICES: Names = Names { mine: "Written on this device", theirs: "Written on another device" };

/// Whether a writing was made on this device, in this visit or another.
pub fn is_of_this_device(stamp: &Stamp) -> bool {
    let device_of = |id: &str| id.split('.').next().unwrap_or_default().to_owned();
    device_of(stamp.device.as_str()) == device_of(device::id().as_str())
}

/// A place in one line: "Goal: Work on a farm (Who helps)".
pub fn line(named: &Named, name: &str) -> String {
    let title = words::named(&named.title, name);
    let mut line = named.what.clone();
    if !title.is_empty() {
        line = [line.as_str(), ": ", &title].concat();
    }
    if !named.part.is_empty() {
        line = [line.as_str(), " (", &named.part, ")"].concat();
    }
    line
}

/// What stands in a place, in words.
pub fn content_words(plan: &Plan, spot: &Spot, content: &Content) -> String {
    let packs = packs_of(plan);
    let name = plan.name.value.trim();
    match content {
        Content::Text(text) => match (spot, text.as_deref().unwrap_or_default()) {
            (Spot::One(Place::Council), _) => council_words(text.as_deref()),
            (_, "") => "Nothing".to_owned(),
            (_, YES) => "Yes".to_owned(),
            (_, text) => parse_iso(text).map_or_else(|| text.to_owned(), date_in_words),
        },
        Content::Day(None) => "No".to_owned(),
        Content::Day(Some(day)) => date_in_words(*day),
        Content::Answer(fact, value) => match packs.question(*fact) {
            Some(question) => answer_words(question, value.as_ref(), name),
            None => answer_words(&crate::ui::pages::begin::birth_date_question(), value.as_ref(), name),
        },
        Content::Status(status) => words::status_words(status, packs),
    }
}

/// Who wrote it and when: "school, 22 November 2026, 14:05".
pub fn who_and_when(side: &Side) -> String {
    let who = side.by.as_ref().map(words::written_by);
    let when = clock::moment(side.stamp.millis).map(|(day, time)| format!("{}, {time}", date_short(day)));
    let parts: Vec<String> = who.into_iter().chain(when).collect();
    if parts.is_empty() { "not known when".to_owned() } else { parts.join(", ") }
}

/// One side.
pub fn side(plan: &Plan, spot: &Spot, side: &Side, names: Names) -> AnyView {
    let whose = if side.is_mine { names.mine } else { names.theirs };
    let about = [whose, ": ", &who_and_when(side)].concat();
    view! {
        <div class="side">
            <dt>{about}</dt>
            <dd>{content_words(plan, spot, &side.content)}</dd>
        </div>
    }
    .into_any()
}

/// The mark of a kind of difference.
pub fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::New => "New",
        Kind::Changed => "Changed",
        Kind::Gone => "Goes to the bin",
        Kind::ToChoose => "To choose",
    }
}

/// One difference with its sides.
pub fn difference(plan: &Plan, one: &Difference, names: Names) -> AnyView {
    let title = line(&named(plan, &one.spot, packs_of(plan)), plan.name.value.trim());
    // A whole record says its words in the title already.
    let sides = match &one.spot {
        Spot::Record(_) => one
            .sides
            .iter()
            .map(|side| view! { <p class="quiet">{who_and_when(side)}</p> }.into_any())
            .collect_view()
            .into_any(),
        spot => {
            let sides = one.sides.iter().map(|one| side(plan, spot, one, names)).collect_view();
            // Where the other state had nothing, it says so.
            let nothing = (one.kind == Kind::Changed && one.sides.len() == 1).then(|| {
                view! { <div class="side"><dt>{names.theirs}": "</dt><dd>"Nothing"</dd></div> }.into_any()
            });
            view! { <dl class="sides">{sides}{nothing}</dl> }.into_any()
        }
    };
    view! {
        <li class="difference">
            <p class="difference-title"><span class="tag tag-now">{kind_words(one.kind)}</span>" "{title}</p>
            {one.is_private.then(|| view! { <p class="quiet">"Kept private"</p> }.into_any())}
            {sides}
        </li>
    }
    .into_any()
}

/// Every difference. `plan` holds what stands on both sides, for the names.
pub fn list(plan: &Plan, comparison: &Comparison, names: Names) -> AnyView {
    let items = comparison.differences.iter().map(|one| difference(plan, one, names)).collect_view();
    view! { <ul class="differences">{items}</ul> }.into_any()
}
