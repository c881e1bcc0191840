//! The site around the app: offline, updates, the page's policy, and what stands in when the app cannot run.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;
use thirtyfour::WebDriver;
use xtask::browser::Chromium;
use xtask::server::Server;

const WINDOW: (u32, u32) = (1280, 900);

fn dist() -> PathBuf {
    PathBuf::from(
        std::env::var_os("ONWARD_DIST").expect("run this with `cargo xtask test`, which sets ONWARD_DIST"),
    )
}

/// A copy of the site that a test may change.
fn copy_of_site(name: &str) -> PathBuf {
    let to = std::env::temp_dir().join(format!("onward-{name}-{}", std::process::id()));
    copy(&dist(), &to);
    to
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

async fn ask(driver: &WebDriver, script: &str) -> Value {
    driver.execute(script, vec![]).await.unwrap().json().clone()
}

/// Waits until a condition in the page holds.
async fn until(driver: &WebDriver, condition: &str) {
    let begun = Instant::now();
    while driver
        .execute(format!("return Boolean({condition})"), vec![])
        .await
        .ok()
        .and_then(|answer| answer.json().as_bool())
        != Some(true)
    {
        if begun.elapsed() > Duration::from_secs(20) {
            let page = driver.source().await.unwrap_or_default();
            panic!("this did not come true within 20 s: {condition}\n{page}");
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

const STARTED: &str = "document.documentElement.dataset.app === 'started'";

#[tokio::test(flavor = "multi_thread")]
async fn with_the_server_stopped_the_app_opens_at_any_of_its_addresses() {
    let browser = Chromium::start(None, WINDOW).await.unwrap();
    let driver = &browser.driver;
    let server = Server::start(&dist(), "/", 0).unwrap();
    let url = server.url.clone();
    driver.goto(&url).await.unwrap();
    until(driver, "window.onwardOfflineReady").await;
    server.stop();
    for place in ["", "plan/any/step/other", "?from=home-screen"] {
        driver.goto(format!("{url}{place}")).await.unwrap();
        until(driver, STARTED).await;
    }
    driver.goto(format!("{url}plain.html")).await.unwrap();
    until(driver, "document.querySelector('table')").await;
    let kept = ask(driver, "return caches.keys()").await;
    assert_eq!(kept.as_array().map(Vec::len), Some(1), "{kept}");
    browser.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_app_writes_nothing_to_the_console_and_asks_only_its_own_host() {
    let browser = Chromium::start(None, WINDOW).await.unwrap();
    let driver = &browser.driver;
    let server = Server::start(&dist(), "/", 0).unwrap();
    driver.goto(&server.url).await.unwrap();
    until(driver, "window.onwardOfflineReady").await;
    let console = browser.console().await.unwrap();
    assert!(console.is_empty(), "{console:?}");
    let foreign = ask(driver, "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(location.origin))").await;
    assert_eq!(foreign, serde_json::json!([]));
    let wasm = ask(
        driver,
        "return performance.getEntriesByType('resource').filter(e => e.name.endsWith('.wasm')).length",
    )
    .await;
    assert_eq!(wasm, 1, "the page fetches the WASM once");
    browser.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_waits_until_the_person_takes_it() {
    let site = copy_of_site("update");
    let browser = Chromium::start(None, WINDOW).await.unwrap();
    let driver = &browser.driver;
    let server = Server::start(&site, "/", 0).unwrap();
    driver.goto(&server.url).await.unwrap();
    until(driver, "window.onwardOfflineReady").await;
    driver.refresh().await.unwrap();
    until(driver, "navigator.serviceWorker.controller").await;
    until(driver, STARTED).await;
    let old = ask(driver, "return caches.keys()").await;

    let worker = fs::read_to_string(site.join("sw.js")).unwrap();
    let begin = worker.find("const VERSION = \"").unwrap() + 17;
    let newer = format!("{}0123456789ab{}", &worker[..begin], &worker[begin + 12..]);
    fs::write(site.join("sw.js"), newer).unwrap();
    for sibling in ["sw.js.br", "sw.js.gz"] {
        let _ = fs::remove_file(site.join(sibling));
    }

    driver.refresh().await.unwrap();
    until(driver, "window.onwardUpdateReady").await;
    ask(driver, "window.isOldPage = true; window.onwardUpdate();").await;
    until(driver, "!window.isOldPage && document.documentElement.dataset.app === 'started'").await;
    until(driver, "window.onwardOfflineReady").await;
    let new = ask(driver, "return caches.keys()").await;
    assert_ne!(old, new);
    assert_eq!(new, serde_json::json!(["onward-0123456789ab"]));
    browser.quit().await.unwrap();
    fs::remove_dir_all(site).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_webassembly_the_dates_stay_readable_and_the_page_says_why() {
    let site = copy_of_site("plain");
    for entry in fs::read_dir(&site).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.contains(".wasm") {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    let browser = Chromium::start(None, WINDOW).await.unwrap();
    let driver = &browser.driver;
    let server = Server::start(&site, "/", 0).unwrap();
    driver.goto(&server.url).await.unwrap();
    until(driver, "document.querySelector('[role=alert]')").await;
    let text = ask(driver, "return document.body.innerText").await.to_string();
    assert!(text.contains("could not start on this browser"), "{text}");
    assert!(text.contains("15 February"), "{text}");
    browser.quit().await.unwrap();
    fs::remove_dir_all(site).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_crash_the_plans_can_be_saved_as_a_file() {
    let browser = Chromium::start(None, WINDOW).await.unwrap();
    let driver = &browser.driver;
    let server = Server::start(&dist(), "/", 0).unwrap();
    driver.goto(&server.url).await.unwrap();
    until(driver, STARTED).await;
    // The file is caught on its way to the disk.
    const CATCH: &str = "URL.createObjectURL = (file) => { file.text().then((text) => { window.rescued = text; }); return 'blob:none'; }; \
        HTMLAnchorElement.prototype.click = () => {};";
    const STORE: &str = "return new Promise((done, failed) => { const opening = indexedDB.open('onward'); \
        opening.onupgradeneeded = () => opening.result.createObjectStore('plans'); opening.onerror = () => failed(opening.error); \
        opening.onsuccess = () => { const writing = opening.result.transaction('plans', 'readwrite'); \
        writing.objectStore('plans').put('header\\n{\"name\":\"Maya\"}', 'test-plan'); \
        writing.oncomplete = () => { opening.result.close(); done(true); }; }; });";
    ask(driver, STORE).await;
    ask(driver, CATCH).await;
    ask(driver, "window.onwardCrashed('src/x.rs:1'); window.onwardCrashed('echo');").await;
    let text = ask(driver, "return document.body.innerText").await.to_string();
    assert!(
        text.contains("Your plan is saved on this device")
            && text.contains("src/x.rs:1")
            && !text.contains("echo"),
        "{text}"
    );
    ask(
        driver,
        "[...document.querySelectorAll('button')].find(b => b.textContent.startsWith('Save')).click();",
    )
    .await;
    until(driver, "window.rescued").await;
    let rescued: Value =
        serde_json::from_str(ask(driver, "return window.rescued").await.as_str().unwrap()).unwrap();
    assert!(rescued.as_array().unwrap().iter().any(|plan| plan["name"] == "Maya"), "{rescued}");
    browser.quit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_survives_the_browser_being_killed() {
    let profile = std::env::temp_dir().join(format!("onward-profile-{}", std::process::id()));
    let server = Server::start(&dist(), "/", 0).unwrap();
    let browser = Chromium::start(Some(&profile), WINDOW).await.unwrap();
    browser.driver.goto(&server.url).await.unwrap();
    until(&browser.driver, "window.onwardOfflineReady").await;
    browser.kill();
    server.stop();
    let browser = Chromium::start(Some(&profile), WINDOW).await.unwrap();
    browser.driver.goto("about:blank").await.unwrap();
    browser.quit().await.unwrap();
    fs::remove_dir_all(profile).unwrap();
}
