//! Working days.

use super::{Answer, Asked, Outcome};
use crate::situation::Fact;

/// Y31: forty-five working days from the referral (Working Together statutory guidance).
pub(super) fn child_in_need_assessment_due(asked: &Asked<'_>) -> Outcome {
    let accepted = asked.date(Fact::ChildInNeedReferralAccepted)?;
    Ok(Answer::Date(asked.bank_holidays.add_working_days(accepted, 45)))
}

/// E21, E22: neither a weekend nor a bank holiday in England (Banking and Financial Dealings Act 1971).
pub(super) fn is_working_day(asked: &Asked<'_>) -> Outcome {
    Ok(Answer::YesNo(asked.bank_holidays.is_working_day(asked.date(Fact::Date)?)))
}
