//! The dates the law sets around a review of an EHC plan, from the day of the meeting.
//!
//! Each is the answer of a rule in [`crate::rules`], asked with this meeting's day in place of the plan's
//! own `review_meeting`. No other meeting has such dates, and none is shown without an EHC plan.

use chrono::NaiveDate;

use super::{Meeting, of_meeting};
use crate::calendar::{BankHolidays, days_between};
use crate::plan::Plan;
use crate::rules::{Answer, Asked, named};
use crate::situation::{Fact, FactValue};

/// Which of the dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legal {
    /// Invitations and papers are out (E11).
    Papers,
    /// The report is with everybody who was asked (E12).
    Report,
    /// The council has decided, and sent its changes (E13).
    Decision,
    /// The changed plan is final, if the council changes it (E15).
    FinalPlan,
}

impl Legal {
    /// All, in the order of time.
    pub const ALL: [Legal; 4] = [Legal::Papers, Legal::Report, Legal::Decision, Legal::FinalPlan];

    /// The rule it comes from.
    pub fn rule(self) -> &'static str {
        match self {
            Legal::Papers => "review_papers_out_by",
            Legal::Report => "review_report_due",
            Legal::Decision => "review_decision_due",
            Legal::FinalPlan => "amended_final_plan_due",
        }
    }

    /// The field of a meeting with the day it happened.
    pub fn field(self) -> &'static str {
        match self {
            Legal::Papers => of_meeting::PAPERS_SENT,
            Legal::Report => of_meeting::REPORT_SENT,
            Legal::Decision => of_meeting::DECISION_CAME,
            Legal::FinalPlan => of_meeting::PLAN_CAME,
        }
    }
}

/// How time stands with one of the dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// So many days ahead; 0 is today.
    Ahead(i64),
    /// So many days late, and still not done.
    Late(i64),
    /// Done in time.
    Done(NaiveDate),
    /// Done so many days late.
    DoneLate(NaiveDate, i64),
    /// Of a meeting held before this plan was begun, so nobody here can say.
    BeforePlan,
}

/// One of the dates for a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegalDate {
    /// Which.
    pub what: Legal,
    /// The last day in time.
    pub day: NaiveDate,
    /// How time stands.
    pub standing: Standing,
}

/// The dates of a meeting; none unless it is a review of an EHC plan that has a day, and there is such a plan.
pub fn legal_dates(
    plan: &Plan,
    meeting: Meeting<'_>,
    is_ehc_review: bool,
    today: NaiveDate,
    bank_holidays: &BankHolidays,
) -> Vec<LegalDate> {
    let (Some(day), true) = (meeting.date(), is_ehc_review) else {
        return Vec::new();
    };
    let mut dates = Vec::new();
    for what in Legal::ALL {
        let Some(due) = legal_date(plan, what, day, today, bank_holidays) else { continue };
        let standing = match meeting.record.date(what.field()) {
            Some(done) if done <= due => Standing::Done(done),
            Some(done) => Standing::DoneLate(done, days_between(due, done)),
            None if due >= today => Standing::Ahead(days_between(today, due)),
            None if due < plan.begun && day < plan.begun => Standing::BeforePlan,
            None => Standing::Late(days_between(due, today)),
        };
        dates.push(LegalDate { what, day: due, standing });
    }
    dates
}

/// One of the dates for a meeting on a day.
pub fn legal_date(
    plan: &Plan,
    what: Legal,
    meeting: NaiveDate,
    today: NaiveDate,
    bank_holidays: &BankHolidays,
) -> Option<NaiveDate> {
    let mut situation = plan.situation();
    if situation.choice(Fact::Support) != Some("ehc_plan") {
        return None;
    }
    situation.set(Fact::ReviewMeeting, FactValue::Date(meeting)).ok()?;
    // The last of the dates is for a plan that the council changes; the words beside it say so.
    situation.set(Fact::CouncilAmends, FactValue::YesNo(true)).ok()?;
    if situation.date(Fact::AmendmentNoticeSent).is_some_and(|sent| sent < meeting) {
        // A notice from before this meeting belongs to an earlier review.
        situation.clear(Fact::AmendmentNoticeSent);
    }
    match named(what.rule())?.answer(&Asked { situation: &situation, today, bank_holidays }) {
        Ok(Answer::Date(day)) => Some(day),
        _ => None,
    }
}
