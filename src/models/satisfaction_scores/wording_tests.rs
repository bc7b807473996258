//! Every sentence is complete in both languages, and no two say the same.

use super::reliability::ReliabilityError;
use super::weights::WeightsError;
use super::*;
use crate::labels::{Lang, Text};

fn different_and_filled(texts: &[Text]) {
    for lang in [Lang::En, Lang::Zh] {
        let mut rendered: Vec<String> = texts.iter().map(|text| text.render(lang)).collect();
        assert!(rendered.iter().all(|words| !words.contains('{') && !words.is_empty()), "{rendered:?}");
        rendered.sort();
        rendered.dedup();
        assert_eq!(rendered.len(), texts.len());
    }
}

#[test]
fn scales_and_answers() {
    use {ScaleError as S, TallyError as T};
    let found = FoundScale { scale: Scale::NET_PROMOTER, lowest_seen: 0, highest_seen: 9 };
    let mut texts: Vec<Text> = found.caution().into_iter().collect();
    assert_eq!(texts.len(), 1);
    texts.extend([
        S::Empty { lowest: 5, highest: 1 }.text(),
        S::TooManyPoints { lowest: 0, highest: 1000 }.text(),
        S::NoAnswers.text(),
        S::NotWhole { answer: 4.5 }.text(),
        S::Unlisted { lowest: 0.0, highest: 99.0 }.text(),
        T::Lengths.text(),
        T::Weight { row: 0, weight: -1.0 }.text(),
        T::Points { counts: 4, points: 5 }.text(),
        T::TooMany.text(),
        T::Scales.text(),
        T::SomeWeighted.text(),
    ]);
    different_and_filled(&texts);
    assert_eq!(
        T::Weight { row: 0, weight: -1.0 }.text().render(Lang::En),
        "the weight -1 of row number 1 cannot be used"
    );
}

#[test]
fn scores_and_detection() {
    use {DetectionError as D, ScoreError as E};
    different_and_filled(&[
        E::NotNetPromoterScale { lowest: 1, highest: 5 }.text(),
        E::NoTopBox { points: 11 }.text(),
        E::TopBoxes { boxes: 5, points: 5 }.text(),
        E::NotEffortScale { points: 5 }.text(),
        E::Confidence.text(),
        E::Scales.text(),
        D::Probability.text(),
        D::Power.text(),
        D::Difference.text(),
        D::Variance.text(),
        D::Answers.text(),
        D::OutOfReach.text(),
    ]);
}

#[test]
fn weights_and_reliability() {
    use {ReliabilityError as R, WeightsError as W};
    let (margin, level) = (|| "tier".to_owned(), || "gold".to_owned());
    different_and_filled(&[
        W::NoRespondents.text(),
        W::NoMargins.text(),
        W::Lengths { margin: margin() }.text(),
        W::Weight { row: 0, weight: 0.0 }.text(),
        W::LevelTwice { margin: margin(), level: level() }.text(),
        W::Total { margin: margin(), level: level() }.text(),
        W::NothingToReach { margin: margin() }.text(),
        W::WithoutLevel { margin: margin(), respondents: 1, row: 0 }.text(),
        W::LevelWithoutTotal { margin: margin(), level: level(), respondents: 2 }.text(),
        W::LevelWithoutRespondents { margin: margin(), level: level() }.text(),
        W::TotalsDiffer { first: margin(), first_total: 100.0, other: level(), other_total: 90.0 }.text(),
        W::Rule.text(),
        W::Cap.text(),
        R::TooFewItems { items: 1 }.text(),
        R::Lengths.text(),
        R::TooFewComplete { complete: 1 }.text(),
        R::NoVariation.text(),
        R::NotFinite.text(),
        R::Confidence.text(),
    ]);
    let one = W::WithoutLevel { margin: margin(), respondents: 1, row: 0 }.text().render(Lang::En);
    assert_eq!(one, "1 respondent has no level of the margin tier, first in row number 1");
}

#[test]
fn names_of_metrics_and_methods() {
    let metrics = [
        Metric::NetPromoter,
        Metric::CustomerSatisfaction,
        Metric::TopBoxes { boxes: 2 },
        Metric::EffortAgreement,
        Metric::EffortMean,
        Metric::Mean,
    ];
    let methods = [
        Method::AdjustedWald,
        Method::Wilson,
        Method::StudentT,
        Method::ScaleBound,
        Method::AdjustedZ,
        Method::NewcombePooledZ,
        Method::Welch,
        Method::SquareAndAdd,
    ];
    let mut ids: Vec<&str> = metrics.iter().map(|own| own.id()).chain(methods.iter().map(|own| own.id())).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), metrics.len() + methods.len());
    different_and_filled(&[0, 5, 15, 50].map(|answers| CellSize::of(answers).text()));
    different_and_filled(&metrics.map(Metric::text));
    different_and_filled(&methods.map(Method::text));
}
