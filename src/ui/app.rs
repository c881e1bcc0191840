//! Which page is shown, and what happens on each change of page: the focus and the place on it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::comfort::Comfort;
use super::lens::Reading;
use super::live;
use super::pages::{begin, guide, not_found, plan, start, step};
use super::parts::{Part, pages_of};
use super::route::Route;
use super::shell::Shell;
use crate::platform::navigation::{self, Entry};
use crate::platform::{crash, tabs, window};
use crate::workspace::{Opening, Workspace};

/// The page that is open.
#[derive(Clone, Copy)]
pub struct Navigator {
    route: RwSignal<Route>,
}

impl Navigator {
    /// Reads the address and follows it from now on.
    fn start() -> Self {
        let navigator = Self { route: RwSignal::new(Route::read(&navigation::place())) };
        navigation::listen(
            move |top| navigator.show(Route::read(&navigation::place()), top),
            move |place| navigator.go(Route::read(&place)),
        );
        navigator
    }

    /// The page that is open.
    pub fn route(self) -> Route {
        self.route.get()
    }

    /// Goes to a page; Back returns from it.
    pub fn go(self, route: Route) {
        navigation::enter(&route.place(), Entry::New);
        self.show(route, 0.0);
    }

    /// Goes to a page in place of the one that is open.
    pub fn go_in_place(self, route: Route) {
        navigation::enter(&route.place(), Entry::InPlace);
        self.show(route, 0.0);
    }

    fn show(self, route: Route, scroll: f64) {
        self.route.set(route);
        // The new page is drawn before the next frame.
        request_animation_frame(move || arrive(scroll));
    }
}

/// What happens once a page is drawn: the focus goes to its heading or to the place that the address
/// names. A page that comes late does not take it from somebody who has begun to type.
pub fn arrive(scroll: f64) {
    let is_typing = || {
        let document = web_sys::window().and_then(|window| window.document());
        document
            .and_then(|document| document.query_selector("main [type=search]:focus").ok().flatten())
            .is_some()
    };
    if is_typing() {
        // The field keeps the focus.
    } else if scroll > 0.0 || !navigation::to_fragment() {
        focus_heading();
        navigation::scroll_to(scroll);
    }
    window::tell("onward:page");
}

/// The app.
#[component]
pub fn App() -> impl IntoView {
    let workspace = Workspace::open();
    let navigator = Navigator::start();
    provide_context(workspace);
    provide_context(navigator);
    let comfort = Comfort::start();
    provide_context(comfort);
    provide_context(Reading::restore(workspace, comfort));
    provide_context(guide::Shelf::new());
    provide_context(begin::Draft::restore(workspace));
    Effect::new(move |_| crash::plans_are_kept(!workspace.memory_only.get()));
    tabs::listen(move |id| workspace.read_again(id));
    // A page left open overnight must not show yesterday's path.
    window::on("visibilitychange", move |_| workspace.refresh_today());
    window::on("beforeunload", move |event| {
        // The browser asks in its own words whether to leave.
        if workspace.would_lose() {
            event.prevent_default();
        }
    });
    let is_locked = Memo::new(move |_| workspace.opening.get() == Opening::Locked);
    let page = move || {
        let route = navigator.route();
        let is_open = matches!(&route, Route::Guide(_) | Route::Settings)
            || matches!(&route, Route::Page { page, .. } if page == "delete");
        match is_locked.get() && !is_open {
            // The pages of the lock stand in place of every page of a plan.
            true => pages_of(Part::Share, Route::of_all("lock")),
            false => page(route),
        }
    };
    view! { <Shell page=live(page) /> }
}

fn page(route: Route) -> AnyView {
    if let Some(part) = Part::of(&route) {
        return pages_of(part, route);
    }
    match route {
        Route::Start => view! { <start::Start /> }.into_any(),
        Route::Plan(id) => view! { <plan::PlanPath id=id /> }.into_any(),
        Route::Step(id, key) => view! { <step::StepPage id=id key=key /> }.into_any(),
        _ => view! { <not_found::NotFound /> }.into_any(),
    }
}

/// After each change of page the focus goes to the new page's heading, for people who hear the page
/// or use the keyboard. A live region would not reach braille displays.
fn focus_heading() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let Ok(Some(heading)) = document.query_selector("main h1") else {
        return;
    };
    if let Ok(heading) = heading.dyn_into::<web_sys::HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        // Where the page stands is decided by the history, not by the heading.
        options.set_prevent_scroll(true);
        let _ = heading.focus_with_options(&options);
    }
}
