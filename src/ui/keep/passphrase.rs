//! A field for a passphrase: it can be shown, pasted into, and filled by a password manager.

use leptos::prelude::*;

use crate::ui::on;

/// The field.
#[component]
pub fn Passphrase(
    /// The field's id.
    id: &'static str,
    /// Its label.
    label: &'static str,
    /// `current-password` or `new-password`.
    fill: &'static str,
    /// What is typed.
    text: RwSignal<String>,
) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let show = ["show-", id].concat();
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                type=move || if is_shown.get() { "text" } else { "password" }
                autocomplete=fill
                autocapitalize="none"
                spellcheck="false"
                prop:value=text
                on:input=on(move |event| text.set(event_target_value(&event)))
            />
            <p class="tick">
                <input
                    id=show.clone()
                    type="checkbox"
                    prop:checked=is_shown
                    on:change=on(move |event| is_shown.set(event_target_checked(&event)))
                />
                <label for=show>"Show what is typed"</label>
            </p>
        </div>
    }
}

/// The shortest passphrase that is taken.
pub const SHORTEST: usize = 12;

/// What is wrong with a new passphrase.
pub fn fault(passphrase: &str, again: &str) -> Option<&'static str> {
    if passphrase.trim().chars().count() < SHORTEST {
        Some("The passphrase is short. Use 12 letters or more: three or four words are good.")
    } else if passphrase.trim() != again.trim() {
        Some("The two passphrases are not the same. Type the second one again.")
    } else {
        None
    }
}
