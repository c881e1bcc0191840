//! One question of a new plan a page.

use leptos::prelude::*;
use onward_core::plan::Edit;
use onward_core::situation::Fact;

use super::begin::{Draft, Page};
use crate::content;
use crate::ui::components::choices::Choices;
use crate::ui::components::error_summary::{ErrorSummary, Problem};
use crate::ui::components::heading::Heading;
use crate::ui::components::name_form::NameForm;
use crate::ui::components::question_form::QuestionForm;
use crate::ui::lens::Lens;
use crate::ui::route::Route;
use crate::ui::{navigator, on, reading, words, workspace};

/// One question.
#[component]
pub fn Ask(
    /// The question's word in the address.
    question: String,
) -> impl IntoView {
    let workspace = workspace();
    let draft = expect_context::<Draft>();
    let navigator = navigator();
    // The list is read once a page: it must not change under the person while they answer.
    let pages = untrack(|| draft.pages(workspace));
    let at = pages.iter().position(|page| page.slug() == question);
    let first_open = draft.first_open(&pages);
    // A link into the middle of questions that were never begun leads to the first one open.
    let allowed = at.filter(|at| first_open.is_none_or(|open| *at <= open));
    let Some((at, page)) = allowed.and_then(|at| Some((at, pages.get(at)?.clone()))) else {
        let target = first_open.and_then(|open| pages.get(open)).map_or(Route::Check, Page::route);
        request_animation_frame(move || navigator.go_in_place(target));
        return ().into_any();
    };
    let back = at.checked_sub(1).and_then(|before| pages.get(before)).map_or(Route::Begin, Page::route);
    let progress = format!("Question {} of about {}", at + 1, pages.len());
    view! {
        <div class="stack narrow">
            <a class="back" href=back.href()>"‹ Back"</a>
            <p class="quiet">{progress}</p>
            <OnePage page=page />
        </div>
    }
    .into_any()
}

#[component]
fn OnePage(page: Page) -> impl IntoView {
    let workspace = workspace();
    let draft = expect_context::<Draft>();
    let navigator = navigator();
    let go_on = {
        let page = page.clone();
        move |edit: Edit| {
            draft.answer(workspace, &page, edit);
            let pages = untrack(|| draft.pages(workspace));
            let open = draft.first_open(&pages).and_then(|open| pages.get(open));
            navigator.go(open.map_or(Route::Check, Page::route));
        }
    };
    let name = draft.plan.with_untracked(super::name_of);
    match page {
        Page::Name => {
            view! { <NameForm name=name ask=ask_name(untrack(move || reading().lens())) button="Continue" save=Callback::new(move |name| go_on(Edit::Name(name))) /> }
                .into_any()
        },
        Page::Council => view! { <AskCouncil name=name done=Callback::new(move |pack| go_on(Edit::Council(pack))) /> }.into_any(),
        Page::Fact(question) => {
            let Some(fact) = Fact::from_name(&question.fact) else { return ().into_any() };
            let answer = draft.plan.with_untracked(|plan| plan.facts.get(&fact).map(|entry| entry.value.clone()));
            view! {
                <QuestionForm
                    question=*question
                    name=name
                    answer=answer
                    button="Continue"
                    save=Callback::new(move |value| go_on(Edit::Fact(fact, value)))
                />
            }
            .into_any()
        }
    }
}

/// The question for the name, as it fits who asks and whose plan it is.
fn ask_name(lens: Lens) -> (&'static str, &'static str) {
    match lens {
        Lens::YoungPerson => {
            ("What shall we call you?", "A first name or nickname is enough. It is sent to nobody.")
        }
        Lens::ParentCarer => (
            "What shall we call your child?",
            "A first name or nickname is enough. It makes the plan easier to read, and is sent to nobody.",
        ),
        Lens::School => {
            ("What shall we call the child or young person?", "Initials are enough. They are sent to nobody.")
        }
    }
}

/// The words of the councils a plan can be for.
pub fn council_options() -> Vec<(String, String)> {
    let mut options: Vec<(String, String)> =
        content::spine().councils.iter().map(|pack| (pack.id.clone(), pack.name.clone())).collect();
    options.push(("another".to_owned(), "Another council".to_owned()));
    options.push(("not-sure".to_owned(), "I’m not sure".to_owned()));
    options
}

/// The pack of a chosen word; another council and "not sure" have none.
pub fn council_pack(word: &str) -> Option<String> {
    content::spine().councils.iter().find(|pack| pack.id == word).map(|pack| pack.id.clone())
}

#[component]
fn AskCouncil(name: String, done: Callback<Option<String>>) -> impl IntoView {
    let draft = expect_context::<Draft>();
    let answered = draft.answered.with_untracked(|done| done.iter().any(|page| page == "council"));
    let known = draft.plan.with_untracked(|plan| plan.council.value.clone());
    let chosen = RwSignal::new(match (answered, known) {
        (_, Some(pack)) => Some(pack),
        (true, None) => Some("another".to_owned()),
        (false, None) => None,
    });
    view! { <CouncilForm name=name chosen=chosen button="Continue" done=done /> }
}

/// The question which council looks after the plan.
#[component]
pub fn CouncilForm(
    /// The child's name.
    name: String,
    /// The chosen word.
    chosen: RwSignal<Option<String>>,
    /// The button's words.
    button: &'static str,
    /// Called with the pack chosen.
    done: Callback<Option<String>>,
) -> impl IntoView {
    let problem = RwSignal::new(None::<Problem>);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match chosen.get_untracked() {
            Some(word) => done.run(council_pack(&word)),
            None => problem.set(Some(Problem {
                field: "choice",
                words: "Choose a council. “I’m not sure” is fine.".to_owned(),
            })),
        }
    };
    let ask = words::named("Which council does {name} live in?", &name);
    let legend = ask.clone();
    let error = Memo::new(move |_| problem.get().map(|problem| problem.words));
    view! {
        <form class="question stack" novalidate on:submit=on(send)>
            <ErrorSummary problem=problem />
            <Heading title="Which council">{ask}</Heading>
            <p class="why">
                "Each council has dates of its own beside the national ones. A council close by can be another one: check the name on a letter."
            </p>
            <Choices legend=legend options=council_options() chosen=chosen error=error />
            <button type="submit" class="button">{button}</button>
        </form>
    }
}
