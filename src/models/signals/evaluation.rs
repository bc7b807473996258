//! What the alarms of one signal were worth in a backtest. It raises no alarms and knows no threshold.

use crate::labels::{Label, Text};
use crate::numerics::interval::{Interval, wilson};
use crate::numerics::quantile::median;

/// Alarms and what became of the customers. One entry a customer and as-of day in each slice, in the same order.
#[derive(Clone, Copy, Debug)]
pub struct Backtest<'a> {
    /// Whether the signal was an alarm on the as-of day.
    pub alarms: &'a [bool],
    /// Whether the customer then bought nothing over the horizon. The horizon must have ended inside the data.
    pub lost: &'a [bool],
    /// Days since the last purchase on the as-of day.
    pub silence_days: &'a [u32],
    /// Days of the horizon.
    pub horizon_days: u32,
    /// Weeks over which the alarms were raised: the number of as-of days times the weeks from one to the next.
    pub weeks: f64,
}

/// A share with its 95 % Wilson interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proportion {
    /// The share, 0 to 1.
    pub share: f64,
    /// Its confidence interval.
    pub interval: Interval,
}

/// The worth of one signal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evaluation {
    /// Customers that were looked at.
    pub customers: u64,
    /// Customers with an alarm.
    pub alarms: u64,
    /// Customers who were lost.
    pub lost: u64,
    /// Lost customers with an alarm.
    pub lost_with_alarm: u64,
    /// Part of the alarms whose customer was lost; `None` without alarms.
    pub precision: Option<Proportion>,
    /// Part of the lost customers with an alarm; `None` when nobody was lost.
    pub recall: Option<Proportion>,
    /// Precision over the part of all customers who were lost: above 1 the alarm knows something. `None` when either is
    /// missing.
    pub lift: Option<f64>,
    /// Median lead time in days over the lost customers with an alarm; `None` without any.
    ///
    /// The plain rule "silent for a whole horizon" notices a lost customer on the last purchase day plus the horizon.
    /// Lead time is how many days before that the alarm came: horizon − silence. It is negative when the plain rule
    /// had noticed first.
    pub lead_days: Option<f64>,
    /// Alarms per week.
    pub alarms_per_week: f64,
}

/// Why alarms cannot be evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvaluationError {
    /// The three slices are not of one length.
    Lengths,
    /// The number of weeks is not positive and finite.
    Weeks,
}

const LENGTHS: Label = Label::new(
    "alarms, outcomes and days of silence do not list the same customers",
    "预警、结果与沉默天数的客户名单长度不一致",
);
const WEEKS: Label =
    Label::new("the weeks over which alarms were raised must be more than zero", "产生预警的周数必须大于零");

impl EvaluationError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            EvaluationError::Lengths => LENGTHS.text(),
            EvaluationError::Weeks => WEEKS.text(),
        }
    }
}

/// Precision, recall, lift, lead time and number of the alarms.
pub fn evaluate(backtest: Backtest<'_>) -> Result<Evaluation, EvaluationError> {
    let Backtest { alarms, lost, silence_days, horizon_days, weeks } = backtest;
    if lost.len() != alarms.len() || silence_days.len() != alarms.len() {
        return Err(EvaluationError::Lengths);
    }
    if !(weeks > 0.0 && weeks.is_finite()) {
        return Err(EvaluationError::Weeks);
    }
    let count = |flags: &[bool]| flags.iter().filter(|flag| **flag).count() as u64;
    let found = alarms.iter().zip(lost).zip(silence_days).filter(|((alarm, lost), _)| **alarm && **lost);
    let mut leads: Vec<f64> = found.map(|(_, silence)| f64::from(horizon_days) - f64::from(*silence)).collect();
    leads.sort_unstable_by(f64::total_cmp);

    let (customers, raised, gone, found) = (alarms.len() as u64, count(alarms), count(lost), leads.len() as u64);
    let precision = proportion(found, raised);
    let base_rate = proportion(gone, customers).map(|base| base.share).filter(|share| *share > 0.0);
    Ok(Evaluation {
        customers,
        alarms: raised,
        lost: gone,
        lost_with_alarm: found,
        precision,
        recall: proportion(found, gone),
        lift: precision.zip(base_rate).map(|(precision, base)| precision.share / base),
        lead_days: median(&leads),
        alarms_per_week: (raised as f64 / weeks).min(f64::MAX),
    })
}

fn proportion(part: u64, whole: u64) -> Option<Proportion> {
    wilson(part, whole, 0.95).map(|interval| Proportion { share: part as f64 / whole as f64, interval })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn backtest<'a>(alarms: &'a [bool], lost: &'a [bool], silence_days: &'a [u32]) -> Backtest<'a> {
        Backtest { alarms, lost, silence_days, horizon_days: 90, weeks: 2.0 }
    }

    /// By hand: 3 of 4 alarms right, 3 of 4 losses found, 4 of 10 lost, leads 80, 60 and −10.
    #[test]
    fn ten_customers_by_hand() {
        let (t, f) = (true, false);
        let alarms = [t, t, t, t, f, f, f, f, f, f];
        let lost = [t, t, t, f, t, f, f, f, f, f];
        let silence = [10, 30, 100, 5, 70, 1, 2, 3, 4, 5];
        let result = evaluate(backtest(&alarms, &lost, &silence)).unwrap();
        assert_eq!((result.customers, result.alarms, result.lost, result.lost_with_alarm), (10, 4, 4, 3));
        assert_eq!(result.precision.unwrap().share, 0.75);
        assert_eq!(result.recall.unwrap().share, 0.75);
        assert_eq!(result.lift, Some(0.75 / 0.4));
        assert_eq!(result.lead_days, Some(60.0));
        assert_eq!(result.alarms_per_week, 2.0);
    }

    #[test]
    fn an_alarm_for_everybody_has_lift_one() {
        let lost: Vec<bool> = (0..50).map(|i| i % 7 == 0).collect();
        let result = evaluate(backtest(&[true; 50], &lost, &[10; 50])).unwrap();
        assert_eq!(result.lift, Some(1.0));
        assert_eq!(result.recall.unwrap().share, 1.0);
    }

    #[test]
    fn what_cannot_be_said_is_absent() {
        let silent = evaluate(backtest(&[false; 3], &[true, false, false], &[1; 3])).unwrap();
        assert_eq!((silent.precision, silent.lift, silent.lead_days), (None, None, None));
        assert_eq!(silent.recall.unwrap().share, 0.0);
        let nobody = evaluate(backtest(&[true; 3], &[false; 3], &[1; 3])).unwrap();
        assert_eq!((nobody.recall, nobody.lift), (None, None));
        assert_eq!(nobody.precision.unwrap().share, 0.0);
        assert_eq!(evaluate(backtest(&[], &[], &[])).unwrap().precision, None);
        assert_eq!(evaluate(backtest(&[true], &[], &[1])), Err(EvaluationError::Lengths));
        for weeks in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let bad = Backtest { weeks, ..backtest(&[true], &[true], &[1]) };
            assert_eq!(evaluate(bad), Err(EvaluationError::Weeks));
        }
    }
}
