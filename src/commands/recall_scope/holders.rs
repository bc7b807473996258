//! Who holds what: every line in one class, and the lines of each customer together, net of what came back.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashSet;

use crate::labels::visible::first_few;
use crate::labels::{Label, Text, recall_scope as labels};
use crate::models::affected_units::{
    Class, Holding, Netting, PoolError, Reason, ReturnFinding, Returned, Sold, Units, net_of_returns,
};
use crate::reduce::lots::Lots;
use crate::reduce::recall::{Judged, Judgement, Placement, SaleLine, Sales, ToldBy};
use crate::settings::recall_scope::RecallScopeSettings;

use super::scope::Traced;
use super::serials::{Serials, SoldTwice, untold};

/// All classes, the surest first; a conflict may be anything.
pub(super) const CLASSES: [Class; 6] =
    [Class::Confirmed, Class::Certain, Class::Probable, Class::Possible, Class::Conflict, Class::Excluded];

/// What the class of a line rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Recorded lots and stock.
    Stock(Reason),
    /// Its serial number is recalled.
    SerialRecalled,
    /// Its product is recalled, whatever the lot.
    ProductRecalled,
    /// Its serial number differs from a recalled one in case, signs or leading zeros alone.
    SerialNearly,
    /// Only serial numbers of the product are recalled, and it has none.
    SerialNotTold,
    /// Only serial numbers of the product are recalled, and its own is not among them.
    SerialNotRecalled,
    /// Its lot is recalled, but as another product.
    OtherProduct,
    /// It was sold on another day or in another store than the recall is about.
    OutsideWindow,
    /// The recall is about some stores, and in which it was sold is not recorded.
    StoreNotTold,
    /// It was sold before its lot was affected.
    BeforeAffected,
    /// Its lot was affected at a mixing site alone, where its units may never have been.
    NotSurelyMixed,
    /// It is a shipment to a place that no order line names, and may be the delivery of one.
    MayBeOrdered,
    /// Its serial number is recalled, and was sold to another customer as well with no return between.
    SerialTwice,
}

impl Why {
    pub(super) fn text(self) -> Text {
        match self {
            Why::Stock(reason) => reason.text(),
            Why::SerialRecalled => labels::WHY_SERIAL.text(),
            Why::ProductRecalled => labels::WHY_PRODUCT.text(),
            Why::SerialNearly => labels::WHY_NEAR_SERIAL.text(),
            Why::SerialNotTold => labels::WHY_NO_SERIAL.text(),
            Why::SerialNotRecalled => labels::WHY_OTHER_SERIAL.text(),
            Why::OtherProduct => labels::WHY_OTHER_PRODUCT.text(),
            Why::OutsideWindow => labels::WHY_OUTSIDE.text(),
            Why::StoreNotTold => labels::WHY_NO_STORE.text(),
            Why::BeforeAffected => labels::WHY_BEFORE_AFFECTED.text(),
            Why::NotSurelyMixed => labels::WHY_NOT_SURELY_MIXED.text(),
            Why::MayBeOrdered => labels::WHY_MAY_BE_ORDERED.text(),
            Why::SerialTwice => labels::WHY_SERIAL_TWICE.text(),
        }
    }

    /// Stable name in tables.
    pub(super) fn id(self) -> &'static str {
        match self {
            Why::Stock(Reason::LotInScope) => "lot_in_scope",
            Why::Stock(Reason::LotOutOfScope) => "lot_out_of_scope",
            Why::Stock(Reason::LotContradictsMove) => "lot_contradicts_move",
            Why::Stock(Reason::LotNotInStock) => "lot_not_in_stock",
            Why::Stock(Reason::NegativeStock) => "negative_stock",
            Why::Stock(Reason::Stock) => "stock_of_the_day",
            Why::Stock(Reason::StockOfAllDays) => "stock_of_all_days",
            Why::Stock(Reason::StockUnknown) => "stock_unknown",
            Why::SerialRecalled => "serial_recalled",
            Why::ProductRecalled => "product_recalled",
            Why::SerialNearly => "serial_nearly_recalled",
            Why::SerialNotTold => "serial_not_recorded",
            Why::SerialNotRecalled => "serial_not_recalled",
            Why::OtherProduct => "lot_of_other_product",
            Why::OutsideWindow => "outside_days_or_stores",
            Why::StoreNotTold => "store_not_recorded",
            Why::BeforeAffected => "before_lot_was_affected",
            Why::NotSurelyMixed => "not_surely_mixed",
            Why::MayBeOrdered => "may_be_ordered",
            Why::SerialTwice => "serial_sold_twice",
        }
    }
}

/// What a line holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Held {
    pub(super) class: Class,
    pub(super) why: Why,
    pub(super) units: Units,
    pub(super) probability: Option<f64>,
}

/// Lines of one class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ClassTotal {
    pub(super) lines: u64,
    pub(super) customers: u64,
    /// Units of the lines, affected or not.
    pub(super) quantity: i128,
    pub(super) min: i128,
    pub(super) max: i128,
    /// Nothing where some line allows no estimate.
    pub(super) expected: Option<f64>,
}

impl Default for ClassTotal {
    fn default() -> ClassTotal {
        ClassTotal { lines: 0, customers: 0, quantity: 0, min: 0, max: 0, expected: Some(0.0) }
    }
}

/// What a customer holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Holder {
    /// Place in [`Sales::customers`]; nothing for sales that name no customer.
    pub(super) customer: Option<u32>,
    /// The surest class of its lines.
    pub(super) class: Class,
    pub(super) lines: u64,
    /// Affected lots recorded on its lines.
    pub(super) lots: BTreeMap<u32, i64>,
    /// Whether lines that tell no affected lot may hold affected units.
    pub(super) has_unrecorded: bool,
    /// Affected units that ever reached it.
    pub(super) reached: Units,
    /// Affected units that it still holds.
    pub(super) held: Units,
    /// What it paid for the lines, in 1/10000.
    pub(super) value: i128,
    pub(super) first: i32,
    pub(super) last: i32,
}

/// Everything about who holds what.
pub(super) struct Holders {
    /// One entry a line; nothing for returns.
    pub(super) lines: Vec<Option<Held>>,
    /// In the order of [`CLASSES`].
    pub(super) by_class: [ClassTotal; 6],
    /// Whoever may hold an affected unit, by id; those without a customer last.
    pub(super) holders: Vec<Holder>,
    pub(super) pools: Vec<Judged>,
    /// Affected units that reached customers, all together.
    pub(super) total: Units,
    /// Odd returns, by what is odd about them.
    pub(super) odd_returns: BTreeMap<ReturnFinding, u64>,
    /// Recalled serial numbers that were sold to two customers with no return between.
    pub(super) sold_twice: BTreeSet<String>,
}

/// Puts every line into one class, and the lines of each customer together.
pub(super) fn find(
    settings: &RecallScopeSettings,
    lots: &Lots,
    traced: &Traced,
    sales: &Sales,
    judgement: Judgement,
) -> Result<Holders, PoolError> {
    let affected = &traced.affected[..];
    let whole: BTreeSet<u32> = match traced.whole_products {
        true => settings
            .scope
            .products
            .iter()
            .filter_map(|name| sales.products.binary_search(name).ok())
            .map(|at| at as u32)
            .collect(),
        false => BTreeSet::new(),
    };
    let serials = Serials::of(settings, traced, sales);
    let twice = SoldTwice::of(&serials, sales);
    let mut overruled = false;
    let mut lines = Vec::with_capacity(sales.lines.len());
    for (line, judged) in sales.lines.iter().zip(&judgement.lines) {
        let Some(judged) = judged else {
            lines.push(None);
            continue;
        };
        let in_scope = line.lot.is_some_and(|lot| affected.get(lot as usize) == Some(&true));
        let own = Held {
            class: judged.class(settings.probable),
            why: Why::Stock(judged.reason),
            units: judged.units,
            probability: judged.probability,
        };
        let sure =
            |why| Held { class: Class::Confirmed, why, units: Units::exactly(line.quantity), probability: Some(1.0) };
        let none = |why| Held { class: Class::Excluded, why, units: Units::exactly(0), probability: Some(0.0) };
        // What production does not know cannot contradict it.
        let unmade = in_scope && line.lot.is_some_and(|lot| traced.unmade.contains(&lot));
        let of_serials = !in_scope && serials.may_hold(line);
        let held = if line.placement == Placement::Outside {
            none(Why::OutsideWindow)
        } else if line.serial_hit && twice.is_on(line) {
            let units = Units::up_to(serials.hit(line).max);
            Held { class: Class::Conflict, why: Why::SerialTwice, units, probability: None }
        } else if line.serial_hit {
            Held { units: serials.hit(line), ..sure(Why::SerialRecalled) }
        } else if line.product.is_some_and(|product| whole.contains(&product)) {
            sure(Why::ProductRecalled)
        } else if traced.is_of_other_product(sales, line) {
            none(Why::OtherProduct)
        } else if unmade && own.why == Why::Stock(Reason::LotNotInStock) {
            sure(Why::Stock(Reason::LotInScope))
        } else if of_serials && (serials.alone || own.units.max == 0) && line.serial_near {
            let units = Units::up_to(line.quantity);
            Held { class: Class::Possible, why: Why::SerialNearly, units, probability: None }
        } else if of_serials && (serials.alone || own.units.max == 0) && untold(line) > 0 {
            let units = Units::up_to(untold(line));
            Held { class: Class::Possible, why: Why::SerialNotTold, units, probability: None }
        } else if of_serials && serials.alone {
            none(Why::SerialNotRecalled)
        } else {
            own
        };
        let held = match line.placement {
            Placement::StoreUnknown if held.units.max > 0 && held.class != Class::Conflict => {
                at_most(held, Why::StoreNotTold)
            }
            _ if held.why == Why::Stock(Reason::LotInScope) && traced.is_before_affected(line) => {
                // The day of an order is not the day on which its goods left: an order of that day may have been filled
                // with units made later.
                at_most(held, Why::BeforeAffected)
            }
            _ if by_lots(held) && traced.mixed.may_have_missed(sales, line) => at_most(held, Why::NotSurelyMixed),
            _ => held,
        };
        let may_be_ordered = line.told_by == ToldBy::ShipmentOrOrder;
        let held = match may_be_ordered && held.units.max > 0 && held.class != Class::Conflict {
            true => at_most(held, Why::MayBeOrdered),
            false => held,
        };
        overruled |= held != own || may_be_ordered;
        lines.push(Some(held));
    }
    let total = if overruled {
        sum(lines.iter().flatten().map(|held| held.units))
    } else {
        sum(judgement.pools.iter().map(|pool| pool.total))
    };
    let netting = net(affected, sales, &lines, i32::MAX)?;
    let mut odd_returns = BTreeMap::new();
    netting.findings.iter().for_each(|(_, finding, _)| *odd_returns.entry(*finding).or_default() += 1);
    let holders = holders(lots, affected, sales, &lines, &netting.holdings);
    let by_class = by_class(sales, &lines);
    let sold_twice = twice.serials;
    Ok(Holders { lines, by_class, holders, pools: judgement.pools, total, odd_returns, sold_twice })
}

/// Whether recorded lots or the stock put a line where it is, and it may hold an affected unit.
fn by_lots(held: Held) -> bool {
    matches!(held.why, Why::Stock(_)) && held.class != Class::Conflict && held.units.max > 0
}

/// The same line where something else may speak against it.
fn at_most(held: Held, why: Why) -> Held {
    Held { class: Class::Possible, why, units: Units::up_to(held.units.max), probability: None }
}

fn sum(units: impl Iterator<Item = Units>) -> Units {
    units.fold(Units::exactly(0), |all, own| Units {
        min: all.min.saturating_add(own.min),
        max: all.max.saturating_add(own.max),
        expected: all.expected.zip(own.expected).map(|(all, own)| all + own),
    })
}

/// Nobody's product.
const NAMELESS: u32 = u32::MAX;

/// Customer and product of a line, as they are netted; one number beyond the customers is nobody.
pub(super) fn buyer(sales: &Sales, line: &SaleLine) -> (u32, u32) {
    (line.customer.unwrap_or(sales.customers.len() as u32), line.product.unwrap_or(NAMELESS))
}

/// What is held after the returns of days before `end`.
pub(super) fn net(affected: &[bool], sales: &Sales, lines: &[Option<Held>], end: i32) -> Result<Netting, PoolError> {
    let buyer = |line: &SaleLine| buyer(sales, line);
    // Where a customer brought back nothing of a product and holds none that may be affected, nothing is to be netted.
    let concerns = |held: &Option<Held>| held.is_none_or(|held| held.units.max > 0);
    let all = || sales.lines.iter().zip(lines);
    let concerned: HashSet<(u32, u32)> =
        all().filter(|(_, held)| concerns(held)).map(|(line, _)| buyer(line)).collect();
    let (mut sold, mut returned) = (Vec::new(), Vec::new());
    for (line, held) in all().filter(|(line, _)| concerned.contains(&buyer(line))) {
        let (customer, product) = buyer(line);
        let (day, quantity) = (Some(line.day), line.quantity);
        match held {
            Some(held) => {
                // A lot is all affected or not at all; what the scope decides otherwise is netted without its lot.
                let by_lot = matches!(held.why, Why::Stock(Reason::LotInScope | Reason::LotOutOfScope));
                let lot = line.lot.filter(|_| by_lot);
                sold.push(Sold { customer, product, day, quantity, lot, units: held.units });
            }
            None if line.day >= end => {}
            None => {
                let affected = line.lot.is_some_and(|lot| affected.get(lot as usize) == Some(&true));
                returned.push(Returned { customer, product, day, quantity, lot: line.lot, affected });
            }
        }
    }
    net_of_returns(&sold, &returned)
}

fn holders(lots: &Lots, affected: &[bool], sales: &Sales, lines: &[Option<Held>], holdings: &[Holding]) -> Vec<Holder> {
    let nobody = sales.customers.len();
    // The place of each customer among the holders, and of nobody last.
    let mut places: Vec<Option<u32>> = vec![None; nobody + 1];
    let mut all: Vec<Holder> = Vec::new();
    let hit = sales.lines.iter().zip(lines).filter_map(|(line, held)| Some((line, held.as_ref()?)));
    for (line, held) in hit.filter(|(_, held)| held.class != Class::Excluded) {
        let customer = line.customer.map_or(nobody, |customer| customer as usize);
        let place = *places[customer].get_or_insert_with(|| {
            all.push(Holder {
                customer: line.customer,
                class: held.class,
                lines: 0,
                lots: BTreeMap::new(),
                has_unrecorded: false,
                reached: Units::exactly(0),
                held: Units::exactly(0),
                value: 0,
                first: line.day,
                last: line.day,
            });
            all.len() as u32 - 1
        });
        let holder = &mut all[place as usize];
        if rank(held.class) < rank(holder.class) {
            holder.class = held.class;
        }
        holder.lines += 1;
        holder.value += i128::from(line.amount);
        (holder.first, holder.last) = (holder.first.min(line.day), holder.last.max(line.day));
        let named = line.lot.filter(|lot| (*lot as usize) < lots.len() && affected[*lot as usize]);
        holder.has_unrecorded |= named.is_none() && held.units.max > 0;
        if let Some(lot) = named {
            *holder.lots.entry(lot).or_default() += line.quantity;
        }
    }
    for own in holdings {
        if let Some(holder) = places[own.customer as usize].and_then(|place| all.get_mut(place as usize)) {
            holder.reached = sum([holder.reached, own.reached].into_iter());
            holder.held = sum([holder.held, own.held].into_iter());
        }
    }
    all.sort_unstable_by_key(|holder| holder.customer.map_or(nobody, |customer| customer as usize));
    all
}

/// Place of a class in [`CLASSES`].
pub(super) fn rank(class: Class) -> usize {
    CLASSES.iter().position(|own| *own == class).unwrap_or(CLASSES.len())
}

fn by_class(sales: &Sales, lines: &[Option<Held>]) -> [ClassTotal; 6] {
    let mut totals = [ClassTotal::default(); 6];
    // One bit a class for each customer.
    let mut seen = vec![0_u8; sales.customers.len()];
    for (line, held) in sales.lines.iter().zip(lines).filter_map(|(line, held)| Some((line, held.as_ref()?))) {
        let at = rank(held.class);
        let total = &mut totals[at];
        total.lines += 1;
        total.quantity += i128::from(line.quantity);
        total.min += i128::from(held.units.min);
        total.max += i128::from(held.units.max);
        total.expected = total.expected.zip(held.units.expected).map(|(sum, own)| sum + own);
        if let Some(seen) = line.customer.and_then(|customer| seen.get_mut(customer as usize)) {
            total.customers += u64::from(*seen & 1 << at == 0);
            *seen |= 1 << at;
        }
    }
    totals
}

/// What a reader has to know about who holds what.
pub(super) fn warnings(holders: &Holders) -> Vec<Text> {
    let pools = || holders.pools.iter();
    let notes: [(Label, u64); 3] = [
        (labels::SHORTFALLS, pools().filter(|pool| pool.shortfall > 0).count() as u64),
        (labels::OTHER_UNITS, pools().filter(|pool| pool.other_unit).count() as u64),
        (
            labels::EARLIER_BASIS,
            pools()
                .filter(|pool| pool.basis == crate::models::affected_units::Basis::EarlierRecord && pool.shortfall == 0)
                .count() as u64,
        ),
    ];
    let odd = holders
        .odd_returns
        .iter()
        .map(|(finding, n)| labels::ODD_RETURNS.with(&[("n", n)]).and("what", finding.text()));
    let twice = &holders.sold_twice;
    let twice =
        (!twice.is_empty()).then(|| labels::SERIALS_TWICE.with(&[("n", &twice.len()), ("names", &first_few(twice))]));
    let notes = notes.into_iter().filter(|(_, n)| *n > 0).map(|(label, n)| label.with(&[("n", &n)]));
    notes.chain(odd).chain(twice).collect()
}
