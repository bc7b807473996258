//! The sign people know a currency by.

/// The sign put before amounts, or nothing where the currency is unknown.
pub fn symbol(code: Option<&str>) -> String {
    match code {
        None => String::new(),
        Some("CNY" | "RMB" | "JPY" | "¥") => "¥".to_string(),
        Some("USD" | "$") => "$".to_string(),
        Some("EUR" | "€") => "€".to_string(),
        Some("GBP" | "£") => "£".to_string(),
        Some(other) => format!("{other} "),
    }
}
