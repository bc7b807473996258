//! The table of goals.

use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::models::goals::{CannotTell, Verdict};
use crate::numerics::interval::Interval;

use super::Goals;
use super::judged::Judged;

/// One row a goal, in the order of the file.
pub(super) fn goals(goals: &Goals) -> Result<ResultTable<'static>, Error> {
    let rows = || goals.judged.iter();
    let interval = |of: fn(&Interval) -> f64| {
        rows().map(move |row| row.figure.as_ref().and_then(|figure| figure.interval.as_ref().map(of)))
    };
    ResultTable::build("goals")
        .text("id", rows().map(|row| Some(row.goal.id.as_str())))
        .text("metric", rows().map(|row| Some(row.goal.metric.as_str())))
        .text("segment", rows().map(|row| Some(row.segment.id())))
        .text("unit", rows().map(|row| Some(row.metric.unit.id())))
        .number("baseline", rows().map(|row| row.goal.baseline))
        .day("baseline_on", rows().map(|row| row.goal.baseline_on))
        .number("target", rows().map(|row| Some(row.goal.target)))
        .day("by", rows().map(|row| Some(row.goal.by)))
        .text("direction", rows().map(|row| Some(row.goal.direction.id())))
        .text("period", rows().map(|row| row.period.as_deref()))
        .number("value", rows().map(|row| row.figure.as_ref().and_then(|figure| figure.value)))
        .number("lower", interval(|interval| interval.lower))
        .number("upper", interval(|interval| interval.upper))
        .integer("n", rows().map(|row| row.figure.as_ref().and_then(|figure| i64::try_from(figure.n).ok())))
        .number("milestone", rows().map(|row| row.milestone))
        .text("verdict", rows().map(|row| Some(row.verdict.id())))
        .integer("needed", rows().map(needed))
        .finish()
}

/// Observations with which the verdict could be told.
fn needed(row: &Judged) -> Option<i64> {
    match row.verdict {
        Verdict::CannotTell(CannotTell::Within { needed }) => needed.and_then(|needed| i64::try_from(needed).ok()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::judged::{judged, tests};
    use super::*;

    #[test]
    fn hidden_figures_stay_out_of_the_table() {
        let [shown, mut hidden] = [tests::series("nps", None), tests::series("nps", None)];
        hidden.figures[5].shown = super::super::super::figures::Shown::Suppressed;
        let of = |series| judged(tests::goal(44.0, 360), &tests::span(), &[series]).unwrap();
        let table = goals(&Goals { judged: vec![of(&shown), of(&hidden)] }).unwrap();
        let frame = table.batch(0..2).unwrap();
        for (name, filled) in [("value", 1), ("lower", 1), ("upper", 1), ("n", 1), ("milestone", 2), ("verdict", 2)] {
            let column = frame.column(name).unwrap();
            assert_eq!(column.len() - column.null_count(), filled, "{name}");
        }
    }
}
