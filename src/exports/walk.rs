//! Walks through a file of either format: cuts it into pieces, has their rows worked on by all threads, and hands over
//! what was made of each piece, in order and with its place in the file.

use super::chunk::Rows;
use super::parquet::{ParquetFile, SLICE, Wanted};
use super::pump::pump;
use super::read::FileOptions;
use super::repaired::RepairedRecord;
use super::source::Source;
use super::text::{Block, TextFile};
use crate::error::{Error, Kind};
use crate::interrupt;

/// A file whose structure is known.
pub(super) enum Structure<'a> {
    Text(Box<TextFile<'a>>),
    Parquet(ParquetFile<'a>),
}

/// What is done with the rows of a piece.
pub(super) trait Work: Sync {
    /// What is made of them.
    type Made: Send;

    /// Works on the rows of piece number `piece`, counted from 0. Called from several threads at once.
    fn work(&self, piece: u64, rows: &impl Rows) -> Result<Self::Made, Error>;
}

/// A piece of a file that was worked on.
pub(super) struct Piece<M> {
    /// What was made of its rows.
    pub(super) made: M,
    /// Records of the file before the first of those rows.
    pub(super) before: u64,
    /// Records of the piece, those among them that are no rows.
    pub(super) records: u64,
    /// What was repaired in it.
    pub(super) repairs: Vec<RepairedRecord>,
}

/// A piece before its place in the file is known.
struct Loose<M> {
    piece: Piece<M>,
    /// Bytes of the file that it takes.
    bytes: u64,
}

impl Structure<'_> {
    /// Walks through the file; of Parquet only `columns` are decoded. Hears interrupts between pieces.
    ///
    /// # Errors
    /// Kind `Input`, where the file cannot be read to its end; and those of `work` and `take`.
    pub(super) fn walk<W: Work>(
        &self,
        source: &Source,
        columns: &Wanted,
        options: &FileOptions,
        work: &W,
        mut take: impl FnMut(Piece<W::Made>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (mut records, mut bytes) = (0, self.text_start());
        let made_up = match self {
            Structure::Text(file) => file.made_up(),
            Structure::Parquet(_) => 0,
        };
        let mut in_place = |loose: Loose<W::Made>| {
            interrupt::check()?;
            let mut piece = loose.piece;
            for repair in &mut piece.repairs {
                repair.record = (repair.record + records).saturating_sub(made_up);
                repair.offset += bytes;
            }
            piece.before = (piece.before + records).saturating_sub(made_up);
            records += piece.records;
            bytes += loose.bytes;
            take(piece)
        };
        let all_in_place = |pieces: Vec<Loose<W::Made>>| pieces.into_iter().try_for_each(&mut in_place);
        match self {
            Structure::Text(file) => {
                let work = |number, block: Block| {
                    let rows = file.rows(&block, options.ragged);
                    let made = work.work(number, &rows)?;
                    let repairs = rows.records.repairs().iter();
                    let repairs: Vec<RepairedRecord> =
                        repairs.map(|repair| RepairedRecord::new(repair, &rows.records, file)).collect();
                    let (before, records) = (rows.first() as u64, rows.records.height() as u64);
                    let bytes = file.bytes_of(&block.text);
                    drop(rows);
                    file.take_back(block);
                    Ok(vec![Loose { piece: Piece { made, before, records, repairs }, bytes }])
                };
                pump(source, |give| file.blocks(give), work, all_in_place)
            }
            Structure::Parquet(file) => {
                let unusable = |problem| Error::new(Kind::Input, problem);
                // What the rows are reduced to needs the other half.
                file.check_memory(columns, options.memory / 2, rayon::current_num_threads()).map_err(unusable)?;
                let work = |number, slice: (usize, usize)| {
                    let rows = file.read(slice, columns).map_err(unusable)?;
                    let parts = rows.parts().zip(number * SLICE as u64..);
                    parts
                        .map(|(part, number)| {
                            let (records, made) = (part.height() as u64, work.work(number, &part)?);
                            let piece = Piece { made, before: 0, records, repairs: Vec::new() };
                            Ok(Loose { piece, bytes: 0 })
                        })
                        .collect()
                };
                pump(source, |give| file.each_slice(give), work, all_in_place)
            }
        }
    }

    /// The byte of the file at which its text starts.
    fn text_start(&self) -> u64 {
        match self {
            Structure::Text(file) => file.text_start(),
            Structure::Parquet(_) => 0,
        }
    }
}
