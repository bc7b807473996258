//! The scale of a question: its lowest and its highest answer. It judges no answer.

use crate::labels::{Label, Text};

/// A question with whole-numbered answers from the lowest to the highest, all of them possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scale {
    lowest: i32,
    highest: i32,
}

/// Most points a scale may have: those of 0 to 100.
pub const MOST_POINTS: usize = 101;

/// The scales that can be told from data, shortest first. Source: the scales of survey systems (Formbricks, pull
/// requests 6834 and 7128), and 0 to 10 of the net promoter score.
const LISTED: [Scale; 7] = [
    Scale { lowest: 1, highest: 3 },
    Scale { lowest: 1, highest: 4 },
    Scale { lowest: 1, highest: 5 },
    Scale { lowest: 1, highest: 6 },
    Scale { lowest: 1, highest: 7 },
    Scale { lowest: 1, highest: 10 },
    Scale::NET_PROMOTER,
];

/// A scale told from data, and the answers it was told from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundScale {
    /// The scale.
    pub scale: Scale,
    /// Lowest answer in the data.
    pub lowest_seen: i32,
    /// Highest answer in the data.
    pub highest_seen: i32,
}

/// Why there is no scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ScaleError {
    /// The highest answer is not above the lowest.
    Empty {
        /// Lowest answer.
        lowest: i32,
        /// Highest answer.
        highest: i32,
    },
    /// There are more than [`MOST_POINTS`] points.
    TooManyPoints {
        /// Lowest answer.
        lowest: i32,
        /// Highest answer.
        highest: i32,
    },
    /// There are no answers to tell the scale from.
    NoAnswers,
    /// An answer is not a whole number.
    NotWhole {
        /// The answer.
        answer: f64,
    },
    /// No listed scale holds all answers.
    Unlisted {
        /// Lowest answer in the data.
        lowest: f64,
        /// Highest answer in the data.
        highest: f64,
    },
}

const EMPTY: Label = Label::new(
    "a scale must run from a lower to a higher answer, not from {lowest} to {highest}",
    "量表的最高分须大于最低分，而不是从 {lowest} 到 {highest}",
);
const TOO_MANY_POINTS: Label = Label::new(
    "a scale has at most {most} points; {lowest} to {highest} has more",
    "量表最多 {most} 级，{lowest} 到 {highest} 超出此限",
);
const NO_ANSWERS: Label =
    Label::new("there are no answers to tell the scale from; state the scale", "没有答案可供判断量表，请指明量表");
const NOT_WHOLE: Label = Label::new(
    "the answer {answer} is not a whole number, so the scale cannot be told; state the scale",
    "答案 {answer} 不是整数，无法判断量表，请指明量表",
);
const UNLISTED: Label = Label::new(
    "the answers run from {lowest} to {highest}, which fits no usual scale; state the scale",
    "答案介于 {lowest} 与 {highest} 之间，不符合任何常用量表，请指明量表",
);
const GUESSED: Label = Label::new(
    "answers run from {lowest_seen} to {highest_seen}; the scale is taken to be {lowest} to {highest}; state it if it is another",
    "答案介于 {lowest_seen} 与 {highest_seen} 之间，按 {lowest} 到 {highest} 的量表处理；若有不同，请指明量表",
);

impl Scale {
    /// 0 to 10, the scale of the net promoter score.
    pub const NET_PROMOTER: Scale = Scale { lowest: 0, highest: 10 };

    /// The scale from `lowest` to `highest`.
    ///
    /// # Errors
    /// [`ScaleError::Empty`] and [`ScaleError::TooManyPoints`].
    pub fn new(lowest: i32, highest: i32) -> Result<Scale, ScaleError> {
        if highest <= lowest {
            return Err(ScaleError::Empty { lowest, highest });
        }
        if i64::from(highest) - i64::from(lowest) >= MOST_POINTS as i64 {
            return Err(ScaleError::TooManyPoints { lowest, highest });
        }
        Ok(Scale { lowest, highest })
    }

    /// Tells the scale from all answers to one question: the shortest usual scale that holds them. A scale of which
    /// the ends were never answered is a guess: see [`FoundScale::caution`]. `None` is a missing answer.
    ///
    /// # Errors
    /// All of [`ScaleError`] but the first two.
    pub fn found(answers: &[Option<f64>]) -> Result<FoundScale, ScaleError> {
        let given = || answers.iter().flatten().copied();
        if let Some(answer) = given().find(|answer| !answer.is_finite() || answer.fract() != 0.0) {
            return Err(ScaleError::NotWhole { answer });
        }
        let lowest = given().reduce(f64::min).ok_or(ScaleError::NoAnswers)?;
        let highest = given().reduce(f64::max).ok_or(ScaleError::NoAnswers)?;
        let holds = |scale: &&Scale| scale.position(lowest).is_some() && scale.position(highest).is_some();
        let scale = *LISTED.iter().find(holds).ok_or(ScaleError::Unlisted { lowest, highest })?;
        Ok(FoundScale { scale, lowest_seen: lowest as i32, highest_seen: highest as i32 })
    }

    /// Lowest answer.
    pub fn lowest(self) -> i32 {
        self.lowest
    }

    /// Highest answer.
    pub fn highest(self) -> i32 {
        self.highest
    }

    /// Number of possible answers, 2 or more.
    pub fn points(self) -> usize {
        (i64::from(self.highest) - i64::from(self.lowest)) as usize + 1
    }

    /// Highest less lowest answer.
    pub fn range(self) -> f64 {
        f64::from(self.highest) - f64::from(self.lowest)
    }

    /// The place of an answer, from 0 for the lowest; `None` for one that is not on the scale.
    pub fn position(self, answer: f64) -> Option<usize> {
        let on_scale = f64::from(self.lowest) <= answer && answer <= f64::from(self.highest) && answer.fract() == 0.0;
        on_scale.then(|| (answer - f64::from(self.lowest)) as usize)
    }

    /// The place of the whole number `below` where answers between it and the next one are on the scale.
    pub fn position_below(self, below: i32) -> Option<usize> {
        self.position(f64::from(below)).filter(|_| below < self.highest)
    }
}

impl FoundScale {
    /// What to say where nobody gave the lowest or the highest answer: the scale may be a longer one.
    pub fn caution(&self) -> Option<Text> {
        let Scale { lowest, highest } = self.scale;
        let both_ends = self.lowest_seen == lowest && self.highest_seen == highest;
        (!both_ends).then(|| {
            GUESSED.with(&[
                ("lowest_seen", &self.lowest_seen),
                ("highest_seen", &self.highest_seen),
                ("lowest", &lowest),
                ("highest", &highest),
            ])
        })
    }
}

impl ScaleError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            ScaleError::Empty { lowest, highest } => EMPTY.with(&[("lowest", lowest), ("highest", highest)]),
            ScaleError::TooManyPoints { lowest, highest } => {
                TOO_MANY_POINTS.with(&[("most", &MOST_POINTS), ("lowest", lowest), ("highest", highest)])
            }
            ScaleError::NoAnswers => NO_ANSWERS.text(),
            ScaleError::NotWhole { answer } => NOT_WHOLE.with(&[("answer", answer)]),
            ScaleError::Unlisted { lowest, highest } => UNLISTED.with(&[("lowest", lowest), ("highest", highest)]),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn found(answers: &[f64]) -> Result<(i32, i32, bool), ScaleError> {
        let answers: Vec<Option<f64>> = answers.iter().copied().map(Some).chain([None]).collect();
        Scale::found(&answers).map(|found| (found.scale.lowest, found.scale.highest, found.caution().is_some()))
    }

    #[test]
    fn the_shortest_usual_scale_that_holds_all_answers() {
        assert_eq!(found(&[1.0, 5.0, 3.0]), Ok((1, 5, false)));
        assert_eq!(found(&[2.0, 5.0]), Ok((1, 5, true)));
        assert_eq!(found(&[1.0, 8.0]), Ok((1, 10, true)));
        assert_eq!(found(&[0.0, 3.0]), Ok((0, 10, true)));
        assert_eq!(found(&[10.0, 0.0]), Ok((0, 10, false)));
        assert_eq!(found(&[1.0]), Ok((1, 3, true)));
    }

    #[test]
    fn what_is_no_scale() {
        assert_eq!(found(&[]), Err(ScaleError::NoAnswers));
        assert_eq!(found(&[3.0, 4.5]), Err(ScaleError::NotWhole { answer: 4.5 }));
        assert!(matches!(found(&[f64::NAN]), Err(ScaleError::NotWhole { .. })));
        assert!(matches!(found(&[f64::INFINITY]), Err(ScaleError::NotWhole { .. })));
        assert_eq!(found(&[3.0, 99.0]), Err(ScaleError::Unlisted { lowest: 3.0, highest: 99.0 }));
        assert_eq!(found(&[-1e308, 3.0]), Err(ScaleError::Unlisted { lowest: -1e308, highest: 3.0 }));
        assert_eq!(Scale::new(5, 5), Err(ScaleError::Empty { lowest: 5, highest: 5 }));
        assert!(Scale::new(0, 100).is_ok());
        assert!(matches!(Scale::new(0, 101), Err(ScaleError::TooManyPoints { .. })));
        assert!(matches!(Scale::new(i32::MIN, i32::MAX), Err(ScaleError::TooManyPoints { .. })));
    }

    #[test]
    fn answers_have_a_place_or_none() {
        let scale = Scale::new(-2, 2).unwrap();
        assert_eq!((scale.points(), scale.range()), (5, 4.0));
        assert_eq!([-2.0, -0.0, 2.0].map(|answer| scale.position(answer)), [Some(0), Some(2), Some(4)]);
        for off in [-3.0, 3.0, 0.5, f64::NAN, f64::INFINITY, -1e308] {
            assert_eq!(scale.position(off), None);
        }
    }
}
