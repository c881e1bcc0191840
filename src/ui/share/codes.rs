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

#[cfg(test)]
mod tests {
    use std::process::Command;

    use onward_core::exchange::link::{self, Found, Packet, Scanned};

    use super::*;

    /// Squares a code's module is wide at 300 dots an inch when it is printed 85 mm wide.
    fn dots(code: &QrCode) -> i32 {
        1_003 / (code.size() + 2 * EDGE)
    }

    /// The code as it lies on paper, row by row: 0 is black.
    fn printed(code: &QrCode) -> (usize, Vec<u8>) {
        let dots = dots(code);
        let side = (code.size() + 2 * EDGE) * dots;
        let shade = |x: i32, y: i32| if code.get_module(x / dots - EDGE, y / dots - EDGE) { 0 } else { 255 };
        let shades = (0..side).flat_map(|y| (0..side).map(move |x| shade(x, y))).collect();
        (side as usize, shades)
    }

    fn share_of(bytes: u32) -> Packet {
        Packet::Open((0..bytes).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect())
    }

    fn read_by_rqrr(side: usize, shades: &[u8]) -> String {
        let mut picture =
            rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| shades[y * side + x]);
        let grids = picture.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().expect("a code that can be read").1
    }

    #[test]
    fn every_code_is_sparse_enough_and_is_read_by_two_decoders_at_300_dots_an_inch() {
        // The longest address a school's or council's site is likely to have, and a short one.
        let pages =
            ["https://example.org/open", "https://onward.long-name-of-a-council.gov.uk/send/onward/open"];
        let has_zbar = Command::new("zbarimg").arg("--version").output().is_ok();
        if !has_zbar {
            eprintln!(
                "\n*** LEFT OUT: zbarimg is not installed, so only one decoder has read the codes. ***\n"
            );
        }
        for (page, bytes) in
            pages.into_iter().flat_map(|page| [10, 400, 560, 3_000, 5_000].map(|bytes| (page, bytes)))
        {
            let packet = share_of(bytes);
            let codes = link::codes(page, &packet).expect("few enough codes");
            let mut scanned = Scanned::new();
            for (at, code) in codes.iter().enumerate() {
                let drawn = encode(code).expect("a code that fits");
                assert!(drawn.version().value() <= MOST_DENSE);
                let (side, shades) = printed(&drawn);
                assert_eq!(read_by_rqrr(side, &shades), code.text());
                if has_zbar {
                    let file = std::env::temp_dir()
                        .join(format!("onward-code-{}-{bytes}-{at}.pgm", std::process::id()));
                    let picture = [format!("P5 {side} {side} 255\n").as_bytes(), &shades].concat();
                    std::fs::write(&file, picture).unwrap();
                    let read = Command::new("zbarimg").args(["--raw", "-q"]).arg(&file).output().unwrap();
                    let _ = std::fs::remove_file(&file);
                    assert_eq!(String::from_utf8_lossy(&read.stdout).trim(), code.text());
                }
                match link::find(&code.text()) {
                    Ok(Found::Whole(read)) => assert_eq!(read, packet),
                    Ok(Found::Part(part)) => {
                        let whole = scanned.take(part).expect("a code of this share");
                        assert_eq!(whole, (at + 1 == codes.len()).then(|| packet.clone()));
                    }
                    Err(error) => panic!("{error}"),
                }
            }
        }
    }

    #[test]
    fn the_drawing_has_every_dark_module_and_no_other() {
        let codes = link::codes("https://example.org/open", &share_of(300)).unwrap();
        let code = encode(&codes[0]).unwrap();
        let mut dark = 0;
        for run in path_of(&code).split('M').skip(1) {
            let (place, rest) = run.split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (x, y): (i32, i32) = (x.parse().unwrap(), y.parse().unwrap());
            let (width, end) = rest.split_once("v1H").unwrap();
            assert_eq!(end, format!("{x}z"));
            for x in x..x + width.parse::<i32>().unwrap() {
                assert!(code.get_module(x - EDGE, y - EDGE), "{x} {y}");
                dark += 1;
            }
        }
        let all = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        assert_eq!(dark, all.filter(|(x, y)| code.get_module(*x, *y)).count());
    }
}
