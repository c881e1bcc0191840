//! Writing down what somebody without words showed: what it was, how they showed it, who says so, when.
//! In the third person, by somebody who knows them, never in words they did not use.

use chrono::NaiveDate;
use leptos::prelude::*;
use onward_core::calendar::not_after;
use onward_core::person::goals::{SIGNS, Showed};
use onward_core::plan::record::typed;

use super::here::Here;
use super::line::TEXT_LENGTH;
use super::pick::{Pick, Tile, tiles};
use crate::ui::components::date_boxes::{DateBoxes, DateText};
use crate::ui::{live, on};

/// What was written down.
pub struct Recorded {
    /// What they showed, in the third person.
    pub text: String,
    /// How, who says so, when.
    pub showed: Showed,
}

/// The form. `label` asks what was shown; `save` takes what was written.
pub fn record_form(
    here: Here,
    label: String,
    text: String,
    showed: Option<Showed>,
    save: impl Fn(Recorded) + Send + 'static,
) -> AnyView {
    let showed = showed.unwrap_or_default();
    let text = RwSignal::new(text);
    let how = RwSignal::new(showed.how.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
    let who = RwSignal::new(showed.who);
    let day = DateText::showing(showed.on.or_else(|| Some(here.today())));
    let problem = RwSignal::new(None::<(&'static str, String)>);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let found = read(here, text, who, day);
        match found {
            Ok((words, on)) => {
                problem.set(None);
                let chosen = how.get_untracked();
                let signs = SIGNS.iter().map(|(word, ..)| *word);
                let how = signs.filter(|sign| chosen.iter().any(|word| word == sign)).collect();
                let who = who.get_untracked().trim().to_owned();
                save(Recorded { text: words, showed: Showed { how, who, on } });
            }
            Err((field, words)) => {
                problem.set(Some((field, words)));
                crate::ui::focus::soon(field);
            }
        }
    };
    let wrong = move |field: &'static str| {
        live(move || {
            problem.get().filter(|(at, _)| *at == field).map(|(_, words)| {
                view! { <p class="field-error" id=[field, "-error"].concat()><span class="heard-only">"Error: "</span>{words}</p> }
                    .into_any()
            })
        })
    };
    let is_wrong = move |field: &'static str| {
        problem.with(|problem| problem.as_ref().is_some_and(|(at, _)| *at == field))
    };
    let signs = SIGNS.iter().map(|(word, label, picture)| Tile::pictured(word, label, picture)).collect();
    let date_error =
        Memo::new(move |_| problem.get().filter(|(at, _)| *at == "shown-day").map(|(_, words)| words));
    view! {
        <form class="stack record-form" novalidate on:submit=on(send)>
            <div class="field">
                <label for="shown-text">{label}</label>
                {wrong("shown-text")}
                <textarea
                    id="shown-text"
                    rows="3"
                    maxlength=TEXT_LENGTH
                    aria-invalid=move || is_wrong("shown-text").then_some("true")
                    aria-describedby=move || is_wrong("shown-text").then_some("shown-text-error")
                    prop:value=text
                    on:input=on(move |event| text.set(event_target_value(&event)))
                ></textarea>
            </div>
            {tiles("sign", Pick::Any, view! { <span>"How they showed it"</span> }.into_any(), signs, how, None)}
            <div class="field">
                <label for="shown-who">"Who says so"</label>
                {wrong("shown-who")}
                <input
                    id="shown-who"
                    type="text"
                    maxlength="60"
                    autocomplete="off"
                    aria-invalid=move || is_wrong("shown-who").then_some("true")
                    aria-describedby=move || is_wrong("shown-who").then_some("shown-who-error")
                    prop:value=who
                    on:input=on(move |event| who.set(event_target_value(&event)))
                />
            </div>
            <DateBoxes text=day legend="When was it seen?" hint="For example, 12 feb 2027" id="shown" error=date_error />
            <button type="submit" class="button">"Save what was shown"</button>
        </form>
    }
    .into_any()
}

type Read = (String, Option<NaiveDate>);

fn read(
    here: Here,
    text: RwSignal<String>,
    who: RwSignal<String>,
    day: DateText,
) -> Result<Read, (&'static str, String)> {
    let words =
        typed(&text.get_untracked()).ok_or_else(|| ("shown-text", "Write what they showed".to_owned()))?;
    if who.get_untracked().trim().is_empty() {
        return Err(("shown-who", "Enter the name of who says so".to_owned()));
    }
    let on = day.read().and_then(|day| not_after(day, here.today()));
    on.map(|on| (words, Some(on))).map_err(|error| ("shown-day", error.message("The day it was seen")))
}
