//! The lock of this device: turning it on (with a recovery sheet first), changing it, turning it off.
//!
//! One random key seals everything stored. The key is itself locked twice, with the passphrase and with
//! the code of the recovery sheet; it is in memory only while Onward is open, and gone when it is closed.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use onward_core::exchange::locked::{CODE_LENGTH, DeviceLock, read_code, write_code};
use serde_json::Map;
use wasm_bindgen_futures::spawn_local;

use super::cipher::{self, KEY};
use super::passphrase::{Passphrase, fault};
use crate::platform::{clock, crypto, window};
use crate::ui::components::heading::Heading;
use crate::ui::components::sheet::Sheet;
use crate::ui::route::Route;
use crate::ui::{live, on, workspace};
use crate::workspace::{Saving, Workspace};

/// What a password manager shows beside the passphrase.
pub const ACCOUNT: &str = "Onward on this device";

/// Minutes without a touch after which it locks, with the words for them.
const TIMES: [(u32, &str); 4] = [
    (0, "Only when I close Onward"),
    (5, "After 5 minutes without a touch"),
    (15, "After 15 minutes without a touch"),
    (60, "After an hour without a touch"),
];

/// A stored lock, or why it cannot be read.
pub fn read(text: &str) -> Result<DeviceLock, String> {
    let value =
        serde_json::from_str(text).map_err(|_| onward_core::dto::RestoreError::Damaged.to_string())?;
    DeviceLock::from_json(&value).map_err(|error| error.to_string())
}

thread_local! {
    static TOUCHED: Cell<i64> = const { Cell::new(0) };
    static MINUTES: Cell<u32> = const { Cell::new(0) };
    static IS_WATCHED: Cell<bool> = const { Cell::new(false) };
}

/// Locks after so many minutes without a touch, by loading the page anew: nothing stays in memory. Waits
/// while something is not on disk yet.
pub fn watch(minutes: u32, workspace: Workspace) {
    MINUTES.set(minutes);
    TOUCHED.set(clock::millis());
    if IS_WATCHED.replace(true) {
        return;
    }
    for name in ["pointerdown", "keydown"] {
        window::on(name, |_| TOUCHED.set(clock::millis()));
    }
    let look = move || {
        let limit = i64::from(MINUTES.get()) * 60_000;
        let is_still = limit > 0 && clock::millis() - TOUCHED.get() > limit;
        let is_on_the_way = matches!(workspace.saving.get_untracked(), Saving::Writing | Saving::Failed(_));
        if is_still && !is_on_the_way && workspace.has_lock.get_untracked() {
            window::reload();
        }
    };
    // A page in the background may be put to sleep; it looks again when it is shown.
    window::on("visibilitychange", move |_| look());
    window::every_seconds(10, look);
}

#[component]
pub fn Lock() -> impl IntoView {
    let workspace = workspace();
    let body = live(move || {
        if workspace.memory_only.get() {
            view! { <p>"On this device nothing is kept, so there is nothing to lock."</p> }.into_any()
        } else if workspace.has_lock.get() {
            view! { <IsOn /> }.into_any()
        } else {
            view! { <TurnOn /> }.into_any()
        }
    });
    view! {
        <div class="stack narrow">
            <a class="back" href=Route::Start.href()>"‹ First page"</a>
            <Heading title="Lock this device">"Lock this device"</Heading>
            {body}
        </div>
    }
}

/// A lock that is made but not yet turned on.
#[derive(Clone)]
struct Made {
    key: Vec<u8>,
    lock: DeviceLock,
    code: String,
}

#[component]
fn TurnOn() -> impl IntoView {
    let made = RwSignal::new(None::<Made>);
    live(move || match made.get() {
        None => view! { <Choose made=made /> }.into_any(),
        Some(lock) => view! { <Recovery made=lock back=made /> }.into_any(),
    })
}

/// Makes a lock. `key` is the one that is there already, when only the passphrase changes.
async fn make(
    key: Option<Vec<u8>>,
    passphrase: &str,
    hint: String,
    after_minutes: u32,
    today: chrono::NaiveDate,
) -> Result<Made, crypto::CryptoError> {
    let key = match key {
        Some(key) => key,
        None => crypto::random_bytes(KEY)?,
    };
    let code = write_code(&crypto::random_bytes(CODE_LENGTH)?);
    let lock = DeviceLock {
        by_passphrase: crypto::lock(&key, passphrase).await?,
        by_recovery: crypto::lock(&key, &read_code(&code)).await?,
        hint,
        after_minutes,
        since: Some(today),
        unknown: Map::new(),
    };
    Ok(Made { key, lock, code })
}

#[component]
fn Choose(made: RwSignal<Option<Made>>) -> impl IntoView {
    let workspace = workspace();
    let (passphrase, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (hint, minutes) = (RwSignal::new(String::new()), RwSignal::new(15_u32));
    let said = RwSignal::new(None::<String>);
    let go_on = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let secret = passphrase.get_untracked();
        if let Some(fault) = fault(&secret, &again.get_untracked()) {
            said.set(Some(fault.to_owned()));
            return;
        }
        said.set(Some("Making the lock …".to_owned()));
        let hint = hint.get_untracked().trim().to_owned();
        let (minutes, today) = (minutes.get_untracked(), workspace.today.get_untracked());
        spawn_local(async move {
            match make(None, &secret, hint, minutes, today).await {
                Ok(lock) => made.set(Some(lock)),
                Err(error) => said.set(Some(error.to_string())),
            }
        });
    };
    view! {
        <p>"A lock keeps others who use this device out of your plans. Everything stored here is then unreadable without the passphrase."</p>
        <ul class="lines">
            <li>"You type the passphrase each time you open Onward, and in each new tab."</li>
            <li>"If you forget it, only the code on the recovery sheet opens your plans. Nobody else can."</li>
            <li>"Copies you saved as files are not locked by this. Each can have its own passphrase."</li>
            <li>"Words you have typed but not saved are lost when it locks."</li>
        </ul>
        <form class="card stack" on:submit=on(go_on)>
            <input type="text" class="heard-only" tabindex="-1" aria-hidden="true" autocomplete="username" value=ACCOUNT />
            <Passphrase id="passphrase" label="Passphrase" fill="new-password" text=passphrase />
            <Passphrase id="again" label="The same passphrase again" fill="new-password" text=again />
            <div class="field">
                <label for="hint">"A hint for yourself (optional)"</label>
                <p class="hint" id="hint-about">"Anybody can read it. Do not write the passphrase here."</p>
                <input id="hint" type="text" maxlength="100" autocomplete="off" aria-describedby="hint-about" prop:value=hint on:input=on(move |event| hint.set(event_target_value(&event))) />
            </div>
            <Times minutes=minutes />
            <p class="field-error" role="status">{move || said.get()}</p>
            <button type="submit" class="button">"Go on to the recovery sheet"</button>
        </form>
    }
}

#[component]
fn Times(minutes: RwSignal<u32>) -> impl IntoView {
    let radios = TIMES
        .into_iter()
        .map(|(value, words)| {
            let id = format!("after-{value}");
            view! {
                <p class="tick">
                    <input type="radio" name="after" id=id.clone() prop:checked=move || minutes.get() == value on:change=on(move |_| minutes.set(value)) />
                    <label for=id>{words}</label>
                </p>
            }
            .into_any()
        })
        .collect_view();
    view! { <fieldset class="field"><legend>"When does it lock?"</legend>{radios}</fieldset> }
}

/// The recovery sheet, before the lock turns on.
#[component]
fn Recovery(made: Made, back: RwSignal<Option<Made>>) -> impl IntoView {
    let workspace = workspace();
    let is_kept = RwSignal::new(false);
    let said = RwSignal::new(None::<String>);
    let code = made.code.clone();
    let turn_on = move |_| {
        if !is_kept.get_untracked() {
            said.set(Some("Print the sheet or write the code down first. Then tick the box.".to_owned()));
            return;
        }
        said.set(Some("Locking …".to_owned()));
        let made = made.clone();
        spawn_local(async move {
            let done = match cipher::of(&made.key).await {
                Ok(key) => {
                    let text = made.lock.to_json().to_string();
                    workspace.relock(Some(text), Some(key)).await.map_err(|error| error.to_string())
                }
                Err(error) => Err(error.to_string()),
            };
            match done {
                Ok(()) => watch(made.lock.after_minutes, workspace),
                Err(words) => said.set(Some([words.as_str(), " Nothing is locked."].concat())),
            }
        });
    };
    view! {
        <p>"Keep this sheet where you keep important papers, not beside the device. Whoever has it can open your plans here."</p>
        <Sheet title="Recovery sheet" name="Onward">
            <p>"This code opens Onward on the device it was made on, if the passphrase is forgotten."</p>
            <p class="code">{code}</p>
            <p>"Open Onward, choose “Use the recovery sheet”, and type the code. Capital letters and dashes do not matter."</p>
        </Sheet>
        <div class="row not-printed">
            <button type="button" class="button button-quiet" on:click=on(|_| window::print())>"Print the sheet"</button>
        </div>
        <p class="tick not-printed">
            <input id="kept" type="checkbox" prop:checked=is_kept on:change=on(move |event| is_kept.set(event_target_checked(&event))) />
            <label for="kept">"I have printed the sheet, or written the code down"</label>
        </p>
        <p class="field-error not-printed" role="status">{move || said.get()}</p>
        <div class="row not-printed">
            <button type="button" class="button" on:click=on(turn_on)>"Lock this device"</button>
            <button type="button" class="link" on:click=on(move |_| back.set(None))>"Not now"</button>
        </div>
    }
}

#[component]
fn IsOn() -> impl IntoView {
    let workspace = workspace();
    let said = RwSignal::new(None::<String>);
    let (old, passphrase, again) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let minutes = RwSignal::new(MINUTES.get());
    let code = RwSignal::new(None::<String>);
    // Whoever changes or takes away the lock types the passphrase, even while it is open.
    let with_key = move |then: Rc<dyn Fn(DeviceLock, Vec<u8>)>| {
        let typed = old.get_untracked();
        said.set(Some("One moment …".to_owned()));
        spawn_local(async move {
            let lock = match workspace.read_lock().await {
                Some(text) => read(&text),
                None => Err("The lock could not be read. Load the page again.".to_owned()),
            };
            match lock {
                Ok(lock) => match crypto::unlock(&lock.by_passphrase, &typed).await {
                    Ok(key) => then(lock, key),
                    Err(error) => said.set(Some(error.to_string())),
                },
                Err(words) => said.set(Some(words)),
            }
        });
    };
    let turn_off = move |_| {
        with_key(Rc::new(move |_, _| {
            spawn_local(async move {
                if let Err(error) = workspace.relock(None, None).await {
                    said.set(Some(format!("{error} It is still locked.")));
                }
            });
        }));
    };
    let change = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let secret = passphrase.get_untracked();
        if !secret.is_empty()
            && let Some(fault) = fault(&secret, &again.get_untracked())
        {
            said.set(Some(fault.to_owned()));
            return;
        }
        let (after_minutes, today) = (minutes.get_untracked(), workspace.today.get_untracked());
        with_key(Rc::new(move |before, key| {
            let secret = secret.clone();
            spawn_local(async move {
                let (lock, new_code) = if secret.is_empty() {
                    (DeviceLock { after_minutes, ..before }, None)
                } else {
                    match make(Some(key), &secret, String::new(), after_minutes, today).await {
                        Ok(made) => (DeviceLock { unknown: before.unknown, ..made.lock }, Some(made.code)),
                        Err(error) => return said.set(Some(error.to_string())),
                    }
                };
                match workspace.change_lock(&lock.to_json().to_string()).await {
                    Ok(()) => {
                        watch(after_minutes, workspace);
                        code.set(new_code);
                        said.set(Some("The change is saved.".to_owned()));
                    }
                    Err(error) => said.set(Some(error.to_string())),
                }
            });
        }));
    };
    let sheet = live(move || {
        code.get().map(|code| view! {
            <p>"The old recovery sheet no longer works. This is the new one."</p>
            <Sheet title="Recovery sheet" name="Onward">
                <p>"This code opens Onward on the device it was made on, if the passphrase is forgotten."</p>
                <p class="code">{code}</p>
            </Sheet>
            <div class="row not-printed">
                <button type="button" class="button button-quiet" on:click=on(|_| window::print())>"Print the sheet"</button>
            </div>
        }.into_any())
    });
    view! {
        <p>"This device is locked. Everything stored here is unreadable without the passphrase."</p>
        <div class="row">
            <button type="button" class="button" on:click=on(|_| window::reload())>"Lock now"</button>
        </div>
        {sheet}
        <form class="card stack" on:submit=on(change)>
            <h2>"Change it"</h2>
            <input type="text" class="heard-only" tabindex="-1" aria-hidden="true" autocomplete="username" value=ACCOUNT />
            <Passphrase id="old" label="Passphrase as it is now" fill="current-password" text=old />
            <Passphrase id="passphrase" label="New passphrase (only to change it)" fill="new-password" text=passphrase />
            <Passphrase id="again" label="The same new passphrase again" fill="new-password" text=again />
            <Times minutes=minutes />
            <p class="field-error" role="status">{move || said.get()}</p>
            <div class="row">
                <button type="submit" class="button button-quiet">"Save the change"</button>
                <button type="button" class="button button-quiet" on:click=on(turn_off)>"Turn the lock off"</button>
            </div>
        </form>
    }
}
