//! Bookings summed to balances. It judges none; see `tolerance`.

use std::collections::BTreeMap;

use super::tolerance::Tolerance;

/// What a booking says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Produced at the site.
    Made,
    /// Came in from a supplier or another site.
    Received,
    /// Counted on hand.
    OnHand,
    /// Left to a customer or another site.
    Shipped,
    /// Came back from a customer.
    Returned,
    /// Used in another lot.
    Consumed,
    /// Destroyed.
    Scrapped,
    /// Taken out by a correction of the stock; a correction that adds is negative.
    Adjusted,
}

/// One quantity of one lot. Lots, sites and units of measure are numbers of any kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booking {
    /// The lot.
    pub lot: u32,
    /// The site.
    pub site: u32,
    /// The unit of measure.
    pub unit: u32,
    /// What it says.
    pub kind: Kind,
    /// Quantity in 1/10000 of the unit. A reversal is a booking of the same kind with the opposite sign.
    pub quantity: i64,
    /// Whether it is one end of a transfer between two of the sites: of all sites together nothing came in or left.
    pub between_sites: bool,
}

/// One lot at one site in one unit of measure. Quantities in 1/10000 units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// The lot.
    pub lot: u32,
    /// The site.
    pub site: u32,
    /// The unit of measure.
    pub unit: u32,
    /// Produced.
    pub made: i128,
    /// Came in.
    pub received: i128,
    /// Of these, from another of the sites.
    pub received_between: i128,
    /// On hand; `None` when nothing was counted, which leaves it among the unaccounted.
    pub on_hand: Option<i128>,
    /// Left.
    pub shipped: i128,
    /// Of these, to another of the sites.
    pub shipped_between: i128,
    /// Came back.
    pub returned: i128,
    /// Used.
    pub consumed: i128,
    /// Destroyed.
    pub scrapped: i128,
    /// Taken out by corrections.
    pub adjusted: i128,
    /// Whether the lot was also booked in another unit at this site. The rows belong together and cannot be added.
    pub other_units: bool,
}

/// All balances of one unit of measure together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BalanceTotal {
    /// The unit of measure.
    pub unit: u32,
    /// Number of balances.
    pub balances: u64,
    /// Those beyond the tolerance.
    pub beyond: u64,
    /// Made, and received from outside: what passes between sites counts once.
    pub incoming: i128,
    /// Accounted for at some site, what is on its way between them not among it.
    pub accounted: i128,
    /// Missing, all balances that miss something together.
    pub missing: i128,
    /// Too much, all balances with more than came in together; positive. Never set off against what is missing.
    pub surplus: i128,
}

impl Balance {
    /// Made and received: the left side.
    pub fn incoming(&self) -> i128 {
        self.made + self.received
    }

    /// On hand, shipped net of returns, consumed, scrapped and adjusted.
    pub fn accounted(&self) -> i128 {
        let shipped = self.shipped - self.returned;
        self.on_hand.unwrap_or(0) + shipped + self.consumed + self.scrapped + self.adjusted
    }

    /// What is missing; negative when there is more than came in.
    pub fn unaccounted(&self) -> i128 {
        self.incoming() - self.accounted()
    }

    fn book(&mut self, kind: Kind, quantity: i128, between_sites: bool) {
        let sum = match kind {
            Kind::Made => &mut self.made,
            Kind::Received => &mut self.received,
            Kind::OnHand => self.on_hand.get_or_insert(0),
            Kind::Shipped => &mut self.shipped,
            Kind::Returned => &mut self.returned,
            Kind::Consumed => &mut self.consumed,
            Kind::Scrapped => &mut self.scrapped,
            Kind::Adjusted => &mut self.adjusted,
        };
        *sum += quantity;
        match kind {
            Kind::Received if between_sites => self.received_between += quantity,
            Kind::Shipped if between_sites => self.shipped_between += quantity,
            _ => {}
        }
    }
}

/// One balance for each lot, site and unit, ascending. The order of bookings changes nothing.
pub fn balances(bookings: &[Booking]) -> Vec<Balance> {
    let key = |booking: &Booking| (booking.lot, booking.site, booking.unit);
    let mut sorted: Vec<&Booking> = bookings.iter().collect();
    sorted.sort_unstable_by_key(|booking| key(booking));
    let mut balances: Vec<Balance> = Vec::new();
    for group in sorted.chunk_by(|a, b| key(a) == key(b)) {
        let Booking { lot, site, unit, .. } = *group[0];
        let mut balance = Balance { lot, site, unit, ..Balance::default() };
        for booking in group {
            balance.book(booking.kind, i128::from(booking.quantity), booking.between_sites);
        }
        if let Some(before) = balances.last_mut().filter(|before| (before.lot, before.site) == (lot, site)) {
            (before.other_units, balance.other_units) = (true, true);
        }
        balances.push(balance);
    }
    balances
}

/// Totals by unit of measure, ascending.
pub fn totals(balances: &[Balance], tolerance: Tolerance) -> Vec<BalanceTotal> {
    let mut totals: BTreeMap<u32, BalanceTotal> = BTreeMap::new();
    for balance in balances {
        let total =
            totals.entry(balance.unit).or_insert(BalanceTotal { unit: balance.unit, ..BalanceTotal::default() });
        total.balances += 1;
        total.beyond += u64::from(!tolerance.allows(balance));
        total.incoming += balance.incoming() - balance.received_between;
        total.accounted += balance.accounted() - balance.shipped_between;
        total.missing += balance.unaccounted().max(0);
        total.surplus += (-balance.unaccounted()).max(0);
    }
    totals.into_values().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KINDS: [Kind; 8] = [
        Kind::Made,
        Kind::Received,
        Kind::OnHand,
        Kind::Shipped,
        Kind::Returned,
        Kind::Consumed,
        Kind::Scrapped,
        Kind::Adjusted,
    ];

    fn booking(lot: u32, unit: u32, kind: Kind, quantity: i64) -> Booking {
        Booking { lot, site: 7, unit, kind, quantity, between_sites: false }
    }

    /// 1,000 made + 20 received = 300 on hand + (650 - 30) shipped net + 40 consumed + 25 scrapped + 5 adjusted + 30.
    #[test]
    fn the_equation_by_hand() {
        let quantities = [1_000, 20, 300, 650, 30, 40, 25, 5];
        let bookings: Vec<Booking> =
            KINDS.iter().zip(quantities).map(|(kind, units)| booking(3, 0, *kind, units * 10_000)).collect();
        let found = balances(&bookings);
        assert_eq!((found.len(), found[0].incoming(), found[0].accounted()), (1, 10_200_000, 9_900_000));
        assert_eq!((found[0].unaccounted(), found[0].lot, found[0].site), (300_000, 3, 7));
        let uncounted: Vec<Booking> = bookings.iter().copied().filter(|one| one.kind != Kind::OnHand).collect();
        let found = balances(&uncounted);
        assert_eq!((found[0].on_hand, found[0].unaccounted()), (None, 3_300_000));
    }

    #[test]
    fn units_are_never_added_and_gaps_never_set_off() {
        let made = [booking(1, 0, Kind::Made, 5), booking(1, 1, Kind::Made, 1), booking(2, 0, Kind::OnHand, 5)];
        let found = balances(&made);
        let flags: Vec<_> = found.iter().map(|one| (one.lot, one.unit, one.unaccounted(), one.other_units)).collect();
        assert_eq!(flags, [(1, 0, 5, true), (1, 1, 1, true), (2, 0, -5, false)]);
        let total = totals(&found, Tolerance::default())[0];
        assert_eq!((total.balances, total.beyond, total.missing, total.surplus), (2, 2, 5, 5));
        assert_eq!((total.incoming, total.accounted), (5, 5));
    }

    /// 100 made, 98 of which arrive at the next site, which has 60 left.
    #[test]
    fn what_passes_between_sites_counts_once_in_total() {
        let between = |site, kind, units| Booking { site, between_sites: true, ..booking(1, 0, kind, units) };
        let rows = [
            booking(1, 0, Kind::Made, 100),
            between(7, Kind::Shipped, 100),
            between(8, Kind::Received, 98),
            Booking { site: 8, ..booking(1, 0, Kind::OnHand, 60) },
        ];
        let found = balances(&rows);
        assert_eq!(found.iter().map(Balance::unaccounted).collect::<Vec<_>>(), [0, 38]);
        let total = totals(&found, Tolerance::default())[0];
        assert_eq!((total.incoming, total.accounted, total.missing), (100, 60, 38));
    }

    proptest! {
        #[test]
        fn reconciles_exactly_in_any_order(
            raw in prop::collection::vec((0..3_u32, 0..2_u32, 0..2_u32, 0..8_usize, any::<i64>()), 0..40), turn in 0..40_usize,
        ) {
            let mut bookings: Vec<Booking> = raw
                .iter()
                .map(|(lot, site, unit, kind, quantity)| Booking {
                    lot: *lot, site: *site, unit: *unit, kind: KINDS[*kind], quantity: *quantity, between_sites: false,
                })
                .collect();
            let found = balances(&bookings);
            for one in &found {
                let out = one.on_hand.unwrap_or(0) + one.shipped - one.returned + one.consumed + one.scrapped + one.adjusted;
                prop_assert_eq!(one.made + one.received, out + one.unaccounted());
                let others = |other: &&Balance| (other.lot, other.site) == (one.lot, one.site);
                prop_assert_eq!(one.other_units, found.iter().filter(others).count() > 1);
            }
            for total in totals(&found, Tolerance::default()) {
                prop_assert_eq!(total.incoming - total.accounted, total.missing - total.surplus);
                let booked: i128 = bookings.iter().filter(|one| one.unit == total.unit && one.kind <= Kind::Received)
                    .map(|one| i128::from(one.quantity)).sum();
                prop_assert_eq!(total.incoming, booked);
            }
            bookings.reverse();
            bookings.rotate_left(turn % raw.len().max(1));
            prop_assert_eq!(balances(&bookings), found);
        }
    }
}
