//! Rules of segments and of winning back, `huike.toml` and command lines: words that people write.

use std::ffi::OsString;

use huike::cli::Command;
use huike::labels::Lang;
use huike::models::rfm::rules::RuleSet;
use huike::models::win_back::{Grade, Reason, Rules};
use huike::settings::inspect::InspectSettings;
use huike::settings::segment::SegmentSettings;
use huike::settings::{ParseError, parse};

use super::campaign::{Campaign, Cost, bytes, outcome};
use super::seeds;

#[test]
fn any_text_is_a_set_of_rules_or_has_problems() {
    let mut seeds = bytes(seeds::RULES);
    seeds.push(include_bytes!("../../../src/models/rfm/rules/default_rules.toml").to_vec());
    seeds.push(include_bytes!("../../../src/models/rfm/rules/r_rfm_rules.toml").to_vec());
    let tokens = &seeds::TOML_TOKENS;
    Campaign { name: "rules", usual: 1_500, cost: Cost::Usual, seeds, tokens }.run(|input, dice| {
        let bins = dice.pick(&[5, 5, 5, 5, 2, 3, 9, 0, 1, 10, 255]);
        match RuleSet::parse(&String::from_utf8_lossy(input), bins) {
            Ok(rules) => {
                for score in 0..=bins + 1 {
                    let at = rules.assign(score, bins - score.min(bins), dice.roll() as u8);
                    assert!(at < rules.segments().len());
                }
                outcome((bins, rules.segments().len()))
            }
            Err(problems) => {
                assert!(!problems.is_empty());
                let words = |lang| problems.iter().map(move |problem| problem.text().render(lang));
                assert!(words(Lang::En).chain(words(Lang::Zh)).all(|words| !words.is_empty()));
                let kinds: Vec<_> = problems.iter().take(5).map(std::mem::discriminant).collect();
                outcome((bins, kinds))
            }
        }
    });
}

#[test]
fn any_text_is_rules_of_winning_back_or_has_problems() {
    let seeds =
        vec![Rules::DEFAULT.as_bytes().to_vec(), include_bytes!("../../../examples/win-back/rules.toml").to_vec()];
    let tokens = &seeds::TOML_TOKENS;
    Campaign { name: "win-back rules", usual: 1_000, cost: Cost::Usual, seeds, tokens }.run(|input, dice| {
        match Rules::parse(&String::from_utf8_lossy(input)) {
            Ok(rules) => {
                let (reason, grade) = (dice.pick(&Reason::ALL), dice.pick(&Grade::ALL));
                let weight = rules.winnability.weight(reason);
                assert!((0.0..=1.0).contains(&weight) && rules.measure(reason, grade).is_some());
                outcome((reason, grade, rules.reason("price")))
            }
            Err(problems) => {
                assert!(!problems.is_empty());
                let words = |lang| problems.iter().map(move |problem| problem.text().render(lang));
                assert!(words(Lang::En).chain(words(Lang::Zh)).all(|words| !words.is_empty()));
                outcome(problems.iter().take(5).map(std::mem::discriminant).collect::<Vec<_>>())
            }
        }
    });
}

#[test]
fn any_text_is_a_settings_file_or_has_problems() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let argv = |command: &str| {
        let mut argv: Vec<OsString> = ["huike", command, "--config"].map(OsString::from).to_vec();
        argv.push(file.path().into());
        argv.extend((command == "inspect").then(|| "x.csv".into()));
        argv
    };
    let tokens = &seeds::TOML_TOKENS;
    let seeds = bytes(seeds::SETTINGS);
    Campaign { name: "huike.toml", usual: 200, cost: Cost::High, seeds, tokens }.run(|input, dice| {
        std::fs::write(file.path(), input).unwrap();
        let command = if dice.one_in(4) { "inspect" } else { "segment" };
        outcome((command, parsed(argv(command))))
    });
}

#[test]
fn any_command_line_is_taken_or_refused() {
    let seeds = bytes(seeds::LINES);
    let tokens = &seeds::LINE_TOKENS;
    Campaign { name: "arguments", usual: 200, cost: Cost::High, seeds, tokens }.run(|input, _| {
        let arguments = input.split(|byte| *byte == b'\n').map(argument);
        parsed(std::iter::once("huike".into()).chain(arguments).collect())
    });
}

#[cfg(unix)]
fn argument(bytes: &[u8]) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec())
}

#[cfg(not(unix))]
fn argument(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// Parses a command line, checks its settings, and says what is wrong with them; what came of it, in brief.
fn parsed(argv: Vec<OsString>) -> u64 {
    let told = |error: huike::error::Error| {
        let lines = [Lang::En, Lang::Zh].map(|lang| error.lines(lang));
        assert!(lines.iter().all(|lines| !lines.is_empty()));
        outcome(error.problems.len().min(4))
    };
    match parse(argv) {
        Ok(parsed) => {
            let checked = match &parsed.cli.command {
                Command::Segment(args) => SegmentSettings::new(args).map(drop),
                Command::Inspect(args) => InspectSettings::new(args).map(drop),
                _ => Ok(()),
            };
            outcome((parsed.records.len(), checked.map_err(told)))
        }
        Err(ParseError::Clap(error)) => {
            assert!(!error.render().to_string().is_empty());
            let context: Vec<String> = error.context().map(|(kind, _)| format!("{kind:?}")).collect();
            outcome((error.kind().as_str(), context))
        }
        Err(ParseError::Config(error, _)) => told(error),
    }
}
