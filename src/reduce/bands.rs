//! Numbers with many different values → a few bands of like size, so that an income can be profiled by.

use crate::exports::cast::{DecimalMark, UNIT, parse_money};
use crate::numerics::quantile::quantile_type7;
use crate::report::number::count;

/// A column with no more different values than this stays as it is.
const FEW_VALUES: usize = 12;
/// The share of values that must be numbers.
const MOSTLY: f64 = 0.9;
const BANDS: usize = 5;

/// The band of each of the different values of a column, which stand with how often they occur, where nearly all rows
/// are numbers and there are many; nothing where the column stays as it is. What is no number stays as it is. Cut points
/// are quintiles rounded to two figures; a band holds its lower end.
pub fn cut(values: &[(String, u64)]) -> Option<Vec<String>> {
    if values.len() <= FEW_VALUES {
        return None;
    }
    let known: u64 = values.iter().map(|(_, rows)| rows).sum();
    let number = |text: &str| parse_money(text, DecimalMark::Point).ok().map(|money| money.amount as f64 / UNIT as f64);
    let parsed: Vec<Option<f64>> = values.iter().map(|(text, _)| number(text)).collect();
    let repeated = values.iter().zip(&parsed).filter_map(|((_, rows), number)| Some((*rows as usize, (*number)?)));
    let mut numbers: Vec<f64> = repeated.flat_map(|(rows, number)| std::iter::repeat_n(number, rows)).collect();
    if (numbers.len() as f64) < MOSTLY * known as f64 {
        return None;
    }
    numbers.sort_unstable_by(f64::total_cmp);
    let mut cuts: Vec<f64> =
        (1..BANDS).filter_map(|k| quantile_type7(&numbers, k as f64 / BANDS as f64)).map(two_figures).collect();
    cuts.dedup();
    let band = |number: f64| name(&cuts, cuts.partition_point(|cut| *cut <= number));
    Some(values.iter().zip(parsed).map(|((text, _), number)| number.map_or_else(|| text.clone(), band)).collect())
}

fn name(cuts: &[f64], band: usize) -> String {
    let show = |cut: f64| count(cut.round() as i128);
    match (band.checked_sub(1).and_then(|below| cuts.get(below)), cuts.get(band)) {
        (None, Some(upper)) => format!("< {}", show(*upper)),
        (Some(lower), Some(upper)) => format!("{} – {}", show(*lower), show(*upper)),
        (Some(lower), None) => format!("≥ {}", show(*lower)),
        (None, None) => String::new(),
    }
}

fn two_figures(value: f64) -> f64 {
    if value.abs() < 10.0 {
        return value.round();
    }
    let unit = 10f64.powf(value.abs().log10().floor() - 1.0);
    (value / unit).round() * unit
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn cut_all(values: &[&str]) -> Vec<String> {
        let counted: Vec<(String, u64)> = values.iter().map(|value| ((*value).to_string(), 1)).collect();
        cut(&counted).unwrap_or_else(|| counted.into_iter().map(|(value, _)| value).collect())
    }

    #[test]
    fn many_numbers_become_five_bands_that_hold_their_lower_end() {
        let incomes: Vec<String> = (1..=100).map(|k| (k * 1000).to_string()).collect();
        let incomes: Vec<&str> = incomes.iter().map(String::as_str).collect();
        let bands = cut_all(&incomes);
        assert_eq!(bands.iter().collect::<BTreeSet<_>>().len(), 5);
        assert_eq!(
            (bands[0].as_str(), bands[20].as_str(), bands[99].as_str()),
            ("< 21,000", "21,000 – 41,000", "≥ 80,000")
        );
    }

    #[test]
    fn words_and_a_few_numbers_stay() {
        assert_eq!(cut_all(&["1", "2", "3"]), ["1", "2", "3"]);
        let words: Vec<String> = (0..40).map(|k| format!("city {k}")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(cut_all(&words), words);
    }
}
