//! The goals of a plan: four parts, what has been reached, and a sheet to take along.

use leptos::prelude::*;
use onward_core::calendar::date_short;
use onward_core::pack::{EasyLine, Part};
use onward_core::path::Place;
use onward_core::person::goals::{
    Goal, PARTS, SIGNS, Showed, SmallStep, State, answer as answer_step, next_step, part_word, summary,
};
use onward_core::person::{Answer, countdown::Countdown};
use onward_core::plan::{Plan, RecordId};

use super::here::Here;
use super::pick::{Pick, Tile, picture, said_in_pictures, tiles};
use super::way::{answer_words, far_words, goal_way, state_words};
use crate::platform::window;
use crate::ui::components::easy_rows::EasyRows;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::sheet::{Room, Sheet};
use crate::ui::components::who_is_writing::{WhoIsWriting, may_write_now};
use crate::ui::focus;
use crate::ui::lens::Lens;
use crate::ui::{live, on, words};
use crate::workspace::Shown;

/// The group of answers to the small step that is looked at.
const ANSWER_NOW: &str = "answer-now";

/// The icon of a part.
pub fn part_icon(part: Part) -> &'static str {
    match part {
        Part::WorkAndLearning => "briefcase",
        Part::HomeAndIndependence => "house",
        Part::FriendsAndCommunity => "users",
        Part::Health => "heart",
    }
}

/// What belongs to a part, in a sentence.
pub fn part_about(part: Part) -> &'static str {
    match part {
        Part::WorkAndLearning => "Learning, jobs and what comes next.",
        Part::HomeAndIndependence => "Things at home, money and getting about.",
        Part::FriendsAndCommunity => "Friends, fun and places to go.",
        Part::Health => "Keeping well, in body and in mind.",
    }
}

/// A part's name with its icon.
pub fn part_title(part: Part) -> AnyView {
    view! {
        <span class="part-title">
            <span class="part-badge"><Icon name=part_icon(part) /></span>
            <span>{words::part_words(part)}</span>
        </span>
    }
    .into_any()
}

/// A goal's words as they were said: in quotation marks if they are the person's, else as what others
/// wrote; with its pictures.
pub fn goal_words(goal: Goal<'_>) -> AnyView {
    let what = goal.what().to_owned();
    let class = if goal.is_their_own() { "goal-words goal-words-own" } else { "goal-words" };
    let words = match (what.is_empty(), goal.is_their_own()) {
        (true, _) => None,
        (false, true) => Some(["“", &what, "”"].concat()),
        (false, false) => Some(what),
    };
    let shown = match words {
        Some(words) => {
            let image = goal.pictures().next().map(picture);
            view! { {image}<span>{words}</span> }.into_any()
        }
        None => said_in_pictures(goal.pictures()),
    };
    view! { <span class=class>{shown}</span> }.into_any()
}

/// The words of a goal in one line, for lists and for what is heard.
pub fn goal_name(goal: Goal<'_>) -> String {
    if !goal.what().is_empty() {
        return goal.what().to_owned();
    }
    let pictures: Vec<String> = goal.pictures().map(super::pick::picture_words).collect();
    ["In pictures: ", &pictures.join(", ")].concat()
}

/// Who wrote the goal's words; nothing where the young person reads what they wrote themselves.
pub fn written_words(here: Here, goal: Goal<'_>, lens: Lens) -> Option<String> {
    let by = goal.by_whom()?;
    match (goal.is_their_own() && by.name.is_empty(), lens) {
        (true, Lens::YoungPerson) => None,
        (true, _) => Some([here.whose().as_str(), " own words."].concat()),
        (false, _) => Some(["Written by ", &words::written_by(by), "."].concat()),
    }
}

/// "Shown with a look and a smile. Says: Jo. 20 November 2026."
pub fn showed_words(showed: &Showed) -> String {
    let sign = |word: &&str| SIGNS.iter().find(|(known, ..)| known == word).map(|(_, words, _)| *words);
    let how: Vec<&str> = showed.how.iter().filter_map(sign).collect();
    let mut text = String::from("How it was shown: ");
    text.push_str(&how.join(", "));
    text.push('.');
    if !showed.who.is_empty() {
        text.push_str(" Who says so: ");
        text.push_str(&showed.who);
        text.push('.');
    }
    if let Some(day) = showed.on {
        text.push_str(" Seen on ");
        text.push_str(&date_short(day));
        text.push('.');
    }
    text
}

/// The page of all goals.
pub fn page(here: Here) -> AnyView {
    let step = RwSignal::new(None::<RecordId>);
    let path = here.workspace.path_of(here.id());
    live(move || {
        let lens = here.lens();
        let title = move || match lens {
            Lens::YoungPerson => "My goals".to_owned(),
            _ => [here.whose().as_str(), " goals"].concat(),
        };
        view! {
            <div class="stack">
                <Heading title="Goals">{title()}</Heading>
                {intro(here, lens)}
                {live(move || here.read(|plan| parts(here, plan, lens)))}
                {live(move || here.read(|plan| small_step_card(here, plan, lens, step)).flatten())}
                {live(move || here.read(|plan| reached(here, plan, lens, path)))}
                {live(move || here.read(|plan| links(here, plan, lens)))}
            </div>
        }
        .into_any()
    })
}

fn intro(here: Here, lens: Lens) -> AnyView {
    match lens {
        Lens::YoungPerson if here.reading.easy_read() => {
            let line = |picture: &str, words: &str| EasyLine { picture: picture.into(), words: words.into() };
            let lines = vec![
                line("star", "These are your goals."),
                line("speak", "You choose the words. Nobody changes them."),
            ];
            view! { <EasyRows lines=lines name=here.name() /> }.into_any()
        }
        Lens::YoungPerson => {
            view! { <p class="goal-intro">"These are "<strong>"your"</strong>" goals. You choose the words."</p> }
                .into_any()
        }
        Lens::ParentCarer => view! {
            <p class="goal-intro">"What matters to "{here.somebody()}", in the four parts of life. Their own words stay as they said them. You can add a note beside them."</p>
        }
        .into_any(),
        Lens::School => view! {
            <p class="goal-intro">"Goals in the four preparing for adulthood outcomes. The young person’s own words cannot be changed here. Add a note beside them."</p>
        }
        .into_any(),
    }
}

fn parts(here: Here, plan: &Plan, lens: Lens) -> AnyView {
    let goals: Vec<Goal<'_>> =
        plan.goals().into_iter().filter(|goal| goal.state() != State::Finished).collect();
    let cards = PARTS
        .into_iter()
        .map(|(part, word)| {
            let of_part: Vec<AnyView> = goals
                .iter()
                .filter(|goal| goal.part() == Some(part))
                .map(|goal| goal_row(here, plan, *goal, lens))
                .collect();
            let is_empty = of_part.is_empty();
            let class = ["card goal-part ", words::part_class(Some(part))].concat();
            let add = if is_empty { "Add a goal" } else { "Add another goal" };
            let heard = [": ", words::part_words(part)].concat();
            let href = here.href(&["goals/new/", word].concat());
            let empty = is_empty.then(|| {
                view! { <p>"No goal yet. "<span class="goal-about">{part_about(part)}</span></p> }.into_any()
            });
            view! {
                <section class=class>
                    <h2>{part_title(part)}</h2>
                    {of_part}
                    {empty}
                    <p><a class="button button-quiet" href=href>{add}<span class="heard-only">{heard}</span></a></p>
                </section>
            }
            .into_any()
        })
        .collect_view();
    let elsewhere: Vec<AnyView> = goals
        .iter()
        .filter(|goal| goal.part().is_none())
        .map(|goal| goal_row(here, plan, *goal, lens))
        .collect();
    let elsewhere = (!elsewhere.is_empty()).then(|| {
        view! { <section class="card goal-part"><h2>"Other goals"</h2>{elsewhere}</section> }.into_any()
    });
    view! { <div class="goal-parts">{cards}{elsewhere}</div> }.into_any()
}

/// A goal in its part: its words as a link, the way, and how things stand.
fn goal_row(here: Here, plan: &Plan, goal: Goal<'_>, lens: Lens) -> AnyView {
    let steps = plan.small_steps(goal.id);
    let answers: Vec<Option<Answer>> = steps.iter().map(|step| step.answer()).collect();
    let href = here.href(&["goals/", goal.id.as_str()].concat());
    let by = goal.by_words().map(|words| [capital(&words).as_str(), "."].concat());
    let who = match goal.showed() {
        Some(showed) => Some(showed_words(&showed)),
        None => written_words(here, goal, lens),
    };
    let private = goal.record.is_private().then_some("Only in your own copies.");
    view! {
        <article class="goal">
            <a class="goal-link" href=href>{goal_words(goal)}</a>
            {who.map(|who| view! { <p class="quiet">{who}</p> }.into_any())}
            {(!steps.is_empty()).then(|| goal_way(&answers, false))}
            <p class="goal-stand">
                <span>{far_words(&steps, goal.state(), lens)}</span>
                <strong>{state_words(goal.state())}</strong>
            </p>
            {by.map(|by| view! { <p class="quiet">{by}</p> }.into_any())}
            {private.map(|words| view! { <p class="quiet">{words}</p> }.into_any())}
        </article>
    }
    .into_any()
}

/// A sentence with its first letter large. What is put here begins with a letter of ours.
pub fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The small step to look at now. It stays while it is answered, until the person asks for the next one.
fn small_step_card(
    here: Here,
    plan: &Plan,
    lens: Lens,
    looking: RwSignal<Option<RecordId>>,
) -> Option<AnyView> {
    let going: Vec<Goal<'_>> = plan.goals().into_iter().filter(|goal| goal.state() == State::Going).collect();
    let open: Vec<RecordId> = going
        .iter()
        .filter_map(|goal| next_step(&plan.small_steps(goal.id)).map(|step| step.id.clone()))
        .collect();
    let at = looking.get().or_else(|| open.first().cloned())?;
    let (goal, step) = going.iter().find_map(|goal| {
        let steps = plan.small_steps(goal.id);
        steps.into_iter().find(|step| *step.id == at).map(|step| (*goal, step))
    })?;
    let next = open.into_iter().find(|other| *other != at);
    let class = ["card stack step-card ", words::part_class(goal.part())].concat();
    let for_goal = ["For the goal: ", &goal_name(goal)].concat();
    let next = next.map(|next| {
        let go = move |_| {
            looking.set(Some(next.clone()));
            focus::soon("small-step-title");
        };
        view! { <button type="button" class="button" on:click=on(go)>"Next small step"</button> }.into_any()
    });
    let heading = ["Small step: ", step.what()].concat();
    Some(
        view! {
            <section class=class aria-labelledby="small-step-title">
                <h2 id="small-step-title" tabindex="-1">{heading}</h2>
                <p class="quiet">{for_goal}</p>
                <WhoIsWriting />
                {may_write_now().then(|| answer_tiles(here, step, lens, looking))}
                <p class="row">{next}</p>
            </section>
        }
        .into_any(),
    )
}

/// Yes, with support, not yet, not sure: the answer to a small step. Where it is the young person's answer
/// others only read it.
pub fn answer_tiles(
    here: Here,
    step: SmallStep<'_>,
    lens: Lens,
    looking: RwSignal<Option<RecordId>>,
) -> AnyView {
    let said = step.answer();
    if !step.record.may_write(onward_core::person::goals::ANSWER, lens.voice()) {
        let words = said.map_or("", |answer| answer_words(answer).0);
        return view! { <p>"Their own answer: "<strong>{words}</strong></p> }.into_any();
    }
    let ask = match lens {
        Lens::YoungPerson => "Can you do this?".to_owned(),
        _ => ["Can ", &here.somebody(), " do this?"].concat(),
    };
    let option = |answer: Answer| {
        let (label, icon) = answer_words(answer);
        let label = if lens == Lens::YoungPerson || answer != Answer::NotSure { label } else { "Not sure" };
        Tile::plain(answer.word(), label, icon)
    };
    let chosen = RwSignal::new(said.map(|answer| answer.word().to_owned()).into_iter().collect::<Vec<_>>());
    let (step, what) = (step.id.clone(), step.what().to_owned());
    let change = Callback::new(move |word: String| {
        let answer = Answer::read(&word);
        let words = answer.map_or("", |answer| answer_words(answer).0);
        looking.set(Some(step.clone()));
        let words = [what.as_str(), ": ", words].concat();
        here.edit(vec![answer_step(&step, answer, &here.reading.author())], words);
        let at = Answer::ALL.into_iter().position(|other| Some(other) == answer).unwrap_or(0);
        focus::soon_if_lost(&[ANSWER_NOW, "-", &at.to_string()].concat());
    });
    let legend = view! { <span>{ask}</span> }.into_any();
    tiles(ANSWER_NOW, Pick::One, legend, Answer::ALL.map(option).into_iter().collect(), chosen, Some(change))
}

/// What has been reached: past goals, and for those who plan, the goals against the end of this stage.
fn reached(here: Here, plan: &Plan, lens: Lens, path: Memo<Option<Shown>>) -> AnyView {
    let goals = plan.goals();
    let past: Vec<Goal<'_>> = goals.iter().filter(|goal| goal.state() == State::Finished).copied().collect();
    let list = (!past.is_empty()).then(|| {
        let row = |goal: &Goal<'_>| {
            let href = here.href(&["goals/", goal.id.as_str()].concat());
            let when = goal.finished_on().map(|day| [" Finished on ", &date_short(day), "."].concat());
            view! { <li><a href=href>{goal_name(*goal)}</a><span class="quiet">{when}</span></li> }.into_any()
        };
        let title = if lens == Lens::YoungPerson { "What I have done" } else { "Past goals" };
        view! {
            <section class="card stack" aria-labelledby="past-title">
                <h2 id="past-title">{title}</h2>
                <ul class="past-goals">{past.iter().map(row).collect_view()}</ul>
            </section>
        }
        .into_any()
    });
    let table = (lens != Lens::YoungPerson && !goals.is_empty()).then(|| progress(&goals, path)).flatten();
    view! { {list}{table} }.into_any()
}

/// "Progress summary: outcomes met by the end of this phase."
fn progress(goals: &[Goal<'_>], path: Memo<Option<Shown>>) -> Option<AnyView> {
    let path = path.get()?;
    let stage = path.stages.iter().find(|stage| stage.place == Place::Here)?;
    let summary = summary(goals, stage.from, stage.to);
    let row = |words: &'static str| {
        move |goal: &Goal<'_>| {
            let part = goal.part().map(words::part_words).unwrap_or_default();
            let by = goal.by_words().map_or_else(|| "No date".to_owned(), |words| capital(&words));
            let stand = match (goal.state(), goal.finished_on()) {
                (State::Finished, Some(day)) => ["Met on ", &date_short(day)].concat(),
                (State::Paused, _) => "Paused".to_owned(),
                _ => words.to_owned(),
            };
            view! { <tr><th scope="row">{goal_name(*goal)}</th><td>{part}</td><td>{by}</td><td>{stand}</td></tr> }
                .into_any()
        }
    };
    let until = date_short(stage.to);
    let caption = [stage.stage.title.as_str(), ", until ", &until].concat();
    let rows: Vec<AnyView> = summary
        .met
        .iter()
        .map(row("Met"))
        .chain(summary.open.iter().map(row("Not met yet")))
        .chain(summary.later.iter().map(row("For later")))
        .collect();
    Some(
        view! {
            <section class="stack">
                <h2 id="progress-title">"Progress summary"</h2>
                <div class="table-wrap" tabindex="0" role="region" aria-labelledby="progress-title">
                    <table class="goal-table">
                        <caption>{caption}</caption>
                        <thead><tr><th scope="col">"Goal"</th><th scope="col">"Part of life"</th><th scope="col">"By when"</th><th scope="col">"This stage"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
        .into_any(),
    )
}

fn links(here: Here, plan: &Plan, lens: Lens) -> AnyView {
    let has_goals = !plan.goals().is_empty();
    let shows_countdown = lens != Lens::YoungPerson || Countdown::of(plan).is_on();
    let link = |page: &str, words: &'static str| {
        let href = here.href(page);
        view! { <li><a class="button button-quiet" href=href>{words}</a></li> }.into_any()
    };
    let theirs = lens == Lens::YoungPerson;
    view! {
        <section class="stack" aria-labelledby="more-title">
            <h2 id="more-title">{if theirs { "More for you" } else { "More" }}</h2>
            <ul class="row goal-more">
                {link("goals/ideas", "Ideas for goals")}
                {link("readiness", if theirs { "Am I ready? A check for you" } else { "Readiness check" })}
                {shows_countdown.then(|| link("countdown", if theirs { "My new place" } else { "Countdown to a new place" }))}
                {has_goals.then(|| link("goals/sheet", "A sheet to print"))}
            </ul>
        </section>
    }
    .into_any()
}

/// The goals on one sheet of paper, with lines to write on.
pub fn sheet(here: Here) -> AnyView {
    let with_private = RwSignal::new(false);
    live(move || {
        let lens = here.lens();
        let is_theirs = lens == Lens::YoungPerson;
        let title =
            if is_theirs { "My goals".to_owned() } else { [here.whose().as_str(), " goals"].concat() };
        let body = live(move || here.read(|plan| sheet_body(plan, lens, with_private.get())));
        let has_private =
            here.read(|plan| plan.goals().iter().any(|goal| goal.record.is_private())) == Some(true);
        let choose = has_private.then(|| {
            view! {
                <div class="choice not-printed">
                    <input type="checkbox" id="with-private" prop:checked=with_private on:change=on(move |event| with_private.set(event_target_checked(&event))) />
                    <label for="with-private">"Put private goals on it too: a sheet for me only"</label>
                </div>
            }
            .into_any()
        });
        sheet_page(here, "goals", "Goals, a sheet", title, choose, body)
    })
}

/// A page with one sheet of paper on it, and the button that prints it.
pub fn sheet_page(
    here: Here,
    back: &str,
    window_title: &'static str,
    title: String,
    choose: Option<AnyView>,
    body: AnyView,
) -> AnyView {
    let name = capital(&here.somebody());
    view! {
        <div class="stack">
            <a class="back" href=here.href(back)>"‹ Back"</a>
            <Heading title=window_title>"A sheet to print"</Heading>
            {choose}
            <p>
                <button type="button" class="button" on:click=on(|_| window::print())><Icon name="printer" />"Print this sheet"</button>
            </p>
            <Sheet title=title name=name>{body}</Sheet>
        </div>
    }
    .into_any()
}

fn sheet_body(plan: &Plan, lens: Lens, with_private: bool) -> AnyView {
    let goals: Vec<Goal<'_>> = plan
        .goals()
        .into_iter()
        .filter(|goal| goal.state() != State::Finished && (with_private || !goal.record.is_private()))
        .collect();
    PARTS
        .into_iter()
        .map(|(part, _)| {
            let rows = goals
                .iter()
                .filter(|goal| goal.part() == Some(part))
                .map(|goal| {
                    let steps = plan.small_steps(goal.id);
                    let line = |step: &SmallStep<'_>| {
                        let said = step.answer().map_or("", |answer| answer_words(answer).0);
                        view! { <li>{step.what().to_owned()}{(!said.is_empty()).then(|| [": ", said].concat())}</li> }
                            .into_any()
                    };
                    let facts = [
                        ("Who helps: ", goal.record.text(onward_core::person::goals::WHO).to_owned()),
                        ("What helps: ", goal.record.text(onward_core::person::goals::HELPS).to_owned()),
                        ("When: ", goal.by_words().unwrap_or_default()),
                    ];
                    let facts = facts
                        .into_iter()
                        .filter(|(_, text)| !text.is_empty())
                        .map(|(label, text)| view! { <p><strong>{label}</strong>{text}</p> }.into_any())
                        .collect_view();
                    let showed = goal.showed().map(|showed| view! { <p>{showed_words(&showed)}</p> }.into_any());
                    view! {
                        <div class="sheet-goal">
                            {goal_words(*goal)}
                            {showed}
                            {facts}
                            <ul class="sheet-steps">{steps.iter().map(line).collect_view()}</ul>
                        </div>
                    }
                    .into_any()
                })
                .collect::<Vec<_>>();
            let blank = rows.is_empty().then(|| {
                let ask = if lens == Lens::YoungPerson { "My goal:" } else { "Goal:" };
                view! { <p>{ask}</p><Room lines=2 /> }.into_any()
            });
            let class = ["sheet-part ", words::part_class(Some(part))].concat();
            view! { <section class=class data-part=part_word(part)><h2>{part_title(part)}</h2>{rows}{blank}</section> }
                .into_any()
        })
        .collect_view()
        .into_any()
}
