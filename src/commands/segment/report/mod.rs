//! The report of `huike segment`: sections in the order of decisions, the ledger last.

mod clusters;
mod first_screen;
mod map;
mod method;
mod movement;
mod need;
mod profiles;
mod segments;
mod stages;

use crate::commands::ledger;
use crate::labels::{Lang, segment as labels};
use crate::report::{Footer, Report};
use crate::settings::segment::SegmentSettings;

use super::load::Loaded;
use super::result::Findings;
use super::words::Words;

/// What the sections need.
pub(super) struct Story<'a> {
    pub(super) settings: &'a SegmentSettings,
    pub(super) loaded: &'a Loaded,
    pub(super) findings: &'a Findings,
    pub(super) words: Words,
}

/// Builds the report. `command` is the command line that makes it again.
pub(super) fn build(
    settings: &SegmentSettings,
    loaded: &Loaded,
    findings: &Findings,
    lang: Lang,
    command: String,
) -> Report {
    let words = Words::new(lang, loaded);
    let story = Story { settings, loaded, findings, words };
    let needs = need::of_segments(&story);
    let version = labels::FOOTER.with(&[("version", &env!("CARGO_PKG_VERSION"))]).render(lang);
    let sections = [
        Some(segments::section(&story, &needs)),
        movement::section(&story),
        Some(map::section(&story)),
        stages::section(&story),
        profiles::section(&story),
        clusters::section(&story),
        Some(method::section(&story)),
        Some(ledger::section(&story.words, &loaded.gathered)),
    ];
    Report {
        lang,
        title: story.words.get(labels::TITLE),
        subtitle: first_screen::subtitle(&story),
        question: story.words.get(labels::QUESTION),
        answer: first_screen::answer(&story, &needs),
        figures: first_screen::figures(&story, &needs),
        findings: first_screen::findings(&story),
        next_steps: first_screen::next_steps(&story, &needs),
        sections: sections.into_iter().flatten().collect(),
        footer: Footer { lines: vec![version], command: Some(command) },
    }
}

pub(super) use segments::{collapsed, segment_table};
