//! `cargo xtask shots`: pictures of every page, for people to look at before a change goes in.
//!
//! The pages are reached as a family reaches them: questions are answered, buttons pressed. Each
//! state is taken in four looks: phone and desk, light and dark. Because a page's width, height and
//! colours are changed under it, one walk is enough for all four.
//!
//! What is *not* here: checks. The one thing noticed by itself is a page wider than its window.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use thirtyfour::{WebDriver, WebElement};

use crate::browser::Browser;
use crate::build::{self, Settings};
use crate::engine::Engine;
use crate::options::Options;
use crate::project::{Context, Failure, Result, dist, fail, root, say};
use crate::server::Server;
use crate::setup;

/// Name of the look, window in CSS pixels, dark colours.
const LOOKS: &[(&str, (u32, u32), bool)] = &[
    ("phone-light", (390, 844), false),
    ("phone-dark", (390, 844), true),
    ("desktop-light", (1280, 900), false),
    ("desktop-dark", (1280, 900), true),
];
/// The browser cannot draw a taller picture in one piece.
const TALLEST: u64 = 15_000;
/// How long a page may take to be there.
const PATIENCE: Duration = Duration::from_secs(20);

/// The day of every picture, so that two runs differ only by what was changed.
const TODAY: &str = "2026-11-22";
/// A day by which the council is late with the example in Year 6.
const LATE_DAY: &str = "2027-03-01";
/// Key under which the app takes another day for today.
const TODAY_KEY: &str = "onward.today";
/// A page of the guide of each kind, by what follows `guide` in its address.
const GUIDE_PAGES: &[&str] = &[
    "",
    "/primary-to-secondary",
    "/primary-to-secondary/easy-read",
    "/primary-to-secondary/school",
    "/dates",
    "/charter",
    "/changes-at-16",
    "/changes-at-16/easy-read",
    "/words",
    "/words/easy-read",
    "/who-can-help",
    "/letters",
    "/goal-ideas",
    "/goal-ideas/easy-read",
    "/proposed-law",
    "/sources",
];

/// The pages of a plan besides the path, by what follows it in the address.
const PLAN_PAGES: &[&str] = &[
    "goals",
    "goals/new",
    "readiness",
    "countdown",
    "about",
    "views",
    "said",
    "check-ins",
    "meetings",
    "meetings/new",
    "charter",
    "charter/sheet",
    "messages",
    "disagree",
    "share",
    "share/with",
    "share/calendar",
    "print",
    "history",
    "bin",
    "more",
];

/// Takes pictures of the places named, or walks through all pages.
pub fn shots(words: &[String]) -> Result<()> {
    let split = words.iter().take_while(|word| !word.starts_with("--")).count();
    let (places, rest) = words.split_at(split);
    let mut options = Options::new(rest.iter().cloned());
    let site = options.value("--site")?.map(PathBuf::from);
    options.finish()?;
    let site = match site {
        Some(site) if site.join("index.html").exists() => site,
        Some(site) => {
            return fail(format!("--site takes the folder of a built site; {} is none", site.display()));
        }
        None => {
            build::build_if_changed(&Settings::release(None))?;
            dist()
        }
    };
    setup::browser(Engine::Chromium)?;
    let server = Server::start(&site, "/", 0)?;
    let runtime = tokio::runtime::Runtime::new()?;
    let result = runtime.block_on(async {
        let browser = Browser::start(Engine::Chromium, None, (1280, 900)).await?;
        let mut camera =
            Camera { driver: browser.driver.clone(), url: server.url.clone(), wide: Vec::new(), taken: 0 };
        let walked =
            if places.is_empty() { walk(&mut camera).await } else { only(&mut camera, places).await };
        let closed = browser.quit().await;
        walked.and(closed).map(|()| camera)
    });
    server.stop();
    let camera = result?;
    for (name, excess) in &camera.wide {
        say(format_args!("{name}: the page is {excess} pixels wider than its window"));
    }
    say(format_args!("{} pictures in target/shots", camera.taken));
    Ok(())
}

async fn only(camera: &mut Camera, places: &[String]) -> Result<()> {
    camera.pretend(TODAY).await?;
    for place in places {
        let place = place.trim_start_matches('/');
        camera.open(place).await?;
        camera.picture(&name_of(place)).await?;
    }
    Ok(())
}

fn name_of(place: &str) -> String {
    let name = place.trim_matches('/').replace(['/', '?', '#', '.'], "-");
    if name.is_empty() { "home".to_owned() } else { name }
}

/// A family's walk through every page.
async fn walk(camera: &mut Camera) -> Result<()> {
    camera.pretend(TODAY).await?;
    camera.open("").await?;
    camera.picture("home").await?;
    for page in GUIDE_PAGES {
        camera.open(&format!("guide{page}")).await?;
        camera.picture(&format!("guide{}", page.replace('/', "-"))).await?;
    }
    camera.open("no/such/page").await?;
    camera.picture("not-found").await?;
    camera.open("plan/elsewhere").await?;
    camera.picture("plan-not-here").await?;

    camera.open("start").await?;
    camera.picture("start").await?;
    camera.press("No, a shared").await?;
    camera.at("/start/name").await?;
    camera.picture("shared-computer").await?;
    // A new start of the page ends the visit on a shared computer.
    camera.open("start").await?;
    camera.press("Yes, my own").await?;
    answer_questions(camera).await?;
    camera.picture("check").await?;
    camera.press("Show the path").await?;
    camera.there(".hero h1").await?;
    camera.picture("path-own").await?;
    camera.click(".task-box").await?;
    camera.there(".undo").await?;
    camera.first_view("undo").await?;
    let plan = camera.place().await?;
    camera.open(&format!("{plan}/situation")).await?;
    camera.picture("situation").await?;
    camera.click(".links a").await?;
    camera.there("form.question").await?;
    camera.picture("answer").await?;
    for page in PLAN_PAGES {
        camera.open(&format!("{plan}/{page}")).await?;
        camera.picture(&name_of(page)).await?;
    }
    camera.open(&format!("{plan}/meetings/new")).await?;
    camera.press("It is now").await?;
    camera.there(".meeting-run").await?;
    camera.picture("meeting-run").await?;
    camera.click("a[href$='/hand-over']").await?;
    camera.there(".hand-over").await?;
    camera.picture("hand-over").await?;
    for page in ["open", "scan", "lock", "folder", "delete"] {
        camera.open(page).await?;
        camera.picture(page).await?;
    }
    camera.open("settings").await?;
    camera.picture("settings").await?;

    let mut examples = Vec::new();
    loop {
        camera.open("").await?;
        let names = camera.texts(".examples .door-title").await?;
        let Some(name) = names.get(examples.len()) else { break };
        let short = name_of(&name.to_lowercase().replace(' ', "-"));
        camera.press_in(".examples", name).await?;
        camera.there(".hero h1").await?;
        camera.picture(&format!("path-{short}")).await?;
        camera.first_view(&format!("path-{short}-first-view")).await?;
        examples.push(camera.place().await?);
        camera.click(".tasks .task-link[href]").await?;
        camera.there("main .facts").await?;
        camera.picture(&format!("step-{short}")).await?;
        let step = camera.place().await?;
        for lens in ["young-person", "school", "parent"] {
            for (what, place) in [("path", &examples[examples.len() - 1]), ("step", &step)] {
                camera.open(&format!("{place}?as={lens}")).await?;
                camera.there("main h1").await?;
                // The last only puts the lens back.
                if lens != "parent" {
                    camera.picture(&format!("{what}-{short}-{lens}")).await?;
                }
            }
        }
    }
    camera.open("").await?;
    camera.picture("plans").await?;

    camera.pretend(LATE_DAY).await?;
    for place in &examples {
        camera.open(place).await?;
        if camera.script("return document.querySelector('.task-late a') !== null").await? == true {
            camera.picture("path-late").await?;
            camera.click(".task-late a").await?;
            camera.there("main .facts").await?;
            camera.picture("step-late").await?;
            return Ok(());
        }
    }
    fail(format!("no example family has a late step on {LATE_DAY}: choose another day in shots.rs"))
}

/// Answers question after question for a child in Year 9 with an EHC plan.
async fn answer_questions(camera: &mut Camera) -> Result<()> {
    loop {
        camera.there("main h1").await?;
        let place = camera.place().await?;
        let Some(question) = place.strip_prefix("start/") else {
            return fail(format!("the questions led to {place} instead of the answers"));
        };
        if question == "check" {
            return Ok(());
        }
        let question = question.to_owned();
        camera.picture(&format!("ask-{question}")).await?;
        match question.as_str() {
            "name" => camera.fill("name", "Robin").await?,
            "date-of-birth" => {
                camera.press("Continue").await?;
                camera.there(".error-summary").await?;
                camera.picture("error").await?;
                camera.fill_date("14", "3", "2013").await?;
            }
            "support" => camera.click("input[value='ehc_plan'] + label").await?,
            _ if camera.script("return document.querySelector('.date-boxes') !== null").await? == true => {
                camera.fill_date("10", "3", "2026").await?;
            }
            _ => camera.click(".choice label").await?,
        }
        camera.press("Continue").await?;
        camera
            .until("the next question", &format!("return !location.pathname.endsWith('/{question}')"))
            .await?;
    }
}

/// A browser with the way to its pages and its pictures.
struct Camera {
    driver: WebDriver,
    url: String,
    /// Pictures whose page was wider than the window, and by how many pixels.
    wide: Vec<(String, i64)>,
    taken: usize,
}

impl Camera {
    async fn script(&self, script: &str) -> Result<Value> {
        Ok(self.driver.execute(script, vec![]).await.about(script)?.json().clone())
    }

    async fn devtools(&self, command: &str, with: Value) -> Result<Value> {
        self.driver.cdp().send_raw(command, with).await.about(command)
    }

    /// From the next page on it is this day in this tab.
    async fn pretend(&self, day: &str) -> Result<()> {
        // Run before the page's own scripts; a blank page has no storage.
        let source = format!("try {{ sessionStorage.setItem('{TODAY_KEY}', '{day}'); }} catch {{}}");
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await.map(drop)
    }

    /// Opens a place of the site and waits until its page is whole.
    async fn open(&self, place: &str) -> Result<()> {
        let url = format!("{}{place}", self.url);
        self.driver.goto(&url).await.about(&url)?;
        self.settled().await
    }

    /// The place that is open, without its first slash.
    async fn place(&self) -> Result<String> {
        let place = self.script("return location.pathname").await?;
        Ok(place.as_str().unwrap_or_default().trim_start_matches('/').to_owned())
    }

    async fn at(&self, place: &str) -> Result<()> {
        self.until(place, &format!("return location.pathname.endsWith('{place}')")).await
    }

    async fn there(&self, selector: &str) -> Result<()> {
        self.until(selector, &format!("return document.querySelector(\"{selector}\") !== null")).await?;
        self.settled().await
    }

    async fn until(&self, what: &str, condition: &str) -> Result<()> {
        let begun = Instant::now();
        while self.script(condition).await? != true {
            if begun.elapsed() > PATIENCE {
                let place = self.place().await?;
                return fail(format!("{what} did not come within 20 seconds at /{place}"));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// Waits until the app has started (or the page has none), its font is there and nothing is
    /// still being fetched ("Opening …").
    async fn settled(&self) -> Result<()> {
        const SETTLED: &str = "const app = document.documentElement.dataset.app; \
            const waits = [...document.querySelectorAll('main .quiet')].some((node) => node.textContent.endsWith('…')); \
            return document.fonts.status === 'loaded' && !waits && \
                (app === 'started' ? document.querySelector('main h1') !== null : !document.querySelector('script[data-wasm]'));";
        self.until("the page", SETTLED).await
    }

    async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let script =
            format!("return [...document.querySelectorAll('{selector}')].map((node) => node.innerText)");
        serde_json::from_value(self.script(&script).await?).about(selector)
    }

    /// Presses the button or link whose words begin like this.
    async fn press(&self, words: &str) -> Result<()> {
        self.press_in("main", words).await
    }

    async fn press_in(&self, within: &str, words: &str) -> Result<()> {
        let script = format!(
            "return [...document.querySelectorAll('{within} button, {within} a')].find((node) => node.innerText.trim().startsWith({}))",
            Value::from(words)
        );
        self.act(words, &script).await
    }

    async fn click(&self, selector: &str) -> Result<()> {
        self.act(selector, &format!("return document.querySelector(\"{selector}\")")).await
    }

    async fn act(&self, what: &str, find: &str) -> Result<()> {
        self.centred(what, find).await?.click().await.about(what)
    }

    async fn centred(&self, what: &str, find: &str) -> Result<WebElement> {
        let found = self.driver.execute(find, vec![]).await.about(what)?;
        let element = found.element().map_err(|_| Failure(format!("\"{what}\" is not on the page")))?;
        let argument = vec![element.to_json().about(what)?];
        // The bars at the bottom of a phone cover what only just fits in.
        const CENTRE: &str = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.driver.execute(CENTRE, argument).await.about(what)?;
        Ok(element)
    }

    async fn fill(&self, id: &str, text: &str) -> Result<()> {
        let field = self.centred(id, &format!("return document.getElementById('{id}')")).await?;
        field.clear().await.about(id)?;
        field.send_keys(text).await.about(id)
    }

    async fn fill_date(&self, day: &str, month: &str, year: &str) -> Result<()> {
        self.fill("date-day", day).await?;
        self.fill("date-month", month).await?;
        self.fill("date-year", year).await
    }

    /// Pictures of the whole page that is open, one for each look.
    async fn picture(&mut self, name: &str) -> Result<()> {
        self.take(name, true).await
    }

    /// Pictures of what is in the window, where bars at its edges matter.
    async fn first_view(&mut self, name: &str) -> Result<()> {
        self.take(name, false).await
    }

    async fn take(&mut self, name: &str, whole: bool) -> Result<()> {
        self.settled().await?;
        self.devtools("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await?;
        for (look, (width, height), dark) in LOOKS {
            let name = format!("{name}-{look}");
            let colours = if *dark { "dark" } else { "light" };
            let features = json!([
                { "name": "prefers-color-scheme", "value": colours },
                { "name": "prefers-reduced-motion", "value": "reduce" },
            ]);
            self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
            self.window(*width, u64::from(*height)).await?;
            if whole {
                let tall = self.script("return document.documentElement.scrollHeight").await?;
                self.window(*width, tall.as_u64().unwrap_or(0).clamp(u64::from(*height), TALLEST)).await?;
            }
            let excess = self
                .script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .await?
                .as_i64()
                .unwrap_or(0);
            if excess > 0 {
                self.wide.push((name.clone(), excess));
            }
            self.write(&name).await?;
        }
        self.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await?;
        say(format_args!("{name}"));
        Ok(())
    }

    async fn window(&self, width: u32, height: u64) -> Result<()> {
        let mobile = width < 500;
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await?;
        // A frame, so that what depends on the size has been drawn.
        const FRAME: &str = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        self.script(FRAME).await.map(drop)
    }

    async fn write(&mut self, name: &str) -> Result<()> {
        let reply = self.devtools("Page.captureScreenshot", json!({ "format": "png" })).await?;
        let text = reply.get("data").and_then(Value::as_str).unwrap_or_default();
        let bytes = STANDARD.decode(text).about(name)?;
        let folder = root().join("target/shots");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{name}.png")), bytes).about(name)?;
        self.taken += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{name_of, shots};

    #[test]
    fn places_make_names_of_files() {
        assert_eq!(name_of("/"), "home");
        assert_eq!(name_of("plan/example-leo/share"), "plan-example-leo-share");
        assert_eq!(name_of("guide/words"), "guide-words");
    }

    #[test]
    fn a_folder_that_is_no_site_is_refused() {
        let words = ["--site".to_owned(), "no-such-folder".to_owned()];
        assert!(shots(&words).unwrap_err().0.contains("no-such-folder"));
    }
}
