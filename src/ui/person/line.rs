//! One thing that somebody wrote about the person: its words, who wrote them, and what may be done with
//! it in this lens. Others add a note beside the person's words, which they cannot change.

use leptos::prelude::*;
use onward_core::calendar::date_short;
use onward_core::pack::library::PersonShelf;
use onward_core::person::goals::Showed;
use onward_core::person::sheet::Line;
use onward_core::person::{Reader, about, beside};
use onward_core::plan::notes;
use onward_core::plan::record::{PRIVATE, REMOVED, YES, date_text, typed};
use onward_core::plan::register::Written;
use onward_core::plan::{Edit, Plan, Record, RecordId, Voice, Words};

use super::goals::showed_words;
use super::here::{Here, new_id};
use super::pick::picture;
use crate::platform::clock;
use crate::ui::components::icon::Icon;
use crate::ui::lens::Lens;
use crate::ui::{on, words};

/// The longest text that is taken.
pub const TEXT_LENGTH: &str = "1000";

/// What was picked, as pictures with their words.
pub type Picked = Vec<(String, String)>;

/// Who reads through this lens: of what is private, only what its own voice wrote.
pub fn reader_here(here: Here) -> Reader {
    Reader::Of(here.lens().voice())
}

/// What a line says.
#[derive(Clone, Default)]
pub struct Say {
    /// Its words; may be empty.
    pub text: String,
    /// What was picked.
    pub picked: Picked,
}

impl Say {
    /// Of a line of a sheet; `choices` names the list that was picked from.
    pub fn of(line: &Line, choices: &str, shelf: &PersonShelf) -> Self {
        let mut picked = picked_in(&line.picked, choices, shelf);
        if !line.picture.is_empty() {
            picked.push((line.picture.clone(), String::new()));
        }
        Self { text: line.text.clone(), picked }
    }

    /// Everything in one line of text, for what is heard and for undoing.
    pub fn in_words(&self) -> String {
        let mut all = self.text.clone();
        for (_, words) in &self.picked {
            if !all.is_empty() && !words.is_empty() {
                all.push_str(", ");
            }
            all.push_str(words);
        }
        all
    }
}

/// Pictures and words of ids of choices. An id that the list has no more is shown as it is.
pub fn picked_in(ids: &[String], choices: &str, shelf: &PersonShelf) -> Picked {
    let list = shelf.choices(choices);
    let show = |id: &String| {
        let known = list.and_then(|list| list.items.iter().find(|item| item.id == *id));
        match known {
            Some(item) => (item.picture.clone(), item.text.clone()),
            None => (String::new(), id.replace('-', " ")),
        }
    };
    ids.iter().map(show).collect()
}

/// Words and pictures. In the person's own voice they stand in quotation marks, on amber.
pub fn said(say: &Say, is_own: bool) -> AnyView {
    let text = match (say.text.is_empty(), is_own) {
        (true, _) => None,
        (false, true) => Some(["“", &say.text, "”"].concat()),
        (false, false) => Some(say.text.clone()),
    };
    let pictures = say
        .picked
        .iter()
        .map(|(id, words)| {
            view! {
                <li>
                    {(!id.is_empty()).then(|| picture(id))}
                    {(!words.is_empty()).then(|| view! { <span>{words.clone()}</span> }.into_any())}
                </li>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    let class = if is_own { "own-words own-words-mine" } else { "own-words" };
    view! {
        <div class=class>
            {(!pictures.is_empty()).then(|| view! { <ul class="own-words-pictures">{pictures}</ul> }.into_any())}
            {text.map(|text| view! { <p class="own-words-text">{text}</p> }.into_any())}
        </div>
    }
    .into_any()
}

/// Who wrote a line, as one sentence; nothing where the person reads what they wrote with their own hands.
pub fn by_words(by: Option<&onward_core::plan::Author>, lens: Option<Lens>) -> Option<String> {
    let by = by?;
    let is_plain = by.voice == Voice::YoungPerson && by.name.is_empty();
    (!(is_plain && lens == Some(Lens::YoungPerson)))
        .then(|| ["Written by ", &words::written_by(by), "."].concat())
}

/// A line of a list, with everything that may be done with it.
pub fn line(
    here: Here,
    plan: &Plan,
    kind: &'static str,
    field: &'static str,
    of: &Line,
    say: Say,
) -> AnyView {
    let Some(record) = plan.records.get(&of.id) else { return ().into_any() };
    let lens = here.lens();
    let heard = say.in_words();
    let is_own = of.is_theirs();
    let private = record.is_private();
    let about_it = [
        by_words(of.by.as_ref(), Some(lens)),
        of.showed.as_ref().map(showed_words),
        private.then(|| only_for_me(lens).to_owned()),
    ];
    let about_it: Vec<String> = about_it.into_iter().flatten().collect();
    let tools = tools(here, record, kind, field, of, &heard);
    view! {
        <li class="own-line">
            {said(&say, is_own)}
            {(!about_it.is_empty()).then(|| view! {
                <p class="quiet">
                    {private.then(|| view! { <Icon name="lock" /> }.into_any())}
                    {about_it.join(" ")}
                </p>
            }.into_any())}
            {notes_beside(here, plan, &of.id, &heard)}
            {tools}
        </li>
    }
    .into_any()
}

/// What is said of a line that is private.
pub fn only_for_me(lens: Lens) -> &'static str {
    match lens {
        Lens::YoungPerson => "Only for you: never on a page for others.",
        _ => "Private: never on a page for others.",
    }
}

fn tools(
    here: Here,
    record: &Record,
    kind: &'static str,
    field: &'static str,
    of: &Line,
    heard: &str,
) -> AnyView {
    let voice = here.lens().voice();
    let private = private_switch(here, record, kind, &of.id, heard);
    let reword = (about::may_reword(record, field, voice) && !record.text(field).is_empty())
        .then(|| reword(here, kind, field, &of.id, record.text(field).to_owned(), heard));
    let remove = record.may_write(REMOVED, voice).then(|| {
        let (id, said) = (of.id.clone(), heard.to_owned());
        let press = move |_| {
            let day = date_text(here.today());
            here.edit(
                vec![Edit::write(kind, &id, REMOVED, day, &here.reading.author())],
                ["Removed: ", &said].concat(),
            );
            crate::ui::focus::soon_heading();
        };
        view! { <button type="button" class="link" on:click=on(press)>"Remove"<span class="heard-only">{[": ", heard].concat()}</span></button> }
            .into_any()
    });
    let earlier = earlier_words(here, record, kind, field, &of.id);
    view! { <div class="line-tools">{private}{reword}{remove}{earlier}</div> }.into_any()
}

/// The button that keeps a record to oneself, or shares it again.
pub fn private_switch(
    here: Here,
    record: &Record,
    kind: &'static str,
    id: &RecordId,
    heard: &str,
) -> Option<AnyView> {
    if !record.may_write(PRIVATE, here.lens().voice()) {
        return None;
    }
    let is_private = record.is_private();
    let own = ["private-", id.as_str()].concat();
    let label = if is_private { "Share this again" } else { "Keep this private" };
    let (record_id, said, button) = (id.clone(), heard.to_owned(), own.clone());
    let press = move |_| {
        let text = (!is_private).then(|| YES.to_owned());
        let done = if is_private { "Shared again: " } else { "Kept private: " };
        let edit = Edit::write(kind, &record_id, PRIVATE, text, &here.reading.author());
        here.edit(vec![edit], [done, &said].concat());
        crate::ui::focus::soon_if_lost(&button);
    };
    Some(
        view! { <button type="button" class="link" id=own on:click=on(press)>{label}<span class="heard-only">{[": ", heard].concat()}</span></button> }
            .into_any(),
    )
}

fn reword(
    here: Here,
    kind: &'static str,
    field: &'static str,
    id: &RecordId,
    text: String,
    heard: &str,
) -> AnyView {
    let own = ["reword-", id.as_str()].concat();
    let typed_text = RwSignal::new(text);
    let record_id = id.clone();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(text) = typed(&typed_text.get_untracked()) {
            let edit = Edit::write(kind, &record_id, field, Some(text), &here.reading.author());
            here.edit(vec![edit], "Words changed");
            crate::ui::focus::soon_if_lost(&["private-", record_id.as_str()].concat());
        }
    };
    view! {
        <details class="fold">
            <summary>"Change the words"<span class="heard-only">{[": ", heard].concat()}</span></summary>
            <form class="stack" on:submit=on(send)>
                <div class="field">
                    <label for=own.clone()>"The words"</label>
                    <textarea id=own rows="2" maxlength=TEXT_LENGTH prop:value=typed_text on:input=on(move |event| typed_text.set(event_target_value(&event)))></textarea>
                </div>
                <button type="submit" class="button button-quiet">"Save the words"</button>
            </form>
        </details>
    }
    .into_any()
}

/// How the wording changed, oldest first; and what another device wrote at the same time, to choose from.
fn earlier_words(
    here: Here,
    record: &Record,
    kind: &'static str,
    field: &'static str,
    id: &RecordId,
) -> Option<AnyView> {
    let register = record.field(field)?;
    let said = |writing: &Written<Words>| {
        let text = writing.value.text.clone().filter(|text| !text.is_empty())?;
        let day = clock::day_of(writing.stamp.millis).map(|day| [", ", &date_short(day)].concat());
        Some((text, [words::written_by(&writing.value.by), day.unwrap_or_default()].concat()))
    };
    let past: Vec<_> = register.past().iter().filter_map(said).collect();
    let may_choose = about::may_reword(record, field, here.lens().voice());
    let rivals: Vec<_> = register.rivals().filter_map(said).collect();
    if past.is_empty() && rivals.is_empty() {
        return None;
    }
    let row = |(text, by): (String, String)| {
        view! { <li><p class="own-words-text">{text}</p><p class="quiet">{["Written by ", &by, "."].concat()}</p></li> }
            .into_any()
    };
    let other = |(text, by): (String, String)| {
        let (record_id, words) = (id.clone(), text.clone());
        let take = move |_| {
            let edit = Edit::write(kind, &record_id, field, Some(words.clone()), &here.reading.author());
            here.edit(vec![edit], "These words chosen");
        };
        view! {
            <li>
                <p class="own-words-text">{text.clone()}</p>
                <p class="quiet">{["Written by ", &by, ", on another device."].concat()}</p>
                {may_choose.then(|| view! { <button type="button" class="link" on:click=on(take)>"Use these words"<span class="heard-only">{[": ", &text].concat()}</span></button> }.into_any())}
            </li>
        }
        .into_any()
    };
    let others = rivals.into_iter().map(other).collect::<Vec<_>>();
    Some(
        view! {
            <details class="fold">
                <summary>"Earlier words"</summary>
                <ul class="earlier">{others}{past.into_iter().map(row).collect::<Vec<_>>()}</ul>
            </details>
        }
        .into_any(),
    )
}

/// Notes that others wrote beside, and in the others' lenses the way to write one.
pub fn notes_beside(here: Here, plan: &Plan, of: &RecordId, heard: &str) -> AnyView {
    let voice = here.lens().voice();
    let rows = beside::notes(plan, of, reader_here(here))
        .into_iter()
        .map(|(id, note)| {
            let by = note.field(notes::TEXT).map(|text| words::written_by(&text.value.by)).unwrap_or_default();
            let on_day = note.date(notes::WRITTEN).map(date_short).unwrap_or_default();
            let text = note.text(notes::TEXT).to_owned();
            let is_their_own = about::may_reword(note, notes::TEXT, voice) || voice == Voice::YoungPerson;
            let id = id.clone();
            let remove = move |_| {
                let day = date_text(here.today());
                let edit = Edit::write(notes::NOTE, &id, REMOVED, day, &here.reading.author());
                here.edit(vec![edit], "Note removed");
                crate::ui::focus::soon_heading();
            };
            view! {
                <li class="beside">
                    <p class="note-text">{text}</p>
                    <p class="quiet">{["A note by ", &by, ", ", &on_day, "."].concat()}</p>
                    {is_their_own.then(|| view! { <button type="button" class="link" on:click=on(remove)>"Remove this note"</button> }.into_any())}
                </li>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    let add = (voice != Voice::YoungPerson).then(|| add_beside(here, of, heard));
    view! {
        {(!rows.is_empty()).then(|| view! { <ul class="notes-beside">{rows}</ul> }.into_any())}
        {add}
    }
    .into_any()
}

fn add_beside(here: Here, of: &RecordId, heard: &str) -> AnyView {
    let text = RwSignal::new(String::new());
    let own = ["beside-", of.as_str()].concat();
    let (record_id, field) = (of.clone(), own.clone());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match typed(&text.get_untracked()) {
            Some(words) => {
                let edits = beside::add(&new_id(), &record_id, here.today(), words, &here.reading.author());
                here.edit(edits, "Note added");
                crate::ui::focus::soon_heading();
            }
            None => crate::ui::focus::on(&field),
        }
    };
    view! {
        <details class="fold">
            <summary>"Add a note beside it"<span class="heard-only">{[": ", heard].concat()}</span></summary>
            <form class="stack" on:submit=on(send)>
                <div class="field">
                    <label for=own.clone()>"Your note"</label>
                    <textarea id=own rows="2" maxlength=TEXT_LENGTH prop:value=text on:input=on(move |event| text.set(event_target_value(&event)))></textarea>
                </div>
                <button type="submit" class="button button-quiet">"Add this note"</button>
            </form>
        </details>
    }
    .into_any()
}

/// Keeps what an editor shows in step with what is stored, when that changes otherwise: by Undo, or in
/// another tab. What is being typed meanwhile stays.
pub fn follow(stored: impl Fn() -> String + 'static, show: impl Fn(String) + 'static) {
    Effect::new(move |before: Option<String>| {
        let now = stored();
        if before.is_some_and(|before| before != now) {
            show(now.clone());
        }
        now
    });
}

/// A line on paper: its words, and who says so. No tools.
pub fn on_paper(line: &Line, say: &Say) -> AnyView {
    let by = line.by.as_ref().filter(|by| !(by.voice == Voice::YoungPerson && by.name.is_empty()));
    let about_it: Vec<String> =
        [by_words(by, None), line.showed.as_ref().map(|showed: &Showed| showed_words(showed))]
            .into_iter()
            .flatten()
            .collect();
    let notes = line.beside.iter().map(|(text, by)| {
        view! { <p class="paper-note">{["Note by ", &words::written_by(by), ": ", text].concat()}</p> }
            .into_any()
    });
    view! {
        <div class="paper-line">
            {said(say, line.is_theirs())}
            {(!about_it.is_empty()).then(|| view! { <p class="paper-by">{about_it.join(" ")}</p> }.into_any())}
            {line.is_private.then(|| view! { <p class="paper-by">"Private: only in this copy for me."</p> }.into_any())}
            {notes.collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}
