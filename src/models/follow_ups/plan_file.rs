//! From a TOML text to a plan of follow-ups, with every problem told at once.

use toml::{Table, Value};

use super::plan::{FollowUpPlan, PlanRule};
use crate::models::checked_toml::{Fields, Place, Problem, Shape, parse};
use crate::models::wording::Wording;

const KEYS: [&str; 7] = ["kind", "en", "zh", "customer_types", "after_days", "every_days", "times"];
/// Ten years.
const MOST_DAYS: u32 = 3_652;
const MOST_TIMES: u32 = 1_000;

impl FollowUpPlan {
    /// The plan that comes with the program, as the text it is read from.
    pub const DEFAULT: &str = include_str!("default_plan.toml");

    /// Reads and checks a plan of rules such as
    ///
    /// ```toml
    /// [[follow_up]]
    /// kind = "care"
    /// en = "Care call"
    /// zh = "关怀回访"
    /// customer_types = ["regular", "老客户"]
    /// after_days = 90
    /// every_days = 90
    /// times = 4
    /// ```
    ///
    /// Without `customer_types` it is for every customer; without `every_days` there is one follow-up; without `times`
    /// there is no end.
    ///
    /// # Errors
    /// Every problem of the text, or the first one of its form.
    pub fn parse(text: &str) -> Result<FollowUpPlan, Vec<Problem>> {
        let top = parse(text)?;
        let mut problems = Vec::new();
        let tables = tables(&top, &mut problems);
        let rules = (1..).zip(tables).map(|(number, table)| rule(number, table, &mut problems)).collect();
        if problems.is_empty() { Ok(FollowUpPlan { rules }) } else { Err(problems) }
    }
}

fn tables<'a>(top: &'a Table, problems: &mut Vec<Problem>) -> Vec<&'a Table> {
    let mut fields = Fields::new(top, Place::Top, &["follow_up"], problems);
    fields.require_one_of(&["follow_up"]);
    let tables: Option<Vec<&Table>> = match fields.raw("follow_up") {
        Some(Value::Array(values)) if !values.is_empty() => values.iter().map(Value::as_table).collect(),
        Some(_) => None,
        None => Some(Vec::new()),
    };
    tables.or_else(|| fields.wrong("follow_up", Shape::Sections)).unwrap_or_default()
}

fn rule(number: usize, table: &Table, problems: &mut Vec<Problem>) -> PlanRule {
    let kind = table.get("kind").and_then(Value::as_str).unwrap_or_default().to_string();
    let place = Place::Entry { section: "follow_up", number, id: kind };
    let mut fields = Fields::new(table, place, &KEYS, problems);
    for key in ["kind", "en", "zh", "after_days"] {
        fields.require_one_of(&[key]);
    }
    if fields.has("times") && !fields.has("every_days") {
        fields.tell(|place| Problem::Alone { place, key: "times", needs: "every_days" });
    }
    let mut words = |key| fields.words(key).unwrap_or_default();
    let kind = words("kind");
    let name = Wording { en: words("en"), zh: words("zh") };
    let types = fields.list("customer_types").unwrap_or_default();
    PlanRule {
        kind,
        name,
        customer_types: types.iter().map(|own| own.to_lowercase()).collect(),
        after: fields.count("after_days", MOST_DAYS).unwrap_or_default(),
        every: fields.count("every_days", MOST_DAYS),
        times: fields.count("times", MOST_TIMES),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    /// New customers on day 3, old ones every quarter, as vendors of such systems advise.
    #[test]
    fn the_default_plan() {
        let plan = FollowUpPlan::parse(FollowUpPlan::DEFAULT).unwrap();
        let days = |customer_type| {
            let list = plan.due_list(&[(customer_type, 1000)], 1000..=1365);
            list.follow_ups.iter().map(|own| own.due - 1000).collect::<Vec<_>>()
        };
        assert_eq!((days("new"), days("新客户")), (vec![3, 30], vec![3, 30]));
        assert_eq!((days("regular"), days("老客户")), (vec![90, 180, 270, 360], vec![90, 180, 270, 360]));
        assert_eq!(days("VIP"), (1..=12).map(|month| month * 30).collect::<Vec<_>>());
    }

    #[test]
    fn every_problem_is_told() {
        let text = "[[follow_up]]\nkind = 'a'\nen = 'A'\nzh = ' '\nafter_days = -1\ntimes = 3\ncustomer_type = 'new'\n\
                    [[follow_up]]\nkind = 'b'\nen = 'B'\nzh = '乙'\nafter_days = 1\nevery_days = 0\n[x]\n";
        let problems = FollowUpPlan::parse(text).unwrap_err();
        let told: Vec<String> = problems.iter().map(|problem| problem.text().render(Lang::En)).collect();
        for expected in [
            "top of the file: `x` is no key",
            "[[follow_up]] number 1 (`a`): `customer_type` is no key; did you mean `customer_types`?",
            "[[follow_up]] number 1 (`a`): `zh` is empty",
            "[[follow_up]] number 1 (`a`): `after_days` must be a whole number from 1 to 3652",
            "[[follow_up]] number 1 (`a`): `times` needs `every_days` too",
            "[[follow_up]] number 2 (`b`): `every_days` must be a whole number",
        ] {
            assert!(told.iter().any(|one| one.contains(expected)), "{expected} is not among {told:#?}");
        }
        assert_eq!(told.len(), 6, "{told:#?}");
        for text in ["", "follow_up = []", "follow_up = 1", "[follow_up]\nkind = 'a'", "[[follow_up]\n"] {
            assert_eq!(FollowUpPlan::parse(text).unwrap_err().len(), 1, "{text}");
        }
    }
}
