//! The guide: the site's own plain pages, shown inside the app, and a search over them.
//!
//! A page is fetched as the file that a browser without scripts gets, and its article is taken out. So
//! each is written once. Pages seen are kept in memory: Back shows them at once, at the same place.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use onward_core::search;

use crate::platform::{address, fetch};
use crate::ui::app::arrive;
use crate::ui::route::Route;
use crate::ui::{live, on};

/// Name of the file with what the search looks through.
const SEARCH_INDEX: &str = "guide-search.tsv";
/// The most places a search shows.
const MOST_FOUND: usize = 12;

/// What has been fetched of the guide.
#[derive(Clone, Copy)]
pub struct Shelf {
    articles: StoredValue<Vec<(String, Arc<str>)>>,
    index: RwSignal<Option<Arc<str>>>,
}

impl Shelf {
    /// An empty one. The article of a page that came as a file is on it already.
    pub fn new() -> Self {
        let here = Route::guide_page(&crate::platform::navigation::place());
        let found = here.zip(article_of_document()).into_iter().collect();
        Self { articles: StoredValue::new(found), index: RwSignal::new(None) }
    }

    fn article(self, page: &str) -> Option<Arc<str>> {
        self.articles.with_value(|articles| {
            articles.iter().find(|(known, _)| known == page).map(|(_, article)| article.clone())
        })
    }

    async fn fetch(self, page: String) -> Option<Arc<str>> {
        let file = if page.is_empty() { "guide.html".to_owned() } else { format!("guide/{page}.html") };
        let text = text_of(&file).await?;
        let article: Arc<str> = article_in(&text)?.into();
        self.articles.update_value(|articles| articles.push((page, article.clone())));
        Some(article)
    }

    async fn fetch_index(self) {
        if self.index.with_untracked(Option::is_none)
            && let Some(text) = text_of(SEARCH_INDEX).await
        {
            self.index.set(Some(text.into()));
        }
    }
}

async fn text_of(file: &str) -> Option<String> {
    String::from_utf8(fetch::bytes(file).await?).ok()
}

const OPENING: &str = "<article class=\"guide\" id=\"guide\">";

fn article_in(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once(OPENING)?;
    rest.split_once("</article>").map(|(article, _)| article)
}

fn article_of_document() -> Option<Arc<str>> {
    let document = web_sys::window().and_then(|window| window.document())?;
    Some(document.get_element_by_id("guide")?.inner_html().into())
}

/// What became of a page that was asked for.
#[derive(Clone, PartialEq)]
enum Shown {
    Waiting,
    Article(Arc<str>),
    Missing,
}

/// A page of the guide.
#[component]
pub fn Guide(
    /// Its place below `/guide`, for example `words/easy-read`; empty for the first page.
    page: String,
) -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let shown = RwSignal::new(shelf.article(&page).map_or(Shown::Waiting, Shown::Article));
    let fetch = {
        let page = page.clone();
        move || {
            let page = page.clone();
            spawn_local(async move {
                shown.set(shelf.fetch(page).await.map_or(Shown::Missing, Shown::Article));
                request_animation_frame(|| arrive(0.0));
            });
        }
    };
    if shown.with_untracked(|shown| *shown == Shown::Waiting) {
        fetch();
    }
    Effect::new(move |_| {
        if shown.with(|shown| matches!(shown, Shown::Article(_))) {
            set_title();
        }
    });
    view! {
        <div class="stack">
            <Search />
            {live(move || match shown.get() {
                Shown::Waiting => view! { <p class="quiet">"Fetching this page …"</p> }.into_any(),
                Shown::Article(article) => view! { <article class="guide" inner_html=article.to_string()></article> }.into_any(),
                Shown::Missing => {
                    let again = fetch.clone();
                    view! {
                        <h1 tabindex="-1">"This page is not on this device"</h1>
                        <p>"There may be no connection, or no such page."</p>
                        <p class="row">
                            <button type="button" class="button" on:click=on(move |_| again())>"Try again"</button>
                            <a class="button button-quiet" href=address::href("/guide")>"Go to the guide"</a>
                        </p>
                    }
                    .into_any()
                }
            })}
        </div>
    }
}

/// The window's title is the article's heading.
fn set_title() {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(document) = document
        && let Ok(Some(heading)) = document.query_selector("main h1")
    {
        document.set_title(&[heading.text_content().unwrap_or_default().as_str(), " - Onward"].concat());
    }
}

#[component]
fn Search() -> impl IntoView {
    let shelf = expect_context::<Shelf>();
    let query = RwSignal::new(String::new());
    let found = live(move || {
        let wanted = query.get();
        if wanted.trim().is_empty() {
            return ().into_any();
        }
        match shelf.index.get() {
            None => {
                view! { <p class="quiet">"The search is not on this device yet. Use the list below."</p> }
                    .into_any()
            }
            Some(index) => results(&search::search(&index, &wanted, MOST_FOUND)),
        }
    });
    view! {
        <search class="guide-search">
            <label for="guide-query">"Search the guide"</label>
            <input
                id="guide-query"
                type="search"
                autocomplete="off"
                prop:value=query
                on:focus=on(move |_| spawn_local(shelf.fetch_index()))
                on:input=on(move |event| query.set(event_target_value(&event)))
            />
            <div role="status">{found}</div>
        </search>
    }
}

fn results(places: &[search::Found<'_>]) -> AnyView {
    if places.is_empty() {
        return view! { <p>"Nothing fits. Try another word, or use the list below."</p> }.into_any();
    }
    let item = |place: &search::Found<'_>| {
        let href = address::href(&["/", place.address].concat());
        view! { <li><a href=href>{place.title.to_owned()}</a>" "<span class="quiet">{place.kind.to_owned()}</span></li> }
            .into_any()
    };
    let said = match places.len() {
        1 => "1 place found".to_owned(),
        count => [count.to_string().as_str(), " places found"].concat(),
    };
    view! { <p class="quiet">{said}</p><ul class="found">{places.iter().map(item).collect_view()}</ul> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::article_in;

    #[test]
    fn the_article_is_taken_out_of_its_page() {
        let page = "<main><article class=\"guide\" id=\"guide\"><h1>Words</h1></article></main>";
        assert_eq!(article_in(page), Some("<h1>Words</h1>"));
        assert_eq!(article_in("<main></main>"), None);
    }
}
