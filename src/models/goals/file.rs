//! Goals from a TOML text, with every problem told at once.

use toml::{Table, Value};

use super::goal::{Direction, Goal};
use crate::models::checked_toml::{Fields, Place, Problem, Shape, nearest, parse};

/// Checked goals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goals {
    /// The goals, in the order of the file.
    pub goals: Vec<Goal>,
}

/// A metric that goals can be set for, and the values that it can have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MetricRange<'a> {
    /// Its name.
    pub metric: &'a str,
    /// Lowest value.
    pub lowest: f64,
    /// Highest value; may be infinite.
    pub highest: f64,
    /// Which way is good, where that is known.
    pub good: Option<Direction>,
}

const KEYS: [&str; 8] = ["id", "metric", "segment", "baseline", "baseline_on", "target", "by", "direction"];
/// What numbers look like, as a message shows it.
const NUMBERS: &str = "45, 0.9, -12.5, …";

impl Goals {
    /// Reads and checks goals, each written as
    ///
    /// ```toml
    /// [[goal]]
    /// id = "nps-east"
    /// metric = "nps"
    /// segment = "region=East"
    /// baseline = 35
    /// baseline_on = 2026-01-01
    /// target = 45
    /// by = 2026-12-31
    /// direction = "higher"
    /// ```
    ///
    /// `id`, `metric`, `target` and `by` must be there. Without `segment` the goal is for all customers. `direction`
    /// can be left out where the baseline tells it. It may not contradict the baseline; and where the baseline makes bad
    /// of what is good of the metric, it has to be told. With `baseline` and `baseline_on` there
    /// is a milestone on every day up to `by`. `metrics` are the metrics there are.
    ///
    /// # Errors
    /// Every problem of the text, or the first one of its form.
    pub fn parse(text: &str, metrics: &[MetricRange]) -> Result<Goals, Vec<Problem>> {
        let top = parse(text)?;
        let mut problems = Vec::new();
        let tables = tables(&top, &mut problems);
        let goals: Vec<Option<Goal>> =
            (1..).zip(&tables).map(|(number, table)| goal(number, table, metrics, &mut problems)).collect();
        problems.extend(repeated(&tables));
        if problems.is_empty() { Ok(Goals { goals: goals.into_iter().flatten().collect() }) } else { Err(problems) }
    }
}

fn tables<'a>(top: &'a Table, problems: &mut Vec<Problem>) -> Vec<&'a Table> {
    let mut fields = Fields::new(top, Place::Top, &["goal"], problems);
    fields.require_one_of(&["goal"]);
    let tables: Option<Vec<&Table>> = match fields.raw("goal") {
        Some(Value::Array(values)) if !values.is_empty() => values.iter().map(Value::as_table).collect(),
        Some(_) => None,
        None => Some(Vec::new()),
    };
    tables.or_else(|| fields.wrong("goal", Shape::Sections)).unwrap_or_default()
}

/// One goal; `None` where something of it is wrong.
fn goal(number: usize, table: &Table, metrics: &[MetricRange], problems: &mut Vec<Problem>) -> Option<Goal> {
    let before = problems.len();
    let id = table.get("id").and_then(Value::as_str).unwrap_or_default().to_string();
    let mut fields = Fields::new(table, Place::Entry { section: "goal", number, id }, &KEYS, problems);
    for key in ["id", "metric", "target", "by"] {
        fields.require_one_of(&[key]);
    }
    if fields.has("baseline_on") && !fields.has("baseline") {
        fields.tell(|place| Problem::Alone { place, key: "baseline_on", needs: "baseline" });
    }
    let id = fields.words("id");
    let metric = fields.words("metric").and_then(|name| known_metric(&mut fields, name, metrics));
    let segment = fields.words("segment");
    let baseline = number_of(&mut fields, "baseline", metric);
    let target = number_of(&mut fields, "target", metric);
    let (baseline_on, by) = (fields.date("baseline_on"), fields.date("by"));
    if baseline_on.zip(by).is_some_and(|(on, by)| on >= by) {
        fields.tell(|place| Problem::Reversed { place, from: "baseline_on", to: "by" });
    }
    let told = fields.words("direction").and_then(|name| fields.choice("direction", &name, &Direction::NAMES));
    let implied = baseline.zip(target).and_then(|(baseline, target)| Direction::between(baseline, target));
    let good = metric.and_then(|own| own.good);
    match (told, implied) {
        // A direction that cannot be read is told as such.
        (None, Some(name)) if good.is_some_and(|good| good != name) && !fields.has("direction") => {
            let usual = good.unwrap_or(name).id().to_string();
            let name = name.id().to_string();
            fields.tell(|place| Problem::Unusual { place, key: "direction", name, usual });
        }
        (Some(told), Some(implied)) if told != implied && good != Some(told) => {
            fields.choice("direction", told.id(), &[(implied.id(), implied)]);
        }
        // Where a number is missing or wrong, that is what is told.
        (None, None)
            if target.is_some() && !fields.has("direction") && fields.has("baseline") == baseline.is_some() =>
        {
            let known = Direction::NAMES.map(|(name, _)| name).join(", ");
            fields.tell(|place| Problem::MissingChoice { place, key: "direction", known });
        }
        _ => {}
    }
    if problems.len() > before {
        return None;
    }
    let (metric, direction) = (metric?.metric.to_string(), told.or(implied)?);
    Some(Goal { id: id?, metric, segment, baseline, baseline_on, target: target?, by: by?, direction })
}

fn known_metric<'m>(fields: &mut Fields, name: String, metrics: &'m [MetricRange<'m>]) -> Option<&'m MetricRange<'m>> {
    let found = metrics.iter().find(|own| own.metric == name);
    if found.is_none() {
        let names = || metrics.iter().map(|own| own.metric);
        let known = names().collect::<Vec<&str>>().join(", ");
        let nearest = nearest(&name, names()).map(str::to_string);
        fields.tell(|place| Problem::UnknownName { place, key: "metric".to_string(), name, known, nearest });
    }
    found
}

/// A finite number at `key` that the metric can have.
fn number_of(fields: &mut Fields, key: &str, metric: Option<&MetricRange>) -> Option<f64> {
    let value = fields.raw(key)?;
    let number = match value {
        Value::Integer(whole) => Some(*whole as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    };
    let quoted = value.as_str().map(str::trim).filter(|text| text.parse::<f64>().is_ok_and(f64::is_finite));
    if let Some(number) = quoted.map(str::to_string) {
        fields.tell(|place| Problem::Quoted { place, key: key.to_string(), number });
        return None;
    }
    let known = match (number.filter(|number| number.is_finite()), metric) {
        (None, _) => NUMBERS.to_string(),
        (Some(number), Some(own)) if !(own.lowest..=own.highest).contains(&number) => {
            let highest = if own.highest.is_finite() { own.highest.to_string() } else { String::new() };
            format!("{} … {highest}", own.lowest).trim_end().to_string()
        }
        (Some(number), _) => return Some(number),
    };
    let name = value.as_str().map_or_else(|| value.to_string(), str::to_string);
    fields.tell(|place| Problem::UnknownName { place, key: key.to_string(), name, known, nearest: None });
    None
}

fn repeated(tables: &[&Table]) -> Vec<Problem> {
    let id = |table: &&Table| table.get("id").and_then(Value::as_str).map(|id| id.trim().to_string());
    let mut ids: Vec<String> = tables.iter().filter_map(id).filter(|id| !id.is_empty()).collect();
    ids.sort();
    let same = ids.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).filter_map(|same| same.first());
    same.map(|id| Problem::DuplicateId { id: id.clone() }).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    const METRICS: [MetricRange; 3] = [
        MetricRange { metric: "nps", lowest: -100.0, highest: 100.0, good: Some(Direction::Higher) },
        MetricRange { metric: "csat", lowest: 0.0, highest: 1.0, good: None },
        MetricRange { metric: "days_to_resolution", lowest: 0.0, highest: f64::INFINITY, good: None },
    ];

    #[test]
    fn the_direction_is_told_or_implied() {
        let text = "[[goal]]\nid = 'a'\nmetric = 'nps'\nsegment = ' East '\nbaseline = 35\nbaseline_on = 2026-01-01\n\
                    target = 45.5\nby = '2026-12-31'\n\
                    [[goal]]\nid = 'b'\nmetric = 'days_to_resolution'\nbaseline = 5\ntarget = 3\nby = 2026-12-31\n\
                    [[goal]]\nid = 'c'\nmetric = 'csat'\ntarget = 1\nby = 2026-12-31\ndirection = 'higher'\n\
                    [[goal]]\nid = 'd'\nmetric = 'csat'\nbaseline = 0.9\ntarget = 0.9\n\
                    by = 2026-12-31\ndirection = 'higher'\n";
        let goals = Goals::parse(text, &METRICS).unwrap().goals;
        let expected = Goal {
            id: "a".to_string(),
            metric: "nps".to_string(),
            segment: Some("East".to_string()),
            baseline: Some(35.0),
            // 2026-01-01 is 20,454 days after 1970-01-01.
            baseline_on: Some(20_454),
            target: 45.5,
            by: 20_818,
            direction: Direction::Higher,
        };
        assert_eq!(goals[0], expected);
        assert_eq!((goals[1].direction, goals[1].segment.as_ref()), (Direction::Lower, None));
        assert_eq!(
            (goals[2].target, goals[2].direction, goals[3].direction),
            (1.0, Direction::Higher, Direction::Higher)
        );
    }

    #[test]
    fn every_problem_is_told_with_its_goal_and_key() {
        let text = "[[goal]]\nid = 'a'\nmetric = 'npss'\nbaseline = '35'\ntarget = nan\nby = 2026-02-30\n\
                    [[goal]]\nid = 'b'\nmetric = 'nps'\ntarget = 450\n\
                    [[goal]]\nid = 'a'\nmetric = 'csat'\nbaseline = 0.8\ntarget = 0.9\ndirection = 'lower'\n\
                    by = 2026-12-31\n\
                    [[goal]]\nmetric = 'csat'\ntarget = 0.9\nby = 2026-12-31\nsegmnt = 'x'\nbaseline_on = 2027-01-01\n\
                    [[goal]]\nid = 'e'\nmetric = 'days_to_resolution'\nbaseline = 3\ntarget = -1\ndirection = 'down'\n\
                    by = 2026-12-31\n";
        // A date that does not exist is no TOML.
        let syntax = Goals::parse(text, &METRICS).unwrap_err();
        assert!(matches!(syntax[..], [Problem::Syntax { line: 6, .. }]), "{syntax:?}");
        let problems = Goals::parse(&text.replace("2026-02-30", "'2026-02-30'"), &METRICS).unwrap_err();
        let told: Vec<String> = problems.iter().map(|problem| problem.text().render(Lang::En)).collect();
        for expected in [
            "[[goal]] number 1 (`a`): `metric` cannot be `npss`; did you mean `nps`?",
            "[[goal]] number 1 (`a`): `baseline` is a text; write 35 without quotes",
            "[[goal]] number 1 (`a`): `target` cannot be `nan`",
            "[[goal]] number 1 (`a`): `by` must be a date",
            "[[goal]] number 2 (`b`): `by` is missing",
            "[[goal]] number 2 (`b`): `target` cannot be `450",
            "; valid are -100 … 100",
            "[[goal]] number 3 (`a`): `direction` cannot be `lower`; valid are higher",
            "[[goal]] number 4: `id` is missing",
            "[[goal]] number 4: `segmnt` is no key; did you mean `segment`?",
            "[[goal]] number 4: `baseline_on` needs `baseline` too",
            "[[goal]] number 4: `baseline_on` is after `by`",
            "[[goal]] number 4: `direction` is missing; valid are higher, lower",
            "[[goal]] number 5 (`e`): `target` cannot be `-1",
            "; valid are 0 …",
            "[[goal]] number 5 (`e`): `direction` cannot be `down`; valid are higher, lower",
            "several entries have the id `a`",
        ] {
            assert!(told.iter().any(|one| one.contains(expected)), "{expected} is not among {told:#?}");
        }
        assert_eq!(told.len(), 15, "{told:#?}");
        let chinese: Vec<String> = problems.iter().map(|problem| problem.text().render(Lang::Zh)).collect();
        assert!(chinese[0].starts_with("第 1 个 [[goal]]（`a`）：`metric` 不能是 `npss`"), "{chinese:#?}");
        for text in ["", "goal = 5", "goal = []", "[[goals]]\nid = 'a'", "[[goal]\n"] {
            assert!(!Goals::parse(text, &METRICS).unwrap_err().is_empty(), "{text}");
        }
    }

    #[test]
    fn what_makes_bad_of_good_has_to_be_told() {
        let text = "[[goal]]\nid = 'a'\nmetric = 'nps'\nbaseline = 40\ntarget = 30\nby = 2026-12-31\n";
        let told = Goals::parse(text, &METRICS).unwrap_err();
        let [problem] = &told[..] else { panic!("{told:?}") };
        let words = problem.text().render(Lang::En);
        assert!(words.contains("`lower`, and of this metric `higher` is good"), "{words}");
        let meant = format!("{text}direction = 'lower'\n");
        assert_eq!(Goals::parse(&meant, &METRICS).unwrap().goals[0].direction, Direction::Lower);
        // No less than 30, although it was more.
        let kept = format!("{text}direction = 'higher'\n");
        assert_eq!(Goals::parse(&kept, &METRICS).unwrap().goals[0].direction, Direction::Higher);
    }
}
