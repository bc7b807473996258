//! CSV: every cell as it is, so that ids survive a round trip; where a spreadsheet is to open it, without formulas.

use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};

use super::ResultTable;
use crate::deliver::table::Value;

/// How cells of text are written that a spreadsheet would run as a formula.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellStyle {
    /// As they are; they are counted.
    #[default]
    AsIs,
    /// Behind a single quote, which spreadsheets do not show. A cell that begins with single quotes and then as a
    /// formula gets one more, so that taking one away gives back what was there.
    ExcelSafe,
}

/// Writes `table`; gives the number of cells that a spreadsheet would run.
pub(super) fn write(table: &ResultTable<'_>, out: &mut dyn Write, style: CellStyle) -> io::Result<u64> {
    let mut header = Vec::new();
    line(table.columns.iter().map(|(name, _)| name.as_str()), style, &mut header);
    out.write_all(&header)?;
    let formulas = AtomicU64::new(0);
    super::write_lines(table, out, |columns, row, out| {
        for (at, column) in columns.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            match column.get(row) {
                Value::Text(text) => {
                    if text_cell(text, columns.len(), style, out) {
                        formulas.fetch_add(1, Ordering::Relaxed);
                    }
                }
                Value::Null if columns.len() == 1 => out.extend_from_slice(b"\"\""),
                value => value.write(table.decimals, out),
            }
        }
        out.push(b'\n');
    })?;
    Ok(formulas.into_inner())
}

/// Lines of text cells, one after the other.
pub struct CsvLines<'a> {
    out: &'a mut dyn Write,
    style: CellStyle,
    line: Vec<u8>,
    formulas: u64,
}

impl<'a> CsvLines<'a> {
    /// Writes to `out`.
    pub fn new(out: &'a mut dyn Write, style: CellStyle) -> CsvLines<'a> {
        CsvLines { out, style, line: Vec::new(), formulas: 0 }
    }

    /// Writes one line.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn write(&mut self, cells: &[String]) -> io::Result<()> {
        self.line.clear();
        self.formulas += line(cells.iter().map(String::as_str), self.style, &mut self.line);
        self.out.write_all(&self.line)
    }

    /// The cells so far that a spreadsheet would run, were they written as they are.
    pub fn formulas(&self) -> u64 {
        self.formulas
    }
}

fn line<'a>(cells: impl ExactSizeIterator<Item = &'a str>, style: CellStyle, out: &mut Vec<u8>) -> u64 {
    let (columns, mut formulas) = (cells.len(), 0);
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(b',');
        }
        formulas += u64::from(text_cell(cell, columns, style, out));
    }
    out.push(b'\n');
    formulas
}

/// Writes a cell as RFC 4180 wants it; whether a spreadsheet would run it. A line of nothing but an empty cell is
/// quoted, or it would be no line.
fn text_cell(text: &str, columns: usize, style: CellStyle, out: &mut Vec<u8>) -> bool {
    let formula = is_formula(text);
    let guard = formula && style == CellStyle::ExcelSafe;
    let special = |byte: u8| matches!(byte, b',' | b'"' | b'\n' | b'\r');
    let quoted = text.bytes().any(special) || (text.is_empty() && columns == 1);
    if quoted {
        out.push(b'"');
    }
    if guard {
        out.push(b'\'');
    }
    if quoted {
        for byte in text.bytes() {
            out.push(byte);
            if byte == b'"' {
                out.push(b'"');
            }
        }
        out.push(b'"');
    } else {
        out.extend_from_slice(text.as_bytes());
    }
    formula
}

/// Whether a spreadsheet runs a cell, or would after a single quote before it is taken away: it begins with `=`, `+`,
/// `-`, `@`, their full-width forms, TAB or CR, and is no plain number (OWASP, CSV injection).
fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    match text.chars().next() {
        Some('=' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠') => true,
        Some('+' | '-') => !text[1..].bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b' ')),
        _ => false,
    }
}

/// The text of a cell that [`CellStyle::ExcelSafe`] may have written, without the quote it put before it; nothing where
/// it put none.
pub fn without_guard(text: &str) -> Option<&str> {
    text.strip_prefix('\'').filter(|text| is_formula(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str], style: CellStyle) -> (String, u64) {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_string()).collect();
        let mut out = Vec::new();
        let mut lines = CsvLines::new(&mut out, style);
        lines.write(&cells).unwrap();
        let formulas = lines.formulas();
        (String::from_utf8(out).unwrap(), formulas)
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(written(&["a", "b,c", "d\"e", "", "f\ng"], CellStyle::AsIs).0, "a,\"b,c\",\"d\"\"e\",,\"f\ng\"\n");
        assert_eq!(written(&[""], CellStyle::AsIs).0, "\"\"\n");
    }

    #[test]
    fn formulas_are_counted_and_numbers_are_none() {
        let formulas = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "＝1", "'=1"];
        assert_eq!(written(&formulas, CellStyle::AsIs).1, 7);
        assert_eq!(written(&["-5", "+86 138 0000 0000", "-1,234.50", "a=b", "'a", ""], CellStyle::AsIs).1, 0);
    }

    #[test]
    fn a_safe_cell_gives_back_what_was_there() {
        assert_eq!(
            written(&["=1", "'=1", "'a", "-5", "=\"x\""], CellStyle::ExcelSafe).0,
            "'=1,''=1,'a,-5,\"'=\"\"x\"\"\"\n"
        );
    }
}
