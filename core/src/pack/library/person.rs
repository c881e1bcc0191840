//! What a person says about themselves: choices, pages about me, views, check-ins, the countdown.

use serde::{Deserialize, Serialize};

use super::{AgeBand, Checked, EasyLine};

/// Short choices with pictures, named by the questions and headings that offer them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// Id.
    pub id: String,
    /// The choices.
    pub items: Vec<Choice>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Id, unique in its list: plans remember it.
    pub id: String,
    /// The picture, by id.
    pub picture: String,
    /// What it says.
    pub text: String,
}

/// How a page about a person is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A heading, then an answer.
    #[default]
    Answers,
    /// Lists side by side: things move from one to the next.
    Lists,
    /// Rings of people around the person, the nearest first.
    Circle,
}

/// A page about a person with its headings, for example the one-page profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is for.
    pub about: String,
    /// For whom, where not for everyone.
    pub for_whom: String,
    /// The ages it is offered at; empty = any.
    pub ages: Vec<AgeBand>,
    /// The first school year it is offered in; a council may say earlier: see [`ProfileYear`].
    pub from_year: Option<i32>,
    /// How it is laid out.
    pub form: Form,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// What it is for, in Easy Read.
    pub easy: Vec<EasyLine>,
}

/// A heading of a page about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Id, unique in its page: plans remember it.
    pub id: String,
    /// The heading as the person says it.
    pub title: String,
    /// The heading for what others write about the person.
    pub third: String,
    /// A hint; may be empty.
    pub hint: String,
    /// The heading in Easy Read.
    pub easy: EasyLine,
    /// Short ideas to pick, by id of [`Choices`]; empty if none.
    pub ideas: String,
}

/// From which school year a council asks for a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileYear {
    /// The page, by id.
    pub profile: String,
    /// The first school year.
    pub from_year: i32,
    /// Where it is written.
    pub checked: Checked,
}

/// What views are gathered for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewsKind {
    /// A review.
    Review,
    /// A move to a new place.
    Move,
}

/// What a question of My views is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewGroup {
    /// What I want to happen.
    Want,
    /// Who I want there.
    Who,
    /// How I want the meeting to be.
    How,
    /// School.
    School,
    /// Home.
    Home,
    /// Later.
    Future,
    /// Worries.
    Worries,
}

/// The first way to answer. Every question can be answered in own words too, or skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// Own words.
    Words,
    /// Any number of pictures.
    Pictures,
    /// One of a few.
    Choice,
}

/// A question of My views.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewQuestion {
    /// Id, for example `V5-01`.
    pub id: String,
    /// The ages it is for.
    pub ages: Vec<AgeBand>,
    /// What it is asked for; empty = both.
    pub kinds: Vec<ViewsKind>,
    /// What it is about.
    pub group: ViewGroup,
    /// The question, said by the person.
    pub ask: String,
    /// For what a person showed without words, recorded by somebody who knows them.
    pub third: String,
    /// In Easy Read.
    pub easy: Vec<EasyLine>,
    /// How it is answered.
    pub answer: AnswerKind,
    /// What can be picked, by id of [`Choices`]; empty with [`AnswerKind::Words`].
    pub choices: String,
}

/// When a check-in comes, counted from the first day in the new place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckInWhen {
    /// In this week, from 1.
    Week(u32),
    /// At the end of the first term.
    EndOfTerm,
}

/// A short look at how a new place is going.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    /// Id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is for.
    pub about: String,
    /// In Easy Read.
    pub easy: Vec<EasyLine>,
    /// When it comes.
    pub when: CheckInWhen,
    /// Its questions, by id.
    pub questions: Vec<String>,
}

/// A question of a check-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckInQuestion {
    /// Id.
    pub id: String,
    /// The question, said by the person.
    pub ask: String,
    /// For what a person showed without words.
    pub third: String,
    /// In Easy Read.
    pub easy: EasyLine,
    /// How it is answered, by id of [`Choices`].
    pub answers: String,
    /// The answer that asks for help, by id of a choice.
    pub act_on: String,
    /// What to do then.
    pub then: Vec<String>,
    /// Steps that help, by id.
    pub steps: Vec<String>,
    /// Letters that help, by id.
    pub letters: Vec<String>,
}

/// What a picture of the countdown shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountdownKind {
    /// Days to cross off.
    Days,
    /// People of the new place.
    People,
    /// The way there.
    Route,
    /// What goes in the bag.
    Bag,
}

/// A part of the countdown to a new place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Countdown {
    /// Id.
    pub id: String,
    /// What it shows.
    pub kind: CountdownKind,
    /// Its name, said by the person.
    pub title: String,
    /// In Easy Read.
    pub easy: EasyLine,
    /// What can be picked, by id of [`Choices`]; empty if nothing.
    pub choices: String,
}
