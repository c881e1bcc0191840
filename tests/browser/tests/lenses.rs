//! The same plan seen by the young person, a parent or carer, and a school: other words, order and
//! amount, never other facts. And the pictures of progress, each with its words.

use onward_browser_tests::{DESK, NARROW, PHONE, Visit};
use serde_json::json;
use thirtyfour::Key;

/// The names on the switch, with their words in an address.
const LENSES: [(&str, &str); 3] =
    [("Young person", "young-person"), ("Parent or carer", "parent"), ("School", "school")];

/// The path of an example family in Year 9, and its address.
async fn path_of_maya(visit: &Visit) -> String {
    visit.press_starting("Maya").await;
    visit.until("document.querySelector('.hero h1')").await;
    visit.saved().await;
    visit.place().await
}

/// Looks through a lens, and waits until its own words are there.
async fn look_through(visit: &Visit, lens: &str) {
    visit.choose(lens).await;
    visit.until("document.querySelector('main h1')").await;
}

/// Everything that a page folds away, unfolded.
async fn unfold(visit: &Visit) {
    if visit.page().await.contains("Show all") {
        visit.press_starting("Show all").await;
    }
    if visit
        .is("[...document.querySelectorAll('button')].some(b => /^Show \\d+ more$/.test(b.innerText))")
        .await
    {
        visit.press_starting("Show ").await;
        visit.sees("Show fewer").await;
    }
    visit.run("document.querySelectorAll('details').forEach(fold => { fold.open = true; })").await;
}

async fn is_through(visit: &Visit, word: &str) {
    visit.until(&format!("document.querySelector('input[name=lens]:checked')?.id === {word:?}")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_switch_keeps_the_place_and_the_focus_and_is_remembered() {
    let visit = Visit::begin(PHONE).await;
    let path = path_of_maya(&visit).await;
    is_through(&visit, "parent").await;
    visit.run("document.querySelector('.hero a').click()").await;
    visit.sees("Why it matters").await;
    let step = visit.place().await;
    visit.run("document.getElementById('parent').focus(); scrollTo(0, 40)").await;
    let top = visit.run("return scrollY").await;
    // Not beyond the ends: there WebKit stays where it is, and the others begin again.
    for (key, word) in
        [(Key::Right, "school"), (Key::Left, "parent"), (Key::Left, "young-person"), (Key::Right, "parent")]
    {
        visit.press_key(key).await;
        is_through(&visit, word).await;
        assert_eq!(visit.place().await, step, "another page");
        assert_eq!(visit.run("return scrollY").await, top, "{word}: another place on it");
        let focus = visit.run("return document.activeElement.id").await;
        assert_eq!(focus, word, "the focus has left the switch");
        assert_eq!(visit.run("return location.search").await, format!("?as={word}"));
    }
    look_through(&visit, "School").await;
    visit.reload().await;
    is_through(&visit, "school").await;
    // From the device, where the address says nothing.
    visit.goto(&path).await;
    assert_eq!(visit.run("return location.search").await, "");
    is_through(&visit, "school").await;
    assert_eq!(visit.console().await, Vec::<String>::new());
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_opens_in_a_lens_and_every_page_of_the_visit_carries_it() {
    let visit = Visit::begin(DESK).await;
    let path = path_of_maya(&visit).await;
    for (_, word) in LENSES {
        visit.goto(&format!("{path}?as={word}")).await;
        is_through(&visit, word).await;
    }
    visit.goto(&format!("{path}/situation?as=school")).await;
    is_through(&visit, "school").await;
    visit.press("Path").await;
    visit.until("document.querySelector('.hero')").await;
    assert_eq!(visit.run("return location.search").await, "?as=school");
    look_through(&visit, "Parent or carer").await;
    // Back leads to a page of before the switch; the lens stays as it was chosen.
    visit.back().await;
    visit.heading_is("What this plan is based on").await;
    is_through(&visit, "parent").await;
    assert_eq!(visit.run("return location.search").await, "?as=parent");
    visit.goto(&format!("{path}?as=teacher")).await;
    is_through(&visit, "parent").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_shared_computer_the_lens_is_kept_in_memory_only() {
    let visit = Visit::begin(DESK).await;
    visit.press_starting("I work in a school").await;
    visit.press("No, a shared or school computer").await;
    visit.heading_is("What shall we call the child or young person?").await;
    visit.goto("").await;
    visit.press_starting("I am the young person").await;
    visit.press("No, a shared or school computer").await;
    visit.heading_is("What shall we call you?").await;
    visit.press("Easy Read").await;
    assert_eq!(visit.run("return Object.keys(localStorage)").await, json!([]));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_young_person_s_door_leads_to_questions_with_pictures() {
    let visit = Visit::begin(PHONE).await;
    visit.press_starting("I am the young person").await;
    visit.press("Yes, my own or my family’s").await;
    visit.fill("Name or nickname (optional)", "Cat").await;
    visit.press("Continue").await;
    visit.heading_is("What is Cat’s date of birth?").await;
    visit.reply(onward_browser_tests::Reply::Date("14", "3", "2013")).await;
    visit.press("Continue").await;
    visit.choose("Kent").await;
    visit.press("Continue").await;
    visit.heading_is("What extra help for learning does Cat have?").await;
    visit.sees("Do you have extra help to learn?").await;
    pictures_are_drawn(&visit).await;
    // An answer given before stays when Easy Read goes and comes back.
    visit.choose("SEN support at nursery, school or college").await;
    visit.press("Easy Read").await;
    visit.sees("The dates are different with and without an EHC plan.").await;
    assert!(!visit.is("document.querySelector('.easy')").await);
    visit.press("Easy Read").await;
    visit.sees("Do you have extra help to learn?").await;
    visit.press("Continue").await;
    visit.heading_is("Where is Cat now?").await;
    visit.choose("At a special school").await;
    visit.press("Continue").await;
    visit.until("document.querySelector('main h1').innerText !== 'Where is Cat now?'").await;
    while !visit.is("location.pathname.endsWith('/start/check')").await {
        let asked = visit.words_of("main h1").await;
        visit.choose("I’m not sure").await;
        visit.press("Continue").await;
        visit.until(&format!("document.querySelector('main h1').innerText !== {asked:?}")).await;
    }
    visit.press("Show the path").await;
    visit.until("document.querySelector('.hero h1')").await;
    is_through(&visit, "young-person").await;
    visit.end().await;
}

/// Each row has its picture on the left, drawn and not only asked for.
async fn pictures_are_drawn(visit: &Visit) {
    visit
        .until(
            "document.querySelectorAll('.easy li').length >= 2 && [...document.querySelectorAll('.easy li')].every(row => { \
             const picture = row.querySelector('svg.picture'); const words = row.querySelector('p'); \
             return picture.querySelector('use').getBBox().width > 0 && words.innerText.length > 5 \
                 && picture.getAttribute('aria-hidden') === 'true' \
                 && picture.getBoundingClientRect().right <= words.getBoundingClientRect().left; })",
        )
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_lens_shows_the_same_facts() {
    let facts = "return { steps: [...new Set([...document.querySelectorAll('.task')].map(row => [row.dataset.step, \
         ...['.tag', '.task-date', '.task-owner', '.task-status'].map(part => [...row.querySelectorAll(part)].map(one => one.textContent).join('|')), \
         row.querySelector('[role=checkbox]')?.ariaChecked ?? 'waits'].join(' / ')))].sort(), \
         dates: [...document.querySelectorAll('.dates li')].map(row => row.querySelector('strong').textContent + row.querySelector('.tag').textContent), \
         parts: [...document.querySelectorAll('.part')].map(row => row.textContent), \
         way: document.querySelector('.way-words').textContent, \
         next: document.querySelector('.hero-when').textContent, nextStep: document.querySelector('.hero a').pathname }";
    let visit = Visit::begin(DESK).await;
    for family in ["Ivy", "Leo", "Maya"] {
        visit.goto("").await;
        visit.press_starting(family).await;
        visit.until("document.querySelector('.hero h1')").await;
        visit.saved().await;
        let mut seen = Vec::new();
        let mut titles = Vec::new();
        for (name, _) in LENSES {
            look_through(&visit, name).await;
            unfold(&visit).await;
            seen.push(visit.run(facts).await);
            titles.push(visit.run("return [...document.querySelectorAll('.task-title')].map(one => one.textContent).sort()").await);
        }
        let count = seen[0]["steps"].as_array().unwrap().len();
        assert!(count > 10, "{family} has only {count} steps");
        assert_eq!(seen[0], seen[1], "{family}: the young person and the parent");
        assert_eq!(seen[1], seen[2], "{family}: the parent and the school");
        assert_ne!(titles[1], titles[2], "{family}: a school has terms of its own");
        assert_ne!(titles[0], titles[1], "{family}: the young person speaks as \"I\"");
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tick_in_one_lens_is_a_tick_in_all() {
    let visit = Visit::begin(PHONE).await;
    path_of_maya(&visit).await;
    look_through(&visit, "Young person").await;
    let done = visit.text_of("return document.querySelector('.task').dataset.step").await;
    visit.run("document.querySelector('.task-box').click()").await;
    visit.saved().await;
    for (name, _) in LENSES {
        look_through(&visit, name).await;
        unfold(&visit).await;
        visit
            .until(&format!(
                "[...document.querySelectorAll('.task[data-step={done:?}] [role=checkbox]')].every(box => box.ariaChecked === 'true')"
            ))
            .await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_young_person_sees_few_things_and_pictures_first() {
    let visit = Visit::begin(PHONE).await;
    path_of_maya(&visit).await;
    look_through(&visit, "Young person").await;
    let rows = "document.querySelectorAll('[aria-labelledby=now-title] .task').length";
    visit.until(&format!("{rows} === 3")).await;
    visit.press_starting("Show ").await;
    visit.until(&format!("{rows} > 3")).await;
    let small = visit
        .run("return [...document.querySelectorAll('.task-box, .task-link, main .button')].filter(one => one.checkVisibility()) \
              .map(one => [one.innerText, one.getBoundingClientRect().height]).filter(([, height]) => height < 56)")
        .await;
    assert_eq!(small, json!([]), "targets under 56 px");
    visit.run("document.querySelector('.hero a').click()").await;
    visit.until("document.querySelector('.easy')").await;
    pictures_are_drawn(&visit).await;
    visit.sees("Who does it").await;
    visit.sees("Where are you with this?").await;
    // No text of the law until somebody asks for it.
    assert!(!visit.page().await.contains("Source:"));
    visit.press("For grown-ups").await;
    visit.sees("Source:").await;
    visit.press("Easy Read").await;
    visit.sees("Why it matters").await;
    assert!(!visit.is("document.querySelector('.easy')").await);
    assert_eq!(visit.run("return document.activeElement.className").await, "easy-switch");
    visit.reload().await;
    visit.sees("Why it matters").await;
    assert!(!visit.is("document.querySelector('.easy')").await, "the choice is forgotten");
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_sees_its_own_part_first_with_what_it_rests_on() {
    let visit = Visit::begin(DESK).await;
    path_of_maya(&visit).await;
    look_through(&visit, "School").await;
    visit.until("document.querySelector('.task-source')").await;
    let parts = visit.run("return [...document.querySelectorAll('[aria-labelledby=now-title] h3')].map(one => one.innerText)").await;
    assert_eq!(parts, json!(["For school to do", "For others to do"]));
    visit.run("document.querySelector('.hero a').click()").await;
    visit.sees("In the family’s words:").await;
    visit
        .until("document.querySelector('.source')?.compareDocumentPosition([...document.querySelectorAll('h2')].find(one => one.innerText === 'Why it matters')) === 4")
        .await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_of_progress_have_their_words() {
    let visit = Visit::begin(DESK).await;
    path_of_maya(&visit).await;
    let hidden = visit
        .run("return [...document.querySelectorAll('.drawn-way, .wheel, .way, .date-mark, .bar')].every(one => one.getAttribute('aria-hidden') === 'true')")
        .await;
    assert_eq!(hidden, true);
    assert_eq!(visit.words_of(".way-words .here").await, "You are here: Year 9");
    let stops = visit.run("return document.querySelectorAll('.drawn-way .stop').length").await;
    let stages = visit.run("return document.querySelectorAll('ol.path > li').length").await;
    assert_eq!(stops, stages);
    let marks = visit.run("return [...document.querySelectorAll('.wheel .mark')].map(one => one.getAttribute('class') + one.textContent)").await;
    let listed = visit.run("return [...document.querySelectorAll('ol.dates .mark')].map(one => one.getAttribute('class') + one.textContent)").await;
    assert_eq!(marks, listed);
    assert!(marks.as_array().unwrap().len() >= 2, "{marks}");
    visit.until("[...document.querySelectorAll('ol.dates li')].every(one => one.querySelector('.tag') && /20\\d\\d/.test(one.innerText))").await;
    let parts = visit.run("return [...document.querySelectorAll('.part')].map(one => Boolean(one.querySelector('.icon') && one.querySelector('.bar') && /\\d of \\d/.test(one.innerText)))").await;
    assert_eq!(parts, json!([true, true, true, true]));
    visit.end().await;
}

/// The pages that a lens changes, in each of them.
async fn in_every_lens(visit: &Visit, look: impl AsyncFn(&Visit, &str)) {
    path_of_maya(visit).await;
    for (name, word) in LENSES {
        look_through(visit, name).await;
        unfold(visit).await;
        look(visit, &format!("path, {word}")).await;
        visit.run("document.querySelector('.hero a').click()").await;
        visit.sees("Where are you with this?").await;
        unfold(visit).await;
        look(visit, &format!("step, {word}")).await;
        visit.press("Answers").await;
        visit.heading_is("What this plan is based on").await;
        look(visit, &format!("answers, {word}")).await;
        visit.run("document.querySelector('.links a').click()").await;
        visit.until("document.querySelector('form.question')").await;
        look(visit, &format!("question, {word}")).await;
        visit.press("Path").await;
        visit.until("document.querySelector('.hero h1')").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_lens_scrolls_sideways_on_the_narrowest_screen() {
    let visit = Visit::begin(NARROW).await;
    let found = tokio::sync::Mutex::new(Vec::new());
    in_every_lens(&visit, async |visit, page| {
        let width = visit.run("return document.documentElement.scrollWidth").await;
        if width != json!(NARROW.0) {
            found.lock().await.push(format!("{page}: {width} wide"));
        }
    })
    .await;
    let found = found.into_inner();
    assert!(found.is_empty(), "{}", found.join("\n"));
    visit.end().await;
}

async fn axe_finds_nothing(window: (u32, u32)) {
    let visit = Visit::begin(window).await;
    let found = tokio::sync::Mutex::new(Vec::new());
    in_every_lens(&visit, async |visit, page| {
        for theme in ["light", "dark"] {
            visit.in_theme(theme).await;
            if let Some(violations) = visit.violations().await {
                found.lock().await.push(format!("{page}, {theme}: {violations}"));
            }
        }
    })
    .await;
    let found = found.into_inner();
    assert!(found.is_empty(), "{} pages:\n{}", found.len(), found.join("\n"));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_any_lens_on_a_phone() {
    axe_finds_nothing(PHONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_any_lens_on_a_desk() {
    axe_finds_nothing(DESK).await;
}
