//! Runs the real program in a folder and an environment of its own, and reads what it wrote. It asserts nothing about
//! any analysis.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A row of a table by header.
pub(crate) type Row = BTreeMap<String, String>;

/// A folder in which programs run and files lie until the test ends.
pub(crate) struct Room {
    folder: TempDir,
}

impl Room {
    pub(crate) fn new() -> Room {
        Room { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, with the folders on the way to it.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    pub(crate) fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap()
    }

    /// The rows of a CSV file.
    pub(crate) fn rows(&self, name: &str) -> Vec<Row> {
        rows(&self.bytes(name))
    }

    /// The manifest of the output folder `name`.
    pub(crate) fn manifest(&self, name: &str) -> serde_json::Value {
        serde_json::from_slice(&self.bytes(&format!("{name}/run.json"))).unwrap()
    }

    /// The names of the files in a folder, sorted.
    pub(crate) fn names(&self, name: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(name)).unwrap_or_else(|why| panic!("{name}: {why}"));
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The program with its arguments, split at blanks; [`Call::arg`] adds those that hold blanks.
    pub(crate) fn huike(&self, arguments: &str) -> Call {
        let mut command = Command::new(env!("CARGO_BIN_EXE_huike"));
        command.current_dir(self.folder.path()).env_clear().args(arguments.split_whitespace());
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        Call { command, input: Vec::new() }
    }
}

/// A program about to run.
pub(crate) struct Call {
    command: Command,
    input: Vec<u8>,
}

impl Call {
    pub(crate) fn arg(mut self, argument: impl AsRef<std::ffi::OsStr>) -> Call {
        self.command.arg(argument);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Call {
        self.command.env(name, value);
        self
    }

    /// What it reads from standard input.
    pub(crate) fn input(mut self, bytes: impl Into<Vec<u8>>) -> Call {
        self.input = bytes.into();
        self
    }

    /// Runs to the end.
    pub(crate) fn run(mut self) -> Outcome {
        let pipes = self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = self.input;
        // A program that does not read its input closes the pipe, which is its right.
        let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        Outcome { code: output.status.code(), stdout: output.stdout, stderr }
    }

    /// Runs to the end and insists on exit code 0.
    pub(crate) fn ok(self) -> Outcome {
        self.fails(0)
    }

    /// Runs to the end and insists on an exit code.
    pub(crate) fn fails(self, code: i32) -> Outcome {
        let line = format!("{:?}", self.command);
        let outcome = self.run();
        assert_eq!(outcome.code, Some(code), "{line}\n{}", outcome.stderr);
        outcome
    }
}

/// What a program did.
pub(crate) struct Outcome {
    /// None where a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

/// The rows of CSV text.
pub(crate) fn rows(bytes: &[u8]) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(bytes);
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// Money as data files write it, in 1/10000 of the unit.
pub(crate) fn money(text: &str) -> i128 {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    assert!(fraction.len() <= 4 && !whole.is_empty(), "{text} is not money");
    sign * format!("{whole}{fraction:0<4}").parse::<i128>().unwrap()
}

/// A number as data files write it.
pub(crate) fn number(text: &str) -> f64 {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is not a number"))
}

/// A file of the reference data, or nothing, said aloud, where there is none.
pub(crate) fn reference(name: &str) -> Option<PathBuf> {
    match std::env::var_os("HUIKE_REFERENCE_DATA") {
        Some(folder) => Some(Path::new(&folder).join(name)),
        None => {
            eprintln!("skipped: HUIKE_REFERENCE_DATA is not set");
            None
        }
    }
}

/// The folder of the project, asked for when the tests run: a kept target folder may hold tests that were built from
/// another clone.
pub(crate) fn project() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| std::env::current_dir().unwrap(), PathBuf::from)
}

/// A file of `testdata/`.
pub(crate) fn testdata(name: &str) -> PathBuf {
    project().join("testdata").join(name)
}

/// Insists that the ledger of a table adds up, and gives back rows and amount that were used.
pub(crate) fn reconciled(manifest: &serde_json::Value, table: &str) -> (u64, i128) {
    let ledger = &manifest["ledger"][table];
    let tally = |entry: &serde_json::Value| (entry["rows"].as_u64().unwrap(), money(entry["amount"].as_str().unwrap()));
    let used = tally(&ledger["used"]);
    let parts = ["rejected", "excluded"].into_iter().flat_map(|part| ledger[part].as_object().unwrap().values());
    let all = parts.map(tally).fold(used, |sum, part| (sum.0 + part.0, sum.1 + part.1));
    assert_eq!(all, tally(&ledger["read"]), "the ledger of {table} does not add up: {ledger}");
    used
}

/// A Parquet file of these columns.
pub(crate) fn parquet(columns: Vec<polars::prelude::Column>) -> Vec<u8> {
    let mut frame = polars::prelude::DataFrame::new_infer_height(columns).unwrap();
    let mut bytes = Vec::new();
    polars::prelude::ParquetWriter::new(&mut bytes).finish(&mut frame).unwrap();
    bytes
}

/// Some cells of a row.
pub(crate) fn cells<'r>(row: &'r Row, columns: &[&str]) -> Vec<&'r str> {
    columns.iter().map(|column| row[*column].as_str()).collect()
}

/// The row of a table whose `column` holds `value`.
pub(crate) fn row<'a>(rows: &'a [Row], column: &str, value: &str) -> &'a Row {
    rows.iter().find(|row| row[column] == value).unwrap_or_else(|| panic!("no {column} {value}"))
}
