//! `huike churn-score`: who is about to leave, what is at stake, and how far the forecast can be trusted.
//!
//! Read top to bottom: settings are checked, the output folder is held, orders are read, the horizon is found, the past
//! is forecast and compared, customers are scored, tables and report are staged, and everything is put in place at once.

mod backtest;
mod combine;
mod contract;
mod load;
mod measure;
mod observed;
mod reasons;
mod report;
mod result;
mod saved;
mod score;
mod signals;
mod standing;
mod tables;
mod thresholds;
mod tracking;
mod win_back;
mod words;

use std::collections::BTreeMap;
use std::mem::ManuallyDrop;

use crate::cli::churn_score::ChurnScoreArgs;
use crate::deliver::console::Console;
use crate::deliver::manifest::SettingRecord;
use crate::error::{Error, Kind, Problem};
use crate::exports::cast::format_date;
use crate::labels::{Lang, Text};
use crate::report::text;
use crate::settings::churn_score::ChurnScoreSettings;

use super::all_problems::all_problems;
use super::kept;
use super::ledger;
use super::run::{Outcome, Run};
use super::speaker::Speaker;
use load::{Loaded, Sources};
use result::Findings;
use saved::Saved;

/// All tables the command may write.
const TABLES: [&str; 15] = [
    "churn_scores",
    "win_back_list",
    "recorded_reasons",
    "score_weights",
    "tracking",
    "survival",
    "log_rank",
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
    let mut settings = ChurnScoreSettings::new(args)?;
    if let Some(churned_on) = settings.churned_on.clone() {
        return contract::run(args, &settings, &churned_on, records, console);
    }
    let rules = win_back::load_rules(&settings)?;
    let saved = settings.use_model.as_deref().map(|path| Saved::read(path, &settings)).transpose()?;
    if let Some(saved) = &saved {
        settings.signal_window = Some(saved.signal_window_days);
    }
    let settings = settings;
    let mut run = Run::start("churn-score", &args.run, records, &TABLES)?;
    run.writes_beside(settings.save_model.as_deref());
    let mut rejects = run.rejects(&settings.reading, console.lang());
    let mut loaded = Loaded::default();
    let read = (|| {
        let sources = Sources::find(&settings)?;
        run.protect(&sources.paths(&settings))?;
        run.timed("read", || load::load(&settings, &sources, console, &mut rejects, &mut loaded))
            .map_err(|error| all_problems(error, &settings.reading, &sources.tables()))?;
        super::run::reconcile(&loaded.gathered.ledger)
    })();
    // The process ends with the run: to give the days of a million customers back would only take time.
    let loaded = ManuallyDrop::new(loaded);
    let found = read.and_then(|()| run.timed("analyse", || result::find(&settings, &rules, saved.as_ref(), &loaded)));
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
    console.say("");
    for line in words::why(&speaker, &findings) {
        console.say(&line);
    }
    for verdict in words::verdicts(&speaker, &findings.folds) {
        console.say("");
        console.say(&verdict);
    }
    ledger::say(&speaker, &loaded.gathered, console);
    let (tables, page) = run.results(
        || tables::churn_scores(&speaker, &loaded, &findings),
        || tables::all(&speaker, &loaded, &findings),
        |command| report::build(&speaker, &loaded, &findings, &warnings, command),
    )?;
    let model = match &settings.save_model {
        Some(path) if !args.run.dry_run => match Saved::of(&settings, &loaded, &findings).stage(path) {
            Ok(staged) => Some(staged),
            Err(error) => return run.fail(error, outcome, rejects),
        },
        _ => None,
    };
    kept::after(run.deliver(tables, page, outcome, rejects, console), model)
}

/// An error of a model that this data cannot bear.
fn model(text: Text) -> Error {
    Error::new(Kind::Model, Problem::new(text))
}

/// Parameters for the manifest.
fn of_manifest(settings: &ChurnScoreSettings, findings: &Findings<'_>) -> serde_json::Value {
    let mut model = serde_json::json!({
        "name": findings.model(),
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
    model["score"] = match &findings.combined {
        Ok(combined) => serde_json::json!({
            "combined_from": combined.names.iter().map(|name| name.id()).collect::<Vec<_>>(),
            "coefficients": combined.score.coefficients.iter().map(|own| own.value).collect::<Vec<_>>(),
            "standard_errors": combined.score.coefficients.iter().map(|own| own.standard_error).collect::<Vec<_>>(),
            "means": combined.score.coefficients.iter().map(|own| own.mean).collect::<Vec<_>>(),
            "intercept": combined.score.intercept,
            "penalty": combined.score.penalty,
            "customers": combined.score.customers,
            "churned": combined.score.lost,
        }),
        Err(alone) => serde_json::json!({ "alone": alone.text().render(Lang::En) }),
    };
    let (season, spans) = (&findings.tests.season, &findings.tests.spans);
    let span = |span: Option<(i32, i32)>| span.map(|(first, last)| [format_date(first), format_date(last)]);
    model["signals"] = serde_json::json!({
        "season": season.as_ref().ok().map(crate::models::signals::Season::indices),
        "why_no_season": season.as_ref().err().map(|why| why.text().render(Lang::En)),
        "complaints_span": span(spans.complaints),
        "interactions_span": span(spans.interactions),
        "surveys_span": span(spans.answers),
        "tests": findings.signals.tests,
        "customers_with_alarm": findings.signals.alarms.customers(),
        "false_alarms": signals::FALSE_ALARMS,
    });
    // Whether what customers did over a whole horizon is known, and what it was.
    model["labels"] = match findings.folds.first() {
        Some(fold) => serde_json::json!({
            "matured": true,
            "as_of": format_date(fold.day),
            "until": format_date(fold.until),
            "customers": fold.customers,
            "churned": fold.churned,
            "rate": fold.churned as f64 / fold.customers as f64,
        }),
        None => serde_json::json!({ "matured": false }),
    };
    if let Some(fold) = findings.folds.first() {
        model["better"] = serde_json::json!(tables::verdict(fold.verdict()));
    }
    model
}
