//! What stands in place of a plan while the device is locked: the passphrase, or the recovery code.

use leptos::prelude::*;
use onward_core::exchange::locked::{DeviceLock, Locked, read_code};
use wasm_bindgen_futures::spawn_local;

use super::passphrase::Passphrase;
use super::{cipher, lock};
use crate::platform::crypto;
use crate::ui::components::heading::Heading;
use crate::ui::route::Route;
use crate::ui::{live, on, workspace};

#[component]
pub fn Unlock() -> impl IntoView {
    let workspace = workspace();
    let stored = RwSignal::new(None::<Result<DeviceLock, String>>);
    spawn_local(async move {
        let lock = match workspace.read_lock().await.map(|text| lock::read(&text)) {
            Some(lock) => lock,
            None => Err("The lock could not be read. Load the page again.".to_owned()),
        };
        stored.try_set(Some(lock));
    });
    let body = live(move || match stored.get() {
        None => view! { <p class="quiet">"Opening …"</p> }.into_any(),
        Some(Err(words)) => view! { <p class="field-error">{words}</p> }.into_any(),
        Some(Ok(lock)) => view! { <Form lock=lock /> }.into_any(),
    });
    view! {
        <div class="stack narrow">
            <Heading title="Locked">"Onward is locked"</Heading>
            <p>"Everything stored here is locked with a passphrase. You can read the guide without it."</p>
            {body}
            <details class="card fold">
                <summary>"I have neither the passphrase nor the code"</summary>
                <p>"Then nobody can open what is stored here, not even the people who make Onward. That is what a lock is for."</p>
                <p>"If you saved a copy as a file, delete what is here, and open the copy."</p>
                <p><a href=Route::of_all("delete").href()>"Delete everything"</a></p>
            </details>
        </div>
    }
}

#[component]
fn Form(lock: DeviceLock) -> impl IntoView {
    let workspace = workspace();
    let (passphrase, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let said = RwSignal::new(None::<String>);
    let open = move |locked: Locked, typed: String, minutes: u32| {
        said.set(Some("Opening …".to_owned()));
        spawn_local(async move {
            let key = match crypto::unlock(&locked, &typed).await {
                Ok(key) => cipher::of(&key).await,
                Err(error) => Err(error),
            };
            match key {
                Ok(key) => {
                    lock::watch(minutes, workspace);
                    workspace.unlock(key);
                }
                Err(error) => said.set(Some(error.to_string())),
            }
        });
    };
    let minutes = lock.after_minutes;
    let (by_passphrase, by_recovery) = (lock.by_passphrase, lock.by_recovery);
    let with_passphrase = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        open(by_passphrase.clone(), passphrase.get_untracked(), minutes);
    };
    let with_code = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        open(by_recovery.clone(), read_code(&code.get_untracked()), minutes);
    };
    let hint = (!lock.hint.is_empty()).then(|| view! { <p>"Your hint: "{lock.hint}</p> }.into_any());
    view! {
        <form class="card stack" on:submit=on(with_passphrase)>
            <input type="text" class="heard-only" tabindex="-1" aria-hidden="true" autocomplete="username" value=lock::ACCOUNT />
            <Passphrase id="passphrase" label="Passphrase of this device" fill="current-password" text=passphrase />
            {hint}
            <p class="field-error" role="status">{move || said.get()}</p>
            <button type="submit" class="button">"Open"</button>
        </form>
        <details class="card fold">
            <summary>"Use the recovery sheet"</summary>
            <form class="stack" on:submit=on(with_code)>
                <div class="field">
                    <label for="code">"Code on the sheet"</label>
                    <input id="code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" prop:value=code on:input=on(move |event| code.set(event_target_value(&event))) />
                </div>
                <button type="submit" class="button button-quiet">"Open with the code"</button>
            </form>
        </details>
    }
}
