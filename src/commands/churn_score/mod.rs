//! `huike churn-score`: who is about to leave, what is at stake, and how far the forecast can be trusted.
//!
//! Read top to bottom: settings are checked, the output folder is held, orders are read, the horizon is found, the past
//! is forecast and compared, customers are scored, tables and report are staged, and everything is put in place at once.

mod backtest;
mod load;
mod observed;
mod report;
mod result;
mod score;
mod signals;
mod tables;
mod thresholds;
mod words;

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::churn_score::ChurnScoreArgs;
use crate::deliver::console::Console;
use crate::deliver::manifest::SettingRecord;
use crate::error::{Error, Kind, Problem};
use crate::exports::source::{self, Source};
use crate::labels::{Lang, Text};
use crate::report::{html, text};
use crate::settings::churn_score::ChurnScoreSettings;

use super::ledger;
use super::run::{Delivery, Outcome, Run};
use super::speaker::Speaker;
use load::Loaded;
use result::Findings;

/// All tables the command may write.
const TABLES: [&str; 9] = [
    "churn_scores",
    "backtest",
    "calibration",
    "return_curve",
    "repeat_curve",
    "cohorts",
    "churn_by_month",
    "signals",
    "signal_worth",
];

/// Runs the command.
pub(super) fn run(
    args: &ChurnScoreArgs,
    records: BTreeMap<String, SettingRecord>,
    console: &Console,
) -> Result<(), Error> {
    let settings = ChurnScoreSettings::new(args)?;
    let mut run = Run::start("churn-score", &args.run, records, &TABLES)?;
    let mut rejects = run.rejects(&settings.reading, console.lang());
    let mut loaded = Loaded::default();
    let found = (|| {
        let sources = source::find(&settings.orders, settings.reading.files.max_expand)?;
        run.protect(&sources.iter().filter_map(Source::path).map(Path::to_path_buf).collect::<Vec<_>>())?;
        run.timed("read", || load::load(&settings, &sources, console, &mut rejects, &mut loaded))?;
        super::run::reconcile(&loaded.gathered.ledger)?;
        run.timed("analyse", || result::find(&settings, &loaded))
    })();
    let warnings: Vec<Text> = match &found {
        Ok(findings) => loaded.gathered.warnings.iter().cloned().chain(words::warnings(findings, &loaded)).collect(),
        Err(_) => loaded.gathered.warnings.clone(),
    };
    let outcome = Outcome {
        as_of: loaded.as_of,
        currency: loaded.currency.clone(),
        inputs: loaded.gathered.inputs.clone(),
        ledger: loaded.gathered.ledger.clone(),
        warnings: warnings.iter().map(|warning| warning.render(Lang::En)).collect(),
        model: found.as_ref().map(|findings| of_manifest(&settings, findings)).unwrap_or_default(),
        crossed: found.as_ref().map(|findings| thresholds::crossed(&settings, &loaded, findings)).unwrap_or_default(),
    };
    let findings = match found {
        Ok(findings) => findings,
        Err(error) => return run.fail(error, outcome, rejects),
    };
    console.inputs(&loaded.gathered.inputs);
    warnings.iter().for_each(|warning| console.warning(warning));
    let speaker = Speaker::new(console.lang(), loaded.currency.as_deref());
    console.say(&words::headline(&speaker, &findings));
    console.say("");
    let bands = words::bands(&speaker, &loaded, &findings);
    console.table(&text::table(&bands, console.lang(), console.width(), console.paint()));
    for verdict in words::verdicts(&speaker, &findings) {
        console.say("");
        console.say(&verdict);
    }
    ledger::say(&speaker, &loaded.gathered, console);
    let delivery = run.delivery();
    let tables = run.timed("tabulate", || match delivery {
        Delivery::Primary => Ok(vec![tables::churn_scores(&speaker, &loaded, &findings)?]),
        Delivery::Folder => tables::all(&speaker, &loaded, &findings),
        Delivery::Nothing => Ok(Vec::new()),
    })?;
    let page = match delivery {
        Delivery::Folder if !args.run.no_report => {
            let report = report::build(&speaker, &loaded, &findings, &warnings, run.command_line());
            Some(html::page(&report).map_err(Error::internal)?)
        }
        _ => None,
    };
    run.deliver(tables, page, outcome, rejects, console)
}

/// An error of a model that this data cannot bear.
fn model(text: Text) -> Error {
    Error::new(Kind::Model, Problem::new(text))
}

/// Parameters for the manifest.
fn of_manifest(settings: &ChurnScoreSettings, findings: &Findings) -> serde_json::Value {
    let mut model = serde_json::json!({
        "name": findings.method(),
        "time_unit": settings.time_unit.name(),
        "customers": findings.scores.len(),
        "horizon_days": findings.horizon,
        "horizon_rule": findings.horizon_rule.id(),
    });
    if let Some(fitted) = &findings.fitted {
        let (family, fit) = (fitted.fit.model.family(), &fitted.fit);
        let named = |values: [f64; 4]| -> serde_json::Map<String, serde_json::Value> {
            let values = family.symbols().into_iter().zip(values);
            values.map(|(symbol, value)| (symbol.to_string(), serde_json::json!(value))).collect()
        };
        model["parameters"] = serde_json::json!(named(fit.model.parameters()));
        model["standard_errors"] = serde_json::json!(named(fit.standard_errors()));
        model["log_likelihood"] = serde_json::json!(fit.log_likelihood);
        model["gradient"] = serde_json::json!(fit.gradient);
        model["iterations"] = serde_json::json!(fit.iterations);
        model["cells"] = serde_json::json!(fitted.cells.len());
        // A fit that did not converge is an error and never gets here.
        model["converged"] = serde_json::json!(true);
    }
    if let Some(instead) = findings.instead {
        model["why_gap"] = serde_json::json!(instead.text().render(Lang::En));
    }
    if let Ok(spend) = &findings.spend {
        let symbols = ["p", "q", "v"].into_iter().zip(spend.model.parameters());
        let parameters: serde_json::Map<String, serde_json::Value> =
            symbols.map(|(symbol, value)| (symbol.to_string(), serde_json::json!(value))).collect();
        model["spend"] = serde_json::json!({
            "name": "gamma-gamma",
            "parameters": parameters,
            "log_likelihood": spend.log_likelihood,
            "correlation": findings.correlation,
        });
    }
    model["signals"] = serde_json::json!({
        "tests": findings.signals.tests,
        "customers_with_alarm": findings.signals.alarms.len(),
        "false_alarms": signals::FALSE_ALARMS,
    });
    if let Some(fold) = findings.folds.first() {
        model["better"] = serde_json::json!(tables::verdict(fold.verdict()));
    }
    model
}
