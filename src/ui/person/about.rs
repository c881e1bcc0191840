//! About me: the pages about the person, those that fit their age first.

use leptos::prelude::*;
use onward_core::pack::library::{Form, PersonShelf, Profile};
use onward_core::person::Reader;
use onward_core::person::about as lines;
use onward_core::person::goals::bands;
use onward_core::plan::Plan;

use super::here::Here;
use super::line::reader_here;
use super::pick::picture;
use crate::ui::components::heading::Heading;
use crate::ui::lens::Lens;
use crate::ui::{live, words};

/// The page.
pub fn page(here: Here) -> AnyView {
    live(move || {
        let lens = here.lens();
        let title = match lens {
            Lens::YoungPerson => "About me".to_owned(),
            _ => ["About ", &here.somebody()].concat(),
        };
        let intro = match lens {
            Lens::YoungPerson => {
                "These pages tell people about you. You choose what is on them. You can print each one."
            }
            Lens::ParentCarer => {
                "Each page prints on one sheet, for people who are new. What the young person wrote stays as it is. You can write beside it."
            }
            Lens::School => {
                "One-page profile, passports and vocational profile. The young person’s words stay as they are. You can write beside them."
            }
        };
        view! {
            <div class="stack">
                <Heading title="About me">{title}</Heading>
                <p class="lead-in">{intro}</p>
                {live(move || here.read(|plan| lists(here, plan)))}
                {more(here, lens)}
            </div>
        }
        .into_any()
    })
}

/// What belongs to the person besides: their views, the answers, how a new place is.
fn more(here: Here, lens: Lens) -> AnyView {
    let is_theirs = lens == Lens::YoungPerson;
    let card = |page: &str, image: &str, mine: &'static str, about: &'static str| {
        let href = here.href(page);
        view! {
            <li class="place-card">
                {is_theirs.then(|| picture(image))}
                <div>
                    <h3><a href=href>{mine}</a></h3>
                    <p>{about}</p>
                </div>
            </li>
        }
        .into_any()
    };
    let cards = match is_theirs {
        true => [
            card("views", "speak", "My views", "Say what you want, before a meeting or a move."),
            card("said", "check", "You said, we will", "See what people answered."),
            card("check-ins", "calendar", "How it is going", "Say how your new place is."),
        ],
        false => [
            card("views", "speak", "My views", "What they want others to know, before a meeting or a move."),
            card("said", "check", "You said, we will", "What they said, and what was agreed."),
            card("check-ins", "calendar", "How it is going", "A short look after a move."),
        ],
    };
    let title = if is_theirs { "Say more" } else { "More of their own" };
    view! { <h2>{title}</h2><ul class="place-cards">{cards}</ul> }.into_any()
}

fn lists(here: Here, plan: &Plan) -> AnyView {
    let shelf = here.shelf();
    let council = plan.council.value.clone().unwrap_or_default();
    let (mut fitting, mut others) = (Vec::new(), Vec::new());
    for profile in shelf.packs(&council).flat_map(|pack| &pack.profiles) {
        let list = if fits(here, plan, &shelf, &council, profile) { &mut fitting } else { &mut others };
        list.push(card(here, plan, profile));
    }
    view! {
        <ul class="place-cards">{fitting}</ul>
        {(!others.is_empty()).then(|| view! {
            <details class="fold">
                <summary>"Pages for other ages"</summary>
                <ul class="place-cards">{others}</ul>
            </details>
        }.into_any())}
    }
    .into_any()
}

/// Whether a page is offered first: its ages and school year fit, or something is written on it.
fn fits(here: Here, plan: &Plan, shelf: &PersonShelf, council: &str, profile: &Profile) -> bool {
    let (born, offset) = here.born();
    let ages = born.map(|born| bands(born, offset, here.today())).unwrap_or_default();
    let of_age =
        profile.ages.is_empty() || born.is_none() || profile.ages.iter().any(|age| ages.contains(age));
    let year = onward_core::path::school_year_number(&plan.situation(), here.today());
    let from = shelf.profile_from_year(council, profile);
    let of_year = from.is_none_or(|from| year.is_some_and(|year| year >= from));
    (of_age && of_year) || count(plan, profile, reader_here(here)) > 0
}

fn count(plan: &Plan, profile: &Profile, reader: Reader) -> usize {
    match profile.form {
        Form::Circle => lines::people(plan, reader).len() + lines::line_count(plan, &profile.id, reader),
        _ => lines::line_count(plan, &profile.id, reader),
    }
}

fn card(here: Here, plan: &Plan, profile: &Profile) -> AnyView {
    let lens = here.lens();
    let about = match lens {
        Lens::YoungPerson => profile.easy.first().map(|line| line.words.clone()).unwrap_or_default(),
        _ => words::named(&profile.about, &here.name()),
    };
    let count = match count(plan, profile, reader_here(here)) {
        0 => "Nothing written yet".to_owned(),
        1 => "1 line written".to_owned(),
        count => [&count.to_string(), " lines written"].concat(),
    };
    let image = profile.easy.first().filter(|_| lens == Lens::YoungPerson).map(|line| picture(&line.picture));
    let href = here.href(&["about/", &profile.id].concat());
    view! {
        <li class="place-card">
            {image}
            <div>
                <h2><a href=href>{profile.title.clone()}</a></h2>
                <p>{about}</p>
                <p class="quiet">{count}</p>
            </div>
        </li>
    }
    .into_any()
}
