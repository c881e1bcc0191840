//! For everybody: axe finds nothing on any page, light or dark, phone or desk; nothing scrolls
//! sideways on the narrowest screen; the whole journey works with the keyboard alone.

use onward_browser_tests::{DESK, Folder, NARROW, PHONE, Reply, Visit, project_file};
use serde_json::{Value, json};
use thirtyfour::Key;

/// A family whose step is late: no plan, and the day to apply has passed while late forms still count.
const NAME: &str = "Zebedee";
/// A page of the guide of each kind, by what follows `guide` in its address.
const GUIDE_PAGES: &[&str] = &[
    "",
    "/primary-to-secondary",
    "/early-years-to-primary/easy-read",
    "/primary-to-secondary/school",
    "/dates",
    "/charter",
    "/charter/easy-read",
    "/changes-at-16",
    "/changes-at-18/easy-read",
    "/if-you-disagree/school",
    "/words",
    "/words/easy-read",
    "/who-can-help",
    "/letters",
    "/goal-ideas",
    "/goal-ideas/easy-read",
    "/meeting-questions",
    "/profiles",
    "/readiness/easy-read",
    "/proposed-law",
    "/sources",
];

/// Goes through every page of the app in every state that looks different, and looks at each.
async fn every_page(visit: &Visit, look: impl AsyncFn(&Visit, &str)) {
    look(visit, "first page, no plans").await;
    visit.press_starting("I am a parent or carer").await;
    visit.heading_is("Start a plan").await;
    look(visit, "start a plan").await;
    visit.press("Yes, my own or my family’s").await;
    visit.heading_is("What shall we call your child?").await;
    look(visit, "question: a text").await;
    visit.fill("Name or nickname (optional)", NAME).await;
    visit.press("Continue").await;
    visit.heading_is("What is Zebedee’s date of birth?").await;
    look(visit, "question: a date").await;
    visit.reply(Reply::Date("31", "2", "2016")).await;
    visit.press("Continue").await;
    visit.sees("There is a problem").await;
    look(visit, "question: a date with a problem").await;
    visit.reply(Reply::Date("14", "3", "2016")).await;
    visit.press("Continue").await;
    visit.heading_is("Which council does Zebedee live in?").await;
    visit.press("Continue").await;
    visit.sees("There is a problem").await;
    look(visit, "question: a choice with a problem").await;
    visit.choose("Kent").await;
    look(visit, "question: a choice").await;
    visit.press("Continue").await;
    visit.heading_is("What extra help for learning does Zebedee have?").await;
    visit.choose("SEN support at nursery, school or college").await;
    visit.press("Continue").await;
    visit.heading_is("Where is Zebedee now?").await;
    visit.choose("At a mainstream school").await;
    visit.press("Continue").await;
    visit.heading_is("Check your answers").await;
    look(visit, "check your answers").await;
    visit.press("Show the path").await;
    visit.heading_is("Apply for a secondary school place").await;
    look(visit, "path, new").await;
    visit.press_starting("See what").await;
    visit.sees("This is late. What you can do").await;
    look(visit, "step, late").await;
    visit.press_starting("Waiting for").await;
    visit
        .fill(
            "Write a note",
            "A-word-that-is-far-too-long-for-any-line-and-has-no-place-to-break-anywhere-in-it",
        )
        .await;
    visit.press("Add this note").await;
    visit.press("Add a date, such as a meeting").await;
    visit.press("Save this date").await;
    visit.sees("Enter your date").await;
    look(visit, "step, with everything on it").await;
    visit.press_starting("Done").await;
    visit.press("It was done on another day").await;
    look(visit, "step, done").await;
    visit.press_starting("Not for us").await;
    visit.sees("Why not? (optional)").await;
    look(visit, "step, not for us").await;
    visit.press("Answers").await;
    visit.heading_is("What this plan is based on").await;
    look(visit, "answers").await;
    visit.press("Change: Council").await;
    visit.heading_is("Which council does Zebedee live in?").await;
    look(visit, "one answer").await;
    visit.press("Save and share").await;
    visit.heading_is("Save and share").await;
    look(visit, "save a copy").await;
    visit.press("Settings").await;
    visit.heading_is("Settings and about").await;
    look(visit, "settings").await;
    visit.press("Show the keys").await;
    visit.until("document.querySelector('dialog.keys')?.open").await;
    look(visit, "settings, with the keys").await;
    visit.press("Close").await;
    for family in ["Ivy", "Leo", "Maya"] {
        visit.press("All plans").await;
        visit.heading_is("Your plans").await;
        visit.press_starting(&format!("{family} {family} is")).await;
        visit
            .until(&format!(
                "document.querySelector('.hero-label')?.innerText.trim() === 'Next for {family}'"
            ))
            .await;
        visit.run("document.querySelectorAll('details').forEach(fold => { fold.open = true; })").await;
        if visit.page().await.contains("Show all") {
            visit.press_starting("Show all").await;
            visit.sees("Show fewer").await;
        }
        look(visit, &format!("path of {family}, unfolded")).await;
        visit.run("[...document.querySelectorAll('.task-link[href]')].at(-1).click()").await;
        visit.sees("Why it matters").await;
        look(visit, &format!("a step of {family}")).await;
    }
    visit.press("Answers").await;
    visit.press("Move this plan to the bin").await;
    visit.heading_is("Your plans").await;
    visit.press("Bin").await;
    look(visit, "first page, with plans and a bin").await;
    visit.goto("nowhere").await;
    look(visit, "not found").await;
    visit.goto("plan/nowhere").await;
    visit.heading_is("This plan is not on this device").await;
    look(visit, "a plan that is not here").await;
    for page in GUIDE_PAGES {
        visit.goto(&format!("guide{page}")).await;
        visit.until("document.querySelector('article h1')").await;
        look(visit, &format!("guide{page}")).await;
    }
}

/// How bright the page is: the sum of its background's red, green and blue.
async fn brightness(visit: &Visit) -> f64 {
    let sum = "const { data } = (() => { const area = new OffscreenCanvas(1, 1).getContext('2d'); \
        area.fillStyle = getComputedStyle(document.body).backgroundColor; area.fillRect(0, 0, 1, 1); return area.getImageData(0, 0, 1, 1); })(); \
        return data[0] + data[1] + data[2]";
    visit.run(sum).await.as_f64().unwrap()
}

async fn axe_finds_nothing(window: (u32, u32)) {
    let visit = Visit::begin(window).await;
    let found = tokio::sync::Mutex::new(Vec::new());
    every_page(&visit, async |visit, page| {
        for theme in ["light", "dark"] {
            visit.in_theme(theme).await;
            let bright = brightness(visit).await;
            assert_eq!(bright > 384.0, theme == "light", "{page}: {theme} has a background of {bright}");
            if let Some(violations) = visit.violations().await {
                found.lock().await.push(format!("{page}, {theme}: {violations}"));
            }
        }
    })
    .await;
    // It would have seen something: a page without its language is a fault.
    let blind = visit
        .run("document.documentElement.removeAttribute('lang'); return axe.run(document).then(result => result.violations.length === 0)")
        .await;
    assert_eq!(blind, false, "axe sees nothing at all");
    let found = found.into_inner();
    assert!(found.is_empty(), "{} pages:\n{}", found.len(), found.join("\n"));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_on_any_page_on_a_phone() {
    axe_finds_nothing(PHONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_on_any_page_on_a_desk() {
    axe_finds_nothing(DESK).await;
}

/// The six themes, as the settings store them.
const THEMES: [&str; 6] = ["paper", "white", "blue", "dark", "contrast-light", "contrast-dark"];
/// The three lenses, by their radio buttons.
const LENSES: [&str; 3] = ["young-person", "parent", "school"];

/// Shows the page in a theme, as the settings do.
async fn choose_theme(visit: &Visit, theme: &str) {
    visit.run(&format!("window.onwardComfort(JSON.stringify({{ theme: '{theme}' }}))")).await;
    visit.until("document.getAnimations().every(one => one.playState !== 'running')").await;
}

/// Looks at the plan through a lens.
async fn choose_lens(visit: &Visit, lens: &str) {
    visit.run(&format!("document.getElementById('{lens}').click()")).await;
    visit
        .until(&format!("document.getElementById('{lens}').checked && document.querySelector('main h1')"))
        .await;
    visit.until("document.getAnimations().every(one => one.playState !== 'running')").await;
}

/// Every page in themes and lenses: all of them where all are asked for, else one of each in turn, so
/// that every theme and every lens meets pages of every kind.
async fn axe_finds_nothing_in_themes_and_lenses(window: (u32, u32), first: usize) {
    let visit = Visit::begin(window).await;
    let found = tokio::sync::Mutex::new(Vec::new());
    let turn = std::cell::Cell::new(first);
    let looks = std::cell::Cell::new(0);
    every_page(&visit, async |visit, page| {
        let at = turn.replace(turn.get() + 1);
        let is_all = std::env::var_os("ONWARD_ALL").is_some();
        // Only pages that keep what they show: another lens draws a form anew.
        let kinds = ["path of", "a step of", "answers", "save a copy"];
        let has_lenses = kinds.iter().any(|kind| page.starts_with(kind));
        let lenses: Vec<&str> = match (has_lenses, is_all) {
            (false, _) => vec![],
            (true, true) => LENSES.to_vec(),
            (true, false) => vec![LENSES[at % LENSES.len()]],
        };
        let themes: Vec<&str> = if is_all { THEMES.to_vec() } else { vec![THEMES[at % THEMES.len()]] };
        let each: Vec<Option<&str>> =
            if lenses.is_empty() { vec![None] } else { lenses.into_iter().map(Some).collect() };
        for lens in each {
            if let Some(lens) = lens {
                choose_lens(visit, lens).await;
            }
            for theme in &themes {
                choose_theme(visit, theme).await;
                looks.set(looks.get() + 1);
                if let Some(violations) = visit.violations().await {
                    found.lock().await.push(format!("{page}, {theme}, {lens:?}: {violations}"));
                }
            }
        }
        if has_lenses {
            choose_lens(visit, "parent").await;
        }
        visit.run("window.onwardComfort('')").await;
    })
    .await;
    println!("{} looks", looks.get());
    let found = found.into_inner();
    assert!(found.is_empty(), "{} looks:\n{}", found.len(), found.join("\n"));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_any_theme_or_lens_on_a_phone() {
    axe_finds_nothing_in_themes_and_lenses(PHONE, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_any_theme_or_lens_on_a_desk() {
    axe_finds_nothing_in_themes_and_lenses(DESK, 3).await;
}

/// Runs the Nu HTML checker over pages as the browser had them; answers with its errors, or `None`.
fn nu_checker_says(folder: &Folder) -> Option<String> {
    let jar = project_file("node_modules/vnu-jar/build/dist/vnu.jar");
    let said = std::process::Command::new("java")
        .args(["-jar", &jar.display().to_string(), "--errors-only", "--format", "text"])
        .arg(folder.path())
        .output()
        .expect("java runs");
    (!said.status.success()).then(|| String::from_utf8_lossy(&said.stderr).into_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_nu_checker_finds_no_error_on_any_page() {
    let visit = Visit::begin(DESK).await;
    let folder = Folder::new("markup");
    every_page(&visit, async |visit, page| {
        let html = visit.text_of("return '<!DOCTYPE html>' + document.documentElement.outerHTML").await;
        let name: String = page.chars().map(|sign| if sign.is_alphanumeric() { sign } else { '-' }).collect();
        std::fs::write(folder.path().join(format!("{name}.html")), html).unwrap();
    })
    .await;
    assert_eq!(nu_checker_says(&folder), None);
    // It would have said something.
    let fault = Folder::new("markup-fault");
    std::fs::write(
        fault.path().join("fault.html"),
        "<!DOCTYPE html><html lang=en><title>x</title><ul><p>y</ul></html>",
    )
    .unwrap();
    assert!(nu_checker_says(&fault).is_some(), "the checker sees nothing at all");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_scrolls_sideways_on_the_narrowest_screen() {
    let visit = Visit::begin(NARROW).await;
    let found = tokio::sync::Mutex::new(Vec::new());
    every_page(&visit, async |visit, page| {
        // The plain page may hold wide tables in boxes of their own; the page itself may not scroll.
        let width = visit.run("return document.documentElement.scrollWidth").await;
        if width != json!(NARROW.0) {
            let wide = visit
                .run(&format!(
                    "return [...document.querySelectorAll('body *')].filter(node => node.getBoundingClientRect().right > {}) \
                     .slice(-3).map(node => node.outerHTML.slice(0, 160))",
                    NARROW.0
                ))
                .await;
            found.lock().await.push(format!("{page}: {width} wide, {wide}"));
        }
    })
    .await;
    let found = found.into_inner();
    assert!(found.is_empty(), "{}", found.join("\n"));
    visit.end().await;
}

/// What has the focus: its name, whether that can be seen, and whether it lies in the window.
const FOCUSED: &str = "const at = document.activeElement; const style = getComputedStyle(at); const box = at.getBoundingClientRect(); \
    const name = at.getAttribute('aria-label') || at.labels?.[0]?.innerText || at.innerText || at.nodeName; \
    return { name: name.replace(/\\s+/g, ' ').trim(), tag: at.nodeName, \
        outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0, \
        inside: box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0 };";

/// The Tab key until this has the focus, which must be seen at every stop.
async fn tab_to(visit: &Visit, name: &str) {
    let mut stops = Vec::new();
    for _ in 0..80 {
        visit.press_key(Key::Tab).await;
        let mut at = visit.run(FOCUSED).await;
        // A page may take a moment to move to what has the focus.
        for _ in 0..25 {
            if at["inside"] == true {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(40)).await;
            at = visit.run(FOCUSED).await;
        }
        let text = at["name"].as_str().unwrap_or_default().to_owned();
        assert_ne!(at["tag"], "BODY", "the focus left the page before {name}: {stops:?}");
        assert_eq!(at["outlined"], true, "the focus cannot be seen: {at}");
        assert_eq!(at["inside"], true, "the focus is out of sight: {at}");
        stops.push(text.clone());
        if text.starts_with(name) {
            return;
        }
    }
    panic!("{name} cannot be reached: {stops:?}");
}

async fn press_enter(visit: &Visit) {
    visit.press_key(Key::Enter).await;
}

/// A focused radio button of the group: Space chooses it, the arrows go on from there.
async fn pick(visit: &Visit, label: &str) {
    visit.press_key(Key::Tab).await;
    for _ in 0..12 {
        let at = visit.run(FOCUSED).await;
        assert_eq!(at["outlined"], true, "the focus cannot be seen: {at}");
        if at["name"] == label {
            visit.press_key(Key::Space).await;
            visit.until("document.activeElement.checked").await;
            return;
        }
        visit.press_key(Key::Down).await;
    }
    panic!("{label} cannot be chosen");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_journey_works_with_the_keyboard_alone() {
    let visit = Visit::begin(DESK).await;
    // The way past the rail comes first, and leads past it.
    visit.press_key(Key::Tab).await;
    assert_eq!(visit.run(FOCUSED).await["name"], "Skip to the page");
    assert_eq!(visit.run(FOCUSED).await["inside"], true);
    press_enter(&visit).await;
    visit.until("document.activeElement.id === 'main'").await;

    tab_to(&visit, "I am a parent or carer").await;
    press_enter(&visit).await;
    visit.heading_is("Start a plan").await;
    tab_to(&visit, "Yes, my own or my family’s").await;
    press_enter(&visit).await;
    visit.heading_is("What shall we call your child?").await;
    tab_to(&visit, "Name or nickname").await;
    visit.type_keys("Kim").await;
    press_enter(&visit).await;
    visit.heading_is("What is Kim’s date of birth?").await;
    press_enter_on_empty(&visit).await;
    tab_to(&visit, "Day").await;
    visit.type_keys("14").await;
    tab_to(&visit, "Month").await;
    visit.type_keys("mar").await;
    tab_to(&visit, "Year").await;
    visit.type_keys("2016").await;
    press_enter(&visit).await;
    for (question, choice) in [
        ("Which council does Kim live in?", "Kent"),
        ("What extra help for learning does Kim have?", "Yes, an Education, Health and Care (EHC) plan"),
        ("Where is Kim now?", "At a mainstream school"),
    ] {
        visit.heading_is(question).await;
        visit.until("document.activeElement === document.querySelector('main h1')").await;
        pick(&visit, choice).await;
        press_enter(&visit).await;
    }
    visit.heading_is("What is the date on the council's letter after the last annual review?").await;
    tab_to(&visit, "I’m not sure").await;
    visit.press_key(Key::Space).await;
    tab_to(&visit, "Continue").await;
    press_enter(&visit).await;
    visit.heading_is("Check your answers").await;
    tab_to(&visit, "Show the path").await;
    press_enter(&visit).await;

    // A tick keeps the focus where the person is.
    let title = "Hold the review that plans the move to secondary";
    visit.heading_is(title).await;
    visit.saved().await;
    tab_to(&visit, &format!("Done: {title}")).await;
    visit.press_key(Key::Space).await;
    visit.until(&format!("document.querySelector('.hero h1').innerText !== {title:?}")).await;
    visit.saved().await;
    assert!(!visit.is("document.activeElement === document.body").await, "a tick loses the focus");
    tab_to(&visit, "Undo").await;
    press_enter(&visit).await;
    visit.heading_is(title).await;
    visit.saved().await;

    visit.goto(&visit.place().await).await;
    tab_to(&visit, "See what to do").await;
    press_enter(&visit).await;
    visit.sees("Where are you with this?").await;
    visit.sees("Why it matters").await;
    visit.until("document.activeElement === document.querySelector('main h1')").await;
    tab_to(&visit, "Not for us").await;
    visit.press_key(Key::Space).await;
    visit.until("document.activeElement.ariaPressed === 'true'").await;
    tab_to(&visit, "Why not?").await;
    visit.type_keys("Another way.").await;
    tab_to(&visit, "Add a date, such as a meeting").await;
    press_enter(&visit).await;
    tab_to(&visit, "Day").await;
    visit.type_keys("12").await;
    tab_to(&visit, "Month").await;
    visit.type_keys("feb").await;
    tab_to(&visit, "Year").await;
    visit.type_keys("2027").await;
    press_enter(&visit).await;
    visit.sees("Your own date Friday 12 February 2027").await;
    tab_to(&visit, "Write a note").await;
    visit.type_keys("By keyboard.").await;
    tab_to(&visit, "Add this note").await;
    press_enter(&visit).await;
    visit.sees("By keyboard.").await;
    visit.saved().await;
    visit.reload().await;
    visit.sees("By keyboard.").await;
    visit.until("document.getElementById('reason')?.value === 'Another way.'").await;
    visit.sees("Your own date Friday 12 February 2027").await;
    visit.end().await;
}

/// Sending a question without an answer: the problem has the focus, and its link leads to the field.
async fn press_enter_on_empty(visit: &Visit) {
    tab_to(visit, "Continue").await;
    press_enter(visit).await;
    visit.until("document.activeElement.innerText.includes('There is a problem')").await;
    tab_to(visit, "Enter the date of birth").await;
    press_enter(visit).await;
    visit.until("document.activeElement.id === 'date-day'").await;
    // One back, so that the next Tab comes to the day again.
    visit.run("document.querySelector('main h1').focus()").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_says_its_language_and_has_its_landmarks() {
    let visit = Visit::begin(DESK).await;
    visit.press_starting("Maya").await;
    visit.until("document.querySelector('.hero')").await;
    let counts = visit
        .run("return ['main', 'h1', 'header', 'footer'].map(name => document.querySelectorAll(name).length)")
        .await;
    assert_eq!(counts, json!([1, 1, 1, 1]));
    assert_eq!(visit.run("return document.documentElement.lang").await, Value::from("en-GB"));
    // The page people are on is marked, once in each list of places.
    let current = visit.run("return [...document.querySelectorAll('nav')].map(nav => [...nav.querySelectorAll('[aria-current=page]')].map(a => a.textContent.trim()).join())").await;
    assert_eq!(current, json!(["Path", "Path"]));
    visit.end().await;
}
