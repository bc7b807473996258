//! What the drivers say, in sentences. They name associations, never what brings something about.

use crate::commands::speaker::Speaker;
use crate::labels::satisfaction_report::drivers as labels;
use crate::labels::{Label, Text};
use crate::models::drivers::{Direction, DriversError, KeyDriver, Quadrant, Verdict};
use crate::models::satisfaction_scores::SUPPRESSED_BELOW;
use crate::models::satisfaction_scores::reliability::{Reliability, ReliabilityError};
use crate::report::number;

use super::super::words::list;
use super::analysis::{Analysis, Found};

/// Reliability from which items are usually added up. Source: Nunnally and Bernstein, Psychometric Theory (1994),
/// section 7: modest reliability of .70 will do in early research.
const RELIABLE_FROM: f64 = 0.7;
/// Drivers that are named where none is clearly first.
const NAMED: usize = 2;

/// What a sentence needs beside the analysis.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) speaker: &'a Speaker,
    /// Names of the drivers.
    pub(super) drivers: &'a [String],
    /// Names of the items.
    pub(super) items: &'a [String],
    /// Whether there is more than one question, so that each has to be named.
    pub(super) several: bool,
}

impl Words<'_> {
    /// The name of a driver, counted from 0.
    pub(super) fn driver(&self, driver: usize) -> String {
        self.drivers.get(driver).cloned().unwrap_or_default()
    }

    /// The name of a question.
    pub(super) fn question(&self, analysis: &Analysis) -> String {
        self.render(&analysis.name)
    }

    pub(super) fn render(&self, text: &Text) -> String {
        text.render(self.speaker.lang)
    }

    /// Names in a list.
    pub(super) fn list(&self, names: impl Iterator<Item = String>) -> String {
        list(self.speaker, &names.collect::<Vec<String>>())
    }

    /// Everything there is to say of a question.
    pub(super) fn sentences(&self, analysis: &Analysis) -> Vec<String> {
        let mut said = Vec::new();
        match &analysis.drivers {
            Some(Ok(found)) if found.is_hidden() => {
                said.push(self.cannot_tell(labels::CANNOT_TELL, analysis, hidden()))
            }
            Some(Ok(found)) => {
                said.push(self.leading(analysis, found));
                said.extend(self.opposite(analysis, found));
                said.extend(self.concentrate(analysis, found));
            }
            Some(Err(error)) => said.push(self.cannot_tell(labels::CANNOT_TELL, analysis, self.why(error))),
            None => {}
        }
        said.extend(analysis.items.as_ref().map(|items| self.items(analysis, items)));
        said
    }

    fn cannot_tell(&self, label: Label, analysis: &Analysis, why: Text) -> String {
        self.render(&label.text().and("question", analysis.name.clone()).and("why", why))
    }

    /// Why drivers cannot be analysed, with the name of a driver in place of its number.
    pub(super) fn why(&self, error: &DriversError) -> Text {
        match error {
            DriversError::TooFewAnswers { complete, .. } if (*complete as u64) < SUPPRESSED_BELOW => hidden(),
            DriversError::TooFewAnswers { complete, needed, most_missing: Some(driver) } => {
                labels::TOO_FEW.with(&[("complete", complete), ("needed", needed), ("driver", &self.driver(*driver))])
            }
            other => other.text(),
        }
    }

    fn leading(&self, analysis: &Analysis, found: &Found) -> String {
        let key = &found.key;
        let says = || {
            let what = match key.verdict {
                Verdict::TooFewAnswers { .. } | Verdict::NothingExplained => labels::SAYS,
                Verdict::Explained { .. } => return None,
            };
            let verdict = key.verdict.text(|driver| self.driver(driver));
            Some(self.render(&what.text().and("question", analysis.name.clone()).and("what", verdict)))
        };
        if let Some(said) = says() {
            return said;
        }
        let question = self.question(analysis);
        let ranked: Vec<&KeyDriver> = found.by_rank().into_iter().filter_map(|at| key.drivers.get(at)).collect();
        let leads = matches!(key.verdict, Verdict::Explained { leader: Some(_) });
        let n = ranked.len();
        if let Some(own) = ranked.first().filter(|_| leads || n == 1)
            && let Some(interval) = own.stability.map(|stability| stability.share)
        {
            let [share, lower, upper] = [own.share, interval.lower, interval.upper].map(number::percent);
            let (driver, part) = (self.driver(own.driver), self.part(found, own.share));
            let label = if n == 1 { labels::ONE_DRIVER } else { labels::LEADS };
            return self.render(&label.with(&[
                ("driver", &driver),
                ("question", &question),
                ("part", &part),
                ("n", &n),
                ("share", &share),
                ("lower", &lower),
                ("upper", &upper),
            ]));
        }
        let first = ranked.iter().take(NAMED).map(|own| {
            let (driver, part) = (self.driver(own.driver), self.part(found, own.share));
            self.render(&labels::ONE_OF_LIST.with(&[("driver", &driver), ("part", &part)]))
        });
        let (r_squared, first) = (number::percent(key.r_squared), self.list(first));
        let values: [(&'static str, &dyn std::fmt::Display); 4] =
            [("n", &n), ("question", &question), ("r_squared", &r_squared), ("list", &first)];
        self.render(&labels::NO_LEADER.with(&values))
    }

    /// The part of what is explained, in whole percent.
    pub(super) fn part(&self, found: &Found, share: f64) -> String {
        let part = found.part(share).map(|part| format!("{}%", number::decimal(part * 100.0, 0)));
        part.unwrap_or_else(|| number::MISSING.to_string())
    }

    fn opposite(&self, analysis: &Analysis, found: &Found) -> Option<String> {
        let own = found.key.drivers.iter().filter(|own| own.direction == Direction::Opposite);
        let names = self.list(own.map(|own| self.driver(own.driver)));
        let told = matches!(found.key.verdict, Verdict::Explained { .. }) && !names.is_empty();
        let question = self.question(analysis);
        told.then(|| self.render(&labels::RUNS_OPPOSITE.with(&[("list", &names), ("question", &question)])))
    }

    fn concentrate(&self, analysis: &Analysis, found: &Found) -> Option<String> {
        let map = found.map.as_ref().ok()?;
        let here = |at: &usize| {
            map.quadrants.get(*at) == Some(&Some(Quadrant::ConcentrateHere)) && map.clear.get(*at) == Some(&true)
        };
        let own = found.by_rank().into_iter().filter(here).filter_map(|at| found.key.drivers.get(at));
        let names = self.list(own.map(|own| self.driver(own.driver)));
        let question = self.question(analysis);
        let said = || labels::CONCENTRATE.with(&[("list", &names), ("question", &question)]);
        (!names.is_empty()).then(|| self.render(&said()))
    }

    fn items(&self, analysis: &Analysis, items: &Result<Reliability, ReliabilityError>) -> String {
        let found = match items {
            Ok(found) if found.complete as u64 >= SUPPRESSED_BELOW => found,
            Err(error) if !matches!(error, ReliabilityError::TooFewComplete { .. }) => {
                return self.cannot_tell(labels::ITEMS_CANNOT_TELL, analysis, error.text());
            }
            _ => return self.cannot_tell(labels::ITEMS_CANNOT_TELL, analysis, hidden()),
        };
        let label = match found.interval {
            Some(interval) if interval.lower >= RELIABLE_FROM => labels::RELIABLE,
            Some(interval) if interval.upper < RELIABLE_FROM => labels::UNRELIABLE,
            _ => labels::RELIABILITY_UNTOLD,
        };
        let two = |value: Option<f64>| value.map_or_else(|| number::MISSING.to_string(), |own| number::decimal(own, 2));
        let said = label.with(&[
            ("list", &self.list(self.items.iter().cloned())),
            ("alpha", &two(Some(found.raw_alpha))),
            ("lower", &two(found.interval.map(|interval| interval.lower))),
            ("upper", &two(found.interval.map(|interval| interval.upper))),
            ("least", &RELIABLE_FROM),
        ]);
        let named = || labels::OF_QUESTION.text().and("question", analysis.name.clone()).and("what", said.clone());
        self.render(&if self.several { named() } else { said.clone() })
    }
}

/// Why nothing is shown.
pub(super) fn hidden() -> Text {
    labels::TOO_FEW_TO_SHOW.with(&[("least", &SUPPRESSED_BELOW)])
}
