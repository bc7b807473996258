//! The kinds of control chart. It knows no formula.

use crate::labels::Label;

/// A control chart. Stable names in data files: [`ChartKind::id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChartKind {
    /// Proportion of defective items, by binomial chance alone.
    P,
    /// Proportion with over-dispersion (Laney's p′).
    PPrime,
    /// Events by units at risk, by Poisson chance alone.
    U,
    /// Events by units at risk with over-dispersion (Laney's u′).
    UPrime,
    /// Events in areas of equal size, by Poisson chance alone.
    C,
    /// Single values.
    I,
    /// Single values that are averages over denominators of different size (normalised I).
    IPrime,
    /// The moving ranges of single values: does the spread itself change?
    MovingRange,
    /// Times between rare events.
    T,
    /// Number of cases between rare events.
    G,
}

/// What kind of figure a metric is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Part of a whole: satisfied customers by answers.
    Proportion,
    /// Events by units at risk, possibly several a unit: complaints by orders.
    Rate,
    /// An average over answers: a mean score, the net promoter score.
    Mean,
    /// A single figure without a denominator, a count included.
    Value,
}

impl ChartKind {
    /// Every kind.
    pub const ALL: [ChartKind; 10] = [
        ChartKind::P,
        ChartKind::PPrime,
        ChartKind::U,
        ChartKind::UPrime,
        ChartKind::C,
        ChartKind::I,
        ChartKind::IPrime,
        ChartKind::MovingRange,
        ChartKind::T,
        ChartKind::G,
    ];

    /// The chart to use unless told otherwise. With large denominators the p, u and c charts cry wolf, since real
    /// series vary by more than chance alone; none of the charts chosen here rests on chance alone.
    pub fn default_for(measure: Measure) -> ChartKind {
        match measure {
            Measure::Proportion => ChartKind::PPrime,
            Measure::Rate => ChartKind::UPrime,
            Measure::Mean => ChartKind::IPrime,
            Measure::Value => ChartKind::I,
        }
    }

    /// The charts that figures of this kind can be put on. Counts alone have a c chart, since it divides by nothing; the t and
    /// the g chart take what lies between events, and none of these figures.
    pub fn fitting(measure: Measure) -> &'static [ChartKind] {
        match measure {
            Measure::Proportion => {
                &[ChartKind::PPrime, ChartKind::P, ChartKind::IPrime, ChartKind::I, ChartKind::MovingRange]
            }
            Measure::Rate => {
                &[ChartKind::UPrime, ChartKind::U, ChartKind::IPrime, ChartKind::I, ChartKind::MovingRange]
            }
            Measure::Mean => &[ChartKind::IPrime, ChartKind::I, ChartKind::MovingRange],
            Measure::Value => &[
                ChartKind::I,
                ChartKind::C,
                ChartKind::UPrime,
                ChartKind::U,
                ChartKind::IPrime,
                ChartKind::MovingRange,
            ],
        }
    }

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            ChartKind::P => "p",
            ChartKind::PPrime => "p_prime",
            ChartKind::U => "u",
            ChartKind::UPrime => "u_prime",
            ChartKind::C => "c",
            ChartKind::I => "i",
            ChartKind::IPrime => "i_prime",
            ChartKind::MovingRange => "moving_range",
            ChartKind::T => "t",
            ChartKind::G => "g",
        }
    }

    /// The kind of that name.
    pub fn of_id(id: &str) -> Option<ChartKind> {
        ChartKind::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// In words.
    pub fn label(self) -> Label {
        match self {
            ChartKind::P => Label::new("p chart", "p 控制图"),
            ChartKind::PPrime => Label::new("p′ chart", "p′ 控制图"),
            ChartKind::U => Label::new("u chart", "u 控制图"),
            ChartKind::UPrime => Label::new("u′ chart", "u′ 控制图"),
            ChartKind::C => Label::new("c chart", "c 控制图"),
            ChartKind::I => Label::new("individuals chart", "单值控制图"),
            ChartKind::IPrime => Label::new("I′ chart", "I′ 控制图"),
            ChartKind::MovingRange => Label::new("moving range chart", "移动极差控制图"),
            ChartKind::T => Label::new("t chart", "t 控制图"),
            ChartKind::G => Label::new("g chart", "g 控制图"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_chart_fits_and_counts_alone_have_a_c_chart() {
        let measures = [Measure::Proportion, Measure::Rate, Measure::Mean, Measure::Value];
        let fits = |kind: ChartKind| measures.map(|measure| ChartKind::fitting(measure).contains(&kind));
        assert!(measures.iter().all(|own| ChartKind::fitting(*own).first() == Some(&ChartKind::default_for(*own))));
        assert_eq!(fits(ChartKind::C), [false, false, false, true]);
        assert_eq!((fits(ChartKind::T), fits(ChartKind::G)), ([false; 4], [false; 4]));
    }
}
