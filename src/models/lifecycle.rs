//! The stage of each customer on the as-of day, judged by the customer's own rhythm of purchases. It forecasts nothing:
//! the stage compares the present silence with past gaps.

use crate::labels::{Label, Text};
use crate::numerics::quantile::median;

/// Weight of the cohort in a customer's expected gap, as a number of imaginary gaps of median length. Two of them keep
/// a customer with a single real gap from being judged by that gap alone: two purchases in one week do not make a
/// weekly customer.
pub const PSEUDO_GAPS: f64 = 2.0;

/// A silence of up to this many expected gaps is normal. For purchases at random with a constant rate, one gap in
/// five (e^−1.5 = 22 %) is longer.
pub const NORMAL_SILENCE: f64 = 1.5;

/// Beyond this many expected gaps a customer counts as lapsed; one gap in twenty (e^−3 = 5 %) is longer by chance.
/// A gap that long, once ended by a purchase, makes a return.
pub const LAPSED_SILENCE: f64 = 3.0;

/// The purchases of one customer. Days are counted from any fixed day; one purchase day may hold several orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// Number of distinct purchase days, at least 1.
    pub purchase_days: u32,
    /// First purchase day.
    pub first_day: i32,
    /// Last purchase day.
    pub last_day: i32,
    /// Purchase day before the last; `None` exactly when there is one purchase day.
    pub previous_day: Option<i32>,
}

/// Stage of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// One purchase day, normal silence.
    New,
    /// Normal silence after a gap that had looked like the end.
    Returned,
    /// Several purchase days, normal silence.
    Active,
    /// Silent for longer than normal.
    Slowing,
    /// Silent for so long that the customer has probably left.
    Lapsed,
}

/// What the stage of one customer rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Days since the last purchase.
    pub silence: i64,
    /// Expected days between purchases.
    pub expected_gap: f64,
    /// The stage.
    pub stage: Stage,
}

/// The stages of all customers.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifecycle {
    /// Median, over customers with at least two purchase days, of their mean gap in days; `None` without any.
    pub cohort_gap: Option<f64>,
    /// The number of customers with at least two purchase days, on whom the cohort gap rests.
    pub repeat_customers: usize,
    /// One reading a customer in the order of the input; all `None` when the cohort gap is unknown: cannot tell.
    pub readings: Vec<Option<Reading>>,
}

/// A customer whose days contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LifecycleError {
    /// The customer at this position (from 0) has a purchase after the as-of day.
    AfterAsOf {
        /// Position in the input.
        position: usize,
    },
    /// The days of the customer at this position do not fit together.
    Contradiction {
        /// Position in the input.
        position: usize,
    },
}

/// Stages on the day `as_of`.
///
/// With G the cohort gap and k = [`PSEUDO_GAPS`], the expected gap of a customer is
/// e = (k G + sum of own gaps) / (k + number of own gaps), where the last gap counts at most [`LAPSED_SILENCE`] times
/// what was expected before it. Without that limit one long absence would stretch e, and the customer who returned
/// from it once could stay silent for the length of another absence before anybody noticed.
/// A customer with one purchase day has e = G.
pub fn stages(customers: &[Rhythm], as_of: i32) -> Result<Lifecycle, LifecycleError> {
    for (position, customer) in customers.iter().enumerate() {
        customer.check(position, as_of)?;
    }
    let mut mean_gaps: Vec<f64> = customers.iter().filter_map(Rhythm::mean_gap).collect();
    mean_gaps.sort_by(f64::total_cmp);
    let cohort_gap = median(&mean_gaps);
    let reading = |customer: &Rhythm| cohort_gap.map(|gap| customer.reading(gap, as_of));
    let readings = customers.iter().map(reading).collect();
    Ok(Lifecycle { cohort_gap, repeat_customers: mean_gaps.len(), readings })
}

impl Rhythm {
    fn check(&self, position: usize, as_of: i32) -> Result<(), LifecycleError> {
        if self.last_day > as_of {
            return Err(LifecycleError::AfterAsOf { position });
        }
        let span = days(self.first_day, self.last_day);
        let consistent = match (self.purchase_days, self.previous_day) {
            (1, None) => span == 0,
            (2, Some(previous)) => previous == self.first_day && span >= 1,
            (3.., Some(previous)) => {
                let earlier = days(self.first_day, previous);
                previous < self.last_day && earlier >= i64::from(self.purchase_days) - 2
            }
            _ => false,
        };
        if consistent { Ok(()) } else { Err(LifecycleError::Contradiction { position }) }
    }

    fn mean_gap(&self) -> Option<f64> {
        let gaps = self.purchase_days - 1;
        (gaps > 0).then(|| days(self.first_day, self.last_day) as f64 / f64::from(gaps))
    }

    fn reading(&self, cohort_gap: f64, as_of: i32) -> Reading {
        let silence = days(self.last_day, as_of);
        let mut expected_gap = cohort_gap;
        let mut was_away = false;
        if let Some(previous) = self.previous_day {
            let earlier_gaps = PSEUDO_GAPS + f64::from(self.purchase_days - 2);
            let earlier_days = PSEUDO_GAPS * cohort_gap + days(self.first_day, previous) as f64;
            let longest = LAPSED_SILENCE * earlier_days / earlier_gaps;
            let last_gap = days(previous, self.last_day) as f64;
            was_away = last_gap > longest;
            expected_gap = (earlier_days + last_gap.min(longest)) / (earlier_gaps + 1.0);
        }
        let stage = match silence as f64 / expected_gap {
            gaps if gaps > LAPSED_SILENCE => Stage::Lapsed,
            gaps if gaps > NORMAL_SILENCE => Stage::Slowing,
            _ if self.purchase_days == 1 => Stage::New,
            _ if was_away => Stage::Returned,
            _ => Stage::Active,
        };
        Reading { silence, expected_gap, stage }
    }
}

fn days(from: i32, to: i32) -> i64 {
    i64::from(to) - i64::from(from)
}

const NEW: Label = Label::new("New", "新客户");
const RETURNED: Label = Label::new("Returned", "回流客户");
const ACTIVE: Label = Label::new("Active", "活跃客户");
const SLOWING: Label = Label::new("Slowing down", "购买放缓的客户");
const LAPSED: Label = Label::new("Lapsed", "流失客户");
const NEW_RULE: Label = Label::new(
    "one purchase day, and silent for at most {normal} expected gaps",
    "只有一个购买日，沉默不超过预期间隔的 {normal} 倍",
);
const RETURNED_RULE: Label = Label::new(
    "silent for at most {normal} expected gaps, after a gap of more than {lapsed} times what was expected before it",
    "沉默不超过预期间隔的 {normal} 倍，而最近一次购买之前的间隔超过当时预期的 {lapsed} 倍",
);
const ACTIVE_RULE: Label = Label::new(
    "at least two purchase days, and silent for at most {normal} expected gaps",
    "至少两个购买日，沉默不超过预期间隔的 {normal} 倍",
);
const SLOWING_RULE: Label = Label::new(
    "silent for more than {normal} and at most {lapsed} expected gaps",
    "沉默超过预期间隔的 {normal} 倍，但不超过 {lapsed} 倍",
);
const LAPSED_RULE: Label = Label::new("silent for more than {lapsed} expected gaps", "沉默超过预期间隔的 {lapsed} 倍");
const AFTER_AS_OF: Label =
    Label::new("customer number {n} bought after the as-of day", "第 {n} 个客户在截止日之后有购买");
const CONTRADICTION: Label =
    Label::new("the purchase days of customer number {n} contradict each other", "第 {n} 个客户的购买日互相矛盾");

impl Stage {
    /// Every stage, from the newest relation to the lost one.
    pub const ALL: [Stage; 5] = [Stage::New, Stage::Returned, Stage::Active, Stage::Slowing, Stage::Lapsed];

    /// Stable name for data files.
    pub fn id(self) -> &'static str {
        match self {
            Stage::New => "new",
            Stage::Returned => "returned",
            Stage::Active => "active",
            Stage::Slowing => "slowing",
            Stage::Lapsed => "lapsed",
        }
    }

    /// Name for people.
    pub fn label(self) -> Label {
        match self {
            Stage::New => NEW,
            Stage::Returned => RETURNED,
            Stage::Active => ACTIVE,
            Stage::Slowing => SLOWING,
            Stage::Lapsed => LAPSED,
        }
    }

    /// The rule of the stage as a sentence with its numbers.
    pub fn rule(self) -> Text {
        let rule = match self {
            Stage::New => NEW_RULE,
            Stage::Returned => RETURNED_RULE,
            Stage::Active => ACTIVE_RULE,
            Stage::Slowing => SLOWING_RULE,
            Stage::Lapsed => LAPSED_RULE,
        };
        rule.with(&[("normal", &NORMAL_SILENCE), ("lapsed", &LAPSED_SILENCE)])
    }
}

impl LifecycleError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            LifecycleError::AfterAsOf { position } => AFTER_AS_OF.with(&[("n", &(position + 1))]),
            LifecycleError::Contradiction { position } => CONTRADICTION.with(&[("n", &(position + 1))]),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    fn bought(on: &[i32]) -> Rhythm {
        let previous_day = on.len().checked_sub(2).map(|at| on[at]);
        Rhythm { purchase_days: on.len() as u32, first_day: on[0], last_day: *on.last().unwrap(), previous_day }
    }

    /// The reading of one customer beside nine regulars who fix the cohort gap at 10 days.
    fn reading(on: &[i32], as_of: i32) -> Reading {
        let mut cohort = vec![bought(&[as_of - 20, as_of - 10]); 99];
        cohort.push(bought(on));
        let lifecycle = stages(&cohort, as_of).unwrap();
        assert_eq!(lifecycle.cohort_gap, Some(10.0));
        lifecycle.readings[99].unwrap()
    }

    #[test]
    fn one_purchase_is_judged_by_the_cohort() {
        let stage = |silence| reading(&[100 - silence], 100).stage;
        assert_eq!(
            [0, 15, 16, 30, 31].map(stage),
            [Stage::New, Stage::New, Stage::Slowing, Stage::Slowing, Stage::Lapsed]
        );
    }

    #[test]
    fn own_gaps_pull_the_expected_gap_away_from_the_cohort() {
        // (2 × 10 + 2) / 3: one short gap does not make a customer of two-day rhythm.
        assert_eq!(reading(&[98, 100], 100).expected_gap, 22.0 / 3.0);
        assert_eq!(reading(&[0, 20, 40, 60, 80, 100], 100).expected_gap, 120.0 / 7.0);
        assert_eq!(reading(&[0, 20, 40, 60, 80, 100], 125).stage, Stage::Active);
        assert_eq!(reading(&[0, 20, 40, 60, 80, 100], 126).stage, Stage::Slowing);
    }

    #[test]
    fn a_purchase_after_a_long_absence_is_a_return() {
        assert_eq!(reading(&[0, 30], 40).stage, Stage::Active);
        assert_eq!(reading(&[0, 31], 40).stage, Stage::Returned);
        assert_eq!(reading(&[0, 8, 16, 24, 90], 95).stage, Stage::Returned);
    }

    #[test]
    fn an_absence_does_not_excuse_the_next_one() {
        // 300 days of absence count as 30: e = 50 / 3, normal up to 25 days, lapsed after 50.
        assert_eq!(reading(&[0, 300], 325).stage, Stage::Returned);
        assert_eq!(reading(&[0, 300], 326).stage, Stage::Slowing);
        assert_eq!(reading(&[0, 300], 351).stage, Stage::Lapsed);
        // Somebody who buys once a year is taken for lapsed after two purchases, but not after three.
        assert_eq!(reading(&[0, 365], 730).stage, Stage::Lapsed);
        assert_eq!(reading(&[0, 365, 730], 1095).stage, Stage::Slowing);
        assert_eq!(reading(&[0, 365, 730, 1095], 1425).stage, Stage::Active);
    }

    #[test]
    fn longer_silence_never_improves_the_stage() {
        let order = |stage: Stage| if stage <= Stage::Active { 0 } else { stage as u8 };
        for days in [&[0][..], &[0, 1], &[0, 40], &[0, 5, 9, 70]] {
            let stages: Vec<u8> = (70..400).map(|as_of| order(reading(days, as_of).stage)).collect();
            assert!(stages.is_sorted() && stages.last() == Some(&(Stage::Lapsed as u8)));
        }
    }

    #[test]
    fn without_repeat_customers_nothing_can_be_told() {
        let lifecycle = stages(&[bought(&[1]), bought(&[5])], 10).unwrap();
        assert_eq!((lifecycle.cohort_gap, lifecycle.readings), (None, vec![None, None]));
        assert_eq!(stages(&[], 0).unwrap().repeat_customers, 0);
    }

    #[test]
    fn contradictions_are_errors() {
        let wrong = |purchase_days, first_day, last_day, previous_day| {
            stages(&[bought(&[0]), Rhythm { purchase_days, first_day, last_day, previous_day }], 100).unwrap_err()
        };
        assert_eq!(wrong(1, 101, 101, None), LifecycleError::AfterAsOf { position: 1 });
        for (n, first, last, previous) in [
            (0, 0, 0, None),
            (1, 0, 5, None),
            (2, 0, 5, Some(3)),
            (2, 5, 5, Some(5)),
            (3, 0, 9, Some(0)),
            (3, 0, 9, None),
        ] {
            assert_eq!(wrong(n, first, last, previous), LifecycleError::Contradiction { position: 1 });
        }
        assert!(stages(&[bought(&[i32::MIN, i32::MAX])], i32::MAX).is_ok());
    }

    #[test]
    fn rules_carry_their_numbers() {
        assert_eq!(Stage::Slowing.rule().render(Lang::En), "silent for more than 1.5 and at most 3 expected gaps");
        assert!(Stage::ALL.iter().all(|stage| !stage.rule().render(Lang::Zh).contains('{')));
    }
}
