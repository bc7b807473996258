//! NDJSON as a stream of CSV, so that huike's own NDJSON files are read back like any other text.
//!
//! The keys of the first object are the header; every later object is one record under it. Numbers keep their digits.

use std::io::{self, BufRead, BufReader, Read};

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

/// Turns lines of JSON objects into CSV with a header.
pub(super) struct JsonLines<R> {
    lines: BufReader<R>,
    line: String,
    number: u64,
    /// The keys of the first object, in order, and nothing with them: a key among many is found at once.
    keys: Map<String, Value>,
    ready: Vec<u8>,
    sent: usize,
}

impl<R: Read> JsonLines<R> {
    pub(super) fn new(inner: R) -> JsonLines<R> {
        let (line, keys, ready) = (String::new(), Map::new(), Vec::new());
        JsonLines { lines: BufReader::new(inner), line, number: 0, keys, ready, sent: 0 }
    }

    /// Puts the next record into `ready`; nothing at the end.
    fn advance(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.sent = 0;
        loop {
            self.line.clear();
            self.number += 1;
            if self.lines.read_line(&mut self.line)? == 0 {
                return Ok(());
            }
            if !self.line.trim().is_empty() {
                break;
            }
        }
        // The words of the parser quote no data, only a place.
        let object: Map<String, Value> = serde_json::from_str(&self.line)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, format!("line {}: {error}", self.number)))?;
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(&mut self.ready);
        if self.keys.is_empty() {
            self.keys = object.keys().map(|key| (key.clone(), Value::Null)).collect();
            writer.write_record(self.keys.keys())?;
        }
        let known = self.keys.keys().map(|key| object.get(key).map_or_else(String::new, text));
        let unknown = object.iter().filter(|(key, _)| !self.keys.contains_key(*key)).map(|(_, value)| text(value));
        writer.write_record(known.chain(unknown))?;
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
        assert_eq!(csv.lines().nth(1).map(|record| record.split(',').count()), Some(200_000));
        assert_eq!(csv.lines().nth(2).map(|record| record.split(',').count()), Some(400_000));
        // A second or two, even unoptimised; comparing each key with all others would need minutes.
        assert!(start.elapsed().as_secs() < 60);
    }

    #[test]
    fn a_broken_line_is_named_and_an_unknown_key_makes_the_record_too_wide() {
        assert!(csv_of("{\"a\":1}\n{\"a\":").unwrap_err().to_string().starts_with("line 2"));
        assert_eq!(csv_of("{\"a\":1}\n{\"a\":2,\"b\":3}\n").unwrap(), "a\n1\n2,3\n");
        assert!(looks_like(" {\"a\": 1}\nx") && !looks_like("{a},b\n"));
    }
}
