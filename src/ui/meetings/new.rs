//! A new meeting: its kind, its day, and off.

use leptos::prelude::*;
use onward_core::calendar::{add_weeks, iso};
use onward_core::meeting::{
    self, AGENDA, INVITE, MEETING, MEETING_ID, ORDER, PAPER, WHAT, of_invite, of_item, of_meeting as fields,
    party_word,
};
use onward_core::pack::library::Meeting as Kind;
use onward_core::pack::{AppliesWhen, Party};
use onward_core::plan::record::YES;
use onward_core::plan::{Edit, RecordId};
use onward_core::situation::{Fact, FactValue};

use super::here::{Here, new_id};
use crate::platform::clock;
use crate::ui::components::choices::Choices;
use crate::ui::components::date_boxes::{DateBoxes, DateText};
use crate::ui::components::error_summary::{ErrorSummary, Problem};
use crate::ui::components::heading::Heading;
use crate::ui::{live, on};

/// Weeks after a review until its last date, the final plan: E15.
const REVIEW_WEEKS: i64 = 12;

/// The page.
pub fn page(here: Here) -> AnyView {
    let kinds = untrack(|| here.kinds());
    let suggested = untrack(|| suggested(here, &kinds));
    let chosen = RwSignal::new(suggested.map(|kind| kind.id.clone()));
    let options: Vec<(String, String)> = in_order(&kinds, suggested)
        .into_iter()
        .map(|kind| (kind.id.clone(), untrack(|| here.filled(&kind.title))))
        .collect();
    let today = here.workspace.today.get_untracked();
    let day = DateText::showing(None);
    let error = RwSignal::new(None::<Problem>);
    let shown_error = Memo::new(move |_| error.get().map(|problem| problem.words));
    let about = live(move || {
        let kind = here.kind_of(&chosen.get()?)?;
        let minutes = kind.minutes().to_string();
        Some(
            view! {
                <p class="note">{here.filled(&kind.about)}" About "{minutes}" minutes."</p>
            }
            .into_any(),
        )
    });
    let begin = move |now: bool| {
        let date = match (now, day.is_empty()) {
            (true, _) => Some(today),
            (false, true) => None,
            (false, false) => match day.read() {
                Ok(date) => Some(date),
                Err(problem) => {
                    let field = match day.first_wrong() {
                        "month" => "meeting-day-month",
                        "year" => "meeting-day-year",
                        _ => "meeting-day-day",
                    };
                    error.set(Some(Problem { field, words: problem.message("Day of the meeting") }));
                    return;
                }
            },
        };
        error.set(None);
        let Some(kind) = chosen.get_untracked().and_then(|id| untrack(|| here.kind_of(&id))) else { return };
        let id = new_id();
        let edits = untrack(|| edits(here, &kind, &id, date, now));
        here.edit(edits, ["New meeting: ", &untrack(|| here.filled(&kind.title))].concat());
        here.go(&["meetings/", id.as_str(), if now { "/run" } else { "" }].concat());
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        begin(false);
    };
    view! {
        <form class="stack narrow" novalidate on:submit=on(send)>
            <a class="back" href=here.href("meetings")>"‹ Back to meetings"</a>
            <ErrorSummary problem=error />
            <Heading title="New meeting">"What kind of meeting is it?"</Heading>
            <Choices legend="What kind of meeting is it?" options=options chosen=chosen error=Memo::new(|_| None) />
            {about}
            <DateBoxes text=day legend="When is it? (optional)" hint="You can add the day later. For example 4 12 2026" id="meeting-day" error=shown_error />
            <div class="row">
                <button type="submit" class="button">"Prepare it"</button>
                <button type="button" class="button button-quiet" on:click=on(move |_| begin(true))>"It is now: start it"</button>
            </div>
        </form>
    }
    .into_any()
}

/// The kind that this child's situation calls for first.
fn suggested(here: Here, kinds: &[Kind]) -> Option<&Kind> {
    let fits = |kind: &&Kind| {
        let locals = here.locals(&kind.id);
        let mut situations = kind.suits.iter().chain(locals.iter().flat_map(|local| &local.suits));
        situations.any(|when| suits(here, when))
    };
    kinds.iter().find(fits).or(kinds.first())
}

/// Whether a situation holds, as far as it can be told without a step: support, move, setting, year and facts.
fn suits(here: Here, when: &AppliesWhen) -> bool {
    let year = here.path.with_untracked(|path| path.as_ref().and_then(|path| path.year));
    let Some(situation) = here.plan(|plan| plan.situation()) else { return false };
    let is_one = |words: &[String], fact: Fact| {
        words.is_empty() || situation.choice(fact).is_some_and(|word| words.iter().any(|one| one == word))
    };
    let answer = |name: &String| Fact::from_name(name).and_then(|fact| situation.yes_no(fact));
    let known = |name: &String| Fact::from_name(name).is_some_and(|fact| situation.get(fact).is_some());
    let in_years = match (year, when.from_year, when.to_year) {
        (_, None, None) => true,
        (Some(year), from, to) => from.is_none_or(|from| year >= from) && to.is_none_or(|to| year <= to),
        (None, ..) => false,
    };
    is_one(&when.support, Fact::Support)
        && is_one(&when.moves, Fact::Move)
        && is_one(&when.setting, Fact::Setting)
        && !situation.choice(Fact::Move).is_some_and(|word| when.unless_move.iter().any(|one| one == word))
        && when.facts.iter().all(|name| answer(name) == Some(true))
        && (when.any_fact.is_empty() || when.any_fact.iter().any(|name| answer(name) == Some(true)))
        && when.without.iter().all(|name| answer(name) != Some(true))
        && when.known.iter().all(known)
        && in_years
}

fn in_order<'k>(kinds: &'k [Kind], first: Option<&'k Kind>) -> Vec<&'k Kind> {
    let is_first = |kind: &&Kind| first.is_some_and(|first| first.id == kind.id);
    first.into_iter().chain(kinds.iter().filter(|kind| !is_first(kind))).collect()
}

/// Everything a kind brings along, as one change.
fn edits(here: Here, kind: &Kind, id: &RecordId, date: Option<chrono::NaiveDate>, now: bool) -> Vec<Edit> {
    let day = date.map(iso).unwrap_or_default();
    let mut edits = here.fields(MEETING, id, &[(fields::KIND, &kind.id)]);
    if !day.is_empty() {
        edits.extend(here.fields(MEETING, id, &[(fields::DATE, &day)]));
    }
    let state = if now { meeting::State::Running } else { meeting::State::Planned };
    edits.extend(here.fields(MEETING, id, &[(fields::STATE, state.word())]));
    if now {
        let time = clock::time_of_day();
        edits.extend(here.fields(MEETING, id, &[(fields::BEGAN, &time), (fields::TIME, &time)]));
    }
    for (at, item) in kind.agenda.iter().enumerate() {
        let order = (at + 1).to_string();
        let (minutes, title) = (item.minutes.to_string(), here.filled(&item.title));
        let item = [
            (MEETING_ID, id.as_str()),
            (ORDER, &order),
            (of_item::ITEM, &item.id),
            (WHAT, &title),
            (of_item::MINUTES, &minutes),
        ];
        edits.extend(here.fields(AGENDA, &new_id(), &item));
    }
    edits.extend(invites(here, kind, id));
    for (at, paper) in here.papers(kind).iter().enumerate() {
        let order = (at + 1).to_string();
        let words = here.filled(&paper.says);
        let paper = [
            (MEETING_ID, id.as_str()),
            (ORDER, &order),
            (WHAT, &words),
            ("party", party_word(paper.party)),
            ("paper", &paper.id),
        ];
        edits.extend(here.fields(PAPER, &new_id(), &paper));
    }
    edits.extend(review_fact(here, kind, date));
    edits
}

/// Whom the kind asks for, without names yet but the young person's.
fn invites(here: Here, kind: &Kind, id: &RecordId) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut order = 0;
    let mut add = |fields: &[(&str, &str)]| {
        order += 1;
        let order = order.to_string();
        let all: Vec<(&str, &str)> = [(MEETING_ID, id.as_str()), (ORDER, order.as_str())]
            .into_iter()
            .chain(fields.iter().copied())
            .collect();
        edits.extend(here.fields(INVITE, &new_id(), &all));
    };
    for invite in here.invites(kind) {
        let word = party_word(invite.party);
        let who = here.filled(&invite.who);
        let (mut fields, name) = (vec![(of_invite::AS, who.as_str()), (of_invite::PARTY, word)], here.name());
        if invite.party == Party::YoungPerson && !name.is_empty() {
            fields.push((of_invite::NAME, &name));
        }
        if invite.must {
            fields.push((of_invite::WRITES, YES));
        }
        add(&fields);
    }
    edits
}

/// The path's own dates after a review rest on the fact `review_meeting`. It is filled from here, unless an
/// earlier review is still under way: then its dates stay until its last one has passed.
pub fn review_fact(here: Here, kind: &Kind, date: Option<chrono::NaiveDate>) -> Option<Edit> {
    let date = date.filter(|_| kind.legal)?;
    let today = here.workspace.today.get_untracked();
    let situation = here.plan(|plan| plan.situation())?;
    let has_plan = situation.choice(Fact::Support) == Some("ehc_plan");
    let is_over = |met| add_weeks(met, REVIEW_WEEKS).is_some_and(|end| end < today);
    let is_free = situation.date(Fact::ReviewMeeting).is_none_or(|met| met >= today || is_over(met));
    (has_plan && is_free).then_some(Edit::Fact(Fact::ReviewMeeting, Some(FactValue::Date(date))))
}
