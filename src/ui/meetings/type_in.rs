//! Typing a paper sheet back in: the same questions in the same order, one after the other, each kept as it is
//! typed. For who gave their answers on paper, or said them to somebody.

use leptos::prelude::*;
use onward_core::pack::library::Role;
use onward_core::plan::{Author, Plan, RecordId, Voice};

use super::field::{Field, Stored};
use super::here::Here;
use super::papers;
use crate::ui::components::heading::Heading;
use crate::ui::{live, on};

/// The roles in the order of the sheets, with their words.
pub const ROLES: [(Role, &str); 9] = [
    (Role::YoungPerson, "The young person"),
    (Role::ParentCarer, "Parent or carer"),
    (Role::EarlyYears, "Nursery or early years setting"),
    (Role::School, "School"),
    (Role::NextSchool, "Next school"),
    (Role::College, "College or training provider"),
    (Role::Health, "Health"),
    (Role::SocialCare, "Social care"),
    (Role::Everyone, "Everybody"),
];

/// The page.
pub fn page(here: Here) -> AnyView {
    let roles = untrack(|| {
        let kind = here.kind();
        let has = |role: Role| kind.as_ref().is_some_and(|kind| !here.questions(kind, role).is_empty());
        ROLES.into_iter().filter(|(role, _)| has(*role)).collect::<Vec<_>>()
    });
    let chosen = RwSignal::new(0_usize);
    let who = RwSignal::new(String::new());
    let options = roles
        .iter()
        .enumerate()
        .map(|(at, (_, title))| {
            let id = ["sheet-", &at.to_string()].concat();
            view! {
                <div class="choice">
                    <input type="radio" name="sheet" id=id.clone() prop:checked=move || chosen.get() == at on:change=on(move |_| chosen.set(at)) />
                    <label for=id>{*title}</label>
                </div>
            }
            .into_any()
        })
        .collect_view();
    let role = move || roles.get(chosen.get()).map(|(role, _)| *role);
    let role_for_label = role.clone();
    let label = live(move || match role_for_label() {
        Some(Role::YoungPerson) => "Who types it in?",
        Some(Role::ParentCarer) => "Whose answers are they? (optional)",
        _ => "Whose answers are they?",
    });
    // The fields follow the name only once it is whole: each letter would be another writer.
    let named = RwSignal::new(String::new());
    let sheet = live(move || sheet(here, role()?, named.get()));
    view! {
        <div class="stack narrow meetings">
            <a class="back" href=here.page("")>"‹ Back to the meeting"</a>
            <Heading title="Type answers in">"Type answers in"</Heading>
            <p>"The questions are in the order of the printed sheet. Leave out what was left out. About 5 minutes."</p>
            <fieldset class="choices">
                <legend>"Whose sheet is it?"</legend>
                {options}
            </fieldset>
            <div class="field">
                <label for="sheet-who">{label}</label>
                <input id="sheet-who" type="text" autocomplete="off" maxlength="80" list="known-people" prop:value=who
                    on:input=on(move |event| who.set(event_target_value(&event)))
                    on:change=on(move |_| named.set(who.get_untracked().trim().to_owned())) />
            </div>
            {papers::known_people(here)}
            {sheet}
            <p><a class="button" href=here.page("")>"All typed in"</a></p>
        </div>
    }
    .into_any()
}

/// In whose voice answers on a sheet are kept. The young person's own words are theirs, with who typed them.
fn author(role: Role, name: &str) -> Author {
    let voice = match role {
        Role::YoungPerson => Voice::YoungPerson,
        Role::ParentCarer => Voice::ParentCarer,
        _ => Voice::School,
    };
    Author { voice, name: name.to_owned() }
}

fn sheet(here: Here, role: Role, who: String) -> Option<AnyView> {
    let kind = untrack(|| here.kind())?;
    if role == Role::YoungPerson && who.is_empty() {
        return Some(
            view! { <p class="note">"First say who types it in. It is kept beside the words, so that everybody knows they are the young person’s own."</p> }
                .into_any(),
        );
    }
    let by = author(role, &who);
    let occasion = here.meeting_id();
    let rows = untrack(|| here.questions(&kind, role))
        .into_iter()
        .map(|question| {
            // Professionals answer the same questions: each has their own answer.
            let own = if matches!(role, Role::YoungPerson | Role::ParentCarer) { String::new() } else { slug(&who) };
            let id = ["view:", &occasion, ":", &question.id, if own.is_empty() { "" } else { ":" }, &own].concat();
            let record = RecordId::new(id);
            let ask = untrack(|| here.filled(&question.ask));
            if role == Role::YoungPerson && untrack(|| is_by_themselves(here, &record)) {
                let text = untrack(|| here.text(&record, "text"));
                return view! {
                    <div class="stack"><p><strong>{ask}</strong></p><p class="say">{text}</p><p class="quiet">"They wrote this themselves, so it stays as it is."</p></div>
                }
                .into_any();
            }
            let stored = Stored {
                kind: "view",
                record,
                field: "text",
                also: vec![("occasion", occasion.clone()), ("question", question.id.clone())],
                by: Some(by.clone()),
            };
            view! { <Field here=here stored=stored label=ask rows=2 /> }.into_any()
        })
        .collect_view();
    Some(view! { <div class="stack">{rows}</div> }.into_any())
}

/// Written by the young person without anybody's help.
fn is_by_themselves(here: Here, record: &RecordId) -> bool {
    let read = |plan: &Plan| {
        let by = &plan.records.get(record)?.field("text")?.value;
        Some(by.by.voice == Voice::YoungPerson && by.by.name.is_empty() && by.text.is_some())
    };
    here.plan(read).flatten() == Some(true)
}

/// A name as a part of an id: letters and digits of the ASCII alphabet, in small letters.
fn slug(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}
