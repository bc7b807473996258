//! The data file of alarms.

use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::Error;

use super::listed::{Judged, Listed};
use super::{Alarms, Span};

impl Alarms {
    /// The tables.
    pub(in crate::commands::satisfaction_report) fn tables(
        &self,
        _speaker: &Speaker,
        span: &Span,
    ) -> Result<Vec<ResultTable<'static>>, Error> {
        let rows = || self.listed.iter();
        let figure = |of: fn(&Judged) -> Option<f64>| rows().map(move |row| row.figure.as_ref().and_then(of));
        let table = ResultTable::build("alarms")
            .text("metric", rows().map(|row| Some(row.key.metric.as_str())))
            .text("segment", rows().map(|row| Some(row.key.segment.as_str())))
            .text("rule", rows().map(|row| Some(row.key.rule.id())))
            .text("level", rows().map(|row| Some(row.episode.level.id())))
            .text("direction", rows().map(|row| Some(row.episode.direction.id())))
            .text("first_period", rows().map(|row| Some(span.length.name(row.episode.first))))
            .text("last_period", rows().map(|row| Some(span.length.name(row.episode.last))))
            .number("value", figure(|own| Some(own.value)))
            .number("centre", figure(|own| own.reading.centre))
            .number("lower_limit", figure(|own| own.reading.lower))
            .number("upper_limit", figure(|own| own.reading.upper))
            .text("unit", rows().map(|row| row.figure.map(|own| own.unit.id())))
            .boolean("stands", rows().map(|row| Some(row.stands())))
            .text("change", rows().map(|row| row.change.map(|change| change.id())))
            .text("earlier_level", rows().map(|row| row.earlier_level.map(|level| level.id())))
            .boolean("rejudged", rows().map(|row| row.change.map(|_| row.rejudged)))
            .text("owner", rows().map(|row| row.owner.as_deref()))
            .text("responses", rows().map(|row| self.stages(row)))
            .text("statistic", rows().map(|row| row.figure.map(|own| own.reading.statistic.id())))
            .number("plotted", figure(|own| own.reading.plotted))
            .number("bound", figure(|own| own.reading.bound))
            .text("plotted_unit", rows().map(|row| row.figure.map(|own| own.reading.statistic.unit_id(own.unit))))
            .finish()?;
        Ok(vec![table])
    }

    /// The stages of what is to be done about an alarm that stands.
    fn stages(&self, row: &Listed) -> Option<String> {
        let stages: Vec<&str> = self.responses(row).iter().map(|own| own.stage.id()).collect();
        (!stages.is_empty()).then(|| stages.join(";"))
    }
}
