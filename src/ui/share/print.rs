//! The print pack: choose sheets, look at them, print them. On paper only the sheets are printed.

use leptos::prelude::*;
use onward_core::plan::PlanId;

use super::sheets::{ELSEWHERE, SHEETS};
use super::{back, private_note};
use crate::platform::window;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::route::Route;
use crate::ui::{live, on, workspace};

/// Which sheets are chosen, as a list of ticks.
#[component]
pub fn SheetTicks(
    /// The ids of the chosen.
    chosen: RwSignal<Vec<&'static str>>,
    /// Only sheets that a word processor can have.
    words_only: bool,
) -> impl IntoView {
    let ticks = SHEETS
        .iter()
        .filter(|sheet| !words_only || sheet.words.is_some())
        .map(|sheet| {
            let field = ["sheet-", sheet.id].concat();
            let change = move |event: leptos::ev::Event| {
                let is_on = event_target_checked(&event);
                chosen.update(|chosen| {
                    chosen.retain(|id| *id != sheet.id);
                    if is_on {
                        chosen.push(sheet.id);
                    }
                });
            };
            view! {
                <li class="tick">
                    <input
                        type="checkbox"
                        id=field.clone()
                        prop:checked=move || chosen.with(|chosen| chosen.contains(&sheet.id))
                        on:change=on(change)
                    />
                    <label for=field><strong>{sheet.title}</strong>" "<span class="quiet">{sheet.about}</span></label>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <fieldset class="stack">
            <legend><strong>"Which sheets?"</strong></legend>
            <ul class="ticks">{ticks}</ul>
        </fieldset>
    }
}

/// The page.
#[component]
pub fn Print(
    /// The plan.
    id: PlanId,
) -> impl IntoView {
    let workspace = workspace();
    let chosen = RwSignal::new(vec!["path"]);
    let large = RwSignal::new(false);
    let of = id.clone();
    let sheets = live(move || {
        let chosen = chosen.get();
        let shown = SHEETS.iter().filter(|sheet| chosen.contains(&sheet.id));
        let sheets = shown.map(|sheet| (sheet.view)(workspace, &of)).collect_view();
        let class = if large.get() { "sheets sheets-large" } else { "sheets" };
        view! { <div class=class>{sheets}</div> }.into_any()
    });
    let none = move || chosen.with(Vec::is_empty);
    let elsewhere = ELSEWHERE
        .iter()
        .map(|(title, page)| {
            let href = Route::of_plan(&id, page).href();
            view! { <li><a href=href>{*title}</a></li> }.into_any()
        })
        .collect_view();
    view! {
        <div class="stack">
            <div class="stack narrow not-printed">
                {back(&id)}
                <Heading title="Print sheets">"Print sheets"</Heading>
                <p>"Each sheet has the name and the day, and room to write by hand."</p>
                <SheetTicks chosen=chosen words_only=false />
                <div class="tick">
                    <input
                        type="checkbox"
                        id="large-print"
                        prop:checked=large
                        on:change=on(move |event| large.set(event_target_checked(&event)))
                    />
                    <label for="large-print">"Large print"</label>
                </div>
                {private_note(id)}
                <div class="row">
                    <button type="button" class="button" disabled=none on:click=on(|_| window::print())>
                        <Icon name="printer" />"Print, or save as PDF"
                    </button>
                </div>
                {move || none().then(|| view! { <p role="status">"Tick a sheet to see and print it."</p> }.into_any())}
                <details class="fold">
                    <summary>"Sheets of other pages"</summary>
                    <ul class="links">{elsewhere}</ul>
                </details>
            </div>
            {sheets}
        </div>
    }
}
