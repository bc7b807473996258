//! Day first or month first: decided by all values of a column, never by one. Ambiguous columns are refused.

use super::DateReading;
use crate::labels::{Label, Text};

/// The order of day and month in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `30/06/2026`
    DayFirst,
    /// `06/30/2026`
    MonthFirst,
}

impl DateOrder {
    /// Reads the value of `--date-order`: `dmy` or `mdy`.
    pub fn parse(text: &str) -> Option<DateOrder> {
        match text {
            "dmy" => Some(DateOrder::DayFirst),
            "mdy" => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    /// The value of `--date-order`.
    pub fn name(self) -> &'static str {
        match self {
            DateOrder::DayFirst => "dmy",
            DateOrder::MonthFirst => "mdy",
        }
    }
}

/// Examples kept of each kind of reading.
const EXAMPLES: usize = 4;

/// How many values of one kind a column has, with the smallest record numbers among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Kind {
    count: u64,
    examples: Vec<u64>,
}

impl Kind {
    fn absorb(&mut self, count: u64, records: &[u64]) {
        self.count += count;
        self.examples.extend_from_slice(records);
        self.examples.sort_unstable();
        self.examples.truncate(EXAMPLES);
    }
}

/// The readings of a column, counted by what they say about the order of day and month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderTally {
    settled: u64,
    either: Kind,
    day_first: Kind,
    month_first: Kind,
}

/// What the readings of a column say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderDecision {
    /// No value depends on the order.
    NotNeeded,
    /// Every value fits this order, and some fit no other.
    Decided {
        /// The order.
        order: DateOrder,
        /// Values that fit only this order.
        deciding: u64,
        /// Values that fit both.
        either: u64,
    },
    /// Every value fits both orders.
    Ambiguous {
        /// How many.
        either: u64,
        /// Up to four record numbers of such values.
        examples: Vec<u64>,
    },
    /// Some values fit only one order, some only the other.
    Mixed {
        /// Values that fit only day first.
        day_first: u64,
        /// Values that fit only month first.
        month_first: u64,
        /// Values that fit both.
        either: u64,
        /// Up to four record numbers with the day first.
        day_first_examples: Vec<u64>,
        /// Up to four record numbers with the month first.
        month_first_examples: Vec<u64>,
    },
}

impl OrderTally {
    /// Counts one reading of the record with this number.
    pub fn add(&mut self, reading: DateReading, record: u64) {
        match reading {
            DateReading::Settled { order: None, .. } => self.settled += 1,
            DateReading::Settled { order: Some(DateOrder::DayFirst), .. } => self.day_first.absorb(1, &[record]),
            DateReading::Settled { order: Some(DateOrder::MonthFirst), .. } => self.month_first.absorb(1, &[record]),
            DateReading::Either { .. } => self.either.absorb(1, &[record]),
        }
    }

    /// Adds the counts of another part of the same column. The result does not depend on the order of the parts.
    pub fn merge(&mut self, other: &OrderTally) {
        self.settled += other.settled;
        self.either.absorb(other.either.count, &other.either.examples);
        self.day_first.absorb(other.day_first.count, &other.day_first.examples);
        self.month_first.absorb(other.month_first.count, &other.month_first.examples);
    }

    /// Whether any value says something about the order, or depends on it.
    pub fn depends_on_order(&self) -> bool {
        self.either.count + self.day_first.count + self.month_first.count > 0
    }

    /// What the column says. A decision needs at least one value that fits a single order, and none that fits only
    /// the other.
    pub fn decide(&self) -> OrderDecision {
        let decided = |order, deciding| OrderDecision::Decided { order, deciding, either: self.either.count };
        match (self.day_first.count, self.month_first.count) {
            (0, 0) if self.either.count == 0 => OrderDecision::NotNeeded,
            (0, 0) => OrderDecision::Ambiguous { either: self.either.count, examples: self.either.examples.clone() },
            (deciding, 0) => decided(DateOrder::DayFirst, deciding),
            (0, deciding) => decided(DateOrder::MonthFirst, deciding),
            (day_first, month_first) => OrderDecision::Mixed {
                day_first,
                month_first,
                either: self.either.count,
                day_first_examples: self.day_first.examples.clone(),
                month_first_examples: self.month_first.examples.clone(),
            },
        }
    }
}

const NOT_NEEDED: Label = Label::new("no date depends on the order of day and month", "没有日期取决于日与月的顺序");
const DECIDED: Label = Label::new(
    "{order}: {deciding:date fits|dates fit} only this order, {either:fits|fit} both",
    "{order}：有 {deciding} 个日期只符合此顺序，{either} 个两种顺序都符合",
);
const AMBIGUOUS: Label = Label::new(
    "{either:date|dates} can be read with the day or the month first (records {examples})",
    "有 {either} 个日期无法判断日与月的先后（记录 {examples}）",
);
const MIXED: Label = Label::new(
    "{day:date has|dates have} the day first (records {day_records}), \
     {month:has|have} the month first (records {month_records})",
    "有 {day} 个日期日在前（记录 {day_records}），{month} 个日期月在前（记录 {month_records}）",
);

impl OrderDecision {
    /// The order to settle the readings with: any, when none is needed; `None` when the column has to be refused.
    pub fn order(&self) -> Option<DateOrder> {
        match self {
            OrderDecision::NotNeeded => Some(DateOrder::DayFirst),
            OrderDecision::Decided { order, .. } => Some(*order),
            OrderDecision::Ambiguous { .. } | OrderDecision::Mixed { .. } => None,
        }
    }

    /// The decision as a sentence about the column. The next step for a refusal is `--date-order dmy` or `mdy`.
    pub fn text(&self) -> Text {
        let list = |records: &[u64]| records.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
        match self {
            OrderDecision::NotNeeded => NOT_NEEDED.text(),
            OrderDecision::Decided { order, deciding, either } => {
                DECIDED.with(&[("order", &order.name()), ("deciding", deciding), ("either", either)])
            }
            OrderDecision::Ambiguous { either, examples } => {
                AMBIGUOUS.with(&[("either", either), ("examples", &list(examples))])
            }
            OrderDecision::Mixed { day_first, month_first, day_first_examples, month_first_examples, .. } => MIXED
                .with(&[
                    ("day", day_first),
                    ("day_records", &list(day_first_examples)),
                    ("month", month_first),
                    ("month_records", &list(month_first_examples)),
                ]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::DateParser;
    use super::*;
    use crate::labels::Lang;

    fn tally(cells: &[&str]) -> OrderTally {
        let mut tally = OrderTally::default();
        for (index, cell) in cells.iter().enumerate() {
            tally.add(DateParser::default().read(cell).unwrap(), index as u64 + 1);
        }
        tally
    }

    #[test]
    fn one_value_that_fits_one_order_decides_for_all() {
        let decision = tally(&["01/02/2026", "2026-05-05", "30/06/2026"]).decide();
        assert_eq!(decision, OrderDecision::Decided { order: DateOrder::DayFirst, deciding: 1, either: 1 });
        assert_eq!(decision.text().render(Lang::En), "dmy: 1 date fits only this order, 1 fits both");
        let decision = tally(&["01/02/2026", "06/30/2026", "12/31/2026"]).decide();
        assert_eq!(decision.order(), Some(DateOrder::MonthFirst));
    }

    #[test]
    fn a_column_that_fits_both_is_ambiguous_and_one_that_fits_neither_is_mixed() {
        let decision = tally(&["01/02/2026", "03/04/2026", "05/05/2026", "2026-01-01"]).decide();
        assert_eq!(decision, OrderDecision::Ambiguous { either: 2, examples: vec![1, 2] });
        assert_eq!(decision.order(), None);
        let decision = tally(&["30/06/2026", "01/02/2026", "06/30/2026"]).decide();
        assert!(matches!(&decision, OrderDecision::Mixed { day_first: 1, month_first: 1, either: 1, .. }));
        assert_eq!(decision.text().render(Lang::Zh), "有 1 个日期日在前（记录 1），1 个日期月在前（记录 3）");
    }

    #[test]
    fn equal_day_and_month_need_no_order() {
        assert_eq!(tally(&["05/05/2026", "30.06.2026", "2026-01-02"]).decide(), OrderDecision::NotNeeded);
        assert_eq!(OrderTally::default().decide(), OrderDecision::NotNeeded);
    }

    #[test]
    fn parts_of_a_column_add_up_in_any_order() {
        let cells = ["01/02/2026", "30/06/2026", "02/03/2026", "03/04/2026", "04/05/2026", "05/06/2026"];
        let whole = tally(&cells);
        let (mut first, mut second) = (OrderTally::default(), OrderTally::default());
        for (index, cell) in cells.iter().enumerate() {
            let part = if index % 2 == 0 { &mut first } else { &mut second };
            part.add(DateParser::default().read(cell).unwrap(), index as u64 + 1);
        }
        let mut backwards = second.clone();
        backwards.merge(&first);
        first.merge(&second);
        assert_eq!((&first, &backwards), (&whole, &whole));
    }
}
