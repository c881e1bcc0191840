//! If you disagree with a decision: what it means, what can be done next, and by which day.

use leptos::prelude::*;
use onward_core::calendar::{date_in_words, date_short, weeks_in_words};
use onward_core::pack::library::{Decision, DecisionNext};
use onward_core::rules::{Asked, Gap, date_of};
use onward_core::situation::Fact;

use super::here::Here;
use crate::content;
use crate::ui::components::easy_rows::EasyRows;
use crate::ui::components::heading::Heading;
use crate::ui::components::tag::BadgeTag;
use crate::ui::route::Route;
use crate::ui::{live, words};

/// All kinds of decision.
pub fn all(here: Here) -> AnyView {
    let rows = untrack(|| here.decisions())
        .into_iter()
        .map(|decision| {
            let href = here.href(&["disagree/", &decision.id].concat());
            view! { <li><a href=href>{here.filled(&decision.title)}</a></li> }.into_any()
        })
        .collect_view();
    view! {
        <div class="stack meetings">
            <Heading title="If you disagree">"If you disagree with a decision"</Heading>
            <p>"Choose what was decided. You see what you can do, and by which day."</p>
            <ul class="lines">{rows}</ul>
        </div>
    }
    .into_any()
}

/// One decision.
pub fn page(here: Here, id: String) -> AnyView {
    let Some(decision) = untrack(|| here.decisions()).into_iter().find(|one| one.id == id) else {
        return all(here);
    };
    let (title, about) = (here.filled(&decision.title), here.filled(&decision.about));
    let easy = decision.easy.clone();
    let easy = live(move || {
        here.reading.easy_read().then(|| {
            view! { <section class="card"><EasyRows lines=easy.clone() name=here.name() /></section> }
                .into_any()
        })
    });
    let next = decision.clone();
    let locals = untrack(|| here.decision_locals(&decision.id))
        .into_iter()
        .map(|local| {
            let lines = local.says.iter().map(|line| view! { <p>{here.filled(line)}</p> }.into_any()).collect_view();
            view! {
                <section class="card stack">
                    <h2>"With your council"</h2>
                    {lines}
                    {services(here, &local.services)}
                    <p class="quiet">"Source: "{local.checked.source.name.clone()}". Checked on "{date_short(local.checked.on)}"."</p>
                </section>
            }
            .into_any()
        })
        .collect_view();
    let source = decision.checked.source.clone();
    view! {
        <div class="stack meetings">
            <a class="back" href=here.href("disagree")>"‹ Other decisions"</a>
            <Heading title="If you disagree">{title}</Heading>
            <p class="lead">{about}</p>
            {easy}
            {live(move || dates(here, &next))}
            {letters(here, &decision)}
            <section class="card stack">
                <h2>"Who can help"</h2>
                {services(here, &decision.services)}
            </section>
            {locals}
            <div class="source">
                <p>
                    "Source: "{source.name}
                    {(!source.web.is_empty()).then(|| view! { ". "<a href=source.web.clone() rel="external noreferrer">{source.web.clone()}</a> }.into_any())}
                    ". Checked on "{date_short(decision.checked.on)}". This is information, not legal advice."
                </p>
            </div>
        </div>
    }
    .into_any()
}

/// What can be done, each with its day where the letter's date is known.
fn dates(here: Here, decision: &Decision) -> AnyView {
    let fact = Fact::from_name(&decision.fact);
    let day = fact.and_then(|fact| here.plan(|plan| plan.situation().date(fact)).flatten());
    let ask = fact.map(|fact| {
        let href = Route::answer(&here.plan_id(), fact.name()).href();
        match day {
            Some(day) => view! { <p>"The dates below count from "<strong>{date_in_words(day)}</strong>". "<a href=href>"Change this date"</a></p> }.into_any(),
            None => view! {
                <p class="note">"Say what date is on the letter, and the days below are worked out. "<a href=href>"Answer: the date on the letter"</a></p>
            }
            .into_any(),
        }
    });
    let rows = decision.next.iter().map(|next| row(here, next)).collect_view();
    view! {
        <section class="card stack" aria-labelledby="next-title">
            <h2 id="next-title">"What you can do"</h2>
            {ask}
            <ol class="lines">{rows}</ol>
        </section>
    }
    .into_any()
}

fn row(here: Here, next: &DecisionNext) -> AnyView {
    let today = here.workspace.today.get();
    let worked_out = next.rule.as_ref().map(|rule| {
        here.plan(|plan| {
            let situation = plan.situation();
            let asked = Asked { situation: &situation, today, bank_holidays: content::bank_holidays() };
            date_of(rule, &asked, None, &here.terms())
        })
    });
    let when = match worked_out.flatten() {
        Some(Ok(day)) => {
            let away = weeks_in_words((day - today).num_days());
            view! { <p><strong>{["By ", &date_in_words(day)].concat()}</strong>" · "{away}</p> }.into_any()
        }
        // The rule does not hold for this child; the words would mislead.
        Some(Err(Gap::NotApplicable)) => {
            view! { <p class="quiet">"This does not apply here."</p> }.into_any()
        }
        _ => (!next.when.is_empty())
            .then(|| view! { <p class="quiet">{next.when.clone()}</p> }.into_any())
            .into_any(),
    };
    let path = here.workspace.path_of(here.plan_id());
    let step = path.with(|path| {
        let path = path.as_ref()?;
        let step = path.steps().find(|step| step.step.id == next.step)?;
        let href = Route::Step(here.plan_id(), step.key.clone()).href();
        Some(view! { <p><a href=href>{here.filled(&step.step.title)}</a></p> }.into_any())
    });
    view! { <li><p>{here.filled(&next.says)}" "<BadgeTag badge=next.badge packs=here.packs() /></p>{when}{step}</li> }.into_any()
}

fn letters(here: Here, decision: &Decision) -> AnyView {
    let rows: Vec<AnyView> = decision
        .letters
        .iter()
        .filter_map(|id| {
            let letter = untrack(|| here.letter(id))?;
            let step = letter.steps.iter().find_map(|id| {
                let path = here.workspace.path_of(here.plan_id());
                path.with_untracked(|path| {
                    path.as_ref()?.steps().find(|step| step.step.id == *id).map(|step| step.key.clone())
                })
            })?;
            let href = here.href(&["message/", step.as_str()].concat());
            Some(view! { <li><a href=href>{letter.title.clone()}</a></li> }.into_any())
        })
        .collect();
    let found = (!rows.is_empty()).then(|| {
        view! { <section class="card stack"><h2>"Messages ready to send"</h2><ul class="lines">{rows}</ul></section> }.into_any()
    });
    found.into_any()
}

fn services(here: Here, ids: &[String]) -> AnyView {
    let rows = ids
        .iter()
        .filter_map(|id| {
            let service = untrack(|| here.service(id))?;
            let line = |label: &str, text: &str| (!text.is_empty()).then(|| [" ", label, " ", text, "."].concat());
            Some(
                view! {
                    <li>
                        <strong>{service.name.clone()}</strong>". "{words::named(&service.about, &here.name())}
                        {line("Phone", &service.phone)}{line("E-mail", &service.email)}
                        {(!service.web.is_empty()).then(|| view! { " "<a href=service.web.clone() rel="external noreferrer">{service.web.clone()}</a> }.into_any())}
                    </li>
                }
                .into_any(),
            )
        })
        .collect_view();
    view! { <ul class="lines">{rows}</ul> }.into_any()
}
