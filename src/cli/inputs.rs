//! Flags about reading exports, the same for all analyses.

use std::collections::BTreeSet;

use clap::Args;

/// How exports are read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub struct InputArgs {
    /// Take a header for a column, such as orders.customer_id=客户编号, or #2 for the second column of a file without
    /// a header; repeatable
    #[arg(long, value_name = "TABLE.COLUMN=HEADER")]
    pub map: Vec<crate::exports::columns::MapRule>,

    /// Leave out order lines by the value of a column, such as status=cancelled or status!=paid; repeatable
    #[arg(long, value_name = "COLUMN=VALUE")]
    pub exclude: Vec<crate::exports::condition::Condition>,

    /// Rows that may be set aside before the run stops: a number or a share such as 0.5%
    #[arg(long, value_name = "N|P%", default_value = "0")]
    pub max_rejects: crate::settings::limits::MaxRejects,

    /// Leave out order lines that equal an earlier line in every column huike knows
    #[arg(long)]
    pub drop_duplicates: bool,

    /// Decimal mark of amounts in text
    #[arg(long, value_name = "MARK", default_value = ".", value_parser = [".", ","])]
    pub decimal: String,

    /// Order of day and month in dates such as 03/04/2026, where the data leave it open
    #[arg(long, value_name = "ORDER", value_parser = ["dmy", "mdy"])]
    pub date_order: Option<String>,

    /// Time zone whose midnight parts the days of timestamps with a zone, such as Asia/Shanghai
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<chrono_tz::Tz>,

    /// How files are opened and cut into cells.
    #[command(flatten)]
    pub files: super::files::FileArgs,

    /// Long names of the flags that stand on the command line or in the environment. What else has a value has it from a
    /// file of settings, which may be meant for other runs, or by default.
    #[arg(skip)]
    pub given: BTreeSet<String>,
}

/// The currency of amounts, for analyses that add them up.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub struct CurrencyArgs {
    /// Use only amounts of this currency, such as CNY; where the files name none, it is that of all amounts
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
}
