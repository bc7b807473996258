//! `huike satisfaction-report`: are customers content, do follow-ups help, is a crisis coming?
//!
//! Read top to bottom: settings and small files are checked, the output folder is held, answers, complaints, follow-ups
//! and orders are read and counted by period and segment, every part makes its series of figures, alarms and goals are
//! judged by these series, and tables, report and digest are put in place at once.
//!
//! | file | its job |
//! |---|---|
//! | `load`, `files` | what is read |
//! | `span`, `dimensions`, `groups`, `figures` | periods, attributes, segments, and the series of figures that all parts share |
//! | `suppression`, `coverage` | which figures nobody may see; how far the data of each part reach |
//! | `scores` | NPS, CSAT, CES and mean with intervals, changes, weights, suppression; response rate |
//! | `drivers` | what goes together with the score; reliability of several items |
//! | `complaints` | number, rate, themes, clocks, time allowed, owners |
//! | `follow_ups` | due, done, on time, reached; whether they help |
//! | `loyalty` | who buys again, and the share of wallet |
//! | `alarms` | control charts and other rules, levels, what is new since the last run |
//! | `kept` | what the next run has to know, put in place with the results |
//! | `limits` | which lines of `--fail-on` are crossed |
//! | `goals` | met, not met, on track or cannot tell |
//! | `recovery` | before and after a recall or another crisis |
//! | `tables`, `words`, `report`, `digest` | what comes out |

mod alarms;
mod complaints;
mod coverage;
mod digest;
mod dimensions;
mod drivers;
mod figures;
mod files;
mod follow_ups;
mod goals;
mod groups;
mod limits;
mod load;
mod loyalty;
mod recovery;
mod report;
mod result;
mod scores;
mod span;
mod suppression;
mod tables;
mod words;

use std::collections::BTreeMap;

use crate::cli::satisfaction_report::SatisfactionReportArgs;
use crate::deliver::console::Console;
use crate::deliver::manifest::SettingRecord;
use crate::error::Error;
use crate::labels::{Lang, Text};
use crate::report::text;
use crate::settings::satisfaction_report::SatisfactionSettings;
use crate::tables::surveys::SURVEYS;

use super::all_problems::all_problems;
use super::kept;
use super::ledger;
use super::run::{Outcome, Run};
use super::speaker::Speaker;
use files::Files;
use load::{Loaded, Sources};
use result::Findings;

/// All tables the command may write.
const TABLES: [&str; 10] = [
    "satisfaction",
    "alarms",
    "drivers",
    "complaints",
    "complaint_tests",
    "complaint_cases",
    "follow_ups",
    "follow_up_effects",
    "goals",
    "themes",
];

/// Runs the command.
pub(super) fn run(
    args: &SatisfactionReportArgs,
    records: BTreeMap<String, SettingRecord>,
    console: &Console,
) -> Result<(), Error> {
    let mut settings = SatisfactionSettings::new(args)?;
    let files = Files::read(&settings)?;
    let mut run = Run::start("satisfaction-report", &args.run, records, &TABLES)?;
    run.writes_beside(settings.state.as_deref());
    let mut rejects = run.rejects(&settings.reading, console.lang());
    let mut loaded = Loaded::default();
    let read = (|| {
        let sources = Sources::find(&settings)?;
        run.protect(&sources.paths(&settings))?;
        run.timed("read", || load::load(&settings, &files, &sources, console, &mut rejects, &mut loaded))
            .map_err(|error| all_problems(error, &settings.reading, &sources.tables()))?;
        if let Some(slips) = loaded.slips(&settings) {
            // Read once more without them, so that no part of the report knows of them.
            settings.as_of = Some(slips.as_of);
            (loaded, rejects) = (Loaded::default(), run.rejects(&settings.reading, console.lang()));
            run.timed("read", || load::load(&settings, &files, &sources, console, &mut rejects, &mut loaded))?;
            loaded.gathered.warnings.extend(slips.warnings);
        }
        super::run::reconcile(&loaded.gathered.ledger)
    })();
    let found = read.and_then(|()| run.timed("analyse", || result::find(&settings, &files, &loaded)));
    // Which answers are on the scale of a question is known only when all of them are.
    let left_out = found.iter().filter_map(|findings| findings.scores.as_ref()).flat_map(|scores| scores.left_out());
    left_out.for_each(|(rule, rows)| loaded.gathered.leave_out(SURVEYS.name, rule, *rows));
    let mut warnings: Vec<Text> = loaded.gathered.warnings.clone();
    warnings.extend(found.as_ref().map(result::warnings).unwrap_or_default());
    let outcome = Outcome {
        as_of: loaded.span.map(|span| span.as_of),
        currency: loaded.currency.clone(),
        inputs: loaded.gathered.inputs.clone(),
        ledger: loaded.gathered.ledger.clone(),
        warnings: warnings.iter().map(|warning| warning.render(Lang::En)).collect(),
        model: found.as_ref().map(result::of_manifest).unwrap_or_default(),
        crossed: found.as_ref().map(|findings| limits::crossed(&settings, findings)).unwrap_or_default(),
    };
    let findings: Findings = match found {
        Ok(findings) => findings,
        Err(error) => return run.fail(error, outcome, rejects),
    };
    console.inputs(&loaded.gathered.inputs);
    warnings.iter().for_each(|warning| console.warning(warning));
    let speaker = Speaker::new(console.lang(), loaded.currency.as_deref());
    console.say(&words::headline(&speaker, &findings));
    console.say("");
    console.say(&words::verdict(&speaker, &findings));
    let newest = words::newest(&speaker, &findings);
    if !newest.rows.is_empty() {
        console.say("");
        console.table(&text::table(&newest, console.lang(), console.width(), console.paint()));
    }
    for sentence in words::sentences(&speaker, &findings) {
        console.say("");
        console.say(&sentence);
    }
    ledger::say(&speaker, &loaded.gathered, console);
    let (tables, page) = run.results(
        || tables::satisfaction(&findings),
        || tables::all(&speaker, &loaded, &findings),
        |command| {
            let ledger = ledger::with_warnings(&speaker, &loaded.gathered, &warnings);
            report::build(&speaker, &findings, ledger, command)
        },
    )?;
    let digest = page.is_some().then(|| digest::page(&speaker, &findings));
    run.attach("digest.md", digest);
    let state = match (&settings.state, findings.alarms.state()) {
        (Some(path), Some(state)) if !args.run.dry_run => match kept::stage(path, &state, kept::STATE) {
            Ok(staged) => Some(staged),
            // Results without their alarms kept would be told again, as new, by the next run.
            Err(error) => return run.fail(error, outcome, rejects),
        },
        _ => None,
    };
    kept::after(run.deliver(tables, page, outcome, rejects, console), state)
}
