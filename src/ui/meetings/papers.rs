//! What is printed for a meeting: the agenda, the question sheets, the chase list, the checklist, the minutes.
//!
//! Each is a sheet at the end of its page, shown only on paper, and only the one that was asked for. None holds a
//! private line. Each has room to write on by hand (rule D59).

use leptos::prelude::*;
use onward_core::calendar::{date_in_words, date_short};
use onward_core::meeting::agenda::{family_first, names, person_first};
use onward_core::meeting::minutes::{Minutes, Task, minutes as read_minutes};
use onward_core::meeting::{
    AGENDA, INVITE, WHAT, guest, of_invite, of_item, of_meeting as fields, of_meeting, party_of,
};
use onward_core::pack::Party;
use onward_core::person::views::in_words;
use onward_core::plan::{Plan, Voice};

use super::here::Here;
use super::prepare::{chase_rows, name_or_person};
use super::run::{is_of, move_steps};
use super::type_in::ROLES;
use crate::platform::window;
use crate::ui::components::icon::Icon;
use crate::ui::components::sheet::{Room, Sheet};
use crate::ui::on;
use crate::ui::{live, words};

/// How many of the person's answers stand on the minutes.
const FIRST_WORDS: usize = 3;

/// A button that prints one sheet of the page.
pub fn print_button(sheet: &'static str, label: &'static str) -> AnyView {
    view! { <button type="button" class="button button-quiet" on:click=on(move |_| window::print_only(sheet))><Icon name="printer" />{label}</button> }
        .into_any()
}

/// The names that fields for a person offer.
pub fn known_people(here: Here) -> AnyView {
    live(move || {
        let id = here.meeting_id();
        let names = here.plan(|plan| names(plan, &id)).unwrap_or_default();
        let options =
            names.into_iter().map(|name| view! { <option value=name></option> }.into_any()).collect_view();
        view! { <datalist id="known-people">{options}</datalist> }.into_any()
    })
}

/// Words with the question they answer, where the shelf knows it.
pub type Words = (Option<String>, String);

/// What the person says, or of a small child the family, and whether it is the person.
pub fn first_words(here: Here) -> (Vec<Words>, bool) {
    let id = here.meeting_id();
    let read = |plan: &Plan| {
        let own = person_first(plan, &id);
        let is_own = !own.is_empty();
        let views = if is_own { own } else { family_first(plan, &id) };
        let words = views
            .into_iter()
            .map(|(_, view)| (view.text("question").to_owned(), in_words(view)))
            .collect::<Vec<_>>();
        (words, is_own)
    };
    let (views, is_own) = here.plan(read).unwrap_or_default();
    (views.into_iter().map(|(question, text)| (here.question(&question), text)).collect(), is_own)
}

/// The person's words, unchanged, in their panel. `suffix` follows the name.
pub fn said(here: Here, said: Vec<Words>, suffix: &'static str) -> AnyView {
    let name = words::capitalised(&name_or_person(here));
    if said.is_empty() {
        return ().into_any();
    }
    let rows = said
        .into_iter()
        .map(|(question, words)| {
            let question = question
                .map(|question| view! { <span class="said-question">{question}</span>" " }.into_any());
            view! { <li>{question}"“"{words}"”"</li> }.into_any()
        })
        .collect_view();
    let title = if suffix.is_empty() {
        [name.as_str(), " says"].concat()
    } else {
        [name.as_str(), suffix.trim_end()].concat()
    };
    view! { <div class="say say-first"><strong>{title}</strong><ul class="said">{rows}</ul></div> }.into_any()
}

/// What others wrote for this meeting: who, the question, the words.
pub fn others(here: Here) -> Vec<(String, String, String)> {
    let id = here.meeting_id();
    let read = |plan: &Plan| {
        let views = plan.records_of("view").filter(|(_, view)| {
            view.text("occasion") == id && !view.text("text").is_empty() && !view.is_private()
        });
        views
            .filter_map(|(_, view)| {
                let by = &view.field("text")?.value.by;
                let who = match by.voice {
                    Voice::YoungPerson => return None,
                    Voice::ParentCarer if by.name.is_empty() => "Parent or carer".to_owned(),
                    Voice::School if by.name.is_empty() => "School".to_owned(),
                    _ => by.name.clone(),
                };
                Some((who, view.text("question").to_owned(), view.text("text").to_owned()))
            })
            .collect::<Vec<_>>()
    };
    here.plan(read).unwrap_or_default()
}

/// A sheet of the page: whose, what, when and where, and what is on it.
fn sheet(here: Here, class: &'static str, what: &'static str, inside: AnyView) -> AnyView {
    let line = [
        here.meeting(|_, meeting| meeting.date()).flatten().map(date_in_words).unwrap_or_default(),
        here.meeting_text(fields::TIME),
        here.meeting_text(fields::PLACE),
    ];
    let line: Vec<&str> = line.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let line = line.join(" · ");
    let title = [what, ": ", &here.title()].concat();
    view! {
        <div class=["paper ", class].concat()>
            <Sheet title=title name=words::capitalised(&name_or_person(here))>
                <p class="paper-when">{line}</p>
                {inside}
            </Sheet>
        </div>
    }
    .into_any()
}

/// The agenda, with the person's words first and lines to write on.
pub fn agenda(here: Here) -> AnyView {
    live(move || {
        let id = here.meeting_id();
        let read = |plan: &Plan| {
            let items = of_meeting(plan, AGENDA, &id).into_iter().filter(|(_, item)| !item.is_private());
            let items: Vec<(String, String)> = items
                .map(|(_, item)| (item.text(WHAT).to_owned(), item.text(of_item::MINUTES).to_owned()))
                .collect();
            items
        };
        let items = here.plan(read).unwrap_or_default();
        let (said_words, is_own) = first_words(here);
        let rows = items
            .into_iter()
            .map(|(what, minutes)| {
                let minutes = (!minutes.is_empty()).then(|| [minutes.as_str(), " minutes"].concat());
                view! { <li><strong>{what}</strong>" "<span class="quiet">{minutes}</span><Room lines=1 /></li> }.into_any()
            })
            .collect_view();
        let inside = view! {
            {said(here, said_words, if is_own { " first." } else { "’s family says" })}
            <ol class="paper-items">{rows}</ol>
        };
        sheet(here, "paper-agenda", "Agenda", inside.into_any())
    })
}

/// One sheet of questions for each role, in the order in which they are typed back in.
pub fn questions(here: Here) -> AnyView {
    live(move || {
        let kind = here.kind()?;
        let sheets = ROLES
            .into_iter()
            .filter_map(|(role, title)| {
                let asked = here.questions(&kind, role);
                if asked.is_empty() {
                    return None;
                }
                let rows = asked
                    .into_iter()
                    .map(|one| {
                        view! { <li><strong>{here.filled(&one.ask)}</strong><Room lines=2 /></li> }.into_any()
                    })
                    .collect_view();
                let inside = view! {
                    <h3>{title}</h3>
                    <p>"Leave out any question you like. Name:"</p>
                    <Room lines=1 />
                    <ol class="paper-items">{rows}</ol>
                };
                Some(sheet(here, "paper-questions", "Questions", inside.into_any()))
            })
            .collect_view();
        Some(sheets)
    })
}

/// Who was asked, who has answered, what to do when.
pub fn chase(here: Here) -> AnyView {
    live(move || {
        let id = here.meeting_id();
        let read = |plan: &Plan| {
            let all = of_meeting(plan, INVITE, &id).into_iter().map(|(id, invite)| {
                let guest = guest(plan, id, invite);
                let day = |field| invite.date(field).map(date_short).unwrap_or_default();
                let answer = match invite.text(of_invite::ANSWER) {
                    "yes" => "Can come",
                    "no" => "Cannot come",
                    "maybe" => "Not sure",
                    _ => "",
                };
                [guest.with_role(), day(of_invite::ASKED), answer.to_owned(), day(of_invite::WROTE)]
            });
            all.collect::<Vec<_>>()
        };
        let rows = here.plan(read).unwrap_or_default();
        let rows = rows
            .into_iter()
            .map(|cells| {
                let cells = cells.into_iter().map(|cell| view! { <td>{cell}</td> }.into_any()).collect_view();
                view! { <tr>{cells}</tr> }.into_any()
            })
            .collect_view();
        let steps = chase_rows(here)
            .into_iter()
            .map(|(chase, day)| {
                let day = day.map(|day| [date_short(day).as_str(), ": "].concat());
                view! { <li>"☐ "{day}{here.filled(&chase.says)}</li> }.into_any()
            })
            .collect_view();
        let inside = view! {
            <table>
                <thead><tr><th>"Who"</th><th>"Asked"</th><th>"Answer"</th><th>"Their words came"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <ul class="paper-boxes">{steps}</ul>
        };
        sheet(here, "paper-chase", "Who was asked", inside.into_any())
    })
}

/// The checklist of this move, of one party if one is chosen on the screen.
pub fn checklist(here: Here) -> AnyView {
    live(move || {
        let chosen = party_of(&here.party.get());
        let steps = move_steps(here).into_iter().filter(|step| chosen.is_none_or(|party| is_of(step, party)));
        let rows = steps
            .map(|step| {
                let tick = if step.is_settled() { "☑ " } else { "☐ " };
                let who = here.label(step.step.owner);
                view! {
                    <li>{tick}<strong>{here.reading.title(step.step, &here.name())}</strong>" · "{who}" · "{words::row_date(&step)}</li>
                }
                .into_any()
            })
            .collect_view();
        let who = chosen.map(|party| view! { <h3>{here.label(party)}</h3> }.into_any());
        let inside = view! {
            {who}
            <ul class="paper-boxes">{rows}</ul>
            <p>"Notes"</p>
            <Room lines=3 />
        };
        sheet(here, "paper-checklist", "Checklist", inside.into_any())
    })
}

/// The minutes on one page. With `shown` it stands on the screen as well.
pub fn minutes(here: Here, shown: bool) -> AnyView {
    live(move || {
        let read = here.meeting(read_minutes)?;
        let class = if shown { "paper-minutes paper-shown" } else { "paper-minutes" };
        let chosen = party_of(&here.party.get());
        Some(sheet(here, class, "Minutes", minutes_sheet(here, &read, chosen)))
    })
}

fn minutes_sheet(here: Here, read: &Minutes, chosen: Option<Party>) -> AnyView {
    let list = |heading: &'static str, items: &[String]| {
        (!items.is_empty()).then(|| {
            let rows = items.iter().map(|item| view! { <li>{item.clone()}</li> }.into_any()).collect_view();
            view! { <h3>{heading}</h3><ul class="lines">{rows}</ul> }.into_any()
        })
    };
    let row = |task: &Task| {
        view! { <tr><td><strong>{task.who.clone()}</strong></td><td>{task.what.clone()}</td><td>{task.by_when()}</td></tr> }.into_any()
    };
    let table = |heading: String, tasks: Vec<&Task>| {
        (!tasks.is_empty()).then(|| {
            let rows = tasks.into_iter().map(row).collect_view();
            view! {
                <h3>{heading}</h3>
                <table><thead><tr><th>"Who"</th><th>"What"</th><th>"By when"</th></tr></thead><tbody>{rows}</tbody></table>
            }
            .into_any()
        })
    };
    let own = chosen.map(|party| {
        let label = here.label(party);
        view! {
            <p class="lead">"For: "{label}</p>
            {table("What you do".to_owned(), read.tasks_of(party))}
        }
        .into_any()
    });
    let rest: Vec<&Task> =
        read.tasks.iter().filter(|task| chosen.is_none() || task.party != chosen).collect();
    let rest_heading = if chosen.is_some() { "What others do" } else { "Who does what" };
    let talked: Vec<String> =
        read.talked.iter().map(|one| [one.what.as_str(), ": ", &one.notes].concat()).collect();
    let there = (!read.there.is_empty())
        .then(|| view! { <p><strong>"Who was there: "</strong>{read.there.join(", ")}</p> }.into_any());
    let away = (!read.away.is_empty() && !read.there.is_empty())
        .then(|| view! { <p><strong>"Could not come: "</strong>{read.away.join(", ")}</p> }.into_any());
    let next = (!read.next.is_empty())
        .then(|| view! { <p class="lead">"Next meeting: "{read.next.clone()}</p> }.into_any());
    let nothing = (read.tasks.is_empty() && read.decisions.is_empty())
        .then(|| view! { <p>"Nothing has been written down yet."</p> }.into_any());
    // On one page there is room for a few; all of them are on "You said, we will".
    let (mut said_words, is_own) = first_words(here);
    said_words.truncate(FIRST_WORDS);
    view! {
        {said(here, said_words, if is_own { " said" } else { "’s family said" })}
        {nothing}
        {list("We decided", &read.decisions)}
        {own}
        {table(rest_heading.to_owned(), rest)}
        {next}
        {there}{away}
        {list("What we talked about", &talked)}
        {list("For another time", &read.parked)}
    }
    .into_any()
}
