//! Which thresholds of `--fail-on` a result crosses.

use crate::error::Problem;
use crate::labels::Label;
use crate::report::number;
use crate::settings::limits::Threshold;

const CROSSED: Label = Label::new("{threshold} is crossed: it is {seen}", "已超过阈值 {threshold}：当前为 {seen}");
const NO_WHOLE: Label = Label::new(
    "{threshold} cannot be told: a share needs a whole above zero and a part between nothing and all of it",
    "{threshold} 无法判断：占比要求总量大于零，且部分介于零与总量之间",
);
const NO_WHOLE_HINT: Label = Label::new(
    "see that the export reaches up to the as-of date, and whether returns outweigh sales; a limit without % looks at the number itself",
    "请确认导出数据覆盖至截止日，以及退货是否超过销售；不带 % 的阈值直接看数值",
);

/// One problem a crossed threshold, and one for each share that cannot be told: that is not all well. `measure` gives
/// the value of a metric and its share of the whole; a metric that it does not know crosses nothing.
pub(super) fn crossed(fail_on: &[Threshold], measure: impl Fn(&str) -> Option<(f64, Option<f64>)>) -> Vec<Problem> {
    let problem = |threshold: &Threshold| {
        let (value, share) = measure(&threshold.metric)?;
        if threshold.share && share.is_none() {
            let what = NO_WHOLE.with(&[("threshold", threshold)]);
            return Some(Problem::at("--fail-on", what).hint(NO_WHOLE_HINT.text()));
        }
        let seen = match (threshold.share, share) {
            (true, Some(share)) => number::percent(share),
            _ => number::decimal(value, 2),
        };
        threshold
            .crossed(value, share)
            .then(|| Problem::at("--fail-on", CROSSED.with(&[("threshold", threshold), ("seen", &seen)])))
    };
    fail_on.iter().filter_map(problem).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn a_share_that_cannot_be_told_is_not_all_well() {
        let limits = ["revenue>5%", "revenue<5%", "revenue>5", "customers>5%"].map(|limit| limit.parse().unwrap());
        let problems = crossed(&limits, |metric| Some((3.0, (metric == "customers").then_some(0.06))));
        let told: Vec<String> = problems.iter().map(|problem| problem.what.render(Lang::En)).collect();
        let untold = |limit: &str| NO_WHOLE.with(&[("threshold", &limit)]).render(Lang::En);
        assert_eq!(told, [untold("revenue>5%"), untold("revenue<5%"), "customers>5% is crossed: it is 6.0%".into()]);
        assert!(problems[0].hints.len() == 1 && crossed(&limits, |_| None).is_empty());
    }
}
