//! The person's own words: three whole stories from About me through My views to "You said, we will",
//! what stays private, what prints on one sheet, and that all of it can be used by everybody.

use std::process::Command;

use onward_browser_tests::{Child, DESK, Folder, NARROW, PHONE, Visit};
use serde_json::{Value, json};

/// A stand-in for the device's voices: it notes what it is told, and speaks when the test says so.
const VOICE: &str = r#"
    window.said = [];
    let speaking = null;
    const speech = {
        getVoices: () => [{ name: 'Bea', voiceURI: 'bea', lang: 'en-GB', localService: true }],
        addEventListener() {},
        speak(utterance) { speaking = utterance; said.push(utterance.text); },
        cancel() { speaking = null; },
    };
    window.sentenceEnds = () => { const was = speaking; speaking = null; was?.onend?.({}); };
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"#;

/// A plan of a child born on that day; its address.
async fn plan_of(visit: &Visit, born: (&str, &str, &str)) -> String {
    let id = visit.make_plan(&Child::CAT).await;
    visit.saved().await;
    let plan = format!("plan/{id}");
    visit.goto(&format!("{plan}/situation/date-of-birth")).await;
    for (label, text) in [("Day", born.0), ("Month", born.1), ("Year", born.2)] {
        visit.fill(label, text).await;
    }
    visit.press("Save this answer").await;
    visit.heading_is("What this plan is based on").await;
    visit.saved().await;
    plan
}

/// Opens a page of the plan in a lens.
async fn open(visit: &Visit, plan: &str, page: &str, lens: &str) {
    visit.goto(&format!("{plan}/{page}?as={lens}")).await;
}

/// Looks through another lens, on the same page.
async fn look_through(visit: &Visit, lens: &str) {
    visit.choose(lens).await;
}

/// The words of the sheet on the page.
async fn sheet(visit: &Visit) -> String {
    visit.until("document.querySelector('.sheet')").await;
    visit.words_of(".sheet").await
}

/// The page as it is printed: its words, and how many pages of A4.
async fn printed(visit: &Visit) -> (String, usize) {
    let reply = visit.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true })).await;
    let folder = Folder::new(&format!("sheet-{}", visit.url.replace([':', '/', '.'], "")));
    let file = folder.path().join("sheet.pdf");
    std::fs::write(&file, bytes(reply["data"].as_str().expect("a document"))).expect("our own folder");
    let run = |program: &str, end: Option<&str>| {
        let ran = Command::new(program).arg(&file).args(end).output();
        let ran = ran.unwrap_or_else(|error| panic!("{program} (package poppler-utils): {error}"));
        String::from_utf8_lossy(&ran.stdout).into_owned()
    };
    let about = run("pdfinfo", None);
    let pages = about.lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse().ok());
    assert!(about.contains("A4"), "the paper is no A4: {about}");
    let words = run("pdftotext", Some("-")).split_whitespace().collect::<Vec<_>>().join(" ");
    (words, pages.unwrap_or_else(|| panic!("no count of pages in {about}")))
}

/// The bytes of a text in base64.
fn bytes(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0u32, 0);
    for letter in text.bytes().filter(|letter| *letter != b'=') {
        let value = LETTERS.iter().position(|known| *known == letter).expect("base64");
        held = (held << 6) | value as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    bytes
}

/// Which question is open: "Question 2 of 9".
async fn position(visit: &Visit) -> String {
    visit.text_of("return [...document.querySelectorAll('main p')].map(p => p.innerText.trim()).find(t => /^Question \\d+ of \\d+$/.test(t)) ?? ''").await
}

/// Answers the open question by its first picture if it has any, and goes on. Whether there was one.
async fn answer_by_picture(visit: &Visit) -> bool {
    let at = position(visit).await;
    let has_pictures = visit.is("document.querySelector('.tile input')").await;
    if has_pictures {
        visit.run("document.querySelector('.tile input').click()").await;
        visit.press("Next").await;
    } else {
        visit.press("Skip this question").await;
    }
    visit
        .until(&format!(
            "document.querySelector('main h1')?.innerText.trim() === 'What will be shared' || \
             (document.querySelector('main h1') && !document.body.innerText.includes({at:?}))"
        ))
        .await;
    has_pictures
}

/// Types what was agreed about the first thing that has no answer.
async fn agree(visit: &Visit, what: &str, who: &str) {
    visit.press_starting("Answer this").await;
    visit.fill("What will be done", what).await;
    visit.fill("Who does it (optional)", who).await;
    visit.fill("Day", "10").await;
    visit.fill("Month", "jan").await;
    visit.fill("Year", "2027").await;
    visit.press("Save the answer").await;
    visit.sees(what).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nine_year_old_says_it_by_pictures_only() {
    let visit = Visit::begin(PHONE).await;
    let plan = plan_of(&visit, ("14", "3", "2017")).await;

    // About me, by pictures.
    open(&visit, &plan, "about", "young-person").await;
    visit.heading_is("About me").await;
    visit.press("One-page profile").await;
    visit.heading_is("One-page profile").await;
    visit.sees("Who is writing?").await;
    assert!(!visit.is("document.querySelector('.tile input')").await, "nobody has said who writes");
    visit.press("Me").await;
    visit.sees("You are writing.").await;
    visit.choose("Funny").await;
    visit.sees("“Funny”").await;
    visit.saved().await;

    // My views. Who writes is not asked again in this visit.
    open(&visit, &plan, "views", "young-person").await;
    visit.press("A meeting about my plan").await;
    visit.sees("You can stop at any time.").await;
    visit.press("Start").await;
    visit.sees("Question 1 of").await;
    visit.press("Me").await;
    visit.choose("More play").await;
    visit.press("Next").await;
    visit.sees("Question 2 of").await;
    assert!(visit.page().await.contains("You are writing."), "asked twice in one visit");
    let mut pictures = 1;
    for _ in 0..20 {
        if visit.is("document.querySelector('main h1')?.innerText.trim() === 'What will be shared'").await {
            break;
        }
        pictures += usize::from(answer_by_picture(&visit).await);
    }
    visit.heading_is("What will be shared").await;
    assert!((5..=9).contains(&pictures), "{pictures} questions with pictures: few, for a child under 11");

    // A line taken out is on no sheet for others, and in a copy for me.
    assert!(sheet(&visit).await.contains("More play"));
    visit.press_starting("Keep this private: More play").await;
    visit.sees("Only for me").await;
    visit.until("!document.querySelector('.sheet').innerText.includes('More play')").await;
    let (words, pages) = printed(&visit).await;
    assert!(!words.contains("More play") && words.contains("My views"), "{words}");
    assert_eq!(pages, 1);
    visit.choose("A copy for me: private lines are on it too").await;
    visit.until("document.querySelector('.sheet').innerText.includes('More play')").await;
    assert!(printed(&visit).await.0.contains("More play"));
    visit.saved().await;
    for lens in ["parent", "school"] {
        visit.goto(&format!("{}?as={lens}", visit.place().await)).await;
        assert!(!sheet(&visit).await.contains("More play"), "{lens}");
    }

    // You said, we will.
    open(&visit, &plan, "said", "young-person").await;
    visit.sees("Nothing is here yet.").await;
    visit.press("Put these on this page").await;
    visit.sees("You said").await;
    assert!(!visit.page().await.contains("More play"), "what is private has no answer");
    look_through(&visit, "School").await;
    agree(&visit, "A buddy at playtime", "Mrs Lee").await;
    look_through(&visit, "Young person").await;
    visit.sees("A buddy at playtime").await;
    visit.sees("Who does it: Mrs Lee").await;
    visit.sees("By: Sunday 10 January 2027").await;
    assert!(!visit.page().await.contains("Answer this"), "only others type answers");
    assert_eq!(visit.console().await, Vec::<String>::new());
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fifteen_year_old_reads_easy_words_and_hears_the_answers() {
    let visit = Visit::begin(PHONE).await;
    visit.before_pages(VOICE).await;
    let plan = plan_of(&visit, ("14", "3", "2011")).await;
    open(&visit, &plan, "views", "young-person").await;
    visit.press("A meeting about my plan").await;
    visit.press("Start").await;
    visit.heading_is("What do you want to happen?").await;
    visit.press("Someone writing what I say").await;
    visit.press("Start writing").await;
    visit.sees("Enter the name of who is writing").await;
    visit.fill("Their name", "Jo").await;
    visit.press("Start writing").await;
    visit.sees("Jo is writing what you say.").await;
    visit.fill("In my own words (optional)", "I want to work with animals").await;
    visit.leave_field().await;
    visit.saved().await;
    visit.press("Next").await;
    visit.sees("Question 2 of").await;
    visit.press("All questions").await;
    visit.sees("“I want to work with animals”").await;
    visit.press("See what will be shared").await;
    let words = sheet(&visit).await;
    assert!(words.contains("“I want to work with animals”"), "{words}");
    assert!(words.contains("written down by Jo"), "{words}");

    // Others cannot change the words; they write beside them, and answer.
    let question = visit.place().await.replace("/look", "/VD01");
    visit.goto(&format!("{question}?as=school")).await;
    visit.sees("“I want to work with animals”").await;
    assert!(!visit.page().await.contains("Change the words"), "a school could change the person's words");
    visit.press_starting("Add a note beside it").await;
    visit.fill("Your note", "The farm club meets on Tuesdays").await;
    visit.press("Add this note").await;
    visit.sees("A note by school").await;
    open(&visit, &plan, "said", "school").await;
    visit.press("Put these on this page").await;
    visit.press_starting("Answer this").await;
    visit.choose("We will not, and this is why").await;
    visit.press("Save the answer").await;
    visit.sees("Write why it will not be done").await;
    visit.fill("Why not", "The farm has no place this year.").await;
    visit.press("Save the answer").await;
    visit.sees("We will not").await;
    visit.saved().await;

    // In Easy Read, read aloud: what was said and what was answered, in one go.
    open(&visit, &plan, "said", "young-person").await;
    visit.sees("Here is what you said.").await;
    visit.until("document.getElementById('listen').checkVisibility()").await;
    visit.press("Listen").await;
    visit.run("for (let i = 0; i < 200; i++) sentenceEnds()").await;
    let heard = visit.text_of("return said.join('\\n')").await;
    for sentence in
        ["You said", "I want to work with animals", "We will not", "The farm has no place this year."]
    {
        assert!(heard.contains(sentence), "“{sentence}” is not read aloud:\n{heard}");
    }
    assert!(!heard.contains("Listen") && !heard.contains("Keep this private"), "{heard}");
    assert_eq!(visit.console().await, Vec::<String>::new());
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nineteen_year_old_without_words_is_recorded_by_a_parent() {
    let visit = Visit::begin(DESK).await;
    let plan = plan_of(&visit, ("14", "3", "2007")).await;
    open(&visit, &plan, "about/communication-passport", "parent").await;
    visit.heading_is("How I communicate").await;
    visit.sees("How Cat shows feelings").await;
    visit.press("Write a line: How Cat shows feelings").await;
    visit.fill("Your line: How Cat shows feelings", "Cat goes still when it hurts.").await;
    visit.press("Add: How Cat shows feelings").await;
    visit.sees("Cat goes still when it hurts.").await;
    assert!(
        !visit.is("document.querySelector('.own-words-mine')").await,
        "a parent's words as if they were Cat's"
    );

    open(&visit, &plan, "views", "parent").await;
    visit.press("A review meeting").await;
    visit.press("Start").await;
    visit.sees("Write what you saw, not what you think they would say.").await;
    visit.press("Save what was shown").await;
    visit.sees("Write what they showed").await;
    visit.fill("What they showed, in your words", "Cat smiles when the music starts.").await;
    visit.press("Save what was shown").await;
    visit.sees("Enter the name of who says so").await;
    visit.choose("Smiled").await;
    visit.fill("Who says so", "Jo").await;
    visit.press("Save what was shown").await;
    visit.sees("Cat smiles when the music starts.").await;
    visit.sees("Smiled").await;
    visit.press("Next").await;
    visit.sees("Question 2 of").await;
    visit.press("All questions").await;
    visit.press("See what will be shared").await;
    let words = sheet(&visit).await;
    for expected in ["Cat smiles when the music starts.", "Smiled", "Jo", "22 November 2026"] {
        assert!(words.contains(expected), "“{expected}” is not on the sheet: {words}");
    }
    for first_person in ["What I want", "“Cat smiles"] {
        assert!(!words.contains(first_person), "words Cat did not use: {words}");
    }
    assert_eq!(printed(&visit).await.1, 1);

    open(&visit, &plan, "said", "parent").await;
    visit.press("Put these on this page").await;
    agree(&visit, "Music every morning", "Sam").await;
    visit.press_starting("Was it done?").await;
    visit.press_starting("Done").await;
    visit.until("document.querySelector('.answer-outcome')?.innerText.trim() === 'Done'").await;
    visit.saved().await;
    look_through(&visit, "Young person").await;
    visit.sees("Music every morning").await;
    assert!(!visit.is("document.querySelector('.own-words-mine')").await);

    // Cat's own answer, once there is one, takes the place of what others saw, and stays Cat's.
    open(&visit, &plan, "views", "young-person").await;
    visit.press_starting("A meeting about my plan").await;
    visit.press_starting("What do you want").await;
    visit.sees("Somebody who knows you wrote this.").await;
    assert_eq!(visit.console().await, Vec::<String>::new());
    visit.end().await;
}

/// Writes something on every page that has a sheet; the addresses of the sheets.
async fn filled_sheets(visit: &Visit, plan: &str) -> Vec<String> {
    open(visit, plan, "about/one-page-profile", "young-person").await;
    visit.press("Me").await;
    for idea in ["Kind", "Funny", "Brave"] {
        visit.choose(idea).await;
    }
    for (heading, words) in [
        (
            "What matters to me",
            "My dog Rex, the number 7 bus and quiet mornings. I like to know what comes next.",
        ),
        (
            "How to support me well",
            "Tell me one thing at a time. Give me time to think. Do not touch me without asking.",
        ),
        (
            "What a good day looks like, and a bad day",
            "A good day has music and swimming. A bad day is loud and full of changes.",
        ),
    ] {
        visit.fill(&format!("In my own words: {heading}"), words).await;
        visit.press(&format!("Add: {heading}")).await;
        visit.sees(words).await;
    }
    open(visit, plan, "about/my-people", "young-person").await;
    visit.press("Me").await;
    for (name, role) in [("Nan", "my gran"), ("Ali Khan", "my friend"), ("Dr Okoro", "my doctor")] {
        visit.fill("Name", name).await;
        visit.fill("Who they are (optional)", role).await;
        visit.press("Add to the circle").await;
        visit.sees(&format!("{name}, {role}")).await;
    }
    open(visit, plan, "views", "young-person").await;
    visit.press("A meeting about my plan").await;
    visit.press("Start").await;
    visit.press("Me").await;
    visit.fill("In my own words (optional)", "I want to stay with my friends").await;
    visit.leave_field().await;
    visit.press("Next").await;
    visit.sees("Question 2 of").await;
    for _ in 0..4 {
        answer_by_picture(visit).await;
    }
    visit.saved().await;
    let occasion = visit
        .place()
        .await
        .split("/views/")
        .nth(1)
        .unwrap_or_default()
        .split('/')
        .next()
        .unwrap_or_default()
        .to_owned();
    open(visit, plan, "said", "parent").await;
    visit.press("Put these on this page").await;
    agree(visit, "The same class as Ali next year", "Mrs Lee").await;
    open(visit, plan, "check-ins", "young-person").await;
    visit.press("Me").await;
    for (label, text) in [("Day", "7"), ("Month", "9"), ("Year", "2026")] {
        visit.fill(label, text).await;
    }
    visit.press("Save the first day").await;
    visit.press("After the first week").await;
    visit.heading_is("After the first week").await;
    visit.run("document.querySelectorAll('.tile-group').forEach(group => group.querySelectorAll('input')[2].click())").await;
    visit.sees("Not going well").await;
    visit.saved().await;
    vec![
        "about/one-page-profile/sheet".to_owned(),
        "about/my-people/sheet".to_owned(),
        format!("views/{occasion}/look"),
        "said/sheet".to_owned(),
        "check-ins/2026-09-07/week-1/sheet".to_owned(),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sheet_prints_on_one_page_at_the_text_sizes_people_use() {
    let visit = Visit::begin(DESK).await;
    let plan = plan_of(&visit, ("14", "3", "2013")).await;
    let sheets = filled_sheets(&visit, &plan).await;
    let mut problems = Vec::new();
    for size in ["100", "150"] {
        if size != "100" {
            let settings: Value = json!({ "size": size });
            visit
                .run(&format!("localStorage.setItem('onward.comfort', {})", json!(settings.to_string())))
                .await;
        }
        for page in &sheets {
            open(&visit, &plan, page, "parent").await;
            visit.until("document.querySelector('.sheet')").await;
            if size != "100" {
                visit.until(&format!("document.documentElement.dataset.size === '{size}'")).await;
            }
            let on_screen = sheet(&visit).await;
            let (words, pages) = printed(&visit).await;
            if pages != 1 {
                problems.push(format!("{page} at {size} %: {pages} pages"));
            }
            // Everything on the sheet is on the paper, and nothing else of the page.
            for part in on_screen.split(". ").filter(|part| part.chars().count() < 40) {
                if !words.contains(part.trim_end_matches('.')) {
                    problems.push(format!("{page} at {size} %: “{part}” is not on the paper: {words}"));
                }
            }
            if words.contains("Print this page") || words.contains("Settings") {
                problems.push(format!("{page} at {size} %: the page's own buttons are printed"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_use_these_pages_in_every_lens() {
    let visit = Visit::begin(PHONE).await;
    let plan = plan_of(&visit, ("14", "3", "2013")).await;
    let mut pages = filled_sheets(&visit, &plan).await;
    let occasion = pages.iter().find_map(|page| page.strip_suffix("/look")).expect("one look").to_owned();
    pages.extend([
        occasion.clone(),
        format!("{occasion}/VC01"),
        "about".into(),
        "views".into(),
        "said".into(),
    ]);
    pages.extend(["about/one-page-profile", "about/my-people", "about/things-i-can-do"].map(str::to_owned));
    pages.extend(["check-ins", "check-ins/2026-09-07/week-1"].map(str::to_owned));
    let mut problems = Vec::new();
    for lens in ["young-person", "parent", "school"] {
        for page in &pages {
            open(&visit, &plan, page, lens).await;
            visit
                .run("document.querySelectorAll('main details').forEach(fold => { fold.open = true; })")
                .await;
            if let Some(found) = visit.violations().await {
                problems.push(format!("{page} in {lens}: {found}"));
            }
            let small = visit.run(
                "return [...document.querySelectorAll('main a, main button, main summary, main .choice label, main .tile label')] \
                 .filter(node => node.checkVisibility() && getComputedStyle(node).display !== 'inline' && node.getBoundingClientRect().height < 44) \
                 .map(node => node.innerText.trim()).slice(0, 3)",
            ).await;
            if small != json!([]) {
                problems.push(format!("{page} in {lens}: too small to press: {small}"));
            }
            let headings = visit.run("return document.querySelectorAll('main h1').length").await;
            if headings != json!(1) {
                problems.push(format!("{page} in {lens}: {headings} main headings"));
            }
        }
    }
    visit.browser.driver.set_window_rect(0, 0, NARROW.0, NARROW.1).await.expect("a narrow window");
    for page in &pages {
        open(&visit, &plan, page, "young-person").await;
        if visit.is("document.documentElement.scrollWidth > innerWidth").await {
            problems.push(format!("{page}: scrolls sideways at {} px", NARROW.0));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    visit.end().await;
}
