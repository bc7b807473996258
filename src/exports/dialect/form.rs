//! The dialect of a file of records, and what the user may name of it. It detects nothing.

use super::Column;

/// What separates the cells of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// TAB
    Tab,
    /// `|`
    Pipe,
    /// One space; two in a row surround an empty cell.
    Space,
    /// One or more spaces or TABs, or the places that are blank in every line; blanks at the start and the end of a line
    /// mean nothing. There is no quoting.
    Blanks,
    /// Any other ASCII character that the user names.
    Other(u8),
}

/// The printable ASCII characters in order, for names that live as long as the program.
const PRINTABLE: &str =
    concat!(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ", "[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

impl Delimiter {
    /// Reads the value of `--delimiter`: the character itself, its name, or `\t`. Letters, digits, quotes and line
    /// breaks separate nothing.
    pub fn parse(text: &str) -> Option<Delimiter> {
        match text {
            "," | "comma" => Some(Delimiter::Comma),
            ";" | "semicolon" => Some(Delimiter::Semicolon),
            "\t" | "\\t" | "tab" => Some(Delimiter::Tab),
            "|" | "pipe" => Some(Delimiter::Pipe),
            " " | "space" => Some(Delimiter::Space),
            "blanks" => Some(Delimiter::Blanks),
            _ => match text.as_bytes() {
                [b'"' | b'\'' | b'\\' | b'\n' | b'\r'] => None,
                [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() => Some(Delimiter::Other(*byte)),
                _ => None,
            },
        }
    }

    /// The name recorded in the manifest: a word, or the character itself.
    pub fn name(self) -> &'static str {
        match self {
            Delimiter::Comma => "comma",
            Delimiter::Semicolon => "semicolon",
            Delimiter::Tab => "tab",
            Delimiter::Pipe => "pipe",
            Delimiter::Space => "space",
            Delimiter::Blanks => "blanks",
            Delimiter::Other(byte) => {
                let at = usize::from(byte.wrapping_sub(b' '));
                PRINTABLE.get(at..=at).unwrap_or("control character")
            }
        }
    }

    /// The byte to split at; of blanks the space.
    pub fn byte(self) -> u8 {
        match self {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
            Delimiter::Pipe => b'|',
            Delimiter::Space | Delimiter::Blanks => b' ',
            Delimiter::Other(byte) => byte,
        }
    }
}

/// What follows a delimiter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Spacing {
    /// The cell itself.
    #[default]
    None,
    /// Blanks that do not belong to the cell, as in `a, b`.
    Blank,
}

/// How a quote inside a quoted cell is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Escape {
    /// Twice: `""`.
    #[default]
    Doubled,
    /// Behind a backslash: `\"`. Two backslashes are one; before other characters a backslash is text.
    Backslash,
}

/// Whether and how the table starts with the names of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Header {
    /// The first record of the table is data.
    None,
    /// The first record of the table is a header.
    Row,
    /// The first two records are; the names of a column are joined.
    TwoRows,
    /// The first three records are; the names of a column are joined.
    ThreeRows,
}

impl Header {
    /// The number of records that hold names.
    pub fn rows(self) -> usize {
        self as usize
    }

    /// The header of that many records; of more than three, three.
    pub fn of(rows: usize) -> Header {
        match rows {
            0 => Header::None,
            1 => Header::Row,
            2 => Header::TwoRows,
            _ => Header::ThreeRows,
        }
    }
}

/// How the text of a file is cut into records and cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Dialect {
    /// What separates cells.
    pub delimiter: Delimiter,
    /// What follows a delimiter.
    pub spacing: Spacing,
    /// What may surround a cell; `None` where nothing does.
    pub quote: Option<u8>,
    /// How a quote inside a quoted cell is written.
    pub escape: Escape,
    /// Records before the table, such as a title. Blank lines are no records and are not counted.
    pub preamble_records: usize,
    /// Whether names come first.
    pub header: Header,
    /// Cells of a record; 0 where every width is right.
    pub width: usize,
    /// The last cells of a record, which the header has no name for and which are therefore empty.
    pub unnamed: usize,
    /// Of columns aligned by blanks: the places that are blank throughout, each from its first to behind its last, by
    /// which records are cut. None where any blank parts two cells.
    pub gaps: Vec<(usize, usize)>,
    /// What the cells of each column look like; empty where that is not known.
    pub columns: Vec<Column>,
    /// Records before a second table, preamble and header among them; `None` where the sample holds one table.
    pub table_records: Option<u64>,
}

impl Dialect {
    /// A dialect as RFC 4180 describes it, of records of `width` cells (0: of any width), without a header.
    pub fn plain(delimiter: Delimiter, width: usize) -> Dialect {
        Dialect {
            delimiter,
            spacing: Spacing::None,
            quote: if delimiter == Delimiter::Blanks { None } else { Some(b'"') },
            escape: Escape::Doubled,
            preamble_records: 0,
            header: Header::None,
            width,
            unnamed: 0,
            gaps: Vec::new(),
            columns: Vec::new(),
            table_records: None,
        }
    }
}

/// What the user names of a dialect; the rest is detected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GivenDialect {
    /// `--delimiter`
    pub delimiter: Option<Delimiter>,
    /// `--quote`; `Some(None)`: nothing surrounds a cell.
    pub quote: Option<Option<u8>>,
    /// `--escape`
    pub escape: Option<Escape>,
    /// `--header-rows` or `--no-header`
    pub header: Option<Header>,
    /// `--skip-rows`
    pub preamble_records: Option<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_by_sign_and_by_name() {
        for delimiter in [Delimiter::Comma, Delimiter::Tab, Delimiter::Space, Delimiter::Blanks, Delimiter::Pipe] {
            assert_eq!(Delimiter::parse(delimiter.name()), Some(delimiter));
        }
        assert_eq!(Delimiter::parse("^"), Some(Delimiter::Other(b'^')));
        assert_eq!(Delimiter::Other(b'~').name(), "~");
        assert_eq!(Delimiter::Other(b'^').name(), "^");
        assert_eq!(Delimiter::Other(1).name(), "control character");
        for text in ["", "a", "7", "\"", "'", "\\", "\n", "、", ",,"] {
            assert_eq!(Delimiter::parse(text), None, "{text}");
        }
    }
}
