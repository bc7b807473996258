//! The report of `huike churn-score`: what is at stake, how far to trust it, how customers come back, the ledger.

mod coming_back;
mod first_screen;
mod method;
mod months;
mod trust;
mod who;
mod why;
mod win_back;

use crate::commands::ledger;
use crate::commands::speaker::Speaker;
use crate::labels::{Label, Text, churn_score as labels};
use crate::report::{Block, Report, Section};

pub(super) use method::weights;
pub(super) use trust::of_folds;

use super::load::Loaded;
use super::result::{Band, Findings};
use super::words;

/// Builds the report. `command` is the command line that makes it again.
pub(super) fn build(
    speaker: &Speaker,
    loaded: &Loaded,
    findings: &Findings<'_>,
    warnings: &[Text],
    command: String,
) -> Report {
    let sections = [
        Some(risk(speaker, loaded, findings)),
        who::section(speaker, loaded, findings),
        Some(why::section(speaker, loaded, findings)),
        Some(win_back::section(speaker, findings)),
        trust::section(speaker, findings),
        Some(coming_back::section(speaker, findings)),
        months::section(speaker, findings),
        Some(method::section(speaker, findings)),
        Some(ledger::with_warnings(speaker, &loaded.gathered, warnings)),
    ];
    Report {
        lang: speaker.lang,
        title: speaker.get(labels::TITLE),
        subtitle: words::headline(speaker, findings),
        question: speaker.get(labels::QUESTION),
        answer: first_screen::answer(speaker, loaded, findings),
        figures: first_screen::figures(speaker, loaded, findings),
        findings: words::why(speaker, findings).into_iter().chain(words::verdicts(speaker, &findings.folds)).collect(),
        next_steps: first_screen::steps(speaker, loaded, findings),
        sections: sections.into_iter().flatten().collect(),
        footer: speaker.footer(command),
    }
}

fn say(speaker: &Speaker, label: Label, values: &[(&'static str, &dyn std::fmt::Display)]) -> String {
    label.with(values).render(speaker.lang)
}

fn risk(speaker: &Speaker, loaded: &Loaded, findings: &Findings<'_>) -> Section {
    let rule = findings.horizon_rule.text().render(speaker.lang);
    let lead = say(speaker, labels::SECTION_RISK_LEAD, &[("horizon", &findings.horizon), ("rule", &rule)]);
    let since = findings.median_last_day(Band::High);
    let since = since.map(|day| say(speaker, labels::RISK_SINCE, &[("day", &speaker.date(day))]));
    let mut blocks = vec![Block::Table(words::bands(speaker, loaded, findings))];
    blocks.extend(since.map(|since| Block::Notes(vec![since])));
    Section { id: "risk".into(), title: speaker.get(labels::SECTION_RISK), lead, blocks }
}
