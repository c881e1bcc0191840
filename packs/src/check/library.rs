//! Everything of a pack besides steps, dates and questions about facts.

use onward_core::pack::library::{
    Charter, CharterClause, CharterStatement, Checked, Goal, GuidePage, GuideSection, Letter, Level,
    MERGE_FIELDS, OldName, Proposal, Readiness, ReviewQuestion, Service, Word,
};
use onward_core::pack::{HelpLine, Part};

use super::{Checker, Name};
use crate::known;
use crate::raw::library as raw;
use crate::raw::{At, Source};
use crate::words;

/// The most paragraphs of a section of the guide before it is hard to read (rule D2).
const MOST_PARAGRAPHS: usize = 8;
/// The most sentences of a paragraph (rule D2).
const MOST_SENTENCES: usize = 3;

impl Checker<'_> {
    pub fn word_explained(&mut self, word: &raw::Word) -> Word {
        Word {
            id: self.id("the word", &word.id, '-'),
            term: self.name("the term", &word.term),
            also: word.also.iter().map(|also| self.name("also", also)).collect(),
            means: self.text("means", &word.means),
            easy: self.needed_easy(&word.id, &word.easy, Name::NotAllowed),
            link: word.link,
            checked: self.checked(&word.id, word.source.as_ref(), word.checked_on.as_ref()),
        }
    }

    /// A service, and its line for the foot of every page if it is the one shown there.
    pub fn service(&mut self, service: &raw::Service) -> (Service, Option<HelpLine>) {
        let plain = |value: &Option<At<String>>| {
            value.as_ref().map(|value| value.get_ref().clone()).unwrap_or_default()
        };
        if let Some(phone) = &service.phone
            && !phone.get_ref().is_empty()
            && phone.get_ref().chars().filter(char::is_ascii_digit).count() < 3
        {
            self.problem(
                phone,
                "this is not a phone number: write it as its source prints it, or leave it empty",
            );
        }
        if let Some(email) = &service.email
            && !email.get_ref().is_empty()
            && (!email.get_ref().contains('@') || email.get_ref().contains(char::is_whitespace))
        {
            self.problem(
                email,
                "this is not an e-mail address: write it as its source prints it, or leave it empty",
            );
        }
        let service_of = Service {
            id: self.id("the service", &service.id, '-'),
            name: self.name("the name", &service.name),
            about: self.text("about", &service.about),
            for_whom: self.optional_text("for_whom", service.for_whom.as_ref()),
            how: self.optional_text("how", service.how.as_ref()),
            phone: plain(&service.phone),
            email: plain(&service.email),
            web: service.web.as_ref().map(|web| self.web(web)).unwrap_or_default(),
            easy: self.needed_easy(&service.id, &service.easy, Name::NotAllowed),
            formerly: service.formerly.iter().map(|old| self.name("formerly", old)).collect(),
            checked: self.checked(&service.id, service.source.as_ref(), service.checked_on.as_ref()),
        };
        let reach = [&service_of.how, &service_of.phone, &service_of.email, &service_of.web];
        if reach.iter().all(|way| way.is_empty()) {
            self.problem(&service.id, "nobody can reach it: write how, or a phone, e-mail or web address");
        }
        let line = service.foot.then(|| HelpLine {
            name: service_of.name.clone(),
            about: [service_of.about.as_str(), &service_of.how]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" "),
            phone: service_of.phone.clone(),
            email: service_of.email.clone(),
            web: service_of.web.clone(),
        });
        (service_of, line)
    }

    pub fn old_name(&mut self, old: &raw::OldName) -> OldName {
        if let Some(service) = &old.service
            && !self.names.services.contains(service.get_ref())
        {
            self.unknown("service", service, self.names.services.iter().map(String::as_str));
        }
        OldName {
            old: self.name("the old name", &old.old),
            now: self.text("now", &old.now),
            service: old.service.as_ref().map(|service| service.get_ref().clone()).unwrap_or_default(),
            checked: self.checked(&old.old, old.source.as_ref(), old.checked_on.as_ref()),
        }
    }

    pub fn letter(&mut self, letter: &raw::Letter) -> Option<Letter> {
        let subject = self.letter_text("the subject", &letter.subject);
        let body = letter.body.iter().map(|text| self.letter_text("the letter", text)).collect::<Vec<_>>();
        if letter.steps.is_empty() {
            self.problem(&letter.id, "it belongs to no step: name at least one in steps");
        }
        Some(Letter {
            id: self.id("the letter", &letter.id, '-'),
            title: self.text("the title", &letter.title),
            to: self.word("to", &letter.to)?,
            when: self.text("when", &letter.when),
            steps: letter.steps.iter().map(|step| self.step_id(step)).collect(),
            subject,
            body,
            basis: self.name("the basis", &letter.basis),
            easy: self.needed_easy(&letter.id, &letter.easy, Name::NotAllowed),
            checked: self.checked(&letter.id, letter.source.as_ref(), letter.checked_on.as_ref()),
        })
    }

    // As words a family reads, but with places to fill in.
    fn letter_text(&mut self, what: &str, text: &At<String>) -> String {
        let mut filled = text.get_ref().clone();
        for (field, _) in MERGE_FIELDS {
            filled = filled.replace(field, "Maya");
        }
        for fault in words::faults(&filled.replace(['{', '}'], "")) {
            self.problem(text, format!("{what}: {fault}"));
        }
        if filled.contains(['{', '}']) {
            let fields = MERGE_FIELDS.iter().map(|(field, _)| *field).collect::<Vec<_>>().join(", ");
            self.problem(text, format!("{what}: only these may stand in braces: {fields}"));
        }
        self.never(what, text);
        self.no_phone(what, text);
        self.name(what, text)
    }

    pub fn charter(
        &mut self,
        charter: &raw::Charter,
        statements: Vec<CharterStatement>,
        clauses: Vec<CharterClause>,
        approach: Vec<CharterStatement>,
    ) -> Charter {
        Charter {
            title: self.text("the title", &charter.title),
            about: self.texts("about", &charter.about),
            not_checked: self.text("not_checked", &charter.not_checked),
            how_to_check: self.texts("how_to_check", &charter.how_to_check),
            easy: self.needed_easy(&charter.title, &charter.easy, Name::NotAllowed),
            checked: self.checked(&charter.title, charter.source.as_ref(), charter.checked_on.as_ref()),
            statements,
            clauses,
            approach,
        }
    }

    pub fn charter_statement(&mut self, statement: &raw::CharterStatement) -> CharterStatement {
        CharterStatement {
            id: self.name("the id", &statement.id),
            moves: statement.moves.iter().filter_map(|of_move| self.word("move", of_move)).collect(),
            parties: statement.parties.iter().filter_map(|party| self.word("party", party)).collect(),
            says: self.text("says", &statement.says),
            ask: self.optional_text("ask", statement.ask.as_ref()),
            easy: self.easy(&statement.easy, Name::NotAllowed),
            checked: self.checked(&statement.id, statement.source.as_ref(), statement.checked_on.as_ref()),
        }
    }

    pub fn charter_clause(&mut self, clause: &raw::CharterClause) -> Option<CharterClause> {
        if let Some(replaces) = &clause.replaces
            && !self.names.statements.contains(replaces.get_ref())
        {
            self.unknown("charter_statement", replaces, self.names.statements.iter().map(String::as_str));
        }
        Some(CharterClause {
            id: self.name("the id", &clause.id),
            heading: self.name("the heading", &clause.heading),
            of_move: self.word("move", &clause.of_move)?,
            party: self.word("party", &clause.party)?,
            says: self.text("says", &clause.says),
            when: self.optional_text("when", clause.when.as_ref()),
            page: *clause.page.get_ref(),
            replaces: clause.replaces.as_ref().map(|id| id.get_ref().clone()).unwrap_or_default(),
            checked: self.checked(&clause.id, clause.source.as_ref(), clause.checked_on.as_ref()),
        })
    }

    pub fn goal(&mut self, goal: &raw::Goal) -> Option<Goal> {
        let level = self.word::<Level>("level", &goal.level);
        let is_full = level == Some(Level::FullSupport);
        if is_full != goal.third.is_some() || is_full == goal.third_easy.is_empty() {
            self.problem(
                &goal.id,
                "a goal with full_support, and no other, has third and third_easy: what others see",
            );
        }
        Some(Goal {
            id: self.name("the id", &goal.id),
            part: self.word("part", &goal.part)?,
            age: self.word("age", &goal.age)?,
            level: level?,
            outcome: self.text("outcome", &goal.outcome),
            plain: self.text("plain", &goal.plain),
            easy: self.needed_easy(&goal.id, &goal.easy, Name::NotAllowed),
            picture: self.picture(&goal.picture),
            third: self.optional_text("third", goal.third.as_ref()),
            third_easy: self.easy(&goal.third_easy, Name::Allowed),
        })
    }

    pub fn review_question(&mut self, question: &raw::ReviewQuestion) -> Option<ReviewQuestion> {
        Some(ReviewQuestion {
            id: self.name("the id", &question.id),
            role: self.word("role", &question.role)?,
            ages: question.ages.iter().filter_map(|age| self.word("age", age)).collect(),
            ask: self.text("ask", &question.ask),
            easy: self.easy(&question.easy, Name::NotAllowed),
        })
    }

    pub fn readiness(&mut self, item: &raw::Readiness) -> Option<Readiness> {
        Some(Readiness {
            id: self.name("the id", &item.id),
            list: self.word("list", &item.list)?,
            part: item.part.as_ref().and_then(|part| self.word::<Part>("part", part)),
            says: self.text("says", &item.says),
            easy: self.easy(&item.easy, Name::NotAllowed),
        })
    }

    pub fn proposal(&mut self, proposal: &raw::Proposal) -> Proposal {
        Proposal {
            id: self.id("the proposal", &proposal.id, '-'),
            title: self.text("the title", &proposal.title),
            says: self.texts("says", &proposal.says),
            now: self.text("now", &proposal.now),
            checked: self.checked(&proposal.id, proposal.source.as_ref(), proposal.checked_on.as_ref()),
        }
    }

    pub fn guide_page(&mut self, page: &raw::GuidePage) -> GuidePage {
        if page.section.is_empty() {
            self.problem(&page.id, "the page has no [[guide.section]]: add one");
        }
        GuidePage {
            id: self.id("the page", &page.id, '-'),
            title: self.text("the title", &page.title),
            about: self.text("about", &page.about),
            sections: page.section.iter().map(|section| self.guide_section(section.get_ref())).collect(),
        }
    }

    fn guide_section(&mut self, section: &raw::GuideSection) -> GuideSection {
        if let Some(paragraph) = section.says.get(MOST_PARAGRAPHS) {
            self.problem(
                paragraph,
                format!("more than {MOST_PARAGRAPHS} paragraphs: make two sections of them"),
            );
        }
        for paragraph in section.says.iter().chain(&section.school) {
            if words::sentences(paragraph.get_ref()).len() > MOST_SENTENCES {
                self.problem(
                    paragraph,
                    format!("a paragraph of more than {MOST_SENTENCES} sentences: make two of it"),
                );
            }
        }
        GuideSection {
            heading: self.text("the heading", &section.heading),
            says: self.texts("says", &section.says),
            school: self.texts("school", &section.school),
            easy: self.needed_easy(&section.heading, &section.easy, Name::NotAllowed),
            steps: section.steps.iter().map(|step| self.step_id(step)).collect(),
            checked: self.checked(&section.heading, section.source.as_ref(), section.checked_on.as_ref()),
        }
    }

    pub(super) fn checked<T>(
        &mut self,
        owner: &At<T>,
        source: Option<&At<Source>>,
        on: Option<&At<toml::value::Datetime>>,
    ) -> Checked {
        Checked { source: self.source(owner, source), on: self.checked_on(owner, on) }
    }

    pub(super) fn unknown<'n>(&mut self, what: &str, id: &At<String>, all: impl Iterator<Item = &'n str>) {
        let hint = known::nearest(id.get_ref(), all).map(|near| format!(": did you mean \"{near}\"?"));
        let message = format!("there is no {what} \"{}\"{}", id.get_ref(), hint.unwrap_or_default());
        self.problem(id, message);
    }
}
