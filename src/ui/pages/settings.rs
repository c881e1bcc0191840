//! Settings and about: how Onward looks and sounds on this device, what stays private, and versions.
//!
//! Each choice holds at once, on this very page, and is kept at once. What the choices do to the page
//! is in `style/tokens.css` and `public/`; what may be chosen is in [`crate::platform::comfort`].

use leptos::prelude::*;
use onward_core::pack::Badge;
use onward_core::path::Packs;

use crate::content;
use crate::platform::comfort::{self, Setting};
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::components::tag::BadgeTag;
use crate::ui::route::Route;
use crate::ui::shell::versions;
use crate::ui::{self, on, workspace};

/// A setting in words: its name, one line about it, and a label for each of its words.
type Group = (&'static Setting, &'static str, &'static str, &'static [&'static str]);

const LOOKS: &[Group] = &[
    (
        &comfort::THEME,
        "Colours",
        "",
        &[
            "As this device is set",
            "Paper",
            "White",
            "Soft blue",
            "Dark",
            "Strong contrast, light",
            "Strong contrast, dark",
        ],
    ),
    (
        &comfort::SIZE,
        "Text size",
        "Larger than your device’s own text size.",
        &["Usual", "110 %", "125 %", "150 %", "175 %", "200 %"],
    ),
    (
        &comfort::FONT,
        "Letters",
        "Some people with dyslexia like OpenDyslexic.",
        &["Atkinson Hyperlegible", "This device’s own", "OpenDyslexic"],
    ),
    (&comfort::LINES, "Space between lines", "", &["Usual", "More", "Most"]),
    (&comfort::LETTERS, "Space between letters", "", &["Usual", "More", "Most"]),
    (&comfort::WIDTH, "Length of lines", "", &["Usual", "Shorter", "Longer"]),
    (
        &comfort::PICTURES,
        "Pictures",
        "Easy Read has a picture beside each line.",
        &["In colour", "Lines only", "None"],
    ),
    (&comfort::SIMPLER, "Simpler words (Easy Read)", "", &["As the view is set", "On", "Off"]),
    (&comfort::MOTION, "Movement", "", &["As this device is set", "Less"]),
];
const SOUNDS: &[Group] = &[
    (&comfort::SPEED, "Speed of reading aloud", "", &["Usual", "Slower", "Faster"]),
    (&comfort::FOLLOW, "When I go to another page", "", &["Stop reading", "Go on reading"]),
];
const KEYS: &[Group] = &[(
    &comfort::KEYS,
    "One-key shortcuts",
    "They never work while you write. Off helps if you speak to your device.",
    &["On", "Off"],
)];

/// The page.
#[component]
pub fn Settings() -> impl IntoView {
    let comfort = ui::comfort();
    let workspace = workspace();
    // One listener for every choice, and for the voices that public/listen.js adds. No form: there is
    // nothing to send, and Enter would send it.
    let change = move |event: leptos::ev::Event| {
        use wasm_bindgen::JsCast;
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if let Some(name) = target.and_then(|target| target.get_attribute("name")) {
            comfort.choose(name, event_target_value(&event));
        }
    };
    let kept = move || {
        if workspace.memory_only.get() {
            "Each change shows at once. It is gone when you close this page."
        } else {
            "Each change shows at once, and is kept on this device."
        }
    };
    view! {
        <div class="stack">
            <Heading title="Settings and about">"Settings and about"</Heading>
            <p class="lead">{kept}</p>
            <div class="settings">
                <Sample />
                <div class="setting-groups stack" on:change=on(change)>
                    <section class="stack" aria-labelledby="looks">
                        <h2 id="looks">"How it looks"</h2>
                        {groups(LOOKS)}
                    </section>
                    <section class="stack" aria-labelledby="sounds">
                        <h2 id="sounds">"Listen"</h2>
                        <p>"Onward reads pages aloud with the voices of this device. No voice needs the internet."</p>
                        <div class="field" id="voices">
                            <p class="quiet">"This browser offers no such voice, so there is no Listen button."</p>
                        </div>
                        {groups(SOUNDS)}
                    </section>
                    <section class="stack" aria-labelledby="keys">
                        <h2 id="keys">"Keys"</h2>
                        {groups(KEYS)}
                        <button type="button" class="button button-quiet" data-shows-keys>"Show the keys"</button>
                    </section>
                </div>
            </div>
            <About />
        </div>
    }
}

fn groups(groups: &'static [Group]) -> AnyView {
    groups.iter().map(group).collect_view().into_any()
}

fn group((setting, legend, about, labels): &'static Group) -> AnyView {
    let comfort = ui::comfort();
    let choices = setting
        .words
        .iter()
        .zip(*labels)
        .map(|(word, label)| {
            let id = [setting.name, "-", word].concat();
            let theme = (setting.name == "theme" && *word != "auto").then_some(*word);
            view! {
                <div class="pick" data-theme=theme>
                    <input
                        type="radio"
                        name=setting.name
                        id=id.clone()
                        value=*word
                        prop:checked=move || comfort.word(setting) == *word
                    />
                    <label for=id>{*label}</label>
                </div>
            }
            .into_any()
        })
        .collect_view();
    let hint = (!about.is_empty()).then(|| [setting.name, "-about"].concat());
    view! {
        <fieldset class="setting" aria-describedby=hint.clone()>
            <legend>{*legend}</legend>
            {hint.clone().map(|hint| view! { <p class="quiet" id=hint>{*about}</p> }.into_any())}
            <div class="picks">{choices}</div>
        </fieldset>
    }
    .into_any()
}

/// A piece of every kind, to see a change without leaving the page.
#[component]
fn Sample() -> impl IntoView {
    let comfort = ui::comfort();
    let packs = Packs::for_council(content::spine(), None);
    view! {
        <section class="sample card stack" aria-labelledby="sample">
            <h2 id="sample">"Try it here"</h2>
            <p><BadgeTag badge=Badge::Law packs=packs /></p>
            <ul class="easy">
                <li>
                    {move || comfort.pictures().map(|file| {
                        let href = crate::platform::address::href(&["/", file, "#meeting"].concat());
                        view! {
                            <svg class="picture" aria-hidden="true" focusable="false"><use href=href></use></svg>
                        }.into_any()
                    })}
                    <p>"A review is a meeting about you."</p>
                </li>
            </ul>
            <p>
                {move || if comfort.simpler_words() == Some(true) {
                    "You say what you want. Then you all agree what happens next."
                } else {
                    "Everyone at the review hears what you want. Then you agree what happens next, and who does it by when."
                }}
            </p>
            <a class="button" href=Route::Guide(String::new()).href()>"Read the guide"</a>
            <button type="button" class="button button-quiet" on:click=on(move |_| comfort.reset())>
                <Icon name="undo" />"Back to the usual settings"
            </button>
        </section>
    }
}

#[component]
fn About() -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="privacy">
            <h2 id="privacy">"What stays private"</h2>
            <ul class="lines">
                <li>"What you write stays on this device. It goes nowhere unless you send it."</li>
                <li>"There is no account and no advert. Nobody counts your visits."</li>
                <li>"Onward fetches only its own files, from its own site."</li>
                <li>"Anyone who can open this browser can read your plans. On a shared computer, say so at the start: then nothing is kept."</li>
            </ul>
        </section>
        <section class="card stack" aria-labelledby="about">
            <h2 id="about">"About Onward"</h2>
            <p>"Version "{env!("CARGO_PKG_VERSION")}". Content: "{versions()}"."</p>
            <p>"This is information, not legal advice. The guide says where each fact is from, and when it was checked."</p>
            <p><a href=Route::Guide("sources".to_owned()).href()>"See all sources and credits"</a></p>
        </section>
    }
}
