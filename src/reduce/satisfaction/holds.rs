//! Holds of complaints: the pauses that their rows tell. One row tells one hold; rows of one complaint that differ in
//! nothing else tell several.

use rayon::prelude::*;

use super::complaints::{ComplaintRow, NONE};
use super::moment::Moment;

/// A pause as it is written: either end may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pause {
    /// Put on hold.
    pub from: Moment,
    /// Taken off hold.
    pub to: Moment,
}

/// The holds of complaints that have any; a row names its own by their place.
#[derive(Debug, Default)]
pub struct Holds {
    sets: Vec<Vec<Pause>>,
    /// Rows that told nothing but a further hold of a complaint.
    pub further: u64,
}

impl Holds {
    /// Makes one row of all rows of a complaint, with all its holds; `told` holds the pauses that rows name by their
    /// place. Rows come out sorted and each once; those that were doubles are counted beside.
    pub(super) fn gather(rows: &mut Vec<ComplaintRow>, told: &[Pause]) -> (Holds, u64) {
        let mut distinct = told.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        // Places among distinct pauses, so that the order of rows does not depend on which came first.
        for row in rows.iter_mut() {
            let place = told.get(row.holds as usize).and_then(|pause| distinct.binary_search(pause).ok());
            row.holds = place.and_then(|place| u32::try_from(place).ok()).unwrap_or(NONE);
        }
        rows.par_sort_unstable();
        let all = rows.len();
        rows.dedup();
        let doubles = (all - rows.len()) as u64;
        if distinct.is_empty() {
            return (Holds::default(), doubles);
        }
        let pauses_of = |rows: &[ComplaintRow]| -> Vec<Pause> {
            rows.iter().filter_map(|row| distinct.get(row.holds as usize).copied()).collect()
        };
        let mut sets: Vec<Vec<Pause>> = rows.chunk_by(is_like).map(pauses_of).filter(|set| !set.is_empty()).collect();
        sets.sort_unstable();
        sets.dedup();
        for own in rows.chunk_by_mut(is_like) {
            let place = sets.binary_search(&pauses_of(own)).ok().and_then(|place| u32::try_from(place).ok());
            if let Some(first) = own.first_mut() {
                first.holds = place.unwrap_or(NONE);
            }
        }
        let all = rows.len();
        rows.dedup_by(|row, first| is_like(row, first));
        let further = (all - rows.len()) as u64;
        (Holds { sets, further }, doubles)
    }

    /// The holds of a complaint, in order.
    pub fn of(&self, row: &ComplaintRow) -> &[Pause] {
        self.sets.get(row.holds as usize).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Whether two rows differ in their holds at most.
fn is_like(one: &ComplaintRow, other: &ComplaintRow) -> bool {
    ComplaintRow { holds: NONE, ..*one } == ComplaintRow { holds: NONE, ..*other }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pause(from: i32, to: i32) -> Pause {
        Pause { from: Moment::new(Some(from), None), to: Moment::new(Some(to), None) }
    }

    fn row(id: u32, holds: u32) -> ComplaintRow {
        ComplaintRow { opened: Moment::new(Some(1), None), id, holds, ..ComplaintRow::default() }
    }

    #[test]
    fn rows_of_one_complaint_are_one_with_all_its_holds() {
        let told = [pause(5, 6), pause(2, 3), pause(5, 6)];
        let found = |mut rows: Vec<ComplaintRow>| {
            let (holds, doubles) = Holds::gather(&mut rows, &told);
            let of: Vec<(u32, Vec<Pause>)> = rows.iter().map(|row| (row.id, holds.of(row).to_vec())).collect();
            (of, holds.further, doubles)
        };
        let rows = vec![row(7, 0), row(8, NONE), row(7, 1), row(9, 2), row(7, 2), row(8, NONE), row(9, NONE)];
        let expected = vec![(7, vec![pause(2, 3), pause(5, 6)]), (8, vec![]), (9, vec![pause(5, 6)])];
        let backwards: Vec<ComplaintRow> = rows.iter().rev().copied().collect();
        assert_eq!(found(rows), (expected.clone(), 2, 2));
        assert_eq!(found(backwards), (expected, 2, 2));
        assert_eq!(found(Vec::new()), (Vec::new(), 0, 0));
    }
}
