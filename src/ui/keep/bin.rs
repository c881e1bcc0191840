//! The bin of a plan: what was taken away in it, for 30 days.

use chrono::Days;
use leptos::prelude::*;
use onward_core::calendar::date_short;
use onward_core::exchange::compare::Spot;
use onward_core::exchange::naming::named;
use onward_core::plan::record::REMOVED;
use onward_core::plan::{Edit, PlanId};

use super::differences::line;
use super::{back_to_hub, packs_of};
use crate::ui::components::heading::Heading;
use crate::ui::route::Route;
use crate::ui::{live, on, reading, workspace};
use crate::workspace::BIN_DAYS;

#[component]
pub fn Bin(id: PlanId) -> impl IntoView {
    let workspace = workspace();
    let back = back_to_hub(&id);
    let rows = live(move || {
        let today = workspace.today.get();
        let _ = reading().lens();
        let by = reading().author();
        workspace.plans.with(|plans| {
            let plan = &plans.get(&id)?.plan;
            let mut rows = Vec::new();
            for (record_id, record) in plan.records.iter() {
                let Some(until) = record.removed_on().and_then(|day| day.checked_add_days(Days::new(BIN_DAYS)))
                else {
                    continue;
                };
                if until < today {
                    continue;
                }
                let title = line(&named(plan, &Spot::Record(record_id.clone()), packs_of(plan)), plan.name.value.trim());
                let until = format!("Here until {}.", date_short(until));
                let heard = format!("Bring it back: {title}");
                let bring_back = record.may_write(REMOVED, by.voice).then(|| {
                    let edit = Edit::write(&record.kind, record_id, REMOVED, None, &by);
                    let of = id.clone();
                    let bring = move |_| workspace.edit(&of, vec![edit.clone()], "Back from the bin");
                    view! { <button type="button" class="button button-quiet" aria-label=heard on:click=on(bring)>"Bring it back"</button> }.into_any()
                });
                rows.push(view! {
                    <li class="bin-item"><span>{title}" · "{until}</span>{bring_back}</li>
                }.into_any());
            }
            Some(if rows.is_empty() {
                view! { <p>"Nothing was taken away in the last 30 days."</p> }.into_any()
            } else {
                view! { <ul class="bin">{rows}</ul> }.into_any()
            })
        })
    });
    view! {
        <div class="stack narrow">
            {back}
            <Heading title="Bin">"Bin"</Heading>
            <p>"What you take away in this plan is here for 30 days. After that it is out of sight, but in the plan’s history until the plan is deleted."</p>
            {rows}
            <p>"Whole plans have a bin of their own, on the "<a href=Route::Start.href()>"first page"</a>"."</p>
        </div>
    }
}
