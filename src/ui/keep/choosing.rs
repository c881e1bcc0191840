//! Choosing between what two people wrote in the same place: both sides with who and when, and mine,
//! theirs, both, or later. Nothing is lost by any of them: what is not chosen stays in the history.

use leptos::prelude::*;
use onward_core::exchange::compare::{Side, Spot, can_keep_all, may_settle, open_sides, settle};
use onward_core::exchange::naming::named_place;
use onward_core::plan::{Author, Edit, Place, Plan, PlanId};

use super::differences::{DEVICES, Names, is_of_this_device, line, side};
use super::{back_to_hub, packs_of};
use crate::ui::components::heading::Heading;
use crate::ui::route::Route;
use crate::ui::{live, navigator, on, reading, workspace};

/// A choice not yet made, or made.
#[derive(Clone)]
pub struct Choice {
    /// Where.
    pub place: Place,
    /// What stands against each other.
    pub sides: Vec<Side>,
    /// Which of the sides; one past the last is all of them. Nothing is later.
    pub chosen: RwSignal<Option<usize>>,
}

impl Choice {
    /// The choice in a place.
    pub fn new(place: Place, sides: Vec<Side>) -> Self {
        Self { place, sides, chosen: RwSignal::new(None) }
    }

    fn kept(&self) -> Option<&[Side]> {
        let at = self.chosen.get_untracked()?;
        if at == self.sides.len() { Some(&self.sides) } else { self.sides.get(at..=at) }
    }
}

/// What settles the choices that are made, for somebody who writes as `by`.
pub fn edits(plan: &Plan, choices: &[Choice], by: &Author) -> Vec<Edit> {
    let settled = |choice: &Choice| settle(plan, &choice.place, choice.kept()?, by).ok();
    choices.iter().filter_map(settled).collect()
}

/// One choice as radio buttons.
pub fn choice(plan: &Plan, at: usize, one: &Choice, names: Names, by: &Author) -> AnyView {
    let title = line(&named_place(plan, &one.place, packs_of(plan)), plan.name.value.trim());
    let spot = Spot::One(one.place.clone());
    let shown = one.sides.iter().map(|one| side(plan, &spot, one, names)).collect_view();
    if !may_settle(plan, &one.place, by.voice) {
        return view! {
            <div class="difference">
                <h3>{title}</h3>
                <dl class="sides">{shown}</dl>
                <p class="note">"These are the young person’s words. They choose, in their own view. Both stay until then."</p>
            </div>
        }
        .into_any();
    }
    let mut options: Vec<(Option<usize>, String)> = Vec::new();
    let several = one.sides.iter().filter(|side| !side.is_mine).count() > 1;
    for (at, side) in one.sides.iter().enumerate() {
        let words = match (side.is_mine, several) {
            (true, _) => "Keep mine".to_owned(),
            (false, false) => "Keep the other".to_owned(),
            (false, true) => format!("Keep number {}", at + 1),
        };
        options.push((Some(at), words));
    }
    if can_keep_all(&one.place, &one.sides) {
        options.push((Some(one.sides.len()), "Keep both, one below the other".to_owned()));
    }
    options.push((None, "Decide later".to_owned()));
    let group = format!("choice-{at}");
    let chosen = one.chosen;
    let radios = options
        .into_iter()
        .enumerate()
        .map(|(number, (value, words))| {
            let id = format!("{group}-{number}");
            view! {
                <p class="tick">
                    <input type="radio" id=id.clone() name=group.clone() prop:checked=move || chosen.get() == value on:change=on(move |_| chosen.set(value)) />
                    <label for=id>{words}</label>
                </p>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <fieldset class="difference">
            <legend><h3>{title}</h3></legend>
            <dl class="sides">{shown}</dl>
            {radios}
        </fieldset>
    }
    .into_any()
}

/// Every place of a plan that nobody has settled.
#[component]
pub fn Choose(id: PlanId) -> impl IntoView {
    let workspace = workspace();
    let navigator = navigator();
    let back = back_to_hub(&id);
    let hub = Route::of_plan(&id, "share");
    let body = live(move || {
        let by = reading().author();
        // Another lens may choose other places.
        let _ = reading().lens();
        let plan = workspace.plans.with(|plans| plans.get(&id).map(|held| held.plan.clone()))?;
        let choices: Vec<Choice> = plan
            .unsettled()
            .into_iter()
            .map(|place| {
                let sides = open_sides(&plan, &place, &is_of_this_device);
                Choice::new(place, sides)
            })
            .collect();
        if choices.is_empty() {
            return Some(view! { <p>"There is nothing to choose."</p> }.into_any());
        }
        let shown =
            choices.iter().enumerate().map(|(at, one)| choice(&plan, at, one, DEVICES, &by)).collect_view();
        let (of, target) = (id.clone(), hub.clone());
        let keep = move |_| {
            let edits = edits(&plan, &choices, &by);
            if !edits.is_empty() {
                workspace.edit(&of, edits, "Kept what you chose");
                navigator.go_in_place(target.clone());
            }
        };
        Some(view! {
            <p>"Two people wrote here without seeing each other. Nothing was lost: choose what stays in sight."</p>
            {shown}
            <button type="button" class="button" on:click=on(keep)>"Keep what I chose"</button>
        }.into_any())
    });
    view! {
        <div class="stack narrow">
            {back}
            <Heading title="To choose">"To choose"</Heading>
            {body}
        </div>
    }
}
