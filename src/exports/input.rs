//! One file made ready: its structure is known, its columns are resolved, its rows can be streamed.

use std::collections::BTreeMap;
use std::io::{self, Read};

use serde::Serialize;
use xxhash_rust::xxh3::Xxh3;

use super::chunk::{Field, Part, Rest};
use super::columns::{Found, Mapping, Recognised, locate, resolve};
use super::condition::{Condition, Located, locate_all};
use super::dialect::Header;
use super::parquet::{ParquetFile, Wanted};
use super::read::Request;
use super::source::{Format, Source, unreadable};
use super::text::TextFile;
use super::walk::Structure;
use crate::error::{Error, Kind, Problem};
use crate::labels::{Label, Text};
use crate::tables::{Privacy, Remainder, Role, Table};

const IN_FILE: Label = Label::new("{file}: {what}", "{file}：{what}");

/// What the manifest says of one input.
#[derive(Clone, Debug, Serialize)]
pub struct InputRecord {
    /// Canonical table.
    pub table: &'static str,
    /// As the user named it.
    pub path: String,
    /// Bytes as they came out of the packing.
    pub bytes: u64,
    /// xxh3-128 of those bytes.
    pub hash: String,
    /// `text` or `parquet`.
    pub format: &'static str,
    /// Encoding of text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Delimiter of text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// Whether the text has a header, and what stands before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// Day and month order, where the data decided it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<String>,
    /// Rows read.
    pub rows: u64,
    /// Records that were repaired, by what was done.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub repairs: BTreeMap<&'static str, u64>,
    /// The columns and what they were taken for.
    pub columns: Vec<ColumnRecord>,
    /// All headers, in the order of the file.
    #[serde(skip)]
    pub headers: Vec<String>,
}

/// One column of an input.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnRecord {
    /// Header in the file.
    pub header: String,
    /// Canonical column.
    pub column: &'static str,
    /// How it was recognised.
    pub by: Recognised,
}

/// One file made ready.
pub(super) struct Input<'a> {
    pub(super) source: &'a Source,
    pub(super) structure: Structure<'a>,
    pub(super) headers: Vec<String>,
    pub(super) mapping: Mapping,
    pub(super) fields: Vec<Field>,
    pub(super) exclude: Vec<Located<'a>>,
    pub(super) record: InputRecord,
}

impl<'a> Input<'a> {
    /// Finds structure and columns of one file, or everything that is wrong with it.
    pub(super) fn open(source: &'a Source, request: &Request<'a>) -> Result<Input<'a>, Error> {
        let (structure, headers, mut record) = match source.format {
            Format::Text => {
                let file = TextFile::open(source, &|header| request.table.knows(header), &request.options.files.text)
                    .and_then(TextFile::expect_records)
                    .map_err(unusable)?;
                file.check_header().map_err(|problem| Error::new(Kind::Contract, problem))?;
                let record = text_record(source, request.table, &file);
                let headers = file.headers.iter().map(|header| header.trim().to_string()).collect();
                (Structure::Text(Box::new(file)), headers, record)
            }
            Format::Parquet => {
                let file = ParquetFile::open(source).map_err(unusable)?;
                let record =
                    parquet_record(source, request.table).map_err(|why| unusable(unreadable(&source.name, &why)))?;
                let headers = file.headers().to_vec();
                (Structure::Parquet(file), headers, record)
            }
        };
        let mapping = resolve(request.table, &headers, &request.options.maps, &source.name);
        let conditions: &'a [Condition] = request.exclude;
        let located = locate_all(conditions, mapping.as_ref().unwrap_or(&Mapping::default()), &headers, &source.name);
        let (mapping, exclude) = match (mapping, located) {
            (Ok(mapping), Ok(exclude)) => (mapping, exclude),
            (mapping, exclude) => {
                let problems = [mapping.err().unwrap_or_default(), exclude.err().unwrap_or_default()].concat();
                return Err(Error { kind: Kind::Contract, problems });
            }
        };
        record.columns = mapping
            .found
            .iter()
            .map(|found| ColumnRecord { header: found.header.clone(), column: found.column.name, by: found.by })
            .collect();
        let mut fields = fields(request.table, &mapping, request.wanted, request.tolerated);
        if request.table.remainder == Remainder::Attributes {
            match request.attributes {
                Some(names) => attributes(names, &mapping, &headers, &mut fields),
                None => all_attributes(&mapping, &mut fields),
            }
        }
        record.headers.clone_from(&headers);
        Ok(Input { source, structure, headers, mapping, fields, exclude, record })
    }

    /// What was replaced because it is no text in the encoding, with the file's name.
    pub(super) fn replaced(&self) -> Option<Text> {
        let Structure::Text(file) = &self.structure else { return None };
        let text = file.survey.replaced.text(file.survey.encoding)?;
        Some(IN_FILE.with(&[("file", &self.source.name)]).and("what", text))
    }

    /// Places of the columns whose cells may tell who somebody is: all but those known to be open.
    pub(super) fn personal(&self) -> Vec<usize> {
        let open: Vec<usize> = self
            .mapping
            .found
            .iter()
            .filter(|found| found.column.privacy == Privacy::Open)
            .map(|found| found.index)
            .collect();
        (0..self.headers.len()).filter(|index| !open.contains(index)).collect()
    }

    /// Columns with a role that no field takes up.
    pub(super) fn extras(&self) -> Vec<&Found> {
        let taken = |found: &&Found| self.fields.iter().any(|field| field.index == Some(found.index));
        self.mapping.found.iter().filter(|found| !taken(found)).collect()
    }

    /// The columns whose cells are looked at. Those with a role that nothing is made of tell lines apart, where `rest`
    /// asks for that.
    pub(super) fn columns(&self, rest: Rest) -> Wanted {
        let mapped: Vec<usize> = self.mapping.found.iter().map(|found| found.index).collect();
        let worked_out = self.fields.iter().any(|field| field.part == Part::Amount && field.index.is_none());
        let factors = ["quantity", "unit_price"].into_iter().filter(|_| worked_out);
        let factors = factors.filter_map(|name| self.mapping.index(name));
        let fields = self.fields.iter().filter_map(|field| field.index);
        let apart = mapped.iter().copied().filter(|_| rest == Rest::Hashed);
        let conditions = self.exclude.iter().map(|rule| rule.index);
        let mut cast: Vec<usize> = fields.chain(factors).chain(conditions).chain(apart).collect();
        cast.sort_unstable();
        cast.dedup();
        let told = mapped.into_iter().filter(|index| cast.binary_search(index).is_err()).collect();
        Wanted { cast, told, ..Wanted::default() }
    }
}

fn unusable(problem: Problem) -> Error {
    Error::new(Kind::Input, problem)
}

/// The columns of the chunk: the wanted ones in canonical order. A wanted column that the file lacks is made empty, so
/// that the chunks of all files have the same columns.
fn fields(table: &Table, mapping: &Mapping, wanted: &[&str], tolerated: &[&str]) -> Vec<Field> {
    let required =
        |name: &str| table.required.iter().flat_map(|any| any.iter()).any(|all| all.len() == 1 && all[0] == name);
    let sole = |name: &str| table.required.iter().any(|any| any.len() == 1 && any[0] == [name]);
    table
        .columns
        .iter()
        .filter(|column| wanted.contains(&column.name))
        .map(|column| {
            let found = mapping.found.iter().find(|found| found.column.name == column.name);
            let worked_out =
                column.name == "amount" && mapping.index("quantity").is_some() && mapping.index("unit_price").is_some();
            Field {
                name: column.name.to_string(),
                role: column.role,
                index: found.map(|found| found.index),
                header: found.map_or_else(|| column.name.to_string(), |found| found.header.clone()),
                part: match column.name {
                    "amount" => Part::Amount,
                    "currency" => Part::Currency,
                    _ => Part::Other,
                },
                required: !column.blank
                    && (sole(column.name) || (required(column.name) && (found.is_some() || worked_out))),
                tolerated: tolerated.contains(&column.name),
                privacy: column.privacy,
            }
        })
        .collect()
}

/// Adds all columns that have no role, under their headers.
fn all_attributes(mapping: &Mapping, fields: &mut Vec<Field>) {
    for (index, header) in &mapping.attributes {
        let taken = fields
            .iter()
            .filter(|field| field.name == *header || field.name.starts_with(&format!("{header} (")))
            .count();
        let name = if taken == 0 { header.clone() } else { format!("{header} ({})", taken + 1) };
        fields.push(attribute(name, header.clone(), Some(*index)));
    }
}

/// Adds the columns without a role that are asked for, under the names by which they are asked for. One that the file
/// lacks is made empty; a name that a column already has adds nothing.
fn attributes(names: &[String], mapping: &Mapping, headers: &[String], fields: &mut Vec<Field>) {
    for name in names {
        if fields.iter().any(|field| field.name == *name) {
            continue;
        }
        let free = |index: &usize| mapping.attributes.iter().any(|(own, _)| own == index);
        let index = locate(name, headers).filter(free);
        let header = index.and_then(|index| headers.get(index)).unwrap_or(name).clone();
        fields.push(attribute(name.clone(), header, index));
    }
}

fn attribute(name: String, header: String, index: Option<usize>) -> Field {
    let (role, part, required, privacy) = (Role::Text, Part::Other, false, Privacy::Personal);
    Field { name, role, index, header, part, required, tolerated: false, privacy }
}

fn text_record(source: &Source, table: &Table, file: &TextFile<'_>) -> InputRecord {
    let header = match (file.dialect.header, file.dialect.preamble_records) {
        (Header::None, _) => "none".to_string(),
        (Header::Row, before) => format!("record {}", before.saturating_add(1)),
        (header, before) => {
            format!("records {} to {}", before.saturating_add(1), before.saturating_add(header.rows()))
        }
    };
    InputRecord {
        table: table.name,
        path: source.name.clone(),
        bytes: file.survey.bytes,
        hash: file.survey.hash_hex(),
        format: "text",
        encoding: Some(file.survey.encoding.name()),
        delimiter: Some(file.dialect.delimiter.name().to_string()),
        header: Some(header),
        date_order: None,
        rows: 0,
        repairs: BTreeMap::new(),
        columns: Vec::new(),
        headers: Vec::new(),
    }
}

fn parquet_record(source: &Source, table: &Table) -> io::Result<InputRecord> {
    let mut hasher = Xxh3::new();
    let mut file = source.file()?;
    let mut buffer = vec![0u8; 1 << 20];
    let mut bytes = 0u64;
    loop {
        let n = file.read(&mut buffer)?;
        if n == 0 {
            break;
        }
        bytes += n as u64;
        hasher.update(&buffer[..n]);
    }
    Ok(InputRecord {
        table: table.name,
        path: source.name.clone(),
        bytes,
        hash: format!("{:032x}", hasher.digest128()),
        format: "parquet",
        encoding: None,
        delimiter: None,
        header: None,
        date_order: None,
        rows: 0,
        repairs: BTreeMap::new(),
        columns: Vec::new(),
        headers: Vec::new(),
    })
}
