//! The estimate of an effect from cases with and without a follow-up, and what may be said of it.

use crate::error::Error;
use crate::labels::Text;
use crate::models::follow_up_effect::{
    Balance, BeforeAfter, Cell, EffectError, Estimate, MatchOptions, PreTrend, Question, Trends, TwoByTwo, Verdict,
    Wanted, matched_effect,
};
use crate::models::satisfaction_scores::{CellSize, SUPPRESSED_BELOW};
use crate::settings::satisfaction_report::CONFIDENCE;

use super::super::super::words::NOTABLE;
use super::super::series::cannot;
use super::Case;

/// Probability with which the smallest effect of interest should be seen.
const POWER: f64 = 0.8;

/// Where so many percent did so before, matching by it makes no like pairs.
const CEILING: f64 = 95.0;

/// What is asked of cases.
pub(super) struct Asking {
    pub(super) wanted: Wanted,
    /// The smallest effect of interest.
    pub(super) smallest: f64,
    /// The best that can be of a share in percent; `None` of what is no share.
    pub(super) best: Option<f64>,
    pub(super) seed: u64,
}

/// What came of the question.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Judged {
    /// Cases with a follow-up.
    pub(in super::super) treated: usize,
    /// Cases without.
    pub(in super::super) untreated: usize,
    /// The estimate, or why there is none.
    pub(in super::super) found: Result<Box<Found>, Missing>,
}

/// Why there is no estimate.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) enum Missing {
    /// Too few like cases on both sides.
    TooFew,
    /// The model finds none.
    Refused(Text),
}

/// An estimate and what may be said of it.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Found {
    /// Of like pairs.
    pub(in super::super) estimate: Estimate,
    pub(in super::super) verdict: Verdict,
    /// Over all estimates of the run.
    pub(in super::super) q_value: Option<f64>,
    pub(in super::super) question: Question,
    /// All cases before matching.
    pub(in super::super) before: Balance,
    /// The matched ones.
    pub(in super::super) matched: Balance,
    /// The difference of the mean changes of all cases: a check that rests on no matching.
    pub(in super::super) plain: f64,
    /// The same estimate from the time before the start.
    pub(in super::super) earlier: Option<Estimate>,
    /// What that says.
    pub(in super::super) trends: Trends,
}

impl Found {
    /// Whether something is said of the time after, and nobody could check the time before.
    pub(in super::super) fn is_unchecked(&self) -> bool {
        let says = matches!(self.verdict, Verdict::Better | Verdict::Worse | Verdict::Negligible);
        says && self.trends == Trends::CannotTest
    }

    /// Takes the q-value. Of many comparisons some look like more than chance by chance: those are not told as such.
    pub(super) fn consider(&mut self, q_value: Option<f64>) {
        self.q_value = q_value;
        if matches!(self.verdict, Verdict::Better | Verdict::Worse) && q_value.is_none_or(|q| q > NOTABLE) {
            self.verdict = Verdict::CannotTell { needed: None };
        }
    }

    /// Pairs that the estimate rests on.
    pub(in super::super) fn pairs(&self) -> u64 {
        self.estimate.smallest_group as u64
    }

    /// Members that every group would need, where it cannot be told and more would do.
    pub(in super::super) fn needed(&self) -> Option<u64> {
        if let Verdict::CannotTell { needed } = self.verdict { needed } else { None }
    }
}

impl Judged {
    /// The verdict, as data files name it.
    pub(in super::super) fn id(&self) -> &'static str {
        match &self.found {
            Err(Missing::TooFew) => "too_few",
            Err(Missing::Refused(_)) => "not_estimable",
            Ok(found) => match found.verdict {
                Verdict::Better => "better",
                Verdict::Worse => "worse",
                Verdict::Negligible => "negligible",
                Verdict::CannotTell { .. } | Verdict::SingleTreatedUnit => "cannot_tell",
                Verdict::TrendsDiffered => "trends_differed",
                Verdict::NoRoom => "no_room",
                Verdict::Ceiling => "ceiling",
            },
        }
    }

    /// Whether the estimate rests on enough, as data files name it.
    pub(in super::super) fn status(&self) -> &'static str {
        match &self.found {
            Ok(found) => CellSize::of(found.pairs()).id(),
            Err(Missing::TooFew) => CellSize::Suppressed.id(),
            Err(Missing::Refused(_)) => CellSize::Empty.id(),
        }
    }
}

/// Estimates the effect by like pairs and judges it. Where the time before the start already shows a difference, nothing
/// is said of the time after.
///
/// # Errors
/// An internal one where the question is none.
pub(super) fn judge(cases: &[&Case], asking: &Asking) -> Result<Judged, Error> {
    crate::interrupt::check()?;
    let question = Question::new(asking.wanted, asking.smallest, POWER).map_err(|why| cannot(&why.text()))?;
    let (treated, untreated) = sides(cases, |case| Some(case.own));
    let judged = |found| Judged { treated: treated.len(), untreated: untreated.len(), found };
    if treated.len().min(untreated.len()) < SUPPRESSED_BELOW as usize {
        return Ok(judged(Err(Missing::TooFew)));
    }
    let options = MatchOptions { confidence: CONFIDENCE, seed: asking.seed, ..MatchOptions::default() };
    let effect = match matched_effect(&treated, &untreated, &options) {
        Ok(effect) if effect.pairs.len() < SUPPRESSED_BELOW as usize => return Ok(judged(Err(Missing::TooFew))),
        Ok(effect) => effect,
        Err(EffectError::TooFewPairs { .. }) => return Ok(judged(Err(Missing::TooFew))),
        Err(why) => return Ok(judged(Err(Missing::Refused(why.text())))),
    };
    let slope = earlier(cases, &options);
    let trends = trends(slope);
    let verdict = match trends {
        Trends::Differed => Verdict::TrendsDiffered,
        Trends::NoDifferenceSeen | Trends::CannotTest => effect.estimate.verdict(&question),
    };
    // What would have come of the treated without a follow-up is what came of the others.
    let partners = effect.pairs.iter().filter_map(|pair| untreated.get(pair.untreated));
    let expected = partners.map(|own| own.after).sum::<f64>() / effect.pairs.len().max(1) as f64;
    let verdict = match asking.best {
        Some(_) if effect.balance_matched.treated >= CEILING && trends != Trends::Differed => Verdict::Ceiling,
        Some(best) => verdict.within((best - expected).abs(), &question),
        None => verdict,
    };
    let plain = plain(&treated, &untreated).map_err(|why| cannot(&why.text()))?;
    Ok(judged(Ok(Box::new(Found {
        estimate: effect.estimate,
        verdict,
        q_value: None,
        question,
        before: effect.balance_before,
        matched: effect.balance_matched,
        plain,
        earlier: slope.ok(),
        trends,
    }))))
}

/// Cases with and without a follow-up.
fn sides(cases: &[&Case], of: impl Fn(&Case) -> Option<BeforeAfter>) -> (Vec<BeforeAfter>, Vec<BeforeAfter>) {
    let side = |treated| cases.iter().filter(|case| case.treated == treated).filter_map(|case| of(case)).collect();
    (side(true), side(false))
}

/// The estimate of the time before the start, of cases that tell of it.
fn earlier(cases: &[&Case], options: &MatchOptions) -> Result<Estimate, EffectError> {
    let (treated, untreated) = sides(cases, |case| case.earlier);
    let found = matched_effect(&treated, &untreated, options)?;
    match found.pairs.len() {
        pairs if pairs < SUPPRESSED_BELOW as usize => Err(EffectError::TooFewPairs { pairs }),
        _ => Ok(found.estimate),
    }
}

/// What the time before the start says. Where nothing varies all pairs moved alike, and whether apart is plain.
fn trends(slope: Result<Estimate, EffectError>) -> Trends {
    match slope {
        Err(EffectError::NoVariation { effect, smallest_group }) if smallest_group >= SUPPRESSED_BELOW as usize => {
            if effect == 0.0 {
                Trends::NoDifferenceSeen
            } else {
                Trends::Differed
            }
        }
        slope => PreTrend { gaps: Vec::new(), slope }.trends(),
    }
}

/// (T₁ − T₀) − (C₁ − C₀) of all cases.
fn plain(treated: &[BeforeAfter], untreated: &[BeforeAfter]) -> Result<f64, EffectError> {
    let cell =
        |of: &[BeforeAfter], value: fn(&BeforeAfter) -> f64| Cell::of(&of.iter().map(value).collect::<Vec<f64>>());
    let groups = TwoByTwo {
        treated_before: cell(treated, |own| own.before)?,
        treated_after: cell(treated, |own| own.after)?,
        untreated_before: cell(untreated, |own| own.before)?,
        untreated_after: cell(untreated, |own| own.after)?,
    };
    Ok(groups.difference())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const ASKING: Asking = Asking { wanted: Wanted::Higher, smallest: 0.5, best: None, seed: 1 };

    /// Cases whose score moves by `change` and a fixed scatter, from scores 4 to 8.
    fn cases(n: u32, treated: bool, change: f64, before_start: Option<f64>) -> Vec<Case> {
        let scatter = |at: u32| f64::from(at * 7 % 5) - 2.0;
        let case = |at: u32| {
            let before = f64::from(4 + at % 5);
            let own = BeforeAfter { before, after: before + change + scatter(at / 5), group: 1 };
            let earlier =
                before_start.map(|moved| BeforeAfter { before, after: before + moved + scatter(at / 5 + 3), group: 1 });
            Case { kind: None, treated, own, earlier }
        };
        (0..n).map(case).collect()
    }

    fn judged(treated: &[Case], untreated: &[Case]) -> Judged {
        judge(&treated.iter().chain(untreated).collect::<Vec<&Case>>(), &ASKING).unwrap()
    }

    #[test]
    fn a_planted_effect_is_found() {
        let own = judged(&cases(200, true, 1.5, None), &cases(200, false, 0.5, None));
        let found = own.found.as_ref().unwrap();
        let interval = found.estimate.interval;
        assert!(interval.lower <= 1.0 && 1.0 <= interval.upper && (found.plain - 1.0).abs() < 1e-9);
        assert_eq!(
            (own.id(), own.status(), found.pairs(), found.trends),
            ("better", "enough", 200, Trends::CannotTest)
        );
        assert_eq!(judged(&cases(200, true, 0.0, None), &cases(200, false, 1.0, None)).id(), "worse");
    }

    #[test]
    fn a_difference_before_the_start_spoils_it() {
        let even = judged(&cases(200, true, 1.5, Some(0.0)), &cases(200, false, 0.5, Some(0.0)));
        assert_eq!(even.id(), "better");
        assert_eq!(even.found.unwrap().trends, Trends::NoDifferenceSeen);
        let apart = judged(&cases(200, true, 1.5, Some(1.0)), &cases(200, false, 0.5, Some(0.0)));
        assert_eq!(apart.id(), "trends_differed");
        assert!(apart.found.unwrap().earlier.unwrap().effect > 0.5);
    }

    /// Where all of them moved by the same there is no interval, and nothing is plainer.
    #[test]
    fn a_difference_before_that_does_not_vary_spoils_it_too() {
        let moved = |treated, change, before_start: f64, n| {
            let mut own = cases(n, treated, change, None);
            own.iter_mut().for_each(|case| {
                let before = case.own.before;
                case.earlier = Some(BeforeAfter { before: before - before_start, after: before, group: 1 });
            });
            own
        };
        let found = |before_start, n| {
            let own = judged(&moved(true, 1.5, before_start, n), &moved(false, 0.5, 0.0, n));
            (own.id(), own.found.unwrap().trends)
        };
        assert_eq!(found(0.25, 200), ("trends_differed", Trends::Differed));
        assert_eq!(found(0.0, 200), ("better", Trends::NoDifferenceSeen));
        let mut few = [moved(true, 1.5, 0.25, 200), moved(false, 0.5, 0.0, 200)];
        few.iter_mut().for_each(|side| side.iter_mut().skip(8).for_each(|case| case.earlier = None));
        let own = judged(&few[0], &few[1]);
        assert_eq!((own.id(), own.found.unwrap().trends), ("better", Trends::CannotTest));
    }

    #[test]
    fn what_many_comparisons_bring_about_is_not_told() {
        let found = || judged(&cases(200, true, 1.5, None), &cases(200, false, 0.5, None)).found.unwrap();
        let considered = |q| {
            let mut found = found();
            found.consider(q);
            found.verdict
        };
        assert_eq!(
            [Some(0.05), Some(0.06), None].map(considered).map(|own| own == Verdict::Better),
            [true, false, false]
        );
        assert_eq!(considered(Some(0.06)), Verdict::CannotTell { needed: None });
    }

    /// Of 400 customers 4 in 5 bought before; of every `nth` it is not so afterwards.
    fn buyers(treated: bool, nth: u32) -> Vec<Case> {
        let share = |yes: bool| if yes { 100.0 } else { 0.0 };
        let case = |at: u32| {
            let own =
                BeforeAfter { before: share(!at.is_multiple_of(5)), after: share(!at.is_multiple_of(nth)), group: 1 };
            Case { kind: None, treated, own, earlier: None }
        };
        (0..400).map(case).collect()
    }

    #[test]
    fn where_nearly_all_do_well_nothing_better_can_be_seen() {
        let verdict = |nth, best| {
            let cases = [buyers(true, nth + 1), buyers(false, nth)].concat();
            let asking = Asking { smallest: 5.0, best, ..ASKING };
            judge(&cases.iter().collect::<Vec<&Case>>(), &asking).unwrap().id()
        };
        // 96.75 % of those without a follow-up buy again, then 87.5 %.
        assert_eq!(verdict(31, Some(100.0)), "no_room");
        assert_ne!(verdict(31, None), "no_room");
        assert_ne!(verdict(8, Some(100.0)), "no_room");
        // Where all did so before, the time before tells nothing.
        let mut cases = [buyers(true, 9), buyers(false, 3)].concat();
        cases.iter_mut().for_each(|case| case.own.before = 100.0);
        let asking = Asking { smallest: 5.0, best: Some(100.0), ..ASKING };
        assert_eq!(judge(&cases.iter().collect::<Vec<&Case>>(), &asking).unwrap().id(), "ceiling");
    }

    #[test]
    fn few_cases_and_cases_that_are_all_alike() {
        let few = judged(&cases(9, true, 1.0, None), &cases(200, false, 0.0, None));
        assert_eq!((few.id(), few.status(), few.treated, few.untreated), ("too_few", "suppressed", 9, 200));
        let unsure = judged(&cases(15, true, 0.4, None), &cases(15, false, 0.0, None));
        assert_eq!((unsure.id(), unsure.status()), ("cannot_tell", "few"));
        assert!(unsure.found.unwrap().needed().is_some_and(|needed| needed > 15));
        let same = |treated| {
            vec![
                Case { kind: None, treated, own: BeforeAfter { before: 1.0, after: 1.0, group: 0 }, earlier: None };
                20
            ]
        };
        assert_eq!(judged(&same(true), &same(false)).id(), "not_estimable");
        assert_eq!(judged(&[], &[]).id(), "too_few");
    }
}
