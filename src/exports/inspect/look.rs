//! One pass over a file: the clean table goes out row by row, everything else is counted.

use std::collections::BTreeSet;

use super::found::{ColumnFound, Inspection, Irregularities, RepairFound, StructureFound};
use super::tally::Tally;
use crate::error::{Error, Kind, Problem};
use crate::exports::chunk::{Irregular, Rows};
use crate::exports::columns::{Found as Role, MapRule, Mapping, Recognised, resolve};
use crate::exports::dialect::{Escape, Header, Spacing};
use crate::exports::parquet::ParquetFile;
use crate::exports::pump::pump;
use crate::exports::read::FileOptions;
use crate::exports::rejects::{Values, mask, mask_words};
use crate::exports::repaired::RepairedRecord;
use crate::exports::source::{Format, Packing, Source};
use crate::exports::text::{Block, TextFile};
use crate::interrupt;
use crate::labels::Lang;
use crate::tables::{Privacy, Table, normalise};

/// Rows shown.
const SAMPLE: usize = 5;
/// Repairs listed; all of them are counted.
const REPAIRS: usize = 1_000;

/// Takes in the records of the clean table, the header among them, in order.
pub type Clean<'a> = &'a mut dyn FnMut(&[String]) -> Result<(), Error>;

/// Looks a file over. `tables` are the canonical tables that its headers are compared with; `clean` takes in the clean
/// table.
///
/// # Errors
/// Kind `Input`, where the file cannot be read; and those of `clean`.
pub fn look(
    source: &Source,
    tables: &[&'static Table],
    options: &FileOptions,
    values: Values,
    lang: Lang,
    clean: Option<Clean<'_>>,
) -> Result<Inspection, Error> {
    match source.format {
        Format::Text => look_at_text(source, tables, options, values, lang, clean),
        Format::Parquet => look_at_parquet(source, tables, options, values, lang, clean),
    }
}

/// What was counted in some rows.
#[derive(Default)]
struct Piece {
    tallies: Vec<Tally>,
    /// Rows as text, for the clean table; only the first ones where it is not asked for.
    rows: Vec<Vec<String>>,
    /// The places among `rows` of those whose cells need not stand under their headers.
    shifted: BTreeSet<usize>,
    records: u64,
    table_rows: u64,
    bytes: u64,
    irregular: Irregularities,
    repairs: Vec<RepairedRecord>,
}

impl Piece {
    /// Counts `rows`, of which some were `repaired`.
    fn new(rows: &impl Rows, columns: usize, kept: usize, repaired: impl Iterator<Item = usize>) -> Piece {
        let mut piece = Piece { tallies: vec![Tally::default(); columns], ..Piece::default() };
        let mut shifted: BTreeSet<usize> = repaired.collect();
        let mut apart = vec![false; rows.height()];
        for (row, why) in rows.irregular() {
            match why {
                // It stays in the clean table as it is; nothing is lost.
                Irregular::Ragged(_) => {
                    piece.irregular.ragged += 1;
                    shifted.insert(row);
                }
                Irregular::Footer => piece.irregular.footer += 1,
                Irregular::OtherTable => piece.irregular.other_table += 1,
                Irregular::RepeatedHeader => piece.irregular.repeated_header += 1,
            }
            apart[row] = !matches!(why, Irregular::Ragged(_));
        }
        for row in (0..rows.height()).filter(|row| !apart[*row]) {
            piece.table_rows += 1;
            for (column, tally) in piece.tallies.iter_mut().enumerate() {
                tally.add(&rows.cell(row, column).text().unwrap_or_default());
            }
            if piece.rows.len() < kept {
                if shifted.contains(&row) {
                    piece.shifted.insert(piece.rows.len());
                }
                piece.rows.push(rows.raw(row));
            }
        }
        piece
    }
}

fn look_at_text(
    source: &Source,
    tables: &[&'static Table],
    options: &FileOptions,
    values: Values,
    lang: Lang,
    mut clean: Option<Clean<'_>>,
) -> Result<Inspection, Error> {
    let known = |header: &str| tables.iter().any(|table| table.knows(header));
    let file = TextFile::open(source, &known, &options.text).map_err(|problem| Error::new(Kind::Input, problem))?;
    let dialect = &file.dialect;
    let structure = StructureFound {
        encoding: file.survey.encoding.name(),
        encoding_reason: file.survey.reason.text().render(lang),
        replaced_characters: file.survey.replaced.count,
        delimiter: dialect.delimiter.name().to_string(),
        spaced: dialect.spacing == Spacing::Blank,
        quote: dialect.quote.map(|quote| char::from(quote).to_string()),
        escape: if dialect.escape == Escape::Backslash { "backslash" } else { "doubled" },
        preamble_records: dialect.preamble_records as u64,
        header_records: dialect.header.rows() as u64,
    };
    let mut found = Found::new(source, "text", &file.headers, tables, values, lang);
    found.inspection.bytes = file.survey.bytes;
    found.inspection.structure = Some(structure);
    if file.is_empty() {
        return Ok(found.finish());
    }
    if let (Some(clean), true) = (&mut clean, dialect.header != Header::None) {
        clean(&file.headers)?;
    }
    let kept = if clean.is_some() { usize::MAX } else { SAMPLE };
    let columns = file.headers.len();
    let mut after = (0, file.text_start());
    let work = |_, block: Block| {
        let rows = file.rows(&block, options.ragged);
        let repairs = rows.records.repairs().iter();
        let repaired = repairs.clone().filter_map(|repair| repair.row.checked_sub(rows.first()));
        Ok(Piece {
            repairs: repairs.map(|repair| RepairedRecord::new(repair, &rows.records, &file)).collect(),
            records: rows.records.height() as u64,
            bytes: file.bytes_of(&block.text),
            ..Piece::new(&rows, columns, kept, repaired)
        })
    };
    let take = |mut piece: Piece| {
        interrupt::check()?;
        for repair in &mut piece.repairs {
            (repair.record, repair.offset) = (repair.record + after.0, repair.offset + after.1);
        }
        after = (after.0 + piece.records, after.1 + piece.bytes);
        found.take(piece, &mut clean)
    };
    pump(source, |give| file.blocks(give), work, take)?;
    Ok(found.finish())
}

fn look_at_parquet(
    source: &Source,
    tables: &[&'static Table],
    options: &FileOptions,
    values: Values,
    lang: Lang,
    mut clean: Option<Clean<'_>>,
) -> Result<Inspection, Error> {
    let input = |problem: Problem| Error::new(Kind::Input, problem);
    let file = ParquetFile::open(source).map_err(input)?;
    let mut found = Found::new(source, "parquet", file.headers(), tables, values, lang);
    found.inspection.bytes = source.file().and_then(|file| file.metadata()).map_or(0, |file| file.len());
    if let Some(clean) = &mut clean {
        clean(file.headers())?;
    }
    let kept = if clean.is_some() { usize::MAX } else { SAMPLE };
    let indices: Vec<usize> = (0..file.headers().len()).collect();
    file.check_memory(&indices, options.memory / 2, rayon::current_num_threads()).map_err(input)?;
    let produce = |give: crate::exports::pump::Give<'_, (usize, usize)>| {
        let _ = file.slices().into_iter().all(give);
        Ok(())
    };
    let work = |_, slice: (usize, usize)| {
        let rows = file.read(slice, &indices).map_err(input)?;
        Ok(Piece { records: rows.height() as u64, ..Piece::new(&rows, indices.len(), kept, std::iter::empty()) })
    };
    let take = |piece| interrupt::check().and_then(|()| found.take(piece, &mut clean));
    pump(source, produce, work, take)?;
    Ok(found.finish())
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
    personal: Vec<bool>,
    values: Values,
}

impl Found {
    fn new(
        source: &Source,
        format: &'static str,
        headers: &[String],
        tables: &[&'static Table],
        values: Values,
        lang: Lang,
    ) -> Found {
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
                    kind: super::tally::Kind::Empty,
                    filled: 0,
                    empty: 0,
                    unlike: 0,
                    day_orders: Default::default(),
                }
            })
            .collect();
        let open = |index: usize| {
            mapping.found.iter().any(|found| found.index == index && found.column.privacy == Privacy::Open)
        };
        let personal = (0..headers.len()).map(|index| !open(index)).collect();
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
            problems: problems.iter().map(|problem| problem.what.render(lang)).collect(),
        };
        Found { inspection, tallies: vec![Tally::default(); headers.len()], personal, values }
    }

    fn take(&mut self, piece: Piece, clean: &mut Option<Clean<'_>>) -> Result<(), Error> {
        let inspection = &mut self.inspection;
        inspection.records += piece.records;
        inspection.rows += piece.table_rows;
        inspection.irregular.ragged += piece.irregular.ragged;
        inspection.irregular.footer += piece.irregular.footer;
        inspection.irregular.other_table += piece.irregular.other_table;
        inspection.irregular.repeated_header += piece.irregular.repeated_header;
        for (all, own) in self.tallies.iter_mut().zip(&piece.tallies) {
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
        for (place, row) in piece.rows.iter().enumerate() {
            if inspection.sample.len() < SAMPLE {
                let shown = row.iter().enumerate().map(|(index, cell)| {
                    let personal = piece.shifted.contains(&place) || self.personal.get(index).copied().unwrap_or(true);
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
        }
        self.inspection
    }
}
