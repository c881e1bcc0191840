//! Nothing leaves the device: what the browser asks for in a whole journey, and what the page's
//! policy would stop.

use onward_browser_tests::{Child, DESK, Folder, PHONE, Visit, dist, serve};

/// Counts what the page's policy had to stop, from before its first script.
const WATCH: &str = "window.stopped = []; \
    document.addEventListener('securitypolicyviolation', (event) => window.stopped.push(event.violatedDirective + ' ' + event.blockedURI)); \
    window.asked = []; \
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.asked.push(entry.name); }) \
        .observe({ type: 'resource', buffered: true });";

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_journey_asks_nobody_else_and_leaves_no_trace_in_the_console() {
    let folder = Folder::new("privacy");
    let server = serve();
    let visit = Visit::of(&server, None, DESK).await;
    visit.download_to(folder.path()).await;
    visit.before_pages(WATCH).await;
    visit.goto("").await;
    visit.make_plan(&Child::CAT).await;
    visit.press("Show the steps: at any time").await;
    visit.press("See what to do").await;
    visit.sees("Why it matters").await;
    visit.press("Doing").await;
    visit.fill("Write a note", "Private.").await;
    visit.press("Add this note").await;
    visit.saved().await;
    visit.press("Undo").await;
    visit.press("Save and share").await;
    visit.press("Save a copy of this plan").await;
    visit.sees("The file is in your downloads.").await;
    visit.press("Answers").await;
    visit.heading_is("What this plan is based on").await;
    visit.press("Move this plan to the bin").await;
    visit.sees("Who is starting?").await;
    visit.press_starting("Ivy").await;
    visit.until("document.querySelector('.hero')").await;
    visit.until("window.onwardOfflineReady").await;

    assert_eq!(visit.run("return window.stopped").await, serde_json::json!([]));
    let asked: Vec<String> = serde_json::from_value(visit.run("return window.asked").await).unwrap();
    assert!(asked.iter().any(|address| address.ends_with(".wasm")), "the watch works: {asked:?}");
    let foreign: Vec<&String> = asked
        .iter()
        .filter(|address| {
            !address.starts_with(&server.url)
                && !address.starts_with("data:")
                && !address.starts_with("blob:")
        })
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    // What the app asks for never says anything about the child.
    assert!(
        asked
            .iter()
            .all(|address| !address.contains("Cat") && !address.contains("2013") && !address.contains('?')),
        "{asked:?}"
    );
    assert_eq!(visit.run("return document.cookie").await, "");
    let console = visit.console().await;
    assert!(console.is_empty(), "{console:?}");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_policy_stops_what_would_leave_the_device() {
    let server = serve();
    let visit = Visit::of(&server, None, PHONE).await;
    visit.before_pages(WATCH).await;
    visit.goto("").await;
    // A port that no engine refuses by itself.
    for (attempt, directive) in [
        ("fetch('http://127.0.0.1:9876/').catch(() => {})", "connect-src"),
        ("navigator.sendBeacon('http://127.0.0.1:9876/', 'x')", "connect-src"),
        ("new Image().src = 'http://127.0.0.1:9876/x.png'", "img-src"),
        (
            "document.head.append(Object.assign(document.createElement('script'), { text: 'window.ran = true' }))",
            "script-src",
        ),
        (
            "document.head.append(Object.assign(document.createElement('script'), { src: 'http://127.0.0.1:9876/x.js' }))",
            "script-src",
        ),
        (
            "document.head.append(Object.assign(document.createElement('style'), { textContent: 'p { color: red }' }))",
            "style-src",
        ),
        (
            "document.body.append(Object.assign(document.createElement('iframe'), { src: 'http://127.0.0.1:9876/' }))",
            "frame-src",
        ),
    ] {
        visit.run("window.stopped.length = 0").await;
        visit.run(&format!("try {{ {attempt} }} catch {{}}")).await;
        visit.until(&format!("window.stopped.some(line => line.startsWith({directive:?}))")).await;
    }
    assert!(!visit.is("window.ran").await);
    visit.end().await;
}

#[test]
fn no_file_of_the_site_names_another_host_to_fetch_from() {
    let page = std::fs::read_to_string(dist().join("index.html")).unwrap();
    let policy = page.split('"').find(|text| text.contains("default-src")).expect("a policy in the page");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    for word in ["unsafe-inline", "unsafe-eval'", "http:", "https:", "*"] {
        let allowed = policy.replace("'wasm-unsafe-eval'", "");
        assert!(!allowed.contains(word), "{word} in {policy}");
    }
    // The worker runs under no policy of the page: its own text must name no host.
    for script in ["sw.js", "boot.js"] {
        let text = std::fs::read_to_string(dist().join(script)).unwrap();
        assert!(!text.contains("http://") && !text.contains("https://"), "{script}");
    }
}
