//! The two files that the app fetches when a part of it needs them: what is about a person, and what is
//! about meetings. Each holds every pack, because the council is a fact of the plan.

use serde::{Deserialize, Serialize};

use super::{
    AgeBand, Charter, Chase, CheckIn, CheckInQuestion, Choices, Countdown, Decision, DecisionLocal, Goal,
    Handover, Letter, Meeting, MeetingDate, MeetingLocal, Profile, ProfileYear, Readiness, ReviewQuestion,
    Service, ViewQuestion, ViewsKind,
};

/// A pack's content about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonPack {
    /// Id of the pack.
    pub id: String,
    /// The council's name, empty for a national pack.
    pub council: String,
    /// Short choices with pictures.
    pub choices: Vec<Choices>,
    /// Ideas for goals.
    pub goals: Vec<Goal>,
    /// Pages about a person.
    pub profiles: Vec<Profile>,
    /// From which year this council asks for them.
    pub profile_years: Vec<ProfileYear>,
    /// The readiness check.
    pub readiness: Vec<Readiness>,
    /// Questions of My views, in order.
    pub views: Vec<ViewQuestion>,
    /// Check-ins after a move.
    pub check_ins: Vec<CheckIn>,
    /// Their questions.
    pub check_in_questions: Vec<CheckInQuestion>,
    /// The countdown to a new place.
    pub countdown: Vec<Countdown>,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonShelf {
    /// The national pack's.
    pub national: PersonPack,
    /// The councils'.
    pub councils: Vec<PersonPack>,
}

impl PersonShelf {
    /// The national pack, then the council's if there is one of that id.
    pub fn packs<'s>(&'s self, council: &'s str) -> impl Iterator<Item = &'s PersonPack> {
        std::iter::once(&self.national).chain(self.councils.iter().filter(move |pack| pack.id == council))
    }

    /// The choices of that id.
    pub fn choices(&self, id: &str) -> Option<&Choices> {
        std::iter::once(&self.national)
            .chain(&self.councils)
            .flat_map(|pack| &pack.choices)
            .find(|choices| choices.id == id)
    }

    /// The questions of My views for an age and an occasion, in order.
    pub fn views<'s>(
        &'s self,
        council: &'s str,
        age: AgeBand,
        kind: ViewsKind,
    ) -> impl Iterator<Item = &'s ViewQuestion> {
        self.packs(council).flat_map(|pack| &pack.views).filter(move |view| {
            view.ages.contains(&age) && (view.kinds.is_empty() || view.kinds.contains(&kind))
        })
    }

    /// The first school year in which a page about a person is offered; none = any.
    pub fn profile_from_year(&self, council: &str, profile: &Profile) -> Option<i32> {
        self.packs(council)
            .flat_map(|pack| &pack.profile_years)
            .find(|year| year.profile == profile.id)
            .map(|year| year.from_year)
            .or(profile.from_year)
    }
}

/// A pack's content about meetings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingPack {
    /// Id of the pack.
    pub id: String,
    /// The council's name, empty for a national pack.
    pub council: String,
    /// Choices that meetings name.
    pub choices: Vec<Choices>,
    /// Kinds of meeting.
    pub meetings: Vec<Meeting>,
    /// What this council adds to the national kinds.
    pub meeting_locals: Vec<MeetingLocal>,
    /// Dates that the law sets around a review.
    pub meeting_dates: Vec<MeetingDate>,
    /// What to do some weeks before, the earliest first.
    pub chase: Vec<Chase>,
    /// Questions, by role.
    pub questions: Vec<ReviewQuestion>,
    /// Letters.
    pub letters: Vec<Letter>,
    /// The charter.
    pub charter: Option<Charter>,
    /// Decisions a family may disagree with.
    pub decisions: Vec<Decision>,
    /// What this council adds to them.
    pub decision_locals: Vec<DecisionLocal>,
    /// Services that decisions name, of this pack.
    pub services: Vec<Service>,
    /// Headings of the pack for the next school.
    pub handover: Vec<Handover>,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingShelf {
    /// The national pack's.
    pub national: MeetingPack,
    /// The councils'.
    pub councils: Vec<MeetingPack>,
}

impl MeetingShelf {
    /// The national pack, then the council's if there is one of that id.
    pub fn packs<'s>(&'s self, council: &'s str) -> impl Iterator<Item = &'s MeetingPack> {
        std::iter::once(&self.national).chain(self.councils.iter().filter(move |pack| pack.id == council))
    }

    /// The letters for a step, the council's own last.
    pub fn letters<'s>(&'s self, council: &'s str, step: &'s str) -> impl Iterator<Item = &'s Letter> {
        self.packs(council)
            .flat_map(|pack| &pack.letters)
            .filter(move |letter| letter.steps.iter().any(|of| of == step))
    }
}
