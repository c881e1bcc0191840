//! The sheets as a document for a word processor.

use leptos::prelude::*;
use onward_core::exchange::word::{Look, docx};
use onward_core::plan::PlanId;

use super::paper::Source;
use super::print::SheetTicks;
use super::sheets::SHEETS;
use super::{Content, back, day_in_name, keep_file, kept_view, own_share, private_note};
use crate::platform::files::Kept;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::{on, workspace};

/// What the file is, for the browser.
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// Points of ordinary and of large print.
const POINTS: [u8; 2] = [12, 18];

/// The page.
#[component]
pub fn Word(
    /// The plan.
    id: PlanId,
) -> impl IntoView {
    let workspace = workspace();
    let chosen = RwSignal::new(vec!["path", "checklist"]);
    let large = RwSignal::new(false);
    let saved = RwSignal::new(None::<Kept>);
    let of = id.clone();
    let save = move |_| {
        let today = workspace.today.get_untracked();
        let Some(shared) = untrack(|| own_share(workspace, &of)) else { return };
        let source = Source::of(&shared, today);
        let chosen = chosen.get_untracked();
        let sheets = SHEETS.iter().filter(|sheet| chosen.contains(&sheet.id));
        let sheets = sheets.filter_map(|sheet| sheet.words).map(|words| words(&source)).collect();
        let [usual, large_points] = POINTS;
        let look = Look { points: if large.get_untracked() { large_points } else { usual } };
        let name = ["onward-", &day_in_name(), ".docx"].concat();
        let bytes = docx(&source.document(sheets), look);
        keep_file(saved, name, KIND, Content::Bytes(bytes));
    };
    let none = move || chosen.with(Vec::is_empty);
    view! {
        <div class="stack narrow">
            {back(&id)}
            <Heading title="Word document">"Make a Word document"</Heading>
            <p>"You get a file that opens in Word and other word processors. There you can change it."</p>
            <SheetTicks chosen=chosen words_only=true />
            <div class="tick">
                <input
                    type="checkbox"
                    id="large-print"
                    prop:checked=large
                    on:change=on(move |event| large.set(event_target_checked(&event)))
                />
                <label for="large-print">"Large print"</label>
            </div>
            {private_note(id)}
            <div class="row">
                <button type="button" class="button" disabled=none on:click=on(save)>
                    <Icon name="file" />"Save the document"
                </button>
            </div>
            {kept_view(saved)}
        </div>
    }
}
