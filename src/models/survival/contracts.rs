//! Who is a customer on a day, and what became of them. It forecasts nothing, and duplicates are not its business.

use super::error::ContractsError;
use crate::labels::{Label, Text};

/// The contracts of a business, of one customer no two at a time, as known on the as-of day. Days are counted from any fixed day.
#[derive(Clone, Copy, Debug)]
pub struct Contracts<'a> {
    starts: &'a [i32],
    ends: &'a [Option<i32>],
    as_of: i32,
}

/// Where a contract stands on the as-of day. The rules are tried in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The end lies before the start. Left out of everything.
    EndBeforeStart,
    /// Starts after the as-of day. Left out of everything.
    NotStarted,
    /// Ended on the as-of day or before.
    Ended,
    /// A customer without a known end.
    Current,
    /// A customer whose end after the as-of day is already known. For the past the contract is one that has not ended:
    /// an announced end is never an outcome.
    Announced {
        /// Days from the as-of day to the end, at least 1.
        days: u32,
    },
}

/// How many contracts stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standings {
    /// [`Standing::EndBeforeStart`].
    pub end_before_start: u64,
    /// [`Standing::NotStarted`].
    pub not_started: u64,
    /// [`Standing::Ended`].
    pub ended: u64,
    /// [`Standing::Current`].
    pub current: u64,
    /// [`Standing::Announced`].
    pub announced: u64,
}

/// What became of a customer over a horizon that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The contract ended within the horizon.
    Ended,
    /// Still a customer at its end.
    Stayed,
}

const END_BEFORE_START: Label = Label::new(
    "{n:contract|contracts} left out because the end lies before the start",
    "{n} 份合同的结束日早于开始日，已排除",
);
const NOT_STARTED: Label = Label::new(
    "{n:contract|contracts} left out because the start lies after the as-of day",
    "{n} 份合同的开始日晚于截止日，已排除",
);
const ANNOUNCED: Label = Label::new(
    "{n:contract|contracts} with an end announced for a day after the as-of day: still customers, not counted as ended",
    "{n} 份合同已预告将在截止日之后结束：仍算客户，不计为已结束",
);

impl Standings {
    /// Customers on the as-of day: current ones and those with an announced end.
    pub fn customers(&self) -> u64 {
        self.current + self.announced
    }

    /// A sentence for each rule that applied to any contract.
    pub fn notes(&self) -> Vec<Text> {
        let all =
            [(END_BEFORE_START, self.end_before_start), (NOT_STARTED, self.not_started), (ANNOUNCED, self.announced)];
        all.into_iter().filter(|(_, n)| *n > 0).map(|(label, n)| label.with(&[("n", &n)])).collect()
    }
}

impl<'a> Contracts<'a> {
    /// Takes the start day and, if known, the end day of each customer: the first day on which they no longer were one.
    ///
    /// # Errors
    /// [`ContractsError::Lengths`].
    pub fn new(starts: &'a [i32], ends: &'a [Option<i32>], as_of: i32) -> Result<Contracts<'a>, ContractsError> {
        let same = starts.len() == ends.len();
        same.then_some(Contracts { starts, ends, as_of }).ok_or(ContractsError::Lengths)
    }

    /// The as-of day.
    pub fn as_of(self) -> i32 {
        self.as_of
    }

    /// The number of contracts, whatever their standing.
    pub fn number(self) -> usize {
        self.starts.len()
    }

    /// Where each contract stands on the as-of day.
    pub fn standings(self) -> impl Iterator<Item = Standing> {
        self.spans().map(move |span| span.standing(self.as_of))
    }

    /// How many contracts stand where.
    pub fn counts(self) -> Standings {
        let mut counts = Standings::default();
        for standing in self.standings() {
            match standing {
                Standing::EndBeforeStart => counts.end_before_start += 1,
                Standing::NotStarted => counts.not_started += 1,
                Standing::Ended => counts.ended += 1,
                Standing::Current => counts.current += 1,
                Standing::Announced { .. } => counts.announced += 1,
            }
        }
        counts
    }

    /// The number of contracts whose announced end lies at most `horizon` days after the as-of day.
    pub fn announced_within(self, horizon: u32) -> u64 {
        self.standings().filter(|at| matches!(at, Standing::Announced { days } if *days <= horizon)).count() as u64
    }

    /// The customers on `day`, by position in ascending order: started by then and not ended by then. Whoever starts
    /// and ends on the same day is a customer on none.
    ///
    /// # Errors
    /// [`ContractsError::AfterAsOf`].
    pub fn customers_on(self, day: i32) -> Result<Vec<usize>, ContractsError> {
        Ok(self.tenures_on(day)?.into_iter().map(|(customer, _)| customer).collect())
    }

    /// The customers on `day` with their tenure so far: days since their start.
    ///
    /// # Errors
    /// [`ContractsError::AfterAsOf`].
    pub fn tenures_on(self, day: i32) -> Result<Vec<(usize, u32)>, ContractsError> {
        self.known(day)?;
        let customers = self.spans().enumerate().filter(|(_, span)| span.is_customer(day));
        Ok(customers.map(|(customer, span)| (customer, day.abs_diff(span.start))).collect())
    }

    /// What became, in the `horizon` days after `day`, of each customer on `day`; in the order of
    /// [`Contracts::customers_on`].
    ///
    /// # Errors
    /// [`ContractsError::NoHorizon`], and [`ContractsError::HorizonNotOver`] unless the horizon is over on the as-of
    /// day.
    pub fn outcomes(self, day: i32, horizon: u32) -> Result<Vec<Outcome>, ContractsError> {
        if horizon == 0 {
            return Err(ContractsError::NoHorizon);
        }
        let last = i64::from(day) + i64::from(horizon);
        if last > i64::from(self.as_of) {
            return Err(ContractsError::HorizonNotOver);
        }
        let outcome = |span: Span| match span.end {
            Some(end) if i64::from(end) <= last => Outcome::Ended,
            _ => Outcome::Stayed,
        };
        Ok(self.spans().filter(|span| span.is_customer(day)).map(outcome).collect())
    }

    /// The tenure of each contract as known on `day`: days from the start to the end, `true`, or to `day`, `false`.
    /// `None` for contracts that contradict themselves or had not started.
    pub(super) fn tenures_known(self, day: i32) -> Result<impl Iterator<Item = Option<(u32, bool)>>, ContractsError> {
        self.known(day)?;
        Ok(self.spans().map(move |span| match (span.standing(day), span.end) {
            (Standing::EndBeforeStart | Standing::NotStarted, _) => None,
            (Standing::Ended, Some(end)) => Some((end.abs_diff(span.start), true)),
            _ => Some((day.abs_diff(span.start), false)),
        }))
    }

    fn known(self, day: i32) -> Result<(), ContractsError> {
        if day > self.as_of { Err(ContractsError::AfterAsOf) } else { Ok(()) }
    }

    fn spans(self) -> impl Iterator<Item = Span> {
        self.starts.iter().zip(self.ends).map(|(start, end)| Span { start: *start, end: *end })
    }
}

#[derive(Clone, Copy)]
struct Span {
    start: i32,
    end: Option<i32>,
}

impl Span {
    fn standing(self, day: i32) -> Standing {
        match self.end {
            Some(end) if end < self.start => Standing::EndBeforeStart,
            _ if self.start > day => Standing::NotStarted,
            Some(end) if end <= day => Standing::Ended,
            Some(end) => Standing::Announced { days: end.abs_diff(day) },
            None => Standing::Current,
        }
    }

    fn is_customer(self, day: i32) -> bool {
        matches!(self.standing(day), Standing::Current | Standing::Announced { .. })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    const STARTS: [i32; 8] = [0, 10, 10, 20, 50, 30, 60, 100];
    const ENDS: [Option<i32>; 8] = [None, Some(40), Some(10), Some(19), Some(130), Some(100), Some(101), None];

    fn contracts(as_of: i32) -> Contracts<'static> {
        Contracts::new(&STARTS, &ENDS, as_of).unwrap()
    }

    #[test]
    fn every_rule_by_hand() {
        use Standing::{Announced, Current, EndBeforeStart, Ended, NotStarted};
        let standings = |as_of| contracts(as_of).standings().collect::<Vec<_>>();
        let announced = |days| Announced { days };
        let on_100 = [Current, Ended, Ended, EndBeforeStart, announced(30), Ended, announced(1), Current];
        assert_eq!(standings(100), on_100);
        assert_eq!(standings(99)[5..], [announced(1), announced(2), NotStarted]);
        let counts = contracts(100).counts();
        assert_eq!((counts.customers(), counts.announced, counts.ended, counts.end_before_start), (4, 2, 3, 1));
        assert_eq!([0, 1, 29, 30].map(|horizon| contracts(100).announced_within(horizon)), [0, 1, 1, 2]);
    }

    #[test]
    fn customers_and_outcomes_by_hand() {
        let all = contracts(100);
        assert_eq!(all.customers_on(10), Ok(vec![0, 1]));
        assert_eq!(all.tenures_on(39), Ok(vec![(0, 39), (1, 29), (5, 9)]));
        assert_eq!(all.customers_on(40), Ok(vec![0, 5]));
        assert_eq!(all.customers_on(100), Ok(vec![0, 4, 6, 7]));
        use Outcome::{Ended, Stayed};
        assert_eq!(all.outcomes(39, 1), Ok(vec![Stayed, Ended, Stayed]));
        assert_eq!(all.outcomes(39, 61), Ok(vec![Stayed, Ended, Ended]));
        // The end announced for day 101 is no outcome.
        assert_eq!(all.outcomes(70, 30), Ok(vec![Stayed, Stayed, Ended, Stayed]));
    }

    #[test]
    fn refuses_what_is_not_known() {
        let all = contracts(100);
        assert_eq!(all.customers_on(101), Err(ContractsError::AfterAsOf));
        assert_eq!(all.outcomes(70, 31), Err(ContractsError::HorizonNotOver));
        assert_eq!(all.outcomes(0, u32::MAX), Err(ContractsError::HorizonNotOver));
        assert_eq!(all.outcomes(70, 0), Err(ContractsError::NoHorizon));
        assert!(Contracts::new(&[1], &[], 5).is_err());
        let far = Contracts::new(&[i32::MIN, i32::MAX], &[Some(i32::MAX), Some(i32::MIN)], i32::MAX - 1).unwrap();
        assert_eq!(far.tenures_on(i32::MAX - 1), Ok(vec![(0, u32::MAX - 1)]));
        assert_eq!(Contracts::new(&[], &[], 0).unwrap().counts(), Standings::default());
    }

    #[test]
    fn rules_that_applied_are_told_in_both_languages() {
        let notes = contracts(99).counts().notes();
        let rendered = |lang| notes.iter().map(|note| note.render(lang)).collect::<Vec<_>>();
        let first = "1 contract left out because the end lies before the start";
        assert_eq!((rendered(Lang::En).len(), rendered(Lang::En)[0].as_str()), (3, first));
        assert_eq!(rendered(Lang::Zh)[2], "3 份合同已预告将在截止日之后结束：仍算客户，不计为已结束");
    }
}
