//! A message ready to send: the pack's letter for a step, filled in from the plan, shown for checking, then
//! copied, e-mailed, or printed. What was sent is kept on the step, and what came back.

use leptos::prelude::*;
use onward_core::calendar::{date_in_words, date_short};
use onward_core::letters::{self, MESSAGE, REPLIED_ON, REPLY, SENT_ON, TEXT, TO, filled, messages, missing};
use onward_core::pack::Party;
use onward_core::pack::library::Letter;
use onward_core::plan::record::REMOVED;
use onward_core::plan::{Edit, RecordId, Status, StepKey};
use onward_core::situation::Fact;
use wasm_bindgen_futures::spawn_local;

use super::field::{Field, Stored, Tick};
use super::here::{Here, new_id};
use crate::platform::{handing, window};
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::sheet::Sheet;
use crate::ui::route::Route;
use crate::ui::{live, on};

/// What is typed here for one letter, and never kept but in the message itself.
const TYPED: [(&str, &str); 4] = [
    ("{recipient}", "Who is it to? (a name or a team)"),
    ("{school}", "Which school or setting?"),
    ("{next_school}", "Which school or college is next?"),
    ("{sender}", "Your name"),
];

/// The page of a step's message, or of one letter by its id, where no step of the path leads to it.
pub fn page(here: Here, step: String) -> AnyView {
    let key = StepKey::new(step);
    let named = untrack(|| here.letter(key.as_str()));
    let found = match &named {
        Some(letter) => vec![letter.clone()],
        None => untrack(|| here.letters(key.step_id())),
    };
    let path = here.workspace.path_of(here.plan_id());
    let title = path.with_untracked(|path| {
        path.as_ref().and_then(|path| path.step(&key).map(|step| here.filled(&step.step.title)))
    });
    let (back, back_words) = match named {
        Some(_) => (here.href("messages"), "‹ All messages"),
        None => (Route::Step(here.plan_id(), key.clone()).href(), "‹ Back to the step"),
    };
    let title = title.or(named.map(|letter| letter.title)).unwrap_or_else(|| "This step".to_owned());
    let chosen = RwSignal::new(0_usize);
    let (letters, many) = (StoredValue::new(found.clone()), found.len() > 1);
    let options = found
        .iter()
        .enumerate()
        .map(|(at, letter)| {
            let id = ["letter-", &at.to_string()].concat();
            view! {
                <div class="choice">
                    <input type="radio" name="letter" id=id.clone() prop:checked=move || chosen.get() == at on:change=on(move |_| chosen.set(at)) />
                    <label for=id>{letter.title.clone()}<span class="hint">{letter.when.clone()}</span></label>
                </div>
            }
            .into_any()
        })
        .collect_view();
    let choice = many.then(|| view! { <fieldset class="choices not-printed"><legend>"Which message?"</legend>{options}</fieldset> }.into_any());
    let (of_letter, of_list) = (key.clone(), key.clone());
    let letter = live(move || {
        match letters.with_value(|all| all.get(chosen.get()).cloned()) {
        Some(letter) => one(here, letter, of_letter.clone()),
        None => view! { <p>"There is no ready message for this step. “Who can help”, at the foot of the page, can write one with you."</p> }.into_any(),
    }
    });
    view! {
        <div class="stack meetings">
            <a class="back" href=back>{back_words}</a>
            <Heading title="Message">"A message ready to send"</Heading>
            <p class="lead not-printed">{title}</p>
            {choice}
            {letter}
            {live(move || list(here, Some(&of_list)))}
            <p class="not-printed"><a href=here.href("messages")>"Everything that was sent"</a>" · "<a href=here.href("disagree")>"If you disagree with a decision"</a></p>
        </div>
    }
    .into_any()
}

/// What the plan knows for the places of a letter.
fn known(here: Here, key: &StepKey) -> Vec<(&'static str, String)> {
    let name = here.name();
    let today = here.workspace.today.get();
    let born = here.plan(|plan| plan.situation().date(Fact::DateOfBirth)).flatten();
    let council = here.packs().council.map(|pack| pack.name.clone()).unwrap_or_default();
    let due = here.workspace.path_of(here.plan_id()).with(|path| {
        let step = path.as_ref()?.step(key)?;
        step.own_date.or(step.due.last())
    });
    let possessive = if name.is_empty() { String::new() } else { [name.as_str(), "’s"].concat() };
    vec![
        ("{name}", name),
        ("{name's}", possessive),
        ("{date_of_birth}", born.map(date_in_words).unwrap_or_default()),
        ("{council}", council),
        ("{due_date}", due.map(date_in_words).unwrap_or_default()),
        ("{today}", date_in_words(today)),
    ]
}

fn one(here: Here, letter: Letter, key: StepKey) -> AnyView {
    let typed: Vec<(&'static str, RwSignal<String>)> =
        TYPED.iter().map(|(field, _)| (*field, RwSignal::new(String::new()))).collect();
    let typed = StoredValue::new(typed);
    let whole = [letter.subject.as_str(), "\n", &letter.body.join("\n\n")].concat();
    let fields = TYPED
        .iter()
        .enumerate()
        .filter(|(_, (field, _))| whole.contains(field))
        .filter_map(|(at, (_, label))| {
            let value = typed.with_value(|typed| typed.get(at).map(|(_, value)| *value))?;
            let id = ["place-", &at.to_string()].concat();
            let input = view! {
                <div class="field">
                    <label for=id.clone()>{*label}</label>
                    <input id=id type="text" autocomplete="off" maxlength="120" prop:value=value on:input=on(move |event| value.set(event_target_value(&event))) />
                </div>
            };
            Some(input.into_any())
        })
        .collect_view();
    let all_known = {
        let key = key.clone();
        move || {
            let mut all = known(here, &key);
            typed.with_value(|typed| all.extend(typed.iter().map(|(field, value)| (*field, value.get()))));
            all
        }
    };
    // Once somebody has changed the words, they stay as they are.
    let own = RwSignal::new(None::<String>);
    let subject = {
        let (text, all_known) = (letter.subject.clone(), all_known.clone());
        Memo::new(move |_| filled(&text, &all_known()))
    };
    let body = {
        let (text, all_known) = (letter.body.join("\n\n"), all_known.clone());
        Memo::new(move |_| own.get().unwrap_or_else(|| filled(&text, &all_known())))
    };
    let gaps = live(move || {
        let gaps = missing(&whole, &all_known());
        let names: Vec<&str> = gaps.into_iter().map(|(_, name)| name).collect();
        (own.with(Option::is_none) && !names.is_empty()).then(|| {
            view! { <p class="note not-printed">"Still to fill in: "{names.join(", ")}"."</p> }.into_any()
        })
    });
    let copied = RwSignal::new(None::<bool>);
    let copy = move |_| {
        let text = [subject.get_untracked().as_str(), "\n\n", &body.get_untracked()].concat();
        spawn_local(async move {
            let done = handing::copy(&text).await;
            let _ = copied.try_set(Some(done));
        });
    };
    let mail = move || {
        let encoded = |text: &str| String::from(js_sys::encode_uri_component(text));
        ["mailto:?subject=", &encoded(&subject.get()), "&body=", &encoded(&body.get())].concat()
    };
    let (to, letter_id, basis) = (letter.to, letter.id.clone(), letter.basis.clone());
    let mark = move |_| {
        let today = here.workspace.today.get_untracked();
        let by = here.reading.author();
        let who = typed
            .with_value(|typed| typed.first().map(|(_, value)| value.get_untracked()).unwrap_or_default());
        let who = if who.trim().is_empty() { here.label(to).to_owned() } else { who.trim().to_owned() };
        let text = [subject.get_untracked().as_str(), "\n\n", &body.get_untracked()].concat();
        let mut edits = letters::sent(&new_id(), &key, &letter_id, who.clone(), text, today, &by);
        if to != Party::ParentCarer && to != Party::YoungPerson {
            edits.push(Edit::Status(key.clone(), Status::WaitingFor(to)));
        }
        here.edit(edits, ["Sent to ", &who].concat());
    };
    view! {
        <div class="columns">
            <div class="stack">
                <div class="stack not-printed">{fields}{gaps}</div>
                <div class="field not-printed">
                    <label for="message-text">"The message. Change any words you like."</label>
                    <p class="hint">{move || ["Subject: ", &subject.get()].concat()}</p>
                    <textarea id="message-text" rows="16" prop:value=body on:input=on(move |event| own.set(Some(event_target_value(&event))))></textarea>
                </div>
                <p class="quiet not-printed">{basis}</p>
                <div class="only-printed">
                    <Sheet title="Message" name=here.name()>
                        <p><strong>{subject}</strong></p>
                        <p class="note-text">{body}</p>
                    </Sheet>
                </div>
            </div>
            <aside class="stack not-printed" aria-label="Send it">
                <section class="card stack">
                    <h2>"Send it"</h2>
                    <p>"Read it first. Nothing is sent by Onward: your own e-mail program opens."</p>
                    <button type="button" class="button" on:click=on(copy)>"Copy the message"</button>
                    <p role="status">{live(move || copied.get().map(|done| if done { "Copied. Paste it where you write." } else { "This browser would not copy. Select the text and copy it yourself." }))}</p>
                    <a class="button button-quiet" href=mail>"Start an e-mail"</a>
                    <button type="button" class="button button-quiet" on:click=on(|_| window::print())><Icon name="printer" />"Print"</button>
                    <button type="button" class="button button-quiet" on:click=on(mark)><Icon name="check" />"I have sent it"</button>
                    <p class="quiet">"“I have sent it” keeps the day and the words with this step."</p>
                </section>
            </aside>
        </div>
    }
    .into_any()
}

/// What was sent, with what came back.
fn list(here: Here, step: Option<&StepKey>) -> AnyView {
    let found = here.plan(|plan| {
        let row = |(id, record): (&RecordId, &onward_core::plan::Record)| {
            let on = record.date(SENT_ON).map(date_short).unwrap_or_default();
            (
                id.clone(),
                record.text(TO).to_owned(),
                on,
                record.text(TEXT).to_owned(),
                record.text(letters::STEP).to_owned(),
                record.date(REPLIED_ON),
            )
        };
        messages(plan, step).into_iter().map(row).collect::<Vec<_>>()
    });
    let found = found.unwrap_or_default();
    if found.is_empty() {
        return ().into_any();
    }
    let rows = found
        .into_iter()
        .map(|(id, to, sent, text, step, replied)| {
            let field = |field| Stored::of(MESSAGE, &id, field);
            let href = Route::Step(here.plan_id(), StepKey::new(step.clone())).href();
            let title = here.packs().step(StepKey::new(step).step_id()).map(|step| here.filled(&step.title));
            let heard = ["Take away the message to ", &to, " of ", &sent].concat();
            let gone = id.clone();
            let remove = move |_| {
                let today = onward_core::plan::record::date_text(here.workspace.today.get_untracked());
                here.edit(vec![Edit::write(MESSAGE, &gone, REMOVED, today, &here.reading.author())], "Message taken away");
            };
            view! {
                <li class="stack">
                    <p><strong>{to}</strong>", "{sent}" "{title.map(|title| view! { <a href=href>{title}</a> }.into_any())}</p>
                    {replied.map(|day| view! { <p class="quiet">"Answered on "{date_short(day)}</p> }.into_any())}
                    <details class="fold"><summary>"What was sent"</summary><p class="note-text">{text}</p></details>
                    <Tick here=here stored=field(REPLIED_ON) label="An answer came" day=true words="An answer came" />
                    <Field here=here stored=field(REPLY) label="What came back" rows=2 />
                    <p><button type="button" class="link" aria-label=heard on:click=on(remove)>"Take it away"</button></p>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section class="card stack not-printed" aria-labelledby="sent-title">
            <h2 id="sent-title">"What was sent, and what came back"</h2>
            <ul class="plain-list stack">{rows}</ul>
        </section>
    }
    .into_any()
}

/// Everything that was sent for this plan: a list to keep, and to print.
pub fn all(here: Here) -> AnyView {
    let sheet = live(move || {
        let rows = here.plan(|plan| {
            messages(plan, None)
                .into_iter()
                .filter(|(_, record)| !record.is_private())
                .map(|(_, record)| {
                    let day = |field| record.date(field).map(date_short).unwrap_or_default();
                    let step = StepKey::new(record.text(letters::STEP));
                    let title = here.packs().step(step.step_id()).map(|step| here.filled(&step.title)).unwrap_or_default();
                    let back = [day(REPLIED_ON).as_str(), " ", record.text(REPLY)].concat();
                    view! {
                        <tr><td>{day(SENT_ON)}</td><td>{record.text(TO).to_owned()}</td><td>{title}</td><td>{back.trim().to_owned()}</td></tr>
                    }
                    .into_any()
                })
                .collect::<Vec<_>>()
        });
        let rows = rows.unwrap_or_default();
        match rows.is_empty() {
            true => view! { <p>"Nothing has been sent yet. When a step is late, its page has a message ready."</p> }.into_any(),
            false => view! {
                <Sheet title="What was asked, of whom, and what came back" name=here.name()>
                    <table>
                        <thead><tr><th scope="col">"Sent"</th><th scope="col">"To"</th><th scope="col">"About"</th><th scope="col">"Answer"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </Sheet>
                <p class="not-printed"><button type="button" class="button" on:click=on(|_| window::print())><Icon name="printer" />"Print this list"</button></p>
            }
            .into_any(),
        }
    });
    view! {
        <div class="stack meetings">
            <Heading title="Messages">"Messages"</Heading>
            {sheet}
            {live(move || list(here, None))}
        </div>
    }
    .into_any()
}
