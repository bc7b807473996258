//! Resolves the headers of one file against a canonical table: by exact name, by alias, by `--map`, by position.
//!
//! Every problem of the file is returned together, with the nearest headers as hints.

use serde::Serialize;

use crate::error::Problem;
use crate::labels::Label;
use crate::labels::visible::short;
use crate::tables::{Column, Remainder, Table, normalise};

const MISSING: Label =
    Label::new("no column for `{column}`; the headers are {headers}", "缺少 `{column}` 列；文件的表头为 {headers}");
const MAP_HINT: Label = Label::new("--map '{table}.{column}={header}'", "--map '{table}.{column}={header}'");
const MAP_ANY: Label = Label::new(
    "--map '{table}.{column}=HEADER', or #2 for the second column of a file without a header",
    "--map '{table}.{column}=表头'；无表头的文件用 #2 表示第二列",
);
const TWO: Label = Label::new("{n} columns could be `{column}`: {headers}", "有 {n} 列都可能是 `{column}`：{headers}");
const NO_SUCH_HEADER: Label = Label::new(
    "{flag} asks for `{header}` as `{column}`, but there is no such header; the headers are {headers}",
    "{flag} 指定 `{header}` 为 `{column}`，但没有这个表头；文件的表头为 {headers}",
);
const NO_SUCH_COLUMN: Label = Label::new(
    "--map names `{table}.{column}`, which is not a column of {table}",
    "--map 指定的 `{table}.{column}` 不是 {table} 表的列",
);
const HEADERS_ARE: Label = Label::new("the headers are {headers}", "文件的表头为 {headers}");
const DID_YOU_MEAN: Label = Label::new("did you mean `{name}`?", "是否指 `{name}`？");

/// One `--map TABLE.COLUMN=HEADER`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MapRule {
    /// The canonical table.
    pub table: String,
    /// The canonical column.
    pub column: String,
    /// The header in the file, or `#2` for the second column.
    pub header: String,
    /// The flag that says so.
    #[serde(skip)]
    pub flag: &'static str,
}

impl std::str::FromStr for MapRule {
    type Err = String;

    fn from_str(text: &str) -> Result<MapRule, String> {
        let rule = text.split_once('=').and_then(|(left, header)| {
            let (table, column) = left.split_once('.')?;
            let [table, column, header] = [table, column, header].map(|part| part.trim().to_string());
            Some(MapRule { table, column, header, flag: "--map" })
        });
        rule.filter(|rule| !rule.column.is_empty() && !rule.header.is_empty())
            .ok_or_else(|| "expected TABLE.COLUMN=HEADER, such as orders.customer_id=客户编号".to_string())
    }
}

/// How a header was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Recognised {
    /// It is the canonical name.
    Exact,
    /// It is a known other name.
    Alias,
    /// The user said so.
    Map,
}

/// A canonical column found in a file.
#[derive(Clone, Debug)]
pub struct Found {
    /// The canonical column.
    pub column: &'static Column,
    /// Its place in the file, from 0.
    pub index: usize,
    /// Its header in the file.
    pub header: String,
    /// How it was recognised.
    pub by: Recognised,
}

/// The columns of one file.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// Canonical columns, in canonical order.
    pub found: Vec<Found>,
    /// The other columns: place and header.
    pub attributes: Vec<(usize, String)>,
}

impl Mapping {
    /// The place of a canonical column.
    pub fn index(&self, name: &str) -> Option<usize> {
        self.found.iter().find(|found| found.column.name == name).map(|found| found.index)
    }
}

/// Whether the first record looks like data and not like headers: none is known, and some hold a long number or an
/// address. Its cells are then kept out of messages.
fn looks_like_data(table: &Table, headers: &[String]) -> bool {
    let telling = |header: &String| {
        header.contains('@') || header.chars().filter(char::is_ascii_digit).count() >= 7 || header.contains('{')
    };
    !headers.iter().any(|header| table.knows(header)) && headers.iter().any(telling)
}

const NO_HEADER: Label = Label::new(
    "none of the {n:cell|cells} of the first record is a header of {table}",
    "首条记录的 {n} 个单元格都不是 {table} 表的表头",
);

const ONE_CELL: Label = Label::new(
    "the header is a single cell, `{header}`, so that no column can be told; it seems to be cut at {delimiter}",
    "表头只有一个单元格 `{header}`，无法识别各列；该文件似乎以{delimiter}分隔",
);
const ONE_CELL_HINT: Label = Label::new(
    "--delimiter '{sign}', or leave --delimiter out so that huike finds it",
    "请用 --delimiter '{sign}'，或去掉 --delimiter 由 huike 自行识别",
);
/// Signs that files are cut at, with their names.
const CUTS: [(&str, Label); 4] = [
    (",", Label::new("commas", "逗号")),
    (";", Label::new("semicolons", "分号")),
    ("\t", Label::new("tabs", "制表符")),
    ("|", Label::new("vertical bars", "竖线")),
];

/// The problem of a header that was not cut, although its only cell holds several names of columns with one sign between
/// them.
fn uncut(table: &Table, headers: &[String], place: &str) -> Option<Problem> {
    let [header] = headers else { return None };
    let named = |sign: &str| header.split(sign).filter(|part| table.knows(part)).count();
    let (sign, name) = CUTS.into_iter().max_by_key(|(sign, _)| named(sign)).filter(|(sign, _)| named(sign) > 1)?;
    let what = ONE_CELL.with(&[("header", &short(header))]).and("delimiter", name.text());
    let sign = if sign == "\t" { "\\t" } else { sign };
    Some(Problem::at(place, what).hint(ONE_CELL_HINT.with(&[("sign", &sign)])))
}

/// Finds every column of `table` among `headers`, or says everything that is wrong with them.
pub fn resolve(table: &Table, headers: &[String], maps: &[MapRule], place: &str) -> Result<Mapping, Vec<Problem>> {
    if looks_like_data(table, headers) && !maps.iter().any(|rule| rule.table == table.name) {
        let what = NO_HEADER.with(&[("n", &headers.len()), ("table", &table.name)]);
        let first = table.columns.first().map_or("", |column| column.name);
        return Err(vec![Problem::at(place, what).hint(MAP_ANY.with(&[("table", &table.name), ("column", &first)]))]);
    }
    if let Some(problem) = uncut(table, headers, place) {
        return Err(vec![problem]);
    }
    let mut problems = Vec::new();
    let mut mapping = Mapping::default();
    let keys: Vec<String> = headers.iter().map(|header| normalise(header)).collect();
    let maps: Vec<&MapRule> = maps.iter().filter(|rule| rule.table == table.name).collect();
    let mapped: Vec<usize> = maps.iter().filter_map(|rule| locate(&rule.header, headers)).collect();
    for rule in maps.iter().filter(|rule| table.column(&rule.column).is_none()) {
        problems.push(unknown_column(table, rule, place));
    }
    for column in table.columns {
        if let Some(rule) = maps.iter().rev().find(|rule| rule.column == column.name) {
            match locate(&rule.header, headers) {
                Some(index) => {
                    mapping.found.push(Found { column, index, header: headers[index].clone(), by: Recognised::Map })
                }
                None => problems.push(unknown_header(rule, headers, place)),
            }
            continue;
        }
        let free = |index: &usize| !mapped.contains(index);
        let own = normalise(column.name);
        let exact: Vec<usize> = (0..keys.len()).filter(|i| keys[*i] == own).filter(free).collect();
        let (candidates, by) = if exact.is_empty() {
            ((0..keys.len()).filter(|i| column.matches(&keys[*i])).filter(free).collect(), Recognised::Alias)
        } else {
            (exact, Recognised::Exact)
        };
        match candidates[..] {
            [] => {}
            [index] => mapping.found.push(Found { column, index, header: headers[index].clone(), by }),
            _ => problems.push(ambiguous(table, column, &candidates, headers, place)),
        }
    }
    problems.extend(missing(table, &mapping, headers, place, &problems));
    if table.remainder == Remainder::Attributes {
        let taken = |index: usize| mapping.found.iter().any(|found| found.index == index);
        mapping.attributes = headers
            .iter()
            .enumerate()
            .filter(|(index, header)| !taken(*index) && !header.trim().is_empty())
            .map(|(index, header)| (index, header.trim().to_string()))
            .collect();
    }
    if problems.is_empty() { Ok(mapping) } else { Err(problems) }
}

/// The place of a header the user named: exact, or in normal form, or `#2`.
pub fn locate(header: &str, headers: &[String]) -> Option<usize> {
    if let Some(number) = header.strip_prefix('#').and_then(|digits| digits.parse::<usize>().ok()) {
        return number.checked_sub(1).filter(|index| *index < headers.len());
    }
    let key = normalise(header);
    headers.iter().position(|known| known.trim() == header).or_else(|| {
        let mut same = headers.iter().enumerate().filter(|(_, known)| normalise(known) == key);
        same.next().filter(|_| same.next().is_none()).map(|(index, _)| index)
    })
}

fn missing(table: &Table, mapping: &Mapping, headers: &[String], place: &str, known: &[Problem]) -> Vec<Problem> {
    let has = |name: &&str| mapping.index(name).is_some();
    let blamed = |name: &str| {
        known.iter().any(|problem| problem.what.render(crate::labels::Lang::En).contains(&format!("`{name}`")))
    };
    let mut problems = Vec::new();
    for alternatives in table.required {
        if alternatives.iter().any(|all| all.iter().all(has)) {
            continue;
        }
        let Some(name) = alternatives.first().and_then(|all| all.iter().find(|name| !has(name))) else { continue };
        if blamed(name) {
            continue;
        }
        let names: Vec<String> = alternatives.iter().map(|all| all.join("` + `")).collect();
        let what = MISSING.with(&[("column", &names.join("` / `")), ("headers", &list(headers))]);
        let hint = match nearest(name, table, headers, mapping) {
            Some(header) => MAP_HINT.with(&[("table", &table.name), ("column", name), ("header", &short(&header))]),
            None => MAP_ANY.with(&[("table", &table.name), ("column", name)]),
        };
        problems.push(Problem::at(place, what).hint(hint));
    }
    problems
}

/// Bytes of the longest header that may be meant for a column; comparing takes the square of the length.
const LONGEST_NAME: usize = 200;
/// How much a header has to be like a name to be proposed for it; a wrong one that is followed gives wrong figures.
const LIKE: f64 = 0.86;
/// Headers that are compared.
const MOST_NAMES: usize = 2_000;

/// The unclaimed header most like the column's name or one of its aliases.
fn nearest(name: &str, table: &Table, headers: &[String], mapping: &Mapping) -> Option<String> {
    let column = table.column(name)?;
    let own = normalise(column.name);
    let likeness = |header: &str| {
        let key = normalise(header);
        column
            .aliases
            .iter()
            .copied()
            .chain([own.as_str()])
            .map(|alias| strsim::jaro_winkler(alias, &key).max(part(alias, &key)))
            .fold(0.0, f64::max)
    };
    let free = |index: usize| !mapping.found.iter().any(|found| found.index == index);
    headers
        .iter()
        .enumerate()
        .take(MOST_NAMES)
        .filter(|(index, header)| free(*index) && !header.trim().is_empty() && header.len() <= LONGEST_NAME)
        .map(|(_, header)| (likeness(header), header))
        .filter(|(score, _)| *score >= LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, header)| header.trim().to_string())
}

/// The likeness of two names of which one is a part of the other, and at least half of it: `No.` is a part of too many.
fn part(one: &str, other: &str) -> f64 {
    let (one_length, other_length) = (one.chars().count(), other.chars().count());
    let share = one_length.min(other_length) as f64 / one_length.max(other_length).max(1) as f64;
    if share >= 0.5 && (one.contains(other) || other.contains(one)) { LIKE + (1.0 - LIKE) * share } else { 0.0 }
}

fn ambiguous(table: &Table, column: &Column, candidates: &[usize], headers: &[String], place: &str) -> Problem {
    let names: Vec<String> = candidates.iter().map(|index| headers[*index].clone()).collect();
    let what = TWO.with(&[("n", &names.len()), ("column", &column.name), ("headers", &list(&names))]);
    candidates.iter().fold(Problem::at(place, what), |problem, index| {
        let same = names.iter().filter(|name| **name == headers[*index]).count() > 1;
        let header = if same { format!("#{}", index + 1) } else { headers[*index].clone() };
        problem.hint(MAP_HINT.with(&[("table", &table.name), ("column", &column.name), ("header", &short(&header))]))
    })
}

fn unknown_header(rule: &MapRule, headers: &[String], place: &str) -> Problem {
    let what = NO_SUCH_HEADER.with(&[
        ("flag", &rule.flag),
        ("header", &short(&rule.header)),
        ("column", &rule.column),
        ("headers", &list(headers)),
    ]);
    suggest(Problem::at(place, what), &rule.header, headers.iter().map(String::as_str))
}

fn unknown_column(table: &Table, rule: &MapRule, place: &str) -> Problem {
    let what = NO_SUCH_COLUMN.with(&[("table", &rule.table), ("column", &rule.column)]);
    suggest(Problem::at(place, what), &rule.column, table.columns.iter().map(|column| column.name))
}

/// Adds `did you mean` when one of `names` is near to `wanted`.
pub fn suggest<'a>(problem: Problem, wanted: &str, names: impl Iterator<Item = &'a str>) -> Problem {
    let near = names
        .map(|name| (strsim::jaro_winkler(&normalise(name), &normalise(wanted)), name))
        .filter(|(score, _)| *score > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match near {
        Some((_, name)) => problem.hint(DID_YOU_MEAN.with(&[("name", &short(name.trim()))])),
        None => problem,
    }
}

/// Adds `did you mean` when one of `headers` or of the canonical columns found among them is near to `wanted`, else what
/// there is.
pub fn suggest_column(problem: Problem, wanted: &str, headers: &[String], found: &[&str]) -> Problem {
    let near = headers.iter().map(String::as_str).chain(found.iter().copied());
    suggest_column_among(problem, wanted, near, headers)
}

/// The same where only some names would do.
pub fn suggest_column_among<'n>(
    problem: Problem,
    wanted: &str,
    near: impl Iterator<Item = &'n str>,
    headers: &[String],
) -> Problem {
    let before = problem.hints.len();
    let problem = suggest(problem, wanted, near);
    if problem.hints.len() > before || headers.is_empty() {
        return problem;
    }
    problem.hint(HEADERS_ARE.with(&[("headers", &list(headers))]))
}

fn list(headers: &[String]) -> String {
    const MOST: usize = 30;
    let mut shown: Vec<String> = headers.iter().take(MOST).map(|header| short(header.trim())).collect();
    if headers.len() > MOST {
        shown.push("…".to_string());
    }
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;
    use crate::tables::{customers::CUSTOMERS, orders::ORDERS};

    fn headers(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_string()).collect()
    }

    fn places(table: &Table, names: &[&str], maps: &[&str]) -> Vec<(&'static str, usize)> {
        let maps: Vec<MapRule> = maps.iter().map(|map| map.parse().unwrap()).collect();
        let mapping = resolve(table, &headers(names), &maps, "f.csv").unwrap();
        mapping.found.iter().map(|found| (found.column.name, found.index)).collect()
    }

    #[test]
    fn exact_names_beat_aliases() {
        assert_eq!(
            places(&ORDERS, &["total", "amount", "order_date", "customer_id"], &[]),
            [("customer_id", 3), ("order_date", 2), ("amount", 1)]
        );
    }

    #[test]
    fn chinese_headers_and_positions() {
        assert_eq!(
            places(&ORDERS, &["客户编号", "下单日期", "实付金额（元）"], &[]),
            [("customer_id", 0), ("order_date", 1), ("amount", 2)]
        );
        let maps = ["orders.customer_id=#1", "orders.order_date=#3", "orders.amount=#5"];
        assert_eq!(
            places(&ORDERS, &["#1", "#2", "#3", "#4", "#5"], &maps),
            [("customer_id", 0), ("order_date", 2), ("amount", 4)]
        );
    }

    #[test]
    fn quantity_and_price_stand_in_for_amount() {
        assert_eq!(places(&ORDERS, &["customer_id", "date", "qty", "price"], &[]).len(), 4);
    }

    #[test]
    fn every_problem_is_told_at_once_with_the_nearest_header() {
        let maps = ["orders.order_id=Ordr No".parse().unwrap()];
        let names = headers(&["客户编号", "实付总额", "Order No", "Date", "Invoice Date"]);
        let problems = resolve(&ORDERS, &names, &maps, "o.csv").unwrap_err();
        let said: Vec<String> = problems.iter().map(|problem| problem.what.render(Lang::En)).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].contains("2 columns could be `order_date`"));
        assert!(said[1].contains("--map asks for `Ordr No`"));
        assert!(said[2].contains("no column for `amount` / `quantity` + `unit_price`"));
        assert_eq!(problems[1].hints[0].render(Lang::En), "did you mean `Order No`?");
        assert_eq!(problems[2].hints[0].render(Lang::Zh), "--map 'orders.amount=实付总额'");
    }

    #[test]
    fn no_header_is_proposed_that_is_something_else() {
        let hints = |names: &[&str]| -> Vec<String> {
            let problems = resolve(&ORDERS, &headers(names), &[], "o.csv").unwrap_err();
            problems.iter().flat_map(|problem| &problem.hints).map(|hint| hint.render(Lang::En)).collect()
        };
        for names in [
            &["Name", "Email", "Paid at", "Currency", "Total", "Created at", "Lineitem name"][..],
            &["Record ID", "Deal Name", "Close Date", "Amount", "Amount in company currency", "Deal owner"],
            &["No.", "Posting Date", "Line Amount", "Description"],
        ] {
            let hints = hints(names);
            assert!(hints.len() == 1 && hints[0].starts_with("--map 'orders.customer_id=HEADER'"), "{hints:?}");
        }
        let dynamics = ["Sell-to Customer No.", "Posting Date", "No.", "Description", "Quantity", "Line Amount"];
        assert_eq!(hints(&dynamics), ["--map 'orders.customer_id=Sell-to Customer No.'"]);
    }

    #[test]
    fn the_other_columns_of_customers_stay_as_attributes() {
        let mapping = resolve(&CUSTOMERS, &headers(&["会员编号", "性别", "兴趣", " "]), &[], "c.csv").unwrap();
        assert_eq!(mapping.attributes, [(2, "兴趣".to_string())]);
    }
}
