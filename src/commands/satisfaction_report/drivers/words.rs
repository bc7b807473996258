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
            let (driver, share) = (self.driver(own.driver), number::percent(own.share));
            self.render(&labels::ONE_OF_LIST.with(&[("driver", &driver), ("share", &share)]))
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::analysis::one;
    use super::*;
    use crate::labels::Lang;
    use crate::models::drivers::Options;
    use crate::reduce::satisfaction::ratings::RatedQuestion;

    /// `n` respondents; the score is twice `speed` and once `price`, and a little of neither.
    fn said(n: i64, lang: Lang, change: impl Fn(&mut RatedQuestion)) -> Vec<String> {
        let column = |of: &dyn Fn(i64) -> f64| (0..n).map(|row| Some(of(row))).collect::<Vec<Option<f64>>>();
        let first = |row: i64| (row * 7 % 5 + 1) as f64;
        let second = |row: i64| (row * 11 / 5 % 5 + 1) as f64;
        let mut question = RatedQuestion {
            metric: Some("nps".into()),
            respondents: n as u64,
            outcome: column(&|row| 2.0 * first(row) + second(row) + (row * 13 % 3) as f64),
            drivers: vec![column(&first), column(&second)],
            items: vec![column(&first), column(&|row| first(row) + (row % 2) as f64)],
            ..RatedQuestion::default()
        };
        change(&mut question);
        let analysis = one(None, false, &question, &Options { resamples: 200, ..Options::default() });
        let speaker = Speaker::new(lang, None);
        let drivers = ["speed".to_string(), "price".to_string()];
        Words { speaker: &speaker, drivers: &drivers, items: &drivers, several: false }.sentences(&analysis)
    }

    #[test]
    fn the_leader_is_named_with_its_part_and_interval() {
        let said = said(500, Lang::En, |_| {});
        // 2² to 1².
        let start = "speed goes along with willingness to recommend (NPS) most: 80% of what the 2 drivers explain";
        assert!(said[0].starts_with(start) && said[0].ends_with("An association, no more."), "{said:?}");
        assert!(said[1].starts_with("The items speed, price hang together"), "{said:?}");
        assert_eq!(said.len(), 2);
    }

    #[test]
    fn an_important_driver_rated_low_is_where_to_concentrate() {
        let lower = |question: &mut RatedQuestion| question.drivers[0].iter_mut().flatten().for_each(|own| *own -= 1.0);
        let said = said(500, Lang::En, lower);
        assert!(said[1].starts_with("Concentrate on speed: "), "{said:?}");
    }

    #[test]
    fn few_respondents_are_not_counted_out() {
        for lang in [Lang::En, Lang::Zh] {
            let said = said(7, lang, |_| {});
            assert_eq!(said.len(), 2);
            assert!(said.iter().all(|own| own.contains("10") && !own.contains('7')), "{said:?}");
        }
    }

    #[test]
    fn sentences_are_complete_and_name_no_cause() {
        let turn = |question: &mut RatedQuestion| question.drivers[1].iter_mut().flatten().for_each(|own| *own = -*own);
        let same = |question: &mut RatedQuestion| question.outcome.fill(Some(3.0));
        let empty = |question: &mut RatedQuestion| question.drivers[1].fill(None);
        for lang in [Lang::En, Lang::Zh] {
            let all = [said(500, lang, turn), said(500, lang, same), said(500, lang, empty), said(20, lang, |_| {})];
            assert!(all.iter().all(|own| own.len() >= 2));
            for words in all.iter().flatten() {
                assert!(!words.contains('{'), "{words}");
                for causal in ["cause", "effect", "because", "due to", "drives", "导致", "影响", "因为", "原因", "效果"]
                {
                    assert!(!words.contains(causal), "{words}");
                }
            }
        }
    }
}
