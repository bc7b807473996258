//! Customers, their segments and their attributes → counts by segment and value.

use std::collections::BTreeMap;

use super::histories::Histories;
use super::purchases::{Mix, MixCell};
use crate::exports::cast::divide_half_even;

/// More values than this are folded into one, the rest.
pub const MOST_VALUES: usize = 30;

/// How the values of a dimension divide the customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Division {
    /// Every customer has one value: gender, region.
    Partition,
    /// A customer can have several: categories bought.
    Overlap,
}

/// The value a row stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A value of the data.
    Known(String),
    /// All values beyond the most frequent.
    Rest,
    /// No value.
    Unknown,
}

/// A group of customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Customers.
    pub customers: u64,
    /// Net revenue in 1/10000; in an overlap only that spent on the value.
    pub revenue: i128,
    /// Orders of these customers; in an overlap only those with the value.
    pub orders: u64,
    /// Whether an order may be counted several times, as one that holds several of the values folded into one.
    pub orders_overlap: bool,
    /// Days between first and last purchase of these customers, summed.
    pub span_days: i64,
    /// Gaps between purchases in these days.
    pub gaps: u64,
}

impl Group {
    /// Mean days between purchases.
    pub fn mean_gap(&self) -> Option<f64> {
        (self.gaps > 0).then(|| self.span_days as f64 / self.gaps as f64)
    }

    /// Net revenue an order, in 1/10000, rounded to 1/100 half to even; nothing where the orders cannot be counted.
    pub fn order_value(&self) -> Option<i128> {
        let known = self.orders > 0 && !self.orders_overlap;
        known.then(|| divide_half_even(self.revenue, i128::from(self.orders) * 100) * 100)
    }

    fn add(&mut self, histories: &Histories, at: usize, revenue: i128, orders: u64) {
        self.customers += 1;
        self.revenue += revenue;
        self.orders += orders;
        if let (Some(first), Some(last)) = (histories.first_day[at], histories.last_day[at]) {
            self.span_days += i64::from(last) - i64::from(first);
            self.gaps += u64::from(histories.purchase_days[at].saturating_sub(1));
        }
    }
}

impl std::iter::Sum for Group {
    fn sum<I: Iterator<Item = Group>>(groups: I) -> Group {
        groups.fold(Group::default(), |sum, group| Group {
            customers: sum.customers + group.customers,
            revenue: sum.revenue + group.revenue,
            orders: sum.orders + group.orders,
            orders_overlap: sum.orders_overlap || group.orders_overlap,
            span_days: sum.span_days + group.span_days,
            gaps: sum.gaps + group.gaps,
        })
    }
}

/// One dimension: its values, and a group for each segment and value.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Name of the dimension.
    pub dimension: String,
    /// How its values divide the customers.
    pub division: Division,
    /// The values, most frequent first; rest and unknown last.
    pub values: Vec<Value>,
    /// `groups[value][segment]`.
    pub groups: Vec<Vec<Group>>,
}

/// All customers by segment.
pub fn segment_totals(histories: &Histories, segment: &[usize], segments: usize) -> Vec<Group> {
    let mut totals = vec![Group::default(); segments];
    for (at, segment) in segment.iter().enumerate() {
        totals[*segment].add(histories, at, i128::from(histories.net[at]), u64::from(histories.orders[at]));
    }
    totals
}

/// The profile by an attribute; `values` has one entry a customer.
pub fn by_attribute(
    name: &str,
    values: &[Option<&str>],
    histories: &Histories,
    segment: &[usize],
    segments: usize,
) -> Profile {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    values.iter().flatten().for_each(|value| *counts.entry(value).or_default() += 1);
    let (names, places) = rank(counts);
    let mut groups = vec![vec![Group::default(); segments]; names.len()];
    let (rest, unknown) = (position(&names, &Value::Rest), position(&names, &Value::Unknown));
    for (at, value) in values.iter().enumerate() {
        let place = value.map_or(unknown, |value| places.get(value).copied().unwrap_or(rest));
        let (net, orders) = (i128::from(histories.net[at]), u64::from(histories.orders[at]));
        groups[place][segment[at]].add(histories, at, net, orders);
    }
    drop_empty(Profile { dimension: name.to_string(), division: Division::Partition, values: names, groups })
}

/// The profile by an order column, of the customers of `histories`.
pub fn by_mix(mix: &Mix, histories: &Histories, segment: &[usize], segments: usize) -> Profile {
    let name = |value: u32| mix.values.get(value as usize).map(String::as_str).unwrap_or_default();
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for cell in mix.cells.iter().filter(|cell| !name(cell.value).is_empty()) {
        *counts.entry(name(cell.value)).or_default() += 1;
    }
    let (names, places) = rank(counts);
    let mut groups = vec![vec![Group::default(); segments]; names.len()];
    let (rest, unknown) = (position(&names, &Value::Rest), position(&names, &Value::Unknown));
    for cells in mix.cells.chunk_by(|a, b| a.customer == b.customer) {
        let at = cells[0].customer as usize;
        let mut spent: BTreeMap<usize, Spent> = BTreeMap::new();
        for cell in cells {
            let value = name(cell.value);
            let place = if value.is_empty() { unknown } else { places.get(value).copied().unwrap_or(rest) };
            spent.entry(place).or_default().add(cell);
        }
        for (place, spent) in spent {
            let group = &mut groups[place][segment[at]];
            group.add(histories, at, spent.net, spent.orders);
            group.orders_overlap |= spent.with_orders > 1;
        }
    }
    drop_empty(Profile { dimension: mix.name.to_string(), division: Division::Overlap, values: names, groups })
}

/// What one customer spent on the values of one place.
#[derive(Default)]
struct Spent {
    net: i128,
    orders: u64,
    /// Values with an order.
    with_orders: u32,
}

impl Spent {
    fn add(&mut self, cell: &MixCell) {
        self.net += i128::from(cell.net);
        self.orders += u64::from(cell.orders);
        self.with_orders += u32::from(cell.orders > 0);
    }
}

/// The values in order of frequency, with rest and unknown at the end, and the places of the known ones.
fn rank(counts: BTreeMap<&str, u64>) -> (Vec<Value>, BTreeMap<String, usize>) {
    let mut order: Vec<(&str, u64)> = counts.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    order.truncate(MOST_VALUES);
    let places = order.iter().enumerate().map(|(place, (name, _))| ((*name).to_string(), place)).collect();
    let known = order.into_iter().map(|(name, _)| Value::Known(name.to_string()));
    (known.chain([Value::Rest, Value::Unknown]).collect(), places)
}

fn position(values: &[Value], wanted: &Value) -> usize {
    values.iter().position(|value| value == wanted).unwrap_or_default()
}

fn drop_empty(mut profile: Profile) -> Profile {
    let filled: Vec<bool> =
        profile.groups.iter().map(|groups| groups.iter().any(|group| group.customers > 0)).collect();
    let mut keep = filled.iter().copied();
    profile.values.retain(|_| keep.next().unwrap_or(false));
    let mut keep = filled.iter().copied();
    profile.groups.retain(|_| keep.next().unwrap_or(false));
    profile
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Histories {
        Histories {
            customer_id: vec!["a".into(), "b".into(), "c".into()],
            first_day: vec![Some(0), Some(0), None],
            last_day: vec![Some(30), Some(0), None],
            previous_day: vec![Some(10), None, None],
            recency_days: vec![Some(1), Some(31), None],
            purchase_days: vec![3, 1, 0],
            orders: vec![3, 1, 0],
            net: vec![90_000, 10_000, -5_000],
            returned: vec![0, 0, -5_000],
        }
    }

    #[test]
    fn a_partition_adds_up_to_the_segment_totals() {
        let (histories, segment) = (three(), [0, 1, 1]);
        let profile = by_attribute("city", &[Some("X"), None, Some("X")], &histories, &segment, 2);
        assert_eq!(profile.values, [Value::Known("X".into()), Value::Unknown]);
        let totals = segment_totals(&histories, &segment, 2);
        for (at, total) in totals.iter().enumerate() {
            assert_eq!(profile.groups.iter().map(|row| row[at].customers).sum::<u64>(), total.customers);
            assert_eq!(profile.groups.iter().map(|row| row[at].revenue).sum::<i128>(), total.revenue);
        }
        assert_eq!((totals[0].mean_gap(), totals[1].mean_gap()), (Some(15.0), None));
        assert_eq!(totals[0].order_value(), Some(30_000));
    }

    #[test]
    fn in_a_mix_a_customer_counts_once_a_value_with_what_she_spent_on_it() {
        let cell = |customer, value, net, orders| MixCell { customer, value, net, lines: 2, orders };
        let values = vec!["".to_string(), "tea".to_string(), "toys".to_string()];
        let cells = vec![cell(0, 1, 60_000, 2), cell(0, 2, 30_000, 1), cell(1, 0, 10_000, 1)];
        let mix = Mix { name: "category", values, cells };
        let profile = by_mix(&mix, &three(), &[0, 1, 1], 2);
        assert_eq!(profile.values, [Value::Known("tea".into()), Value::Known("toys".into()), Value::Unknown]);
        assert_eq!(profile.groups[0][0].revenue, 60_000);
        assert_eq!(profile.groups[2][1].customers, 1);
        // 3 orders in all, of which 2 hold tea.
        assert_eq!(
            profile.groups.iter().map(|row| row[0].order_value()).collect::<Vec<_>>()[..2],
            [30_000; 2].map(Some)
        );
    }

    #[test]
    fn orders_that_may_be_counted_twice_give_no_order_value() {
        let names: Vec<String> = (0..40).map(|n| format!("v{n:02}")).collect();
        let cell = |customer, value| MixCell { customer, value, net: 100, lines: 1, orders: 1 };
        // The last two values are rare, and customer 1 bought both of them, maybe in one order.
        let mut cells: Vec<MixCell> = (0..38).flat_map(|value| [cell(0, value), cell(1, value)]).collect();
        cells.extend([cell(1, 38), cell(1, 39)]);
        cells.sort_by_key(|cell| (cell.customer, cell.value));
        let profile = by_mix(&Mix { name: "category", values: names, cells }, &three(), &[0, 1, 1], 2);
        let rest = profile.values.iter().position(|value| *value == Value::Rest).unwrap();
        assert_eq!(profile.groups[rest].iter().map(Group::order_value).collect::<Vec<_>>(), [None, None]);
        assert_eq!(profile.groups[0][0].order_value(), Some(100));
    }

    #[test]
    fn rare_values_are_folded() {
        let names: Vec<String> = (0..40).map(|n| format!("v{n:02}")).collect();
        let values: Vec<Option<&str>> = names.iter().map(|name| Some(name.as_str())).collect();
        let histories = Histories {
            customer_id: names.clone(),
            orders: vec![1; 40],
            net: vec![1; 40],
            purchase_days: vec![1; 40],
            first_day: vec![None; 40],
            last_day: vec![None; 40],
            ..Histories::default()
        };
        let profile = by_attribute("x", &values, &histories, &[0; 40], 1);
        assert_eq!(profile.values.len(), MOST_VALUES + 1);
        assert_eq!(profile.groups[MOST_VALUES][0].customers, 10);
    }
}
