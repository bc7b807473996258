//! The analysis of each question: shares of the drivers, the map of importance and performance, reliability of items.

use crate::error::Error;
use crate::labels::satisfaction_report::drivers as labels;
use crate::labels::{Label, Text};
use crate::models::drivers::{
    Direction, DriversError, KeyDrivers, MapError, Options, Quadrant, Split, Verdict, importance_performance,
    key_drivers,
};
use crate::models::satisfaction_scores::CellSize;
use crate::models::satisfaction_scores::reliability::{Reliability, ReliabilityError, reliability};
use crate::reduce::satisfaction::ratings::{RatedQuestion, Ratings};
use crate::settings::satisfaction_report::{Asked, CONFIDENCE, SatisfactionSettings};

use super::performance::stand_out;

/// Resamples where they cost little.
const MOST_RESAMPLES: u32 = 1_000;
/// Resamples where they cost much: enough for intervals to about a fifth of their width.
const FEWEST_RESAMPLES: u32 = 200;
/// Products of two answers that all resamples of all questions may take together; some seconds.
const PRODUCTS: u64 = 4_000_000_000;
/// Ratings are on different scales where the highest answers of two drivers differ by more than this factor: 7 and 5 do,
/// 5 and 4 do not, as nobody may be wholly content.
const SAME_SCALE: f64 = 1.3;

/// An importance or a performance is on its side of the line where it is in so many resamples.
const SURE: f64 = (1.0 + CONFIDENCE) / 2.0;

/// What was found of one question.
#[derive(Clone, Debug)]
pub(super) struct Analysis {
    /// The name in words.
    pub(super) name: Text,
    /// The survey, as data files name it.
    pub(super) survey: Option<String>,
    /// The metric, as data files name it.
    pub(super) metric: Option<String>,
    /// Answers with at least one rating.
    pub(super) respondents: u64,
    /// Of these, the ones that are analysed, where they are not all.
    pub(super) sampled: Option<usize>,
    /// Shares of the drivers; `None` where no driver is asked for.
    pub(super) drivers: Option<Result<Found, DriversError>>,
    /// Reliability of the items; `None` where none is asked for.
    pub(super) items: Option<Result<Reliability, ReliabilityError>>,
}

/// What was found of the drivers of a question.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Shares and all that goes with them.
    pub(super) key: KeyDrivers,
    /// The map.
    pub(super) map: Result<Map, NoMap>,
}

/// The map of importance and performance.
#[derive(Clone, Debug)]
pub(super) struct Map {
    /// Quadrant of each driver of [`KeyDrivers::drivers`]; `None` where a high rating is no good mark.
    pub(super) quadrants: Vec<Option<Quadrant>>,
    /// Whether each of them lies clear of both lines.
    pub(super) clear: Vec<bool>,
    /// The line between important drivers and others, a part of the variance.
    pub(super) importance_line: f64,
    /// The line between ratings, as they are given.
    pub(super) performance_line: f64,
}

/// Why there is no map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoMap {
    /// Nothing may be said of the drivers at all.
    NothingTold,
    /// Means of different scales cannot be compared.
    Scales,
    /// See there.
    Model(MapError),
}

impl Found {
    /// What the number of complete respondents allows.
    pub(super) fn size(&self) -> CellSize {
        CellSize::of(self.key.answers.complete as u64)
    }

    /// Whether the figures are kept back.
    pub(super) fn is_hidden(&self) -> bool {
        matches!(self.size(), CellSize::Empty | CellSize::Suppressed)
    }

    /// The part of what all drivers explain together, 0 to 1; nothing where they explain nothing.
    pub(super) fn part(&self, share: f64) -> Option<f64> {
        (self.key.r_squared > 0.0).then(|| share / self.key.r_squared)
    }

    /// Places in [`KeyDrivers::drivers`] by rank.
    pub(super) fn by_rank(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.key.drivers.len()).collect();
        places.sort_by_key(|at| self.key.drivers.get(*at).map(|own| own.rank));
        places
    }
}

/// Analyses every question.
///
/// # Errors
/// Kind `Interrupted` once a signal has come: each question takes its own resamples.
pub(super) fn all(settings: &SatisfactionSettings, ratings: &Ratings) -> Result<Vec<Analysis>, Error> {
    let resamples = resamples(&ratings.questions);
    let options = Options { confidence: CONFIDENCE, resamples, seed: settings.seed };
    let several = ratings.questions.len() > 1;
    let own = ratings.questions.iter().map(|question| {
        crate::interrupt::check()?;
        Ok::<Analysis, Error>(one(settings.metric, several, question, &options))
    });
    own.collect()
}

/// As many resamples as the work allows, the same for all questions.
fn resamples(questions: &[RatedQuestion]) -> u32 {
    let products = |question: &RatedQuestion| {
        let variables = question.drivers.len() as u64 + 1;
        question.outcome.len() as u64 * variables * (variables + 1) / 2
    };
    let once: u64 = questions.iter().map(products).sum();
    let most = PRODUCTS / once.max(1);
    u32::try_from(most).unwrap_or(MOST_RESAMPLES).clamp(FEWEST_RESAMPLES, MOST_RESAMPLES)
}

/// Names the survey of a question only where there are `several` of them.
pub(super) fn one(default: Option<Asked>, several: bool, question: &RatedQuestion, options: &Options) -> Analysis {
    let drivers: Vec<&[Option<f64>]> = question.drivers.iter().map(Vec::as_slice).collect();
    let items: Vec<&[Option<f64>]> = question.items.iter().map(Vec::as_slice).collect();
    let found = || {
        let key = key_drivers(&question.outcome, &drivers, options)?;
        let map = map(&key, &question.outcome, &drivers);
        Ok(Found { key, map })
    };
    let asked = question.metric.as_deref().map_or(default, Asked::of);
    let own = question.metric.clone().filter(|_| asked.is_none());
    let metric = match &own {
        Some(metric) => Text::verbatim(metric),
        None => outcome(asked).text(),
    };
    let name = match question.survey.as_ref().filter(|_| several) {
        Some(survey) => labels::OUTCOME_OF_SURVEY.with(&[("survey", survey)]).and("metric", metric),
        None => metric,
    };
    Analysis {
        name,
        survey: question.survey.clone(),
        metric: asked.map(id).map(str::to_string).or(own),
        respondents: question.respondents,
        sampled: question.is_sampled().then_some(question.outcome.len()),
        drivers: (!drivers.is_empty()).then(found),
        items: (!items.is_empty()).then(|| reliability(&items, options.confidence)),
    }
}

fn outcome(asked: Option<Asked>) -> Label {
    match asked {
        Some(Asked::NetPromoter) => labels::OUTCOME_NPS,
        Some(Asked::Satisfaction) => labels::OUTCOME_CSAT,
        Some(Asked::Effort) => labels::OUTCOME_CES,
        Some(Asked::Mean) | None => labels::OUTCOME_MEAN,
    }
}

fn id(asked: Asked) -> &'static str {
    match asked {
        Asked::NetPromoter => "nps",
        Asked::Satisfaction => "csat",
        Asked::Effort => "ces",
        Asked::Mean => "mean",
    }
}

/// Importance is the share, performance the mean rating. Drivers of which a high rating goes with a low answer stay
/// outside, as their mean is no performance.
fn map(key: &KeyDrivers, outcome: &[Option<f64>], answers: &[&[Option<f64>]]) -> Result<Map, NoMap> {
    if !matches!(key.verdict, Verdict::Explained { .. }) {
        return Err(NoMap::NothingTold);
    }
    let inside = |at: &usize| key.drivers.get(*at).is_some_and(|own| own.direction != Direction::Opposite);
    let places: Vec<usize> = (0..key.drivers.len()).filter(inside).collect();
    let of = |figure: fn(&crate::models::drivers::KeyDriver) -> f64| -> Vec<f64> {
        places.iter().filter_map(|at| key.drivers.get(*at)).map(figure).collect()
    };
    let highest = places
        .iter()
        .filter_map(|at| answers.get(key.drivers.get(*at)?.driver))
        .map(|answers| answers.iter().flatten().copied().fold(f64::MIN, f64::max));
    let highest: Vec<f64> = highest.collect();
    let (low, high) = highest.iter().fold((f64::MAX, f64::MIN), |(low, high), own| (low.min(*own), high.max(*own)));
    if high > SAME_SCALE * low.max(0.0) && highest.len() > 1 {
        return Err(NoMap::Scales);
    }
    let made = importance_performance(&of(|own| own.share), &of(|own| own.mean), Split::Mean).map_err(NoMap::Model)?;
    let apart = stand_out(key, outcome, answers, &places);
    let important_or_not = |at: &usize| {
        let above = key.drivers.get(*at).and_then(|own| own.stability).map(|stability| stability.above_mean);
        above.is_some_and(|above| above >= SURE || above <= 1.0 - SURE)
    };
    let (mut quadrants, mut clear) = (vec![None; key.drivers.len()], vec![false; key.drivers.len()]);
    for ((place, quadrant), apart) in places.iter().zip(&made.quadrants).zip(apart) {
        if let (Some(own), Some(clear)) = (quadrants.get_mut(*place), clear.get_mut(*place)) {
            (*own, *clear) = (Some(*quadrant), apart && important_or_not(place));
        }
    }
    Ok(Map { quadrants, clear, importance_line: made.importance_line, performance_line: made.performance_line })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    /// `n` respondents whose score is twice the first driver and once the second, and a little of neither.
    fn question(n: i64) -> RatedQuestion {
        let column = |of: &dyn Fn(i64) -> f64| (0..n).map(|row| Some(of(row))).collect::<Vec<Option<f64>>>();
        let first = |row: i64| (row * 7 % 5 + 1) as f64;
        let second = |row: i64| (row * 11 / 5 % 5 + 1) as f64;
        let outcome = column(&|row| 2.0 * first(row) + second(row) + (row * 13 % 3) as f64);
        RatedQuestion {
            metric: Some("nps".into()),
            respondents: n as u64,
            outcome,
            drivers: vec![column(&first), column(&second)],
            ..RatedQuestion::default()
        }
    }

    fn analysed(question: &RatedQuestion) -> Analysis {
        one(None, true, question, &Options { resamples: 200, ..Options::default() })
    }

    #[test]
    fn the_heavier_driver_ranks_first() {
        let found = analysed(&question(500)).drivers.unwrap().unwrap();
        assert_eq!(found.key.verdict, Verdict::Explained { leader: Some(0) });
        assert_eq!(found.by_rank(), [0, 1]);
        let parts: f64 = found.key.drivers.iter().filter_map(|own| found.part(own.share)).sum();
        assert!((parts - 1.0).abs() < 1e-9);
        assert!(found.map.is_ok() && found.size() == CellSize::Enough);
    }

    #[test]
    fn few_respondents_are_hidden_and_have_no_map() {
        let found = analysed(&question(9)).drivers.unwrap().unwrap();
        assert!(found.is_hidden());
        assert_eq!(found.map.err(), Some(NoMap::NothingTold));
    }

    #[test]
    fn different_scales_have_no_map() {
        let mut question = question(500);
        question.drivers[1].iter_mut().flatten().for_each(|rating| *rating *= 2.0);
        let found = analysed(&question).drivers.unwrap().unwrap();
        assert_eq!(found.map.err(), Some(NoMap::Scales));
    }

    #[test]
    fn names_of_questions() {
        let mut question = question(5);
        question.survey = Some("service".into());
        let named = analysed(&question);
        assert_eq!(named.name.render(Lang::En), "willingness to recommend (NPS) of “service”");
        assert_eq!(named.metric.as_deref(), Some("nps"));
        question.metric = Some("joy".into());
        assert_eq!(analysed(&question).name.render(Lang::Zh), "“service”的joy");
    }

    #[test]
    fn work_is_bounded() {
        let of = |respondents: usize, drivers: usize| RatedQuestion {
            outcome: vec![None; respondents],
            drivers: vec![Vec::new(); drivers],
            ..RatedQuestion::default()
        };
        assert_eq!(resamples(&[of(100_000, 4)]), 1_000);
        assert_eq!(resamples(&[of(100_000, 15), of(10, 15)]), 294);
        assert_eq!(resamples(&vec![of(100_000, 15); 3]), 200);
        assert_eq!(resamples(&[]), 1_000);
    }
}
