//! The second pass, for streams that are not UTF-8: a bounded sample of the lines that hold non-ASCII bytes, taken
//! evenly from the whole stream. Other lines say nothing about the encoding.

use std::io::{self, BufRead, BufReader, Read};

const SAMPLE: usize = 256 * 1024;
const LINE: usize = 16 * 1024;

/// Lines with non-ASCII bytes, without their line ends. All of them when they fit into 256 KiB; otherwise every
/// second, fourth, … of them, so that the end of a long stream weighs as much as its start.
pub(super) struct Sample {
    pub(super) lines: Vec<Vec<u8>>,
    /// Bytes in the whole stream, to notice a file that changes while it is read.
    pub(super) bytes: u64,
}

/// A newline byte is never part of a longer character in the encodings looked for here (UTF-16 is settled before).
pub(super) fn sample(stream: impl Read) -> io::Result<Sample> {
    let mut stream = BufReader::with_capacity(64 * 1024, stream);
    let mut sample = Sample { lines: Vec::new(), bytes: 0 };
    let (mut seen, mut stride, mut size) = (0_u64, 1_u64, 0);
    let mut line = Vec::new();
    loop {
        let chunk = stream.fill_buf()?;
        let end = chunk.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let piece = &chunk[..end.unwrap_or(chunk.len())];
        line.extend_from_slice(&piece[..piece.len().min(LINE - line.len())]);
        let at_end = chunk.is_empty();
        let used = end.map_or(chunk.len(), |at| at + 1);
        stream.consume(used);
        sample.bytes += used as u64;
        if end.is_none() && !at_end {
            continue;
        }
        if !line.is_ascii() {
            if seen.is_multiple_of(stride) {
                size += line.len();
                sample.lines.push(std::mem::take(&mut line));
            }
            seen += 1;
            while size > SAMPLE && sample.lines.len() > 1 {
                let mut index = 0;
                sample.lines.retain(|_| {
                    index += 1;
                    index % 2 == 1
                });
                size = sample.lines.iter().map(Vec::len).sum();
                stride *= 2;
            }
        }
        line.clear();
        if at_end {
            return Ok(sample);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_with_something_to_say_are_kept() {
        let sample = sample(&b"id,name\r\n1,\xD5\xC5\n\n2,x\n3,\xC0\xEE"[..]).unwrap();
        assert_eq!(sample.lines, [&b"1,\xD5\xC5"[..], b"3,\xC0\xEE"]);
        assert_eq!(sample.bytes, 23);
    }

    #[test]
    fn a_long_stream_is_thinned_out_evenly() {
        let high = |digit: u8| if digit == b'\n' { digit } else { digit | 0x80 };
        let stream: Vec<u8> = (0..300_000).flat_map(|row| format!("{row:06}\n").into_bytes()).map(high).collect();
        let sample = sample(&stream[..]).unwrap();
        let rows: Vec<u32> = sample
            .lines
            .iter()
            .map(|line| line.iter().fold(0, |row, byte| row * 10 + u32::from(byte - 0x80 - b'0')))
            .collect();
        assert!(rows.len() > 15_000, "{}", rows.len());
        let step = rows[1] - rows[0];
        assert!(rows.windows(2).all(|pair| pair[1] - pair[0] == step), "uneven");
        assert!(rows[rows.len() - 1] > 290_000);
    }

    #[test]
    fn an_endless_line_is_cut() {
        let sample = sample(&vec![0xD5; 5_000_000][..]).unwrap();
        assert_eq!(sample.lines[0].len(), LINE);
        assert_eq!(sample.bytes, 5_000_000);
    }
}
