//! No signal, a closed browser, a flat battery: the path is there.

use std::time::Duration;

use onward_browser_tests::{Child, DESK, Folder, PHONE, Visit, serve};
use xtask::server::StatusCode;

/// How the address of the part ends that the settings are in.
const PART: &str = "/split_more.wasm";
const FETCHED_A_PART: &str =
    "performance.getEntriesByType('resource').some(one => one.name.endsWith('/split_more.wasm'))";
const HEADING_HAS_FOCUS: &str = "document.activeElement === document.querySelector('main h1')";

#[tokio::test(flavor = "multi_thread")]
async fn with_the_server_stopped_and_the_browser_restarted_the_path_is_there() {
    let profile = Folder::new("offline-profile");
    let server = serve();
    let visit = Visit::of(&server, Some(profile.path()), PHONE).await;
    visit.goto("").await;
    visit.make_plan(&Child::AVA).await;
    let hero = visit.words_of(".hero").await;
    let path = visit.place().await;
    visit.press("See what to do").await;
    visit.sees("Why it matters").await;
    let step = visit.place().await;
    visit.press("Doing").await;
    visit.saved().await;
    visit.until("window.onwardOfflineReady").await;
    let url = visit.url.clone();
    visit.end().await;
    server.stop();

    let visit = Visit::without_server(&url, profile.path(), PHONE).await;
    visit.goto(&path).await;
    assert_eq!(visit.words_of(".hero").await, hero);
    visit.goto(&step).await;
    visit.until("document.querySelector('button[aria-pressed=true]')?.innerText.trim() === 'Doing'").await;
    // The explanation was kept as well, and nothing says that something is missing.
    visit.sees("Why it matters").await;
    visit.press("Done").await;
    visit.saved().await;
    visit.reload().await;
    visit
        .until("document.querySelector('button[aria-pressed=true]')?.innerText.trim().startsWith('Done')")
        .await;
    visit.goto("").await;
    visit.heading_is("Your plans").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_is_there_after_the_browser_was_killed_a_second_after_saved() {
    let profile = Folder::new("killed-profile");
    let server = serve();
    let visit = Visit::of(&server, Some(profile.path()), DESK).await;
    visit.goto("").await;
    visit.make_plan(&Child::CAT).await;
    visit.press("See what to do").await;
    visit.sees("Where are you with this?").await;
    visit.saved().await;
    let step = visit.place().await;
    visit.fill("Write a note", "Just before the battery went flat.").await;
    visit.press("Add this note").await;
    visit.press("Doing").await;
    visit.until("document.querySelector('button[aria-pressed=true]')?.innerText.trim() === 'Doing'").await;
    visit.saved().await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    visit.browser.kill();

    let visit = Visit::of(&server, Some(profile.path()), DESK).await;
    visit.goto(&step).await;
    visit.sees("Just before the battery went flat.").await;
    visit.until("document.querySelector('button[aria-pressed=true]')?.innerText.trim() === 'Doing'").await;
    assert!(!visit.page().await.contains("no longer on this device"));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn losing_the_network_in_the_middle_disturbs_nothing() {
    let mut visit = Visit::begin(DESK).await;
    visit.make_plan(&Child::BEN).await;
    visit.until("window.onwardOfflineReady").await;
    visit.go_offline();
    visit.press("See what to do").await;
    visit.sees("Why it matters").await;
    visit.press("Doing").await;
    visit.saved().await;
    visit.reload().await;
    visit.until("document.querySelector('button[aria-pressed=true]')?.innerText.trim() === 'Doing'").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_part_opens_without_a_network_once_everything_is_kept() {
    let profile = Folder::new("parts-profile");
    let server = serve();
    let visit = Visit::of(&server, Some(profile.path()), PHONE).await;
    visit.goto("").await;
    visit.make_plan(&Child::AVA).await;
    let path = visit.place().await;
    visit.until("window.onwardOfflineReady").await;
    assert!(
        !visit.is(FETCHED_A_PART).await,
        "the page itself asks for no part before a page of it is opened"
    );
    let url = visit.url.clone();
    visit.end().await;
    server.stop();

    let visit = Visit::without_server(&url, profile.path(), PHONE).await;
    visit.goto(&path).await;
    visit.press("Settings").await;
    visit.heading_is("Settings and about").await;
    visit.until(HEADING_HAS_FOCUS).await;
    assert!(visit.is(FETCHED_A_PART).await);
    // Opened at its own address as well, by a browser that has nothing of it in memory.
    visit.goto("settings").await;
    visit.heading_is("Settings and about").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_cannot_be_had_is_told_kindly_and_asked_for_again() {
    let server = serve();
    server.wishes.refuse(PART, StatusCode::NOT_FOUND);
    let visit = Visit::of(&server, None, DESK).await;
    visit.goto("").await;
    visit.make_plan(&Child::BEN).await;
    visit.saved().await;
    let hero = visit.words_of(".hero").await;

    visit.press("Settings").await;
    visit.heading_is("This page could not be fetched").await;
    visit.sees("Connect once and try again. Your plans are safe.").await;
    visit.until(HEADING_HAS_FOCUS).await;
    assert_eq!(visit.violations().await, None);

    server.wishes.refuse(PART, StatusCode::INTERNAL_SERVER_ERROR);
    visit.run("document.querySelector('main h1').id = 'first-time'").await;
    visit.press("Try again").await;
    visit.until("document.querySelector('main h1:not(#first-time)')").await;
    visit.heading_is("This page could not be fetched").await;

    server.wishes.refuse_nothing();
    visit.press("Try again").await;
    visit.heading_is("Settings and about").await;
    visit.until(HEADING_HAS_FOCUS).await;
    visit.back().await;
    visit.until("document.querySelector('.hero')").await;
    assert_eq!(visit.words_of(".hero").await, hero);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_goes_on_is_not_called_back_by_a_part_that_comes_late() {
    let server = serve();
    let visit = Visit::of(&server, None, PHONE).await;
    // A line on which a part takes a second.
    visit.before_pages(
        "const real = window.fetch; window.fetch = async (what, how) => { \
         if (String(what?.url ?? what).endsWith('split_more.wasm')) await new Promise(done => setTimeout(done, 1000)); \
         return real(what, how); };",
    )
    .await;
    visit.goto("").await;
    visit.make_plan(&Child::BEN).await;
    visit.press("Settings").await;
    visit.sees("Opening …").await;
    visit.back().await;
    visit.until("document.querySelector('.hero')").await;
    visit.run("scrollTo(0, 200); document.querySelector('.hero a').focus({ preventScroll: true })").await;
    visit.until(FETCHED_A_PART).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(visit.is("scrollY === 200 && document.activeElement.matches('.hero a')").await);
    // The part is here now: its page comes at once.
    visit.press("Settings").await;
    visit.heading_is("Settings and about").await;
    visit.end().await;
}
