//! The table `drivers`: a row a driver, also those left out, and a row for the items of each question.

use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::labels::Lang;
use crate::models::drivers::{Direction, DriversError, KeyDriver, LeftOut, Quadrant, Reason, Stability, Verdict};
use crate::models::satisfaction_scores::reliability::{Reliability, ReliabilityError};
use crate::models::satisfaction_scores::{CellSize, SUPPRESSED_BELOW};

use super::Drivers;
use super::analysis::{Analysis, Found, Map};

/// What a row is about.
#[derive(Clone, Copy)]
enum About<'a> {
    /// A driver that takes part, and its place among those that do.
    Driver(&'a Found, usize, &'a KeyDriver),
    /// A driver that takes no part.
    LeftOut(&'a LeftOut),
    /// Drivers that cannot be analysed.
    NotAnalysed(&'a DriversError),
    /// The items together.
    Items(&'a Result<Reliability, ReliabilityError>),
}

struct Row<'a> {
    of: &'a Analysis,
    about: About<'a>,
}

/// The rows in the order of questions: drivers by rank, those left out, then the items.
fn rows(analysis: &Analysis) -> Vec<Row<'_>> {
    let mut about = Vec::new();
    match &analysis.drivers {
        Some(Ok(found)) => {
            let driver = |at| Some(About::Driver(found, at, found.key.drivers.get(at)?));
            about.extend(found.by_rank().into_iter().filter_map(driver));
            about.extend(found.key.left_out.iter().map(About::LeftOut));
        }
        Some(Err(error)) => {
            about.push(About::NotAnalysed(error));
            if let DriversError::NoDrivers { left_out } = error {
                about.extend(left_out.iter().map(About::LeftOut));
            }
        }
        None => {}
    }
    about.extend(analysis.items.as_ref().map(About::Items));
    about.into_iter().map(|about| Row { of: analysis, about }).collect()
}

impl<'a> Row<'a> {
    fn kind(&self) -> &'static str {
        match self.about {
            About::Driver(..) => "driver",
            About::LeftOut(_) => "left_out",
            About::NotAnalysed(_) => "not_analysed",
            About::Items(_) => "items",
        }
    }

    fn driver(&self) -> Option<usize> {
        match self.about {
            About::Driver(_, _, own) => Some(own.driver),
            About::LeftOut(own) => Some(own.driver),
            About::NotAnalysed(_) | About::Items(_) => None,
        }
    }

    fn complete(&self) -> Option<usize> {
        match self.about {
            About::Driver(found, ..) => Some(found.key.answers.complete),
            About::NotAnalysed(DriversError::TooFewAnswers { complete, .. }) => Some(*complete),
            About::Items(Ok(items)) => Some(items.complete),
            About::Items(Err(ReliabilityError::TooFewComplete { complete })) => Some(*complete),
            _ => None,
        }
    }

    fn size(&self) -> Option<CellSize> {
        self.complete().map(|complete| CellSize::of(complete as u64))
    }

    /// Whether so few answered everything that nothing is shown.
    fn is_hidden(&self) -> bool {
        self.size() == Some(CellSize::Suppressed) || self.of.respondents < SUPPRESSED_BELOW
    }

    fn found(&self) -> Option<(&'a Found, usize, &'a KeyDriver)> {
        match self.about {
            About::Driver(found, at, own) if !self.is_hidden() => Some((found, at, own)),
            _ => None,
        }
    }

    fn own(&self, of: impl Fn(&KeyDriver) -> f64) -> Option<f64> {
        self.found().map(|(_, _, own)| of(own))
    }

    fn stability(&self) -> Option<Stability> {
        self.found().and_then(|(_, _, own)| own.stability)
    }

    fn quadrant(&self) -> Option<&'static str> {
        let (found, at, _) = self.found()?;
        let Map { quadrants, .. } = found.map.as_ref().ok()?;
        quadrants.get(at).copied().flatten().map(quadrant)
    }

    fn is_clear(&self) -> Option<bool> {
        let (found, at, _) = self.found()?;
        let map = found.map.as_ref().ok()?;
        map.quadrants.get(at).copied().flatten()?;
        map.clear.get(at).copied()
    }

    fn items(&self) -> Option<&'a Reliability> {
        match self.about {
            About::Items(Ok(items)) if !self.is_hidden() => Some(items),
            _ => None,
        }
    }

    fn verdict(&self) -> Option<&'static str> {
        let (found, _, own) = self.found()?;
        Some(match found.key.verdict {
            Verdict::TooFewAnswers { .. } => "cannot_tell_too_few_answers",
            Verdict::NothingExplained => "cannot_tell_nothing_explained",
            Verdict::Explained { leader } if leader == Some(own.driver) => "leads",
            Verdict::Explained { .. } => "goes_along",
        })
    }

    /// Why there are no figures.
    fn reason(&self, names: &[String]) -> Option<String> {
        let name = |driver: usize| names.get(driver).cloned().unwrap_or_default();
        match &self.about {
            _ if self.is_hidden() => None,
            About::LeftOut(own) => Some(match &own.reason {
                Reason::NoAnswers => "no_answers".to_string(),
                Reason::Constant => "constant".to_string(),
                Reason::FollowsFrom(others) => {
                    let others: Vec<String> = others.iter().map(|other| name(*other)).collect();
                    format!("follows_from:{}", others.join("+"))
                }
            }),
            About::NotAnalysed(error) => Some(error.text().render(Lang::En)),
            About::Items(Err(error)) => Some(error.text().render(Lang::En)),
            About::Driver(..) | About::Items(Ok(_)) => None,
        }
    }
}

fn quadrant(quadrant: Quadrant) -> &'static str {
    match quadrant {
        Quadrant::ConcentrateHere => "concentrate_here",
        Quadrant::KeepUp => "keep_up",
        Quadrant::LowPriority => "low_priority",
        Quadrant::PossibleOverkill => "possible_overkill",
    }
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Same => "same",
        Direction::Opposite => "opposite",
        Direction::Unclear => "unclear",
    }
}

/// The table. Shares, R², correlations and coefficients are fractions of 1; `share_of_r2_percent` is percent.
pub(super) fn table(drivers: &Drivers) -> Result<ResultTable<'static>, Error> {
    let all: Vec<Row<'_>> = drivers.questions.iter().flat_map(rows).collect();
    let rows = || all.iter();
    let own = |of: fn(&KeyDriver) -> f64| rows().map(move |row| row.own(of));
    let stable = |of: fn(&Stability) -> f64| rows().map(move |row| row.stability().map(|own| of(&own)));
    let rank = |of: fn(&Stability) -> usize| rows().map(move |row| row.stability().map(|own| of(&own) as i64));
    let items = |of: fn(&Reliability) -> Option<f64>| rows().map(move |row| row.items().and_then(of));
    let shown = |row: &Row<'_>, n: usize| (!row.is_hidden()).then_some(n as i64);
    ResultTable::build("drivers")
        .text("survey", rows().map(|row| row.of.survey.as_deref()))
        .text("metric", rows().map(|row| row.of.metric.as_deref()))
        .text("kind", rows().map(|row| Some(row.kind())))
        .text("driver", rows().map(|row| drivers.driver_names.get(row.driver()?)))
        .integer("respondents", rows().map(|row| (!row.is_hidden()).then_some(row.of.respondents as i64)))
        .integer("complete", rows().map(|row| row.complete().and_then(|complete| shown(row, complete))))
        .number("mean", own(|own| own.mean))
        .number("share", own(|own| own.share))
        .number("share_lower", stable(|own| own.share.lower))
        .number("share_upper", stable(|own| own.share.upper))
        .number(
            "share_of_r2_percent",
            rows().map(|row| row.found().and_then(|(found, _, own)| Some(found.part(own.share)? * 100.0))),
        )
        .number("relative_weight", own(|own| own.relative_weight))
        .integer("rank", rows().map(|row| row.found().map(|(_, _, own)| own.rank as i64)))
        .integer("rank_best", rank(|own| own.best_rank))
        .integer("rank_worst", rank(|own| own.worst_rank))
        .probability("first_probability", stable(|own| own.first))
        .number("correlation", own(|own| own.correlation))
        .number("coefficient", own(|own| own.coefficient))
        .number("coefficient_lower", stable(|own| own.coefficient.lower))
        .number("coefficient_upper", stable(|own| own.coefficient.upper))
        .text("direction", rows().map(|row| row.found().map(|(_, _, own)| direction(own.direction))))
        .number("variance_inflation", own(|own| own.variance_inflation))
        .text("quadrant", rows().map(Row::quadrant))
        .boolean("quadrant_clear", rows().map(Row::is_clear))
        .number("r_squared", rows().map(|row| row.found().map(|(found, ..)| found.key.r_squared)))
        .probability("p_value", rows().map(|row| row.found().map(|(found, ..)| found.key.p_value)))
        .text("verdict", rows().map(Row::verdict))
        .integer("items", rows().map(|row| row.items().map(|own| own.items as i64)))
        .number("alpha", items(|own| Some(own.raw_alpha)))
        .number("alpha_lower", items(|own| own.interval.map(|interval| interval.lower)))
        .number("alpha_upper", items(|own| own.interval.map(|interval| interval.upper)))
        .number("standardised_alpha", items(|own| own.standardised_alpha))
        .number("rho", items(|own| own.dillon_goldstein_rho))
        .text("reason", rows().map(|row| row.reason(&drivers.driver_names)))
        .text("status", rows().map(status))
        .finish()
}

fn status(row: &Row<'_>) -> Option<&'static str> {
    if row.is_hidden() { Some(CellSize::Suppressed.id()) } else { row.size().map(CellSize::id) }
}
