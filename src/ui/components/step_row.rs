//! A step as a row: a box to tick, and the whole rest a link to the step.

use leptos::prelude::*;
use onward_core::path::{Blocked, Packs, PathStep, Timing};
use onward_core::plan::{Edit, PlanId, Status};

use super::icon::Icon;
use super::tag::{BadgeTag, TimingTag};
use crate::ui::route::Route;
use crate::ui::{focus, live, on, reading, words, workspace};

/// A row of a list of steps.
#[component]
pub fn StepRow(
    /// The plan.
    plan: PlanId,
    /// The child's name.
    name: String,
    /// The step.
    step: PathStep<'static>,
    /// The packs of the plan.
    packs: Packs<'static>,
    /// The list it stands in: the same step can stand in several on a page.
    list: &'static str,
) -> impl IntoView {
    let workspace = workspace();
    let reading = reading();
    let pack_step = step.step;
    let today = workspace.today.get_untracked();
    let done = matches!(step.status, Status::Done { .. });
    let waits = match (step.blocked, step.is_settled()) {
        (Some(Blocked::WaitsFor(first)), false) => {
            Some(format!("Cannot start yet. First: {}.", untrack(|| reading.title(first, &name))))
        }
        _ => None,
    };
    // The words of a lens may come after the row is drawn; the row must stay, with the focus on it.
    let title = move || reading.title(pack_step, &name);
    let can_tick = waits.is_none();
    let href = Route::Step(plan.clone(), step.key.clone()).href();
    let box_id = format!("{list}-{}", step.key.as_str());
    let toggle = {
        let (key, title, plan, box_id) = (step.key.clone(), title.clone(), plan.clone(), box_id.clone());
        move |_| {
            let title = untrack(&title);
            let (status, words) = if done {
                (Status::NotStarted, format!("Not done any more: {title}"))
            } else {
                (Status::Done { on: workspace.today.get_untracked() }, format!("Done: {title}"))
            };
            workspace.edit(&plan, vec![Edit::Status(key.clone(), status)], words);
            focus::soon_or(&box_id, &[list, "-title"].concat());
        }
    };
    let class = format!(
        "task {} {}",
        if matches!(step.timing, Timing::Late { .. }) {
            "task-late"
        } else {
            words::part_class(step.step.part)
        },
        if step.is_settled() { "task-settled" } else { "" },
    );
    let status = match &step.status {
        Status::NotStarted => None,
        status => Some(words::status_words(status, packs)),
    };
    let reference = live(move || {
        reading
            .reference(pack_step)
            .map(|source| view! { <span class="task-source">{source}</span> }.into_any())
    });
    let meta = view! {
        <span class="task-meta">
            <span class="task-tags">
                <TimingTag step=step.clone() today=today />
                <BadgeTag badge=step.step.badge packs=packs />
            </span>
            <span class="task-date">{words::row_date(&step)}</span>
            <span class="task-owner">{packs.party(step.step.owner)}</span>
            {status.map(|status| view! { <span class="task-status">{status}</span> }.into_any())}
            {waits.map(|waits| view! { <span>{waits}</span> }.into_any())}
        </span>
        {reference}
    }
    .into_any();
    view! {
        <li class=class data-step=step.key.as_str().to_owned()>
            {can_tick.then(|| view! {
                <button
                    type="button"
                    class="task-box"
                    id=box_id
                    role="checkbox"
                    aria-checked=if done { "true" } else { "false" }
                    aria-label={
                        let title = title.clone();
                        move || format!("Done: {}", title())
                    }
                    on:click=on(toggle)
                >
                    {done.then(|| view! { <Icon name="check" /> }.into_any())}
                </button>
            }.into_any())}
            {if can_tick {
                view! {
                    <a class="task-link" href=href>
                        <span class="task-title">{live(title)}</span>
                        {meta}
                        <Icon name="chevron-right" />
                    </a>
                }
                .into_any()
            } else {
                view! { <div class="task-link"><span class="task-title">{live(title)}</span>{meta}</div> }.into_any()
            }}
        </li>
    }
}
