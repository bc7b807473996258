//! What is hidden of complaints stays hidden: an attacker sets up all equations between the figures of all tables.

use std::collections::BTreeMap;
use std::fmt::Write;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::program::{Room, Row};

#[path = "../../../src/models/disclosure/solver.rs"]
mod solver;

/// Fewer customers, orders or complaints are hidden.
const LEAST: u64 = 10;
/// Whoever lives nowhere known.
const UNKNOWN: &str = "";
const ALL: &str = "all";

/// A number of things: kind of figure, segment (or `kind=group`), period (empty for all).
type Place = (&'static str, String, String);

/// Random customers of some regions with their orders and complaints, small and large.
struct Company {
    customers: String,
    orders: String,
    complaints: String,
    months: usize,
    /// Customers and, by period, complaints by segment, everyone under `all`.
    size: BTreeMap<String, u64>,
    cases: BTreeMap<(String, String), u64>,
}

impl Company {
    fn new(random: &mut ChaCha8Rng) -> Company {
        let mut own = Company {
            customers: String::from("customer_id,region\n"),
            orders: String::from("order_id,customer_id,order_date,amount,quantity\n"),
            complaints: String::from(
                "complaint_id,customer_id,opened_at,first_response_at,resolved_at,reopened_at,severity,owner\n",
            ),
            months: random.random_range(1..=5),
            size: BTreeMap::new(),
            cases: BTreeMap::new(),
        };
        let regions = &["A", "B", "C", "D", "E"][..random.random_range(2..=5)];
        let somewhere_unknown = random.random_range(0..3) == 0;
        // Where everyone buys once, customers of periods sum up to all.
        let (once, in_time) = (random.random_range(0..4) == 0, random.random_range(0..3) > 0);
        for region in regions.iter().chain(somewhere_unknown.then_some(&UNKNOWN)) {
            let most = if random.random_range(0..3) == 0 { 9 } else { 40 };
            let size = random.random_range(2..=most);
            *own.size.entry(format!("region={region}")).or_default() += size;
            *own.size.entry(ALL.into()).or_default() += size;
            let usual = random.random_range(0..=3) * size / 2;
            for customer in 0..size {
                writeln!(own.customers, "{region}x{customer},{region}").unwrap();
                let only = random.random_range(0..own.months);
                for month in (0..own.months).filter(|month| if once { *month == only } else { random.random() }) {
                    writeln!(own.orders, "{month}{region}{customer},{region}x{customer},2026-{:02}-15,10,2", month + 1)
                        .unwrap();
                }
            }
            for month in 0..own.months {
                for case in 0..random.random_range(0..=usual) {
                    let day = format!("2026-{:02}", month + 1);
                    let resolved = match random.random_range(0..8) {
                        0 => String::new(),
                        1 if !in_time => format!("{day}-20 09:00"),
                        _ => format!("{day}-11 09:00"),
                    };
                    let again = if resolved.is_empty() || random.random_range(0..9) > 0 { "" } else { "-22 09:00" };
                    let again = if again.is_empty() { String::new() } else { format!("{day}{again}") };
                    let (severity, owner) = (["low", "high"][usize::from(random.random::<bool>())], case % 3);
                    writeln!(
                        own.complaints,
                        "{month}{region}{case},{region}x{},{day}-10 09:00,{day}-10 10:00,{resolved},{again},{severity},O{owner}",
                        random.random_range(0..size),
                    )
                    .unwrap();
                    for segment in [format!("region={region}"), ALL.into()] {
                        for period in [day.clone(), String::new()] {
                            *own.cases.entry((segment.clone(), period)).or_default() += 1;
                        }
                    }
                }
            }
        }
        own
    }

    fn segments(&self) -> Vec<String> {
        self.size.keys().cloned().collect()
    }

    fn periods(&self) -> Vec<String> {
        (1..=self.months).map(|month| format!("2026-{month:02}")).collect()
    }

    /// Whether nobody may know how the complaints of a segment stand, nor, in small segments, how many there are.
    fn is_secret(&self, (what, segment, period): &Place) -> bool {
        let cases = self.cases.get(&(segment.clone(), period.clone())).copied().unwrap_or(0);
        let Some(size) = self.size.get(segment).filter(|_| segment != &format!("region={UNKNOWN}")) else {
            return false;
        };
        match *what {
            "orders" | "customers" | "units" => false,
            "cases" => *size < LEAST && segment != ALL && cases > 0,
            _ => cases > 0 && (cases < LEAST || (*size < LEAST && segment != ALL)),
        }
    }
}

/// What the tables tell, by place.
#[derive(Default)]
struct Published {
    known: BTreeMap<Place, f64>,
    /// `kind=group` of each kind that complaints are told apart by.
    groups: BTreeMap<String, Vec<String>>,
}

impl Published {
    fn read(room: &Room) -> Published {
        let mut own = Published::default();
        for row in &room.rows("out/satisfaction.csv") {
            own.long_row(row);
        }
        for row in &room.rows("out/complaints.csv") {
            own.group(row);
        }
        own
    }

    fn tell(&mut self, what: &'static str, row: &Row, value: Option<f64>) {
        if let Some(value) = value {
            self.known.insert((what, row["segment"].clone(), row["period"].clone()), value.round());
        }
    }

    fn long_row(&mut self, row: &Row) {
        let [value, n] = [&row["value"], &row["n"]].map(|cell| cell.parse::<f64>().ok());
        let empty = (row["status"] == "empty").then_some(0.0);
        let share = |part: f64| value.zip(n).map(|(value, n)| value * n / part).or(empty);
        let (denominator, numerator, part) = match row["metric"].as_str() {
            "complaints" => return self.tell("cases", row, value.or(empty)),
            "complaint_rate" | "complaints_per_order" => ("orders", "cases", 1_000.0),
            "complaints_per_customer" => ("customers", "cases", 1_000.0),
            "complaints_per_unit" => ("units", "cases", 1_000.0),
            "first_response_in_time" => ("response_due", "response_met", 100.0),
            "resolution_in_time" => ("resolution_due", "resolution_met", 100.0),
            "reopened" => ("resolved", "reopened", 100.0),
            _ => return,
        };
        // Nothing to hold complaints against does not mean that there are none, nor that there was none before the first.
        let rate = numerator == "cases";
        self.tell(denominator, row, n.or(empty.filter(|_| !rate)));
        self.tell(numerator, row, if rate { value.zip(n).map(|(value, n)| value * n / part) } else { share(part) });
    }

    fn group(&mut self, row: &Row) {
        let mut row = row.clone();
        if row["kind"] != "all" {
            let name = format!("{}={}", row["kind"], row["group"]);
            if row["kind"] != "theme" {
                self.groups.entry(row["kind"].clone()).or_default().push(name.clone());
            }
            row.insert("segment".into(), name);
        }
        let cell = |column: &str| row[column].parse::<f64>().ok();
        let share = |due: &str, share: &str| cell(due).zip(cell(share)).map(|(due, share)| due * share / 100.0);
        let nothing = (row["status"] == "empty").then_some(0.0);
        for (what, value) in [
            ("cases", cell("cases")),
            ("open", cell("open")),
            ("closed", cell("closed")),
            ("overdue", cell("overdue")),
            ("reopened", cell("reopened")),
            ("response_due", cell("response_due")),
            ("resolution_due", cell("resolution_due")),
            ("response_met", share("response_due", "response_in_time")),
            ("resolution_met", share("resolution_due", "resolution_in_time")),
        ] {
            self.tell(what, &row, value.or(nothing));
        }
    }
}

/// Every sum that a reader knows of, as places with their signs; together they are nothing.
fn sums(company: &Company, published: &Published) -> Vec<Vec<(Place, f64)>> {
    let counted = ["cases", "open", "closed", "overdue", "reopened", "resolved", "response_due", "resolution_due"];
    let whats = counted.into_iter().chain(["response_met", "resolution_met", "orders", "units"]);
    let (segments, periods) = (company.segments(), company.periods());
    let mut all: Vec<Vec<(Place, f64)>> = Vec::new();
    for what in whats {
        let at = |segment: &String, period: &String| (what, segment.clone(), period.clone());
        let whole = String::new();
        for period in periods.iter().chain([&whole]) {
            let sign = |segment: &String| if segment == ALL { -1.0 } else { 1.0 };
            all.push(segments.iter().map(|segment| (at(segment, period), sign(segment))).collect());
        }
        for segment in &segments {
            let own = periods.iter().map(|period| (at(segment, period), 1.0));
            all.push(own.chain([(at(segment, &whole), -1.0)]).collect());
        }
        for groups in published.groups.values().filter(|_| !["orders", "units"].contains(&what)) {
            let own = groups.iter().map(|group| (at(group, &whole), 1.0));
            all.push(own.chain([(at(&ALL.into(), &whole), -1.0)]).collect());
        }
    }
    for (segment, period) in segments.iter().flat_map(|one| periods.iter().map(move |other| (one, other))) {
        let at = |what: &'static str| (what, segment.clone(), period.clone());
        let known = |what: &'static str| published.known.get(&at(what)).copied();
        all.push(vec![(at("open"), 1.0), (at("closed"), 1.0), (at("cases"), -1.0)]);
        if known("reopened") == Some(0.0) {
            all.push(vec![(at("resolved"), 1.0), (at("closed"), -1.0)]);
        }
        if known("resolution_due").is_some() && known("resolution_due") == known("resolution_met") {
            all.push(vec![(at("resolution_due"), 1.0), (at("closed"), -1.0)]);
        }
    }
    all
}

/// The places that follow from what is told.
fn found_out(company: &Company, published: &Published) -> Vec<Place> {
    let sums = sums(company, published);
    let mut places: Vec<Place> = sums.iter().flatten().map(|(place, _)| place.clone()).collect();
    places.sort();
    places.dedup();
    places.retain(|place| !published.known.contains_key(place));
    let column = |place: &Place| places.binary_search(place).ok();
    let equation = |sum: &Vec<(Place, f64)>| {
        let mut row = vec![0.0; places.len()];
        sum.iter().filter_map(|(place, sign)| Some((column(place)?, sign))).for_each(|(at, sign)| row[at] += sign);
        row
    };
    let equations: Vec<Vec<f64>> = sums.iter().map(equation).filter(|row| row.iter().any(|own| *own != 0.0)).collect();
    solver::solved(equations).into_iter().map(|at| places[at].clone()).collect()
}

fn run(room: &Room, company: &Company, per: &str) {
    room.write("customers.csv", &company.customers);
    room.write("orders.csv", &company.orders);
    room.write("complaints.csv", &company.complaints);
    room.huike(&format!(
        "satisfaction-report -q --complaints complaints.csv --orders orders.csv --customers customers.csv --by region \
         --per {per} --sla response=4h --sla resolution=48h --as-of 2026-{:02}-28 --out-dir out --no-report",
        company.months
    ))
    .ok();
}

#[test]
fn no_hidden_number_of_complaints_follows_from_all_tables() {
    let mut random = ChaCha8Rng::seed_from_u64(20_261_123);
    let room = Room::new();
    let mut secrets = 0;
    for case in 0..30 {
        let company = Company::new(&mut random);
        if company.cases.is_empty() {
            continue;
        }
        run(&room, &company, ["order", "customer", "unit"][case % 3]);
        let published = Published::read(&room);
        let told: Vec<&Place> = published.known.keys().filter(|place| company.is_secret(place)).collect();
        assert!(told.is_empty(), "case {case}: {told:?} are told\n{:?}", company.size);
        let found: Vec<Place> =
            found_out(&company, &published).into_iter().filter(|own| company.is_secret(own)).collect();
        assert!(found.is_empty(), "case {case}: {found:?} follow\n{:?} {:?}", company.size, company.cases);
        secrets += company.cases.keys().filter(|(segment, _)| company.size[segment] < LEAST).count();
    }
    assert!(secrets > 20, "{secrets}");
}

/// Six customers of region C have five complaints; D hides them. Neither follows from a rate, and none from cases due.
#[test]
fn a_small_segment_is_hidden_in_every_table_of_complaints() {
    let room = Room::new();
    let mut company = Company {
        customers: String::from("customer_id,region\n"),
        orders: String::from("order_id,customer_id,order_date,amount\n"),
        complaints: String::from("complaint_id,customer_id,opened_at,first_response_at,resolved_at\n"),
        months: 6,
        size: BTreeMap::new(),
        cases: BTreeMap::new(),
    };
    for (region, size, cases) in [("A", 60, 40), ("B", 30, 21), ("D", 25, 24), ("C", 6, 5)] {
        for own in 0..size {
            writeln!(company.customers, "{region}{own},{region}").unwrap();
            (1..=6).for_each(|month| {
                writeln!(company.orders, "{region}{own}-{month},{region}{own},2026-{month:02}-07,10").unwrap();
            });
        }
        for own in 0..cases {
            let month = own % 6 + 1;
            let at =
                format!("2026-{month:02}-10 09:00,2026-{month:02}-10 10:00,2026-{month:02}-1{} 10:00", 1 + own % 4);
            writeln!(company.complaints, "K{region}{own},{region}{own},{at}").unwrap();
        }
    }
    run(&room, &company, "order");
    let hidden = |row: &&Row| ["region=C", "region=D"].contains(&row["segment"].as_str());
    let is_counted = |row: &&Row| row["metric"].starts_with("complaint") || row["metric"].ends_with("_in_time");
    let rows = room.rows("out/satisfaction.csv");
    let own: Vec<&Row> = rows.iter().filter(hidden).filter(is_counted).collect();
    assert_eq!(own.len(), 2 * 5 * 7);
    assert!(own.iter().all(|row| row["value"].is_empty() && row["n"].is_empty()), "{own:?}");
    let rows = room.rows("out/complaints.csv");
    for row in rows.iter().filter(hidden) {
        assert!(row["status"].starts_with("suppressed"), "{row:?}");
        for column in ["cases", "open", "closed", "response_due", "resolution_due", "response_in_time"] {
            assert_eq!(row[column], "", "{row:?}");
        }
    }
    // All but C are compared, and nobody learns how many cases these are.
    let tests = room.rows("out/complaint_tests.csv");
    let told: Vec<[&str; 3]> =
        tests.iter().map(|row| ["clock", "groups", "cases"].map(|own| row[own].as_str())).collect();
    assert_eq!(told, [["resolution", "3", ""]]);
}
