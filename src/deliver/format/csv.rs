//! CSV: every cell as it is, so that ids survive a round trip.

use std::io::{self, Write};

use super::ResultTable;

pub(super) fn write(table: &ResultTable, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(table.headers())?;
    let readers = table.readers().map_err(io::Error::other)?;
    let mut cell = String::new();
    for row in 0..table.rows() {
        for reader in &readers {
            cell.clear();
            reader.get(row).write(table.decimals, &mut cell);
            writer.write_field(&cell)?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}
