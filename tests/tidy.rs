//! House rules that no compiler checks: who may use whom, where colours and councils may be named,
//! and what must not be left in the code.
//!
//! One rule a test. Each failure names file and line and says what to do instead. The files are read
//! as text, with nothing but the standard library: a rule that needs cleverness to be read is no rule.

use std::fs;
use std::path::{Path, PathBuf};

/// A line that breaks a rule.
struct Breach {
    file: String,
    line: usize,
    why: String,
}

/// A text file of the repository.
struct Text {
    name: String,
    text: String,
}

impl Text {
    /// Lines with their numbers, counted from 1.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(at, line)| (at + 1, line))
    }

    /// Lines before the file's own tests, which by convention come last.
    fn lines_of_code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
    }

    fn breach(&self, line: usize, why: impl Into<String>) -> Breach {
        Breach { file: self.name.clone(), line, why: why.into() }
    }

    /// Lines of code that hold one of these words.
    fn with_any<'t>(&'t self, words: &'t [&str]) -> impl Iterator<Item = (usize, &'t str)> {
        self.lines_of_code()
            .filter_map(|(at, line)| words.iter().find(|word| line.contains(**word)).map(|word| (at, *word)))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of one file.
fn text(name: &str) -> Text {
    let text = fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    Text { name: name.to_owned(), text }
}

/// Every file below a folder of the repository, with its name from the top folder.
fn names_below(folder: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        let entries = fs::read_dir(root().join(&folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
        for entry in entries.flatten() {
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() { waiting.push(name) } else { names.push(name) }
        }
    }
    names.sort();
    assert!(!names.is_empty(), "{folder} is empty: the rules would hold for nothing");
    names
}

fn ends_with(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == ending)
}

/// Every text file with this ending below folders of the repository.
fn below(folders: &[&str], ending: &str) -> Vec<Text> {
    let names = folders.iter().flat_map(|folder| names_below(folder));
    names.filter(|name| ends_with(name, ending)).map(|name| text(&name)).collect()
}

/// Rust that goes into the product: no tests, and no files of tests.
fn product(folders: &[&str]) -> Vec<Text> {
    let mut files = below(folders, "rs");
    files.retain(|file| !file.name.ends_with("/tests.rs") && !file.name.contains("/tests/"));
    files
}

/// Fails with one line for each breach.
#[track_caller]
fn none(rule: &str, breaches: impl IntoIterator<Item = Breach>) {
    let lines: Vec<String> = breaches
        .into_iter()
        .map(|breach| format!("  {}:{}: {}", breach.file, breach.line, breach.why))
        .collect();
    assert!(lines.is_empty(), "{rule}\n{}", lines.join("\n"));
}

/// Whether a word stands in a line by itself, in any case. `_` and `-` part words.
fn has_word(line: &str, word: &str) -> bool {
    let line = line.to_lowercase();
    let word = word.to_lowercase();
    line.match_indices(&word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let parts = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        parts(before) && parts(after)
    })
}

/// The value of `key = "value"` in a line of TOML.
fn toml_value<'t>(line: &'t str, key: &str) -> Option<&'t str> {
    let rest = line.trim().strip_prefix(key)?.trim_start().strip_prefix('=')?;
    rest.trim().strip_prefix('"')?.split('"').next()
}

/// Colours written out in a line: `#` with hexadecimal digits, and colour functions.
fn colours(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices('#') {
        let digits: String = line[at + 1..].chars().take_while(char::is_ascii_hexdigit).collect();
        let next = line[at + 1 + digits.len()..].chars().next();
        let whole = next.is_none_or(|next| !next.is_alphanumeric() && next != '-' && next != '_');
        if matches!(digits.len(), 3 | 4 | 6 | 8) && whole {
            found.push(format!("#{}", digits.to_lowercase()));
        }
    }
    for function in ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "oklch(", "oklab(", "color("] {
        let starts =
            |at: usize| line[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '-');
        found.extend(line.match_indices(function).filter(|(at, _)| starts(*at)).map(|_| function.to_owned()));
    }
    found
}

/// Black, white or a grey between.
fn is_grey(colour: &str) -> bool {
    let digits: Vec<char> = colour.trim_start_matches('#').chars().collect();
    match digits.len() {
        3 => digits.windows(2).all(|two| two[0] == two[1]),
        6 => digits[..2] == digits[2..4] && digits[2..4] == digits[4..],
        _ => false,
    }
}

#[test]
fn the_core_knows_nothing_of_the_browser() {
    let words = ["web_sys", "js_sys", "leptos", "wasm", "gloo"];
    let files = product(&["core/src", "packs/src"]);
    none(
        "The core runs without a browser: put this into src/platform.",
        files.iter().flat_map(|file| {
            file.with_any(&words).map(|(at, word)| file.breach(at, format!("names `{word}`")))
        }),
    );
}

#[test]
fn the_core_asks_for_no_browser_crate() {
    let words =
        ["web-sys", "js-sys", "leptos", "wasm-bindgen", "gloo", "onward-packs", "\"clock\"", "wasmbind"];
    let file = text("core/Cargo.toml");
    let mut breaches = Vec::new();
    let mut only_for_tests = false;
    for (at, line) in file.lines() {
        if line.starts_with('[') {
            only_for_tests = line.starts_with("[dev-dependencies");
        }
        if let (false, Some(word)) = (only_for_tests, words.iter().find(|word| line.contains(**word))) {
            breaches.push(file.breach(at, format!("names {word}")));
        }
    }
    none(
        "The core depends on nothing of the web, on no clock, and not on the compiler of the packs.",
        breaches,
    );
}

#[test]
fn the_core_never_asks_what_day_it_is() {
    let words = ["Utc::now", "Local::now", "SystemTime", "Instant::now"];
    let files = product(&["core/src", "packs/src"]);
    none(
        "The day is passed in, so that every view can be tested on any date.",
        files.iter().flat_map(|file| {
            file.with_any(&words).map(|(at, word)| file.breach(at, format!("asks `{word}`")))
        }),
    );
}

#[test]
fn the_platform_knows_nothing_of_what_is_shown() {
    let words = ["crate::ui", "crate::workspace", "super::ui", "leptos"];
    let files = product(&["src/platform"]);
    none(
        "One direction: core, platform, workspace, ui.",
        files.iter().flat_map(|file| {
            file.with_any(&words).map(|(at, word)| file.breach(at, format!("names `{word}`")))
        }),
    );
}

#[test]
fn the_workspace_knows_no_page() {
    let file = text("src/workspace.rs");
    none(
        "One direction: core, platform, workspace, ui.",
        file.with_any(&["crate::ui"]).map(|(at, word)| file.breach(at, format!("names `{word}`"))),
    );
}

#[test]
fn content_is_only_content() {
    let strange =
        names_below("content").into_iter().filter(|name| !ends_with(name, "toml") && !ends_with(name, "md"));
    none(
        "Packs are TOML, with a page that says how they are written.",
        strange.map(|file| Breach { file, line: 1, why: "is neither .toml nor .md".to_owned() }),
    );
}

#[test]
fn no_council_is_named_in_rust() {
    let mut councils: Vec<String> = Vec::new();
    for file in below(&["content"], "toml").iter().filter(|file| file.name.ends_with("/pack.toml")) {
        let value =
            |key| file.lines().find_map(|(_, line)| toml_value(line, key)).unwrap_or_default().to_owned();
        if !value("council").is_empty() {
            councils.extend([value("id"), value("name"), value("council")]);
        }
    }
    councils.retain(|word| !word.is_empty());
    assert!(!councils.is_empty(), "no council pack was found, so this rule would hold for nothing");
    let mut files = product(&["src", "core/src", "packs/src", "xtask/src"]);
    files.extend([text("build.rs"), text("index.html")]);
    files.extend(below(&["public"], "js"));
    let breaches = files.iter().flat_map(|file| {
        file.lines_of_code().filter_map(|(at, line)| {
            let named = councils.iter().find(|council| has_word(line, council))?;
            Some(file.breach(at, format!("names \"{named}\"")))
        })
    });
    none("Another council is another pack, never another line of code: put this into the pack.", breaches);
}

#[test]
fn colours_are_named_in_the_tokens_only() {
    let mut files = below(&["style"], "css");
    files.retain(|file| file.name != "style/tokens.css");
    files.extend(product(&["src", "xtask/src"]));
    files.extend(below(&["public"], "js"));
    let breaches = files.iter().flat_map(|file| {
        // Paper has no tokens: ink is black there, the sheet white, lines grey.
        let on_paper = file.name == "style/print.css";
        file.lines_of_code().flat_map(move |(at, line)| {
            let found = colours(line).into_iter().filter(move |colour| !(on_paper && is_grey(colour)));
            found.map(move |colour| file.breach(at, format!("has the colour {colour}")))
        })
    });
    none("Give the colour a name in style/tokens.css, in each theme, and use that.", breaches);
}

/// The themes of `style/tokens.css` with their colours, each whole.
fn themes() -> Vec<(String, Vec<(String, String)>)> {
    let tokens = text("style/tokens.css");
    let mut themes: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut is_whole = false;
    for (_, line) in tokens.lines() {
        let line = line.trim();
        if let Some(name) = line.strip_prefix("[data-theme=\"").and_then(|rest| rest.split('"').next()) {
            open.push(name.to_owned());
        } else if let Some((name, colour)) = line.strip_prefix("--").and_then(|rest| rest.split_once(": ")) {
            for theme in &open {
                let found = themes.iter_mut().find(|(known, _)| known == theme);
                let colour = (name.to_owned(), colour.trim_end_matches(';').to_owned());
                match found {
                    Some((_, colours)) => {
                        colours.retain(|(known, _)| *known != colour.0);
                        colours.push(colour);
                    }
                    None => themes.push((theme.clone(), vec![colour])),
                }
            }
            is_whole = true;
        } else if line == "}" && is_whole {
            open.clear();
            is_whole = false;
        }
    }
    themes
}

/// The contrast of two colours as WCAG reckons it, from 1 to 21.
fn contrast(one: &str, other: &str) -> f64 {
    let light = |colour: &str| {
        let part = |at: usize| {
            let digits = colour.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
            let value = f64::from(digits.unwrap_or_else(|| panic!("{colour} is no colour"))) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_theme_can_be_read() {
    /// What is written on what.
    const WORDS: &[(&str, &str)] = &[
        ("ink", "paper"),
        ("ink", "card"),
        ("ink", "rail"),
        ("ink", "brand-soft"),
        ("ink", "accent-soft"),
        ("ink", "late-soft"),
        ("ink", "done-soft"),
        ("ink-2", "paper"),
        ("ink-2", "card"),
        ("ink-2", "rail"),
        ("ink-2", "brand-soft"),
        ("brand", "paper"),
        ("brand", "card"),
        ("brand", "rail"),
        ("brand-ink", "brand"),
        ("brand-soft-ink", "brand-soft"),
        ("hero-ink", "hero"),
        ("accent-ink", "accent"),
        ("accent-soft-ink", "accent-soft"),
        ("late", "late-soft"),
        ("late", "card"),
        ("late", "paper"),
        ("card", "late"),
        ("done", "done-soft"),
        ("law-ink", "law-soft"),
        ("charter-ink", "charter-soft"),
        ("paper", "ink"),
    ];
    /// What has to be seen on what, without being words.
    const SHAPES: &[(&str, &str)] = &[
        ("edge", "card"),
        ("edge", "paper"),
        ("accent", "hero"),
        ("card", "done"),
        ("work", "card"),
        ("work", "track"),
        ("home", "card"),
        ("home", "track"),
        ("friends", "card"),
        ("friends", "track"),
        ("health", "card"),
        ("health", "track"),
        ("brand", "track"),
        ("late", "card"),
    ];
    let themes = themes();
    assert_eq!(themes.len(), 6);
    let mut faint = Vec::new();
    for (theme, colours) in &themes {
        let colour = |name: &str| {
            let found = colours.iter().find(|(known, _)| known == name);
            found.map(|(_, colour)| colour.as_str()).unwrap_or_else(|| panic!("{theme} has no {name}"))
        };
        let words = if theme.starts_with("contrast") { 7.0 } else { 4.5 };
        for (pairs, least) in [(WORDS, words), (SHAPES, 3.0)] {
            for (on, ground) in pairs {
                let found = contrast(colour(on), colour(ground));
                if found < least {
                    faint.push(format!("{theme}: {on} on {ground} is {found:.2}, not {least}"));
                }
            }
        }
    }
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

#[test]
fn both_sides_know_the_same_settings() {
    /// `NAME: "name" = ["word"]` in Rust and `name: ["word"]` in the script, as `name word`.
    fn listed(file: &Text) -> Vec<String> {
        let mut found = Vec::new();
        for (_, line) in file.lines_of_code() {
            let Some((before, words)) =
                line.split_once('[').filter(|_| line.trim_end().ends_with([';', ',']))
            else {
                continue;
            };
            let quoted = before.split('"').nth(1);
            let name = quoted.or_else(|| before.trim().strip_suffix(':')).unwrap_or_default();
            if words.contains('"') && !name.is_empty() && !name.contains(' ') {
                found.extend(words.split('"').skip(1).step_by(2).map(|word| format!("{name} {word}")));
            }
        }
        found
    }
    let rust = listed(&text("src/platform/comfort.rs"));
    assert!(rust.len() > 30, "{rust:?}");
    assert_eq!(rust, listed(&text("public/comfort.js")));
}

#[test]
fn the_frame_of_the_browser_has_colours_of_the_tokens() {
    let tokens: Vec<String> = text("style/tokens.css").lines().flat_map(|(_, line)| colours(line)).collect();
    let files = [text("index.html"), text("public/manifest.webmanifest")];
    let breaches = files.iter().flat_map(|file| {
        let strange = |colour: &String| !tokens.contains(colour);
        file.lines().flat_map(move |(at, line)| {
            colours(line)
                .into_iter()
                .filter(strange)
                .map(move |colour| file.breach(at, format!("{colour} is no token")))
        })
    });
    none("A manifest cannot read style sheets, so it repeats a colour of style/tokens.css.", breaches);
}

#[test]
fn nothing_is_styled_in_line() {
    let files = product(&["src", "xtask/src/hooks"]);
    let breaches = files.iter().flat_map(|file| {
        file.with_any(&["style=", " style:"])
            .map(|(at, word)| file.breach(at, format!("has `{}`", word.trim())))
    });
    none("The page's policy refuses inline styles: give it a class.", breaches);
}

#[test]
fn the_page_has_no_inline_script_or_style() {
    let file = text("index.html");
    let mut breaches = Vec::new();
    for (at, line) in file.lines() {
        let lower = line.to_lowercase();
        for tag in ["<style", "javascript:"] {
            if lower.contains(tag) {
                breaches.push(file.breach(at, format!("has {tag}")));
            }
        }
        // A script is a file of its own.
        for script in lower.split("<script").skip(1) {
            if !script.starts_with(" src=\"") || !script.contains("\"></script>") {
                breaches.push(file.breach(at, "has a script with text in it"));
            }
        }
        for (space, _) in lower.match_indices(" on") {
            let name: String = lower[space + 1..].chars().take_while(char::is_ascii_lowercase).collect();
            if lower[space + 1 + name.len()..].starts_with('=') {
                breaches.push(file.breach(at, format!("has the handler {name}=")));
            }
        }
        if lower.contains(" style=") {
            breaches.push(file.breach(at, "has a style= attribute"));
        }
    }
    none("The page's policy refuses inline scripts and styles: use public/boot.js and style/.", breaches);
}

#[test]
fn text_is_never_taken_for_html() {
    let words = [
        "innerHTML",
        "inner_html",
        "outerHTML",
        "insertAdjacentHTML",
        "insert_adjacent_html",
        "document.write",
    ];
    let mut files = product(&["src"]);
    // The guide's articles come from our own build, which escapes every word of a pack.
    files.retain(|file| file.name != "src/ui/pages/guide.rs");
    files.extend(below(&["public"], "js"));
    none(
        "What a person or a file wrote must stay text: use text nodes.",
        files.iter().flat_map(|file| {
            file.with_any(&words).map(|(at, word)| file.breach(at, format!("uses `{word}`")))
        }),
    );
}

#[test]
fn the_app_does_not_give_up() {
    let words = [".unwrap()", ".expect(", "panic!(", "unreachable!(", "unimplemented!(", "todo!("];
    let files = product(&["src", "core/src"]);
    none(
        "A panic ends the app for the family: handle the case, and say what to do.",
        files.iter().flat_map(|file| {
            file.with_any(&words).map(|(at, word)| file.breach(at, format!("uses `{word}`")))
        }),
    );
}

#[test]
fn unsafe_code_is_allowed_in_one_place() {
    let mut files = product(&["src", "core/src", "packs/src", "xtask/src"]);
    files.retain(|file| file.name != "src/ui/parts.rs");
    none(
        "Only the edges of parts need it, and a macro writes it there.",
        files.iter().flat_map(|file| {
            file.with_any(&["unsafe_code", "unsafe {"])
                .map(|(at, word)| file.breach(at, format!("has `{word}`")))
        }),
    );
}

#[test]
fn icons_are_listed_and_listed_icons_are_used() {
    let list = text("style/icons.txt");
    let listed: Vec<(usize, &str)> = list
        .lines()
        .map(|(at, line)| (at, line.split('=').next().unwrap_or(line).trim()))
        .filter(|(_, name)| !name.is_empty() && !name.starts_with('#'))
        .collect();
    let files = product(&["src"]);
    let mut breaches = Vec::new();
    for file in &files {
        for (at, line) in file.lines_of_code() {
            for part in line.split("<Icon name=\"").skip(1) {
                let name = part.split('"').next().unwrap_or_default();
                if !listed.iter().any(|(_, known)| *known == name) {
                    breaches.push(file.breach(at, format!("the icon \"{name}\" is not in style/icons.txt")));
                }
            }
        }
    }
    // A name may also come from a table, so any string of that name counts as a use.
    for (at, name) in &listed {
        let quoted = format!("\"{name}\"");
        if !files.iter().any(|file| file.lines_of_code().any(|(_, line)| line.contains(&quoted))) {
            breaches.push(list.breach(*at, format!("no page uses the icon \"{name}\"")));
        }
    }
    none("The sprite holds what is shown and nothing else.", breaches);
}

#[test]
fn every_file_says_what_it_is_for() {
    let files = below(&["src", "core/src", "packs/src", "xtask/src"], "rs");
    let silent = files.iter().filter(|file| !file.text.starts_with("//! "));
    none(
        "A file begins with what it is responsible for.",
        silent.map(|file| file.breach(1, "does not begin with a `//!` line")),
    );
}

#[test]
fn nothing_is_left_for_later() {
    // In two halves, so that this file keeps its own rule.
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("#[ig", "nore")];
    let mut files = below(&["src", "core", "packs", "xtask", "tests"], "rs");
    files.extend(below(&["content"], "toml"));
    files.extend(below(&["style"], "css"));
    files.extend(below(&["public"], "js"));
    let breaches = files.iter().flat_map(|file| {
        file.lines().filter_map(|(at, line)| {
            let word = words.iter().find(|word| line.contains(**word))?;
            Some(file.breach(at, format!("has {word}")))
        })
    });
    none("Do it now, or open an issue: nobody reads notes in the code.", breaches);
}

#[test]
fn tools_from_npm_have_exact_versions() {
    let file = text("package.json");
    let mut breaches = Vec::new();
    let mut within = false;
    for (at, line) in file.lines() {
        let line = line.trim();
        if line.to_lowercase().contains("dependencies\"") {
            within = true;
        } else if line.starts_with('}') {
            within = false;
        } else if within {
            let version = line.split('"').nth(3).unwrap_or_default();
            let parts: Vec<&str> = version.split('.').collect();
            let exact = parts.len() == 3 && parts.iter().all(|part| part.parse::<u32>().is_ok());
            if !exact {
                breaches.push(file.breach(at, format!("\"{version}\" is not an exact version")));
            }
        }
    }
    none("The same commit must build the same site next year.", breaches);
}

#[test]
fn the_rules_see_what_they_look_for() {
    assert!(has_word("the Borset pack", "borset") && has_word("borset_dates", "borset"));
    assert!(!has_word("Borsetshire", "borset") && !has_word("aborset", "borset"));
    assert_eq!(colours("a { color: #FFF; background: rgb(1 2 3); }"), ["#fff", "rgb("]);
    assert!(colours("href=\"#main\" url(icons.svg#path) /plain.html#dates").is_empty());
    assert!(is_grey("#333333") && is_grey("#fff") && !is_grey("#0c5a68"));
    assert_eq!(toml_value("council = \"Borset Council\"", "council"), Some("Borset Council"));
    let file =
        Text { name: "x.rs".into(), text: "a.unwrap()\n#[cfg(test)]\nmod tests { b.unwrap() }".into() };
    assert_eq!(file.with_any(&[".unwrap()"]).count(), 1);
}
