//! Nothing is lost: what the app does when the device refuses, forgets or has something else on it.

use std::path::PathBuf;
use std::time::Duration;

use onward_browser_tests::{Child, DESK, Folder, PHONE, Visit, serve};
use serde_json::Value;

const REVIEW: &str = "Hold the review that plans the move to secondary";

/// The box of a step says this about being done.
async fn box_is(visit: &Visit, title: &str, ticked: bool) {
    visit
        .until(&format!(
            "document.querySelector('[role=checkbox][aria-label={:?}]')?.ariaChecked === '{ticked}'",
            format!("Done: {title}")
        ))
        .await;
}

/// The one file of a folder and its text, once it is whole: the browser makes a file before it writes to it.
async fn file_in(folder: &Folder) -> (PathBuf, String) {
    let mut last = String::new();
    for _ in 0..200 {
        if let Some(file) = folder.files().pop() {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            if !text.is_empty() && text == last {
                return (file, text);
            }
            last = text;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no whole file came");
}

/// Writes a note on the first step.
async fn note(visit: &Visit, text: &str) {
    visit.fill("Write a note", text).await;
    visit.press("Add this note").await;
    visit.sees(text).await;
}

/// From now on every write is refused in this way, until [`room_again`].
async fn no_room(visit: &Visit, how: &str) {
    visit
        .run(&format!(
            "window.roomAgain = (({{ put }}) => () => {{ IDBObjectStore.prototype.put = put; }})(IDBObjectStore.prototype); {how}"
        ))
        .await;
}

async fn room_again(visit: &Visit) {
    visit.run("window.roomAgain()").await;
}

const PUT_THROWS: &str = "IDBObjectStore.prototype.put = function () { throw new DOMException('no room', 'QuotaExceededError'); };";
const WRITE_IS_ABORTED: &str = "const put = IDBObjectStore.prototype.put; \
    IDBObjectStore.prototype.put = function (...given) { \
        const request = put.apply(this, given); \
        request.addEventListener('success', () => { try { this.transaction.abort(); } catch {} }); \
        return request; };";

/// With no room, everything goes on in memory, a banner stays, and a file can be had.
async fn full(how: &str, name: &str) {
    let folder = Folder::new(name);
    let visit = Visit::begin(DESK).await;
    visit.download_to(folder.path()).await;
    visit.make_plan(&Child::BEN).await;
    visit.saved().await;
    no_room(&visit, how).await;
    visit.press(&format!("Done: {REVIEW}")).await;
    let banner = "[...document.querySelectorAll('[role=alert]')].some(b => b.innerText.includes('save a file now') && b.checkVisibility())";
    visit.until(banner).await;
    assert_eq!(visit.save_state().await, "Not saved");
    box_is(&visit, REVIEW, true).await;

    // It stays on other pages and with further edits, which are kept as well.
    visit.press("Get the secondary school named in Ben’s EHC plan").await;
    visit.until(banner).await;
    note(&visit, "Written with no room left.").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    visit.until(banner).await;
    assert_eq!(visit.save_state().await, "Not saved");

    visit.press("Save a file now").await;
    let (_, file) = file_in(&folder).await;
    assert!(file.contains("Written with no room left."), "{file}");
    assert!(file.contains("secondary-phase-transfer-review"), "{file}");

    // Trying again in vain changes nothing.
    visit.press("Try again").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    visit.until(banner).await;

    room_again(&visit).await;
    visit.press("Try again").await;
    visit.saved().await;
    visit.until(&format!("!({banner})")).await;
    visit.reload().await;
    visit.sees("Written with no room left.").await;
    visit.press("Path").await;
    box_is(&visit, REVIEW, true).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_no_room_left_a_banner_stays_and_nothing_is_lost() {
    full(PUT_THROWS, "full").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_the_browser_gives_up_counts_as_not_saved() {
    full(WRITE_IS_ABORTED, "aborted").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_whose_write_never_ended_is_there_after_a_reload() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::BEN).await;
    visit.saved().await;
    no_room(&visit, WRITE_IS_ABORTED).await;
    visit.press(&format!("Done: {REVIEW}")).await;
    visit.until("document.getElementById('save-state').innerText.includes('Not saved')").await;
    visit.reload().await;
    box_is(&visit, REVIEW, true).await;
    visit.saved().await;
    visit.end().await;
}

/// The app with a browser that refuses storage in this way: it works, says so, and gives a file.
async fn refused(how: &str, name: &str) {
    let folder = Folder::new(name);
    let server = serve();
    let visit = Visit::of(&server, None, DESK).await;
    visit.download_to(folder.path()).await;
    visit.before_pages(how).await;
    visit.goto("").await;
    visit.sees("This browser does not let Onward keep anything on this device.").await;
    visit.make_plan(&Child::BEN).await;
    visit.sees("This browser does not let Onward keep anything on this device.").await;
    assert_eq!(visit.save_state().await, "Not saved on this device");
    visit.press_starting("See what").await;
    visit.sees("Where are you with this?").await;
    note(&visit, "Only in memory.").await;
    visit.press("Doing").await;
    visit.until("document.querySelector('button[aria-pressed=true]')?.innerText.trim() === 'Doing'").await;
    visit.press("Save a file now").await;
    let (_, file) = file_in(&folder).await;
    assert!(file.contains("Only in memory."), "{file}");
    let place = visit.place().await;
    visit.goto(&place).await;
    visit.heading_is("This plan is not on this device").await;
    let console = visit.console().await;
    assert!(console.iter().all(|line| !line.contains("panicked")), "{console:?}");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_without_a_database_still_runs_the_app() {
    refused(
        "IDBFactory.prototype.open = () => { throw new DOMException('not here', 'SecurityError'); };",
        "no-database",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_does_not_open_is_as_good_as_none() {
    let how = "const real = IDBFactory.prototype.open; \
        IDBFactory.prototype.open = function () { \
            const opening = real.call(this, 'elsewhere'); \
            opening.addEventListener('upgradeneeded', () => opening.transaction.abort()); return opening; };";
    refused(how, "unopened").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_refuses_every_kind_of_storage_still_runs_the_app() {
    let how = "for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) \
        Object.defineProperty(window, name, { get() { throw new DOMException('not here', 'SecurityError'); } });";
    refused(how, "nothing-kept").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_shared_computer_nothing_is_written_and_a_file_is_the_end() {
    let folder = Folder::new("shared");
    let visit = Visit::begin(DESK).await;
    visit.download_to(folder.path()).await;
    visit.press_starting("I work in a school").await;
    visit.press("No, a shared or school computer").await;
    visit.sees("Shared computer: nothing is kept here.").await;
    visit.answer_questions(&Child::CAT).await;
    visit.press("Show the path").await;
    // Whoever comes in by the school's door reads official terms.
    visit
        .heading_is("Preparing for adulthood at the first annual review from Year 9 (regulation 20(6))")
        .await;
    visit.press("See what to do").await;
    visit.sees("Where are you with this?").await;
    note(&visit, "Said at the meeting.").await;
    visit.press_starting("Waiting for").await;
    visit.sees("Waiting for whom?").await;
    assert_eq!(visit.save_state().await, "Not saved on this device");

    visit.press("Save a file now").await;
    let file: Value = serde_json::from_str(&file_in(&folder).await.1).unwrap();
    assert!(file.to_string().contains("Said at the meeting."), "{file}");

    let kept = visit
        .run(
            "return { local: Object.keys(localStorage), session: Object.keys(sessionStorage).filter(key => key !== 'onward.today') }",
        )
        .await;
    assert_eq!(kept, serde_json::json!({ "local": [], "session": [] }));
    assert_eq!(visit.stored("plans").await, []);
    assert_eq!(visit.stored("quarantine").await, []);
    visit.goto("").await;
    visit.sees("Who is starting?").await;
    assert!(!visit.page().await.contains("no longer on this device"));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_tab_writes_shows_in_the_other() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::BEN).await;
    visit.saved().await;
    let path = visit.place().await;
    let first = visit.new_tab().await;
    visit.goto(&path).await;
    box_is(&visit, REVIEW, false).await;
    let second = visit.browser.driver.window().await.unwrap();
    visit.to_tab(&first).await;
    visit.press(&format!("Done: {REVIEW}")).await;
    visit.saved().await;
    visit.to_tab(&second).await;
    box_is(&visit, REVIEW, true).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_of_two_tabs_both_survive_even_if_they_do_not_hear_each_other() {
    let visit = Visit::begin(DESK).await;
    // Neither tab is told of the other's writes.
    visit
        .before_pages("delete window.BroadcastChannel; window.BroadcastChannel = class { postMessage() {} };")
        .await;
    visit.goto("").await;
    visit.make_plan(&Child::BEN).await;
    visit.saved().await;
    let path = visit.place().await;
    let first = visit.new_tab().await;
    visit
        .before_pages("delete window.BroadcastChannel; window.BroadcastChannel = class { postMessage() {} };")
        .await;
    visit.goto(&path).await;
    visit.press("Get the secondary school named in Ben’s EHC plan").await;
    visit.sees("Where are you with this?").await;
    let second = visit.browser.driver.window().await.unwrap();

    visit.to_tab(&first).await;
    visit.press(&format!("Done: {REVIEW}")).await;
    visit.saved().await;

    // This tab has never seen the tick.
    visit.to_tab(&second).await;
    note(&visit, "From the second tab.").await;
    visit.saved().await;

    // Nor this one the note.
    visit.to_tab(&first).await;
    visit.press("Undo").await;
    box_is(&visit, REVIEW, false).await;
    visit.saved().await;
    visit.press(&format!("Done: {REVIEW}")).await;
    visit.saved().await;

    visit.goto(&path).await;
    box_is(&visit, REVIEW, true).await;
    visit.press("Get the secondary school named in Ben’s EHC plan").await;
    visit.sees("From the second tab.").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_plan_opens_as_it_was_before_and_its_text_is_kept() {
    let folder = Folder::new("damaged");
    let visit = Visit::begin(DESK).await;
    visit.download_to(folder.path()).await;
    visit.make_plan(&Child::BEN).await;
    let id = visit.plan_id().await;
    visit.press_starting("See what").await;
    visit.sees("Where are you with this?").await;
    note(&visit, "The first note.").await;
    visit.saved().await;
    note(&visit, "The second note.").await;
    visit.saved().await;
    let step = visit.place().await;
    // The disk lost the end of it.
    visit
        .change_store(&format!(
            "const reading = store.get({id:?}); reading.onsuccess = () => store.put(reading.result.slice(0, -9), {id:?})"
        ))
        .await;
    let damaged = visit.stored("plans").await.into_iter().find(|(key, _)| *key == id).unwrap().1;

    visit.goto("").await;
    visit.sees("A plan here could not be read.").await;
    visit.press("Save what was stored as a file").await;
    assert_eq!(file_in(&folder).await.1, damaged);
    visit.goto(&step).await;
    visit.sees("The first note.").await;
    assert!(!visit.page().await.contains("The second note."));

    // Going on from there never throws the text away.
    note(&visit, "The third note.").await;
    visit.saved().await;
    visit.reload().await;
    visit.sees("The third note.").await;
    visit.sees("The first note.").await;
    let aside = visit.stored("quarantine").await;
    assert!(aside.iter().any(|(_, text)| *text == damaged), "{aside:?}");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_the_browser_has_cleared_is_told_of() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::BEN).await;
    visit.saved().await;
    visit.change_store("store.clear()").await;
    visit.goto("").await;
    visit.sees("1 plan is no longer on this device.").await;
    // It is said again until somebody has read it.
    visit.reload().await;
    visit.sees("1 plan is no longer on this device.").await;
    visit.press("I understand").await;
    visit.sees_no("no longer on this device").await;
    visit.reload().await;
    visit.sees("Who is starting?").await;
    assert!(!visit.page().await.contains("no longer on this device"));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_opens_on_another_device_and_never_over_a_plan() {
    let folder = Folder::new("copy");
    let visit = Visit::begin(DESK).await;
    visit.download_to(folder.path()).await;
    visit.make_plan(&Child::BEN).await;
    let id = visit.plan_id().await;
    visit.press(&format!("Done: {REVIEW}")).await;
    visit.press("Get the secondary school named in Ben’s EHC plan").await;
    visit.sees("Where are you with this?").await;
    let step = visit.place().await;
    note(&visit, "Goes along in the file: “ë” & <b>.").await;
    visit.saved().await;
    visit.press("Save and share").await;
    visit.heading_is("Save and share").await;
    visit.sees("No copy has been saved from this device yet.").await;
    visit.press("Save a copy of this plan").await;
    visit.sees("Last copy: 22 November 2026 (today).").await;
    let (file, _) = file_in(&folder).await;
    assert_eq!(file.file_name().unwrap(), "onward-2026-11-22.json");

    // Changed here afterwards: the file must not undo it.
    visit.goto(&step).await;
    note(&visit, "Written after the copy.").await;
    visit.saved().await;
    let before: Vec<_> = visit.stored("plans").await.into_iter().filter(|(key, _)| *key == id).collect();
    visit.goto("").await;
    visit.press("Open a copy").await;
    visit.heading_is("Open a copy").await;
    visit.choose_file(&file).await;
    visit.sees("What is in it").await;
    visit.sees("Begun on 22 November 2026. Steps done: 1.").await;
    visit.sees("This plan is on this device already. Yours stays as it is.").await;
    assert_eq!(visit.stored("plans").await.len(), 2, "a look changes nothing: a plan and its state before");
    visit.press("Add it beside mine").await;
    visit.until("document.querySelector('.hero')").await;
    assert_ne!(visit.plan_id().await, id);
    visit.saved().await;
    visit.press("All plans").await;
    visit.heading_is("Your plans").await;
    visit.sees("Ben (from a file)").await;
    let after: Vec<_> = visit.stored("plans").await.into_iter().filter(|(key, _)| *key == id).collect();
    assert_eq!(before, after, "the plan that was here is as it was, to the letter");
    visit.goto(&step).await;
    visit.sees("Written after the copy.").await;
    visit.end().await;

    // Another device.
    let visit = Visit::begin(PHONE).await;
    visit.choose_file(&file).await;
    visit.press("Add it to this device").await;
    visit.until("document.querySelector('.hero')").await;
    assert_eq!(visit.plan_id().await, id);
    box_is(&visit, REVIEW, true).await;
    visit.saved().await;
    visit.goto(&step).await;
    visit.sees("Goes along in the file: “ë” & <b>.").await;
    visit.reload().await;
    visit.sees("Goes along in the file: “ë” & <b>.").await;

    // What is no copy is refused in words, and nothing happens.
    let foreign = folder.path().join("shopping.txt");
    std::fs::write(&foreign, "milk, bread").unwrap();
    visit.goto("").await;
    visit.choose_file(&foreign).await;
    visit.sees("This file could not be read.").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_before_the_database_is_open_is_not_called_saved() {
    let visit = Visit::begin(DESK).await;
    // The database answers only when the test says so, once.
    visit
        .before_pages(
            "const held = []; \
             window.openNow = () => { sessionStorage.setItem('opened', 'yes'); held.splice(0).forEach(tell => tell()); }; \
             const late = { set(tell) { \
                 this.addEventListener('success', event => { \
                     const now = () => tell.call(this, event); \
                     sessionStorage.getItem('opened') ? now() : held.push(now); }); } }; \
             if (!sessionStorage.getItem('opened')) Object.defineProperty(IDBOpenDBRequest.prototype, 'onsuccess', late);",
        )
        .await;
    visit.goto("start").await;
    visit.press("Yes, my own or my family’s").await;
    visit.answer_questions(&Child::BEN).await;
    visit.press("Show the path").await;
    visit.until("document.querySelector('.hero h1')").await;
    visit.press(&format!("Done: {REVIEW}")).await;
    box_is(&visit, REVIEW, true).await;
    let said = visit.save_state().await;
    assert!(!said.starts_with("Saved on this device"), "{said}");
    visit.run("window.openNow()").await;
    visit.saved().await;
    visit.reload().await;
    box_is(&visit, REVIEW, true).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_deleted_for_good_stays_deleted_though_the_disk_did_not_hear_of_it() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::CAT).await;
    let path = visit.place().await;
    visit.press("Answers").await;
    visit.press("Move this plan to the bin").await;
    visit.saved().await;
    // As if the page were left before the database could do it.
    visit.run("IDBObjectStore.prototype.delete = () => { throw new Error('the page is being left') }").await;
    visit.press("Bin").await;
    visit.press("Delete for good").await;
    visit.press("Yes, delete it for good").await;
    visit.sees_no("Cat: here until").await;
    visit.goto(&path).await;
    visit.heading_is("This plan is not on this device").await;
    assert_eq!(visit.stored("plans").await, []);
    assert!(!visit.is("Object.keys(localStorage).some(key => key.startsWith('onward.gone.'))").await);
    visit.end().await;
}
