//! Choosing by pictures: large tiles that are native radio buttons and checkboxes, and a finder for every
//! picture there is.

use leptos::prelude::*;
use onward_core::pack::library::{Choices, Goal, PersonShelf};
use onward_core::search::fits;

use crate::platform::address;
use crate::ui::components::icon::Icon;
use crate::ui::{comfort, live, on};

/// Pictures shown before somebody asks for more.
const FIRST_PICTURES: usize = 12;
/// How many more each time.
const MORE_PICTURES: usize = 24;

/// A picture. Its words stand beside it.
pub fn picture(id: &str) -> AnyView {
    let file = comfort().pictures().unwrap_or("pictures.svg");
    let href = address::href(&["/", file, "#", id].concat());
    view! { <svg class="picture" aria-hidden="true" focusable="false"><use href=href></use></svg> }.into_any()
}

/// What a picture says, in a word: its id without dashes.
pub fn picture_words(id: &str) -> String {
    id.replace('-', " ")
}

/// A tile.
#[derive(Clone)]
pub struct Tile {
    /// The word it stands for.
    pub word: String,
    /// The words on it.
    pub label: String,
    /// Its picture, by id; may be empty.
    pub picture: String,
    /// Its icon; may be empty.
    pub icon: &'static str,
}

impl Tile {
    /// A tile with a picture.
    pub fn pictured(word: &str, label: &str, picture: &str) -> Self {
        Self { word: word.to_owned(), label: label.to_owned(), picture: picture.to_owned(), icon: "" }
    }

    /// A tile with an icon, or with words only.
    pub fn plain(word: &str, label: &str, icon: &'static str) -> Self {
        Self { word: word.to_owned(), label: label.to_owned(), picture: String::new(), icon }
    }
}

/// Tiles of a list of choices, which stand for their own words: what is kept reads as it was chosen.
pub fn tiles_of(choices: Option<&Choices>) -> Vec<Tile> {
    let items = choices.into_iter().flat_map(|choices| &choices.items);
    items.map(|choice| Tile::pictured(&choice.text, &choice.text, &choice.picture)).collect()
}

/// How many of a group of tiles can be chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// One.
    One,
    /// Any number.
    Any,
}

/// A group of tiles. `chosen` holds the words of those chosen, in the order they were.
pub fn tiles(
    id: &str,
    pick: Pick,
    legend: AnyView,
    options: Vec<Tile>,
    chosen: RwSignal<Vec<String>>,
    changed: Option<Callback<String>>,
) -> AnyView {
    let id = id.to_owned();
    let kind = if pick == Pick::One { "radio" } else { "checkbox" };
    let rows = options
        .into_iter()
        .enumerate()
        .map(|(at, tile)| {
            let own = [id.as_str(), "-", &at.to_string()].concat();
            let word = tile.word.clone();
            let is_chosen = move || chosen.with(|chosen| chosen.contains(&word));
            let word = tile.word;
            let choose = move |event: leptos::ev::Event| {
                let checked = event_target_checked(&event);
                chosen.update(|chosen| {
                    if pick == Pick::One {
                        chosen.clear();
                    }
                    chosen.retain(|other| *other != word);
                    if checked {
                        chosen.push(word.clone());
                    }
                });
                if let Some(changed) = changed {
                    changed.run(word.clone());
                }
            };
            view! {
                <div class="tile">
                    <input type=kind name=id.clone() id=own.clone() prop:checked=is_chosen on:change=on(choose) />
                    <label for=own>
                        {(!tile.picture.is_empty()).then(|| picture(&tile.picture))}
                        {(!tile.icon.is_empty()).then(|| view! { <Icon name=tile.icon /> }.into_any())}
                        <span>{tile.label}</span>
                    </label>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! { <fieldset class="tile-group"><legend>{legend}</legend><div class="tiles">{rows}</div></fieldset> }
        .into_any()
}

/// Every picture the shelf names, each once; those of some ideas first.
pub fn all_pictures(shelf: &PersonShelf, first: &[&Goal]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let goals = first.iter().copied().chain(&shelf.national.goals);
    let of_goals = goals
        .clone()
        .map(|goal| &goal.picture)
        .chain(goals.flat_map(|goal| goal.easy.iter().map(|line| &line.picture)));
    let of_choices =
        shelf.national.choices.iter().flat_map(|choices| choices.items.iter().map(|item| &item.picture));
    for id in of_goals.chain(of_choices) {
        if !found.contains(id) {
            found.push(id.clone());
        }
    }
    found
}

/// A finder over all pictures. Those chosen stand on top and are taken out by pressing them again.
pub fn finder(pictures: Vec<String>, chosen: RwSignal<Vec<String>>) -> AnyView {
    let query = RwSignal::new(String::new());
    let most = RwSignal::new(FIRST_PICTURES);
    let pictures = StoredValue::new(pictures);
    let found = move || -> Vec<String> {
        let wanted = query.get();
        pictures.with_value(|all| {
            let fit =
                |id: &&String| wanted.trim().is_empty() || fits(&wanted, &picture_words(id), "").is_some();
            all.iter().filter(fit).cloned().collect()
        })
    };
    let grid = live(move || {
        let found = found();
        let count = found.len();
        if count == 0 {
            return view! { <p role="status">"No picture fits. Try another word."</p> }.into_any();
        }
        let tile = |id: &String| Tile::pictured(id, &picture_words(id), id);
        let shown: Vec<Tile> = found.iter().take(most.get()).map(tile).collect();
        let legend = view! { <span>"Pictures"</span> }.into_any();
        let more = (count > most.get()).then(|| {
            let more = move |_| most.update(|most| *most += MORE_PICTURES);
            view! { <button type="button" class="button button-quiet" id="more-pictures" on:click=on(more)>"Show more pictures"</button> }.into_any()
        });
        view! { {tiles("picture", Pick::Any, legend, shown, chosen, None)}{more} }.into_any()
    });
    let picked = live(move || {
        let chosen = chosen.get();
        (!chosen.is_empty()).then(|| {
            let row =
                |id: &String| view! { <li>{picture(id)}<span>{picture_words(id)}</span></li> }.into_any();
            view! {
                <div class="picked">
                    <p class="picked-title">"My pictures"</p>
                    <ul class="picked-pictures">{chosen.iter().map(row).collect_view()}</ul>
                </div>
            }
            .into_any()
        })
    });
    view! {
        <div class="stack finder">
            {picked}
            <div class="field">
                <label for="find-picture">"Find a picture"</label>
                <input
                    id="find-picture"
                    type="search"
                    autocomplete="off"
                    prop:value=query
                    on:input=on(move |event| {
                        query.set(event_target_value(&event));
                        most.set(FIRST_PICTURES);
                    })
                />
            </div>
            {grid}
        </div>
    }
    .into_any()
}

/// Pictures that say something, with their words.
pub fn said_in_pictures<'p>(pictures: impl Iterator<Item = &'p str>) -> AnyView {
    let one = |id: &str| {
        view! { <span class="picked-one">{picture(id)}<span>{picture_words(id)}" "</span></span> }.into_any()
    };
    // Spans, because it stands in headings and links.
    view! { <span class="picked-pictures">{pictures.map(one).collect_view()}</span> }.into_any()
}
