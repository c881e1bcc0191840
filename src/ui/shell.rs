//! The frame around every page: the way to the other places, what is saved, banners, undo, help.

use leptos::prelude::*;
use onward_core::calendar::{date_short, parse_iso, weeks_in_words};
use onward_core::path::Packs;
use onward_core::plan::PlanId;
use wasm_bindgen_futures::spawn_local;

use super::components::icon::Icon;
use super::components::lens_bar::LensBar;
use super::route::Route;
use super::{live, navigator, on, reading, words, workspace};
use crate::content;
use crate::platform::{address, files, window};
use crate::workspace::{Saving, Workspace};

/// Name of a file with a copy of plans, with the nickname of one in it if that is wanted.
pub fn copy_name(workspace: Workspace, named: Option<&PlanId>) -> String {
    let name = workspace
        .plans
        .with_untracked(|plans| named.and_then(|id| plans.get(id)).map(|held| held.plan.name.value.clone()));
    onward_core::dto::copy_name(&name.unwrap_or_default(), workspace.today.get_untracked())
}

/// Saves a copy of all plans as a file, and notes that it was.
fn save_copy(workspace: Workspace) {
    let (name, text) = (copy_name(workspace, None), workspace.copy(None, ""));
    spawn_local(async move {
        let kept = files::keep(&name, "application/json", &text).await;
        if matches!(kept, files::Kept::Downloaded | files::Kept::Shared) {
            workspace.copy_saved();
        }
    });
}

/// When a copy was last saved: "Last copy: 22 November 2026 (3 weeks ago)."
pub fn last_copy_words(workspace: Workspace) -> String {
    let today = workspace.today.get();
    match workspace.last_copy.get().as_deref().and_then(parse_iso) {
        Some(day) => {
            format!("Last copy: {} ({}).", date_short(day), weeks_in_words((day - today).num_days()))
        }
        None => "No copy has been saved from this device yet.".to_owned(),
    }
}

/// Days, and changes, after which a copy is brought to mind.
const REMIND_AFTER: (i64, u32) = (30, 20);

/// The frame.
#[component]
pub fn Shell(
    /// The page that is open.
    page: AnyView,
) -> impl IntoView {
    let workspace = workspace();
    let navigator = navigator();
    let reading = reading();
    // The settings are about no plan: the one that was open stays beside them.
    let plan = Memo::new(move |before: Option<&Option<PlanId>>| match navigator.route() {
        Route::Settings => before.cloned().flatten(),
        route => route.plan().cloned(),
    });
    let shown = Memo::new(move |_| {
        let id = plan.get()?;
        workspace.plans.with(|plans| plans.contains_key(&id)).then_some(id)
    });
    // Of the pages outside a plan only the questions are in Easy Read as well.
    let has_easy_read =
        Memo::new(move |_| shown.get().is_some() || matches!(navigator.route(), Route::Ask(_)));
    view! {
        <a class="skip" href="#main" on:click=on(skip_to_main)>"Skip to the page"</a>
        <div class="shell" class:shell-plan=move || shown.get().is_some()>
            <header class="rail">
                <a class="logo" href=Route::Start.href()><Icon name="path" />"Onward"</a>
                {move || shown.get().map(|id| view! { <PlanCard id=id /> }.into_any())}
                {move || match shown.get() {
                    Some(id) => view! { <PlanNav id=id class="nav" label="This plan" narrow=false /> }.into_any(),
                    None => view! { <a class="rail-link" href=Route::Guide(String::new()).href() aria-keyshortcuts="/"><Icon name="book" />"Guide"</a> }.into_any(),
                }}
                <a class="rail-link" href=Route::Settings.href() aria-current=move || current(&navigator.route(), &Route::Settings)>
                    <Icon name="settings" />"Settings"
                </a>
                <SaveState />
            </header>
            <div class="page">
                <Banners />
                <main id="main" tabindex="-1" class=move || reading.lens().class()>
                    <LensBar has_plan=Memo::new(move |_| shown.get().is_some()) has_easy_read=has_easy_read />
                    <Listen />
                    {page}
                </main>
                <Footer plan=shown />
            </div>
            {move || shown.get().map(|id| view! { <PlanNav id=id class="tabs" label="This plan, at the bottom" narrow=true /> }.into_any())}
            <UndoBar />
        </div>
    }
}

// A fragment in the address would be a place of its own for the router.
fn skip_to_main(event: leptos::ev::MouseEvent) {
    use wasm_bindgen::JsCast;
    event.prevent_default();
    let document = web_sys::window().and_then(|window| window.document());
    let main = document.and_then(|document| document.get_element_by_id("main"));
    if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = main.focus();
    }
}

/// Reading aloud: `public/listen.js` shows the button where a voice works, and says when it reads.
#[component]
fn Listen() -> impl IntoView {
    view! {
        <div class="page-tools">
            <button type="button" id="listen" class="button button-quiet" hidden aria-keyshortcuts="l">
                <span class="listen-idle"><Icon name="listen" />"Listen"</span>
                <span class="listen-reading"><Icon name="stop" />"Stop"</span>
            </button>
        </div>
    }
}

#[component]
fn PlanCard(id: PlanId) -> impl IntoView {
    let workspace = workspace();
    let path = workspace.path_of(id.clone());
    live(move || {
        workspace.plans.with(|plans| {
            let plan = &plans.get(&id)?.plan;
            let about = path.with(|path| path.as_ref().map(|path| words::about_child(plan, path)));
            Some(view! {
                <div class="who">
                    <span class="who-label">"Plan for"</span>
                    <strong class="who-name">{words::child(plan)}</strong>
                    <span class="who-about">{about}</span>
                    {plan.example.then(|| view! { <span class="tag tag-now">"An example, not a real family"</span> }.into_any())}
                </div>
            }.into_any())
        })
    })
}

/// A place of a plan: its words, those for a narrow screen, its icon and key, and where it is.
type Place = (&'static str, &'static str, &'static str, &'static str, Route);

/// The places of a plan, in the order of the navigation. The first four are those of a narrow screen.
pub fn places(plan: &PlanId) -> Vec<Place> {
    vec![
        ("Path", "Path", "path", "p", Route::Plan(plan.clone())),
        ("Goals", "Goals", "flag", "g", Route::of_plan(plan, "goals")),
        ("About me", "Me", "user", "b", Route::of_plan(plan, "about")),
        ("Meetings", "Meetings", "meeting", "m", Route::of_plan(plan, "meetings")),
        ("Charter", "Charter", "charter", "c", Route::of_plan(plan, "charter")),
        ("Save and share", "Share", "share", "s", Route::of_plan(plan, "share")),
        ("Answers", "Answers", "list-checks", "a", Route::Answers(plan.clone())),
    ]
}

/// How many places a narrow screen has room for, beside "More".
const NARROW: usize = 4;

#[component]
fn PlanNav(id: PlanId, class: &'static str, label: &'static str, narrow: bool) -> impl IntoView {
    let navigator = navigator();
    let link = move |words: &'static str, icon: &'static str, key: &'static str, target: Route| {
        let href = target.href();
        view! { <a href=href aria-keyshortcuts=(!key.is_empty()).then_some(key) aria-current=move || current(&navigator.route(), &target)><Icon name=icon />{words}</a> }.into_any()
    };
    let mut links = Vec::new();
    for (words, short, icon, key, target) in places(&id) {
        if !narrow || links.len() < NARROW {
            links.push(link(if narrow { short } else { words }, icon, key, target));
        }
    }
    if narrow {
        links.push(link("More", "more", "", Route::More(id)));
    } else {
        links.push(link("All plans", "school", "", Route::Start));
        links.push(link("Guide", "book", "/", Route::Guide(String::new())));
    }
    view! { <nav class=class aria-label=label>{links}</nav> }
}

/// How the page that is open stands to one of these places, for people who hear the page.
fn current(here: &Route, place: &Route) -> Option<&'static str> {
    let within = match (here, place) {
        (Route::Step(..), Route::Plan(_)) | (Route::Answer(..), Route::Answers(_)) => true,
        (Route::Page { page: here, .. }, Route::Page { page: place, .. }) => {
            let is_below = here.strip_prefix(place.as_str()).is_some_and(|rest| rest.starts_with('/'));
            // What is told about a person leads to what they say.
            is_below
                || (place == "about"
                    && ["views", "said", "check-ins"].iter().any(|one| here.starts_with(one)))
        }
        _ => false,
    };
    if here == place { Some("page") } else { within.then_some("true") }
}

/// What is known about the newest edit, always in sight.
#[component]
fn SaveState() -> impl IntoView {
    let workspace = workspace();
    let words = live(move || {
        if workspace.memory_only.get() {
            return "Not saved on this device".to_owned();
        }
        match workspace.saving.get() {
            Saving::Idle => "Nothing leaves this device".to_owned(),
            Saving::Writing => "Saving …".to_owned(),
            Saving::Saved { at } => format!("Saved on this device, {at}"),
            Saving::Failed(_) => "Not saved".to_owned(),
        }
    });
    let icon = live(move || {
        let saved = matches!(workspace.saving.get(), Saving::Saved { .. }) && !workspace.memory_only.get();
        saved.then(|| view! { <Icon name="check" /> }.into_any())
    });
    view! { <p class="saved" id="save-state">{icon}<span>{words}</span></p> }
}

#[component]
fn Banners() -> impl IntoView {
    let workspace = workspace();
    let save = move |_| save_copy(workspace);
    let has_plans = move || workspace.plans.with(|plans| !plans.is_empty());
    view! {
        {move || match workspace.saving.get() {
            Saving::Failed(error) if !workspace.memory_only.get() => Some(view! {
                <div class="banner banner-problem" role="alert">
                    <Icon name="alert-triangle" />
                    <div>
                        <p><strong>{error.to_string()}</strong>" Keep this page open, and save a file now."</p>
                        <div class="row">
                            <button type="button" class="button" on:click=on(save)>"Save a file now"</button>
                            <button type="button" class="button button-quiet" on:click=on(move |_| workspace.retry())>"Try again"</button>
                        </div>
                    </div>
                </div>
            }.into_any()),
            _ => None,
        }}
        {move || workspace.memory_only.get().then(|| view! {
            <div class="banner" role="status">
                <Icon name="info" />
                <div>
                    <p>
                        <strong>
                            {if workspace.blocked.get() {
                                "This browser does not let Onward keep anything on this device."
                            } else {
                                "Shared computer: nothing is kept here."
                            }}
                        </strong>
                        " Save a file before you close this page."
                    </p>
                    {has_plans().then(|| view! {
                        <button type="button" class="button" on:click=on(save)>"Save a file now"</button>
                    }.into_any())}
                </div>
            </div>
        }.into_any())}
        <CopyReminder />
        <UpdateBanner />
    }
}

/// Brings a copy to mind, calmly and once a visit, when there is something to lose.
#[component]
fn CopyReminder() -> impl IntoView {
    let workspace = workspace();
    let is_later = RwSignal::new(false);
    let target = Memo::new(move |_| {
        let today = workspace.today.get();
        let (days, changes) = REMIND_AFTER;
        workspace.plans.with(|plans| {
            let mut own =
                plans.values().filter(|held| !held.plan.example && held.plan.binned.value.is_none());
            let first = own.next()?;
            let since = workspace.last_copy.get().as_deref().and_then(parse_iso).unwrap_or(first.plan.begun);
            let is_time = (today - since).num_days() >= days || workspace.changes.get() >= changes;
            is_time.then(|| first.plan.id.clone())
        })
    });
    live(move || {
        let id = target.get().filter(|_| !is_later.get() && !workspace.memory_only.get())?;
        Some(view! {
            <div class="banner" role="status">
                <Icon name="info" />
                <div>
                    <p><strong>"A good time to save a copy."</strong>" "{last_copy_words(workspace)}</p>
                    <div class="row">
                        <a class="button" href=Route::of_plan(&id, "share").href()>"Save a copy"</a>
                        <button type="button" class="button button-quiet" on:click=on(move |_| is_later.set(true))>"Not now"</button>
                    </div>
                </div>
            </div>
        }.into_any())
    })
}

/// A newer version has been fetched and waits until the person says so.
#[component]
fn UpdateBanner() -> impl IntoView {
    let ready = RwSignal::new(update_waits());
    window::on("onward:update-ready", move |_| ready.set(true));
    live(move || {
        ready.get().then(|| {
            view! {
                <div class="banner" role="status">
                    <Icon name="info" />
                    <div>
                        <p><strong>"A new version is ready."</strong>" Your plans stay as they are."</p>
                        <div class="row">
                            <button type="button" class="button" on:click=on(|_| window::call("onwardUpdate", ""))>"Update now"</button>
                            <button type="button" class="button button-quiet" on:click=on(move |_| ready.set(false))>"Later"</button>
                        </div>
                    </div>
                </div>
            }.into_any()
        })
    })
}

fn update_waits() -> bool {
    let window = web_sys::window();
    window
        .and_then(|window| js_sys::Reflect::get(&window, &"onwardUpdateReady".into()).ok())
        .is_some_and(|waits| waits.is_truthy())
}

/// The last change and the way back, on every page until the next change.
#[component]
fn UndoBar() -> impl IntoView {
    let workspace = workspace();
    view! {
        <div class="undo-place" role="status" aria-live="polite">
            {move || workspace.last_change.get().map(|change| view! {
                <div class="undo">
                    <span>{change.words}</span>
                    <button type="button" class="undo-button" aria-keyshortcuts="u" on:click=on(move |_| workspace.undo_last())>
                        <Icon name="undo" />"Undo"
                    </button>
                    <button
                        type="button"
                        class="undo-close"
                        aria-label="Close this message"
                        on:click=on(move |_| workspace.last_change.set(None))
                    >
                        <Icon name="x" />
                    </button>
                </div>
            }.into_any())}
        </div>
    }
}

/// Who can help, and what Onward does with what is typed: on every page.
#[component]
fn Footer(plan: Memo<Option<PlanId>>) -> impl IntoView {
    let workspace = workspace();
    let help = live(move || {
        let council = plan.get().and_then(|id| {
            workspace.plans.with(|plans| plans.get(&id).and_then(|held| held.plan.council.value.clone()))
        });
        let packs = Packs::for_council(content::spine(), council.as_deref());
        // The council's own service comes first; the national line holds everywhere.
        packs.help().map(|line| {
            view! {
                <p>
                    <strong>"Who can help: "</strong>
                    {line.name.clone()}". "{line.about.clone()}
                    {(!line.phone.is_empty()).then(|| format!(" Phone {}.", line.phone))}
                    {(!line.email.is_empty()).then(|| format!(" E-mail {}.", line.email))}
                    {(!line.web.is_empty()).then(|| view! { " "<a href=line.web.clone() rel="external noreferrer">{line.web.clone()}</a> }.into_any())}
                </p>
            }.into_any()
        })
    });
    view! {
        <footer class="footer">
            {help}
            {move || (plan.get().is_some() && !workspace.memory_only.get()).then(|| view! { <p>{last_copy_words(workspace)}</p> }.into_any())}
            <p>
                {move || if workspace.memory_only.get() {
                    "What you write is gone when you close this page, unless you save a file. "
                } else {
                    "What you write stays on this device. "
                }}
                "Onward has no account and sends nothing. "
                <a href=Route::Settings.href()>"Settings and about"</a>" · "
                <a href=address::href("/guide/sources")>"Sources and credits"</a>
            </p>
            <p class="footer-small">
                {format!("Onward {} · content: {}", env!("CARGO_PKG_VERSION"), versions())}
                " · This is information, not legal advice."
            </p>
        </footer>
    }
}

/// The packs with their versions, in words.
pub fn versions() -> String {
    let spine = content::spine();
    std::iter::once(&spine.national)
        .chain(&spine.councils)
        .map(|pack| format!("{} {}", pack.name, pack.version))
        .collect::<Vec<_>>()
        .join(", ")
}
