//! The browser's history: which page is open, going to another, and coming back to the same place on it.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{HtmlAnchorElement, MouseEvent, ScrollRestoration};

use super::{address, window};

/// How a new page enters the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Back returns to the page left.
    New,
    /// In place of the page left, which Back must not return to.
    InPlace,
}

/// What the query of the present address says after a word: `school` for `as` in `?as=school`.
pub fn asked(word: &str) -> Option<String> {
    let search = search();
    let mut pairs = search.trim_start_matches('?').split('&');
    pairs.find_map(|pair| pair.strip_prefix(word)?.strip_prefix('=').map(str::to_owned))
}

/// From now on the address of every page of this visit has this query, so that a copied link carries it.
pub fn ask_always(query: String) {
    PLACES.with_borrow_mut(|places| places.query = query);
    enter(&place(), Entry::InPlace);
}

/// An entry of the history made before the query changed must not carry the old one.
fn put_query_right() {
    let stale = PLACES.with_borrow(|places| !places.query.is_empty() && places.query != search());
    if stale {
        enter(&place(), Entry::InPlace);
    }
}

fn search() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// The part of the present address after the site's own path, with the place on the page.
pub fn place() -> String {
    let location = web_sys::window().map(|window| window.location());
    let path = location.as_ref().and_then(|location| location.pathname().ok()).unwrap_or_default();
    let hash = location.and_then(|location| location.hash().ok()).unwrap_or_default();
    [path.strip_prefix(address::base().as_str()).unwrap_or(&path), &hash].concat()
}

thread_local! {
    // The browser shows the next page's entry before a page left by Back can note where it stood, so the
    // places are kept here, by the number each entry carries.
    static PLACES: RefCell<Places> = const { RefCell::new(Places { here: 0.0, tops: Vec::new(), query: String::new() }) };
}

struct Places {
    /// The number of the history entry that is open.
    here: f64,
    /// How far down each page left was, in pixels.
    tops: Vec<(f64, f64)>,
    /// What every address ends with.
    query: String,
}

/// Changes the address. The caller shows the page.
pub fn enter(place: &str, entry: Entry) {
    let Some(history) = history() else { return };
    let (path, hash) = place.find('#').map_or((place, ""), |at| place.split_at(at));
    let query = PLACES.with_borrow(|places| places.query.clone());
    let url = address::href(&[path, &query, hash].concat());
    // A browser refuses only when pages change by the hundred a second; the page is shown all the same.
    let _ = match entry {
        Entry::New => {
            let number = js_sys::Date::now();
            leave_for(number);
            history.push_state_with_url(&number.into(), "", Some(&url))
        }
        Entry::InPlace => {
            let number = PLACES.with_borrow(|places| places.here);
            history.replace_state_with_url(&number.into(), "", Some(&url))
        }
    };
}

/// Notes where the person is on the page being left, and answers where they were on the one to come.
fn leave_for(number: f64) -> f64 {
    let top = web_sys::window().and_then(|window| window.scroll_y().ok()).unwrap_or(0.0);
    PLACES.with_borrow_mut(|places| {
        let here = std::mem::replace(&mut places.here, number);
        places.tops.retain(|(known, _)| *known != here);
        places.tops.push((here, top));
        places.tops.iter().find(|(known, _)| *known == number).map_or(0.0, |(_, top)| *top)
    })
}

/// The number of the entry the browser shows now.
fn entry_number() -> f64 {
    history().and_then(|history| history.state().ok()).and_then(|state| state.as_f64()).unwrap_or(0.0)
}

/// Scrolls to a place on the page.
pub fn scroll_to(top: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, top);
    }
}

/// Brings the place that the address names into view, and the focus to it. Answers whether there is one.
pub fn to_fragment() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let hash = window.location().hash().unwrap_or_default();
    let id = hash.trim_start_matches('#');
    let Some(element) = window.document().and_then(|document| document.get_element_by_id(id)) else {
        return false;
    };
    element.scroll_into_view();
    // A heading takes the focus only when told that it may.
    let _ = element.set_attribute("tabindex", "-1");
    if let Ok(element) = element.dyn_into::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
    true
}

fn history() -> Option<web_sys::History> {
    web_sys::window().and_then(|window| window.history().ok())
}

/// Calls `back` with the place on the page when the person goes back or forward, and `go` with the place of a link of the app.
pub fn listen(back: impl Fn(f64) + 'static, go: impl Fn(String) + 'static) {
    if let Some(history) = history() {
        // The browser would scroll before the page is there.
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
    PLACES.with_borrow_mut(|places| places.here = entry_number());
    window::on("popstate", move |_| {
        let top = leave_for(entry_number());
        put_query_right();
        back(top);
    });
    window::on("click", move |event| {
        if let Some(place) = event.dyn_ref::<MouseEvent>().and_then(link_of_app) {
            event.prevent_default();
            go(place);
        }
    });
}

/// The place a plain click on a link leads to, if it is a page of the app. Clicks that open a new tab,
/// downloads and links marked as external stay with the browser.
fn link_of_app(click: &MouseEvent) -> Option<String> {
    let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    if click.default_prevented() || click.button() != 0 || modified {
        return None;
    }
    let element = click.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = element.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    let origin = web_sys::window()?.location().origin().ok()?;
    let external = link.rel().split_ascii_whitespace().any(|word| word == "external");
    if link.has_attribute("download") || !link.target().is_empty() || external || link.origin() != origin {
        return None;
    }
    let path = link.pathname();
    // `/app` must not take `/apple` for its own.
    let place = path.strip_prefix(address::base().as_str())?;
    place.starts_with('/').then(|| [place, &link.hash()].concat())
}
