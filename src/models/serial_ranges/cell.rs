//! Several serial numbers in one cell, as exports of lines with more than one unit have them.

/// What stands between serial numbers in a cell.
const BETWEEN: [char; 9] = [',', ';', '|', '\n', '\r', '\t', '，', '；', '、'];

/// The serial numbers of a cell.
pub fn serials_of(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(BETWEEN).map(str::trim).filter(|own| !own.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_of_exports_part_numbers() {
        let found: Vec<&str> = serials_of("SN9, SN10\nSN 11；SN12、;").collect();
        assert_eq!(found, ["SN9", "SN10", "SN 11", "SN12"]);
        assert_eq!((serials_of(" 2024-0007 ").count(), serials_of(" ,").count()), (1, 0));
    }
}
