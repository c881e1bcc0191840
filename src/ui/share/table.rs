//! Steps and actions as tables for a spreadsheet.

use leptos::prelude::*;
use onward_core::exchange::table::csv;
use onward_core::plan::PlanId;

use super::paper::Source;
use super::{Content, back, day_in_name, keep_file, kept_view, own_share, private_note};
use crate::platform::files::Kept;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::{on, workspace};

/// The page.
#[component]
pub fn Table(
    /// The plan.
    id: PlanId,
) -> impl IntoView {
    let workspace = workspace();
    let plain = RwSignal::new(false);
    let saved = RwSignal::new(None::<Kept>);
    let of = id.clone();
    let rows = move |table: fn(&Source) -> Vec<Vec<String>>| {
        let today = workspace.today.get();
        own_share(workspace, &of).map(|shared| table(&Source::of(&shared, today))).unwrap_or_default()
    };
    let of = rows.clone();
    let actions = Memo::new(move |_| of(Source::actions_table).len().saturating_sub(1));
    let save = move |name: &'static str, table: fn(&Source) -> Vec<Vec<String>>| {
        let text = csv(&untrack(|| rows(table)), !plain.get_untracked());
        let name = ["onward-", name, "-", &day_in_name(), ".csv"].concat();
        keep_file(saved, name, "text/csv", Content::Text(text));
    };
    let save_actions = save.clone();
    view! {
        <div class="stack narrow">
            {back(&id)}
            <Heading title="Tables">"Make a table"</Heading>
            <p>"You get a file that opens in any spreadsheet: one row for each step, or for each action."</p>
            <p>"Dates are written as 2027-02-15, so that they sort. The name is in the steps: send it with care."</p>
            <div class="tick">
                <input
                    type="checkbox"
                    id="plain-table"
                    prop:checked=plain
                    on:change=on(move |event| plain.set(event_target_checked(&event)))
                />
                <label for="plain-table">"Without a mark at the start. Tick this if the first heading looks odd."</label>
            </div>
            {private_note(id)}
            <div class="row">
                <button type="button" class="button" on:click=on(move |_| save("steps", Source::steps_table))>
                    <Icon name="table" />"Save the steps"
                </button>
                {move || {
                    let save = save_actions.clone();
                    (actions.get() > 0).then(|| view! {
                        <button type="button" class="button button-quiet" on:click=on(move |_| save("actions", Source::actions_table))>
                            <Icon name="table" />"Save the actions"
                        </button>
                    }.into_any())
                }}
            </div>
            {kept_view(saved)}
        </div>
    }
}
