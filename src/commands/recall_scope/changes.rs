//! What changed since an earlier run: who and what is newly affected, and who and what no longer is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::commands::gathered::{Gathered, Reader};
use crate::error::{Error, Kind, Problem};
use crate::exports::encoding::ByteOrderMark;
use crate::exports::masking::Values;
use crate::exports::rejects::Rejects;
use crate::exports::{small_file, source};
use crate::labels::{Lang, recall_scope as labels};
use crate::settings::limits::MaxRejects;
use crate::settings::recall_scope::RecallScopeSettings;
use crate::tables::customers::CUSTOMERS;
use crate::tables::lot_list::LOT_LIST;

use super::load::Tables;
use super::result::Findings;

/// Ids of what is affected, by kind: `customer` and `lot`.
pub(super) type Ids = BTreeMap<&'static str, BTreeSet<String>>;

/// A change since an earlier run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    /// `customer` or `lot`.
    pub(super) kind: &'static str,
    pub(super) id: String,
    /// Whether it is newly affected; else it no longer is.
    pub(super) is_new: bool,
}

/// Who and what was affected in an earlier run.
pub(super) fn previous(tables: &mut Tables<'_>, settings: &RecallScopeSettings) -> Result<Option<Ids>, Error> {
    let Some(folder) = &settings.previous else { return Ok(None) };
    let mut before = BTreeMap::new();
    for (kind, name, table, column) in
        [("customer", "affected_customers", &CUSTOMERS, "customer_id"), ("lot", "affected_lots", &LOT_LIST, "lot_id")]
    {
        let found = ["csv", "parquet", "ndjson"].map(|end| folder.join(format!("{name}.{end}")));
        let Some(path) = found.iter().find(|path| path.is_file()) else {
            let what = labels::NO_PREVIOUS.with(&[("file", &name)]);
            return Err(Error::new(Kind::Input, Problem::at(folder.display(), what)));
        };
        let sources = source::find(&[path.display().to_string()], settings.reading.files.max_expand)?;
        // Sales without a customer stand in a row without an id. It is huike's own, and nobody is to correct it.
        let (mut own, mut aside) = (Gathered::default(), Rejects::new(Values::Masked, Lang::En, ByteOrderMark::Absent));
        let max_rejects = MaxRejects::Share(1.0);
        let reader = Reader { options: &settings.reading, max_rejects, console: tables.reader.console };
        let (chunks, _) = reader.whole(table, &sources, &[column], &mut aside, &mut own)?;
        let read = own.ledger.get(table.name).map(|ledger| ledger.read.rows);
        if let (Some(listed), Some(read)) = (listed(folder, path)?, read)
            && listed != read
        {
            let what = labels::CUT_PREVIOUS.with(&[("read", &read), ("listed", &listed)]);
            return Err(Error::new(Kind::Input, Problem::at(path.display(), what)));
        }
        tables.gathered.inputs.extend(own.inputs);
        tables.gathered.warnings.extend(own.warnings);
        let mut ids = BTreeSet::new();
        for chunk in &chunks {
            let column = chunk.column(column).and_then(|column| column.str()).map_err(Error::internal)?;
            ids.extend(column.iter().flatten().map(str::to_string));
        }
        before.insert(kind, ids);
    }
    Ok(Some(before))
}

/// The rows that the manifest of a run lists for one of its files: from half of a table many would seem newly affected.
fn listed(folder: &Path, file: &Path) -> Result<Option<u64>, Error> {
    let manifest = small_file::read_if_there(&folder.join("run.json")).map_err(|what| Error::new(Kind::Input, what))?;
    let manifest: serde_json::Value = serde_json::from_str(&manifest.unwrap_or_default()).unwrap_or_default();
    let mut outputs = manifest["outputs"].as_array().into_iter().flatten();
    let name = file.file_name().map(|name| name.to_string_lossy());
    let own = outputs.find(|own| own["file"].as_str() == name.as_deref());
    Ok(own.and_then(|own| own["rows"].as_u64()))
}

/// What is newly affected and what no longer is.
pub(super) fn changes(before: &Ids, now: &Ids) -> Vec<Change> {
    let mut changes = Vec::new();
    for kind in ["customer", "lot"] {
        let none = BTreeSet::new();
        let (old, new) = (before.get(kind).unwrap_or(&none), now.get(kind).unwrap_or(&none));
        changes.extend(new.difference(old).map(|id| Change { kind, id: id.clone(), is_new: true }));
        changes.extend(old.difference(new).map(|id| Change { kind, id: id.clone(), is_new: false }));
    }
    changes
}

/// Who and what is affected now.
pub(super) fn now(findings: &Findings<'_>) -> Ids {
    let customers = findings.holders.holders.iter().filter_map(|holder| findings.customer_name(holder.customer));
    let lots = findings.affected_lots().filter_map(|lot| findings.lots.ids.get(lot as usize));
    BTreeMap::from([
        ("customer", customers.map(str::to_string).collect()),
        ("lot", lots.cloned().collect::<BTreeSet<String>>()),
    ])
}
