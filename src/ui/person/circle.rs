//! My people: a drawn circle of support, the list beside it, and how to change both.

use leptos::prelude::*;
use onward_core::person::Reader;
use onward_core::person::about::{PERSON, Person, Ring, people, write_person};
use onward_core::person::circle::{SIDE, place, radius};
use onward_core::plan::record::{PRIVATE, REMOVED, YES, date_text, typed};
use onward_core::plan::{Edit, Plan};

use super::here::{Here, new_id};
use super::line::{private_switch, reader_here};
use crate::ui::components::icon::Icon;
use crate::ui::components::who_is_writing::may_write_now;
use crate::ui::{live, on};

/// The radius of a person's disc in the drawing, and of the middle.
const DISC: i32 = 34;
const MIDDLE: i32 = 52;

/// The name of a ring.
fn ring_words(ring: Ring) -> &'static str {
    match ring {
        Ring::Close => "Closest to me",
        Ring::Near => "Near to me",
        Ring::Wider => "People who help me",
    }
}

/// The drawing. The list beside it says the same, so it is hidden from people who hear the page.
fn drawing(people: &[Person<'_>]) -> AnyView {
    let view_box = ["0 0 ", &SIDE.to_string(), " ", &SIDE.to_string()].concat();
    let middle = (SIDE / 2).to_string();
    let rings = Ring::NAMES
        .iter()
        .rev()
        .map(|(ring, _)| {
            view! { <circle class="circle-ring" cx=middle.clone() cy=middle.clone() r=radius(*ring).to_string() /> }.into_any()
        })
        .collect::<Vec<_>>();
    let discs = Ring::NAMES
        .iter()
        .flat_map(|(ring, word)| {
            let of_ring: Vec<&Person<'_>> = people.iter().filter(|person| person.ring == *ring).collect();
            let count = of_ring.len();
            let disc = move |(at, person): (usize, &Person<'_>)| {
                let (x, y) = place(*ring, at, count)?;
                let class = ["circle-person circle-", word].concat();
                Some(
                    view! {
                        <g class=class>
                            <circle cx=x.to_string() cy=y.to_string() r=DISC.to_string() />
                            <text x=x.to_string() y=y.to_string() dy="0.35em" text-anchor="middle">{person.initials()}</text>
                        </g>
                    }
                    .into_any(),
                )
            };
            of_ring.into_iter().enumerate().filter_map(disc).collect::<Vec<_>>()
        })
        .collect::<Vec<_>>();
    view! {
        <svg class="circle" viewBox=view_box aria-hidden="true" focusable="false">
            {rings}
            <g class="circle-me">
                <circle cx=middle.clone() cy=middle.clone() r=MIDDLE.to_string() />
                <text x=middle.clone() y=middle.clone() dy="0.35em" text-anchor="middle">"Me"</text>
            </g>
            {discs}
        </svg>
    }
    .into_any()
}

/// The circle with its list and the way to add somebody.
pub fn editor(here: Here) -> AnyView {
    let list = live(move || here.read(|plan| shown(here, plan)));
    let adder = live(move || may_write_now().then(|| adder(here)));
    view! { <div class="circle-page">{list}{adder}</div> }.into_any()
}

fn shown(here: Here, plan: &Plan) -> AnyView {
    let people = people(plan, reader_here(here));
    if people.is_empty() {
        return view! { <p>"Nobody is in the circle yet. Start with somebody who is close."</p> }.into_any();
    }
    let groups = Ring::NAMES
        .iter()
        .filter_map(|(ring, _)| {
            let rows =
                people.iter().filter(|person| person.ring == *ring).map(|person| row(here, plan, person));
            let rows = rows.collect::<Vec<_>>();
            (!rows.is_empty()).then(|| {
                view! { <section><h2>{ring_words(*ring)}</h2><ul class="circle-people">{rows}</ul></section> }
                    .into_any()
            })
        })
        .collect::<Vec<_>>();
    view! { <div class="circle-both">{drawing(&people)}<div class="stack">{groups}</div></div> }.into_any()
}

fn row(here: Here, plan: &Plan, person: &Person<'_>) -> AnyView {
    let Some(record) = plan.records.get(person.id) else { return ().into_any() };
    let private = private_switch(here, record, PERSON, person.id, person.name);
    let remove = record.may_write(REMOVED, here.lens().voice()).then(|| {
        let (id, name) = (person.id.clone(), person.name.to_owned());
        let heard = [": ", person.name].concat();
        let press = move |_| {
            let edit = Edit::write(PERSON, &id, REMOVED, date_text(here.today()), &here.reading.author());
            here.edit(vec![edit], ["Removed: ", &name].concat());
            crate::ui::focus::soon_heading();
        };
        view! { <button type="button" class="link" on:click=on(press)>"Remove"<span class="heard-only">{heard}</span></button> }.into_any()
    });
    view! {
        <li class="own-line">
            {who(person)}
            {person.is_private.then(|| view! { <p class="quiet"><Icon name="lock" />{super::line::only_for_me(here.lens())}</p> }.into_any())}
            <div class="line-tools">{private}{remove}</div>
        </li>
    }
    .into_any()
}

fn who(person: &Person<'_>) -> AnyView {
    let (name, role, reach) = (person.name.to_owned(), person.role.to_owned(), person.reach.to_owned());
    view! {
        <p class="own-words-text"><strong>{name}</strong>{(!role.is_empty()).then(|| [", ", &role].concat())}</p>
        {(!reach.is_empty()).then(|| view! { <p>{["How to reach them: ", &reach].concat()}</p> }.into_any())}
    }
    .into_any()
}

fn adder(here: Here) -> AnyView {
    let (name, role, reach) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (ring, private) = (RwSignal::new(Ring::Close.word().to_owned()), RwSignal::new(false));
    let missing = RwSignal::new(false);
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let known = typed(&name.get_untracked());
        missing.set(known.is_none());
        crate::ui::focus::on("person-name");
        let Some(known) = known else { return };
        let (id, author) = (new_id(), here.reading.author());
        let ring = Ring::read(&ring.get_untracked());
        let mut edits =
            write_person(&id, &known, &role.get_untracked(), &reach.get_untracked(), ring, &author);
        if private.get_untracked() {
            edits.push(Edit::write(PERSON, &id, PRIVATE, Some(YES.to_owned()), &author));
        }
        here.edit(edits, ["Added: ", &known].concat());
        for text in [name, role, reach] {
            text.set(String::new());
        }
        private.set(false);
    };
    let field = |id: &'static str, label: &'static str, text: RwSignal<String>| {
        let is_wrong = move || id == "person-name" && missing.get();
        view! {
            <div class="field">
                <label for=id>{label}</label>
                {live(move || is_wrong().then(|| view! { <p class="field-error" id="person-error"><span class="heard-only">"Error: "</span>"Enter a name"</p> }.into_any()))}
                <input
                    id=id
                    type="text"
                    maxlength="120"
                    autocomplete="off"
                    aria-invalid=move || is_wrong().then_some("true")
                    aria-describedby=move || is_wrong().then_some("person-error")
                    prop:value=text
                    on:input=on(move |event| text.set(event_target_value(&event)))
                />
            </div>
        }
        .into_any()
    };
    let rings = Ring::NAMES
        .iter()
        .map(|(known, word)| {
            let word: &'static str = word;
            view! {
                <div class="choice">
                    <input type="radio" name="ring" id=["ring-", word].concat() prop:checked=move || ring.with(|chosen| chosen == word) on:change=on(move |_| ring.set(word.to_owned())) />
                    <label for=["ring-", word].concat()>{ring_words(*known)}</label>
                </div>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <form class="card stack" novalidate on:submit=on(add)>
            <h2>"Add somebody"</h2>
            {field("person-name", "Name", name)}
            {field("person-role", "Who they are (optional)", role)}
            {field("person-reach", "How to reach them (optional)", reach)}
            <fieldset class="choices"><legend>"How close are they?"</legend>{rings}</fieldset>
            <div class="choice choice-small">
                <input type="checkbox" id="person-private" prop:checked=private on:change=on(move |event| private.set(event_target_checked(&event))) />
                <label for="person-private">"Keep this private"</label>
            </div>
            <button type="submit" class="button">"Add to the circle"</button>
        </form>
    }
    .into_any()
}

/// The circle on a sheet.
pub fn on_paper(plan: &Plan, reader: Reader) -> AnyView {
    let people = people(plan, reader);
    if people.is_empty() {
        return view! { <p>"Nothing is written on this page yet."</p> }.into_any();
    }
    let groups = Ring::NAMES
        .iter()
        .filter_map(|(ring, _)| {
            let rows = people.iter().filter(|person| person.ring == *ring);
            let rows = rows.map(|person| view! { <li>{who(person)}</li> }.into_any()).collect::<Vec<_>>();
            (!rows.is_empty()).then(|| {
                view! { <section class="paper-section"><h3>{ring_words(*ring)}</h3><ul>{rows}</ul></section> }.into_any()
            })
        })
        .collect::<Vec<_>>();
    view! { <div class="circle-both">{drawing(&people)}<div class="paper-sections">{groups}</div></div> }
        .into_any()
}
