//! `huike demo-data`: the exports of an invented company, put in place at once like every other result.

use std::collections::BTreeMap;
use std::io::{self, Write};

use chrono::NaiveDate;

use crate::cli::demo_data::DemoDataArgs;
use crate::deliver::console::Console;
use crate::deliver::folder::OutputFolder;
use crate::deliver::manifest::SettingRecord;
use crate::demo::{self, DemoError, Dialect, Settings, Truth};
use crate::error::{Error, Kind, Problem};
use crate::labels::{Label, segment as labels};
use crate::report::number::count;
use crate::settings::limits::Date;

const MAKING: Label = Label::new("making the company", "生成数据");
const MADE: Label = Label::new(
    "{persons:customer|customers}, {orders:order|orders} from {from} to {to}; the planted truths are in truth.json",
    "{persons} 位客户，{orders} 笔订单，{from} 至 {to}；植入的真值见 truth.json",
);

/// Runs the command.
pub(super) fn run(
    args: &DemoDataArgs,
    records: BTreeMap<String, SettingRecord>,
    console: &Console,
) -> Result<(), Error> {
    let settings = Settings {
        seed: args.seed,
        customers: args.customers,
        dialect: if args.dialect == "zh" { Dialect::Zh } else { Dialect::En },
        from: day(args.from)?,
        to: day(args.to)?,
        hidden_lots: args.hidden_lots,
    };
    let mut folder = OutputFolder::open(&args.out_dir)?;
    let mut names = Vec::new();
    let truth = {
        let _stage = console.stage(MAKING.get(console.lang()));
        demo::generate(&settings, &mut |name| {
            names.push(name.to_string());
            let file = folder.create(name)?;
            Ok(Box::new(Interruptible(file)) as Box<dyn Write>)
        })
    };
    let truth = truth.map_err(|error| failure(&error))?;
    for name in &names {
        folder.adopt(name, truth.totals.rows.get(name).copied())?;
    }
    let manifest = serde_json::json!({
        "schema_version": crate::deliver::manifest::SCHEMA_VERSION,
        "huike": env!("CARGO_PKG_VERSION"),
        "command": "demo-data",
        "exit_code": 0,
        "settings": records,
        "outputs": folder.outputs(),
    });
    let path = folder.path().display().to_string();
    folder.commit(&manifest)?;
    console.say(&made(&truth, console));
    console.say(&labels::WRITTEN.with(&[("folder", &path), ("files", &names.join(" · "))]).render(console.lang()));
    Ok(())
}

fn made(truth: &Truth, console: &Console) -> String {
    let (persons, orders) = (count(truth.totals.persons.into()), count(truth.totals.orders.into()));
    let dates: [(&'static str, &dyn std::fmt::Display); 4] =
        [("persons", &persons), ("orders", &orders), ("from", &truth.settings.from), ("to", &truth.settings.to)];
    MADE.with(&dates).render(console.lang())
}

fn day(date: Date) -> Result<NaiveDate, Error> {
    NaiveDate::from_epoch_days(date.0).ok_or_else(|| Error::internal("a day outside the calendar"))
}

fn failure(error: &DemoError) -> Error {
    if let Err(stopped) = crate::interrupt::check() {
        return stopped;
    }
    let kind = if matches!(error, DemoError::Write { .. }) { Kind::Output } else { Kind::Usage };
    Error::new(kind, Problem::new(error.text()))
}

/// A writer that gives up once a signal has come.
struct Interruptible<W>(W);

impl<W: Write> Write for Interruptible<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // `Interrupted` would be tried again by `write_all`.
        crate::interrupt::check().map_err(io::Error::other)?;
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
