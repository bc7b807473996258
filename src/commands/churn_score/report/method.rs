//! The definition and the parameters behind the numbers.

use crate::commands::speaker::Speaker;
use crate::labels::churn_score as labels;
use crate::report::{Block, Cell, Column, Kind, Section, Table, number};

use super::super::result::Findings;
use super::super::words;
use super::say;

/// The definition and the parameters behind the numbers.
pub(super) fn section(speaker: &Speaker, findings: &Findings) -> Section {
    let mut notes = vec![speaker.get(labels::NOTE_DEFINITION)];
    let mut blocks = Vec::new();
    if let Some(fitted) = &findings.fitted {
        let fit = &fitted.fit;
        let symbols = fit.model.family().symbols().into_iter();
        let rows = symbols.zip(fit.model.parameters()).zip(fit.standard_errors()).map(|((symbol, value), error)| {
            [symbol.to_string(), number::decimal(value, 4), number::decimal(error, 4)].map(Cell::new).into()
        });
        let likelihood = number::decimal(fit.log_likelihood, 3);
        blocks.push(Block::Table(Table {
            caption: say(
                speaker,
                labels::CAPTION_PARAMETERS,
                &[("model", &fit.model.family().name()), ("likelihood", &likelihood)],
            ),
            columns: vec![
                Column::new(speaker.get(labels::COLUMN_PARAMETER), Kind::Text),
                Column::new(speaker.get(labels::COLUMN_ESTIMATE), Kind::Number),
                Column::new(speaker.get(labels::COLUMN_ERROR), Kind::Number),
            ],
            rows: rows.collect(),
            total: None,
        }));
        notes.push(speaker.get(labels::NOTE_ALIVE));
    }
    notes.push(speaker.get(labels::NOTE_GAP));
    blocks.push(Block::Notes(notes));
    let lead = say(speaker, labels::SECTION_METHOD_LEAD, &[("method", &words::method(speaker, findings))]);
    Section { id: "method".into(), title: speaker.get(labels::SECTION_METHOD), lead, blocks }
}
