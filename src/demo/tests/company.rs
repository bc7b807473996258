//! A company in memory, read back from its bytes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::OnceLock;

use chrono::NaiveDate;

use crate::demo::{Dialect, Settings, Truth, generate};

/// Files by name.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// A generated company.
pub(super) struct Company {
    pub(super) truth: Truth,
    pub(super) files: Files,
}

/// One row by English header.
pub(super) struct Row(BTreeMap<&'static str, String>);

impl Row {
    pub(super) fn text(&self, column: &str) -> &str {
        &self.0[column]
    }

    /// A number of thousandths; signs, separators and the yuan sign are understood.
    pub(super) fn thousandths(&self, column: &str) -> i64 {
        let plain = self.0[column].replace(['¥', ','], "");
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = format!("{whole}{part:0<3}");
        digits.parse().unwrap()
    }

    pub(super) fn cents(&self, column: &str) -> i64 {
        self.thousandths(column) / 10
    }

    pub(super) fn units(&self, column: &str) -> i64 {
        self.thousandths(column) / 1_000
    }

    pub(super) fn date(&self, column: &str) -> NaiveDate {
        NaiveDate::parse_from_str(&self.0[column][..10], "%Y-%m-%d").unwrap()
    }

    pub(super) fn cells(&self) -> Vec<&str> {
        self.0.values().map(String::as_str).collect()
    }
}

struct Sink(Rc<RefCell<Files>>, String);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().get_mut(&self.1).unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Company {
    pub(super) fn new(settings: &Settings) -> Company {
        let files = Rc::new(RefCell::new(Files::new()));
        let truth = generate(settings, &mut |name| {
            assert!(files.borrow_mut().insert(name.to_string(), Vec::new()).is_none(), "{name} opened twice");
            Ok(Box::new(Sink(Rc::clone(&files), name.to_string())))
        });
        Company { truth: truth.unwrap(), files: files.take() }
    }

    /// An English company large enough for every planted effect, made once for all tests.
    pub(super) fn usual() -> &'static Company {
        static USUAL: OnceLock<Company> = OnceLock::new();
        USUAL.get_or_init(|| Company::new(&Settings { customers: 8_000, ..Settings::default() }))
    }

    /// The text of a file.
    pub(super) fn text(&self, file: &str) -> String {
        let bytes = &self.files[file];
        match self.truth.settings.dialect {
            Dialect::En => String::from_utf8(bytes.clone()).unwrap(),
            Dialect::Zh => {
                encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).unwrap().into_owned()
            }
        }
    }

    /// The rows of a table, whatever the language of its headers.
    pub(super) fn rows(&self, columns: &crate::demo::columns::Columns) -> Vec<Row> {
        let text = self.text(columns.file);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let lang = self.truth.settings.dialect.lang();
        let expected: Vec<&str> = columns.headers.iter().map(|header| header.get(lang)).collect();
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), expected);
        let row = |record: csv::StringRecord| {
            Row(columns.headers.iter().map(|header| header.en).zip(record.iter().map(str::to_string)).collect())
        };
        reader.records().map(|record| row(record.unwrap())).collect()
    }

    /// Rows of `orders.csv` that are no repetition and not cancelled.
    pub(super) fn kept_orders(&self) -> Vec<Row> {
        let mut seen = std::collections::BTreeSet::new();
        let mut rows = self.rows(&crate::demo::columns::ORDERS);
        rows.retain(|row| {
            let cells: Vec<String> = row.cells().into_iter().map(str::to_string).collect();
            seen.insert(cells) && row.text("status") != "cancelled"
        });
        rows
    }
}
