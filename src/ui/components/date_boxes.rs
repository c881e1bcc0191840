//! A date in three boxes: day, month, year. No jumping from box to box; "feb" is fine.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use onward_core::calendar::{DateEntryError, DateParts, parse_parts};

use crate::ui::on;

/// What is typed in the three boxes.
#[derive(Clone, Copy)]
pub struct DateText {
    day: RwSignal<String>,
    month: RwSignal<String>,
    year: RwSignal<String>,
    /// The boxes to put right, by the last reading.
    wrong: RwSignal<DateParts>,
}

impl DateText {
    /// Boxes that show a date, or empty ones.
    pub fn showing(date: Option<NaiveDate>) -> Self {
        let text = |part: Option<String>| RwSignal::new(part.unwrap_or_default());
        Self {
            day: text(date.map(|date| date.day().to_string())),
            month: text(date.map(|date| date.month().to_string())),
            year: text(date.map(|date| date.year().to_string())),
            wrong: RwSignal::new(DateParts::ALL),
        }
    }

    /// The date typed, or what is wrong with it.
    pub fn read(self) -> Result<NaiveDate, DateEntryError> {
        let read =
            parse_parts(&self.day.get_untracked(), &self.month.get_untracked(), &self.year.get_untracked());
        // A real date may still be refused by the page: then all of it is to be put right.
        self.wrong.set(read.as_ref().err().map_or(DateParts::ALL, |error| error.parts()));
        read
    }

    /// The name of the first box to put right.
    pub fn first_wrong(self) -> &'static str {
        match self.wrong.get_untracked() {
            DateParts { day: false, month: true, .. } => "month",
            DateParts { day: false, month: false, year: true } => "year",
            _ => "day",
        }
    }

    /// Whether nothing is typed.
    pub fn is_empty(self) -> bool {
        [self.day, self.month, self.year]
            .iter()
            .all(|part| part.with_untracked(|text| text.trim().is_empty()))
    }
}

/// The three boxes, in a group named by its legend.
#[component]
pub fn DateBoxes(
    /// What is typed.
    text: DateText,
    /// The group's name.
    #[prop(into)]
    legend: String,
    /// A short hint with an example; may be empty.
    #[prop(into)]
    hint: String,
    /// Start of the ids: the day's box is `{id}-day`.
    id: &'static str,
    /// What is wrong, shown above the boxes.
    error: Memo<Option<String>>,
    /// Whether this is a birth date, which browsers can fill in.
    #[prop(optional)]
    birth_date: bool,
    /// Whether the legend repeats the page's heading and is only for people who hear the page.
    #[prop(optional)]
    quiet_legend: bool,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described = {
        let (hint_id, error_id, has_hint) = (hint_id.clone(), error_id.clone(), !hint.is_empty());
        move || {
            let mut ids = Vec::new();
            if has_hint {
                ids.push(hint_id.clone());
            }
            if error.get().is_some() {
                ids.push(error_id.clone());
            }
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let part = move |name: &'static str, label: &'static str, value: RwSignal<String>, fill: &'static str| {
        let is_wrong = move || match name {
            "day" => text.wrong.get().day,
            "month" => text.wrong.get().month,
            _ => text.wrong.get().year,
        };
        view! {
            <div class=format!("date-box date-box-{name}")>
                <label for=format!("{id}-{name}")>{label}</label>
                <input
                    id=format!("{id}-{name}")
                    type="text"
                    inputmode=if name == "month" { "text" } else { "numeric" }
                    autocomplete=if birth_date { fill } else { "off" }
                    aria-invalid=move || (error.get().is_some() && is_wrong()).then_some("true")
                    prop:value=value
                    on:input=on(move |event| value.set(event_target_value(&event)))
                />
            </div>
        }
        .into_any()
    };
    view! {
        <fieldset class="date-boxes" aria-describedby=described>
            <legend class=if quiet_legend { "heard-only" } else { "" }>{legend}</legend>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> }.into_any())}
            {move || error.get().map(|words| view! {
                <p class="field-error" id=error_id.clone()><span class="heard-only">"Error: "</span>{words}</p>
            }.into_any())}
            <div class="date-row">
                {part("day", "Day", text.day, "bday-day")}
                {part("month", "Month", text.month, "bday-month")}
                {part("year", "Year", text.year, "bday-year")}
            </div>
        </fieldset>
    }
}
