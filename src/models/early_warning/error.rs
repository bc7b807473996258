//! Why there is no answer, in words. It decides nothing.

use crate::labels::{Label, Text};

/// Why a series cannot be charted. Points are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartError {
    /// A numerator or denominator is not a finite number.
    NotFinite {
        /// The point.
        point: usize,
    },
    /// A denominator is not above 0.
    Denominator {
        /// The point.
        point: usize,
    },
    /// A count, time or gap is below 0.
    Negative {
        /// The point.
        point: usize,
    },
    /// A part exceeds its whole.
    AboveWhole {
        /// The point.
        point: usize,
    },
    /// The phases do not begin at the first point, do not ascend, or begin after the last point; or a baseline lies
    /// outside of the series.
    Phases,
    /// The lag of the moving ranges is 0.
    Lag,
}

/// Why a phase has no limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoLimits {
    /// The baseline has too few points that count.
    TooFewPoints {
        /// Points there are.
        points: usize,
        /// Points needed.
        needed: usize,
    },
    /// The baseline does not vary, or by chance it could not.
    NoVariation,
    /// The numbers are too large to be reckoned with.
    TooLarge,
}

/// Why a detector gives no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DetectorError {
    /// A value is not a finite number. Points are counted from 0.
    NotFinite {
        /// The point.
        point: usize,
    },
    /// A count is below 0.
    Negative {
        /// The point.
        point: usize,
    },
    /// A setting lies outside of its range.
    Setting {
        /// Its name.
        name: &'static str,
    },
    /// The history does not reach back far enough.
    TooShort {
        /// Points there are.
        points: usize,
        /// Points needed.
        needed: usize,
    },
    /// There is not a single case in the reference periods.
    NoCases,
    /// The model could not be fitted.
    NotFitted,
    /// The numbers are too large to be reckoned with.
    TooLarge,
}

const NOT_FINITE: Label = Label::new("the figure of period number {n} is not a number", "第 {n} 期的数值无效");
const DENOMINATOR: Label =
    Label::new("the denominator of period number {n} must be more than zero", "第 {n} 期的分母必须大于零");
const NEGATIVE: Label = Label::new("the figure of period number {n} must not be negative", "第 {n} 期的数值不能为负");
const ABOVE_WHOLE: Label =
    Label::new("in period number {n} the part is larger than the whole", "第 {n} 期的部分大于总数");
const PHASES: Label = Label::new(
    "phases must begin at the first period, follow one another, and have their baselines inside the series",
    "阶段必须从第一期开始、依次排列，且其基线应位于序列之内",
);
const LAG: Label = Label::new("the lag of moving ranges must be at least one", "移动极差的间隔至少为一");
const TOO_FEW_POINTS: Label = Label::new(
    "control limits need {needed:usable baseline period|usable baseline periods}, and there are {points}",
    "计算控制限需要 {needed} 个可用的基线期，现只有 {points} 个",
);
const NO_VARIATION: Label = Label::new("no control limits: the baseline does not vary", "无控制限：基线各期没有波动");
const TOO_LARGE: Label = Label::new("the numbers are too large to be reckoned with", "数值过大，无法计算");
const SETTING: Label = Label::new("the setting {name} is out of range", "参数 {name} 超出范围");
const TOO_SHORT: Label = Label::new(
    "the method needs {needed:period|periods} of history, and there are {points}",
    "该方法需要 {needed} 期历史数据，现只有 {points} 期",
);
const NO_CASES: Label = Label::new("there is not a single case in the reference periods", "参照期内没有任何记录");
const NOT_FITTED: Label =
    Label::new("the model could not be fitted to the reference periods", "模型无法拟合参照期数据");

impl ChartError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        let at = |label: Label, point: &usize| label.with(&[("n", &point.saturating_add(1))]);
        match self {
            ChartError::NotFinite { point } => at(NOT_FINITE, point),
            ChartError::Denominator { point } => at(DENOMINATOR, point),
            ChartError::Negative { point } => at(NEGATIVE, point),
            ChartError::AboveWhole { point } => at(ABOVE_WHOLE, point),
            ChartError::Phases => PHASES.text(),
            ChartError::Lag => LAG.text(),
        }
    }
}

impl NoLimits {
    /// The reason as a sentence.
    pub fn text(&self) -> Text {
        match self {
            NoLimits::TooFewPoints { points, needed } => TOO_FEW_POINTS.with(&[("points", points), ("needed", needed)]),
            NoLimits::NoVariation => NO_VARIATION.text(),
            NoLimits::TooLarge => TOO_LARGE.text(),
        }
    }
}

impl DetectorError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            DetectorError::NotFinite { point } => ChartError::NotFinite { point: *point }.text(),
            DetectorError::Negative { point } => ChartError::Negative { point: *point }.text(),
            DetectorError::Setting { name } => SETTING.with(&[("name", name)]),
            DetectorError::TooShort { points, needed } => TOO_SHORT.with(&[("points", points), ("needed", needed)]),
            DetectorError::NoCases => NO_CASES.text(),
            DetectorError::NotFitted => NOT_FITTED.text(),
            DetectorError::TooLarge => TOO_LARGE.text(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn every_sentence_is_complete_in_both_languages() {
        use {ChartError as C, DetectorError as D, NoLimits as N};
        let texts = [
            C::NotFinite { point: 0 }.text(),
            C::Denominator { point: 1 }.text(),
            C::Negative { point: 2 }.text(),
            C::AboveWhole { point: usize::MAX }.text(),
            C::Phases.text(),
            C::Lag.text(),
            N::TooFewPoints { points: 3, needed: 9 }.text(),
            N::NoVariation.text(),
            N::TooLarge.text(),
            D::Setting { name: "alpha" }.text(),
            D::TooShort { points: 3, needed: 7 }.text(),
            D::NoCases.text(),
            D::NotFitted.text(),
        ];
        for lang in [Lang::En, Lang::Zh] {
            let mut rendered: Vec<String> = texts.iter().map(|text| text.render(lang)).collect();
            assert!(rendered.iter().all(|words| !words.contains('{')), "{rendered:?}");
            rendered.sort();
            rendered.dedup();
            assert_eq!(rendered.len(), texts.len());
        }
        assert_eq!(D::Negative { point: 2 }.text(), C::Negative { point: 2 }.text());
        assert_eq!(D::NotFinite { point: 2 }.text(), C::NotFinite { point: 2 }.text());
        let few = N::TooFewPoints { points: 3, needed: 9 }.text().render(Lang::En);
        assert_eq!(few, "control limits need 9 usable baseline periods, and there are 3");
    }
}
