//! Share of wallet: what customers spend here of what they spend in the category, by segment.

use crate::commands::satisfaction_report::figures::{Figure, Metric, Series, Shown, Unit};
use crate::commands::satisfaction_report::groups::Groups;
use crate::commands::satisfaction_report::load::{Wallet, Wallets};
use crate::commands::satisfaction_report::span::Span;
use crate::error::Error;
use crate::labels::satisfaction_report::loyalty as labels;
use crate::models::early_warning::Side;
use crate::models::share_of_wallet::{ShareOfWallet, Spending};
use crate::numerics::interval::Interval;
use crate::reduce::satisfaction::bought::Bought;
use crate::reduce::satisfaction::wallets::YEAR;
use crate::settings::satisfaction_report::CONFIDENCE;

use super::series::shown;

/// The share of what customers spend in the category that they spend here.
pub(super) const SHARE_OF_WALLET: &str = "share_of_wallet";

/// What the share of wallet rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Basis {
    /// The last day of the year that is held against the category spend.
    pub(super) until: i32,
    /// Customers whose category spend is known.
    pub(super) customers: u64,
    /// Those of them who spend more here than the file says they spend in the category.
    pub(super) beyond: u64,
    /// Whether the orders reach back a whole year. Without that nothing can be told.
    pub(super) is_whole: bool,
}

impl Basis {
    /// What there is.
    pub(super) fn of(wallets: &Wallets, bought: &Bought) -> Basis {
        let beyond = wallets.all.iter().filter(|own| own.here > own.category).count() as u64;
        let first = wallets.until.saturating_sub(YEAR).saturating_add(1);
        Basis {
            until: wallets.until,
            customers: wallets.all.len() as u64,
            beyond,
            is_whole: bought.first_day().is_some_and(|day| day <= first),
        }
    }
}

/// One series a segment. It has one figure, that of the last year: what customers spend in the category is known of no
/// other time.
pub(super) fn series(wallets: &Wallets, groups: &Groups, span: &Span) -> Result<Vec<Series>, Error> {
    let mut spending: Vec<Vec<Spending>> = vec![Vec::new(); groups.segments().len()];
    let usable = |own: &Wallet| Spending::new(own.here as f64, own.category as f64);
    for (own, spent) in wallets.all.iter().filter_map(|own| Some((own, usable(own)?))) {
        for place in groups.of(own.customer) {
            spending.get_mut(place).into_iter().for_each(|all| all.push(spent));
        }
    }
    let customers: Vec<u64> = spending.iter().map(|own| own.len() as u64).collect();
    let own = groups.segments().iter().zip(&spending).zip(shown(groups, &customers)?);
    let series = own.map(|((segment, all), shown)| Series {
        metric: metric(),
        segment: segment.clone(),
        whole: figure(all, shown),
        figures: vec![Figure::default(); span.count],
    });
    Ok(series.collect())
}

fn metric() -> Metric {
    Metric {
        id: SHARE_OF_WALLET.to_string(),
        name: labels::SHARE_OF_WALLET.text(),
        unit: Unit::Percent,
        bad: Some(Side::Low),
        measure: None,
        beside: false,
        between: None,
    }
}

fn figure(all: &[Spending], shown: Shown) -> Figure {
    let factor = Unit::Percent.factor();
    ShareOfWallet::of(all, CONFIDENCE).map_or_else(Figure::default, |own| Figure {
        value: Some(own.value * factor),
        interval: own.interval.map(|own| Interval { lower: own.lower * factor, upper: own.upper * factor }),
        n: own.customers,
        method: Some(ShareOfWallet::METHOD),
        shown,
        ..Figure::default()
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::models::periods::Length;
    use crate::reduce::attributes::Attribute;
    use crate::reduce::satisfaction::bought::BoughtOn;

    #[test]
    fn a_share_by_segment_of_those_whose_spend_is_known() {
        let region: Vec<_> = (0..30).map(|own| Some(if own < 20 { "East" } else { "West" })).collect();
        let groups = Groups::new(&[Attribute::of_values("region", &region)], 30);
        let span = Span::new(Length::Month, 0, 400, 0);
        // In the East a quarter, in the West, where eight are known, all.
        let wallet = |customer: u32| Wallet { customer, here: if customer < 20 { 25 } else { 130 }, category: 100 };
        let wallets = Wallets { all: (0..28).map(wallet).collect(), until: 400 };
        let found = series(&wallets, &groups, &span).unwrap();
        let told: Vec<(u64, Shown)> = found.iter().map(|own| (own.whole.n, own.whole.shown)).collect();
        assert_eq!(told, [(28, Shown::Few), (20, Shown::Complementary), (8, Shown::Suppressed)]);
        assert_eq!(found[1].whole.value, Some(25.0));
        // 20 × 25 + 8 × 130 of 20 × 100 + 8 × 130.
        assert!((found[0].whole.value.unwrap() - 1540.0 / 30.4).abs() < 1e-12);
        assert!(found[0].figures.iter().all(|figure| figure.shown == Shown::Empty));
        let bought = |day| Bought::new(1, vec![(0, vec![BoughtOn::new(day, 1, None)])]);
        let basis = Basis::of(&wallets, &bought(36));
        assert_eq!((basis.customers, basis.beyond, basis.is_whole), (28, 8, true));
        assert!(!Basis::of(&wallets, &bought(37)).is_whole);
    }
}
