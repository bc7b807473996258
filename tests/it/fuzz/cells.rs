//! Dates, money and the other values of cells.

use huike::exports::cast::{
    Currency, DateOrder, DateParser, DateReading, DecimalMark, Era, OrderTally, age_band, excel_serial, format_date,
    format_money, identifier, parse_boolean, parse_iso_date, parse_money, parse_quantity, same_currency,
};
use huike::exports::cell::{Cell, Serials, Zone};
use huike::labels::Lang;

use super::campaign::{Campaign, Cost, bytes, outcome};
use super::seeds;

#[test]
fn any_cell_is_a_date_or_none() {
    let zones = [chrono_tz::Asia::Shanghai, chrono_tz::America::New_York, chrono_tz::Pacific::Kiritimati];
    let parsers: Vec<DateParser> = std::iter::once(None)
        .chain(zones.map(Some))
        .flat_map(|zone| [Era::Events, Era::Births].map(|era| DateParser::new(zone).with_era(era)))
        .collect();
    let seeds = bytes(seeds::DATES);
    let tokens = &seeds::DATE_TOKENS;
    Campaign { name: "dates", usual: 30_000, cost: Cost::Usual, seeds, tokens }.run(|input, _| {
        let text = String::from_utf8_lossy(input);
        let readings: Vec<_> = parsers.iter().map(|parser| parser.read(&text)).collect();
        readings.iter().flatten().for_each(|reading| check_reading(*reading));
        let serial = excel_serial(&text);
        if let Ok(day) = serial {
            check_day(day);
        }
        let iso = parse_iso_date(&text);
        if let Ok(day) = iso {
            assert_eq!(format_date(day), text);
        }
        let kind = |reading: &Result<DateReading, _>| match reading {
            Ok(DateReading::Settled { order, .. }) => Ok(Some(*order)),
            Ok(DateReading::Either { .. }) => Ok(None),
            Err(fault) => Err(*fault),
        };
        let kinds: Vec<_> = readings.iter().map(kind).collect();
        outcome(format!("{kinds:?}{:?}{:?}", serial.map(drop), iso.map(drop)))
    });
}

fn check_reading(reading: DateReading) {
    for order in [None, Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst)] {
        if let Ok(day) = reading.settle(order) {
            check_day(day);
        }
    }
    let mut tally = OrderTally::default();
    tally.add(reading, u64::MAX);
    tally.merge(&tally.clone());
    assert!(!tally.decide().text().render(Lang::Zh).is_empty());
}

/// A day that was read is one that people of our time know, and is written as it is read.
fn check_day(day: i32) {
    assert!((-25_567..=47_846).contains(&day), "{}", format_date(day));
    assert_eq!(parse_iso_date(&format_date(day)), Ok(day));
}

#[test]
fn any_cell_is_an_amount_or_none() {
    let seeds = bytes(seeds::AMOUNTS);
    let tokens = &seeds::AMOUNT_TOKENS;
    Campaign { name: "money", usual: 60_000, cost: Cost::Usual, seeds, tokens }.run(|input, _| {
        let text = String::from_utf8_lossy(input);
        let marks = [DecimalMark::Point, DecimalMark::Comma];
        let amounts = marks.map(|mark| parse_money(&text, mark));
        for money in amounts.iter().flatten() {
            check_amount(money.amount);
        }
        let quantities = marks.map(|mark| parse_quantity(&text, mark));
        for quantity in quantities.iter().flatten() {
            check_amount(quantity.amount);
        }
        let kinds = amounts.map(|amount| amount.map(|money| (money.currency.is_some(), money.rounded)));
        outcome((kinds, quantities.map(|quantity| quantity.map(|quantity| quantity.rounded))))
    });
}

/// An amount is written as it is read, in both marks where it is whole.
fn check_amount(amount: i64) {
    let read = parse_money(&format_money(amount, 4), DecimalMark::Point).map(|money| (money.amount, money.rounded));
    assert_eq!(read, Ok((amount, false)));
    for decimals in 0..=5 {
        assert!(!format_money(amount, decimals).is_empty());
    }
}

#[test]
fn any_cell_is_some_word() {
    let seeds = [bytes(seeds::AMOUNTS), bytes(seeds::DATES)].concat();
    let tokens = &seeds::AMOUNT_TOKENS;
    Campaign { name: "words", usual: 60_000, cost: Cost::Usual, seeds, tokens }.run(|input, _| {
        let text = String::from_utf8_lossy(input);
        let id = identifier(&text);
        if let Some(id) = id {
            assert_eq!(id.text, text.trim());
        }
        let currency = Currency::parse(&text);
        if let Some(currency) = currency {
            assert_eq!(Currency::parse(&currency.to_string()), Some(currency));
            assert!(same_currency(&text, &currency.to_string()));
        }
        let hidden = id.map(|id| (id.hides_characters(), id.looks_scientific));
        outcome((hidden, parse_boolean(&text), currency))
    });
}

#[test]
fn any_number_is_a_cell() {
    let seeds = vec![vec![0; 32], vec![0xff; 32], i64::MIN.to_le_bytes().repeat(4), 1e15f64.to_le_bytes().repeat(4)];
    Campaign { name: "numbers", usual: 20_000, cost: Cost::Usual, seeds, tokens: &[] }.run(|input, dice| {
        let mut digits = input.to_vec();
        digits.resize(32, 0);
        let number = |at: usize| i64::from_le_bytes(digits[at..at + 8].try_into().unwrap());
        let (one, two) = (number(0), number(8));
        let wide = (i128::from(one) << 64) | i128::from(two as u64);
        let zone = dice.pick(&[None, Zone::parse("America/New_York"), Zone::parse("+14:00")]);
        let cells = [
            Cell::Int(one),
            Cell::Float(f64::from_bits(two as u64)),
            Cell::Decimal(wide, dice.below(40)),
            Cell::Decimal(i128::from(one), dice.below(40)),
            Cell::Day(one as i32),
            Cell::Instant(two, zone),
            Cell::Bool(one > 0),
        ];
        let parser = DateParser::new(zone.is_some().then_some(chrono_tz::Asia::Tokyo));
        let found = cells.map(|cell| {
            let serials = dice.pick(&[Serials::Accepted, Serials::Refused]);
            let money = cell.money(DecimalMark::Point);
            if let Ok(Some(money)) = money {
                check_amount(money.amount);
            }
            let day = cell.day(&parser, serials);
            if let Ok(Some(reading)) = day {
                check_reading(reading);
            }
            let text = cell.text();
            (text.is_some(), money.map(|money| money.is_some()), day.map(|day| day.is_some()))
        });
        let age = age_band(one as i32, (one >> 32) as i32);
        outcome(format!("{found:?}{age:?}"))
    });
}
