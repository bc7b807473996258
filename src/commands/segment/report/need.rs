//! What each segment needs, judged by the average scores of its customers, so that it holds for rules of any making.

use crate::labels::{Label, segment as labels};

use super::Story;

/// What a segment needs; the order is that of urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    /// Recent and valuable.
    Keep,
    /// Valuable, and slowing down.
    Act,
    /// Valuable, and gone quiet.
    WinBack,
    /// Recent, with little value yet.
    Develop,
    /// Neither: what the rules recommend is enough.
    Low,
}

/// Average recency from which a segment is recent, and below which it has gone quiet; 0 is the worst score, 1 the best.
const RECENT: f64 = 0.65;
const QUIET: f64 = 0.35;
/// Average of frequency and spend from which a segment is valuable: just under the middle of the scale, and somewhat
/// lower while there is still time to act.
const VALUABLE: f64 = 0.45;
const WORTH_ACTING: f64 = 0.375;

impl Need {
    /// The aim in words; none where little is to be gained.
    pub(super) fn label(self) -> Option<Label> {
        match self {
            Need::Keep => Some(labels::NEED_KEEP),
            Need::Act => Some(labels::NEED_ACT),
            Need::WinBack => Some(labels::NEED_WIN_BACK),
            Need::Develop => Some(labels::NEED_DEVELOP),
            Need::Low => None,
        }
    }

    /// Whether customers with this need still buy.
    pub(super) fn is_recent(self) -> bool {
        matches!(self, Need::Keep | Need::Develop)
    }

    fn of([recency, frequency, monetary]: [f64; 3]) -> Need {
        let worth = (frequency + monetary) / 2.0;
        match recency {
            recency if recency >= RECENT => {
                if worth >= VALUABLE {
                    Need::Keep
                } else {
                    Need::Develop
                }
            }
            recency if recency > QUIET => {
                if worth >= WORTH_ACTING {
                    Need::Act
                } else {
                    Need::Low
                }
            }
            _ => {
                if worth >= VALUABLE {
                    Need::WinBack
                } else {
                    Need::Low
                }
            }
        }
    }
}

/// The need of each segment, by place. A segment without scores needs little.
pub(super) fn of_segments(story: &Story<'_>) -> Vec<Need> {
    let assessment = &story.findings.assessment;
    let top = f64::from(story.settings.bins.max(2) - 1);
    let mut sums = vec![([0.0; 3], 0.0); assessment.segments.len()];
    for (segment, scores) in assessment.segment.iter().zip(&assessment.scores) {
        if let (Some((sum, count)), Some(scores)) = (sums.get_mut(*segment), scores) {
            sum.iter_mut().zip(scores).for_each(|(sum, score)| *sum += (f64::from(*score) - 1.0) / top);
            *count += 1.0;
        }
    }
    let need =
        |(sum, count): ([f64; 3], f64)| if count > 0.0 { Need::of(sum.map(|sum| sum / count)) } else { Need::Low };
    sums.into_iter().map(need).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::models::rfm::rules::{Builtin, RuleSet, Span};

    /// The need of customers spread evenly over a segment's rule.
    fn needs(builtin: Builtin) -> Vec<(String, Need)> {
        let middle = |span: Span| (f64::from(span.low + span.high) / 2.0 - 1.0) / 4.0;
        let rules = RuleSet::builtin(builtin, 5).unwrap();
        let ruled = rules.segments().iter().filter_map(|segment| Some((segment, segment.cells?)));
        ruled.map(|(segment, cells)| (segment.id.clone(), Need::of([cells.r, cells.f, cells.m].map(middle)))).collect()
    }

    #[test]
    fn built_in_segments_get_the_need_their_action_speaks_of() {
        let expected = [
            ("champions", Need::Keep),
            ("loyal", Need::Keep),
            ("potential_loyalist", Need::Develop),
            ("new", Need::Develop),
            ("need_attention", Need::Act),
            ("about_to_sleep", Need::Low),
            ("cant_lose", Need::WinBack),
            ("lapsed_big_spenders", Need::WinBack),
            ("at_risk", Need::WinBack),
            ("hibernating", Need::Low),
            ("lost", Need::Low),
        ];
        assert_eq!(needs(Builtin::Default), expected.map(|(id, need)| (id.to_string(), need)));
        let of = |id: &str| needs(Builtin::RRfm).into_iter().find(|(known, _)| known == id).unwrap().1;
        assert_eq!(["champions", "cant_lose_them", "at_risk"].map(of), [Need::Keep, Need::WinBack, Need::WinBack]);
        assert_eq!(["loyal_customers", "about_to_sleep"].map(of), [Need::Act, Need::Low]);
    }
}
