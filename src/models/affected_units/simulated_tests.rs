//! Companies whose every unit is known, seen through a record in which three sales of ten have no lot.

use proptest::prelude::*;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;

/// How the company really picks.
#[derive(Clone, Copy, Debug)]
enum Picking {
    Random,
    Oldest,
    Newest,
    AffectedFirst,
}

const LOTS: usize = 6;
const AFFECTED: [bool; LOTS] = [true, false, false, true, false, false];
const SCOPE: Scope<'_> = Scope { affected: &AFFECTED, expires_on: &[] };

#[derive(Default)]
struct Company {
    receipts: Vec<Receipt>,
    issues: Vec<Issue>,
    /// Affected units of each issue.
    truth: Vec<i64>,
}

fn receipt(day: i32, lot: Option<u32>, customer: Option<u32>) -> Receipt {
    let content = lot.map_or(Content::Unknown(Units::up_to(ONE_UNIT)), Content::Lot);
    Receipt { day: Some(day), quantity: ONE_UNIT, content, customer }
}

/// Sixty days of receipts, sales to twelve customers and, now and then, returns to stock, every other time without the lot.
fn company(seed: u64, picking: Picking, returns: bool) -> Company {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut company = Company::default();
    let mut stock: Vec<u32> = Vec::new();
    let mut sold: Vec<(u32, u32)> = Vec::new();
    for day in 0..60 {
        if day % 10 == 0 {
            for lot in [day as u32 / 10, random.random_range(0..LOTS as u32)] {
                let units = random.random_range(10..30);
                company.receipts.extend((0..units).map(|_| receipt(day, Some(lot), None)));
                stock.extend((0..units).map(|_| lot));
            }
        }
        let back = if returns && day % 4 == 0 { random.random_range(1..8).min(sold.len()) } else { 0 };
        for _ in 0..back {
            let (lot, customer) = sold.swap_remove(random.random_range(0..sold.len()));
            company.receipts.push(receipt(day, (day % 8 == 0).then_some(lot), Some(customer)));
            stock.push(lot);
        }
        for _ in 0..random.random_range(0..4) {
            let units = random.random_range(1..5).min(stock.len());
            let picked: Vec<u32> = (0..units).map(|_| pick(&mut stock, picking, &mut random)).collect();
            let customer = random.random_range(0..12);
            sold.extend(picked.iter().map(|lot| (*lot, customer)));
            let hidden = random.random_bool(0.3);
            // A sale with its lots is one line a lot.
            let lines: Vec<Vec<u32>> =
                if hidden { vec![picked] } else { picked.into_iter().map(|lot| vec![lot]).collect() };
            for line in lines {
                let lot = line.first().copied().filter(|_| !hidden);
                let quantity = line.len() as i64 * ONE_UNIT;
                let customer = Some(customer);
                company.issues.push(Issue { day: Some(day), quantity, lot, moved_lot: None, customer });
                company.truth.push(line.iter().filter(|lot| AFFECTED[**lot as usize]).count() as i64 * ONE_UNIT);
            }
        }
    }
    company
}

fn pick(stock: &mut Vec<u32>, picking: Picking, random: &mut ChaCha8Rng) -> u32 {
    let at = match picking {
        Picking::Random => random.random_range(0..stock.len()),
        Picking::Oldest => 0,
        Picking::Newest => stock.len() - 1,
        Picking::AffectedFirst => stock.iter().position(|lot| AFFECTED[*lot as usize]).unwrap_or(0),
    };
    stock.remove(at)
}

fn judge(company: &Company, allocation: Allocation) -> PoolUnits {
    let (receipts, issues) = (&company.receipts, &company.issues);
    let pool = Pool { receipts, issues, stock: StockRecord::Kept, measure: Measure::Counted };
    affected_units(&pool, &SCOPE, allocation).unwrap()
}

fn pickings() -> impl Strategy<Value = Picking> {
    prop_oneof![Just(Picking::Random), Just(Picking::Oldest), Just(Picking::Newest), Just(Picking::AffectedFirst)]
}

fn allocations() -> impl Strategy<Value = Allocation> {
    prop_oneof![Just(Allocation::Bounds), Just(Allocation::Fifo), Just(Allocation::Fefo)]
}

proptest! {
    /// However the company picks, and whatever the estimate assumes.
    #[test]
    fn the_truth_lies_within_the_bounds(
        seed in any::<u64>(), picking in pickings(), allocation in allocations(), returns in any::<bool>(),
    ) {
        let company = company(seed, picking, returns);
        let found = judge(&company, allocation);
        prop_assert_eq!((found.basis, found.shortfall), (Basis::WholeRecord, 0));
        for ((line, truth), issue) in found.lines.iter().zip(&company.truth).zip(&company.issues) {
            let Units { min, max, expected } = line.units;
            prop_assert!(0 <= min && min <= *truth && *truth <= max && max <= issue.quantity, "{:?} {}", line, truth);
            let (expected, probability) = (expected.unwrap(), line.probability.unwrap());
            prop_assert!(min as f64 <= expected && expected <= max as f64);
            prop_assert!((0.0..=1.0).contains(&probability) && probability <= expected / ONE_UNIT as f64 + 1e-9);
            match (line.class(0.5), issue.lot) {
                (Class::Confirmed, lot) => prop_assert!(lot.is_some() && *truth == issue.quantity),
                (Class::Excluded, _) => prop_assert_eq!(*truth, 0),
                (class, lot) => prop_assert!(lot.is_none() && (class != Class::Certain || *truth > 0), "{:?}", line),
            }
        }
        let truth: i64 = company.truth.iter().sum();
        let total = found.total;
        prop_assert!(total.min <= truth && truth <= total.max);
        let sum = |end: fn(&LineUnits) -> i64| found.lines.iter().map(end).sum::<i64>();
        prop_assert!(sum(|line| line.units.min) <= total.min && total.max <= sum(|line| line.units.max));
        let expected = total.expected.unwrap();
        prop_assert!(total.min as f64 - 0.5 <= expected && expected <= total.max as f64 + 0.5);
    }

    /// Half of the record may contradict the other half: still no order of rows matters, and nothing leaves its line.
    #[test]
    fn rows_have_no_order(seed in any::<u64>(), allocation in allocations(), wrong in any::<bool>()) {
        let mut company = company(seed, Picking::Random, true);
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        if wrong {
            company.receipts.truncate(company.receipts.len() / 2);
        }
        let before = judge(&company, allocation);
        let mut order: Vec<usize> = (0..company.issues.len()).collect();
        order.shuffle(&mut random);
        company.issues = order.iter().map(|at| company.issues[*at]).collect();
        company.receipts.shuffle(&mut random);
        let after = judge(&company, allocation);
        prop_assert_eq!((before.basis, before.shortfall), (after.basis, after.shortfall));
        prop_assert_eq!((before.total.min, before.total.max), (after.total.min, after.total.max));
        for (at, line) in order.iter().zip(&after.lines) {
            prop_assert_eq!(&before.lines[*at], line);
        }
        for (line, issue) in after.lines.iter().zip(&company.issues) {
            prop_assert!(0 <= line.units.min && line.units.min <= line.units.max && line.units.max <= issue.quantity);
        }
    }
}

/// Over 1,500 companies that pick at random the estimate of hidden sales misses the truth by no more than chance, also where
/// customers bring things back.
#[test]
fn the_estimate_is_unbiased() {
    for returns in [false, true] {
        let misses: Vec<(f64, f64)> = (0..1_500)
            .map(|seed| {
                let company = company(seed, Picking::Random, returns);
                let found = judge(&company, Allocation::Bounds);
                let truth = company.truth.iter().sum::<i64>() as f64 / ONE_UNIT as f64;
                let hidden = company.issues.iter().zip(&company.truth).filter(|(issue, _)| issue.lot.is_none());
                let hidden = hidden.map(|(_, truth)| *truth).sum::<i64>() as f64 / ONE_UNIT as f64;
                (found.total.expected.unwrap() / ONE_UNIT as f64 - truth, hidden)
            })
            .collect();
        let n = misses.len() as f64;
        let mean = misses.iter().map(|miss| miss.0).sum::<f64>() / n;
        let error = (misses.iter().map(|miss| (miss.0 - mean).powi(2)).sum::<f64>() / (n - 1.0) / n).sqrt();
        let hidden = misses.iter().map(|miss| miss.1).sum::<f64>() / n;
        assert!(mean.abs() <= 3.0 * error && error < 0.02 * hidden, "{mean} ± {error} of {hidden}, returns {returns}");
    }
}
