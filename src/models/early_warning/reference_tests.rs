//! Published figures, and figures on public data sets. The data lie outside of the project, in the folder that
//! `HUIKE_REFERENCE_DATA` names; without it the tests that need them say that they were skipped.

use std::path::Path;

use super::*;

#[allow(clippy::print_stderr)]
fn text(folder: &str, name: &str) -> Option<String> {
    let Ok(data) = std::env::var("HUIKE_REFERENCE_DATA") else {
        eprintln!("skipped: HUIKE_REFERENCE_DATA is not set");
        return None;
    };
    Some(std::fs::read_to_string(Path::new(&data).join(folder).join(name)).unwrap())
}

/// The columns of a table whose first line is a header.
fn columns(file: &str, separator: fn(char) -> bool, wanted: [usize; 2]) -> Vec<[f64; 2]> {
    let fields = |line: &str| -> Vec<f64> {
        let parts: Vec<&str> = line.split(separator).filter(|part| !part.is_empty()).collect();
        wanted.iter().map(|column| parts[*column].parse().unwrap()).collect()
    };
    file.lines().skip(1).map(fields).map(|row| [row[0], row[1]]).collect()
}

fn observations(rows: &[[f64; 2]], excluded: &[usize]) -> Vec<Observation> {
    let mut series: Vec<Observation> = rows.iter().map(|[count, total]| Observation::new(*count, *total)).collect();
    excluded.iter().for_each(|at| series[at - 1].standing = Standing::Excluded);
    series
}

/// The chart, its only phase and the numbers of the points beyond the limits, counted from 1.
fn charted(series: &[Observation], settings: &ChartSettings) -> (Chart, PhaseFigures, Vec<usize>) {
    let chart = control_chart(series, settings).unwrap();
    let signals = chart_signals(&chart, &[ChartRule::BeyondLimits]);
    let figures = chart.phases[0].unwrap();
    (chart, figures, signals.iter().map(|signal| signal.at + 1).collect())
}

fn limits(chart: &Chart, point: usize) -> [f64; 2] {
    let limits = chart.points[point - 1].unwrap().limits;
    [limits.lower, limits.upper]
}

#[track_caller]
fn close(got: impl IntoIterator<Item = f64>, want: impl IntoIterator<Item = f64>, tolerance: f64) {
    let (got, want): (Vec<f64>, Vec<f64>) = (got.into_iter().collect(), want.into_iter().collect());
    assert_eq!(got.len(), want.len());
    for (got, want) in got.iter().zip(&want) {
        assert!((got - want).abs() <= tolerance, "{got} instead of {want}");
    }
}

/// Laney's own charts: limits may be narrower than chance.
fn laney(kind: ChartKind) -> ChartSettings {
    ChartSettings { at_least_poisson: false, ..ChartSettings::new(kind) }
}

/// Montgomery, Introduction to Statistical Quality Control, orange juice cans, 30 trial samples of 50; then without
/// samples 15 and 23 (qicharts2 0.8.1, test ex_7.1_5).
#[test]
fn orange_juice() {
    let Some(file) = text("qcc", "orangejuice.txt") else { return };
    let rows = columns(&file, |c| c == '\t', [1, 2]);
    let (chart, figures, flags) = charted(&observations(&rows[..30], &[]), &ChartSettings::new(ChartKind::P));
    close([figures.centre], [0.231333], 5e-7);
    close(limits(&chart, 1), [0.052428, 0.410239], 5e-7);
    assert_eq!(flags, [15, 23]);

    let (chart, figures, flags) = charted(&observations(&rows[..30], &[15, 23]), &ChartSettings::new(ChartKind::P));
    close([figures.centre], [0.215], 1e-12);
    close(limits(&chart, 30), [0.040703, 0.389297], 5e-7);
    assert_eq!(flags, [15, 21, 23]);
    let runs = runs_analysis(&chart.points, 0).unwrap();
    assert_eq!((runs.useful, runs.longest_run, runs.longest_run_max), (28, 5, 8));
    assert_eq!((runs.crossings, runs.crossings_min, runs.signal()), (13, 9, false));
}

/// Montgomery, printed circuit boards, 26 trial units; then all 46 with the limits frozen after 26 and without units 6
/// and 20 (qicharts2 0.8.1, test ex_7.3_3).
#[test]
fn circuit_boards() {
    let Some(file) = text("qcc", "circuit.txt") else { return };
    let rows = columns(&file, |c| c == ' ', [0, 1]);
    assert_eq!(rows.len(), 46);
    let (chart, figures, flags) = charted(&observations(&rows[..26], &[]), &ChartSettings::new(ChartKind::C));
    close([figures.centre], [19.846154], 5e-7);
    close(limits(&chart, 1), [6.481447, 33.210861], 5e-7);
    assert_eq!(flags, [6, 20]);

    let frozen = ChartSettings::new(ChartKind::C).with_baseline(Baseline::First(26));
    let (chart, figures, flags) = charted(&observations(&rows, &[6, 20]), &frozen);
    close([figures.centre], [19.666667], 5e-7);
    close(limits(&chart, 46), [6.362532, 32.970801], 5e-7);
    assert_eq!((flags, figures.baseline_points), (vec![6, 20], 24));
    let runs = runs_analysis(&chart.points, 0).unwrap();
    assert_eq!((runs.useful, runs.longest_run, runs.longest_run_max), (44, 8, 8));
    assert_eq!((runs.crossings, runs.crossings_min), (14, 16));
    assert!(runs.few_crossings() && !runs.long_run());
    let signals = chart_signals(&chart, ChartRule::ANHOEJ);
    assert_eq!(signals.len(), 1);
    assert_eq!((signals[0].rule, signals[0].at), (Rule::Chart(ChartRule::FewCrossings), 45));
}

/// Montgomery, personal computers, 20 samples of 5.
#[test]
fn personal_computers() {
    let Some(file) = text("qcc", "pcmanufact.txt") else { return };
    let rows = columns(&file, |c| c == ' ', [0, 1]);
    let (chart, figures, flags) = charted(&observations(&rows, &[]), &ChartSettings::new(ChartKind::U));
    close([figures.centre], [1.93], 1e-12);
    close(limits(&chart, 1), [0.066133, 3.793867], 5e-7);
    assert_eq!((rows.len(), flags.len()), (20, 0));
}

/// Montgomery, dyed cloth, defects by 50 m² (qicharts2 0.8.1, test ex_7.5_1).
#[test]
fn dyed_cloth() {
    let rows = [
        [14.0, 500.0],
        [12.0, 400.0],
        [20.0, 650.0],
        [11.0, 500.0],
        [7.0, 475.0],
        [10.0, 500.0],
        [21.0, 600.0],
        [16.0, 525.0],
        [19.0, 600.0],
        [23.0, 625.0],
    ];
    let (chart, figures, flags) = charted(&observations(&rows, &[]), &ChartSettings::new(ChartKind::U));
    close([50.0 * figures.centre], [1.423256], 5e-7);
    close(limits(&chart, 1).map(|limit| 50.0 * limit), [0.291474, 2.555038], 5e-7);
    assert!(flags.is_empty() && !runs_analysis(&chart.points, 0).unwrap().signal());
}

/// Complaints by sales of R's qicharts2: u cries wolf, u′ and I′ do not. The p′ chart has the limits of u′, as its
/// √(1 − P) cancels out.
#[test]
fn complaints() {
    let Some(file) = text("qicharts2", "complaints.csv") else { return };
    let series = observations(&columns(&file, |c| c == ',', [1, 2]), &[]);
    let (chart, figures, flags) = charted(&series, &ChartSettings::new(ChartKind::U));
    close([figures.centre], [0.004_997_25], 5e-9);
    close(limits(&chart, 1), [0.004_290_34, 0.005_704_17], 5e-9);
    assert_eq!((series.len(), flags.len()), (20, 13));
    for settings in [laney(ChartKind::UPrime), ChartSettings::new(ChartKind::UPrime)] {
        let (chart, figures, flags) = charted(&series, &settings);
        close(figures.sigma_z, [5.317393], 5e-7);
        close(limits(&chart, 1), [0.001_238_32, 0.008_756_18], 5e-9);
        assert!(flags.is_empty());
    }
    let (chart, figures, _) = charted(&series, &laney(ChartKind::PPrime));
    close([figures.sigma_z.unwrap() * (1.0 - figures.centre).sqrt()], [5.317393], 5e-7);
    close(limits(&chart, 1), [0.001_238_32, 0.008_756_18], 5e-9);

    let (chart, _, flags) = charted(&series, &ChartSettings::new(ChartKind::IPrime));
    close(limits(&chart, 1), [0.001_053_53, 0.008_940_98], 5e-9);
    assert!(flags.is_empty());
    let runs = runs_analysis(&chart.points, 0).unwrap();
    assert_eq!((runs.longest_run, runs.longest_run_max, runs.crossings, runs.crossings_min), (5, 7, 7, 6));
    assert!(!runs.signal());
    // No range is large enough for screening to matter.
    let screened = ChartSettings { screening: true, ..ChartSettings::new(ChartKind::IPrime) };
    assert_eq!(charted(&series, &screened).1, chart.phases[0].unwrap());
}

/// NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2.
#[test]
fn nist_individuals() {
    let values = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
    let series: Vec<Observation> = values.iter().map(|value| Observation::new(*value, 1.0)).collect();
    let (chart, figures, flags) = charted(&series, &ChartSettings::new(ChartKind::I));
    close([figures.centre, figures.mean_moving_range.unwrap()], [50.81, 1.8778], 5e-5);
    close(limits(&chart, 1), [45.8159, 55.8041], 5e-5);
    assert!(flags.is_empty());
    let ranges = control_chart(&series, &ChartSettings::new(ChartKind::MovingRange)).unwrap();
    assert_eq!(ranges.points[0], None);
    close(limits(&ranges, 2), [0.0, 3.267 * figures.mean_moving_range.unwrap()], 1e-12);
}

/// NIST/SEMATECH e-Handbook, 6.3.2.4.
#[test]
fn nist_ewma() {
    let values = [
        52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4,
        53.6, 52.1,
    ];
    let want = [
        50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38, 49.92,
        50.73, 51.23, 51.94, 51.99,
    ];
    let settings = Ewma { lambda: 0.3, limits: EwmaLimits::Asymptotic, ..Ewma::new(50.0, 2.0539, Sides::Both) };
    let found: Vec<EwmaPoint> = ewma(&values.map(Some), &settings).unwrap().into_iter().flatten().collect();
    close(found.iter().map(|point| point.average), want, 0.005 + 1e-9);
    close([found[19].average], [51.988243], 5e-7);
    close([found[0].limits.lower], [47.41157], 5e-6);
    close([found[0].limits.lower, found[0].limits.upper], [47.4115, 52.5884], 1e-4);
    assert!(found.iter().all(|point| point.signal.is_none()));
    let exact = ewma(&values.map(Some), &Ewma { limits: EwmaLimits::Exact, ..settings }).unwrap();
    close([exact[0].unwrap().limits.upper], [51.84851], 5e-6);
}

/// NIST/SEMATECH e-Handbook, 6.3.2.3. Half a unit in the last place is allowed, as ties are printed either way.
#[test]
fn nist_cusum() {
    let values = [
        324.925, 324.675, 324.725, 324.350, 325.350, 325.225, 324.125, 324.525, 325.225, 324.600, 324.625, 325.150,
        328.325, 327.250, 327.825, 328.500, 326.675, 327.775, 326.875, 328.350,
    ];
    let settings = Cusum { target: 325.0, allowance: 0.3175, decision: 4.1959, watch: Sides::Both };
    let found: Vec<CusumPoint> = cusum(&values.map(Some), &settings).unwrap().into_iter().flatten().collect();
    let high: Vec<f64> = found.iter().map(|point| point.high.unwrap()).collect();
    let printed = [3.01, 4.94, 7.45, 10.63, 11.99, 14.44, 16.00, 19.04];
    let unrounded = [3.0075, 4.9400, 7.4475, 10.6300, 11.9875, 14.4450, 16.0025, 19.0350];
    close(high[12..].iter().copied(), printed, 0.005 + 1e-9);
    close(high[12..].iter().copied(), unrounded, 1e-9);
    close([high[4]], [0.0325], 1e-9);
    let low = [0.0, 0.01, 0.0, 0.33, 0.0, 0.0, 0.56, 0.72, 0.17, 0.25, 0.31, 0.0];
    close(found[..12].iter().map(|point| point.low.unwrap()), low, 0.005 + 1e-9);
    assert_eq!(found.iter().position(|point| point.signal.is_some()), Some(13));
    assert_eq!(found[13].signal, Some(Side::High));
    let satisfied = cusum(&values.map(Some), &Cusum { watch: Sides::One(Side::Low), ..settings }).unwrap();
    assert!(satisfied.iter().flatten().all(|point| point.signal.is_none() && point.high.is_none()));
}

/// Weekly counts of Salmonella Newport in Germany, ISO year 2011 (R's surveillance 1.26.0, test-earsC.R): the first four
/// bounds of C1, and the weeks that alarm.
#[test]
fn salmonella_newport() {
    let Some(file) = text("surveillance", "salmNewport_total.csv") else { return };
    let rows = columns(&file, |c| c == ',', [0, 1]);
    let counts: Vec<f64> = rows.iter().map(|[_, count]| *count).collect();
    let start = rows.iter().position(|[day, _]| *day == 14_977.0).unwrap();
    let settings = EarsSettings { alpha: 0.05, ..EarsSettings::new(EarsMethod::C1) };
    let found = ears(&counts, &settings).unwrap();
    let year = &found[start..start + 52];
    let bounds = year[..4].iter().map(|point| point.unwrap().bound.unwrap());
    close(bounds, [3.278854, 3.278854, 3.436517, 3.855617], 5e-7);
    let weeks: Vec<usize> = (1..=52).filter(|week| year[week - 1].unwrap().alarm).collect();
    assert_eq!(weeks, [31, 35, 43, 44, 45, 46]);
}

/// Farrington on the same year. Nothing is published for it: the figures were computed by an independent program from
/// the formulas. The real outbreak, from mung bean sprouts, was in October and November, weeks 44 to 47 (9, 41, 45 and
/// 17 cases).
#[test]
fn salmonella_newport_by_farrington() {
    let Some(file) = text("surveillance", "salmNewport_total.csv") else { return };
    let rows = columns(&file, |c| c == ',', [0, 1]);
    let counts: Vec<f64> = rows.iter().map(|[_, count]| *count).collect();
    let start = rows.iter().position(|[day, _]| *day == 14_977.0).unwrap();
    let week = |week: usize| farrington(&counts, start + week - 1, &Farrington::default()).unwrap();
    let figures = |week: FarringtonPoint| [week.expected, week.bound, week.dispersion];
    close(figures(week(1)), [1.483934, 4.702564, 1.132122], 5e-7);
    close(figures(week(45)), [3.418679, 7.960215, 1.114859], 5e-7);
    close(figures(week(46)), [2.016069, 5.579495, 1.0], 5e-7);
    let trend = week(46).trend.unwrap();
    close([trend.per_period, trend.p_value], [-0.003_065_24, 0.020578], 5e-7);
    assert!(week(45).trend.is_none());
    let alarms: Vec<usize> = (1..=52).filter(|own| week(*own).alarm).collect();
    assert_eq!(alarms, [35, 44, 45, 46, 47, 50, 51, 52]);
}
