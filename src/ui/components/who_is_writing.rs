//! "Who is writing?": asked once a visit, before somebody writes in the young person's lens. The answer
//! is kept with each entry, so that everybody can see whose hands wrote the person's words.
//!
//! What is *not* here: who may change which words ([`onward_core::plan::Record::may_write`]).

use leptos::prelude::*;

use super::icon::Icon;
use crate::ui::focus;
use crate::ui::lens::Lens;
use crate::ui::{live, on, reading};

/// The longest name that is taken.
const NAME_LENGTH: &str = "60";
/// The id of the line that says who writes.
const LINE: &str = "who-writes";
const FIELD: &str = "writer-name";

/// What writes a person's words: shown once it is known who writes. In the other lenses everybody writes
/// for themselves, and it is shown at once. The editor is drawn again only when the lens or the answer
/// changes, so signals it makes keep what is typed meanwhile.
pub fn with_writer(editor: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    view! {
        <WhoIsWriting />
        {live(move || may_write_now().then(&editor))}
    }
    .into_any()
}

/// Whether it is known who writes, or need not be asked. Follows changes.
pub fn may_write_now() -> bool {
    let reading = reading();
    reading.lens() != Lens::YoungPerson || reading.writer.with(Option::is_some)
}

/// The question, then one line that says who writes, with a way to change it. Nothing in other lenses.
#[component]
pub fn WhoIsWriting() -> impl IntoView {
    let reading = reading();
    let asks_for_name = RwSignal::new(false);
    let say = move |name: String| {
        asks_for_name.set(false);
        reading.writer.set(Some(name));
        focus::soon(LINE);
    };
    live(move || {
        if reading.lens() != Lens::YoungPerson {
            return None;
        }
        Some(match reading.writer.get() {
            Some(name) => view! {
                <p class="writer" id=LINE tabindex="-1">
                    <Icon name="pencil" />
                    <span>{if name.is_empty() { "You are writing.".to_owned() } else { [&name, " is writing what you say."].concat() }}</span>
                    <button type="button" class="link" on:click=on(move |_| { reading.writer.set(None); focus::soon("writer-me"); })>
                        "Change who writes"
                    </button>
                </p>
            }
            .into_any(),
            None => view! { <Question asks_for_name=asks_for_name say=Callback::new(say) /> }.into_any(),
        })
    })
}

#[component]
fn Question(asks_for_name: RwSignal<bool>, say: Callback<String>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let is_missing = RwSignal::new(false);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().trim().to_owned();
        is_missing.set(typed.is_empty());
        if typed.is_empty() {
            focus::on(FIELD);
        } else {
            say.run(typed);
        }
    };
    let ask = move |_| {
        asks_for_name.set(true);
        focus::soon(FIELD);
    };
    view! {
        <section class="card stack writer-question" aria-labelledby="writer-title">
            <h2 id="writer-title">"Who is writing?"</h2>
            <p>"Your words stay yours. Others can see who wrote them down."</p>
            <div class="options">
                <button type="button" class="option" id="writer-me" on:click=on(move |_| say.run(String::new()))>"Me"</button>
                <button type="button" class="option" aria-expanded=move || if asks_for_name.get() { "true" } else { "false" } on:click=on(ask)>
                    "Someone writing what I say"
                </button>
            </div>
            {live(move || asks_for_name.get().then(|| view! {
                <form class="stack" novalidate on:submit=on(send)>
                    <div class="field">
                        <label for=FIELD>"Their name"</label>
                        {live(move || is_missing.get().then(|| view! {
                            <p class="field-error" id="writer-error"><span class="heard-only">"Error: "</span>"Enter the name of who is writing"</p>
                        }.into_any()))}
                        <input
                            id=FIELD
                            type="text"
                            autocomplete="off"
                            maxlength=NAME_LENGTH
                            aria-invalid=move || is_missing.get().then_some("true")
                            aria-describedby=move || is_missing.get().then_some("writer-error")
                            prop:value=name
                            on:input=on(move |event| name.set(event_target_value(&event)))
                        />
                    </div>
                    <button type="submit" class="button">"Start writing"</button>
                </form>
            }.into_any()))}
        </section>
    }
}
