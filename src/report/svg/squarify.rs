//! Squarified treemap layout: areas in proportion to sizes, as near to squares as they get.
//! Bruls, Huizing, van Wijk: Squarified Treemaps, 2000.

use super::canvas::Area;

/// One area a size, in the order given; sizes not above zero get an empty area. Sort sizes downwards for good shapes.
pub(super) fn squarify(sizes: &[f64], whole: Area) -> Vec<Area> {
    let largest = sizes.iter().copied().filter(|s| s.is_finite()).fold(0.0, f64::max);
    // Dividing by the largest first keeps the sum finite.
    let shares: Vec<f64> =
        sizes.iter().map(|s| if largest > 0.0 && *s > 0.0 { (s / largest).min(1.0) } else { 0.0 }).collect();
    let total: f64 = shares.iter().sum();
    let mut areas = vec![Area { width: 0.0, height: 0.0, ..whole }; sizes.len()];
    if total <= 0.0 {
        return areas;
    }
    let surface = |share: f64| share / total * whole.width * whole.height;
    let mut free = whole;
    let mut rest: Vec<(usize, f64)> =
        shares.iter().map(|s| surface(*s)).enumerate().filter(|(_, s)| *s > 0.0).collect();
    while !rest.is_empty() {
        let side = free.width.min(free.height);
        let mut row = 1;
        while row < rest.len() && worst(&rest[..=row], side) <= worst(&rest[..row], side) {
            row += 1;
        }
        for (at, area) in lay_row(&rest[..row], &mut free) {
            if let Some(place) = areas.get_mut(at) {
                *place = area;
            }
        }
        rest.drain(..row);
    }
    areas
}

/// The worst ratio of sides in a row of surfaces laid along `side`.
fn worst(row: &[(usize, f64)], side: f64) -> f64 {
    let sum: f64 = row.iter().map(|(_, s)| s).sum();
    let thickness = sum / side.max(f64::MIN_POSITIVE);
    row.iter()
        .map(|(_, s)| s / thickness.max(f64::MIN_POSITIVE))
        .map(|l| (l / thickness).max(thickness / l))
        .fold(0.0, f64::max)
}

/// Lays a row along the shorter side of `free` and takes it away from there.
fn lay_row(row: &[(usize, f64)], free: &mut Area) -> Vec<(usize, Area)> {
    let sum: f64 = row.iter().map(|(_, s)| s).sum();
    let upright = free.width >= free.height;
    let thickness = sum / (if upright { free.height } else { free.width }).max(f64::MIN_POSITIVE);
    let mut offset = 0.0;
    let mut out = Vec::with_capacity(row.len());
    for (at, surface) in row {
        let length = surface / thickness.max(f64::MIN_POSITIVE);
        let area = if upright {
            Area { x: free.x, y: free.y + offset, width: thickness, height: length }
        } else {
            Area { x: free.x + offset, y: free.y, width: length, height: thickness }
        };
        out.push((*at, area));
        offset += length;
    }
    if upright {
        free.x += thickness;
        free.width = (free.width - thickness).max(0.0);
    } else {
        free.y += thickness;
        free.height = (free.height - thickness).max(0.0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Area = Area { x: 0.0, y: 0.0, width: 6.0, height: 4.0 };

    #[test]
    fn the_example_of_the_paper() {
        // Section 3.1 of the paper: 6 6 4 3 2 2 1 in a rectangle of 6 by 4; the first two share a column of width 3.
        let areas = squarify(&[6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0], WHOLE);
        assert_eq!((areas[0].width, areas[0].height, areas[1].y), (3.0, 2.0, 2.0));
        assert!((areas[2].width - 12.0 / 7.0).abs() < 1e-9 && (areas[2].height - 7.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn areas_fill_the_whole_and_do_not_overlap() {
        let sizes = [31.5, 25.8, 9.0, 8.8, 7.0, 5.0, 4.9, 4.0, 2.5, 1.0, 0.5];
        let areas = squarify(&sizes, WHOLE);
        let total: f64 = sizes.iter().sum();
        for (area, size) in areas.iter().zip(sizes) {
            assert!((area.width * area.height - size / total * 24.0).abs() < 1e-9);
        }
        for (at, a) in areas.iter().enumerate() {
            for b in &areas[at + 1..] {
                let across = (a.x + a.width).min(b.x + b.width) - a.x.max(b.x);
                let down = (a.y + a.height).min(b.y + b.height) - a.y.max(b.y);
                assert!(across < 1e-9 || down < 1e-9, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn nothing_one_and_odd_sizes() {
        assert!(squarify(&[], WHOLE).is_empty());
        assert_eq!(squarify(&[5.0], WHOLE), [WHOLE]);
        assert!(squarify(&[0.0, f64::NAN, -1.0], WHOLE).iter().all(|a| a.width == 0.0));
        assert!(squarify(&[1e308, 1e308, 1.0], WHOLE).iter().all(|a| a.width.is_finite() && a.height.is_finite()));
    }
}
