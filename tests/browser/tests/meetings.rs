//! Meetings from end to end: prepared, run with a keyboard on a projector and with a thumb on a phone, handed
//! over on paper; and a browser that is killed in the middle of one.

use std::process::Command;
use std::time::Duration;

use onward_browser_tests::{Child, DESK, Folder, PHONE, Visit, serve};
use serde_json::{Value, json};
use thirtyfour::Key;

/// A projector in a meeting room.
const PROJECTOR: (u32, u32) = (1920, 1080);

/// Notes each time the page asks for the printer, in place of the browser's own window for it.
const NO_PRINTER: &str = "window.printed = 0; window.print = () => { window.printed += 1; };";

/// Presses the Tab key until the focus is on what has these words or this label; answers how often.
async fn tab_to(visit: &Visit, words: &str) -> usize {
    let is_there = format!(
        "(() => {{ const node = document.activeElement; const plain = text => (text || '').replace(/\\s+/g, ' ').trim(); \
         const label = [...(node.labels || [])].map(one => plain(one.innerText)); \
         return [plain(node.getAttribute('aria-label')), plain(node.innerText), ...label].includes({words:?}); }})()"
    );
    for pressed in 0..80 {
        if visit.is(&is_there).await {
            return pressed;
        }
        visit.press_key(Key::Tab).await;
    }
    panic!("80 times Tab did not come to “{words}”\n{}", visit.page().await);
}

/// The page as it is printed, as text, and how many pages it has.
async fn printed(visit: &Visit, name: &str) -> (String, usize) {
    let reply = visit.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true })).await;
    let folder = Folder::new(name);
    let file = folder.path().join("printed.pdf");
    std::fs::write(&file, base64(reply["data"].as_str().expect("a document"))).expect("our own folder");
    let run = |program: &str, arguments: &[&str]| {
        let ran = Command::new(program).args(arguments).arg(&file).arg("-").output();
        ran.unwrap_or_else(|error| panic!("{program} (package poppler-utils): {error}"))
    };
    let text = String::from_utf8_lossy(&run("pdftotext", &["-layout"]).stdout).into_owned();
    let about = Command::new("pdfinfo").arg(&file).output().expect("pdfinfo (package poppler-utils)");
    let about = String::from_utf8_lossy(&about.stdout).into_owned();
    let pages = about
        .lines()
        .find_map(|line| line.strip_prefix("Pages:"))
        .and_then(|count| count.trim().parse().ok());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (text, pages.unwrap_or_else(|| panic!("no count of pages in {about}")))
}

fn base64(text: &str) -> Vec<u8> {
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => u32::from(letter - b'A'),
        b'a'..=b'z' => u32::from(letter - b'a') + 26,
        b'0'..=b'9' => u32::from(letter - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let letters: Vec<u8> = text.bytes().filter(|letter| *letter != b'=').collect();
    let mut bytes = Vec::new();
    for four in letters.chunks(4) {
        let bits = four.iter().fold(0, |bits, letter| bits << 6 | value(*letter)) << (6 * (4 - four.len()));
        bytes.extend(bits.to_be_bytes().iter().skip(1).take(four.len() - 1));
    }
    bytes
}

async fn has_no_violation(visit: &Visit, page: &str) {
    if let Some(found) = visit.violations().await {
        panic!("{page}: {found}");
    }
}

/// Nothing stands out of the page sideways.
async fn fits(visit: &Visit) {
    assert!(
        visit.is("document.documentElement.scrollWidth <= document.documentElement.clientWidth").await,
        "{} is wider than the screen",
        visit.place().await
    );
}

/// What the printer was asked for, so far.
async fn asked_to_print(visit: &Visit) -> Value {
    visit.run("return [document.documentElement.dataset.print || '', window.printed]").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_9_review_is_run_with_the_keyboard_alone() {
    let visit = Visit::begin(PROJECTOR).await;
    visit.before_pages(NO_PRINTER).await;
    visit.press_starting("Maya").await;
    visit.until("document.querySelector('.hero h1')").await;
    visit.saved().await;
    visit.goto(&format!("{}?as=school", visit.place().await)).await;

    // From here on everything is counted.
    let (mut keys, mut typed) = (0, 0);
    visit.type_keys("m").await;
    visit.heading_is("Meetings").await;
    keys += 1;
    has_no_violation(&visit, "the list").await;
    keys += tab_to(&visit, "New meeting").await;
    visit.press_key(Key::Enter).await;
    visit.heading_is("What kind of meeting is it?").await;
    has_no_violation(&visit, "a new meeting").await;
    visit.until("document.querySelector('input[name=choice]:checked')").await;
    assert_eq!(
        visit
            .text_of("return document.querySelector('input[name=choice]:checked').labels[0].innerText")
            .await,
        "Review that prepares for adult life"
    );
    keys += 1 + tab_to(&visit, "It is now: start it").await;
    visit.press_key(Key::Enter).await;
    visit.heading_is("Review that prepares for adult life").await;
    visit.sees("Meeting in progress").await;
    fits(&visit).await;
    has_no_violation(&visit, "the meeting").await;
    keys += 1 + tab_to(&visit, "Who does what, by when").await;
    let lines = [
        "Mrs Lee: asks for a speech therapy review by 4 Dec",
        "Mum asks the GP about the register by 27 Nov",
        "next",
        "Maya picks 2 colleges to visit in 4 weeks",
        "decided: a quiet room at lunch",
        "note: noise is hard at lunch",
        "school: sends the plan next Friday",
        "park: riding a bike",
        "Mum visits the college by half term",
        "finish",
    ];
    for (at, line) in lines.iter().enumerate() {
        visit.type_keys(line).await;
        visit.until(&format!("document.getElementById('write-line').value === {line:?}")).await;
        if at == 1 {
            // What was understood is shown before it is kept.
            visit
                .until("document.querySelector('.reading').innerText.includes('by Friday 27 November 2026')")
                .await;
        }
        visit.press_key(Key::Enter).await;
        typed += line.chars().count() + 1;
        if *line != "finish" {
            visit.until("document.getElementById('write-line')?.value === ''").await;
            visit.until("document.activeElement?.id === 'write-line'").await;
        }
    }
    visit.heading_is("Hand over: Review that prepares for adult life").await;
    has_no_violation(&visit, "handing over").await;
    keys += tab_to(&visit, "Print the minutes").await;
    visit.press_key(Key::Enter).await;
    keys += 1;
    visit.until("window.printed === 1").await;
    println!("from the path to printed minutes with 5 actions: {keys} keys and {typed} typed letters");
    assert!(keys < 60, "{keys} keys are too many");
    assert_eq!(asked_to_print(&visit).await, json!(["minutes", 1]));

    let (text, pages) = printed(&visit, "year-9-minutes").await;
    assert_eq!(pages, 1, "{text}");
    for words in [
        "Minutes: Review that prepares for adult life",
        "Sunday 22 November 2026",
        "Mrs Lee asks for a speech therapy review by 4 December 2026",
        "Mum asks the GP about the register by 27 November 2026",
        "Maya picks 2 colleges to visit by 20 December 2026",
        "a quiet room at lunch",
        "noise is hard at lunch",
        "sends the plan by 27 November 2026",
        "riding a bike",
        "visits the college",
    ] {
        assert!(text.contains(words), "no “{words}” in: {text}");
    }
    // What was agreed stands with the plan, and comes back.
    visit.saved().await;
    visit.goto(&format!("/plan/{}/meetings", visit.plan_id().await)).await;
    visit.sees("Agreed at meetings").await;
    assert_eq!(visit.run("return document.querySelectorAll('.actions .action').length").await, 5);
    assert_eq!(visit.console().await, Vec::<String>::new());
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_early_years_meeting_is_run_on_a_phone() {
    let visit = Visit::begin(PHONE).await;
    visit.before_pages(NO_PRINTER).await;
    visit.goto("").await;
    visit.make_plan(&Child::AVA).await;
    let plan = visit.plan_id().await;
    visit.goto(&format!("/plan/{plan}/meetings/new")).await;
    assert_eq!(
        visit
            .text_of("return document.querySelector('input[name=choice]:checked').labels[0].innerText")
            .await,
        "Meeting about starting school"
    );
    visit.press("Prepare it").await;
    visit.heading_is("Meeting about starting school").await;
    fits(&visit).await;
    has_no_violation(&visit, "preparing").await;
    // No date of the law: this is no review of an EHC plan.
    visit.sees_no("Dates the law sets").await;
    visit.fill("Set or change the day", "in 6 weeks").await;
    visit.sees("Sunday 3 January 2027").await;
    visit.press("Keep this day").await;
    visit.until("document.querySelector('#day-title + .lead').innerText === 'Sunday 3 January 2027'").await;

    visit.press("Type answers in").await;
    visit.heading_is("Type answers in").await;
    has_no_violation(&visit, "typing in").await;
    // Not the lens of the same name at the top of the page.
    visit
        .run("[...document.querySelectorAll('.choices label')].find(one => one.innerText === 'Parent or carer').click()")
        .await;
    visit.until("document.querySelectorAll('textarea').length > 2").await;
    let first = visit.text_of("return document.querySelector('textarea').labels[0].innerText").await;
    visit.fill(&first, "Ava loves water and her brother.").await;
    // Nothing is pressed: it is kept at the pause.
    visit.saved().await;
    visit.press("All typed in").await;
    visit.sees("Answers from others: 1").await;

    visit.press("Start the meeting").await;
    visit.sees("Not started yet").await;
    visit.sees("Ava loves water and her brother.").await;
    visit.press("Start the meeting").await;
    visit.sees("Meeting in progress").await;
    fits(&visit).await;
    has_no_violation(&visit, "the meeting").await;
    visit.fill("Who does what, by when", "Mum takes Ava to see the school in 2 weeks").await;
    visit.press("Keep it").await;
    visit.until("[...document.querySelectorAll('.action')].some(one => one.innerText.includes('6 December 2026'))").await;
    visit.press("Next item").await;
    visit.sees("Item 2 of 6").await;
    visit.choose("The family, who know the child best").await;
    visit.press("Finish and hand over").await;
    visit.heading_is("Hand over: Meeting about starting school").await;
    fits(&visit).await;
    has_no_violation(&visit, "handing over").await;
    let mail = visit
        .text_of("return [...document.links].find(one => one.innerText.trim() === 'Write an e-mail').href")
        .await;
    for words in
        ["subject=Meeting%20about%20starting%20school", "Mum%20takes%20Ava", "by%206%20December%202026"]
    {
        assert!(mail.contains(words), "no {words} in {mail}");
    }
    visit.press("The meeting is over").await;
    visit.until("document.querySelector('.tag-done')?.innerText === 'Held'").await;
    assert_eq!(visit.console().await, Vec::<String>::new());
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_schools_each_leave_with_their_copy_and_no_private_line() {
    let visit = Visit::begin(DESK).await;
    visit.before_pages(NO_PRINTER).await;
    visit.goto("").await;
    visit.make_plan(&Child::BEN).await;
    let plan = visit.plan_id().await;
    visit.goto(&format!("/plan/{plan}/meetings/new?as=school")).await;
    visit.choose("Handover between 2 schools").await;
    visit.press("It is now: start it").await;
    visit.sees("Meeting in progress").await;
    let write = async |line: &str| {
        visit.fill("Who does what, by when", line).await;
        visit.press("Keep it").await;
        visit.until("document.getElementById('write-line').value === ''").await;
    };
    // Who is here, so that what they do is known to be their school's.
    visit.press("Finish and hand over").await;
    visit.press("Back to the meeting").await;
    visit.goto(&visit.place().await.replace("/run", "")).await;
    for (name, party) in [("Ms Old", "current_school"), ("Mr New", "next_school")] {
        visit.fill("Add somebody", name).await;
        visit
            .run(&format!(
                "const list = document.getElementById('new-party'); list.value = {party:?}; list.dispatchEvent(new Event('change', {{ bubbles: true }}))"
            ))
            .await;
        visit.press("Add to the list").await;
        visit
            .until(&format!(
                "[...document.querySelectorAll('.people li')].some(one => one.innerText.includes({name:?}))"
            ))
            .await;
    }
    visit.press("Start the meeting").await;
    visit.sees("Meeting in progress").await;
    write("Ms Old sends the passport in 2 weeks").await;
    write("Mr New plans 3 visits by half term").await;
    write("Mr New reads the hidden letter").await;
    visit.press_starting("Mr New reads the hidden letter").await;
    visit
        .run("[...document.querySelectorAll('label')].find(one => one.innerText.trim() === 'Keep it out of the minutes' && one.checkVisibility()).click()")
        .await;
    visit.sees("Kept out of the minutes: 1").await;
    visit.sees_no("reads the hidden letter").await;
    write("note: a hidden note").await;
    visit.choose("Keep these notes out of the minutes").await;
    visit.sees("Private notes: open").await;
    visit.saved().await;
    visit.press("Finish and hand over").await;
    visit.sees("A copy for each").await;
    let copy = async |party: &str| {
        visit
            .run(&format!(
                "const list = document.getElementById('copy-for'); list.value = {party:?}; list.dispatchEvent(new Event('change', {{ bubbles: true }}))"
            ))
            .await;
        visit.until("document.querySelector('.paper-minutes').innerText.includes('What you do')").await;
        visit.press("Print this copy").await;
        printed(&visit, party).await
    };
    let (old, old_pages) = copy("current_school").await;
    let (new, new_pages) = copy("next_school").await;
    assert_eq!((old_pages, new_pages), (1, 1));
    let place =
        |text: &str, words: &str| text.find(words).unwrap_or_else(|| panic!("no “{words}” in: {text}"));
    assert!(place(&old, "sends the passport") < place(&old, "plans 3 visits"), "{old}");
    assert!(place(&new, "plans 3 visits") < place(&new, "sends the passport"), "{new}");
    for text in [&old, &new, &visit.text_of("return document.querySelector('.plain-text').textContent").await]
    {
        assert!(!text.contains("hidden"), "a private line in: {text}");
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_goes_on_after_the_browser_was_killed() {
    let profile = Folder::new("killed-meeting");
    let server = serve();
    let visit = Visit::of(&server, Some(profile.path()), DESK).await;
    visit.goto("").await;
    visit.make_plan(&Child::CAT).await;
    let plan = visit.plan_id().await;
    visit.goto(&format!("/plan/{plan}/meetings/new")).await;
    visit.press("It is now: start it").await;
    visit.sees("Meeting in progress").await;
    visit.fill("Who does what, by when", "Gran rings the bus company tomorrow").await;
    visit.press("Keep it").await;
    visit.press("Next item").await;
    visit.sees("Item 2 of").await;
    visit.fill("Notes", "Half a sentence, and then the lid").await;
    visit.until("document.getElementById('save-state').innerText.includes('Saved')").await;
    let place = visit.place().await;
    // Chromium puts it on disk within a moment of saying so.
    tokio::time::sleep(Duration::from_secs(1)).await;
    visit.browser.kill();

    let visit = Visit::of(&server, Some(profile.path()), DESK).await;
    visit.goto(&place).await;
    visit.sees("Meeting in progress").await;
    visit.sees("Item 2 of").await;
    visit.sees("Gran").await;
    visit
        .until("[...document.querySelectorAll('textarea')].some(one => one.value === 'Half a sentence, and then the lid')")
        .await;
    visit.end().await;
    server.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn dates_of_the_law_show_for_a_review_and_are_late_when_they_are() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::CAT).await;
    let plan = visit.plan_id().await;
    visit.goto(&format!("/plan/{plan}/meetings/new")).await;
    // AR06: a review on Monday 23 November 2026, seen the day before.
    visit.fill("Day", "23").await;
    visit.fill("Month", "11").await;
    visit.fill("Year", "2026").await;
    visit.press("Prepare it").await;
    visit.sees("Dates the law sets").await;
    let dates = visit.words_of("section[aria-labelledby=legal-title]").await;
    for words in [
        "By Monday 9 November 2026 13 days late",
        "By Monday 7 December 2026",
        "By Monday 21 December 2026",
        "By Monday 15 February 2027",
    ] {
        assert!(dates.contains(words), "no “{words}” in: {dates}");
    }
    visit.choose("Done: Invitations and advice are with everyone").await;
    visit.sees("Done on 22 November 2026, 13 days late").await;
    visit.press("Undo").await;
    visit.sees_no("Done on 22 November 2026").await;
    visit.fill("Set or change the day", "in 8 weeks").await;
    visit.press("Keep this day").await;
    visit.sees("By Sunday 3 January 2027").await;
    has_no_violation(&visit, "preparing").await;
    visit.end().await;
}
