//! Flags about the bytes and the text of files, the same for everything that reads one.

use clap::Args;

/// How files are opened and cut into cells.
#[derive(Debug, Args)]
#[command(next_help_heading = "Files")]
pub struct FileArgs {
    /// Encoding of text files, such as gb18030 (default: found out)
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,

    /// Bytes that cannot be decoded: strict (refuse the file) or replace (by U+FFFD, and count them)
    #[arg(long, value_name = "WHAT", default_value = "strict", value_parser = ["strict", "replace"])]
    pub encoding_errors: String,

    /// What parts cells: comma, semicolon, tab, pipe, space (one), blanks (any number) or any sign (default: found out)
    #[arg(long, value_name = "SIGN")]
    pub delimiter: Option<String>,

    /// What surrounds cells (default: found out)
    #[arg(long, value_name = "SIGN", value_parser = ["double", "single", "none", "\"", "'"])]
    pub quote: Option<String>,

    /// How a quote inside a quoted cell is written (default: found out)
    #[arg(long, value_name = "HOW", value_parser = ["doubled", "backslash"])]
    pub escape: Option<String>,

    /// Records above the header, such as titles; blank lines do not count (default: found out)
    #[arg(long, value_name = "N")]
    pub skip_rows: Option<usize>,

    /// Records that make up the header, 0 to 3 (default: found out)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=3), conflicts_with = "no_header")]
    pub header_rows: Option<u8>,

    /// The text files have no header
    #[arg(long)]
    pub no_header: bool,

    /// Records with too few or too many cells: error (repair none), reject (repair what is certain, set the rest aside) or
    /// pad (fit all to the header) (default: pad for inspect, else reject)
    #[arg(long, value_name = "WHAT", value_parser = ["error", "reject", "pad"])]
    pub ragged: Option<String>,

    /// Refuse files in which a record has to be repaired
    #[arg(long)]
    pub strict: bool,

    /// Refuse a packed file that unpacks to more than this many times its size (64 MB are always allowed)
    #[arg(long, value_name = "TIMES", default_value = "200", value_parser = clap::value_parser!(u64).range(1..))]
    pub max_expand: u64,

    /// Memory that the run may take: a size such as 2GB, or a share of the machine's
    #[arg(long, value_name = "SIZE|P%", default_value = "75%")]
    pub max_memory: crate::settings::limits::Memory,
}
