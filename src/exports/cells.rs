//! A column of a typed file, ready to be read cell by cell.

use polars::prelude::{
    BooleanChunked, ChunkCast, DataType, Float64Chunked, Int32Chunked, Int64Chunked, Int128Chunked, PolarsResult,
    Series, StringChunked, TimeUnit,
};

use super::cell::{Cell, Zone};

/// A column of any sensible type: integer ids become text where text is wanted, decimals stay exact, dictionaries are
/// looked up, zoned timestamps keep their zone.
pub enum Cells {
    /// Text.
    Text(StringChunked),
    /// Whole numbers.
    Int(Int64Chunked),
    /// Binary fractions.
    Float(Float64Chunked),
    /// Decimal numbers: digits, and how many of them stand after the point.
    Decimal(Int128Chunked, usize),
    /// Days since 1970-01-01.
    Day(Int32Chunked),
    /// Ticks since 1970-01-01, how many make a microsecond (negative: of them), and the zone.
    Instant(Int64Chunked, i64, Option<Zone>),
    /// Yes or no.
    Bool(BooleanChunked),
}

impl Cells {
    /// The bytes that the text of a column takes when every cell holds its own.
    pub(super) fn text_bytes(series: &Series) -> PolarsResult<u64> {
        Ok(match series.dtype() {
            DataType::String => series.str()?.iter().flatten().map(|text| text.len() as u64).sum(),
            DataType::Categorical(_, categories) | DataType::Enum(_, categories) => {
                let codes = series.to_physical_repr().cast(&DataType::UInt32)?;
                codes
                    .u32()?
                    .iter()
                    .flatten()
                    .filter_map(|code| categories.cat_to_str(code))
                    .map(|t| t.len() as u64)
                    .sum()
            }
            _ => 0,
        })
    }

    /// The column as one of the kinds above, or its type where it is none of them.
    pub(super) fn new(series: &Series) -> PolarsResult<Result<Cells, String>> {
        Ok(Ok(match series.dtype().clone() {
            DataType::String => Cells::Text(series.str()?.clone()),
            DataType::Boolean => Cells::Bool(series.bool()?.clone()),
            DataType::Date => Cells::Day(series.to_physical_repr().i32()?.clone()),
            DataType::Datetime(unit, zone) => {
                let per_micro = match unit {
                    TimeUnit::Nanoseconds => -1_000,
                    TimeUnit::Microseconds => 1,
                    TimeUnit::Milliseconds => 1_000,
                };
                let zone = match zone.map(|zone| zone.to_string()) {
                    None => None,
                    Some(name) => match Zone::parse(&name) {
                        Some(zone) => Some(zone),
                        None => return Ok(Err(format!("datetime[{name}]"))),
                    },
                };
                Cells::Instant(series.to_physical_repr().i64()?.clone(), per_micro, zone)
            }
            DataType::Decimal(_, scale) => Cells::Decimal(series.to_physical_repr().i128()?.clone(), scale),
            DataType::Float32 | DataType::Float64 => Cells::Float(series.cast(&DataType::Float64)?.f64()?.clone()),
            // Unsigned 64-bit ids above 2^63 do not fit a signed number; as text they are kept whole.
            DataType::UInt64 => Cells::Text(series.cast(&DataType::String)?.str()?.clone()),
            dtype if dtype.is_integer() => Cells::Int(series.cast(&DataType::Int64)?.i64()?.clone()),
            DataType::Null => Cells::Int(series.cast(&DataType::Int64)?.i64()?.clone()),
            DataType::Categorical(..) | DataType::Enum(..) => {
                Cells::Text(series.cast(&DataType::String)?.str()?.clone())
            }
            DataType::Binary => match series.binary()?.cast(&DataType::String) {
                Ok(text) => Cells::Text(text.str()?.clone()),
                Err(_) => return Ok(Err("binary".to_string())),
            },
            other => return Ok(Err(other.to_string())),
        }))
    }

    /// Calls `take` with every cell, in order.
    pub fn each(&self, mut take: impl FnMut(usize, Cell<'_>)) {
        // Columns without gaps, the usual ones, are walked without asking of each cell whether it is there.
        match self {
            Cells::Float(column) if column.null_count() == 0 => {
                let values = column.downcast_iter().flat_map(|array| array.values_iter());
                values.enumerate().for_each(|(row, value)| take(row, Cell::Float(*value)));
            }
            Cells::Day(column) if column.null_count() == 0 => {
                let values = column.downcast_iter().flat_map(|array| array.values_iter());
                values.enumerate().for_each(|(row, value)| take(row, Cell::Day(*value)));
            }
            Cells::Int(column) if column.null_count() == 0 => {
                let values = column.downcast_iter().flat_map(|array| array.values_iter());
                values.enumerate().for_each(|(row, value)| take(row, Cell::Int(*value)));
            }
            Cells::Decimal(column, scale) if column.null_count() == 0 => {
                let values = column.downcast_iter().flat_map(|array| array.values_iter());
                values.enumerate().for_each(|(row, value)| take(row, Cell::Decimal(*value, *scale)));
            }
            other => (0..other.len()).for_each(|row| take(row, other.get(row))),
        }
    }

    fn len(&self) -> usize {
        match self {
            Cells::Text(column) => column.len(),
            Cells::Int(column) | Cells::Instant(column, ..) => column.len(),
            Cells::Float(column) => column.len(),
            Cells::Decimal(column, _) => column.len(),
            Cells::Day(column) => column.len(),
            Cells::Bool(column) => column.len(),
        }
    }

    /// The cell of a row.
    pub fn get(&self, row: usize) -> Cell<'_> {
        match self {
            Cells::Text(column) => column.get(row).map(Cell::Text),
            Cells::Int(column) => column.get(row).map(Cell::Int),
            Cells::Float(column) => column.get(row).map(Cell::Float),
            Cells::Decimal(column, scale) => column.get(row).map(|digits| Cell::Decimal(digits, *scale)),
            Cells::Day(column) => column.get(row).map(Cell::Day),
            Cells::Instant(column, per_micro, zone) => column.get(row).map(|ticks| {
                let micros =
                    if *per_micro < 0 { ticks.div_euclid(-per_micro) } else { ticks.saturating_mul(*per_micro) };
                Cell::Instant(micros, *zone)
            }),
            Cells::Bool(column) => column.get(row).map(Cell::Bool),
        }
        .unwrap_or(Cell::Missing)
    }
}
