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
    let table = Some(words::newest(speaker, findings)).filter(|table| !table.rows.is_empty()).map(Block::Table);
    let newest = Section {
        title: words::newest_title(speaker, findings),
        blocks: table.into_iter().chain(notes).collect(),
        ..Section::default()
    };
    let sections = if newest.blocks.is_empty() { Vec::new() } else { vec![newest] };
    markdown::page(&Report {
        lang: speaker.lang,
        title: speaker.get(labels::TITLE),
        subtitle: words::headline(speaker, findings),
        question: speaker.get(labels::QUESTION),
        answer: words::verdict(speaker, findings),
        findings: words::sentences(speaker, findings),
        sections,
        ..Report::default()
    })
}
