//! What leaves the device: links, codes, sheets of paper, calendar, tables, documents. Each is opened or
//! read as the other side would, and no private line is in any of them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use onward_browser_tests::{DESK, Folder, PHONE, Visit, serve};
use onward_core::calendar::parse_iso;
use onward_core::dto::{CopyNote, write_copy};
use onward_core::plan::record::{PRIVATE, YES};
use onward_core::plan::{Author, DeviceId, Edit, Plan, PlanId, RecordId, Stamp, Status, StepKey, Voice};
use onward_core::situation::{Fact, FactValue};
use serde_json::json;

/// A family that wrote on many pages. Each private text has a mark.
fn family(notes: usize) -> Plan {
    let mut clock = 1_795_000_000_000_i64;
    let begun = Stamp { millis: clock, counter: 0, device: DeviceId::new("phone.1") };
    let today = parse_iso("2026-11-22").expect("a date");
    let mut plan = Plan::new(PlanId::new("family"), today, "Maya Zqsurname".into(), begun);
    let parent = Author::of(Voice::ParentCarer);
    let her = Author::of(Voice::YoungPerson);
    let born = parse_iso("2013-03-17").map(FactValue::Date);
    let mut edits = vec![
        Edit::Council(Some("kent".into())),
        Edit::Fact(Fact::DateOfBirth, born),
        Edit::Fact(Fact::Support, Some(FactValue::Choice("ehc_plan"))),
        Edit::Fact(Fact::Setting, Some(FactValue::Choice("mainstream_school"))),
        Edit::Status(StepKey::new("start-vocational-profile"), Status::Doing),
    ];
    let mut write = |kind: &str, id: &str, fields: &[(&str, &str)], by: &Author| {
        for (field, text) in fields {
            edits.push(Edit::write(kind, &RecordId::new(id), field, Some((*text).into()), by));
        }
    };
    write("goal", "g1", &[("what", "I want a job with dogs."), ("who", "Mum")], &her);
    write("goal", "g2", &[("what", "zqprivate of hers"), (PRIVATE, YES)], &her);
    write(
        "note",
        "n1",
        &[("step", "start-vocational-profile"), ("text", "zqprivate note"), (PRIVATE, YES)],
        &parent,
    );
    write("person", "p1", &[("name", "Mrs Bell"), ("role", "SENCO"), ("reach", "01622 000000")], &parent);
    write(
        "action",
        "a1",
        &[("what", "Ask about the bus"), ("who", "=Mum"), ("by", "2027-01-20"), ("state", "open")],
        &parent,
    );
    write("action", "a2", &[("what", "zqprivate action"), ("by", "2027-01-21"), (PRIVATE, YES)], &parent);
    write(
        "meeting",
        "m1",
        &[("date", "2027-02-03"), ("place", "School hall"), ("state", "planned")],
        &parent,
    );
    for at in 0..notes {
        // Words that no packing makes short.
        let words: Vec<String> = (0..30_u32)
            .map(|word| format!("{:x}", (word + 1).wrapping_mul(2_654_435_761 ^ (at as u32 * 977))))
            .collect();
        write("about", &format!("about:profile:like:{at}"), &[("text", &words.join(" "))], &parent);
    }
    for edit in edits {
        clock += 60_000;
        let stamp = Stamp::after(plan.latest_stamp(), clock, &DeviceId::new("phone.1"));
        plan.apply(edit, stamp).expect("an edit that fits");
    }
    plan
}

/// Puts a plan on the device by opening a copy of it.
async fn with_family(visit: &Visit, folder: &Folder, notes: usize) {
    let file = folder.path().join("family.json");
    std::fs::write(&file, write_copy(&[&family(notes)], &CopyNote::default())).expect("our own folder");
    visit.goto("open").await;
    visit.choose_file(&file).await;
    visit.press("Add it to this device").await;
    visit.until("document.querySelector('.hero h1')").await;
    visit.saved().await;
    std::fs::remove_file(&file).expect("our own file");
}

async fn share_page(visit: &Visit, page: &str) {
    visit.goto(&format!("plan/family/share/{page}")).await;
}

/// The link that the page shows.
async fn link_shown(visit: &Visit) -> String {
    visit.press("Make a link").await;
    visit.until("document.querySelector('#hand-on')?.value").await;
    visit.text_of("return document.querySelector('#hand-on').value").await
}

/// A file with this ending that came into the folder, once it is whole.
async fn came(folder: &Folder, ending: &str) -> PathBuf {
    let mut before = 0;
    for _ in 0..400 {
        let entries = std::fs::read_dir(folder.path()).expect("our own folder").flatten();
        let found = entries
            .map(|entry| entry.path())
            .find(|path| path.extension().is_some_and(|found| found == ending));
        if let Some(path) = found {
            let size = std::fs::metadata(&path).map(|about| about.len()).unwrap_or_default();
            if size > 0 && size == before {
                return path;
            }
            before = size;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no .{ending} came");
}

fn no_private(text: &str) {
    assert!(!text.contains("zqprivate"), "{text}");
}

/// Runs a program that may be missing; says loudly if it is.
fn outside(program: &str, arguments: &[&str]) -> Option<String> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            eprintln!("\n*** LEFT OUT: {program} is not installed. ***\n");
            None
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_after_everything_that_mail_does_to_it_and_is_looked_at_first() {
    let folder = Folder::new("link");
    let server = serve();
    let visit = Visit::of(&server, None, PHONE).await;
    with_family(&visit, &folder, 0).await;
    visit.press("Save and share").await;
    visit.press_starting("Share with someone").await;
    visit.heading_is("Who is it for?").await;
    visit.press_starting("School or college now").await;
    visit.heading_is("What goes to: School or college now").await;
    visit.sees("You cannot take it back.").await;
    visit.sees("3 private lines stay.").await;
    let link = link_shown(&visit).await;
    assert!(link.len() <= 1_800 && link.starts_with(&server.url), "{link}");
    visit.end().await;

    let their = Visit::of(&server, None, PHONE).await;
    let place = link.strip_prefix(&server.url).expect("on this site").to_owned();
    let mark = place.find('#').expect("a fragment");
    for mangled in [
        place.clone(),
        place.replace('#', "%23"),
        place.replace('#', "%2523"),
        format!("{place}?utm_source=mail"),
        format!("{place}&fbclid=IwAR0"),
        format!("{}?fbclid=IwAR0{}", &place[..mark], &place[mark..]),
    ] {
        their.goto(&mangled).await;
        their.heading_is("Open a copy").await;
        their.sees("This plan is not on this device yet.").await;
        their.sees("Maya").await;
        no_private(&their.page().await);
        assert!(!their.page().await.contains("Zqsurname"));
        assert_eq!(their.stored("plans").await, [], "{mangled}");
    }
    for (mangled, words) in [
        (place[..place.len() - 1].to_owned(), "The end of this link is missing."),
        (
            [&place[..mark], &place[mark..].to_lowercase()].concat(),
            "A mail program changed capital and small letters",
        ),
        (place.replace("onward-l1-", "onward-l9-"), "made by a newer Onward"),
    ] {
        their.goto(&mangled).await;
        their.sees(words).await;
        assert_eq!(their.stored("plans").await, [], "{mangled}");
    }
    // Pasted with the words around it, on the page itself.
    their.goto("open").await;
    their.press("From a link or text").await;
    their.fill("Paste the link or text here", &format!("Here you are: {link} See you soon")).await;
    their.press("Look at it").await;
    their.sees("This plan is not on this device yet.").await;
    their.press("Add it to this device").await;
    their.until("document.querySelector('.hero h1')").await;
    their.saved().await;
    // Without the birth date the school year is known.
    their.sees("Year 9").await;
    let stored = format!("{:?}", their.stored("plans").await);
    no_private(&stored);
    for word in ["2013-03-17", "Zqsurname", "01622 000000"] {
        assert!(!stored.contains(word), "{word}");
    }
    assert!(stored.contains("I want a job with dogs."));
    their.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_is_taken_out_and_a_private_one_put_in_only_by_whose_it_is() {
    let folder = Folder::new("lines");
    let server = serve();
    let visit = Visit::of(&server, None, DESK).await;
    with_family(&visit, &folder, 0).await;
    visit.download_to(folder.path()).await;
    share_page(&visit, "with/family").await;
    visit.press_starting("Private: 0 of 3").await;
    visit.sees("1 line is the young person’s own.").await;
    visit.press_starting("Goal: 1 of 1").await;
    // Pressed again, a tick is taken away.
    visit.run("[...document.querySelectorAll('label')].find(l => l.innerText.includes('job with dogs')).click()").await;
    visit.sees("Goal: 0 of 1").await;
    visit.run("[...document.querySelectorAll('label')].find(l => l.innerText.includes('zqprivate note')).click()").await;
    visit.sees("2 private lines stay.").await;
    visit.press("Save a file").await;
    visit.sees("The file is in your downloads.").await;
    let text = std::fs::read_to_string(came(&folder, "json").await).expect("a file");
    assert!(
        text.contains("zqprivate note") && !text.contains("zqprivate of hers") && !text.contains("dogs"),
        "{text}"
    );

    // In her own view she can give what is hers; what was chosen before is not carried over.
    visit.choose("Young person").await;
    // The group stays open.
    visit.sees_no("Only they can share it").await;
    visit.sees("zqprivate of hers").await;
    visit.run("[...document.querySelectorAll('label')].find(l => l.innerText.includes('zqprivate of hers')).click()").await;
    visit.sees("2 private lines stay.").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_is_locked_with_a_passphrase_that_is_not_in_the_link() {
    let folder = Folder::new("sealed");
    let server = serve();
    let visit = Visit::of(&server, None, PHONE).await;
    with_family(&visit, &folder, 0).await;
    share_page(&visit, "with/health").await;
    visit.choose("Lock it with a passphrase").await;
    visit.fill("Passphrase", "short").await;
    visit.press("Make a link").await;
    visit.sees("The passphrase is short.").await;
    visit.fill("Passphrase", "correct horse battery").await;
    let link = link_shown(&visit).await;
    assert!(!link.contains("correct"));
    visit.goto(link.strip_prefix(&server.url).expect("on this site")).await;
    visit.sees("This copy is locked").await;
    visit.fill("Passphrase of the copy", "wrong horse battery").await;
    visit.press("Open it").await;
    visit.sees("That is not the passphrase.").await;
    visit.fill("Passphrase of the copy", "correct horse battery").await;
    visit.press("Open it").await;
    visit.sees("This plan is on this device already.").await;
    visit.end().await;
}

/// Prints the page as the browser's dialog would and gives the file.
async fn printed(visit: &Visit, folder: &Folder, name: &str) -> PathBuf {
    let reply = visit
        .devtools("Page.printToPDF", json!({ "preferCSSPageSize": true, "printBackground": true }))
        .await;
    let letters = reply["data"].as_str().expect("a file");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes_of(letters)).expect("our own folder");
    path
}

/// Base64 with `+` and `/`, as the browser's protocol has it.
fn bytes_of(letters: &str) -> Vec<u8> {
    let (mut bytes, mut held, mut count) = (Vec::new(), 0_u32, 0);
    for letter in letters.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        held = (held << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
            held &= (1 << count) - 1;
        }
    }
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_for_a_link_goes_in_several_codes_read_from_paper_in_any_order() {
    let folder = Folder::new("codes");
    let server = serve();
    let visit = Visit::of(&server, None, DESK).await;
    with_family(&visit, &folder, 6).await;
    share_page(&visit, "with/family").await;
    visit.press("Make a link").await;
    visit.sees("Mail and chat cut links longer than 1800.").await;
    visit.press("Show codes to scan").await;
    visit.until("document.querySelectorAll('.code svg').length > 1").await;
    let count =
        visit.run("return document.querySelectorAll('.code svg').length").await.as_u64().expect("a number")
            as usize;
    visit.sees(&format!("Code {count} of {count}")).await;
    let pdf = printed(&visit, &folder, "codes.pdf").await;
    let pictures = folder.path().join("page");
    let (pdf, pictures) = (pdf.display().to_string(), pictures.display().to_string());
    if outside("pdftoppm", &["-r", "300", "-png", &pdf, &pictures]).is_none() {
        return visit.end().await;
    }
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder.path())
        .expect("our own folder")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "png"))
        .collect();
    pages.sort();
    let mut texts: Vec<String> = Vec::new();
    for page in &pages {
        let Some(read) = outside("zbarimg", &["--raw", "-q", &page.display().to_string()]) else {
            return visit.end().await;
        };
        texts.extend(read.lines().map(str::to_owned));
    }
    assert_eq!(texts.len(), count, "{texts:?}");
    visit.end().await;

    // The other device: the last code opened by its own camera, the others from photos in the app.
    let their = Visit::of(&server, None, PHONE).await;
    texts.sort();
    let last = texts.pop().expect("codes");
    their.goto(last.strip_prefix(&server.url).expect("on this site")).await;
    their.sees("1 code is read.").await;
    their.press("Scan the other codes").await;
    their.heading_is("Scan a code").await;
    // All photos at once, in the wrong order.
    let photos: Vec<String> = pages.iter().rev().map(|page| page.display().to_string()).collect();
    let input = their.browser.driver.find(thirtyfour::By::Id("code-photo")).await.expect("the field");
    input.send_keys(photos.join("\n")).await.expect("the photos");
    their.heading_is("Open a copy").await;
    their.sees("This plan is not on this device yet.").await;
    assert_eq!(their.stored("plans").await, []);
    no_private(&their.page().await);
    their.end().await;
}

/// A film of one picture, as Chromium takes it for a camera: YUV4MPEG2 in grey.
fn film_of(grey: &[u8], width: usize, height: usize, path: &Path) {
    let mut film = format!("YUV4MPEG2 W{width} H{height} F5:1 Ip A1:1 C420jpeg\n").into_bytes();
    for _ in 0..5 {
        film.extend(b"FRAME\n");
        film.extend(grey);
        film.extend(vec![128; width / 2 * (height / 2) * 2]);
    }
    std::fs::write(path, film).expect("our own folder");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_read_by_the_camera_which_goes_off_afterwards() {
    let folder = Folder::new("camera");
    let server = serve();
    let visit = Visit::of(&server, None, DESK).await;
    with_family(&visit, &folder, 0).await;
    share_page(&visit, "with/school").await;
    visit.press("Show codes to scan").await;
    visit.until("document.querySelector('.code svg')").await;
    // The code's squares from the drawing itself, painted large in the middle of a picture.
    let rows = visit
        .text_of(
            "const svg = document.querySelector('.code svg'), path = svg.querySelector('path').getAttribute('d');
             const size = Number(svg.getAttribute('viewBox').split(' ')[2]);
             const rows = Array.from({ length: size }, () => Array(size).fill('.'));
             for (const run of path.matchAll(/M(\\d+) (\\d+)h(\\d+)/g))
               rows[Number(run[2])].fill('#', Number(run[1]), Number(run[1]) + Number(run[3]));
             return rows.map(row => row.join('')).join('\\n');",
        )
        .await;
    visit.end().await;
    let rows: Vec<&[u8]> = rows.lines().map(str::as_bytes).collect();
    let (width, height) = (960, 720);
    let dots = height / rows.len();
    let (left, top) = ((width - rows.len() * dots) / 2, (height - rows.len() * dots) / 2);
    let mut grey = vec![255_u8; width * height];
    for y in 0..rows.len() * dots {
        for x in 0..rows.len() * dots {
            if rows[y / dots][x / dots] == b'#' {
                grey[(top + y) * width + left + x] = 0;
            }
        }
    }
    let film = folder.path().join("code.y4m");
    film_of(&grey, width, height, &film);
    let their = Visit::with_film(&server, &film).await;
    their
        .before_pages(
            "window.tracks = []; const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
             navigator.mediaDevices.getUserMedia = async (wanted) => { const stream = await ask(wanted); window.tracks.push(...stream.getTracks()); return stream; };",
        )
        .await;
    their.goto("scan").await;
    their.sees("Your browser asks first.").await;
    their.press("Start the camera").await;
    their.heading_is("Open a copy").await;
    their.sees("This plan is not on this device yet.").await;
    assert!(
        their
            .is("window.tracks.length === 1 && window.tracks.every(track => track.readyState === 'ended')")
            .await
    );
    // Leaving while it is on turns it off as well.
    their.press("Scan a code").await;
    their.heading_is("Scan a code").await;
    their.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_camera_the_page_says_what_to_do() {
    let server = serve();
    let visit = Visit::of(&server, None, PHONE).await;
    visit.before_pages("Object.defineProperty(navigator, 'mediaDevices', { value: undefined })").await;
    visit.goto("scan").await;
    visit.press("Start the camera").await;
    visit.sees("There is no camera here that Onward can use.").await;
    visit.sees("Choose a photo of the code").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sheets_are_printed_on_a4_whole_with_name_and_page_on_each() {
    let folder = Folder::new("print");
    let server = serve();
    let visit = Visit::of(&server, None, DESK).await;
    with_family(&visit, &folder, 0).await;
    share_page(&visit, "print").await;
    for sheet in ["checklist", "timeline", "contacts"] {
        visit.run(&format!("document.querySelector('#sheet-{sheet}').click()")).await;
    }
    visit.until("document.querySelectorAll('.sheet').length === 4").await;
    visit.sees("3 private lines are left out.").await;
    let shown = visit
        .text_of("return [...document.querySelectorAll('.sheet')].map(s => s.innerText).join(' ')")
        .await;
    for large in [false, true] {
        if large {
            visit.choose("Large print").await;
            visit.until("document.querySelector('.sheets-large')").await;
        }
        let pdf = printed(&visit, &folder, if large { "large.pdf" } else { "usual.pdf" }).await;
        let pdf = pdf.display().to_string();
        let Some(about) = outside("pdfinfo", &[&pdf]) else { return visit.end().await };
        assert!(about.contains("A4"), "{about}");
        let count: usize = about
            .lines()
            .find_map(|line| line.strip_prefix("Pages:"))
            .expect("pages")
            .trim()
            .parse()
            .unwrap();
        assert!(count >= 4, "{count}");
        let mut whole = String::new();
        for page in 1..=count {
            let number = page.to_string();
            let text = outside("pdftotext", &["-f", &number, "-l", &number, "-layout", &pdf, "-"])
                .expect("poppler has it");
            let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains("Maya Zqsurname"), "page {page}: {text}");
            assert!(flat.contains(&format!("Page {page} of {count}")), "page {page}: {text}");
            whole += &flat;
            whole.push(' ');
        }
        // Nothing is cut: every word on the screen is on paper.
        let squeezed: String = whole.split_whitespace().collect();
        for word in shown.split_whitespace() {
            assert!(squeezed.contains(word), "{word} is not on paper (large: {large})");
        }
        no_private(&whole);
        assert!(whole.contains("Mrs Bell") && whole.contains("01622 000000"));
        // What is for the screen is not on paper.
        assert!(!whole.contains("Which sheets?") && !whole.contains("Print, or save"), "{whole}");
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn calendar_table_and_document_hold_what_was_chosen() {
    let folder = Folder::new("files");
    let server = serve();
    let visit = Visit::of(&server, None, DESK).await;
    with_family(&visit, &folder, 0).await;
    visit.download_to(folder.path()).await;

    share_page(&visit, "calendar").await;
    visit.until("document.querySelectorAll('.ticks input').length > 3").await;
    let before = visit
        .run("return document.querySelectorAll('.ticks input').length")
        .await
        .as_u64()
        .unwrap_or_default();
    visit.run("document.querySelector('.ticks input').click()").await;
    visit.press(&format!("Save {} dates", before - 1)).await;
    visit.sees("The file is in your downloads.").await;
    let dates = std::fs::read_to_string(came(&folder, "ics").await).expect("a calendar");
    no_private(&dates);
    assert_eq!(dates.matches("BEGIN:VEVENT").count() as u64, before - 1);
    assert_eq!(dates.matches("BEGIN:VALARM").count() as u64, 2 * (before - 1));
    // Others may see the calendar: no name unless it is wanted.
    assert!(!dates.contains("Maya"), "{dates}");
    assert!(dates.contains("SUMMARY:Action: Ask about the bus"));

    share_page(&visit, "table").await;
    visit.press("Save the actions").await;
    visit.sees("The file is in your downloads.").await;
    let table = std::fs::read_to_string(came(&folder, "csv").await).expect("a table");
    assert!(
        table.starts_with('\u{feff}') && table.contains("Ask about the bus,'=Mum,2027-01-20,Open"),
        "{table}"
    );
    no_private(&table);

    share_page(&visit, "word").await;
    visit.press("Save the document").await;
    visit.sees("The file is in your downloads.").await;
    let document = std::fs::read(came(&folder, "docx").await).expect("a document");
    assert!(document.starts_with(b"PK"));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn text_can_be_copied_and_names_no_private_line() {
    let folder = Folder::new("text");
    let server = serve();
    let visit = Visit::of(&server, None, PHONE).await;
    with_family(&visit, &folder, 0).await;
    share_page(&visit, "with/school").await;
    visit.press("Show it as text").await;
    visit.until("document.querySelector('#hand-on')?.value").await;
    let text = visit.text_of("return document.querySelector('#hand-on').value").await;
    no_private(&text);
    assert!(
        text.contains("I want a job with dogs.") && text.contains("Maya") && !text.contains("Zqsurname"),
        "{text}"
    );
    visit.run("navigator.clipboard.writeText = async (text) => { window.copied = text; }").await;
    visit.press("Copy the text").await;
    visit.sees("Copied.").await;
    assert_eq!(visit.text_of("return window.copied").await, text);
    visit.end().await;
}
