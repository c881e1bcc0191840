//! The readiness check: each party's own list, what the young person says beside what others say about
//! them, and a sheet. Answers are words; nothing is added up, and an earlier answer stays in sight.

use leptos::prelude::*;
use onward_core::calendar::date_short;
use onward_core::pack::library::{Readiness, ReadinessList};
use onward_core::person::Answer;
use onward_core::person::readiness::{
    self, Compared, Given, answers, compare, days, latest, lists, record_id, worth_a_goal,
};
use onward_core::plan::{Plan, Voice};

use super::goals::sheet_page;
use super::here::Here;
use super::pick::{Pick, Tile, picture, tiles};
use super::way::answer_words;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::sheet::Room;
use crate::ui::components::who_is_writing::{WhoIsWriting, may_write_now};
use crate::ui::lens::Lens;
use crate::ui::{focus, live, on};

/// How many goals to pick from the check.
const GOALS_FROM_CHECK: usize = 2;

/// The check of whoever reads.
pub fn page(here: Here) -> AnyView {
    // Set while somebody goes through it again: then only answers of today stand in the boxes.
    let again = RwSignal::new(false);
    live(move || {
        let lens = here.lens();
        let theirs = lens == Lens::YoungPerson;
        let lists = lists(lens.voice(), here.age());
        let title = if theirs { "Am I ready?" } else { "Readiness check" };
        let back = if theirs { "‹ Back to my goals" } else { "‹ Back to the goals" };
        let body = if lists.is_empty() {
            too_young(here)
        } else {
            view! {
                {about(lens)}
                {repeat(here, lens, again)}
                <WhoIsWriting />
                {live(move || may_write_now().then(|| of_lists(here, lens, &lists, again)))}
                {live(move || here.read(|plan| pick_goals(here, plan, lens)).flatten())}
                {further(here, lens)}
            }
            .into_any()
        };
        view! {
            <div class="stack narrow">
                <a class="back" href=here.href("goals")>{back}</a>
                <Heading title="Readiness check">{title}</Heading>
                {body}
            </div>
        }
        .into_any()
    })
}

fn too_young(here: Here) -> AnyView {
    view! {
        <p>"This check is for people who are 11 or older."</p>
        <p>"You can make goals now. The check will be here when you are 11."</p>
        <p><a class="button" href=here.href("goals")>"Go to my goals"</a></p>
    }
    .into_any()
}

fn about(lens: Lens) -> AnyView {
    match lens {
        Lens::YoungPerson => view! {
            <p class="goal-intro">"This is not a test. You can leave any line out. “With support” is a good answer."</p>
        }
        .into_any(),
        _ => view! {
            <p class="goal-intro">"This is not a test and has no pass mark. Leave out what does not fit. Use it to find one or two things to work on."</p>
        }
        .into_any(),
    }
}

/// Going through it again on a later day.
fn repeat(here: Here, lens: Lens, again: RwSignal<bool>) -> AnyView {
    live(move || {
        let voice = lens.voice();
        let all = here.read(|plan| days(plan, voice)).unwrap_or_default();
        let last = *all.last()?;
        let day = date_short(last);
        if again.get() {
            return Some(
                view! { <p class="note" id="again-note" tabindex="-1" role="status">"Answer again as it is today. Earlier answers are kept."</p> }
                    .into_any(),
            );
        }
        let start = move |_| {
            again.set(true);
            focus::soon("again-note");
        };
        // On the same day an answer is changed in place.
        let button = (last < here.today()).then(|| {
            view! { <button type="button" class="button button-quiet" on:click=on(start)>"Go through it again"</button> }.into_any()
        });
        Some(
            view! { <div class="row"><p class="quiet">"Last answered on "{day}"."</p>{button}</div> }
                .into_any(),
        )
    })
}

fn list_title(here: Here, list: ReadinessList, lens: Lens) -> String {
    match (list, lens) {
        (ReadinessList::Person, Lens::YoungPerson) => "About me".to_owned(),
        (ReadinessList::Person, _) => ["About ", &here.somebody(), ", as you see it"].concat(),
        (ReadinessList::Parent, _) => "For you as a parent or carer".to_owned(),
        (ReadinessList::School, _) => "For the school".to_owned(),
        (ReadinessList::EarlyYears, _) => "Before school begins".to_owned(),
    }
}

fn of_lists(here: Here, lens: Lens, lists: &[ReadinessList], again: RwSignal<bool>) -> AnyView {
    let shelf = here.shelf();
    let sections = lists.iter().enumerate().map(|(at, list)| {
        let items = shelf.national.readiness.iter().filter(|item| item.list == *list);
        let rows: Vec<AnyView> =
            items.enumerate().map(|(row, item)| item_row(here, lens, item.clone(), at * 100 + row, again)).collect();
        let hint = (*list == ReadinessList::Person && lens != Lens::YoungPerson).then(|| {
            view! { <p>"The lines are as a young person reads them. Answer for what you see. It is set beside their own answers."</p> }.into_any()
        });
        view! {
            <section class="stack">
                <h2>{list_title(here, *list, lens)}</h2>
                {hint}
                {rows}
            </section>
        }
        .into_any()
    });
    sections.collect_view().into_any()
}

/// A statement with its four answers; what was said before stands beside them.
fn item_row(here: Here, lens: Lens, item: Readiness, number: usize, again: RwSignal<bool>) -> AnyView {
    let voice = lens.voice();
    let today = here.today();
    let theirs = lens == Lens::YoungPerson;
    let id = StoredValue::new(["ready-", &number.to_string()].concat());
    let item = StoredValue::new(item);
    let easy = theirs && here.reading.easy_read();
    live(move || {
        let item = item.get_value();
        let given = here.read(|plan| answers(plan, &item.id, voice)).unwrap_or_default();
        let of_today = given.last().copied().filter(|given| given.day == today);
        let shown = if again.get() { of_today } else { given.last().copied() };
        let before: Vec<Given> = given.iter().copied().filter(|given| Some(*given) != shown).collect();
        let may = here
            .read(|plan| {
                let record = plan.records.get(&record_id(&item.id, voice, today));
                record.is_none_or(|record| record.may_write(readiness::ANSWER, voice))
            })
            .unwrap_or(true);
        let said = item.easy.first().filter(|_| easy).map_or(item.says.clone(), |line| line.words.clone());
        let image = item.easy.first().filter(|_| theirs).map(|line| picture(&line.picture));
        let chosen =
            RwSignal::new(shown.map(|given| given.answer.word().to_owned()).into_iter().collect::<Vec<_>>());
        let (item_id, says) = (item.id.clone(), item.says.clone());
        let change = Callback::new(move |word: String| {
            let answer = Answer::read(&word);
            let label = answer.map_or("", |answer| answer_words(answer).0);
            let edits = readiness::answer(&item_id, today, answer, &here.reading.author());
            here.edit(edits, [says.trim_end_matches('.'), ": ", label].concat());
            let at = Answer::ALL.into_iter().position(|other| Some(other) == answer).unwrap_or(0);
            focus::soon_if_lost(&[id.get_value().as_str(), "-", &at.to_string()].concat());
        });
        let option = |answer: Answer| {
            let (label, icon) = answer_words(answer);
            let label = if theirs || answer != Answer::NotSure { label } else { "Not sure" };
            Tile::plain(answer.word(), label, icon)
        };
        let history = (!before.is_empty()).then(|| {
            let line = before
                .iter()
                .map(|given| [answer_words(given.answer).0, " (", &date_short(given.day), ")"].concat())
                .collect::<Vec<_>>()
                .join(", ");
            view! { <p class="quiet">"Before: "{line}</p> }.into_any()
        });
        let legend = view! { <span class="ready-says">{image}<span>{said}</span></span> }.into_any();
        let body = if may {
            tiles(
                &id.get_value(),
                Pick::One,
                legend,
                Answer::ALL.map(option).into_iter().collect(),
                chosen,
                Some(change),
            )
        } else {
            view! { <p>{legend}</p> }.into_any()
        };
        view! { <div class="card ready-item">{body}{history}</div> }.into_any()
    })
}

/// Picking goals from the check.
fn pick_goals(here: Here, plan: &Plan, lens: Lens) -> Option<AnyView> {
    let shelf = here.shelf();
    let items = worth_a_goal(plan, &shelf.national.readiness, lens.voice());
    if items.is_empty() {
        return None;
    }
    let taken: Vec<String> = plan
        .goals()
        .iter()
        .map(|goal| goal.record.text(onward_core::person::goals::IDEA).to_owned())
        .collect();
    let row = |item: &&Readiness| {
        let href = here.href(&["goals/new/ready/", &item.id].concat());
        let is_taken = taken.contains(&item.id);
        view! {
            <li>
                <span>{item.says.clone()}</span>
                {if is_taken {
                    view! { <strong>"Is a goal now"</strong> }.into_any()
                } else {
                    view! { <a class="button button-quiet" href=href>"Make it a goal"<span class="heard-only">{[": ", &item.says].concat()}</span></a> }.into_any()
                }}
            </li>
        }
        .into_any()
    };
    let (first, rest) = items.split_at(items.len().min(GOALS_FROM_CHECK * 2));
    let more = (!rest.is_empty()).then(|| {
        view! { <details class="fold"><summary>"Show the others"</summary><ul class="ready-goals">{rest.iter().map(row).collect_view()}</ul></details> }.into_any()
    });
    let theirs = lens == Lens::YoungPerson;
    Some(
        view! {
            <section class="card stack" aria-labelledby="pick-title">
                <h2 id="pick-title">{if theirs { "What would you like to work on?" } else { "Goals from this check" }}</h2>
                <p>"Pick one or two, if you want to. There is no hurry."</p>
                <ul class="ready-goals">{first.iter().map(row).collect_view()}</ul>
                {more}
            </section>
        }
        .into_any(),
    )
}

fn further(here: Here, lens: Lens) -> AnyView {
    let compares = here.age().is_none_or(|age| age >= readiness::FROM_AGE);
    view! {
        <ul class="row goal-more">
            {compares.then(|| view! { <li><a class="button button-quiet" href=here.href("readiness/compare")>{
                if lens == Lens::YoungPerson { "What others think" } else { "Compare the answers" }
            }</a></li> }.into_any())}
            <li><a class="button button-quiet" href=here.href("readiness/sheet")>"A sheet to print"</a></li>
        </ul>
    }
    .into_any()
}

fn voice_words(here: Here, voice: Voice, lens: Lens) -> String {
    match (voice, lens) {
        (Voice::YoungPerson, Lens::YoungPerson) => "Me".to_owned(),
        (Voice::YoungPerson, _) => super::goals::capital(&here.somebody()),
        (Voice::ParentCarer, _) => "Parent or carer".to_owned(),
        (Voice::School, _) => "School".to_owned(),
    }
}

/// What the young person says beside what others say.
pub fn compare_page(here: Here) -> AnyView {
    live(move || {
        let lens = here.lens();
        let body = live(move || here.read(|plan| compared(here, plan, lens)));
        let title = if lens == Lens::YoungPerson {
            "What I say and what others say"
        } else {
            "Where you agree and differ"
        };
        view! {
            <div class="stack narrow">
                <a class="back" href=here.href("readiness")>"‹ Back to the check"</a>
                <Heading title="Readiness, compared">{title}</Heading>
                {body}
            </div>
        }
        .into_any()
    })
}

fn compared(here: Here, plan: &Plan, lens: Lens) -> AnyView {
    let shelf = here.shelf();
    let all = compare(plan, &shelf.national.readiness);
    let (differ, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|seen| seen.agree() == Some(false));
    let agree: Vec<&Compared<'_>> = rest.iter().filter(|seen| seen.agree() == Some(true)).collect();
    if differ.is_empty() && agree.is_empty() {
        return view! {
            <p>"Two people need to answer the same line before there is something to compare."</p>
            <p>"The young person answers in their own view. A parent, carer or school answers in theirs."</p>
            <p><a class="button" href=here.href("readiness")>"Go to the check"</a></p>
        }
        .into_any();
    }
    let voices: Vec<Voice> = [Voice::YoungPerson, Voice::ParentCarer, Voice::School]
        .into_iter()
        .filter(|voice| {
            let said = |seen: &Compared<'_>| {
                seen.voices().iter().any(|(of, answer)| of == voice && answer.is_some())
            };
            differ.iter().any(said) || agree.iter().any(|seen| said(seen))
        })
        .collect();
    let key = {
        let item = |voice: &Voice| {
            view! { <li>{mark_alone(*voice)}<span>{voice_words(here, *voice, lens)}</span></li> }.into_any()
        };
        view! { <ul class="compare-key">{voices.iter().map(item).collect_view()}</ul> }.into_any()
    };
    let group = |title: &'static str, about: &'static str, seen: Vec<&Compared<'_>>| {
        (!seen.is_empty()).then(|| {
            let rows = seen.iter().map(|seen| compare_row(here, seen, lens)).collect_view();
            view! {
                <section class="card stack">
                    <h2>{title}</h2>
                    <p>{about}</p>
                    <ul class="compare">{rows}</ul>
                </section>
            }
            .into_any()
        })
    };
    let table = {
        let head = voices
            .iter()
            .map(|voice| view! { <th scope="col">{voice_words(here, *voice, lens)}</th> }.into_any())
            .collect_view();
        let row = |seen: &&Compared<'_>| {
            let cells = seen
                .voices()
                .into_iter()
                .filter(|(voice, _)| voices.contains(voice))
                .map(|(_, answer)| {
                    let said = answer.map_or("No answer", |answer| table_words(answer));
                    view! { <td>{said}</td> }.into_any()
                })
                .collect_view();
            view! { <tr><th scope="row">{seen.item.says.clone()}</th>{cells}</tr> }.into_any()
        };
        let rows = differ.iter().chain(agree.iter().copied()).collect::<Vec<_>>();
        view! {
            <details class="fold">
                <summary>"The same as a table"</summary>
                <div class="table-wrap" tabindex="0" role="region" aria-label="Answers as a table">
                    <table class="goal-table">
                        <thead><tr><th scope="col">"Line"</th>{head}</tr></thead>
                        <tbody>{rows.iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </details>
        }
        .into_any()
    };
    view! {
        {key}
        {group("You see this differently", "Good things to talk about. Nobody is wrong.", differ.iter().collect())}
        {group("You say the same", "Here the answers are alike.", agree.clone())}
        {table}
    }
    .into_any()
}

fn table_words(answer: Answer) -> &'static str {
    if answer == Answer::NotSure { "Not sure" } else { answer_words(answer).0 }
}

/// Width of a place in the picture of one statement.
const PLACE: i32 = 80;

/// The mark of a voice: a circle for the person, a square and a triangle for others.
fn mark(voice: Voice, x: i32, y: i32) -> AnyView {
    let (class, shape) = match voice {
        Voice::YoungPerson => ("voice voice-person", "M-9 0a9 9 0 0 1 18 0a9 9 0 0 1-18 0z"),
        Voice::ParentCarer => ("voice voice-parent", "M-8-8h16v16h-16z"),
        Voice::School => ("voice voice-school", "M0-10l10 18h-20z"),
    };
    view! { <path class=class transform=format!("translate({x} {y})") d=shape></path> }.into_any()
}

fn mark_alone(voice: Voice) -> AnyView {
    view! { <svg class="voice-key" viewBox="-12 -12 24 24" aria-hidden="true" focusable="false">{mark(voice, 0, 0)}</svg> }
        .into_any()
}

/// A statement with the answers as marks on four places. The words below it say the same.
fn compare_row(here: Here, seen: &Compared<'_>, lens: Lens) -> AnyView {
    let place = |answer: Answer| Answer::ALL.into_iter().position(|other| other == answer).unwrap_or(0);
    let x = |answer: Answer| i32::try_from(place(answer)).unwrap_or(0) * PLACE + PLACE / 2;
    let given: Vec<(Voice, Answer)> =
        seen.voices().into_iter().filter_map(|(voice, answer)| Some((voice, answer?))).collect();
    let from = given.iter().map(|(_, answer)| x(*answer)).min().unwrap_or(0);
    let to = given.iter().map(|(_, answer)| x(*answer)).max().unwrap_or(0);
    let marks = given
        .iter()
        .enumerate()
        .map(|(at, (voice, answer))| {
            // Those at the same place stand side by side.
            let before = given.iter().take(at).filter(|(_, other)| other == answer).count();
            let all = given.iter().filter(|(_, other)| other == answer).count();
            let shift = i32::try_from(before * 2 + 1).unwrap_or(0) - i32::try_from(all).unwrap_or(0);
            mark(*voice, x(*answer) + shift * 11, 16)
        })
        .collect_view();
    let names = Answer::ALL
        .map(|answer| {
            view! { <text class="voice-place" text-anchor="middle" x=x(answer).to_string() y="44">{table_words(answer)}</text> }.into_any()
        })
        .into_iter()
        .collect_view();
    let words = given
        .iter()
        .map(|(voice, answer)| {
            let who = voice_words(here, *voice, lens);
            view! { <span>{who}": "<strong>{table_words(*answer)}</strong></span> }.into_any()
        })
        .collect_view();
    view! {
        <li>
            <p class="compare-says">{seen.item.says.clone()}</p>
            <svg class="compare-row" viewBox=format!("0 0 {} 50", PLACE * 4) aria-hidden="true" focusable="false">
                <path class="compare-line" d=format!("M{} 16H{}", PLACE / 2, PLACE * 4 - PLACE / 2)></path>
                <path class="compare-gap" d=format!("M{from} 16H{to}")></path>
                {marks}
                {names}
            </svg>
            <p class="compare-words">{words}</p>
        </li>
    }
    .into_any()
}

/// The check on paper: the lists of whoever prints, with the answers so far and room for others.
pub fn sheet(here: Here) -> AnyView {
    live(move || {
        let lens = here.lens();
        let body = live(move || here.read(|plan| sheet_body(here, plan, lens)));
        let title = if lens == Lens::YoungPerson { "Am I ready?" } else { "Readiness check" };
        sheet_page(here, "readiness", "Readiness, a sheet", title.to_owned(), None, body)
    })
}

fn sheet_body(here: Here, plan: &Plan, lens: Lens) -> AnyView {
    let shelf = here.shelf();
    let voice = lens.voice();
    let mut list = lists(voice, here.age());
    if list.is_empty() {
        list.push(ReadinessList::Person);
    }
    // One sheet holds one list: the reader's own.
    let Some(list) = list.first().copied() else { return ().into_any() };
    let rows = shelf
        .national
        .readiness
        .iter()
        .filter(|item| item.list == list)
        .map(|item| {
            let said = latest(plan, &item.id, voice).map(|given| given.answer);
            let cells = Answer::ALL
                .map(|answer| {
                    let is = said == Some(answer);
                    view! {
                        <td class="ready-box">
                            {is.then(|| view! { <Icon name="check" /> }.into_any())}
                            {is.then(|| view! { <span class="heard-only">"Yes, this one"</span> }.into_any())}
                        </td>
                    }
                    .into_any()
                })
                .into_iter()
                .collect_view();
            view! { <tr><th scope="row">{item.says.clone()}</th>{cells}</tr> }.into_any()
        })
        .collect_view();
    let head = Answer::ALL
        .map(|answer| view! { <th scope="col">{table_words(answer)}</th> }.into_any())
        .into_iter()
        .collect_view();
    view! {
        <p class="quiet">"Not a test. Leave out what does not fit."</p>
        <div class="table-wrap" tabindex="0" role="region" aria-label="The lines and the answers">
            <table class="goal-table ready-table">
                <thead><tr><th scope="col">{list_title(here, list, lens)}</th>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p>{if lens == Lens::YoungPerson { "What I want to work on:" } else { "What to work on:" }}</p>
        <Room lines=2 />
    }
    .into_any()
}
