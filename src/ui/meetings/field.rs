//! A field that keeps itself: what is typed is written at each pause, and again when the field is left, the
//! page is left, or the lid is closed. Nothing has to be pressed.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle, window_event_listener_untyped};
use leptos::prelude::*;
use onward_core::plan::{Author, RecordId};

use super::here::{Here, write};
use crate::ui::{focus, on};

/// How long nobody has typed before it is written.
const PAUSE: Duration = Duration::from_millis(350);

/// What a field stands for.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The record's kind.
    pub kind: &'static str,
    /// The record.
    pub record: RecordId,
    /// Its field.
    pub field: &'static str,
    /// What is written with the first words of a new record, for example which meeting it belongs to.
    pub also: Vec<(&'static str, String)>,
    /// Who writes, where that is not who reads: a sheet that is typed back in.
    pub by: Option<Author>,
}

impl Stored {
    /// A field of a record that is there.
    pub fn of(kind: &'static str, record: &RecordId, field: &'static str) -> Self {
        Self { kind, record: record.clone(), field, also: Vec::new(), by: None }
    }

    fn id(&self) -> String {
        [self.record.as_str(), "-", self.field].concat()
    }
}

#[derive(Clone, Copy)]
struct Typing {
    here: Here,
    stored: StoredValue<Stored>,
    typed: RwSignal<String>,
    /// What stands in the plan as far as this field knows.
    known: StoredValue<String>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Typing {
    fn start(here: Here, stored: Stored) -> Self {
        let text = untrack(|| here.text(&stored.record, stored.field));
        let typing = Self {
            here,
            typed: RwSignal::new(text.clone()),
            known: StoredValue::new(text),
            stored: StoredValue::new(stored),
            timer: StoredValue::new(None),
        };
        // Another tab, or an undo, may change it. What is being typed here stays.
        Effect::new(move |_| {
            let text = typing.stored.try_with_value(|stored| here.text(&stored.record, stored.field));
            // The field may be gone when this is asked once more.
            let (Some(now), Some(typed), Some(known)) =
                (text, typing.typed.try_get_untracked(), typing.known.try_get_value())
            else {
                return;
            };
            if typed.trim() == known && known != now {
                typing.known.set_value(now.clone());
                typing.typed.set(now);
            }
        });
        let leaving = window_event_listener_untyped("pagehide", move |_| typing.save());
        on_cleanup(move || {
            typing.save();
            leaving.remove();
        });
        typing
    }

    fn input(self, text: String) {
        self.typed.set(text);
        self.stop();
        let timer = set_timeout_with_handle(move || self.save(), PAUSE);
        self.timer.set_value(timer.ok());
    }

    fn stop(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    fn save(self) {
        self.stop();
        let Some(text) = self.typed.try_get_untracked().map(|text| text.trim().to_owned()) else { return };
        if self.known.try_with_value(|known| *known == text) != Some(false) {
            return;
        }
        self.known.set_value(text.clone());
        let here = self.here;
        let edits = self.stored.try_with_value(|stored| {
            let by = stored.by.clone().unwrap_or_else(|| here.reading.author());
            let is_new =
                untrack(|| here.plan(|plan| !plan.records.contains_key(&stored.record))) == Some(true);
            let also: Vec<(&str, &str)> =
                stored.also.iter().map(|(field, text)| (*field, text.as_str())).collect();
            let mut edits = if is_new { write(stored.kind, &stored.record, &also, &by) } else { Vec::new() };
            edits.extend(write(stored.kind, &stored.record, &[(stored.field, &text)], &by));
            edits
        });
        if let Some(edits) = edits {
            here.workspace.keep(&here.plan_id(), edits);
        }
    }
}

/// A field of one line, or of several.
#[component]
pub fn Field(
    /// The page.
    here: Here,
    /// What it stands for.
    stored: Stored,
    /// Its label.
    #[prop(into)]
    label: String,
    /// Lines; 0 is a field of one line.
    #[prop(optional)]
    rows: u32,
    /// A short hint; may be empty.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let id = stored.id();
    let typing = Typing::start(here, stored);
    let typed = typing.typed;
    let hint_id = [id.as_str(), "-hint"].concat();
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let field = match rows {
        0 => view! {
            <input id=id.clone() type="text" autocomplete="off" maxlength="4000" aria-describedby=described prop:value=typed
                on:input=on(move |event| typing.input(event_target_value(&event))) on:blur=on(move |_| typing.save()) />
        }
        .into_any(),
        rows => view! {
            <textarea id=id.clone() rows=rows maxlength="20000" aria-describedby=described prop:value=typed
                on:input=on(move |event| typing.input(event_target_value(&event))) on:blur=on(move |_| typing.save())></textarea>
        }
        .into_any(),
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> }.into_any())}
            {field}
        </div>
    }
}

/// A box to tick for a yes in a field, or for the day something was done.
#[component]
pub fn Tick(
    /// The page.
    here: Here,
    /// What it stands for.
    stored: Stored,
    /// Its words, read beside it.
    #[prop(into)]
    label: String,
    /// Whether the day is kept instead of a yes.
    #[prop(optional)]
    day: bool,
    /// What undoing it is called: the words for "ticked".
    #[prop(into)]
    words: String,
) -> impl IntoView {
    let id = stored.id();
    let stored = StoredValue::new(stored);
    let is_on = move || {
        stored.try_with_value(|stored| !here.text(&stored.record, stored.field).is_empty()) == Some(true)
    };
    let box_id = id.clone();
    let change = move |event| {
        let on = event_target_checked(&event);
        let today = onward_core::calendar::iso(here.workspace.today.get_untracked());
        let value = match (on, day) {
            (false, _) => "",
            (true, true) => today.as_str(),
            (true, false) => onward_core::plan::record::YES,
        };
        let edits =
            stored.with_value(|stored| here.fields(stored.kind, &stored.record, &[(stored.field, value)]));
        here.edit(edits, [words.as_str(), if on { "" } else { ": not any more" }].concat());
        // Where the list around it is drawn anew, the focus stays on the box.
        focus::soon_or(&box_id, "agreed-title");
    };
    view! {
        <div class="tick">
            <input type="checkbox" id=id.clone() prop:checked=is_on on:change=on(change) />
            <label for=id>{label}</label>
        </div>
    }
}

/// One of a few words for a field.
#[component]
pub fn Pick(
    /// The page.
    here: Here,
    /// What it stands for.
    stored: Stored,
    /// Its label.
    #[prop(into)]
    label: String,
    /// The word stored and the words read; the first stands for nothing.
    options: Vec<(String, String)>,
    /// What changing it is called.
    #[prop(into)]
    words: String,
) -> impl IntoView {
    let id = stored.id();
    let stored = StoredValue::new(stored);
    let now = Memo::new(move |_| {
        stored.try_with_value(|stored| here.text(&stored.record, stored.field)).unwrap_or_default()
    });
    let change = move |event| {
        let word = event_target_value(&event);
        let edits =
            stored.with_value(|stored| here.fields(stored.kind, &stored.record, &[(stored.field, &word)]));
        here.edit(edits, words.clone());
    };
    let options = options
        .into_iter()
        .map(|(word, label)| {
            let value = word.clone();
            view! { <option value=word prop:selected=move || now.get() == value>{label}</option> }.into_any()
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id on:change=on(change)>{options}</select>
        </div>
    }
}
