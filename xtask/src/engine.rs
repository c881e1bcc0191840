//! The browser engines the app must work on, what each can be asked in a test, and what is not run where.
//!
//! Invariant: a test that is left out on an engine is listed here with its reason, and named whenever
//! that engine is tested. What an engine does differently is mended in the app, not listed here.

use std::path::PathBuf;

use crate::project::{Result, fail, tools_bin, which};

/// Names the engine for the browser tests; without it they run on Chromium.
pub const VARIABLE: &str = "ONWARD_ENGINE";

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Of Chrome, Edge and most phones. Steered in full through its own protocol.
    Chromium,
    /// Of Firefox: the long-term release.
    Firefox,
    /// Of Safari, as WebKitGTK builds it.
    WebKit,
}

/// What a test may need of an engine besides WebDriver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ability {
    /// A protocol of its own: scripts before a page's, a device's wishes, the tree for screen readers,
    /// the console.
    DevTools,
    /// A profile that outlives the browser, so that it can be closed or killed and started again.
    Restart,
}

/// Tests that an engine cannot run, each with the reason a person needs to judge it.
const LEFT_OUT: &[(Engine, &str, &str)] = &[
    (Engine::Firefox, "path_and_step_are_heard_as_reviewed_in_every_lens", NO_TREE),
    (Engine::Firefox, "a_page_of_the_guide_is_heard_as_reviewed", NO_TREE),
    (Engine::WebKit, "path_and_step_are_heard_as_reviewed_in_every_lens", NO_TREE),
    (Engine::WebKit, "a_page_of_the_guide_is_heard_as_reviewed", NO_TREE),
    (Engine::WebKit, "with_the_server_stopped_and_the_browser_restarted_the_path_is_there", FORGETS),
    (Engine::WebKit, "an_edit_is_there_after_the_browser_was_killed_a_second_after_saved", FORGETS),
    (Engine::WebKit, "a_page_of_a_part_opens_without_a_network_once_everything_is_kept", FORGETS),
    (Engine::WebKit, "a_meeting_goes_on_after_the_browser_was_killed", FORGETS),
    (Engine::Firefox, "a_code_is_read_by_the_camera_which_goes_off_afterwards", NO_FILM),
    (Engine::WebKit, "a_code_is_read_by_the_camera_which_goes_off_afterwards", NO_FILM),
];
const NO_TREE: &str =
    "only Chromium hands out the tree that screen readers get, and the reviewed files are of it";
const NO_FILM: &str =
    "only Chromium takes a film for what its camera sees; a photo of a code is read on every engine";
const FORGETS: &str = "its automation forgets everything between two sessions; reload and a stopped server are proved within one";

/// What every engine proves in a usual run: a plan is begun, ticked, still there after a reload and
/// without a server, undone, copied to another device, and worked with the keyboard alone.
pub const CORE: &[&str] = &[
    "a_ticked_step_stays_ticked_and_makes_way_for_the_next",
    "the_last_change_can_be_taken_back_from_another_page",
    "back_and_forward_lead_to_the_same_place_with_the_focus_on_the_heading",
    "losing_the_network_in_the_middle_disturbs_nothing",
    "an_edit_is_there_after_the_browser_was_killed_a_second_after_saved",
    "a_copy_opens_on_another_device_and_never_over_a_plan",
    "the_whole_journey_works_with_the_keyboard_alone",
];

impl Engine {
    /// All of them, the one tested in full first.
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// Its name as people read it.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "Chromium",
            Engine::Firefox => "Firefox",
            Engine::WebKit => "WebKit",
        }
    }

    /// Its word in options and in [`VARIABLE`].
    pub fn word(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    /// The engines of an option: words with commas between them, or "all".
    pub fn list(words: &str) -> Result<Vec<Engine>> {
        if words == "all" {
            return Ok(Engine::ALL.to_vec());
        }
        let mut engines = Vec::new();
        for word in words.split(',') {
            match Engine::ALL.into_iter().find(|engine| engine.word() == word) {
                Some(engine) if engines.contains(&engine) => {
                    return fail(format!("{word} is named twice"));
                }
                Some(engine) => engines.push(engine),
                None => {
                    return fail(format!(
                        "\"{word}\" is not an engine: name chromium, firefox, webkit, or all"
                    ));
                }
            }
        }
        Ok(engines)
    }

    /// The engine that [`VARIABLE`] names.
    pub fn chosen() -> Result<Engine> {
        match std::env::var(VARIABLE) {
            Err(_) => Ok(Engine::Chromium),
            Ok(word) => match Engine::list(&word)?.as_slice() {
                [one] => Ok(*one),
                _ => fail(format!("{VARIABLE} takes one engine")),
            },
        }
    }

    /// Whether it has an ability. All else is done by means that every engine has.
    pub fn can(self, ability: Ability) -> bool {
        match ability {
            Ability::DevTools => self == Engine::Chromium,
            Ability::Restart => self != Engine::WebKit,
        }
    }

    /// The tests that are not run on it, with the reasons.
    pub fn left_out(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        LEFT_OUT.iter().filter(move |(engine, ..)| *engine == self).map(|(_, test, reason)| (*test, *reason))
    }

    /// The browser, under the names it has on different systems.
    pub fn browser(self) -> Option<PathBuf> {
        match self {
            Engine::Chromium => ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(which),
            Engine::Firefox => ["firefox-esr", "firefox"].into_iter().find_map(which),
            Engine::WebKit => mini_browser(),
        }
    }

    /// The WebDriver program that steers it.
    pub fn driver(self) -> Option<PathBuf> {
        match self {
            Engine::Chromium => which("chromedriver"),
            Engine::Firefox => Some(tools_bin().join("geckodriver"))
                .filter(|path| path.is_file())
                .or_else(|| which("geckodriver")),
            Engine::WebKit => which("WebKitWebDriver"),
        }
    }
}

/// WebKitGTK's own small browser, which no system has on its search path.
fn mini_browser() -> Option<PathBuf> {
    let folders =
        |path: &str| std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut homes: Vec<PathBuf> = folders("/usr/lib").chain(folders("/usr/libexec")).collect();
    homes.extend(homes.clone().iter().flat_map(|home| folders(&home.to_string_lossy())));
    homes.sort();
    homes.retain(|home| home.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit")));
    homes.into_iter().map(|home| home.join("MiniBrowser")).find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::{CORE, Engine, LEFT_OUT};
    use crate::project::{files_below, root};

    #[test]
    fn engines_are_named_with_commas_or_all_together() {
        assert_eq!(Engine::list("all").unwrap(), Engine::ALL);
        assert_eq!(Engine::list("webkit,firefox").unwrap(), [Engine::WebKit, Engine::Firefox]);
        assert!(Engine::list("safari").unwrap_err().0.contains("webkit"));
        assert!(Engine::list("firefox,firefox").is_err());
        assert!(Engine::list("").is_err());
    }

    #[test]
    fn the_tests_named_here_are_there_and_nothing_is_left_out_on_chromium() {
        let folder = root().join("tests/browser/tests");
        let text: String = files_below(&folder)
            .unwrap()
            .iter()
            .map(|name| std::fs::read_to_string(folder.join(name)).unwrap())
            .collect();
        for test in CORE.iter().chain(LEFT_OUT.iter().map(|(_, test, _)| test)) {
            assert!(text.contains(&format!("fn {test}()")), "there is no test {test}");
        }
        assert_eq!(Engine::Chromium.left_out().count(), 0);
    }
}
