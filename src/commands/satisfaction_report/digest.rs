//! The digest: what fits into an e-mail or a chat message.

use crate::commands::speaker::Speaker;
use crate::labels::satisfaction_report as labels;
use crate::report::{Block, Report, Section, markdown};

use super::result::Findings;
use super::words;

/// The digest as Markdown.
pub(super) fn page(speaker: &Speaker, findings: &Findings) -> String {
    let scales = findings.scores.as_ref().map(|scores| scores.scale_notes(speaker)).unwrap_or_default();
    let notes = (!scales.is_empty()).then_some(Block::Notes(scales));
    let newest = Section {
        title: speaker.get(labels::SECTION_NEWEST),
        blocks: std::iter::once(Block::Table(words::newest(speaker, findings))).chain(notes).collect(),
        ..Section::default()
    };
    markdown::page(&Report {
        lang: speaker.lang,
        title: speaker.get(labels::TITLE),
        subtitle: words::headline(speaker, findings),
        question: speaker.get(labels::QUESTION),
        answer: words::verdict(speaker, findings),
        findings: words::sentences(speaker, findings),
        sections: vec![newest],
        ..Report::default()
    })
}
