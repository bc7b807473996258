//! By which rules the recall was judged and planned.

use crate::commands::speaker::Speaker;
use crate::labels::{Label, recall_scope as labels};
use crate::models::affected_units::{Allocation, Class};
use crate::models::business_calendar::{SpecialDayKind, SpecialDays};
use crate::models::hazard_class::HazardClass;
use crate::models::recall_plan::{Rule, Span};
use crate::models::trace::TimeRule;
use crate::report::{Kind, Section, number};
use crate::settings::recall_goals::GoalFigure;
use crate::settings::recall_scope::RecallScopeSettings;

use super::super::given::Given;
use super::{say, table};

/// In the order in which they are tried.
const CLASSES: [Class; 6] =
    [Class::Conflict, Class::Confirmed, Class::Certain, Class::Probable, Class::Possible, Class::Excluded];

/// The section.
pub(in super::super) fn section(
    speaker: &Speaker,
    settings: &RecallScopeSettings,
    given: &Given,
    recalled_as: HazardClass,
) -> Section {
    let classes = CLASSES.map(|class| vec![speaker.get(class.label()), speaker.get(class.rule())]);
    let columns = [(labels::COLUMN_CLASS, Kind::Text), (labels::COLUMN_RULE, Kind::Text)];
    let mut blocks = table(speaker, labels::CAPTION_CLASS_RULES, &columns, classes.into_iter(), "affected_lines");
    let columns = [(labels::COLUMN_SETTING, Kind::Text), (labels::COLUMN_VALUE, Kind::Text)];
    let set = settings_of(speaker, settings, &given.special_days)
        .into_iter()
        .map(|(name, value)| vec![speaker.get(name), value]);
    blocks.extend(table(speaker, labels::CAPTION_SETTINGS, &columns, set, "run.json"));
    let columns = [
        (labels::COLUMN_TASK_ID, Kind::Text),
        (labels::COLUMN_DUE_BY_CLASS, Kind::Text),
        (labels::COLUMN_TASK, Kind::Text),
        (labels::COLUMN_BASIS, Kind::Text),
    ];
    let tasks = given.rules.all().iter().map(|rule| task(speaker, rule, recalled_as));
    blocks.extend(table(speaker, labels::CAPTION_TASK_RULES, &columns, tasks, "plan"));
    let (title, lead) = (speaker.get(labels::SECTION_RULES), speaker.get(labels::SECTION_RULES_LEAD));
    Section { id: "rules".into(), title, lead, blocks }
}

fn settings_of(speaker: &Speaker, settings: &RecallScopeSettings, special_days: &SpecialDays) -> Vec<(Label, String)> {
    let allocation = match settings.allocation {
        Allocation::Bounds => labels::ALLOCATION_BOUNDS,
        Allocation::Fifo => labels::ALLOCATION_FIFO,
        Allocation::Fefo => labels::ALLOCATION_FEFO,
    };
    let time = match settings.time {
        TimeRule::Ordered => labels::TIME_ORDERED,
        TimeRule::Ignored => labels::TIME_IGNORED,
    };
    let share = number::percent(f64::from(settings.check_level.percent()) / 100.0);
    let tolerance = settings.tolerance.unwrap_or_default().parts_per_million;
    let level = [("level", &settings.check_level.id() as &dyn std::fmt::Display), ("share", &share)];
    let checks = match settings.check_table {
        Some(_) => speaker.get(labels::CHECKS_BY_TABLE),
        None => say(speaker, labels::CHECKS_OF, &level),
    };
    let goal = |figure| settings.goal(figure).map_or_else(|| number::MISSING.to_string(), number::percent);
    let of_kind = |kind| special_days.days().iter().filter(|day| day.kind == kind).count();
    let (off, on) = (of_kind(SpecialDayKind::Holiday), of_kind(SpecialDayKind::Workday));
    let working_days = match off + on {
        0 => speaker.get(labels::WORKING_DAYS_PLAIN),
        _ => say(speaker, labels::WORKING_DAYS_SPECIAL, &[("off", &off), ("on", &on)]),
    };
    vec![
        (labels::SETTING_ALLOCATION, speaker.get(allocation)),
        (labels::SETTING_PROBABLE, number::percent(settings.probable)),
        (labels::SETTING_TIME, speaker.get(time)),
        (labels::SETTING_TOLERANCE, number::percent(f64::from(tolerance) / 1e6)),
        (labels::SETTING_REACH, goal(GoalFigure::DirectReach)),
        (labels::SETTING_TARGET, goal(GoalFigure::Accounted)),
        (labels::SETTING_CHECKS, checks),
        (labels::SETTING_WORKING_DAYS, working_days),
    ]
}

/// A task, when it is due for each class, and how it is repeated in a recall of this class.
fn task(speaker: &Speaker, rule: &Rule, recalled_as: HazardClass) -> Vec<String> {
    let span = |span: &Span| span.text().render(speaker.lang);
    let mut due: Vec<String> = HazardClass::ALL
        .iter()
        .map(|class| rule.due.get(class).map_or_else(|| number::MISSING.to_string(), span))
        .collect();
    if due.iter().all(|own| *own == due[0]) {
        due.truncate(1);
    }
    let every = rule.every.get(&recalled_as).map(Span::text);
    let repeated = every.map(|span| labels::EVERY.with(&[("times", &rule.times)]).and("span", span));
    let words = [Some(rule.task.get(speaker.lang).to_string()), repeated.map(|text| text.render(speaker.lang))];
    vec![
        rule.id.clone(),
        due.join(" / "),
        words.into_iter().flatten().collect::<Vec<_>>().join(" "),
        rule.basis.clone(),
    ]
}
