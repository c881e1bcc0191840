//! What stands on a sheet of paper about the person. One place for all sheets, so that one test shows
//! that nothing private is on any that is for others.

use super::goals::Showed;
use super::{Reader, about, beside, check_ins, said, views};
use crate::plan::notes;
use crate::plan::{Author, Plan, Record, RecordId, Voice};

/// A heading of a sheet with what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading or question, by id.
    pub key: String,
    /// What stands under it.
    pub lines: Vec<Line>,
}

impl Section {
    /// Whether the person's own words stand here, so that the heading is in their words too.
    pub fn is_theirs(&self) -> bool {
        self.lines.iter().any(Line::is_theirs)
    }
}

/// A line of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The record.
    pub id: RecordId,
    /// Its words.
    pub text: String,
    /// Its picture, by id; may be empty.
    pub picture: String,
    /// What was picked, by ids of choices.
    pub picked: Vec<String>,
    /// Who wrote it.
    pub by: Option<Author>,
    /// How it was shown.
    pub showed: Option<Showed>,
    /// Whether it is only for the person.
    pub is_private: bool,
    /// What others wrote beside it.
    pub beside: Vec<(String, Author)>,
}

impl Line {
    /// Whether it is in the person's own voice.
    pub fn is_theirs(&self) -> bool {
        self.by.as_ref().is_some_and(|by| by.voice == Voice::YoungPerson)
    }
}

fn line(plan: &Plan, id: &RecordId, record: &Record, fields: Fields, reader: Reader) -> Line {
    let written = |name: &str| record.field(name).filter(|field| field.value.text.is_some());
    let by = [fields.text, fields.picked, fields.picture].into_iter().find_map(written);
    let notes = beside::notes(plan, id, reader).into_iter().filter_map(|(_, note)| {
        let by = &note.field(notes::TEXT)?.value.by;
        Some((note.text(notes::TEXT).to_owned(), by.clone()))
    });
    Line {
        id: id.clone(),
        text: record.text(fields.text).to_owned(),
        picture: record.text(fields.picture).to_owned(),
        picked: record.text(fields.picked).split_ascii_whitespace().map(str::to_owned).collect(),
        by: by.map(|field| field.value.by.clone()),
        showed: Showed::of(record),
        is_private: record.is_private(),
        beside: notes.collect(),
    }
}

/// The fields of a kind that a line is read from.
#[derive(Clone, Copy)]
struct Fields {
    text: &'static str,
    picture: &'static str,
    picked: &'static str,
}

/// A page about the person, by its headings; those without lines are left out.
pub fn about(plan: &Plan, page: &str, headings: &[&str], reader: Reader) -> Vec<Section> {
    let fields = Fields { text: about::TEXT, picture: about::PICTURE, picked: "" };
    let section = |heading: &&str| {
        let lines = about::lines(plan, page, heading, reader).into_iter();
        let lines: Vec<Line> = lines.map(|(id, record)| line(plan, id, record, fields, reader)).collect();
        (!lines.is_empty()).then(|| Section { key: (*heading).to_owned(), lines })
    };
    headings.iter().filter_map(section).collect()
}

/// The views of an occasion, in the order of the questions.
pub fn views(plan: &Plan, occasion: &str, questions: &[&str], reader: Reader) -> Vec<Section> {
    let fields = Fields { text: views::TEXT, picture: views::PICTURE, picked: views::CHOICES };
    views::answers(plan, occasion, questions, reader)
        .into_iter()
        .map(|(id, record)| Section {
            key: record.text(views::QUESTION).to_owned(),
            lines: vec![line(plan, id, record, fields, reader)],
        })
        .collect()
}

/// The answers of a check-in, in the order of its questions.
pub fn check_in(
    plan: &Plan,
    starts: chrono::NaiveDate,
    when: &str,
    questions: &[&str],
    reader: Reader,
) -> Vec<Section> {
    let fields = Fields { text: check_ins::TEXT, picture: "", picked: check_ins::ANSWER };
    let section = |question: &&str| {
        let record = check_ins::answer(plan, starts, when, question).filter(|record| reader.sees(record))?;
        let id = check_ins::answer_id(starts, when, question);
        Some(Section { key: (*question).to_owned(), lines: vec![line(plan, &id, record, fields, reader)] })
    };
    questions.iter().filter_map(section).collect()
}

/// The words of a thing said that stand in another record, with who wrote them.
pub fn said_in(plan: &Plan, said: &said::Said<'_>, reader: Reader) -> Option<Line> {
    let from = said.from.as_ref()?;
    let record = plan.records.get(from).filter(|record| reader.sees(record))?;
    let fields = Fields { text: views::TEXT, picture: views::PICTURE, picked: views::CHOICES };
    Some(line(plan, from, record, fields, reader))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::fixture::{Desk, day, me, parent, school};
    use crate::person::said::{Answer, SAID};
    use crate::plan::Edit;

    const SECRET: &str = "secret";

    /// A plan with an open and a private line in everything that can be on a sheet.
    fn plan_with_secrets() -> Desk {
        let mut desk = Desk::new();
        for (n, text) in [("open", "open words"), (SECRET, "secret words")] {
            let line = about::line_id("profile", "like", n);
            desk.apply(about::add_line(&line, "profile", "like", text, "", &me()));
            desk.apply(about::write_person(
                &RecordId::new(n),
                text,
                "friend",
                text,
                about::Ring::Near,
                &me(),
            ));
            let edits =
                views::write(&desk.plan, "review~2026-11-22", n, views::TEXT, Some(text.into()), &me());
            desk.apply(edits);
            let of = (day("2026-09-07"), "week-1", n);
            let edits = check_ins::write(&desk.plan, of, check_ins::TEXT, Some(text.into()), &me());
            desk.apply(edits);
            let view = views::answer_id("review~2026-11-22", n);
            let note = RecordId::new(["note-", n].concat());
            desk.apply(beside::add(&note, &view, day("2026-11-22"), [n, " note"].concat(), &school()));
            let from_view = said::said_id(&view, "");
            desk.apply(said::add(&from_view, "", Some(&view), &school()));
            let agreed = [(said::AGREED, ["we will: ", text].concat())];
            let agreed = agreed.each_ref().map(|(field, text)| (*field, text.as_str()));
            desk.apply(said::answer(&from_view, Some(Answer::Will), &agreed, &school()));
            let own = RecordId::new(["said-", n].concat());
            desk.apply(said::add(&own, text, None, &me()));
        }
        let hidden = [
            (about::ABOUT, about::line_id("profile", "like", SECRET)),
            (about::PERSON, RecordId::new(SECRET)),
            (views::VIEW, views::answer_id("review~2026-11-22", SECRET)),
            (check_ins::CHECK_IN, check_ins::answer_id(day("2026-09-07"), "week-1", SECRET)),
            (SAID, RecordId::new("said-secret")),
        ];
        for (kind, id) in hidden {
            desk.hide(kind, &id, Voice::YoungPerson);
        }
        desk
    }

    /// Everything that any sheet says, in one text for each sheet.
    fn sheets(plan: &Plan, reader: Reader) -> [String; 5] {
        let keys = ["open", SECRET];
        let said: Vec<_> = said::all(plan, reader)
            .into_iter()
            .map(|one| (format!("{one:?}"), said_in(plan, &one, reader)))
            .collect();
        [
            format!("{:?}", about(plan, "profile", &["like"], reader)),
            format!("{:?}", about::people(plan, reader)),
            format!("{:?}", views(plan, "review~2026-11-22", &keys, reader)),
            format!("{:?}", check_in(plan, day("2026-09-07"), "week-1", &keys, reader)),
            format!("{said:?}"),
        ]
    }

    #[test]
    fn nothing_private_is_on_any_sheet_for_others_and_all_of_it_is_in_a_copy_for_me() {
        let desk = plan_with_secrets();
        for (at, sheet) in sheets(&desk.plan, Reader::Others).iter().enumerate() {
            assert!(sheet.contains("open words"), "sheet {at} is empty");
            assert!(!sheet.contains(SECRET), "sheet {at} for others holds what is private: {sheet}");
        }
        for (at, sheet) in sheets(&desk.plan, Reader::Me).iter().enumerate() {
            assert!(
                sheet.contains("open words") && sheet.contains("secret words"),
                "sheet {at} for me: {sheet}"
            );
        }
    }

    #[test]
    fn a_lens_shows_of_what_is_private_only_what_its_own_voice_wrote() {
        let mut desk = plan_with_secrets();
        let shown = |desk: &Desk, voice| format!("{:?}", sheets(&desk.plan, Reader::Of(voice)));
        assert!(shown(&desk, Voice::YoungPerson).contains("secret words"));
        assert!(!shown(&desk, Voice::ParentCarer).contains(SECRET));
        // What a parent keeps to themselves is on their screen and on nobody else's.
        let id = about::line_id("profile", "like", "parent");
        desk.apply(about::add_line(&id, "profile", "like", "parent's worry", "", &parent()));
        desk.hide(about::ABOUT, &id, Voice::ParentCarer);
        for (voice, _) in Voice::NAMES {
            assert_eq!(
                shown(&desk, voice).contains("parent's worry"),
                voice == Voice::ParentCarer,
                "{voice:?}"
            );
        }
    }

    #[test]
    fn what_two_devices_disagree_about_stays_private() {
        let mut phone = plan_with_secrets().plan;
        let mut tablet = phone.clone();
        let id = about::line_id("profile", "like", SECRET);
        let stamp = |device: &str| crate::plan::Stamp {
            millis: i64::MAX - 9,
            counter: 0,
            device: crate::plan::DeviceId::new(device),
        };
        let write = |text: Option<&str>| {
            Edit::write(about::ABOUT, &id, crate::plan::record::PRIVATE, text.map(str::to_owned), &me())
        };
        phone.apply(write(None), stamp("phone")).unwrap();
        tablet.apply(write(Some("yes")), stamp("tablet")).unwrap();
        phone.merge(&tablet);
        assert!(!format!("{:?}", about(&phone, "profile", &["like"], Reader::Others)).contains(SECRET));
    }

    #[test]
    fn a_line_says_who_wrote_it_and_what_was_picked() {
        let mut desk = Desk::new();
        let edits =
            views::write(&desk.plan, "move~2026-11-22", "a", views::CHOICES, Some("dog cat".into()), &me());
        desk.apply(edits);
        let sections = views(&desk.plan, "move~2026-11-22", &["a"], Reader::Others);
        let line = &sections[0].lines[0];
        assert_eq!(
            (line.picked.as_slice(), line.by.as_ref()),
            (["dog".to_owned(), "cat".to_owned()].as_slice(), Some(&me()))
        );
        assert!(sections[0].is_theirs());
    }
}
