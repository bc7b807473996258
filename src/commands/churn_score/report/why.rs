//! What has changed in customers, and how much such changes have told.

use crate::commands::speaker::Speaker;
use crate::labels::churn_score as labels;
use crate::models::signals::SignalKind;
use crate::report::{Block, Cell, Column, Importance, Kind, Section, Table, number};

use super::super::load::Loaded;
use super::super::result::Findings;
use super::super::signals::KINDS;
use super::say;

/// What has changed in customers, and how much such changes have told.
pub(super) fn section(speaker: &Speaker, loaded: &Loaded, findings: &Findings) -> Section {
    let alarms = &findings.signals.alarms;
    let columns = vec![
        Column::new(speaker.get(labels::COLUMN_SIGNAL), Kind::Text).importance(Importance::Essential),
        Column::new(speaker.get(labels::COLUMN_ALARMS), Kind::Number).importance(Importance::Essential),
        Column::new(speaker.get(labels::COLUMN_SPEND_BEHIND), Kind::Number),
        Column::new(speaker.get(labels::COLUMN_PRECISION), Kind::Number)
            .meaning(speaker.get(labels::MEANING_PRECISION))
            .importance(Importance::Essential),
        Column::new(speaker.get(labels::COLUMN_LIFT), Kind::Number).meaning(speaker.get(labels::MEANING_LIFT)),
    ];
    let row = |kind: SignalKind| {
        let with = || alarms.iter().filter(|(_, all)| all.iter().any(|alarm| alarm.kind == kind)).map(|(at, _)| *at);
        let spend = with().map(|at| i128::from(loaded.purchases.recent_net[findings.observed.customers[at]])).sum();
        let worth = findings.signal_worth.iter().find(|(of, _)| *of == kind).and_then(|(_, worth)| worth.as_ref());
        let missing = || number::MISSING.to_string();
        let precision = worth.and_then(|worth| worth.precision).map(|of| {
            let interval = number::percent_interval(of.interval.lower, of.interval.upper);
            say(speaker, labels::SHARE_WITHIN, &[("share", &number::percent(of.share)), ("interval", &interval)])
        });
        let lift = worth.and_then(|worth| worth.lift).map(|lift| number::decimal(lift, 2));
        vec![
            Cell::new(speaker.get(kind.label())),
            Cell::new(speaker.count(with().count() as u64)),
            Cell::new(speaker.compact(spend)),
            Cell::new(precision.unwrap_or_else(missing)),
            Cell::new(lift.unwrap_or_else(missing)),
        ]
    };
    let caption = speaker.get(labels::CAPTION_SIGNALS);
    let values: [(&'static str, &dyn std::fmt::Display); 2] =
        [("n", &speaker.count(alarms.len() as u64)), ("horizon", &findings.horizon)];
    Section {
        id: "why".into(),
        title: speaker.get(labels::SECTION_WHY),
        lead: say(speaker, labels::SECTION_WHY_LEAD, &values),
        blocks: vec![Block::Table(Table { caption, columns, rows: KINDS.map(row).into(), total: None })],
    }
}
