//! `huike lot-signals`: which lots, or products, suppliers, weeks and stores, look faulty, and what explains what.
//!
//! Read top to bottom: settings are checked, the output folder is held, complaints, lots and units are read, every
//! candidate is compared with all others at equal age, and tables and report are put in place at once.

mod candidates;
mod details;
mod findings;
mod funnel;
mod lives;
mod load;
mod report;
mod result;
mod tables;
mod words;

use std::collections::BTreeMap;

use crate::cli::lot_signals::LotSignalsArgs;
use crate::deliver::console::Console;
use crate::deliver::manifest::SettingRecord;
use crate::error::{Error, Problem};
use crate::labels::{Lang, Text};
use crate::models::lot_signals::shrinkage::{Mixture, Prior};
use crate::report::text;
use crate::settings::lot_signals::LotSignalsSettings;

use super::all_problems::all_problems;
use super::ledger;
use super::run::{Outcome, Run};
use super::speaker::Speaker;
use super::thresholds;
use details::Details;
use findings::Findings;
use load::{Loaded, Sources};

/// All tables the command may write.
const TABLES: [&str; 2] = ["lot_signals", "lot_lifetimes"];
/// Candidates shown on the terminal.
const SHOWN: usize = 10;

/// Runs the command.
pub(super) fn run(
    args: &LotSignalsArgs,
    records: BTreeMap<String, SettingRecord>,
    console: &Console,
) -> Result<(), Error> {
    let settings = LotSignalsSettings::new(args)?;
    let mut run = Run::start("lot-signals", &args.run, records, &TABLES)?;
    let mut rejects = run.rejects(&settings.reading, console.lang());
    let mut loaded = Loaded::default();
    let read = (|| {
        let sources = Sources::find(&settings)?;
        run.protect(&sources.paths())?;
        run.timed("read", || load::load(&settings, &sources, console, &mut rejects, &mut loaded))
            .map_err(|error| all_problems(error, &settings.reading, &sources.tables()))?;
        super::run::reconcile(&loaded.gathered.ledger)
    })();
    loaded.gathered.hide_mixed_amounts();
    let found = read.and_then(|()| run.timed("analyse", || result::find(&settings, &loaded)));
    let mut warnings: Vec<Text> = loaded.gathered.warnings.clone();
    warnings.extend(found.as_ref().map(words::warnings).unwrap_or_default());
    let outcome = Outcome {
        as_of: loaded.as_of,
        currency: None,
        inputs: loaded.gathered.inputs.clone(),
        ledger: loaded.gathered.ledger.clone(),
        warnings: warnings.iter().map(|warning| warning.render(Lang::En)).collect(),
        model: found.as_ref().map(of_manifest).unwrap_or_default(),
        crossed: found.as_ref().map(|findings| crossed(&settings, findings)).unwrap_or_default(),
    };
    let findings = match found {
        Ok(findings) => findings,
        Err(error) => return run.fail(error, outcome, rejects),
    };
    let details = Details::of(&settings, &loaded, &findings);
    console.inputs(&loaded.gathered.inputs);
    warnings.iter().for_each(|warning| console.warning(warning));
    let speaker = Speaker::new(console.lang(), None);
    console.say(&words::headline(&speaker, &settings, &findings));
    console.say("");
    console.say(&words::verdict(&speaker, &settings, &findings));
    console.say("");
    let ranked = words::ranked(&speaker, &findings, &details, SHOWN);
    console.table(&text::table(&ranked, console.lang(), console.width(), console.paint()));
    ledger::say(&speaker, &loaded.gathered, console);
    let (tables, page) = run.results(
        || tables::lot_signals(&settings.by, &loaded, &findings, &details),
        || tables::all(&settings.by, &loaded, &findings, &details),
        |command| report::build(&speaker, &settings, &loaded, &findings, &details, command),
    )?;
    run.deliver(tables, page, outcome, rejects, console)
}

/// Parameters for the manifest.
fn of_manifest(findings: &Findings) -> serde_json::Value {
    let shrunk: serde_json::Map<String, serde_json::Value> = findings
        .shrunk
        .iter()
        .map(|shrunk| {
            let value = match &shrunk.fit {
                Err(error) => serde_json::json!({ "not_fitted": error.text().render(Lang::En) }),
                Ok(fit) => {
                    let (name, parameters) = of_prior(&fit.prior);
                    let is_widened = fit.widened.contains(&true);
                    serde_json::json!({
                        "name": name,
                        "parameters": parameters,
                        "parameters_are": if is_widened { "widened" } else { "fitted" },
                        "fitted_parameters": of_prior(&fit.fitted).1,
                        "log_likelihood": fit.log_likelihood,
                        "gradient": fit.gradient,
                        "converged": true,
                    })
                }
            };
            (shrunk.kind.id().to_string(), value)
        })
        .collect();
    serde_json::json!({
        "units": findings.units as f64 / 10_000.0,
        "failures": findings.failures,
        "candidates": findings.order.len(),
        "tested": findings.tested,
        "signal_units": findings.signal_units as f64 / 10_000.0,
        "signals": findings.signals().map(|row| findings.name(row.candidate)).collect::<Vec<_>>(),
        "shrinkage": shrunk,
    })
}

/// Name and parameters of a prior: shape and rate of each component, then the share of the first.
fn of_prior(prior: &Prior) -> (&'static str, Vec<f64>) {
    match prior {
        Prior::OneGamma(gamma) => ("one gamma", vec![gamma.shape, gamma.rate]),
        Prior::TwoGammas(Mixture { first, second, share }) => {
            ("two gammas", vec![first.shape, first.rate, second.shape, second.rate, *share])
        }
    }
}

/// One problem a crossed threshold of `--fail-on`.
fn crossed(settings: &LotSignalsSettings, findings: &Findings) -> Vec<Problem> {
    let units = findings.units as f64 / 10_000.0;
    thresholds::crossed(&settings.fail_on, |metric| {
        let share = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
        Some(match metric {
            "signals" => {
                let signals = findings.signals().count() as f64;
                (signals, share(signals, findings.order.len() as f64))
            }
            "signal_units" => {
                let own = findings.signal_units as f64 / 10_000.0;
                (own, share(own, units))
            }
            _ => (findings.failures as f64 / units.max(1.0), share(findings.failures as f64, units)),
        })
    })
}
