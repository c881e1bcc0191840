//! The sheets of the print pack: one line each. A sheet of this part is drawn here and can be chosen; one of
//! another part is linked, because naming its view would pull that part's code into this one.

use leptos::prelude::*;
use onward_core::exchange::document;
use onward_core::plan::PlanId;

use super::own_share;
use super::paper::Source;
use super::sheet_view::sheet_view;
use crate::ui::components::way::DrawnWay;
use crate::workspace::Workspace;

/// A sheet that can be chosen.
#[derive(Clone, Copy)]
pub struct PackSheet {
    /// Its word, for fields and for addresses.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it is good for.
    pub about: &'static str,
    /// Draws it: one `components::sheet::Sheet`, or several.
    pub view: fn(Workspace, &PlanId) -> AnyView,
    /// The same as data, where it can go into a word processor.
    pub words: Option<fn(&Source) -> document::Sheet>,
}

/// Every sheet, in the order of the pack.
pub const SHEETS: &[PackSheet] = &[
    PackSheet {
        id: "path",
        title: "Path on a page",
        about: "Where we are, what to do now, the next dates.",
        view: |workspace, id| drawn(workspace, id, Source::at_a_glance),
        words: Some(Source::at_a_glance),
    },
    PackSheet {
        id: "checklist",
        title: "Checklist by who does it",
        about: "What each person has to do in this move, to tick.",
        view: |workspace, id| drawn(workspace, id, Source::checklist),
        words: Some(Source::checklist),
    },
    PackSheet {
        id: "timeline",
        title: "Timeline for the wall",
        about: "Every date ahead, with room for your own.",
        view: timeline,
        words: Some(Source::timeline),
    },
    PackSheet {
        id: "contacts",
        title: "Contacts",
        about: "Who can help, and the people of this plan.",
        view: |workspace, id| drawn(workspace, id, Source::contacts),
        words: Some(Source::contacts),
    },
];

/// Sheets that other pages print: their title, and the page.
pub const ELSEWHERE: &[(&str, &str)] = &[
    ("About me, a page each", "about"),
    ("Goals", "goals/sheet"),
    ("Getting ready", "readiness/sheet"),
    ("You said, we will", "said/sheet"),
    ("Minutes of a meeting", "meetings"),
    ("Charter check", "charter/sheet"),
];

fn drawn(workspace: Workspace, id: &PlanId, sheet: fn(&Source) -> document::Sheet) -> AnyView {
    let today = workspace.today.get();
    own_share(workspace, id)
        .map(|shared| {
            let source = Source::of(&shared, today);
            sheet_view(sheet(&source), source.name(), None)
        })
        .into_any()
}

/// The poster has the drawn way above its dates.
fn timeline(workspace: Workspace, id: &PlanId) -> AnyView {
    let today = workspace.today.get();
    own_share(workspace, id)
        .map(|shared| {
            let source = Source::of(&shared, today);
            let stages = source.stages();
            let way = (!stages.is_empty()).then(|| {
                view! { <div class="sheet-way"><DrawnWay stages=stages with_words=true /></div> }.into_any()
            });
            sheet_view(source.timeline(), source.name(), way)
        })
        .into_any()
}
