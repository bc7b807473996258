//! What the command shows, in words: for the terminal, the digest and the report.

use crate::commands::speaker::Speaker;
use crate::labels::{Label, report::LIST_COMMA, satisfaction_report as labels};
use crate::models::early_warning::{Level, Side, Standing};
use crate::report::{Cell, Column, Importance, KeyFigure, Kind, Step, Table, Tone, number};

use super::figures::{ChangeFigure, Figure, Series, Shown, Unit};
use super::result::Findings;
use super::span::Span;

/// Key figures on the first screen.
const KEY_FIGURES: usize = 4;
/// A change is said to be one up to this q-value.
pub(super) const NOTABLE: f64 = 0.05;

/// One line on what was read.
pub(super) fn headline(speaker: &Speaker, findings: &Findings) -> String {
    let span = &findings.span;
    let label = if span.count == 1 { labels::HEADLINE_ONE } else { labels::HEADLINE };
    label
        .with(&[
            ("as_of", &speaker.date(span.as_of)),
            ("first", &span.name(0)),
            ("last", &span.name(span.count.saturating_sub(1))),
            ("periods", &span.count),
        ])
        .render(speaker.lang)
}

/// The answer in a sentence: whether an alarm stands, and the scores of the last full period.
pub(super) fn verdict(speaker: &Speaker, findings: &Findings) -> String {
    let alarm = match findings.alarms.gravest() {
        Some(Level::Crisis) => labels::VERDICT_CRISIS,
        Some(Level::Warning) => labels::VERDICT_WARNING,
        Some(Level::Notice) => labels::VERDICT_NOTICE,
        None => labels::VERDICT_CALM,
    };
    let Some(at) = findings.span.last_full() else { return speaker.get(labels::VERDICT_NO_FULL_PERIOD) };
    let calm = findings.alarms.gravest().is_none();
    let told = |series: &Series| series.figures.get(at).is_some_and(|figure| figure.value.is_some());
    if calm && !findings.of_everyone().any(told) {
        return labels::VERDICT_NOTHING.with(&[("period", &findings.span.name(at))]).render(speaker.lang);
    }
    let unanswered = findings.unanswered();
    let of = |series: &&Series| series.metric.name.render(speaker.lang);
    let unanswered: Vec<String> = unanswered.iter().map(|(series, _)| of(series)).collect();
    let withheld = withheld(speaker, findings, at);
    let (untold, names) = match (unanswered.is_empty(), withheld.is_empty()) {
        (false, _) => (Some(labels::VERDICT_UNANSWERED), unanswered),
        (true, false) => (Some(labels::VERDICT_WITHHELD), withheld),
        (true, true) => (None, Vec::new()),
    };
    let alarm = match untold.filter(|_| calm) {
        Some(label) => {
            label.with(&[("period", &findings.span.name(at)), ("names", &list(speaker, &names))]).render(speaker.lang)
        }
        None => alarm.with(&[("names", &findings.alarms.gravest_names(speaker))]).render(speaker.lang),
    };
    let scores = findings.scores.iter().flat_map(|scores| scores.headline());
    let told = scores.filter_map(|series| {
        let figure = series.figures.get(at)?.shown()?;
        let value = series.metric.unit.text(figure.value?);
        let interval = figure.interval?;
        let [lower, upper] = [interval.lower, interval.upper].map(|limit| series.metric.unit.text(limit));
        let name = series.metric.name.render(speaker.lang);
        let told = labels::ONE_SCORE.with(&[("name", &name), ("value", &value), ("lower", &lower), ("upper", &upper)]);
        Some(told.render(speaker.lang))
    });
    let told: Vec<String> = told.collect();
    match told.is_empty() {
        true => alarm,
        false => labels::VERDICT_WITH_SCORES
            .with(&[
                ("alarm", &alarm),
                ("period", &findings.span.name(at)),
                ("scores", &told.join(LIST_COMMA.get(speaker.lang))),
            ])
            .render(speaker.lang),
    }
}

/// The watched metrics of everyone whose figure in a period is hidden: of them nobody can say that all is well.
fn withheld(speaker: &Speaker, findings: &Findings, at: usize) -> Vec<String> {
    let hidden = |series: &&Series| {
        series.metric.measure.is_some()
            && !series.metric.beside
            && series.figures.get(at).is_some_and(|figure| figure.shown.is_hidden())
    };
    findings.of_everyone().filter(hidden).map(|series| series.metric.name.render(speaker.lang)).collect()
}

/// What every part found, alarms first; of each part so many sentences that the whole fits on a screen. The sections of the
/// report have the rest.
pub(super) fn sentences(speaker: &Speaker, findings: &Findings) -> Vec<String> {
    let Findings { scores, drivers, complaints, follow_ups, loyalty, alarms, goals, recovery, span, .. } = findings;
    let parts = [
        (Some(alarms.sentences(speaker)), usize::MAX),
        (goals.as_ref().map(|own| own.sentences(speaker)), 3),
        (scores.as_ref().map(|own| own.sentences(speaker, span)), 3),
        (drivers.as_ref().map(|own| own.sentences(speaker)), 1),
        (complaints.as_ref().map(|own| own.sentences(speaker)), 2),
        (follow_ups.as_ref().map(|own| own.sentences(speaker)), 2),
        (loyalty.as_ref().map(|own| own.sentences(speaker)), 1),
        (recovery.as_ref().map(|own| own.sentences(speaker)), 2),
    ];
    parts.into_iter().flat_map(|(told, most)| told.into_iter().flatten().take(most)).collect()
}

/// What the period whose figures are shown first is called above them.
pub(super) fn newest_title(speaker: &Speaker, findings: &Findings) -> String {
    let is_full = findings.span.last_full().is_some();
    speaker.get(if is_full { labels::SECTION_NEWEST } else { labels::SECTION_SO_FAR })
}

/// The figures of all customers in the last full period, beside the period before. Where no period is full yet, those of
/// the one so far, which name themselves provisional.
pub(super) fn newest(speaker: &Speaker, findings: &Findings) -> Table {
    let span = &findings.span;
    let at = span.shown_first();
    let rows = findings.of_everyone().filter_map(|series| {
        let at = at?;
        let figure = series.figures.get(at)?;
        (figure.shown != Shown::Empty).then(|| row(speaker, series, figure, span, at))
    });
    let column = |label: Label, kind| Column::new(speaker.get(label), kind);
    let period = at.map_or_else(|| number::MISSING.to_string(), |at| span.name(at));
    Table {
        caption: labels::CAPTION_NEWEST.with(&[("period", &period)]).render(speaker.lang),
        columns: vec![
            column(labels::COLUMN_METRIC, Kind::Text).importance(Importance::Essential),
            column(labels::COLUMN_VALUE, Kind::Number).importance(Importance::Essential),
            column(labels::COLUMN_INTERVAL, Kind::Number).meaning(speaker.get(labels::MEANING_INTERVAL)),
            column(labels::COLUMN_N, Kind::Number).importance(Importance::Extra),
            column(labels::COLUMN_CHANGE, Kind::Delta).meaning(speaker.get(labels::MEANING_CHANGE)),
        ],
        rows: rows.collect(),
        total: None,
    }
}

/// The name of a metric, and until when its figure of a period is provisional.
fn name_at(speaker: &Speaker, series: &Series, span: &Span, at: usize) -> String {
    let judged = series.metric.judged_span(span);
    let name = series.metric.name.clone();
    if judged.standing(at) == Standing::Complete {
        return name.render(speaker.lang);
    }
    let until = i64::from(judged.days(at).1) + i64::from(judged.lag);
    let until = speaker.date(i32::try_from(until).unwrap_or(i32::MAX));
    labels::PROVISIONAL_UNTIL.with(&[("date", &until)]).and("name", name).render(speaker.lang)
}

fn row(speaker: &Speaker, series: &Series, figure: &Figure, span: &Span, at: usize) -> Vec<Cell> {
    let name = Cell::new(name_at(speaker, series, span, at));
    let (value, interval) = value_and_interval(speaker, series, figure);
    let n = Cell::new(speaker.count(figure.n));
    if figure.shown.is_hidden() {
        let missing = || Cell::new(number::MISSING);
        return vec![name, value, missing(), missing(), missing()];
    }
    vec![name, value, interval, n, change(speaker, series, figure.change)]
}

/// A figure and its interval as cells.
pub(super) fn value_and_interval(speaker: &Speaker, series: &Series, figure: &Figure) -> (Cell, Cell) {
    let unit = series.metric.unit;
    if figure.shown.is_hidden() {
        let label = if figure.shown == Shown::Suppressed { labels::HIDDEN } else { labels::WITHHELD };
        return (Cell::suppressed(speaker.get(label)), Cell::new(number::MISSING));
    }
    let interval = figure.interval.map_or_else(
        || number::MISSING.to_string(),
        |interval| {
            let [lower, upper] = [interval.lower, interval.upper].map(|limit| unit.text(limit));
            labels::FROM_TO.with(&[("lower", &lower), ("upper", &upper)]).render(speaker.lang)
        },
    );
    (Cell::new(unit.text_of(figure.value)), Cell::new(interval))
}

/// A change as a cell: with its sign, and marked where it is more than chance.
pub(super) fn change(speaker: &Speaker, series: &Series, change: Option<ChangeFigure>) -> Cell {
    let Some(change) = change else { return Cell::new(number::MISSING) };
    let sign = if change.value > 0.0 { "+" } else { "" };
    let unit = series.metric.unit;
    let bare = if unit == Unit::Percent { number::decimal(change.value, 1) } else { unit.text(change.value) };
    let text = format!("{sign}{bare}");
    if !change.is_notable() {
        return Cell::new(labels::CHANGE_BY_CHANCE.with(&[("change", &text)]).render(speaker.lang));
    }
    let side = if change.value > 0.0 { Side::High } else { Side::Low };
    let tone = match series.metric.bad {
        Some(bad) if bad == side => Tone::Bad,
        Some(_) => Tone::Good,
        None => Tone::Neutral,
    };
    Cell { tone, ..Cell::new(text) }
}

/// Three or four numbers that carry the answer.
pub(super) fn key_figures(speaker: &Speaker, findings: &Findings) -> Vec<KeyFigure> {
    let Some(at) = findings.span.shown_first() else { return Vec::new() };
    let own = key_series(findings).into_iter().filter_map(|series| {
        let figure = series.figures.get(at)?.shown()?;
        let unit = series.metric.unit;
        let name = name_at(speaker, series, &findings.span, at);
        let note = figure.interval.map(|interval| {
            let [lower, upper] = [interval.lower, interval.upper].map(|limit| unit.text(limit));
            labels::NOTE_INTERVAL.with(&[("lower", &lower), ("upper", &upper)]).render(speaker.lang)
        });
        Some(KeyFigure { note, ..KeyFigure::new(name, unit.text(figure.value?), Tone::Neutral) })
    });
    own.take(KEY_FIGURES).collect()
}

/// Scores first, then how many complain, whether follow-ups are made, and who buys again.
fn key_series(findings: &Findings) -> Vec<&Series> {
    let of = |id: &str| findings.of_everyone().find(|series| series.metric.id == id);
    let complaints = of("complaint_rate").or_else(|| of("complaints"));
    let others = [complaints, of("follow_up_completion"), of("repurchase_rate")];
    findings.scores.iter().flat_map(|scores| scores.headline()).chain(others.into_iter().flatten()).collect()
}

/// What to do, from the alarms that stand.
pub(super) fn steps(speaker: &Speaker, findings: &Findings) -> Vec<Step> {
    findings.alarms.steps(speaker)
}

impl ChangeFigure {
    /// Whether it is more than chance, all segments and periods together considered.
    pub(super) fn is_notable(&self) -> bool {
        self.q_value.unwrap_or(self.p_value) <= NOTABLE
    }
}

/// A list in a sentence.
pub(super) fn list(speaker: &Speaker, words: &[String]) -> String {
    words.join(LIST_COMMA.get(speaker.lang))
}
