//! Reading comfort: settings that hold at once and before the first paint, every theme readable, large
//! and widely spaced text that loses nothing, reading aloud, and keys.

use onward_browser_tests::{DESK, NARROW, PHONE, Visit};
use serde_json::{Value, json};
use thirtyfour::Key;

const THEMES: &[&str] = &["paper", "white", "blue", "dark", "contrast-light", "contrast-dark"];
/// A page of each kind: the path, a step, the settings, the guide.
const PAGES: &[&str] = &["plan/example-maya", "settings", "guide/primary-to-secondary/easy-read"];

/// Text whose contrast with the ground it stands on is below what WCAG asks: its words and the ratio.
const FAINT: &str = r#"
    const least = Number(arguments[0]);
    const parse = (text) => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
    const light = ({ r, g, b }) => [r, g, b].map((x) => x / 255)
        .map((x) => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
        .reduce((sum, x, at) => sum + x * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = parse(getComputedStyle(at).backgroundColor);
            if (colour.a === 1) return colour;
        }
        return { r: 255, g: 255, b: 255 };
    };
    const faint = [];
    let seen = 0;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || element.closest('.skip, script, .heard-only') || !element.checkVisibility()) continue;
        seen += 1;
        const style = getComputedStyle(element);
        const [one, other] = [light(parse(style.color)), light(ground(element))];
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        // 24 px, or 18.7 px in bold, is large. Strong contrast makes no such difference.
        const size = parseFloat(style.fontSize);
        const isLarge = least < 7 && (size >= 24 || (size >= 18.7 && Number(style.fontWeight) >= 700));
        if (ratio < (isLarge ? 3 : least)) faint.push(`${ratio.toFixed(2)} ${walker.currentNode.data.trim().slice(0, 40)}`);
    }
    return { seen, faint };
"#;

/// Elements that hide a part of their text, and things wider than the window.
const CUT: &str = r#"
    const cut = [...document.querySelectorAll('body *')].filter((node) => {
        const style = getComputedStyle(node);
        const hides = [style.overflowX, style.overflowY].some((flow) => flow === 'hidden' || flow === 'clip');
        if (!hides || !node.innerText?.trim() || !node.checkVisibility() || node.closest('.heard-only')) return false;
        return node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1;
    }).map((node) => node.outerHTML.slice(0, 120));
    // Where Chromium plays a phone, its window grows with the page, and only the screen stays.
    const room = Math.min(innerWidth, screen.width);
    const wide = document.documentElement.scrollWidth > room
        ? [...document.querySelectorAll('body *')].filter((node) => node.getBoundingClientRect().right > room + 1)
            .slice(-3).map((node) => 'too wide: ' + node.outerHTML.slice(0, 120))
        : [];
    return [...cut, ...wide];
"#;

/// A stand-in for the device's voices that notes what it is told and speaks when the test says so.
const VOICES: &str = r#"
    window.said = [];
    let speaking = null;
    const voices = [
        { name: 'Far', voiceURI: 'far', lang: 'en-GB', localService: false },
        { name: 'Ada', voiceURI: 'ada', lang: 'en-US', localService: true },
        { name: 'Bea', voiceURI: 'bea', lang: 'en-GB', localService: true },
    ];
    const speech = {
        getVoices: () => window.onlyFar ? [voices[0]] : voices,
        addEventListener: (name, heard) => { window.voicesCome = heard; },
        speak(utterance) {
            speaking = utterance;
            said.push({ text: utterance.text, voice: utterance.voice.voiceURI, rate: utterance.rate,
                marked: [...(CSS.highlights.get('spoken') ?? [])].map(String).join() });
        },
        cancel() { said.push('cancel'); const was = speaking; speaking = null; was?.onerror?.({ error: 'canceled' }); },
    };
    window.sentenceEnds = () => { const was = speaking; speaking = null; was?.onend?.({}); };
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"#;

async fn choose(visit: &Visit, name: &str, word: &str) {
    visit.run(&format!("document.getElementById('{name}-{word}').click()")).await;
    visit.until(&format!("document.getElementById('{name}-{word}').checked")).await;
}

async fn attribute(visit: &Visit, name: &str) -> Value {
    visit.run(&format!("return document.documentElement.getAttribute('data-{name}')")).await
}

/// Stores settings as an earlier visit would have.
async fn stored(visit: &Visit, settings: Value) {
    let text = json!(settings.to_string());
    visit.run(&format!("localStorage.setItem('onward.comfort', {text})")).await;
}

/// An example family's plan, so that there are pages of a plan.
async fn with_maya(visit: &Visit) {
    visit.press_starting("Maya").await;
    visit.until("document.querySelector('.hero h1') && location.pathname.includes('example-maya')").await;
    visit.saved().await;
}

async fn with_script(visit: &Visit, script: &str, argument: &str) -> Value {
    let reply = visit.browser.driver.execute(script, vec![json!(argument)]).await;
    reply.expect("the script runs").json().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_holds_at_once_after_a_reload_and_before_the_first_paint() {
    let visit = Visit::begin(DESK).await;
    visit.press("Settings").await;
    visit.heading_is("Settings and about").await;
    let before = visit.run("return getComputedStyle(document.body).backgroundColor").await;
    let size = "parseFloat(getComputedStyle(document.querySelector('.sample p')).fontSize)";
    let small = visit.run(&format!("return {size}")).await.as_f64().unwrap();
    visit.choose("Dark").await;
    visit.choose("150 %").await;
    visit.choose("OpenDyslexic").await;
    choose(&visit, "lines", "more").await;
    choose(&visit, "letters", "most").await;
    assert_ne!(visit.run("return getComputedStyle(document.body).backgroundColor").await, before);
    let large = visit.run(&format!("return {size}")).await.as_f64().unwrap();
    assert!((large / small - 1.5).abs() < 0.01, "{small} and {large}");
    visit.until("document.fonts.check('1rem OpenDyslexic')").await;
    let spacing = "parseFloat(getComputedStyle(document.querySelector('h1')).letterSpacing) > 3";
    assert!(visit.is(spacing).await);
    let frame = "return document.querySelector('meta[name=theme-color]').content";
    assert_eq!(visit.run(frame).await, json!("#0f3f49"));

    visit.reload().await;
    visit.heading_is("Settings and about").await;
    assert!(
        visit
            .is(
                "document.getElementById('theme-dark').checked && document.getElementById('size-150').checked"
            )
            .await
    );

    // Without the app at all: a page of the guide and the recovery screen have the colours too.
    visit.before_pages("delete window.WebAssembly").await;
    visit.open("guide/words").await;
    visit.until("document.documentElement.dataset.app === 'failed'").await;
    assert_eq!(attribute(&visit, "theme").await, json!("dark"));
    assert_eq!(attribute(&visit, "size").await, json!("150"));
    let early = "return document.querySelector('script').src.endsWith('comfort.js') && !document.querySelector('script').async";
    assert_eq!(visit.run(early).await, json!(true));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_press_leads_back_to_the_usual_settings() {
    let visit = Visit::begin(PHONE).await;
    visit.goto("settings").await;
    choose(&visit, "theme", "contrast-dark").await;
    choose(&visit, "size", "200").await;
    choose(&visit, "keys", "off").await;
    visit.press("Back to the usual settings").await;
    visit
        .until("document.getElementById('theme-auto').checked && document.getElementById('size-100').checked")
        .await;
    for name in ["theme", "size", "keys"] {
        assert_eq!(attribute(&visit, name).await, Value::Null);
    }
    visit.reload().await;
    assert_eq!(attribute(&visit, "theme").await, Value::Null);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_word_falls_back_alone_and_is_not_lost() {
    let visit = Visit::begin(DESK).await;
    stored(&visit, json!({ "theme": "plaid", "size": "125", "font": 7, "ruler": "on" })).await;
    visit.goto("settings").await;
    assert_eq!(attribute(&visit, "theme").await, Value::Null);
    assert_eq!(attribute(&visit, "size").await, json!("125"));
    assert!(visit.is("document.getElementById('theme-auto').checked && document.getElementById('font-atkinson').checked").await);
    choose(&visit, "lines", "more").await;
    let text = visit.text_of("return localStorage.getItem('onward.comfort')").await;
    let kept: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(kept, json!({ "theme": "plaid", "size": "125", "font": 7, "ruler": "on", "lines": "more" }));
    visit.run("localStorage.setItem('onward.comfort', '{broken')").await;
    visit.goto("settings").await;
    assert_eq!(attribute(&visit, "size").await, Value::Null);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_computer_keeps_no_settings() {
    let visit = Visit::begin(DESK).await;
    visit.press_starting("I am a parent or carer").await;
    visit.heading_is("Start a plan").await;
    visit.press_starting("No").await;
    visit.sees("Shared computer: nothing is kept here.").await;
    visit.press("Settings").await;
    visit.sees("It is gone when you close this page.").await;
    choose(&visit, "theme", "blue").await;
    assert_eq!(attribute(&visit, "theme").await, json!("blue"));
    choose(&visit, "size", "125").await;
    assert_eq!(attribute(&visit, "theme").await, json!("blue"));
    assert_eq!(visit.run("return localStorage.getItem('onward.comfort')").await, Value::Null);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_theme_can_be_read_on_every_kind_of_page() {
    let visit = Visit::begin(DESK).await;
    with_maya(&visit).await;
    let mut found = Vec::new();
    for page in PAGES {
        visit.goto(page).await;
        visit.until("document.querySelectorAll('main p').length > 2").await;
        for theme in THEMES {
            visit.run(&format!("onwardComfort(JSON.stringify({{ theme: '{theme}' }}))")).await;
            let least = if theme.starts_with("contrast") { "7" } else { "4.5" };
            let result = with_script(&visit, FAINT, least).await;
            assert!(result["seen"].as_u64().unwrap() > 20, "{page}: {result}");
            if result["faint"] != json!([]) {
                found.push(format!("{page} in {theme}: {}", result["faint"]));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_largest_text_and_the_widest_spacing_lose_nothing() {
    let visit = Visit::begin(NARROW).await;
    with_maya(&visit).await;
    let mut found = Vec::new();
    let mut pages = PAGES.to_vec();
    pages.push("");
    for page in pages {
        visit.goto(page).await;
        visit.until("document.querySelectorAll('main p').length > 1").await;
        for settings in [
            json!({ "size": "200" }),
            json!({ "size": "200", "font": "opendyslexic", "letters": "most", "lines": "most" }),
            json!({ "font": "device", "width": "long" }),
        ] {
            visit.run(&format!("onwardComfort({})", json!(settings.to_string()))).await;
            visit.run("return document.fonts.ready.then(() => true)").await;
            let cut = visit.run(CUT).await;
            if cut != json!([]) {
                found.push(format!("{page} with {settings}: {cut}"));
            }
        }
        // What a person's own style sheet may ask (WCAG 1.4.12).
        visit.run("onwardComfort('')").await;
        visit
            .run(
                "const sheet = new CSSStyleSheet(); sheet.replaceSync('* { line-height: 1.5 !important; \
                 letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'); \
                 document.adoptedStyleSheets = [sheet]",
            )
            .await;
        let cut = visit.run(CUT).await;
        if cut != json!([]) {
            found.push(format!("{page} with wide spacing: {cut}"));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_device_s_own_wishes_hold_until_something_else_is_chosen() {
    let visit = Visit::begin(DESK).await;
    let ground = "return getComputedStyle(document.body).backgroundColor";
    visit.device_wishes(json!({ "prefers-color-scheme": "dark" })).await;
    assert_eq!(visit.run(ground).await, json!("rgb(18, 25, 30)"));
    visit.device_wishes(json!({ "prefers-contrast": "more" })).await;
    assert_eq!(visit.run(ground).await, json!("rgb(255, 255, 255)"));
    visit.device_wishes(json!({ "prefers-contrast": "more", "prefers-color-scheme": "dark" })).await;
    assert_eq!(visit.run(ground).await, json!("rgb(0, 0, 0)"));
    visit.goto("settings").await;
    choose(&visit, "theme", "paper").await;
    assert_eq!(visit.run(ground).await, json!("rgb(251, 247, 239)"));

    visit.device_wishes(json!({ "forced-colors": "active" })).await;
    visit.goto("").await;
    with_maya(&visit).await;
    // Grounds are gone: an edge says what the page's first card is, and where the person is.
    assert!(
        visit.is("parseFloat(getComputedStyle(document.querySelector('.hero')).borderTopWidth) >= 1").await
    );
    assert!(
        visit
            .is(
                "getComputedStyle(document.querySelector('nav [aria-current=page]')).outlineStyle === 'solid'"
            )
            .await
    );
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_for_who_wants_less_movement() {
    let visit = Visit::begin(DESK).await;
    visit
        .run(
            "const sheet = new CSSStyleSheet(); sheet.replaceSync('@layer components { main h1 { transition: opacity 9s } }'); \
             document.adoptedStyleSheets = [sheet]",
        )
        .await;
    let moves = "getComputedStyle(document.querySelector('h1')).transitionDuration !== '0s'";
    assert!(visit.is(moves).await);
    visit.run("onwardComfort('{\"motion\":\"less\"}')").await;
    assert!(!visit.is(moves).await);
    visit.run("onwardComfort('')").await;
    visit.device_wishes(json!({ "prefers-reduced-motion": "reduce" })).await;
    assert!(!visit.is(moves).await);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_of_the_guide_follow_the_setting() {
    let visit = Visit::begin(PHONE).await;
    visit.goto("settings").await;
    choose(&visit, "pictures", "lines").await;
    visit
        .until("document.querySelector('.sample use').getAttribute('href').includes('pictures-line.svg#')")
        .await;
    visit.goto("guide").await;
    visit.press("Primary to secondary school").await;
    visit.until("document.querySelector('.versions')").await;
    visit.press("Easy Read").await;
    visit.until("document.querySelector('article .picture use')?.getAttribute('href').startsWith('pictures-line.svg#')").await;
    visit.goto("settings").await;
    choose(&visit, "pictures", "none").await;
    visit.goto("guide/primary-to-secondary/easy-read").await;
    visit.until("document.querySelector('article .picture')").await;
    assert!(
        visit
            .is("[...document.querySelectorAll('.picture')].every(picture => !picture.checkVisibility())")
            .await
    );
    visit.end().await;
}

/// What the stand-in was told, without the sentences' other marks.
async fn said(visit: &Visit) -> Vec<Value> {
    visit.run("return said").await.as_array().cloned().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn listen_reads_one_sentence_at_a_time_marks_it_and_stops_at_once() {
    let visit = Visit::begin(DESK).await;
    visit.before_pages(VOICES).await;
    visit.goto("").await;
    visit.until("document.getElementById('listen').checkVisibility()").await;
    visit.press("Listen").await;
    let first = said(&visit).await;
    assert_eq!(first.len(), 1, "{first:?}");
    assert_eq!(first[0]["text"], "Know what happens next, and when");
    // What is marked is what is said; a British voice that works here comes first.
    assert_eq!(first[0]["marked"], first[0]["text"]);
    assert_eq!((&first[0]["voice"], &first[0]["rate"]), (&json!("bea"), &json!(1)));
    for _ in 0..3 {
        visit.run("sentenceEnds()").await;
    }
    let texts: Vec<Value> = said(&visit).await.iter().map(|line| line["text"].clone()).collect();
    assert_eq!(
        texts[1..],
        [
            json!(
                "Onward helps a child or young person with special educational needs move to a new school, college or adult life."
            ),
            json!("Type a birth date, answer a few questions, and see your own steps and dates."),
            json!("Nothing leaves this device."),
        ]
    );
    visit.press("Stop").await;
    let after = said(&visit).await;
    assert_eq!(after.last(), Some(&json!("cancel")));
    assert!(visit.is("!CSS.highlights.has('spoken')").await);
    visit.run("sentenceEnds()").await;
    assert_eq!(said(&visit).await.len(), after.len(), "it went on after Stop");
    assert!(visit.is("document.getElementById('listen').innerText.trim() === 'Listen'").await);

    // To the end: no word of the rail, the footer or a button, and then it is ready again.
    visit.run("said.length = 0; document.getElementById('listen').click(); for (let i = 0; i < 400; i++) sentenceEnds()").await;
    let all = said(&visit).await.iter().map(|line| line["text"].to_string()).collect::<Vec<_>>().join("\n");
    assert!(
        all.contains("I am a parent or carer") && !all.contains("Settings") && !all.contains("Who can help:"),
        "{all}"
    );
    assert!(visit.is("!document.getElementById('listen').hasAttribute('data-reading')").await);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn listen_stops_on_escape_and_on_another_page_unless_asked_to_go_on() {
    let visit = Visit::begin(DESK).await;
    visit.before_pages(VOICES).await;
    visit.goto("").await;
    visit.until("document.getElementById('listen').checkVisibility()").await;
    visit.press("Listen").await;
    visit.press_key(Key::Escape).await;
    visit.until("said.at(-1) === 'cancel'").await;
    visit.press("Listen").await;
    visit.press("Guide").await;
    visit.heading_is("Guide").await;
    visit.until("said.at(-1) === 'cancel'").await;
    // Its key does the same as the button.
    visit.until("document.querySelector('.guide-list')").await;
    visit.type_keys("l").await;
    visit.until("said.at(-1).text === 'Guide'").await;
    visit.type_keys("l").await;
    visit.until("said.at(-1) === 'cancel'").await;

    visit.press("Settings").await;
    visit.heading_is("Settings and about").await;
    choose(&visit, "follow", "on").await;
    choose(&visit, "speed", "slow").await;
    visit.until("document.getElementById('voice')").await;
    assert_eq!(
        visit.run("return [...document.getElementById('voice').options].map(o => o.value)").await,
        json!(["ada", "bea"])
    );
    visit
        .run("const voice = document.getElementById('voice'); voice.value = 'ada'; voice.dispatchEvent(new Event('change', { bubbles: true }))")
        .await;
    visit.press("Listen").await;
    visit.until("said.at(-1).text === 'Settings and about'").await;
    visit.press("Guide").await;
    visit.until("said.at(-1).text === 'Guide'").await;
    let last = said(&visit).await.last().cloned().unwrap();
    assert_eq!((&last["voice"], &last["rate"]), (&json!("ada"), &json!(0.75)));
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn listen_is_hidden_where_no_voice_works_without_a_network() {
    let visit = Visit::begin(DESK).await;
    visit.before_pages(&["window.onlyFar = true;", VOICES].concat()).await;
    visit.goto("settings").await;
    visit.sees("so there is no Listen button").await;
    // Longer than voices are looked for.
    tokio::time::sleep(std::time::Duration::from_millis(3500)).await;
    assert!(visit.is("!document.getElementById('listen').checkVisibility()").await);
    assert_eq!(said(&visit).await, Vec::<Value>::new());
    visit.run("window.onlyFar = false; voicesCome()").await;
    visit.until("document.getElementById('listen').checkVisibility()").await;
    visit.sees_no("so there is no Listen button").await;
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn listen_reads_where_nothing_can_be_marked() {
    let visit = Visit::begin(DESK).await;
    visit.before_pages(&[VOICES, "delete window.Highlight;"].concat()).await;
    visit.goto("guide/words").await;
    visit.until("document.getElementById('listen').checkVisibility()").await;
    visit.press("Listen").await;
    visit.run("sentenceEnds()").await;
    assert_eq!(said(&visit).await.len(), 2);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_do_what_the_list_says_and_nothing_while_somebody_writes() {
    let visit = Visit::begin(DESK).await;
    with_maya(&visit).await;
    visit
        .until("performance.getEntriesByType('resource').some(entry => entry.name.endsWith('keys.js'))")
        .await;
    visit.run("document.querySelector('.nav a').focus()").await;
    // The list shows once its script has run.
    for _ in 0..50 {
        visit.type_keys("?").await;
        if visit.is("document.querySelector('dialog.keys')?.open").await {
            break;
        }
    }
    visit.until("document.querySelector('dialog.keys').open").await;
    assert!(visit.is("document.activeElement.closest('dialog')").await);
    // No other key works behind it.
    visit.type_keys("a").await;
    assert!(visit.is("location.pathname === '/plan/example-maya'").await);
    visit.press_key(Key::Escape).await;
    visit.until("!document.querySelector('dialog.keys').open").await;
    assert!(
        visit.is("document.activeElement === document.querySelector('.nav a')").await,
        "the focus is lost"
    );

    visit.type_keys("a").await;
    visit.heading_is("What this plan is based on").await;
    visit.type_keys("s").await;
    visit.heading_is("Save and share").await;
    visit.type_keys("p").await;
    visit.until("document.querySelector('.hero h1')").await;
    visit.run("document.querySelector('.task-box').click()").await;
    visit.until("document.querySelector('.undo')").await;
    visit.type_keys("u").await;
    visit.until("!document.querySelector('.undo')").await;
    visit.type_keys("/").await;
    visit.until("document.activeElement.id === 'guide-query'").await;
    // In a field they are letters.
    visit.type_keys("pas?").await;
    assert_eq!(visit.run("return document.activeElement.value").await, json!("pas?"));
    assert!(visit.is("!document.querySelector('dialog.keys').open").await);

    // The plan stays beside the settings.
    visit.back().await;
    visit.until("document.querySelector('.hero h1')").await;
    visit.press("Settings").await;
    visit.heading_is("Settings and about").await;
    visit.type_keys("a").await;
    visit.heading_is("What this plan is based on").await;
    visit.goto("settings").await;
    visit.press("Show the keys").await;
    visit.until("document.querySelector('dialog.keys')?.open").await;
    visit.press("Close").await;
    choose(&visit, "keys", "off").await;
    visit.run("document.activeElement.blur()").await;
    visit.type_keys("?").await;
    assert!(visit.is("!document.querySelector('dialog.keys').open").await);
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_can_be_pressed_in_the_settings_is_large_enough() {
    let visit = Visit::begin(PHONE).await;
    visit.goto("settings").await;
    let small = "return [...document.querySelectorAll('.settings label, .settings button, .settings a, .rail a')] \
        .filter(node => node.checkVisibility() && node.getBoundingClientRect().height < 44).map(node => node.outerHTML.slice(0, 90))";
    assert_eq!(visit.run(small).await, json!([]));
    // Each group has a name, and each choice is a radio button of it.
    let groups = "[...document.querySelectorAll('fieldset')].every(group => group.querySelector('legend')?.innerText.trim() && group.querySelectorAll('input[type=radio]').length > 1)";
    assert!(visit.is(groups).await);
    visit.end().await;
}
