//! A sheet of paper about the person: what stands on it, shown on the screen exactly as it prints.

use leptos::prelude::*;
use onward_core::calendar::date_short;
use onward_core::person::Reader;
use onward_core::person::sheet::Section;

use super::here::Here;
use super::line::{Say, on_paper};
use crate::platform::window;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::{live, on};

/// A page with a sheet: a heading for the screen, for whom it is, the way to print, and the sheet.
pub fn page(
    here: Here,
    title: &'static str,
    back: (String, String),
    body: impl Fn(Reader) -> AnyView + Send + 'static,
) -> AnyView {
    let for_me = RwSignal::new(false);
    let reader = move || if for_me.get() { Reader::Me } else { Reader::Others };
    let choice = |id: &'static str, words: &'static str, mine: bool| {
        view! {
            <div class="choice">
                <input type="radio" name="reader" id=id prop:checked=move || for_me.get() == mine on:change=on(move |_| for_me.set(mine)) />
                <label for=id>{words}</label>
            </div>
        }
        .into_any()
    };
    let (href, words) = back;
    view! {
        <div class="stack">
            <a class="back" href=href>{["‹ ", &words].concat()}</a>
            <div class="screen-only stack">
                <Heading title=title>{title}</Heading>
                <p>"This is exactly what is on the paper. Read it before you give it to somebody."</p>
                <fieldset class="choices">
                    <legend>"Who is it for?"</legend>
                    {choice("for-others", "For others: nothing private is on it", false)}
                    {choice("for-me", "A copy for me: private lines are on it too", true)}
                </fieldset>
                <p>
                    <button type="button" class="button" on:click=on(|_| window::call("print", ""))>
                        <Icon name="printer" />"Print this page"
                    </button>
                </p>
            </div>
            {live(move || {
                let reader = reader();
                view! {
                    <article class="paper" aria-label="The sheet">
                        {body(reader)}
                        {foot(here, reader)}
                    </article>
                }
                .into_any()
            })}
        </div>
    }
    .into_any()
}

/// The first line of a sheet: the name and what it is.
pub fn top(here: Here, title: String) -> AnyView {
    let name = here.name();
    view! {
        <header class="paper-top">
            {(!name.is_empty()).then(|| view! { <p class="paper-name">{name}</p> }.into_any())}
            <h2>{title}</h2>
        </header>
    }
    .into_any()
}

/// The last lines: a place to write by hand, the day, and for whom it is.
fn foot(here: Here, reader: Reader) -> AnyView {
    let whom = match reader {
        Reader::Me => "A copy for me: it holds private lines.",
        Reader::Others => "For others: private lines are not on it.",
    };
    view! {
        <div class="paper-foot">
            <p class="paper-hand">"More, by hand:"</p>
            <p>{["Onward. Printed on ", &date_short(here.today()), ". ", whom].concat()}</p>
        </div>
    }
    .into_any()
}

/// Headings with what stands under them. `heading` says a section's heading and the list of choices that
/// its lines were picked from; one it does not know is left without.
pub fn sections(
    here: Here,
    sections: Vec<Section>,
    heading: impl Fn(&Section) -> (String, String),
    empty: &'static str,
) -> AnyView {
    if sections.is_empty() {
        return view! { <p>{empty}</p> }.into_any();
    }
    let shelf = here.shelf();
    let rows = sections
        .iter()
        .map(|section| {
            let (title, choices) = heading(section);
            let lines = section.lines.iter().map(|line| on_paper(line, &Say::of(line, &choices, &shelf)));
            view! { <section class="paper-section"><h3>{title}</h3>{lines.collect::<Vec<_>>()}</section> }
                .into_any()
        })
        .collect::<Vec<_>>();
    view! { <div class="paper-sections">{rows}</div> }.into_any()
}
