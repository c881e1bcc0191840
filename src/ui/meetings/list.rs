//! All meetings of a plan, and what was agreed at them.

use leptos::prelude::*;
use onward_core::calendar::{date_in_words, date_short, iso, weeks_in_words};
use onward_core::meeting::{ACTION, State, meetings, of_action, of_meeting as fields, open_actions};
use onward_core::pack::EasyLine;
use onward_core::plan::RecordId;

use super::here::Here;
use crate::ui::components::easy_rows::EasyRows;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::{focus, live, on};

/// A meeting as a row needs it.
struct Row {
    id: String,
    title: String,
    when: String,
    away: String,
    state: State,
}

fn rows(here: Here) -> Vec<Row> {
    let today = here.workspace.today.get();
    let found = here.plan(|plan| {
        let row = |meeting: onward_core::meeting::Meeting<'_>| {
            let own = meeting.text(fields::TITLE).to_owned();
            let kind = meeting.text(fields::KIND).to_owned();
            let away = meeting.date().map(|day| weeks_in_words((day - today).num_days()));
            let when = meeting.date().map_or_else(|| "No day yet".to_owned(), date_in_words);
            (meeting.id.as_str().to_owned(), own, kind, when, away.unwrap_or_default(), meeting.state())
        };
        meetings(plan).into_iter().map(row).collect::<Vec<_>>()
    });
    let title = |own: String, kind: &str| match own.is_empty() {
        true => here.kind_of(kind).map_or_else(|| "Meeting".to_owned(), |kind| here.filled(&kind.title)),
        false => own,
    };
    found
        .unwrap_or_default()
        .into_iter()
        .map(|(id, own, kind, when, away, state)| Row { title: title(own, &kind), id, when, away, state })
        .collect()
}

/// The page.
pub fn page(here: Here) -> AnyView {
    view! {
        <div class="stack meetings">
            <div class="meeting-head">
                <Heading title="Meetings">"Meetings"</Heading>
                <a class="button" href=here.href("meetings/new")><Icon name="plus" />"New meeting"</a>
            </div>
            {live(move || easy(here))}
            {live(move || list(here))}
            {agreed(here)}
        </div>
    }
    .into_any()
}

/// For the young person: the next meeting, one idea a row.
fn easy(here: Here) -> Option<AnyView> {
    if !here.reading.easy_read() {
        return None;
    }
    let row = rows(here).into_iter().rfind(|row| row.state != State::Held)?;
    let kind = here.kind_of(&here.text(&RecordId::new(row.id.clone()), fields::KIND));
    let line = |picture: &str, words: String| EasyLine { picture: picture.to_owned(), words };
    let mut lines = Vec::new();
    lines.extend(kind.map(|kind| kind.title_easy));
    lines.push(line("calendar", [row.when.as_str(), "."].concat()));
    lines.push(line("speak", "You can say what you want. Your words come first.".to_owned()));
    lines.push(line("choose", "You can choose who comes, and how it is.".to_owned()));
    Some(view! { <section class="card stack"><h2>"Your next meeting"</h2><EasyRows lines=lines name=here.name() /></section> }.into_any())
}

fn list(here: Here) -> AnyView {
    let all = rows(here);
    if all.is_empty() {
        return view! {
            <div class="card stack">
                <h2>"No meeting yet"</h2>
                <p>"Plan one here. Onward brings an agenda, who to invite, and questions to ask."</p>
                <p>"In the meeting you write down who does what. Everybody leaves with the same page."</p>
            </div>
        }
        .into_any();
    }
    let (held, ahead): (Vec<Row>, Vec<Row>) = all.into_iter().partition(|row| row.state == State::Held);
    let row = move |row: Row| {
        let at = |word: &str| here.href(&["meetings/", &row.id, word].concat());
        let tag = match row.state {
            State::Running => Some(view! { <span class="tag tag-now">"Under way"</span> }.into_any()),
            State::Held => Some(view! { <span class="tag tag-done">"Held"</span> }.into_any()),
            State::Planned => None,
        };
        let links = match row.state {
            State::Held => view! {
                <a class="button" href=at("/hand-over")>"Minutes and copies"</a>
                <a class="button button-quiet" href=at("")>"What was prepared"</a>
            }
            .into_any(),
            State::Running => view! {
                <a class="button button-first" href=at("/run")>"Go on with it"</a>
                <a class="button button-quiet" href=at("/hand-over")>"Hand over"</a>
            }
            .into_any(),
            State::Planned => view! {
                <a class="button" href=at("")>"Prepare"</a>
                <a class="button button-quiet" href=at("/run")>"Run it"</a>
            }
            .into_any(),
        };
        let away = (!row.away.is_empty()).then(|| [" · ", &row.away].concat());
        view! {
            <li class="card stack meeting-row">
                <h3>{row.title.clone()}" "{tag}</h3>
                <p class="quiet">{row.when.clone()}{away}</p>
                <div class="row">{links}</div>
            </li>
        }
        .into_any()
    };
    let part = |heading: &'static str, rows: Vec<Row>| {
        (!rows.is_empty()).then(|| {
            view! {
                <section class="stack">
                    <h2>{heading}</h2>
                    <ul class="stack">{rows.into_iter().map(row).collect_view()}</ul>
                </section>
            }
            .into_any()
        })
    };
    view! { {part("To come", ahead)}{part("Held", held)} }.into_any()
}

/// Actions that are still to do, from all meetings, to tick off.
pub fn agreed(here: Here) -> AnyView {
    // Only the list of ids is followed: a tick must not take the focus away with its row.
    let ids = Memo::new(move |_| {
        let ids = |plan: &onward_core::plan::Plan| {
            open_actions(plan).into_iter().map(|action| action.id.as_str().to_owned()).collect::<Vec<_>>()
        };
        here.plan(ids).unwrap_or_default()
    });
    live(move || {
        let ids = ids.get();
        (!ids.is_empty()).then(|| {
            let rows = ids.into_iter().map(|id| action_row(here, RecordId::new(id))).collect_view();
            view! {
                <section class="card stack" aria-labelledby="agreed-title">
                    <h2 id="agreed-title" tabindex="-1">"Agreed at meetings"</h2>
                    <ul class="actions">{rows}</ul>
                </section>
            }
            .into_any()
        })
    })
}

/// One action: who, what, by when, and the box to tick.
pub fn action_row(here: Here, id: RecordId) -> AnyView {
    let record = StoredValue::new(id.clone());
    let text = move |field: &'static str| {
        record.try_with_value(|record| here.text(record, field)).unwrap_or_default()
    };
    let is_done = move || text(of_action::STATE) == "done";
    let kept_id = ["action-", id.as_str()].concat();
    let change = move |event| {
        let done = event_target_checked(&event);
        let day = iso(here.workspace.today.get_untracked());
        let (state, day) = if done { ("done", day.as_str()) } else { ("open", "") };
        let edits = record.with_value(|record| {
            here.fields(ACTION, record, &[(of_action::STATE, state), (of_action::DONE_ON, day)])
        });
        let what = untrack(|| text(onward_core::meeting::WHAT));
        here.edit(edits, [if done { "Done: " } else { "Not done any more: " }, &what].concat());
        focus::soon_or(&kept_id, "agreed-title");
    };
    let by = move || {
        let day = record.with_value(|record| {
            here.plan(|plan| plan.records.get(record).and_then(|action| action.date(of_action::BY))).flatten()
        });
        match day {
            Some(day) => ["by ", &date_short(day)].concat(),
            None => text(of_action::BY_WORDS),
        }
    };
    let late = move || {
        let today = here.workspace.today.get();
        let day = record.with_value(|record| {
            here.plan(|plan| plan.records.get(record).and_then(|action| action.date(of_action::BY))).flatten()
        });
        let passed = day.is_some_and(|day| day < today) && !is_done();
        passed.then(|| view! { <span class="tag tag-now">"The day has passed"</span> }.into_any())
    };
    let box_id = ["action-", id.as_str()].concat();
    view! {
        <li class="action" data-action=id.as_str().to_owned()>
            <div class="tick">
                <input type="checkbox" id=box_id.clone() prop:checked=is_done on:change=on(change) />
                <label for=box_id>
                    {live(move || { let who = text(of_action::WHO); (!who.is_empty()).then(|| view! { <strong>{who}" "</strong> }.into_any()) })}
                    {live(move || text(onward_core::meeting::WHAT))}
                </label>
            </div>
            <span class="action-by">{live(by)}" "{live(late)}</span>
        </li>
    }
    .into_any()
}
