//! Every format Onward writes, read by a program somebody else wrote.
//!
//! Where a program is missing, its test says so in capitals and checks what it can without: the full
//! test run lists what was left out (`cargo xtask test`).

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use onward_core::calendar::parse_iso;
use onward_core::exchange::calendar::{Event, calendar};
use onward_core::exchange::document::{Block, Document, Sheet, plain};
use onward_core::exchange::table::csv;
use onward_core::exchange::word::{Look, docx};
use proptest::prelude::*;

/// 22 November 2026, 12:00.
const NOW: i64 = 1_795_348_800_000;

/// What a hostile or unlucky person writes.
const TEXTS: &[&str] = &[
    "Plain",
    "Comma, semicolon; colon: \\ back\\slash \"quotes\"",
    "Two\nlines\r\nthree",
    "<b>&amp;</b> =1+1",
    "Zoë’s café 🙂 ÿ",
    "\u{1}\u{7f}marks that do not print",
    "A very long line that has to be folded because it is much longer than seventy-five bytes, and has é, ü and 🙂 in it",
];

/// A folder of the test's own.
fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("onward-readers-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).expect("a folder of our own");
    path
}

/// Runs a program that may be missing.
fn run(program: &str, arguments: &[&str]) -> Option<(bool, String)> {
    let output = Command::new(program).args(arguments).output().ok()?;
    let both = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8_lossy(&both).into_owned()))
}

fn missing(what: &str) {
    eprintln!("\n*** LEFT OUT: {what} is not installed, so nobody else has read this format. ***\n");
}

fn events() -> Vec<Event> {
    let day = parse_iso("2027-02-14").unwrap();
    let event = |(at, text): (usize, &&str)| Event {
        id: format!("plan-{at}"),
        day,
        title: (*text).to_owned(),
        about: format!("{text} {text}"),
    };
    TEXTS.iter().enumerate().map(event).collect()
}

#[test]
fn a_calendar_is_read_by_another_parser() {
    let folder = folder("calendar");
    let file = folder.join("dates.ics");
    std::fs::write(&file, calendar(&events(), NOW, [14, 2])).unwrap();
    let script = r#"
import sys, json, datetime
from icalendar import Calendar
with open(sys.argv[1], "rb") as file:
    calendar = Calendar.from_ical(file.read())
out = []
for event in calendar.walk("VEVENT"):
    alarms = [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    assert type(start) is datetime.date and type(end) is datetime.date, "all day"
    out.append([str(event["UID"]), int(event["SEQUENCE"]), str(start), str(end), str(event["SUMMARY"]),
                str(event["DESCRIPTION"]), [alarm.total_seconds() / 3600 for alarm in alarms]])
print(json.dumps(out))
"#;
    // The system's own Python is where a distribution puts the parser.
    let reader = ["/usr/bin/python3", "python3"]
        .into_iter()
        .find(|python| run(python, &["-c", "import icalendar"]).is_some_and(|(is_there, _)| is_there));
    let Some(reader) = reader else { return missing("icalendar for Python (python3-icalendar)") };
    let (worked, said) = run(reader, &["-c", script, file.to_str().unwrap()]).unwrap();
    assert!(worked, "{said}");
    let read: serde_json::Value = serde_json::from_str(said.trim()).unwrap_or_else(|_| panic!("{said}"));
    let read = read.as_array().unwrap();
    assert_eq!(read.len(), TEXTS.len());
    for (event, text) in read.iter().zip(TEXTS) {
        let expected: String =
            text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_ascii_control()).collect();
        assert_eq!(event[4], *expected, "the title");
        assert_eq!(event[5], format!("{expected} {expected}"), "the text");
        assert_eq!((event[2].as_str(), event[3].as_str()), (Some("2027-02-14"), Some("2027-02-15")));
        // 9 in the morning, 14 and 2 days before.
        assert_eq!(event[6], serde_json::json!([-327.0, -39.0]));
    }
    assert_eq!(read[0][0], "plan-0@onward");
    assert!(read[0][1].as_i64().unwrap() > 0);
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn a_later_calendar_takes_the_place_of_an_earlier_one() {
    let sequence = |text: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).unwrap();
        line.parse::<i64>().unwrap()
    };
    let (first, second) = (calendar(&events(), NOW, [14, 2]), calendar(&events(), NOW + 1_000, [14, 2]));
    assert!(sequence(&second) > sequence(&first));
    let ids = |text: &str| {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(ids(&first), ids(&second));
    assert!(first.contains("DTSTAMP:20261122T120000Z\r\n"));
    // A device whose clock is wrong still writes a number that a calendar can hold.
    for millis in [i64::MIN, -1, 0, i64::MAX] {
        let number = sequence(&calendar(&events()[..1], millis, [0, 255]));
        assert!((0..=i64::from(i32::MAX)).contains(&number));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_calendar_has_short_lines_and_no_line_of_somebody_else_s(title in any::<String>(), about in any::<String>()) {
        let event = Event { id: title.clone(), day: parse_iso("2027-02-14").unwrap(), title, about };
        let text = calendar(&[event], NOW, [14, 2]);
        let names = ["BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "DTSTAMP", "SEQUENCE",
            "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "DESCRIPTION", "CLASS", "TRANSP", "ACTION", "TRIGGER"];
        prop_assert!(text.ends_with("\r\n"));
        for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
            prop_assert!(line.len() <= 75, "{line}");
            prop_assert!(!line.contains(['\r', '\n']));
            let name = line.split(':').next().unwrap();
            prop_assert!(line.starts_with(' ') || names.contains(&name), "{line}");
        }
        prop_assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 1);
    }

    #[test]
    fn a_table_is_read_back_as_it_was_and_runs_nothing(rows in prop::collection::vec(prop::collection::vec(any::<String>(), 3), 1..6), mark in any::<bool>()) {
        let text = csv(&rows, mark);
        prop_assert_eq!(text.starts_with('\u{feff}'), mark);
        let body = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(body.as_bytes());
        let read: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        prop_assert_eq!(read.len(), rows.len());
        for (read, row) in read.iter().zip(&rows) {
            for (read, cell) in read.iter().zip(row) {
                prop_assert!(read == cell || *read == format!("'{cell}"), "{read:?} {cell:?}");
                let first = read.trim_start().chars().next();
                prop_assert!(!first.is_some_and(|first| "=+-@＝＋－＠|".contains(first)), "{read:?}");
            }
        }
    }
}

fn document() -> Document {
    let texts = || TEXTS.iter().map(|text| (*text).to_owned());
    let blocks = vec![
        Block::Heading("Heading within".to_owned()),
        Block::Words("Some words".to_owned()),
        Block::List(texts().collect()),
        Block::Ticks(vec![(true, "Done thing".to_owned()), (false, "Open thing".to_owned())]),
        Block::Table {
            head: vec!["When".to_owned(), "What".to_owned()],
            rows: texts().map(|text| vec!["15 February 2027".to_owned(), text]).collect(),
        },
        Block::Room("Room to write".to_owned(), 3),
    ];
    let sheet = |title: &str| Sheet { title: title.to_owned(), blocks: blocks.clone() };
    Document {
        whose: "Maya · Sunday 22 November 2026".to_owned(),
        sheets: vec![sheet("First sheet"), sheet("Second sheet")],
    }
}

fn convert(folder: &Path, file: &Path, to: &str) -> Option<(bool, String)> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let (out, file) = (folder.display().to_string(), file.display().to_string());
    let arguments = [&profile, "--headless", "--convert-to", to, "--outdir", &out, &file];
    ["soffice", "libreoffice"].into_iter().find_map(|program| run(program, &arguments))
}

#[test]
fn a_document_is_read_by_another_word_processor() {
    let folder = folder("word");
    let file = folder.join("sheets.docx");
    std::fs::write(&file, docx(&document(), Look { points: 12 })).unwrap();
    let Some((worked, said)) = convert(&folder, &file, "pdf") else { return missing("LibreOffice") };
    assert!(worked, "{said}");
    let pdf = folder.join("sheets.pdf");
    assert!(pdf.exists(), "{said}");
    let pdf = pdf.to_str().unwrap();
    let Some((worked, text)) = run("pdftotext", &["-layout", pdf, "-"]) else {
        return missing("poppler-utils");
    };
    assert!(worked, "{text}");
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "First sheet",
        "Second sheet",
        "Heading within",
        "☑ Done thing",
        "☐ Open thing",
        "Zoë’s café",
        "<b>&amp;</b> =1+1",
        "Room to write",
        "Maya · Sunday 22 November 2026 · Page 1 of",
        "\"quotes\"",
    ] {
        assert!(flat.contains(words), "{words}\n{text}");
    }
    let (_, about) = run("pdfinfo", &[pdf]).expect("poppler has both programs");
    assert!(about.contains("A4"), "{about}");
    // Each sheet begins on a new page.
    let (_, first) = run("pdftotext", &["-l", "1", pdf, "-"]).unwrap();
    assert!(first.contains("First sheet") && !first.contains("Second sheet"), "{first}");
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn an_archive_is_taken_apart_by_another_program() {
    let folder = folder("archive");
    let file = folder.join("sheets.docx");
    std::fs::write(&file, docx(&document(), Look { points: 12 })).unwrap();
    let script = r#"
import sys, zipfile
from xml.dom import minidom
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None, archive.testzip()
    names = archive.namelist()
    assert names[0] == "[Content_Types].xml"
    for name in names:
        minidom.parseString(archive.read(name))
print(len(names))
"#;
    let Some((worked, said)) = run("python3", &["-c", script, file.to_str().unwrap()]) else {
        return missing("Python");
    };
    assert!(worked, "{said}");
    assert_eq!(said.trim(), "8");
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn plain_text_holds_every_word_and_no_room_to_write() {
    let text = plain(&document());
    for words in TEXTS.iter().chain(&["[x] Done thing", "[ ] Open thing", "When: 15 February 2027", "Maya"]) {
        assert!(text.contains(words.trim_end()), "{words}");
    }
    assert!(!text.contains("Room to write"));
}
