//! A team's folder: plans load from it, are saved to it, and are combined when two people changed the same.

use std::rc::Rc;

use leptos::prelude::*;
use onward_core::dto::{CopyNote, read_copy};
use onward_core::exchange::compare::compare;
use onward_core::exchange::restore::restore;
use onward_core::exchange::team::{file_name, file_text};
use onward_core::plan::{Plan, PlanId};
use wasm_bindgen_futures::spawn_local;

use super::counted;
use crate::platform::folder::{self, Folder, FolderError, Picked};
use crate::platform::storage::Moment;
use crate::ui::components::heading::Heading;
use crate::ui::route::Route;
use crate::ui::{live, on, reading, words, workspace};
use crate::workspace::{Back, Workspace};

/// A plan found in the folder.
#[derive(Clone)]
struct Found {
    plan: Plan,
    file: String,
}

#[component]
pub fn TeamFolder() -> impl IntoView {
    let workspace = workspace();
    let picked = StoredValue::new_local(None::<Rc<Picked>>);
    let name = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Vec<Found>>);
    let said = RwSignal::new(None::<String>);
    let look = move || {
        let Some(folder) = picked.try_get_value().flatten() else { return };
        spawn_local(async move {
            match plans_in(&*folder).await {
                Ok(plans) => found.set(Some(plans)),
                Err(error) => said.set(Some(error.to_string())),
            }
        });
    };
    let choose = move |_| {
        spawn_local(async move {
            match Picked::ask().await {
                Ok(folder) => {
                    name.set(folder.name());
                    picked.set_value(Some(Rc::new(folder)));
                    said.set(None);
                    look();
                }
                Err(error) => said.set(Some(error.to_string())),
            }
        });
    };
    let author = reading();
    let load = move |_| {
        let plans = found.get_untracked().unwrap_or_default();
        let by = author.author();
        spawn_local(async move {
            let (mut added, mut combined) = (0, 0);
            for Found { plan, .. } in plans {
                match take_in(workspace, plan, by.clone()).await {
                    Ok(Some(true)) => added += 1,
                    Ok(Some(false)) => combined += 1,
                    Ok(None) => {}
                    Err(words) => return said.set(Some(words)),
                }
            }
            said.set(Some(format!("Loaded: {added} new here, {combined} combined with yours.")));
        });
    };
    let save = move |_| {
        let Some(folder) = picked.try_get_value().flatten() else { return };
        let files = found.get_untracked().unwrap_or_default();
        spawn_local(async move {
            match save_to(&*folder, workspace, &files).await {
                Ok((count, left)) => {
                    let mut words = format!("{} written.", counted(count, "file was", "files were"));
                    if left > 0 {
                        words.push_str(" A file was left alone, because this Onward cannot read it.");
                    }
                    said.set(Some(words));
                    look();
                }
                Err(error) => said.set(Some(error.to_string())),
            }
        });
    };
    let inside = live(move || {
        found.get().map(|found| {
            let items = found
                .iter()
                .map(|one| {
                    let mine = workspace.plans.with(|plans| plans.get(&one.plan.id).map(|held| held.plan.clone()));
                    let state = match mine {
                        None => "Not on this device yet.".to_owned(),
                        Some(mine) => compare(&mine, &one.plan)
                            .summary()
                            .map_or_else(|| "Nothing new against yours.".to_owned(), |summary| format!("{summary} against yours.")),
                    };
                    view! { <li><strong>{words::child(&one.plan)}</strong>" "{state}</li> }.into_any()
                })
                .collect_view();
            view! {
                <section class="card stack" aria-labelledby="in-folder">
                    <h2 id="in-folder">"In the folder “"{name.get()}"”"</h2>
                    {found.is_empty().then(|| view! { <p>"There is no plan in it yet."</p> }.into_any())}
                    <ul class="lines">{items}</ul>
                    <div class="row">
                        <button type="button" class="button" on:click=on(load)>"Load them"</button>
                        <button type="button" class="button button-quiet" on:click=on(save)>"Save my plans to the folder"</button>
                    </div>
                </section>
            }.into_any()
        })
    });
    let body = if folder::is_possible() {
        view! {
            <p>"Point Onward at a folder that your team shares. Plans load from it and are saved to it. When two of you changed the same plan, both changes stay."</p>
            <ul class="lines">
                <li>"Private lines never go into the folder."</li>
                <li>"Everybody who can open the folder can read the rest."</li>
                <li>"You choose the folder again at each visit."</li>
            </ul>
            <div class="row"><button type="button" class="button button-quiet" on:click=on(choose)>"Choose a folder"</button></div>
            {inside}
            <p role="status">{move || said.get()}</p>
        }
        .into_any()
    } else {
        view! {
            <p>"This browser cannot be pointed at a folder. Save a copy, put it where your team can open it, and open theirs here."</p>
            <p><a class="button" href=Route::of_all("open").href()>"Open a copy"</a></p>
        }
        .into_any()
    };
    view! {
        <div class="stack narrow">
            <a class="back" href=Route::Start.href()>"‹ First page"</a>
            <Heading title="Team folder">"A team’s folder"</Heading>
            {body}
        </div>
    }
}

async fn plans_in(folder: &impl Folder) -> Result<Vec<Found>, FolderError> {
    let mut found: Vec<Found> = Vec::new();
    for file in folder.files().await? {
        let Ok(copy) = read_copy(&file.text) else { continue };
        for (plan, _) in copy.plans {
            match found.iter_mut().find(|known| known.plan.id == plan.id) {
                // A drive that met a conflict keeps a second file of the same plan.
                Some(known) => known.plan.merge(&plan),
                None => found.push(Found { plan, file: file.name.clone() }),
            }
        }
    }
    Ok(found)
}

/// Takes a plan of the folder in: `true` if it is new here, `false` if it was combined, nothing if it says
/// nothing new.
async fn take_in(
    workspace: Workspace,
    theirs: Plan,
    by: onward_core::plan::Author,
) -> Result<Option<bool>, String> {
    let id = theirs.id.clone();
    let here = |workspace: Workspace, id: &PlanId| {
        workspace.plans.with_untracked(|plans| plans.get(id).map(|held| held.plan.clone()))
    };
    let Some(mine) = here(workspace, &id) else {
        workspace.add(theirs);
        return Ok(Some(true));
    };
    if compare(&mine, &theirs).summary().is_none() {
        return Ok(None);
    }
    let kept = workspace.keep_state(&id, Moment::Combine).await;
    kept.map_err(|error| format!("{error} Nothing was combined."))?;
    let Some(before) = here(workspace, &id) else { return Ok(None) };
    let mut after = before.clone();
    after.merge(&theirs);
    let today = workspace.today.get_untracked();
    let back: Back =
        std::sync::Arc::new(move |now: &Plan, earlier: &Plan| restore(now, earlier, &by, today).edits);
    workspace.combined(before, after, back, "Combined with the folder");
    Ok(Some(false))
}

/// Saves every plan here that is a family's own. Says how many files were written, and how many left alone.
async fn save_to(
    folder: &impl Folder,
    workspace: Workspace,
    files: &[Found],
) -> Result<(usize, usize), FolderError> {
    let plans: Vec<Plan> = workspace.plans.with_untracked(|plans| {
        let own = plans.values().map(|held| &held.plan);
        own.filter(|plan| !plan.example && plan.binned.value.is_none()).cloned().collect()
    });
    let note = CopyNote {
        app: env!("CARGO_PKG_VERSION").to_owned(),
        saved_on: Some(workspace.today.get_untracked()),
        ..CopyNote::default()
    };
    let (mut written, mut left) = (0, 0);
    for plan in plans {
        let known = files.iter().find(|found| found.plan.id == plan.id).map(|found| found.file.clone());
        let name = known.unwrap_or_else(|| file_name(&plan.id));
        let before = folder.file(&name).await?;
        let before = before.as_ref().map(|file| file.text.as_str());
        match file_text(before, &plan, &note) {
            Some(text) => {
                folder.write(&name, &text).await?;
                written += 1;
            }
            None => left += usize::from(before.is_some_and(|text| read_copy(text).is_err())),
        }
    }
    Ok((written, left))
}
