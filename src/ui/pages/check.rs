//! The answers of a new plan, to be checked before the path is made.

use leptos::prelude::*;
use onward_core::situation::Fact;

use super::answers::{answer_words, council_words};
use super::begin::{Draft, Page};
use crate::ui::components::heading::Heading;
use crate::ui::route::Route;
use crate::ui::{navigator, on, reading, words, workspace};

/// The list of answers, each with a way to change it.
#[component]
pub fn Check() -> impl IntoView {
    let workspace = workspace();
    let draft = expect_context::<Draft>();
    let navigator = navigator();
    let reading = reading();
    let pages = untrack(|| draft.pages(workspace));
    if let Some(page) = draft.first_open(&pages).and_then(|open| pages.get(open)) {
        let target = page.route();
        request_animation_frame(move || navigator.go_in_place(target));
        return ().into_any();
    }
    let plan = draft.plan.get_untracked();
    let name = super::name_of(&plan);
    let rows = pages
        .iter()
        .map(|page| {
            let (question, answer) = match page {
                Page::Name => {
                    let answer = if name.is_empty() { "Not given".to_owned() } else { name.clone() };
                    ("Name or nickname".to_owned(), answer)
                }
                Page::Council => ("Council".to_owned(), council_words(plan.council.value.as_deref())),
                Page::Fact(question) => {
                    let value =
                        Fact::from_name(&question.fact).and_then(|fact| plan.facts.get(&fact)?.value.clone());
                    (words::named(&question.ask, &name), answer_words(question, value.as_ref(), &name))
                }
            };
            let heard = format!("Change: {question}");
            view! {
                <div class="answer">
                    <dt>{question}</dt>
                    <dd>{answer}</dd>
                    <dd class="answer-change"><a href=page.route().href() aria-label=heard>"Change"</a></dd>
                </div>
            }
            .into_any()
        })
        .collect_view();
    let make = move |_| {
        let mut plan = draft.plan.get_untracked();
        // The day the questions are finished is the day the plan begins.
        plan.begun = workspace.today.get_untracked();
        let target = Route::Plan(plan.id.clone());
        workspace.add(plan);
        reading.remember();
        draft.clear(workspace);
        navigator.go_in_place(target);
    };
    let back = pages.last().map_or(Route::Begin, Page::route).href();
    view! {
        <div class="stack narrow">
            <a class="back" href=back>"‹ Back"</a>
            <Heading title="Check your answers">"Check your answers"</Heading>
            <dl class="answers">{rows}</dl>
            <p>"Next you see the path with its dates. You can change each answer later."</p>
            <button type="button" class="button" on:click=on(make)>"Show the path"</button>
        </div>
    }
    .into_any()
}
