//! The columns of a genealogy: each as wide as its words ask, as long as all of them fit the page. It draws nothing.

use super::super::canvas::Layout;

/// Left and right of everything, for frames and for the sheets behind a folded node.
const MARGIN: f64 = 4.0;
/// Widths of a box: no text needs less, none gets more.
const BOX: [f64; 2] = [88.0, 190.0];
/// No box is made narrower than the first to fit the page. The drawing is scrolled instead, with boxes up to the second.
const SQUEEZED: [f64; 2] = [100.0, 150.0];
/// Between two columns: at least, and at most.
const GAP: [f64; 2] = [40.0, 150.0];

/// What the words of one column need.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Need {
    /// Width of the widest name or size.
    pub(super) names: f64,
    /// Width of the widest size with its remark.
    pub(super) remarks: f64,
}

/// Columns from left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// Left edges.
    left: Vec<f64>,
    /// Widths.
    width: Vec<f64>,
}

impl Columns {
    /// Columns for these needs; `texts` is the width of the widest words on a link.
    pub(super) fn new(needs: &[Need], texts: f64, layout: Layout) -> Columns {
        let between = needs.len().saturating_sub(1) as f64;
        let gap = if texts > 0.0 { (texts + 14.0).clamp(GAP[0], 100.0) } else { GAP[0] };
        let room = layout.width() - 2.0 * MARGIN - gap * between;
        let sum = |widths: &[f64]| widths.iter().sum::<f64>();
        let clamped = |width: f64| width.clamp(BOX[0], BOX[1]);
        let names: Vec<f64> = needs.iter().map(|need| clamped(need.names)).collect();
        let mut width = names.clone();
        for (at, need) in needs.iter().enumerate() {
            let wider = clamped(need.names.max(need.remarks));
            if sum(&width) - width[at] + wider <= room {
                width[at] = wider;
            }
        }
        while sum(&width) > room
            && let Some(widest) = width.iter_mut().filter(|w| **w > SQUEEZED[0]).max_by(|a, b| a.total_cmp(b))
        {
            *widest -= 1.0;
        }
        if sum(&width) > room {
            width = names.iter().map(|width| width.min(SQUEEZED[1])).collect();
        }
        let spare = if between > 0.0 { (room - sum(&width)).max(0.0) / between } else { 0.0 };
        let gap = (gap + spare).min(GAP[1]);
        let mut next = MARGIN;
        let mut left = Vec::with_capacity(width.len());
        for width in &width {
            left.push(next);
            next += width + gap;
        }
        Columns { left, width }
    }

    /// Left edge of a column.
    pub(super) fn left(&self, layer: usize) -> f64 {
        self.left.get(layer).copied().unwrap_or(MARGIN)
    }

    /// Width of a column.
    pub(super) fn width(&self, layer: usize) -> f64 {
        self.width.get(layer).copied().unwrap_or(BOX[0])
    }

    /// Width of all columns with the margins.
    pub(super) fn breadth(&self) -> f64 {
        let right = self.left.iter().zip(&self.width).map(|(left, width)| left + width);
        right.fold(0.0, f64::max) + MARGIN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(names: &[f64], layout: Layout) -> Columns {
        let needs: Vec<Need> = names.iter().map(|&names| Need { names, remarks: names + 30.0 }).collect();
        Columns::new(&needs, 0.0, layout)
    }

    #[test]
    fn remarks_get_what_is_left_and_names_are_cut_last() {
        assert_eq!(columns(&[120.0, 90.0], Layout::Wide).width, [150.0, 120.0]);
        assert_eq!(columns(&[140.0, 90.0, 90.0, 90.0, 90.0], Layout::Wide).width, [170.0, 120.0, 120.0, 90.0, 90.0]);
        let squeezed = columns(&[180.0, 150.0, 90.0, 110.0, 110.0], Layout::Wide);
        assert!(squeezed.breadth() <= Layout::Wide.width() && squeezed.width[2..] == [90.0, 110.0, 110.0]);
    }

    #[test]
    fn what_cannot_fit_is_not_squeezed() {
        let many = columns(&[120.0; 8], Layout::Narrow);
        assert!(many.width == [120.0; 8] && many.breadth() > 1_000.0);
        assert_eq!(columns(&[], Layout::Wide).breadth(), MARGIN);
        assert!(columns(&[f64::MAX], Layout::Narrow).breadth() <= Layout::Narrow.width());
    }
}
