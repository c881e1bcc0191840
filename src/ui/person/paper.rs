//! A sheet of paper about the person: what stands on it, shown on the screen exactly as it prints.

use leptos::prelude::*;
use onward_core::person::Reader;
use onward_core::person::sheet::Section;

use super::here::Here;
use super::line::{Say, on_paper, reader_here};
use crate::platform::window;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::sheet::{Room, Sheet};
use crate::ui::{live, on};

/// A page with a sheet: a heading for the screen, for whom it is, the way to print, and the sheet itself,
/// just as it prints.
pub fn page(
    here: Here,
    title: &'static str,
    back: (String, String),
    sheet_title: String,
    body: impl Fn(Reader) -> AnyView + Send + 'static,
) -> AnyView {
    let for_me = RwSignal::new(false);
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
    let sheet = live(move || {
        let reader = if for_me.get() { reader_here(here) } else { Reader::Others };
        sheet(here, sheet_title.clone(), reader, body(reader))
    });
    view! {
        <div class="stack">
            <a class="back" href=href>{["‹ ", &words].concat()}</a>
            <Heading title=title>{title}</Heading>
            <div class="not-printed stack">
                <p>"This is exactly what is on the paper. Read it before you give it to somebody."</p>
                <fieldset class="choices">
                    <legend>"Who is it for?"</legend>
                    {choice("for-others", "For others: nothing private is on it", false)}
                    {choice("for-me", "A copy for me: private lines are on it too", true)}
                </fieldset>
                {print_button()}
            </div>
            {sheet}
        </div>
    }
    .into_any()
}

/// The button that opens the browser's own print window.
pub fn print_button() -> AnyView {
    view! {
        <p class="not-printed">
            <button type="button" class="button" on:click=on(|_| window::print())>
                <Icon name="printer" />"Print this page"
            </button>
        </p>
    }
    .into_any()
}

/// A sheet with a place to write on by hand and, at its end, for whom it is.
pub fn sheet(here: Here, title: String, reader: Reader, body: AnyView) -> AnyView {
    let whom = match reader {
        Reader::Others => "For others. Private lines are not on it.",
        _ => "A copy for me. It holds private lines.",
    };
    view! {
        <Sheet title=title name=here.somebody()>
            {body}
            <p class="paper-hand">"To add by hand:"</p>
            <Room lines=2 />
            <p class="paper-foot">{whom}</p>
        </Sheet>
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
