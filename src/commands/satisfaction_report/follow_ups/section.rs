//! The section of the report: where the follow-ups stand, who does them, and what goes together with them.

use crate::commands::speaker::Speaker;
use crate::labels::Label;
use crate::labels::satisfaction_report::follow_ups as labels;
use crate::models::follow_ups::Measures;
use crate::models::satisfaction_scores::SUPPRESSED_BELOW;
use crate::models::share::Share;
use crate::report::{Block, Cell, Column, Importance, Kind, Section, Table, number};

use super::super::figures::{Segment, Shown, Unit};
use super::super::span::Span;
use super::{FollowUps, Named};
use crate::labels::satisfaction_report::{HIDDEN, WITHHELD};

/// Most owners and kinds that are told apart.
const MOST_ROWS: usize = 30;

impl FollowUps {
    /// The section of the report.
    pub(in super::super) fn section(&self, speaker: &Speaker, span: &Span) -> Option<Section> {
        let planned = self.by_segment.whole.first()?;
        if planned.balance.planned() == 0 && planned.done_without_due_day == 0 {
            return None;
        }
        let mut blocks = vec![Block::Table(self.balance(speaker, span))];
        blocks.extend(self.segments(speaker).map(Block::Table));
        let kinds = Parts { caption: labels::CAPTION_KINDS, header: labels::COLUMN_KIND, others: labels::OTHER_KINDS };
        let owners =
            Parts { caption: labels::CAPTION_OWNERS, header: labels::COLUMN_OWNER, others: labels::OTHER_OWNERS };
        for (named, grouping, parts) in [(&self.by_kind, 0, kinds), (&self.by_owner, 2, owners)] {
            blocks.extend(self.named_table(speaker, named, grouping, &parts).map(Block::Table));
        }
        blocks.extend(self.effect_blocks(speaker));
        let warnings: Vec<String> = self.warnings.iter().map(|warning| warning.render(speaker.lang)).collect();
        blocks.extend((!warnings.is_empty()).then_some(Block::Notes(warnings)));
        Some(Section {
            id: "follow-ups".into(),
            title: speaker.get(labels::SECTION),
            lead: labels::SECTION_LEAD.with(&[("grace", &self.grace)]).render(speaker.lang),
            blocks,
        })
    }

    /// planned = done + missed + cancelled + not yet due, for the last full period, the newest one and all of them.
    fn balance(&self, speaker: &Speaker, span: &Span) -> Table {
        let mut places: Vec<usize> = span.last_full().into_iter().chain(span.count.checked_sub(1)).collect();
        places.dedup();
        let of_period = |at: &usize| {
            let measures = self.by_segment.periods.get(*at)?.first()?;
            Some(balance_row(speaker, span.name(*at), measures, self.shown(0, Some(*at))))
        };
        let whole = self.by_segment.whole.first();
        let column = |label: Label| Column::new(speaker.get(label), Kind::Number);
        Table {
            caption: speaker.get(labels::CAPTION_BALANCE),
            columns: vec![
                Column::new(speaker.get(labels::COLUMN_PERIOD), Kind::Text).importance(Importance::Essential),
                column(labels::COLUMN_PLANNED),
                column(labels::COLUMN_DONE).importance(Importance::Essential),
                column(labels::COLUMN_MISSED).importance(Importance::Essential),
                column(labels::COLUMN_CANCELLED),
                column(labels::COLUMN_NOT_YET_DUE),
            ],
            rows: places.iter().filter_map(of_period).collect(),
            total: whole
                .map(|measures| balance_row(speaker, speaker.get(labels::ALL_PERIODS), measures, self.shown(0, None))),
        }
    }

    /// The rates of segments over all periods; none without segments.
    fn segments(&self, speaker: &Speaker) -> Option<Table> {
        let rows: Vec<Vec<Cell>> = self
            .segments
            .iter()
            .enumerate()
            .filter(|(_, segment)| **segment != Segment::Everyone)
            .filter_map(|(place, segment)| {
                let measures = self.by_segment.whole.get(place).filter(|own| own.balance.planned() > 0)?;
                let name = segment.text().render(speaker.lang);
                Some(match self.shown(place, None).is_hidden() {
                    true => withheld(speaker, name),
                    false => rates_row(speaker, name, measures, self.shown_rates(place, None)),
                })
            })
            .collect();
        (!rows.is_empty())
            .then(|| Table { rows, ..rates_table(speaker, labels::CAPTION_SEGMENTS, labels::COLUMN_SEGMENT) })
    }
}

/// How a table of names is headed.
struct Parts {
    caption: Label,
    header: Label,
    /// The row of those with too few.
    others: Label,
}

impl FollowUps {
    /// The rates of owners or kinds over all periods, those with most due first; those that are hidden stand together.
    /// None where no row has a name.
    fn named_table(&self, speaker: &Speaker, named: &Named, grouping: usize, parts: &Parts) -> Option<Table> {
        let own = named.groups().filter_map(|(place, name)| Some((place, name, named.measured.whole.get(place)?)));
        let shown = |place: usize| self.shown_named(grouping, place, None);
        let (mut told, few): (Vec<_>, Vec<_>) =
            own.filter(|(_, _, measures)| measures.due > 0).partition(|(place, ..)| !shown(*place).0.is_hidden());
        if told.iter().chain(&few).all(|(_, name, _)| name.is_none()) {
            return None;
        }
        told.sort_by_key(|(_, name, measures)| (std::cmp::Reverse(measures.due), *name));
        let text = |name: Option<&str>| name.map_or_else(|| speaker.get(labels::NOT_STATED), str::to_string);
        let mut rows: Vec<Vec<Cell>> = told
            .iter()
            .take(MOST_ROWS)
            .map(|(place, name, measures)| rates_row(speaker, text(*name), measures, shown(*place).1))
            .collect();
        if !few.is_empty() {
            let name = parts.others.with(&[("n", &few.len()), ("least", &SUPPRESSED_BELOW)]).render(speaker.lang);
            let due = few.iter().map(|(.., measures)| measures.due).sum();
            let done = few.iter().filter_map(|(.., measures)| measures.completed).map(|share| share.count).sum();
            let share = Share::of(done, due, crate::settings::satisfaction_report::CONFIDENCE);
            let missing = || Cell::new(number::MISSING);
            // Where all of them together are hidden, the rest must not tell them.
            let share = match self.shown(0, None).is_hidden() {
                true => Cell::suppressed(speaker.get(WITHHELD)),
                false => percent(speaker, share),
            };
            rows.push(vec![Cell::new(name), Cell::new(speaker.count(due)), share, missing(), missing(), missing()]);
        }
        Some(Table { rows, ..rates_table(speaker, parts.caption, parts.header) })
    }
}

/// A table of rates without rows.
fn rates_table(speaker: &Speaker, caption: Label, header: Label) -> Table {
    let period = speaker.get(labels::ALL_PERIODS);
    let column = |label: Label, kind| Column::new(speaker.get(label), kind);
    Table {
        caption: caption.with(&[("period", &period)]).render(speaker.lang),
        columns: vec![
            column(header, Kind::Text).importance(Importance::Essential),
            column(labels::COLUMN_DUE, Kind::Number),
            column(labels::COLUMN_COMPLETION, Kind::Share)
                .meaning(speaker.get(labels::MEANING_COMPLETION))
                .importance(Importance::Essential),
            column(crate::labels::satisfaction_report::COLUMN_INTERVAL, Kind::Number).importance(Importance::Extra),
            column(labels::COLUMN_ON_TIME, Kind::Share).meaning(speaker.get(labels::MEANING_ON_TIME)),
            column(labels::COLUMN_REACHED, Kind::Share).meaning(speaker.get(labels::MEANING_REACHED)),
        ],
        ..Table::default()
    }
}

/// What became of those due is hidden where `shown` says so.
fn balance_row(speaker: &Speaker, name: String, measures: &Measures, shown: Shown) -> Vec<Cell> {
    let own = measures.balance;
    let count = |n: u64| Cell::new(speaker.count(n));
    let outcome = |n: u64| match shown {
        Shown::Complementary => Cell::suppressed(speaker.get(WITHHELD)),
        Shown::Suppressed => Cell::suppressed(speaker.get(HIDDEN)),
        _ => count(n),
    };
    let [done, missed] = [own.done(), own.missed()].map(outcome);
    vec![Cell::new(name), count(own.planned()), done, missed, count(own.cancelled()), count(own.not_yet_due())]
}

/// `shown` tells which of the shares done, on time and reached may be seen; those that rest on few are hidden anyway.
fn rates_row(speaker: &Speaker, name: String, measures: &Measures, shown: [Shown; 3]) -> Vec<Cell> {
    let interval = measures.completed.filter(|share| !Shown::of(share.total).is_hidden() && !shown[0].is_hidden());
    let interval = interval.map_or_else(
        || number::MISSING.to_string(),
        |share| number::percent_interval(share.interval.lower, share.interval.upper),
    );
    let rate = |share: Option<Share>, shown: Shown| match shown {
        Shown::Complementary if share.is_some() => Cell::suppressed(speaker.get(WITHHELD)),
        Shown::Suppressed if share.is_some() => Cell::suppressed(speaker.get(HIDDEN)),
        _ => percent(speaker, share),
    };
    vec![
        Cell::new(name),
        Cell::new(speaker.count(measures.due)),
        rate(measures.completed, shown[0]),
        Cell::new(interval),
        rate(measures.on_time, shown[1]),
        rate(measures.reached, shown[2]),
    ]
}

/// The row of a segment that must not be seen.
fn withheld(speaker: &Speaker, name: String) -> Vec<Cell> {
    let hidden = || Cell::suppressed(speaker.get(HIDDEN));
    let missing = || Cell::new(number::MISSING);
    vec![Cell::new(name), hidden(), missing(), missing(), missing(), missing()]
}

fn percent(speaker: &Speaker, share: Option<Share>) -> Cell {
    match share {
        None => Cell::new(number::MISSING),
        Some(share) if Shown::of(share.total).is_hidden() => Cell::suppressed(speaker.get(HIDDEN)),
        Some(share) => Cell::new(Unit::Percent.text(share.value * 100.0)).bar(share.value),
    }
}
