//! Profiles of segments: what is shown is right, what is small is hidden and cannot be worked out, and clusters repeat.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::program::{Room, Row, money, number, rows, testdata};

fn profiled(room: &Room, flags: &str) -> Vec<Row> {
    let line = format!("segment --quiet --drop-duplicates --exclude status=cancelled {flags} --out-dir out");
    let call = room.huike(&line).arg("--orders").arg(testdata("orders.csv"));
    call.arg("--customers").arg(testdata("customers.csv")).ok();
    room.rows("out/profiles.csv")
}

/// The values of a dimension by customer, straight from the customers file.
fn attribute(dimension: &str) -> BTreeMap<String, String> {
    let as_of = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
    let band = |birth: &str| {
        let Ok(birth) = birth.parse::<NaiveDate>() else { return String::new() };
        let had_birthday = (as_of.month(), as_of.day()) >= (birth.month(), birth.day());
        let bands =
            [(65, "65+"), (55, "55-64"), (45, "45-54"), (35, "35-44"), (25, "25-34"), (18, "18-24"), (0, "<18")];
        let age = as_of.year() - birth.year() - i32::from(!had_birthday);
        bands.iter().find(|(from, _)| age >= *from).unwrap().1.to_string()
    };
    let customers = rows(&std::fs::read(testdata("customers.csv")).unwrap());
    let value = |row: &Row| match dimension {
        "age" => band(&row["birth_date"]),
        other => row[other].clone(),
    };
    customers.iter().map(|row| (row["customer_id"].clone(), value(row))).collect()
}

fn close(got: &str, wanted: f64) -> bool {
    (number(got) - wanted).abs() <= 1e-6 * wanted.abs().max(1.0)
}

/// Customers of a group as `segments.csv` has them, by value and segment; `all` is every segment.
fn groups<'a>(segments: &'a [Row], values: &BTreeMap<String, String>) -> BTreeMap<(String, String), Vec<&'a Row>> {
    let mut groups = BTreeMap::<(String, String), Vec<&Row>>::new();
    for row in segments {
        let value = values.get(&row["customer_id"]).filter(|value| !value.is_empty());
        let value = value.cloned().unwrap_or_else(|| "(unknown)".to_string());
        for segment in [row["segment"].clone(), "all".to_string()] {
            groups.entry((value.clone(), segment)).or_default().push(row);
        }
    }
    groups
}

#[test]
fn shown_cells_equal_a_direct_count() {
    let room = Room::new();
    let profiles = profiled(&room, "");
    let segments = room.rows("out/segments.csv");
    for dimension in ["gender", "age", "region", "tier"] {
        let groups = groups(&segments, &attribute(dimension));
        let cells: Vec<&Row> = profiles.iter().filter(|row| row["dimension"] == dimension).collect();
        let shown = cells.iter().filter(|row| row["suppressed"] == "false");
        let mut seen = 0;
        for row in shown {
            let group = groups.get(&(row["value"].clone(), row["segment"].clone())).cloned().unwrap_or_default();
            let sum = |column: &str| group.iter().map(|row| money(&row[column])).sum::<i128>();
            let days = |column: &str| -> i64 {
                let day = |row: &&Row| i64::from(row[column].parse::<NaiveDate>().unwrap().to_epoch_days());
                group.iter().filter(|row| !row[column].is_empty()).map(day).sum()
            };
            assert_eq!(row["customers"], group.len().to_string(), "{row:?}");
            assert_eq!(money(&row["revenue"]), sum("monetary"), "{row:?}");
            let gaps: f64 = group.iter().map(|row| (number(&row["purchase_days"]) - 1.0).max(0.0)).sum();
            if gaps > 0.0 {
                let span = days("last_purchase") - days("first_purchase");
                assert!(close(&row["mean_gap_days"], span as f64 / gaps), "{row:?}");
            } else {
                assert_eq!(row["mean_gap_days"], "", "{row:?}");
            }
            seen += 1;
        }
        assert!(seen > 12, "{dimension}: {seen} cells shown");
        // Every customer has one value: the totals, where all are shown, are all customers.
        let totals: Vec<&&Row> = cells.iter().filter(|row| row["segment"] == "all").collect();
        if totals.iter().all(|row| row["suppressed"] == "false") {
            assert_eq!(totals.iter().map(|row| number(&row["customers"])).sum::<f64>(), segments.len() as f64);
        }
    }
}

/// An average is the sum divided by the count, rounded to the cent once.
#[test]
fn average_order_values_are_rounded_once() {
    let room = Room::new();
    let profiles = profiled(&room, "");
    let segments = room.rows("out/segments.csv");
    let mut seen = 0;
    let mut check = |row: &Row, orders: i128| {
        if orders > 0 {
            let value = money(&row["revenue"]) as f64 / 10_000.0 / orders as f64;
            let error = (number(&row["average_order_value"]) - value).abs();
            assert!(error <= 0.005_000_1, "{} for {value}: {row:?}", row["average_order_value"]);
            seen += 1;
        }
    };
    room.rows("out/segment_summary.csv").iter().for_each(|row| check(row, money(&row["orders"]) / 10_000));
    let groups = groups(&segments, &attribute("tier"));
    for row in profiles.iter().filter(|row| row["dimension"] == "tier" && row["suppressed"] == "false") {
        let group = groups.get(&(row["value"].clone(), row["segment"].clone())).cloned().unwrap_or_default();
        check(row, group.iter().map(|row| money(&row["orders"]) / 10_000).sum());
    }
    assert!(seen > 30, "{seen}");
}

/// Of the orders of a customer, only those with the value count for it.
#[test]
fn the_order_value_of_a_channel_is_that_of_its_orders() {
    let room = Room::new();
    let orders = "customer_id,order_date,amount,order_id,channel\n1,2026-06-01,100,A,web\n1,2026-06-02,100,B,phone\n\
                  2,2026-06-01,100,C,web\n2,2026-06-30,60,D,phone\n2,2026-06-30,40,D,phone\n";
    room.write("p.csv", orders);
    room.huike("segment --orders p.csv --min-cell 1 --out-dir out --quiet").ok();
    let shown = room.rows("out/profiles.csv").into_iter().filter(|row| row["customers"] != "0").collect::<Vec<_>>();
    assert!(shown.len() > 3 && shown.iter().all(|row| row["average_order_value"] == "100.00"), "{shown:?}");
}

/// In a mix a customer counts once for each category bought, with what was spent on it.
#[test]
fn a_mix_counts_customers_by_what_they_bought() {
    let room = Room::new();
    let profiles = profiled(&room, "");
    let segments = room.rows("out/segments.csv");
    let segment: BTreeMap<&str, &str> =
        segments.iter().map(|row| (row["customer_id"].as_str(), row["segment"].as_str())).collect();
    let mut seen = BTreeSet::new();
    let mut direct = BTreeMap::<(String, String), (BTreeSet<String>, i128)>::new();
    for row in rows(&std::fs::read(testdata("orders.csv")).unwrap()) {
        if row["status"] == "cancelled" || !seen.insert(row.clone()) {
            continue;
        }
        for segment in [segment[row["customer_id"].as_str()], "all"] {
            let cell = direct.entry((row["category"].clone(), segment.to_string())).or_default();
            cell.0.insert(row["customer_id"].clone());
            cell.1 += money(&row["amount"]);
        }
    }
    let shown = profiles.iter().filter(|row| row["dimension"] == "category" && row["suppressed"] == "false");
    let mut cells = 0;
    for row in shown.filter(|row| row["customers"] != "0") {
        let (customers, revenue) = &direct[&(row["value"].clone(), row["segment"].clone())];
        assert_eq!(
            (row["customers"].clone(), money(&row["revenue"])),
            (customers.len().to_string(), *revenue),
            "{row:?}"
        );
        cells += 1;
    }
    assert!(cells > 40, "{cells}");
}

#[test]
fn shares_intervals_and_indices_follow_from_the_counts() {
    let room = Room::new();
    let profiles = profiled(&room, "");
    let all: BTreeMap<(&str, &str), f64> = profiles
        .iter()
        .filter(|row| row["segment"] == "all" && row["suppressed"] == "false")
        .map(|row| {
            ((row["dimension"].as_str(), row["value"].as_str()), number(&row["customers"]) / number(&row["base"]))
        })
        .collect();
    let z2 = 1.959_963_984_540_054_f64.powi(2);
    let mut indices = 0;
    for row in profiles.iter().filter(|row| row["suppressed"] == "false") {
        let (count, base) = (number(&row["customers"]), number(&row["base"]));
        let share = count / base;
        assert!(close(&row["share"], share), "{row:?}");
        // Wilson's interval (Newcombe 1998, method 3).
        let centre = (share + z2 / (2.0 * base)) / (1.0 + z2 / base);
        let reach = (share * (1.0 - share) * z2 / base + (z2 / (2.0 * base)).powi(2)).sqrt() / (1.0 + z2 / base);
        assert!(close(&row["share_low"], centre - reach) && close(&row["share_high"], centre + reach), "{row:?}");
        match all.get(&(row["dimension"].as_str(), row["value"].as_str())) {
            Some(of_all) if *of_all > 0.0 => {
                assert!((number(&row["index"]) - share / of_all * 100.0).abs() < 1e-4, "{row:?}");
                indices += 1;
            }
            _ => assert_eq!(row["index"], "", "an index against a hidden total gives it away: {row:?}"),
        }
    }
    assert!(indices > 100, "{indices}");
}

#[test]
fn small_cells_are_hidden_and_cannot_be_worked_out() {
    for least in [5_u64, 20] {
        let room = Room::new();
        let profiles = profiled(&room, &format!("--min-cell {least}"));
        let segments = room.rows("out/segments.csv");
        let mut hidden = 0;
        for row in &profiles {
            if row["suppressed"] == "true" {
                let told = [
                    "customers",
                    "share",
                    "share_low",
                    "share_high",
                    "index",
                    "revenue",
                    "average_order_value",
                    "mean_gap_days",
                ];
                assert!(told.iter().all(|column| row[*column].is_empty()), "{row:?}");
                hidden += 1;
            } else {
                let customers: u64 = row["customers"].parse().unwrap();
                assert!(customers == 0 || customers >= least, "{row:?}");
            }
        }
        assert!(hidden > 10, "{hidden}");
        for dimension in ["gender", "age", "region", "tier"] {
            let groups = groups(&segments, &attribute(dimension));
            let size = |row: &Row| {
                groups.get(&(row["value"].clone(), row["segment"].clone())).map_or(0, |group| group.len() as u64)
            };
            let cells: Vec<&Row> = profiles.iter().filter(|row| row["dimension"] == dimension).collect();
            let secret = |row: &&&Row| row["suppressed"] == "true" && size(row) > 0;
            let values: BTreeSet<&str> = cells.iter().map(|row| row["value"].as_str()).collect();
            for value in values {
                let (total, parts): (Vec<&Row>, Vec<&Row>) =
                    cells.iter().filter(|row| row["value"] == value).partition(|row| row["segment"] == "all");
                check_line(&parts, total[0]["suppressed"] == "false", &secret, &size, least);
            }
            let names: BTreeSet<&str> = cells.iter().map(|row| row["segment"].as_str()).collect();
            for segment in names {
                let parts: Vec<&Row> = cells.iter().filter(|row| row["segment"] == segment).copied().collect();
                // The sizes of segments are known from the summary.
                check_line(&parts, true, &secret, &size, least);
            }
        }
    }
}

/// One hidden cell in a line whose total is shown is no secret, and neither are several that sum to too little.
fn check_line(
    parts: &[&Row],
    total_shown: bool,
    secret: &dyn Fn(&&&Row) -> bool,
    size: &dyn Fn(&Row) -> u64,
    least: u64,
) {
    let hidden: Vec<u64> = parts.iter().filter(|row| secret(row)).map(|row| size(row)).collect();
    if total_shown && !hidden.is_empty() {
        assert!(hidden.len() > 1 && hidden.iter().sum::<u64>() >= least, "{hidden:?} in {parts:?}");
    }
}

#[test]
fn nothing_is_hidden_where_one_customer_may_be_shown() {
    let room = Room::new();
    let profiles = profiled(&room, "--min-cell 1");
    assert!(profiles.iter().all(|row| row["suppressed"] == "false"));
    assert!(profiles.iter().any(|row| row["customers"] == "1"));
}

#[test]
fn by_names_the_columns_or_says_which_was_meant() {
    let room = Room::new();
    let profiles = profiled(&room, "--by interest,city,age");
    let dimensions: BTreeSet<&str> = profiles.iter().map(|row| row["dimension"].as_str()).collect();
    assert_eq!(dimensions.into_iter().collect::<Vec<_>>(), ["age", "category", "channel", "city", "interest", "store"]);
    for (wrong, right) in [("intrest", "interest"), ("gendr", "gender"), ("regoin", "region"), ("agee", "age")] {
        let line = format!("segment --by {wrong} --out-dir no --orders");
        let call = room.huike(&line).arg(testdata("orders.csv")).arg("--customers").arg(testdata("customers.csv"));
        let outcome = call.fails(2);
        assert!(outcome.stderr.contains(wrong), "{}", outcome.stderr);
        assert!(outcome.stderr.contains(&format!("did you mean `{right}`?")), "{}", outcome.stderr);
    }
}

#[test]
fn clusters_repeat_and_add_up() {
    let room = Room::new();
    for out in ["one", "two"] {
        let line = format!("segment --quiet --clusters 3 --seed 1 --out-dir {out} --orders");
        room.huike(&line).arg(testdata("orders.csv")).ok();
    }
    for name in ["segments.csv", "clusters.csv", "report.html"] {
        assert!(room.bytes(&format!("one/{name}")) == room.bytes(&format!("two/{name}")), "{name} differs");
    }
    let mut sizes = BTreeMap::<String, u64>::new();
    let segments = room.rows("one/segments.csv");
    segments.iter().for_each(|row| *sizes.entry(row["cluster"].clone()).or_default() += 1);
    let placed = segments.iter().filter(|row| !row["last_purchase"].is_empty()).count() as u64;
    sizes.remove("");
    assert_eq!(sizes.keys().collect::<Vec<_>>(), ["1", "2", "3"]);
    assert_eq!(sizes.values().sum::<u64>(), placed);
    let clusters = room.rows("one/clusters.csv");
    for row in &clusters {
        assert_eq!(row["customers"], sizes[&row["cluster"]].to_string(), "{row:?}");
        assert!(close(&row["customer_share"], number(&row["customers"]) / placed as f64), "{row:?}");
        // What sets a cluster apart, counted from its customers.
        let column = match row["feature"].as_str() {
            "recency" => "recency_days",
            other => other,
        };
        let own: Vec<f64> =
            segments.iter().filter(|one| one["cluster"] == row["cluster"]).map(|one| number(&one[column])).collect();
        assert!(close(&row["mean"], own.iter().sum::<f64>() / own.len() as f64), "{row:?}");
    }
    assert_eq!(clusters.iter().map(|row| &row["cluster"]).collect::<BTreeSet<_>>().len(), 3);
    assert_eq!(room.manifest("one")["model"]["clusters"]["k"], 3);
}
