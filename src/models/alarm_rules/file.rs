//! From a TOML text to alarm rules and responses, with every problem told at once.

use toml::{Table, Value};

use super::response::{Response, Stage, Within};
use super::rules::{Against, AlarmRules, MetricRule, RelativeChange, Segments};
use crate::models::checked_toml::{Fields, Place, Problem, Shape, parse};
use crate::models::early_warning::{ChartKind, ChartRule, Level, LevelThresholds, Rule};
use crate::models::wording::Wording;

const RULE_KEYS: [&str; 11] = [
    "metric",
    "segments",
    "chart",
    "rules",
    "detectors",
    "notice",
    "warning",
    "crisis",
    "change",
    "screening",
    "owner",
];
const CHANGE_KEYS: [&str; 5] = ["against", "periods", "notice", "warning", "crisis"];
const RESPONSE_KEYS: [&str; 8] = ["level", "metric", "stage", "en", "zh", "owner_en", "owner_zh", "within"];
const LEVELS: [&str; 3] = ["notice", "warning", "crisis"];
/// Detectors that a rule may name; thresholds have keys of their own.
const DETECTORS: [Rule; 6] = [Rule::Ewma, Rule::Cusum, Rule::EarsC1, Rule::EarsC2, Rule::EarsC3, Rule::Farrington];
/// Periods before that a change is measured against, unless told otherwise.
const PERIODS: usize = 3;
const MOST_PERIODS: u32 = 520;

impl AlarmRules {
    /// The rules that come with the program, as the text they are read from. It explains every key.
    pub const DEFAULT: &str = include_str!("default_alarms.toml");

    /// Reads and checks rules and responses; [`AlarmRules::DEFAULT`] shows how they are written. Which metrics there are
    /// is not known here.
    ///
    /// # Errors
    /// Every problem of the text, or the first one of its form.
    pub fn parse(text: &str) -> Result<AlarmRules, Vec<Problem>> {
        let top = parse(text)?;
        let mut problems = Vec::new();
        Fields::new(&top, Place::Top, &["rule", "response"], &mut problems).require_one_of(&["rule"]);
        let rules = (1..).zip(tables(&top, "rule", &mut problems));
        let rules = rules.map(|(number, table)| rule(number, table, &mut problems)).collect();
        let responses = (1..).zip(tables(&top, "response", &mut problems));
        let responses = responses.filter_map(|(number, table)| response(number, table, &mut problems)).collect();
        if problems.is_empty() { Ok(AlarmRules { rules, responses }) } else { Err(problems) }
    }
}

fn tables<'a>(top: &'a Table, section: &'static str, problems: &mut Vec<Problem>) -> Vec<&'a Table> {
    let known: Vec<&str> = top.keys().map(String::as_str).collect();
    let mut fields = Fields::new(top, Place::Top, &known, problems);
    let tables: Option<Vec<&Table>> = match fields.raw(section) {
        Some(Value::Array(values)) if !values.is_empty() => values.iter().map(Value::as_table).collect(),
        Some(_) => None,
        None => Some(Vec::new()),
    };
    tables.or_else(|| fields.wrong(section, Shape::Sections)).unwrap_or_default()
}

fn rule(number: usize, table: &Table, problems: &mut Vec<Problem>) -> MetricRule {
    let id = table.get("metric").and_then(Value::as_str).unwrap_or_default().to_string();
    let mut fields = Fields::new(table, Place::Entry { section: "rule", number, id }, &RULE_KEYS, problems);
    fields.require_one_of(&["metric"]);
    let kinds = ChartKind::ALL.map(|kind| (kind.id(), kind));
    let detectors = DETECTORS.map(|rule| (rule.id(), rule));
    let chart = fields.words("chart").and_then(|name| fields.choice("chart", &name, &kinds));
    MetricRule {
        metric: fields.words("metric").unwrap_or_default(),
        // Among many series one will always look odd: the course of several periods counts where somebody asks for it.
        segments: match fields.flag("segments") {
            Some(true) => Segments::ByAll,
            Some(false) => Segments::Unwatched,
            None => Segments::ByFigure,
        },
        chart,
        rules: on_chart(&mut fields, chart),
        detectors: {
            let names = fields.list("detectors").unwrap_or_default();
            once(names.iter().filter_map(|name| fields.choice("detectors", name, &detectors)))
        },
        thresholds: thresholds(&mut fields),
        // A section of a section may be written with one bracket or with two; there is one all the same.
        change: match fields.raw("change").map(|value| value.as_array().map_or(value, |all| only(all).unwrap_or(value)))
        {
            Some(Value::Table(table)) => change(&mut fields.within("change", table, &CHANGE_KEYS)),
            Some(_) => fields.wrong("change", Shape::Section("rule.change")),
            None => None,
        },
        screening: fields.flag("screening").unwrap_or(false),
        owner: fields.words("owner"),
    }
}

/// Rules that tell of too little between events on the g chart. Nothing is so far below its mean that it could lie beyond
/// 1 sd of it.
const ON_G_CHART: [ChartRule; 3] = [ChartRule::EightOnOneSide, ChartRule::LongestRun, ChartRule::SixTrending];

fn on_chart(fields: &mut Fields, chart: Option<ChartKind>) -> Vec<ChartRule> {
    let is_g = chart == Some(ChartKind::G);
    let Some(names) = fields.list("rules") else {
        let usual = ChartRule::DEFAULT.iter().chain(is_g.then_some(&ChartRule::EightOnOneSide));
        return usual.copied().collect();
    };
    let rules = once(names.iter().flat_map(|name| chart_rules(fields, name)));
    if is_g && !rules.is_empty() && !rules.iter().any(|rule| ON_G_CHART.contains(rule)) {
        refuse(fields, "rules", names.join(", "), ON_G_CHART.map(ChartRule::id).join(", "));
    }
    rules
}

/// The rules that one name stands for.
fn chart_rules(fields: &mut Fields, name: &str) -> Vec<ChartRule> {
    let nelson = [ChartRule::WESTERN_ELECTRIC, ChartRule::NELSON_ADDITIONS].concat();
    let sets: [(&'static str, &[ChartRule]); 4] = [
        ("default", ChartRule::DEFAULT),
        ("western_electric", ChartRule::WESTERN_ELECTRIC),
        ("nelson", &nelson),
        ("anhoej", ChartRule::ANHOEJ),
    ];
    let single = ChartRule::ALL.each_ref().map(|rule| (rule.id(), std::slice::from_ref(rule)));
    let all: Vec<(&'static str, &[ChartRule])> = sets.into_iter().chain(single).collect();
    fields.choice("rules", name, &all).map(<[ChartRule]>::to_vec).unwrap_or_default()
}

/// The value of a list of one.
fn only(all: &[Value]) -> Option<&Value> {
    if let [one] = all { Some(one) } else { None }
}

fn once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.fold(Vec::new(), |mut known, own| {
        if !known.contains(&own) {
            known.push(own);
        }
        known
    })
}

/// Thresholds from the mildest to the gravest; they must not go back and forth.
fn thresholds(fields: &mut Fields) -> LevelThresholds {
    let [notice, warning, crisis] = LEVELS.map(|key| number(fields, key));
    if let (Some(notice), Some(warning), Some(crisis)) = (notice, warning, crisis) {
        let between = (notice < warning && warning < crisis) || (notice > warning && warning > crisis);
        if !between {
            refuse(fields, "warning", warning.to_string(), format!("{notice} … {crisis}"));
        }
    }
    LevelThresholds { notice, warning, crisis }
}

fn change(fields: &mut Fields) -> Option<RelativeChange> {
    fields.require_one_of(&["against"]);
    fields.require_one_of(&LEVELS);
    let periods = fields.count("periods", MOST_PERIODS).and_then(|periods| usize::try_from(periods).ok());
    let against = match fields.raw("against") {
        Some(Value::String(name)) => {
            let preceding = Against::Preceding(periods.unwrap_or(PERIODS));
            fields.choice("against", name.trim(), &[("preceding", preceding), ("year_before", Against::YearBefore)])
        }
        _ => number(fields, "against").map(Against::Value),
    };
    let thresholds = thresholds(fields);
    for (key, share) in LEVELS.into_iter().zip([thresholds.notice, thresholds.warning, thresholds.crisis]) {
        if let Some(share) = share.filter(|share| *share <= 0.0) {
            refuse(fields, key, share.to_string(), "0.1, 0.25, 0.5, …".to_string());
        }
    }
    Some(RelativeChange { against: against?, thresholds })
}

/// A finite number.
fn number(fields: &mut Fields, key: &str) -> Option<f64> {
    let value = fields.raw(key)?;
    let number = match value {
        Value::Integer(whole) => Some(*whole as f64),
        Value::Float(number) => Some(*number).filter(|number| number.is_finite()),
        _ => None,
    };
    if number.is_none() {
        let name = value.as_str().map_or_else(|| value.to_string(), str::to_string);
        refuse(fields, key, name, "80, 12.5, -10, …".to_string());
    }
    number
}

fn refuse(fields: &mut Fields, key: &str, name: String, known: String) {
    fields.tell(|place| Problem::UnknownName { place, key: key.to_string(), name, known, nearest: None });
}

fn response(number: usize, table: &Table, problems: &mut Vec<Problem>) -> Option<Response> {
    let id = table.get("level").and_then(Value::as_str).unwrap_or_default().to_string();
    let mut fields = Fields::new(table, Place::Entry { section: "response", number, id }, &RESPONSE_KEYS, problems);
    for key in ["level", "stage", "en", "zh"] {
        fields.require_one_of(&[key]);
    }
    let (levels, stages) = (Level::ALL.map(|level| (level.id(), level)), Stage::ALL.map(|stage| (stage.id(), stage)));
    let level = fields.words("level").and_then(|name| fields.choice("level", &name, &levels));
    let stage = fields.words("stage").and_then(|name| fields.choice("stage", &name, &stages));
    for (key, needs) in [("owner_en", "owner_zh"), ("owner_zh", "owner_en")] {
        if fields.has(key) && !fields.has(needs) {
            fields.tell(|place| Problem::Alone { place, key, needs });
        }
    }
    let within = fields.words("within").and_then(|text| {
        let within = Within::parse(&text);
        if within.is_none() {
            refuse(&mut fields, "within", text, Within::EXAMPLES.to_string());
        }
        within
    });
    let mut words = |key| fields.words(key).unwrap_or_default();
    let action = Wording { en: words("en"), zh: words("zh") };
    let owner = Wording { en: words("owner_en"), zh: words("owner_zh") };
    Some(Response { level: level?, metric: fields.words("metric"), stage: stage?, action, owner, within })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn the_default_answers_every_level_and_a_crisis_at_every_stage() {
        let rules = AlarmRules::parse(AlarmRules::DEFAULT).unwrap();
        let any = rules.of("csat").unwrap();
        assert_eq!(
            (any.metric.as_str(), any.segments, any.rules.as_slice()),
            ("*", Segments::ByFigure, ChartRule::DEFAULT)
        );
        let stages = |level| rules.responses(level, "csat").iter().map(|own| own.stage).collect::<Vec<_>>();
        assert_eq!(stages(Level::Notice), [Stage::Monitor]);
        assert_eq!(stages(Level::Warning), [Stage::Monitor, Stage::Respond, Stage::Evaluate]);
        assert_eq!(stages(Level::Crisis), Stage::ALL);
        let complete = |own: &Response| !own.action.zh.is_empty() && !own.owner.zh.is_empty() && own.within.is_some();
        assert!(rules.responses.iter().all(complete) && rules.metrics().is_empty());
    }

    #[test]
    fn everything_that_can_be_written_is_read() {
        let text = "[[rule]]\nmetric = 'nps'\nchart = 'i'\nrules = ['western_electric', 'beyond_limits', 'six_trending']\n\
                    detectors = ['ewma', 'cusum', 'ewma']\nnotice = 40\nwarning = 30.5\ncrisis = -10\nscreening = true\n\
                    segments = false\nowner = ' Li '\n[rule.change]\nagainst = 'preceding'\nperiods = 6\ncrisis = 0.5\n\
                    [[rule]]\nmetric = '*'\nrules = []\n[rule.change]\nagainst = 12\nnotice = 0.1\n\
                    [[rule]]\nmetric = 'ces'\nsegments = true\n[[rule.change]]\nagainst = 'year_before'\nnotice = 0.1\n\
                    [[response]]\nlevel = 'crisis'\nstage = 'respond'\nen = 'A'\nzh = '甲'\n\
                    [[response]]\nlevel = 'crisis'\nstage = 'respond'\nen = 'B'\nzh = '乙'\nmetric = 'nps'\nwithin = '4h'\n";
        let rules = AlarmRules::parse(text).unwrap();
        let nps = rules.of("nps").unwrap();
        assert_eq!(
            (nps.chart, nps.screening, nps.segments, nps.owner.as_deref()),
            (Some(ChartKind::I), true, Segments::Unwatched, Some("Li"))
        );
        assert_eq!(nps.rules, [ChartRule::WESTERN_ELECTRIC, &[ChartRule::SixTrending]].concat());
        assert_eq!(nps.detectors, [Rule::Ewma, Rule::Cusum]);
        assert_eq!(nps.thresholds, LevelThresholds { notice: Some(40.0), warning: Some(30.5), crisis: Some(-10.0) });
        assert_eq!(nps.change.map(|own| own.against), Some(Against::Preceding(6)));
        assert_eq!(rules.of("ces").unwrap().segments, Segments::ByAll);
        let any = rules.of("csat").unwrap();
        assert_eq!((any.rules.len(), any.change.map(|own| own.against)), (0, Some(Against::Value(12.0))));
        assert_eq!(rules.of("ces").unwrap().change.map(|own| own.against), Some(Against::YearBefore));
        assert_eq!(rules.of("ces").unwrap().rules, ChartRule::DEFAULT);
        let said =
            |metric| rules.responses(Level::Crisis, metric).iter().map(|own| own.action.en.clone()).collect::<Vec<_>>();
        assert_eq!((said("nps"), said("csat")), (vec!["B".to_string()], vec!["A".to_string()]));
        assert_eq!(rules.metrics(), ["ces", "nps"]);
    }

    /// What the documents show is read, and so is the file that the nightly example runs with.
    #[test]
    fn the_files_that_are_shown_are_read() {
        let shown = |document: &'static str| {
            let blocks = document.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
            blocks.filter(|block| block.contains("[[rule]]")).collect::<Vec<&str>>()
        };
        let documents = [include_str!("../../../README.md"), include_str!("../../../README.zh-CN.md")].map(shown);
        assert!(documents.iter().all(|blocks| blocks.len() == 1));
        let example = include_str!("../../../examples/nightly-alarms/alarms.toml");
        for text in documents.into_iter().flatten().chain([example]) {
            let rules = AlarmRules::parse(text).unwrap();
            assert_eq!(rules.metrics(), ["complaint_rate", "complaints"]);
            assert_eq!(rules.of("complaints").and_then(|own| own.chart), Some(ChartKind::T));
            let rate = rules.of("complaint_rate").unwrap();
            assert_eq!((rate.detectors.as_slice(), rate.thresholds.warning), (&[Rule::Ewma][..], Some(250.0)));
            assert_eq!(rate.change.map(|own| own.against), Some(Against::YearBefore));
            assert_eq!(rules.responses(Level::Crisis, "csat").len(), 1);
        }
    }

    #[test]
    fn a_g_chart_needs_a_rule_that_can_fire_on_it() {
        let read = |rules: &str| AlarmRules::parse(&format!("[[rule]]\nmetric = 'complaints'\nchart = 'g'\n{rules}"));
        let refused = read("rules = ['beyond_limits']").unwrap_err();
        let told = refused[0].text().render(Lang::En);
        assert!(
            told.ends_with("`rules` cannot be `beyond_limits`; valid are eight_on_one_side, longest_run, six_trending"),
            "{told}"
        );
        for fine in ["", "rules = []", "rules = 'western_electric'", "rules = ['anhoej']"] {
            assert!(read(fine).is_ok(), "{fine}");
        }
        assert!(read("").is_ok_and(|own| own.rules[0].rules.contains(&ChartRule::EightOnOneSide)));
    }

    #[test]
    fn every_problem_is_told() {
        let text = "colour = 1\n[[rule]]\nmetric = 'nps'\nchart = 'pp'\nrules = ['westrn_electric']\ndetectors = ['fixed_threshold']\n\
                    notice = 80\nwarning = 90\ncrisis = 70\nsegment = true\n\
                    [[rule]]\ncrisis = 'high'\n[rule.change]\nagainst = 'precedin'\n\
                    [[rule]]\nmetric = '*'\nchange = 5\n\
                    [[rule]]\nmetric = 'a'\n[rule.change]\nagainst = 1\nnotice = -0.1\n\
                    [[rule]]\nmetric = 'b'\n[[rule.change]]\nagainst = 1\nnotice = 1\n[[rule.change]]\nagainst = 2\nnotice = 1\n\
                    [[response]]\nlevel = 'warn'\nstage = 'respond'\nen = 'A'\nwithin = 'soon'\nowner_en = 'B'\n";
        let problems = AlarmRules::parse(text).unwrap_err();
        let told: Vec<String> = problems.iter().map(|problem| problem.text().render(Lang::En)).collect();
        for expected in [
            "top of the file: `colour` is no key",
            "[[rule]] number 1 (`nps`): `segment` is no key; did you mean `segments`?",
            "[[rule]] number 1 (`nps`): `chart` cannot be `pp`",
            "[[rule]] number 1 (`nps`): `rules` cannot be `westrn_electric`; did you mean `western_electric`?",
            "[[rule]] number 1 (`nps`): `detectors` cannot be `fixed_threshold`",
            "[[rule]] number 1 (`nps`): `warning` cannot be `90`; valid are 80 … 70",
            "[[rule]] number 2: `metric` is missing",
            "[[rule]] number 2: `crisis` cannot be `high`",
            "[[rule]] number 2: `change.against` cannot be `precedin`; did you mean `preceding`?",
            "[[rule]] number 2: `notice` / `warning` / `crisis` is missing",
            "[[rule]] number 3 (`*`): `change` must be one section [rule.change]",
            "[[rule]] number 5 (`b`): `change` must be one section [rule.change]",
            "[[rule]] number 4 (`a`): `notice` cannot be `-0.1`",
            "[[response]] number 1 (`warn`): `level` cannot be `warn`",
            "[[response]] number 1 (`warn`): `zh` is missing",
            "[[response]] number 1 (`warn`): `owner_en` needs `owner_zh` too",
            "[[response]] number 1 (`warn`): `within` cannot be `soon`; valid are 30min, 4h, 3d, 2w",
        ] {
            assert!(told.iter().any(|one| one.contains(expected)), "{expected} is not among {told:#?}");
        }
        assert_eq!(told.len(), 17, "{told:#?}");
        for text in
            ["", "rule = []", "rule = 1", "[rule]\nmetric = 'a'", "[[rule]\n", "[[rule]]\nmetric = '*'\n[[response]]"]
        {
            assert!(!AlarmRules::parse(text).unwrap_err().is_empty(), "{text}");
        }
    }
}
