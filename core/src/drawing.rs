//! The geometry of the pictures of progress: where stages stand on the drawn way, and dates on the year's
//! wheel.
//!
//! Whole numbers only: an SVG needs no more, and the code that writes fractions is large. Every number
//! is in units of the picture's own box. What is *not* here: colours, words and elements, which the
//! user interface adds.

/// A place in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// Width of the picture of the way.
pub const WAY_WIDTH: i32 = 360;
/// Height of the picture of the way.
pub const WAY_HEIGHT: i32 = 132;
/// Room at both ends of the way, for its marks.
const WAY_MARGIN: i32 = 24;
/// Where the way begins and ends, from the top: it leads upwards.
const WAY_RISE: (i32, i32) = (88, 52);
/// How far the way swings to either side of a straight line, stage by stage.
const SWING: [i32; 8] = [0, 9, 13, 9, 0, -9, -13, -9];

/// Where a number of stages stand on the way, from left to right.
pub fn way(stages: usize) -> Vec<Point> {
    let steps = i32::try_from(stages).unwrap_or(i32::MAX).saturating_sub(1).max(1);
    (0..=steps)
        .zip(SWING.iter().cycle())
        .take(stages)
        .map(|(at, swing)| Point {
            x: WAY_MARGIN + (WAY_WIDTH - 2 * WAY_MARGIN).saturating_mul(at) / steps,
            y: WAY_RISE.0 + (WAY_RISE.1 - WAY_RISE.0).saturating_mul(at) / steps + swing,
        })
        .collect()
}

/// A smooth line through the first `length` of these points, as SVG path data. It bends as the whole
/// line does, so that the part already gone lies exactly on it.
pub fn curve(points: &[Point], length: usize) -> String {
    let at = |at: usize| points.get(at).or(points.last()).copied().unwrap_or(Point { x: 0, y: 0 });
    let mut data = format!("M{} {}", at(0).x, at(0).y);
    for end in 1..length.min(points.len()) {
        // Each bend leaves a point in the direction of its two neighbours (Catmull and Rom).
        let (before, from) = (at(end.saturating_sub(2)), at(end - 1));
        let (to, after) = (at(end), at(end + 1));
        data.push_str(&format!(
            "C{} {} {} {} {} {}",
            from.x + (to.x - before.x) / 6,
            from.y + (to.y - before.y) / 6,
            to.x - (after.x - from.x) / 6,
            to.y - (after.y - from.y) / 6,
            to.x,
            to.y,
        ));
    }
    data
}

/// Width of the picture of one goal's way.
pub const ROW_WIDTH: i32 = 320;
/// Its height.
pub const ROW_HEIGHT: i32 = 44;

/// Where a number of stops stand in a row that swings a little, from left to right; the last one, the
/// goal, is at the right end however few there are.
pub fn row(stops: usize) -> Vec<Point> {
    const MARGIN: i32 = 14;
    let steps = i32::try_from(stops).unwrap_or(i32::MAX).saturating_sub(1).max(1);
    let from = if stops == 1 { steps } else { 0 };
    (from..=steps)
        .zip(SWING.iter().cycle())
        .take(stops)
        .map(|(at, swing)| Point {
            x: MARGIN + (ROW_WIDTH - 4 - 2 * MARGIN).saturating_mul(at) / steps,
            y: ROW_HEIGHT / 2 + 2 + swing / 2,
        })
        .collect()
}

/// Width and height of the year's wheel.
pub const WHEEL_SIZE: i32 = 240;
/// Days on the wheel, from today at the top once round.
pub const WHEEL_DAYS: i64 = 365;
/// Where the names of months stand.
const MONTH_RADIUS: i32 = 107;
/// The rings for dates, outermost first, and how near to each other marks may stand on each, in tenths
/// of a degree.
const RINGS: [(i32, i32); 3] = [(82, 170), (56, 250), (30, 460)];
/// Once round, in tenths of a degree.
const ROUND: i32 = 3600;

/// Where the name of a month stands whose first day is so many days ahead.
pub fn month_on_wheel(days: i64) -> Point {
    on_wheel(angle(days), MONTH_RADIUS)
}

/// Where dates stand, given as days ahead in order: on the outermost ring that has room.
pub fn dates_on_wheel(days: &[i64]) -> Vec<Point> {
    let mut taken: Vec<(usize, i32)> = Vec::new();
    days.iter()
        .map(|days| {
            let angle = angle(*days);
            let free = |ring: &usize, gap: i32| {
                taken.iter().filter(|(known, _)| known == ring).all(|(_, other)| {
                    let apart = (angle - other).abs();
                    apart.min(ROUND - apart) >= gap
                })
            };
            let ring = RINGS
                .iter()
                .enumerate()
                .find(|(ring, (_, gap))| free(ring, *gap))
                .map_or(0, |(ring, _)| ring);
            taken.push((ring, angle));
            on_wheel(angle, RINGS.get(ring).map_or(0, |(radius, _)| *radius))
        })
        .collect()
}

/// Days ahead as tenths of a degree from the top.
fn angle(days: i64) -> i32 {
    i32::try_from(days.rem_euclid(WHEEL_DAYS) * i64::from(ROUND) / WHEEL_DAYS).unwrap_or(0)
}

fn on_wheel(angle: i32, radius: i32) -> Point {
    let middle = WHEEL_SIZE / 2;
    Point { x: middle + radius * sine(angle) / 1000, y: middle - radius * sine(angle + ROUND / 4) / 1000 }
}

/// A thousand times the sine of an angle in tenths of a degree, right to two in a thousand (Bhaskara's
/// formula): less than a picture shows.
fn sine(angle: i32) -> i32 {
    let angle = angle.rem_euclid(ROUND);
    let (half, sign) = if angle < ROUND / 2 { (angle, 1) } else { (angle - ROUND / 2, -1) };
    let product = i64::from(half) * i64::from(ROUND / 2 - half);
    sign * i32::try_from(4000 * product / (4_050_000 - product)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_leads_from_left_to_right_and_stays_in_its_picture() {
        for stages in 0..40 {
            let points = way(stages);
            assert_eq!(points.len(), stages);
            assert!(points.windows(2).all(|two| two[0].x < two[1].x));
            assert!(points.iter().all(|point| (12..=WAY_WIDTH - 12).contains(&point.x)));
            // Room above for the words at the mark, and below for the names.
            assert!(points.iter().all(|point| (34..=WAY_HEIGHT - 28).contains(&point.y)), "{points:?}");
        }
        let points = way(9);
        assert!(points[8].y < points[0].y, "it leads upwards");
    }

    #[test]
    fn the_part_gone_lies_on_the_whole_way() {
        let points = way(7);
        let whole = curve(&points, points.len());
        for gone in 1..=points.len() {
            assert!(whole.starts_with(&curve(&points, gone)));
        }
        assert_eq!(curve(&points, 1), format!("M{} {}", points[0].x, points[0].y));
        assert_eq!(whole.matches('C').count(), 6);
        assert!(whole.ends_with(&format!("{} {}", points[6].x, points[6].y)));
        assert_eq!(curve(&[], 4), "M0 0");
    }

    #[test]
    fn the_year_goes_round_from_the_top_like_a_clock() {
        let middle = WHEEL_SIZE / 2;
        assert_eq!(month_on_wheel(0), Point { x: middle, y: middle - MONTH_RADIUS });
        let quarter = month_on_wheel(91);
        assert!(quarter.x > middle + 100 && (quarter.y - middle).abs() < 3, "{quarter:?}");
        let half = month_on_wheel(182);
        assert!(half.y > middle + 100 && (half.x - middle).abs() < 3, "{half:?}");
        let rest = month_on_wheel(274);
        assert!(rest.x < middle - 100 && (rest.y - middle).abs() < 3, "{rest:?}");
    }

    #[test]
    fn the_sine_is_near_enough() {
        for angle in 0..ROUND {
            let exact = (f64::from(angle) / 10.0).to_radians().sin() * 1000.0;
            assert!((f64::from(sine(angle)) - exact).abs() < 3.0, "{angle}");
        }
        assert_eq!(sine(-900), -1000);
    }

    #[test]
    fn dates_close_together_do_not_cover_each_other() {
        let days: Vec<i64> = vec![3, 5, 8, 60, 63, 120, 200, 201, 300, 340];
        let points = dates_on_wheel(&days);
        for (at, one) in points.iter().enumerate() {
            for other in points.iter().skip(at + 1) {
                let (x, y) = (one.x - other.x, one.y - other.y);
                assert!(x * x + y * y >= 20 * 20, "{one:?} and {other:?}");
            }
        }
        // More than there is room for are all drawn.
        assert_eq!(dates_on_wheel(&[1; 9]).len(), 9);
    }
}
