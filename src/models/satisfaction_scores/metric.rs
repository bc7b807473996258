//! What is measured: which answers a score counts, and in what unit it is read. It computes no score.

use super::error::ScoreError;
use super::scale::Scale;
use crate::labels::{Label, Text};

/// Lowest answers that make a detractor, a passive and a promoter no more: 0 to 6, 7 to 8, 9 to 10. Source: Reichheld,
/// Harvard Business Review 81 (2003) no. 12, 46–54.
const FIRST_PASSIVE: usize = 7;
const FIRST_PROMOTER: usize = 9;

/// Points of the scale of the customer effort score, and the boxes that say "agree": 5 to 7 of 7.
const EFFORT_POINTS: usize = 7;
const EFFORT_BOXES: usize = 3;

/// A score that can be computed from answers to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Metric {
    /// Net promoter score: the share of 9 and 10 less the share of 0 to 6, on the scale 0 to 10.
    NetPromoter,
    /// CSAT: the share of answers in the top boxes, as many as [`top_boxes`] lays down for the scale.
    CustomerSatisfaction,
    /// The share of answers in a stated number of top boxes, on any scale.
    TopBoxes {
        /// Number of top boxes.
        boxes: usize,
    },
    /// Customer effort score as the share of agreement: 5 to 7 of 7.
    EffortAgreement,
    /// Customer effort score as the mean answer.
    EffortMean,
    /// The mean answer.
    Mean,
}

/// How a score is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Points from −100 to 100: a hundred times the score.
    Points,
    /// Percent: a hundred times the score.
    Percent,
    /// The answers themselves.
    Answer,
}

/// What a metric computes on a scale; places of answers count from 0 for the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The share from `promoters` on less the share below `passives`.
    Net { passives: usize, promoters: usize },
    /// The share from `first` on.
    Share { first: usize },
    /// The mean.
    Mean,
}

const NET_PROMOTER: Label = Label::new("net promoter score (NPS)", "净推荐值（NPS）");
const CUSTOMER_SATISFACTION: Label = Label::new("customer satisfaction (CSAT)", "客户满意度（CSAT）");
const TOP_BOXES: Label = Label::new("share of the top {boxes:answer|answers}", "前 {boxes} 档占比");
const EFFORT_AGREEMENT: Label =
    Label::new("customer effort score (CES), share of agreement", "客户费力度（CES），认同占比");
const EFFORT_MEAN: Label = Label::new("customer effort score (CES), mean", "客户费力度（CES），均值");
const MEAN: Label = Label::new("mean answer", "平均分");

/// The number of top boxes of CSAT: 1 of 3 points; 2 of 4, 5, 6 and 7; 3 of 10. `None` for any other scale. Source:
/// Formbricks, pull requests 6834 and 7128.
pub fn top_boxes(scale: Scale) -> Option<usize> {
    match scale.points() {
        3 => Some(1),
        4..=7 => Some(2),
        10 => Some(3),
        _ => None,
    }
}

impl Metric {
    /// A stable name for data files.
    pub fn id(self) -> &'static str {
        match self {
            Metric::NetPromoter => "nps",
            Metric::CustomerSatisfaction => "csat",
            Metric::TopBoxes { .. } => "top_boxes",
            Metric::EffortAgreement => "ces_agreement",
            Metric::EffortMean => "ces_mean",
            Metric::Mean => "mean",
        }
    }

    /// The name in words.
    pub fn text(self) -> Text {
        match self {
            Metric::NetPromoter => NET_PROMOTER.text(),
            Metric::CustomerSatisfaction => CUSTOMER_SATISFACTION.text(),
            Metric::TopBoxes { boxes } => TOP_BOXES.with(&[("boxes", &boxes)]),
            Metric::EffortAgreement => EFFORT_AGREEMENT.text(),
            Metric::EffortMean => EFFORT_MEAN.text(),
            Metric::Mean => MEAN.text(),
        }
    }

    /// How the score is read.
    pub fn unit(self) -> Unit {
        match self {
            Metric::NetPromoter => Unit::Points,
            Metric::CustomerSatisfaction | Metric::TopBoxes { .. } | Metric::EffortAgreement => Unit::Percent,
            Metric::EffortMean | Metric::Mean => Unit::Answer,
        }
    }

    /// What the metric computes on `scale`.
    pub(super) fn form(self, scale: Scale) -> Result<Form, ScoreError> {
        let points = scale.points();
        match self {
            Metric::NetPromoter if scale == Scale::NET_PROMOTER => {
                Ok(Form::Net { passives: FIRST_PASSIVE, promoters: FIRST_PROMOTER })
            }
            Metric::NetPromoter => {
                Err(ScoreError::NotNetPromoterScale { lowest: scale.lowest(), highest: scale.highest() })
            }
            Metric::CustomerSatisfaction => match top_boxes(scale) {
                Some(boxes) => Ok(Form::Share { first: points - boxes }),
                None => Err(ScoreError::NoTopBox { points }),
            },
            Metric::TopBoxes { boxes } if 0 < boxes && boxes < points => Ok(Form::Share { first: points - boxes }),
            Metric::TopBoxes { boxes } => Err(ScoreError::TopBoxes { boxes, points }),
            Metric::EffortAgreement if points == EFFORT_POINTS => Ok(Form::Share { first: points - EFFORT_BOXES }),
            Metric::EffortAgreement => Err(ScoreError::NotEffortScale { points }),
            Metric::EffortMean | Metric::Mean => Ok(Form::Mean),
        }
    }

    /// Smallest and largest value the score can take on `scale`, before it is multiplied for print.
    pub(super) fn bounds(self, scale: Scale) -> (f64, f64) {
        match self.unit() {
            Unit::Points => (-1.0, 1.0),
            Unit::Percent => (0.0, 1.0),
            Unit::Answer => (f64::from(scale.lowest()), f64::from(scale.highest())),
        }
    }
}

impl Unit {
    /// What a score or a change is multiplied by for print.
    pub fn factor(self) -> f64 {
        match self {
            Unit::Points | Unit::Percent => 100.0,
            Unit::Answer => 1.0,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn top_boxes_by_scale() {
        let first = |highest: i32| Metric::CustomerSatisfaction.form(Scale::new(1, highest).unwrap());
        for (highest, boxes) in [(3, 1), (4, 2), (5, 2), (6, 2), (7, 2), (10, 3)] {
            assert_eq!(first(highest), Ok(Form::Share { first: highest as usize - boxes }));
        }
        for highest in [2, 8, 9, 11] {
            assert_eq!(first(highest), Err(ScoreError::NoTopBox { points: highest as usize }));
        }
        let eleven = Metric::CustomerSatisfaction.form(Scale::NET_PROMOTER);
        assert_eq!(eleven, Err(ScoreError::NoTopBox { points: 11 }));
        assert_eq!(Metric::TopBoxes { boxes: 2 }.form(Scale::NET_PROMOTER), Ok(Form::Share { first: 9 }));
        for boxes in [0, 11, usize::MAX] {
            let found = Metric::TopBoxes { boxes }.form(Scale::NET_PROMOTER);
            assert_eq!(found, Err(ScoreError::TopBoxes { boxes, points: 11 }));
        }
    }

    #[test]
    fn scales_that_do_not_fit() {
        let five = Scale::new(1, 5).unwrap();
        assert_eq!(Metric::NetPromoter.form(five), Err(ScoreError::NotNetPromoterScale { lowest: 1, highest: 5 }));
        assert!(Metric::NetPromoter.form(Scale::new(1, 11).unwrap()).is_err());
        assert_eq!(Metric::EffortAgreement.form(five), Err(ScoreError::NotEffortScale { points: 5 }));
        assert_eq!(Metric::EffortAgreement.form(Scale::new(1, 7).unwrap()), Ok(Form::Share { first: 4 }));
        assert_eq!(Metric::EffortMean.form(five), Ok(Form::Mean));
    }
}
