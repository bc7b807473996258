//! Calls the models on the histories: scores, named segments, value tiers, life-cycle stages.

use std::path::Path;

use crate::error::{Error, Kind, Problem};
use crate::exports::cast::UNIT;
use crate::exports::columns::suggest;
use crate::exports::small_file;
use crate::labels::{Label, Text};
use crate::models::lifecycle::{self, Lifecycle, Reading, Rhythm};
use crate::models::rfm::rules::{Builtin, RuleProblem, RuleSet, Segment};
use crate::models::rfm::score::{self, Best, Scale};
use crate::models::value_tier::{ValueTiers, value_tiers};
use crate::reduce::histories::Histories;
use crate::settings::segment::{Frequency, SegmentSettings};

use super::load::Loaded;

const NO_SUCH_RULES: Label = Label::new(
    "`{name}` is neither `default`, `r-rfm` nor a file that can be read: {why}",
    "`{name}` 既不是 `default`、`r-rfm`，也不是可读的文件：{why}",
);
const NO_PURCHASE: Label = Label::new(
    "no customer has a purchase up to the as-of date, only returns; there is nothing to score",
    "截至截止日没有任何客户有购买（只有退货），无法评分",
);

/// The three dimensions, in the order of their scores.
pub(super) const DIMENSIONS: [&str; 3] = ["recency", "frequency", "monetary"];

/// What the models say of each customer, in the order of the histories.
pub(super) struct Assessment {
    /// All segments, best first; the last is [`Segment::RETURNS_ONLY`].
    pub(super) segments: Vec<Segment>,
    /// Place in `segments`.
    pub(super) segment: Vec<usize>,
    /// Scores; none without a purchase day.
    pub(super) scores: Vec<Option<[u8; 3]>>,
    /// How each dimension was cut.
    pub(super) scales: [Scale; 3],
    /// Value tiers.
    pub(super) tiers: ValueTiers,
    /// Life-cycle stages; none where the histories have no days.
    pub(super) lifecycle: Option<Lifecycle>,
    /// The stage of each customer.
    pub(super) readings: Vec<Option<Reading>>,
}

/// Loads and checks the rules, before any data is read.
pub(super) fn load_rules(settings: &SegmentSettings) -> Result<RuleSet, Error> {
    let usage = |place: &str, problems: Vec<RuleProblem>| Error {
        kind: Kind::Usage,
        problems: problems.iter().map(|problem| Problem::at(place, problem.text())).collect(),
    };
    let builtin = match settings.rules.as_str() {
        "default" => Some(Builtin::Default),
        "r-rfm" => Some(Builtin::RRfm),
        _ => None,
    };
    if let Some(builtin) = builtin {
        return RuleSet::builtin(builtin, settings.bins).map_err(|problems| usage("--rules", problems));
    }
    let text = small_file::read(Path::new(&settings.rules)).map_err(|problem| {
        let what = NO_SUCH_RULES.with(&[("name", &settings.rules)]).and("why", problem.what);
        Error::new(
            Kind::Usage,
            suggest(Problem::at("--rules", what), &settings.rules, ["default", "r-rfm"].into_iter()),
        )
    })?;
    RuleSet::parse(&text, settings.bins).map_err(|problems| usage(&settings.rules, problems))
}

/// Scores, segments, tiers and stages of all customers.
pub(super) fn assess(settings: &SegmentSettings, rules: &RuleSet, loaded: &Loaded) -> Result<Assessment, Error> {
    let histories = &loaded.histories;
    let tiers = || {
        let revenue: Vec<i128> = histories.net.iter().map(|net| i128::from(*net)).collect();
        value_tiers(&revenue, settings.tier_cuts).map_err(|error| model(error.text()))
    };
    let lifecycle = || match loaded.as_of {
        Some(as_of) if histories.first_day.iter().any(Option::is_some) => stages(histories, as_of).map(Some),
        _ => Ok(None),
    };
    let (scored, (tiers, lifecycle)) = rayon::join(|| score_all(settings, histories), || rayon::join(tiers, lifecycle));
    let ((scales, scores), tiers, lifecycle) = (scored?, tiers?, lifecycle?);
    let mut segments = rules.segments().to_vec();
    segments.push(Segment::returns_only());
    let readings = match &lifecycle {
        Some(found) => spread(histories, &found.readings),
        None => vec![None; histories.len()],
    };
    Ok(Assessment { segment: assign(rules, &scores), segments, scores, scales, tiers, lifecycle, readings })
}

/// Fits the three scales on the customers with a purchase day and scores them.
#[allow(clippy::type_complexity)]
pub(super) fn score_all(
    settings: &SegmentSettings,
    histories: &Histories,
) -> Result<([Scale; 3], Vec<Option<[u8; 3]>>), Error> {
    let values: Vec<Option<[f64; 3]>> = (0..histories.len()).map(|at| dimensions(settings, histories, at)).collect();
    let known: Vec<[f64; 3]> = values.iter().flatten().copied().collect();
    if known.is_empty() {
        return Err(model(NO_PURCHASE.text()));
    }
    let fit = |at: usize| {
        let column: Vec<f64> = known.iter().map(|row| row[at]).collect();
        let best = if at == 0 { Best::Lowest } else { Best::Highest };
        score::fit(&column, settings.bins, &settings.scoring[at], best).map_err(|error| model(error.text()))
    };
    let (recency, (frequency, monetary)) = rayon::join(|| fit(0), || rayon::join(|| fit(1), || fit(2)));
    let scales = [recency?, frequency?, monetary?];
    let scores = values
        .iter()
        .map(|row| row.map(|row| [scales[0].score(row[0]), scales[1].score(row[1]), scales[2].score(row[2])]))
        .collect();
    Ok((scales, scores))
}

/// Recency in days, frequency and net spend in currency units; nothing without a purchase day.
pub(super) fn dimensions(settings: &SegmentSettings, histories: &Histories, at: usize) -> Option<[f64; 3]> {
    let recency = histories.recency_days[at]?;
    let frequency = frequency(settings, histories, at);
    Some([recency as f64, f64::from(frequency), histories.net[at] as f64 / UNIT as f64])
}

/// What frequency counts for a customer.
pub(super) fn frequency(settings: &SegmentSettings, histories: &Histories, at: usize) -> u32 {
    match settings.frequency {
        Frequency::PurchaseDays => histories.purchase_days[at],
        Frequency::Orders => histories.orders[at],
    }
}

/// The place of each customer's segment; those without scores are in the last, [`Segment::RETURNS_ONLY`].
pub(super) fn assign(rules: &RuleSet, scores: &[Option<[u8; 3]>]) -> Vec<usize> {
    let none = rules.segments().len();
    scores.iter().map(|scores| scores.map_or(none, |[r, f, m]| rules.assign(r, f, m))).collect()
}

fn stages(histories: &Histories, as_of: i32) -> Result<Lifecycle, Error> {
    let rhythms: Vec<Rhythm> = (0..histories.len())
        .filter_map(|at| {
            let (first_day, last_day) = (histories.first_day[at]?, histories.last_day[at]?);
            let (purchase_days, previous_day) = (histories.purchase_days[at], histories.previous_day[at]);
            Some(Rhythm { purchase_days, first_day, last_day, previous_day })
        })
        .collect();
    lifecycle::stages(&rhythms, as_of).map_err(|error| model(error.text()))
}

/// Puts the readings of customers with a purchase day back in the order of all customers.
fn spread(histories: &Histories, readings: &[Option<Reading>]) -> Vec<Option<Reading>> {
    let mut next = readings.iter();
    let has_days =
        histories.first_day.iter().zip(&histories.last_day).map(|(first, last)| first.is_some() && last.is_some());
    has_days.map(|has| if has { next.next().copied().flatten() } else { None }).collect()
}

/// An error of a model that this data cannot bear.
pub(super) fn model(text: Text) -> Error {
    Error::new(Kind::Model, Problem::new(text))
}
