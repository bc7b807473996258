//! NDJSON: one object a line; money as exact decimal numbers, days as ISO text, empty values as null.

use std::io::{self, Write};

use super::super::table::Value;
use super::ResultTable;

pub(super) fn write(table: &ResultTable, out: &mut dyn Write) -> io::Result<()> {
    let mut keys = Vec::new();
    for header in table.headers() {
        keys.push(serde_json::to_string(&header)?);
    }
    let readers = table.readers().map_err(io::Error::other)?;
    let mut line = String::new();
    for row in 0..table.rows() {
        line.clear();
        for (at, (key, reader)) in keys.iter().zip(&readers).enumerate() {
            line.push(if at == 0 { '{' } else { ',' });
            line.push_str(key);
            line.push(':');
            match reader.get(row) {
                Value::Null => line.push_str("null"),
                Value::Text(text) => line.push_str(&serde_json::to_string(text)?),
                day @ Value::Day(_) => {
                    line.push('"');
                    day.write(table.decimals, &mut line);
                    line.push('"');
                }
                value => value.write(table.decimals, &mut line),
            }
        }
        line.push_str("}\n");
        out.write_all(line.as_bytes())?;
    }
    out.flush()
}
