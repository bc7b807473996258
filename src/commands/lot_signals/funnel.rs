//! The funnel plot: how far each candidate strays from the usual rate, and how far chance alone would carry it.

use crate::commands::speaker::Speaker;
use crate::labels::lot_signals as labels;
use crate::models::lot_signals::{Group, overdispersion, poisson_limits};
use crate::report::chart::{Bounds, ControlLimit, Funnel, FunnelPoint, Naming, Picture, Reference};
use crate::report::number::{self, Unit};
use crate::report::{Block, Chart, Section, Tone};

use super::findings::{Findings, Row};
use super::words;

/// Points that are drawn, the most suspicious first.
const DRAWN: usize = 5_000;
/// Points of each limit.
const STEPS: u32 = 120;
/// Candidates in the table behind the chart.
const LISTED: usize = 100;
/// Part of the candidates that lies above the outer limit by chance.
const ABOVE_BY_CHANCE: f64 = 0.001;
/// Share at either end that is drawn in before overdispersion is measured.
const WINSORISED: f64 = 0.1;

/// The section; nothing where no candidate can be compared.
pub(super) fn section(speaker: &Speaker, findings: &Findings) -> Option<Section> {
    let compared: Vec<(&Row, f64, f64)> =
        findings.rows().filter_map(|row| Some((row, row.expected()?, row.ratio()?))).collect();
    let (least, most) = compared
        .iter()
        .fold((f64::INFINITY, 0.0_f64), |(least, most), (_, expected, _)| (least.min(*expected), most.max(*expected)));
    if compared.is_empty() {
        return None;
    }
    let above = |(row, expected, _): &&(&Row, f64, f64)| {
        poisson_limits(*expected).is_some_and(|limits| row.compared > limits.outer.upper)
    };
    let outside = compared.iter().filter(above).count();
    let point = |(row, expected, ratio): &(&Row, f64, f64)| FunnelPoint {
        name: findings.name(row.candidate).to_string(),
        exposure: *expected,
        value: *ratio,
        text: number::ratio(*ratio),
        tone: if row.signal { Tone::Bad } else { Tone::Neutral },
        naming: Naming::WhenBad,
    };
    let groups: Vec<Group> =
        compared.iter().map(|(row, expected, _)| Group { failures: row.compared, exposure: *expected }).collect();
    let chance = number::decimal((compared.len() as f64 * ABOVE_BY_CHANCE).ceil(), 0);
    let takeaway = labels::TAKEAWAY_FUNNEL.with(&[
        ("outside", &speaker.count(outside as u64)),
        ("n", &speaker.count(compared.len() as u64)),
        ("chance", &chance),
    ]);
    let note = overdispersion(&groups, WINSORISED)
        .map(|phi| labels::NOTE_OVERDISPERSION.with(&[("phi", &number::decimal(phi, 2))]).render(speaker.lang));
    let chart = Chart {
        title: speaker.get(labels::CHART_FUNNEL),
        takeaway: takeaway.render(speaker.lang),
        note,
        picture: Picture::Funnel(Funnel {
            exposure: speaker.get(labels::AXIS_EXPECTED),
            measure: speaker.get(labels::AXIS_RATIO),
            unit: Unit::Plain,
            kinds: [speaker.get(labels::ORDINARY), speaker.get(labels::FIGURE_SIGNALS)],
            points: compared.iter().take(DRAWN).map(point).collect(),
            limits: limits(speaker, least, most),
            reference: Some(Reference { value: 1.0, label: speaker.get(labels::USUAL_RATE) }),
        }),
        table: words::figures(speaker, findings, LISTED),
    };
    Some(Section {
        id: "funnel".into(),
        title: speaker.get(labels::SECTION_FUNNEL),
        lead: speaker.get(labels::SECTION_FUNNEL_LEAD),
        blocks: vec![Block::Chart(Box::new(chart))],
    })
}

/// The exact limits of the ratio at expected failures from `least` to `most`.
fn limits(speaker: &Speaker, least: f64, most: f64) -> Vec<ControlLimit> {
    let at = |step: u32| least * (most / least).powf(f64::from(step) / f64::from(STEPS));
    let curve = |outer: bool| {
        let bounds = (0..=STEPS).map(at).filter_map(|exposure| {
            let limits = poisson_limits(exposure)?;
            let own = if outer { limits.outer } else { limits.inner };
            Some(Bounds { exposure, lower: own.lower as f64 / exposure, upper: own.upper as f64 / exposure })
        });
        bounds.collect()
    };
    vec![
        ControlLimit { label: speaker.get(labels::LIMIT_INNER), bounds: curve(false) },
        ControlLimit { label: speaker.get(labels::LIMIT_OUTER), bounds: curve(true) },
    ]
}
