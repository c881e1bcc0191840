//! The two files that the app fetches when a part of it needs them.

use std::collections::BTreeSet;

use onward_core::pack::library::{Library, MeetingPack, MeetingShelf, PackLibrary, PersonPack, PersonShelf};

/// What is about a person, of every pack.
pub fn person_shelf(library: &Library) -> PersonShelf {
    PersonShelf {
        national: person(&library.national),
        councils: library.councils.iter().map(person).collect(),
    }
}

/// What is about meetings, of every pack.
pub fn meeting_shelf(library: &Library) -> MeetingShelf {
    MeetingShelf {
        national: meeting(&library.national),
        councils: library.councils.iter().map(meeting).collect(),
    }
}

fn person(pack: &PackLibrary) -> PersonPack {
    PersonPack {
        id: pack.id.clone(),
        council: pack.council.clone(),
        choices: pack.choices.clone(),
        goals: pack.goals.clone(),
        profiles: pack.profiles.clone(),
        profile_years: pack.profile_years.clone(),
        readiness: pack.readiness.clone(),
        views: pack.views.clone(),
        check_ins: pack.check_ins.clone(),
        check_in_questions: pack.check_in_questions.clone(),
        countdown: pack.countdown.clone(),
    }
}

fn meeting(pack: &PackLibrary) -> MeetingPack {
    let ways: BTreeSet<&String> = pack.meetings.iter().map(|meeting| &meeting.ways).collect();
    let named: BTreeSet<&String> = pack
        .decisions
        .iter()
        .flat_map(|decision| &decision.services)
        .chain(pack.decision_locals.iter().flat_map(|local| &local.services))
        .collect();
    MeetingPack {
        id: pack.id.clone(),
        council: pack.council.clone(),
        choices: pack.choices.iter().filter(|choices| ways.contains(&choices.id)).cloned().collect(),
        meetings: pack.meetings.clone(),
        meeting_locals: pack.meeting_locals.clone(),
        meeting_dates: pack.meeting_dates.clone(),
        chase: {
            let mut chase = pack.chase.clone();
            chase.sort_by_key(|chase| std::cmp::Reverse(chase.weeks));
            chase
        },
        questions: pack.review_questions.clone(),
        letters: pack.letters.clone(),
        charter: pack.charter.clone(),
        decisions: pack.decisions.clone(),
        decision_locals: pack.decision_locals.clone(),
        services: pack.services.iter().filter(|service| named.contains(&service.id)).cloned().collect(),
        handover: pack.handover.clone(),
    }
}
