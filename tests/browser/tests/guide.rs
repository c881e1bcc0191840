//! The guide: with and without scripts, offline, found by search, printed.

use onward_browser_tests::{Child, DESK, PHONE, Visit, serve};
use serde_json::json;
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn without_javascript_every_page_of_the_guide_reads_and_leads_on() {
    let server = serve();
    let visit = Visit::of(&server, None, PHONE).await;
    visit.without_scripts().await;
    visit.open("guide").await;
    let links = visit
        .run("return [...new Set([...document.querySelectorAll('main a[href]')].map(link => link.href))]")
        .await;
    let links: Vec<String> = serde_json::from_value(links).unwrap();
    assert!(links.len() > 40, "{} pages", links.len());
    for link in &links {
        let place = link.strip_prefix(server.url.as_str()).expect("a page of our own");
        visit.open(place).await;
        let page = visit.page().await;
        assert!(page.len() > 300, "{place}: {page}");
        assert!(visit.is("document.querySelectorAll('main h1').length === 1").await, "{place}");
        assert!(!visit.is("document.documentElement.dataset.app").await, "{place} ran a script");
    }
    visit.open("guide/preparing-for-adulthood").await;
    visit.sees("From the day after").await;
    visit.open("guide/dates").await;
    visit.sees("Before 15 February of Year 6").await;
    visit.open("guide/primary-to-secondary/easy-read").await;
    assert!(visit.is("document.querySelectorAll('.easy .picture use').length > 50").await);
    // A picture that is not in the file would have no size.
    assert!(
        visit.is("document.querySelector('.easy .picture use').getBoundingClientRect().width > 20").await
    );
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_without_a_plan_reads_the_guide_in_the_app_and_comes_back_to_the_same_place() {
    let visit = Visit::begin(PHONE).await;
    visit.press("Guide").await;
    visit.heading_is("Guide").await;
    visit.press("Primary to secondary school").await;
    visit.heading_is("Primary to secondary school").await;
    assert_eq!(visit.title().await, "Primary to secondary school - Onward");
    assert!(visit.is("document.activeElement.tagName === 'H1'").await);
    visit.press("Easy Read").await;
    visit.until("location.pathname.endsWith('/easy-read') && document.querySelector('.easy')").await;
    visit.run("scrollTo(0, 2000)").await;
    visit.press("For schools").await;
    visit.until("location.pathname.endsWith('/school') && !document.querySelector('.easy')").await;
    visit.back().await;
    visit.until("location.pathname.endsWith('/easy-read') && document.querySelector('.easy')").await;
    visit.reload().await;
    visit.heading_is("Primary to secondary school").await;
    visit.until("document.querySelector('.easy')").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn search_forgives_misspelling_and_leads_to_the_very_place() {
    let visit = Visit::begin(DESK).await;
    visit.goto("guide").await;
    visit.fill("Search the guide", "anual reveiw").await;
    visit.sees("places found").await;
    visit.press_starting("Annual review").await;
    visit.until("location.hash === '#annual-review'").await;
    visit.until("document.activeElement.id === 'annual-review'").await;
    visit.fill("Search the guide", "zzzzzz").await;
    visit.sees("Nothing fits. Try another word").await;
    visit.fill("Search the guide", "LIFT").await;
    visit.sees("Old name").await;
    visit.press_key(Key::Tab).await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_on_a_step_leads_to_its_explanation_and_back() {
    let visit = Visit::begin(PHONE).await;
    visit.make_plan(&Child::BEN).await;
    visit.press("See what to do").await;
    visit.sees("Why it matters").await;
    let step = visit.place().await;
    visit.until("document.querySelector('a.term')").await;
    let word = visit.words_of("a.term").await;
    visit.press(&word).await;
    visit
        .until("location.pathname.endsWith('/guide/words') && document.activeElement.tagName === 'H3'")
        .await;
    visit.back().await;
    visit.until(&format!("location.pathname === '{step}'")).await;
    visit.sees("Why it matters").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_guide_is_there_with_the_server_gone() {
    let mut visit = Visit::begin(PHONE).await;
    visit.until("window.onwardOfflineReady").await;
    visit.go_offline();
    for (page, words) in [
        ("guide/who-can-help", "IASK"),
        ("guide/changes-at-18/easy-read", "18"),
        ("guide/letters", "[date of birth]"),
        ("guide/proposed-law", "not law"),
    ] {
        visit.goto(page).await;
        visit.sees(words).await;
    }
    visit.goto("guide").await;
    visit.fill("Search the guide", "mediation").await;
    visit.sees("places found").await;
    visit.goto("guide/no-such-page").await;
    visit.heading_is("This page is not on this device").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_the_guide_prints_whole() {
    let visit = Visit::begin(DESK).await;
    visit.goto("guide/charter").await;
    visit.device_wishes(json!({ "media": "print" })).await;
    assert!(visit.is("getComputedStyle(document.querySelector('.guide-search')).display === 'none'").await);
    assert!(visit.is("getComputedStyle(document.querySelector('article h1')).display !== 'none'").await);
    let wide = "[...document.querySelectorAll('article *')].every(node => node.getBoundingClientRect().right <= innerWidth + 1)";
    assert!(visit.is(wide).await, "something is cut at the edge of the paper");
    visit.end().await;
}
