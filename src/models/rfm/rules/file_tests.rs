//! A rule file with every kind of mistake, and the sentences it earns.

use super::RuleSet;
use super::problem::{Place, RuleProblem, Shape};
use crate::labels::Lang;

fn problems(text: &str) -> Vec<RuleProblem> {
    RuleSet::parse(text, 3).unwrap_err()
}

fn rule(id: &str) -> Place {
    Place::Rule(id.to_string())
}

const WORDS: &str = "label = { en = \"x\", zh = \"y\" }\naction = { en = \"x\", zh = \"y\" }\n";

#[test]
fn a_good_file_keeps_its_words_and_order() {
    let text = format!("[[segment]]\nid = \"low\"\nr = [1, 2]\n{WORDS}[others]\n{WORDS}");
    let rules = RuleSet::parse(&text, 3).unwrap();
    let ids: Vec<&str> = rules.segments().iter().map(|segment| segment.id.as_str()).collect();
    assert_eq!(ids, ["low", "others"]);
    assert_eq!(rules.segments()[0].label.get(Lang::Zh), "y");
    assert_eq!((rules.assign(2, 3, 1), rules.assign(3, 3, 3)), (0, 1));
}

#[test]
fn a_file_of_very_many_segments_is_one_problem() {
    let most = "[[segment]]\n".repeat(729);
    assert!(!problems(&most).iter().any(|problem| matches!(problem, RuleProblem::TooManySegments { .. })));
    let many = RuleProblem::TooManySegments { count: 80_000, most: 729 };
    assert_eq!(problems(&"[[segment]]\n".repeat(80_000)), std::slice::from_ref(&many));
    assert!(many.text().render(Lang::En).contains("80000"));
}

#[test]
fn every_problem_is_reported_at_once() {
    let text = format!(
        "frist_match = true\n\
         [[segment]]\nid = \"low\"\nr = [0, 2]\nf = [3, 2]\nm = [1, 300]\n{WORDS}\
         [[segment]]\nid = \"low\"\nlable = \"x\"\naction = {{ en = \"x\" }}\nr = 5\n\
         [[segment]]\n{WORDS}\
         [[segment]]\nid = \"Bad Id\"\nlabel = \"x\"\naction = {{ en = \"x\", zh = \" \", de = \"z\" }}\nr = [1, 1]\n"
    );
    let bounds =
        |dimension, low, high| RuleProblem::BadBounds { rule: "low".to_string(), dimension, low, high, bins: 3 };
    let lacks = |place, key, language| RuleProblem::MissingLanguage { place, key, language };
    let unknown = |place, key: &str, nearest| RuleProblem::UnknownKey { place, key: key.to_string(), nearest };
    let shape = |place, key: &str, expected| RuleProblem::WrongShape { place, key: key.to_string(), expected };
    assert_eq!(
        problems(&text),
        [
            unknown(Place::Top, "frist_match", Some("first_match")),
            bounds("r", 0, 2),
            bounds("f", 3, 2),
            bounds("m", 1, 300),
            unknown(rule("low"), "lable", Some("label")),
            RuleProblem::MissingKey { place: rule("low"), key: "label" },
            lacks(rule("low"), "action", "zh"),
            shape(rule("low"), "r", Shape::Pair),
            RuleProblem::MissingKey { place: rule("#3"), key: "id" },
            RuleProblem::BadId { id: "Bad Id".to_string() },
            shape(rule("Bad Id"), "label", Shape::Wordings),
            unknown(rule("Bad Id"), "de", None),
            lacks(rule("Bad Id"), "action", "zh"),
            RuleProblem::DuplicateId { id: "low".to_string() },
            RuleProblem::Overlap {
                first: "#3".to_string(),
                second: "Bad Id".to_string(),
                cells: ["111", "112", "113", "121", "122"].map(str::to_string).to_vec(),
                count: 9,
            },
            RuleProblem::Unreachable { rule: "Bad Id".to_string(), by: vec!["#3".to_string()] },
        ]
    );
}

#[test]
fn a_syntax_error_names_its_line() {
    let found = problems("first_match = true\n\n[[segment]]\nid = \n");
    assert!(matches!(found.as_slice(), [RuleProblem::Syntax { line: 4, .. }]), "{found:?}");
    let repeated = problems("first_match = true\nfirst_match = true\n");
    assert!(matches!(repeated.as_slice(), [RuleProblem::Syntax { line: 2, .. }]), "{repeated:?}");
}

#[test]
fn a_file_of_the_wrong_shape_is_refused_in_words() {
    let wrong = |key: &str, expected| RuleProblem::WrongShape { place: Place::Top, key: key.to_string(), expected };
    assert_eq!(problems(""), [RuleProblem::NoSegments]);
    assert_eq!(
        problems("first_match = 1\nsegment = 2\nothers = 3"),
        [wrong("first_match", Shape::TrueOrFalse), wrong("segment", Shape::Tables), wrong("others", Shape::Table)]
    );
    let taken = format!("[[segment]]\nid = \"others\"\n{WORDS}[others]\n{WORDS}");
    assert_eq!(problems(&taken), [RuleProblem::DuplicateId { id: "others".to_string() }]);
}

#[test]
fn problems_read_well_in_both_languages() {
    let text = format!("[[segment]]\nid = \"low\"\nr = [1, 2]\nlabl = 1\n{WORDS}");
    let sentences = |lang| problems(&text).iter().map(|problem| problem.text().render(lang)).collect::<Vec<_>>();
    assert_eq!(
        sentences(Lang::En),
        [
            "segment \"low\": unknown key \"labl\"; did you mean \"label\"?",
            "no rule covers 9 score combinations (311, 312, 313, 321, 322, …); extend a rule, or declare [others]",
        ]
    );
    assert_eq!(
        sentences(Lang::Zh),
        [
            "客户群“low”：未知的键“labl”，是否想写“label”？",
            "有 9 个分数组合没有任何规则覆盖（311, 312, 313, 321, 322, …）；请扩大某条规则的范围，或声明 [others]",
        ]
    );
    let shape = RuleProblem::WrongShape { place: Place::Others, key: "label".to_string(), expected: Shape::Wordings };
    assert_eq!(
        shape.text().render(Lang::En),
        "[others]: \"label\" must be wordings such as { en = \"…\", zh = \"…\" }"
    );
}
