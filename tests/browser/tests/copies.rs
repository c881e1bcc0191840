//! Copies: saved, looked at, combined, taken back; earlier states; the lock; deleting everything. Nothing is
//! written before the person says so, and nothing readable is left on a locked device.

use std::path::PathBuf;
use std::time::Duration;

use onward_browser_tests::{Child, DESK, Folder, PHONE, Visit, serve};
use serde_json::{Value, json};

const REVIEW: &str = "Hold the review that plans the move to secondary";
const STEP: &str = "Get the secondary school named in Ben’s EHC plan";
const SECRET: &str = "correct horse battery";

/// The one file of a folder and its text, once it is whole.
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

async fn note(visit: &Visit, text: &str) {
    visit.fill("Write a note", text).await;
    visit.press("Add this note").await;
    visit.sees(text).await;
    visit.saved().await;
}

/// Every text in every store.
async fn everything_stored(visit: &Visit) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for store in ["plans", "quarantine", "states", "lock"] {
        all.extend(visit.stored(store).await);
    }
    all
}

/// A copy as somebody else might have changed it: another device wrote the name and a note.
fn changed_elsewhere(copy: &str) -> String {
    let mut copy: Value = serde_json::from_str(copy).expect("a copy");
    let plan = &mut copy["plans"][0];
    // Written without having seen what is written here: neither takes the other's place.
    plan["name"] = json!({ "value": "Benjamin", "at": "1795348800000-0-elsewhere.1" });
    let words = |text: &str| json!({ "at": "1795348800001-0-elsewhere.1", "value": { "text": text, "by": "school" } });
    plan["records"]["from-school"] = json!({ "kind": "note", "fields": {
        "text": words("School wrote this."),
        "step": words("council-names-secondary-school"),
        "written": words("2026-11-21"),
    } });
    copy.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_looked_at_combined_and_taken_back() {
    let folder = Folder::new("combine");
    let visit = Visit::begin(DESK).await;
    visit.download_to(folder.path()).await;
    visit.make_plan(&Child::BEN).await;
    let id = visit.plan_id().await;
    visit.saved().await;
    visit.press("Save and share").await;
    visit.press("Passphrase, and names").await;
    visit.fill("Who saves it (optional)", "Gran").await;
    visit.choose("Put the nickname in the file’s name").await;
    visit.press("Save a copy of this plan").await;
    visit.sees("The file is in your downloads.").await;
    let (file, text) = file_in(&folder).await;
    assert_eq!(file.file_name().unwrap(), "onward-ben-2026-11-22.json");
    assert!(text.contains("\"saved_by\": \"Gran\"") && text.contains("private lines too"), "{text}");

    // The other one writes elsewhere; here the name changes too.
    let theirs = folder.path().join("theirs.json");
    std::fs::write(&theirs, changed_elsewhere(&text)).unwrap();
    visit.press("Answers").await;
    visit.press("Change: Name or nickname").await;
    visit.fill("Name or nickname (optional)", "Benny").await;
    visit.press("Save this answer").await;
    visit.saved().await;

    let before = everything_stored(&visit).await;
    visit.press("All plans").await;
    visit.choose_file(&theirs).await;
    visit.sees("Saved on 22 November 2026 by Gran.").await;
    visit.sees("1 new, 1 to choose").await;
    visit.press("See what differs").await;
    visit.sees("School wrote this.").await;
    assert_eq!(everything_stored(&visit).await, before, "a look writes nothing");
    visit.press("Leave it").await;
    assert_eq!(everything_stored(&visit).await, before);

    visit.choose_file(&theirs).await;
    visit.press("Combine it with mine").await;
    visit.heading_is("Combine two copies").await;
    assert_eq!(everything_stored(&visit).await, before, "nothing is written before it is combined");
    visit.sees("Mine: ").await;
    visit.choose("Keep mine").await;
    visit.press("Combine").await;
    visit.until("document.querySelector('.hero')").await;
    visit.saved().await;
    assert_eq!(visit.words_of(".who-name").await, "Benny");
    let states = visit.stored("states").await;
    assert!(states.iter().any(|(key, _)| key.starts_with(&id) && key.ends_with("/combine")), "{states:?}");
    visit.press(STEP.replace("Ben’s", "Benny’s").as_str()).await;
    visit.sees("School wrote this.").await;

    // And all of it is taken back.
    visit.press("Undo").await;
    visit.sees_no("School wrote this.").await;
    visit.saved().await;
    assert_eq!(visit.words_of(".who-name").await, "Benny");
    visit.reload().await;
    visit.sees("Where are you with this?").await;
    assert!(!visit.page().await.contains("School wrote this."));

    // Combined again it finds everything again, and what is not chosen is listed until it is.
    visit.goto("open").await;
    visit.choose_file(&theirs).await;
    visit.sees("1 new, 1 to choose").await;
    visit.press("Combine it with mine").await;
    visit.press("Combine").await;
    visit.until("document.querySelector('.hero')").await;
    visit.press("Save and share").await;
    visit.press("1 to choose").await;
    visit.heading_is("To choose").await;
    visit.choose("Keep the other").await;
    visit.press("Keep what I chose").await;
    visit.heading_is("Save and share").await;
    visit.sees_no("1 to choose").await;
    visit.saved().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_with_a_passphrase_opens_only_with_it() {
    let folder = Folder::new("passphrase");
    let visit = Visit::begin(DESK).await;
    visit.download_to(folder.path()).await;
    visit.make_plan(&Child::BEN).await;
    visit.saved().await;
    visit.press("Save and share").await;
    visit.press("Passphrase, and names").await;
    visit.fill("Passphrase for this copy (optional)", "short").await;
    visit.press("Save a copy of this plan").await;
    visit.sees("The passphrase is short.").await;
    assert!(folder.files().is_empty());
    visit.fill("Passphrase for this copy (optional)", SECRET).await;
    visit.fill("The same passphrase again", SECRET).await;
    visit.press("Save a copy of this plan").await;
    visit.sees("The file is in your downloads.").await;
    let (file, text) = file_in(&folder).await;
    assert!(text.contains("locked with a passphrase"), "{text}");
    assert!(!text.contains("\"Ben\"") && !text.contains(SECRET) && !text.contains("2016-03-14"), "{text}");

    let other = Visit::begin(PHONE).await;
    other.choose_file(&file).await;
    other.sees("This copy is locked").await;
    other.fill("Passphrase of the copy", "another passphrase").await;
    other.press("Open it").await;
    other.sees("That is not the passphrase.").await;
    // As it is pasted: with a space after it.
    other.fill("Passphrase of the copy", &format!("{SECRET} ")).await;
    other.press("Open it").await;
    other.sees("What is in it").await;
    other.press("Add it to this device").await;
    other.until("document.querySelector('.hero')").await;
    other.saved().await;

    // A damaged file is not called a wrong passphrase.
    let mut damaged: Value = serde_json::from_str(&text).unwrap();
    let sealed = damaged["locked"]["sealed"].as_str().unwrap().to_owned();
    let flipped = if sealed.ends_with("AAAA") { "BBBB" } else { "AAAA" };
    damaged["locked"]["sealed"] =
        json!(format!("{}{flipped}", &sealed[..sealed.len() - sealed.len() % 4 - 4]));
    let path = folder.path().join("damaged.json");
    std::fs::write(&path, damaged.to_string()).unwrap();
    other.goto("open").await;
    other.choose_file(&path).await;
    other.fill("Passphrase of the copy", SECRET).await;
    other.press("Open it").await;
    other.sees("The passphrase is right, but the file is damaged.").await;
    other.end().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pasted_text_opens_and_what_is_no_copy_is_refused_in_words() {
    let visit = Visit::begin(DESK).await;
    visit.press("Open a copy").await;
    visit.press("From a link or text").await;
    for (text, words) in [
        ("hello", "This file could not be read."),
        ("{\"format\":\"onward-copy\",\"schema\":99}", "This file was made by a newer Onward."),
        ("[1,2]", "This is not a file from Onward."),
    ] {
        visit.fill("Paste the link or text here", text).await;
        visit.press("Look at it").await;
        visit.sees(words).await;
    }
    let plan =
        std::fs::read_to_string(onward_browser_tests::project_file("tests/data/plans/v1-plan.json")).unwrap();
    visit
        .run(&format!(
            "const field = document.getElementById('pasted'); field.value = {}; field.dispatchEvent(new Event('input', {{ bubbles: true }}))",
            Value::from(plan)
        ))
        .await;
    visit.press("Look at it").await;
    visit.sees("What is in it").await;
    visit.sees("This plan is not on this device yet.").await;
    assert_eq!(everything_stored(&visit).await, [], "nothing is written before the choice");
    visit.press("Add it to this device").await;
    visit.until("document.querySelector('.hero')").await;
    visit.saved().await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_state_comes_back_and_goes_again() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::BEN).await;
    visit.saved().await;
    visit.reload().await;
    visit.press(&format!("Done: {REVIEW}")).await;
    visit.saved().await;
    visit.press("Save and share").await;
    visit.press("Earlier states").await;
    visit.heading_is("Earlier states").await;
    visit.press_starting("See what would change").await;
    visit.sees("Then: ").await;
    visit.sees(REVIEW).await;
    let before = visit.stored("plans").await;
    visit.press("Go back to this state").await;
    visit.until("document.querySelector('.hero')").await;
    visit.saved().await;
    assert_ne!(visit.stored("plans").await, before);
    let ticked = |is: bool| {
        format!(
            "document.querySelector('[role=checkbox][aria-label=\"Done: {REVIEW}\"]')?.ariaChecked === '{is}'"
        )
    };
    visit.until(&ticked(false)).await;
    visit.press("Undo").await;
    visit.until(&ticked(true)).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_comes_back_from_the_bin() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::BEN).await;
    visit.press(STEP).await;
    visit.sees("Where are you with this?").await;
    let step = visit.place().await;
    note(&visit, "Taken away by a slip.").await;
    visit.press_starting("Remove").await;
    visit.until("!document.querySelector('.note-text')").await;
    visit.press("Save and share").await;
    visit.press("Bin").await;
    visit.heading_is("Bin").await;
    visit.press("Bring it back: Note: Taken away by a slip.").await;
    visit.sees("Nothing was taken away in the last 30 days.").await;
    visit.goto(&step).await;
    visit.sees("Taken away by a slip.").await;
    visit.end().await;
}

/// Turns the lock on and gives the code of the recovery sheet.
async fn lock(visit: &Visit) -> String {
    visit.goto("lock").await;
    visit.heading_is("Lock this device").await;
    visit.fill("Passphrase", SECRET).await;
    visit.fill("The same passphrase again", SECRET).await;
    visit.press("Go on to the recovery sheet").await;
    visit.sees("Recovery sheet").await;
    let code = visit.words_of(".code").await;
    // Not before the sheet is kept.
    visit.press("Lock this device").await;
    visit.sees("Print the sheet or write the code down first.").await;
    assert_eq!(visit.stored("lock").await, []);
    visit.choose("I have printed the sheet, or written the code down").await;
    visit.press("Lock this device").await;
    visit.sees("This device is locked.").await;
    code
}

async fn nothing_readable(visit: &Visit) {
    let stored = everything_stored(visit).await;
    let kept: Value = visit
        .run("return { ...localStorage, ...Object.fromEntries(Object.entries(sessionStorage).filter(([key]) => key !== 'onward.today')) }")
        .await;
    let mut all = kept.to_string();
    stored.iter().for_each(|(key, text)| all.extend([key.as_str(), " ", text, "\n"]));
    // Words that sealed letters cannot make up by chance.
    for word in ["\"Ben\"", "2016-03-14", "secret note", "\"kent\"", "secondary-phase", "ehc_plan", SECRET] {
        assert!(!all.contains(word), "“{word}” can be read: {all}");
    }
    for (key, text) in &stored {
        assert!(text.starts_with("onward-sealed:") || key == "lock", "{key}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_device_has_nothing_readable_on_it() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::BEN).await;
    let path = visit.place().await;
    visit.press(STEP).await;
    visit.sees("Where are you with this?").await;
    note(&visit, "A secret note.").await;
    let code = lock(&visit).await;
    nothing_readable(&visit).await;

    // Writing goes on sealed, the state before and earlier states too.
    visit.goto(&path).await;
    visit.heading_is("Onward is locked").await;
    assert!(!visit.page().await.contains("Ben"));
    visit.fill("Passphrase of this device", "not the passphrase").await;
    visit.press("Open").await;
    visit.sees("That is not the passphrase.").await;
    visit.fill("Passphrase of this device", SECRET).await;
    visit.press("Open").await;
    visit.until("document.querySelector('.hero h1')").await;
    visit.press(&format!("Done: {REVIEW}")).await;
    visit.saved().await;
    nothing_readable(&visit).await;

    // The rescue file is locked too, and opens with the code of the sheet.
    visit.run("URL.createObjectURL = (file) => { file.text().then((text) => { window.rescued = text; }); return 'blob:none'; }; \
        HTMLAnchorElement.prototype.click = () => {}; window.onwardCrashed('src/x.rs:1')").await;
    visit.press("Save a file of my plans").await;
    visit.sees("It is locked").await;
    visit.until("window.rescued").await;
    let rescued = visit.text_of("return window.rescued").await;
    assert!(!rescued.contains("\\\"Ben") && !rescued.contains("secret note"), "{rescued}");
    let folder = Folder::new("locked-rescue");
    let file = folder.path().join("rescue.json");
    std::fs::write(&file, rescued).unwrap();
    let other = Visit::begin(DESK).await;
    other.choose_file(&file).await;
    other.sees("These plans were saved from a locked device").await;
    other.fill("Passphrase or code", &code.to_lowercase()).await;
    other.press("Open them").await;
    other.sees("What is in it").await;
    other.sees("Ben").await;
    other.end().await;

    // The sheet opens the device, and the lock can be taken away again.
    visit.goto(&path).await;
    visit.heading_is("Onward is locked").await;
    visit.press("Use the recovery sheet").await;
    visit.fill("Code on the sheet", &code).await;
    visit.press("Open with the code").await;
    visit.until("document.querySelector('.hero h1')").await;
    visit.press("Save and share").await;
    visit.press("Lock this device").await;
    visit.fill("Passphrase as it is now", SECRET).await;
    visit.press("Turn the lock off").await;
    visit.sees("Go on to the recovery sheet").await;
    visit.goto(&path).await;
    visit.until("document.querySelector('.hero h1')").await;
    assert!(everything_stored(&visit).await.iter().all(|(_, text)| !text.starts_with("onward-sealed:")));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_left_open_unlocked_writes_nothing_in_the_clear() {
    let visit = Visit::begin(DESK).await;
    // It is not told that the other one locks.
    visit
        .before_pages("delete window.BroadcastChannel; window.BroadcastChannel = class { postMessage() {} };")
        .await;
    visit.goto("").await;
    visit.make_plan(&Child::BEN).await;
    visit.saved().await;
    let first = visit.new_tab().await;
    lock(&visit).await;
    visit.to_tab(&first).await;
    visit.press(&format!("Done: {REVIEW}")).await;
    visit.sees("Onward was locked or unlocked in another tab.").await;
    let local = visit.text_of("return JSON.stringify(localStorage)").await;
    assert!(!local.contains("Ben"), "{local}");
    let stored = visit.stored("plans").await;
    assert!(stored.iter().all(|(_, text)| text.starts_with("onward-sealed:")), "{stored:?}");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_everything_leaves_nothing() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::BEN).await;
    visit.saved().await;
    visit.press("Save and share").await;
    visit.press("Delete everything").await;
    visit.heading_is("Delete everything").await;
    visit.sees("1 plan, with notes").await;
    visit.press("Delete everything").await;
    visit.press("Yes, delete everything").await;
    visit.sees("Everything is deleted.").await;
    let left = visit
        .run(
            "return indexedDB.databases().then(bases => ({ bases: bases.map(base => base.name), \
             local: Object.keys(localStorage), session: Object.keys(sessionStorage) }))",
        )
        .await;
    assert_eq!(left, json!({ "bases": [], "local": [], "session": [] }));
    visit.press("Start again").await;
    visit.sees("Who is starting?").await;
    assert!(!visit.page().await.contains("no longer on this device"));
    visit.end().await;
}

/// An iPhone's Home Screen app: it knows `standalone`, and shares files.
const HOME_SCREEN: &str = "Object.defineProperty(navigator, 'standalone', { value: true }); \
    window.sharing = 'ok'; window.shared = []; \
    navigator.canShare = data => data.files.every(file => file.type === 'text/plain' || window.sharesAll); \
    navigator.share = async data => { \
        if (window.sharing !== 'ok') throw new DOMException('', window.sharing); \
        for (const file of data.files) window.shared.push([file.name, file.type, await file.text()]); };";

#[tokio::test(flavor = "multi_thread")]
async fn on_the_home_screen_a_copy_goes_through_the_share_sheet() {
    let server = serve();
    let visit = Visit::of(&server, None, PHONE).await;
    visit.before_pages(HOME_SCREEN).await;
    visit.goto("").await;
    visit.sees("I already started").await;
    visit.make_plan(&Child::BEN).await;
    let path = visit.place().await;
    visit.goto(&format!("{path}/share")).await;
    visit.run("window.sharing = 'AbortError'").await;
    visit.press("Save a copy of this plan").await;
    visit.sees("Nothing was saved.").await;
    visit.sees("No copy has been saved from this device yet.").await;
    visit.run("window.sharing = 'NotAllowedError'").await;
    visit.press("Save a copy of this plan").await;
    visit.sees("Press the button once more.").await;
    visit.run("window.sharing = 'ok'").await;
    visit.press("Save a copy of this plan").await;
    visit.sees("The file is where you sent it.").await;
    visit.sees("Last copy: 22 November 2026 (today).").await;
    // This one takes plain text only; another takes the file as it is.
    let shared = visit.run("return window.shared[0].slice(0, 2)").await;
    assert_eq!(shared, json!(["onward-2026-11-22.json.txt", "text/plain"]));
    visit.run("window.sharesAll = true").await;
    visit.press("Save a copy of this plan").await;
    visit.until("window.shared.length === 2").await;
    let shared = visit.run("return window.shared[1]").await;
    assert_eq!((&shared[0], &shared[1]), (&json!("onward-2026-11-22.json"), &json!("application/json")));
    assert!(shared[2].as_str().unwrap().contains("\"onward-copy\""), "{shared}");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_brought_to_mind_after_a_month_and_not_before() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::BEN).await;
    visit.saved().await;
    let path = visit.place().await;
    assert!(!visit.page().await.contains("A good time to save a copy."));
    visit.pretend("2026-12-21").await;
    visit.goto(&path).await;
    assert!(!visit.page().await.contains("A good time to save a copy."));
    visit.pretend("2026-12-22").await;
    visit.goto(&path).await;
    visit.sees("A good time to save a copy.").await;
    visit.press("Not now").await;
    visit.sees_no("A good time to save a copy.").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_of_the_first_schema_is_kept_as_it_was_before_it_is_written() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::BEN).await;
    visit.saved().await;
    let record =
        std::fs::read_to_string(onward_browser_tests::project_file("tests/data/plans/v1-record.txt"))
            .unwrap();
    visit.change_store(&format!("store.put({}, 'plan-everything')", Value::from(record.as_str()))).await;
    visit.goto("plan/plan-everything").await;
    visit.until("document.querySelector('.hero h1')").await;
    visit.press("Answers").await;
    visit.press("Change: Name or nickname").await;
    visit.fill("Name or nickname (optional)", "Zo").await;
    visit.press("Save this answer").await;
    visit.saved().await;
    let states = visit.stored("states").await;
    let kept = states.iter().find(|(key, _)| key.ends_with("/migration"));
    assert_eq!(kept.map(|(_, text)| text), Some(&record));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teams_folder_holds_what_two_people_wrote_and_no_private_line() {
    let visit = Visit::begin(DESK).await;
    // The browser's own private folder behind the same interface: no window to choose one.
    visit.before_pages("window.showDirectoryPicker = () => navigator.storage.getDirectory();").await;
    visit.goto("").await;
    visit.make_plan(&Child::BEN).await;
    let id = visit.plan_id().await;
    let path = visit.place().await;
    visit.press(STEP).await;
    visit.sees("Where are you with this?").await;
    note(&visit, "For everybody.").await;
    let choose_folder = async || {
        visit.goto("folder").await;
        visit.press("Choose a folder").await;
        visit.sees("In the folder").await;
    };
    choose_folder().await;
    visit.sees("There is no plan in it yet.").await;
    visit.press("Save my plans to the folder").await;
    visit.sees("1 file was written.").await;
    visit.sees("Nothing new against yours.").await;
    let name = format!("onward-plan-{id}.json");
    let read = format!(
        "return navigator.storage.getDirectory().then(d => d.getFileHandle('{name}')).then(h => h.getFile()).then(f => f.text())"
    );
    let text = visit.text_of(&read).await;
    assert!(text.contains("For everybody.") && text.contains("without private lines"), "{text}");

    // A colleague writes in the file, and here something is written too.
    let theirs = changed_elsewhere(&text);
    visit
        .run(&format!(
            "return navigator.storage.getDirectory().then(d => d.getFileHandle('{name}')).then(h => h.createWritable()) \
             .then(async w => {{ await w.write({}); await w.close(); return true; }})",
            Value::from(theirs)
        ))
        .await;
    visit.goto(&path).await;
    visit.press(&format!("Done: {REVIEW}")).await;
    visit.saved().await;
    choose_folder().await;
    visit.sees("new").await;
    visit.press("Load them").await;
    visit.sees("Loaded: 0 new here, 1 combined with yours.").await;
    visit.saved().await;
    visit.press("Save my plans to the folder").await;
    visit.sees("1 file was written.").await;
    let text = visit.text_of(&read).await;
    for words in ["For everybody.", "School wrote this.", "\"done\""] {
        assert!(text.contains(words), "{words}: {text}");
    }
    visit.end().await;
}
