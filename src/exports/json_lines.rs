//! NDJSON as a stream of CSV, so that huike's own NDJSON files are read back like any other text.
//!
//! The keys of the first objects together are the header; every object is one record under it, empty where it lacks a
//! key. Numbers keep their digits.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use serde_json::{Map, Value};

/// Whether text starts like NDJSON.
pub(super) fn looks_like(sample: &str) -> bool {
    let line = sample.trim_start().lines().next().unwrap_or_default();
    line.starts_with('{') && serde_json::from_str::<Map<String, Value>>(line).is_ok()
}

/// Whether text starts like JSON of another form.
pub(super) fn is_other_json(sample: &str) -> bool {
    let start = sample.trim_start();
    let opens =
        start.starts_with('{') || (start.starts_with('[') && start[1..].trim_start().starts_with(['{', '[', '"']));
    opens && !looks_like(sample)
}

/// What stands before the first line of each file, where several were joined.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The header is made of the objects in so many bytes: not every object need have every key.
const AHEAD: u64 = 16 << 20;

/// Turns lines of JSON objects into CSV with a header.
pub(super) struct JsonLines<R> {
    lines: BufReader<io::Chain<Cursor<Vec<u8>>, R>>,
    line: String,
    number: u64,
    /// The keys of the first objects, in order, and nothing with them: a key among many is found at once.
    keys: Map<String, Value>,
    ready: Vec<u8>,
    sent: usize,
    /// Bytes from which the header is made, until it is: objects may have no key at all.
    ahead: Option<u64>,
}

impl<R: Read> JsonLines<R> {
    pub(super) fn new(inner: R) -> JsonLines<R> {
        JsonLines::looking_ahead(inner, AHEAD)
    }

    fn looking_ahead(inner: R, ahead: u64) -> JsonLines<R> {
        let (line, keys, ready) = (String::new(), Map::new(), Vec::new());
        let lines = BufReader::new(Cursor::new(Vec::new()).chain(inner));
        JsonLines { lines, line, number: 0, keys, ready, sent: 0, ahead: Some(ahead) }
    }

    /// Reads the first objects and puts them back; their keys in the order in which they come.
    fn look_ahead(&mut self, ahead: u64) -> io::Result<()> {
        let (_, inner) = self.lines.get_mut().get_mut();
        let mut head = Vec::new();
        let is_all = (inner.take(ahead).read_to_end(&mut head)? as u64) < ahead;
        let whole =
            if is_all { head.len() } else { head.iter().rposition(|byte| *byte == b'\n').unwrap_or(head.len()) };
        // A line that is no object is told when its turn comes.
        for line in head[..whole].split(|byte| *byte == b'\n') {
            let Ok(object) = serde_json::from_slice::<Map<String, Value>>(line.strip_prefix(MARK).unwrap_or(line))
            else {
                continue;
            };
            for (key, _) in object {
                self.keys.entry(key).or_insert(Value::Null);
            }
        }
        *self.lines.get_mut().get_mut().0 = Cursor::new(head);
        let mut writer = csv::WriterBuilder::new().from_writer(&mut self.ready);
        writer.write_record(self.keys.keys())?;
        writer.flush()
    }

    /// Puts the next record into `ready`; nothing at the end.
    fn advance(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.sent = 0;
        if let Some(ahead) = self.ahead.take() {
            self.look_ahead(ahead)?;
        }
        loop {
            self.line.clear();
            self.number += 1;
            if self.lines.read_line(&mut self.line)? == 0 {
                return Ok(());
            }
            if self.line.starts_with('\u{feff}') {
                self.line.drain(..MARK.len());
            }
            if !self.line.trim().is_empty() {
                break;
            }
        }
        // The words of the parser quote no data, only a place.
        let object: Map<String, Value> = serde_json::from_str(&self.line)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, format!("line {}: {error}", self.number)))?;
        if let Some(key) = object.keys().find(|key| !self.keys.contains_key(*key)) {
            let why =
                format!("line {}: no object at the start of the file has its key `{key}`; move it up", self.number);
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        let mut writer = csv::WriterBuilder::new().from_writer(&mut self.ready);
        writer.write_record(self.keys.keys().map(|key| object.get(key).map_or_else(String::new, text)))?;
        writer.flush()
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl<R: Read> Read for JsonLines<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.sent == self.ready.len() {
            self.advance()?;
        }
        let n = into.len().min(self.ready.len() - self.sent);
        into[..n].copy_from_slice(&self.ready[self.sent..self.sent + n]);
        self.sent += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv_of(text: &str) -> io::Result<String> {
        let mut out = String::new();
        JsonLines::new(text.as_bytes()).read_to_string(&mut out)?;
        Ok(out)
    }

    #[test]
    fn digits_nulls_and_quotes_survive() {
        let json = "{\"id\":\"0,1\",\"amount\":12345678901234.5678,\"day\":null}\n\n{\"amount\":1,\"id\":\"x\\\"\"}\n";
        assert_eq!(csv_of(json).unwrap(), "id,amount,day\n\"0,1\",12345678901234.5678,\n\"x\"\"\",1,\n");
    }

    #[test]
    fn objects_of_very_many_keys_are_done_with_soon() {
        let start = std::time::Instant::now();
        let object = |letter: char| {
            let pairs: Vec<String> = (0..200_000).map(|number| format!("\"{letter}{number}\":1")).collect();
            format!("{{{}}}\n", pairs.join(","))
        };
        let csv = csv_of(&(object('a') + &object('b'))).unwrap();
        let widths: Vec<usize> = csv.lines().map(|record| record.split(',').count()).collect();
        assert_eq!(widths, [400_000; 3]);
        // A second or two, even unoptimised; comparing each key with all others would need minutes.
        assert!(start.elapsed().as_secs() < 60);
    }

    #[test]
    fn a_key_that_the_first_object_lacks_is_a_column_of_its_own() {
        assert_eq!(csv_of("{\"a\":1}\n{\"b\":3,\"a\":2}\n").unwrap(), "a,b\n1,\n2,3\n");
        assert_eq!(csv_of("{}\n{}\n").unwrap(), "\"\"\n\"\"\n\"\"\n");
    }

    #[test]
    fn a_broken_line_and_a_key_that_comes_too_late_are_named() {
        assert!(csv_of("{\"a\":1}\n{\"a\":").unwrap_err().to_string().starts_with("line 2"));
        let mut lines = JsonLines::looking_ahead("{\"a\":1}\n{\"a\":2,\"b\":3}\n".as_bytes(), 12);
        let told = lines.read_to_string(&mut String::new()).unwrap_err().to_string();
        assert!(told.starts_with("line 2") && told.contains("`b`"), "{told}");
        assert!(looks_like(" {\"a\": 1}\nx") && !looks_like("{a},b\n"));
    }
}
