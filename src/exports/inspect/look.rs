//! One pass over a file: the clean table goes out row by row, everything else is counted.

use std::collections::BTreeSet;

use super::found::{ColumnFound, Inspection, Irregularities, RepairFound, StructureFound};
use super::tally::Tally;
use crate::error::{Error, Kind, Problem};
use crate::exports::chunk::{Irregular, Rows};
use crate::exports::columns::{Found as Role, MapRule, Mapping, Recognised, resolve};
use crate::exports::dialect::{Escape, Header, Spacing};
use crate::exports::masking::{Values, is_astray, mask, mask_words};
use crate::exports::parquet::{ParquetFile, Wanted};
use crate::exports::read::FileOptions;
use crate::exports::source::{Format, Packing, Source};
use crate::exports::text::TextFile;
use crate::exports::walk::{Piece, Structure, Work};
use crate::labels::Lang;
use crate::tables::{self, Privacy, Table, normalise};

/// Rows shown.
const SAMPLE: usize = 5;
/// Repairs listed; all of them are counted.
const REPAIRS: usize = 1_000;

/// Takes in the records of the clean table, the header among them, in order.
pub type Clean<'a> = &'a mut dyn FnMut(&[String]) -> Result<(), Error>;

/// How a file is looked over.
pub struct Look<'a> {
    /// The canonical tables that the headers of a file are compared with.
    pub tables: &'a [&'static Table],
    /// How files are opened and cut.
    pub options: &'a FileOptions,
    /// Whether personal cells are shown.
    pub values: Values,
    /// The language of what is put in words.
    pub lang: Lang,
}

impl Look<'_> {
    /// Looks a file over; `clean` takes in the clean table.
    ///
    /// # Errors
    /// Kind `Input`, where the file cannot be read; and those of `clean`.
    pub fn at(&self, source: &Source, mut clean: Option<Clean<'_>>) -> Result<Inspection, Error> {
        let (mut found, structure) = match source.format {
            Format::Text => self.open_text(source)?,
            Format::Parquet => self.open_parquet(source)?,
        };
        let headers: Vec<String> = found.inspection.columns.iter().map(|column| column.header.clone()).collect();
        let named = match &structure {
            Structure::Text(file) if file.is_empty() => return Ok(found.finish()),
            Structure::Text(file) => file.dialect.header != Header::None,
            Structure::Parquet(_) => true,
        };
        if let (Some(clean), true) = (&mut clean, named) {
            clean(&headers)?;
        }
        let kept = if clean.is_some() { usize::MAX } else { SAMPLE };
        let currency = found.inspection.columns.iter().position(|column| column.column == Some("currency"));
        let counting = Counting { columns: headers.len(), currency, kept };
        let is_unreadable = |index: &usize| found.inspection.columns[*index].unreadable.is_some();
        let (unreadable, cast) = (0..headers.len()).partition(is_unreadable);
        let columns = Wanted { cast, told: Vec::new(), unreadable };
        structure.walk(source, &columns, self.options, &counting, |piece| found.take(piece, &mut clean))?;
        Ok(found.finish())
    }

    fn open_text<'s>(&self, source: &'s Source) -> Result<(Found, Structure<'s>), Error> {
        let known = |header: &str| self.tables.iter().any(|table| table.knows(header));
        let file = TextFile::open(source, &known, &self.options.text).map_err(unusable)?;
        let dialect = &file.dialect;
        let mut found = Found::new(source, "text", &file.headers, self);
        found.inspection.bytes = file.survey.bytes;
        let misfit = file.check_header().err().map(|problem| problem.what.render(self.lang));
        found.inspection.problems.splice(..0, misfit);
        found.inspection.structure = Some(StructureFound {
            encoding: file.survey.encoding.name(),
            encoding_reason: file.survey.reason.text().render(self.lang),
            replaced_characters: file.survey.replaced.count,
            delimiter: dialect.delimiter.name().to_string(),
            spaced: dialect.spacing == Spacing::Blank,
            quote: dialect.quote.map(|quote| char::from(quote).to_string()),
            escape: if dialect.escape == Escape::Backslash { "backslash" } else { "doubled" },
            preamble_records: dialect.preamble_records as u64,
            header_records: dialect.header.rows() as u64,
            header_cells: file.misfit.map(|cells| cells as u64),
        });
        Ok((found, Structure::Text(Box::new(file))))
    }

    fn open_parquet<'s>(&self, source: &'s Source) -> Result<(Found, Structure<'s>), Error> {
        let file = ParquetFile::open(source).map_err(unusable)?;
        let mut found = Found::new(source, "parquet", file.headers(), self);
        found.inspection.bytes = source.file().and_then(|file| file.metadata()).map_or(0, |file| file.len());
        for (index, name) in file.unreadable().map_err(unusable)? {
            found.inspection.columns[index].unreadable = Some(name);
        }
        Ok((found, Structure::Parquet(file)))
    }
}

fn unusable(problem: Problem) -> Error {
    Error::new(Kind::Input, problem)
}

/// Counts what some rows hold.
struct Counting {
    columns: usize,
    /// The column of currencies.
    currency: Option<usize>,
    /// Rows kept as text.
    kept: usize,
}

/// What was counted in some rows.
#[derive(Default)]
struct Counted {
    tallies: Vec<Tally>,
    /// Rows as text, for the clean table; only the first ones where it is not asked for.
    rows: Vec<Vec<String>>,
    /// The places among `rows` of those whose cells need not stand under their headers.
    shifted: BTreeSet<usize>,
    table_rows: u64,
    irregular: Irregularities,
}

impl Work for Counting {
    type Made = Counted;

    fn work(&self, _piece: u64, rows: &impl Rows) -> Result<Counted, Error> {
        let mut counted = Counted { tallies: vec![Tally::default(); self.columns], ..Counted::default() };
        let mut shifted: BTreeSet<usize> = rows.repaired().into_iter().collect();
        let mut apart = vec![false; rows.height()];
        for (row, why) in rows.irregular() {
            counted.irregular.add(why);
            if matches!(why, Irregular::Ragged(_)) {
                // It stays in the clean table as it is; nothing is lost.
                shifted.insert(row);
            } else {
                apart[row] = true;
            }
        }
        for row in (0..rows.height()).filter(|row| !apart[*row]) {
            counted.table_rows += 1;
            for (column, tally) in counted.tallies.iter_mut().enumerate() {
                let cell = rows.cell(row, column).text().unwrap_or_default();
                tally.add(&cell);
                if self.currency == Some(column) {
                    tally.add_currency(&cell);
                }
            }
            if counted.rows.len() < self.kept {
                if shifted.contains(&row) {
                    counted.shifted.insert(counted.rows.len());
                }
                counted.rows.push(rows.raw(row));
            }
        }
        Ok(counted)
    }
}

/// The headers that a table knows, where it lacks others or has some twice.
fn partly(table: &'static Table, headers: &[String]) -> Mapping {
    let role = |(index, header): (usize, &String)| {
        let key = normalise(header);
        let column = table.columns.iter().find(|column| column.matches(&key))?;
        let by = if normalise(column.name) == key { Recognised::Exact } else { Recognised::Alias };
        Some(Role { column, index, header: header.clone(), by })
    };
    Mapping { found: headers.iter().enumerate().filter_map(role).collect(), ..Mapping::default() }
}

/// What is known so far.
struct Found {
    inspection: Inspection,
    tallies: Vec<Tally>,
    /// By column; `None` for one whose cells are personal.
    open: Vec<Option<tables::Role>>,
    values: Values,
}

impl Found {
    fn new(source: &Source, format: &'static str, headers: &[String], look: &Look<'_>) -> Found {
        let tables = look.tables;
        // The table that knows most of the headers, then the one with the fewest objections.
        let best = tables
            .iter()
            .map(|table| {
                let known = headers.iter().filter(|header| table.knows(header)).count();
                let resolved = resolve(table, headers, &[] as &[MapRule], &source.name);
                (*table, known, resolved)
            })
            .filter(|(_, known, _)| *known > 0 || tables.len() == 1)
            .min_by_key(|(_, known, resolved)| (usize::MAX - known, resolved.as_ref().err().map_or(0, Vec::len)));
        let (table, mapping, problems) = match best {
            Some((table, _, Ok(mapping))) => (Some(table), mapping, Vec::new()),
            Some((table, _, Err(problems))) => (Some(table), partly(table, headers), problems),
            None => (None, Default::default(), Vec::new()),
        };
        let columns: Vec<ColumnFound> = headers
            .iter()
            .enumerate()
            .map(|(index, header)| {
                let role = mapping.found.iter().find(|found| found.index == index);
                ColumnFound {
                    header: header.clone(),
                    column: role.map(|role| role.column.name),
                    by: role.map(|role| role.by),
                    unreadable: None,
                    kind: super::tally::Kind::Empty,
                    filled: 0,
                    empty: 0,
                    unlike: 0,
                    day_orders: Default::default(),
                    decimal_marks: Default::default(),
                    currencies: Default::default(),
                    scientific: 0,
                }
            })
            .collect();
        let open = |index: usize| {
            let found = mapping.found.iter().find(|found| found.index == index)?;
            (found.column.privacy == Privacy::Open).then_some(found.column.role)
        };
        let open = (0..headers.len()).map(open).collect();
        let inspection = Inspection {
            path: source.name.clone(),
            bytes: 0,
            packing: match source.packing {
                Packing::Plain => "plain",
                Packing::Gzip => "gzip",
                Packing::Zstd => "zstd",
            },
            format,
            structure: None,
            records: 0,
            rows: 0,
            table: table.map(|table| table.name),
            columns,
            sample: Vec::new(),
            irregular: Irregularities::default(),
            repaired: Default::default(),
            repairs: Vec::new(),
            problems: problems.iter().map(|problem| problem.what.render(look.lang)).collect(),
        };
        Found { inspection, tallies: vec![Tally::default(); headers.len()], open, values: look.values }
    }

    fn take(&mut self, piece: Piece<Counted>, clean: &mut Option<Clean<'_>>) -> Result<(), Error> {
        let (inspection, counted) = (&mut self.inspection, piece.made);
        inspection.records += piece.records;
        inspection.rows += counted.table_rows;
        inspection.irregular.merge(&counted.irregular);
        for (all, own) in self.tallies.iter_mut().zip(&counted.tallies) {
            all.merge(own);
        }
        for repair in piece.repairs {
            *inspection.repaired.entry(repair.kind.name()).or_default() += 1;
            if inspection.repairs.len() < REPAIRS {
                let raw = match self.values {
                    Values::Shown => repair.raw,
                    Values::Masked => mask_words(&repair.raw),
                };
                let (record, byte_offset) = (repair.record, repair.offset);
                inspection.repairs.push(RepairFound { record, byte_offset, repair: repair.kind.name(), raw });
            }
        }
        for (place, row) in counted.rows.iter().enumerate() {
            if inspection.sample.len() < SAMPLE {
                let shown = row.iter().enumerate().map(|(index, cell)| {
                    let role = self.open.get(index).copied().flatten();
                    let personal = counted.shifted.contains(&place) || role.is_none_or(|role| is_astray(role, cell));
                    let masked = self.values == Values::Masked && personal;
                    if masked { mask(cell) } else { cell.clone() }
                });
                inspection.sample.push(shown.collect());
            }
            if let Some(clean) = clean {
                clean(row)?;
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Inspection {
        for (column, tally) in self.inspection.columns.iter_mut().zip(&self.tallies) {
            (column.kind, column.unlike) = tally.kind();
            (column.filled, column.empty, column.day_orders) = (tally.filled, tally.empty, tally.orders);
            column.currencies = tally.currencies.iter().map(|(code, cells)| (code.to_string(), *cells)).collect();
            (column.scientific, column.decimal_marks) = (tally.scientific, tally.marks);
            if column.unreadable.is_some() {
                column.empty = 0;
            }
        }
        self.inspection
    }
}
