//! CSV: every cell as it is, so that ids survive a round trip.

use std::io::{self, Write};

use super::ResultTable;
use crate::deliver::table::Value;

pub(super) fn write(table: &ResultTable<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::new();
    for (at, header) in table.headers().iter().enumerate() {
        separate(at, &mut line);
        write_text(header, table.columns.len(), &mut line);
    }
    line.push(b'\n');
    out.write_all(&line)?;
    super::write_lines(table, out, |values, out| {
        for (at, value) in values.iter().enumerate() {
            separate(at, out);
            match value {
                Value::Text(text) => write_text(text, values.len(), out),
                Value::Null if values.len() == 1 => write_text("", 1, out),
                value => value.write(table.decimals, out),
            }
        }
        out.push(b'\n');
    })
}

fn separate(at: usize, out: &mut Vec<u8>) {
    if at > 0 {
        out.push(b',');
    }
}

/// A cell as RFC 4180 wants it. A line of nothing but an empty cell is quoted, or it would be no line.
fn write_text(text: &str, columns: usize, out: &mut Vec<u8>) {
    let special = |byte: u8| matches!(byte, b',' | b'"' | b'\n' | b'\r');
    if !text.bytes().any(special) && !(text.is_empty() && columns == 1) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    for byte in text.bytes() {
        out.push(byte);
        if byte == b'"' {
            out.push(b'"');
        }
    }
    out.push(b'"');
}
