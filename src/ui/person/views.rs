//! My views before a review or a move: a few questions by age, one a page, each of which can be skipped;
//! then exactly what will be shared, where lines are taken out and put back.

use leptos::prelude::*;
use onward_core::calendar::date_short;
use onward_core::pack::EasyLine;
use onward_core::pack::library::{AgeBand, AnswerKind, PersonShelf, ViewQuestion, ViewsKind};
use onward_core::person::goals::{Showed, bands};
use onward_core::person::sheet::{self, Line};
use onward_core::person::views::{
    ANYTHING, CHOICES, CHOSEN, TEXT, VIEW, answer, answer_id, occasion, occasions, picked, read_occasion,
    voice, write,
};
use onward_core::person::{Reader, views};
use onward_core::plan::record::{PRIVATE, YES, typed};
use onward_core::plan::{Plan, RecordId, Voice};

use super::here::Here;
use super::line::{
    Say, TEXT_LENGTH, follow, line, notes_beside, only_for_me, picked_in, private_switch, reader_here, said,
};
use super::paper;
use super::pick::{Pick, Tile, picture, tiles};
use super::record_form::{Recorded, record_form};
use crate::ui::components::easy_rows::EasyRows;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::who_is_writing::with_writer;
use crate::ui::lens::Lens;
use crate::ui::{live, on, words};

/// What views can be gathered for: the word in an occasion, its name for the person and for others.
const KINDS: [(&str, ViewsKind, &str, &str, &str); 2] = [
    ("review", ViewsKind::Review, "A meeting about my plan", "A review meeting", "meeting"),
    ("move", ViewsKind::Move, "A move to a new place", "A move to a new place", "door"),
];

/// The name of an occasion in the words of the lens.
pub fn occasion_words(here: Here, plan: &Plan, name: &str) -> String {
    let (kind, day) = kind_of(plan, name);
    let words = KINDS
        .iter()
        .find(|(_, known, ..)| *known == kind)
        .map_or("", |(_, _, mine, others, _)| if here.is_theirs() { *mine } else { *others });
    match day {
        Some(day) => [words, ", ", &date_short(day)].concat(),
        None => words.to_owned(),
    }
}

/// What an occasion is for, and its day. A meeting of the plan is a review, unless its kind says a move.
fn kind_of(plan: &Plan, name: &str) -> (ViewsKind, Option<chrono::NaiveDate>) {
    let (word, day) = read_occasion(name);
    match KINDS.iter().find(|(known, ..)| *known == word) {
        Some((_, kind, ..)) => (*kind, day),
        None => {
            let meeting = plan.records.get(&RecordId::new(name));
            let is_move = meeting.is_some_and(|meeting| {
                let kind = meeting.text("meeting_kind");
                kind.contains("move") || kind.contains("transition")
            });
            let kind = if is_move { ViewsKind::Move } else { ViewsKind::Review };
            (kind, day.or_else(|| meeting.and_then(|meeting| meeting.date("date"))))
        }
    }
}

/// A question as this page needs it.
#[derive(Clone)]
struct Asked {
    id: String,
    ask: String,
    third: String,
    easy: Vec<EasyLine>,
    answer: AnswerKind,
    choices: String,
}

/// The questions of an occasion for the plan's age, and at the end a place for anything else.
fn questions(here: Here, plan: &Plan, name: &str) -> Vec<Asked> {
    let (kind, _) = kind_of(plan, name);
    let council = plan.council.value.clone().unwrap_or_default();
    let shelf = here.shelf();
    let mut list: Vec<Asked> = Vec::new();
    for band in ages(here) {
        for question in shelf.views(&council, band, kind) {
            if !list.iter().any(|known| known.id == question.id) {
                list.push(asked(question));
            }
        }
    }
    list.push(Asked {
        id: ANYTHING.to_owned(),
        ask: "Something else I want to say".to_owned(),
        third: "Is there something else that {name} showed?".to_owned(),
        easy: vec![EasyLine { picture: "add".to_owned(), words: "Do you want to say more?".to_owned() }],
        answer: AnswerKind::Words,
        choices: String::new(),
    });
    list
}

/// The ages whose questions are asked: where two overlap the younger, which has fewer and easier ones.
fn ages(here: Here) -> Vec<AgeBand> {
    let (born, offset) = here.born();
    let of_age = born.map(|born| bands(born, offset, here.today())).unwrap_or_default();
    vec![of_age.first().copied().unwrap_or(AgeBand::From14To16)]
}

fn asked(question: &ViewQuestion) -> Asked {
    Asked {
        id: question.id.clone(),
        ask: question.ask.clone(),
        third: question.third.clone(),
        easy: question.easy.clone(),
        answer: question.answer,
        choices: question.choices.clone(),
    }
}

/// What somebody who reads a line sees of what was picked.
pub fn say(plan: &Plan, of: &Line, shelf: &PersonShelf) -> Say {
    let record = plan.records.get(&of.id);
    let question = record.map(|record| record.text(views::QUESTION)).unwrap_or_default();
    let council = plan.council.value.clone().unwrap_or_default();
    let known = shelf.packs(&council).flat_map(|pack| &pack.views).find(|known| known.id == question);
    Say::of(of, known.map_or("", |known| known.choices.as_str()), shelf)
}

/// The page of all occasions.
pub fn page(here: Here) -> AnyView {
    live(move || {
        let lens = here.lens();
        let title = match lens {
            Lens::YoungPerson => "My views".to_owned(),
            _ => [here.whose().as_str(), " views"].concat(),
        };
        let intro = match lens {
            Lens::YoungPerson => {
                "Say what you want before a meeting or a move. You can skip any question. You choose what is shared."
            }
            _ => {
                "What the young person wants others to know before a meeting or a move. If they do not use words, write down what they show."
            }
        };
        view! {
            <div class="stack">
                <Heading title="My views">{title}</Heading>
                <p class="lead-in">{intro}</p>
                {live(move || here.read(|plan| begun(here, plan)))}
                <h2>{if lens == Lens::YoungPerson { "What do you want to say it for?" } else { "Begin" }}</h2>
                <ul class="place-cards">{kinds(here, lens)}</ul>
                <p><a href=here.href("said")>"You said, we will"</a></p>
            </div>
        }
        .into_any()
    })
}

fn kinds(here: Here, lens: Lens) -> Vec<AnyView> {
    let card = |(word, _, mine, others, image): &(&str, ViewsKind, &'static str, &'static str, &str)| {
        let href = here.href(&["views/", &occasion(word, here.today())].concat());
        let is_theirs = lens == Lens::YoungPerson;
        view! {
            <li class="place-card">
                {is_theirs.then(|| picture(image))}
                <div><h3><a href=href>{if is_theirs { *mine } else { *others }}</a></h3></div>
            </li>
        }
        .into_any()
    };
    KINDS.iter().map(card).collect()
}

fn begun(here: Here, plan: &Plan) -> AnyView {
    let rows = occasions(plan)
        .into_iter()
        .map(|one| {
            let href = here.href(&["views/", &one.name].concat());
            let look = here.href(&["views/", &one.name, "/look"].concat());
            let name = occasion_words(here, plan, &one.name);
            let count = match one.answers {
                1 => "1 answer".to_owned(),
                count => [&count.to_string(), " answers"].concat(),
            };
            let private = (one.private > 0).then(|| [", ", &one.private.to_string(), " private"].concat());
            let heard = [": ", &name].concat();
            view! {
                <li class="place-card">
                    <div>
                        <h3><a href=href>{name.clone()}</a></h3>
                        <p class="quiet">{count}{private}</p>
                        <p><a href=look>"See what will be shared"<span class="heard-only">{heard}</span></a></p>
                    </div>
                </li>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    (!rows.is_empty())
        .then(|| view! { <h2>"Begun"</h2><ul class="place-cards">{rows}</ul> }.into_any())
        .into_any()
}

/// The questions of one occasion with the answers so far.
pub fn occasion_page(here: Here, name: &str) -> AnyView {
    let name = StoredValue::new(name.to_owned());
    live(move || {
        let lens = here.lens();
        let name = name.get_value();
        let title = here.now(|plan| occasion_words(here, plan, &name)).unwrap_or_default();
        let look = here.href(&["views/", &name, "/look"].concat());
        let list = live({
            let name = name.clone();
            move || here.read(|plan| question_list(here, plan, &name))
        });
        view! {
            <div class="stack">
                <a class="back" href=here.href("views")>"‹ All my views"</a>
                <Heading title="My views">{title}</Heading>
                {(lens == Lens::YoungPerson).then(|| view! { <p class="lead-in">"Answer what you like. Skip what you do not like."</p> }.into_any())}
                {list}
                <p><a class="button button-quiet" href=look><Icon name="share" />"See what will be shared"</a></p>
            </div>
        }
        .into_any()
    })
}

fn question_list(here: Here, plan: &Plan, name: &str) -> AnyView {
    let lens = here.lens();
    let easy = here.reading.easy_read() && lens == Lens::YoungPerson;
    let shelf = here.shelf();
    let questions = questions(here, plan, name);
    let count = questions.len();
    let first_open = questions.iter().position(|question| answer(plan, name, &question.id).is_none());
    let start = first_open.and_then(|at| questions.get(at)).map(|question| {
        let href = here.href(&["views/", name, "/", &question.id].concat());
        let words = if first_open == Some(0) { "Start" } else { "Go on" };
        view! {
            <p class="quiet">{[&count.to_string(), " questions. You can stop at any time."].concat()}</p>
            <p><a class="button button-first" href=href>{words}</a></p>
        }
        .into_any()
    });
    let rows = questions
        .iter()
        .map(|question| {
            let href = here.href(&["views/", name, "/", &question.id].concat());
            let is_theirs = lens != Lens::YoungPerson && has_own_answer(plan, name, &question.id);
            let words =
                if is_theirs { question.ask.clone() } else { question_words(here, question, lens, easy) };
            let keys = [question.id.as_str()];
            let found = sheet::views(plan, name, &keys, reader_here(here));
            let line =
                found.iter().find(|section| section.key == question.id).and_then(|one| one.lines.first());
            let image = easy.then(|| question.easy.first().map(|line| picture(&line.picture))).flatten();
            let state = match line {
                Some(line) => {
                    let say = Say::of(line, &question.choices, &shelf);
                    let private = line.is_private.then(|| {
                        view! { <p class="quiet"><Icon name="lock" />{only_for_me(lens)}</p> }.into_any()
                    });
                    view! { {said(&say, line.is_theirs())}{private} }.into_any()
                }
                None => view! { <p class="quiet">"Not answered"</p> }.into_any(),
            };
            view! {
                <li class="place-card">
                    {image}
                    <div><h2><a href=href>{words}</a></h2>{state}</div>
                </li>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    view! { {start}<ul class="place-cards place-cards-long">{rows}</ul> }.into_any()
}

fn question_words(here: Here, question: &Asked, lens: Lens, easy: bool) -> String {
    match (lens, easy) {
        (Lens::YoungPerson, true) => {
            question.easy.first().map_or_else(|| question.ask.clone(), |line| line.words.clone())
        }
        (Lens::YoungPerson, false) => question.ask.clone(),
        _ => words::named(&question.third, &here.name()),
    }
}

/// One question.
pub fn question(here: Here, name: &str, id: &str) -> AnyView {
    let found = here.now(|plan| {
        let list = questions(here, plan, name);
        let at = list.iter().position(|question| question.id == id)?;
        let next = list.get(at + 1).map(|question| question.id.clone());
        let count = list.len();
        list.into_iter().nth(at).map(|question| (question, at, count, next))
    });
    let Some((question, at, count, next)) = found.flatten() else {
        return view! {
            <div class="stack">
                <Heading title="No such question">"This question is not asked here"</Heading>
                <p><a class="button" href=here.href(&["views/", name].concat())>"All questions"</a></p>
            </div>
        }
        .into_any();
    };
    let name = StoredValue::new(name.to_owned());
    let question = StoredValue::new(question);
    let after = match next {
        Some(next) => ["views/", &name.get_value(), "/", &next].concat(),
        None => ["views/", &name.get_value(), "/look"].concat(),
    };
    live(move || {
        let lens = here.lens();
        let easy = here.reading.easy_read() && lens == Lens::YoungPerson;
        let asked = question.get_value();
        // What they said themselves stands under the question as they say it.
        let is_theirs = lens != Lens::YoungPerson
            && here.read(|plan| has_own_answer(plan, &name.get_value(), &asked.id)) == Some(true);
        let title = if is_theirs { asked.ask.clone() } else { question_words(here, &asked, lens, easy) };
        let more: Vec<EasyLine> = asked.easy.iter().skip(1).cloned().collect();
        let rows =
            (easy && !more.is_empty()).then(|| view! { <EasyRows lines=more name=here.name() /> }.into_any());
        let image = easy.then(|| asked.easy.first().map(|line| picture(&line.picture))).flatten();
        let body = match lens {
            Lens::YoungPerson => own_answer(here, name, question),
            _ => others_answer(here, name, question),
        };
        let href = here.href(&after);
        let position = ["Question ", &(at + 1).to_string(), " of ", &count.to_string()].concat();
        let go_on = live(move || {
            let is_answered = here.read(|plan| {
                answer(plan, &name.get_value(), &question.with_value(|one| one.id.clone())).is_some()
            });
            match is_answered {
                Some(true) => "Next",
                _ => "Skip this question",
            }
        });
        view! {
            <div class="stack one-column">
                <a class="back" href=here.href(&["views/", &name.get_value()].concat())>"‹ All questions"</a>
                <p class="quiet">{position}</p>
                <div class="topic-title">{image}<Heading title="A question about my views">{title}</Heading></div>
                {rows}
                {body}
                <p><a class="button" href=href>{go_on}</a></p>
            </div>
        }
        .into_any()
    })
}

/// Whether the person answered a question in their own voice.
fn has_own_answer(plan: &Plan, name: &str, id: &str) -> bool {
    answer(plan, name, id).and_then(voice) == Some(Voice::YoungPerson)
}

/// The person answers: by pictures, by choices, in words. Each change is kept at once.
fn own_answer(here: Here, name: StoredValue<String>, question: StoredValue<Asked>) -> AnyView {
    let others = live(move || {
        here.read(|plan| {
            let (name, asked) = (name.get_value(), question.get_value());
            let record = answer(plan, &name, &asked.id)?;
            let is_others = voice(record) != Some(Voice::YoungPerson);
            is_others.then(|| {
                let shelf = here.shelf();
                let found = sheet::views(plan, &name, &[&asked.id], reader_here(here));
                let lines =
                    found.into_iter().filter(|section| section.key == asked.id).flat_map(|one| one.lines);
                let lines =
                    lines.map(|of| line(here, plan, VIEW, TEXT, &of, Say::of(&of, &asked.choices, &shelf)));
                view! {
                    <p class="quiet">"Somebody who knows you wrote this. Your own answer takes its place."</p>
                    <ul class="own-lines">{lines.collect::<Vec<_>>()}</ul>
                }
                .into_any()
            })
        })
    });
    view! { {others}{with_writer(move || own_editor(here, name, question))} }.into_any()
}

fn own_editor(here: Here, name: StoredValue<String>, question: StoredValue<Asked>) -> AnyView {
    let (occasion_name, asked) = (name.get_value(), question.get_value());
    let record = here.now(|plan| answer(plan, &occasion_name, &asked.id).cloned()).flatten();
    let own = record.as_ref().filter(|record| voice(record) == Some(Voice::YoungPerson));
    let chosen = RwSignal::new(
        own.map(|record| picked(record).map(str::to_owned).collect::<Vec<_>>()).unwrap_or_default(),
    );
    let text = RwSignal::new(own.map(|record| record.text(TEXT).to_owned()).unwrap_or_default());
    let private = RwSignal::new(record.as_ref().is_some_and(|record| record.is_private()));
    let stored = move |field: &'static str| {
        move || {
            let (name, id) = (name.get_value(), question.with_value(|one| one.id.clone()));
            let read = |plan: &Plan| {
                let record = plan.records.get(&answer_id(&name, &id))?;
                let is_own = field == PRIVATE || voice(record) == Some(Voice::YoungPerson);
                is_own.then(|| record.text(field).to_owned())
            };
            here.read(read).flatten().unwrap_or_default()
        }
    };
    follow(stored(CHOICES), move |now| chosen.set(now.split_ascii_whitespace().map(str::to_owned).collect()));
    follow(stored(TEXT), move |now| text.set(now));
    follow(stored(PRIVATE), move |now| private.set(now == YES));
    let put = move |field: &'static str, value: Option<String>, words: &str| {
        let (name, id) = (name.get_value(), question.with_value(|one| one.id.clone()));
        let author = here.reading.author();
        let words_of_choices = question.with_value(|one| {
            let picked: Vec<String> = chosen.get_untracked();
            let words = picked_in(&picked, &one.choices, &here.shelf());
            typed(&words.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(", "))
        });
        let edits = here.now(|plan| {
            let mut edits = write(plan, &name, &id, field, value, &author);
            if field == CHOICES {
                edits.extend(write(plan, &name, &id, CHOSEN, words_of_choices, &author));
            }
            // Words that somebody else wrote for them give way as soon as they answer themselves.
            let other = if field == TEXT { CHOICES } else { TEXT };
            let record = plan.records.get(&answer_id(&name, &id));
            let is_others = record.and_then(|record| record.field(other)).is_some_and(|field| {
                field.value.text.is_some() && field.value.by.voice != Voice::YoungPerson
            });
            if is_others && field != PRIVATE {
                edits.extend(write(plan, &name, &id, other, None, &author));
            }
            // Neither did somebody else see this answer.
            if field != PRIVATE && record.is_some_and(|record| Showed::of(record).is_some()) {
                edits.extend(Showed::default().edits(VIEW, &answer_id(&name, &id), &author));
            }
            edits
        });
        here.edit(edits.unwrap_or_default(), words.to_owned());
    };
    let options = here.shelf().choices(&asked.choices).map(|choices| {
        choices
            .items
            .iter()
            .map(|item| Tile::pictured(&item.id, &item.text, &item.picture))
            .collect::<Vec<_>>()
    });
    let pick = if asked.answer == AnswerKind::Choice { Pick::One } else { Pick::Any };
    let legend = match pick {
        Pick::One => "Choose one",
        Pick::Any => "Choose as many as you like",
    };
    let picker = options.map(|options| {
        let changed = Callback::new(move |_: String| {
            put(CHOICES, typed(&chosen.get_untracked().join(" ")), "Answer changed");
        });
        tiles("answer", pick, view! { <span>{legend}</span> }.into_any(), options, chosen, Some(changed))
    });
    let clear = live(move || {
        (pick == Pick::One && chosen.with(|chosen| !chosen.is_empty())).then(|| {
            let press = move |_| {
                chosen.set(Vec::new());
                put(CHOICES, None, "Answer taken away");
                crate::ui::focus::soon_heading();
            };
            view! { <p><button type="button" class="link" on:click=on(press)>"Take my answer away"</button></p> }.into_any()
        })
    });
    let hide = move |event: leptos::ev::Event| {
        let wanted = event_target_checked(&event);
        private.set(wanted);
        let words = if wanted { "Kept private" } else { "Shared again" };
        put(PRIVATE, wanted.then(|| YES.to_owned()), words);
    };
    view! {
        <div class="stack">
            {picker}
            {clear}
            <div class="field">
                <label for="own-words">"In my own words (optional)"</label>
                <textarea
                    id="own-words"
                    rows="3"
                    maxlength=TEXT_LENGTH
                    prop:value=text
                    on:input=on(move |event| text.set(event_target_value(&event)))
                    on:change=on(move |event| put(TEXT, typed(&event_target_value(&event)), "Answer changed"))
                ></textarea>
            </div>
            <div class="choice choice-small">
                <input type="checkbox" id="own-private" prop:checked=private on:change=on(hide) />
                <label for="own-private">"Keep this private"</label>
            </div>
        </div>
    }
    .into_any()
}

/// Others see the person's words and write beside them; if there are none, they write down what was shown.
fn others_answer(here: Here, name: StoredValue<String>, question: StoredValue<Asked>) -> AnyView {
    // Drawn anew with each change of the plan, but not while somebody types: saving is the change.
    live(move || {
        here.read(|plan| {
            let (name, asked) = (name.get_value(), question.get_value());
            let shelf = here.shelf();
            let record = answer(plan, &name, &asked.id);
            let is_theirs = record.and_then(voice) == Some(Voice::YoungPerson);
            let found = sheet::views(plan, &name, &[&asked.id], reader_here(here));
            let lines = found.into_iter().filter(|section| section.key == asked.id).flat_map(|one| one.lines);
            let shown = lines
                .map(|of| line(here, plan, VIEW, TEXT, &of, Say::of(&of, &asked.choices, &shelf)))
                .collect::<Vec<_>>();
            let has_answer = !shown.is_empty();
            let list = has_answer.then(|| view! { <ul class="own-lines">{shown}</ul> }.into_any());
            let form = (!is_theirs).then(|| {
                let text = record.map(|record| record.text(TEXT).to_owned()).unwrap_or_default();
                let showed = record.and_then(Showed::of);
                let id = asked.id.clone();
                let save = move |recorded: Recorded| {
                    let author = here.reading.author();
                    let record_id = answer_id(&name, &id);
                    let edits = here.now(|plan| {
                        let mut edits = write(plan, &name, &id, TEXT, typed(&recorded.text), &author);
                        edits.extend(recorded.showed.edits(VIEW, &record_id, &author));
                        edits
                    });
                    here.edit(edits.unwrap_or_default(), "Written down");
                    crate::ui::focus::soon_heading();
                };
                let label = "What they showed, in your words";
                let form = record_form(here, label.to_owned(), text, showed, save);
                match has_answer {
                    true => view! { <details class="fold"><summary>"Change what is written down"</summary>{form}</details> }.into_any(),
                    false => view! {
                        <p class="note">"Write what you saw, not what you think they would say. If they use words, let them answer in the Young person view."</p>
                        {form}
                    }
                    .into_any(),
                }
            });
            let hidden = (is_theirs && !has_answer).then(|| {
                view! { <p class="note">"They answered this, and keep the answer private."</p> }.into_any()
            });
            view! { {list}{hidden}{form} }.into_any()
        })
    })
}

/// Exactly what will be shared: lines to take out and put back, and the sheet.
pub fn look(here: Here, name: &str) -> AnyView {
    let name = StoredValue::new(name.to_owned());
    let back = here.href(&["views/", &name.get_value()].concat());
    let lines = live(move || here.read(|plan| chosen_lines(here, plan, &name.get_value())));
    let title = move || here.now(|plan| occasion_words(here, plan, &name.get_value())).unwrap_or_default();
    let sheet_title = ["My views: ", &title()].concat();
    let sheets = paper::page(
        here,
        "What will be shared",
        (back, "All questions".to_owned()),
        sheet_title,
        move |reader| here.read(|plan| on_sheet(here, plan, &name.get_value(), reader)).into_any(),
    );
    view! { <div class="stack">{sheets}{lines}</div> }.into_any()
}

fn on_sheet(here: Here, plan: &Plan, name: &str, reader: Reader) -> AnyView {
    let questions = questions(here, plan, name);
    let keys: Vec<&str> = questions.iter().map(|question| question.id.as_str()).collect();
    let found = sheet::views(plan, name, &keys, reader);
    let heading = |section: &sheet::Section| {
        let question = questions.iter().find(|question| question.id == section.key);
        let words = question.map(|question| match section.is_theirs() {
            true => question.ask.clone(),
            false => words::named(&question.third, &here.name()),
        });
        let choices = question.map(|question| question.choices.clone());
        (words.unwrap_or_else(|| "Also said".to_owned()), choices.unwrap_or_default())
    };
    paper::sections(here, found, heading, "Nothing will be shared yet.")
}

fn chosen_lines(here: Here, plan: &Plan, name: &str) -> AnyView {
    let lens = here.lens();
    let shelf = here.shelf();
    let questions = questions(here, plan, name);
    let keys: Vec<&str> = questions.iter().map(|question| question.id.as_str()).collect();
    let all = sheet::views(plan, name, &keys, reader_here(here));
    let row = |section: &sheet::Section| {
        let of = section.lines.first()?;
        let question = questions.iter().find(|question| question.id == section.key);
        let record = plan.records.get(&of.id)?;
        let words = question.map(|question| match section.is_theirs() {
            true => question.ask.clone(),
            false => question_words(here, question, lens, false),
        });
        let words = words.unwrap_or_default();
        let say = Say::of(of, question.map_or("", |question| question.choices.as_str()), &shelf);
        let switch = private_switch(here, record, VIEW, &of.id, &say.in_words());
        Some(
            view! {
                <li class="own-line">
                    <h3>{words}</h3>
                    {said(&say, of.is_theirs())}
                    {notes_beside(here, plan, &of.id, &say.in_words())}
                    <div class="line-tools">{switch}</div>
                </li>
            }
            .into_any(),
        )
    };
    let (hidden, shared): (Vec<_>, Vec<_>) =
        all.iter().partition(|section| section.lines.iter().any(|line| line.is_private));
    let list = |sections: Vec<&sheet::Section>| sections.into_iter().filter_map(row).collect::<Vec<_>>();
    let (has_hidden, has_shared) = (!hidden.is_empty(), !shared.is_empty());
    let said_href = here.href("said");
    view! {
        <div class="not-printed stack">
            {has_shared.then(|| view! {
                <section class="stack"><h2>"Lines that will be shared"</h2><ul class="own-lines">{list(shared)}</ul></section>
            }.into_any())}
            {has_hidden.then(|| view! {
                <section class="stack"><h2>"Only for me"</h2><ul class="own-lines">{list(hidden)}</ul></section>
            }.into_any())}
            {has_shared.then(|| view! {
                <p><a class="button button-first" href=said_href>"After the meeting: You said, we will"</a></p>
            }.into_any())}
        </div>
    }
    .into_any()
}

/// The questions' wording for answers that stand on another page.
pub fn question_of(here: Here, plan: &Plan, id: &RecordId) -> Option<String> {
    let record = plan.records.get(id).filter(|record| record.kind == VIEW)?;
    let name = record.text(views::OCCASION).to_owned();
    let questions = questions(here, plan, &name);
    let question = questions.iter().find(|question| question.id == record.text(views::QUESTION))?;
    Some(match voice(record) {
        Some(Voice::YoungPerson) => question.ask.clone(),
        _ => words::named(&question.third, &here.name()),
    })
}
