//! Preparing a meeting: its day and the law's dates, who is asked and who has answered, views, the agenda, the
//! papers.

use chrono::NaiveDate;
use leptos::prelude::*;
use onward_core::calendar::{add_weeks, date_in_words, date_short, iso, weeks_in_words};
use onward_core::meeting::agenda::{Reason, Subject, Suggestion, suggestions, total_minutes};
use onward_core::meeting::dates::{Legal, LegalDate, Standing, legal_dates};
use onward_core::meeting::words::when;
use onward_core::meeting::{
    AGENDA, INVITE, MEETING, Meeting, ORDER, PAPER, PARTIES, WHAT, guest, next_order, number, of_invite,
    of_item, of_meeting as fields, of_meeting, party_of,
};
use onward_core::pack::library::{AgendaKind, Chase, MeetingDate};
use onward_core::pack::{Badge, DateRule};
use onward_core::plan::RecordId;

use super::field::{Field, Pick, Stored, Tick};
use super::here::Here;
use super::new::review_fact;
use super::papers;
use crate::content;
use crate::ui::components::easy_rows::EasyRows;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::tag::BadgeTag;
use crate::ui::{focus, live, on};

/// Suggestions shown at once.
const FIRST_SUGGESTIONS: usize = 6;

/// The page.
pub fn page(here: Here) -> AnyView {
    view! {
        <div class="stack meetings">
            <a class="back" href=here.href("meetings")>"‹ Back to meetings"</a>
            <div class="meeting-head">
                <div class="stack">
                    <p>{live(move || day_tag(here))}</p>
                    <Heading title="Prepare a meeting">{live(move || here.title())}</Heading>
                </div>
                <div class="row">
                    {papers::print_button("agenda", "Print the agenda")}
                    <a class="button button-first" href=here.page("run")>"Start the meeting"</a>
                </div>
            </div>
            {live(move || easy(here))}
            <div class="columns">
                <div class="stack">
                    {agenda(here)}
                    {views(here)}
                    {paper_list(here)}
                </div>
                <aside class="stack" aria-label="When and who">
                    {day(here)}
                    {live(move || legal(here))}
                    {people(here)}
                    {live(move || chase(here))}
                </aside>
            </div>
            {papers::agenda(here)}
            {papers::questions(here)}
            {papers::chase(here)}
            {take_away(here)}
        </div>
    }
    .into_any()
}

fn day_tag(here: Here) -> AnyView {
    let today = here.workspace.today.get();
    let day = here.meeting(|_, meeting| meeting.date()).flatten();
    let text = match day {
        Some(day) => [date_in_words(day).as_str(), " · ", &weeks_in_words((day - today).num_days())].concat(),
        None => "No day yet".to_owned(),
    };
    view! { <span class="tag tag-now">{text}</span> }.into_any()
}

/// What happens, one idea a row, for the young person.
fn easy(here: Here) -> Option<AnyView> {
    if !here.reading.easy_read() {
        return None;
    }
    let kind = here.kind()?;
    let lines =
        std::iter::once(kind.title_easy).chain(kind.agenda.into_iter().map(|item| item.easy)).collect();
    Some(view! { <section class="card stack"><h2>"What will happen"</h2><EasyRows lines=lines name=here.name() /></section> }.into_any())
}

/// Day, time and place.
fn day(here: Here) -> AnyView {
    let record = RecordId::new(here.meeting_id());
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let read = move || {
        let text = typed.get();
        (!text.trim().is_empty()).then(|| when(&text, here.workspace.today.get(), &here.terms()))
    };
    let reading = live(move || {
        Some(match read()? {
            Ok(when) => date_in_words(when.day),
            Err(_) => "Type a day like 4 Dec 2026, or in 6 weeks.".to_owned(),
        })
    });
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match untrack(read) {
            Some(Ok(when)) => {
                set_day(here, when.day);
                typed.set(String::new());
                problem.set(String::new());
            }
            _ => problem.set("Type the day of the meeting first.".to_owned()),
        }
    };
    let now = live(move || {
        here.meeting(|_, meeting| meeting.date())
            .flatten()
            .map_or_else(|| "No day yet.".to_owned(), date_in_words)
    });
    let stored = |field| Stored::of(MEETING, &record, field);
    view! {
        <section class="card stack" aria-labelledby="day-title">
            <h2 id="day-title">"When and where"</h2>
            <p class="lead">{now}</p>
            <form class="stack" novalidate on:submit=on(keep)>
                <div class="field">
                    <label for="meeting-day">"Set or change the day"</label>
                    <input id="meeting-day" type="text" autocomplete="off" aria-describedby="meeting-day-read"
                        prop:value=typed on:input=on(move |event| typed.set(event_target_value(&event))) />
                    <p id="meeting-day-read" class="hint" aria-live="polite">{reading}{live(move || problem.get())}</p>
                </div>
                <button type="submit" class="button button-quiet">"Keep this day"</button>
            </form>
            <Field here=here stored=stored(fields::TIME) label="Time" />
            <Field here=here stored=stored(fields::PLACE) label="Place" />
        </section>
    }
    .into_any()
}

/// A meeting's day; the path's review date goes with it.
fn set_day(here: Here, day: NaiveDate) {
    let record = RecordId::new(here.meeting_id());
    let text = iso(day);
    let mut edits = here.fields(MEETING, &record, &[(fields::DATE, &text)]);
    edits.extend(untrack(|| here.kind().and_then(|kind| review_fact(here, &kind, Some(day)))));
    here.edit(edits, ["The meeting is on ", &date_short(day)].concat());
}

/// The rule's own words about one of the law's dates.
fn about_date(here: Here, what: Legal) -> Option<MeetingDate> {
    let is_it =
        |date: &&MeetingDate| matches!(&date.rule, DateRule::Named { rule, .. } if rule == what.rule());
    here.shelf().national.meeting_dates.iter().find(is_it).cloned()
}

fn legal_words(what: Legal) -> &'static str {
    match what {
        Legal::Papers => "Invitations and papers are out",
        Legal::Report => "The report is with everybody",
        Legal::Decision => "The council says what it will do",
        Legal::FinalPlan => "If the plan changes: the new plan is final",
    }
}

/// The dates of the law, for a review of an EHC plan only.
pub fn legal(here: Here) -> Option<AnyView> {
    let kind = here.kind().filter(|kind| kind.legal)?;
    let today = here.workspace.today.get();
    let holidays = content::bank_holidays();
    let dates: Vec<LegalDate> =
        here.meeting(|plan, meeting| legal_dates(plan, meeting, kind.legal, today, holidays))?;
    if dates.is_empty() {
        let has_day = here.meeting(|_, meeting| meeting.date()).flatten().is_some();
        return Some(if has_day {
            view! {
                <p class="note">"The law sets dates around a review of an EHC plan. This plan’s answers name no EHC plan, so none are shown. "
                    <a href=here.href("situation/support")>"Change the answer"</a>
                </p>
            }
            .into_any()
        } else {
            view! { <p class="note">"Set the day, and the dates of the law show here."</p> }.into_any()
        });
    }
    let record = RecordId::new(here.meeting_id());
    let packs = here.packs();
    let rows = dates
        .into_iter()
        .map(|date| {
            let about = about_date(here, date.what);
            let title = about
                .as_ref()
                .map_or_else(|| legal_words(date.what).to_owned(), |about| here.filled(&about.title));
            let (class, standing) = standing_words(date.standing);
            let source = about.map(|about| about.checked.source.name);
            let stored = Stored::of(MEETING, &record, date.what.field());
            let label = ["Done: ", &title].concat();
            view! {
                <li class="legal">
                    <p><strong>{title.clone()}</strong></p>
                    <p>"By "{date_in_words(date.day)}" "<span class=class>{standing}</span></p>
                    <p class="quiet"><BadgeTag badge=Badge::Law packs=packs />" "{source}</p>
                    <Tick here=here stored=stored label=label.clone() words=label day=true />
                </li>
            }
            .into_any()
        })
        .collect_view();
    Some(
        view! {
            <section class="card stack" aria-labelledby="legal-title">
                <h2 id="legal-title">"Dates the law sets"</h2>
                <ul class="legals">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

fn standing_words(standing: Standing) -> (&'static str, String) {
    let late = |days: i64| match days {
        1 => "1 day late".to_owned(),
        days if days < 14 => [days.to_string().as_str(), " days late"].concat(),
        days => [(days / 7).to_string().as_str(), " weeks late"].concat(),
    };
    match standing {
        Standing::Ahead(days) => ("tag tag-now", weeks_in_words(days)),
        Standing::Late(days) => ("tag tag-late", late(days)),
        Standing::Done(day) => ("tag tag-done", ["Done on ", &date_short(day)].concat()),
        Standing::DoneLate(day, days) => {
            ("tag tag-done", ["Done on ", &date_short(day), ", ", &late(days)].concat())
        }
        Standing::BeforePlan => ("tag", "Before this plan was begun".to_owned()),
    }
}

/// Who is asked, who has answered, what they sent.
fn people(here: Here) -> AnyView {
    let ids = ids_of(here, INVITE);
    let name = RwSignal::new(String::new());
    let party = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked();
        if !typed.trim().is_empty() {
            here.add(
                INVITE,
                &[(of_invite::NAME, typed.trim()), (of_invite::PARTY, &party.get_untracked())],
                ["On the list: ", typed.trim()].concat(),
            );
            name.set(String::new());
        }
    };
    let counted = live(move || {
        let id = here.meeting_id();
        let count = |plan: &onward_core::plan::Plan| {
            let all = of_meeting(plan, INVITE, &id);
            let said = |word: &str| all.iter().filter(|(_, one)| one.text(of_invite::ANSWER) == word).count();
            (all.len(), said("yes"), said("no"))
        };
        let (all, yes, no) = here.plan(count).unwrap_or_default();
        let open = all - yes - no;
        [
            yes.to_string().as_str(),
            " can come, ",
            &no.to_string(),
            " cannot, ",
            &open.to_string(),
            " have not answered.",
        ]
        .concat()
    });
    let rows =
        live(move || ids.get().into_iter().map(|id| person_row(here, RecordId::new(id))).collect_view());
    view! {
        <section class="card stack" aria-labelledby="people-title">
            <h2 id="people-title">"Who to invite"</h2>
            <p class="quiet">{counted}</p>
            <ul class="people">{rows}</ul>
            <form class="stack" on:submit=on(add)>
                <div class="field">
                    <label for="new-person">"Add somebody"</label>
                    <input id="new-person" type="text" autocomplete="off" maxlength="80" list="known-people" prop:value=name
                        on:input=on(move |event| name.set(event_target_value(&event))) />
                </div>
                {papers::known_people(here)}
                <div class="field">
                    <label for="new-party">"Who they are from"</label>
                    <select id="new-party" on:change=on(move |event| party.set(event_target_value(&event)))>{party_options(here)}</select>
                </div>
                <button type="submit" class="button button-quiet">"Add to the list"</button>
            </form>
        </section>
    }
    .into_any()
}

fn party_options(here: Here) -> AnyView {
    let options = PARTIES
        .into_iter()
        .map(|(party, word)| view! { <option value=word>{untrack(|| here.label(party))}</option> }.into_any())
        .collect_view();
    view! { <option value="">"Choose"</option>{options} }.into_any()
}

fn person_row(here: Here, id: RecordId) -> AnyView {
    let who = untrack(|| {
        let read =
            |plan: &onward_core::plan::Plan| plan.records.get(&id).map(|invite| guest(plan, &id, invite));
        let guest = here.plan(read).flatten();
        guest.map(|guest| guest.called().to_owned()).unwrap_or_default()
    });
    let stored = |field| Stored::of(INVITE, &id, field);
    let options = [("", "Not yet"), ("yes", "Can come"), ("no", "Cannot come"), ("maybe", "Not sure")]
        .map(|(word, label)| (word.to_owned(), label.to_owned()))
        .to_vec();
    let remove = {
        let (id, who) = (id.clone(), who.clone());
        move |_| here.remove(INVITE, &id, ["Off the list: ", &who].concat())
    };
    let summary = {
        let id = id.clone();
        live(move || {
            let name = here.text(&id, of_invite::NAME);
            let answer = match here.text(&id, of_invite::ANSWER).as_str() {
                "yes" => Some(("tag tag-done", "Can come")),
                "no" => Some(("tag", "Cannot come")),
                "maybe" => Some(("tag tag-now", "Not sure")),
                _ if !here.text(&id, of_invite::ASKED).is_empty() => Some(("tag tag-now", "Asked")),
                _ => None,
            };
            let tag = answer.map(|(class, words)| view! { <span class=class>{words}</span> }.into_any());
            let name = match name.is_empty() {
                true => here.text(&id, of_invite::AS).into_any(),
                false => view! { <strong>{name}</strong>" "{here.text(&id, of_invite::ROLE)} }.into_any(),
            };
            view! { <span class="grow">{name}</span>{tag} }.into_any()
        })
    };
    view! {
        <li>
            <details class="fold person">
                <summary>{summary}</summary>
                <div class="stack">
                    <Field here=here stored=stored(of_invite::NAME) label=["Name: ", &who].concat() />
                    <Field here=here stored=stored(of_invite::ROLE) label=["What they are: ", &who].concat() />
                    <Tick here=here stored=stored(of_invite::ASKED) label=["Asked: ", &who].concat() words=["Asked: ", &who].concat() day=true />
                    <Pick here=here stored=stored(of_invite::ANSWER) label=["Answer: ", &who].concat() options=options words=["Answer: ", &who].concat() />
                    <Tick here=here stored=stored(of_invite::WRITES) label=["Asked to write: ", &who].concat() words=["Asked to write: ", &who].concat() />
                    <Tick here=here stored=stored(of_invite::WROTE) label=["Their words are here: ", &who].concat() words=["Words are here: ", &who].concat() day=true />
                    <button type="button" class="link" on:click=on(remove)>{["Take off the list: ", &who].concat()}</button>
                </div>
            </details>
        </li>
    }
    .into_any()
}

/// What to do eight, four and two weeks before, with its day and who has not answered.
fn chase(here: Here) -> Option<AnyView> {
    let rows = chase_rows(here);
    let today = here.workspace.today.get();
    if rows.is_empty() {
        return None;
    }
    let packs = here.packs();
    let open = waiting(here);
    let rows = rows
        .into_iter()
        .map(|(chase, day)| {
            let when = day.map(|day| {
                let words = weeks_in_words((day - today).num_days());
                [date_short(day).as_str(), " · ", &words].concat()
            });
            view! {
                <li class="legal">
                    <p><strong>{chase.weeks.to_string()}" weeks before: "</strong>{here.filled(&chase.says)}</p>
                    <p class="quiet">{when}" "<BadgeTag badge=chase.badge packs=packs /></p>
                </li>
            }
            .into_any()
        })
        .collect_view();
    Some(
        view! {
            <section class="card stack" aria-labelledby="chase-title">
                <h2 id="chase-title">"Ask, and ask again"</h2>
                <ul class="legals">{rows}</ul>
                {(!open.is_empty()).then(|| view! { <p>"Still waiting for: "{open.join(", ")}"."</p> }.into_any())}
                {papers::print_button("chase", "Print this list")}
            </section>
        }
        .into_any(),
    )
}

/// What to do some weeks before, with its day.
pub fn chase_rows(here: Here) -> Vec<(Chase, Option<NaiveDate>)> {
    let is_legal = here.kind().is_some_and(|kind| kind.legal);
    let day = here.meeting(|_, meeting| meeting.date()).flatten();
    let council = here.plan(|plan| plan.council.value.clone()).flatten().unwrap_or_default();
    let shelf = here.shelf();
    let rows = shelf.packs(&council).flat_map(|pack| &pack.chase).filter(|chase| is_legal || !chase.legal);
    rows.map(|chase| (chase.clone(), day.and_then(|day| add_weeks(day, -i64::from(chase.weeks))))).collect()
}

/// Names of those who were asked, or are to be, and have not answered, or owe their words.
pub fn waiting(here: Here) -> Vec<String> {
    let id = here.meeting_id();
    let read = |plan: &onward_core::plan::Plan| {
        let invites = of_meeting(plan, INVITE, &id);
        let waits = invites.into_iter().filter(|(_, invite)| {
            let owes = invite.is(of_invite::WRITES) && invite.text(of_invite::WROTE).is_empty();
            invite.text(of_invite::ANSWER).is_empty() || owes
        });
        waits
            .map(|(id, invite)| guest(plan, id, invite))
            .map(|one| one.called().to_owned())
            .collect::<Vec<_>>()
    };
    here.plan(read).unwrap_or_default()
}

/// Ids of the records of a kind of this meeting, in order; drawn anew only when that list changes.
pub fn ids_of(here: Here, kind: &'static str) -> Memo<Vec<String>> {
    Memo::new(move |_| {
        let id = here.meeting_id();
        let read = |plan: &onward_core::plan::Plan| {
            of_meeting(plan, kind, &id).into_iter().map(|(id, _)| id.as_str().to_owned()).collect::<Vec<_>>()
        };
        here.plan(read).unwrap_or_default()
    })
}

/// The agenda, to put in order; and what the plan suggests.
fn agenda(here: Here) -> AnyView {
    let ids = ids_of(here, AGENDA);
    let what = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = what.get_untracked();
        if !typed.trim().is_empty() {
            add_item(here, &[(WHAT, typed.trim()), (of_item::MINUTES, "5")], typed.trim());
            what.set(String::new());
        }
    };
    let total = live(move || {
        let id = here.meeting_id();
        here.plan(|plan| total_minutes(plan, &id)).unwrap_or_default().to_string()
    });
    let rows = live(move || ids.get().into_iter().map(|id| item_row(here, RecordId::new(id))).collect_view());
    view! {
        <section class="card stack" aria-labelledby="agenda-title">
            <h2 id="agenda-title" tabindex="-1">"Agenda"</h2>
            <p class="quiet">{total}" minutes in all"</p>
            <ol class="items">{rows}</ol>
            <form class="row" on:submit=on(add)>
                <div class="field grow">
                    <label for="new-item">"Add something to talk about"</label>
                    <input id="new-item" type="text" autocomplete="off" maxlength="200" prop:value=what
                        on:input=on(move |event| what.set(event_target_value(&event))) />
                </div>
                <button type="submit" class="button button-quiet">"Add to the agenda"</button>
            </form>
            {live(move || suggested(here))}
        </section>
    }
    .into_any()
}

/// A new item stands before those that close the meeting: decisions, and who does what.
fn add_item(here: Here, item: &[(&str, &str)], words: &str) {
    let meeting = here.meeting_id();
    let closes: Vec<String> = untrack(|| here.kind()).map_or_else(Vec::new, |kind| {
        let closing = kind
            .agenda
            .into_iter()
            .filter(|item| matches!(item.kind, AgendaKind::Decisions | AgendaKind::Next));
        closing.map(|item| item.id).collect()
    });
    let read = |plan: &onward_core::plan::Plan| {
        let items = of_meeting(plan, AGENDA, &meeting);
        let closes = |item: &&(&RecordId, &onward_core::plan::Record)| {
            closes.iter().any(|id| id == item.1.text(of_item::ITEM))
        };
        let last: Vec<(RecordId, String)> = items
            .iter()
            .filter(closes)
            .map(|(id, item)| ((*id).clone(), item.text(ORDER).to_owned()))
            .collect();
        (next_order(&items), last)
    };
    let (next, last) = untrack(|| here.plan(read)).unwrap_or_default();
    let id = super::here::new_id();
    let own = last.first().map_or(next.as_str(), |(_, order)| order.as_str());
    let mut edits = here.fields(AGENDA, &id, &[(onward_core::meeting::MEETING_ID, &meeting), (ORDER, own)]);
    edits.extend(here.fields(AGENDA, &id, item));
    // Those that close the meeting move on by one place.
    for (at, (known, _)) in last.iter().enumerate() {
        let order = match last.get(at + 1) {
            Some((_, order)) => order,
            None => &next,
        };
        edits.extend(here.fields(AGENDA, known, &[(ORDER, order)]));
    }
    here.edit(edits, ["On the agenda: ", words].concat());
}

fn item_row(here: Here, id: RecordId) -> AnyView {
    let title = untrack(|| here.text(&id, WHAT));
    let reason = untrack(|| Reason::read(&here.text(&id, of_item::REASON))).map(reason_words);
    let minutes_id = [id.as_str(), "-minutes"].concat();
    let minutes = {
        let id = id.clone();
        move || here.text(&id, of_item::MINUTES)
    };
    let set_minutes = {
        let (id, title) = (id.clone(), title.clone());
        move |event| {
            let text = event_target_value(&event);
            let kept = number(&text)
                .filter(|minutes| (0..=240).contains(minutes))
                .map(|minutes| minutes.to_string());
            let edits = here.fields(AGENDA, &id, &[(of_item::MINUTES, &kept.unwrap_or_default())]);
            here.edit(edits, ["Minutes: ", &title].concat());
        }
    };
    let shift = |up: bool| {
        let (id, title) = (id.clone(), title.clone());
        move |_| shift_item(here, &id, up, &title)
    };
    let remove = {
        let (id, title) = (id.clone(), title.clone());
        move |_| here.remove(AGENDA, &id, ["Off the agenda: ", &title].concat())
    };
    view! {
        <li class="item" data-item=id.as_str().to_owned()>
            <p class="item-title"><strong>{title.clone()}</strong>" "{reason.map(|words| view! { <span class="tag">{words}</span> }.into_any())}</p>
            <div class="item-tools">
                <label for=minutes_id.clone()><span class="heard-only">{title.clone()}": "</span>"Minutes"</label>
                <input id=minutes_id class="minutes" type="text" inputmode="numeric" maxlength="3" prop:value=minutes on:change=on(set_minutes) />
                <button type="button" class="mini" id=["up-", id.as_str()].concat() aria-label=["Earlier: ", &title].concat() on:click=on(shift(true))>"↑"</button>
                <button type="button" class="mini" id=["down-", id.as_str()].concat() aria-label=["Later: ", &title].concat() on:click=on(shift(false))>"↓"</button>
                <button type="button" class="mini" aria-label=["Take off: ", &title].concat() on:click=on(remove)><Icon name="x" /></button>
            </div>
        </li>
    }
    .into_any()
}

/// Puts an item one place earlier or later; the whole list is numbered anew, so that two devices agree.
fn shift_item(here: Here, id: &RecordId, up: bool, title: &str) {
    let meeting = here.meeting_id();
    let read = |plan: &onward_core::plan::Plan| {
        of_meeting(plan, AGENDA, &meeting).into_iter().map(|(id, _)| id.clone()).collect::<Vec<_>>()
    };
    let mut ids = untrack(|| here.plan(read)).unwrap_or_default();
    let Some(at) = ids.iter().position(|known| known == id) else { return };
    let to = if up { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < ids.len()) };
    let Some(to) = to else { return };
    ids.swap(at, to);
    let mut edits = Vec::new();
    for (place, known) in ids.iter().enumerate() {
        let order = (place + 1).to_string();
        if untrack(|| here.text(known, ORDER)) != order {
            edits.extend(here.fields(AGENDA, known, &[(ORDER, &order)]));
        }
    }
    here.edit(edits, [if up { "Earlier: " } else { "Later: " }, title].concat());
    focus::soon(&[if up { "up-" } else { "down-" }, id.as_str()].concat());
}

/// Why something is on the agenda, in words.
pub fn reason_words(reason: Reason) -> &'static str {
    match reason {
        Reason::Late => "Late",
        Reason::Unhappy => "Not kept yet",
        Reason::NotGoing => "Not moving",
        Reason::LastTime => "From last time",
        Reason::Due => "Due next",
        Reason::New => "New",
    }
}

fn suggested(here: Here) -> Option<AnyView> {
    let path = here.path;
    let found = path.with(|path| {
        let path = path.as_ref()?;
        let read = |plan: &onward_core::plan::Plan, meeting: Meeting<'_>| suggestions(plan, path, meeting);
        here.meeting(read)
    })?;
    if found.is_empty() {
        return None;
    }
    let rows = found.into_iter().take(FIRST_SUGGESTIONS).map(|one| suggestion(here, one)).collect_view();
    Some(
        view! {
            <div class="stack">
                <h3 id="suggested-title" tabindex="-1">"From the plan"</h3>
                <ul class="stack">{rows}</ul>
            </div>
        }
        .into_any(),
    )
}

fn suggestion(here: Here, one: Suggestion) -> AnyView {
    let title = about(here, &one.about);
    let take = {
        let title = title.clone();
        move |_| {
            let minutes = one.reason.minutes().to_string();
            let item = [
                (WHAT, title.as_str()),
                (of_item::FROM, &one.about.word()),
                (of_item::REASON, one.reason.word()),
                (of_item::MINUTES, &minutes),
            ];
            add_item(here, &item, &title);
            focus::soon("suggested-title");
        }
    };
    view! {
        <li class="row suggestion">
            <span class="grow">{title.clone()}" "<span class="tag">{reason_words(one.reason)}</span></span>
            <button type="button" class="button button-quiet" aria-label=["Add: ", &title].concat() on:click=on(take)>"Add"</button>
        </li>
    }
    .into_any()
}

/// What a suggestion is about, in words.
pub fn about(here: Here, about: &Subject) -> String {
    match about {
        Subject::Step(key) => {
            let path = here.path;
            path.with(|path| {
                let step = path.as_ref().and_then(|path| path.step(key)).map(|step| step.step);
                step.map(|step| here.reading.title(step, &here.name()))
            })
            .unwrap_or_default()
        }
        Subject::Record(id) => {
            let read = |plan: &onward_core::plan::Plan| {
                plan.records.get(id).map(|record| (record.kind.clone(), record.text(WHAT).to_owned()))
            };
            let (kind, what) = here.plan(read).flatten().unwrap_or_default();
            match kind.as_str() {
                "charter" => charter_words(here, id),
                "goal" => ["Goal: ", &what].concat(),
                "check_in" => "How the new place is going".to_owned(),
                _ => what,
            }
        }
    }
}

/// The question of a charter check that an answer is about: its id names the statement.
fn charter_words(here: Here, id: &RecordId) -> String {
    let statement = id.as_str().split(':').nth(1).unwrap_or_default();
    let shelf = here.shelf();
    let charters = shelf.councils.iter().chain([&shelf.national]).filter_map(|pack| pack.charter.as_ref());
    let found = charters.flat_map(|charter| &charter.statements).find(|one| one.id == statement);
    found.map_or_else(|| ["Charter: ", statement].concat(), |one| here.filled(&one.says))
}

/// What people have said, and the ways to gather more.
fn views(here: Here) -> AnyView {
    let rows = live(move || {
        match papers::first_words(here) {
        (said, true) => papers::said(here, said, ""),
        _ => view! { <p>"Nothing from "{name_or_person(here)}" yet. Their words come first in the meeting."</p> }.into_any(),
    }
    });
    let count = live(move || {
        let count = papers::others(here).len().to_string();
        ["Answers from others: ", &count].concat()
    });
    view! {
        <section class="card stack" aria-labelledby="views-title">
            <h2 id="views-title">"Views"</h2>
            {rows}
            <p class="quiet">{count}</p>
            <div class="row">
                <a class="button button-quiet" href=here.page("type-in")>"Type answers in"</a>
                {papers::print_button("questions", "Print the question sheets")}
            </div>
        </section>
    }
    .into_any()
}

/// The child's name, or who they are.
pub fn name_or_person(here: Here) -> String {
    let name = here.name();
    if name.is_empty() { "the young person".to_owned() } else { name }
}

/// Papers to send before or bring.
fn paper_list(here: Here) -> AnyView {
    let ids = ids_of(here, PAPER);
    let row = move |id: String| {
        let id = RecordId::new(id);
        let what = untrack(|| here.text(&id, WHAT));
        let party = untrack(|| party_of(&here.text(&id, "party")).map(|party| here.label(party)));
        let label = [what.as_str(), party.map_or("", |_| " · "), party.unwrap_or_default()].concat();
        let stored = Stored::of(PAPER, &id, "sent_on");
        view! { <li><Tick here=here stored=stored label=label words=["Paper: ", &what].concat() day=true /></li> }.into_any()
    };
    live(move || {
        let ids = ids.get();
        (!ids.is_empty()).then(|| {
            let rows = ids.into_iter().map(row).collect_view();
            view! {
                <section class="card stack" aria-labelledby="papers-title">
                    <h2 id="papers-title">"Papers"</h2>
                    <p class="quiet">"Tick what has been sent or is in the folder."</p>
                    <ul class="stack">{rows}</ul>
                </section>
            }
            .into_any()
        })
    })
}

/// Takes the meeting away; undo brings it back.
fn take_away(here: Here) -> AnyView {
    let remove = move |_| {
        let record = RecordId::new(here.meeting_id());
        here.remove(MEETING, &record, "Meeting taken away");
        here.go("meetings");
    };
    view! { <button type="button" class="link" on:click=on(remove)>"Take this meeting away"</button> }
        .into_any()
}
