//! Numbers of a run as people read them, in the language and the currency of the run.

use crate::exports::cast::format_date;
use crate::labels::{Label, Lang, segment as labels};
use crate::report::currency::symbol;
use crate::report::{Footer, money, number};

/// Puts the numbers of a run into words.
#[derive(Clone, Debug)]
pub(super) struct Speaker {
    pub(super) lang: Lang,
    pub(super) symbol: String,
}

impl Speaker {
    pub(super) fn new(lang: Lang, currency: Option<&str>) -> Speaker {
        Speaker { lang, symbol: symbol(currency) }
    }

    pub(super) fn get(&self, label: Label) -> String {
        label.get(self.lang).to_string()
    }

    pub(super) fn count(&self, n: u64) -> String {
        number::count(i128::from(n))
    }

    pub(super) fn exact(&self, amount: i128) -> String {
        money::money_exact(amount, &self.symbol)
    }

    pub(super) fn compact(&self, amount: i128) -> String {
        money::money_compact(amount, &self.symbol, self.lang)
    }

    /// Units, which tables hold in 1/10000.
    pub(super) fn units(&self, units: i128) -> String {
        match units % 10_000 {
            0 => {
                let sign = if units < 0 { "−" } else { "" };
                format!("{sign}{}", self.count((units / 10_000).unsigned_abs() as u64))
            }
            _ => number::decimal(units as f64 / 10_000.0, 1),
        }
    }

    /// What stands below a report; `command` is the command line that makes it again.
    pub(super) fn footer(&self, command: String) -> Footer {
        let version = labels::FOOTER.with(&[("version", &env!("CARGO_PKG_VERSION"))]).render(self.lang);
        Footer { lines: vec![version], command: Some(command) }
    }

    /// A part of a whole as a percentage; none of a whole that is nothing or less.
    pub(super) fn share(&self, part: f64, whole: f64) -> String {
        if whole <= 0.0 { number::MISSING.to_string() } else { number::percent(part / whole) }
    }

    pub(super) fn date(&self, day: i32) -> String {
        let iso = format_date(day);
        let parts: Vec<i64> = iso.split('-').filter_map(|part| part.parse().ok()).collect();
        match parts[..] {
            [year, month, day] => number::date(year as i32, month as u32, day as u32, self.lang),
            _ => iso,
        }
    }
}
