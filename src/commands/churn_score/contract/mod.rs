//! `huike churn-score --churned-on`: customers under contract, whose end is on record. Read top to bottom like the command
//! itself.

mod load;
mod reasons;
mod report;
mod result;
mod tables;
mod words;

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::churn_score::ChurnScoreArgs;
use crate::commands::ledger;
use crate::commands::run::{Outcome, Run, reconcile};
use crate::commands::speaker::Speaker;
use crate::commands::thresholds;
use crate::deliver::console::Console;
use crate::deliver::manifest::SettingRecord;
use crate::error::{Error, Problem};
use crate::exports::source::{self, Source};
use crate::labels::{Lang, Text};
use crate::report::text;
use crate::settings::churn_score::ChurnScoreSettings;

use super::TABLES;
use super::result::Band;
use super::tables::verdict;
use super::words as shared;
use load::Loaded;
use result::Findings;

/// Runs the command on contracts.
pub(super) fn run(
    args: &ChurnScoreArgs,
    settings: &ChurnScoreSettings,
    churned_on: &str,
    records: BTreeMap<String, SettingRecord>,
    console: &Console,
) -> Result<(), Error> {
    let mut run = Run::start("churn-score", &args.run, records, &TABLES)?;
    let mut rejects = run.rejects(&settings.reading, console.lang());
    let mut loaded = Loaded::default();
    let read = (|| {
        let sources = source::find(&settings.customers, settings.reading.files.max_expand)?;
        run.protect(&sources.iter().filter_map(Source::path).map(Path::to_path_buf).collect::<Vec<_>>())?;
        run.timed("read", || load::load(settings, churned_on, &sources, console, &mut rejects, &mut loaded))?;
        reconcile(&loaded.gathered.ledger)
    })();
    let found = read.and_then(|()| run.timed("analyse", || result::find(settings, &loaded)));
    let mut warnings: Vec<Text> = loaded.gathered.warnings.clone();
    warnings.extend(found.as_ref().map(words::warnings).unwrap_or_default());
    let outcome = Outcome {
        as_of: Some(loaded.as_of).filter(|_| !loaded.contracts.is_empty()),
        currency: None,
        inputs: loaded.gathered.inputs.clone(),
        ledger: loaded.gathered.ledger.clone(),
        warnings: warnings.iter().map(|warning| warning.render(Lang::En)).collect(),
        model: found.as_ref().map(of_manifest).unwrap_or_default(),
        crossed: found.as_ref().map(|findings| crossed(settings, findings)).unwrap_or_default(),
    };
    let findings = match found {
        Ok(findings) => findings,
        Err(error) => return run.fail(error, outcome, rejects),
    };
    console.inputs(&loaded.gathered.inputs);
    warnings.iter().for_each(|warning| console.warning(warning));
    let speaker = Speaker::new(console.lang(), None);
    console.say(&words::headline(&speaker, &loaded, &findings));
    console.say("");
    let bands = words::bands(&speaker, &findings);
    console.table(&text::table(&bands, console.lang(), console.width(), console.paint()));
    for verdict in shared::verdicts(&speaker, &findings.folds) {
        console.say("");
        console.say(&verdict);
    }
    ledger::say(&speaker, &loaded.gathered, console);
    let (tables, page) = run.results(
        || tables::churn_scores(&speaker, &loaded, &findings),
        || tables::all(&speaker, &loaded, &findings),
        |command| report::build(&speaker, &loaded, &findings, &warnings, command),
    )?;
    run.deliver(tables, page, outcome, rejects, console)
}

/// Parameters for the manifest.
fn of_manifest(findings: &Findings) -> serde_json::Value {
    let mut model = serde_json::json!({
        "name": words::method(findings),
        "time_unit": "days",
        "customers": findings.customers.len(),
        "ended": findings.standings.ended,
        "horizon_days": findings.horizon,
        "rate_of_last_horizon": findings.overall,
        "median_tenure_days": findings.everybody.median().and_then(|median| median.days),
    });
    if let Ok(fitted) = &findings.fitted {
        model["features"] = serde_json::json!(
            fitted.encoding.features.iter().map(crate::models::survival::Feature::id).collect::<Vec<_>>()
        );
        model["intercept"] = serde_json::json!(fitted.score.intercept);
        model["penalty"] = serde_json::json!(fitted.score.penalty);
        model["converged"] = serde_json::json!(true);
    }
    if let Some(fold) = findings.folds.first() {
        model["better"] = serde_json::json!(verdict(fold.verdict()));
    }
    model
}

/// One problem a crossed threshold of `--fail-on`; spend is not known of contracts and crosses nothing.
fn crossed(settings: &ChurnScoreSettings, findings: &Findings) -> Vec<Problem> {
    let (high, all) = (words::total(findings, Some(Band::High)), words::total(findings, None));
    thresholds::crossed(&settings.fail_on, |metric| {
        let value = match metric {
            "at_risk_customers" => high.0 as f64,
            "expected_churn" => all.1,
            _ => return None,
        };
        Some((value, Some(value / all.0.max(1) as f64)))
    })
}
