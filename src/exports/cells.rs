//! A column of a typed file, ready to be read cell by cell.

use polars::prelude::{
    BooleanChunked, ChunkCast, ChunkedArray, DataType, Float64Chunked, Int32Chunked, Int64Chunked, Int128Chunked,
    PolarsDataType, PolarsResult, Series, StaticArray, StringChunked, TimeUnit,
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
            DataType::String => series.str()?.downcast_iter().map(|texts| texts.total_bytes_len() as u64).sum(),
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
            DataType::Float64 => Cells::Float(series.f64()?.clone()),
            DataType::Float32 => Cells::Float(series.f32()?.iter().map(|number| number.map(as_written)).collect()),
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
        let mut row = 0;
        let mut next = |cell: Option<Cell<'_>>| {
            take(row, cell.unwrap_or(Cell::Missing));
            row += 1;
        };
        match self {
            Cells::Text(column) => walk(column, |text| next(text.map(Cell::Text))),
            Cells::Int(column) => walk(column, |number| next(number.map(Cell::Int))),
            Cells::Float(column) => walk(column, |number| next(number.map(Cell::Float))),
            Cells::Decimal(column, scale) => walk(column, |digits| next(digits.map(|own| Cell::Decimal(own, *scale)))),
            Cells::Day(column) => walk(column, |day| next(day.map(Cell::Day))),
            Cells::Instant(column, per_micro, zone) => {
                walk(column, |ticks| next(ticks.map(|own| instant(own, *per_micro, *zone))));
            }
            Cells::Bool(column) => walk(column, |yes| next(yes.map(Cell::Bool))),
        }
    }

    /// So many cells from one on, which are not copied.
    pub(super) fn slice(&self, start: usize, length: usize) -> Cells {
        let start = start as i64;
        match self {
            Cells::Text(column) => Cells::Text(column.slice(start, length)),
            Cells::Int(column) => Cells::Int(column.slice(start, length)),
            Cells::Float(column) => Cells::Float(column.slice(start, length)),
            Cells::Decimal(column, scale) => Cells::Decimal(column.slice(start, length), *scale),
            Cells::Day(column) => Cells::Day(column.slice(start, length)),
            Cells::Instant(column, per_micro, zone) => Cells::Instant(column.slice(start, length), *per_micro, *zone),
            Cells::Bool(column) => Cells::Bool(column.slice(start, length)),
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
            Cells::Instant(column, per_micro, zone) => column.get(row).map(|ticks| instant(ticks, *per_micro, *zone)),
            Cells::Bool(column) => column.get(row).map(Cell::Bool),
        }
        .unwrap_or(Cell::Missing)
    }
}

/// The number of single precision as it is written: 11.77, not the 11.770000457763672 that is nearest to it.
fn as_written(number: f32) -> f64 {
    number.to_string().parse().unwrap_or(f64::from(number))
}

/// Calls `take` with every value: looking up one at a time costs more than walking through the arrays behind a column.
fn walk<'c, T: PolarsDataType>(column: &'c ChunkedArray<T>, mut take: impl FnMut(Option<T::Physical<'c>>)) {
    // Columns without gaps, the usual ones, are walked without asking of each cell whether it is there.
    let whole = column.null_count() == 0;
    for array in column.downcast_iter() {
        if whole {
            array.values_iter().for_each(|value| take(Some(value)));
        } else {
            array.iter().for_each(&mut take);
        }
    }
}

/// So many ticks since 1970-01-01.
fn instant(ticks: i64, per_micro: i64, zone: Option<Zone>) -> Cell<'static> {
    Cell::Instant(if per_micro < 0 { ticks.div_euclid(-per_micro) } else { ticks.saturating_mul(per_micro) }, zone)
}
