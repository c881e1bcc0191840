//! The facts of a plan: what is known, and what would show more.

use leptos::prelude::*;
use onward_core::calendar::date_in_words;
use onward_core::pack::Question;
use onward_core::path::{Packs, question_about, question_applies};
use onward_core::plan::{Edit, PlanId};
use onward_core::situation::{Fact, FactValue};

use super::begin::birth_date_question;
use super::with_plan;
use crate::content;
use crate::ui::components::heading::Heading;
use crate::ui::route::Route;
use crate::ui::{navigator, on, words, workspace};

/// An answer as the person reads it.
pub fn answer_words(question: &Question, value: Option<&FactValue>, name: &str) -> String {
    match value {
        None => "Not sure".to_owned(),
        Some(FactValue::Date(date)) => date_in_words(*date),
        Some(FactValue::YesNo(true)) => "Yes".to_owned(),
        Some(FactValue::YesNo(false)) => "No".to_owned(),
        Some(FactValue::Number(0)) => "The usual year".to_owned(),
        Some(FactValue::Number(years)) if question.choices.is_empty() => {
            if *years > 0 {
                "1 year below".to_owned()
            } else {
                "1 year above".to_owned()
            }
        }
        Some(FactValue::Number(number)) => number.to_string(),
        Some(FactValue::Text(text)) => text.clone(),
        Some(FactValue::Choice(word)) => {
            let label =
                question.choices.iter().find(|(known, _)| known == word).map(|(_, label)| label.as_str());
            words::named(label.unwrap_or(word), name)
        }
    }
}

/// The council as the person reads it.
pub fn council_words(pack: Option<&str>) -> String {
    let council = pack.and_then(|id| content::spine().councils.iter().find(|pack| pack.id == id));
    council.map_or_else(|| "Another council, or not sure".to_owned(), |pack| pack.name.clone())
}

/// The page of answers.
#[component]
pub fn Answers(
    /// The plan.
    id: PlanId,
) -> impl IntoView {
    with_plan(id.clone(), Box::new(move || view! { <AnswerLists id=id.clone() /> }.into_any()))
}

#[component]
fn AnswerLists(id: PlanId) -> impl IntoView {
    let workspace = workspace();
    let lists = {
        let id = id.clone();
        move || {
            workspace.plans.with(|plans| {
                let plan = &plans.get(&id)?.plan;
                let packs = Packs::for_council(content::spine(), plan.council.value.as_deref());
                let situation = plan.situation();
                let today = workspace.today.get();
                let name = super::name_of(plan);
                let birth = birth_date_question();
                let mut known = Vec::new();
                let mut open = Vec::new();
                let facts = Fact::ALL.iter().filter_map(|fact| {
                    question_about(*fact, &situation, packs, content::bank_holidays(), today)
                });
                for question in std::iter::once(&birth).chain(facts) {
                    let Some(fact) = Fact::from_name(&question.fact) else { continue };
                    let applies = question_applies(question, &situation, packs, content::bank_holidays(), today);
                    let href = Route::answer(&id, &question.fact).href();
                    let ask = words::named(&question.ask, &name);
                    match plan.facts.get(&fact) {
                        Some(entry) => {
                            known.push(answer_row(ask, answer_words(question, entry.value.as_ref(), &name), href));
                        }
                        None if applies => open.push(view! { <li><a href=href>{ask}</a></li> }.into_any()),
                        None => {}
                    }
                }
                let council_href = Route::answer(&id, "council").href();
                let name_href = Route::answer(&id, "name").href();
                let name_words = if name.is_empty() { "Not given".to_owned() } else { name };
                let has_open = !open.is_empty();
                Some(view! {
                    <dl class="answers">
                        {answer_row("Name or nickname".to_owned(), name_words, name_href)}
                        {answer_row("Council".to_owned(), council_words(plan.council.value.as_deref()), council_href)}
                        {known}
                    </dl>
                    {has_open.then(|| view! {
                        <h2>"Tell us more, if you like"</h2>
                        <p>"Each answer shows steps or dates that fit better."</p>
                        <ul class="links">{open}</ul>
                    }.into_any())}
                }.into_any())
            })
        }
    };
    view! {
        <div class="stack">
            <Heading title="Answers">"What this plan is based on"</Heading>
            <p>"Change an answer here, and the dates change with it."</p>
            {lists}
            <BinCard id=id />
        </div>
    }
}

fn answer_row(question: String, answer: String, href: String) -> impl IntoView {
    let heard = format!("Change: {question}");
    view! {
        <div class="answer">
            <dt>{question}</dt>
            <dd>{answer}</dd>
            <dd class="answer-change"><a href=href aria-label=heard>"Change"</a></dd>
        </div>
    }
    .into_any()
}

#[component]
fn BinCard(id: PlanId) -> impl IntoView {
    let workspace = workspace();
    let navigator = navigator();
    let bin = move |_| {
        let today = workspace.today.get_untracked();
        workspace.edit(&id, vec![Edit::Bin(Some(today))], "Plan moved to the bin");
        navigator.go(Route::Start);
    };
    view! {
        <section class="card stack">
            <h2>"Take this plan away"</h2>
            <p>"It goes to the bin on the first page. You can bring it back from there for 30 days."</p>
            <button type="button" class="button button-quiet" on:click=on(bin)>"Move this plan to the bin"</button>
        </section>
    }
}
