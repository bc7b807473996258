//! Dates as exports write them, and what is refused.

use proptest::prelude::*;

use super::super::{format_date, parse_iso_date};
use super::*;

fn read(text: &str) -> Result<String, DateError> {
    match DateParser::default().read(text)? {
        DateReading::Settled { day, order: None } => Ok(format_date(day)),
        DateReading::Settled { day, order: Some(order) } => Ok(format!("{} {}", order.name(), format_date(day))),
        DateReading::Either { day_first, month_first } => {
            Ok(format!("{} or {}", format_date(day_first), format_date(month_first)))
        }
    }
}

#[test]
fn every_usual_form_of_one_day() {
    for text in [
        "2026-06-30",
        "2026/6/30",
        "2026.6.30",
        "20260630",
        "2026年6月30日",
        "2026年06月30号",
        "2026 年 6 月 30 日",
        "30.06.2026",
        "30-Jun-2026",
        "30/Jun/2026",
        "Jun 30, 2026",
        "June 30th, 2026",
        "30 June 2026",
        "30th June 2026",
        "2026-Jun-30",
        "２０２６－０６－３０",
        "２０２６年６月３０日",
        "2026-06-30 23:59:59",
        "2026-06-30T23:59:59.123",
        "2026-06-30T23:30:00Z",
        "2026-06-30T00:30:00+08:00",
        "2026/6/30 下午11:05",
        "2026年6月30日 23时59分59秒",
        "2026-06-30 11:05 PM",
        "20260630235959",
        "20260630 23:59",
        " 2026-06-30\u{3000}",
        "2026年6月30日23:59",
        "2026-W27-2",
        "2026-w27-2 10:00",
        "20260630T235959Z",
        "20260630T2359",
        "2026/6/30 上午12:30",
        "2026/6/30 晚上11:05",
        "2026-06-30 11:05 p.m.",
        "2026-06-30 10:30:45,123",
        "\u{feff}2026-06-30",
        "\u{200e}2026\u{200e}/\u{200e}6/30",
    ] {
        assert_eq!(read(text), Ok("2026-06-30".into()), "{text}");
    }
}

#[test]
fn day_and_month_stay_open_until_the_column_decides() {
    assert_eq!(read("01/02/2026"), Ok("2026-02-01 or 2026-01-02".into()));
    assert_eq!(read("1-2-2026 10:00"), Ok("2026-02-01 or 2026-01-02".into()));
    assert_eq!(read("30/06/2026"), Ok("dmy 2026-06-30".into()));
    assert_eq!(read("06/30/2026 5:00 PM"), Ok("mdy 2026-06-30".into()));
    assert_eq!(read("05/05/2026"), Ok("2026-05-05".into()));
    let reading = DateParser::default().read("01/02/2026").unwrap();
    assert_eq!(reading.settle(DateOrder::DayFirst), parse_iso_date("2026-02-01"));
    assert_eq!(reading.settle(DateOrder::MonthFirst), parse_iso_date("2026-01-02"));
    let reading = DateParser::default().read("30/06/2026").unwrap();
    assert_eq!(reading.settle(DateOrder::MonthFirst), Err(DateError::WrongOrder));
}

#[test]
fn what_is_no_date_is_refused_by_its_kind() {
    let cases = [
        (DateError::Empty, vec!["", " \u{3000}"]),
        (
            DateError::Placeholder,
            vec![
                "1900-01-00",
                "1900/1/1",
                "1970-01-01",
                "0001-01-01",
                "9999-12-31",
                "0000-00-00",
                "1970-01-01 00:00:00",
                "1899-12-30",
                "1970-01-01T00:00:00Z",
                "1970-01-01 08:00:00",
                "1969-12-31 19:00:00",
                "2099-12-31",
                "9999/12/31 23:59:59",
            ],
        ),
        (DateError::OutOfRange, vec!["1949-12-31", "2101-01-01", "3026-06-30", "0026-06-30"]),
        (
            DateError::Impossible,
            vec![
                "2026-02-30",
                "2025-02-29",
                "2026-13-01",
                "2026-00-10",
                "2026-06-31",
                "31/04/2026",
                "13/13/2026",
                "30 Feb 2026",
                "20261301",
                "00/05/2026",
                "1900-02-29",
                "06.30.2026",
                "30062026",
                "2026-W54-1",
                "2025-W53-1",
                "2026-W27-8",
            ],
        ),
        (DateError::TwoDigitYear, vec!["30/06/26", "26年6月30日", "30-Jun-26", "Jun 30, 26", "1.2.26"]),
        (
            DateError::BareNumber,
            vec![
                "46203",
                "46203.5",
                "1782835200",
                "5",
                "12",
                "30.06",
                "20260630.5",
                "1782835200000",
                "1782835200.5",
                "178283520",
            ],
        ),
        (DateError::Incomplete, vec!["2026", "2026-06", "2026年6月", "2026年", "2026-W27"]),
        (
            DateError::BadTime,
            vec![
                "2026-06-30 25:00",
                "2026-06-30 24:00:00",
                "20260630256060",
                "2026-06-30T24:00:00",
                "2026/6/30 晚上12:30",
            ],
        ),
        (
            DateError::NotADate,
            vec![
                "today",
                "41_10_1",
                "2026-6/30",
                "2026-06-30x",
                "客户",
                "June",
                "1,234.50",
                "-5",
                "2026-06-30 noon",
                "1/2",
                "123/4/2026",
                "2026-001-01",
                "2026-06-305:00",
                "2026-06-30:12",
                "2026-06-30 10:00 CST",
                "115/06/30",
                "2026-181",
                "2026-W7-1",
                "2026W272",
                "\u{202e}2026-06-30",
                "-1782835200",
                "1.7828352E+09",
            ],
        ),
    ];
    for (kind, texts) in cases {
        for text in texts {
            assert_eq!(read(text), Err(kind), "{text}");
        }
    }
}

#[test]
fn leap_days_exist_in_leap_years_only() {
    assert_eq!(read("29/02/2024"), Ok("dmy 2024-02-29".into()));
    assert_eq!(read("2000-02-29"), Ok("2000-02-29".into()));
    assert_eq!(read("2100-02-29"), Err(DateError::Impossible));
}

#[test]
fn a_zone_moves_moments_and_leaves_local_times_alone() {
    let shanghai = DateParser::new(Some(chrono_tz::Asia::Shanghai));
    let new_york = DateParser::new(Some(chrono_tz::America::New_York));
    let day =
        |parser: DateParser, text: &str| parser.read(text).and_then(|r| r.settle(DateOrder::DayFirst)).map(format_date);
    assert_eq!(day(shanghai, "2026-06-30T16:00:00Z"), Ok("2026-07-01".into()));
    assert_eq!(day(shanghai, "2026-06-30T15:59:59Z"), Ok("2026-06-30".into()));
    assert_eq!(day(shanghai, "2026-06-30T23:30:00"), Ok("2026-06-30".into()));
    assert_eq!(day(new_york, "2026-07-01T03:59:59+00:00"), Ok("2026-06-30".into()));
    // In winter New York is five hours behind UTC, in summer four.
    assert_eq!(day(new_york, "2026-01-01T04:30:00Z"), Ok("2025-12-31".into()));
    assert_eq!(day(shanghai, "30/06/2026 23:00 -0100"), Ok("2026-07-01".into()));
}

#[test]
fn weeks_of_iso_8601_may_end_in_another_year() {
    // ISO 8601:2004, 3.2.2: a year has a week 53 when it starts or ends with a Thursday; 2020 ends with one.
    assert_eq!(read("2020-W53-5"), Ok("2021-01-01".into()));
    assert_eq!(read("2021-W01-1"), Ok("2021-01-04".into()));
    assert_eq!(read("2019-W01-1"), Ok("2018-12-31".into()));
}

#[test]
fn a_change_of_clocks_moves_no_day() {
    let day = |zone, text: &str| DateParser::new(Some(zone)).read(text).and_then(|r| r.settle(None)).map(format_date);
    let new_york = chrono_tz::America::New_York;
    // Clocks go from 2:00 to 3:00 on 2026-03-08, and from 2:00 back to 1:00 on 2026-11-01.
    assert_eq!(day(new_york, "2026-03-08 02:30:00"), Ok("2026-03-08".into()));
    assert_eq!(day(new_york, "2026-11-01T01:30:00-04:00"), Ok("2026-11-01".into()));
    assert_eq!(day(new_york, "2026-11-01T01:30:00-05:00"), Ok("2026-11-01".into()));
    // In São Paulo midnight itself fell into the gap on 2018-11-04, and 23:00 came twice on 2018-02-17.
    let sao_paulo = chrono_tz::America::Sao_Paulo;
    assert_eq!(day(sao_paulo, "2018-11-04 00:30:00"), Ok("2018-11-04".into()));
    assert_eq!(day(sao_paulo, "2018-11-04T02:59:59Z"), Ok("2018-11-03".into()));
    assert_eq!(day(sao_paulo, "2018-11-04T03:00:00Z"), Ok("2018-11-04".into()));
    assert_eq!(day(sao_paulo, "2018-02-18T01:30:00Z"), Ok("2018-02-17".into()));
    assert_eq!(day(sao_paulo, "2018-02-18T02:30:00Z"), Ok("2018-02-17".into()));
    assert_eq!(day(sao_paulo, "2018-02-18T03:00:00Z"), Ok("2018-02-18".into()));
}

#[test]
fn without_an_order_only_what_needs_none_is_settled() {
    let settled = |text| DateParser::default().read(text).unwrap().settle(None).map(format_date);
    assert_eq!(settled("01/02/2026"), Err(DateError::UnknownOrder));
    assert_eq!(settled("30/06/2026"), Ok("2026-06-30".into()));
    assert_eq!(settled("05/05/2026"), Ok("2026-05-05".into()));
    assert_eq!(settled("01.02.2026"), Ok("2026-02-01".into()));
}

#[test]
fn a_typed_day_is_judged_like_a_written_one() {
    for era in [Era::Events, Era::Births] {
        let parser = DateParser::default().with_era(era);
        for day in (-26_000..=-25_000).chain(-8_000..=1_000).chain(47_000..=48_000) {
            assert_eq!(parser.check(day), parser.read(&format_date(day)).and_then(|read| read.settle(None)), "{day}");
        }
    }
}

#[test]
fn people_may_be_born_before_1950() {
    let births = DateParser::default().with_era(Era::Births);
    assert_eq!(
        births.read("1938-05-06"),
        Ok(DateReading::Settled { day: parse_iso_date("1938-05-06").unwrap(), order: None })
    );
    assert!(births.read("1969-12-31").is_ok() && births.read("1970-01-01").is_ok());
    assert_eq!(births.read("1900-01-01"), Err(DateError::Placeholder));
    assert_eq!(births.read("1850-01-01"), Err(DateError::OutOfRange));
}

proptest! {
    #[test]
    fn any_text_ends_in_a_date_or_a_fault(
        text in "\\PC{0,24}", also in "[0-9]{0,4}[-/.年 ]?W?([0-9]{0,4}|Jun|may)[-/.月, ]?[0-9]{0,4}[日T ]?[0-9:.+Z-]{0,12}",
    ) {
        let parser = DateParser::new(Some(chrono_tz::America::New_York));
        let _ = parser.read(&text);
        let _ = parser.read(&also);
    }

    #[test]
    fn any_bytes_end_in_a_date_or_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let _ = DateParser::default().read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn every_form_of_a_day_is_that_day(day in 0_i32..40_000) {
        let iso = format_date(day + 400);
        let (year, month, date) = (&iso[..4], &iso[5..7], &iso[8..]);
        let name = &MONTHS[month.parse::<usize>().unwrap() - 1];
        for text in [
            format!("{year}/{month}/{date}"),
            format!("{year}{month}{date}"),
            format!("{year}年{month}月{date}日"),
            format!("{date}.{month}.{year}"),
            format!("{date} {} {year}", &name[..3]),
            format!("{name} {date}, {year} 10:00 PM"),
        ] {
            prop_assert_eq!(read(&text), Ok(iso.clone()), "{}", text);
        }
        let slashed = DateParser::default().read(&format!("{date}/{month}/{year}")).unwrap();
        prop_assert_eq!(slashed.settle(DateOrder::DayFirst), Ok(day + 400));
    }
}
