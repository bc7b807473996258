//! The known totals of one attribute in the population, and which level each respondent has. It weights nobody.

use std::collections::BTreeMap;

use super::super::tally::WEIGHTS;
use super::error::WeightsError;

/// The totals of the levels of one attribute, such as customers by tier, and the level of each respondent.
#[derive(Clone, Debug, PartialEq)]
pub struct Margin {
    name: String,
    levels: Vec<String>,
    totals: Vec<f64>,
    level_of: Vec<usize>,
}

impl Margin {
    /// `totals` names each level with its number or share in the population; `respondents` has the level of each
    /// respondent, `None` for one without.
    ///
    /// # Errors
    /// Every level with a total above 0 needs a respondent, and every respondent a level with a total above 0: see
    /// [`WeightsError`].
    pub fn new(name: &str, totals: &[(&str, f64)], respondents: &[Option<&str>]) -> Result<Margin, WeightsError> {
        let margin = || name.to_owned();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, (level, total)) in totals.iter().enumerate() {
            if *total != 0.0 && !WEIGHTS.contains(total) {
                return Err(WeightsError::Total { margin: margin(), level: (*level).to_owned() });
            }
            if places.insert(level, place).is_some() {
                return Err(WeightsError::LevelTwice { margin: margin(), level: (*level).to_owned() });
            }
        }
        if totals.iter().all(|(_, total)| *total == 0.0) {
            return Err(WeightsError::NothingToReach { margin: margin() });
        }
        if let Some(row) = respondents.iter().position(Option::is_none) {
            let without = respondents.iter().filter(|level| level.is_none()).count();
            return Err(WeightsError::WithoutLevel { margin: margin(), respondents: without, row });
        }
        let place = |level: &str| {
            places.get(level).copied().filter(|place| totals.get(*place).is_some_and(|(_, total)| *total > 0.0))
        };
        let mut strangers = respondents.iter().flatten().filter(|level| place(level).is_none());
        if let Some(level) = strangers.next() {
            let respondents = 1 + strangers.count();
            return Err(WeightsError::LevelWithoutTotal { margin: margin(), level: (*level).to_owned(), respondents });
        }
        let level_of: Vec<usize> = respondents.iter().flatten().filter_map(|level| place(level)).collect();
        let mut answered = vec![false; totals.len()];
        level_of.iter().for_each(|place| answered[*place] = true);
        let unheard = totals.iter().zip(&answered).find(|((_, total), answered)| *total > 0.0 && !**answered);
        if let Some(((level, _), _)) = unheard {
            return Err(WeightsError::LevelWithoutRespondents { margin: margin(), level: (*level).to_owned() });
        }
        let (levels, totals) = totals.iter().map(|(level, total)| ((*level).to_owned(), *total)).unzip();
        Ok(Margin { name: margin(), levels, totals, level_of })
    }

    /// Name of the attribute.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Names of the levels with their totals in the population.
    pub fn levels(&self) -> impl Iterator<Item = (&str, f64)> {
        self.levels.iter().map(String::as_str).zip(self.totals.iter().copied())
    }

    /// Number of respondents.
    pub fn respondents(&self) -> usize {
        self.level_of.len()
    }

    /// Sum of the totals.
    pub fn total(&self) -> f64 {
        self.totals.iter().sum()
    }

    /// The sum of the weights of each level.
    pub(super) fn sums(&self, weights: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.totals.len()];
        for (place, weight) in self.level_of.iter().zip(weights) {
            sums[*place] += weight;
        }
        sums
    }

    /// Multiplies the weights of each level so that they sum to `scale` times its total.
    pub(super) fn adjust(&self, weights: &mut [f64], scale: f64) {
        let factors: Vec<f64> =
            self.sums(weights).iter().zip(&self.totals).map(|(sum, total)| scale * total / sum).collect();
        for (place, weight) in self.level_of.iter().zip(weights) {
            *weight *= factors[*place];
        }
    }

    /// The largest difference between a sum of weights and `scale` times the total of its level, as a share of the
    /// latter.
    pub(super) fn error(&self, weights: &[f64], scale: f64) -> f64 {
        let pairs = self.sums(weights).into_iter().zip(&self.totals).filter(|(_, total)| **total > 0.0);
        pairs.map(|(sum, total)| (sum / (scale * total) - 1.0).abs()).fold(0.0, f64::max)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn margin(totals: &[(&str, f64)], levels: &[Option<&str>]) -> Result<Margin, WeightsError> {
        Margin::new("tier", totals, levels)
    }

    #[test]
    fn levels_and_totals_must_meet() {
        use WeightsError as E;
        let (name, gold) = ("tier".to_owned(), "gold".to_owned());
        let totals = [("gold", 10.0), ("basic", 90.0)];
        assert!(margin(&totals, &[Some("gold"), Some("basic")]).is_ok());
        let unheard = E::LevelWithoutRespondents { margin: name.clone(), level: gold.clone() };
        assert_eq!(margin(&totals, &[Some("basic")]), Err(unheard));
        let without = E::WithoutLevel { margin: name.clone(), respondents: 2, row: 1 };
        assert_eq!(margin(&totals, &[Some("gold"), None, Some("basic"), None]), Err(without));
        let stranger = E::LevelWithoutTotal { margin: name.clone(), level: "Gold".to_owned(), respondents: 1 };
        assert_eq!(margin(&totals, &[Some("gold"), Some("basic"), Some("Gold")]), Err(stranger));
        let nobody = [("gold", 0.0), ("basic", 90.0)];
        assert!(margin(&nobody, &[Some("basic")]).is_ok());
        let dead = E::LevelWithoutTotal { margin: name.clone(), level: gold.clone(), respondents: 1 };
        assert_eq!(margin(&nobody, &[Some("basic"), Some("gold")]), Err(dead));
        assert_eq!(margin(&[], &[]), Err(E::NothingToReach { margin: name.clone() }));
        assert_eq!(margin(&[("gold", 0.0)], &[]), Err(E::NothingToReach { margin: name.clone() }));
        let twice = E::LevelTwice { margin: name.clone(), level: gold.clone() };
        assert_eq!(margin(&[("gold", 1.0), ("gold", 1.0)], &[Some("gold")]), Err(twice));
        for bad in [-1.0, f64::NAN, f64::INFINITY, 1e308] {
            let total = E::Total { margin: name.clone(), level: gold.clone() };
            assert_eq!(margin(&[("gold", bad)], &[Some("gold")]), Err(total));
        }
    }
}
