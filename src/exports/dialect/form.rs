//! The dialect of a file of records, and what the user may name of it. It detects nothing.

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
    /// One or more spaces or TABs; blanks at the start of a line mean nothing. There is no quoting.
    Blanks,
}

impl Delimiter {
    /// Reads the value of `--delimiter`: the character itself, its name, or `\t`.
    pub fn parse(text: &str) -> Option<Delimiter> {
        match text {
            "," | "comma" => Some(Delimiter::Comma),
            ";" | "semicolon" => Some(Delimiter::Semicolon),
            "\t" | "\\t" | "tab" => Some(Delimiter::Tab),
            "|" | "pipe" => Some(Delimiter::Pipe),
            " " | "blanks" => Some(Delimiter::Blanks),
            _ => None,
        }
    }

    /// The name recorded in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Delimiter::Comma => "comma",
            Delimiter::Semicolon => "semicolon",
            Delimiter::Tab => "tab",
            Delimiter::Pipe => "pipe",
            Delimiter::Blanks => "blanks",
        }
    }

    /// The byte to split at. Blanks are split at TABs, once [`super::CollapseBlanks`] has made them.
    pub fn byte(self) -> u8 {
        match self {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab | Delimiter::Blanks => b'\t',
            Delimiter::Pipe => b'|',
        }
    }
}

/// Whether the table starts with the names of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Header {
    /// The first record of the table is a header.
    Row,
    /// The first record of the table is data.
    None,
}

/// How the text of a file is cut into records and cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dialect {
    /// What separates cells.
    pub delimiter: Delimiter,
    /// What may surround a cell; doubled inside.
    pub quote: u8,
    /// Whether a header comes first.
    pub header: Header,
    /// Records before the table, such as a title. Blank lines are no records and are not counted.
    pub preamble_records: usize,
}

impl Dialect {
    /// A reader of the records of this dialect, the preamble and the header among them, of any width. The text of
    /// blank-aligned files has to come through [`super::CollapseBlanks`].
    pub fn records(&self) -> csv::ReaderBuilder {
        records(self.delimiter, self.quote)
    }
}

pub(super) fn records(delimiter: Delimiter, quote: u8) -> csv::ReaderBuilder {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter.byte());
    builder.quote(quote).quoting(delimiter != Delimiter::Blanks);
    builder
}

/// What the user names of a dialect; the rest is detected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GivenDialect {
    /// `--delimiter`
    pub delimiter: Option<Delimiter>,
    /// `--quote`
    pub quote: Option<u8>,
    /// `--header` or `--no-header`
    pub header: Option<Header>,
    /// `--skip-records`
    pub preamble_records: Option<usize>,
}
