//! One style sheet from the files under `style/`, the font, and the icons the app uses as one SVG.

use std::fs;
use std::path::Path;

use crate::project::{Context, Failure, Result, files_below, root, site_parts};

/// The font file: Latin, upright, all weights in one.
const FONT: &str = "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2";
const FONT_LICENCE: &str = "node_modules/@fontsource-variable/atkinson-hyperlegible-next/LICENSE";
/// For those who choose it: regular and bold, Latin. The worker keeps them after everything else.
const CHOSEN_FONT: &str = "node_modules/@fontsource/opendyslexic";
const CHOSEN_FILES: &[(&str, &str)] = &[
    ("files/opendyslexic-latin-400-normal.woff2", "opendyslexic-regular.woff2"),
    ("files/opendyslexic-latin-700-normal.woff2", "opendyslexic-bold.woff2"),
    ("LICENSE", "opendyslexic-LICENSE.txt"),
];
const ICONS: &str = "node_modules/lucide-static/icons";
const LAYERS: &str = "@layer tokens, base, layout, components, print;\n";

/// Writes all three where Trunk looks for them.
pub fn write() -> Result<()> {
    let to = site_parts();
    fs::create_dir_all(to.join("fonts"))?;
    write_changed(&to.join("onward.css"), stylesheet(&root().join("style"))?.as_bytes())?;
    let font = fs::read(root().join(FONT)).about("the font (run `npm ci`)")?;
    write_changed(&to.join("fonts/atkinson-hyperlegible-next.woff2"), &font)?;
    // The font's licence asks to travel with it.
    let licence = fs::read(root().join(FONT_LICENCE)).about("the font's licence")?;
    write_changed(&to.join("fonts/LICENSE.txt"), &licence)?;
    for (from, name) in CHOSEN_FILES {
        let file = fs::read(root().join(CHOSEN_FONT).join(from)).about("OpenDyslexic (run `npm ci`)")?;
        write_changed(&to.join("fonts").join(name), &file)?;
    }
    let list = fs::read_to_string(root().join("style/icons.txt")).about("style/icons.txt")?;
    let sprite =
        sprite(&list, |file| fs::read_to_string(root().join(ICONS).join(format!("{file}.svg"))).ok())?;
    let drawings = fs::read_to_string(root().join("style/drawings.svg")).about("style/drawings.svg")?;
    let whole = with_drawings(&sprite, &drawings)
        .ok_or_else(|| Failure("style/drawings.svg is not an SVG as expected".to_owned()))?;
    write_changed(&to.join("icons.svg"), whole.as_bytes())
}

/// The order of the files is the order of the layers; each file opens its own `@layer` block.
fn stylesheet(folder: &Path) -> Result<String> {
    let mut names = vec!["tokens.css".to_owned(), "base.css".to_owned(), "layout.css".to_owned()];
    names.extend(
        files_below(&folder.join("components"))?.into_iter().map(|name| format!("components/{name}")),
    );
    names.push("print.css".to_owned());
    let mut whole = LAYERS.to_owned();
    for name in names.iter().filter(|name| name.ends_with(".css")) {
        let sheet = fs::read_to_string(folder.join(name)).about(format_args!("style/{name}"))?;
        whole.push_str(&sheet);
        whole.push('\n');
        if name == "tokens.css" {
            whole.push_str(&as_the_device_is_set(&sheet)?);
        }
    }
    Ok(whole)
}

/// What a device may be set to, and the theme that fits. Later ones win.
const WISHES: &[(&str, &str)] = &[
    ("(prefers-color-scheme: dark)", "dark"),
    ("(prefers-contrast: more)", "contrast-light"),
    ("(prefers-contrast: more) and (prefers-color-scheme: dark)", "contrast-dark"),
];

/// The themes again, for devices set so, where the person has chosen none. A style sheet cannot say
/// this without repeating each colour.
fn as_the_device_is_set(tokens: &str) -> Result<String> {
    let mut whole = String::new();
    for (wish, theme) in WISHES {
        let colours = tokens
            .split_once(&format!("\n  [data-theme=\"{theme}\"] {{"))
            .and_then(|(_, rest)| rest.split_once('}'))
            .map(|(colours, _)| colours)
            .ok_or_else(|| Failure(format!("style/tokens.css has no theme \"{theme}\"")))?;
        whole.push_str(&format!(
            "@layer tokens {{ @media {wish} {{ :root:not([data-theme]) {{{colours}}} }} }}\n"
        ));
    }
    Ok(whole)
}

/// A symbol for each line `name` or `name = file name in Lucide`; `#` begins a remark.
fn sprite(list: &str, icon: impl Fn(&str) -> Option<String>) -> Result<String> {
    let mut whole = String::from(
        "<!-- Lucide icons, copyright Lucide Icons and Contributors, ISC licence -->\n<svg xmlns=\"http://www.w3.org/2000/svg\">\n",
    );
    for line in list
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
    {
        let (name, file) =
            line.split_once('=').map_or((line, line), |(name, file)| (name.trim(), file.trim()));
        let drawing = icon(file)
            .ok_or_else(|| Failure(format!("style/icons.txt: there is no Lucide icon \"{file}\"")))?;
        let inner = drawing
            .split_once("<svg")
            .and_then(|(_, rest)| rest.split_once('>'))
            .and_then(|(_, rest)| rest.rsplit_once("</svg>"))
            .map(|(inner, _)| inner.lines().map(str::trim).collect::<String>())
            .ok_or_else(|| Failure(format!("the Lucide icon \"{file}\" is not an SVG as expected")))?;
        whole.push_str(&format!(
            "<symbol id=\"{name}\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\">{inner}</symbol>\n"
        ));
    }
    whole.push_str("</svg>\n");
    Ok(whole)
}

/// The icons, and our own drawings after them.
fn with_drawings(sprite: &str, drawings: &str) -> Option<String> {
    let (_, rest) = drawings.split_once("<svg")?;
    let (inner, _) = rest.split_once('>')?.1.rsplit_once("</svg>")?;
    let icons = sprite.trim_end().strip_suffix("</svg>")?;
    Some([icons, inner.trim(), "\n</svg>\n"].concat())
}

/// Leaves a file alone that is already right, so that `trunk watch` does not wake itself up.
pub fn write_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|found| found == bytes) {
        return Ok(());
    }
    fs::write(path, bytes).about(path.display())
}

#[cfg(test)]
mod tests {
    use super::{as_the_device_is_set, sprite, with_drawings};

    const ICON: &str = "<!-- licence -->\n<svg\n  class=\"lucide\"\n  fill=\"none\"\n>\n  <path d=\"M1 1\" />\n  <path d=\"M2 2\" />\n</svg>\n";

    #[test]
    fn icons_keep_their_shapes_and_get_our_names() {
        let whole = sprite("# remark\npath = route\n\ncheck\n", |_| Some(ICON.to_owned())).unwrap();
        assert!(whole.contains("<symbol id=\"path\""));
        assert!(whole.contains("<symbol id=\"check\""));
        assert!(whole.contains("<path d=\"M1 1\" /><path d=\"M2 2\" /></symbol>"));
    }

    #[test]
    fn our_drawings_come_after_the_icons_in_the_same_file() {
        let icons = sprite("path", |_| Some(ICON.to_owned())).unwrap();
        let drawings = "<!-- ours -->\n<svg xmlns=\"x\">\n<symbol id=\"move\"></symbol>\n</svg>\n";
        let whole = with_drawings(&icons, drawings).unwrap();
        assert!(whole.ends_with("</symbol>\n<symbol id=\"move\"></symbol>\n</svg>\n"), "{whole}");
        assert_eq!(whole.matches("<svg").count(), 1);
    }

    #[test]
    fn a_device_set_to_dark_gets_the_dark_theme_unless_another_is_chosen() {
        let theme = |name: &str| format!("\n  [data-theme=\"{name}\"] {{\n    --ink: {name};\n  }}\n");
        let tokens: String = ["dark", "contrast-light", "contrast-dark"].map(theme).concat();
        let whole = as_the_device_is_set(&tokens).unwrap();
        assert!(whole.contains(
            "@media (prefers-color-scheme: dark) { :root:not([data-theme]) {\n    --ink: dark;\n  } }"
        ));
        assert!(as_the_device_is_set("").is_err());
    }

    #[test]
    fn an_icon_that_does_not_exist_is_named() {
        let failure = sprite("path = rout", |_| None).unwrap_err();
        assert!(failure.0.contains("rout"));
    }
}
