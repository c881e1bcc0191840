//! `cargo xtask shots`: pictures of the app's pages at a phone's and a desk's width, for people to look at.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use thirtyfour::WebDriver;

use crate::browser::Chromium;
use crate::build::{self, Settings};
use crate::project::{Context, Result, dist, fail, root, say};
use crate::server::Server;
use crate::setup;

/// Pages that need no plan: address below the site, and the picture's name.
const ROUTES: &[(&str, &str)] = &[
    ("", "home"),
    ("start", "start"),
    ("guide", "guide"),
    ("settings", "settings"),
    ("gallery", "gallery"),
    ("plain.html", "plain"),
];

/// Name and size in CSS pixels.
const WINDOWS: &[(&str, (u32, u32))] = &[("phone", (390, 844)), ("desk", (1280, 900))];

/// Takes pictures of the routes given, or of all of [`ROUTES`].
pub fn shots(only: &[String]) -> Result<()> {
    let settings = Settings::release(None);
    build::build_if_changed(&settings)?;
    setup::browser()?;
    let server = Server::start(&dist(), &settings.public_url, 0)?;
    let named: Vec<(String, String)> = if only.is_empty() {
        ROUTES.iter().map(|(route, name)| (String::from(*route), String::from(*name))).collect()
    } else {
        only.iter().map(|route| (route.trim_start_matches('/').to_owned(), file_name(route))).collect()
    };
    let runtime = tokio::runtime::Runtime::new()?;
    let result = runtime.block_on(async {
        for (window, size) in WINDOWS {
            let browser = Chromium::start(None, *size).await?;
            for (route, name) in &named {
                shoot(&browser.driver, &format!("{}{route}", server.url), &format!("{name}-{window}"))
                    .await?;
            }
            browser.quit().await?;
        }
        Ok(())
    });
    server.stop();
    result
}

/// Opens a page and writes a picture of all of it to `target/shots`.
pub async fn shoot(driver: &WebDriver, url: &str, name: &str) -> Result<()> {
    driver.goto(url).await.about(url)?;
    picture(driver, name).await
}

/// Writes a picture of the page that is open, once it has settled.
pub async fn picture(driver: &WebDriver, name: &str) -> Result<()> {
    settled(driver).await?;
    // A picture is of the window only, so the window is made as tall as the page.
    let measured = driver
        .execute("return [document.documentElement.clientWidth, window.innerHeight, document.documentElement.scrollHeight]", vec![])
        .await
        .about("measuring the page")?;
    let [width, height, whole]: [u32; 3] = measured.convert().about("measuring the page")?;
    let old = driver.get_window_rect().await.about("the window")?;
    let tall = (whole.max(height)).min(12_000) + (old.height as u32).saturating_sub(height);
    driver.set_window_rect(0, 0, (old.width as u32).max(width), tall).await.about("the window")?;
    let folder = root().join("target/shots");
    fs::create_dir_all(&folder)?;
    let path: PathBuf = folder.join(format!("{name}.png"));
    let taken = driver.screenshot(&path).await.about(name);
    driver.set_window_rect(0, 0, old.width as u32, old.height as u32).await.about("the window")?;
    taken?;
    say(path.strip_prefix(root()).unwrap_or(&path).display());
    Ok(())
}

/// Waits until the app has started (or the page has no app) and its font is there.
async fn settled(driver: &WebDriver) -> Result<()> {
    const SETTLED: &str = "const app = document.documentElement.dataset.app; \
        return document.fonts.status === 'loaded' && (app === 'started' || !document.querySelector('script[data-wasm]'));";
    let begun = Instant::now();
    loop {
        let answer = driver.execute(SETTLED, vec![]).await.about("waiting for the app")?;
        if answer.json().as_bool() == Some(true) {
            return Ok(());
        }
        if begun.elapsed() > Duration::from_secs(20) {
            return fail(
                "the app did not start within 20 seconds: open the page in a browser and read its console",
            );
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn file_name(route: &str) -> String {
    let name = route.trim_matches('/').replace(['/', '?', '#', '.'], "-");
    if name.is_empty() { "home".to_owned() } else { name }
}
