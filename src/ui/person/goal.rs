//! One goal: its words, how far it has come, its small steps, what goes with it; and the pages on which
//! one thing of it is asked or changed.

use leptos::prelude::*;
use onward_core::calendar::date_short;
use onward_core::path::PathStep;
use onward_core::person::beside;
use onward_core::person::goals::{
    BY, GOAL, Goal, HELPS, IDEA, MEETING, PICTURE, SHOWED_HOW, SHOWED_ON, SHOWED_WHO, SMALL_STEP, STATE,
    STEPS, SmallStep, State, WHAT, WHO, When, add_small_steps, link_steps, next_step, set_state, set_when,
    suggested_steps, take_away, write,
};
use onward_core::person::{Answer, Reader};
use onward_core::plan::notes::{NOTE, TEXT, WRITTEN};
use onward_core::plan::record::{PRIVATE, REMOVED, YES, date_text, typed};
use onward_core::plan::{Edit, Plan, RecordId, StepKey};

use super::goals::{answer_tiles, capital, goal_name, goal_words, part_title, showed_words, written_words};
use super::here::{Here, new_id};
use super::new_goal::{MOST_LETTERS, ShowedForm, WhenForm, easy_line, idea_of, text_field};
use super::pick::{Pick, Tile, all_pictures, finder, tiles, tiles_of};
use super::way::{answer_words, far_words, goal_way, state_words};
use crate::ui::components::easy_rows::EasyRows;
use crate::ui::components::error_summary::{ErrorSummary, Problem};
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::who_is_writing::{WhoIsWriting, may_write_now};
use crate::ui::focus;
use crate::ui::lens::Lens;
use crate::ui::route::Route;
use crate::ui::{live, on, words};
use crate::workspace::Shown;

/// The pages below `goals/<id>`.
pub fn page(here: Here, id: RecordId, rest: &[&str]) -> AnyView {
    let (is_new, what) = match rest {
        ["start", what] => (true, Some((*what).to_owned())),
        [what] => (false, Some((*what).to_owned())),
        _ => (false, None),
    };
    let path = here.workspace.path_of(here.id());
    let found = {
        let id = id.clone();
        Memo::new(move |_| here.read(|plan| plan.goal(&id).is_some()) == Some(true))
    };
    live(move || {
        if !found.get() {
            return gone(here);
        }
        let lens = here.lens();
        match what.as_deref() {
            Some("words") => change_words(here, id.clone(), lens),
            Some("who") => ask_list(here, id.clone(), lens, WHO, is_new),
            Some("helps") => ask_list(here, id.clone(), lens, HELPS, is_new),
            Some("when") => ask_when(here, id.clone(), lens, is_new),
            Some("steps") => change_steps(here, id.clone(), lens, is_new),
            _ => whole(here, id.clone(), lens, path),
        }
    })
}

fn gone(here: Here) -> AnyView {
    view! {
        <div class="stack">
            <Heading title="Goal not here">"This goal is not in this plan"</Heading>
            <p>"It may have been taken away. “Undo” brings back the last change."</p>
            <p><a class="button" href=here.href("goals")>"Go to the goals"</a></p>
        </div>
    }
    .into_any()
}

/// Everything about the goal.
fn whole(here: Here, id: RecordId, lens: Lens, path: Memo<Option<Shown>>) -> AnyView {
    let looking = RwSignal::new(None::<RecordId>);
    let id = StoredValue::new(id);
    let piece = move |draw: fn(Here, &Plan, Goal<'_>, Lens) -> Option<AnyView>| {
        live(move || {
            let id = id.get_value();
            here.read(|plan| draw(here, plan, plan.goal(&id)?, lens)).flatten()
        })
    };
    let steps = move || {
        live(move || {
            let id = id.get_value();
            here.read(|plan| step_now(here, plan, plan.goal(&id)?, lens, looking)).flatten()
        })
    };
    let linked = move || {
        live(move || {
            let id = id.get_value();
            let path = path.get()?;
            here.read(|plan| Some(with_path(here, plan, plan.goal(&id)?, &path))).flatten()
        })
    };
    let back = if lens == Lens::YoungPerson { "‹ Back to my goals" } else { "‹ Back to the goals" };
    view! {
        <div class="stack narrow goal-page">
            <a class="back" href=here.href("goals")>{back}</a>
            {piece(top)}
            <WhoIsWriting />
            {live(move || may_write_now().then(&steps))}
            {piece(all_steps)}
            {piece(facts)}
            {live(move || may_write_now().then(|| view! { {piece(what_to_do)}{linked()}{notes(here, id, lens)} }.into_any()))}
            {piece(history)}
        </div>
    }
    .into_any()
}

fn top(here: Here, plan: &Plan, goal: Goal<'_>, lens: Lens) -> Option<AnyView> {
    let steps = plan.small_steps(goal.id);
    let answers: Vec<Option<Answer>> = steps.iter().map(|step| step.answer()).collect();
    let is_finished = goal.state() == State::Finished;
    let who = match goal.showed() {
        Some(showed) => Some(showed_words(&showed)),
        None => written_words(here, goal, lens),
    };
    let title = if lens == Lens::YoungPerson { "My goal" } else { "Goal" };
    let class = ["card stack goal-top ", words::part_class(goal.part())].concat();
    let change = goal.record.may_write(WHAT, lens.voice()).then(|| {
        let href = here.href(&["goals/", goal.id.as_str(), "/words"].concat());
        view! { <a href=href>{if lens == Lens::YoungPerson && goal.is_their_own() { "Change my words" } else { "Change the words" }}</a> }.into_any()
    });
    let theirs = (change.is_none()).then(|| {
        view! { <p class="quiet">"These are their own words. They change them in the young person’s view."</p> }.into_any()
    });
    let celebrate = is_finished.then(|| {
        let day = goal.finished_on().map(|day| [" ", &date_short(day), "."].concat());
        let words =
            if lens == Lens::YoungPerson { "You did it. Well done." } else { "This goal is finished." };
        view! {
            <p class="goal-done"><Icon name="check" /><span><strong>{words}</strong>{day}</span></p>
        }
        .into_any()
    });
    let what = goal_words(goal);
    Some(
        view! {
            <section class=class>
                {goal.part().map(part_title)}
                <Heading title=title><span class="heard-only">{title}": "</span>{what}</Heading>
                {who.map(|who| view! { <p class="quiet">{who}</p> }.into_any())}
                {theirs}
                {change}
                {celebrate}
                {(!steps.is_empty()).then(|| goal_way(&answers, is_finished))}
                <p class="goal-stand">
                    <span>{far_words(&steps, goal.state(), lens)}</span>
                    <strong>{state_words(goal.state())}</strong>
                </p>
            </section>
        }
        .into_any(),
    )
}

fn step_now(
    here: Here,
    plan: &Plan,
    goal: Goal<'_>,
    lens: Lens,
    looking: RwSignal<Option<RecordId>>,
) -> Option<AnyView> {
    if goal.state() != State::Going {
        return None;
    }
    let steps = plan.small_steps(goal.id);
    let step = looking
        .get()
        .and_then(|at| steps.iter().find(|step| *step.id == at))
        .or_else(|| next_step(&steps))?;
    let next = steps
        .iter()
        .find(|other| other.id != step.id && !other.answer().is_some_and(Answer::is_able))
        .map(|next| next.id.clone());
    let next = next.map(|next| {
        let go = move |_| {
            looking.set(Some(next.clone()));
            focus::soon("small-step-title");
        };
        view! { <p><button type="button" class="button" on:click=on(go)>"Next small step"</button></p> }
            .into_any()
    });
    let class = ["card stack step-card ", words::part_class(goal.part())].concat();
    Some(
        view! {
            <section class=class aria-labelledby="small-step-title">
                <h2 id="small-step-title" tabindex="-1">{["Small step: ", step.what()].concat()}</h2>
                {answer_tiles(here, *step, lens, looking)}
                {next}
            </section>
        }
        .into_any(),
    )
}

fn all_steps(here: Here, plan: &Plan, goal: Goal<'_>, lens: Lens) -> Option<AnyView> {
    let steps = plan.small_steps(goal.id);
    let row = |step: &SmallStep<'_>| {
        let said = step.answer().map(answer_words);
        let (word, icon) = said.unwrap_or(("Not answered", ""));
        view! {
            <li>
                <span class="step-mark">{(!icon.is_empty()).then(|| view! { <Icon name=icon /> }.into_any())}</span>
                <span>{step.what().to_owned()}</span>
                <strong class="step-said">{word}</strong>
            </li>
        }
        .into_any()
    };
    let change = here.href(&["goals/", goal.id.as_str(), "/steps"].concat());
    let empty = steps.is_empty().then(|| {
        view! { <p>"Small steps make a big goal easier. Each one is something to try."</p> }.into_any()
    });
    let words = if steps.is_empty() { "Add small steps" } else { "Add or change small steps" };
    let title = if lens == Lens::YoungPerson { "My small steps" } else { "Small steps" };
    Some(
        view! {
            <section class="card stack" aria-labelledby="steps-title">
                <h2 id="steps-title">{title}</h2>
                {empty}
                <ol class="small-steps">{steps.iter().map(row).collect_view()}</ol>
                <p><a class="button button-quiet" href=change>{words}</a></p>
            </section>
        }
        .into_any(),
    )
}

fn facts(here: Here, _: &Plan, goal: Goal<'_>, lens: Lens) -> Option<AnyView> {
    let theirs = lens == Lens::YoungPerson;
    let row = |label: &'static str, text: String, field: &'static str, page: &str| {
        let href = here.href(&["goals/", goal.id.as_str(), "/", page].concat());
        let shown = if text.is_empty() { "Not said yet".to_owned() } else { text };
        let may = goal.record.may_write(field, lens.voice());
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{shown}</dd>
                {may.then(|| view! { <dd><a href=href>"Change"<span class="heard-only">{[": ", label].concat()}</span></a></dd> }.into_any())}
            </div>
        }
        .into_any()
    };
    let when = goal.by_words().map(|words| {
        let day = goal.by().map(date_short).unwrap_or_default();
        if words.contains(&day) { capital(&words) } else { [capital(&words).as_str(), ", ", &day].concat() }
    });
    let record = goal.record;
    Some(
        view! {
            <section class="card stack" aria-labelledby="facts-title">
                <h2 id="facts-title">"Help and time"</h2>
                <dl class="facts">
                    {row(if theirs { "Who helps me" } else { "Who helps" }, record.text(WHO).to_owned(), WHO, "who")}
                    {row(if theirs { "What helps me" } else { "What helps" }, record.text(HELPS).to_owned(), HELPS, "helps")}
                    {row("By when", when.unwrap_or_default(), BY, "when")}
                </dl>
            </section>
        }
        .into_any(),
    )
}

/// Pause, go on, finish, keep private, take away.
fn what_to_do(here: Here, _: &Plan, goal: Goal<'_>, lens: Lens) -> Option<AnyView> {
    let id = StoredValue::new(goal.id.clone());
    let name = StoredValue::new(goal_name(goal));
    let may = goal.record.may_write(STATE, lens.voice());
    let set = move |state: State, words: &'static str, then: &'static str| {
        on(move |_: leptos::ev::MouseEvent| {
            let edits = set_state(&id.get_value(), state, here.today(), &here.reading.author());
            here.edit(edits, [words, ": ", &name.get_value()].concat());
            focus::soon(then);
        })
    };
    let did_it = if lens == Lens::YoungPerson { "I did it: finish this goal" } else { "Finish this goal" };
    let buttons = match goal.state() {
        State::Going => view! {
            <button type="button" class="button" id="goal-finish" on:click=set(State::Finished, "Goal finished", "goal-again")>{did_it}</button>
            <button type="button" class="button button-quiet" id="goal-pause" on:click=set(State::Paused, "Goal paused", "goal-again")>"Pause for now"</button>
        }
        .into_any(),
        State::Paused => view! {
            <button type="button" class="button" id="goal-again" on:click=set(State::Going, "Going on with the goal", "goal-finish")>"Go on with it"</button>
            <button type="button" class="button button-quiet" on:click=set(State::Finished, "Goal finished", "goal-again")>{did_it}</button>
        }
        .into_any(),
        State::Finished => view! {
            <button type="button" class="button button-quiet" id="goal-again" on:click=set(State::Going, "Going on with the goal", "goal-finish")>"Go on with this goal"</button>
        }
        .into_any(),
    };
    let state = if may {
        buttons
    } else {
        view! { <p>"The young person decides when this goal rests or is finished."</p> }.into_any()
    };
    let is_private = goal.record.is_private();
    let private = goal.record.may_write(PRIVATE, lens.voice()).then(|| {
        let turn = move |event: leptos::ev::Event| {
            let text = event_target_checked(&event).then(|| YES.to_owned());
            let words = if text.is_some() { "Kept private" } else { "Not private any more" };
            here.edit(vec![Edit::write(GOAL, &id.get_value(), PRIVATE, text, &here.reading.author())], words);
            focus::soon_if_lost("goal-private");
        };
        let label = if lens == Lens::YoungPerson {
            "Only for me: never in anything for others"
        } else {
            "Keep it to ourselves: never in anything for others"
        };
        view! {
            <div class="choice">
                <input type="checkbox" id="goal-private" prop:checked=is_private on:change=on(turn) />
                <label for="goal-private">{label}</label>
            </div>
        }
        .into_any()
    });
    let take = goal.record.may_write(REMOVED, lens.voice()).then(|| {
        let take = move |_| {
            let by = here.reading.author();
            let edit = take_away(GOAL, &id.get_value(), here.today(), &by);
            here.edit(vec![edit], ["Goal taken away: ", &name.get_value()].concat());
            here.go_in_place("goals");
        };
        view! { <p><button type="button" class="link" on:click=on(take)>"Take this goal away"</button></p> }
            .into_any()
    });
    Some(
        view! {
            <section class="card stack" aria-labelledby="do-title">
                <h2 id="do-title">"What now?"</h2>
                <p class="row">{state}</p>
                {private}
                {take}
            </section>
        }
        .into_any(),
    )
}

/// Steps of the path that go with the goal, and the meeting it is taken to.
fn with_path(here: Here, plan: &Plan, goal: Goal<'_>, path: &Shown) -> AnyView {
    let lens = here.reading.lens();
    let name = here.name();
    let linked = goal.steps();
    let id = goal.id.clone();
    let may = goal.record.may_write(STEPS, lens.voice());
    let step_of = |key: &StepKey| path.step(key).cloned();
    let row = |step: &PathStep<'static>| {
        let href = Route::Step(here.id(), step.key.clone()).href();
        let title = here.reading.title(step.step, &name);
        let drop = may.then(|| {
            let (id, key, linked) = (id.clone(), step.key.clone(), linked.clone());
            let heard = ["Take away: ", &title].concat();
            let drop = move |_| {
                let rest: Vec<StepKey> = linked.iter().filter(|other| **other != key).cloned().collect();
                here.edit(vec![link_steps(&id, &rest, &here.reading.author())], "Step taken from the goal");
                focus::soon("link-title");
            };
            view! { <button type="button" class="link" aria-label=heard on:click=on(drop)>"Take away"</button> }.into_any()
        });
        view! { <li><a href=href>{title.clone()}</a>{drop}</li> }.into_any()
    };
    let rows = linked.iter().filter_map(step_of).map(|step| row(&step)).collect_view();
    let open: Vec<PathStep<'static>> = path
        .steps()
        .filter(|step| step.fold.is_none() && !step.is_settled() && !linked.contains(&step.key))
        .cloned()
        .collect();
    let (same, other): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|step| step.step.part.is_some() && step.step.part == goal.part());
    let option = |step: &PathStep<'static>| {
        let key = step.key.as_str().to_owned();
        view! { <option value=key>{here.reading.title(step.step, &name)}</option> }.into_any()
    };
    let group = |label: &'static str, steps: &[PathStep<'static>]| {
        (!steps.is_empty()).then(|| {
            view! { <optgroup label=label>{steps.iter().map(option).collect_view()}</optgroup> }.into_any()
        })
    };
    let chosen = RwSignal::new(String::new());
    let add = {
        let (id, linked) = (id.clone(), linked.clone());
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let key = chosen.get_untracked();
            if key.is_empty() {
                focus::on("link-step");
                return;
            }
            let mut keys = linked.clone();
            keys.push(StepKey::new(key));
            here.edit(vec![link_steps(&id, &keys, &here.reading.author())], "Step put with the goal");
            focus::soon("link-title");
        }
    };
    let form = may.then(|| {
        view! {
            <form class="stack" on:submit=on(add)>
                <div class="field">
                    <label for="link-step">"Put a step of the path with this goal"</label>
                    <select id="link-step" on:change=on(move |event| chosen.set(event_target_value(&event)))>
                        <option value="">"Choose a step"</option>
                        {group("This part of life", &same)}
                        {group("Other steps", &other)}
                    </select>
                </div>
                <p><button type="submit" class="button button-quiet">"Put it with the goal"</button></p>
            </form>
        }
        .into_any()
    });
    let meetings = meeting(here, plan, goal, lens);
    let title = if lens == Lens::YoungPerson { "On my path" } else { "On the path" };
    let list = match linked.is_empty() {
        true => view! { <p>"No step of the path is put with this goal yet."</p> }.into_any(),
        false => view! { <ul class="goal-links">{rows}</ul> }.into_any(),
    };
    view! {
        <section class="card stack" aria-labelledby="link-title">
            <h2 id="link-title" tabindex="-1">{title}</h2>
            {list}
            {form}
            {meetings}
        </section>
    }
    .into_any()
}

/// The meeting the goal goes to: one of those that are planned.
fn meeting(here: Here, plan: &Plan, goal: Goal<'_>, lens: Lens) -> Option<AnyView> {
    let planned = plan.records_of("meeting").filter(|(_, meeting)| meeting.text("state") != "held");
    let options: Vec<(String, String)> = planned
        .map(|(id, meeting)| {
            let day = meeting.date("date").map_or_else(|| "no day yet".to_owned(), date_short);
            (id.as_str().to_owned(), ["Meeting, ", &day].concat())
        })
        .collect();
    let now = goal.meeting();
    if options.is_empty() || !goal.record.may_write(MEETING, lens.voice()) {
        return None;
    }
    let id = goal.id.clone();
    let change = move |event: leptos::ev::Event| {
        let edit = write(&id, MEETING, &event_target_value(&event), &here.reading.author());
        here.edit(vec![edit], "Meeting of the goal changed");
        focus::soon_if_lost("goal-meeting");
    };
    let option = |(value, label): (String, String)| {
        let selected = now.as_ref().is_some_and(|now| now.as_str() == value);
        view! { <option value=value selected=selected>{label}</option> }.into_any()
    };
    Some(
        view! {
            <div class="field">
                <label for="goal-meeting">"Take this goal to a meeting"</label>
                <select id="goal-meeting" on:change=on(change)>
                    <option value="">"No meeting"</option>
                    {options.into_iter().map(option).collect_view()}
                </select>
            </div>
        }
        .into_any(),
    )
}

/// What others write beside the goal. It never touches the goal's words.
fn notes(here: Here, goal: StoredValue<RecordId>, lens: Lens) -> AnyView {
    let text = RwSignal::new(String::new());
    let items = live(move || {
        let id = goal.get_value();
        here.read(|plan| {
            let notes = beside::notes(plan, &id, Reader::Me);
            let row = |(id, note): &(&RecordId, &onward_core::plan::Record)| {
                let day = note.date(WRITTEN).map(date_short).unwrap_or_default();
                let by = note.field(TEXT).map(|field| words::written_by(&field.value.by)).unwrap_or_default();
                let heard = ["Remove the note of ", &day].concat();
                let id = (*id).clone();
                let remove = move |_| {
                    let day = date_text(here.today());
                    let edit = Edit::write(NOTE, &id, REMOVED, day, &here.reading.author());
                    here.edit(vec![edit], "Note removed");
                    focus::soon("beside-title");
                };
                let may = note.may_write(REMOVED, lens.voice());
                view! {
                    <li class="note-item">
                        <p class="quiet">{day}" · "{by}</p>
                        <p class="note-text">{note.text(TEXT).to_owned()}</p>
                        {may.then(|| view! { <button type="button" class="link" aria-label=heard on:click=on(remove)>"Remove"</button> }.into_any())}
                    </li>
                }
                .into_any()
            };
            notes.iter().map(row).collect_view().into_any()
        })
    });
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(words) = typed(&text.get_untracked()) else {
            focus::on("beside-note");
            return;
        };
        let by = here.reading.author();
        here.edit(beside::add(&new_id(), &goal.get_value(), here.today(), words, &by), "Note added");
        text.set(String::new());
    };
    let (title, label) = match lens {
        Lens::YoungPerson => ("Notes", "Write a note"),
        _ => ("Notes beside the goal", "Write a note beside the goal"),
    };
    view! {
        <section class="card stack" aria-labelledby="beside-title">
            <h2 id="beside-title" tabindex="-1">{title}</h2>
            <ul class="notes">{items}</ul>
            <form class="stack" on:submit=on(add)>
                <div class="field">
                    <label for="beside-note">{label}</label>
                    <textarea id="beside-note" rows="2" maxlength=MOST_LETTERS prop:value=text on:input=on(move |event| text.set(event_target_value(&event)))></textarea>
                </div>
                <p><button type="submit" class="button button-quiet">"Add this note"</button></p>
            </form>
        </section>
    }
    .into_any()
}

/// Every wording the goal has had, once there is more than one.
fn history(_: Here, _: &Plan, goal: Goal<'_>, _: Lens) -> Option<AnyView> {
    let wordings = goal.wordings();
    if wordings.len() < 2 {
        return None;
    }
    let row = |writing: &&onward_core::plan::register::Written<onward_core::plan::Words>| {
        let day = crate::platform::clock::day_of(writing.stamp.millis).map(date_short).unwrap_or_default();
        let by = words::written_by(&writing.value.by);
        let text = writing.value.text.clone().unwrap_or_default();
        view! { <li class="note-item"><p class="quiet">{day}" · "{by}</p><p class="note-text">{text}</p></li> }
            .into_any()
    };
    Some(
        view! {
            <details class="fold">
                <summary>"How the words have changed"</summary>
                <ul class="notes">{wordings.iter().map(row).collect_view()}</ul>
            </details>
        }
        .into_any(),
    )
}

/// Where a page of one thing leads: to the next one of a new goal, else back to the goal.
fn after(id: &RecordId, is_new: bool, next: &str) -> String {
    match (is_new, next) {
        (true, next) if !next.is_empty() => ["goals/", id.as_str(), "/start/", next].concat(),
        _ => ["goals/", id.as_str()].concat(),
    }
}

/// The frame of a page that asks one thing.
fn one_thing(
    here: Here,
    id: &RecordId,
    title: String,
    picture: &str,
    easy: &str,
    lens: Lens,
    body: AnyView,
) -> AnyView {
    let back = here.href(&["goals/", id.as_str()].concat());
    let rows = (lens == Lens::YoungPerson && here.reading.easy_read() && !easy.is_empty())
        .then(|| view! { <EasyRows lines=easy_line(picture, easy) name=here.name() /> }.into_any());
    let name = here.now(|plan| plan.goal(id).map(goal_name)).flatten().unwrap_or_default();
    view! {
        <div class="stack narrow">
            <a class="back" href=back>"‹ Back to this goal"</a>
            <Heading title="A goal">{title}</Heading>
            <p class="quiet">{name}</p>
            {rows}
            <WhoIsWriting />
            <div hidden=move || !may_write_now()><div class="stack">{body}</div></div>
        </div>
    }
    .into_any()
}

/// Buttons at the end of such a page.
fn go_on(here: Here, id: &RecordId, is_new: bool, next: &'static str) -> AnyView {
    let skip = is_new.then(|| {
        let href = here.href(&after(id, true, next));
        view! { <a class="button button-quiet" href=href>"Skip this"</a> }.into_any()
    });
    let words = if is_new { "Continue" } else { "Save" };
    view! { <p class="row"><button type="submit" class="button button-first">{words}</button>{skip}</p> }
        .into_any()
}

/// Who helps, or what helps: by pictures and in own words.
fn ask_list(here: Here, id: RecordId, lens: Lens, field: &'static str, is_new: bool) -> AnyView {
    let is_who = field == WHO;
    let theirs = lens == Lens::YoungPerson;
    let shelf = here.shelf();
    let is_small = here.age().is_some_and(|age| age <= 10);
    let list = match (is_who, is_small) {
        (true, true) => "people-young",
        (true, false) => "people",
        (false, _) => "what-helps",
    };
    // The choices speak as the person; others write in their own words.
    let mut options = if theirs { tiles_of(shelf.choices(list)) } else { Vec::new() };
    if theirs && is_who {
        let known = here.now(|plan| {
            let people = plan.records_of("person").filter_map(|(_, person)| typed(person.text("name")));
            people.map(|name| Tile::pictured(&name, &name, "young-person")).collect::<Vec<_>>()
        });
        options.splice(0..0, known.unwrap_or_default());
    }
    let text = here.now(|plan| plan.goal(&id).map(|goal| goal.record.text(field).to_owned())).flatten();
    let mut own = Vec::new();
    let mut known = Vec::new();
    for item in text.unwrap_or_default().split(", ").filter_map(typed) {
        if options.iter().any(|tile| tile.word == item) { known.push(item) } else { own.push(item) }
    }
    let chosen = RwSignal::new(known);
    let own = RwSignal::new(own.join(", "));
    let next = if is_who { "helps" } else { "when" };
    let send = {
        let id = id.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let mut all = chosen.get_untracked();
            all.extend(typed(&own.get_untracked()));
            let words = if is_who { "Who helps: saved" } else { "What helps: saved" };
            here.edit(vec![write(&id, field, &all.join(", "), &here.reading.author())], words);
            here.go(&after(&id, is_new, next));
        }
    };
    let title = match (is_who, theirs) {
        (true, true) => "Who helps you with it?".to_owned(),
        (true, false) => "Who helps?".to_owned(),
        (false, true) => "What helps you?".to_owned(),
        (false, false) => "What helps?".to_owned(),
    };
    let label = match (theirs, is_who) {
        (true, true) => "Somebody else",
        (true, false) => "Something else",
        (false, true) => "Names or roles",
        (false, false) => "In a few words",
    };
    let legend = view! { <span>"Choose as many as you like"</span> }.into_any();
    let group = (!options.is_empty()).then(|| tiles("help", Pick::Any, legend, options, chosen, None));
    let body = view! {
        <form class="stack" on:submit=on(send)>
            {group}
            {text_field("help-own", label, own)}
            {go_on(here, &id, is_new, next)}
        </form>
    }
    .into_any();
    let (picture, easy) =
        if is_who { ("help", "People can help you.") } else { ("headphones", "Things can help you too.") };
    one_thing(here, &id, title, picture, easy, lens, body)
}

fn ask_when(here: Here, id: RecordId, lens: Lens, is_new: bool) -> AnyView {
    let set = here
        .now(|plan| {
            let goal = plan.goal(&id)?;
            Some(When { day: goal.by()?, words: goal.by_words()? })
        })
        .flatten();
    let form = WhenForm::of(here, set);
    let problem = RwSignal::new(None::<Problem>);
    let error = Memo::new(move |_| problem.with(|problem| problem.as_ref().map(|one| one.words.clone())));
    let send = {
        let id = id.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            match form.read(here.today()) {
                Err(found) => problem.set(Some(found)),
                Ok(when) => {
                    here.edit(set_when(&id, when, &here.reading.author()), "By when: saved");
                    here.go(&after(&id, is_new, "steps"));
                }
            }
        }
    };
    let ask = if lens == Lens::YoungPerson { "When would you like to do it by?" } else { "By when?" };
    let body = view! {
        <ErrorSummary problem=problem />
        <form class="stack" novalidate on:submit=on(send)>
            {form.view("Choose one", error)}
            {go_on(here, &id, is_new, "steps")}
        </form>
    }
    .into_any();
    one_thing(here, &id, ask.to_owned(), "calendar", "There is no hurry.", lens, body)
}

fn change_steps(here: Here, id: RecordId, lens: Lens, is_new: bool) -> AnyView {
    let stored = StoredValue::new(id.clone());
    let text = RwSignal::new(String::new());
    let add = move |what: String| {
        let id = stored.get_value();
        let after = here.now(|plan| plan.small_steps(&id).len()).unwrap_or(0);
        let words = ["Small step added: ", &what].concat();
        here.edit(add_small_steps(&id, after, [(new_id(), what)], &here.reading.author()), words);
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match typed(&text.get_untracked()) {
            Some(what) => {
                add(what);
                text.set(String::new());
            }
            None => focus::on("own-step"),
        }
    };
    let list = live(move || {
        let id = stored.get_value();
        here.read(|plan| {
            let row = |step: SmallStep<'_>| {
                let may = step.record.may_write(REMOVED, lens.voice());
                let heard = ["Take away: ", step.what()].concat();
                let (id, what) = (step.id.clone(), step.what().to_owned());
                let drop = move |_| {
                    let edit = take_away(SMALL_STEP, &id, here.today(), &here.reading.author());
                    here.edit(vec![edit], "Small step taken away");
                    focus::soon("own-step");
                };
                view! {
                    <li>
                        <span>{what}</span>
                        {may.then(|| view! { <button type="button" class="link" aria-label=heard on:click=on(drop)>"Take away"</button> }.into_any())}
                    </li>
                }
                .into_any()
            };
            let steps = plan.small_steps(&id);
            let none = steps.is_empty().then(|| view! { <p class="quiet">"No small steps yet."</p> }.into_any());
            view! { {none}<ol class="small-steps">{steps.into_iter().map(row).collect_view()}</ol> }.into_any()
        })
    });
    let ideas = live(move || {
        let id = stored.get_value();
        here.read(|plan| {
            let goal = plan.goal(&id)?;
            let level = idea_of(&here.shelf(), goal.record.text(IDEA)).map(|idea| idea.level);
            let known = plan.small_steps(&id);
            let left = suggested_steps(level)
                .into_iter()
                .filter(|idea| !known.iter().any(|step| step.what() == *idea));
            let row = |idea: &'static str| {
                let add = move |_| {
                    add(idea.to_owned());
                    focus::soon("ideas-title");
                };
                view! {
                    <li><button type="button" class="button button-quiet" on:click=on(add)><Icon name="plus" />{idea}</button></li>
                }
                .into_any()
            };
            let rows: Vec<AnyView> = left.map(row).collect();
            (!rows.is_empty()).then(|| {
                view! {
                    <section class="stack">
                        <h2 id="ideas-title" tabindex="-1">"Ideas for small steps"</h2>
                        <ul class="step-ideas">{rows}</ul>
                    </section>
                }
                .into_any()
            })
        })
        .flatten()
    });
    let done = here.href(&after(&id, false, ""));
    let title = if lens == Lens::YoungPerson { "My small steps" } else { "Small steps" };
    let body = view! {
        <section class="card stack">{list}</section>
        {ideas}
        <form class="stack" on:submit=on(send)>
            <div class="field">
                <label for="own-step">"A small step in your own words"</label>
                <input id="own-step" type="text" autocomplete="off" maxlength="400" prop:value=text on:input=on(move |event| text.set(event_target_value(&event))) />
            </div>
            <p><button type="submit" class="button button-quiet">"Add this small step"</button></p>
        </form>
        <p><a class="button button-first" href=done>{if is_new { "Show my goal" } else { "Done" }}</a></p>
    }
    .into_any();
    one_thing(here, &id, title.to_owned(), "steps", "Small steps make it easier.", lens, body)
}

fn change_words(here: Here, id: RecordId, lens: Lens) -> AnyView {
    let today = here.today();
    let Some((what, images, showed, may)) = here
        .now(|plan| {
            let goal = plan.goal(&id)?;
            let images: Vec<String> = goal.pictures().map(str::to_owned).collect();
            let may =
                goal.record.may_write(WHAT, lens.voice()) && goal.record.may_write(PICTURE, lens.voice());
            Some((goal.what().to_owned(), images, goal.showed(), may))
        })
        .flatten()
    else {
        return gone(here);
    };
    if !may {
        let words = "These are the young person’s own words. They change them in their own view. You can write a note beside the goal.";
        let body = view! { <p>{words}</p> }.into_any();
        return one_thing(here, &id, "Their own words".to_owned(), "", "", lens, body);
    }
    let text = RwSignal::new(what);
    let pictures = RwSignal::new(images);
    let form = ShowedForm::of(showed, today);
    let problem = RwSignal::new(None::<Problem>);
    let send = {
        let id = id.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let chosen = pictures.get_untracked();
            if text.with_untracked(|text| text.trim().is_empty()) && chosen.is_empty() {
                let words = "Write the goal in words, or choose a picture for it".to_owned();
                problem.set(Some(Problem { field: "goal-what", words }));
                return;
            }
            match form.read(today) {
                Err(found) => problem.set(Some(found)),
                Ok(showed) => {
                    let by = here.reading.author();
                    let showed = showed.unwrap_or_default();
                    let edits = vec![
                        write(&id, WHAT, &text.get_untracked(), &by),
                        write(&id, PICTURE, &chosen.join(" "), &by),
                        write(&id, SHOWED_HOW, &showed.how.join(" "), &by),
                        write(&id, SHOWED_WHO, &showed.who, &by),
                        Edit::write(GOAL, &id, SHOWED_ON, showed.on.and_then(date_text), &by),
                    ];
                    here.edit(edits, "The goal’s words changed");
                    here.go(&["goals/", id.as_str()].concat());
                }
            }
        }
    };
    let label = if lens == Lens::YoungPerson { "My words" } else { "The goal, in plain words" };
    let images = all_pictures(&here.shelf(), &[]);
    let body = view! {
        <ErrorSummary problem=problem />
        <form class="stack goal-form" novalidate on:submit=on(send)>
            <div class="field">
                <label for="goal-what">{label}</label>
                <textarea id="goal-what" class="goal-text" rows="3" maxlength=MOST_LETTERS prop:value=text on:input=on(move |event| text.set(event_target_value(&event)))></textarea>
            </div>
            <details class="fold">
                <summary>"Pictures"</summary>
                {finder(images, pictures)}
            </details>
            {form.view(&here.name(), problem)}
            <p><button type="submit" class="button button-first">"Save"</button></p>
        </form>
    }
    .into_any();
    let title = if lens == Lens::YoungPerson { "Change my words" } else { "Change the words" };
    one_thing(here, &id, title.to_owned(), "speak", "These are your words.", lens, body)
}
