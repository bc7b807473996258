//! Whom to contact first: the grades, and what is advised for each.

use crate::commands::speaker::Speaker;
use crate::labels::{Label, churn_score as labels};
use crate::models::win_back::{Advice, Grade, Obstacle, Reason};
use crate::report::{Block, Cell, Column, Importance, Kind, Section, Table, number};

use super::super::result::{Findings, in_parts};
use super::say;

/// The grades with their customers, and who is not to be contacted.
pub(super) fn section(speaker: &Speaker, findings: &Findings<'_>) -> Section {
    let advice = &findings.win_back;
    let columns = vec![
        Column::new(speaker.get(labels::COLUMN_GRADE), Kind::Text).importance(Importance::Essential),
        Column::new(speaker.get(labels::COLUMN_CUSTOMERS), Kind::Number).importance(Importance::Essential),
        Column::new(speaker.get(labels::COLUMN_SCORE), Kind::Number).importance(Importance::Normal),
        Column::new(speaker.get(labels::COLUMN_VALUE_BACK), Kind::Number)
            .meaning(speaker.get(labels::MEANING_VALUE_BACK))
            .importance(Importance::Essential),
        Column::new(speaker.get(labels::COLUMN_BREAK_EVEN), Kind::Number)
            .meaning(speaker.get(labels::MEANING_BREAK_EVEN))
            .importance(Importance::Normal),
        Column::new(speaker.get(labels::COLUMN_MEASURE), Kind::Text),
    ];
    let row = |what: Advice| -> Option<Vec<Cell>> {
        let members: Vec<usize> =
            (0..advice.assessments.len()).filter(|at| advice.assessments[*at].advice == what).collect();
        let count = members.len();
        let first = members.first()?;
        let score = members.iter().map(|at| findings.scores.churn[*at]).sum::<f64>() / count as f64;
        let value: f64 = members.iter().map(|at| advice.value[*at]).sum();
        let cost = findings.contact_cost * count as f64;
        let even = (findings.contact_cost > 0.0 && value > 0.0).then(|| cost / value);
        let measure = match what {
            Advice::Contact(grade) => advice.rules.measure(Reason::Unknown, grade).map(|measure| {
                let channel = speaker.get(measure.channel.label());
                say(speaker, labels::MEASURE, &[("channel", &channel), ("words", &measure.words(speaker.lang))])
            }),
            Advice::DoNotContact(_) => None,
        };
        let name = match what {
            Advice::Contact(grade) => grade.id().to_string(),
            Advice::DoNotContact(_) => speaker.get(advice.assessments[*first].advice.obstacle_label()?),
        };
        Some(vec![
            Cell::new(name),
            Cell::new(speaker.count(count as u64)),
            Cell::new(number::percent(score)),
            Cell::new(speaker.compact(in_parts(value))),
            Cell::new(even.map_or_else(|| number::MISSING.to_string(), uplift)),
            Cell::new(measure.unwrap_or_default()),
        ])
    };
    let kinds = Grade::ALL.map(Advice::Contact).into_iter();
    let kinds = kinds.chain([Obstacle::NoConsent, Obstacle::CostAboveValue].map(Advice::DoNotContact));
    let rows: Vec<Vec<Cell>> = kinds.filter_map(row).collect();
    let caption = speaker.get(labels::CAPTION_GRADES);
    let mut notes: Vec<Label> = vec![labels::NOTE_GRADES];
    if findings.uplift.is_none() {
        notes.push(labels::NOTE_UPLIFT);
    }
    Section {
        id: "win-back".into(),
        title: speaker.get(labels::SECTION_WIN_BACK),
        lead: say(
            speaker,
            match (advice.consent_known, findings.uplift) {
                (false, _) => labels::SECTION_WIN_BACK_UNKNOWN,
                (true, Some(_)) => labels::SECTION_WIN_BACK_LEAD,
                (true, None) if findings.contact_cost > 0.0 => labels::SECTION_WIN_BACK_COST,
                (true, None) => labels::SECTION_WIN_BACK_FREE,
            },
            &[("n", &speaker.count(advice.order.len() as u64)), ("of", &speaker.count(findings.scores.len() as u64))],
        ),
        blocks: vec![
            Block::Table(Table { caption, columns, rows, total: None }),
            Block::Notes(notes.into_iter().map(|note| speaker.get(note)).collect()),
        ],
    }
}

/// No contact raises a chance by more than all of it.
fn uplift(uplift: f64) -> String {
    if uplift > 1.0 { "> 100%".to_string() } else { number::percent(uplift) }
}
