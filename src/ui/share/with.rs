//! Sharing with somebody: for whom, exactly what goes, and on which way.

use leptos::prelude::*;
use onward_core::exchange::document::plain;
use onward_core::exchange::link::{self, Code, Packet};
use onward_core::exchange::locked::write_locked;
use onward_core::exchange::share::{
    Audience, Choice, Line, Listed, Shared, lines, share, share_json, write_share,
};
use onward_core::plan::{PlanId, Voice};

use super::codes::Codes;
use super::line_words::{Group, Said, groups};
use super::paper::Source;
use super::{back, day_in_name, packs_of};
use crate::platform::files::{self, Kept};
use crate::platform::{address, clock, crypto, handing, window};
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::keep::hub::kept_words;
use crate::ui::keep::passphrase::{Passphrase, fault};
use crate::ui::route::Route;
use crate::ui::{live, on, reading, workspace};

/// An audience as a person would say it.
fn audience_words(audience: Audience, voice: Voice) -> (&'static str, &'static str) {
    match audience {
        Audience::Family => ("Family", "A parent, a grandparent, somebody who lives with you."),
        Audience::School if voice == Voice::School => {
            ("Staff at this school", "Teachers and others who work with the child here.")
        }
        Audience::School => ("School or college now", "The SENCO, a teacher, the nursery."),
        Audience::NextSchool => ("Next school or college", "Where the next move goes."),
        Audience::Health => ("Health", "A doctor, a nurse, a therapist."),
        Audience::SocialCare => ("Social care", "A social worker, short breaks."),
    }
}

/// For whom.
#[component]
pub fn Audiences(
    /// The plan.
    id: PlanId,
) -> impl IntoView {
    let reading = reading();
    let of = id.clone();
    let links = live(move || {
        let voice = reading.lens().voice();
        let link = |audience: Audience| {
            let (words, about) = audience_words(audience, voice);
            let page = ["share/with/", &audience.word().replace('_', "-")].concat();
            let href = Route::of_plan(&of, &page).href();
            view! {
                <li><a class="way-out card" href=href><span><strong>{words}</strong><span class="quiet">{about}</span></span></a></li>
            }
            .into_any()
        };
        Audience::ALL.into_iter().map(|(audience, _)| link(audience)).collect_view()
    });
    let about = live(move || match reading.lens().voice() {
        Voice::YoungPerson => "You choose what they see. You can take out each line.",
        _ => "You see each line before it goes, and can take it out. Private lines stay.",
    });
    let ask = live(move || match reading.lens().voice() {
        Voice::YoungPerson => "Who do you want to show it to?",
        _ => "Who is it for?",
    });
    view! {
        <div class="stack narrow">
            {back(&id)}
            <Heading title="Who is it for?">{ask}</Heading>
            <p>{about}</p>
            <ul class="ways-out">{links}</ul>
        </div>
    }
}

/// What came of choosing a way.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    File(Kept),
    Link(String),
    /// A link of so many characters would be cut on the way.
    TooLong(usize),
    Codes(Vec<Code>),
    TooManyCodes,
    Text(String),
    Trouble(String),
}

/// A way to send a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    File,
    Link,
    Codes,
    Text,
}

/// What goes, and how.
#[component]
pub fn With(
    /// The plan.
    id: PlanId,
    /// For whom.
    audience: Audience,
) -> impl IntoView {
    let workspace = workspace();
    let reading = reading();
    let choice = RwSignal::new(Choice::usual(audience, reading.lens().voice()));
    let outcome = RwSignal::new(None::<Outcome>);
    let locks = RwSignal::new(false);
    let passphrase = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    // Who looks through another lens chooses anew: some lines are only the young person's to give.
    let voice = Memo::new(move |_| reading.lens().voice());
    Effect::new(move |before: Option<Voice>| {
        let now = voice.get();
        if before.is_some_and(|before| before != now) {
            choice.set(Choice::usual(audience, now));
        }
        now
    });
    // A link made before something was taken out must not be sent by mistake.
    Effect::new(move |_| {
        choice.track();
        locks.track();
        passphrase.track();
        outcome.set(None);
    });
    let of = id.clone();
    let shown = Memo::new(move |_| {
        workspace.plans.with(|plans| {
            let plan = &plans.get(&of)?.plan;
            Some(groups(plan, packs_of(plan)))
        })
    });
    let of = id.clone();
    let made = move || {
        workspace.plans.with_untracked(|plans| {
            let plan = &plans.get(&of)?.plan;
            Some(share(plan, &choice.get_untracked(), packs_of(plan)))
        })
    };
    let send = move |way: Way| {
        let Some(shared) = made() else { return };
        let passphrase = (locks.get_untracked() && way != Way::Text).then(|| passphrase.get_untracked());
        // It can be shown while it is typed, so it is asked for once.
        if let Some(words) = passphrase.as_ref().and_then(|words| fault(words, words)) {
            outcome.set(Some(Outcome::Trouble(words.to_owned())));
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let came = sent(way, shared, passphrase).await;
            busy.set(false);
            outcome.set(Some(came));
        });
    };
    let of = id.clone();
    let list = live(move || {
        let drawn = shown.get()?.into_iter().enumerate();
        Some(drawn.map(|(at, group)| group_view(&of, at, group, choice)).collect_view())
    });
    let (to, _) = audience_words(audience, voice.get_untracked());
    let href = Route::of_plan(&id, "share/with").href();
    let button = move |words: &'static str, icon: &'static str, way: Way| {
        let send = send.clone();
        view! {
            <button type="button" class="button button-quiet" disabled=move || busy.get() on:click=on(move |_| send(way))>
                <Icon name=icon />{words}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="stack narrow">
            <a class="back" href=href>"‹ Who is it for?"</a>
            <Heading title="What goes">{["What goes to: ", to].concat()}</Heading>
            <div class="stack not-printed">
                <p>"A ticked line goes. Open a group to see its lines. Take the tick away, and the line stays with you."</p>
                {list}
                <p role="status" class="lead">{counted(id, choice)}</p>
            </div>
            <section class="card stack" aria-labelledby="how-title">
                <h2 class="not-printed" id="how-title">"How to send it"</h2>
                <p><strong>"You cannot take it back."</strong>" Who gets a file, a link or a code can read it and pass it on."</p>
                <div class="tick not-printed">
                    <input
                        type="checkbox"
                        id="locks"
                        prop:checked=locks
                        on:change=on(move |event| locks.set(event_target_checked(&event)))
                    />
                    <label for="locks">"Lock it with a passphrase"</label>
                </div>
                {move || locks.get().then(|| view! {
                    <p>"3 or 4 words are good. Tell them by phone, not in the same message."</p>
                    <Passphrase id="share-passphrase" label="Passphrase" fill="new-password" text=passphrase />
                }.into_any())}
                <div class="row">
                    {button("Save a file", "download", Way::File)}
                    {button("Make a link", "link", Way::Link)}
                    {button("Show codes to scan", "code", Way::Codes)}
                    {button("Show it as text", "text", Way::Text)}
                </div>
                {live(move || outcome_view(outcome))}
            </section>
        </div>
    }
}

/// How much goes, in words.
fn counted(id: PlanId, choice: RwSignal<Choice>) -> AnyView {
    let workspace = workspace();
    live(move || {
        let choice = choice.get();
        workspace.plans.with(|plans| {
            let plan = &plans.get(&id)?.plan;
            let packs = packs_of(plan);
            let (going, staying): (Vec<Listed>, Vec<Listed>) =
                lines(plan).into_iter().partition(|listed| choice.goes(listed, plan, packs));
            let going = going.len();
            let stay = match staying.iter().filter(|listed| listed.is_private).count() {
                0 => String::new(),
                1 => " 1 private line stays.".to_owned(),
                stay => format!(" {stay} private lines stay."),
            };
            let go = if going == 1 { "1 line goes.".to_owned() } else { format!("{going} lines go.") };
            Some(go + &stay)
        })
    })
}

fn group_view(id: &PlanId, at: usize, group: Group, choice: RwSignal<Choice>) -> AnyView {
    let workspace = workspace();
    let all: Vec<Said> = group.lines;
    let count = all.len();
    let lines: Vec<_> = all.iter().map(|said| said.listed.clone()).collect();
    let of = id.clone();
    let going = move || {
        let choice = choice.get();
        workspace.plans.with(|plans| {
            let plan = plans.get(&of).map(|held| &held.plan)?;
            Some(lines.iter().filter(|listed| choice.goes(listed, plan, packs_of(plan))).count())
        })
    };
    let is_locked =
        move |said: &Said| said.listed.is_theirs && reading().lens().voice() != Voice::YoungPerson;
    let theirs = all.iter().filter(|said| is_locked(said)).count();
    let items = all
        .iter()
        .enumerate()
        .filter(|(_, said)| !is_locked(said))
        .map(|(number, said)| line_view(id, format!("line-{at}-{number}"), said.clone(), choice))
        .collect_view();
    let title = group.title.clone();
    let summary = move || format!("{title}: {} of {count}", going().unwrap_or_default());
    let is_private = group.is_private;
    view! {
        <details class="fold card">
            <summary>{summary}</summary>
            {is_private.then(|| view! { <p>"These stay with you. Tick one only if this reader needs it."</p> }.into_any())}
            <ul class="ticks">{items}</ul>
            {(theirs > 0).then(|| {
                let words = if theirs == 1 { "1 line is".to_owned() } else { format!("{theirs} lines are") };
                view! { <p class="quiet">{words}" the young person’s own. Only they can share it, in their view."</p> }.into_any()
            })}
        </details>
    }
    .into_any()
}

fn line_view(id: &PlanId, field: String, said: Said, choice: RwSignal<Choice>) -> AnyView {
    let workspace = workspace();
    let line: Line = said.listed.line.clone();
    let listed = said.listed;
    let id = id.clone();
    let goes = move || {
        let choice = choice.get();
        workspace.plans.with(|plans| {
            plans.get(&id).is_some_and(|held| choice.goes(&listed, &held.plan, packs_of(&held.plan)))
        })
    };
    view! {
        <li class="tick">
            <input
                type="checkbox"
                id=field.clone()
                prop:checked=goes
                on:change=on(move |event| {
                    let goes = event_target_checked(&event);
                    choice.update(|choice| choice.set(&line, goes));
                })
            />
            <label for=field>{said.words}</label>
        </li>
    }
    .into_any()
}

/// The page that opens links and codes.
fn open_page() -> String {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    origin + &address::href("/open")
}

async fn sent(way: Way, shared: Shared, passphrase: Option<String>) -> Outcome {
    let today = clock::today();
    let version = env!("CARGO_PKG_VERSION");
    if way == Way::Text {
        let source = Source::of(&shared, today);
        return Outcome::Text(plain(&source.document(source.everything())));
    }
    let value = share_json(&shared, version, today);
    let locked = match &passphrase {
        None => None,
        Some(words) => {
            // A file holds what it holds without a passphrase; a link what it would be without one.
            let bytes = match (way, link::pack(&value)) {
                (Way::File, _) => write_share(&shared, version, today).into_bytes(),
                (_, Packet::Open(bytes) | Packet::Sealed(bytes)) => bytes,
            };
            match crypto::lock(&bytes, words).await {
                Ok(locked) => Some(locked),
                Err(error) => return Outcome::Trouble(error.to_string()),
            }
        }
    };
    let packet = || locked.as_ref().map_or_else(|| link::pack(&value), link::seal);
    match way {
        Way::File => {
            let text = match &locked {
                Some(locked) => write_locked(locked, version, today),
                None => write_share(&shared, version, today),
            };
            let name = ["onward-share-", &day_in_name(), ".json"].concat();
            Outcome::File(files::keep(&name, "application/json", &text).await)
        }
        Way::Link => match link::link(&open_page(), &packet()) {
            Ok(link) => Outcome::Link(link),
            Err(characters) => Outcome::TooLong(characters),
        },
        Way::Codes => link::codes(&open_page(), &packet()).map_or(Outcome::TooManyCodes, Outcome::Codes),
        Way::Text => Outcome::TooManyCodes,
    }
}

fn outcome_view(outcome: RwSignal<Option<Outcome>>) -> AnyView {
    let said = |words: String| view! { <p role="status" class="note">{words}</p> }.into_any();
    match outcome.get() {
        None => ().into_any(),
        Some(Outcome::File(kept)) => said(kept_words(kept).to_owned()),
        Some(Outcome::Link(link)) => view! {
            <p role="status">"This link holds all of it. Nothing is stored anywhere else."</p>
            <HandOn text=link label="The link" copy="Copy the link" rows=4 />
        }
        .into_any(),
        Some(Outcome::TooLong(characters)) => {
            let how_long = if characters == usize::MAX {
                "It is far too long for a link.".to_owned()
            } else {
                format!("A link would have {characters} characters.")
            };
            let most = link::MOST_CHARACTERS;
            said(format!(
                "{how_long} Mail and chat cut links longer than {most}. Take lines out, or send a file or codes."
            ))
        }
        Some(Outcome::Codes(codes)) => {
            let words = match codes.len() {
                1 => "Scan this code with the other phone’s camera.".to_owned(),
                count => format!(
                    "Scan all {count} codes, in any order: on the other device, open Onward and choose “Open a copy”."
                ),
            };
            view! {
                <p role="status">{words}</p>
                <Codes codes=codes />
                <button type="button" class="button button-quiet" on:click=on(|_| window::print())>
                    <Icon name="printer" />"Print the codes"
                </button>
            }
            .into_any()
        }
        Some(Outcome::TooManyCodes) => said(format!(
            "It would need more than {} codes. Take lines out, or send a file.",
            link::MOST_CODES
        )),
        Some(Outcome::Text(text)) => view! {
            <p role="status">"This is plain text for a message. It cannot be combined when it comes back."</p>
            <HandOn text=text label="The text" copy="Copy the text" rows=12 />
        }
        .into_any(),
        Some(Outcome::Trouble(words)) => {
            view! { <p role="alert" class="field-error"><span class="heard-only">"Error: "</span>{words}</p> }
                .into_any()
        }
    }
}

/// A text to copy, or to hand to the device's own way of sharing.
#[component]
fn HandOn(text: String, label: &'static str, copy: &'static str, rows: u32) -> impl IntoView {
    let copied = RwSignal::new(None::<bool>);
    let (to_copy, to_send) = (text.clone(), text.clone());
    let copy_it = move |_| {
        let text = to_copy.clone();
        leptos::task::spawn_local(async move { copied.set(Some(handing::copy(&text).await)) });
    };
    let send_it = move |_| {
        let text = to_send.clone();
        leptos::task::spawn_local(async move {
            handing::send(&text).await;
        });
    };
    view! {
        <div class="field">
            <label for="hand-on">{label}</label>
            <textarea id="hand-on" class="hand-on" readonly rows=rows.to_string() prop:value=text></textarea>
        </div>
        <div class="row">
            <button type="button" class="button" on:click=on(copy_it)>{copy}</button>
            {handing::can_send().then(|| view! {
                <button type="button" class="button button-quiet" on:click=on(send_it)>"Send with …"</button>
            }.into_any())}
        </div>
        <p role="status">
            {move || copied.get().map(|done| if done {
                "Copied."
            } else {
                "The browser did not copy it. Press in the field, select all, and copy."
            })}
        </p>
    }
}
