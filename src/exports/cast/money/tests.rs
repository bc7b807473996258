//! Amounts as exports write them, and arithmetic against `i128`.

use proptest::prelude::*;

use super::*;
use crate::exports::cast::parse_quantity;

fn amount(text: &str) -> Result<i64, MoneyError> {
    parse_money(text, DecimalMark::Point).map(|money| money.amount)
}

fn with_comma(text: &str) -> Result<i64, MoneyError> {
    parse_money(text, DecimalMark::Comma).map(|money| money.amount)
}

#[test]
fn amounts_as_exports_write_them() {
    let cases = [
        ("1,234.50", 12_345_000),
        ("1234.5", 12_345_000),
        ("-59.00", -590_000),
        ("(500)", -5_000_000),
        ("500-", -5_000_000),
        ("+5", 50_000),
        ("¥1,299", 12_990_000),
        ("￥-59", -590_000),
        ("-¥59", -590_000),
        ("CNY 12", 120_000),
        ("12 USD", 120_000),
        ("$5", 50_000),
        ("($1,234.50)", -12_345_000),
        ("€ 5.25", 52_500),
        ("100元", 1_000_000),
        ("3.5圆", 35_000),
        ("1.2万", 120_000_000),
        ("1.2万元", 120_000_000),
        ("¥1.2万元", 120_000_000),
        ("-0.5亿", -500_000_000_000),
        ("１２３．５０", 1_235_000),
        ("１，２３４", 12_340_000),
        ("（５００）", -5_000_000),
        ("1\u{a0}234.50", 12_345_000),
        ("1\u{2009}234\u{2009}567", 12_345_670_000),
        ("\u{3000}5\u{3000}", 50_000),
        ("1'234.50", 12_345_000),
        ("1’234", 12_340_000),
        ("12,34,567.50", 12_345_675_000),
        ("1,23,456.00", 1_234_560_000),
        ("１２３，４５６．７０", 1_234_567_000),
        ("5 元", 50_000),
        ("RMB 5", 50_000),
        ("CNY5.00", 50_000),
        ("CN¥5.00", 50_000),
        ("HK$5", 50_000),
        ("hk$5", 50_000),
        ("500円", 5_000_000),
        ("\u{feff}5", 50_000),
        ("\u{200e}-5\u{200b}", -50_000),
        ("\u{a0}1\u{200b} 000 ", 10_000_000),
        ("1E5", 1_000_000_000),
        ("1.2e3", 12_000_000),
        ("12e-1", 12_000),
        (".5", 5000),
        ("5.", 50_000),
        ("-0", 0),
        ("-0.00", 0),
        ("0.0001", 1),
        ("007", 70_000),
        ("922337203685477.5807", i64::MAX),
    ];
    for (text, expected) in cases {
        assert_eq!(amount(text), Ok(expected), "{text}");
    }
}

#[test]
fn the_decimal_comma_is_read_when_asked_for() {
    for (text, expected) in [
        ("1.234,56", 12_345_600),
        ("1,5", 15_000),
        ("1.234.567", 12_345_670_000),
        ("-59,00 €", -590_000),
        ("1 234,5", 12_345_000),
    ] {
        assert_eq!(with_comma(text), Ok(expected), "{text}");
    }
    assert_eq!(with_comma("1.5"), Err(MoneyError::OtherDecimalMark));
    assert_eq!(with_comma("0.123"), Err(MoneyError::OtherDecimalMark));
    assert_eq!(with_comma("1,234.56"), Err(MoneyError::OtherDecimalMark));
}

#[test]
fn what_is_no_amount_is_refused_by_its_kind() {
    let cases = [
        (MoneyError::Empty, vec!["", "  ", "\u{3000}"]),
        (
            MoneyError::NotANumber,
            vec![
                "abc",
                "-",
                "--",
                "N/A",
                "2024-01-05",
                "1/2",
                "五百",
                "万",
                "¥",
                "1e",
                "e5",
                "1万2",
                ",",
                "1亿亿",
                "(5",
                "5)",
                "12 ABC",
                "1万万",
                "1_000",
                "0x10",
                "%",
                "5%%x",
                "5k",
                "5千",
                "–5",
                "\u{202e}12",
                "#N/A",
                "1.#INF",
                "5元/件",
            ],
        ),
        (MoneyError::NotFinite, vec!["NaN", "inf", "-Infinity", "∞", "-nan", "+Inf", "¥NaN", "ＮａＮ"]),
        (MoneyError::Percentage, vec!["5%", "５％", "-5.5 %", "5‰"]),
        (MoneyError::TwoSigns, vec!["--5", "-5-", "-(5)", "(-5)", "+-5", "¥-5-", "－－5"]),
        (
            MoneyError::BadGrouping,
            vec!["1,23,4", "1,2345,678", "1..2", "1,234,56.5", "1,234 567", "1 23", "1234,567,890.1"],
        ),
        (
            MoneyError::OtherDecimalMark,
            vec!["1,23", "12,34", "１２，３４", "1.234,56", "0,123", "1.234.567", "12345,6"],
        ),
        (MoneyError::TwoCurrencies, vec!["$5 EUR", "¥5 USD", "€5元"]),
        (
            MoneyError::Overflow,
            vec!["1e308", "922337203685477.5808", "99999999999999999999", "1e9999", "99999999999亿"],
        ),
    ];
    for (kind, texts) in cases {
        for text in texts {
            assert_eq!(amount(text), Err(kind), "{text}");
        }
    }
}

#[test]
fn currencies_are_kept_and_agree() {
    let currency = |text| parse_money(text, DecimalMark::Point).unwrap().currency.map(|c| c.to_string());
    assert_eq!(currency("¥5"), Some("¥".into()));
    assert_eq!(currency("¥5元"), Some("CNY".into()));
    assert_eq!(currency("usd 5"), Some("USD".into()));
    assert_eq!(currency("5"), None);
    for (text, code) in
        [("HK$5", "HKD"), ("nt$5", "TWD"), ("CN￥5", "CNY"), ("JP¥5", "JPY"), ("5円", "JPY"), ("NZ$5", "NZD")]
    {
        assert_eq!(currency(text), Some(code.into()), "{text}");
    }
}

#[test]
fn more_than_four_decimals_are_rounded_half_to_even_and_flagged() {
    for (text, expected, rounded) in [
        ("0.00005", 0, true),
        ("0.00015", 2, true),
        ("0.00025", 2, true),
        ("0.000250000000000000000000000000000000000000001", 3, true),
        ("1.23450", 12_345, false),
        ("1e-9", 0, true),
        ("1e-99", 0, true),
    ] {
        let money = parse_money(text, DecimalMark::Point).unwrap();
        assert_eq!((money.amount, money.rounded), (expected, rounded), "{text}");
    }
}

#[test]
fn a_mark_that_could_group_or_part_is_read_by_the_mark_of_the_column() {
    assert_eq!((amount("1,234"), with_comma("1,234")), (Ok(12_340_000), Ok(12_340)));
    assert_eq!((amount("1.234"), with_comma("1.234")), (Ok(12_340), Ok(12_340_000)));
    assert_eq!((amount("１，２３４"), with_comma("１，２３４")), (Ok(12_340_000), Ok(12_340)));
}

#[test]
fn half_even_holds_at_the_ends_of_the_range() {
    assert_eq!(divide_half_even(i128::MAX, i128::MAX), 1);
    assert_eq!(divide_half_even(i128::MAX - 1, i128::MAX), 1);
    assert_eq!(divide_half_even(i128::MIN, i128::MAX), -1);
    assert_eq!([-25, -15, -5, 5, 15, 25].map(|amount| divide_half_even(amount, 10)), [-2, -2, 0, 0, 2, 2]);
}

#[test]
fn a_quantity_has_no_currency() {
    assert_eq!(parse_quantity("1,200", DecimalMark::Point).map(|quantity| quantity.amount), Ok(12_000_000));
    assert_eq!(parse_quantity("¥5", DecimalMark::Point), Err(MoneyError::NotANumber));
}

#[test]
fn amounts_are_written_with_the_decimals_asked_for() {
    assert_eq!(format_money(12_345_000, 2), "1234.50");
    assert_eq!(format_money(-590_050, 2), "-59.00");
    assert_eq!(format_money(-590_150, 2), "-59.02");
    assert_eq!(format_money(-40, 2), "0.00");
    assert_eq!(format_money(25_000, 0), "2");
    assert_eq!(format_money(i64::MIN, 4), "-922337203685477.5808");
}

proptest! {
    #[test]
    fn any_text_ends_in_an_amount_or_a_fault(
        text in "\\PC{0,30}", also in "[-+(){}0-9.,' eE¥$元万亿CNYUSD\u{3000}]{0,24}",
    ) {
        for mark in [DecimalMark::Point, DecimalMark::Comma] {
            let _ = parse_money(&text, mark);
            let _ = parse_money(&also, mark);
        }
    }

    #[test]
    fn any_bytes_end_in_an_amount_or_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let _ = parse_money(&String::from_utf8_lossy(&bytes), DecimalMark::Point);
    }

    #[test]
    fn four_decimals_come_back(amount in -i64::MAX..=i64::MAX) {
        let text = format_money(amount, 4);
        prop_assert_eq!(parse_money(&text, DecimalMark::Point).unwrap().amount, amount);
        let grouped = text.replace('.', ",");
        prop_assert_eq!(parse_money(&grouped, DecimalMark::Comma).unwrap().amount, amount);
    }

    #[test]
    fn the_value_is_that_of_integer_arithmetic(
        whole in 0_i64..100_000_000_000_000, decimals in "[0-9]{0,9}", negative: bool, grouped: bool,
    ) {
        let mut digits = whole.to_string();
        if grouped {
            let bytes = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned());
            digits = bytes.collect::<Vec<_>>().join(",");
        }
        let sign = if negative { "-" } else { "" };
        let text = format!("{sign}{digits}.{decimals}");
        let nano: i128 = format!("{whole}{decimals:0<9}").parse().unwrap();
        let (quotient, rest) = (nano / 100_000, nano % 100_000);
        let up = rest > 50_000 || (rest == 50_000 && quotient % 2 == 1);
        let expected = (quotient + i128::from(up)) * if negative { -1 } else { 1 };
        let money = parse_money(&text, DecimalMark::Point).unwrap();
        prop_assert_eq!(i128::from(money.amount), expected);
        prop_assert_eq!(money.rounded, rest != 0);
    }

    #[test]
    fn the_short_way_and_the_long_way_agree(text in "-?[0-9]{1,15}(\\.[0-9]{1,5})?") {
        if let Some(amount) = parse_plain(text.as_bytes(), DecimalMark::Point) {
            prop_assert_eq!(parse_written(&text, DecimalMark::Point).map(|money| money.amount), Ok(amount));
        }
    }
}
