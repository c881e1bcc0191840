//! Starting Chromium through its WebDriver program, for browser tests and pictures.
//!
//! Invariant: ends only what it started itself.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities, WebDriver};

use crate::project::{Context, Failure, Result, fail, which};

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

/// The browser, under the names it has on different systems.
pub fn browser_program() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(which)
}

/// A Chromium of our own, with the driver program that steers it.
pub struct Chromium {
    // First, so that it is dropped first: a test that panics ends the program, and the session's own
    // attempt to say goodbye fails at once instead of waiting for an answer.
    program: Driver,
    /// Steers the browser.
    pub driver: WebDriver,
}

impl Chromium {
    /// Starts a browser with a window of this many CSS pixels, with a profile that stays (for tests of a restart) or a fresh one.
    pub async fn start(profile_dir: Option<&Path>, window: (u32, u32)) -> Result<Chromium> {
        Chromium::start_with(profile_dir, window, &[]).await
    }

    /// The same with more switches of the browser's own.
    pub async fn start_with(
        profile_dir: Option<&Path>,
        window: (u32, u32),
        switches: &[&str],
    ) -> Result<Chromium> {
        let program = Driver::start().await?;
        let mut wanted = ChromeCapabilities::new();
        for switch in SWITCHES.iter().chain(switches) {
            wanted.add_arg(switch).about("browser settings")?;
        }
        wanted.add_arg(&format!("--window-size={},{}", window.0, window.1)).about("browser settings")?;
        if let Some(folder) = profile_dir {
            wanted.add_arg(&format!("--user-data-dir={}", folder.display())).about("browser settings")?;
        }
        // Chromium's window cannot be narrower than 500 pixels; a phone's width needs its emulation.
        if window.0 < 500 {
            let metrics = json!({ "deviceMetrics": { "width": window.0, "height": window.1, "pixelRatio": 1.0, "touch": true } });
            wanted.add_experimental_option("mobileEmulation", metrics).about("browser settings")?;
        }
        if let Some(binary) = browser_program() {
            wanted.set_binary(&binary.to_string_lossy()).about("browser settings")?;
        }
        let mut capabilities = thirtyfour::Capabilities::from(wanted);
        // Tests read what the page wrote to the console, policy violations above all.
        capabilities
            .set("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }))
            .about("browser settings")?;
        let driver = WebDriver::new(&program.url, capabilities).await.about("Chromium did not start")?;
        Ok(Chromium { program, driver })
    }

    /// Ends the browser at once, as a crash or a flat battery would: nothing gets to say goodbye.
    pub fn kill(mut self) {
        self.program.end();
        // The session is gone: telling the driver to end it would only wait for an answer.
        let _ = self.driver.leak();
    }

    /// Closes the browser properly.
    pub async fn quit(self) -> Result<()> {
        let Chromium { mut program, driver } = self;
        let session = driver.clone();
        let closed = tokio::time::timeout(Duration::from_secs(10), driver.quit()).await;
        program.end();
        let _ = session.leak();
        match closed {
            Ok(closed) => closed.about("closing Chromium"),
            Err(_) => fail("Chromium did not close within 10 seconds"),
        }
    }

    /// What the page wrote to the console since the last call: level and text.
    pub async fn console(&self) -> Result<Vec<(String, String)>> {
        // Not part of the standard, so the driver library has no call for it.
        let address = format!("{}/session/{}/se/log", self.program.url, self.driver.session_id());
        let body = json!({ "type": "browser" }).to_string();
        let reply = post(&address, &body).await?;
        let value: serde_json::Value = serde_json::from_str(&reply).about("reading the console")?;
        let entries = value.get("value").and_then(|value| value.as_array()).cloned().unwrap_or_default();
        let text = |entry: &serde_json::Value, key: &str| {
            entry.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned()
        };
        Ok(entries.iter().map(|entry| (text(entry, "level"), text(entry, "message"))).collect())
    }
}

/// The WebDriver program, ended with everything it started when dropped.
struct Driver {
    child: Option<Child>,
    url: String,
}

impl Driver {
    async fn start() -> Result<Driver> {
        let named = std::env::var_os("CHROMEDRIVER").map(PathBuf::from);
        let Some(program) = named.or_else(|| which("chromedriver")) else {
            return fail("chromedriver is missing: run `cargo xtask setup`");
        };
        // Held only to learn a free port. Should another program take it in between, starting fails with words.
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let child = Command::new(program)
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .about("chromedriver did not start")?;
        let driver = Driver { child: Some(child), url: format!("http://127.0.0.1:{port}") };
        let begun = Instant::now();
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            if begun.elapsed() > Duration::from_secs(20) {
                return fail("chromedriver did not answer within 20 seconds");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(driver)
    }

    fn end(&mut self) {
        let Some(mut child) = self.child.take() else {
            return;
        };
        let mut all = descendants(child.id());
        all.push(child.id());
        let mut kill = Command::new("sh");
        kill.args(["-c", "kill -9 \"$@\" 2>/dev/null", "kill"]).args(all.iter().map(u32::to_string));
        let _ = kill.status();
        let _ = child.kill();
        let _ = child.wait();
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.end();
    }
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
