//! Figures of a recall for the manifest.

use crate::exports::cast::format_date;

use super::result::Findings;
use super::{holders, tables, words};

/// Figures for the manifest.
pub(super) fn of(findings: &Findings<'_>) -> serde_json::Value {
    let units = |units: i64| units as f64 / 10_000.0;
    let total = findings.holders.total;
    let by_class: serde_json::Map<String, serde_json::Value> = holders::CLASSES
        .iter()
        .zip(&findings.holders.by_class)
        .map(|(class, own)| {
            let value = serde_json::json!({
                "lines": own.lines,
                "customers": own.customers,
                "units_min": own.min as f64 / 1e4,
                "units_max": own.max as f64 / 1e4,
                "units_expected": own.expected.map(|units| units / 1e4),
            });
            (tables::class(*class).to_string(), value)
        })
        .collect();
    serde_json::json!({
        "recalled_lots": findings.traced.starts.len(),
        "affected_lots": findings.affected_lots().count(),
        "levels": words::levels(findings),
        "affected_customers": findings.customers(),
        "units_min": units(total.min),
        "units_max": units(total.max),
        "units_expected": total.expected.map(|units| units / 1e4),
        "classes": by_class,
        "other_lines": findings.traded.sales.elsewhere.other_products.rows + findings.traded.sales.elsewhere.nameless.rows,
        "units_on_hand": findings.stock_known.then(|| findings.on_hand() as f64 / 1e4),
        "units_on_hand_possible": findings.stock_known.then(|| findings.on_hand_bearing().0 as f64 / 1e4),
        "units_unaccounted": findings.balances.missing() as f64 / 1e4,
        "contacts": findings.contacts.contacts.len(),
        "direct_reach": findings.contacts.reach.share(),
        "hazard_class": findings.class.id(),
        "started": format_date(findings.started),
    })
}
