//! The report: the verdict and alarms, goals, trends with their limits, segments, drivers, complaints, follow-ups, loyalty,
//! recovery, the ledger.

use crate::commands::speaker::Speaker;
use crate::labels::satisfaction_report as labels;
use crate::report::{Block, Report, Section};

use super::alarms::Alarms;
use super::complaints::Complaints;
use super::drivers::Drivers;
use super::follow_ups::FollowUps;
use super::goals::Goals;
use super::loyalty::Loyalty;
use super::recovery::Recovery;
use super::result::Findings;
use super::scores::Scores;
use super::words;

/// Builds the report. `command` is the command line that makes it again.
pub(super) fn build(speaker: &Speaker, findings: &Findings, ledger: Section, command: String) -> Report {
    let Findings { span, scores, drivers, complaints, follow_ups, loyalty, alarms, goals, recovery, .. } = findings;
    let prompt = &span.prompt();
    let sections = [
        Alarms::section(alarms, speaker, span),
        goals.as_ref().and_then(|own| Goals::section(own, speaker)),
        trends(speaker, findings),
        scores.as_ref().and_then(|own| Scores::section(own, speaker, span)),
        drivers.as_ref().and_then(|own| Drivers::section(own, speaker)),
        complaints.as_ref().and_then(|own| Complaints::section(own, speaker, prompt)),
        follow_ups.as_ref().and_then(|own| FollowUps::section(own, speaker, prompt)),
        loyalty.as_ref().and_then(|own| Loyalty::section(own, speaker, prompt)),
        recovery.as_ref().and_then(|own| Recovery::section(own, speaker, span)),
        Some(ledger),
    ];
    Report {
        lang: speaker.lang,
        title: speaker.get(labels::TITLE),
        subtitle: words::headline(speaker, findings),
        question: speaker.get(labels::QUESTION),
        answer: words::verdict(speaker, findings),
        figures: words::key_figures(speaker, findings),
        findings: words::sentences(speaker, findings),
        next_steps: words::steps(speaker, findings),
        sections: sections.into_iter().flatten().collect(),
        footer: speaker.footer(command),
    }
}

/// Every metric over time with its control limits.
fn trends(speaker: &Speaker, findings: &Findings) -> Option<Section> {
    let charts = findings.alarms.trends(speaker, &findings.span);
    let blocks: Vec<Block> = charts.into_iter().map(|chart| Block::Chart(Box::new(chart))).collect();
    (!blocks.is_empty()).then(|| Section {
        id: "trends".into(),
        title: speaker.get(labels::SECTION_TRENDS),
        lead: speaker.get(labels::SECTION_TRENDS_LEAD),
        blocks,
    })
}
