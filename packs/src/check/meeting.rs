//! Meetings, what goes round before them, and what can be done about a decision.

use onward_core::pack::library::{
    AgendaItem, AgendaKind, Chase, Decision, DecisionLocal, DecisionNext, Handover, Invite, Meeting,
    MeetingDate, MeetingLocal, Paper,
};
use onward_core::pack::{Badge, EasyLine};
use std::collections::{BTreeMap, BTreeSet};

use super::{Checker, Name};
use crate::raw::library as raw;
use crate::raw::{self as raw_pack, At};

/// How long a meeting may be, in minutes.
const MINUTES: std::ops::RangeInclusive<u32> = 45..=90;
/// The most questions for one role in a meeting.
const MOST_FOR_A_ROLE: usize = 8;
/// The most questions for a child under 11.
const MOST_FOR_A_CHILD: usize = 5;

impl Checker<'_> {
    pub fn meeting(&mut self, meeting: &raw::Meeting) -> Meeting {
        self.distinct(meeting.agenda.iter().map(|item| &item.id));
        self.distinct(meeting.papers.iter().map(|paper| &paper.id));
        self.questions_of(&meeting.questions);
        let agenda: Vec<_> = meeting.agenda.iter().filter_map(|item| self.agenda_item(item)).collect();
        if agenda.len() == meeting.agenda.len() {
            if agenda.first().is_none_or(|item| item.kind != AgendaKind::Person) {
                self.problem(&meeting.id, "the agenda begins with the person's own words: kind = \"person\"");
            }
            if agenda.last().is_none_or(|item| item.kind != AgendaKind::Next) {
                self.problem(&meeting.id, "the agenda ends with who does what: kind = \"next\"");
            }
            let minutes: u32 = agenda.iter().map(|item| item.minutes).sum();
            if !MINUTES.contains(&minutes) {
                let (least, most) = (MINUTES.start(), MINUTES.end());
                self.problem(
                    &meeting.id,
                    format!("the agenda takes {minutes} minutes: make it {least} to {most}"),
                );
            }
        }
        Meeting {
            id: self.id("the meeting", &meeting.id, '-'),
            title: self.text("the title", &meeting.title),
            title_easy: self.easy_line(&meeting.title_easy, Name::NotAllowed),
            about: self.text("about", &meeting.about),
            legal: meeting.legal,
            suits: meeting.suits.iter().map(|suits| self.applies(suits)).collect(),
            invite: meeting.invite.iter().filter_map(|invite| self.invite(invite)).collect(),
            papers: meeting.papers.iter().filter_map(|paper| self.paper(paper)).collect(),
            agenda,
            questions: meeting.questions.iter().map(|id| self.named("review_question", Some(id))).collect(),
            ways: self.named("choices", Some(&meeting.ways)),
            checked: self.checked(&meeting.id, meeting.source.as_ref(), meeting.checked_on.as_ref()),
        }
    }

    // Nobody can answer 20 questions in an hour, and a child under 11 not even 8.
    fn questions_of(&mut self, ids: &[At<String>]) {
        self.distinct(ids.iter());
        let mut by_role: BTreeMap<&str, usize> = BTreeMap::new();
        for id in ids {
            let Some(role) = self.names.roles.get(id.get_ref()) else {
                continue;
            };
            let most = if role.ends_with("(child)") { MOST_FOR_A_CHILD } else { MOST_FOR_A_ROLE };
            let count = by_role.entry(role).or_default();
            *count += 1;
            if *count == most + 1 {
                self.problem(
                    id,
                    format!("more than {most} questions for {role}: keep those that matter most"),
                );
            }
        }
    }

    fn agenda_item(&mut self, item: &raw::AgendaItem) -> Option<AgendaItem> {
        Some(AgendaItem {
            id: self.id("the point", &item.id, '-'),
            title: self.text("the title", &item.title),
            easy: self.easy_line(&item.easy, Name::NotAllowed),
            minutes: *item.minutes.get_ref(),
            about: self.text("about", &item.about),
            lead: self.word("lead", &item.lead)?,
            kind: self.word("kind", &item.kind)?,
        })
    }

    /// The law invites whoever has its badge, so `must` needs no key of its own.
    fn invite(&mut self, invite: &raw::Invite) -> Option<Invite> {
        let badge = self.own_badge(&invite.badge);
        let basis = invite.basis.as_ref().map(|basis| self.name("the basis", basis)).unwrap_or_default();
        if badge.is_some() && (badge != Some(Badge::GoodPractice)) == basis.is_empty() {
            self.problem(
                &invite.who,
                "an invitation by law or guidance needs a basis, and good practice has none",
            );
        }
        Some(Invite {
            party: self.word("party", &invite.party)?,
            who: self.text("who", &invite.who),
            must: badge? == Badge::Law,
            badge: badge?,
            basis,
        })
    }

    fn paper(&mut self, paper: &raw::Paper) -> Option<Paper> {
        Some(Paper {
            id: self.id("the paper", &paper.id, '-'),
            party: self.word("party", &paper.party)?,
            says: self.text("says", &paper.says),
        })
    }

    pub fn meeting_local(&mut self, local: &raw::MeetingLocal) -> MeetingLocal {
        if self.names.national {
            self.problem(&local.meeting, "a [[meeting_local]] belongs in a council's pack: move it there");
        }
        self.distinct(local.papers.iter().map(|paper| &paper.id));
        self.questions_of(&local.questions);
        MeetingLocal {
            meeting: self.named("meeting", Some(&local.meeting)),
            says: self.texts("says", &local.says),
            invite: local.invite.iter().filter_map(|invite| self.invite(invite)).collect(),
            papers: local.papers.iter().filter_map(|paper| self.paper(paper)).collect(),
            questions: local.questions.iter().map(|id| self.named("review_question", Some(id))).collect(),
            suits: local.suits.iter().map(|suits| self.applies(suits)).collect(),
            checked: self.checked(&local.meeting, local.source.as_ref(), local.checked_on.as_ref()),
        }
    }

    pub fn meeting_date(&mut self, date: &raw::MeetingDate) -> Option<MeetingDate> {
        Some(MeetingDate {
            id: self.id("the date", &date.id, '-'),
            title: self.text("the title", &date.title),
            easy: self.needed_easy(&date.id, &date.easy, Name::NotAllowed),
            party: self.word("party", &date.party)?,
            rule: self.rule(&date.rule, false)?,
            step: self.step_id(&date.step),
            checked: self.checked(&date.id, date.source.as_ref(), date.checked_on.as_ref()),
        })
    }

    pub fn chase(&mut self, chase: &raw::Chase) -> Option<Chase> {
        let badge = self.own_badge(&chase.badge);
        if badge == Some(Badge::Law) && !chase.legal {
            self.problem(
                &chase.badge,
                "the law asks this only before a review of an EHC plan: add legal = true",
            );
        }
        Some(Chase {
            id: self.id("the thing to chase", &chase.id, '-'),
            weeks: *chase.weeks.get_ref(),
            party: self.word("party", &chase.party)?,
            says: self.text("says", &chase.says),
            legal: chase.legal,
            badge: badge?,
            checked: self.checked(&chase.id, chase.source.as_ref(), chase.checked_on.as_ref()),
        })
    }

    pub fn decision(&mut self, decision: &raw::Decision) -> Decision {
        self.distinct(decision.next.iter().map(|next| &next.id));
        if decision.next.is_empty() {
            self.problem(&decision.id, "next is empty: write at least one thing to do");
        }
        if decision.services.is_empty() {
            self.problem(&decision.id, "nobody helps: name at least one service");
        }
        Decision {
            id: self.id("the decision", &decision.id, '-'),
            title: self.text("the title", &decision.title),
            about: self.text("about", &decision.about),
            easy: self.needed_easy(&decision.id, &decision.easy, Name::NotAllowed),
            fact: decision.fact.as_ref().map(|fact| self.asked_date_fact(fact)).unwrap_or_default(),
            next: decision.next.iter().filter_map(|next| self.decision_next(next)).collect(),
            steps: decision.steps.iter().map(|step| self.step_id(step)).collect(),
            letters: decision.letters.iter().map(|letter| self.named("letter", Some(letter))).collect(),
            services: decision.services.iter().map(|id| self.service_id(id)).collect(),
            checked: self.checked(&decision.id, decision.source.as_ref(), decision.checked_on.as_ref()),
        }
    }

    fn decision_next(&mut self, next: &raw::DecisionNext) -> Option<DecisionNext> {
        Some(DecisionNext {
            id: self.id("the thing to do", &next.id, '-'),
            says: self.text("says", &next.says),
            when: self.optional_text("when", next.when.as_ref()),
            rule: next.rule.as_ref().and_then(|rule: &At<raw_pack::Rule>| self.rule(rule, false)),
            step: next.step.as_ref().map(|step| self.step_id(step)).unwrap_or_default(),
            badge: self.own_badge(&next.badge)?,
        })
    }

    pub fn decision_local(&mut self, local: &raw::DecisionLocal) -> DecisionLocal {
        let nothing = At::new(0..0, String::new());
        let first = local.decisions.first().unwrap_or(&nothing);
        if self.names.national {
            self.problem(first, "a [[decision_local]] belongs in a council's pack: move it there");
        }
        DecisionLocal {
            decisions: local.decisions.iter().map(|id| self.named("decision", Some(id))).collect(),
            says: self.texts("says", &local.says),
            services: local.services.iter().map(|id| self.service_id(id)).collect(),
            checked: self.checked(first, local.source.as_ref(), local.checked_on.as_ref()),
        }
    }

    pub fn handover(&mut self, heading: &raw::Handover) -> Handover {
        Handover {
            id: self.id("the heading", &heading.id, '-'),
            title: self.text("the title", &heading.title),
            hint: self.text("the hint", &heading.hint),
            easy: self.easy_line(&heading.easy, Name::NotAllowed),
            profiles: heading.profiles.iter().map(|id| self.named("profile", Some(id))).collect(),
        }
    }

    /// A badge that this pack may use.
    fn own_badge(&mut self, badge: &At<String>) -> Option<Badge> {
        let known = self.word::<Badge>("badge", badge);
        if self.names.national && matches!(known, Some(Badge::Charter | Badge::Council)) {
            let message =
                format!("the badge \"{}\" belongs in a council's pack: use another", badge.get_ref());
            self.problem(badge, message);
        }
        known
    }

    fn service_id(&mut self, id: &At<String>) -> String {
        if !self.names.services.contains(id.get_ref()) {
            self.unknown("service", id, self.names.services.iter().map(String::as_str));
        }
        id.get_ref().clone()
    }

    /// An id of another table, by the name of that table; empty if none is given.
    pub(super) fn named(&mut self, table: &'static str, id: Option<&At<String>>) -> String {
        let Some(id) = id else {
            return String::new();
        };
        let names = self.names;
        let known = names.known.get(table);
        if !known.is_some_and(|known| known.contains(id.get_ref())) && !names.lost.contains(id.get_ref()) {
            self.unknown(table, id, known.into_iter().flatten().map(String::as_str));
        }
        id.get_ref().clone()
    }

    /// One line of Easy Read.
    pub(super) fn easy_line(&mut self, line: &At<raw_pack::EasyLine>, name: Name) -> EasyLine {
        self.easy(std::slice::from_ref(line), name)
            .pop()
            .unwrap_or(EasyLine { picture: String::new(), words: String::new() })
    }

    /// Ids that are unique in their own table, because plans remember them.
    pub(super) fn distinct<'i>(&mut self, ids: impl Iterator<Item = &'i At<String>>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id.get_ref()) {
                self.problem(id, format!("\"{}\" stands twice here: choose another id", id.get_ref()));
            }
        }
    }
}
