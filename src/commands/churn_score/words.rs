//! What the run found, in words: for the terminal and for the report.

use crate::commands::speaker::Speaker;
use crate::exports::cast::format_date;
use crate::labels::{Label, Text, churn_score as labels};
use crate::models::backtest::verdict::{Ground, Verdict};
use crate::models::repeat_purchase::{Family, FitError, TOLERATED_CORRELATION};
use crate::models::signals::SignalKind;
use crate::models::win_back::Reason;
use crate::report::{Cell, Column, Importance, Kind, Table, number};

use super::backtest::{ATTRIBUTES, Alone, COMBINED, Fold, GAP, PAST_RATE, TENURE};
use super::load::Loaded;
use super::result::{Band, BandTotal, Findings, in_parts};

/// One line on what was done.
pub(super) fn headline(speaker: &Speaker, findings: &Findings<'_>) -> String {
    labels::HEADLINE
        .with(&[
            ("as_of", &speaker.date(findings.observed.as_of)),
            ("customers", &speaker.count(findings.scores.len() as u64)),
            ("horizon", &findings.horizon),
            ("method", &method(speaker, findings)),
        ])
        .render(speaker.lang)
}

/// How customers were scored.
pub(super) fn method(speaker: &Speaker, findings: &Findings<'_>) -> String {
    method_name(speaker, findings.method())
}

/// What a reader has to know before she uses the numbers.
pub(super) fn warnings(findings: &Findings<'_>, loaded: &Loaded) -> Vec<Text> {
    let mut warnings = findings.warnings.clone();
    if let Some(fitted) = findings.fitted_as_of.filter(|fitted| *fitted > findings.observed.as_of) {
        let (fitted, as_of) = (format_date(fitted), format_date(findings.observed.as_of));
        warnings.push(labels::MODEL_FROM_LATER.with(&[("fitted", &fitted), ("as_of", &as_of)]));
    }
    warnings.extend(findings.instead.map(|instead| instead.text()));
    let brier = findings.folds.first().and_then(|fold| fold.of(findings.method())).and_then(|measured| measured.brier);
    if let Some(brier) = brier.filter(|brier| brier.score > brier.of_base_rate) {
        let (own, base) = (number::decimal(brier.score, 4), number::decimal(brier.of_base_rate, 4));
        // A difference that nobody sees is none.
        let told = (own != base).then_some(());
        warnings.extend(told.map(|()| labels::WORSE_THAN_BASE.with(&[("own", &own), ("base", &base)])));
    }
    if let Some(newest) = loaded.newest.filter(|newest| *newest < findings.observed.as_of) {
        let days = findings.observed.as_of - newest;
        warnings.push(labels::BEYOND_DATA.with(&[("days", &days), ("newest", &format_date(newest))]));
    }
    if let (Err(why), Some(_)) = (&findings.spend, &findings.fitted) {
        let bought_again = findings.observed.spend.iter().any(|spend| spend.repeat_purchases > 0);
        let why = match why {
            _ if findings.fitted_as_of.is_some() => labels::NO_SPEND_SAVED.text(),
            FitError::NoRepeatPurchases if bought_again => labels::NO_AMOUNTS.text(),
            why => why.text(),
        };
        warnings.push(labels::NO_SPEND_MODEL.text().and("why", why));
    }
    let told = findings.correlation.filter(|_| findings.fitted.is_some());
    if let Some(r) = told.filter(|r| r.abs() > TOLERATED_CORRELATION) {
        let more = if r > 0.0 { labels::MORE } else { labels::LESS };
        warnings.push(labels::SPEND_CORRELATION.with(&[("r", &number::decimal(r, 2))]).and("more", more.text()));
    }
    if let Err(alone) = findings.combined
        && !matches!(alone, Alone::NoModel)
    {
        warnings.push(labels::MODEL_ALONE.text().and("why", alone.text()));
    }
    if findings.signals.tests > 0 {
        warnings.extend(findings.tests.untold());
    }
    let advice = &findings.win_back;
    if !advice.consent_known {
        warnings.push(labels::CONSENT_UNKNOWN.text());
    }
    let unmapped = advice.categories.values().filter(|(reason, _)| reason.is_none()).count();
    if unmapped > 0 {
        warnings.push(labels::UNMAPPED.with(&[("n", &unmapped)]));
    }
    let without = loaded.purchases.len() - findings.observed.customers.len();
    if without > 0 {
        warnings.push(labels::RETURNS_ONLY.with(&[("n", &without)]));
    }
    warnings
}

/// The customers by band.
pub(super) fn bands(speaker: &Speaker, loaded: &Loaded, findings: &Findings<'_>) -> Table {
    let all = findings.total(loaded, None);
    let column = |label: Label, kind, importance| Column::new(speaker.get(label), kind).importance(importance);
    let columns = vec![
        column(labels::COLUMN_RISK, Kind::Text, Importance::Essential),
        column(labels::COLUMN_CUSTOMERS, Kind::Number, Importance::Essential),
        column(labels::COLUMN_SHARE, Kind::Share, Importance::Extra),
        column(labels::COLUMN_EXPECTED, Kind::Number, Importance::Essential)
            .meaning(speaker.get(labels::MEANING_EXPECTED)),
        column(labels::COLUMN_RECENT, Kind::Number, Importance::Essential).meaning(speaker.get(labels::MEANING_RECENT)),
        column(labels::COLUMN_VALUE, Kind::Number, Importance::Normal).meaning(speaker.get(labels::MEANING_VALUE)),
    ];
    let row = |name: Label, total: BandTotal| {
        let share = total.customers as f64 / all.customers.max(1) as f64;
        let value = total.value.map_or_else(|| number::MISSING.to_string(), |value| speaker.compact(in_parts(value)));
        vec![
            Cell::new(speaker.get(name)),
            Cell::new(speaker.count(total.customers)),
            Cell::new(speaker.share(total.customers as f64, all.customers as f64)).bar(share),
            Cell::new(speaker.count(total.churners.round() as u64)),
            Cell::new(speaker.compact(total.recent)),
            Cell::new(value),
        ]
    };
    let rows = Band::ALL.map(|band| row(name(band), findings.total(loaded, Some(band)))).into();
    Table { caption: speaker.get(labels::CAPTION_BANDS), columns, rows, total: Some(row(labels::TOTAL, all)) }
}

/// The name of a band.
pub(super) fn name(band: Band) -> Label {
    match band {
        Band::High => labels::BAND_HIGH,
        Band::Medium => labels::BAND_MEDIUM,
        Band::Low => labels::BAND_LOW,
    }
}

/// What has changed in customers at high risk, and what they complained about, one line each.
pub(super) fn why(speaker: &Speaker, findings: &Findings<'_>) -> Vec<String> {
    let at_risk = |at: &usize| findings.bands[*at] == Band::High;
    let of_kind = |kind: &SignalKind| {
        let customers = findings.signals.alarms.of_kind(*kind).filter(at_risk).count() as u64;
        (customers, speaker.get(kind.label()))
    };
    let signals = ranked(speaker, findings.tests.kinds.iter().map(of_kind));
    let (known, of) = findings.win_back.coverage(&findings.bands);
    let of_reason = |reason: &Reason| {
        let own = findings.win_back.reasons.iter().enumerate().filter(|(at, own)| at_risk(at) && *own == reason);
        (own.count() as u64, speaker.get(reason.label()))
    };
    let reasons = ranked(speaker, Reason::ALL.iter().filter(|reason| **reason != Reason::Unknown).map(of_reason));
    let signals = (!signals.is_empty()).then(|| labels::WHY_SIGNALS.with(&[("list", &signals)]).render(speaker.lang));
    let reasons = (known > 0).then(|| {
        let share = speaker.share(known as f64, of as f64);
        labels::WHY_RECORDED.with(&[("list", &reasons), ("share", &share)]).render(speaker.lang)
    });
    signals.into_iter().chain(reasons).collect()
}

/// What anybody has, the most frequent first: `buys less often 231 · overdue 12`.
fn ranked(speaker: &Speaker, all: impl Iterator<Item = (u64, String)>) -> String {
    let mut found: Vec<(u64, String)> = all.filter(|(customers, _)| *customers > 0).collect();
    found.sort_by_key(|(customers, _)| std::cmp::Reverse(*customers));
    let words = found.into_iter().map(|(customers, name)| format!("{name} {}", speaker.count(customers)));
    words.collect::<Vec<String>>().join(" · ")
}

/// What each look back says, one line each.
pub(super) fn verdicts(speaker: &Speaker, folds: &[Fold]) -> Vec<String> {
    folds.iter().filter_map(|fold| verdict(speaker, fold)).collect()
}

fn verdict(speaker: &Speaker, fold: &Fold) -> Option<String> {
    let Some(found) = fold.verdict() else {
        let rival = method_name(speaker, fold.rival);
        let text = labels::VERDICT_NONE.with(&[("day", &speaker.date(fold.day)), ("rival", &rival)]);
        return Some(text.render(speaker.lang));
    };
    let label = match found {
        Verdict::Model(_) => labels::VERDICT_MODEL,
        Verdict::GapRule(_) => labels::VERDICT_GAP,
        Verdict::CannotTell => labels::VERDICT_OPEN,
    };
    let ground = match found {
        Verdict::Model(Ground::Auc) | Verdict::GapRule(Ground::Auc) => labels::GROUND_ORDER,
        _ => labels::GROUND_CHANCES,
    };
    let (model, gap) = (fold.of(fold.champion?)?, fold.of(fold.rival)?);
    let brier = |of: Option<f64>| of.map_or_else(|| number::MISSING.to_string(), |value| number::decimal(value, 4));
    let text = label.with(&[
        ("day", &speaker.date(fold.day)),
        ("model", &method_name(speaker, model.method)),
        ("rival", &method_name(speaker, gap.method)),
        ("brier", &brier(model.brier.map(|brier| brier.score))),
        ("gap", &brier(gap.brier.map(|brier| brier.score))),
        ("auc", &brier(model.auc.map(|auc| auc.auc))),
        ("gap_auc", &brier(gap.auc.map(|auc| auc.auc))),
    ]);
    Some(text.and("ground", ground.text()).render(speaker.lang))
}

/// The usual name of a method, by its stable one.
pub(super) fn method_name(speaker: &Speaker, id: &'static str) -> String {
    match id {
        COMBINED => speaker.get(labels::METHOD_COMBINED),
        TENURE => speaker.get(labels::METHOD_TENURE),
        ATTRIBUTES => speaker.get(labels::METHOD_ATTRIBUTES),
        GAP => speaker.get(labels::METHOD_GAP),
        PAST_RATE => speaker.get(labels::METHOD_PAST_RATE),
        id => Family::ALL.into_iter().find(|family| family.id() == id).map_or(id, Family::name).to_string(),
    }
}
