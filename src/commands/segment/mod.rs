//! `huike segment`: who the customers are, and how they move between groups.
//!
//! Read top to bottom: settings and rules are checked, the output folder is held, inputs are read, models are called,
//! tables and report are staged, and everything is put in place at once.

mod assess;
mod clusters;
mod load;
mod movement;
mod report;
mod result;
mod tables;
mod words;

use std::collections::BTreeMap;

use crate::cli::segment::SegmentArgs;
use crate::deliver::console::Console;
use crate::deliver::manifest::SettingRecord;
use crate::error::Error;
use crate::labels::segment as labels;
use crate::report::text;
use crate::settings::segment::SegmentSettings;

use super::all_problems::all_problems;
use super::ledger;
use super::run::{Outcome, Run};
use load::Loaded;
use report::Story;
use result::Findings;
use words::Words;

/// All tables the command may write.
const TABLES: [&str; 6] = ["segments", "segment_summary", "thresholds", "profiles", "transitions", "clusters"];

/// Runs the command.
pub(super) fn run(
    args: &SegmentArgs,
    records: BTreeMap<String, SettingRecord>,
    console: &Console,
) -> Result<(), Error> {
    let settings = SegmentSettings::new(args)?;
    let rules = assess::load_rules(&settings)?;
    let mut run = Run::start("segment", &args.run, records, &TABLES)?;
    let mut rejects = run.rejects(&settings.reading, console.lang());
    let mut loaded = Loaded::default();
    let found = (|| {
        let sources = load::Sources::find(&settings)?;
        run.protect(&sources.paths(&settings))?;
        run.timed("read", || load::load(&settings, &sources, console, &mut rejects, &mut loaded))
            .map_err(|error| all_problems(error, &settings.reading, &sources.tables(&settings)))?;
        super::run::reconcile(&loaded.gathered.ledger)?;
        run.timed("analyse", || result::find(&settings, &rules, &loaded))
    })();
    let outcome = Outcome {
        as_of: loaded.as_of,
        currency: loaded.currency.clone(),
        inputs: loaded.gathered.inputs.clone(),
        ledger: loaded.gathered.ledger.clone(),
        warnings: loaded.gathered.warnings.iter().map(|warning| warning.render(crate::labels::Lang::En)).collect(),
        model: found.as_ref().map(|findings| model(&settings, findings)).unwrap_or_default(),
        crossed: Vec::new(),
    };
    let findings = match found {
        Ok(findings) => findings,
        Err(error) => return run.fail(error, outcome, rejects),
    };
    console.inputs(&loaded.gathered.inputs);
    loaded.gathered.warnings.iter().for_each(|warning| console.warning(warning));
    summarise(&settings, &loaded, &findings, console);
    let (tables, page) = run.results(
        || tables::segments(&settings, &loaded, &findings, console.lang()),
        || tables::all(&settings, &loaded, &findings, console.lang()),
        |command| report::build(&settings, &loaded, &findings, console.lang(), command),
    )?;
    run.deliver(tables, page, outcome, rejects, console)
}

/// The table on the terminal.
fn summarise(settings: &SegmentSettings, loaded: &Loaded, findings: &Findings, console: &Console) {
    let words = Words::new(console.lang(), loaded);
    let story = Story { settings, loaded, findings, words: words.clone() };
    let customers = words.count(loaded.histories.len() as u64);
    let revenue = words.exact(loaded.histories.net_total());
    let as_of = loaded.as_of.map(|day| words.date(day)).unwrap_or_default();
    let label = if loaded.as_of.is_some() { labels::HEADLINE } else { labels::HEADLINE_UNDATED };
    let headline = label.with(&[
        ("as_of", &as_of),
        ("customers", &customers),
        ("revenue", &revenue),
        ("rules", &words.rules(&settings.rules)),
    ]);
    console.say(&headline.render(console.lang()));
    console.say("");
    console.table(&text::table(&report::segment_table(&story), console.lang(), console.width(), console.paint()));
    if let Some(since) = &findings.since {
        let fell = since.movement.at_risk();
        let text = match since.movement.starts_from_nobody() {
            true => labels::FIND_NOBODY_THEN.with(&[("day", &words.since(since))]),
            false => labels::COMPARED.with(&[
                ("day", &words.since(since)),
                ("stayed", &words.share(since.movement.stayed as f64, since.movement.present_at_both as f64)),
                ("fell", &words.count(fell.customers)),
                ("revenue", &words.compact(fell.old_revenue)),
            ]),
        };
        console.say("");
        console.say(&text.render(console.lang()));
    }
    let collapsed = report::collapsed(&story);
    if !collapsed.is_empty() {
        console.say("");
        console.say(
            &labels::FIND_COLLAPSED
                .with(&[("list", &collapsed.join(crate::labels::report::LIST_COMMA.get(console.lang())))])
                .render(console.lang()),
        );
    }
    ledger::say(&words, &loaded.gathered, console);
}

/// Parameters for the manifest.
fn model(settings: &SegmentSettings, findings: &Findings) -> serde_json::Value {
    let assessment = &findings.assessment;
    let scales: serde_json::Map<String, serde_json::Value> = assess::DIMENSIONS
        .iter()
        .zip(&assessment.scales)
        .map(|(name, scale)| {
            let cuts: Vec<f64> = scale.thresholds().iter().map(|threshold| threshold.lower).collect();
            ((*name).to_string(), serde_json::json!({ "from": cuts, "empty_scores": scale.empty_scores() }))
        })
        .collect();
    let mut model = serde_json::json!({
        "rules": settings.rules,
        "bins": settings.bins,
        "scales": scales,
        "segments": assessment.segments.iter().map(|segment| segment.id.clone()).collect::<Vec<_>>(),
        "customers": assessment.segment.len(),
    });
    if let Some(lifecycle) = &assessment.lifecycle {
        model["cohort_gap_days"] = serde_json::json!(lifecycle.cohort_gap);
        model["repeat_customers"] = serde_json::json!(lifecycle.repeat_customers);
    }
    if let Some(found) = &findings.clusters {
        let clustering = &found.clustering;
        model["clusters"] = serde_json::json!({
            "k": clustering.chosen.clusters,
            "features": found.features,
            "silhouette": clustering.chosen.silhouette,
            "tried": clustering.tried.iter().map(|trial| serde_json::json!({ "k": trial.clusters, "silhouette": trial.silhouette })).collect::<Vec<_>>(),
            "fitted_rows": clustering.fitted_rows,
        });
    }
    if let Some(since) = &findings.since {
        let fell = since.movement.at_risk();
        model["movement"] = serde_json::json!({ "stability": since.movement.stability(), "fell": fell.customers });
    }
    model
}
