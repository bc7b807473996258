//! Whether a file tells the currency of its amounts at all. Where it does, an amount without one is not taken for the
//! currency that `--currency` asks for; where it does not, that flag only names the currency of all amounts.

use std::collections::BTreeSet;

use super::cast::DecimalMark;
use super::chunk::{Part, Rows};
use super::input::Input;
use super::parquet::Wanted;
use super::records::Ragged;
use super::walk::Structure;
use crate::error::{Error, Kind};
use crate::tables::Role;

/// Where the currency of an amount may stand.
struct Places {
    /// The column of currencies.
    named: Option<usize>,
    /// Columns of amounts, which may hold signs.
    amounts: Vec<usize>,
    decimal: DecimalMark,
}

/// Whether any row of `input` tells the currency of its amount. Reads on until one does.
///
/// # Errors
/// Kind `Input`, where the file cannot be read.
pub(super) fn told(input: &Input<'_>, decimal: DecimalMark) -> Result<bool, Error> {
    let place = |part: Part| input.fields.iter().find(|field| field.part == part);
    let Some(amount) = place(Part::Amount) else { return Ok(false) };
    let named = place(Part::Currency).and_then(|field| field.index);
    let money = input.fields.iter().filter(|field| field.role == Role::Money).filter_map(|field| field.index);
    let price = input.mapping.index("unit_price").filter(|_| amount.index.is_none());
    let places = Places { named, amounts: money.chain(price).collect(), decimal };
    let mut told = false;
    match &input.structure {
        Structure::Text(file) => file.blocks(&mut |block| {
            told = places.told(&file.rows(&block, Ragged::Reject));
            !told
        })?,
        Structure::Parquet(file) => {
            let columns =
                Wanted { cast: places.named.into_iter().chain(places.amounts.clone()).collect(), ..Wanted::default() };
            let mut failed = None;
            file.each_slice(&mut |slice| match file.read(slice, &columns) {
                Ok(rows) => {
                    told = rows.parts().any(|part| places.told(&part));
                    !told
                }
                Err(problem) => {
                    failed = Some(Error::new(Kind::Input, problem));
                    false
                }
            })?;
            failed.map_or(Ok(()), Err)?;
        }
    }
    Ok(told)
}

impl Places {
    fn told(&self, rows: &impl Rows) -> bool {
        let irregular: BTreeSet<usize> = rows.irregular().into_iter().map(|(row, _)| row).collect();
        let named = |row: usize| self.named.is_some_and(|column| rows.cell(row, column).text().is_some());
        let signed = |row: usize| {
            let money = |column: &usize| rows.cell(row, *column).money(self.decimal);
            self.amounts.iter().any(|column| matches!(money(column), Ok(Some(money)) if money.currency.is_some()))
        };
        (0..rows.height()).filter(|row| !irregular.contains(row)).any(|row| named(row) || signed(row))
    }
}
