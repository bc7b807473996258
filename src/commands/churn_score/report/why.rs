//! What has changed in customers, and how much such changes have told.

use crate::commands::speaker::Speaker;
use crate::labels::churn_score as labels;
use crate::models::signals::SignalKind;
use crate::models::win_back::Reason;
use crate::report::{Block, Cell, Column, Importance, Kind, Section, Table, number};

use super::super::load::Loaded;
use super::super::result::{Band, Findings};
use super::say;

/// What has changed in customers, and how much such changes have told.
pub(super) fn section(speaker: &Speaker, loaded: &Loaded, findings: &Findings<'_>) -> Section {
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
        let with = || alarms.of_kind(kind);
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
    let rows = findings.tests.kinds.iter().map(|kind| row(*kind)).collect();
    let mut blocks = vec![Block::Table(Table { caption, columns, rows, total: None })];
    let season = match &findings.tests.season {
        Ok(_) => speaker.get(labels::NOTE_SEASON),
        Err(why) => labels::NO_SEASON.text().and("why", why.text()).render(speaker.lang),
    };
    blocks.push(Block::Notes(vec![season, speaker.get(labels::NOTE_SIGNALS)]));
    if loaded.complaints.is_some() {
        blocks.push(Block::Table(recorded(speaker, loaded, findings)));
        blocks.push(Block::Notes(vec![speaker.get(labels::NOTE_RECORDED)]));
    }
    let values: [(&'static str, &dyn std::fmt::Display); 2] =
        [("n", &speaker.count(alarms.customers() as u64)), ("window", &findings.tests.window())];
    Section {
        id: "why".into(),
        title: speaker.get(labels::SECTION_WHY),
        lead: say(speaker, labels::SECTION_WHY_LEAD, &values),
        blocks,
    }
}

/// What customers at high risk complained about.
fn recorded(speaker: &Speaker, loaded: &Loaded, findings: &Findings<'_>) -> Table {
    let (known, of) = findings.win_back.coverage(&findings.bands);
    let at_risk = |at: &usize| findings.bands[*at] == Band::High;
    let row = |reason: &Reason| {
        let members =
            || (0..findings.scores.len()).filter(at_risk).filter(|at| findings.win_back.reasons[*at] == *reason);
        let spend = members().map(|at| i128::from(loaded.purchases.recent_net[findings.observed.customers[at]])).sum();
        let customers = members().count() as u64;
        vec![
            Cell::new(speaker.get(reason.label())),
            Cell::new(speaker.count(customers)),
            Cell::new(speaker.share(customers as f64, of as f64)),
            Cell::new(speaker.compact(spend)),
        ]
    };
    let coverage = speaker.share(known as f64, of as f64);
    Table {
        caption: say(speaker, labels::CAPTION_RECORDED, &[("share", &coverage)]),
        columns: vec![
            Column::new(speaker.get(labels::COLUMN_RECORDED), Kind::Text).importance(Importance::Essential),
            Column::new(speaker.get(labels::COLUMN_HIGH), Kind::Number).importance(Importance::Essential),
            Column::new(speaker.get(labels::COLUMN_SHARE), Kind::Number),
            Column::new(speaker.get(labels::FIGURE_RECENT), Kind::Number).importance(Importance::Essential),
        ],
        rows: Reason::ALL.iter().map(row).collect(),
        total: None,
    }
}
