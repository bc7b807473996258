//! NDJSON: one object a line; money as exact decimal numbers, days as ISO text, empty values as null.

use std::io::{self, Write};

use super::ResultTable;
use crate::deliver::table::Value;

pub(super) fn write(table: &ResultTable<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut keys = Vec::new();
    for header in table.headers() {
        keys.push(json(&header));
    }
    super::write_lines(table, out, |columns, row, out| {
        for (at, (key, column)) in keys.iter().zip(columns).enumerate() {
            out.push(if at == 0 { b'{' } else { b',' });
            out.extend_from_slice(key.as_bytes());
            out.push(b':');
            match column.get(row) {
                Value::Null => out.extend_from_slice(b"null"),
                Value::Text(text) => out.extend_from_slice(json(text).as_bytes()),
                day @ Value::Day(_) => {
                    out.push(b'"');
                    day.write(table.decimals, out);
                    out.push(b'"');
                }
                value => value.write(table.decimals, out),
            }
        }
        out.extend_from_slice(b"}\n");
    })
}

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
