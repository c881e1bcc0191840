//! One page about the person: its headings with what is written under each, and its sheet.

use leptos::prelude::*;
use onward_core::pack::library::{Choice, Form, Heading as Topic, Profile};
use onward_core::person::about as written;
use onward_core::person::about::{ABOUT, HEADING, TEXT, add_line, line_id, lines};
use onward_core::person::sheet::{self, Section};
use onward_core::plan::record::{PRIVATE, REMOVED, YES, date_text, typed};
use onward_core::plan::{Edit, Plan, RecordId};

use super::here::Here;
use super::line::{Say, TEXT_LENGTH, line, reader_here};
use super::pick::picture;
use super::{circle, paper};
use crate::platform::device;
use crate::ui::components::easy_rows::EasyRows;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::who_is_writing::{WhoIsWriting, may_write_now};
use crate::ui::lens::Lens;
use crate::ui::{live, on, words};

/// The profile of that id, if a pack of this plan has it.
fn profile(here: Here, id: &str) -> Option<Profile> {
    let council = here.now(|plan| plan.council.value.clone()).flatten().unwrap_or_default();
    let shelf = here.shelf();
    let found = shelf.packs(&council).flat_map(|pack| &pack.profiles).find(|profile| profile.id == id);
    found.cloned()
}

/// The page.
pub fn page(here: Here, id: &str) -> AnyView {
    let Some(profile) = profile(here, id) else {
        return super::not_here(here, "about", "All pages about the person");
    };
    let profile = StoredValue::new(profile);
    live(move || {
        let lens = here.lens();
        let easy = here.reading.easy_read();
        let profile = profile.get_value();
        let sheet = here.href(&["about/", &profile.id, "/sheet"].concat());
        let easy_lines = (lens == Lens::YoungPerson).then(|| {
            if easy {
                view! { <EasyRows lines=profile.easy.clone() name=here.name() /> }.into_any()
            } else {
                let text: Vec<String> = profile.easy.iter().map(|line| line.words.clone()).collect();
                view! { <p class="lead-in">{text.join(" ")}</p> }.into_any()
            }
        });
        let about = (lens != Lens::YoungPerson).then(|| {
            view! { <p class="lead-in">{words::named(&profile.about, &here.name())}</p> }.into_any()
        });
        let body = match profile.form {
            Form::Circle => circle::editor(here),
            Form::Answers | Form::Lists => {
                let page = StoredValue::new(profile.clone());
                let topics = profile.headings.iter().map(|topic| topic_card(here, page, topic.clone()));
                let class = if profile.form == Form::Lists { "topics topics-lists" } else { "topics" };
                view! { <div class=class>{topics.collect::<Vec<_>>()}</div> }.into_any()
            }
        };
        view! {
            <div class="stack">
                <a class="back" href=here.href("about")>{if lens == Lens::YoungPerson { "‹ All pages about me" } else { "‹ All pages about the person" }}</a>
                <Heading title=profile.title.clone()>{profile.title.clone()}</Heading>
                {easy_lines}
                {about}
                <p><a class="button button-quiet" href=sheet><Icon name="printer" />"See the sheet to print"</a></p>
                <WhoIsWriting />
                {body}
            </div>
        }
        .into_any()
    })
}

/// A heading in the words of the lens.
fn topic_words(here: Here, topic: &Topic, lens: Lens, easy: bool) -> String {
    match (lens, easy) {
        (Lens::YoungPerson, true) => topic.easy.words.clone(),
        (Lens::YoungPerson, false) => topic.title.clone(),
        _ => words::named(&topic.third, &here.name()),
    }
}

fn topic_card(here: Here, page: StoredValue<Profile>, topic: Topic) -> AnyView {
    let lens = here.lens();
    let easy = here.reading.easy_read() && lens == Lens::YoungPerson;
    let title = topic_words(here, &topic, lens, easy);
    let image = easy.then(|| picture(&topic.easy.picture));
    let hint = (!topic.hint.is_empty() && !easy)
        .then(|| view! { <p class="hint">{topic.hint.clone()}</p> }.into_any());
    let topic = StoredValue::new(topic);
    let list = live(move || here.read(|plan| written_lines(here, plan, page, topic)));
    let adder = live(move || may_write_now().then(|| adder(here, page, topic)));
    view! {
        <section class="card topic">
            <div class="topic-title">{image}<h2>{title}</h2></div>
            {hint}
            {list}
            {adder}
        </section>
    }
    .into_any()
}

fn written_lines(here: Here, plan: &Plan, page: StoredValue<Profile>, topic: StoredValue<Topic>) -> AnyView {
    let shelf = here.shelf();
    page.with_value(|profile| {
        topic.with_value(|topic| {
            let sections = sheet::about(plan, &profile.id, &[&topic.id], reader_here(here));
            let rows = sections.iter().flat_map(|section| &section.lines).map(|of| {
                let own = line(here, plan, ABOUT, TEXT, of, Say::of(of, &topic.ideas, &shelf));
                let moves = (profile.form == Form::Lists).then(|| moves(here, plan, profile, topic, &of.id));
                view! { {own}{moves} }.into_any()
            });
            let rows = rows.collect::<Vec<_>>();
            (!rows.is_empty()).then(|| view! { <ul class="own-lines">{rows}</ul> }.into_any()).into_any()
        })
    })
}

/// Where lists stand side by side, a line moves from one to the next as things change.
fn moves(here: Here, plan: &Plan, profile: &Profile, topic: &Topic, id: &RecordId) -> AnyView {
    let record = plan.records.get(id);
    let voice = here.lens().voice();
    if !record
        .is_some_and(|record| written::may_reword(record, TEXT, voice) && record.may_write(HEADING, voice))
    {
        return ().into_any();
    }
    let said = record.map(|record| record.text(TEXT).to_owned()).unwrap_or_default();
    let (lens, easy) = (here.lens(), false);
    let buttons = profile
        .headings
        .iter()
        .filter(|other| other.id != topic.id)
        .map(|other| {
            let (record, to, words) = (id.clone(), other.id.clone(), topic_words(here, other, lens, easy));
            let label = ["Move to “", &words, "”"].concat();
            let heard = [": ", &said].concat();
            let press = move |_| {
                let edit = Edit::write(ABOUT, &record, HEADING, Some(to.clone()), &here.reading.author());
                here.edit(vec![edit], "Moved");
                crate::ui::focus::soon_if_lost(&["private-", record.as_str()].concat());
            };
            view! { <button type="button" class="link" on:click=on(press)>{label}<span class="heard-only">{heard}</span></button> }
                .into_any()
        })
        .collect::<Vec<_>>();
    view! { <li class="line-tools">{buttons}</li> }.into_any()
}

/// Ideas to pick, and own words.
fn adder(here: Here, page: StoredValue<Profile>, topic: StoredValue<Topic>) -> AnyView {
    let (profile_id, topic_id) =
        (page.with_value(|page| page.id.clone()), topic.with_value(|topic| topic.id.clone()));
    let field = ["own-", &topic_id].concat();
    let text = RwSignal::new(String::new());
    let private = RwSignal::new(false);
    let hide = ["hide-", &topic_id].concat();
    let add = {
        let (page, heading, field) = (profile_id.clone(), topic_id.clone(), field.clone());
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let Some(words) = typed(&text.get_untracked()) else {
                crate::ui::focus::on(&field);
                return;
            };
            let author = here.reading.author();
            let id = line_id(&page, &heading, &device::random(8));
            let mut edits = add_line(&id, &page, &heading, &words, "", &author);
            if private.get_untracked() {
                edits.push(Edit::write(ABOUT, &id, PRIVATE, Some(YES.to_owned()), &author));
            }
            here.edit(edits, ["Added: ", &words].concat());
            text.set(String::new());
            private.set(false);
            crate::ui::focus::on(&field);
        }
    };
    let is_theirs = here.is_theirs();
    let label = match is_theirs {
        true => "In my own words",
        false => "Your line",
    };
    let heard = topic.with_value(|topic| [": ", &topic_words(here, topic, here.lens(), false)].concat());
    // Ideas are said in the first person, so only the person picks them.
    let ideas = is_theirs.then(|| ideas(here, profile_id.clone(), topic));
    let form = view! {
        <form class="stack" on:submit=on(add)>
            <div class="field">
                <label for=field.clone()>{label}<span class="heard-only">{heard.clone()}</span></label>
                <textarea id=field rows="2" maxlength=TEXT_LENGTH prop:value=text on:input=on(move |event| text.set(event_target_value(&event)))></textarea>
            </div>
            <div class="choice choice-small">
                <input type="checkbox" id=hide.clone() prop:checked=private on:change=on(move |event| private.set(event_target_checked(&event))) />
                <label for=hide>"Keep this private"</label>
            </div>
            <button type="submit" class="button button-quiet">"Add"<span class="heard-only">{heard.clone()}</span></button>
        </form>
    };
    match is_theirs {
        true => view! { {ideas}{form} }.into_any(),
        // Others read first, and write where they have something to say.
        false => view! {
            <details class="fold">
                <summary>"Write a line"<span class="heard-only">{heard}</span></summary>
                {form}
            </details>
        }
        .into_any(),
    }
}

/// Pictures to press: pressed, the line is on the page; pressed again, it is taken away.
fn ideas(here: Here, page: String, topic: StoredValue<Topic>) -> AnyView {
    let shelf = here.shelf();
    let (heading, list) = topic.with_value(|topic| (topic.id.clone(), topic.ideas.clone()));
    let Some(choices) = shelf.choices(&list) else { return ().into_any() };
    let legend =
        topic.with_value(|topic| topic_words(here, topic, Lens::YoungPerson, here.reading.easy_read()));
    let tiles = choices
        .items
        .iter()
        .map(|idea| idea_tile(here, page.clone(), heading.clone(), idea.clone()))
        .collect::<Vec<_>>();
    view! {
        <fieldset class="tile-group">
            <legend class="heard-only">{["Ideas: ", &legend].concat()}</legend>
            <div class="tiles">{tiles}</div>
        </fieldset>
    }
    .into_any()
}

fn idea_tile(here: Here, page: String, heading: String, idea: Choice) -> AnyView {
    let id = line_id(&page, &heading, &idea.id);
    let own = ["idea-", id.as_str()].concat();
    let (words, image) = (idea.text.clone(), idea.picture.clone());
    let is_on = {
        let (page, heading, id) = (page.clone(), heading.clone(), id.clone());
        move || {
            let on = here.read(|plan| {
                lines(plan, &page, &heading, reader_here(here)).iter().any(|(known, _)| **known == id)
            });
            on == Some(true)
        }
    };
    let choose = move |event: leptos::ev::Event| {
        let author = here.reading.author();
        let (edits, done) = if event_target_checked(&event) {
            let mut edits = add_line(&id, &page, &heading, &idea.text, &idea.picture, &author);
            edits.push(Edit::write(ABOUT, &id, REMOVED, None, &author));
            (edits, "Added: ")
        } else {
            (vec![Edit::write(ABOUT, &id, REMOVED, date_text(here.today()), &author)], "Taken away: ")
        };
        here.edit(edits, [done, &idea.text].concat());
    };
    view! {
        <div class="tile">
            <input type="checkbox" id=own.clone() prop:checked=is_on on:change=on(choose) />
            <label for=own>{picture(&image)}<span>{words}</span></label>
        </div>
    }
    .into_any()
}

/// The sheet of a page.
pub fn sheet(here: Here, id: &str) -> AnyView {
    let Some(profile) = profile(here, id) else {
        return super::not_here(here, "about", "All pages about the person");
    };
    let back = (here.href(&["about/", &profile.id].concat()), ["Back to: ", &profile.title].concat());
    let title = profile.title.clone();
    let profile = StoredValue::new(profile);
    paper::page(here, "Sheet to print", back, title, move |reader| {
        profile.with_value(|profile| {
            let body = here.read(|plan| match profile.form {
                Form::Circle => circle::on_paper(plan, reader),
                _ => {
                    let headings: Vec<&str> =
                        profile.headings.iter().map(|topic| topic.id.as_str()).collect();
                    let found = sheet::about(plan, &profile.id, &headings, reader);
                    let heading = |section: &Section| {
                        let topic = profile.headings.iter().find(|topic| topic.id == section.key);
                        let words = topic.map(|topic| match section.is_theirs() {
                            true => topic.title.clone(),
                            false => words::named(&topic.third, &here.name()),
                        });
                        (
                            words.unwrap_or_default(),
                            topic.map(|topic| topic.ideas.clone()).unwrap_or_default(),
                        )
                    };
                    paper::sections(here, found, heading, "Nothing is written on this page yet.")
                }
            });
            body.into_any()
        })
    })
}
