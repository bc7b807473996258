//! Who complained, and by which names their purchases can be told from others: most purchases of somebody who complained
//! are not what the complaint is about, and need not be kept.

use hashbrown::HashSet;

use super::complaint_rows::Complaints;
use crate::models::serial_ranges::serials_of;
use crate::reduce::intern::{Interner, Key};

/// Everybody who complained, in the order of their complaints.
pub(super) struct Complainants {
    customers: Interner,
    /// Hashes of the lots, products and serial numbers that a customer's complaints name, one list after the other.
    named: Vec<u64>,
    /// Where the list of each customer begins, and where the last ends.
    starts: Vec<usize>,
    /// One bit of many is set for each name of each list: of the purchases of all others hardly one in ten comes farther
    /// than here, and this is small enough to lie where memory is fast.
    filter: Vec<u64>,
    /// Hashes of all serial numbers that complaints name.
    serials: HashSet<u64>,
}

/// Bits of the filter for each name.
const BITS: usize = 16;

impl Complainants {
    /// Those behind `complaints`.
    pub(super) fn of(complaints: &Complaints) -> Complainants {
        let (mut customers, mut named, mut starts) = (Interner::default(), Vec::new(), vec![0]);
        for (customer, (start, end)) in complaints.by_customer() {
            // Numbers follow the order of the customers, as each comes once; there are fewer than can be numbered.
            customers.code(customer);
            for row in &complaints.rows[start..end] {
                // By its product a purchase is only sought where the complaint names no lot.
                let product = row.product.as_deref().filter(|_| row.lot.is_none());
                let names = [row.lot.as_deref(), product].into_iter().flatten().chain(row.serials());
                named.extend(names.map(|name| Key::of(name).hash()));
            }
            starts.push(named.len());
        }
        let filter = vec![0; (named.len() * BITS / 64).next_power_of_two()];
        let serials =
            complaints.rows.iter().flat_map(|row| row.serials()).map(|serial| Key::of(serial).hash()).collect();
        let mut found = Complainants { filter, customers, named, starts, serials };
        for (customer, bounds) in
            complaints.by_customer().iter().map(|(customer, _)| Key::of(customer)).zip(found.starts.windows(2))
        {
            for name in &found.named[bounds[0]..bounds[1]] {
                let (at, bit) = place(customer, *name, found.filter.len());
                found.filter[at] |= bit;
            }
        }
        found
    }

    /// Whether a complaint names a serial number, whoever complains.
    pub(super) fn name_serial(&self, serial: &str) -> bool {
        !self.serials.is_empty() && self.serials.contains(&Key::of(serial).hash())
    }

    /// The place of a customer, where one of its complaints names any of `about`, the lot and the product of a purchase, or
    /// one of the serial numbers in its cell.
    pub(super) fn find(&self, customer: &str, about: [Option<&str>; 2], serial: Option<&str>) -> Option<u32> {
        let key = Key::of(customer);
        let serials = || serial.into_iter().flat_map(serials_of);
        let names = || about.into_iter().flatten().chain(serials()).map(|name| Key::of(name).hash());
        let may_be_named = |name: u64| {
            let (at, bit) = place(key, name, self.filter.len());
            self.filter[at] & bit != 0
        };
        if !names().any(may_be_named) {
            return None;
        }
        let found = self.customers.find(customer)?;
        let named = self.named.get(self.starts[found as usize]..self.starts[found as usize + 1])?;
        names().any(|name| named.contains(&name)).then_some(found)
    }
}

/// Where in a filter of so many words, a power of two, the bit of a customer and a name stands.
fn place(customer: Key, name: u64, words: usize) -> (usize, u64) {
    let both = (customer.hash() ^ name.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((both >> 6) as usize & (words - 1), 1 << (both >> 58))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reduce::lot_lives::ComplaintRow;

    #[test]
    fn only_what_a_complaint_may_be_about_is_found() {
        let row = |customer: &str, lot: Option<&str>, product: &str, serial: Option<&str>| ComplaintRow {
            customer: customer.into(),
            day: 0,
            id: None,
            lot: lot.map(Box::from),
            serial: serial.map(Box::from),
            product: Some(product.into()),
            category: None,
            words: Vec::new(),
        };
        let rows =
            vec![row("ann", Some("L1"), "P", None), row("ann", None, "Q", None), row("bob", None, "P", Some("S;U"))];
        let found = Complainants::of(&Complaints { rows, ..Complaints::default() });
        assert_eq!(found.find("ann", [Some("L1"), Some("R")], None), Some(0));
        assert_eq!(found.find("ann", [Some("L2"), Some("P")], None), None);
        assert_eq!(found.find("ann", [Some("L2"), Some("Q")], None), Some(0));
        assert_eq!(found.find("bob", [None, None], Some("S")), Some(1));
        assert_eq!(found.find("cid", [Some("L1"), Some("P")], Some("S")), None);
        assert_eq!(found.find("bob", [None, None], Some("T, U")), Some(1));
        assert!(found.name_serial("S") && found.name_serial("U") && !found.name_serial("T"));
    }
}
