//! One browser on the app, and what a person does with it.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{By, Key, WebElement};
use xtask::browser::Browser;
use xtask::engine::{Ability, Engine};
use xtask::server::{Server, Wishes};

use crate::{project_file, serve};

/// The day every test pretends it is, unless it says otherwise: a Sunday in the autumn term.
pub const TODAY: &str = "2026-11-22";
/// A window on a desk.
pub const DESK: (u32, u32) = (1280, 900);
/// A common phone.
pub const PHONE: (u32, u32) = (390, 844);
/// The narrowest screen the app is made for.
pub const NARROW: (u32, u32) = (320, 640);

/// How long a thing may take to show: generous, because the tests may share a slow machine.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(40);

/// Finds what can be pressed by the words a person reads on it, or that are read out for it.
/// Text that is only heard counts as well; arrows and other marks at its ends do not.
const FIND: &str = r#"
    const [wanted, exact] = arguments;
    const plain = (text) => (text || '').replace(/\s+/g, ' ').replace(/ :/g, ':').replace(/^[‹›✓\s]+|[‹›✓\s]+$/g, '');
    const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0;
    const names = (node) => [node.getAttribute('aria-label'), node.innerText].map(plain).filter(Boolean);
    const fits = (name) => exact ? name === wanted : name.startsWith(wanted);
    return [...document.querySelectorAll('a[href], button, summary')]
        .filter((node) => shown(node) && names(node).some(fits))[0] || null;
"#;

/// Finds a field by its label.
const FIELD: &str = r#"
    const [wanted] = arguments;
    const plain = (text) => (text || '').replace(/\s+/g, ' ').replace(/ :/g, ':').trim();
    const label = [...document.querySelectorAll('label')]
        .find((node) => plain(node.innerText) === wanted && node.checkVisibility());
    return label ? document.getElementById(label.htmlFor) : null;
"#;

/// A file of the site that is no page of the app, runs no script, and is kept on the device.
const STILL: &str = "icons/favicon.svg";

/// Keeps what goes to the console, for engines that do not tell.
const LISTEN: &str = r#"
    window.toldToConsole = [];
    for (const level of ['error', 'warn', 'log', 'info']) {
        const real = console[level];
        console[level] = (...words) => { toldToConsole.push(level + ': ' + words.join(' ')); real.apply(console, words); };
    }
    addEventListener('error', (event) => toldToConsole.push('error: ' + (event.message || event.target.src || event.target.href)), true);
    addEventListener('unhandledrejection', (event) => toldToConsole.push('error: ' + event.reason));
    addEventListener('securitypolicyviolation', (event) => toldToConsole.push('error: policy ' + event.violatedDirective));
"#;

/// Answers the style sheets' questions about the device and its medium as a test wishes, for engines
/// that cannot be told. Each question is replaced by one that is always, or never, true.
const WISH: &str = r#"
    const wishes = arguments[0];
    const asked = (window.askedBySheets ??= new WeakMap());
    const answer = (rules) => {
        for (const rule of rules) {
            if (rule.media) {
                const real = asked.get(rule) ?? rule.media.mediaText;
                asked.set(rule, real);
                let text = real;
                for (const [name, value] of Object.entries(wishes)) {
                    if (name === 'media') {
                        text = text.replace(/\bscreen\b/g, 'not all').replace(/\bprint\b/g, 'all');
                        continue;
                    }
                    const question = new RegExp('\\(\\s*' + name + '\\s*:\\s*([a-z-]+)\\s*\\)', 'g');
                    text = text.replace(question, (_, word) => word === value ? '(min-width: 0px)' : '(max-width: 0px)');
                }
                if (rule.media.mediaText !== text) rule.media.mediaText = text;
            }
            if (rule.cssRules) answer(rule.cssRules);
        }
    };
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) answer(sheet.cssRules);
"#;

/// A browser on the app. Dropped or not, nothing of it stays behind.
pub struct Visit {
    /// The browser.
    pub browser: Browser,
    /// The address of the first page.
    pub url: String,
    server: Option<Server>,
    /// What can still be asked of the server, if there is one.
    wishes: Option<Wishes>,
    /// What the device is asked to wish for, as long as the engine itself cannot be told.
    media: Mutex<Value>,
    /// Whether pages must come from the server, where a script is put before them.
    is_preceded: AtomicBool,
}

impl Visit {
    /// A fresh browser with the first page open, and a server of its own.
    pub async fn begin(window: (u32, u32)) -> Visit {
        let server = serve();
        let mut visit = Visit::of(&server, None, window).await;
        visit.server = Some(server);
        visit.goto("").await;
        visit
    }

    /// A browser for a site that a test serves itself, with a profile that outlives it if one is
    /// given. No page is open yet.
    pub async fn of(server: &Server, profile: Option<&Path>, window: (u32, u32)) -> Visit {
        Visit::start(&server.url, Some(server.wishes.clone()), profile, window, &[]).await
    }

    /// A browser for a site whose server has stopped, with the profile that has been there before.
    pub async fn without_server(url: &str, profile: &Path, window: (u32, u32)) -> Visit {
        Visit::start(url, None, Some(profile), window, &[]).await
    }

    /// A phone whose camera shows a film, and which lets the page use it. Chromium only.
    pub async fn with_film(server: &Server, film: &Path) -> Visit {
        let file = format!("--use-file-for-fake-video-capture={}", film.display());
        let switches = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", &file];
        Visit::start(&server.url, Some(server.wishes.clone()), None, PHONE, &switches).await
    }

    async fn start(
        url: &str,
        wishes: Option<Wishes>,
        profile: Option<&Path>,
        window: (u32, u32),
        switches: &[&str],
    ) -> Visit {
        let engine = Engine::chosen().expect("an engine");
        let browser =
            Browser::start_with(engine, profile, window, switches).await.expect("the browser starts");
        if let (false, Some(wishes)) = (engine.can(Ability::DevTools), &wishes) {
            wishes.run_before_pages(LISTEN);
        }
        let (media, is_preceded) = (Mutex::new(json!({})), AtomicBool::new(false));
        let visit = Visit { browser, url: url.to_owned(), server: None, wishes, media, is_preceded };
        visit.pretend(TODAY).await;
        visit
    }

    fn has_devtools(&self) -> bool {
        self.browser.engine.can(Ability::DevTools)
    }

    /// From the next page on, it is this day in this tab.
    pub async fn pretend(&self, day: &str) {
        let remember = format!("try {{ sessionStorage.setItem('onward.today', '{day}'); }} catch {{}}");
        if self.has_devtools() {
            // Run before the page's own scripts; a blank page has no storage.
            return self.before_pages(&remember).await;
        }
        self.open(STILL).await;
        self.run(&remember).await;
    }

    /// Runs a script in every page of this tab from now on, before the page's own scripts.
    pub async fn before_pages(&self, script: &str) {
        if self.has_devtools() {
            self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
            return;
        }
        self.wishes.as_ref().expect("a server").run_before_pages(script);
        self.is_preceded.store(true, Ordering::Relaxed);
    }

    /// From the next page on, no page may run a script of its own. WebDriver's still run.
    pub async fn without_scripts(&self) {
        if self.has_devtools() {
            self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        } else {
            self.wishes.as_ref().expect("a server").no_scripts();
        }
    }

    /// The device wishes for this: features of media queries by name, and "media" for what it shows
    /// pages on. What was wished for before is forgotten.
    pub async fn device_wishes(&self, wishes: Value) {
        if self.has_devtools() {
            let features: Vec<Value> = wishes
                .as_object()
                .into_iter()
                .flatten()
                .filter(|(name, _)| *name != "media")
                .map(|(name, value)| json!({ "name": name, "value": value }))
                .collect();
            let media = wishes["media"].as_str().unwrap_or_default();
            let both = json!({ "features": features, "media": media });
            self.devtools("Emulation.setEmulatedMedia", both).await;
            return;
        }
        *self.media.lock().unwrap_or_else(PoisonError::into_inner) = wishes;
        self.answer_sheets().await;
    }

    /// Tells the page that is open what the device wishes for, where the engine cannot.
    async fn answer_sheets(&self) {
        let wishes = self.media.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if wishes != json!({}) {
            self.browser.driver.execute(WISH, vec![wishes]).await.expect("the sheets are answered");
        }
    }

    /// Pages come from the server again if a script is to run before them: the worker's have none.
    async fn past_the_worker(&self) {
        if self.is_preceded.load(Ordering::Relaxed) {
            let leave = "return navigator.serviceWorker?.getRegistrations().then(all => Promise.all(all.map(one => one.unregister())))";
            let _ = self.browser.driver.execute(leave, vec![]).await;
        }
    }

    /// Files go to this folder without asking.
    pub async fn download_to(&self, folder: &Path) {
        self.browser.download_to(folder).await.expect("a folder for downloads");
    }

    /// A command of Chromium's own protocol, for what WebDriver has no word.
    pub async fn devtools(&self, command: &str, with: Value) -> Value {
        let reply = self.browser.driver.cdp().send_raw(command, with).await;
        reply.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Opens a place of the app, as from the address bar, and waits until the app is there.
    pub async fn goto(&self, place: &str) {
        self.open(place).await;
        self.until("document.documentElement.dataset.app === 'started'").await;
        // "Opening …" stands while plans are read.
        self.until("document.querySelector('main h1')").await;
        self.answer_sheets().await;
    }

    /// Opens an address of the site that may be no page of the app.
    pub async fn open(&self, place: &str) {
        let url = format!("{}{}", self.url, place.trim_start_matches('/'));
        self.past_the_worker().await;
        self.browser.driver.goto(&url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Reloads the page.
    pub async fn reload(&self) {
        self.past_the_worker().await;
        self.run("document.documentElement.dataset.app = 'old'").await;
        // WebDriver's own word for it goes past the worker in Firefox, which the button does not.
        self.run("location.reload()").await;
        self.until("document.documentElement.dataset.app === 'started' && document.querySelector('main h1')")
            .await;
        self.answer_sheets().await;
    }

    /// A new tab, with the same pretended day; from now on everything happens there. Returns the tab
    /// that was open.
    pub async fn new_tab(&self) -> thirtyfour::WindowHandle {
        let driver = &self.browser.driver;
        let old = driver.window().await.expect("a tab");
        let new = driver.new_tab().await.expect("a new tab");
        driver.switch_to_window(new).await.expect("the new tab");
        self.pretend(TODAY).await;
        old
    }

    /// Back to a tab.
    pub async fn to_tab(&self, tab: &thirtyfour::WindowHandle) {
        self.browser.driver.switch_to_window(tab.clone()).await.expect("the tab is there");
    }

    /// The browser's Back button.
    pub async fn back(&self) {
        self.browser.driver.back().await.expect("going back");
    }

    /// The browser's Forward button.
    pub async fn forward(&self) {
        self.browser.driver.forward().await.expect("going forward");
    }

    /// Runs a script in the page and gives its answer; a promise is waited for.
    pub async fn run(&self, script: &str) -> Value {
        let reply = self.browser.driver.execute(script, vec![]).await;
        reply.unwrap_or_else(|error| panic!("{script}\n{error}")).json().clone()
    }

    /// The text a script answers with.
    pub async fn text_of(&self, script: &str) -> String {
        self.run(script).await.as_str().unwrap_or_default().to_owned()
    }

    /// Whether a condition in the page holds now.
    pub async fn is(&self, condition: &str) -> bool {
        let reply = self.browser.driver.execute(format!("return Boolean({condition})"), vec![]).await;
        // Between two pages there may be nothing to ask.
        reply.ok().and_then(|reply| reply.json().as_bool()) == Some(true)
    }

    /// Waits until a condition in the page holds.
    pub async fn until(&self, condition: &str) {
        let begun = Instant::now();
        while !self.is(condition).await {
            if begun.elapsed() > PATIENCE {
                panic!("this did not come true within 20 s: {condition}\n{}", self.page().await);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// All words on the page, spaces evened out.
    pub async fn page(&self) -> String {
        self.text_of("return document.body.innerText.replace(/\\s+/g, ' ')").await
    }

    /// The words of the first thing a selector finds, spaces evened out.
    pub async fn words_of(&self, selector: &str) -> String {
        let script = format!(
            "return document.querySelector({selector:?})?.innerText.replace(/\\s+/g, ' ').trim() ?? '(nothing)'"
        );
        self.text_of(&script).await
    }

    /// Waits until these words are on the page.
    pub async fn sees(&self, words: &str) {
        self.until(&format!("document.body.innerText.replace(/\\s+/g, ' ').includes({words:?})")).await;
    }

    /// Waits until these words are not on the page.
    pub async fn sees_no(&self, words: &str) {
        self.until(&format!("!document.body.innerText.replace(/\\s+/g, ' ').includes({words:?})")).await;
    }

    /// Waits until this is the page's heading.
    pub async fn heading_is(&self, words: &str) {
        self.heading_is_one_of(&[words]).await;
    }

    /// Waits until one of these is the page's heading.
    pub async fn heading_is_one_of(&self, words: &[&str]) {
        let heading = "document.querySelector('main h1')?.innerText.replace(/\\s+/g, ' ').trim()";
        self.until(&format!("{words:?}.includes({heading})")).await;
    }

    /// The window's title.
    pub async fn title(&self) -> String {
        self.browser.driver.title().await.expect("a title")
    }

    /// The place in the app, for example `/plan/x`.
    pub async fn place(&self) -> String {
        self.text_of("return location.pathname").await
    }

    /// The id of the plan whose page is open.
    pub async fn plan_id(&self) -> String {
        let place = self.place().await;
        let id = place.split('/').nth(2).unwrap_or_default().to_owned();
        assert!(!id.is_empty(), "{place} is not a page of a plan");
        id
    }

    /// Presses the button, link or fold with exactly these words.
    pub async fn press(&self, words: &str) {
        self.press_found(words, true).await;
    }

    /// Presses the first button or link whose words start like this.
    pub async fn press_starting(&self, words: &str) {
        self.press_found(words, false).await;
    }

    async fn press_found(&self, words: &str, exact: bool) {
        // A narrow screen has some places of a plan only behind "More".
        let more = "document.querySelector('.tabs a[href$=\"/more\"]')";
        let find = |words: &str| {
            format!(
                "[...document.querySelectorAll('.nav a')].some(a => a.innerText.trim() === {words:?} || a.textContent.trim() === {words:?})"
            )
        };
        let is_place = self.is(&find(words)).await;
        let shown = "e => e.checkVisibility()";
        if exact && is_place && self.is(&format!("{more} && ({shown})({more}) && ![...document.querySelectorAll('a, button')].some(a => a.innerText.trim() === {words:?} && a.checkVisibility())")).await {
            self.run(&format!("{more}.click()")).await;
            self.until("document.querySelector('.places')").await;
        }
        self.act(words, FIND, vec![json!(words), json!(exact)], async |element| element.click().await).await;
    }

    /// Chooses the answer with these words.
    pub async fn choose(&self, label: &str) {
        self.act(label, FIELD, vec![json!(label)], async |element| element.click().await).await;
        self.until(&format!(
            "[...document.querySelectorAll('label')].find(l => l.innerText.trim() === {label:?})?.control.checked"
        ))
        .await;
    }

    /// Types into the field with this label, in place of what is in it.
    pub async fn fill(&self, label: &str, text: &str) {
        // WebDriver's own way to clear a field makes no event of typing.
        self.act(label, FIELD, vec![json!(label)], async |element| {
            element.send_keys(Key::Control + "a").await?;
            element.send_keys(Key::Delete + text).await
        })
        .await;
    }

    /// Leaves the field that has the focus, as with the Tab key: the browser tells the page of a change.
    pub async fn leave_field(&self) {
        self.press_key(Key::Tab).await;
    }

    /// A key on the keyboard, for whatever has the focus.
    pub async fn press_key(&self, key: Key) {
        self.type_keys(&key.value().to_string()).await;
    }

    /// Types with the keyboard.
    pub async fn type_keys(&self, text: &str) {
        let typed = self.browser.driver.action_chain().send_keys(text).perform().await;
        typed.unwrap_or_else(|error| panic!("typing {text:?}: {error}"));
    }

    /// Chooses a file to open, on the page for that.
    pub async fn choose_file(&self, file: &Path) {
        if !self.is("document.getElementById('open-file')").await {
            self.press("Open a copy").await;
            self.until("document.getElementById('open-file')").await;
        }
        let input = self.browser.driver.find(By::Id("open-file")).await.expect("the field for a file");
        input.send_keys(file.display().to_string()).await.expect("the file is chosen");
    }

    /// Finds an element and does something with it, again and again until it works: a page that is
    /// drawn anew takes the element away in between.
    async fn act(
        &self,
        name: &str,
        find: &str,
        arguments: Vec<Value>,
        action: impl AsyncFn(&WebElement) -> thirtyfour::error::WebDriverResult<()>,
    ) {
        let begun = Instant::now();
        loop {
            let found = self.browser.driver.execute(find, arguments.clone()).await;
            let element = found.ok().and_then(|reply| reply.element().ok());
            let trouble = match element {
                Some(element) => {
                    // Bars at the bottom cover what only just fits in.
                    let centre = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
                    let arguments = element.to_json().map(|element| vec![element]).unwrap_or_default();
                    let _ = self.browser.driver.execute(centre, arguments).await;
                    match action(&element).await {
                        Ok(()) => return,
                        Err(error) => error.to_string(),
                    }
                }
                None => "not on the page".to_owned(),
            };
            if begun.elapsed() > PATIENCE {
                panic!("“{name}”: {trouble}\n{}", self.page().await);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Shows the page in light or dark colours.
    pub async fn in_theme(&self, theme: &str) {
        self.device_wishes(json!({ "prefers-color-scheme": theme })).await;
        // Colours may fade from one to the other, and a drawing may draw itself.
        self.until("document.getAnimations().every(one => one.playState !== 'running')").await;
    }

    /// What axe finds on this page, in words; nothing if all is well.
    pub async fn violations(&self) -> Option<String> {
        if !self.is("window.axe").await {
            let axe = project_file("node_modules/axe-core/axe.min.js");
            self.run(&std::fs::read_to_string(axe).expect("axe-core is installed")).await;
        }
        let violations = self
            .run(
                "return axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations.map(one => \
                 ({ rule: one.id, impact: one.impact, at: one.nodes.slice(0, 3).map(node => node.html.slice(0, 200) + ' ' + node.failureSummary) })))",
            )
            .await;
        (violations != json!([])).then(|| format!("{violations:#}"))
    }

    /// Waits until the newest edit is on disk.
    pub async fn saved(&self) {
        self.until(
            "document.getElementById('save-state').innerText.trim().startsWith('Saved on this device')",
        )
        .await;
    }

    /// What the app says about the newest edit.
    pub async fn save_state(&self) -> String {
        self.words_of("#save-state").await
    }

    /// Everything in a store of the app's database, as key and text.
    pub async fn stored(&self, store: &str) -> Vec<(String, String)> {
        let script = format!(
            "return new Promise((done, failed) => {{ const opening = indexedDB.open('onward'); \
             opening.onerror = () => failed(opening.error); \
             opening.onupgradeneeded = () => {{ opening.transaction.abort(); done([]); }}; \
             opening.onsuccess = () => {{ const base = opening.result; \
                 const reading = base.transaction({store:?}).objectStore({store:?}); \
                 const keys = reading.getAllKeys(); const values = reading.getAll(); \
                 values.onsuccess = () => {{ base.close(); done(keys.result.map((key, at) => [key, values.result[at]])); }}; \
             }}; }});"
        );
        serde_json::from_value(self.run(&script).await).expect("keys and texts")
    }

    /// Changes the app's store of plans by hand: `change` is given the store.
    pub async fn change_store(&self, change: &str) {
        let script = format!(
            "return new Promise((done, failed) => {{ const opening = indexedDB.open('onward'); \
             opening.onerror = () => failed(opening.error); \
             opening.onsuccess = () => {{ const base = opening.result; \
                 const writing = base.transaction('plans', 'readwrite'); const store = writing.objectStore('plans'); \
                 {change}; \
                 writing.oncomplete = () => {{ base.close(); done(true); }}; writing.onabort = () => failed(writing.error); \
             }}; }});"
        );
        self.run(&script).await;
    }

    /// What was written to the console since the last call. Where the engine does not tell, what the
    /// page that is open wrote and what went wrong in it.
    pub async fn console(&self) -> Vec<String> {
        if !self.has_devtools() {
            let told = self.run("return (window.toldToConsole ?? []).splice(0)").await;
            return serde_json::from_value(told).expect("lines of text");
        }
        let entries = self.browser.console().await.expect("the console");
        entries.into_iter().map(|(level, text)| format!("{level}: {text}")).collect()
    }

    /// Stops the server; the browser goes on without a network.
    pub fn go_offline(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop();
        }
    }

    /// Closes the browser and the server.
    pub async fn end(mut self) {
        let server = self.server.take();
        self.browser.quit().await.expect("the browser closes");
        drop(server);
    }
}
