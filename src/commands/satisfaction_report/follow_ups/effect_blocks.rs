//! What goes together with follow-ups, as charts, a table and notes.

use crate::commands::speaker::Speaker;
use crate::labels::Label;
use crate::labels::satisfaction_report::{self, follow_ups as labels};
use crate::models::follow_up_effect::Verdict;
use crate::report::chart::{Dot, Dots, Estimate, Reference};
use crate::report::{Block, Cell, Chart, Column, Importance, Kind, Picture, Table, Tone, number};

use super::super::figures::Unit;
use super::FollowUps;
use super::effects::{Effect, Found, Judged, Missing};
use super::words::bare;

impl FollowUps {
    /// One chart for answers and one for shares, then the balance of what was compared.
    pub(super) fn effect_blocks(&self, speaker: &Speaker) -> Vec<Block> {
        let charts = [(labels::CHART_ANSWERS, Unit::Answer), (labels::CHART_SHARES, Unit::Percent)];
        let charts = charts.into_iter().filter_map(|(title, unit)| {
            let own: Vec<&Effect> = self.effects.iter().filter(|effect| effect.outcome.unit() == unit).collect();
            (!own.is_empty()).then(|| Block::Chart(Box::new(self.chart(speaker, title, unit, &own))))
        });
        let mut blocks: Vec<Block> = charts.collect();
        let notes: Vec<String> = self
            .effects
            .iter()
            .filter(|effect| effect.kind.is_none())
            .filter_map(|effect| Some(self.balance_note(speaker, effect, effect.judged.found.as_ref().ok()?)))
            .collect();
        blocks.extend((!notes.is_empty()).then_some(Block::Notes(notes)));
        blocks
    }

    fn chart(&self, speaker: &Speaker, title: Label, unit: Unit, effects: &[&Effect]) -> Chart {
        let scale = if unit == Unit::Percent { 0.01 } else { 1.0 };
        let dot = |effect: &&Effect| {
            let estimate = effect.judged.found.as_ref().ok().map(|found| Estimate {
                value: found.estimate.effect * scale,
                interval: Some([found.estimate.interval.lower, found.estimate.interval.upper].map(|at| at * scale)),
            });
            let text = match &effect.judged.found {
                Ok(found) => bare(effect, found.estimate.effect),
                Err(_) => verdict(speaker, &effect.judged),
            };
            Dot { group: None, name: self.name(speaker, effect), estimate, text, open: !is_told(&effect.judged) }
        };
        let told = effects.iter().filter(|effect| is_told(&effect.judged)).count();
        let takeaway = match told {
            0 => speaker.get(labels::CHART_NONE),
            _ => labels::CHART_TOLD.with(&[("n", &effects.len()), ("told", &told)]).render(speaker.lang),
        };
        Chart {
            title: speaker.get(title),
            takeaway,
            note: Some(speaker.get(labels::CHART_NOTE)),
            picture: Picture::Dots(Dots {
                unit: if unit == Unit::Percent { number::Unit::Share } else { number::Unit::Plain },
                reference: Some(Reference { value: 0.0, label: speaker.get(labels::REFERENCE) }),
                rows: effects.iter().map(dot).collect(),
            }),
            table: self.effect_table(speaker, effects),
        }
    }

    /// The outcome and the kind of an effect.
    fn name(&self, speaker: &Speaker, effect: &Effect) -> String {
        let outcome = self.outcome(effect);
        match &effect.kind {
            Some(kind) => labels::OF_KIND.with(&[("kind", kind)]).and("outcome", outcome).render(speaker.lang),
            None => outcome.render(speaker.lang),
        }
    }

    fn effect_table(&self, speaker: &Speaker, effects: &[&Effect]) -> Table {
        let column = |label: Label, kind| Column::new(speaker.get(label), kind);
        Table {
            caption: speaker.get(labels::CAPTION_EFFECTS),
            columns: vec![
                column(labels::COLUMN_OUTCOME, Kind::Text).importance(Importance::Essential),
                column(labels::COLUMN_EFFECT, Kind::Delta).importance(Importance::Essential),
                column(satisfaction_report::COLUMN_INTERVAL, Kind::Number),
                column(labels::COLUMN_PAIRS, Kind::Number).importance(Importance::Extra),
                column(labels::COLUMN_PLAIN, Kind::Delta)
                    .meaning(speaker.get(labels::MEANING_PLAIN))
                    .importance(Importance::Extra),
                column(labels::COLUMN_VERDICT, Kind::Text).importance(Importance::Essential),
            ],
            rows: effects.iter().map(|effect| self.effect_row(speaker, effect)).collect(),
            total: None,
        }
    }

    fn effect_row(&self, speaker: &Speaker, effect: &Effect) -> Vec<Cell> {
        let name = Cell::new(self.name(speaker, effect));
        let tone = match &effect.judged.found {
            Ok(found) if found.verdict == Verdict::Better => Tone::Good,
            Ok(found) if found.verdict == Verdict::Worse => Tone::Bad,
            _ => Tone::Neutral,
        };
        let verdict = Cell::new(verdict(speaker, &effect.judged)).tone(tone);
        let Ok(found) = &effect.judged.found else {
            let missing = || Cell::new(number::MISSING);
            return vec![name, missing(), missing(), missing(), missing(), verdict];
        };
        let interval = found.estimate.interval;
        let [lower, upper] = [interval.lower, interval.upper].map(|limit| bare(effect, limit));
        let limits = labels::LIMITS.with(&[("lower", &lower), ("upper", &upper)]).render(speaker.lang);
        vec![
            name,
            Cell::new(signed(effect, found.estimate.effect)),
            Cell::new(limits),
            Cell::new(speaker.count(found.pairs())),
            Cell::new(signed(effect, found.plain)),
            verdict,
        ]
    }

    /// How like the two sides were, and what the time before says.
    fn balance_note(&self, speaker: &Speaker, effect: &Effect, found: &Found) -> String {
        let [before, matched] =
            [found.before, found.matched].map(|own| number::decimal(own.standardised_difference, 2));
        let note = labels::NOTE_BALANCE.with(&[
            ("outcome", &self.name(speaker, effect)),
            ("before", &before),
            ("matched", &matched),
        ]);
        note.and("trends", found.trends.text()).render(speaker.lang)
    }
}

fn is_told(judged: &Judged) -> bool {
    judged.found.as_ref().is_ok_and(|found| matches!(found.verdict, Verdict::Better | Verdict::Worse))
}

fn signed(effect: &Effect, value: f64) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}", bare(effect, value))
}

/// The verdict in a few words.
fn verdict(speaker: &Speaker, judged: &Judged) -> String {
    let label = match &judged.found {
        Ok(found) => match found.verdict {
            Verdict::Better => labels::VERDICT_BETTER,
            Verdict::Worse => labels::VERDICT_WORSE,
            Verdict::Negligible => labels::VERDICT_NEGLIGIBLE,
            Verdict::CannotTell { needed: Some(needed) } => {
                return labels::VERDICT_NEEDS.with(&[("n", &speaker.count(needed))]).render(speaker.lang);
            }
            Verdict::CannotTell { needed: None } | Verdict::SingleTreatedUnit => labels::VERDICT_CANNOT_TELL,
            Verdict::TrendsDiffered => labels::VERDICT_DIFFERED,
            Verdict::NoRoom => labels::VERDICT_NO_ROOM,
            Verdict::Ceiling => labels::VERDICT_CEILING,
        },
        Err(Missing::TooFew) => labels::VERDICT_TOO_FEW,
        Err(Missing::Refused(_)) => labels::VERDICT_NONE,
    };
    match &judged.found {
        Ok(found) if found.is_unchecked() => {
            labels::VERDICT_UNCHECKED.text().and("verdict", label.text()).render(speaker.lang)
        }
        _ => speaker.get(label),
    }
}
