//! Opening a copy: from a file, by dropping one, from pasted text. Always a look first, in which nothing is
//! written; then the person adds it, combines it with theirs, or leaves it.

use std::cell::RefCell;

use leptos::prelude::*;
use onward_core::calendar::date_short;
use onward_core::dto::{self, RestoreError};
use onward_core::exchange::compare::compare;
use onward_core::exchange::link::{self, LinkError, Packet};
use onward_core::exchange::locked::{DeviceLock, Locked, Outside, read_code, read_outside};
use onward_core::exchange::naming::kinds_in;
use onward_core::exchange::share::made_for;
use onward_core::plan::{Edit, Plan, PlanId, Status};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::differences::{self, COPIES};
use super::passphrase::Passphrase;
use super::{cipher, counted};
use crate::platform::{crypto, files, navigation, window};
use crate::ui::arriving::{self, Came};
use crate::ui::components::heading::Heading;
use crate::ui::route::Route;
use crate::ui::{live, navigator, on, words, workspace};
use crate::workspace::Opening;

thread_local! {
    // What is being looked at, for the page that combines. In memory only.
    static OPENED: RefCell<Option<dto::Copy>> = const { RefCell::new(None) };
}

/// The copy of a plan that is being looked at.
pub fn opened(id: &PlanId) -> Option<Plan> {
    OPENED.with_borrow(|copy| {
        let plans = &copy.as_ref()?.plans;
        plans.iter().find(|(plan, _)| plan.id == *id).map(|(plan, _)| plan.clone())
    })
}

/// Puts away what was being looked at.
pub fn close() {
    OPENED.set(None);
}

/// What a text that came in turned out to be.
#[derive(Clone)]
enum Look {
    Nothing,
    Problem(String),
    Locked(Locked),
    Rescue(DeviceLock, Vec<String>),
    Copy(dto::Copy),
    /// One code of several: how many were read, and the numbers of the others.
    Codes {
        read: usize,
        missing: Vec<usize>,
    },
}

impl Look {
    /// What a person pasted: a copy, or a message with a link in it.
    fn at(text: &str) -> Self {
        if link::is_marked(text) { Look::came(arriving::take(text)) } else { Look::inside(text) }
    }

    /// What came in by a link or by codes.
    fn came(came: Came) -> Self {
        match came {
            Came::Whole(Packet::Open(bytes)) => Look::bytes(&bytes),
            Came::Whole(Packet::Sealed(bytes)) => match link::sealed(&bytes) {
                Some(locked) => Look::Locked(locked),
                None => Look::Problem(LinkError::Changed.to_string()),
            },
            Came::Part { read, missing } => Look::Codes { read, missing },
            Came::Wrong(error) => Look::Problem(error.to_string()),
        }
    }

    /// What was packed for a link, or else the text of a file.
    fn bytes(bytes: &[u8]) -> Self {
        match (link::unpack(bytes), std::str::from_utf8(bytes)) {
            (Ok(share), _) => Look::inside(&share.to_string()),
            (Err(_), Ok(text)) => Look::inside(text),
            (Err(error), Err(_)) => Look::Problem(error.to_string()),
        }
    }

    fn inside(text: &str) -> Self {
        match read_outside(text) {
            Ok(Outside::Copy(copy)) => {
                OPENED.set(Some(copy.clone()));
                Look::Copy(copy)
            }
            Ok(Outside::Locked(locked)) => Look::Locked(locked),
            Ok(Outside::Rescue(lock, records)) => Look::Rescue(lock, records),
            Err(error) => Look::Problem(error.to_string()),
        }
    }
}

#[component]
pub fn Open() -> impl IntoView {
    let workspace = workspace();
    let in_address = navigation::place();
    let look = RwSignal::new(if link::is_marked(&in_address) {
        Look::at(&in_address)
    } else if let Some(packet) = arriving::waiting() {
        Look::came(Came::Whole(packet))
    } else {
        OPENED.with_borrow(Clone::clone).map_or(Look::Nothing, Look::Copy)
    });
    let read = move |file: web_sys::File| {
        spawn_local(async move {
            look.set(match files::read(&file).await {
                Some(text) => Look::at(&text),
                None => Look::Problem(RestoreError::Unreadable.to_string()),
            });
        });
    };
    // A file that the device opened with Onward: the page's own script holds it until it is asked for.
    let launched = move || {
        if let Some(file) = window::take("onwardLaunched").and_then(|file| file.dyn_into().ok()) {
            read(file);
        }
    };
    launched();
    let listening = StoredValue::new_local(window::listen("onward:launched", move |_| launched()));
    on_cleanup(move || listening.dispose());
    let chosen = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let file = input.files().and_then(|files| files.get(0));
        if let Some(file) = file {
            read(file);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    let dropped = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        let files = event.data_transfer().and_then(|given| given.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            read(file);
        }
    };
    let pasted = RwSignal::new(String::new());
    let look_at_text = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        look.set(Look::at(&pasted.get_untracked()));
    };
    let found = live(move || match look.get() {
        Look::Nothing => ().into_any(),
        Look::Problem(words) => view! { <p class="field-error">{words}</p> }.into_any(),
        Look::Locked(locked) => view! { <AskPassphrase locked=locked look=look /> }.into_any(),
        Look::Rescue(lock, records) => {
            view! { <AskForRescue lock=lock records=records look=look /> }.into_any()
        }
        Look::Copy(copy) => view! { <Preview copy=copy look=look /> }.into_any(),
        Look::Codes { read, missing } => codes_view(read, &missing),
    });
    view! {
        <div class="stack narrow">
            <a class="back" href=Route::Start.href()>"‹ First page"</a>
            <Heading title="Open a copy">"Open a copy"</Heading>
            <p>"You see what is in it first. Nothing on this device changes until you say so."</p>
            <section class="card stack drop" aria-labelledby="file-title" on:dragover=on(|event: leptos::ev::DragEvent| event.prevent_default()) on:drop=on(dropped)>
                <h2 id="file-title">"From a file"</h2>
                <div class="field">
                    <label for="open-file">"Choose a file, or drop it here"</label>
                    <input id="open-file" type="file" accept=".json,.txt,application/json,text/plain" on:change=on(chosen) />
                </div>
            </section>
            <details class="card fold">
                <summary>"From a link or text"</summary>
                <form class="stack" on:submit=on(look_at_text)>
                    <div class="field">
                        <label for="pasted">"Paste the link or text here"</label>
                        <textarea id="pasted" rows="4" spellcheck="false" prop:value=pasted on:input=on(move |event| pasted.set(event_target_value(&event)))></textarea>
                    </div>
                    <button type="submit" class="button button-quiet">"Look at it"</button>
                </form>
            </details>
            <p><a class="button button-quiet" href=Route::of_all("scan").href()>"Scan a code"</a></p>
            <div role="status">{found}</div>
            {move || workspace.memory_only.get().then(|| view! {
                <p class="hint">"On this device nothing is kept. Save a file again before you close the page."</p>
            }.into_any())}
        </div>
    }
}

/// A code that was scanned with the device's own camera opens this page: the others are scanned from here.
fn codes_view(read: usize, missing: &[usize]) -> AnyView {
    let words = arriving::words(read, missing);
    let href = Route::of_all("scan").href();
    view! {
        <div class="card stack">
            <p>{words}</p>
            <p><a class="button" href=href>"Scan the other codes"</a></p>
        </div>
    }
    .into_any()
}

#[component]
fn AskPassphrase(locked: Locked, look: RwSignal<Look>) -> impl IntoView {
    let (text, problem) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let unlock = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (locked, passphrase) = (locked.clone(), text.get_untracked());
        problem.set(Some("Opening …".to_owned()));
        spawn_local(async move {
            match crypto::unlock(&locked, &passphrase).await {
                Ok(bytes) => look.set(Look::bytes(&bytes)),
                Err(error) => problem.set(Some(error.to_string())),
            }
        });
    };
    view! {
        <form class="card stack" on:submit=on(unlock)>
            <h2>"This copy is locked"</h2>
            <input type="text" class="heard-only" tabindex="-1" aria-hidden="true" autocomplete="username" value="Onward copy" />
            <Passphrase id="passphrase" label="Passphrase of the copy" fill="current-password" text=text />
            <p class="field-error" role="status">{move || problem.get()}</p>
            <button type="submit" class="button">"Open it"</button>
        </form>
    }
}

/// A rescue file of a locked device: passphrase or recovery code of that device.
#[component]
fn AskForRescue(lock: DeviceLock, records: Vec<String>, look: RwSignal<Look>) -> impl IntoView {
    let (text, problem) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let hint = lock.hint.clone();
    let unlock = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (lock, records, typed) = (lock.clone(), records.clone(), text.get_untracked());
        problem.set(Some("Opening …".to_owned()));
        spawn_local(async move {
            match open_rescue(&lock, &records, &typed).await {
                Ok(text) => look.set(Look::at(&text)),
                Err(error) => problem.set(Some(error.to_string())),
            }
        });
    };
    view! {
        <form class="card stack" on:submit=on(unlock)>
            <h2>"These plans were saved from a locked device"</h2>
            <p>"Type the passphrase of that device, or the code of its recovery sheet."</p>
            {(!hint.is_empty()).then(|| view! { <p>"Its hint: "{hint}</p> }.into_any())}
            <Passphrase id="passphrase" label="Passphrase or code" fill="current-password" text=text />
            <p class="field-error" role="status">{move || problem.get()}</p>
            <button type="submit" class="button">"Open them"</button>
        </form>
    }
}

/// The records of a rescue file in the clear, as a rescue file again.
async fn open_rescue(
    lock: &DeviceLock,
    records: &[String],
    typed: &str,
) -> Result<String, crypto::CryptoError> {
    let key = match crypto::unlock(&lock.by_passphrase, typed).await {
        Err(crypto::CryptoError::WrongPassphrase) => {
            crypto::unlock(&lock.by_recovery, &read_code(typed)).await?
        }
        other => other?,
    };
    let cipher = cipher::of(&key).await?;
    let mut items = Vec::new();
    for record in records {
        // What cannot be opened goes along as it is: then the look says that something is missing.
        items.push(serde_json::Value::from(
            cipher.open(record.clone()).await.unwrap_or_else(|| record.clone()),
        ));
    }
    Ok(serde_json::Value::from(items).to_string())
}

#[component]
fn Preview(copy: dto::Copy, look: RwSignal<Look>) -> impl IntoView {
    let dto::Copy { note, plans, not_opened } = copy;
    let made_for = made_for(&note.unknown).map(
        |_| "This is a part of a plan. Who sent it chose what is in it. What they kept stays with them.",
    );
    let saved = note.saved_on.map(|day| {
        let by = if note.saved_by.is_empty() { String::new() } else { format!(" by {}", note.saved_by) };
        format!("Saved on {}{by}.", date_short(day))
    });
    let items = plans
        .into_iter()
        .map(|(plan, repairs)| {
            view! { <InCopy plan=plan repaired=!repairs.is_empty() look=look /> }.into_any()
        })
        .collect_view();
    let lost =
        not_opened.first().map(|why| view! { <p class="field-error">{why.to_string()}</p> }.into_any());
    view! {
        <section class="stack" aria-labelledby="in-file">
            <h2 id="in-file">"What is in it"</h2>
            {made_for.map(|words| view! { <p>{words}</p> }.into_any())}
            {saved.map(|words| view! { <p>{words}</p> }.into_any())}
            {lost}
            <ul class="plans">{items}</ul>
        </section>
    }
}

#[component]
fn InCopy(plan: Plan, repaired: bool, look: RwSignal<Look>) -> impl IntoView {
    let workspace = workspace();
    let navigator = navigator();
    let id = plan.id.clone();
    let mine = Memo::new(move |_| workspace.plans.with(|plans| plans.get(&id).map(|held| held.plan.clone())));
    let done = plan.statuses.values().filter(|status| matches!(status.value, Status::Done { .. })).count();
    let begun = date_short(plan.begun);
    let kinds = kinds_in(&plan);
    let private =
        plan.records.values().filter(|record| record.is_private() && record.removed_on().is_none()).count();
    let name = words::child(&plan);
    let shown = plan.clone();
    // Until plans are read nobody can say whether this one is here.
    let is_read = move || workspace.opening.get() == Opening::Ready;
    let differs = live(move || {
        if !is_read() {
            return ().into_any();
        }
        let Some(mine) = mine.get() else {
            return view! { <p>"This plan is not on this device yet."</p> }.into_any();
        };
        let found = compare(&mine, &shown);
        let Some(summary) = found.summary() else {
            return view! {
                <p>"This plan is on this device already. Yours stays as it is."</p>
                <p>"It has everything that is in this copy."</p>
            }
            .into_any();
        };
        let mut both = mine;
        both.merge(&shown);
        view! {
            <p>"This plan is on this device already. Yours stays as it is."</p>
            <p><strong>{summary}</strong>" against yours."</p>
            <details class="fold">
                <summary>"See what differs"</summary>
                {differences::list(&both, &found, COPIES)}
            </details>
        }
        .into_any()
    });
    let of_plan = plan.id.clone();
    let combine = live(move || {
        let is_here = mine.with(Option::is_some);
        is_here.then(|| {
            view! {
            <a class="button" href=Route::of_plan(&of_plan, "share/combine").href()>"Combine it with mine"</a>
        }.into_any()
        })
    });
    let add = move |_| {
        let mut plan = plan.clone();
        let change = |plan: &mut Plan, edit| {
            let stamp = workspace.stamp(plan.latest_stamp());
            // Neither a name nor the bin is ever refused.
            let _ = plan.apply(edit, stamp);
        };
        if mine.with_untracked(Option::is_some) {
            // Beside the plan of that name, never over it.
            plan.id = PlanId::new(uuid::Uuid::new_v4().to_string());
            let name = format!("{} (from a file)", plan.name.value).trim().to_owned();
            change(&mut plan, Edit::Name(name));
        }
        if plan.binned.value.is_some() {
            change(&mut plan, Edit::Bin(None));
        }
        let target = Route::Plan(plan.id.clone());
        close();
        workspace.add(plan);
        navigator.go(target);
    };
    let leave = move |_| {
        close();
        look.set(Look::Nothing);
    };
    view! {
        <li class="plan-item card stack">
            <h3>{name}</h3>
            <p>{format!("Begun on {begun}. Steps done: {done}.")}</p>
            {(!kinds.is_empty()).then(|| {
                let kinds = kinds.into_iter().map(|(what, count)| format!("{what}: {count}")).collect::<Vec<_>>();
                view! { <p>{kinds.join(" · ")}</p> }.into_any()
            })}
            {(private > 0).then(|| view! { <p>{counted(private, "entry is", "entries are")}" kept private."</p> }.into_any())}
            {repaired.then(|| view! { <p>"A part of it could not be read. It is kept as it was."</p> }.into_any())}
            {differs}
            <div class="row">
                {combine}
                <button type="button" class="button button-quiet" disabled=move || !is_read() on:click=on(add)>
                    {move || if mine.with(Option::is_some) { "Add it beside mine" } else { "Add it to this device" }}
                </button>
                <button type="button" class="link" on:click=on(leave)>"Leave it"</button>
            </div>
        </li>
    }
}
