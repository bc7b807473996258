//! A fitted model on disk: a small JSON file with the parameters alone, by which a nightly run scores without fitting.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::commands::kept::{self, Kept};
use crate::error::{Error, Kind, Problem};
use crate::exports::cast::{format_date, parse_iso_date};
use crate::exports::small_file;
use crate::labels::{Label, Text, churn_score as labels};
use crate::models::backtest::baselines::{GapRisk, RiskStep};
use crate::models::churn_score::{ChurnScore, Coefficient};
use crate::models::repeat_purchase::{Family, Fit, Model, SpendFit, SpendModel};
use crate::models::signals::SignalKind;
use crate::settings::churn_score::{ChurnScoreSettings, Method};

use super::combine::Feature;
use super::load::Loaded;
use super::result::Findings;

/// Version of the file.
const SCHEMA: u32 = 1;
/// What the file holds.
const KIND: &str = "huike churn-score model";

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Saved {
    kind: String,
    schema: u32,
    huike: String,
    /// The day up to which the model saw the customers.
    pub(super) as_of: String,
    customers: u64,
    currency: Option<String>,
    /// Hashes of the files that it was fitted to.
    data: Vec<String>,
    time_unit: String,
    pub(super) horizon_days: i32,
    pub(super) signal_window_days: i32,
    model: Option<SavedModel>,
    spend: Option<SavedSpend>,
    score: Option<SavedScore>,
    gap: Option<Vec<(f64, u64, u64)>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedModel {
    name: String,
    parameters: [f64; 4],
    covariance: [[f64; 4]; 4],
    log_likelihood: f64,
    gradient: f64,
    iterations: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedSpend {
    parameters: [f64; 3],
    covariance: [[f64; 3]; 3],
    log_likelihood: f64,
    gradient: f64,
    iterations: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedScore {
    intercept: f64,
    intercept_standard_error: f64,
    penalty: f64,
    customers: usize,
    lost: usize,
    parts: Vec<SavedPart>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedPart {
    feature: String,
    log_odds: f64,
    standard_error: Option<f64>,
    mean: f64,
    scale: f64,
}

impl Saved {
    /// What a run found, to be saved.
    pub(super) fn of(settings: &ChurnScoreSettings, loaded: &Loaded, findings: &Findings<'_>) -> Saved {
        let model = findings.fitted.as_ref().map(|fitted| {
            let Fit { model, log_likelihood, covariance, gradient, iterations } = fitted.fit;
            let (name, parameters) = (model.family().id().to_string(), model.parameters());
            SavedModel { name, parameters, covariance, log_likelihood, gradient, iterations }
        });
        let spend = findings.spend.as_ref().ok().map(|fit| {
            let SpendFit { model, log_likelihood, covariance, gradient, iterations } = *fit;
            SavedSpend { parameters: model.parameters(), covariance, log_likelihood, gradient, iterations }
        });
        let score = findings.combined.as_ref().ok().map(|combined| {
            let part = |(name, own): (&Feature, &Coefficient)| SavedPart {
                feature: name.id().to_string(),
                log_odds: own.value,
                standard_error: own.standard_error,
                mean: own.mean,
                scale: own.scale,
            };
            let score = &combined.score;
            SavedScore {
                intercept: score.intercept,
                intercept_standard_error: score.intercept_standard_error,
                penalty: score.penalty,
                customers: score.customers,
                lost: score.lost,
                parts: combined.names.iter().zip(&score.coefficients).map(part).collect(),
            }
        });
        let step = |step: &RiskStep| (step.from, step.customers, step.churned);
        Saved {
            kind: KIND.to_string(),
            schema: SCHEMA,
            huike: env!("CARGO_PKG_VERSION").to_string(),
            as_of: format_date(findings.observed.as_of),
            customers: findings.scores.len() as u64,
            currency: loaded.currency.clone(),
            data: loaded.gathered.inputs.iter().map(|input| input.hash.clone()).collect(),
            time_unit: settings.time_unit.name().to_string(),
            horizon_days: findings.horizon,
            signal_window_days: findings.tests.window(),
            model,
            spend,
            score,
            gap: findings.gap_rule.as_ref().map(|rule| rule.steps().iter().map(step).collect()),
        }
    }

    /// Writes the file, as a whole or not at all.
    ///
    /// # Errors
    /// Kind `Output`.
    pub(super) fn stage(&self, path: &Path) -> Result<Kept, Error> {
        let text = serde_json::to_string_pretty(self).map_err(Error::internal)?;
        kept::stage(path, format!("{text}\n").as_bytes(), kept::MODEL)
    }

    /// Reads a file and checks that it fits what is asked for.
    ///
    /// # Errors
    /// Kind `Input` for a file that cannot be read or is no such model, `Usage` with everything in which it differs.
    pub(super) fn read(path: &Path, settings: &ChurnScoreSettings) -> Result<Saved, Error> {
        let place = path.display();
        let unreadable = |why: Text| {
            let problem = Problem::at(&place, labels::NO_MODEL_FILE.text().and("why", why));
            Error::new(Kind::Input, problem.hint(labels::NO_MODEL_FILE_HINT.text()))
        };
        let text = small_file::read(path).map_err(|problem| unreadable(problem.what))?;
        let saved: Saved = serde_json::from_str(&text).map_err(|why| {
            let label = if why.is_data() { labels::OTHER_CONTENT } else { labels::NOT_JSON };
            unreadable(label.with(&[("why", &why)]))
        })?;
        if saved.kind != KIND || saved.schema != SCHEMA {
            return Err(unreadable(labels::OTHER_SCHEMA.with(&[("kind", &saved.kind), ("schema", &saved.schema)])));
        }
        if !saved.is_sound() {
            return Err(unreadable(labels::IMPOSSIBLE_MODEL.text()));
        }
        let mut problems = Vec::new();
        let mut differs = |flag: &str, label: Label, own: &dyn std::fmt::Display, given: &dyn std::fmt::Display| {
            problems.push(Problem::at(flag, label.with(&[("own", own), ("given", given)])));
        };
        if saved.time_unit != settings.time_unit.name() {
            differs("--time-unit", labels::DIFFERS, &saved.time_unit, &settings.time_unit.name());
        }
        if let Some(given) = settings.horizon.filter(|given| *given != saved.horizon_days) {
            differs("--horizon", labels::DIFFERS, &saved.horizon_days, &given);
        }
        if let Some(given) = settings.signal_window.filter(|given| *given != saved.signal_window_days) {
            differs("--signal-window", labels::DIFFERS, &saved.signal_window_days, &given);
        }
        let own = saved.model.as_ref().map_or("gap", |model| model.name.as_str());
        let given = match settings.method {
            Method::Auto => own,
            Method::Gap => "gap",
            Method::Model(family) => family.id(),
        };
        if own != given {
            differs("--model", labels::DIFFERS, &own, &given);
        }
        for part in saved.score.iter().flat_map(|score| &score.parts) {
            let (flag, given) = match part.feature.as_str() {
                "complaints_rising" => ("--complaints", &settings.complaints),
                "interactions_falling" => ("--interactions", &settings.interactions),
                "satisfaction_falling" => ("--surveys", &settings.surveys),
                _ => continue,
            };
            if given.is_empty() {
                problems.push(Problem::at(flag, labels::NEEDED_BY_MODEL.text()));
            }
        }
        if let Some(last) = problems.pop() {
            problems.push(last.hint(labels::REFIT_HINT.text()));
        }
        Error::check(Kind::Usage, problems)?;
        Ok(saved)
    }

    /// Insists that money is counted as it was when the model was fitted.
    ///
    /// # Errors
    /// Kind `Contract`.
    pub(super) fn check_currency(&self, currency: Option<&str>) -> Result<(), Error> {
        let name = |currency: Option<&str>| currency.unwrap_or("-").to_string();
        if self.currency.as_deref() == currency {
            return Ok(());
        }
        let values: [(&'static str, &dyn std::fmt::Display); 2] =
            [("own", &name(self.currency.as_deref())), ("given", &name(currency))];
        let problem = Problem::at("--use-model", labels::OTHER_CURRENCY.with(&values));
        Err(Error::new(Kind::Contract, problem.hint(labels::REFIT_HINT.text())))
    }

    /// Whether all that is in the file can be.
    fn is_sound(&self) -> bool {
        let model = self.model.as_ref().is_none_or(|_| self.fit().is_some());
        let spend = self.spend.as_ref().is_none_or(|_| self.spend().is_some());
        let score = self.score.as_ref().is_none_or(|_| self.combined().is_some());
        let gap = self.gap.as_ref().is_none_or(|_| self.gap_rule().is_some());
        let days = 1..=3650;
        let some = self.model.is_some() != self.gap.is_some();
        let dated = parse_iso_date(&self.as_of).is_ok();
        let spans = days.contains(&self.horizon_days) && days.contains(&self.signal_window_days);
        model && spend && score && gap && some && dated && spans
    }

    /// The repeat-purchase model.
    pub(super) fn fit(&self) -> Option<Fit> {
        let SavedModel { name, parameters, covariance, log_likelihood, gradient, iterations } = self.model.as_ref()?;
        let family = Family::ALL.into_iter().find(|family| family.id() == name)?;
        let model = Model::new(family, *parameters)?;
        let (log_likelihood, covariance, gradient) = (*log_likelihood, *covariance, *gradient);
        // As the fit itself: a standard error of a logarithm above 3, or a parameter beyond all units, is no estimate.
        let variances = (0..4).all(|at| (0.0..=9.0).contains(&covariance[at][at]));
        let likely = parameters.iter().all(|value| (1e-6..=1e7).contains(value)) && variances;
        let finite = covariance.iter().flatten().all(|value| value.abs() <= 9.0) && log_likelihood.is_finite();
        (finite && likely).then_some(Fit { model, log_likelihood, covariance, gradient, iterations: *iterations })
    }

    /// The spend model.
    pub(super) fn spend(&self) -> Option<SpendFit> {
        let SavedSpend { parameters, covariance, log_likelihood, gradient, iterations } = self.spend.as_ref()?;
        let model = SpendModel::new(*parameters)?;
        let (log_likelihood, covariance, gradient) = (*log_likelihood, *covariance, *gradient);
        let likely = (0..3).all(|at| (0.0..=9.0).contains(&covariance[at][at]));
        let finite = covariance.iter().flatten().all(|value| value.abs() <= 9.0);
        (finite && likely).then_some(())?;
        Some(SpendFit { model, log_likelihood, covariance, gradient, iterations: *iterations })
    }

    /// The weights of the combined score, with the signals that it weighs.
    pub(super) fn combined(&self) -> Option<(ChurnScore, Vec<Feature>)> {
        let saved = self.score.as_ref()?;
        let named = |part: &SavedPart| {
            let kind = SignalKind::ALL.into_iter().find(|kind| kind.id() == part.feature);
            let plain = [Feature::Model, Feature::Gap].into_iter().find(|feature| feature.id() == part.feature);
            plain.or(kind.map(Feature::Signal))
        };
        let names: Vec<Feature> = saved.parts.iter().map(named).collect::<Option<_>>()?;
        let coefficient = |part: &SavedPart| Coefficient {
            value: part.log_odds,
            standard_error: part.standard_error,
            mean: part.mean,
            scale: part.scale,
        };
        let score = ChurnScore {
            intercept: saved.intercept,
            intercept_standard_error: saved.intercept_standard_error,
            coefficients: saved.parts.iter().map(coefficient).collect(),
            penalty: saved.penalty,
            trials: Vec::new(),
            customers: saved.customers,
            lost: saved.lost,
        };
        // Features are logarithms: no weight of a fit is anywhere near these bounds.
        let likely = |value: f64| value.abs() <= 1e4;
        let finite = score.coefficients.iter().all(|own| likely(own.value) && likely(own.mean));
        (finite && likely(score.intercept)).then_some((score, names))
    }

    /// The churn rates by gap.
    pub(super) fn gap_rule(&self) -> Option<GapRisk> {
        let steps = self.gap.as_ref()?.iter();
        GapRisk::from_steps(
            steps
                .map(|(from, customers, churned)| RiskStep { from: *from, customers: *customers, churned: *churned })
                .collect(),
        )
    }
}
