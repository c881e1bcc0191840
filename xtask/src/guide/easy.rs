//! Easy Read: a picture on the left, the words on the right, one idea a row (rule D13).

use onward_core::pack::EasyLine;

use super::html::{Html, escaped, unnamed};

/// The file of all drawings, below the site's address.
const PICTURES: &str = "pictures.svg";

/// Rows of Easy Read. The picture has no text of its own: the words beside it say it.
pub fn rows(page: &mut Html, lines: &[EasyLine]) {
    if lines.is_empty() {
        return;
    }
    page.raw("<ul class=\"easy\">");
    for line in lines {
        page.raw(&format!(
            "<li><svg class=\"picture\" aria-hidden=\"true\" focusable=\"false\"><use href=\"{PICTURES}#{}\"></use></svg><p>{}</p></li>",
            line.picture,
            escaped(&unnamed(&line.words, "the person")),
        ));
    }
    page.raw("</ul>");
}
