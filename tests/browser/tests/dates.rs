//! Typing a date into three boxes: what is taken, and what is said about the rest (D30 to D32).

use onward_browser_tests::{DESK, PHONE, Reply, Visit};

/// Goes to the question for the date of birth.
async fn at_birth_date(visit: &Visit) {
    visit.goto("start").await;
    visit.press("Yes, my own or my family’s").await;
    visit.fill("Name or nickname (optional)", "Ida").await;
    visit.press("Continue").await;
    visit.heading_is("What is Ida’s date of birth?").await;
}

/// The problem is said in the right way: the summary has the focus and leads to the field, the same
/// words stand at the field, the title tells of it, and what was typed is still there.
async fn problem_is(visit: &Visit, words: &str, typed: (&str, &str, &str)) {
    visit.until("document.activeElement?.innerText?.includes('There is a problem')").await;
    visit
        .until(&format!(
            "[...document.activeElement.querySelectorAll('a')].some(a => a.innerText.trim() === {words:?})"
        ))
        .await;
    visit
        .until(&format!(
            "[...document.querySelectorAll('fieldset .field-error')].map(p => p.innerText.replace(/\\s+/g, ' ').trim()) \
             .join() === 'Error: ' + {words:?}"
        ))
        .await;
    assert_eq!(visit.title().await, "Error: What is your child’s date of birth? - Onward");
    let described = "document.getElementById(document.querySelector('fieldset').getAttribute('aria-describedby').split(' ').at(-1)).innerText";
    assert!(
        visit.is(&format!("{described}.includes({words:?})")).await,
        "the boxes are described by the problem"
    );
    let boxes = "return ['day', 'month', 'year'].map(part => document.getElementById('date-' + part).value)";
    assert_eq!(visit.run(boxes).await, serde_json::json!([typed.0, typed.1, typed.2]));
    visit.press(words).await;
    visit
        .until("document.activeElement.matches('fieldset input') && document.activeElement.ariaInvalid === 'true'")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_can_be_a_word() {
    let visit = Visit::begin(PHONE).await;
    for month in ["feb", "February", "2", " FEB "] {
        at_birth_date(&visit).await;
        visit.reply(Reply::Date("9", month, "2012")).await;
        visit.press("Continue").await;
        visit.heading_is("Which council does Ida live in?").await;
        visit.back().await;
        visit.heading_is("What is Ida’s date of birth?").await;
        let boxes =
            "return ['day', 'month', 'year'].map(part => document.getElementById('date-' + part).value)";
        assert_eq!(visit.run(boxes).await, serde_json::json!(["9", "2", "2012"]));
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_is_none_is_told_at_the_top_and_at_the_field() {
    let visit = Visit::begin(DESK).await;
    at_birth_date(&visit).await;
    for (typed, words) in [
        (("", "", ""), "Enter the date of birth"),
        (("14", "3", ""), "Date of birth must include a year"),
        (("", "", "2016"), "Date of birth must include a day and month"),
        (("31", "2", "2016"), "Date of birth must be a real date"),
        (("14", "3", "16"), "Date of birth must have a year with 4 numbers, like 2012"),
        (("23", "11", "2026"), "Date of birth must be in the past"),
        (("22", "11", "2026"), "Date of birth must be in the past"),
    ] {
        visit.reply(Reply::Date(typed.0, typed.1, typed.2)).await;
        visit.press("Continue").await;
        problem_is(&visit, words, typed).await;
    }
    // A part that is missing is where the way leads.
    visit.reply(Reply::Date("14", "3", "")).await;
    visit.press("Continue").await;
    visit.press("Date of birth must include a year").await;
    visit.until("document.activeElement.id === 'date-year'").await;

    visit.fill("Year", "2016").await;
    visit.press("Continue").await;
    visit.heading_is("Which council does Ida live in?").await;
    assert_eq!(visit.title().await, "Which council - Onward");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_too_old_for_onward_is_told_so() {
    let visit = Visit::begin(DESK).await;
    at_birth_date(&visit).await;
    visit.reply(Reply::Date("14", "3", "1980")).await;
    visit.press("Continue").await;
    visit.until("document.activeElement?.innerText?.includes('Onward is for children and young people up to 25.')").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_that_is_missing_is_told_and_not_sure_is_fine() {
    let visit = Visit::begin(PHONE).await;
    at_birth_date(&visit).await;
    visit.reply(Reply::Date("14", "3", "2016")).await;
    visit.press("Continue").await;
    visit.heading_is("Which council does Ida live in?").await;
    visit.press("Continue").await;
    visit.until("document.activeElement?.innerText?.includes('There is a problem')").await;
    assert_eq!(visit.title().await, "Error: Which council - Onward");
    visit.press("Choose a council. “I’m not sure” is fine.").await;
    visit.until("document.activeElement.matches('input[type=radio]')").await;
    visit.reply(Reply::NotSure).await;
    visit.press("Continue").await;
    visit.heading_is("What extra help for learning does Ida have?").await;
    visit.press("Continue").await;
    visit.until("document.activeElement?.innerText?.includes('There is a problem')").await;
    assert!(visit.title().await.starts_with("Error: "));
    visit.press("Choose an answer. “I’m not sure” is fine.").await;
    visit.until("document.activeElement.matches('input[type=radio]')").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_date_for_a_step_is_checked_in_the_same_way() {
    let visit = Visit::begin(DESK).await;
    visit.press_starting("Leo").await;
    visit.press("See what to do").await;
    visit.sees("Where are you with this?").await;
    visit.press("Add a date, such as a meeting").await;
    visit.reply(Reply::Date("31", "2", "2027")).await;
    visit.press("Save this date").await;
    visit.sees("Your date must be a real date").await;
    // Heard without looking for it: the focus is on the problem, or on a box described by it.
    visit
        .until(
            "(() => { const at = document.activeElement; const by = at.closest('[aria-describedby]')?.getAttribute('aria-describedby') ?? ''; \
             return (at.innerText + by.split(' ').map(id => document.getElementById(id)?.innerText).join(' ')).includes('Your date must be a real date'); })() \
             || [...document.querySelectorAll('[role=alert]')].some(node => node.innerText.includes('Your date must be a real date'))",
        )
        .await;
    assert!(!visit.page().await.contains("Your own date Sunday"), "nothing was saved");
    visit.reply(Reply::Date("28", "2", "2027")).await;
    visit.press("Save this date").await;
    visit.sees("Your own date Sunday 28 February 2027").await;
    visit.sees_no("Your date must be a real date").await;
    visit.end().await;
}
