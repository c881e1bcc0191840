//! One of several answers, as large radio buttons.

use leptos::prelude::*;

use crate::ui::on;

/// A group of radio buttons; the group's name repeats the page's heading for people who hear it.
#[component]
pub fn Choices(
    /// The group's name.
    #[prop(into)]
    legend: String,
    /// The word stored and the words read.
    options: Vec<(String, String)>,
    /// The chosen word.
    chosen: RwSignal<Option<String>>,
    /// What is wrong, shown above.
    error: Memo<Option<String>>,
) -> impl IntoView {
    view! {
        <fieldset class="choices" aria-describedby=move || error.get().map(|_| "choice-error")>
            <legend class="heard-only">{legend}</legend>
            {move || error.get().map(|words| view! {
                <p class="field-error" id="choice-error"><span class="heard-only">"Error: "</span>{words}</p>
            }.into_any())}
            {options
                .into_iter()
                .enumerate()
                .map(|(at, (word, label))| {
                    let id = if at == 0 { "choice".to_owned() } else { format!("choice-{at}") };
                    let value = word.clone();
                    let picked = word.clone();
                    view! {
                        <div class="choice">
                            <input
                                type="radio"
                                name="choice"
                                id=id.clone()
                                value=word
                                prop:checked=move || chosen.with(|chosen| chosen.as_deref() == Some(value.as_str()))
                                on:change=on(move |_| chosen.set(Some(picked.clone())))
                            />
                            <label for=id>{label}</label>
                        </div>
                    }.into_any()
                })
                .collect_view()}
        </fieldset>
    }
}
