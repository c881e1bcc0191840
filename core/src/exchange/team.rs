//! What a team's folder holds of a plan: everything but private records, which stay on the device of the
//! person who wrote them. A file there is only ever combined with, never written over.

use crate::dto::{self, Copy, CopyNote};
use crate::plan::{Plan, PlanId};

/// The plan as it goes into a folder that others read.
pub fn without_private(plan: &Plan) -> Plan {
    let mut open = plan.clone();
    let private: Vec<_> =
        open.records.iter().filter(|(_, record)| record.is_private()).map(|(id, _)| id.clone()).collect();
    for id in private {
        open.records.remove(&id);
    }
    // What this version cannot read it cannot judge either.
    open.unknown.clear();
    open
}

/// The name of the file of a plan in a folder: the same on every computer, and without a person's name.
pub fn file_name(id: &PlanId) -> String {
    let mut name = String::from("onward-plan-");
    for letter in id.as_str().chars().take(60) {
        name.push(if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' });
    }
    name.push_str(".json");
    name
}

/// What the file of a plan should say: what is in it now, combined with the plan here. `None` if that is
/// what it says already, or if it is no file of ours to write.
pub fn file_text(before: Option<&str>, plan: &Plan, note: &CopyNote) -> Option<String> {
    let mine = without_private(plan);
    let (plans, unknown) = match before.map(dto::read_copy) {
        None => (vec![mine], CopyNote::default().unknown),
        // Not ours, or newer than we can read: left alone.
        Some(Err(_)) => return None,
        Some(Ok(Copy { not_opened, .. })) if !not_opened.is_empty() => return None,
        Some(Ok(Copy { plans, note, .. })) => {
            let mut plans: Vec<Plan> = plans.into_iter().map(|(plan, _)| plan).collect();
            match plans.iter_mut().find(|theirs| theirs.id == mine.id) {
                Some(theirs) => {
                    let was = theirs.clone();
                    theirs.merge(&mine);
                    if *theirs == was {
                        return None;
                    }
                }
                None => plans.push(mine),
            }
            (plans, note.unknown)
        }
    };
    let plans: Vec<&Plan> = plans.iter().collect();
    Some(dto::write_copy_for_team(&plans, &CopyNote { unknown, ..note.clone() }))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::plan::record::{PRIVATE, YES};
    use crate::plan::{Author, DeviceId, Edit, RecordId, Stamp, Voice};

    fn written(device: &str, id: &str, text: &str, is_private: bool) -> Plan {
        let at = |millis| Stamp { millis, counter: 0, device: DeviceId::new(device) };
        let begun = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let first = Stamp { millis: 1, counter: 0, device: DeviceId::new("first") };
        let mut plan = Plan::new(PlanId::new("P/1"), begun, "Maya".into(), first);
        let by = Author::of(Voice::School);
        let mut write = |field: &str, text: &str, millis| {
            let edit = Edit::write("note", &RecordId::new(id), field, Some(text.into()), &by);
            plan.apply(edit, at(millis)).unwrap();
        };
        write("text", text, 5);
        if is_private {
            write(PRIVATE, YES, 6);
        }
        plan
    }

    #[test]
    fn two_people_write_the_same_file_and_lose_nothing() {
        let note = CopyNote::default();
        let first = file_text(None, &written("a", "one", "First", false), &note).unwrap();
        let both = file_text(Some(&first), &written("b", "two", "Second", false), &note).unwrap();
        assert!(both.contains("First") && both.contains("Second"));
        assert_eq!(file_text(Some(&both), &written("a", "one", "First", false), &note), None);
        assert_eq!(file_name(&PlanId::new("P/1")), "onward-plan-p-1.json");
    }

    #[test]
    fn private_lines_stay_and_files_of_others_are_left_alone() {
        let note = CopyNote::default();
        let plan = written("a", "one", "Only for me", true);
        assert!(!file_text(None, &plan, &note).unwrap().contains("Only for me"));
        for other in ["", "{}", "{\"format\":\"onward-copy\",\"schema\":99}"] {
            assert_eq!(file_text(Some(other), &plan, &note), None, "{other}");
        }
    }
}
