//! What customers spend in the category with all suppliers, from the customers file; and what they spent here in a year.

use polars::prelude::DataFrame;

use super::customers::Customers;
use crate::error::Error;
use crate::reduce::purchases::CustomerDay;

/// The column of customers.
pub const CATEGORY_SPEND: &str = "category_spend";
/// Days of a year.
pub const YEAR: i32 = 365;

/// Category spend by the code of the customer, in 1/10000, of those of whom it is known. Of several rows of a customer the
/// one that tells the least counts, whatever their order.
///
/// # Errors
/// Internal, where a column is not there, or there are 2³² − 1 customers.
pub fn category_spend(chunks: &[DataFrame], customers: &Customers) -> Result<Vec<(u32, i64)>, Error> {
    let mut told = Vec::new();
    for chunk in chunks {
        let ids = chunk.column("customer_id").and_then(|column| column.str()).map_err(Error::internal)?;
        let spend = chunk.column(CATEGORY_SPEND).and_then(|column| column.i64()).map_err(Error::internal)?;
        for (id, spend) in ids.iter().zip(spend.iter()) {
            if let (Some(id), Some(spend)) = (id, spend.filter(|spend| *spend > 0)) {
                told.push((customers.code(id)?, spend));
            }
        }
    }
    told.sort_unstable();
    told.dedup_by_key(|(code, _)| *code);
    Ok(told)
}

/// What a customer spent in the year that ends on the day `until`, returns taken off, in 1/10000.
pub fn spent_in_year(days: &[CustomerDay], until: i32) -> i64 {
    let own = days.iter().filter(|own| own.day <= until && own.day > until.saturating_sub(YEAR));
    own.fold(0, |sum, own| sum.saturating_add(own.net))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::df;

    use super::*;

    #[test]
    fn the_least_that_a_row_tells_counts() {
        let customers = Customers::default();
        let chunk = df!(
            "customer_id" => ["a", "b", "a", "b", "c"],
            CATEGORY_SPEND => [None, Some(50_000_i64), Some(70_000), Some(10_000), Some(0)],
        );
        let told = category_spend(&[chunk.unwrap()], &customers).unwrap();
        let of = |id: &str| {
            let code = customers.code(id).unwrap();
            told.iter().find(|(own, _)| *own == code).map(|(_, spend)| *spend)
        };
        assert_eq!([of("a"), of("b"), of("c")], [Some(70_000), Some(10_000), None]);
    }

    #[test]
    fn a_year_has_365_days() {
        let on = |day, net| CustomerDay { day, net, returned: net.min(0), lines: 1, orders: 1, units: None };
        let days = [on(0, 1), on(1, 20), on(100, -5), on(365, 300), on(366, 4000)];
        assert_eq!([spent_in_year(&days, 365), spent_in_year(&days, 364), spent_in_year(&[], 9)], [315, 16, 0]);
    }
}
