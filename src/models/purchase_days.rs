//! The purchase days of all customers in one flat list: what every analysis of coming back reads. It computes nothing.

use crate::labels::{Label, Text};

/// 1900-01-01, the earliest day accepted. A limit on the span keeps the tables small, whatever the data hold.
pub const EARLIEST_DAY: i32 = -25_567;

/// 2199-12-31, the latest day accepted.
pub const LATEST_DAY: i32 = 84_005;

/// The purchase days of customers, in days since 1970-01-01, known up to and including the as-of day.
#[derive(Clone, Copy, Debug)]
pub struct PurchaseDays<'a> {
    days: &'a [i32],
    offsets: &'a [usize],
    as_of: i32,
}

/// Why a list of purchase days cannot be read. Customers are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PurchaseDaysError {
    /// The offsets do not cut the days into one piece a customer: they must start at 0, never fall and end at the
    /// number of days.
    Offsets,
    /// The days of a customer are not in ascending order, or one stands twice.
    Order {
        /// Position of the customer.
        customer: usize,
    },
    /// A customer has a purchase after the as-of day.
    AfterAsOf {
        /// Position of the customer.
        customer: usize,
    },
    /// A purchase lies before [`EARLIEST_DAY`], or the as-of day outside the days accepted.
    Calendar,
}

const OFFSETS: Label =
    Label::new("the purchase days are not cut into one piece for each customer", "购买日列表未能按客户正确分段");
const ORDER: Label = Label::new(
    "the purchase days of customer number {n} are not in ascending order or repeat themselves",
    "第 {n} 个客户的购买日未按升序排列或有重复",
);
const AFTER_AS_OF: Label =
    Label::new("customer number {n} bought after the as-of day", "第 {n} 个客户在截止日之后有购买");
const CALENDAR: Label = Label::new("a day lies outside the years 1900 to 2199", "有日期超出 1900 年至 2199 年的范围");

impl PurchaseDaysError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            PurchaseDaysError::Offsets => OFFSETS.text(),
            PurchaseDaysError::Order { customer } => ORDER.with(&[("n", &(customer + 1))]),
            PurchaseDaysError::AfterAsOf { customer } => AFTER_AS_OF.with(&[("n", &(customer + 1))]),
            PurchaseDaysError::Calendar => CALENDAR.text(),
        }
    }
}

impl<'a> PurchaseDays<'a> {
    /// Checks the layout: customer i bought on `days[offsets[i]..offsets[i + 1]]`, ascending and without repeats, none
    /// after `as_of`. A customer without a purchase day is allowed and counts nowhere.
    ///
    /// # Errors
    /// The first fault found, in the order of [`PurchaseDaysError`] for each customer.
    pub fn new(days: &'a [i32], offsets: &'a [usize], as_of: i32) -> Result<PurchaseDays<'a>, PurchaseDaysError> {
        if offsets.first() != Some(&0) || offsets.last() != Some(&days.len()) || !offsets.is_sorted() {
            return Err(PurchaseDaysError::Offsets);
        }
        if !(EARLIEST_DAY..=LATEST_DAY).contains(&as_of) {
            return Err(PurchaseDaysError::Calendar);
        }
        let history = PurchaseDays { days, offsets, as_of };
        for (customer, bought) in history.pieces().enumerate() {
            if !bought.is_sorted_by(|earlier, later| earlier < later) {
                return Err(PurchaseDaysError::Order { customer });
            }
            if bought.last().is_some_and(|last| *last > as_of) {
                return Err(PurchaseDaysError::AfterAsOf { customer });
            }
            if bought.first().is_some_and(|first| *first < EARLIEST_DAY) {
                return Err(PurchaseDaysError::Calendar);
            }
        }
        Ok(history)
    }

    /// The as-of day: the last day on which a purchase would have been seen.
    pub fn as_of(self) -> i32 {
        self.as_of
    }

    /// The days of each customer who ever bought, never empty.
    pub fn customers(self) -> impl Iterator<Item = &'a [i32]> {
        self.pieces().filter(|bought| !bought.is_empty())
    }

    /// The earliest purchase day of all; `None` when nobody bought.
    pub fn first_day(self) -> Option<i32> {
        self.customers().filter_map(|bought| bought.first()).min().copied()
    }

    fn pieces(self) -> impl Iterator<Item = &'a [i32]> {
        let cuts = self.offsets.iter().zip(self.offsets.iter().skip(1));
        cuts.filter_map(move |(from, to)| self.days.get(*from..*to))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;
    use chrono::NaiveDate;

    #[test]
    fn the_limits_are_the_days_their_names_say() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap().to_epoch_days();
        assert_eq!((day(1900, 1, 1), day(2199, 12, 31)), (EARLIEST_DAY, LATEST_DAY));
    }

    #[test]
    fn customers_without_a_purchase_are_passed_over() {
        let history = PurchaseDays::new(&[3, 9, 5], &[0, 0, 2, 2, 3], 9).unwrap();
        assert_eq!(history.customers().collect::<Vec<_>>(), [&[3, 9][..], &[5]]);
        assert_eq!((history.first_day(), history.as_of()), (Some(3), 9));
        assert_eq!(PurchaseDays::new(&[], &[0], 9).unwrap().first_day(), None);
    }

    #[test]
    fn faults_are_named() {
        let fault = |days: &[i32], offsets: &[usize]| PurchaseDays::new(days, offsets, 10).unwrap_err();
        for offsets in [&[][..], &[1, 2], &[0, 1], &[0, 2, 1, 2], &[0, 3]] {
            assert_eq!(fault(&[1, 2], offsets), PurchaseDaysError::Offsets);
        }
        assert_eq!(fault(&[1, 2, 2], &[0, 1, 3]), PurchaseDaysError::Order { customer: 1 });
        assert_eq!(fault(&[1, 11], &[0, 2]), PurchaseDaysError::AfterAsOf { customer: 0 });
        assert_eq!(fault(&[i32::MIN, 1], &[0, 2]), PurchaseDaysError::Calendar);
        assert_eq!(PurchaseDays::new(&[], &[0], i32::MAX).unwrap_err(), PurchaseDaysError::Calendar);
        let text = PurchaseDaysError::AfterAsOf { customer: 0 }.text();
        assert_eq!(text.render(Lang::En), "customer number 1 bought after the as-of day");
    }
}
