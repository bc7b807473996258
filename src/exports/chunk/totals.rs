//! Sums that stand among the rows of a table.

/// Words that stand for a sum where an id should stand.
const TOTALS: [&str; 9] = ["合计", "小计", "总计", "合計", "小計", "總計", "Total", "Subtotal", "Grand total"];

/// Whether an id is the word for a sum.
pub(super) fn is_total(id: &str) -> bool {
    // Nearly no id begins as these words do.
    let first = id.bytes().find(|byte| !byte.is_ascii_whitespace());
    matches!(first, Some(b'T' | b't' | b'S' | b's' | b'G' | b'g' | 0xe5..=0xe7))
        && TOTALS.iter().any(|total| total.eq_ignore_ascii_case(id.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_themselves_are_sums() {
        for id in ["合计", " 小计 ", "總計", "TOTAL", "Grand Total", "subtotal"] {
            assert!(is_total(id), "{id}");
        }
        for id in ["", "T", "Total 4", "合计1", "Totalenergies", "总计部", "小", "1"] {
            assert!(!is_total(id), "{id}");
        }
    }
}
