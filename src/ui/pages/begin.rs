//! The start of a plan: what will be asked, whether this device is shared, and the draft that the
//! questions fill in.

use gloo_storage::{SessionStorage, Storage};
use leptos::prelude::*;
use onward_core::dto;
use onward_core::pack::Question;
use onward_core::path::{Packs, question_applies};
use onward_core::plan::{Edit, Plan, PlanId};
use onward_core::situation::Fact;
use serde_json::Value;

use crate::content;
use crate::ui::components::heading::Heading;
use crate::ui::lens::Lens;
use crate::ui::route::Route;
use crate::ui::{navigator, on, reading, workspace};
use crate::workspace::Workspace;

const DRAFT_KEY: &str = "onward.draft";

/// A page of the questions.
#[derive(Clone, Debug, PartialEq)]
pub enum Page {
    /// Name or nickname.
    Name,
    /// Which council.
    Council,
    /// A question of a pack.
    Fact(Box<Question>),
}

impl Page {
    /// The page's place in its address.
    pub fn slug(&self) -> String {
        match self {
            Page::Name => "name".to_owned(),
            Page::Council => "council".to_owned(),
            Page::Fact(question) => question.fact.replace('_', "-"),
        }
    }

    /// The page.
    pub fn route(&self) -> Route {
        Route::Ask(self.slug())
    }
}

/// A plan not yet begun. Kept for this tab only, so that a reload loses no answer.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The plan so far.
    pub plan: RwSignal<Plan>,
    /// The pages answered.
    pub answered: RwSignal<Vec<String>>,
}

impl Draft {
    /// The draft of this tab, or a new one.
    pub fn restore(workspace: Workspace) -> Self {
        let kept = kept_draft();
        let draft = Self {
            plan: RwSignal::new(kept.as_ref().map_or_else(|| fresh(workspace), |(plan, _)| plan.clone())),
            answered: RwSignal::new(kept.map(|(_, answered)| answered).unwrap_or_default()),
        };
        Effect::new(move |_| {
            let text = dto::object(vec![
                ("plan", draft.plan.with(dto::plan_to_json)),
                ("answered", draft.answered.get().into()),
            ]);
            if !workspace.memory_only.get()
                && !workspace.has_lock.get()
                && !draft.answered.with(Vec::is_empty)
                && may_keep()
            {
                let _ = SessionStorage::raw().set_item(DRAFT_KEY, &text.to_string());
            }
        });
        draft
    }

    /// Begins anew, on a new plan.
    pub fn clear(self, workspace: Workspace) {
        if may_keep() {
            SessionStorage::delete(DRAFT_KEY);
        }
        self.answered.set(Vec::new());
        self.plan.set(fresh(workspace));
    }

    /// Changes the draft and notes that its page is answered.
    pub fn answer(self, workspace: Workspace, page: &Page, edit: Edit) {
        let stamp = workspace.first_stamp();
        self.plan.update(|plan| {
            // The form only makes edits that fit.
            let _ = plan.apply(edit, stamp);
        });
        self.answered.update(|answered| {
            if !answered.contains(&page.slug()) {
                answered.push(page.slug());
            }
        });
    }

    /// Where the first page without an answer stands in the list.
    pub fn first_open(self, pages: &[Page]) -> Option<usize> {
        self.answered
            .with_untracked(|answered| pages.iter().position(|page| !answered.contains(&page.slug())))
    }

    /// The questions for this child, in order: those that change nothing are left out.
    pub fn pages(self, workspace: Workspace) -> Vec<Page> {
        self.plan.with(|plan| {
            let spine = content::spine();
            let packs = Packs::for_council(spine, plan.council.value.as_deref());
            let situation = plan.situation();
            let today = workspace.today.get();
            let asked = |question: &&Question| {
                question.at_start
                    && question.fact != Fact::DateOfBirth.name()
                    && question_applies(question, &situation, packs, content::bank_holidays(), today)
            };
            let mut pages = vec![Page::Name, Page::Fact(Box::new(birth_date_question())), Page::Council];
            pages.extend(
                packs
                    .each()
                    .flat_map(|pack| &pack.questions)
                    .filter(asked)
                    .cloned()
                    .map(Box::new)
                    .map(Page::Fact),
            );
            pages
        })
    }
}

/// The question every plan begins with; everything else is worked out from it.
pub fn birth_date_question() -> Question {
    Question {
        fact: Fact::DateOfBirth.name().to_owned(),
        ask: "What is {name's} date of birth?".to_owned(),
        why: "Every date on the path is worked out from it.".to_owned(),
        hint: "For example, 27 3 2015".to_owned(),
        choices: Vec::new(),
        at_start: true,
        applies: Default::default(),
    }
}

fn fresh(workspace: Workspace) -> Plan {
    let id = PlanId::new(uuid::Uuid::new_v4().to_string());
    Plan::new(id, workspace.today.get_untracked(), String::new(), workspace.first_stamp())
}

fn may_keep() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.session_storage(), Ok(Some(_))))
}

fn kept_draft() -> Option<(Plan, Vec<String>)> {
    if !may_keep() {
        return None;
    }
    let text = SessionStorage::raw().get_item(DRAFT_KEY).ok()??;
    let value: Value = serde_json::from_str(&text).ok()?;
    let (plan, _) = dto::restore_plan(value.get("plan")?).ok()?;
    let answered = value.get("answered")?.as_array()?;
    Some((plan, answered.iter().filter_map(|page| page.as_str().map(str::to_owned)).collect()))
}

/// What will be asked, and on whose device.
#[component]
pub fn Begin() -> impl IntoView {
    let workspace = workspace();
    let draft = expect_context::<Draft>();
    let navigator = navigator();
    let shared = move |_| {
        workspace.use_memory_only();
        draft.clear(workspace);
        navigator.go(Page::Name.route());
    };
    let own = move |_| {
        workspace.use_device();
        draft.clear(workspace);
        navigator.go(Page::Name.route());
    };
    // Somebody at a school is most likely at one of its computers.
    let (own_class, shared_class) = match untrack(move || reading().lens()) {
        Lens::School => ("button button-quiet", "button"),
        _ => ("button", "button button-quiet"),
    };
    let buttons = view! {
        <button type="button" class=own_class on:click=on(own)>"Yes, my own or my family’s"</button>
        <button type="button" class=shared_class on:click=on(shared)>"No, a shared or school computer"</button>
    }.into_any();
    let unfinished = move || !draft.answered.with(Vec::is_empty);
    view! {
        <div class="stack">
            <a class="back" href=Route::Start.href()>"‹ Back"</a>
            <Heading title="Start a plan">"Start a plan"</Heading>
            <p>"About 6 short questions, 1 on each page. It takes about 2 minutes."</p>
            <p>"It helps to have the last letter about the EHC plan, if there is one. You can change every answer later."</p>
            {move || unfinished().then(|| view! {
                <p><a class="button" href=Page::Name.route().href()>"Go on with the plan you began"</a></p>
            }.into_any())}
            <h2>"Is this your own phone or computer?"</h2>
            <p>"On your own device, Onward keeps the plan here. On a shared or school computer it keeps nothing, and you end with a file."</p>
            <div class="row">{buttons}</div>
        </div>
    }
}
