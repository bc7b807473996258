//! What customers still hold after what they brought back. Returned goods that go into stock again are receipts of a pool;
//! here nobody is taken off the list of those to be told.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::error::PoolError;
use super::pool::Units;
use rayon::prelude::*;

use crate::labels::{Label, Text};

/// One sale to a customer, judged. Customers, products and lots are numbers of any kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sold {
    /// The customer.
    pub customer: u32,
    /// The product.
    pub product: u32,
    /// Day; `None` when unknown, which counts as before every return.
    pub day: Option<i32>,
    /// Quantity.
    pub quantity: i64,
    /// Lot recorded; `None` when hidden, or when records contradict it.
    pub lot: Option<u32>,
    /// Affected units, as the line was judged; with a lot, all or none.
    pub units: Units,
}

/// One return by a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The customer.
    pub customer: u32,
    /// The product.
    pub product: u32,
    /// Day; `None` when unknown, which counts as after every sale.
    pub day: Option<i32>,
    /// Quantity.
    pub quantity: i64,
    /// Lot; `None` when it was not recorded.
    pub lot: Option<u32>,
    /// Whether that lot is in scope; not read without a lot.
    pub affected: bool,
}

/// What is odd about a return. What could not be netted is left out of the sums: the customer is taken to hold it still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReturnFinding {
    /// It has no lot. It is netted, as anything the customer held.
    WithoutLot,
    /// The customer had not yet bought it. Not netted.
    BeforeSale,
    /// The customer holds other lots only. Not netted.
    OtherLot,
    /// The customer does not hold as much. Not netted.
    AboveSold,
}

/// One product with one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Holding {
    /// The customer.
    pub customer: u32,
    /// The product.
    pub product: u32,
    /// Quantity sold.
    pub sold: i64,
    /// Quantity returned and netted.
    pub returned: i64,
    /// Affected units that ever reached the customer. Whoever has any here is to be told.
    pub reached: Units,
    /// Affected units that the customer still holds.
    pub held: Units,
}

/// All holdings, and the returns that are odd.
#[derive(Clone, Debug, PartialEq)]
pub struct Netting {
    /// One entry for each customer and product sold, ascending.
    pub holdings: Vec<Holding>,
    /// Position of a return, what is odd about it, and the quantity that this is about; ascending by position.
    pub findings: Vec<(usize, ReturnFinding, i64)>,
    /// Of holdings from which something was netted: position, an affected lot that was recorded, and how much of it is still
    /// held for certain. The rest of what is held is of any lot. Ascending.
    pub sure: Vec<(usize, u32, i64)>,
}

const WITHOUT_LOT: Label = Label::new("the return has no lot", "退货未记录批次");
const BEFORE_SALE: Label = Label::new("returned before it was sold", "退货日期早于销售日期");
const OTHER_LOT: Label = Label::new("returned from another lot than was sold", "退货批次与销售批次不符");
const ABOVE_SOLD: Label = Label::new("more was returned than sold", "退货数量超过销售数量");

impl ReturnFinding {
    /// The finding as a sentence.
    pub fn text(self) -> Text {
        let label = match self {
            ReturnFinding::WithoutLot => WITHOUT_LOT,
            ReturnFinding::BeforeSale => BEFORE_SALE,
            ReturnFinding::OtherLot => OTHER_LOT,
            ReturnFinding::AboveSold => ABOVE_SOLD,
        };
        label.text()
    }
}

#[derive(Clone, Copy)]
enum Event<'a> {
    Sale(&'a Sold),
    Return(usize, &'a Returned),
}

/// A customer's stock of one product.
#[derive(Default)]
struct Hands {
    /// Sold with a lot and not returned with it: quantity, and whether it is affected.
    known: BTreeMap<u32, (i64, bool)>,
    /// Sold without a lot and not returned with one.
    hidden: i64,
    hidden_min: i64,
    hidden_max: i64,
    /// Returned without a lot: any of the above.
    blind: i64,
    /// Affected units, as estimated.
    expected: Option<f64>,
}

/// Takes `returns` off the sales, by customer and product, day by day (sales before returns): a return with a lot from
/// what was sold with that lot, the rest of it from what was sold without one; a return without a lot from anything.
/// The order of sales and returns in the input changes nothing.
pub fn net_of_returns(sales: &[Sold], returns: &[Returned]) -> Result<Netting, PoolError> {
    check(sales, returns)?;
    let sold =
        sales.iter().map(|sale| ((sale.customer, sale.product), sale.day.unwrap_or(i32::MIN), Event::Sale(sale)));
    let back = returns
        .iter()
        .enumerate()
        .map(|(at, one)| ((one.customer, one.product), one.day.unwrap_or(i32::MAX), Event::Return(at, one)));
    let mut events: Vec<((u32, u32), i32, Event<'_>)> = sold.chain(back).collect();
    events.par_sort_by(|a, b| (a.0, a.1, rank(&a.2)).partial_cmp(&(b.0, b.1, rank(&b.2))).unwrap_or(Ordering::Equal));
    let mut netting = Netting { holdings: Vec::new(), findings: Vec::new(), sure: Vec::new() };
    for group in events.chunk_by(|a, b| a.0 == b.0) {
        let later = group.iter().map(|event| event.2);
        let Some((holding, hands)) = of_group(later.collect(), &mut netting.findings) else { continue };
        if holding.returned > 0 {
            let at = netting.holdings.len();
            netting.sure.extend(hands.sure().map(|(lot, quantity)| (at, lot, quantity)));
        }
        netting.holdings.push(holding);
    }
    netting.findings.sort_unstable();
    Ok(netting)
}

/// Sales first; a known lot before an unknown one, which takes what is left; then by content, so that sums do not depend
/// on the order of rows.
fn rank(event: &Event<'_>) -> (bool, bool, Option<u32>, i64, Option<Units>) {
    match event {
        Event::Sale(Sold { lot, quantity, units, .. }) => (false, lot.is_none(), *lot, *quantity, Some(*units)),
        Event::Return(_, one) => (true, one.lot.is_none(), one.lot, one.quantity, None),
    }
}

fn of_group(events: Vec<Event<'_>>, findings: &mut Vec<(usize, ReturnFinding, i64)>) -> Option<(Holding, Hands)> {
    let mut hands = Hands { expected: Some(0.0), ..Hands::default() };
    let mut holding: Option<Holding> = None;
    let mut to_come: i64 =
        events.iter().map(|event| if let Event::Sale(sale) = event { sale.quantity } else { 0 }).sum();
    let mut netted = 0;
    for event in events {
        match event {
            Event::Sale(sale) => {
                let Sold { customer, product, quantity, units, .. } = *sale;
                let nothing = Holding {
                    customer,
                    product,
                    sold: 0,
                    returned: 0,
                    reached: Units::exactly(0),
                    held: Units::exactly(0),
                };
                let holding = holding.get_or_insert(nothing);
                holding.sold += quantity;
                holding.reached.min += units.min;
                holding.reached.max += units.max;
                holding.reached.expected = holding.reached.expected.zip(units.expected).map(|(sum, one)| sum + one);
                to_come -= quantity;
                hands.buy(sale);
            }
            Event::Return(at, one) => {
                let taken = hands.give_back(one);
                netted += taken;
                if one.lot.is_none() {
                    findings.push((at, ReturnFinding::WithoutLot, one.quantity));
                }
                let finding = match one.lot {
                    _ if to_come > 0 => ReturnFinding::BeforeSale,
                    Some(_) if hands.quantity() > 0 => ReturnFinding::OtherLot,
                    _ => ReturnFinding::AboveSold,
                };
                findings.extend((taken < one.quantity).then_some((at, finding, one.quantity - taken)));
            }
        }
    }
    holding.map(|holding| (Holding { returned: netted, held: hands.units(), ..holding }, hands))
}

impl Hands {
    /// All that is still there.
    fn quantity(&self) -> i64 {
        self.known.values().map(|(quantity, _)| quantity).sum::<i64>() + self.hidden - self.blind
    }

    fn buy(&mut self, sale: &Sold) {
        self.expected = self.expected.zip(sale.units.expected).map(|(sum, one)| sum + one);
        match sale.lot {
            Some(lot) => {
                let (quantity, affected) = self.known.entry(lot).or_default();
                *quantity += sale.quantity;
                *affected |= sale.units.min > 0;
            }
            None => {
                self.hidden += sale.quantity;
                self.hidden_min += sale.units.min;
                self.hidden_max += sale.units.max;
            }
        }
    }

    /// Takes back what can be taken, and says how much that was.
    fn give_back(&mut self, one: &Returned) -> i64 {
        let wanted = one.quantity.min(self.quantity());
        let Some(lot) = one.lot else {
            let left = 1.0 - wanted as f64 / self.quantity().max(1) as f64;
            self.expected = self.expected.map(|expected| expected * left);
            self.blind += wanted;
            return wanted;
        };
        let mut taken = 0;
        if let Some((quantity, _)) = self.known.get_mut(&lot) {
            taken = wanted.min(*quantity);
            *quantity -= taken;
        }
        let hidden = (wanted - taken).min(self.hidden);
        self.hidden -= hidden;
        if one.affected {
            self.hidden_min = (self.hidden_min - hidden).max(0);
            self.hidden_max = (self.hidden_max - hidden).max(0);
            self.expected = self.expected.map(|expected| (expected - (taken + hidden) as f64).max(0.0));
        }
        self.hidden_max = self.hidden_max.min(self.hidden);
        self.hidden_min = self.hidden_min.min(self.hidden_max);
        taken + hidden
    }

    /// What is left of each affected lot whatever came back without one.
    fn sure(&self) -> impl Iterator<Item = (u32, i64)> + '_ {
        let left = self.known.iter().filter(|(_, (_, affected))| *affected);
        left.map(|(lot, (quantity, _))| (*lot, quantity - self.blind)).filter(|(_, quantity)| *quantity > 0)
    }

    fn units(&self) -> Units {
        let known: i64 = self.known.values().map(|(quantity, affected)| if *affected { *quantity } else { 0 }).sum();
        let min = (known + self.hidden_min - self.blind).max(0);
        let max = (known + self.hidden_max).min(self.quantity());
        Units { min, max, expected: self.expected.map(|expected| expected.min(max as f64).max(min as f64)) }
    }
}

fn check(sales: &[Sold], returns: &[Returned]) -> Result<(), PoolError> {
    let mut sum = 0_i128;
    for (position, Sold { quantity, units, lot, .. }) in sales.iter().enumerate() {
        let inside = 0 <= units.min && units.min <= units.max && units.max <= *quantity;
        let all_or_none = units.min == units.max && (units.min == 0 || units.min == *quantity);
        if !inside || (lot.is_some() && !all_or_none) {
            return Err(PoolError::Issue { position });
        }
        sum += i128::from(*quantity);
    }
    for (position, one) in returns.iter().enumerate() {
        if one.quantity < 0 {
            return Err(PoolError::Issue { position });
        }
        sum += i128::from(one.quantity);
    }
    if sum > i128::from(i64::MAX / 4) { Err(PoolError::TooLarge) } else { Ok(()) }
}
