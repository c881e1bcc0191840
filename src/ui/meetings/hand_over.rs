//! Handing over, before anyone stands up: the minutes on one page, what was said and what will be done about it,
//! and the ways out: paper, e-mail, text. What leaves holds no private line.

use leptos::prelude::*;
use onward_core::calendar::{date_short, iso};
use onward_core::meeting::agenda::{names, person_first};
use onward_core::meeting::minutes::minutes as read_minutes;
use onward_core::meeting::words::line;
use onward_core::meeting::{PARTIES, State, of_meeting as fields, party_of};
use onward_core::pack::Party;
use onward_core::person::said::said_id;
use onward_core::person::views::in_words;
use onward_core::plan::{Plan, RecordId};
use wasm_bindgen_futures::spawn_local;

use super::here::Here;
use super::papers;
use super::prepare::{legal, name_or_person};
use crate::platform::{handing, window};
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::sheet::{Room, Sheet};
use crate::ui::{focus, live, on, words};

/// The page.
pub fn page(here: Here) -> AnyView {
    // Who comes here has finished talking; the meeting counts as held once something leaves it, or when they say so.
    view! {
        <div class="stack meetings hand-over">
            <a class="back" href=here.page("run")>"‹ Back to the meeting"</a>
            <div class="meeting-head">
                <div class="stack">
                    <p>{live(move || state(here))}</p>
                    <Heading title="Hand over">{live(move || ["Hand over: ", &here.title()].concat())}</Heading>
                </div>
                <div class="row">
                    <button type="button" class="button button-first" on:click=on(move |_| print_minutes(here))><Icon name="printer" />"Print the minutes"</button>
                    {papers::print_button("said", "Print “You said, we will”")}
                </div>
            </div>
            <div class="columns">
                <div class="stack">
                    {papers::minutes(here, true)}
                </div>
                <aside class="stack" aria-label="Hand over">
                    {copies(here)}
                    {ways(here)}
                    {email(here)}
                    {said_we_will(here)}
                    {live(move || legal(here))}
                </aside>
            </div>
            {said_sheet(here)}
        </div>
    }
    .into_any()
}

fn state(here: Here) -> AnyView {
    let held = move |_| {
        close(here);
    };
    match State::read(&here.meeting_text(fields::STATE)) {
        State::Held => view! { <span class="tag tag-done">"Held"</span> }.into_any(),
        _ => view! {
            <span class="tag tag-now">"Not finished yet"</span>" "
            <button type="button" class="link" on:click=on(held)>"The meeting is over"</button>
        }
        .into_any(),
    }
}

/// Marks the meeting as held.
fn close(here: Here) {
    if State::read(&untrack(|| here.meeting_text(fields::STATE))) == State::Held {
        return;
    }
    let day = iso(here.workspace.today.get_untracked());
    let mut set = vec![(fields::STATE, State::Held.word())];
    if untrack(|| here.meeting_text(fields::DATE)).is_empty() {
        set.push((fields::DATE, &day));
    }
    here.set(&set, "The meeting is over");
}

/// One tap: the meeting is over, and its minutes are on paper.
fn print_minutes(here: Here) {
    close(here);
    window::print_only("minutes");
}

/// A copy for one party: what they do comes first.
fn copies(here: Here) -> AnyView {
    let options = PARTIES
        .into_iter()
        .map(|(party, word)| view! { <option value=word prop:selected=move || here.party.get() == word>{untrack(|| here.label(party))}</option> }.into_any())
        .collect_view();
    view! {
        <section class="card stack" aria-labelledby="copies-title">
            <h2 id="copies-title">"A copy for each"</h2>
            <p class="quiet">"What they do stands first on their copy. Private lines are on no copy."</p>
            <div class="field">
                <label for="copy-for">"This copy is for"</label>
                <select id="copy-for" on:change=on(move |event| here.party.set(event_target_value(&event)))>
                    <option value="">"Everybody"</option>{options}
                </select>
            </div>
            <button type="button" class="button" on:click=on(move |_| print_minutes(here))><Icon name="printer" />"Print this copy"</button>
        </section>
    }
    .into_any()
}

/// The ways of the part that shares: it shows each line before it goes. Named by their addresses, because
/// naming their code would pull it into this part.
fn ways(here: Here) -> AnyView {
    let audience = move || {
        let word = match party_of(&here.party.get()) {
            Some(Party::CurrentSchool | Party::EarlyYearsSetting) => "/school",
            Some(Party::NextSchool) => "/next-school",
            Some(Party::Health) => "/health",
            Some(Party::SocialCare) => "/social-care",
            Some(Party::ParentCarer | Party::YoungPerson) => "/family",
            _ => "",
        };
        here.href(&["share/with", word].concat())
    };
    view! {
        <section class="card stack" aria-labelledby="ways-title">
            <h2 id="ways-title">"On a phone or a computer"</h2>
            <a class="button button-quiet" href=audience><Icon name="share" />"A file, a link or a code"</a>
            <a class="button button-quiet" href=here.href("share/calendar")><Icon name="calendar" />"Dates for a calendar"</a>
            <a class="button button-quiet" href=here.href("share/word")><Icon name="file" />"A Word document"</a>
        </section>
    }
    .into_any()
}

/// The minutes as plain text.
fn text(here: Here) -> String {
    let title = here.title();
    here.meeting(|plan, meeting| read_minutes(plan, meeting).text(&title)).unwrap_or_default()
}

/// To copy, or to begin an e-mail with.
fn email(here: Here) -> AnyView {
    let copied = RwSignal::new(None::<bool>);
    let copy = move |_| {
        let text = untrack(|| text(here));
        close(here);
        spawn_local(async move {
            let done = handing::copy(&text).await;
            let _ = copied.try_set(Some(done));
        });
    };
    let address = move || {
        let encoded = |text: String| String::from(js_sys::encode_uri_component(&text));
        // Outlook and others read a line break as this.
        let body = text(here).replace('\n', "\r\n");
        ["mailto:?subject=", &encoded(here.title()), "&body=", &encoded(body)].concat()
    };
    let told = live(move || {
        copied.get().map(|done| {
            if done {
                "Copied."
            } else {
                "This browser did not copy it. Open the text below, and copy it by hand."
            }
        })
    });
    view! {
        <section class="card stack" aria-labelledby="email-title">
            <h2 id="email-title">"By e-mail"</h2>
            <p class="quiet">"Your own e-mail program sends it. Check who gets it first."</p>
            <div class="row">
                <a class="button button-quiet" href=address rel="external">"Write an e-mail"</a>
                <button type="button" class="button button-quiet" on:click=on(copy)>"Copy the text"</button>
            </div>
            <p role="status">{told}</p>
            <details class="fold">
                <summary>"See the text"</summary>
                <pre class="plain-text">{live(move || text(here))}</pre>
            </details>
        </section>
    }
    .into_any()
}

/// Something the person said, and what becomes of it.
#[derive(Clone, PartialEq)]
struct Said {
    /// The view it is from.
    view: String,
    /// The answer's own record.
    record: RecordId,
    text: String,
}

fn said(here: Here) -> Vec<Said> {
    let id = here.meeting_id();
    let read = |plan: &Plan| {
        let views = person_first(plan, &id).into_iter();
        views
            .map(|(view, record)| Said {
                view: view.as_str().to_owned(),
                record: said_id(view, &id),
                text: in_words(record),
            })
            .collect::<Vec<_>>()
    };
    here.plan(read).unwrap_or_default()
}

/// "You said, we will": for each thing the person said, what was agreed, or why not.
fn said_we_will(here: Here) -> AnyView {
    let all = Memo::new(move |_| said(here));
    let rows = live(move || {
        let all = all.get();
        match all.is_empty() {
            true => view! {
                <p>"Nothing from "{name_or_person(here)}" is written down. "<a href=here.page("type-in")>"Type in what they said"</a></p>
            }
            .into_any(),
            false => view! { <ul class="stack">{all.into_iter().map(|one| said_row(here, one)).collect_view()}</ul> }.into_any(),
        }
    });
    view! {
        <section class="card stack" aria-labelledby="said-title">
            <h2 id="said-title" tabindex="-1">"You said, we will"</h2>
            {rows}
        </section>
    }
    .into_any()
}

fn said_row(here: Here, one: Said) -> AnyView {
    let answer_id = ["answer-", one.record.as_str()].concat();
    let why_id = ["why-", one.record.as_str()].concat();
    let typed = RwSignal::new(String::new());
    let why = RwSignal::new(String::new());
    let one = StoredValue::new(one);
    let write = move |answer: &'static str| {
        let one = one.get_value();
        let meeting = here.meeting_id();
        let known = untrack(|| here.plan(|plan| names(plan, &meeting))).unwrap_or_default();
        let read = line(
            &typed.get_untracked(),
            &known,
            here.workspace.today.get_untracked(),
            &untrack(|| here.terms()),
        );
        let by = read.by.map(|when| iso(when.day)).unwrap_or_default();
        let why = why.get_untracked();
        let (agreed, who, by, why_not) = match answer {
            "will" => (read.what.as_str(), read.who.as_str(), by.as_str(), ""),
            _ => ("", "", "", why.trim()),
        };
        // Their words stay in their own record, unchanged.
        let fields = [
            ("from", one.view.as_str()),
            ("meeting", meeting.as_str()),
            ("answer", answer),
            ("agreed", agreed),
            ("who", who),
            ("by", by),
            ("why_not", why_not),
        ];
        here.edit(here.fields("said", &one.record, &fields), "You said, we will");
        focus::soon("said-title");
    };
    let now = live(move || {
        let text = |field: &str| one.try_with_value(|one| here.text(&one.record, field)).unwrap_or_default();
        let by =
            onward_core::calendar::parse_iso(&text("by")).map(|day| [", by ", &date_short(day)].concat());
        match text("answer").as_str() {
            "will" => {
                let who = text("who");
                let who = if who.is_empty() { String::new() } else { [who.as_str(), " "].concat() };
                Some(
                    view! { <p><span class="tag tag-done">"We will"</span>" "{who}{text("agreed")}{by}</p> }
                        .into_any(),
                )
            }
            "not" => {
                Some(view! { <p><span class="tag">"We will not"</span>" "{text("why_not")}</p> }.into_any())
            }
            _ => None,
        }
    });
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !typed.with_untracked(|text| text.trim().is_empty()) {
            write("will");
        } else if !why.with_untracked(|text| text.trim().is_empty()) {
            write("not");
        }
    };
    view! {
        <li class="stack said-row">
            <p class="say">"“"{one.with_value(|one| one.text.clone())}"”"</p>
            {now}
            <form class="stack" novalidate on:submit=on(keep)>
                <div class="field">
                    <label for=answer_id.clone()>"We will"</label>
                    <input id=answer_id type="text" autocomplete="off" maxlength="300" prop:value=typed
                        on:input=on(move |event| typed.set(event_target_value(&event))) />
                </div>
                <div class="field">
                    <label for=why_id.clone()>"Or we will not, because"</label>
                    <input id=why_id type="text" autocomplete="off" maxlength="300" prop:value=why
                        on:input=on(move |event| why.set(event_target_value(&event))) />
                </div>
                <button type="submit" class="button button-quiet">"Keep this answer"</button>
            </form>
        </li>
    }
    .into_any()
}

/// The sheet the person takes home: their words, and what is done about each.
fn said_sheet(here: Here) -> AnyView {
    live(move || {
        let name = words::capitalised(&name_or_person(here));
        let rows = said(here)
            .into_iter()
            .map(|one| {
                let text = |field: &str| here.text(&one.record, field);
                let by = onward_core::calendar::parse_iso(&text("by"))
                    .map(|day| [" by ", &date_short(day)].concat());
                let answer = match text("answer").as_str() {
                    "will" => [text("who").as_str(), " ", &text("agreed"), &by.unwrap_or_default()].concat(),
                    "not" => ["We will not, because ", &text("why_not")].concat(),
                    _ => String::new(),
                };
                view! { <tr><td>"“"{one.text.clone()}"”"</td><td>{answer}</td></tr> }.into_any()
            })
            .collect_view();
        view! {
            <div class="paper paper-said">
                <Sheet title="You said, we will" name=name>
                    <p>{here.title()}</p>
                    <table><thead><tr><th>"You said"</th><th>"We will"</th></tr></thead><tbody>{rows}</tbody></table>
                    <Room lines=3 />
                </Sheet>
            </div>
        }
        .into_any()
    })
}
