//! The definition and the parameters behind the numbers.

use crate::commands::speaker::Speaker;
use crate::labels::churn_score as labels;
use crate::models::churn_score::{ChurnScore, Coefficient};
use crate::report::{Block, Cell, Column, Kind, Section, Table, number};

use super::super::combine::Feature;
use super::super::result::Findings;
use super::super::words;
use super::say;

/// The definition and the parameters behind the numbers.
pub(super) fn section(speaker: &Speaker, findings: &Findings<'_>) -> Section {
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
    if let Ok(combined) = &findings.combined {
        let names = combined.names.iter().map(|feature| name(speaker, feature));
        blocks.push(Block::Table(weights(speaker, names, &combined.score)));
        notes.push(speaker.get(labels::NOTE_COMBINED));
    } else if findings.fitted.is_some() {
        notes.push(speaker.get(labels::NOTE_ALONE));
    }
    notes.push(speaker.get(labels::NOTE_GAP));
    blocks.push(Block::Notes(notes));
    let lead = say(speaker, labels::SECTION_METHOD_LEAD, &[("method", &words::method(speaker, findings))]);
    Section { id: "method".into(), title: speaker.get(labels::SECTION_METHOD), lead, blocks }
}

/// The name of a part of the combined score.
fn name(speaker: &Speaker, feature: &Feature) -> String {
    match feature {
        Feature::Model => speaker.get(labels::FEATURE_MODEL),
        Feature::Gap => speaker.get(labels::FEATURE_GAP),
        Feature::Signal(kind) => speaker.get(kind.label()),
    }
}

/// What each part of a score weighs.
pub(in crate::commands::churn_score) fn weights(
    speaker: &Speaker,
    names: impl Iterator<Item = String>,
    score: &ChurnScore,
) -> Table {
    let row = |(name, own): (String, &Coefficient)| {
        let error = own.standard_error.map_or_else(|| number::MISSING.to_string(), |error| number::decimal(error, 3));
        [name, number::decimal(own.value, 3), error].map(Cell::new).into()
    };
    Table {
        caption: speaker.get(labels::CAPTION_WEIGHTS),
        columns: vec![
            Column::new(speaker.get(labels::COLUMN_PART), Kind::Text),
            Column::new(speaker.get(labels::COLUMN_WEIGHT), Kind::Number),
            Column::new(speaker.get(labels::COLUMN_ERROR), Kind::Number),
        ],
        rows: names.zip(&score.coefficients).map(row).collect(),
        total: None,
    }
}
