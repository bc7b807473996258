//! Which drivers take part. A driver that cannot is named and left out; it spoils nothing for the others.

use super::all_subsets::ROUNDING;
use super::answers::Answers;
use super::correlation::{Table, standardised};
use crate::labels::{Label, Text};
use crate::numerics::quadratic_form::inverse_quadratic_form;
use crate::numerics::symmetric_eigen::SymmetricEigen;

/// A standardised coefficient this small is nothing but rounding.
const NO_PART: f64 = 1e-4;

/// A driver that takes no part. Drivers are counted from 0, in the order given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The driver.
    pub driver: usize,
    /// Why.
    pub reason: Reason,
}

/// Why a driver takes no part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nobody with the outcome answered it.
    NoAnswers,
    /// Everybody gave the same answer.
    Constant,
    /// It follows exactly from these drivers before it: it repeats one of them, or is a sum of some.
    FollowsFrom(Vec<usize>),
}

const NO_ANSWERS: Label = Label::new(
    "{driver} is left out: nobody who gave the outcome answered it",
    "未纳入 {driver}：给出结果评分的人均未作答",
);
const CONSTANT: Label = Label::new("{driver} is left out: all answers are the same", "未纳入 {driver}：所有回答相同");
const FOLLOWS_FROM: Label = Label::new(
    "{driver} is left out: it follows exactly from {others}",
    "未纳入 {driver}：它完全可由 {others_zh} 推出",
);

impl LeftOut {
    /// The reason as a sentence; `name` gives the name of a driver.
    pub fn text(&self, name: impl Fn(usize) -> String) -> Text {
        let driver = name(self.driver);
        match &self.reason {
            Reason::NoAnswers => NO_ANSWERS.with(&[("driver", &driver)]),
            Reason::Constant => CONSTANT.with(&[("driver", &driver)]),
            Reason::FollowsFrom(others) => {
                let names: Vec<String> = others.iter().map(|other| name(*other)).collect();
                FOLLOWS_FROM.with(&[
                    ("driver", &driver),
                    ("others", &names.join(", ")),
                    ("others_zh", &names.join("、")),
                ])
            }
        }
    }
}

/// What is left after screening.
pub(super) struct Screened {
    /// Drivers that take part, in the order given.
    pub(super) used: Vec<usize>,
    /// Drivers that do not, in the order in which they were found.
    pub(super) left_out: Vec<LeftOut>,
    /// Respondents with the outcome and all drivers that take part.
    pub(super) complete: Vec<usize>,
}

/// Leaves out drivers until none is constant or follows from the ones before it among the complete respondents. Those
/// are found anew each time, so that a driver left out costs no respondents. Stops early when there are fewer than two
/// respondents more than drivers, as then any driver would seem to follow from others.
pub(super) fn screen(answers: Answers<'_>) -> Screened {
    let with_outcome = answers.complete(&[]).len();
    let (empty, mut used): (Vec<usize>, Vec<usize>) = {
        let missing = answers.missing();
        (0..answers.drivers.len()).partition(|driver| missing[*driver] == with_outcome)
    };
    let mut left_out: Vec<LeftOut> =
        empty.into_iter().map(|driver| LeftOut { driver, reason: Reason::NoAnswers }).collect();
    loop {
        let complete = answers.complete(&used);
        if complete.len() < used.len() + 2 {
            return Screened { used, left_out, complete };
        }
        let found = unfit(answers, &used, &complete);
        if found.is_empty() {
            return Screened { used, left_out, complete };
        }
        used.retain(|driver| found.iter().all(|unfit| unfit.driver != *driver));
        left_out.extend(found);
    }
}

/// The drivers that are constant, or else those that follow from the ones before them.
fn unfit(answers: Answers<'_>, used: &[usize], complete: &[usize]) -> Vec<LeftOut> {
    let columns: Vec<Option<Vec<f64>>> =
        used.iter().map(|driver| standardised(&answers.of(*driver, complete))).collect();
    let constant = used.iter().zip(&columns).filter(|(_, column)| column.is_none());
    let constant: Vec<LeftOut> =
        constant.map(|(driver, _)| LeftOut { driver: *driver, reason: Reason::Constant }).collect();
    if !constant.is_empty() {
        return constant;
    }
    let columns: Vec<Vec<f64>> = columns.into_iter().flatten().collect();
    let Some(correlation) = Table::of(&columns).correlation(0..complete.len()) else { return Vec::new() };
    let mut kept: Vec<usize> = Vec::new();
    let mut following = Vec::new();
    for at in 0..used.len() {
        match sources(&correlation, &kept, at) {
            Some(sources) => {
                let sources = sources.into_iter().map(|source| used[source]).collect();
                following.push(LeftOut { driver: used[at], reason: Reason::FollowsFrom(sources) });
            }
            None => kept.push(at),
        }
    }
    following
}

/// The variables of `kept` that variable `at` follows from; `None` when it adds something of its own.
fn sources(correlation: &[Vec<f64>], kept: &[usize], at: usize) -> Option<Vec<usize>> {
    let matrix: Vec<Vec<f64>> =
        kept.iter().map(|row| kept.iter().map(|column| correlation[*row][*column]).collect()).collect();
    let right: Vec<f64> = kept.iter().map(|row| correlation[*row][at]).collect();
    let explained = inverse_quadratic_form(&matrix, &right)?;
    if 1.0 - explained > ROUNDING {
        return None;
    }
    let inverse = SymmetricEigen::of(&matrix)?.map(|value| 1.0 / value);
    let part = |row: &[f64]| row.iter().zip(&right).map(|(a, b)| a * b).sum::<f64>().abs() > NO_PART;
    Some(kept.iter().zip(&inverse).filter(|(_, row)| part(row)).map(|(variable, _)| *variable).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn each_reason_is_found_and_costs_nobody() {
        let outcome: Vec<Option<f64>> = (0..9).map(|at| Some(f64::from(at * at % 7))).collect();
        let plain: Vec<Option<f64>> = (0..9).map(|at| Some(f64::from(at))).collect();
        let other: Vec<Option<f64>> = (0..9).map(|at| Some(f64::from(at * 5 % 9))).collect();
        let sum: Vec<Option<f64>> =
            plain.iter().zip(&other).map(|(a, b)| a.zip(*b).map(|(a, b)| 3.0 * a - b + 7.0)).collect();
        let mut constant = vec![Some(4.0); 9];
        constant[2] = None;
        let empty = vec![None; 9];
        let drivers: [&[Option<f64>]; 6] = [&plain, &empty, &constant, &other, &sum, &plain];
        let screened = screen(Answers { outcome: &outcome, drivers: &drivers });
        assert_eq!((screened.used.as_slice(), screened.complete.len()), ([0, 3].as_slice(), 9));
        let left_out = |driver, reason| LeftOut { driver, reason };
        assert_eq!(
            screened.left_out,
            [
                left_out(1, Reason::NoAnswers),
                left_out(2, Reason::Constant),
                left_out(4, Reason::FollowsFrom(vec![0, 3])),
                left_out(5, Reason::FollowsFrom(vec![0])),
            ]
        );
        let name = |driver: usize| format!("q{driver}");
        let texts: Vec<String> = screened.left_out.iter().map(|left| left.text(name).render(Lang::Zh)).collect();
        assert_eq!(texts[2], "未纳入 q4：它完全可由 q0、q3 推出");
        let english = screened.left_out[2].text(name).render(Lang::En);
        assert_eq!(english, "q4 is left out: it follows exactly from q0, q3");
        assert!(texts.iter().all(|words| !words.contains('{')));
    }
}
