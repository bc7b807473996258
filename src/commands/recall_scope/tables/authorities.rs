//! The tables that authorities and auditors ask for: an item a row, so that each number can be copied into a form. Each is in
//! the language of who asks for it, whatever that of the run: English, and Chinese for the Chinese stage report.

use chrono::{Datelike, NaiveDate};

use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::labels::{Label, Lang};
use crate::models::recall_progress::reports::{
    Corrections, Month, china_stage_report as stages, cpsc_monthly as monthly,
};
use crate::models::recall_progress::{Location, Medium};
use crate::reduce::recall::MoveKind;

use super::super::drill::Drill;
use super::super::progress::Standing;
use super::super::result::Findings;
use super::wide;

const MANUFACTURER: Label = Label::new("manufacturer", "生产者");
const BEFORE_RECALL: Label = Label::new("reported and occurred before the recall", "召回前报告并发生");
const SINCE_RECALL: Label =
    Label::new("reported since the recall began, day of occurrence not known", "召回开始后报告，发生日期未知");
const ELSEWHERE: Label = Label::new("location not recorded", "所在环节未记录");
const TOTAL: Label = Label::new("total", "合计");

/// One row of a form: item, detail, and its numbers.
struct Item<const N: usize> {
    item: &'static str,
    detail: String,
    values: [Option<f64>; N],
}

/// The monthly progress report of the CPSC, of the month in which the as-of day lies, up to that day. Incidents are
/// complaints that name what is recalled; only of those reported before the recall it is known when they occurred: before
/// it.
pub(super) fn cpsc_monthly<'a>(
    findings: &'a Findings<'a>,
    standing: &'a Standing<'a>,
) -> Result<ResultTable<'a>, Error> {
    let first = NaiveDate::from_epoch_days(findings.as_of).and_then(|day| day.with_day(1));
    let from = first.map_or(findings.as_of, |day| day.to_epoch_days());
    let incidents = findings.heard.incidents.as_deref().unwrap_or_default();
    let report =
        monthly(&standing.progress, Month { from, to: findings.as_of }, undistributed(findings, from), incidents);
    let corrections = |name: Label, own: &Corrections| Item {
        item: "units",
        detail: name.en.to_string(),
        values: [Some(wide(own.affected)), Some(wide(own.this_period)), Some(wide(own.cumulative)), own.rate()],
    };
    let mut all = vec![
        corrections(MANUFACTURER, &report.manufacturer),
        corrections(Location::Distributor.label(), &report.distributors),
        corrections(Location::Retailer.label(), &report.retailers),
        corrections(Location::Consumer.label(), &report.consumers),
    ];
    if report.elsewhere != Corrections::default() {
        all.push(corrections(ELSEWHERE, &report.elsewhere));
    }
    all.push(corrections(TOTAL, &report.total));
    let consumers = |item, (medium, n): (&Medium, &u64)| Item {
        item,
        detail: medium.label().en.to_string(),
        values: [None, Some(*n as f64), None, None],
    };
    all.extend(report.contacts.notified.iter().map(|own| consumers("consumers notified", own)));
    all.extend(report.contacts.made_contact.iter().map(|own| consumers("consumers in contact", own)));
    if findings.heard.incidents.is_some() {
        for (when, own) in [(BEFORE_RECALL, report.before_recall), (SINCE_RECALL, report.undated)] {
            let told = |n: u64| findings.heard.harm_is_told.then_some(n as f64);
            let counts = [
                ("incidents", Some(own.incidents as f64)),
                ("injuries", told(own.injuries)),
                ("deaths", told(own.deaths)),
            ];
            all.extend(counts.map(|(item, n)| Item {
                item,
                detail: when.en.to_string(),
                values: [None, n, None, None],
            }));
        }
    }
    form("cpsc_monthly", ["affected", "this_month", "cumulative", "rate"], &all)
}

/// Units that never left: what is on hand, and what was scrapped since the recall began, which corrects it.
fn undistributed(findings: &Findings<'_>, from: i32) -> Corrections {
    let scrapped = |since: i32| -> i128 {
        let rows = findings.traded.moves.rows.iter();
        let own = rows.filter(|row| row.kind == MoveKind::Scrap && findings.is_affected(row.lot));
        own.filter(|row| row.day.is_some_and(|day| (since..=findings.as_of).contains(&day)))
            .map(|row| i128::from(row.quantity))
            .sum()
    };
    let cumulative = scrapped(findings.started);
    Corrections {
        affected: findings.on_hand() + cumulative,
        this_period: scrapped(findings.started.max(from)),
        cumulative,
    }
}

/// The stage report on a recall as Chinese authorities ask for it.
pub(super) fn china_stage_report<'a>(standing: &'a Standing<'a>) -> Result<ResultTable<'a>, Error> {
    let report = stages(&standing.progress);
    let item = |item, detail: String, customers: Option<u64>, units: Option<f64>| Item {
        item,
        detail,
        values: [customers.map(|n| n as f64), units, None],
    };
    let mut all = vec![
        item("应召回数量", String::new(), None, Some(wide(report.to_recall))),
        item("已召回数量", String::new(), None, Some(wide(report.recalled))),
        item("已完成数量", String::new(), None, Some(wide(report.completed))),
        Item { item: "召回完成率", detail: String::new(), values: [None, None, report.completion_rate] },
    ];
    let told = report.methods.iter().map(|own| Item {
        item: "通知方式及数量",
        detail: own.medium.label().zh.to_string(),
        values: [Some(own.customers as f64), Some(own.notices as f64), None],
    });
    all.extend(told);
    let left = report.not_recalled.iter();
    all.extend(
        left.map(|own| {
            item("未召回原因", own.reason.label().zh.to_string(), Some(own.customers), Some(wide(own.units)))
        }),
    );
    let next = report.next.iter().map(|task| item("下一步", task.text().render(Lang::Zh), None, None));
    all.extend(next);
    form("china_stage_report", ["customers", "quantity", "rate"], &all)
}

/// The sheet of a traceability test, BRCGS 3.9 and 3.11.
pub(super) fn mock_recall(drill: &Drill) -> Result<ResultTable<'static>, Error> {
    let sheet = &drill.sheet;
    let figures = &sheet.figures;
    let row = |item, value: f64, passed: Option<bool>| (item, String::new(), value, passed);
    let mut all: Vec<(&'static str, String, f64, Option<bool>)> = sheet
        .steps
        .iter()
        .map(|(step, seconds)| ("seconds", step.label().en.to_string(), *seconds as f64, None))
        .collect();
    all.extend([
        row("seconds in all", sheet.seconds as f64, Some(sheet.is_in_time())),
        row("seconds allowed", sheet.limit_seconds as f64, None),
        row("order lines read", figures.order_lines as f64, None),
        row("movements read", figures.movements as f64, None),
        row("lots traced backward", figures.backward_lots as f64, None),
        row("lots traced forward", figures.forward_lots as f64, None),
        row("customers", figures.customers as f64, None),
        row("customers with a usable contact", figures.customers_with_contact as f64, None),
        row("units made and received", wide(figures.incoming), None),
        row("units accounted for", wide(figures.accounted), None),
        row("of these sold without a lot", wide(figures.sold_without_lot), None),
    ]);
    all.extend(sheet.balance_percent.map(|percent| row("per cent accounted for", percent, sheet.is_balanced)));
    all.push(row("passed", f64::from(u8::from(drill.is_passed())), Some(drill.is_passed())));
    ResultTable::build("mock_recall")
        .text("item", all.iter().map(|row| Some(row.0)))
        .text("detail", all.iter().map(|row| Some(row.1.as_str()).filter(|detail| !detail.is_empty())))
        .number("value", all.iter().map(|row| row.2))
        .boolean("passed", all.iter().map(|row| row.3))
        .finish()
}

fn form<const N: usize>(
    name: &'static str,
    columns: [&'static str; N],
    all: &[Item<N>],
) -> Result<ResultTable<'static>, Error> {
    let mut table = ResultTable::build(name)
        .text("item", all.iter().map(|row| Some(row.item)))
        .text("detail", all.iter().map(|row| Some(row.detail.as_str()).filter(|detail| !detail.is_empty())));
    for (at, column) in columns.into_iter().enumerate() {
        table = table.number(column, all.iter().map(move |row| row.values[at]));
    }
    table.finish()
}
