//! The drawings of Easy Read, from OpenMoji: all that the packs name in one file, and their outlines in
//! another. One file, because a page shows many of them and a family keeps all of them.

use std::fs;

use onward_core::pack::library::Picture;

use super::style::write_changed;
use crate::project::{Failure, Result, root, site_parts};

/// The file's name, and the folder of its drawings in the package.
const STYLES: &[(&str, &str)] = &[("pictures.svg", "color"), ("pictures-line.svg", "black")];

/// Writes both files where Trunk looks for them.
pub fn write(pictures: &[Picture]) -> Result<()> {
    for (name, style) in STYLES {
        let folder = root().join("node_modules/openmoji").join(style).join("svg");
        let file = file(pictures, |code| fs::read_to_string(folder.join(format!("{code}.svg"))).ok())?;
        write_changed(&site_parts().join(name), file.as_bytes())?;
    }
    Ok(())
}

/// A symbol for each picture, under its own id.
fn file(pictures: &[Picture], drawing: impl Fn(&str) -> Option<String>) -> Result<String> {
    let mut whole = String::from(
        "<!-- OpenMoji, openmoji.org, CC BY-SA 4.0; put into one file and without their ids, otherwise unchanged -->\n<svg xmlns=\"http://www.w3.org/2000/svg\">\n",
    );
    for picture in pictures {
        let Picture { id, openmoji, .. } = picture;
        let missing =
            || Failure(format!("content/pictures.toml: OpenMoji has no \"{openmoji}\" for \"{id}\""));
        let drawing = drawing(openmoji).ok_or_else(missing)?;
        let inner = drawing
            .split_once("<svg")
            .and_then(|(_, rest)| rest.split_once('>'))
            .and_then(|(_, rest)| rest.rsplit_once("</svg>"))
            .map(|(inner, _)| without_ids(inner))
            .ok_or_else(|| {
                Failure(format!("the OpenMoji drawing \"{openmoji}\" is not an SVG as expected"))
            })?;
        whole.push_str(&format!("<symbol id=\"{id}\" viewBox=\"0 0 72 72\">{inner}</symbol>\n"));
    }
    whole.push_str("</svg>\n");
    Ok(whole)
}

/// The drawings' own ids would be the same in each; nothing refers to them.
fn without_ids(drawing: &str) -> String {
    let mut whole = String::new();
    let mut rest = drawing;
    while let Some((before, after)) = rest.split_once(" id=\"") {
        whole.push_str(before);
        rest = after.split_once('"').map_or("", |(_, after)| after);
    }
    whole.push_str(rest);
    whole.lines().map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pictures() -> Vec<Picture> {
        vec![Picture { id: "sun".to_owned(), shows: "The sun".to_owned(), openmoji: "2600".to_owned() }]
    }

    #[test]
    fn a_drawing_gets_our_id_and_loses_its_own() {
        let svg = "<svg id=\"emoji\" viewBox=\"0 0 72 72\">\n  <g id=\"color\">\n    <circle id=\"c\" r=\"9\"/></g></svg>";
        let whole = file(&pictures(), |_| Some(svg.to_owned())).unwrap();
        assert!(whole.contains("<symbol id=\"sun\" viewBox=\"0 0 72 72\"><g><circle r=\"9\"/></g></symbol>"));
    }

    #[test]
    fn a_drawing_that_does_not_exist_is_named() {
        assert!(file(&pictures(), |_| None).unwrap_err().0.contains("2600"));
    }
}
