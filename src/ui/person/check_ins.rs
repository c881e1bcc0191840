//! After a move: after the first week, after six weeks and at the end of the first term, the person says
//! how it is going. Where it is not going well, the page says what can be done.

use chrono::NaiveDate;
use leptos::prelude::*;
use onward_core::calendar::{date_in_words, date_short};
use onward_core::pack::library::{CheckIn, CheckInQuestion};
use onward_core::person::check_ins::{
    ANSWER, CHECK_IN, Place, TEXT, answer, answer_id, due, is_likely, opens, places, write,
};
use onward_core::person::countdown::{self, Countdown};
use onward_core::person::goals::Showed;
use onward_core::person::sheet::{self, Section};
use onward_core::plan::record::typed;
use onward_core::plan::{Plan, Record, StepKey, Voice};

use super::here::Here;
use super::line::{Say, TEXT_LENGTH, follow, line, private_switch, reader_here};
use super::paper;
use super::pick::{Pick, Tile, picture, tiles};
use super::record_form::{Recorded, record_form};
use crate::ui::components::date_boxes::{DateBoxes, DateText};
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::who_is_writing::{WhoIsWriting, may_write_now, with_writer};
use crate::ui::lens::Lens;
use crate::ui::route::Route;
use crate::ui::{live, on, words};

/// Everything the packs of a plan hold for check-ins.
fn content(here: Here) -> (Vec<CheckIn>, Vec<CheckInQuestion>) {
    let council = here.now(|plan| plan.council.value.clone()).flatten().unwrap_or_default();
    let shelf = here.shelf();
    let check_ins = shelf.packs(&council).flat_map(|pack| pack.check_ins.iter().cloned()).collect();
    let questions = shelf.packs(&council).flat_map(|pack| pack.check_in_questions.iter().cloned()).collect();
    (check_ins, questions)
}

/// The page of all check-ins.
pub fn page(here: Here) -> AnyView {
    live(move || {
        let lens = here.lens();
        let intro = match lens {
            Lens::YoungPerson => {
                "Say how your new place is. If something is not right, people can change it."
            }
            _ => {
                "A short look at how the new place is going: after a week, after 6 weeks, at the end of the first term."
            }
        };
        view! {
            <div class="stack">
                <Heading title="How it is going">"How it is going"</Heading>
                <p class="lead-in">{intro}</p>
                {live(move || here.read(|plan| all_places(here, plan)))}
                {live(move || here.read(|plan| start_form(here, plan)))}
            </div>
        }
        .into_any()
    })
}

fn all_places(here: Here, plan: &Plan) -> AnyView {
    let (check_ins, questions) = content(here);
    let cards = places(plan, here.today())
        .into_iter()
        .map(|place| place_card(here, plan, &place, &check_ins, &questions))
        .collect::<Vec<_>>();
    cards.into_any()
}

fn place_card(
    here: Here,
    plan: &Plan,
    place: &Place,
    check_ins: &[CheckIn],
    questions: &[CheckInQuestion],
) -> AnyView {
    let today = here.today();
    let now = due(check_ins, place.starts, today).map(|check_in| check_in.id.clone());
    let name = if place.name.is_empty() { "The new place".to_owned() } else { place.name.clone() };
    let first_day = match place.starts > today {
        true => ["The first day is ", &date_in_words(place.starts), "."].concat(),
        false => ["The first day was ", &date_in_words(place.starts), "."].concat(),
    };
    let rows = check_ins
        .iter()
        .map(|check_in| {
            let key = ["check-ins/", &onward_core::calendar::iso(place.starts), "/", &check_in.id].concat();
            let answered = check_in
                .questions
                .iter()
                .filter(|question| answer(plan, place.starts, &check_in.id, question).is_some())
                .count();
            let opens = opens(place.starts, check_in.when);
            let has_come = opens.is_some_and(|day| day <= today);
            let state = match (answered, has_come, opens) {
                (0, true, _) => "Not answered yet".to_owned(),
                (0, false, Some(day)) => ["About ", &date_short(day)].concat(),
                (0, false, None) => String::new(),
                (count, ..) => [&count.to_string(), " of ", &check_in.questions.len().to_string(), " answered"].concat(),
            };
            let not_well = check_in.questions.iter().any(|id| is_not_well(plan, place.starts, &check_in.id, id, questions));
            let href = here.href(&key);
            let is_link = has_come || answered > 0;
            let title = match is_link {
                true => view! { <a href=href>{check_in.title.clone()}</a> }.into_any(),
                false => view! { <span>{check_in.title.clone()}</span> }.into_any(),
            };
            let is_now = now.as_deref() == Some(check_in.id.as_str()) && answered == 0;
            view! {
                <li class="place-card">
                    {here.is_theirs().then(|| check_in.easy.first().map(|line| picture(&line.picture)))}
                    <div>
                        <h3>{title}</h3>
                        {is_now.then(|| view! { <p><span class="tag tag-now">"Good to do now"</span></p> }.into_any())}
                        <p class="quiet">{state}</p>
                        {not_well.then(|| view! { <p>"Something is not going well. See what can be done."</p> }.into_any())}
                    </div>
                </li>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <section class="stack">
            <h2>{name}</h2>
            <p>{first_day}</p>
            <ul class="place-cards">{rows}</ul>
        </section>
    }
    .into_any()
}

fn is_not_well(plan: &Plan, starts: NaiveDate, when: &str, id: &str, questions: &[CheckInQuestion]) -> bool {
    let question = questions.iter().find(|question| question.id == id);
    let answer = answer(plan, starts, when, id);
    matches!((question, answer), (Some(question), Some(answer)) if answer.text(ANSWER) == question.act_on)
}

/// The first day of the new place, where no fact of the plan tells of it: the same that the countdown
/// counts to.
fn start_form(here: Here, plan: &Plan) -> AnyView {
    let next = Countdown::of(plan);
    let voice = here.lens().voice();
    if !next.may_write(countdown::STARTS, voice) || !next.may_write(countdown::PLACE, voice) {
        return view! { <p class="quiet">"The young person wrote the first day. It is changed in the Young person view."</p> }.into_any();
    }
    let name = next.text(countdown::PLACE).to_owned();
    let starts = next.starts();
    let form = move || {
        let name = RwSignal::new(name.clone());
        let day = DateText::showing(starts);
        let problem = RwSignal::new(None::<String>);
        let send = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let read = day.read().map_err(|error| error.message("The first day"));
            let read = read.and_then(|day| match is_likely(day, here.today()) {
                true => Ok(day),
                false => Err("The first day must be within 3 years of today".to_owned()),
            });
            match read {
                Ok(day) => {
                    problem.set(None);
                    let author = here.reading.author();
                    let edits = vec![
                        countdown::write(countdown::PLACE, &name.get_untracked(), &author),
                        countdown::set_start(Some(day), &author),
                    ];
                    here.edit(edits, ["First day: ", &date_short(day)].concat());
                    crate::ui::focus::soon_heading();
                }
                Err(words) => {
                    problem.set(Some(words));
                    crate::ui::focus::soon("place-day");
                }
            }
        };
        view! {
            <form class="stack" novalidate on:submit=on(send)>
                <div class="field">
                    <label for="place-name">"Name of the new place (optional)"</label>
                    <input id="place-name" type="text" maxlength="120" autocomplete="off" prop:value=name on:input=on(move |event| name.set(event_target_value(&event))) />
                </div>
                <DateBoxes text=day legend="The first day there" hint="For example, 6 sep 2027" id="place" error=Memo::new(move |_| problem.get()) />
                <button type="submit" class="button">"Save the first day"</button>
            </form>
        }
        .into_any()
    };
    match starts {
        Some(_) => view! {
            <details class="fold"><summary>"Change the first day"</summary>{with_writer(form)}</details>
        }
        .into_any(),
        None => view! {
            <section class="card stack">
                <h2>"When is the first day in the new place?"</h2>
                <p>"Questions come after the first week, after 6 weeks, and at the end of the first term."</p>
                {with_writer(form)}
            </section>
        }
        .into_any(),
    }
}

/// One check-in of a place.
pub fn one(here: Here, starts: NaiveDate, id: &str) -> AnyView {
    let (check_ins, questions) = content(here);
    let Some(check_in) = check_ins.into_iter().find(|check_in| check_in.id == id) else {
        return super::not_here(here, "check-ins", "How it is going");
    };
    let asked =
        check_in.questions.iter().filter_map(|id| questions.iter().find(|one| one.id == *id)).cloned();
    let asked = StoredValue::new(asked.collect::<Vec<_>>());
    let check_in = StoredValue::new(check_in);
    live(move || {
        let lens = here.lens();
        let (title, id, about) =
            check_in.with_value(|one| (one.title.clone(), one.id.clone(), one.about.clone()));
        let sheet =
            here.href(&["check-ins/", &onward_core::calendar::iso(starts), "/", &id, "/sheet"].concat());
        let cards = asked.get_value().into_iter().map(|question| {
            let question = StoredValue::new(question);
            question_card(here, starts, check_in, question)
        });
        let body = cards.collect::<Vec<_>>();
        view! {
            <div class="stack">
                <a class="back" href=here.href("check-ins")>"‹ How it is going"</a>
                <Heading title="How it is going">{title}</Heading>
                {(lens != Lens::YoungPerson).then(|| view! { <p class="lead-in">{about}</p> }.into_any())}
                <p><a class="button button-quiet" href=sheet><Icon name="printer" />"See the sheet to print"</a></p>
                <WhoIsWriting />
                {body}
            </div>
        }
        .into_any()
    })
}

type Of = (NaiveDate, StoredValue<CheckIn>, StoredValue<CheckInQuestion>);

fn question_card(
    here: Here,
    starts: NaiveDate,
    check_in: StoredValue<CheckIn>,
    question: StoredValue<CheckInQuestion>,
) -> AnyView {
    let of: Of = (starts, check_in, question);
    let lens = here.lens();
    let easy = here.reading.easy_read() && lens == Lens::YoungPerson;
    let asked = question.get_value();
    let title = match (lens, easy) {
        (Lens::YoungPerson, true) => asked.easy.words.clone(),
        (Lens::YoungPerson, false) => [&asked.ask, " …"].concat(),
        _ => words::named(&asked.third, &here.name()),
    };
    let image = easy.then(|| picture(&asked.easy.picture));
    let title = match lens {
        Lens::YoungPerson => title.into_any(),
        // What they said themselves stands under the question as they say it.
        _ => live(move || {
            let (starts, when, id) = ids(of);
            let is_theirs =
                here.read(|plan| answer(plan, starts, &when, &id).and_then(by) == Some(Voice::YoungPerson));
            match is_theirs {
                Some(true) => of.2.with_value(|one| [&one.ask, " …"].concat()),
                _ => title.clone(),
            }
        }),
    };
    let body = match lens {
        Lens::YoungPerson => live(move || may_write_now().then(|| own_card(here, of))),
        _ => live(move || here.read(|plan| others_card(here, plan, of))),
    };
    let help = live(move || here.read(|plan| help(here, plan, of)));
    view! {
        <section class="card topic">
            <div class="topic-title">{image}<h2>{title}</h2></div>
            {body}
            {help}
        </section>
    }
    .into_any()
}

fn ids(of: Of) -> (NaiveDate, String, String) {
    (of.0, of.1.with_value(|one| one.id.clone()), of.2.with_value(|one| one.id.clone()))
}

/// In whose voice an answer is.
fn by(record: &Record) -> Option<Voice> {
    let written = |field: &str| record.field(field).filter(|field| field.value.text.is_some());
    written(TEXT).or(written(ANSWER)).map(|field| field.value.by.voice)
}

fn own_card(here: Here, of: Of) -> AnyView {
    let (_, _, id) = ids(of);
    // What others wrote down stands above, until the person answers.
    let others = live(move || {
        here.read(|plan| {
            let (starts, when, id) = ids(of);
            let record = answer(plan, starts, &when, &id)?;
            (by(record) != Some(Voice::YoungPerson)).then(|| {
                view! {
                    <p class="quiet">"Somebody who knows you wrote this. Your own answer takes its place."</p>
                    <ul class="own-lines">{shown_lines(here, plan, of)}</ul>
                }
                .into_any()
            })
        })
    });
    let stored = move |field: &'static str| {
        move || {
            let (starts, when, id) = ids(of);
            let read = |plan: &Plan| {
                let record = plan.records.get(&answer_id(starts, &when, &id))?;
                (by(record) == Some(Voice::YoungPerson)).then(|| record.text(field).to_owned())
            };
            here.read(read).flatten().unwrap_or_default()
        }
    };
    let chosen = RwSignal::new(typed(&untrack(stored(ANSWER))).into_iter().collect::<Vec<_>>());
    let text = RwSignal::new(untrack(stored(TEXT)));
    follow(stored(ANSWER), move |now| chosen.set(typed(&now).into_iter().collect()));
    follow(stored(TEXT), move |now| text.set(now));
    let put = move |field: &'static str, value: Option<String>| {
        let (starts, when, id) = ids(of);
        let author = here.reading.author();
        let edits = here.now(|plan| {
            let mut edits = write(plan, (starts, &when, &id), field, value, &author);
            // What somebody else wrote down gives way as soon as the person answers.
            let other = if field == TEXT { ANSWER } else { TEXT };
            let record = plan.records.get(&answer_id(starts, &when, &id));
            let is_others = record.and_then(|record| record.field(other)).is_some_and(|field| {
                field.value.text.is_some() && field.value.by.voice != Voice::YoungPerson
            });
            if is_others {
                edits.extend(write(plan, (starts, &when, &id), other, None, &author));
            }
            if record.is_some_and(|record| Showed::of(record).is_some()) {
                edits.extend(Showed::default().edits(CHECK_IN, &answer_id(starts, &when, &id), &author));
            }
            edits
        });
        here.edit(edits.unwrap_or_default(), "Answer changed");
    };
    let list = of.2.with_value(|one| one.answers.clone());
    let shelf = here.shelf();
    let name = StoredValue::new(["answer-", &id].concat());
    let field = ["words-", &id].concat();
    let options = shelf.choices(&list).map(|choices| {
        let tiles = choices.items.iter().map(|item| Tile::pictured(&item.id, &item.text, &item.picture));
        tiles.collect::<Vec<_>>()
    });
    let picker = options.map(|options| {
        let changed = Callback::new(move |_: String| put(ANSWER, chosen.get_untracked().first().cloned()));
        named_tiles(name.get_value(), options, chosen, changed)
    });
    let clear = live(move || {
        chosen.with(|chosen| !chosen.is_empty()).then(|| {
            let press = move |_| {
                chosen.set(Vec::new());
                put(ANSWER, None);
                crate::ui::focus::soon_heading();
            };
            view! { <p><button type="button" class="link" on:click=on(press)>"Take my answer away"</button></p> }.into_any()
        })
    });
    let private = live(move || {
        here.read(|plan| {
            let (starts, when, id) = ids(of);
            let record = answer(plan, starts, &when, &id)?;
            let heard = of.2.with_value(|one| one.ask.clone());
            let switch = private_switch(here, record, CHECK_IN, &answer_id(starts, &when, &id), &heard);
            let is_private = record.is_private().then(|| {
                view! { <p class="quiet">{super::line::only_for_me(Lens::YoungPerson)}</p> }.into_any()
            });
            Some(view! { {is_private}<p>{switch}</p> }.into_any())
        })
    });
    view! {
        {others}
        {picker}
        {clear}
        <div class="field">
            <label for=field.clone()>"In my own words (optional)"</label>
            <textarea
                id=field
                rows="2"
                maxlength=TEXT_LENGTH
                prop:value=text
                on:input=on(move |event| text.set(event_target_value(&event)))
                on:change=on(move |event| put(TEXT, typed(&event_target_value(&event))))
            ></textarea>
        </div>
        {private}
    }
    .into_any()
}

/// Tiles of which one is chosen, under a name of their own: there are several groups on this page.
fn named_tiles(
    name: String,
    options: Vec<Tile>,
    chosen: RwSignal<Vec<String>>,
    changed: Callback<String>,
) -> AnyView {
    let rows = options
        .into_iter()
        .map(|tile| {
            let own = [&name, "-", &tile.word].concat();
            let (word, picked) = (tile.word.clone(), tile.word.clone());
            let choose = move |_| {
                chosen.set(vec![picked.clone()]);
                changed.run(picked.clone());
            };
            view! {
                <div class="tile">
                    <input type="radio" name=name.clone() id=own.clone() prop:checked=move || chosen.with(|chosen| chosen.contains(&word)) on:change=on(choose) />
                    <label for=own>{(!tile.picture.is_empty()).then(|| picture(&tile.picture))}<span>{tile.label}</span></label>
                </div>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    view! { <fieldset class="tile-group"><legend class="heard-only">"Choose one"</legend><div class="tiles">{rows}</div></fieldset> }
        .into_any()
}

fn shown_lines(here: Here, plan: &Plan, of: Of) -> Vec<AnyView> {
    let (starts, when, id) = ids(of);
    let shelf = here.shelf();
    let list = of.2.with_value(|one| one.answers.clone());
    sheet::check_in(plan, starts, &when, &[&id], reader_here(here))
        .into_iter()
        .flat_map(|section| section.lines)
        .map(|one| line(here, plan, CHECK_IN, TEXT, &one, Say::of(&one, &list, &shelf)))
        .collect()
}

fn others_card(here: Here, plan: &Plan, of: Of) -> AnyView {
    let (starts, when, id) = ids(of);
    let shown = shown_lines(here, plan, of);
    let record = answer(plan, starts, &when, &id);
    let is_theirs = record.and_then(by) == Some(Voice::YoungPerson);
    let has_answer = !shown.is_empty();
    let list = has_answer.then(|| view! { <ul class="own-lines">{shown}</ul> }.into_any());
    let open = RwSignal::new(false);
    let text = record.map(|record| record.text(TEXT).to_owned()).unwrap_or_default();
    let showed = record.and_then(Showed::of);
    let chosen = record.map(|record| record.text(ANSWER).to_owned()).unwrap_or_default();
    let form = (!is_theirs).then(|| {
        let (text, showed, chosen) = (text.clone(), showed.clone(), chosen.clone());
        let editor = live(move || {
            open.get().then(|| others_form(here, of, text.clone(), showed.clone(), chosen.clone()))
        });
        let label = if has_answer { "Change what is written down" } else { "Write down what they show" };
        let heard = of.2.with_value(|one| [": ", &words::named(&one.third, &here.name())].concat());
        let press = move |_| {
            open.update(|open| *open = !*open);
            if open.get_untracked() {
                crate::ui::focus::soon("shown-text");
            }
        };
        view! {
            <p><button type="button" class="button button-quiet" aria-expanded=move || if open.get() { "true" } else { "false" } on:click=on(press)>{label}<span class="heard-only">{heard}</span></button></p>
            {editor}
        }
        .into_any()
    });
    let hidden = (is_theirs && !has_answer)
        .then(|| view! { <p class="note">"They answered this, and keep the answer private."</p> }.into_any());
    view! { {list}{hidden}{form} }.into_any()
}

fn others_form(here: Here, of: Of, text: String, showed: Option<Showed>, chosen: String) -> AnyView {
    let (starts, when, id) = ids(of);
    let chosen = RwSignal::new(typed(&chosen).into_iter().collect::<Vec<_>>());
    let list = of.2.with_value(|one| one.answers.clone());
    let shelf = here.shelf();
    let options = shelf.choices(&list).map(|choices| {
        choices
            .items
            .iter()
            .map(|item| Tile::pictured(&item.id, &item.text, &item.picture))
            .collect::<Vec<_>>()
    });
    let picker = options.map(|options| {
        tiles(
            "going",
            Pick::One,
            view! { <span>"How it seems to be going"</span> }.into_any(),
            options,
            chosen,
            None,
        )
    });
    let save = move |recorded: Recorded| {
        let author = here.reading.author();
        let record_id = answer_id(starts, &when, &id);
        let going = chosen.get_untracked().first().cloned();
        let edits = here.now(|plan| {
            let mut edits = write(plan, (starts, &when, &id), TEXT, typed(&recorded.text), &author);
            edits.extend(write(plan, (starts, &when, &id), ANSWER, going, &author));
            edits.extend(recorded.showed.edits(CHECK_IN, &record_id, &author));
            edits
        });
        here.edit(edits.unwrap_or_default(), "Written down");
        crate::ui::focus::soon_heading();
    };
    view! { {picker}{record_form(here, "What they showed, in your words".to_owned(), text, showed, save)} }
        .into_any()
}

/// What can be done where it is not going well.
fn help(here: Here, plan: &Plan, of: Of) -> Option<AnyView> {
    let (starts, when, id) = ids(of);
    let question = of.2.get_value();
    answer(plan, starts, &when, &id).filter(|record| record.text(ANSWER) == question.act_on)?;
    let first = match here.lens() {
        Lens::YoungPerson => "Thank you for saying so. Show this to a grown-up you trust. This can be done:",
        _ => "What you can do:",
    };
    let then =
        question.then.iter().map(|line| view! { <li>{line.clone()}</li> }.into_any()).collect::<Vec<_>>();
    let path = here.workspace.path_of(here.id());
    let steps = question
        .steps
        .iter()
        .filter_map(|id| {
            path.with(|path| {
                let path = path.as_ref()?;
                let step = path.steps().find(|step| step.step.id == *id)?;
                let key: StepKey = step.key.clone();
                let title = here.reading.title(step.step, &here.name());
                let href = Route::Step(here.id(), key).href();
                Some(view! { <li><a href=href>{title}</a></li> }.into_any())
            })
        })
        .collect::<Vec<_>>();
    let letters = question
        .letters
        .iter()
        .map(|letter| {
            let href = here.href(&["message/", letter].concat());
            let words = match letter.as_str() {
                "ask-for-early-review" => "A message that asks for an early review".to_owned(),
                other => ["A message ready to send: ", &other.replace('-', " ")].concat(),
            };
            view! { <li><a href=href>{words}</a></li> }.into_any()
        })
        .collect::<Vec<_>>();
    Some(
        view! {
            <div class="note stack">
                <p><strong>{first}</strong></p>
                <ul class="lines">{then}{steps}{letters}</ul>
            </div>
        }
        .into_any(),
    )
}

/// The sheet of a check-in.
pub fn sheet_page(here: Here, starts: NaiveDate, id: &str) -> AnyView {
    let (check_ins, questions) = content(here);
    let Some(check_in) = check_ins.into_iter().find(|check_in| check_in.id == id) else {
        return super::not_here(here, "check-ins", "How it is going");
    };
    let back = here.href(&["check-ins/", &onward_core::calendar::iso(starts), "/", id].concat());
    let title = ["How it is going: ", &check_in.title].concat();
    let questions = StoredValue::new(questions);
    let check_in = StoredValue::new(check_in);
    paper::page(here, "Sheet to print", (back, "How it is going".to_owned()), title, move |reader| {
        here.read(|plan| {
            let (id, keys) = check_in.with_value(|one| (one.id.clone(), one.questions.clone()));
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let found = sheet::check_in(plan, starts, &id, &keys, reader);
            questions.with_value(|questions| {
                let heading = |section: &Section| {
                    let known = questions.iter().find(|one| one.id == section.key);
                    let words = known.map(|one| match section.is_theirs() {
                        true => [&one.ask, " …"].concat(),
                        false => words::named(&one.third, &here.name()),
                    });
                    (words.unwrap_or_default(), known.map(|one| one.answers.clone()).unwrap_or_default())
                };
                paper::sections(here, found, heading, "Nothing is answered yet.")
            })
        })
        .into_any()
    })
}
