//! No signal, a closed browser, a flat battery: the path is there.

use std::time::Duration;

use onward_browser_tests::{Child, DESK, Folder, PHONE, Visit, serve};

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
