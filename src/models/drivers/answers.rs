//! Who answered everything that is used. Nothing is filled in: whoever left out an answer is left out and counted.

use super::correlation;

/// How many respondents are used, and what the others left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerCounts {
    /// Respondents given.
    pub respondents: usize,
    /// Of these, without the outcome.
    pub without_outcome: usize,
    /// Of those with the outcome, without an answer on each driver, in the order given; also for drivers that are not
    /// used.
    pub missing: Vec<usize>,
    /// Respondents with the outcome and an answer on every driver that is used. All figures rest on these.
    pub complete: usize,
}

/// The answers, one slice for the outcome and one for each driver, all of one length.
#[derive(Clone, Copy)]
pub(super) struct Answers<'a> {
    pub(super) outcome: &'a [Option<f64>],
    pub(super) drivers: &'a [&'a [Option<f64>]],
}

impl Answers<'_> {
    /// The respondents with the outcome and every driver in `used`.
    pub(super) fn complete(&self, used: &[usize]) -> Vec<usize> {
        let answered = |respondent: &usize| used.iter().all(|driver| self.drivers[*driver][*respondent].is_some());
        self.with_outcome().filter(answered).collect()
    }

    fn with_outcome(&self) -> impl Iterator<Item = usize> {
        self.outcome.iter().enumerate().filter(|(_, answer)| answer.is_some()).map(|(respondent, _)| respondent)
    }

    /// Answers on each driver that are missing among respondents with the outcome.
    pub(super) fn missing(&self) -> Vec<usize> {
        let missing = |driver: &&[Option<f64>]| self.with_outcome().filter(|at| driver[*at].is_none()).count();
        self.drivers.iter().map(missing).collect()
    }

    pub(super) fn counts(&self, complete: usize) -> AnswerCounts {
        let respondents = self.outcome.len();
        AnswerCounts {
            respondents,
            without_outcome: respondents - self.with_outcome().count(),
            missing: self.missing(),
            complete,
        }
    }

    /// The outcome of complete respondents.
    pub(super) fn outcomes(&self, complete: &[usize]) -> Vec<f64> {
        complete.iter().filter_map(|respondent| self.outcome[*respondent]).collect()
    }

    /// The answers of complete respondents on a driver.
    pub(super) fn of(&self, driver: usize, complete: &[usize]) -> Vec<f64> {
        complete.iter().filter_map(|respondent| self.drivers[driver][*respondent]).collect()
    }

    /// The mean answer of complete respondents on a driver.
    pub(super) fn mean(&self, driver: usize, complete: &[usize]) -> f64 {
        correlation::mean(&self.of(driver, complete))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_drivers_in_use_cost_respondents() {
        let outcome = [Some(1.0), Some(2.0), None, Some(4.0)];
        let first = [Some(1.0), None, Some(3.0), Some(9.0)];
        let second = [None, None, None, Some(5.0)];
        let drivers: [&[Option<f64>]; 2] = [&first, &second];
        let answers = Answers { outcome: &outcome, drivers: &drivers };
        assert_eq!(answers.complete(&[0, 1]), [3]);
        assert_eq!(answers.complete(&[0]), [0, 3]);
        assert_eq!(answers.complete(&[]), [0, 1, 3]);
        let counts = AnswerCounts { respondents: 4, without_outcome: 1, missing: vec![1, 2], complete: 2 };
        assert_eq!(answers.counts(2), counts);
        assert_eq!(answers.outcomes(&[0, 3]), [1.0, 4.0]);
        assert_eq!(answers.mean(0, &[0, 3]), 5.0);
    }
}
