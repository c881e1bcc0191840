//! The meeting itself, for a projector and a laptop: the person first, one item at a time, and one line to write
//! everything down in.
//!
//! Everything is written as it is said, on this device, without a network. What is open stays open: a browser
//! that is closed and opened again shows the same item. The clock shows the time and never ends anything.

use std::time::Duration;

use leptos::prelude::*;
use onward_core::calendar::{date_in_words, date_short, iso};
use onward_core::meeting::agenda::{Reason, Subject, names};
use onward_core::meeting::words::{Line, Means, NotADay, line, means, when};
use onward_core::meeting::{
    ACTION, AGENDA, DECISION, INVITE, PARKED, State, WHAT, actions_of, guest, guests, last_time, number,
    of_action, of_invite, of_item, of_meeting as fields, of_meeting, party_of, party_word,
};
use onward_core::pack::Party;
use onward_core::pack::library::{AgendaItem, AgendaKind, Role};
use onward_core::path::{PathStep, Place};
use onward_core::plan::record::{PRIVATE, YES};
use onward_core::plan::{Plan, RecordId};

use super::field::{Field, Stored, Tick};
use super::here::Here;
use super::list::action_row;
use super::papers;
use super::prepare::{about, ids_of, name_or_person, reason_words};
use crate::platform::clock;
use crate::ui::components::easy_rows::EasyRows;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::step_row::StepRow;
use crate::ui::lens::Lens;
use crate::ui::{focus, live, on};

/// The one line to write everything down in.
const LINE: &str = "write-line";

/// The page.
pub fn page(here: Here) -> AnyView {
    view! {
        <div class="stack meetings meeting-run">
            <div class="meeting-head">
                <div class="stack">
                    <p>{live(move || state_tag(here))}</p>
                    <Heading title="Meeting">{live(move || here.title())}</Heading>
                </div>
                <div class="row">
                    {live(move || start_button(here))}
                    {papers::print_button("checklist", "Print the checklist")}
                    {papers::print_button("minutes", "Print now")}
                    <a class="button" href=here.page("hand-over")>"Finish and hand over"</a>
                </div>
            </div>
            <div class="columns run-columns">
                <div class="stack">
                    {person(here)}
                    {live(move || item_of(here))}
                </div>
                <aside class="stack" aria-label="What we write down">
                    {write_down(here)}
                    {who_does_what(here)}
                    {listed(here, DECISION, "We decided", "Decision")}
                    {listed(here, PARKED, "Parked for another time", "Parked")}
                    {who_is_here(here)}
                </aside>
            </div>
            {papers::minutes(here, false)}
            {papers::checklist(here)}
        </div>
    }
    .into_any()
}

fn is_child(here: Here) -> bool {
    here.reading.lens() == Lens::YoungPerson
}

/// How far the meeting is, with a clock that a child does not get unasked.
fn state_tag(here: Here) -> AnyView {
    let state = State::read(&here.meeting_text(fields::STATE));
    match state {
        State::Planned => view! { <span class="tag">"Not started yet"</span> }.into_any(),
        State::Held => view! { <span class="tag tag-done">"Held"</span> }.into_any(),
        State::Running => {
            view! { <span class="tag">"Meeting in progress"</span>" "{clock_words(here)} }.into_any()
        }
    }
}

fn clock_words(here: Here) -> AnyView {
    let is_shown = RwSignal::new(!untrack(|| is_child(here)));
    let ticks = RwSignal::new(());
    let again = set_interval_with_handle(move || ticks.notify(), Duration::from_secs(20));
    on_cleanup(move || {
        if let Ok(again) = again {
            again.clear();
        }
    });
    let words = live(move || {
        ticks.track();
        let minutes = minutes_since(&here.meeting_text(fields::BEGAN), &clock::time_of_day())?;
        is_shown.get().then(|| {
            let words =
                [minutes.to_string().as_str(), if minutes == 1 { " minute" } else { " minutes" }].concat();
            view! { <span class="tag meeting-clock">{words}</span> }.into_any()
        })
    });
    let toggle = live(move || if is_shown.get() { "Hide the clock" } else { "Show the clock" });
    view! { {words}<button type="button" class="link clock-switch" on:click=on(move |_| is_shown.update(|on| *on = !*on))>{toggle}</button> }
        .into_any()
}

/// Minutes from one time of day to another; none if the meeting was begun on another day.
fn minutes_since(began: &str, now: &str) -> Option<i32> {
    let minutes = |time: &str| {
        let (hours, minutes) = time.split_once(':')?;
        Some(number(hours)? * 60 + number(minutes)?)
    };
    let passed = minutes(now)? - minutes(began)?;
    (0..600).contains(&passed).then_some(passed)
}

fn start_button(here: Here) -> Option<AnyView> {
    let state = State::read(&here.meeting_text(fields::STATE));
    let words = match state {
        State::Planned => "Start the meeting",
        State::Held => "Open it again",
        State::Running => return None,
    };
    let start = move |_| {
        let began = clock::time_of_day();
        let mut set = vec![(fields::STATE, State::Running.word()), (fields::BEGAN, began.as_str())];
        let day = iso(here.workspace.today.get_untracked());
        if untrack(|| here.meeting_text(fields::DATE)).is_empty() {
            set.push((fields::DATE, &day));
        }
        here.set(&set, "The meeting has started");
        focus::soon(LINE);
    };
    Some(
        view! { <button type="button" class="button button-first" on:click=on(start)>{words}</button> }
            .into_any(),
    )
}

/// Their own words, on every item.
fn person(here: Here) -> AnyView {
    live(move || {
        let (said, is_own) = papers::first_words(here);
        let goals = here.plan(|plan| {
            let goals = plan
                .records_of("goal")
                .filter(|(_, goal)| goal.text("state") != "finished" && !goal.is_private());
            goals
                .map(|(_, goal)| goal.text(WHAT).to_owned())
                .filter(|what| !what.is_empty())
                .collect::<Vec<_>>()
        });
        let goals = goals.unwrap_or_default();
        let name = name_or_person(here);
        let first = match (said.is_empty(), is_own) {
            (false, true) => papers::said(here, said, " first. "),
            (false, false) => papers::said(here, said, "’s family says"),
            (true, _) => view! {
                <p class="say say-first"><strong>{crate::ui::words::capitalised(&name)}" first. "</strong>"Ask them before anybody else speaks. "
                    <a href=here.page("type-in")>"Write down what they say"</a>
                </p>
            }
            .into_any(),
        };
        let goals = (!goals.is_empty()).then(|| {
            let rows = goals.into_iter().map(|goal| view! { <li>"“"{goal}"”"</li> }.into_any()).collect_view();
            view! { <div class="say"><strong>{crate::ui::words::capitalised(&name)}"’s goals"</strong><ul class="said">{rows}</ul></div> }
                .into_any()
        });
        view! { {first}{goals}<p><a href=here.href("views")>"All of My views"</a></p> }.into_any()
    })
}

/// The item that is open: its record, its place, and how many there are.
fn open_item(here: Here) -> Option<(RecordId, usize, usize)> {
    let id = here.meeting_id();
    let open = here.meeting_text(fields::OPEN).parse().unwrap_or(1_usize);
    let read = |plan: &Plan| {
        let items = of_meeting(plan, AGENDA, &id);
        // Items may have been taken off since.
        let at = open.min(items.len()).saturating_sub(1);
        items.get(at).map(|(id, _)| ((*id).clone(), at, items.len()))
    };
    here.plan(read).flatten()
}

/// One item on, or back. What was open is marked as talked about.
fn turn(here: Here, forward: bool) {
    let Some((now, at, count)) = untrack(|| open_item(here)) else { return };
    let to = if forward { Some(at + 1).filter(|to| *to < count) } else { at.checked_sub(1) };
    let mut edits = Vec::new();
    if forward {
        edits.extend(here.fields(AGENDA, &now, &[(of_item::DONE, YES)]));
    }
    if let Some(to) = to {
        let open = (to + 1).to_string();
        let record = RecordId::new(here.meeting_id());
        edits.extend(here.fields(onward_core::meeting::MEETING, &record, &[(fields::OPEN, &open)]));
    }
    here.workspace.keep(&here.plan_id(), edits);
}

fn item_of(here: Here) -> AnyView {
    let open = Memo::new(move |_| open_item(here).map(|(id, at, count)| (id.as_str().to_owned(), at, count)));
    live(move || {
        let Some((id, at, count)) = open.get() else {
            return view! {
                <section class="card stack">
                    <h2>"No agenda"</h2>
                    <p>"Write down what is decided and who does what. "<a href=here.page("")>"Make an agenda"</a></p>
                </section>
            }
            .into_any();
        };
        item(here, RecordId::new(id), at, count)
    })
}

fn item(here: Here, id: RecordId, at: usize, count: usize) -> AnyView {
    let (what, word, minutes, from) = untrack(|| {
        let text = |field| here.text(&id, field);
        (text(WHAT), text(of_item::ITEM), text(of_item::MINUTES), text(of_item::FROM))
    });
    let reason = untrack(|| Reason::read(&here.text(&id, of_item::REASON)));
    let kind = untrack(|| here.kind());
    let own = kind.as_ref().and_then(|kind| kind.agenda.iter().find(|item| item.id == word)).cloned();
    let number = (at + 1).to_string();
    let easy = own.as_ref().map(|item| item.easy.clone());
    let easy = live(move || {
        let line = easy.clone().filter(|_| here.reading.easy_read())?;
        Some(view! { <EasyRows lines=vec![line] name=here.name() /> }.into_any())
    });
    let about_it = own.as_ref().map(|item| {
        let words = untrack(|| here.filled(&item.about));
        view! { <p class="quiet">{words}</p> }.into_any()
    });
    let is_private = {
        let id = id.clone();
        Memo::new(move |_| {
            here.plan(|plan| plan.records.get(&id).is_some_and(|item| item.is_private())) == Some(true)
        })
    };
    let notes = {
        let id = id.clone();
        live(move || {
            let field = view! { <Field here=here stored=Stored::of(AGENDA, &id, of_item::NOTES) label="Notes" rows=3 /> }.into_any();
            match is_private.get() {
                // A projector must not show what somebody keeps back.
                true => {
                    view! { <details class="fold"><summary>"Private notes: open"</summary>{field}</details> }
                        .into_any()
                }
                false => field,
            }
        })
    };
    let private = view! {
        <Tick here=here stored=Stored::of(AGENDA, &id, PRIVATE) label="Keep these notes out of the minutes" words="Notes kept out of the minutes" />
    }
    .into_any();
    let forward = move |on: bool| {
        move |_| {
            turn(here, on);
            focus::soon(LINE);
        }
    };
    let minutes = (!minutes.is_empty()).then(|| [" · ", &minutes, " minutes"].concat());
    view! {
        <section class="card stack item-open" aria-labelledby="item-title">
            <p class="quiet">"Item "{number.clone()}" of "{count.to_string()}{minutes}</p>
            <h2 id="item-title" tabindex="-1">{number}". "{what}</h2>
            {reason.map(|reason| view! { <p><span class="tag">{reason_words(reason)}</span></p> }.into_any())}
            {easy}
            {about_it}
            {beside(here, own, from)}
            {notes}
            {private}
            <div class="row">
                {(at > 0).then(|| view! { <button type="button" class="button button-quiet" on:click=on(forward(false))>"Back"</button> }.into_any())}
                {(at + 1 < count).then(|| view! { <button type="button" class="button" on:click=on(forward(true))>"Next item"</button> }.into_any())}
                {(at + 1 == count).then(|| view! { <a class="button" href=here.page("hand-over")>"Finish and hand over"</a> }.into_any())}
            </div>
        </section>
    }
    .into_any()
}

/// What belongs beside an item.
fn beside(here: Here, own: Option<AgendaItem>, from: String) -> AnyView {
    if let Some(subject) = Subject::read(&from) {
        return match subject {
            Subject::Step(key) => live(move || {
                let path = here.path;
                let step = path.with(|path| path.as_ref()?.step(&key).cloned())?;
                Some(view! { <ul class="tasks">{step_row(here, step)}</ul> }.into_any())
            }),
            Subject::Record(id) if untrack(|| is_action(here, &id)) => {
                view! { <ul class="actions">{action_row(here, id)}</ul> }.into_any()
            }
            subject => live(move || view! { <p class="lead">{about(here, &subject)}</p> }.into_any()),
        };
    }
    match own.as_ref().map(|item| item.kind) {
        Some(AgendaKind::Steps) if is_first_of_two(here, &own) => live(move || {
            last(here).unwrap_or_else(|| {
                view! { <p>"Nothing was agreed at an earlier meeting in this plan."</p> }.into_any()
            })
        }),
        Some(AgendaKind::Steps) => checklist(here),
        Some(AgendaKind::Questions) => questions(here),
        Some(AgendaKind::Goals) => {
            view! { <p><a href=here.href("goals")>"Open the goals"</a></p> }.into_any()
        }
        Some(AgendaKind::Charter) => charter(here),
        Some(AgendaKind::Person) => live(move || last(here)),
        Some(AgendaKind::Next) => next_meeting(here),
        Some(AgendaKind::Decisions) | None => ().into_any(),
    }
}

/// Where steps come twice on an agenda, the first is about what was agreed last time.
fn is_first_of_two(here: Here, own: &Option<AgendaItem>) -> bool {
    let Some(kind) = untrack(|| here.kind()) else { return false };
    let steps: Vec<&AgendaItem> = kind.agenda.iter().filter(|item| item.kind == AgendaKind::Steps).collect();
    matches!((steps.as_slice(), own), ([first, _, ..], Some(own)) if first.id == own.id)
}

fn is_action(here: Here, id: &RecordId) -> bool {
    here.plan(|plan| plan.records.get(id).is_some_and(|record| record.kind == ACTION)) == Some(true)
}

/// "Last time we said": what was agreed before, to tick.
fn last(here: Here) -> Option<AnyView> {
    let ids = here.meeting(|plan, meeting| {
        last_time(plan, meeting)
            .into_iter()
            .filter(|action| !action.record.is_private())
            .map(|action| action.id.clone())
            .collect::<Vec<_>>()
    })?;
    if ids.is_empty() {
        return None;
    }
    let rows = ids.into_iter().map(|id| action_row(here, id)).collect_view();
    Some(
        view! { <div class="stack"><h3>"Last time we said"</h3><ul class="actions">{rows}</ul></div> }
            .into_any(),
    )
}

/// The latest answers of the charter check, and the way to it.
fn charter(here: Here) -> AnyView {
    live(move || {
        let count = |plan: &Plan| {
            let open = plan.records_of("charter").filter(|(_, answer)| !answer.is_private());
            open.filter(|(_, answer)| matches!(answer.text("answer"), "partly" | "not_yet")).count()
        };
        let open = here.plan(count).unwrap_or_default();
        let words = match open {
            0 => "Go through it together.".to_owned(),
            1 => "1 answer says partly or not yet.".to_owned(),
            open => [open.to_string().as_str(), " answers say partly or not yet."].concat(),
        };
        view! { <p>{words}" "<a href=here.href("charter")>"Open the charter check"</a></p> }.into_any()
    })
}

/// Questions of those who are there, by role.
fn questions(here: Here) -> AnyView {
    let Some(kind) = untrack(|| here.kind()) else { return ().into_any() };
    let parts = super::type_in::ROLES
        .into_iter()
        .filter_map(|(role, title)| {
            let asked = untrack(|| here.questions(&kind, role));
            (!asked.is_empty()).then(|| {
                let rows =
                    asked.into_iter().map(|one| view! { <li>{untrack(|| here.filled(&one.ask))}</li> }.into_any()).collect_view();
                let open = matches!(role, Role::YoungPerson);
                view! { <details class="fold" open=open><summary>{title}</summary><ul class="lines">{rows}</ul></details> }.into_any()
            })
        })
        .collect_view();
    let written = live(move || {
        let others = papers::others(here);
        (!others.is_empty()).then(|| {
            let rows = others
                .into_iter()
                .map(|(who, question, text)| {
                    let question = here.question(&question).map(|question| view! { <span class="said-question">{question}</span>" " }.into_any());
                    view! { <li><strong>{who}": "</strong>{question}{text}</li> }.into_any()
                })
                .collect_view();
            view! { <details class="fold"><summary>"What others wrote before"</summary><ul class="lines">{rows}</ul></details> }.into_any()
        })
    });
    view! { <div class="stack">{written}{parts}</div> }.into_any()
}

/// When the next meeting is; any words, and a day where they are one.
fn next_meeting(here: Here) -> AnyView {
    let record = RecordId::new(here.meeting_id());
    let typed = RwSignal::new(String::new());
    let read = move || when(&typed.get(), here.workspace.today.get(), &here.terms());
    let reading = live(move || match typed.with(|text| text.trim().is_empty()) {
        true => String::new(),
        false => read().map_or_else(|_| "Kept as you typed it.".to_owned(), |when| date_in_words(when.day)),
    });
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = typed.get_untracked();
        if !text.trim().is_empty() {
            let kept = untrack(read).map_or_else(|_| text.trim().to_owned(), |when| iso(when.day));
            here.set(&[(fields::NEXT, &kept)], ["Next meeting: ", text.trim()].concat());
            typed.set(String::new());
        }
    };
    let now = live(move || {
        let next = here.text(&record, fields::NEXT);
        let words = onward_core::calendar::parse_iso(&next).map_or(next, date_in_words);
        (!words.is_empty()).then(|| view! { <p class="lead">"Next meeting: "{words}</p> }.into_any())
    });
    view! {
        {now}
        <form class="row" novalidate on:submit=on(keep)>
            <div class="field grow">
                <label for="next-meeting">"When is the next meeting?"</label>
                <input id="next-meeting" type="text" autocomplete="off" maxlength="80" aria-describedby="next-read" prop:value=typed
                    on:input=on(move |event| typed.set(event_target_value(&event))) />
                <p class="hint" id="next-read">{reading}</p>
            </div>
            <button type="submit" class="button button-quiet">"Keep it"</button>
        </form>
    }
    .into_any()
}

/// The steps of this move, for the checklist.
pub fn move_steps(here: Here) -> Vec<PathStep<'static>> {
    let path = here.path;
    path.with(|path| {
        let Some(path) = path.as_ref() else { return Vec::new() };
        let is_move =
            |stage: &onward_core::pack::Stage| stage.pathway != onward_core::pack::Pathway::EveryYear;
        let this = path.stages.iter().find(|stage| stage.place != Place::Past && is_move(stage.stage));
        let Some(pathway) = this.map(|stage| stage.stage.pathway) else { return Vec::new() };
        // Of a long way only the stage that is open and the one after it.
        let near = path
            .stages
            .iter()
            .filter(|stage| stage.stage.pathway == pathway && stage.place != Place::Past)
            .take(2);
        near.flat_map(|stage| &stage.steps).filter(|step| step.fold.is_none()).cloned().collect()
    })
}

/// Whether a party has a part in a step.
pub fn is_of(step: &PathStep<'_>, party: Party) -> bool {
    step.step.owner == party || step.step.helpers.contains(&party)
}

fn step_row(here: Here, step: PathStep<'static>) -> AnyView {
    view! { <StepRow plan=here.plan_id() name=here.name() step=step packs=here.packs() list="checklist" /> }
        .into_any()
}

/// The checklist, ticked in place, of one party if one is chosen.
fn checklist(here: Here) -> AnyView {
    let chosen = here.party;
    let pick = move |event| chosen.set(event_target_value(&event));
    let parties = untrack(|| {
        let steps = move_steps(here);
        let has = |party: &Party| steps.iter().any(|step| is_of(step, *party));
        let found = onward_core::meeting::PARTIES.into_iter().filter(|(party, _)| has(party));
        found.map(|(party, word)| view! { <option value=word prop:selected=move || chosen.get() == word>{here.label(party)}</option> }.into_any()).collect_view()
    });
    let rows = live(move || {
        let party = party_of(&chosen.get());
        let steps = move_steps(here).into_iter().filter(|step| party.is_none_or(|party| is_of(step, party)));
        let rows: Vec<AnyView> = steps.map(|step| step_row(here, step)).collect();
        match rows.is_empty() {
            true => view! { <p>"No steps here."</p> }.into_any(),
            false => view! { <ul class="tasks">{rows}</ul> }.into_any(),
        }
    });
    view! {
        <div class="stack">
            <h3 id="checklist-title" tabindex="-1">"The checklist"</h3>
            <div class="field">
                <label for="checklist-party">"Show the steps of"</label>
                <select id="checklist-party" on:change=on(pick)><option value="">"Everybody"</option>{parties}</select>
            </div>
            {rows}
        </div>
    }
    .into_any()
}

/// One line for everything: an action, a decision, a note, something to park.
fn write_down(here: Here) -> AnyView {
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(Means::Action);
    let known = move || here.plan(|plan| names(plan, &here.meeting_id())).unwrap_or_default();
    let read = move |text: &str| line(text, &known(), here.workspace.today.get(), &here.terms());
    let reading = live(move || {
        let text = typed.get();
        let (means, rest) = means(&text, chosen.get());
        (!rest.is_empty() || turns(means)).then(|| understood(here, means, rest, read(rest)))
    });
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = typed.get_untracked();
        let (means, rest) = means(&text, chosen.get_untracked());
        if !rest.is_empty() || turns(means) {
            write(here, means, rest, untrack(|| read(rest)));
            typed.set(String::new());
        }
        focus::soon(LINE);
    };
    let choices = Means::CHOICES
        .into_iter()
        .map(|(means, words)| {
            let id = ["means-", words.split(' ').next().unwrap_or_default()].concat();
            let pick = move |_| {
                chosen.set(means);
                focus::soon(LINE);
            };
            view! {
                <div class="lens">
                    <input type="radio" name="means" id=id.clone() prop:checked=move || chosen.get() == means on:change=on(pick) />
                    <label for=id>{words}</label>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section class="card stack write-down" aria-labelledby="write-title">
            <h2 id="write-title">"Write it down"</h2>
            <form class="stack" autocomplete="off" novalidate on:submit=on(keep)>
                <fieldset>
                    <legend class="heard-only">"What it is"</legend>
                    <div class="lenses means">{choices}</div>
                </fieldset>
                <div class="field">
                    <label for=LINE>"Who does what, by when"</label>
                    <input id=LINE type="text" maxlength="500" aria-describedby="write-hint" prop:value=typed
                        on:input=on(move |event| typed.set(event_target_value(&event))) />
                    <p class="hint" id="write-hint">"For example: Mum asks the GP by half term. Then press Enter."</p>
                </div>
                <p class="reading" role="status">{reading}</p>
                <button type="submit" class="button">"Keep it"</button>
            </form>
            <details class="fold">
                <summary>"Faster with the keyboard"</summary>
                <ul class="lines">
                    <li>"Start with decided: or note: or park: to say what it is."</li>
                    <li>"End with a day: in 2 weeks, next Friday, 12 Dec, by half term."</li>
                    <li>"Type next, back or finish, and press Enter, to go on."</li>
                </ul>
            </details>
        </section>
    }
    .into_any()
}

/// Whether a line goes somewhere instead of being kept.
fn turns(means: Means) -> bool {
    matches!(means, Means::Next | Means::Back | Means::Finish)
}

/// What a line was understood as, before it is kept.
fn understood(here: Here, means: Means, rest: &str, line: Line) -> AnyView {
    let item = || untrack(|| open_item(here)).map(|(id, ..)| here.text(&id, WHAT)).unwrap_or_default();
    match means {
        Means::Next => "Enter: on to the next item".into_any(),
        Means::Back => "Enter: back to the item before".into_any(),
        Means::Finish => "Enter: finish and hand over".into_any(),
        Means::Decision => ["We decided: ", rest].concat().into_any(),
        Means::Park => ["For another time: ", rest].concat().into_any(),
        Means::Note => ["A note on: ", &item()].concat().into_any(),
        Means::Action => {
            let who = (!line.who.is_empty()).then(|| line.who.clone());
            let by = match (line.by, line.by_words.is_empty()) {
                (Some(when), _) => {
                    let about = if when.about { "by about " } else { "by " };
                    Some([about, &date_in_words(when.day)].concat())
                }
                (None, false) => {
                    Some("Term dates are not known here. Type the day as well, if you can.".to_owned())
                }
                (None, true) => None,
            };
            view! {
                {who.map_or_else(|| view! { <span class="quiet">"Nobody named yet. "</span> }.into_any(), |who| view! { <strong>{who}</strong>" " }.into_any())}
                {line.what}
                {by.map(|by| view! { " · "{by} }.into_any())}
            }
            .into_any()
        }
    }
}

fn write(here: Here, means: Means, rest: &str, line: Line) {
    match means {
        Means::Next => turn(here, true),
        Means::Back => turn(here, false),
        Means::Finish => here.go(&["meetings/", &here.meeting_id(), "/hand-over"].concat()),
        Means::Decision => {
            here.add(DECISION, &[(WHAT, rest), ("item", &open_word(here))], ["Decided: ", rest].concat());
        }
        Means::Park => {
            here.add(PARKED, &[(WHAT, rest)], ["Parked: ", rest].concat());
        }
        Means::Note => note(here, rest),
        Means::Action => {
            let by = line.by.map(|when| iso(when.day)).unwrap_or_default();
            // How a day was said is kept where the day itself says less.
            let by_words = match line.by {
                Some(when) if !when.about => "",
                _ => line.by_words.as_str(),
            };
            let fields = [
                (WHAT, line.what.as_str()),
                (of_action::WHO, line.who.as_str()),
                (of_action::PARTY, untrack(|| party_by_name(here, &line.who))),
                (of_action::BY, &by),
                (of_action::BY_WORDS, by_words),
                (of_action::STATE, "open"),
                (of_action::STEP, &open_step(here)),
            ];
            let day = line.by.map(|when| [" by ", &date_short(when.day)].concat()).unwrap_or_default();
            here.add(ACTION, &fields, ["Action: ", &line.who, " ", &line.what, &day].concat());
        }
    }
}

fn open_word(here: Here) -> String {
    untrack(|| open_item(here)).map(|(id, ..)| id.as_str().to_owned()).unwrap_or_default()
}

/// The step that the open item is about, if it is about one.
fn open_step(here: Here) -> String {
    let from = untrack(|| open_item(here).map(|(id, ..)| here.text(&id, of_item::FROM))).unwrap_or_default();
    from.strip_prefix("step:").unwrap_or_default().to_owned()
}

/// The word of the party of somebody at the meeting.
fn party_by_name(here: Here, name: &str) -> &'static str {
    if name.is_empty() {
        return "";
    }
    if name.eq_ignore_ascii_case(&here.name()) {
        return party_word(Party::YoungPerson);
    }
    let id = here.meeting_id();
    let party = here.plan(|plan| {
        guests(plan, &id)
            .into_iter()
            .find(|guest| guest.name.eq_ignore_ascii_case(name))
            .and_then(|guest| guest.party)
    });
    match (party.flatten(), name.to_ascii_lowercase().as_str()) {
        (Some(party), _) => party_word(party),
        (
            None,
            "mum" | "dad" | "mother" | "father" | "gran" | "nan" | "grandad" | "carer" | "parent" | "parents",
        ) => party_word(Party::ParentCarer),
        (None, "senco" | "school" | "teacher") => party_word(Party::CurrentSchool),
        (None, "council") => party_word(Party::Council),
        (None, "gp") => party_word(Party::Health),
        _ => "",
    }
}

/// Adds a line to the notes of the open item.
fn note(here: Here, rest: &str) {
    let Some((id, ..)) = untrack(|| open_item(here)) else {
        let before = untrack(|| here.meeting_text(fields::NOTES));
        here.set(&[(fields::NOTES, &joined(&before, rest))], ["Noted: ", rest].concat());
        return;
    };
    let before = untrack(|| here.text(&id, of_item::NOTES));
    let edits = here.fields(AGENDA, &id, &[(of_item::NOTES, &joined(&before, rest))]);
    here.edit(edits, ["Noted: ", rest].concat());
}

fn joined(before: &str, line: &str) -> String {
    if before.is_empty() { line.to_owned() } else { [before, "\n", line].concat() }
}

/// The actions so far, to put right in place.
fn who_does_what(here: Here) -> AnyView {
    let ids = Memo::new(move |_| {
        let id = here.meeting_id();
        let read = |plan: &Plan| {
            let all = actions_of(plan, &id).into_iter();
            all.map(|action| (action.id.as_str().to_owned(), action.record.is_private())).collect::<Vec<_>>()
        };
        here.plan(read).unwrap_or_default()
    });
    let rows = live(move || {
        let list = |of_private: bool| -> Vec<AnyView> {
            let ids = ids.get().into_iter().filter(|(_, is_private)| *is_private == of_private);
            ids.map(|(id, _)| action(here, RecordId::new(id))).collect()
        };
        let (open, private) = (list(false), list(true));
        // A projector must not show what somebody keeps back; it can still be found and put right.
        let kept = (!private.is_empty()).then(|| {
            let words = ["Kept out of the minutes: ", &private.len().to_string()].concat();
            view! { <details class="fold"><summary>{words}</summary><ul class="actions">{private}</ul></details> }
                .into_any()
        });
        let open = match open.is_empty() {
            true => view! { <p class="quiet">"Nothing yet."</p> }.into_any(),
            false => view! { <ul class="actions">{open}</ul> }.into_any(),
        };
        view! { {open}{kept} }.into_any()
    });
    view! {
        <section class="card stack" aria-labelledby="actions-title">
            <h2 id="actions-title">"Who does what"</h2>
            {rows}
        </section>
    }
    .into_any()
}

fn action(here: Here, id: RecordId) -> AnyView {
    let what = untrack(|| here.text(&id, WHAT));
    let text = {
        let id = id.clone();
        move |field: &'static str| here.text(&id, field)
    };
    let shown = {
        let text = text.clone();
        live(move || {
            let who = text(of_action::WHO);
            view! { {(!who.is_empty()).then(|| view! { <strong>{who}</strong>" " }.into_any())}{text(WHAT)} }
                .into_any()
        })
    };
    let by = live(move || {
        let day = onward_core::calendar::parse_iso(&text(of_action::BY));
        day.map_or_else(|| text(of_action::BY_WORDS), |day| ["by ", &date_short(day)].concat())
    });
    let remove = {
        let (id, what) = (id.clone(), what.clone());
        move |_| here.remove(ACTION, &id, ["Action taken away: ", &what].concat())
    };
    let stored = |field| Stored::of(ACTION, &id, field);
    view! {
        <li class="action">
            <details class="fold action-fold">
                <summary><span class="grow">{shown}</span><span class="action-by">{by}</span></summary>
                <div class="stack">
                    <Field here=here stored=stored(WHAT) label="What" />
                    <Field here=here stored=stored(of_action::WHO) label="Who" />
                    {by_field(here, &id)}
                    <Tick here=here stored=stored(PRIVATE) label="Keep it out of the minutes" words="An action kept out of the minutes" />
                    <button type="button" class="link" on:click=on(remove)>{["Take away: ", &what].concat()}</button>
                </div>
            </details>
        </li>
    }
    .into_any()
}

/// A day in words for an action that is there.
fn by_field(here: Here, id: &RecordId) -> AnyView {
    let field_id = [id.as_str(), "-by"].concat();
    let (id, typed) = (id.clone(), RwSignal::new(String::new()));
    let read = move || when(&typed.get(), here.workspace.today.get(), &here.terms());
    let hint = live(move || match (typed.with(|text| text.trim().is_empty()), read()) {
        (true, _) => "For example: in 2 weeks, or 12 Dec".to_owned(),
        (false, Ok(when)) => date_in_words(when.day),
        (false, Err(NotADay::NeedsTerms)) => "Term dates are not known here. Type the day.".to_owned(),
        (false, Err(NotADay::Unknown)) => "Not a day yet. It is kept as you typed it.".to_owned(),
    });
    let keep = move |_| {
        let text = typed.get_untracked();
        if !text.trim().is_empty() {
            let day = untrack(read).map(|when| iso(when.day)).unwrap_or_default();
            let words = if day.is_empty() { text.trim() } else { "" };
            let edits = here.fields(ACTION, &id, &[(of_action::BY, &day), (of_action::BY_WORDS, words)]);
            here.edit(edits, "By when");
            typed.set(String::new());
        }
    };
    view! {
        <div class="field">
            <label for=field_id.clone()>"By when"</label>
            <input id=field_id type="text" autocomplete="off" prop:value=typed on:input=on(move |event| typed.set(event_target_value(&event))) on:change=on(keep) />
            <p class="hint">{hint}</p>
        </div>
    }
    .into_any()
}

/// Decisions, or what is parked.
fn listed(here: Here, kind: &'static str, heading: &'static str, one: &'static str) -> AnyView {
    let ids = ids_of(here, kind);
    live(move || {
        let ids = ids.get();
        (!ids.is_empty()).then(|| {
            let rows = ids
                .into_iter()
                .map(|id| {
                    let id = RecordId::new(id);
                    let what = untrack(|| here.text(&id, WHAT));
                    let shown = {
                        let id = id.clone();
                        live(move || here.text(&id, WHAT))
                    };
                    let remove = {
                        let (id, what) = (id.clone(), what.clone());
                        move |_| here.remove(kind, &id, [one, " taken away: ", &what].concat())
                    };
                    view! {
                        <li class="row listed">
                            <span class="grow">{shown}</span>
                            <button type="button" class="mini" aria-label=["Take away: ", &what].concat() on:click=on(remove)><Icon name="x" /></button>
                        </li>
                    }
                    .into_any()
                })
                .collect_view();
            view! { <section class="card stack"><h2>{heading}</h2><ul class="stack">{rows}</ul></section> }.into_any()
        })
    })
}

/// Ticked as people come in.
fn who_is_here(here: Here) -> AnyView {
    let ids = ids_of(here, INVITE);
    let name = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked();
        if !typed.trim().is_empty() {
            here.add(
                INVITE,
                &[(of_invite::NAME, typed.trim()), (of_invite::CAME, YES)],
                ["Here: ", typed.trim()].concat(),
            );
            name.set(String::new());
        }
    };
    let row = move |id: String| {
        let id = RecordId::new(id);
        let read = |plan: &Plan| plan.records.get(&id).map(|invite| guest(plan, &id, invite));
        let guest = untrack(|| here.plan(read)).flatten();
        let label = guest.map(|guest| guest.with_role()).unwrap_or_default();
        let stored = Stored::of(INVITE, &id, of_invite::CAME);
        view! { <li><Tick here=here stored=stored label=label.clone() words=["Here: ", &label].concat() /></li> }.into_any()
    };
    let rows = live(move || ids.get().into_iter().map(row).collect_view());
    view! {
        <section class="card stack" aria-labelledby="here-title">
            <h2 id="here-title">"Who is here"</h2>
            <ul class="stack here-list">{rows}</ul>
            <form class="row" on:submit=on(add)>
                <div class="field grow">
                    <label for="here-name">"Somebody else"</label>
                    <input id="here-name" type="text" autocomplete="off" maxlength="80" list="known-people" prop:value=name
                        on:input=on(move |event| name.set(event_target_value(&event))) />
                </div>
                {papers::known_people(here)}
                <button type="submit" class="button button-quiet">"Here"</button>
            </form>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::minutes_since;

    #[test]
    fn the_clock_counts_from_the_start_of_this_meeting_only() {
        assert_eq!(minutes_since("9:05", "9:30"), Some(25));
        assert_eq!(minutes_since("10:42", "10:42"), Some(0));
        for (began, now) in
            [("14:00", "9:30"), ("", "9:30"), ("9", "9:30"), ("0:00", "23:00"), ("x:y", "9:30")]
        {
            assert_eq!(minutes_since(began, now), None, "{began} {now}");
        }
    }
}
