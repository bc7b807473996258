//! How far the data of each part reach. That an export ends is no sign that nothing happened afterwards.

use crate::labels::{Label, Text, satisfaction_report as labels};

use crate::models::early_warning::Standing;

use super::figures::{Figure, Series, set_q_values};
use super::span::Span;

/// The metric that is a bare number, which part of a period makes too small.
const NUMBER: &str = "complaints";
/// An export that begins so many days after a period does holds less than all of it.
const LATE_START: i32 = 7;

/// Empties the figures of full periods that begin after the last row of their table, and tells how many there are. `days`
/// are the first and the last day of the table, `name` is its name.
pub(super) fn end(series: &mut [Series], days: Option<(i32, i32)>, span: &Span, name: Label) -> Option<Text> {
    let last = span.place(days?.1.min(span.as_of))?;
    let after = (last + 1..span.count).filter(|at| span.last_full().is_some_and(|full| *at <= full)).count();
    for figure in series.iter_mut().flat_map(|own| own.figures.iter_mut().skip(last + 1)) {
        *figure = Figure::default();
    }
    let warning = labels::ENDS_EARLY.with(&[("last", &span.name(last)), ("n", &after)]).and("table", name.text());
    (after > 0).then_some(warning)
}

/// Takes from judgement what is not comparable with other periods: a number of which the first period holds but a part,
/// and shares that still ripen, which are provisional. They are shown, and neither a basis of charts nor compared; the tests
/// that are told are all that q-values know of.
pub(super) fn compare(series: &mut [Series], days: Option<(i32, i32)>, span: &Span) {
    let partial = days.and_then(|(first, _)| {
        let at = span.place(first)?;
        (first - span.days(at).0 > LATE_START).then_some(at)
    });
    for own in series.iter_mut() {
        let judged = own.metric.judged_span(span);
        let number = own.metric.id == NUMBER;
        for (at, figure) in own.figures.iter_mut().enumerate() {
            if number && partial == Some(at) {
                figure.counted = None;
            }
            let beside_a_part = number && (partial == Some(at) || (at > 0 && partial == Some(at - 1)));
            if beside_a_part || judged.standing(at) == Standing::Provisional {
                figure.change = None;
            }
        }
    }
    for own in series.chunk_by_mut(|one, other| one.metric.id == other.metric.id) {
        set_q_values(own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::satisfaction_report::figures::{Metric, Segment, Unit};
    use crate::models::periods::Length;

    fn series(id: &str) -> Series {
        let metric = Metric {
            id: id.into(),
            name: Text::verbatim(id),
            unit: Unit::Count,
            bad: None,
            measure: None,
            beside: false,
            between: None,
        };
        let figure = Figure { value: Some(1.0), counted: Some((1.0, 1.0)), ..Figure::default() };
        Series { metric, segment: Segment::Everyone, whole: figure.clone(), figures: vec![figure; 4] }
    }

    /// January to April 1970, as of the last day of April.
    fn span() -> Span {
        Span::new(Length::Month, 0, 119, 0)
    }

    fn judged(series: &Series) -> Vec<bool> {
        series.figures.iter().map(|figure| figure.counted.is_some()).collect()
    }

    #[test]
    fn an_export_that_ends_early_says_nothing_of_later_periods() {
        let mut all = [series("complaints")];
        let warning = end(&mut all, Some((0, 40)), &span(), labels::TABLE_COMPLAINTS);
        assert!(warning.is_some_and(|text| text.render(crate::labels::Lang::En).contains("2 full periods")));
        assert_eq!(judged(&all[0]), [true, true, false, false]);
        assert!(all[0].figures[2].value.is_none());
        let mut all = [series("complaints")];
        assert!(end(&mut all, Some((0, 119)), &span(), labels::TABLE_COMPLAINTS).is_none());
        assert_eq!(judged(&all[0]), [true; 4]);
    }

    #[test]
    fn parts_of_periods_and_unripe_shares_are_no_basis() {
        let mut all = [series("complaints"), series("follow_up_completion"), series("complaint_rate")];
        compare(&mut all, Some((20, 119)), &span());
        assert_eq!(judged(&all[0]), [false, true, true, true]);
        assert_eq!(judged(&all[1]), [true; 4]);
        let standing = |at| all[1].metric.judged_span(&span()).standing(at);
        assert_eq!([standing(2), standing(3)], [Standing::Complete, Standing::Provisional]);
        assert_eq!(judged(&all[2]), [true; 4]);
    }
}
