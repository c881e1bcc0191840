//! The facts that drive a plan: birth date, support, setting, events.
//!
//! Facts are a map from [`Fact`] to [`FactValue`] so that stamping, merging, storing, asking and
//! "this step applies when" treat all of them alike. A fact that is not in the map is *not known*,
//! which is different from "no"; rules name the fact they miss instead of guessing.

use chrono::NaiveDate;
use litemap::LiteMap;

use crate::calendar::reception_year;

/// What kind of answer a fact takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// A civil date.
    Date,
    /// Yes or no.
    YesNo,
    /// A whole number.
    Number,
    /// One of the listed words.
    Choice(&'static [&'static str]),
    /// Free text, never used by a rule.
    Text,
}

/// The answer to a fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactValue {
    /// A civil date.
    Date(NaiveDate),
    /// Yes or no.
    YesNo(bool),
    /// A whole number.
    Number(i32),
    /// One of the words of [`FactKind::Choice`].
    Choice(&'static str),
    /// Free text.
    Text(String),
}

macro_rules! facts {
    ($($variant:ident $name:literal $kind:expr, $doc:literal;)*) => {
        /// One thing that can be known about the child and drives rules or steps.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fact {
            $(#[doc = $doc] $variant,)*
        }

        impl Fact {
            /// Every fact, in a fixed order.
            pub const ALL: &'static [Fact] = &[$(Fact::$variant,)*];

            /// The name used in packs, files and worked cases.
            pub fn name(self) -> &'static str {
                match self { $(Fact::$variant => $name,)* }
            }

            /// What kind of answer this fact takes.
            pub fn kind(self) -> FactKind {
                match self { $(Fact::$variant => $kind,)* }
            }

            /// The fact of that name.
            pub fn from_name(name: &str) -> Option<Fact> {
                match name { $($name => Some(Fact::$variant),)* _ => None }
            }
        }
    };
}

/// `support`: what the child has now.
pub const SUPPORT: &[&str] = &["ehc_plan", "being_assessed", "sen_support", "none", "unknown"];
/// `move`: the next change of school or college.
pub const MOVES: &[&str] = &[
    "early_years_to_school",
    "infant_to_junior",
    "primary_to_middle",
    "primary_to_secondary",
    "middle_to_secondary",
    "secondary_to_post16",
    "post16_to_post16",
    "stay_in_school_sixth_form",
    "in_year",
];
/// `setting`: where the child is now.
pub const SETTINGS: &[&str] = &[
    "home",
    "early_years_setting",
    "mainstream_school",
    "special_school",
    "college",
    "out_of_school",
    "other",
];
/// `tribunal_order`: what the Tribunal ordered.
pub const TRIBUNAL_ORDERS: &[&str] = &["assess", "make_plan", "amend_plan"];

facts! {
    DateOfBirth "date_of_birth" FactKind::Date, "The child's date of birth.";
    YearGroupOffset "year_group_offset" FactKind::Number, "1 = taught one year below their age group, -1 = one above; absent = 0 (england.md 1.1).";
    ReceptionIn "reception_in" FactKind::Number, "The calendar year in which Reception starts or started: stands in for a birth date that was not shared.";
    Support "support" FactKind::Choice(SUPPORT), "EHC plan, being assessed, SEN support, none or not sure.";
    Setting "setting" FactKind::Choice(SETTINGS), "Where the child is now.";
    Move "move" FactKind::Choice(MOVES), "The next move.";
    MoveOn "move_on" FactKind::Date, "The day of a move between post-16 providers, or of moving area.";
    AttendsInfantSchool "attends_infant_school" FactKind::YesNo, "At an infant school, so there is a move to a junior school.";
    AttendsEarlyYearsSetting "attends_early_years_setting" FactKind::YesNo, "Goes to a nursery, pre-school or childminder.";
    AtFeCollege "at_fe_college" FactKind::YesNo, "At a further education college.";
    HasPortage "has_portage" FactKind::YesNo, "Gets home visits from a Portage service.";
    MovingIntoArea "moving_into_area" FactKind::YesNo, "Moving, or has just moved, to another council's area with a plan.";
    OutOfSchool "out_of_school" FactKind::YesNo, "Not in school, or there part of the time.";
    LookedAfter "looked_after" FactKind::YesNo, "In the care of a council.";
    LookedAfter13WeeksSince14 "looked_after_13_weeks_since_14" FactKind::YesNo, "In care for 13 weeks or more since the 14th birthday.";
    SocialCare "social_care" FactKind::YesNo, "Has a social worker or a short breaks package.";
    LearningDisability "learning_disability" FactKind::YesNo, "Has a learning disability.";
    OnLearningDisabilityRegister "on_learning_disability_register" FactKind::YesNo, "On the GP's learning disability register.";
    MedicalNeeds "medical_needs" FactKind::YesNo, "Has a health condition, equipment or medicine that school must know about.";
    ChildrensContinuingCare "childrens_continuing_care" FactKind::YesNo, "Has children's continuing care from the NHS.";
    MentalHealthService "mental_health_service" FactKind::YesNo, "Is seen by a children's mental health service (CAMHS).";
    GetsDla "gets_dla" FactKind::YesNo, "Gets Disability Living Allowance.";
    GetsChildBenefit "gets_child_benefit" FactKind::YesNo, "The family gets Child Benefit or Universal Credit for the child.";
    PipMobilityEnhanced "pip_mobility_enhanced" FactKind::YesNo, "Gets, or has applied for, the enhanced mobility part of PIP.";
    LacksCapacity "lacks_capacity" FactKind::YesNo, "Lacks capacity for the decision in question; absent = no.";
    Level3Achieved "level_3_achieved" FactKind::YesNo, "Has a level 3 qualification; absent = no.";
    EnteredReception "entered_reception" FactKind::Date, "The day the child entered Reception.";
    EntitlementFromMonths "entitlement_from_months" FactKind::Number, "Which early-education entitlement is asked about: 9, 24 or 36.";
    WorkingParents "working_parents" FactKind::YesNo, "Parents work and earn within the limits.";
    InApprovedEducation "in_approved_education" FactKind::YesNo, "In approved education or training.";
    AcceptedBefore19 "accepted_before_19" FactKind::YesNo, "Was accepted on the course before the 19th birthday.";
    InNonAdvancedEducation "in_non_advanced_education" FactKind::YesNo, "In full-time non-advanced education.";
    HasChildTrustFund "has_child_trust_fund" FactKind::YesNo, "Has a Child Trust Fund.";
    NeedsAssessmentRequested "needs_assessment_requested" FactKind::Date, "The day the council got the request for an EHC needs assessment.";
    FinalPlanWantedBy "final_plan_wanted_by" FactKind::Date, "The day by which a final plan is wanted.";
    DraftPlanServed "draft_plan_served" FactKind::Date, "The day the draft plan was served.";
    PlanFirstMade "plan_first_made" FactKind::Date, "The day the EHC plan was first made final.";
    LastReviewCompleted "last_review_completed" FactKind::Date, "The day of the council's decision after the last annual review.";
    ReviewMeeting "review_meeting" FactKind::Date, "The day of the review meeting.";
    CouncilAmends "council_amends" FactKind::YesNo, "After the review the council is changing the plan.";
    AmendmentNoticeSent "amendment_notice_sent" FactKind::Date, "The day the amendment notice was sent, taken as the day it is served.";
    PlanTransferredIn "plan_transferred_in" FactKind::Date, "The day the plan moved to a new council.";
    ReassessmentRequested "reassessment_requested" FactKind::Date, "The day the council got the request for a re-assessment.";
    ReassessmentAgreed "reassessment_agreed" FactKind::Date, "The day the council said it will re-assess.";
    AdviceRequested "advice_requested" FactKind::Date, "The day the council asked the school for advice.";
    SchoolCloses "school_closes" FactKind::Date, "The first day of a school closure.";
    SchoolReopens "school_reopens" FactKind::Date, "The day the school opens again.";
    DecisionSent "decision_sent" FactKind::Date, "The date on the council's decision letter.";
    MediationCertificateIssued "mediation_certificate_issued" FactKind::Date, "The day the mediation certificate was issued; absent = the two-month date.";
    MediationRequested "mediation_requested" FactKind::Date, "The day the family told the council it wants mediation.";
    MediationDeclined "mediation_declined" FactKind::Date, "The day the family told the adviser it does not want mediation.";
    AppealAboutPlacementOnly "appeal_about_placement_only" FactKind::YesNo, "The appeal is only about the school or college named.";
    TribunalOrderMade "tribunal_order_made" FactKind::Date, "The day of the Tribunal's order.";
    TribunalOrder "tribunal_order" FactKind::Choice(TRIBUNAL_ORDERS), "What the Tribunal ordered.";
    TribunalRecommendationSent "tribunal_recommendation_sent" FactKind::Date, "The day of the Tribunal's recommendation on health or care.";
    DiscriminationOn "discrimination_on" FactKind::Date, "The day of the act complained of.";
    ChildInNeedReferralAccepted "child_in_need_referral_accepted" FactKind::Date, "The day the child-in-need referral was accepted.";
    DfgApplication "dfg_application" FactKind::Date, "The day of the full application for a Disabled Facilities Grant.";
    Date "date" FactKind::Date, "Any day a question is asked about.";
}

/// Why a value could not be taken as the answer to a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongKind {
    /// The fact whose kind did not fit.
    pub fact: Fact,
}

/// Everything known about the child that rules and steps may use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    facts: LiteMap<Fact, FactValue>,
}

impl Situation {
    /// Nothing known.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a fact. The value must be of the fact's kind.
    pub fn set(&mut self, fact: Fact, value: FactValue) -> Result<(), WrongKind> {
        if !fits(fact.kind(), &value) {
            return Err(WrongKind { fact });
        }
        self.facts.insert(fact, value);
        Ok(())
    }

    /// Forgets a fact.
    pub fn clear(&mut self, fact: Fact) {
        self.facts.remove(&fact);
    }

    /// The answer, if known.
    pub fn get(&self, fact: Fact) -> Option<&FactValue> {
        self.facts.get(&fact)
    }

    /// A date fact, if known.
    pub fn date(&self, fact: Fact) -> Option<NaiveDate> {
        match self.facts.get(&fact) {
            Some(FactValue::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// A yes/no fact, if known.
    pub fn yes_no(&self, fact: Fact) -> Option<bool> {
        match self.facts.get(&fact) {
            Some(FactValue::YesNo(answer)) => Some(*answer),
            _ => None,
        }
    }

    /// A number fact, if known.
    pub fn number(&self, fact: Fact) -> Option<i32> {
        match self.facts.get(&fact) {
            Some(FactValue::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// A choice fact, if known, as its word.
    pub fn choice(&self, fact: Fact) -> Option<&'static str> {
        match self.facts.get(&fact) {
            Some(FactValue::Choice(word)) => Some(word),
            _ => None,
        }
    }

    /// `R`: the calendar year in which the child starts Reception, in the year group they are taught in. From
    /// the birth date; where a share left that out, as the share says.
    pub fn reception(&self) -> Option<i32> {
        let offset = self.number(Fact::YearGroupOffset).unwrap_or(0);
        let said = || self.number(Fact::ReceptionIn).map(|year| year.clamp(1_900, 2_200));
        self.date(Fact::DateOfBirth).map(|born| reception_year(born, offset)).or_else(said)
    }

    /// Every known fact, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = (Fact, &FactValue)> {
        self.facts.iter().map(|(fact, value)| (*fact, value))
    }
}

/// Whether a value is of a kind.
pub fn fits(kind: FactKind, value: &FactValue) -> bool {
    match (kind, value) {
        (FactKind::Date, FactValue::Date(_))
        | (FactKind::YesNo, FactValue::YesNo(_))
        | (FactKind::Number, FactValue::Number(_))
        | (FactKind::Text, FactValue::Text(_)) => true,
        (FactKind::Choice(words), FactValue::Choice(word)) => words.contains(word),
        _ => false,
    }
}

/// The word of a choice fact as its `'static` form, so that it can be stored in a [`FactValue`].
pub fn choice(fact: Fact, word: &str) -> Option<FactValue> {
    match fact.kind() {
        FactKind::Choice(words) => {
            words.iter().find(|known| **known == word).map(|known| FactValue::Choice(known))
        }
        _ => None,
    }
}
