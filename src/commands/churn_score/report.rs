//! The report of `huike churn-score`: what is at stake, how far to trust it, how customers come back, the ledger.

use crate::commands::ledger;
use crate::commands::speaker::Speaker;
use crate::labels::{Label, Text, churn_score as labels, segment};
use crate::models::backtest::verdict::Verdict;
use crate::models::cohorts::{ChurnMonth, Signal};
use crate::models::signals::SignalKind;
use crate::report::chart::{Dot, Dots, Estimate, Mark, Panel, Reference, Series, Trend};
use crate::report::number::{self, Unit};
use crate::report::{
    Block, Cell, Chart, Column, Footer, Importance, KeyFigure, Kind, Picture, Report, Section, Step, Table, Tone,
};

use super::backtest::Fold;
use super::load::Loaded;
use super::result::{Band, Findings};
use super::signals::KINDS;
use super::tables::month;
use super::words;

/// Months of the churn chart.
const MONTHS: usize = 36;
/// Cohorts of the retention table, and months of each.
const COHORTS: usize = 13;
const COHORT_MONTHS: usize = 10;

/// Builds the report. `command` is the command line that makes it again.
pub(super) fn build(
    speaker: &Speaker,
    loaded: &Loaded,
    findings: &Findings,
    warnings: &[Text],
    command: String,
) -> Report {
    let version = segment::FOOTER.with(&[("version", &env!("CARGO_PKG_VERSION"))]).render(speaker.lang);
    let mut ledger = ledger::section(speaker, &loaded.gathered);
    let own: Vec<String> =
        warnings.iter().skip(loaded.gathered.warnings.len()).map(|warning| warning.render(speaker.lang)).collect();
    if !own.is_empty() {
        ledger.blocks.push(Block::Notes(own));
    }
    let sections = [
        Some(risk(speaker, loaded, findings)),
        Some(why(speaker, loaded, findings)),
        trust(speaker, findings),
        Some(coming_back(speaker, findings)),
        by_month(speaker, findings),
        Some(method(speaker, findings)),
        Some(ledger),
    ];
    Report {
        lang: speaker.lang,
        title: speaker.get(labels::TITLE),
        subtitle: words::headline(speaker, findings),
        question: speaker.get(labels::QUESTION),
        answer: answer(speaker, loaded, findings),
        figures: figures(speaker, loaded, findings),
        findings: words::verdicts(speaker, findings),
        next_steps: steps(speaker, loaded, findings),
        sections: sections.into_iter().flatten().collect(),
        footer: Footer { lines: vec![version], command: Some(command) },
    }
}

fn say(speaker: &Speaker, label: Label, values: &[(&'static str, &dyn std::fmt::Display)]) -> String {
    label.with(values).render(speaker.lang)
}

fn answer(speaker: &Speaker, loaded: &Loaded, findings: &Findings) -> String {
    let (all, high) = (findings.total(loaded, None), findings.total(loaded, Some(Band::High)));
    say(
        speaker,
        labels::ANSWER,
        &[
            ("n", &speaker.count(high.customers)),
            ("share", &speaker.share(high.customers as f64, all.customers as f64)),
            ("recent", &speaker.compact(high.recent)),
            ("recent_share", &speaker.share(high.recent as f64, all.recent as f64)),
            ("horizon", &findings.horizon),
        ],
    )
}

fn figures(speaker: &Speaker, loaded: &Loaded, findings: &Findings) -> Vec<KeyFigure> {
    let (all, high) = (findings.total(loaded, None), findings.total(loaded, Some(Band::High)));
    let figure = |label: Label, value: String, note: Option<String>, tone| KeyFigure {
        label: speaker.get(label),
        value,
        change: None,
        note,
        tone,
    };
    let of_all = |part: f64, whole: f64| Some(say(speaker, labels::OF_ALL, &[("share", &speaker.share(part, whole))]));
    let mut figures = vec![
        figure(
            labels::FIGURE_HIGH,
            speaker.count(high.customers),
            of_all(high.customers as f64, all.customers as f64),
            Tone::Bad,
        ),
        figure(
            labels::FIGURE_RECENT,
            speaker.compact(high.recent),
            of_all(high.recent as f64, all.recent as f64),
            Tone::Bad,
        ),
        figure(
            labels::FIGURE_EXPECTED,
            speaker.count(all.churners.round() as u64),
            of_all(all.churners, all.customers as f64),
            Tone::Neutral,
        ),
    ];
    figures.extend(all.value.map(|value| figure(labels::FIGURE_VALUE, speaker.compact(value), None, Tone::Neutral)));
    figures
}

fn steps(speaker: &Speaker, loaded: &Loaded, findings: &Findings) -> Vec<Step> {
    let step = |lead: String, text: Label| Step { lead, text: speaker.get(text) };
    let count = |band| speaker.count(findings.total(loaded, Some(band)).customers);
    let mut steps = vec![
        step(say(speaker, labels::STEP_MEDIUM, &[("n", &count(Band::Medium))]), labels::STEP_MEDIUM_TEXT),
        step(say(speaker, labels::STEP_HIGH, &[("n", &count(Band::High))]), labels::STEP_HIGH_TEXT),
    ];
    if !matches!(findings.folds.first().and_then(Fold::verdict), Some(Verdict::Model(_))) {
        steps.push(step(speaker.get(labels::STEP_TRUST), labels::STEP_TRUST_TEXT));
    }
    steps
}

fn risk(speaker: &Speaker, loaded: &Loaded, findings: &Findings) -> Section {
    Section {
        id: "risk".into(),
        title: speaker.get(labels::SECTION_RISK),
        lead: say(
            speaker,
            labels::SECTION_RISK_LEAD,
            &[("horizon", &findings.horizon), ("rule", &findings.horizon_rule.text().render(speaker.lang))],
        ),
        blocks: vec![Block::Table(words::bands(speaker, loaded, findings))],
    }
}

/// What has changed in customers, and how much such changes have told.
fn why(speaker: &Speaker, loaded: &Loaded, findings: &Findings) -> Section {
    let alarms = &findings.signals.alarms;
    let columns = vec![
        Column::new(speaker.get(labels::COLUMN_SIGNAL), Kind::Text).importance(Importance::Essential),
        Column::new(speaker.get(labels::COLUMN_ALARMS), Kind::Number).importance(Importance::Essential),
        Column::new(speaker.get(labels::COLUMN_SPEND_BEHIND), Kind::Number),
        Column::new(speaker.get(labels::COLUMN_PRECISION), Kind::Number)
            .meaning(speaker.get(labels::MEANING_PRECISION))
            .importance(Importance::Essential),
        Column::new(speaker.get(labels::COLUMN_LIFT), Kind::Number).meaning(speaker.get(labels::MEANING_LIFT)),
    ];
    let row = |kind: SignalKind| {
        let with = || alarms.iter().filter(|(_, all)| all.iter().any(|alarm| alarm.kind == kind)).map(|(at, _)| *at);
        let spend = with().map(|at| i128::from(loaded.purchases.recent_net[findings.observed.customers[at]])).sum();
        let worth = findings.signal_worth.iter().find(|(of, _)| *of == kind).and_then(|(_, worth)| worth.as_ref());
        let missing = || number::MISSING.to_string();
        let precision = worth.and_then(|worth| worth.precision).map(|of| {
            let interval = number::percent_interval(of.interval.lower, of.interval.upper);
            say(speaker, labels::SHARE_WITHIN, &[("share", &number::percent(of.share)), ("interval", &interval)])
        });
        let lift = worth.and_then(|worth| worth.lift).map(|lift| number::decimal(lift, 2));
        vec![
            Cell::new(speaker.get(kind.label())),
            Cell::new(speaker.count(with().count() as u64)),
            Cell::new(speaker.compact(spend)),
            Cell::new(precision.unwrap_or_else(missing)),
            Cell::new(lift.unwrap_or_else(missing)),
        ]
    };
    let caption = speaker.get(labels::CAPTION_SIGNALS);
    let values: [(&'static str, &dyn std::fmt::Display); 2] =
        [("n", &speaker.count(alarms.len() as u64)), ("horizon", &findings.horizon)];
    Section {
        id: "why".into(),
        title: speaker.get(labels::SECTION_WHY),
        lead: say(speaker, labels::SECTION_WHY_LEAD, &values),
        blocks: vec![Block::Table(Table { caption, columns, rows: KINDS.map(row).into(), total: None })],
    }
}

/// How well the past was forecast.
fn trust(speaker: &Speaker, findings: &Findings) -> Option<Section> {
    let fold = findings.folds.first()?;
    let mut blocks = vec![Block::Table(backtest_table(speaker, findings))];
    if !fold.calibration.is_empty() {
        blocks.push(Block::Chart(Box::new(calibration(speaker, fold))));
    }
    let lead = say(
        speaker,
        labels::SECTION_TRUST_LEAD,
        &[
            ("day", &speaker.date(fold.day)),
            ("until", &speaker.date(fold.until)),
            ("customers", &speaker.count(fold.customers)),
            ("churned", &speaker.share(fold.churned as f64, fold.customers as f64)),
        ],
    );
    Some(Section { id: "trust".into(), title: speaker.get(labels::SECTION_TRUST), lead, blocks })
}

fn backtest_table(speaker: &Speaker, findings: &Findings) -> Table {
    let column = |label: Label, meaning: Label, importance| {
        Column::new(speaker.get(label), Kind::Number).meaning(speaker.get(meaning)).importance(importance)
    };
    let columns = vec![
        Column::new(speaker.get(labels::COLUMN_FROM), Kind::Text).importance(Importance::Normal),
        Column::new(speaker.get(labels::COLUMN_METHOD), Kind::Text).importance(Importance::Essential),
        column(labels::COLUMN_AUC, labels::MEANING_AUC, Importance::Essential),
        column(labels::COLUMN_BRIER, labels::MEANING_BRIER, Importance::Essential),
        column(labels::COLUMN_BASE, labels::MEANING_BASE, Importance::Extra),
        column(labels::COLUMN_MAE, labels::MEANING_MAE, Importance::Normal),
        column(labels::COLUMN_BIAS, labels::MEANING_BIAS, Importance::Normal),
    ];
    let decimal = |value: Option<f64>, places| {
        Cell::new(value.map_or_else(|| number::MISSING.to_string(), |value| number::decimal(value, places)))
    };
    let mut rows = Vec::new();
    for fold in &findings.folds {
        for measured in &fold.measured {
            let name = match measured.method {
                "gap" => speaker.get(labels::METHOD_GAP),
                "past-rate" => speaker.get(labels::METHOD_PAST_RATE),
                model => words::model_name(model).to_string(),
            };
            let bias = measured.counts.and_then(|counts| counts.bias);
            rows.push(vec![
                Cell::new(speaker.date(fold.day)),
                Cell::new(name),
                decimal(measured.auc.map(|auc| auc.auc), 3),
                decimal(measured.brier.map(|brier| brier.score), 4),
                decimal(measured.brier.map(|brier| brier.of_base_rate), 4),
                decimal(measured.counts.map(|counts| counts.mean_absolute_error), 3),
                Cell::new(bias.map_or_else(|| number::MISSING.to_string(), number::percent)),
            ]);
        }
    }
    Table { caption: speaker.get(labels::CAPTION_BACKTEST), columns, rows, total: None }
}

/// Stated probabilities beside what came true.
fn calibration(speaker: &Speaker, fold: &Fold) -> Chart {
    let mut rows = Vec::new();
    let mut table = Table {
        caption: speaker.get(labels::CAPTION_CALIBRATION),
        columns: [labels::COLUMN_PREDICTED, labels::COLUMN_OBSERVED, labels::COLUMN_INTERVAL, labels::COLUMN_CUSTOMERS]
            .map(|label| Column::new(speaker.get(label), Kind::Number))
            .into(),
        rows: Vec::new(),
        total: None,
    };
    for group in &fold.calibration {
        let said = number::percent(group.predicted);
        let interval = [group.interval.lower, group.interval.upper];
        rows.push(Dot {
            group: None,
            name: say(speaker, labels::DOT_PREDICTED, &[("share", &said)]),
            estimate: Some(Estimate { value: group.observed, interval: Some(interval) }),
            text: number::percent(group.observed),
        });
        table.rows.push(
            [
                said,
                number::percent(group.observed),
                number::percent_interval(interval[0], interval[1]),
                speaker.count(group.customers),
            ]
            .map(Cell::new)
            .into(),
        );
    }
    let inside = fold
        .calibration
        .iter()
        .filter(|group| (group.interval.lower..=group.interval.upper).contains(&group.predicted));
    let takeaway =
        say(speaker, labels::CHART_CALIBRATION_SAYS, &[("n", &inside.count()), ("of", &fold.calibration.len())]);
    let slope = fold.line.map(|line| {
        let slope = line.slope;
        say(
            speaker,
            labels::NOTE_SLOPE,
            &[
                ("slope", &number::decimal(slope.value, 2)),
                ("lower", &number::decimal(slope.interval.lower, 2)),
                ("upper", &number::decimal(slope.interval.upper, 2)),
            ],
        )
    });
    let rate = fold.churned as f64 / fold.customers.max(1) as f64;
    let reference =
        Reference { value: rate, label: say(speaker, labels::REFERENCE_RATE, &[("rate", &number::percent(rate))]) };
    Chart {
        title: speaker.get(labels::CHART_CALIBRATION),
        takeaway,
        note: slope,
        picture: Picture::Dots(Dots { unit: Unit::Share, reference: Some(reference), rows }),
        table,
    }
}

/// How customers come back: retention by cohort.
fn coming_back(speaker: &Speaker, findings: &Findings) -> Section {
    let mut blocks = Vec::new();
    if let Some(retention) = &findings.cohorts {
        let shown = retention.cohorts.len().saturating_sub(COHORTS);
        let cohorts = &retention.cohorts[shown..];
        let months = cohorts.iter().map(|cohort| cohort.cells.len()).max().unwrap_or_default().min(COHORT_MONTHS);
        let mut columns = vec![
            Column::new(speaker.get(labels::COLUMN_COHORT), Kind::Text).importance(Importance::Essential),
            Column::new(speaker.get(labels::COLUMN_CUSTOMERS), Kind::Number).importance(Importance::Essential),
        ];
        columns.extend((1..months).map(|number| Column::new(number.to_string(), Kind::Share)));
        let rows = cohorts.iter().map(|cohort| {
            let cells = cohort.cells.iter().skip(1).take(months.saturating_sub(1));
            let shares = cells.map(|cell| Cell::new(number::percent(cell.share)));
            [month(cohort.month), speaker.count(cohort.customers)].map(Cell::new).into_iter().chain(shares).collect()
        });
        let caption = speaker.get(labels::CAPTION_COHORTS);
        blocks.push(Block::Table(Table { caption, columns, rows: rows.collect(), total: None }));
        blocks.push(Block::Notes(vec![speaker.get(labels::NOTE_COHORTS)]));
    }
    let lead = match &findings.repeat_curve {
        Some(curve) => say(
            speaker,
            labels::SECTION_BACK_LEAD,
            &[
                ("repeaters", &speaker.count(curve.repeaters)),
                ("customers", &speaker.count(curve.customers)),
                ("share", &speaker.share(curve.repeaters as f64, curve.customers as f64)),
            ],
        ),
        None => String::new(),
    };
    Section { id: "coming-back".into(), title: speaker.get(labels::SECTION_BACK), lead, blocks }
}

/// Churn rate by month with its limits.
fn by_month(speaker: &Speaker, findings: &Findings) -> Option<Section> {
    let monthly = findings.monthly.as_ref().filter(|monthly| !monthly.months.is_empty())?;
    let start = monthly.months.len().saturating_sub(MONTHS);
    let months = &monthly.months[start..];
    let points = months.iter().map(|of| of.rate.map(|value| Estimate { value, interval: None })).collect();
    let series = Series { name: speaker.get(labels::SERIES_RATE), mark: Mark::Line, points };
    let centre = monthly.chart.as_ref().ok().map(|chart| chart.centre);
    let references = centre.map(|value| Reference { value, label: speaker.get(labels::REFERENCE_CENTRE) });
    let row = |of: &ChurnMonth| {
        let limits = of.limits.map(|limits| number::percent_interval(limits.lower, limits.upper));
        let missing = || number::MISSING.to_string();
        [
            month(of.month),
            speaker.count(of.active),
            of.rate.map_or_else(missing, number::percent),
            limits.unwrap_or_else(missing),
        ]
        .map(Cell::new)
        .into()
    };
    let table = Table {
        caption: speaker.get(labels::CHART_MONTHS),
        columns: vec![
            Column::new(speaker.get(labels::COLUMN_MONTH), Kind::Text),
            Column::new(speaker.get(labels::COLUMN_ACTIVE), Kind::Number),
            Column::new(speaker.get(labels::SERIES_RATE), Kind::Number),
            Column::new(speaker.get(labels::COLUMN_LIMITS), Kind::Number),
        ],
        rows: months.iter().map(row).collect(),
        total: None,
    };
    let takeaway = match &monthly.chart {
        Ok(_) => say(speaker, labels::CHART_MONTHS_SAYS, &[("n", &beyond(months)), ("of", &months.len())]),
        Err(why) => why.text().render(speaker.lang),
    };
    let chart = Chart {
        title: speaker.get(labels::CHART_MONTHS),
        takeaway,
        note: Some(speaker.get(labels::NOTE_MONTHS)),
        picture: Picture::Trend(Trend {
            unit: Unit::Share,
            positions: months.iter().map(|of| month(of.month)).collect(),
            panels: vec![Panel { title: String::new(), series: vec![series] }],
            references: references.into_iter().collect(),
        }),
        table,
    };
    Some(Section {
        id: "months".into(),
        title: speaker.get(labels::SECTION_MONTHS),
        lead: say(speaker, labels::SECTION_MONTHS_LEAD, &[("horizon", &findings.horizon)]),
        blocks: vec![Block::Chart(Box::new(chart))],
    })
}

/// Months beyond the control limits.
fn beyond(months: &[ChurnMonth]) -> usize {
    months.iter().filter(|of| matches!(of.signal, Some(Signal::Above | Signal::Below))).count()
}

/// The definition and the parameters behind the numbers.
fn method(speaker: &Speaker, findings: &Findings) -> Section {
    let mut notes = vec![speaker.get(labels::NOTE_DEFINITION)];
    let mut blocks = Vec::new();
    if let Some(fitted) = &findings.fitted {
        let fit = &fitted.fit;
        let symbols = fit.model.family().symbols().into_iter();
        let rows = symbols.zip(fit.model.parameters()).zip(fit.standard_errors()).map(|((symbol, value), error)| {
            [symbol.to_string(), number::decimal(value, 4), number::decimal(error, 4)].map(Cell::new).into()
        });
        let likelihood = number::decimal(fit.log_likelihood, 3);
        blocks.push(Block::Table(Table {
            caption: say(
                speaker,
                labels::CAPTION_PARAMETERS,
                &[("model", &fit.model.family().name()), ("likelihood", &likelihood)],
            ),
            columns: vec![
                Column::new(speaker.get(labels::COLUMN_PARAMETER), Kind::Text),
                Column::new(speaker.get(labels::COLUMN_ESTIMATE), Kind::Number),
                Column::new(speaker.get(labels::COLUMN_ERROR), Kind::Number),
            ],
            rows: rows.collect(),
            total: None,
        }));
        notes.push(speaker.get(labels::NOTE_ALIVE));
    }
    notes.push(speaker.get(labels::NOTE_GAP));
    blocks.push(Block::Notes(notes));
    let lead = say(speaker, labels::SECTION_METHOD_LEAD, &[("method", &words::method(speaker, findings))]);
    Section { id: "method".into(), title: speaker.get(labels::SECTION_METHOD), lead, blocks }
}
