//! Plans from the rules that come with the program, for every class.

use super::*;
use crate::labels::Lang;
use crate::models::hazard_class::HazardClass;

/// 2025-03-28, a Friday, at ten.
const START: Moment = Moment { day: 20_175, minute: Some(600) };

fn rules() -> Rules {
    Rules::parse(Rules::DEFAULT).unwrap()
}

fn all_conditions() -> Vec<Condition> {
    Condition::NAMES.map(|(_, condition)| condition).to_vec()
}

fn days(tasks: &[Task], id: &str) -> Vec<i32> {
    tasks.iter().filter(|task| task.rule.id == id).map(|task| task.due.day - START.day).collect()
}

#[test]
fn the_default_rules_name_everything_in_both_languages() {
    for rule in &rules().rules {
        assert!(rule.task.get(Lang::En).is_ascii() && rule.owner.get(Lang::En).is_ascii(), "{}", rule.id);
        assert!(!rule.task.get(Lang::Zh).is_ascii() && !rule.owner.get(Lang::Zh).is_ascii(), "{}", rule.id);
        assert_eq!(rule.due.len(), if rule.id == "public_warning" { 2 } else { 4 }, "{}", rule.id);
    }
}

#[test]
fn every_class_goes_from_stopping_sale_to_the_survey() {
    let rules = rules();
    for class in HazardClass::ALL {
        let tasks = plan(&rules, class, START, &all_conditions(), &Calendar::default());
        let ids: Vec<&str> = tasks.iter().map(|task| task.rule.id.as_str()).collect();
        assert_eq!((ids[0], ids[ids.len() - 1]), ("stop_sale", "satisfaction_survey"), "{class:?}");
        assert!(tasks.is_sorted_by_key(|task| task.due.order()));
        let at = |id| ids.iter().position(|one| *one == id).unwrap();
        for (earlier, later) in [
            ("stop_sale", "quarantine_stock"),
            ("write_notice", "notify_consignees"),
            ("notify_consignees", "remind"),
            ("notify_consumers", "remind"),
            ("remind", "dispose"),
            ("effectiveness_checks", "final_report"),
            ("dispose", "final_report"),
        ] {
            assert!(at(earlier) < at(later), "{earlier} {later} {class:?}");
        }
    }
}

#[test]
fn graver_classes_are_never_later() {
    let rules = rules();
    let plans = HazardClass::ALL.map(|class| plan(&rules, class, START, &all_conditions(), &Calendar::default()));
    for [graver, lighter] in [[0, 1], [1, 2], [2, 3]] {
        for task in &plans[lighter] {
            let same = plans[graver].iter().find(|one| one.rule.id == task.rule.id && one.round == task.round).unwrap();
            assert!(same.due.order() <= task.due.order(), "{} {graver} {lighter}", task.rule.id);
        }
    }
}

/// 21 CFR 806.10: 10 working days. 107.240: 24 hours, 14 days, then every 14 days. 7.53: every 2 to 4 weeks.
#[test]
fn deadlines_of_the_regulations() {
    let rules = rules();
    for (class, weeks) in [(HazardClass::I, 2), (HazardClass::II, 3), (HazardClass::III, 4), (HazardClass::None, 4)] {
        let tasks = plan(&rules, class, START, &all_conditions(), &Calendar::default());
        assert_eq!(days(&tasks, "device_report"), [14]);
        let call = tasks.iter().find(|task| task.rule.id == "infant_formula_call").unwrap();
        assert_eq!(call.due, Moment { day: START.day + 1, minute: START.minute });
        assert_eq!(days(&tasks, "infant_formula_report")[..3], [14, 28, 42]);
        assert_eq!(days(&tasks, "status_report"), (1..=6).map(|round| round * weeks * 7).collect::<Vec<i32>>());
    }
}

#[test]
fn holidays_move_working_days_only() {
    let rules = rules();
    let holidays = [START.day + 3, START.day + 4];
    let calendar = Calendar { holidays: &holidays, working_weekends: &[START.day + 1] };
    let tasks = plan(&rules, HazardClass::II, START, &all_conditions(), &calendar);
    assert_eq!((days(&tasks, "device_report"), days(&tasks, "status_report")[0]), (vec![17], 21));
}

#[test]
fn tasks_need_their_situation() {
    let rules = rules();
    let none = plan(&rules, HazardClass::I, START, &[], &Calendar::default());
    assert!(none.iter().all(|task| task.rule.needs.is_empty()));
    assert!(days(&none, "quarantine_stock").is_empty() && !days(&none, "stop_sale").is_empty());
    let stock = plan(&rules, HazardClass::I, START, &[Condition::Stock], &Calendar::default());
    assert_eq!(stock.len(), none.len() + 1);
    assert_eq!(days(&stock, "quarantine_stock"), [0]);
}

#[test]
fn public_warnings_are_for_the_grave_classes() {
    let rules = rules();
    let warned = |class| {
        !days(&plan(&rules, class, START, &all_conditions(), &Calendar::default()), "public_warning").is_empty()
    };
    assert_eq!(HazardClass::ALL.map(warned), [true, true, false, false]);
}

#[test]
fn without_a_time_hours_end_no_later() {
    let rules = rules();
    let day = Moment { minute: None, ..START };
    let timed = plan(&rules, HazardClass::I, START, &all_conditions(), &Calendar::default());
    for task in plan(&rules, HazardClass::I, day, &all_conditions(), &Calendar::default()) {
        let same = timed.iter().find(|one| one.rule.id == task.rule.id && one.round == task.round).unwrap();
        assert!(task.due.day <= same.due.day && task.due.minute.is_none());
    }
}

#[test]
fn equal_due_times_go_by_id_then_round() {
    let task = |id: &str| {
        format!(
            "[[task]]\nid = '{id}'\nphase = 'stop'\nen = 'x'\nzh = '甲'\nowner_en = 'x'\nowner_zh = '甲'\ndue = '1 day'\n"
        )
    };
    let text = format!("{}every = '0 days'\ntimes = 2\n{}", task("b"), task("a"));
    let rules = Rules::parse(&text).unwrap();
    let tasks = plan(&rules, HazardClass::None, START, &[], &Calendar::default());
    let order: Vec<(&str, Option<u32>)> = tasks.iter().map(|task| (task.rule.id.as_str(), task.round)).collect();
    assert_eq!(order, [("a", None), ("b", Some(1)), ("b", Some(2))]);
}
