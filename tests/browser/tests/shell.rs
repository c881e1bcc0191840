//! The site around the app: offline, updates, the plain page, and what stands in when the app cannot run.

use std::fs;
use std::path::Path;
use std::time::Duration;

use onward_browser_tests::{Child, DESK, Folder, Visit, dist, serve};
use serde_json::{Value, json};
use xtask::server::Server;

/// A copy of the site that a test may change.
fn copy_of_site(name: &str) -> Folder {
    let folder = Folder::new(name);
    copy(&dist(), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_server_stopped_the_app_opens_at_any_of_its_addresses() {
    let mut visit = Visit::begin(DESK).await;
    visit.until("window.onwardOfflineReady").await;
    visit.go_offline();
    for place in ["", "plan/any/step/other", "start", "?from=home-screen"] {
        visit.goto(place).await;
    }
    visit.goto("guide/dates").await;
    visit.until("document.querySelector('table')").await;
    let kept = visit.run("return caches.keys()").await;
    assert_eq!(kept.as_array().map(Vec::len), Some(1), "{kept}");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_fetches_the_app_once_and_says_nothing_in_the_console() {
    let visit = Visit::begin(DESK).await;
    visit.until("window.onwardOfflineReady").await;
    let console = visit.console().await;
    assert!(console.is_empty(), "{console:?}");
    let wasm = "return performance.getEntriesByType('resource').filter(e => e.name.endsWith('.wasm')).length";
    assert_eq!(visit.run(wasm).await, json!(1));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_app_runs_under_a_path_of_its_host() {
    // What `--public-url /x/` changes: the addresses in the page. (Its worker then has another list.)
    let site = copy_of_site("path");
    let file = site.path().join("index.html");
    let page = fs::read_to_string(&file).unwrap();
    fs::write(&file, page.replace("=/", "=/x/").replace("=\"/", "=\"/x/")).unwrap();
    for sibling in ["index.html.br", "index.html.gz"] {
        let _ = fs::remove_file(site.path().join(sibling));
    }
    let server = Server::start(site.path(), "/x/", 0).unwrap();
    let visit = Visit::of(&server, None, DESK).await;
    visit.goto("").await;
    visit.press_starting("Leo").await;
    visit.until("document.querySelector('.hero') && location.pathname === '/x/plan/example-leo'").await;
    visit.saved().await;
    visit.reload().await;
    visit.press("See what to do").await;
    visit.sees("Why it matters").await;
    visit.until("location.pathname.startsWith('/x/plan/example-leo/step/')").await;
    visit.back().await;
    visit.until("document.querySelector('.hero') && location.pathname === '/x/plan/example-leo'").await;
    visit.press("All plans").await;
    visit.heading_is("Your plans").await;
    assert_eq!(visit.place().await, "/x/");
    // A page of a part, reached inside the app and at its own address.
    visit.press("Settings").await;
    visit.heading_is("Settings and about").await;
    visit.goto("settings").await;
    visit.heading_is("Settings and about").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_waits_until_the_person_takes_it_and_loses_nothing() {
    let site = copy_of_site("update");
    let server = Server::start(site.path(), "/", 0).unwrap();
    let visit = Visit::of(&server, None, DESK).await;
    visit.goto("").await;
    visit.make_plan(&Child::BEN).await;
    visit.saved().await;
    let path = visit.place().await;
    visit.until("window.onwardOfflineReady").await;
    visit.reload().await;
    visit.until("navigator.serviceWorker.controller").await;
    let old = visit.run("return caches.keys()").await;

    let worker = fs::read_to_string(site.path().join("sw.js")).unwrap();
    let begin = worker.find("const VERSION = \"").unwrap() + 17;
    let newer = format!("{}0123456789ab{}", &worker[..begin], &worker[begin + 12..]);
    fs::write(site.path().join("sw.js"), newer).unwrap();
    for sibling in ["sw.js.br", "sw.js.gz"] {
        let _ = fs::remove_file(site.path().join(sibling));
    }

    visit.reload().await;
    visit.sees("A new version is ready.").await;
    // Nothing changes by itself.
    visit.press("See what to do").await;
    visit.sees("Where are you with this?").await;
    visit.press("Doing").await;
    visit.saved().await;
    visit.run("window.isOldPage = true").await;
    visit.press("Update now").await;
    visit.until("!window.isOldPage && document.documentElement.dataset.app === 'started'").await;
    visit.until("document.querySelector('button[aria-pressed=true]')?.innerText.trim() === 'Doing'").await;
    visit.until("window.onwardOfflineReady").await;
    let new = visit.run("return caches.keys()").await;
    assert_ne!(old, new);
    assert_eq!(new, json!(["onward-0123456789ab"]));
    visit.goto(&path).await;
    visit.sees("Next for Ben").await;
    assert!(!visit.page().await.contains("A new version is ready."));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_webassembly_the_dates_stay_readable_and_the_page_says_why() {
    let site = copy_of_site("plain");
    for entry in fs::read_dir(site.path()).unwrap().flatten() {
        if entry.file_name().to_string_lossy().contains(".wasm") {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    let server = Server::start(site.path(), "/", 0).unwrap();
    let visit = Visit::of(&server, None, DESK).await;
    visit.open("").await;
    visit.sees("could not start on this browser").await;
    visit.until("document.querySelector('[role=alert]')").await;
    visit.sees("15 February").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_knows_no_webassembly_gets_the_plain_page() {
    let server = serve();
    let visit = Visit::of(&server, None, DESK).await;
    visit.before_pages("delete window.WebAssembly").await;
    visit.open("").await;
    visit.sees("This browser is too old for it.").await;
    visit.sees("15 February").await;
    visit.end().await;
}

/// The next thing the app asks of the page fails once, so that the WASM itself panics.
const BREAK: &str = "const broken = {}; \
    for (const name of ['createElement', 'createElementNS', 'createTextNode', 'createComment']) { \
        broken[name] = Document.prototype[name]; \
        Document.prototype[name] = () => { Object.assign(Document.prototype, broken); throw new Error('broken by the test'); }; \
    }";

/// The rescue file is caught on its way to the disk.
const CATCH: &str = "URL.createObjectURL = (file) => { file.text().then((text) => { window.rescued = text; }); return 'blob:none'; }; \
    HTMLAnchorElement.prototype.click = () => {};";

#[tokio::test(flavor = "multi_thread")]
async fn after_a_crash_the_plans_can_be_saved_as_a_file_and_the_app_started_again() {
    let visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::BEN).await;
    visit.saved().await;
    visit.run(BREAK).await;
    // A real crash: the app draws the page of answers.
    visit
        .run("[...document.querySelectorAll('nav a')].find(a => a.innerText.trim() === 'Answers').click()")
        .await;
    visit.heading_is("Something went wrong").await;
    visit.until("document.activeElement === document.querySelector('h1')").await;
    // What the app had still to do when it broke must not speak over this.
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(visit.title().await, "Something went wrong: Onward");
    let text = visit.page().await;
    assert!(text.contains("Your plan is saved on this device.") && text.contains(".rs:"), "{text}");
    assert!(!text.contains("Ben"), "the code says nothing about the child: {text}");
    // Later crashes are its echo and change nothing.
    visit.run("window.onwardCrashed('echo')").await;
    assert_eq!(visit.page().await, text);

    visit.run(CATCH).await;
    visit.press("Save a file of my plans").await;
    visit.sees("The file onward-rescue.json is saved.").await;
    visit.until("window.rescued").await;
    let file = visit.text_of("return window.rescued").await;
    let rescued: Value = serde_json::from_str(&file).unwrap();
    let names: Vec<&Value> =
        rescued.as_array().unwrap().iter().filter_map(|plan| plan.pointer("/name/value")).collect();
    assert!(names.contains(&&json!("Ben")), "{file}");

    visit.run("window.isOldPage = true").await;
    visit.press("Start again").await;
    visit.until("!window.isOldPage && document.documentElement.dataset.app === 'started'").await;
    visit.goto("").await;
    visit.heading_is("Your plans").await;
    visit.sees("Ben").await;

    // The rescue file opens like any other copy.
    let folder = Folder::new("rescue");
    let path = folder.path().join("onward-rescue.json");
    fs::write(&path, file).unwrap();
    visit.press("Open a copy").await;
    visit.heading_is("Open a copy").await;
    visit.choose_file(&path).await;
    visit.sees("What is in it").await;
    visit.sees("This plan is on this device already. Yours stays as it is.").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_crash_on_a_shared_computer_nothing_is_promised() {
    let visit = Visit::begin(DESK).await;
    visit.press_starting("I work in a school").await;
    visit.press("No, a shared or school computer").await;
    visit.answer_questions(&Child::BEN).await;
    visit.press("Show the path").await;
    visit.until("document.querySelector('.hero')").await;
    visit.run("window.onwardCrashed('src/x.rs:1')").await;
    visit.heading_is("Something went wrong").await;
    let text = visit.page().await;
    assert!(!text.contains("Your plan is saved on this device"), "{text}");
    visit.end().await;
}
