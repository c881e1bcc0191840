//! What a person says about themselves: choices, pages about me, views, check-ins, the countdown.

use onward_core::pack::library::{
    AnswerKind, CheckIn, CheckInQuestion, CheckInWhen, Choice, Choices, Countdown, Form, Heading, Profile,
    ProfileYear, ViewQuestion,
};

use super::{Checker, Name};
use crate::raw::At;
use crate::raw::library as raw;
use crate::words;

/// The longest choice: it stands below a picture.
const LONGEST_CHOICE: usize = 8;
/// The most choices to look through at once.
const MOST_CHOICES: usize = 16;

impl Checker<'_> {
    pub fn choice_list(&mut self, choices: &raw::Choices) -> Choices {
        if choices.items.len() < 2 {
            self.problem(&choices.id, "there is nothing to choose: give at least 2 items");
        }
        if let Some(item) = choices.items.get(MOST_CHOICES) {
            self.problem(item, format!("more than {MOST_CHOICES} choices: keep those that matter most"));
        }
        self.distinct(choices.items.iter().map(|item| &item.get_ref().0));
        Choices {
            id: self.id("the choices", &choices.id, '-'),
            items: choices
                .items
                .iter()
                .map(|item| {
                    let (id, picture, text) = item.get_ref();
                    if words::count(text.get_ref()) > LONGEST_CHOICE {
                        self.problem(text, format!("a choice has at most {LONGEST_CHOICE} words: cut it"));
                    }
                    Choice {
                        id: self.id("the choice", id, '-'),
                        picture: self.picture(picture),
                        text: self.text("a choice", text),
                    }
                })
                .collect(),
        }
    }

    pub fn profile(&mut self, profile: &raw::Profile) -> Profile {
        self.distinct(profile.headings.iter().map(|heading| &heading.id));
        Profile {
            id: self.id("the profile", &profile.id, '-'),
            title: self.text("the title", &profile.title),
            about: self.text("about", &profile.about),
            for_whom: self.optional_text("for_whom", profile.for_whom.as_ref()),
            ages: profile.ages.iter().filter_map(|age| self.word("age", age)).collect(),
            from_year: profile.from_year.as_ref().map(|year| self.year(year)),
            form: profile.form.as_ref().and_then(|form| self.word::<Form>("form", form)).unwrap_or_default(),
            headings: profile
                .headings
                .iter()
                .map(|heading| Heading {
                    id: self.id("the heading", &heading.id, '-'),
                    title: self.text("the title", &heading.title),
                    third: self.text("third", &heading.third),
                    hint: self.optional_text("hint", heading.hint.as_ref()),
                    easy: self.easy_line(&heading.easy, Name::NotAllowed),
                    ideas: self.named("choices", heading.ideas.as_ref()),
                })
                .collect(),
            easy: self.needed_easy(&profile.id, &profile.easy, Name::NotAllowed),
        }
    }

    pub fn profile_year(&mut self, year: &raw::ProfileYear) -> ProfileYear {
        ProfileYear {
            profile: self.named("profile", Some(&year.profile)),
            from_year: self.year(&year.from_year),
            checked: self.checked(&year.profile, year.source.as_ref(), year.checked_on.as_ref()),
        }
    }

    pub fn view(&mut self, view: &raw::View) -> Option<ViewQuestion> {
        let answer = self.word::<AnswerKind>("answer", &view.answer);
        let is_picked = matches!(answer, Some(AnswerKind::Pictures | AnswerKind::Choice));
        if answer.is_some() && is_picked != view.choices.is_some() {
            self.problem(
                &view.answer,
                "pictures and choice need choices = \"…\", the id of [[choices]]; words has none",
            );
        }
        if view.ages.is_empty() {
            self.problem(&view.id, "it is asked at no age: name at least one in ages");
        }
        Some(ViewQuestion {
            id: self.name("the id", &view.id),
            ages: view.ages.iter().filter_map(|age| self.word("age", age)).collect(),
            kinds: view.kinds.iter().filter_map(|kind| self.word("kind", kind)).collect(),
            group: self.word("group", &view.group)?,
            ask: self.text("ask", &view.ask),
            third: self.third(&view.third),
            easy: self.needed_easy(&view.id, &view.easy, Name::NotAllowed),
            answer: answer?,
            choices: self.named("choices", view.choices.as_ref()),
        })
    }

    pub fn check_in(&mut self, check: &raw::CheckIn) -> Option<CheckIn> {
        let when = match (&check.week, check.end_of_term) {
            (Some(week), false) => Some(CheckInWhen::Week(*week.get_ref())),
            (None, true) => Some(CheckInWhen::EndOfTerm),
            _ => {
                self.problem(&check.id, "say when: week = 1, or end_of_term = true, not both");
                None
            }
        };
        Some(CheckIn {
            id: self.id("the check-in", &check.id, '-'),
            title: self.text("the title", &check.title),
            about: self.text("about", &check.about),
            easy: self.needed_easy(&check.id, &check.easy, Name::NotAllowed),
            questions: check
                .questions
                .iter()
                .map(|question| self.named("check_in_question", Some(question)))
                .collect(),
            when: when?,
        })
    }

    pub fn check_in_question(&mut self, question: &raw::CheckInQuestion) -> CheckInQuestion {
        if question.then.is_empty() {
            self.problem(&question.id, "then is empty: write at least one thing to do");
        }
        let answers = self.named("choices", Some(&question.answers));
        let act_on = question.act_on.get_ref();
        let is_choice =
            self.names.known.get("choice").is_some_and(|all| all.contains(&format!("{answers}:{act_on}")));
        let is_known = self.names.known.get("choices").is_some_and(|all| all.contains(&answers));
        if is_known && !is_choice {
            self.problem(&question.act_on, format!("\"{act_on}\" is no choice of \"{answers}\""));
        }
        CheckInQuestion {
            id: self.id("the question", &question.id, '-'),
            ask: self.text("ask", &question.ask),
            third: self.third(&question.third),
            easy: self.easy_line(&question.easy, Name::NotAllowed),
            act_on: act_on.clone(),
            answers,
            then: self.texts("then", &question.then),
            steps: question.steps.iter().map(|step| self.step_id(step)).collect(),
            letters: question.letters.iter().map(|letter| self.named("letter", Some(letter))).collect(),
        }
    }

    pub fn countdown(&mut self, part: &raw::Countdown) -> Option<Countdown> {
        Some(Countdown {
            id: self.id("the part", &part.id, '-'),
            kind: self.word("kind", &part.kind)?,
            title: self.text("the title", &part.title),
            easy: self.easy_line(&part.easy, Name::NotAllowed),
            choices: self.named("choices", part.choices.as_ref()),
        })
    }

    // What somebody else writes about the person must say whom it is about, and not speak for them.
    fn third(&mut self, text: &At<String>) -> String {
        let third = self.text("third", text);
        let first_person = ["I", "me", "my", "My"].iter().any(|word| words::has_word(&third, word));
        if !third.contains("{name") || first_person {
            self.problem(text, "third is about the person: use {name}, and never \"I\", \"me\" or \"my\"");
        }
        third
    }
}
