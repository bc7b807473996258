//! Published figures.

use super::*;

/// Weeks and whether the patient died. Survival with acute myelogenous leukaemia in Miller, Survival Analysis (1981):
/// the data set `aml` of R's survival package.
const MAINTAINED: [(u32, bool); 11] = [
    (9, true),
    (13, true),
    (13, false),
    (18, true),
    (23, true),
    (28, false),
    (31, true),
    (34, true),
    (45, false),
    (48, true),
    (161, false),
];
const NONMAINTAINED: [(u32, bool); 12] = [
    (5, true),
    (5, true),
    (8, true),
    (8, true),
    (12, true),
    (16, false),
    (23, true),
    (27, true),
    (30, true),
    (33, true),
    (43, true),
    (45, true),
];

/// Weeks in remission under 6-MP and placebo, Freireich et al., Blood 21 (1963) 699–716, the example of Kleinbaum and
/// Klein, Survival Analysis, chapter 2: ended and open ones.
const UNDER_6MP: ([u32; 9], [u32; 12]) =
    ([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]);
const PLACEBO: [u32; 21] = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];

/// Disease-free days after a bone marrow transplant, Klein and Moeschberger, Survival Analysis (2003), section 1.3:
/// ended and open ones, for ALL, AML low risk and AML high risk.
const TRANSPLANTS: [(&[u32], &[u32]); 3] = [
    (
        &[
            1, 55, 74, 86, 104, 107, 109, 110, 122, 122, 129, 172, 192, 194, 230, 276, 332, 383, 418, 466, 487, 526,
            609, 662,
        ],
        &[226, 530, 996, 1111, 1167, 1182, 1199, 1330, 1377, 1433, 1462, 1496, 1602, 2081],
    ),
    (
        &[
            10, 35, 48, 53, 79, 80, 105, 211, 219, 248, 272, 288, 381, 390, 414, 421, 481, 486, 606, 641, 704, 748,
            1063, 1074, 2204,
        ],
        &[
            847, 848, 860, 932, 957, 1030, 1258, 1324, 1363, 1384, 1447, 1470, 1527, 1535, 1562, 1568, 1674, 1709,
            1799, 1829, 1843, 1850, 1857, 1870, 2218, 2246, 2409, 2506, 2569,
        ],
    ),
    (
        &[
            2, 16, 32, 47, 47, 48, 63, 64, 74, 76, 80, 84, 93, 100, 105, 113, 115, 120, 157, 162, 164, 168, 183, 242,
            268, 273, 318, 363, 390, 422, 456, 467, 625, 677,
        ],
        &[845, 1136, 1238, 1345, 1631, 2024, 2133, 2140, 2252, 2430, 2640],
    ),
];

fn rows(rows: &[(u32, bool)]) -> Durations {
    let (days, ended): (Vec<u32>, Vec<bool>) = rows.iter().copied().unzip();
    Durations::new(&days, &ended, None).unwrap()
}

fn observed(ended: &[u32], open: &[u32]) -> Durations {
    let mut durations = Durations::default();
    ended.iter().for_each(|days| durations.end(*days));
    open.iter().for_each(|days| durations.leave_open(*days));
    durations
}

fn round(value: f64, digits: i32) -> f64 {
    (value * 10_f64.powi(digits)).round() / 10_f64.powi(digits)
}

fn median(curve: &Curve) -> (Option<u32>, Option<u32>, Option<u32>) {
    let median = curve.median().unwrap();
    (median.days, median.lower, median.upper)
}

/// Rows as R's survival package prints them for `survfit(Surv(time, status) ~ x, aml)` (its tests, doaml.Rout.save),
/// which gives the medians 31 and 23, too.
#[test]
fn aml_curves() {
    let published = [
        (5, 12, 2, 0.8333, Some(0.1076)),
        (8, 10, 2, 0.6667, Some(0.1361)),
        (12, 8, 1, 0.5833, Some(0.1423)),
        (23, 6, 1, 0.4861, Some(0.1481)),
        (27, 5, 1, 0.3889, Some(0.1470)),
        (30, 4, 1, 0.2917, Some(0.1387)),
        (33, 3, 1, 0.1944, Some(0.1219)),
        (43, 2, 1, 0.0972, Some(0.0919)),
        (45, 1, 1, 0.0, None),
    ];
    let row = |digits: i32| {
        move |at: &Step| {
            let error = at.standard_error().map(|error| round(error, 4));
            (at.time, at.at_risk, at.ended, round(at.survival, digits), error)
        }
    };
    let nonmaintained = kaplan_meier(&rows(&NONMAINTAINED), 0.95).unwrap();
    assert_eq!(nonmaintained.steps.iter().map(row(4)).collect::<Vec<_>>(), published);
    let published = [
        (9, 11, 1, 0.909, Some(0.0867)),
        (13, 10, 1, 0.818, Some(0.1163)),
        (18, 8, 1, 0.716, Some(0.1397)),
        (23, 7, 1, 0.614, Some(0.1526)),
        (31, 5, 1, 0.491, Some(0.1642)),
        (34, 4, 1, 0.368, Some(0.1627)),
        (48, 2, 1, 0.184, Some(0.1535)),
    ];
    let maintained = kaplan_meier(&rows(&MAINTAINED), 0.95).unwrap();
    assert_eq!(maintained.steps.iter().map(row(3)).collect::<Vec<_>>(), published);
    // The limits follow from the log-log bands, computed again by an independent program.
    assert_eq!(median(&maintained), (Some(31), Some(13), None));
    assert_eq!(median(&nonmaintained), (Some(23), Some(5), Some(33)));
}

/// R's `print(fit, print.rmean = TRUE)`: 52.6 (19.83) up to 161 weeks and 22.7 (4.18) until the last death.
#[test]
fn aml_restricted_means() {
    let mean = |group: &[(u32, bool)], limit| {
        let mean = kaplan_meier(&rows(group), 0.95).unwrap().restricted_mean(limit).unwrap();
        (round(mean.days, 1), round(mean.standard_error.unwrap(), 2))
    };
    assert_eq!(mean(&MAINTAINED, 161), (52.6, 19.83));
    assert_eq!([45, 161].map(|limit| mean(&NONMAINTAINED, limit)), [(22.7, 4.18); 2]);
}

/// R's `survdiff` for `aml` (doaml.Rout.save), and with a group of seven early censorings added, which takes no part
/// (difftest.Rout.save).
#[test]
fn aml_log_rank() {
    let early = observed(&[], &[1, 2, 2, 3, 3, 3, 4]);
    let two = log_rank(&[rows(&MAINTAINED), rows(&NONMAINTAINED)]).unwrap();
    let three = log_rank(&[early, rows(&MAINTAINED), rows(&NONMAINTAINED)]).unwrap();
    for found in [&two, &three] {
        assert_eq!((round(found.chi_square, 1), found.degrees_of_freedom, round(found.p_value, 4)), (3.4, 1, 0.0653));
    }
    // Computed again by an independent program.
    assert_eq!((round(two.chi_square, 4), round(two.p_value, 5)), (3.3964, 0.06534));
    let group = |own: &GroupCounts| (own.observations, own.ended, round(own.expected, 2));
    assert_eq!(three.groups.iter().map(group).collect::<Vec<_>>(), [(7, 0, 0.0), (11, 7, 10.69), (12, 11, 7.31)]);
}

/// Survival, Greenwood error and log-log limits as printed by R's `survfit`; medians 23 and 8 weeks and log-rank 16.79
/// with 19.25 and 10.75 expected ends in Kleinbaum and Klein.
#[test]
fn freireich_1963() {
    let under_6mp = observed(&UNDER_6MP.0, &UNDER_6MP.1);
    let published = [
        (6, 21, 3, 0.857, 0.0764, 0.620, 0.952),
        (7, 17, 1, 0.807, 0.0869, 0.563, 0.923),
        (10, 15, 1, 0.753, 0.0963, 0.503, 0.889),
        (13, 12, 1, 0.690, 0.1068, 0.432, 0.849),
        (16, 11, 1, 0.627, 0.1141, 0.368, 0.805),
        (22, 7, 1, 0.538, 0.1282, 0.268, 0.747),
        (23, 6, 1, 0.448, 0.1346, 0.188, 0.680),
    ];
    let row = |step: &Step| {
        let (error, limits) = (step.standard_error().unwrap(), step.interval.unwrap());
        let (lower, upper) = (round(limits.lower, 3), round(limits.upper, 3));
        assert!((step.variance().unwrap().sqrt() - error).abs() < 1e-15);
        (step.time, step.at_risk, step.ended, round(step.survival, 3), round(error, 4), lower, upper)
    };
    let curve = kaplan_meier(&under_6mp, 0.95).unwrap();
    assert_eq!(curve.steps.iter().map(row).collect::<Vec<_>>(), published);
    assert_eq!((curve.step_at(5), curve.step_at(9), curve.step_at(99)), (None, curve.steps.get(1), curve.steps.get(6)));
    // Read off the published bands: the lower one reaches 0.5 at 13, the upper one never; 0.75 at 6 and at 22.
    assert_eq!(median(&curve), (Some(23), Some(13), None));
    assert_eq!(curve.quantile(0.25), Some(Quantile { days: Some(13), lower: Some(6), upper: Some(22) }));
    let placebo = observed(&PLACEBO, &[]);
    assert_eq!(median(&kaplan_meier(&placebo, 0.95).unwrap()), (Some(8), Some(4), Some(11)));

    let test = log_rank(&[under_6mp, placebo]).unwrap();
    assert_eq!((round(test.chi_square, 2), test.degrees_of_freedom), (16.79, 1));
    assert_eq!([test.groups[0].expected, test.groups[1].expected].map(|expected| round(expected, 2)), [19.25, 10.75]);
    assert!(test.p_value < 0.0001);
}

/// Klein and Moeschberger, section 7.3: chi-square 13.8037 with 2 degrees of freedom, p = 0.0010. Their table 4.2 gives
/// the first step of ALL as 0.9737 with error 0.0260.
#[test]
fn bone_marrow_transplants() {
    let groups = TRANSPLANTS.map(|(ended, open)| observed(ended, open));
    assert_eq!(groups.each_ref().map(|group| group.totals().0), [38, 54, 45]);
    let test = log_rank(&groups).unwrap();
    assert_eq!((round(test.chi_square, 4), test.degrees_of_freedom, round(test.p_value, 3)), (13.8037, 2, 0.001));
    let first = kaplan_meier(&groups[0], 0.95).unwrap().steps[0];
    let error = first.standard_error().unwrap();
    assert_eq!((first.time, first.at_risk, round(first.survival, 4), round(error, 4)), (1, 38, 0.9737, 0.026));
}

/// Left truncation by hand. At 4, three are at risk, as the one that enters at 4 is not; at 6 four; at 9 two, of whom
/// one ends.
#[test]
fn delayed_entry_by_hand() {
    let days = [4, 6, 7, 9, 9];
    let curve =
        kaplan_meier(&Durations::new(&days, &[true, true, false, true, false], Some(&[1, 2, 4, 3, 5])).unwrap(), 0.95)
            .unwrap();
    let rows: Vec<_> = curve.steps.iter().map(|step| (step.time, step.at_risk, step.ended)).collect();
    assert_eq!(rows, [(4, 3, 1), (6, 4, 1), (9, 2, 1)]);
    assert!((curve.at(9).unwrap().survival - 2.0 / 3.0 * 0.75 * 0.5).abs() < 1e-15);
    assert!((curve.steps[2].greenwood.unwrap() - (1.0 / 6.0 + 1.0 / 12.0 + 1.0 / 2.0)).abs() < 1e-15);
}
