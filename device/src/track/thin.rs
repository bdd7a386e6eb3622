//! Thins lines for drawing (Visvalingam and Whyatt): the point whose triangle with its neighbours is smallest goes first, over
//! all lines at once, so that what is left looks most like the whole.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use jinshui_core::command::Fix;

/// A point and its neighbours on its line.
struct Point {
    fix: Fix,
    before: Option<usize>,
    after: Option<usize>,
    gone: bool,
    /// Its triangle as it was last weighed.
    area: f64,
}

/// A point's triangle; the smallest is the greatest, as a heap wants it.
struct Triangle {
    area: f64,
    point: usize,
}

impl PartialEq for Triangle {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Triangle {}
impl PartialOrd for Triangle {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Triangle {
    fn cmp(&self, other: &Self) -> Ordering {
        other.area.total_cmp(&self.area).then_with(|| other.point.cmp(&self.point))
    }
}

/// At most so many points in all. Each line keeps its ends; where even these are too many, the lines with the fewest points
/// are left out.
pub(crate) fn thin(lines: Vec<Vec<Fix>>, most: usize) -> Vec<Vec<Fix>> {
    let lines = fewer(lines, most / 2);
    let mut count: usize = lines.iter().map(Vec::len).sum();
    if count <= most {
        return lines;
    }
    let mut points = Vec::with_capacity(count);
    for line in &lines {
        let first = points.len();
        for (at, fix) in line.iter().enumerate() {
            let here = first + at;
            points.push(Point {
                fix: *fix,
                before: (at > 0).then(|| here - 1),
                after: (at + 1 < line.len()).then_some(here + 1),
                gone: false,
                area: f64::INFINITY,
            });
        }
    }
    let mut heap: BinaryHeap<Triangle> =
        (0..points.len()).filter_map(|point| weigh(&mut points, point, 0.0)).collect();
    while count > most {
        let Some(Triangle { area, point }) = heap.pop() else { break };
        if let Some((before, after)) = remove(&mut points, point, area) {
            count -= 1;
            heap.extend([before, after].into_iter().filter_map(|one| weigh(&mut points, one, area)));
        }
    }
    left(&lines, &points)
}

/// The lines with the most points, in their order.
fn fewer(lines: Vec<Vec<Fix>>, most: usize) -> Vec<Vec<Fix>> {
    if lines.len() <= most {
        return lines;
    }
    let mut by_length: Vec<(usize, Vec<Fix>)> = lines.into_iter().enumerate().collect();
    by_length.sort_by_key(|(_, line)| std::cmp::Reverse(line.len()));
    by_length.truncate(most);
    by_length.sort_by_key(|(at, _)| *at);
    by_length.into_iter().map(|(_, line)| line).collect()
}

/// A point's triangle, never smaller than the one that was taken last; none for the ends of a line.
fn weigh(points: &mut [Point], point: usize, least: f64) -> Option<Triangle> {
    let here = points.get(point)?;
    let (before, after) = (points.get(here.before?)?, points.get(here.after?)?);
    let area = triangle(&before.fix, &here.fix, &after.fix).max(least);
    points.get_mut(point)?.area = area;
    Some(Triangle { area, point })
}

/// Takes a point out; its neighbours, or none where it is gone already or was weighed anew since.
fn remove(points: &mut [Point], point: usize, area: f64) -> Option<(usize, usize)> {
    let here = points.get_mut(point).filter(|here| !here.gone && here.area == area)?;
    let (before, after) = (here.before?, here.after?);
    here.gone = true;
    points.get_mut(before)?.after = Some(after);
    points.get_mut(after)?.before = Some(before);
    Some((before, after))
}

/// Twice the area of a triangle, flat, in squared degrees of latitude.
fn triangle(a: &Fix, b: &Fix, c: &Fix) -> f64 {
    let flat = b.lat.to_radians().cos();
    let (bx, by) = ((b.lon - a.lon) * flat, b.lat - a.lat);
    let (cx, cy) = ((c.lon - a.lon) * flat, c.lat - a.lat);
    (bx * cy - by * cx).abs()
}

fn left(lines: &[Vec<Fix>], points: &[Point]) -> Vec<Vec<Fix>> {
    let mut points = points.iter();
    let of = |line: &Vec<Fix>| {
        points.by_ref().take(line.len()).filter(|point| !point.gone).map(|point| point.fix).collect()
    };
    lines.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jinshui_core::Timestamp;

    fn at(lat: f64, lon: f64) -> Fix {
        Fix { lat, lon, accuracy: None, altitude: None, at: Timestamp((lat * 1e9) as i64) }
    }

    #[test]
    fn corners_stay_and_straight_lines_lose_their_points() {
        let up = (0..100).map(|step| at(37.0 + f64::from(step) * 1e-4, 118.0));
        let across = (0..100).map(|step| at(37.01, 118.0 + f64::from(step) * 1e-4));
        let line: Vec<Fix> = up.chain(across).collect();
        let corner = at(37.01, 118.0);
        assert_eq!(thin(vec![line.clone()], 3), vec![vec![line[0], corner, line[199]]]);
        assert_eq!(thin(vec![line.clone()], 200), vec![line]);
    }

    #[test]
    fn never_more_than_asked_for_and_in_order() {
        let wild = |from: u32| {
            (from..from + 3_000)
                .map(|n| at(37.0 + f64::from(n) * 1e-6, 118.0 + f64::from(n * 7_919 % 997) * 1e-5))
        };
        let lines = vec![wild(0).collect(), wild(5_000).collect(), vec![at(38.0, 119.0)]];
        let thinned = thin(lines.clone(), 2_000);
        assert_eq!(thinned.iter().map(Vec::len).sum::<usize>(), 2_000);
        for (line, thin) in lines.iter().zip(&thinned) {
            assert_eq!((line.first(), line.last()), (thin.first(), thin.last()));
            assert!(thin.is_sorted_by_key(|fix| fix.at));
        }
        let crumbs: Vec<Vec<Fix>> = (0..5_000).map(|n| vec![at(37.0 + f64::from(n) * 1e-4, 118.0)]).collect();
        assert!(thin(crumbs, 2_000).len() <= 2_000);
    }
}
