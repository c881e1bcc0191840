//! Where people stand in the drawn circle of support.

use super::about::Ring;

/// The side of the drawing. Its middle, where the person stands, is half of it each way.
pub const SIDE: i32 = 640;
/// How far out each ring is.
const RADII: [(Ring, i32); 3] = [(Ring::Close, 118), (Ring::Near, 200), (Ring::Wider, 282)];
/// How many places a ring has at the most; further people are only in the list beside it.
const PLACES: [(Ring, usize); 3] = [(Ring::Close, 8), (Ring::Near, 12), (Ring::Wider, 24)];

/// Sines of 0 to 90 degrees in steps of 15, in thousandths: the library's own are large in WASM.
const SINES: [i32; 7] = [0, 259, 500, 707, 866, 966, 1000];

fn sine(step: usize) -> i32 {
    let step = step % 24;
    let (quarter, within) = (step / 6, step % 6);
    let at = |index: usize| SINES.get(index).copied().unwrap_or_default();
    match quarter {
        0 => at(within),
        1 => at(6 - within),
        2 => -at(within),
        _ => -at(6 - within),
    }
}

/// The radius of a ring.
pub fn radius(ring: Ring) -> i32 {
    RADII.iter().find(|(known, _)| *known == ring).map_or(0, |(_, radius)| *radius)
}

/// Where the `at`th of `count` people of a ring stands, in the drawing's units; `None` if the ring is
/// full. Spread evenly from the top, clockwise; each ring begins a little further on, so that names do
/// not stand in one line.
pub fn place(ring: Ring, at: usize, count: usize) -> Option<(i32, i32)> {
    let places = PLACES.iter().find(|(known, _)| *known == ring).map_or(0, |(_, places)| *places);
    let shown = count.min(places);
    if at >= shown {
        return None;
    }
    let turn = match ring {
        Ring::Close => 0,
        Ring::Near => 1,
        Ring::Wider => 2,
    };
    let step = at * 24 / shown + turn;
    let along = |sine: i32| SIDE / 2 + sine * radius(ring) / 1000;
    Some((along(sine(step)), along(-sine(step + 6))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_stands_on_their_ring_apart_from_each_other_and_within_the_drawing() {
        for (ring, most) in PLACES {
            for count in 1..=most {
                let places: Vec<_> = (0..count).map(|at| place(ring, at, count).unwrap()).collect();
                for (x, y) in &places {
                    let (dx, dy) = (x - SIDE / 2, y - SIDE / 2);
                    let away = f64::from(dx * dx + dy * dy).sqrt();
                    assert!((away - f64::from(radius(ring))).abs() < 2.0, "{ring:?} {count}: {away}");
                    assert!((30..=SIDE - 30).contains(x) && (30..=SIDE - 30).contains(y));
                }
                for (at, one) in places.iter().enumerate() {
                    assert!(!places[..at].contains(one), "{ring:?}: two of {count} in one place");
                }
            }
        }
    }

    #[test]
    fn the_first_of_the_close_stands_at_the_top_and_a_full_ring_takes_no_more() {
        assert_eq!(place(Ring::Close, 0, 3), Some((SIDE / 2, SIDE / 2 - 118)));
        assert_eq!(place(Ring::Close, 8, 20), None);
        assert_eq!(place(Ring::Near, 0, 0), None);
    }
}
