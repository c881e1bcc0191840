//! Starting a browser through its WebDriver program, for browser tests and pictures.
//!
//! Invariant: ends only what it started itself, and leaves nothing behind: what a browser writes goes
//! to a folder of its own.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use crate::engine::Engine;
use crate::project::{Context, Failure, Result, fail};

/// Switches without which headless Chromium does not run in a container, or makes requests of its own.
const SWITCHES: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-GB",
];
/// What WebKit needs to run in a container and without a graphics card.
const PLAIN_DRAWING: &[(&str, &str)] = &[
    ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1"),
    ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
    ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    ("LIBGL_ALWAYS_SOFTWARE", "1"),
    ("NO_AT_BRIDGE", "1"),
    ("LANG", "en_GB.UTF-8"),
];
/// Firefox keeps its window wider than a phone for its own buttons, which no test uses.
const NARROW_FIREFOX: &str =
    ":root { min-width: 0 !important; } #navigator-toolbox, #browser { min-width: 0 !important; }";
/// WebKit's small browser does the same.
const NARROW_WEBKIT: &str = "* { padding: 0; margin: 0; min-width: 0; border-spacing: 0; font-size: 1px; }";

/// A browser of our own, with the driver program that steers it.
pub struct Browser {
    // First, so that it is dropped first: a test that panics ends the program, and the session's own
    // attempt to say goodbye fails at once instead of waiting for an answer.
    program: Driver,
    /// Steers the browser.
    pub driver: WebDriver,
    /// Which one it is.
    pub engine: Engine,
    // Last: nobody writes to it any more.
    home: Home,
}

impl Browser {
    /// Starts a browser with a window of this many CSS pixels, with a profile that stays (for tests of a restart) or a fresh one.
    pub async fn start(engine: Engine, profile_dir: Option<&Path>, window: (u32, u32)) -> Result<Browser> {
        Browser::start_with(engine, profile_dir, window, &[]).await
    }

    /// The same with more switches of Chromium's own.
    pub async fn start_with(
        engine: Engine,
        profile_dir: Option<&Path>,
        window: (u32, u32),
        switches: &[&str],
    ) -> Result<Browser> {
        let home = Home::new()?;
        let name = engine.name();
        let program = Driver::start(engine, &home).await?;
        let capabilities = match engine {
            Engine::Chromium => for_chromium(profile_dir, window, switches),
            Engine::Firefox => for_firefox(profile_dir, &home, window)?,
            Engine::WebKit => for_webkit()?,
        };
        let mut wanted = Capabilities::new();
        for (key, value) in capabilities {
            wanted.set(key, value).about("browser settings")?;
        }
        let driver =
            WebDriver::new(&program.url, wanted).await.about(format_args!("{name} did not start"))?;
        let browser = Browser { program, driver, engine, home };
        if engine != Engine::Chromium {
            browser.resize(window).await?;
        }
        Ok(browser)
    }

    /// Gives the page this many CSS pixels, whatever bars the window has around it.
    async fn resize(&self, (width, height): (u32, u32)) -> Result<()> {
        let mut outer = (width, height);
        let mut inner = (0, 0);
        for _ in 0..20 {
            self.driver.set_window_rect(0, 0, outer.0, outer.1).await.about("the size of the window")?;
            // The page is told of it a moment later.
            tokio::time::sleep(Duration::from_millis(100)).await;
            let size = self.driver.execute("return [innerWidth, innerHeight]", vec![]).await;
            let size = size.about("the size of the page")?.json().clone();
            inner = serde_json::from_value(size).about("the size of the page")?;
            if inner == (width, height) {
                return Ok(());
            }
            let mended =
                |outer: u32, inner: u32, wanted: u32| (outer + wanted).saturating_sub(inner).max(wanted);
            outer = (mended(outer.0, inner.0, width), mended(outer.1, inner.1, height));
        }
        fail(format!(
            "{} makes a page of {inner:?} pixels instead of {width} by {height}",
            self.engine.name()
        ))
    }

    /// Where files go that the page hands out: to this folder, without asking.
    pub async fn download_to(&self, folder: &Path) -> Result<()> {
        if self.engine == Engine::Chromium {
            let behaviour = json!({ "behavior": "allow", "downloadPath": folder.display().to_string() });
            let told = self.driver.cdp().send_raw("Browser.setDownloadBehavior", behaviour).await;
            return told.map(drop).about("the folder for downloads");
        }
        // The others learn of a folder only when they start, so what they know is led elsewhere.
        self.home.lead_downloads_to(folder)
    }

    /// Ends the browser at once, as a crash or a flat battery would: nothing gets to say goodbye.
    pub fn kill(mut self) {
        self.program.end();
        // The session is gone: telling the driver to end it would only wait for an answer.
        let _ = self.driver.leak();
    }

    /// Closes the browser properly.
    pub async fn quit(self) -> Result<()> {
        let Browser { mut program, driver, engine, home } = self;
        let session = driver.clone();
        let closed = tokio::time::timeout(Duration::from_secs(20), driver.quit()).await;
        program.end();
        drop(home);
        let _ = session.leak();
        match closed {
            Ok(closed) => closed.about(format_args!("closing {}", engine.name())),
            Err(_) => fail(format!("{} did not close within 20 seconds", engine.name())),
        }
    }

    /// What the page wrote to the console since the last call: level and text. Chromium only.
    pub async fn console(&self) -> Result<Vec<(String, String)>> {
        // Not part of the standard, so the driver library has no call for it.
        let address = format!("{}/session/{}/se/log", self.program.url, self.driver.session_id());
        let body = json!({ "type": "browser" }).to_string();
        let reply = post(&address, &body).await?;
        let value: Value = serde_json::from_str(&reply).about("reading the console")?;
        let entries = value.get("value").and_then(|value| value.as_array()).cloned().unwrap_or_default();
        let text = |entry: &Value, key: &str| {
            entry.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned()
        };
        Ok(entries.iter().map(|entry| (text(entry, "level"), text(entry, "message"))).collect())
    }
}

// ---- what each browser is asked for ----

type Wanted = Vec<(&'static str, Value)>;

fn for_chromium(profile_dir: Option<&Path>, window: (u32, u32), switches: &[&str]) -> Wanted {
    let mut words: Vec<String> = SWITCHES.iter().chain(switches).map(|switch| (*switch).to_owned()).collect();
    words.push(format!("--window-size={},{}", window.0, window.1));
    if let Some(folder) = profile_dir {
        words.push(format!("--user-data-dir={}", folder.display()));
    }
    let mut options = serde_json::Map::new();
    options.insert("args".to_owned(), json!(words));
    // Chromium's window cannot be narrower than 500 pixels; a phone's width needs its emulation.
    if window.0 < 500 {
        let metrics = json!({ "deviceMetrics": { "width": window.0, "height": window.1, "pixelRatio": 1.0, "touch": true } });
        options.insert("mobileEmulation".to_owned(), metrics);
    }
    if let Some(binary) = Engine::Chromium.browser() {
        options.insert("binary".to_owned(), json!(binary));
    }
    vec![
        ("browserName", json!("chrome")),
        ("goog:chromeOptions", Value::Object(options)),
        // Tests read what the page wrote to the console, policy violations above all.
        ("goog:loggingPrefs", json!({ "browser": "ALL" })),
    ]
}

fn for_firefox(profile_dir: Option<&Path>, home: &Home, window: (u32, u32)) -> Result<Wanted> {
    let profile = profile_dir.map_or_else(|| home.0.join("profile"), Path::to_owned);
    fs::create_dir_all(profile.join("chrome"))?;
    fs::write(profile.join("chrome/userChrome.css"), NARROW_FIREFOX)?;
    let profile = profile.display().to_string();
    let (width, height) = (window.0.to_string(), window.1.to_string());
    let mut options = json!({
        "args": ["-headless", "-profile", profile, "--width", width, "--height", height],
        "prefs": {
            "browser.download.folderList": 2,
            "browser.download.dir": home.downloads(),
            "browser.download.useDownloadDir": true,
            "browser.download.always_ask_before_handling_new_types": false,
            "browser.helperApps.neverAsk.saveToDisk": "application/json,text/plain,text/calendar,application/octet-stream",
            "browser.aboutConfig.showWarning": false,
            "browser.sessionstore.resume_from_crash": false,
            "intl.accept_languages": "en-GB",
            "network.captive-portal-service.enabled": false,
            "network.connectivity-service.enabled": false,
            "toolkit.legacyUserProfileCustomizations.stylesheets": true,
            "ui.systemUsesDarkTheme": 0,
            // As on a phone: they take no room from the page.
            "ui.useOverlayScrollbars": 1,
        },
    });
    if let (Some(binary), Some(options)) = (Engine::Firefox.browser(), options.as_object_mut()) {
        options.insert("binary".to_owned(), json!(binary));
    }
    Ok(vec![("browserName", json!("firefox")), ("moz:firefoxOptions", options)])
}

fn for_webkit() -> Result<Wanted> {
    let Some(binary) = Engine::WebKit.browser() else {
        return fail("WebKit's small browser is missing: run `cargo xtask setup --engines webkit`");
    };
    Ok(vec![("webkitgtk:browserOptions", json!({ "binary": binary, "args": ["--automation"] }))])
}

/// A folder in which a browser may write what it likes, gone with it.
struct Home(PathBuf);

impl Home {
    fn new() -> Result<Home> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("onward-browser-{}-{count}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        let home = Home(path);
        fs::create_dir_all(home.downloads())?;
        fs::create_dir_all(home.0.join(".config/gtk-3.0"))?;
        fs::create_dir_all(home.0.join("run"))?;
        fs::write(home.0.join(".config/gtk-3.0/gtk.css"), NARROW_WEBKIT)?;
        fs::write(home.0.join(".config/user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME/downloads\"\n")?;
        Ok(home)
    }

    fn downloads(&self) -> PathBuf {
        self.0.join("downloads")
    }

    fn lead_downloads_to(&self, folder: &Path) -> Result<()> {
        let known = self.downloads();
        if known.is_symlink() {
            fs::remove_file(&known)?
        } else {
            fs::remove_dir_all(&known)?
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder, &known)?;
        #[cfg(not(unix))]
        return fail(format!("downloads cannot be led to {} on this system", folder.display()));
        #[cfg(unix)]
        Ok(())
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

// ---- the driver programs ----

/// The WebDriver program and what it needs, ended with everything they started when dropped.
struct Driver {
    child: Option<Child>,
    screen: Option<Child>,
    url: String,
}

impl Driver {
    async fn start(engine: Engine, home: &Home) -> Result<Driver> {
        let named =
            std::env::var_os("CHROMEDRIVER").filter(|_| engine == Engine::Chromium).map(PathBuf::from);
        let Some(program) = named.or_else(|| engine.driver()) else {
            return fail(format!(
                "the driver of {} is missing: run `cargo xtask setup --engines {}`",
                engine.name(),
                engine.word()
            ));
        };
        // Held only to learn a free port. Should another program take it in between, starting fails with words.
        let port = free_port()?;
        let mut driver = Driver { child: None, screen: None, url: format!("http://127.0.0.1:{port}") };
        let mut command = match engine {
            Engine::WebKit => {
                let display = driver.screen()?;
                // A bus of its own: its processes find each other over it.
                let mut session = Command::new("dbus-run-session");
                session.arg("--").arg(program).env("DISPLAY", display).env_remove("WAYLAND_DISPLAY");
                session.env("HOME", &home.0).env("XDG_CONFIG_HOME", home.0.join(".config"));
                session.env("XDG_RUNTIME_DIR", home.0.join("run"));
                session.envs(PLAIN_DRAWING.iter().copied());
                session
            }
            Engine::Firefox => {
                let mut gecko = Command::new(program);
                gecko.args(["--log", "fatal", "--websocket-port", &free_port()?.to_string()]);
                gecko.env("HOME", &home.0);
                gecko
            }
            Engine::Chromium => Command::new(program),
        };
        command.arg(format!("--port={port}"));
        let name = format!("the driver of {}", engine.name());
        driver.child = Some(quiet(&mut command).spawn().about(format_args!("{name} did not start"))?);
        let begun = Instant::now();
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            if begun.elapsed() > Duration::from_secs(20) {
                return fail(format!("{name} did not answer within 20 seconds"));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(driver)
    }

    /// A screen in memory, for a browser that knows no other way than to draw on one. Returns its name.
    fn screen(&mut self) -> Result<String> {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1600x1200x24"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut screen = command.spawn().about("Xvfb did not start")?;
        let said = screen.stdout.take();
        self.screen = Some(screen);
        // It writes its number and a new line once it can be used.
        let mut number = String::new();
        for byte in said.into_iter().flat_map(Read::bytes) {
            match byte? {
                b'\n' => return Ok(format!(":{number}")),
                digit => number.push(char::from(digit)),
            }
        }
        fail("Xvfb ended at once")
    }

    fn end(&mut self) {
        if let Some(mut child) = self.child.take() {
            let mut all = descendants(child.id());
            all.push(child.id());
            signal("-9", &all);
            let _ = child.kill();
            let _ = child.wait();
        }
        // Asked, not killed: it has a lock of its own to take away.
        if let Some(mut screen) = self.screen.take() {
            signal("-15", &[screen.id()]);
            let _ = screen.wait();
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.end();
    }
}

fn signal(which: &str, processes: &[u32]) {
    let mut kill = Command::new("sh");
    kill.args(["-c", "kill \"$@\" 2>/dev/null", "kill", which]).args(processes.iter().map(u32::to_string));
    let _ = kill.status();
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// The processes started by a process, and by those, from `/proc`, or from `ps` where there is none.
fn descendants(of: u32) -> Vec<u32> {
    let pairs = process_pairs();
    let mut found: Vec<u32> = Vec::new();
    let mut parents = vec![of];
    while let Some(parent) = parents.pop() {
        for (child, _) in pairs.iter().filter(|(_, its)| *its == parent) {
            found.push(*child);
            parents.push(*child);
        }
    }
    found
}

/// Every process with its parent.
fn process_pairs() -> Vec<(u32, u32)> {
    if let Ok(entries) = std::fs::read_dir("/proc") {
        let pairs: Vec<_> = entries
            .flatten()
            .filter_map(|entry| {
                let id = entry.file_name().to_str()?.parse().ok()?;
                let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
                // The name, in brackets, may itself hold spaces and brackets.
                let (_, after) = stat.rsplit_once(')')?;
                Some((id, after.split_whitespace().nth(1)?.parse().ok()?))
            })
            .collect();
        if !pairs.is_empty() {
            return pairs;
        }
    }
    let listed = crate::project::output(Command::new("ps").args(["-axo", "pid=,ppid="])).unwrap_or_default();
    let pair = |line: &str| {
        let mut words = line.split_whitespace();
        Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?))
    };
    listed.lines().filter_map(pair).collect()
}

/// One plain request to the driver program on this machine.
async fn post(address: &str, body: &str) -> Result<String> {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let rest = address.trim_start_matches("http://");
    let (host, path) = rest.split_once('/').ok_or_else(|| Failure(format!("{address} has no path")))?;
    let mut stream = tokio::net::TcpStream::connect(host).await?;
    let head = format!(
        "POST /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    // The driver may keep the connection open, so the length it names says when the answer is whole.
    let mut reply = Vec::new();
    let mut piece = [0; 8192];
    loop {
        let count = stream.read(&mut piece).await?;
        reply.extend(piece.iter().take(count));
        if count == 0 || is_whole(&reply) {
            break;
        }
    }
    let reply = String::from_utf8_lossy(&reply);
    match reply.split_once("\r\n\r\n") {
        Some((_, body)) => Ok(body.to_owned()),
        None => fail("the browser driver sent no answer"),
    }
}

fn is_whole(reply: &[u8]) -> bool {
    let Some(end) = reply.windows(4).position(|four| four == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&reply[..end]).to_ascii_lowercase();
    let length =
        head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    length.is_some_and(|length| reply.len() >= end + 4 + length)
}
