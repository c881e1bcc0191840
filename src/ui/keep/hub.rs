//! The page that begins saving and sharing: a copy for me, when the last one was, and what else there is.

use leptos::prelude::*;
use onward_core::exchange::locked::write_locked;
use onward_core::plan::PlanId;
use wasm_bindgen_futures::spawn_local;

use super::passphrase::{Passphrase, fault};
use crate::platform::files::{self, Kept};
use crate::platform::{crypto, folder, install};
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::route::Route;
use crate::ui::share::Ways;
use crate::ui::shell::{copy_name, last_copy_words};
use crate::ui::{live, on, workspace};

/// What became of saving, in words.
pub fn kept_words(kept: Kept) -> &'static str {
    match kept {
        Kept::Downloaded => "The file is in your downloads.",
        Kept::Shared => "The file is where you sent it.",
        Kept::Cancelled => "Nothing was saved.",
        Kept::TooLate => "The file is ready now. Press the button once more.",
        Kept::Refused => "The browser did not save the file. Try another browser, or print the path.",
    }
}

#[component]
pub fn Hub(id: PlanId) -> impl IntoView {
    view! {
        <div class="stack narrow">
            <Heading title="Save and share">"Save and share"</Heading>
            <ForMe id=id.clone() />
            <section class="stack" aria-labelledby="for-others">
                <h2 id="for-others">"For others, and on paper"</h2>
                <Ways id=id.clone() />
            </section>
            <Others id=id />
            <Promises />
        </div>
    }
}

#[component]
fn ForMe(id: PlanId) -> impl IntoView {
    let workspace = workspace();
    let outcome = RwSignal::new(None::<Result<Kept, String>>);
    let (with_name, by) = (RwSignal::new(false), RwSignal::new(String::new()));
    let (passphrase, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let save = move |only: Option<PlanId>| {
        let secret = passphrase.get_untracked();
        if !secret.is_empty()
            && let Some(fault) = fault(&secret, &again.get_untracked())
        {
            outcome.set(Some(Err(fault.to_owned())));
            return;
        }
        let name = copy_name(workspace, only.as_ref().filter(|_| with_name.get_untracked()));
        let text = workspace.copy(only.as_ref(), by.get_untracked().trim());
        let today = workspace.today.get_untracked();
        spawn_local(async move {
            let text = match secret.is_empty() {
                true => Ok(text),
                false => crypto::lock(text.as_bytes(), &secret)
                    .await
                    .map(|locked| write_locked(&locked, env!("CARGO_PKG_VERSION"), today)),
            };
            let result = match text {
                Ok(text) => Ok(files::keep(&name, "application/json", &text).await),
                Err(error) => Err(error.to_string()),
            };
            if matches!(result, Ok(Kept::Downloaded | Kept::Shared)) {
                workspace.copy_saved();
            }
            outcome.set(Some(result));
        });
    };
    let one = move |_| save(Some(id.clone()));
    let all = move |_| save(None);
    let several = move || {
        workspace
            .plans
            .with(|plans| plans.values().filter(|held| held.plan.binned.value.is_none()).count() > 1)
    };
    view! {
        <section class="card stack" aria-labelledby="for-me">
            <h2 id="for-me">"A copy for me"</h2>
            <p>
                "The plan lives in this browser. A browser can clear it, and a phone can be lost. A copy is a file that you keep. Open it in Onward on any device."
            </p>
            <p>"The copy is complete. Your notes and private lines are in it too. Give it only to people who may read all of it."</p>
            <p><strong>{live(move || last_copy_words(workspace))}</strong></p>
            <div class="row">
                <button type="button" class="button" on:click=on(one)><Icon name="download" />"Save a copy of this plan"</button>
                {move || several().then(|| view! {
                    <button type="button" class="button button-quiet" on:click=on(all)>"Save a copy of all plans"</button>
                }.into_any())}
            </div>
            <p role="status">
                {move || outcome.get().map(|outcome| match outcome {
                    Ok(kept) => view! { {kept_words(kept)} }.into_any(),
                    Err(words) => view! { <span class="field-error">{words}</span> }.into_any(),
                })}
            </p>
            <details class="fold">
                <summary>"Passphrase, and names"</summary>
                <form class="stack" on:submit=on(|event: leptos::ev::SubmitEvent| event.prevent_default())>
                    <p>"With a passphrase, only who knows it can open the file. If it is forgotten, nobody can. Leave it empty for a file without."</p>
                    <input type="text" class="heard-only" tabindex="-1" aria-hidden="true" autocomplete="username" value="Onward copy" />
                    <Passphrase id="copy-passphrase" label="Passphrase for this copy (optional)" fill="new-password" text=passphrase />
                    <Passphrase id="copy-again" label="The same passphrase again" fill="new-password" text=again />
                    <div class="field">
                        <label for="saved-by">"Who saves it (optional)"</label>
                        <input id="saved-by" type="text" maxlength="60" autocomplete="off" prop:value=by on:input=on(move |event| by.set(event_target_value(&event))) />
                    </div>
                    <p class="tick">
                        <input id="with-name" type="checkbox" prop:checked=with_name on:change=on(move |event| with_name.set(event_target_checked(&event))) />
                        <label for="with-name">"Put the nickname in the file’s name"</label>
                    </p>
                </form>
            </details>
        </section>
    }
}

#[component]
fn Others(id: PlanId) -> impl IntoView {
    let workspace = workspace();
    let open = {
        let id = id.clone();
        Memo::new(move |_| {
            workspace.plans.with(|plans| plans.get(&id).map_or(0, |held| held.plan.unsettled().len()))
        })
    };
    let choose = Route::of_plan(&id, "share/choose").href();
    let links = [
        ("Open a copy", "See what is in a file or link before anything changes.", Route::of_all("open")),
        ("Scan a code", "With the camera, or from a photo.", Route::of_all("scan")),
        ("Earlier states", "Go back to how this plan was.", Route::of_plan(&id, "history")),
        ("Bin", "Bring back what was taken away.", Route::of_plan(&id, "bin")),
        ("Lock this device", "A passphrase for everything stored here.", Route::of_all("lock")),
        ("Delete everything", "Take all of Onward’s data off this device.", Route::of_all("delete")),
    ];
    // Only where the browser can do it.
    let folder = folder::is_possible()
        .then(|| ("A team’s folder", "Plans that several people keep together.", Route::of_all("folder")));
    let items = links
        .into_iter()
        .chain(folder)
        .map(|(words, about, target)| {
            view! { <li><a href=target.href()>{words}</a><span class="quiet">" "{about}</span></li> }
                .into_any()
        })
        .collect_view();
    view! {
        <section class="card stack" aria-labelledby="keeping">
            <h2 id="keeping">"Keep it safe"</h2>
            {move || (open.get() > 0).then(|| view! {
                <p class="note">
                    <a href=choose.clone()>{open.get()}" to choose"</a>
                    ": two people wrote in the same place."
                </p>
            }.into_any())}
            <ul class="links">{items}</ul>
        </section>
    }
}

/// What the browser promises, and what it does not, said before it matters.
#[component]
fn Promises() -> impl IntoView {
    let workspace = workspace();
    let kept = RwSignal::new(None::<bool>);
    spawn_local(async move { kept.set(install::is_kept().await) });
    let answer = live(move || {
        if workspace.memory_only.get() {
            return "On this device nothing is kept. Save a file before you close the page.";
        }
        match kept.get() {
            Some(true) => "This browser says that it keeps your plans until you delete them.",
            Some(false) => {
                "This browser may clear your plans when the device is short of room. A copy is safe."
            }
            None => "This browser does not say how long it keeps your plans. A copy is safe.",
        }
    });
    view! {
        <section class="card stack" aria-labelledby="promises">
            <h2 id="promises">"How long this browser keeps it"</h2>
            <p>{answer}</p>
            {install::is_safari().then(|| view! {
                <p>"Safari clears what a site stored when you have not opened the site for 7 days. Save a copy before a week away."</p>
                {(!install::is_on_home_screen()).then(|| view! {
                    <p>"Onward on the Home Screen is not cleared like that. But the icon starts empty: save a copy here first, and open it there."</p>
                }.into_any())}
            }.into_any())}
        </section>
    }
}
