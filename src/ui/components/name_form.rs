//! The question what to call the child, when a plan is started and when it is changed.

use leptos::prelude::*;

use super::heading::Heading;
use crate::ui::on;

/// The question with its field and button. A name is never needed.
#[component]
pub fn NameForm(
    /// The name so far.
    name: String,
    /// The question and why it is asked.
    #[prop(optional)]
    ask: Option<(&'static str, &'static str)>,
    /// The button's words.
    button: &'static str,
    /// Called with the name.
    #[prop(into)]
    save: Callback<String>,
) -> impl IntoView {
    let (ask, why) = ask.unwrap_or((
        "What shall we call the child or young person?",
        "A first name or nickname is enough. It makes the plan easier to read, and is sent to nobody.",
    ));
    let text = RwSignal::new(name);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save.run(text.get_untracked().trim().to_owned());
    };
    view! {
        <form class="question stack" novalidate on:submit=on(send)>
            <Heading title="Name or nickname">{ask}</Heading>
            <p class="why">{why}</p>
            <div class="field">
                <label for="name">"Name or nickname (optional)"</label>
                <input
                    id="name"
                    type="text"
                    autocomplete="off"
                    maxlength="60"
                    prop:value=text
                    on:input=on(move |event| text.set(event_target_value(&event)))
                />
            </div>
            <button type="submit" class="button">{button}</button>
        </form>
    }
}
