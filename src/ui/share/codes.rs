//! Codes to scan, drawn as shapes, so that they are sharp at any size and on any printer.

use leptos::prelude::*;
use onward_core::exchange::link::Code;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The densest code that an older phone still reads from paper (P12).
const MOST_DENSE: u8 = 20;
/// The white edge every code needs, in modules.
const EDGE: i32 = 4;

/// Makes a code: its address as bytes, the rest in the short form for capitals.
pub fn encode(code: &Code) -> Option<QrCode> {
    let segments =
        [QrSegment::make_bytes(code.address.as_bytes()), QrSegment::make_alphanumeric(&code.capitals)];
    let most = Version::new(MOST_DENSE);
    QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, Version::MIN, most, None, true).ok()
}

/// The dark modules as the path of a drawing, a stroke for each run of them in a row.
fn path_of(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let mut end = x;
            while end < code.size() && code.get_module(end, y) {
                end += 1;
            }
            if end > x {
                path += &format!("M{} {}h{}v1H{}z", x + EDGE, y + EDGE, end - x, x + EDGE);
            }
            x = end.max(x) + 1;
        }
    }
    path
}

/// The codes of a share with their numbers, each large enough to be scanned from a screen or from paper.
#[component]
pub fn Codes(
    /// The codes.
    codes: Vec<Code>,
) -> impl IntoView {
    let count = codes.len();
    let drawn = codes
        .iter()
        .enumerate()
        .map(|(at, code)| {
            let title = if count == 1 { "Code".to_owned() } else { format!("Code {} of {count}", at + 1) };
            match encode(code) {
                Some(code) => {
                    let size = (code.size() + 2 * EDGE).to_string();
                    let frame = ["0 0 ", &size, " ", &size].concat();
                    let label = title.clone();
                    view! {
                        <figure class="code">
                            <svg viewBox=frame role="img" aria-label=label shape-rendering="crispEdges">
                                <rect class="code-paper" width=size.clone() height=size.clone()></rect>
                                <path class="code-ink" d=path_of(&code)></path>
                            </svg>
                            <figcaption>{title}</figcaption>
                        </figure>
                    }
                    .into_any()
                }
                None => view! { <p>"This code could not be drawn. Send a file instead."</p> }.into_any(),
            }
        })
        .collect_view();
    view! { <div class="codes">{drawn}</div> }
}
