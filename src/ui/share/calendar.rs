//! Dates for a calendar program: choose them, save one file, open it there.

use leptos::prelude::*;
use onward_core::calendar::{date_in_words, weeks_in_words};
use onward_core::exchange::calendar::{Event, calendar};
use onward_core::plan::PlanId;

use super::paper::Source;
use super::{Content, back, day_in_name, keep_file, kept_view, own_share, private_note};
use crate::platform::clock;
use crate::platform::files::Kept;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::{live, on, workspace};

/// How many days before each date the two reminders come.
const ALARM_DAYS: [u8; 2] = [14, 2];

/// The page.
#[component]
pub fn Calendar(
    /// The plan.
    id: PlanId,
) -> impl IntoView {
    let workspace = workspace();
    // What was taken out, by id: a date that is new is in.
    let left_out = RwSignal::new(Vec::<String>::new());
    let with_name = RwSignal::new(false);
    let saved = RwSignal::new(None::<Kept>);
    let of = id.clone();
    let events = Memo::new(move |_| {
        let today = workspace.today.get();
        let shared = own_share(workspace, &of)?;
        Some(Source::of(&shared, today).events(with_name.get()))
    });
    let chosen = move || -> Vec<Event> {
        let left_out = left_out.get();
        events.get().unwrap_or_default().into_iter().filter(|event| !left_out.contains(&event.id)).collect()
    };
    let save = move |_| {
        let chosen = untrack(chosen);
        let name = ["onward-dates-", &day_in_name(), ".ics"].concat();
        let text = calendar(&chosen, clock::millis(), ALARM_DAYS);
        keep_file(saved, name, "text/calendar", Content::Text(text));
    };
    let list = live(move || {
        let today = workspace.today.get();
        let events = events.get().unwrap_or_default();
        if events.is_empty() {
            return view! { <p>"There are no dates ahead yet. Answer more questions, or give a step a date of your own."</p> }
                .into_any();
        }
        let items = events
            .into_iter()
            .enumerate()
            .map(|(at, event)| {
                let field = ["event-", &at.to_string()].concat();
                let id = event.id.clone();
                let is_in = move || left_out.with(|left_out| !left_out.contains(&id));
                let away = weeks_in_words((event.day - today).num_days());
                let id = event.id.clone();
                let change = move |change: leptos::ev::Event| {
                    let is_on = event_target_checked(&change);
                    saved.set(None);
                    left_out.update(|left_out| {
                        left_out.retain(|known| *known != id);
                        if !is_on {
                            left_out.push(id.clone());
                        }
                    });
                };
                view! {
                    <li class="tick">
                        <input type="checkbox" id=field.clone() prop:checked=is_in on:change=on(change) />
                        <label for=field>
                            <strong>{event.title}</strong>" "
                            <span class="quiet">{date_in_words(event.day)}", "{away}". "{event.about}</span>
                        </label>
                    </li>
                }
                .into_any()
            })
            .collect_view();
        view! { <ul class="ticks">{items}</ul> }.into_any()
    });
    let count = move || chosen().len();
    view! {
        <div class="stack narrow">
            {back(&id)}
            <Heading title="Dates for a calendar">"Put dates in a calendar"</Heading>
            <p>"You get one file. Open it, and your calendar adds the dates, each with 2 reminders: 2 weeks and 2 days before."</p>
            <p>"Dates change sometimes. Save the file again then: the calendar updates its dates."</p>
            <div class="tick">
                <input
                    type="checkbox"
                    id="with-name"
                    prop:checked=with_name
                    on:change=on(move |event| {
                        saved.set(None);
                        with_name.set(event_target_checked(&event));
                    })
                />
                <label for="with-name">"Put the name in each title. Others may see your calendar."</label>
            </div>
            <h2>"Which dates?"</h2>
            {list}
            {private_note(id)}
            <div class="row">
                <button type="button" class="button" disabled=move || count() == 0 on:click=on(save)>
                    <Icon name="calendar" />
                    {move || match count() {
                        1 => "Save 1 date".to_owned(),
                        count => format!("Save {count} dates"),
                    }}
                </button>
            </div>
            {kept_view(saved)}
        </div>
    }
}
