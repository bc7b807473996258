//! How customers and their revenue moved between segments from one date to another. It knows nothing of how the
//! segments were made.

use crate::labels::{Label, Text};

/// A group of customers and its revenue, in minor units, around either date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// Number of customers.
    pub customers: u64,
    /// Their revenue at the old date.
    pub old_revenue: i128,
    /// Their revenue at the new date.
    pub new_revenue: i128,
}

/// One labelling of the customers. Both slices have one entry a customer.
#[derive(Clone, Copy, Debug)]
pub struct Snapshot<'a> {
    /// Segment of each customer; `None` when the customer is absent: not yet, or no longer, a customer at that date.
    pub segments: &'a [Option<usize>],
    /// Revenue of each customer at that date, in minor units; not read for an absent customer.
    pub revenue: &'a [i128],
}

/// The movement between two snapshots of the same customers in the same order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// `transitions[from][to]`: the customers present at both dates.
    pub transitions: Vec<Vec<Flow>>,
    /// Per new segment, the customers absent at the old date.
    pub entered: Vec<Flow>,
    /// Per old segment, the customers absent at the new date.
    pub left: Vec<Flow>,
    /// Customers present at both dates.
    pub present_at_both: u64,
    /// Of these, the customers whose segment did not change.
    pub stayed: u64,
    /// Per old segment, the customers whose segment at the new date ranks lower; their `old_revenue` is at risk.
    pub fell: Vec<Flow>,
}

impl Movement {
    /// Share of the customers present at both dates that kept their segment; `None` when there are none.
    pub fn stability(&self) -> Option<f64> {
        (self.present_at_both > 0).then(|| self.stayed as f64 / self.present_at_both as f64)
    }

    /// Whether nobody was a customer at the old date, so that there is nothing to compare with.
    pub fn starts_from_nobody(&self) -> bool {
        self.present_at_both == 0 && self.left.iter().all(|flow| flow.customers == 0)
    }

    /// Revenue at risk: all customers whose segment ranks lower than before. Their `old_revenue` is the amount.
    /// Customers who left are not in it, see [`Movement::left`].
    pub fn at_risk(&self) -> Flow {
        self.fell.iter().fold(Flow::default(), |sum, flow| Flow {
            customers: sum.customers + flow.customers,
            // Cannot overflow: the sum over all customers was checked when the movement was computed.
            old_revenue: sum.old_revenue.saturating_add(flow.old_revenue),
            new_revenue: sum.new_revenue.saturating_add(flow.new_revenue),
        })
    }
}

/// Why no movement can be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MovementError {
    /// The four slices are not of one length.
    Lengths,
    /// The customer at this position (from 0) has a segment without a rank.
    UnknownSegment {
        /// Position in the input.
        position: usize,
    },
    /// The revenues do not sum within 128 bits.
    Overflow,
}

const LENGTHS: Label = Label::new("the two snapshots do not list the same customers", "两个时点的客户名单长度不一致");
const UNKNOWN_SEGMENT: Label =
    Label::new("customer number {n} is in a segment that is not declared", "第 {n} 个客户属于未声明的客户群");
const OVERFLOW: Label =
    Label::new("the revenue of all customers together is too large to sum", "全部客户的收入之和过大，无法求和");

impl MovementError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            MovementError::Lengths => LENGTHS.text(),
            MovementError::UnknownSegment { position } => UNKNOWN_SEGMENT.with(&[("n", &(position + 1))]),
            MovementError::Overflow => OVERFLOW.text(),
        }
    }
}

/// Compares two snapshots. `rank` has one entry a segment, lower = better; segments of equal rank do not rise or fall
/// among themselves. Customers absent at both dates are ignored.
pub fn movement(old: Snapshot<'_>, new: Snapshot<'_>, rank: &[u32]) -> Result<Movement, MovementError> {
    let count = old.segments.len();
    if [old.revenue.len(), new.segments.len(), new.revenue.len()].iter().any(|length| *length != count) {
        return Err(MovementError::Lengths);
    }
    let none = vec![Flow::default(); rank.len()];
    let mut result = Movement {
        transitions: vec![none.clone(); rank.len()],
        entered: none.clone(),
        left: none.clone(),
        present_at_both: 0,
        stayed: 0,
        fell: none,
    };
    let mut magnitude = 0_u128;
    let before = old.segments.iter().zip(old.revenue);
    let after = new.segments.iter().zip(new.revenue);
    for (position, ((from, was), (to, is))) in before.zip(after).enumerate() {
        if from.iter().chain(to).any(|segment| *segment >= rank.len()) {
            return Err(MovementError::UnknownSegment { position });
        }
        let old_revenue = from.map_or(0, |_| *was);
        let new_revenue = to.map_or(0, |_| *is);
        for amount in [old_revenue, new_revenue] {
            magnitude = magnitude.checked_add(amount.unsigned_abs()).ok_or(MovementError::Overflow)?;
        }
        if magnitude > i128::MAX.unsigned_abs() {
            return Err(MovementError::Overflow);
        }
        let one = Flow { customers: 1, old_revenue, new_revenue };
        match (*from, *to) {
            (Some(from), Some(to)) => {
                result.transitions[from][to].add(one);
                result.present_at_both += 1;
                result.stayed += u64::from(from == to);
                if rank[to] > rank[from] {
                    result.fell[from].add(one);
                }
            }
            (None, Some(to)) => result.entered[to].add(one),
            (Some(from), None) => result.left[from].add(one),
            (None, None) => {}
        }
    }
    Ok(result)
}

impl Flow {
    /// The caller has checked that the absolute revenues of all customers sum without overflow.
    fn add(&mut self, one: Flow) {
        self.customers += one.customers;
        self.old_revenue += one.old_revenue;
        self.new_revenue += one.new_revenue;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn flow(customers: u64, old_revenue: i128, new_revenue: i128) -> Flow {
        Flow { customers, old_revenue, new_revenue }
    }

    #[test]
    fn every_customer_is_in_exactly_one_place() {
        let old = Snapshot {
            segments: &[Some(0), Some(0), Some(0), Some(1), None, Some(2), None],
            revenue: &[100, 200, 400, 50, 7, 5, 7],
        };
        let new = Snapshot {
            segments: &[Some(0), Some(1), Some(2), Some(0), Some(2), None, None],
            revenue: &[110, 90, 0, 150, 20, 9, 9],
        };
        let result = movement(old, new, &[1, 2, 3]).unwrap();
        assert_eq!(result.transitions[0], [flow(1, 100, 110), flow(1, 200, 90), flow(1, 400, 0)]);
        assert_eq!(result.transitions[1], [flow(1, 50, 150), Flow::default(), Flow::default()]);
        assert_eq!(result.entered[2], flow(1, 0, 20));
        assert_eq!(result.left[2], flow(1, 5, 0));
        assert_eq!((result.present_at_both, result.stayed, result.stability()), (4, 1, Some(0.25)));
        assert_eq!(result.fell, [flow(2, 600, 90), Flow::default(), Flow::default()]);
        assert_eq!(result.at_risk(), flow(2, 600, 90));
    }

    #[test]
    fn customers_and_revenue_reconcile() {
        let pick = |i: usize, by: usize| Some(i * by % 7 % 4).filter(|_| !(i * by).is_multiple_of(5));
        let (from, to): (Vec<_>, Vec<_>) = (0..500).map(|i| (pick(i, 3), pick(i, 11))).unzip();
        let revenue: Vec<i128> = (0..500).map(|i| i * 37 % 211 - 20).collect();
        let old = Snapshot { segments: &from, revenue: &revenue };
        let result = movement(old, Snapshot { segments: &to, revenue: &revenue }, &[0, 1, 2, 3]).unwrap();
        let cells = || result.transitions.iter().flatten();
        let was: i128 = from.iter().zip(&revenue).filter(|(from, _)| from.is_some()).map(|(_, amount)| amount).sum();
        assert_eq!(cells().chain(&result.left).map(|flow| flow.old_revenue).sum::<i128>(), was);
        let is: i128 = to.iter().zip(&revenue).filter(|(to, _)| to.is_some()).map(|(_, amount)| amount).sum();
        assert_eq!(cells().chain(&result.entered).map(|flow| flow.new_revenue).sum::<i128>(), is);
        assert_eq!(cells().map(|flow| flow.customers).sum::<u64>(), result.present_at_both);
        let ever = from.iter().zip(&to).filter(|(from, to)| from.is_some() || to.is_some()).count() as u64;
        let seen: u64 = cells().chain(&result.left).chain(&result.entered).map(|flow| flow.customers).sum();
        assert_eq!(seen, ever);
    }

    #[test]
    fn equal_ranks_neither_rise_nor_fall_and_nobody_has_no_stability() {
        let old = Snapshot { segments: &[Some(0), Some(1)], revenue: &[1, 2] };
        let new = Snapshot { segments: &[Some(1), Some(0)], revenue: &[1, 2] };
        assert_eq!(movement(old, new, &[4, 4]).unwrap().at_risk(), Flow::default());
        let nobody = Snapshot { segments: &[], revenue: &[] };
        assert_eq!(movement(nobody, nobody, &[]).unwrap().stability(), None);
    }

    #[test]
    fn refuses_what_does_not_fit() {
        let good = Snapshot { segments: &[Some(0)], revenue: &[1] };
        let short = Snapshot { segments: &[Some(0)], revenue: &[] };
        assert_eq!(movement(good, short, &[1]), Err(MovementError::Lengths));
        assert_eq!(movement(good, good, &[]), Err(MovementError::UnknownSegment { position: 0 }));
        let huge = Snapshot { segments: &[Some(0), Some(0)], revenue: &[i128::MAX, 1] };
        assert_eq!(movement(huge, huge, &[1]), Err(MovementError::Overflow));
        let negative = Snapshot { segments: &[Some(0), None], revenue: &[i128::MIN, 1] };
        assert_eq!(movement(negative, negative, &[1]), Err(MovementError::Overflow));
    }
}
