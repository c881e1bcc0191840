//! How far a goal has come: stops on a way to a flag, and the same in words. No numbers at the person.

use leptos::prelude::*;
use onward_core::drawing::{Point, ROW_HEIGHT, ROW_WIDTH, curve, row};
use onward_core::person::Answer;
use onward_core::person::goals::{HowFar, SmallStep, State, how_far};

use crate::ui::lens::Lens;

/// The small steps as stops, and the goal as a flag at the end. Hidden from people who hear the page: the
/// words beside it say the same.
pub fn goal_way(answers: &[Option<Answer>], is_finished: bool) -> AnyView {
    let points = row(answers.len() + 1);
    let able = |answer: &Option<Answer>| answer.is_some_and(Answer::is_able);
    let gone =
        if is_finished { points.len() } else { answers.iter().take_while(|answer| able(answer)).count() };
    let next = if is_finished { None } else { answers.iter().position(|answer| !able(answer)) };
    let stops = answers
        .iter()
        .zip(&points)
        .enumerate()
        .map(|(at, (answer, point))| {
            let (class, radius) = match answer {
                _ if next == Some(at) => ("stop stop-here", "9"),
                Some(Answer::Yes) => ("stop stop-yes", "7"),
                Some(Answer::WithSupport) => ("stop stop-helped", "6"),
                Some(Answer::NotSure) => ("stop stop-unsure", "6"),
                _ => ("stop", "6"),
            };
            let ring = (class == "stop stop-helped").then(|| circle("stop-ring", *point, "10"));
            view! { {ring}{circle(class, *point, radius)} }.into_any()
        })
        .collect_view();
    let flag = points.last().map(|end| {
        let class = if is_finished { "goal-flag goal-flag-reached" } else { "goal-flag" };
        let place = format!("translate({} {})", end.x, end.y);
        view! { <g class=class transform=place><path d="M0 10v-26"></path><path class="goal-flag-cloth" d="M0-16h15l-4 5 4 5h-15z"></path></g> }
            .into_any()
    });
    view! {
        <svg class="goal-way" viewBox=format!("0 0 {ROW_WIDTH} {ROW_HEIGHT}") aria-hidden="true" focusable="false">
            <path class="way-all" d=curve(&points, points.len())></path>
            <path class="way-gone" d=curve(&points, gone.max(1))></path>
            {stops}
            {flag}
        </svg>
    }
    .into_any()
}

fn circle(class: &'static str, at: Point, radius: &'static str) -> AnyView {
    view! { <circle class=class cx=at.x.to_string() cy=at.y.to_string() r=radius></circle> }.into_any()
}

/// How far a goal has come, in the words of a lens.
pub fn far_words(steps: &[SmallStep<'_>], state: State, lens: Lens) -> String {
    let far = how_far(steps);
    if state == State::Finished {
        return if lens == Lens::YoungPerson { "You finished this goal." } else { "Finished." }.to_owned();
    }
    let words = match (far, lens) {
        (HowFar::NoSteps, Lens::YoungPerson) => "You can make small steps for it.",
        (HowFar::NoSteps, _) => "No small steps yet.",
        (HowFar::ToStart, Lens::YoungPerson) => "You are ready to start.",
        (HowFar::ToStart, _) => "Ready to start.",
        (HowFar::Trying, Lens::YoungPerson) => "You are trying it.",
        (HowFar::Trying, _) => "Trying it.",
        (HowFar::OnTheWay, Lens::YoungPerson) => "You are on your way.",
        (HowFar::OnTheWay, _) => "On the way.",
        (HowFar::HalfWay, Lens::YoungPerson) => "You are half way there, or further.",
        (HowFar::HalfWay, _) => "Half way there, or further.",
        (HowFar::OneLeft, Lens::YoungPerson) => "You have one small step to go.",
        (HowFar::OneLeft, _) => "One small step to go.",
        (HowFar::AllDone, Lens::YoungPerson) => "You can do every small step.",
        (HowFar::AllDone, _) => "Every small step can be done.",
    };
    let able = steps.iter().filter(|step| step.answer().is_some_and(Answer::is_able)).count();
    // A count of steps is for those who plan the help; the person sees a way and words.
    match lens {
        Lens::YoungPerson => words.to_owned(),
        _ if steps.is_empty() => words.to_owned(),
        _ => format!("{words} {able} of {} small steps.", steps.len()),
    }
}

/// How things stand with a goal, in a word or two.
pub fn state_words(state: State) -> &'static str {
    match state {
        State::Going => "Doing it",
        State::Paused => "Paused",
        State::Finished => "Finished",
    }
}

/// What an answer is called, and its icon.
pub fn answer_words(answer: Answer) -> (&'static str, &'static str) {
    match answer {
        Answer::Yes => ("Yes", "check"),
        Answer::WithSupport => ("With support", "with-support"),
        Answer::NotYet => ("Not yet", "clock"),
        Answer::NotSure => ("I am not sure", "not-sure"),
    }
}
