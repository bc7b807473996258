//! Flags about the bytes and the text of files, the same for everything that reads one.

use clap::Args;

/// How files are opened and cut into cells.
#[derive(Debug, Args)]
#[command(next_help_heading = "Files")]
pub struct FileArgs {
    /// Encoding of text files where it is not to be found out, such as gb18030
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,

    /// What to do with bytes that are no text in the encoding: strict (refuse the file) or replace (by U+FFFD, counted)
    #[arg(long, value_name = "WHAT", default_value = "strict", value_parser = ["strict", "replace"])]
    pub encoding_errors: String,

    /// Delimiter of text files where it is not to be found out: comma, semicolon, tab, pipe, space, blanks or any sign
    #[arg(long, value_name = "SIGN")]
    pub delimiter: Option<String>,

    /// What surrounds cells: double, single or none
    #[arg(long, value_name = "SIGN", value_parser = ["double", "single", "none", "\"", "'"])]
    pub quote: Option<String>,

    /// How a quote inside a quoted cell is written: doubled or backslash
    #[arg(long, value_name = "HOW", value_parser = ["doubled", "backslash"])]
    pub escape: Option<String>,

    /// Records before the table, such as titles; blank lines are not counted
    #[arg(long, value_name = "N")]
    pub skip_rows: Option<usize>,

    /// Records that hold the names of the columns
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=3), conflicts_with = "no_header")]
    pub header_rows: Option<u8>,

    /// The text files have no header
    #[arg(long)]
    pub no_header: bool,

    /// Records of another width than the table: error (no repair at all), reject (certain repairs, the rest set aside)
    /// or pad (all are fitted)
    #[arg(long, value_name = "WHAT", value_parser = ["error", "reject", "pad"])]
    pub ragged: Option<String>,

    /// Stop where any record had to be repaired
    #[arg(long)]
    pub strict: bool,

    /// How many times its size a packed file may unpack to
    #[arg(long, value_name = "TIMES", default_value = "200", value_parser = clap::value_parser!(u64).range(1..))]
    pub max_expand: u64,

    /// Memory the run may take: a size such as 2GB, or a share of the machine's
    #[arg(long, value_name = "SIZE|P%", default_value = "75%")]
    pub max_memory: crate::settings::limits::Memory,
}
