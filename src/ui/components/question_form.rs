//! A question about a fact, with the field its kind needs. Used when a plan is started and when an
//! answer is changed, so that a thing is asked in one way only.

use chrono::NaiveDate;
use leptos::prelude::*;
use onward_core::pack::Question;
use onward_core::situation::{self, Fact, FactKind, FactValue};

use super::choices::Choices;
use super::date_boxes::{DateBoxes, DateText};
use super::easy_rows::EasyRows;
use super::error_summary::{ErrorSummary, Problem};
use super::heading::Heading;
use crate::ui::words::{named, unnamed};
use crate::ui::{live, on, reading, workspace};

/// The word for "I'm not sure" in the group of choices; never stored.
const NOT_SURE: &str = "not-sure";
/// The field to go to when an answer is missing.
const FIRST_CHOICE: &str = "choice";

/// A question with its field and button.
#[component]
pub fn QuestionForm(
    /// The question as the pack words it.
    question: Question,
    /// The child's name.
    name: String,
    /// The answer so far: `None` if not asked, `Some(None)` if not sure.
    answer: Option<Option<FactValue>>,
    /// The button's words.
    button: &'static str,
    /// Called with the answer; `None` is "I'm not sure".
    #[prop(into)]
    save: Callback<Option<FactValue>>,
) -> impl IntoView {
    let Some(fact) = Fact::from_name(&question.fact) else {
        return ().into_any();
    };
    let workspace = workspace();
    let today = workspace.today.get_untracked();
    // The rest of a question that is not asked at the start comes with the details.
    let key = question.detail_key();
    let rest = workspace.details.with_untracked(|details| details.as_ref()?.questions.get(&key).cloned());
    let (why, hint) = match rest {
        Some(rest) if question.why.is_empty() => (rest.why, rest.hint),
        _ => (question.why.clone(), question.hint.clone()),
    };
    let why = named(&why, &name);
    let hint = if hint.is_empty() { "For example, 27 3 2026".to_owned() } else { named(&hint, &name) };
    let problem = RwSignal::new(None::<Problem>);
    let ask = named(&question.ask, &name);
    let options = options(fact, &question, &name);
    let chosen = RwSignal::new(match &answer {
        Some(Some(value)) => Some(word_of(value)),
        Some(None) => Some(NOT_SURE.to_owned()),
        None => None,
    });
    let text = DateText::showing(match &answer {
        Some(Some(FactValue::Date(date))) => Some(*date),
        _ => None,
    });
    let is_date = fact.kind() == FactKind::Date;
    let words_of_problem = Memo::new(move |_| problem.get().map(|problem| problem.words));

    let done = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let result = if is_date { read_date(fact, text, chosen, today) } else { read_choice(fact, chosen) };
        match result {
            Ok(answer) => {
                problem.set(None);
                save.run(answer);
            }
            Err(found) => problem.set(Some(found)),
        }
    };
    let reading = reading();
    // In Easy Read the pictures and their words stand in place of the reason, once they are here.
    let about = move || {
        let easy = reading.easy_read().then(|| {
            workspace
                .details
                .with(|details| details.as_ref()?.questions.get(&key).map(|rest| rest.easy.clone()))
        });
        match easy.flatten().filter(|lines| !lines.is_empty()) {
            Some(lines) => view! { <EasyRows lines=lines name=name.clone() /> }.into_any(),
            None => view! { <p class="why">{why.clone()}</p> }.into_any(),
        }
    };
    let field = if is_date {
        view! {
            <DateBoxes
                text=text
                legend=ask.clone()
                hint=hint
                id="date"
                error=words_of_problem
                birth_date=fact == Fact::DateOfBirth
                quiet_legend=true
            />
            {(fact != Fact::DateOfBirth).then(|| view! {
                <div class="choice">
                    <input
                        type="checkbox"
                        id="not-sure"
                        prop:checked=move || chosen.with(|chosen| chosen.as_deref() == Some(NOT_SURE))
                        on:change=on(move |event| {
                            chosen.set(event_target_checked(&event).then(|| NOT_SURE.to_owned()));
                        })
                    />
                    <label for="not-sure">"I’m not sure, or it has not happened yet"</label>
                </div>
            }.into_any())}
        }
        .into_any()
    } else {
        view! { <Choices legend=ask.clone() options=options chosen=chosen error=words_of_problem /> }
            .into_any()
    };
    view! {
        <form class="question stack" novalidate on:submit=on(done)>
            <ErrorSummary problem=problem />
            <Heading title=unnamed(&question.ask)>{ask}</Heading>
            {live(about)}
            {field}
            <button type="submit" class="button">{button}</button>
        </form>
    }
    .into_any()
}

fn options(fact: Fact, question: &Question, name: &str) -> Vec<(String, String)> {
    let words = |word: &str, label: &str| (word.to_owned(), label.to_owned());
    let mut options: Vec<(String, String)> = match fact.kind() {
        FactKind::YesNo => vec![words("yes", "Yes"), words("no", "No")],
        FactKind::Number if question.choices.is_empty() => vec![
            words("0", "No, the usual year for their age"),
            words("1", "Yes, one year below"),
            words("-1", "Yes, one year above"),
        ],
        _ => question.choices.iter().map(|(word, label)| (word.clone(), named(label, name))).collect(),
    };
    if !options.iter().any(|(word, _)| word == "unknown") {
        options.push(words(NOT_SURE, "I’m not sure"));
    }
    options
}

fn word_of(value: &FactValue) -> String {
    match value {
        FactValue::YesNo(true) => "yes".to_owned(),
        FactValue::YesNo(false) => "no".to_owned(),
        FactValue::Number(number) => number.to_string(),
        FactValue::Choice(word) => (*word).to_owned(),
        FactValue::Date(_) | FactValue::Text(_) => String::new(),
    }
}

fn read_choice(fact: Fact, chosen: RwSignal<Option<String>>) -> Result<Option<FactValue>, Problem> {
    let missing = || Problem {
        field: FIRST_CHOICE,
        words: "Choose an answer. “I’m not sure” is fine.".to_owned(),
    };
    let word = chosen.get_untracked().ok_or_else(missing)?;
    if word == NOT_SURE {
        return Ok(None);
    }
    let value = match fact.kind() {
        FactKind::YesNo => Some(FactValue::YesNo(word == "yes")),
        FactKind::Number => word.parse().ok().map(FactValue::Number),
        _ => situation::choice(fact, &word),
    };
    value.map(Some).ok_or_else(missing)
}

fn read_date(
    fact: Fact,
    text: DateText,
    chosen: RwSignal<Option<String>>,
    today: NaiveDate,
) -> Result<Option<FactValue>, Problem> {
    if text.is_empty() && chosen.with_untracked(|chosen| chosen.as_deref() == Some(NOT_SURE)) {
        return Ok(None);
    }
    let what = if fact == Fact::DateOfBirth { "Date of birth" } else { "The date" };
    let problem = |words: String| {
        let field = match text.first_wrong() {
            "month" => "date-month",
            "year" => "date-year",
            _ => "date-day",
        };
        Problem { field, words }
    };
    let date = text.read().map_err(|error| problem(error.message(what)))?;
    if fact == Fact::DateOfBirth {
        birth_date_problem(date, today).map_or(Ok(()), |words| Err(problem(words)))?;
    }
    Ok(Some(FactValue::Date(date)))
}

/// A birth date must be in the past, and of somebody Onward is for.
fn birth_date_problem(date: NaiveDate, today: NaiveDate) -> Option<String> {
    if date >= today {
        return Some("Date of birth must be in the past".to_owned());
    }
    let oldest = onward_core::calendar::add_months(today, -12 * 27);
    (oldest.is_some_and(|oldest| date < oldest)).then(|| {
        "Date of birth must be in the last 27 years. Onward is for children and young people up to 25."
            .to_owned()
    })
}
