//! What the cells of a column look like, learnt from the records of the right width.

use super::shape::{Look, Shape};
use super::value::is_value;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Amounts, numbers, dates or times: at least four of five filled cells.
    Value,
    /// Words, codes, or nothing at all.
    Text,
}

/// Shapes remembered of one column. A column of text has more; they count as unseen.
const SHAPES: usize = 64;

/// The most a cell can be worth as evidence, in nats.
const MOST: f32 = 6.0;
/// What a new text in a column of few texts is worth on top of its shape, in nats.
const NEW_TEXT: f32 = 2.5;

/// The profile of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What its cells hold.
    pub kind: Kind,
    blank: u32,
    filled: u32,
    /// Shapes and how many cells have them, in the order of the shapes.
    shapes: Vec<(Shape, u32)>,
    /// Cells with a shape that no other cell had, of those remembered or not.
    single: u32,
    /// The texts of its cells, in order, where a few of them make up the column; otherwise none.
    closed: Vec<u64>,
}

impl Column {
    /// Learns from the cells of a column.
    pub(super) fn learn<'a>(cells: impl Iterator<Item = &'a str>) -> Column {
        let (mut blank, mut filled, mut values) = (0, 0, 0);
        let (mut all, mut texts): (Vec<Shape>, Vec<u64>) = (Vec::new(), Vec::new());
        for cell in cells {
            if cell.trim().is_empty() {
                blank += 1;
                continue;
            }
            filled += 1;
            values += u32::from(is_value(cell));
            let look = Look::of(cell);
            all.push(look.shape);
            texts.push(look.text);
        }
        texts.sort_unstable();
        texts.dedup();
        if texts.len() > SHAPES || texts.len() * 3 > all.len() {
            texts.clear();
        }
        all.sort_unstable();
        let mut shapes: Vec<(Shape, u32)> =
            all.chunk_by(|a, b| a == b).map(|run| (run[0], u32::try_from(run.len()).unwrap_or(u32::MAX))).collect();
        let single = shapes.iter().filter(|(_, count)| *count == 1).count();
        if shapes.len() > SHAPES {
            shapes.sort_by_key(|(shape, count)| (std::cmp::Reverse(*count), *shape));
            shapes.truncate(SHAPES);
            shapes.sort_unstable();
        }
        let kind = if filled > 0 && values * 5 >= filled * 4 { Kind::Value } else { Kind::Text };
        Column { kind, blank, filled, shapes, single: u32::try_from(single).unwrap_or(u32::MAX), closed: texts }
    }

    /// How surprising a cell is in this column: minus the logarithm of the probability of its shape, from 0 to 6 nats,
    /// and a little more where a column of few texts has not seen its text. A shape never seen is as probable as a shape
    /// seen once (Good 1953), so that it means little in a column of text.
    pub fn surprise(&self, look: Look) -> f32 {
        let all = (self.blank + self.filled) as f32 + 1.0;
        if look.shape.is_blank() {
            return (-((self.blank as f32 + 0.25) / all).ln()).clamp(0.0, MOST);
        }
        let share = match self.count(look.shape) {
            0 => (self.single as f32 + 0.05) / all,
            count => count as f32 / all,
        };
        let new = !self.closed.is_empty() && self.closed.binary_search(&look.text).is_err();
        (-share.ln()).clamp(0.0, MOST) + if new { NEW_TEXT } else { 0.0 }
    }

    /// Whether no cell of this column holds anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.filled == 0
    }

    /// Whether its cells are of few shapes and this is one of them.
    pub(crate) fn holds(&self, look: Look) -> bool {
        self.is_regular() && self.knows(look.shape)
    }

    /// Whether filled cells of this column have that shape.
    pub(super) fn knows(&self, shape: Shape) -> bool {
        self.count(shape) > 0
    }

    /// Whether cells of a few shapes make up nearly all of the column, so that its shapes tell cells from names.
    pub(crate) fn is_regular(&self) -> bool {
        let seen: u32 = self.shapes.iter().filter(|(_, count)| count * 10 >= self.filled).map(|(_, count)| count).sum();
        self.filled > 0 && seen * 10 >= self.filled * 9
    }

    fn count(&self, shape: Shape) -> u32 {
        let found = self.shapes.binary_search_by_key(&shape, |(known, _)| *known);
        found.ok().and_then(|at| self.shapes.get(at)).map_or(0, |(_, count)| *count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_another_kind_surprises_a_column_of_values_but_not_one_of_text() {
        let dates: Vec<String> = (1..=30).map(|day| format!("2026-06-{day:02}")).collect();
        let dates = Column::learn(dates.iter().map(String::as_str));
        assert_eq!(dates.kind, Kind::Value);
        assert!(dates.surprise(Look::of("2025-01-02")) < 0.1);
        assert!(dates.surprise(Look::of("a chair")) > 5.0);
        assert!(dates.surprise(Look::of("")) > 4.0);
        let words = ["oak chair", "a, b", "x", "sofa (red)", "it's", "No 5", "bed", "lamp - tall"];
        let words = Column::learn(words.into_iter());
        assert_eq!(words.kind, Kind::Text);
        assert!(words.surprise(Look::of("table/round")) < 1.0);
    }
}
