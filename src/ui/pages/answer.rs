//! Changing one answer of a plan.

use leptos::prelude::*;
use onward_core::path::{Packs, question_about};
use onward_core::plan::{Edit, PlanId};
use onward_core::situation::Fact;

use super::ask::CouncilForm;
use super::begin::birth_date_question;
use super::not_found::NotFound;
use super::with_plan;
use crate::content;
use crate::ui::components::name_form::NameForm;
use crate::ui::components::question_form::QuestionForm;
use crate::ui::route::Route;
use crate::ui::{navigator, words, workspace};

/// The page of one answer.
#[component]
pub fn Answer(
    /// The plan.
    id: PlanId,
    /// The answer's word in the address.
    fact: String,
) -> impl IntoView {
    with_plan(
        id.clone(),
        Box::new(move || {
            // What a question says beside itself comes with the details.
            workspace().details.track();
            view! { <OneAnswer id=id.clone() slug=fact.clone() /> }.into_any()
        }),
    )
}

#[component]
fn OneAnswer(id: PlanId, slug: String) -> impl IntoView {
    let workspace = workspace();
    let navigator = navigator();
    let all = Route::Answers(id.clone());
    let all_href = all.href();
    let Some(plan) = workspace.plans.with_untracked(|plans| plans.get(&id).map(|held| held.plan.clone()))
    else {
        return ().into_any();
    };
    let name = super::name_of(&plan);
    let save = move |edit: Edit, what: String| {
        workspace.edit(&id, vec![edit], format!("Changed: {what}"));
        navigator.go(all.clone());
    };
    let form = match slug.as_str() {
        "name" => {
            view! { <NameForm name=name button="Save this answer" save=Callback::new(move |name| save(Edit::Name(name), "Name or nickname".to_owned())) /> }
                .into_any()
        }
        "council" => {
            let known = plan.council.value.clone().unwrap_or_else(|| "another".to_owned());
            let done = Callback::new(move |pack| save(Edit::Council(pack), "Council".to_owned()));
            view! { <CouncilForm name=name chosen=RwSignal::new(Some(known)) button="Save this answer" done=done /> }.into_any()
        }
        slug => {
            let fact_name = slug.replace('-', "_");
            let packs = Packs::for_council(content::spine(), plan.council.value.as_deref());
            let today = workspace.today.get_untracked();
            let found = Fact::from_name(&fact_name).and_then(|fact| {
                let question = match fact {
                    Fact::DateOfBirth => birth_date_question(),
                    fact => {
                        let holidays = content::bank_holidays();
                        question_about(fact, &plan.situation(), packs, holidays, today)?.clone()
                    }
                };
                Some((question, fact))
            });
            let Some((question, fact)) = found else {
                return view! { <NotFound /> }.into_any();
            };
            let answer = plan.facts.get(&fact).map(|entry| entry.value.clone());
            let what = words::named(&question.ask, &name);
            view! {
                <QuestionForm
                    question=question
                    name=name
                    answer=answer
                    button="Save this answer"
                    save=Callback::new(move |value| save(Edit::Fact(fact, value), what.clone()))
                />
            }
            .into_any()
        }
    };
    view! {
        <div class="stack narrow">
            <a class="back" href=all_href>"‹ Back to all answers"</a>
            {form}
        </div>
    }
    .into_any()
}
