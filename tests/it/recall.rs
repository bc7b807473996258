//! `huike recall-scope`: exact holders, bounds for sales without a lot, balance, trace, notices, changes, drill, EPCIS,
//! the same bytes every time.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::program::{Room, Row, number, reference, row};

/// Everything that is known of the lots of the demo company.
const ALL: &str = "--orders demo/orders.csv --exclude status=cancelled --drop-duplicates --customers demo/customers.csv \
                   --production demo/production.csv --genealogy demo/genealogy.csv --movements demo/movements.csv \
                   --stock demo/stock.csv";

/// What is known of the lots of the small company, in which K1 went into F1.
pub(crate) const SMALL: &str =
    "--orders orders.csv --production production.csv --genealogy genealogy.csv --customers customers.csv";

/// A demo company in which two lots are planted.
fn demo() -> Room {
    let room = Room::new();
    room.huike("demo-data --quiet --customers 5000 --seed 11 --out-dir demo").ok();
    room
}

/// Four lots, six order lines: one without a lot, one without a customer, one return.
pub(crate) fn small() -> Room {
    let room = Room::new();
    room.write(
        "orders.csv",
        "order_id,customer_id,order_date,product_id,product_name,quantity,amount,store,lot_id,serial_no\n\
         O1,C1,2025-03-05,P1,Cream,2,20,S1,F1,SN0001\n\
         O2,C2,2025-03-06,P1,Cream,3,30,S1,F2,SN0101\n\
         O3,C3,2025-03-07,P1,Cream,4,40,S2,,\n\
         O4,,2025-03-08,P1,Cream,1,10,S2,F1,SN0003\n\
         O5,C1,2025-03-09,P1,Cream,-1,-10,S1,F1,SN0001\n\
         O6,C4,2025-03-10,P2,Soap,5,50,S2,G1,\n",
    );
    room.write(
        "production.csv",
        "lot_id,product_id,made_on,quantity,unit,supplier\n\
         K1,COMP,2025-02-01,100,pcs,Metal Ltd\n\
         F1,P1,2025-03-01,10,pcs,\n\
         F2,P1,2025-03-02,10,pcs,\n\
         G1,P2,2025-03-02,10,pcs,\n",
    );
    room.write("genealogy.csv", "input_lot,output_lot,quantity,used_on\nR1,K1,20,2025-02-01\nK1,F1,10,2025-03-01\n");
    room.write(
        "customers.csv",
        "customer_id,name,company,phone,email,address,city,preferred_channel,contact_allowed\n\
         C1,=1+1,,+86 138 0000 0001,,Road 1,Shanghai,sms,yes\n\
         C2,Bob Ray,@SUM(1) Trading Co,,,-2+3 Road,Suzhou,letter,no\n\
         C3,Cyd Fox,,,,,,,\n",
    );
    room.write(
        "recall.toml",
        "[recall]\nclass = \"II\"\n\
         product_en = \"Cream\"\nproduct_zh = \"面霜\"\ncompany_en = \"Acme\"\ncompany_zh = \"某公司\"\n\
         reason_en = \"glass\"\nreason_zh = \"玻璃\"\nhazard_en = \"Cuts\"\nhazard_zh = \"可能划伤皮肤\"\n\
         what_to_do_en = \"Send it back\"\nwhat_to_do_zh = \"寄回\"\nremedy_en = \"refund\"\nremedy_zh = \"退款\"\n\
         phone = \"400-000-0000\"\n",
    );
    room
}

/// The planted lots, the finished lots that they are or went into, and the units of these that were sold.
fn planted(room: &Room, folder: &str) -> (Vec<String>, BTreeSet<String>, f64) {
    let truth: serde_json::Value = serde_json::from_slice(&room.bytes(&format!("{folder}/truth.json"))).unwrap();
    let (mut lots, mut finished, mut units) = (Vec::new(), BTreeSet::new(), 0.0);
    for lot in truth["planted"]["bad_lots"].as_array().unwrap() {
        lots.push(lot["lot_id"].as_str().unwrap().to_string());
        finished.extend(lot["finished_lots"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_string()));
        units += lot["units_sold"].as_f64().unwrap();
    }
    (lots, finished, units)
}

/// The place of every order line that is a sale: not cancelled, not a return, not said before.
fn sales(rows: &[Row]) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let new = rows.iter().enumerate().filter(|(_, row)| seen.insert(*row));
    new.filter(|(_, row)| row["status"] != "cancelled" && number(&row["quantity"]) > 0.0).map(|(at, _)| at).collect()
}

fn ids<'a>(rows: &'a [Row], column: &str) -> BTreeSet<&'a str> {
    rows.iter().map(|row| row[column].as_str()).collect()
}

fn sum(rows: &[Row], column: &str) -> f64 {
    rows.iter().map(|row| number(&row[column])).sum()
}

/// Text with its lines after the header in the opposite order.
fn turned(text: &str) -> String {
    let mut lines = text.lines();
    let header = lines.next().unwrap();
    let mut turned = format!("{header}\n");
    lines.rev().for_each(|line| writeln!(turned, "{line}").unwrap());
    turned
}

#[test]
fn holders_of_planted_lots_are_exact_and_the_balance_closes() {
    let room = demo();
    let (lots, finished, units) = planted(&room, "demo");
    assert_eq!((lots.join(" ").as_str(), units), ("250213-001-03 M3-241126-0012", 3660.0));
    let orders = room.rows("demo/orders.csv");
    let holders: BTreeSet<&str> = sales(&orders)
        .into_iter()
        .filter(|at| finished.contains(&orders[*at]["lot_id"]))
        .map(|at| orders[at]["customer_id"].as_str())
        .collect();
    let call = format!("recall-scope --quiet {ALL} --lots {}", lots.join(" "));
    room.huike(&format!("{call} --tolerance 0% --out-dir out")).ok();

    let customers = room.rows("out/affected_customers.csv");
    assert_eq!((ids(&customers, "customer_id"), customers.len()), (holders, 1_049));
    assert!(customers.iter().all(|row| row["class"] == "confirmed" && row["units_min"] == row["units_max"]));
    // What was brought back of the affected lots is 117 units.
    assert_eq!((sum(&customers, "units_min"), sum(&customers, "held_min")), (units, units - 117.0));
    let affected = room.rows("out/affected_lots.csv");
    assert_eq!(affected.len(), 6);
    assert_eq!((sum(&affected, "units_sold"), sum(&affected, "units_returned")), (units, 117.0));
    let model = &room.manifest("out")["model"];
    for class in ["certain", "probable", "possible", "conflict"] {
        assert_eq!(model["classes"][class]["lines"], 0, "{class}");
    }
    assert_eq!(model["classes"]["confirmed"]["units_min"], units);
    assert_eq!(model["units_min"], units);
    assert_eq!(model["units_max"], units);
    let path = format!("{} → 241208-017-02", lots[1]);
    assert_eq!(row(&affected, "lot_id", "241208-017-02")["path"], path);

    let balance = room.rows("out/mass_balance.csv");
    assert!(balance.iter().all(|row| row["unaccounted"] == "0" && row["within_tolerance"] == "true"), "{balance:?}");
    let stock = room.text("demo/stock.csv");
    let counted = "250213-001-03,Central warehouse,17,available";
    assert!(stock.contains(counted));
    room.write("demo/stock.csv", stock.replace(counted, "250213-001-03,Central warehouse,12,available"));
    let crossed = room.huike(&format!("{call} --tolerance 0% --out-dir short")).fails(10);
    assert!(crossed.stderr.contains("--tolerance: 1 balance does not close"), "{}", crossed.stderr);
    let balance = room.rows("short/mass_balance.csv");
    let open: Vec<&Row> = balance.iter().filter(|row| row["within_tolerance"] == "false").collect();
    assert_eq!(open.len(), 1);
    let found = ["lot_id", "site", "unaccounted"].map(|column| open[0][column].as_str());
    assert_eq!(found, ["250213-001-03", "Central warehouse", "5"]);
}

/// Where the lot of a hidden line is known from the same company without hidden lots.
#[test]
fn sales_without_a_lot_are_bounded_and_no_holder_is_missed() {
    let room = demo();
    room.huike("demo-data --quiet --customers 5000 --seed 11 --hidden-lots 0.3 --out-dir hidden").ok();
    let (lots, finished, units) = planted(&room, "hidden");
    let (clear, hidden) = (room.rows("demo/orders.csv"), room.rows("hidden/orders.csv"));
    assert_eq!(clear.len(), hidden.len());
    let bad: Vec<usize> = sales(&clear).into_iter().filter(|at| finished.contains(&clear[*at]["lot_id"])).collect();
    let key = |row: &Row| [row["order_id"].clone(), row["product_id"].clone(), row["lot_id"].clone()];
    let mut truth: BTreeMap<[String; 3], f64> = BTreeMap::new();
    for at in &bad {
        assert_eq!(clear[*at]["order_id"], hidden[*at]["order_id"]);
        *truth.entry(key(&hidden[*at])).or_default() += number(&hidden[*at]["quantity"]);
    }
    assert_eq!(truth.values().sum::<f64>(), units);
    let known = "--movements hidden/movements.csv --stock hidden/stock.csv";
    for (more, folder) in [(known, "moved"), ("", "made")] {
        let all = ALL.replace("demo/", "hidden/").replace(known, more);
        room.huike(&format!("recall-scope --quiet {all} --lots {} --out-dir {folder}", lots.join(" "))).ok();
        let lines = room.rows(&format!("{folder}/affected_lines.csv"));
        assert!(sum(&lines, "units_min") <= units && units <= sum(&lines, "units_max"), "{folder}");
        let mut bounds: BTreeMap<[String; 3], (f64, f64)> = BTreeMap::new();
        for line in &lines {
            let (min, max) = bounds.entry(key(line)).or_default();
            *min += number(&line["units_min"]);
            *max += number(&line["units_max"]);
        }
        for (line, (min, max)) in &bounds {
            let held = truth.get(line).copied().unwrap_or_default();
            assert!(*min <= held && held <= *max, "{folder}: {line:?} holds {held}, not {min} to {max}");
        }
        for line in truth.keys() {
            assert!(bounds.contains_key(line), "{folder}: {line:?} is left out");
        }
        let customers = room.rows(&format!("{folder}/affected_customers.csv"));
        let found = ids(&customers, "customer_id");
        for at in &bad {
            assert!(found.contains(clear[*at]["customer_id"].as_str()), "{folder}: {:?}", clear[*at]);
        }
        let model = &room.manifest(folder)["model"];
        let classes = model["classes"].as_object().unwrap().values();
        let judged: u64 = classes.map(|class| class["lines"].as_u64().unwrap()).sum();
        assert_eq!(judged, 6_585, "{folder}");
        let bounds = ["units_min", "units_max"].map(|bound| model[bound].as_f64().unwrap());
        assert!(bounds[0] <= units && units <= bounds[1], "{folder}: {units} is not within {bounds:?}");
    }
}

#[test]
fn a_component_is_followed_to_customers_with_the_path() {
    let room = small();
    let call = format!("recall-scope {SMALL} --lots R1");
    let told = room.huike(&format!("{call} --explain C1 --explain F1 --explain G1 --explain X --out-dir out")).ok();
    let lots = room.rows("out/affected_lots.csv");
    let paths: Vec<[&str; 3]> =
        lots.iter().map(|lot| ["lot_id", "level", "path"].map(|column| lot[column].as_str())).collect();
    assert_eq!(paths, [["F1", "2", "R1 → K1 → F1"], ["K1", "1", "R1 → K1"], ["R1", "0", "R1"]]);
    let lines = room.rows("out/affected_lines.csv");
    let line = |order: &str| {
        ["customer_id", "class", "units_min", "units_max", "path"]
            .map(|column| row(&lines, "order_id", order)[column].as_str())
    };
    assert_eq!(lines.len(), 3);
    assert_eq!(line("O1"), ["C1", "confirmed", "2", "2", "R1 → K1 → F1"]);
    assert_eq!(line("O3"), ["C3", "probable", "0", "4", ""]);
    assert_eq!(line("O4"), ["", "confirmed", "1", "1", "R1 → K1 → F1"]);
    let customers = room.rows("out/affected_customers.csv");
    let first = row(&customers, "customer_id", "C1");
    let held = ["units_min", "held_min", "held_max", "units_returned"].map(|column| first[column].as_str());
    assert_eq!(held, ["2", "1", "1", "1"]);
    let said = [
        "C1 · 2025-03-05 · order O1 · P1 · lot F1 · 2 units: confirmed",
        "lot F1 is affected: R1 → K1 → F1",
        "lot G1 is not affected",
        "X: no lot and no customer of an affected product has this id",
    ];
    for text in said {
        assert!(told.stderr.contains(text), "{text}\n{}", told.stderr);
    }
    let cut = room.huike(&format!("{call} --most-levels 1 --out-dir cut")).ok();
    assert!(cut.stderr.contains("the trace was cut off by --most-levels"), "{}", cut.stderr);
    assert_eq!(room.rows("cut/affected_lots.csv").len(), 2);
    let trace = room.rows("cut/trace.csv");
    let links: Vec<[&str; 3]> = trace
        .iter()
        .filter(|row| row["direction"] == "forward")
        .map(|row| ["input_lot", "output_lot", "standing"].map(|column| row[column].as_str()))
        .collect();
    assert_eq!(links, [["R1", "K1", "carries"], ["K1", "F1", "beyond_levels"]]);
}

#[test]
fn a_circle_in_the_genealogy_ends() {
    let room = small();
    room.write(
        "genealogy.csv",
        "input_lot,output_lot,quantity,used_on\nK1,F1,10,2025-03-01\nF1,F2,1,2025-03-03\nF2,F1,1,2025-03-04\nF1,F1,1,2025-03-04\n",
    );
    room.huike(&format!("recall-scope --quiet {SMALL} --lots K1 --out-dir out")).ok();
    assert_eq!(ids(&room.rows("out/affected_lots.csv"), "lot_id"), BTreeSet::from(["F1", "F2", "K1"]));
}

#[test]
fn serial_numbers_are_compared_as_written() {
    let room = small();
    let call = format!("recall-scope --quiet {SMALL}");
    room.huike(&format!("{call} --serials SN0001..SN0002 --serials SN0002..SN0500 --out-dir out")).ok();
    let lines = room.rows("out/affected_lines.csv");
    let (hits, others): (Vec<Row>, Vec<Row>) = lines.into_iter().partition(|line| line["reason"] == "serial_recalled");
    assert_eq!(ids(&hits, "order_id"), BTreeSet::from(["O1", "O2", "O4"]));
    // Of O3 neither lot nor serial number is recorded.
    assert_eq!((others.len(), ids(&others, "reason")), (1, BTreeSet::from(["serial_not_recorded"])));
    let ranges = room.rows("out/serial_ranges.csv");
    let range = ["range", "serials", "sold", "sold_again", "not_sold", "not_sold_ranges"]
        .map(|column| ranges[0][column].as_str());
    let expected = ["SN0001..SN0500", "500", "3", "0", "497", "SN0002; SN0004..SN0100; SN0102..SN0500"];
    assert_eq!((ranges.len(), range), (1, expected));
    let refused = [
        ("SN1..SN0500", "padded to different widths"),
        ("A-1-5", "can be one serial number or a range"),
        ("SN0500..SN0001", "the last number comes before the first"),
    ];
    for (range, why) in refused {
        let outcome = room.huike(&format!("{call} --serials {range} --out-dir out")).fails(2);
        assert!(outcome.stderr.contains(why), "{}", outcome.stderr);
    }
}

#[test]
fn neither_the_order_of_rows_nor_threads_change_a_byte() {
    let room = Room::new();
    room.huike("demo-data --quiet --customers 5000 --seed 11 --hidden-lots 0.3 --out-dir demo").ok();
    let lots = planted(&room, "demo").0.join(" ");
    let call = format!("recall-scope --quiet {ALL} --lots {lots}");
    room.huike(&format!("{call} --threads 1 --out-dir one")).ok();
    let names: Vec<String> = room.names("one").into_iter().filter(|name| name != "run.json").collect();
    assert!(names.len() > 10 && names.iter().any(|name| name == "affected_lines.csv"), "{names:?}");
    for table in ["orders", "customers", "production", "genealogy", "movements", "stock"] {
        let name = format!("demo/{table}.csv");
        let text = turned(&room.text(&name));
        room.write(&name, text);
    }
    for threads in ["1", "2"] {
        room.huike(&format!("{call} --threads {threads} --out-dir turned")).ok();
        // The report holds the command, and with it the folder and the threads.
        for name in names.iter().filter(|name| *name != "report.html") {
            let (one, turned) = (room.bytes(&format!("one/{name}")), room.bytes(&format!("turned/{name}")));
            assert!(one == turned, "{name} differs with {threads} threads");
        }
    }
    let piped = room.huike(&format!("{call} -o -")).ok().stdout;
    assert!(piped == room.bytes("one/affected_customers.csv"), "standard output holds something else");
}

#[test]
fn notices_are_written_and_run_no_formula() {
    let room = small();
    let call = format!("recall-scope --quiet {SMALL} --lots F1 F2 --recall recall.toml");
    for (lang, words) in [("en", "You bought lot F1 (2 units)"), ("zh", "您购买的批号：F1（2 件）")] {
        room.huike(&format!("{call} --lang {lang} --out-dir {lang}")).ok();
        let sms = room.rows(&format!("{lang}/notices_sms.csv"));
        assert_eq!(ids(&sms, "customer_id"), BTreeSet::from(["C1"]));
        assert!(sms[0]["body"].contains(words), "{sms:?}");
        let letters = room.rows(&format!("{lang}/notices_letter.csv"));
        assert_eq!(ids(&letters, "customer_id"), BTreeSet::from(["C2"]));
        assert_eq!(letters[0]["to"], "'-2+3 Road, Suzhou");
        for cell in sms.iter().chain(&letters).flat_map(|row| row.values()) {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
        for name in ["notices_email.csv", "notices_phone.csv"] {
            assert!(room.rows(&format!("{lang}/{name}")).is_empty(), "{name}");
        }
    }
    room.huike(&format!("{call} --excel-safe --out-dir safe")).ok();
    let contacts = room.rows("safe/contacts.csv");
    assert_eq!(row(&contacts, "contact_id", "C1")["name"], "'=1+1");
    let business = row(&contacts, "contact_id", "C2");
    let found = ["company", "party", "notify_onward", "channel"].map(|column| business[column].as_str());
    assert_eq!(found, ["'@SUM(1) Trading Co", "business", "true", "letter"]);
    let unreachable = room.rows("safe/unreachable.csv");
    assert_eq!(ids(&unreachable, "contact_id"), BTreeSet::from(["C3"]));
    room.write("recall.toml", "class = \"V\"\n");
    let broken = room.huike(&format!("{call} --out-dir broken")).fails(2);
    assert!(broken.stderr.contains("`class` cannot be `V`"), "{}", broken.stderr);
}

#[test]
fn changes_since_an_earlier_run_are_listed() {
    let room = small();
    room.huike(&format!("recall-scope --quiet {SMALL} --lots F1 --out-dir before")).ok();
    room.huike(&format!("recall-scope --quiet {SMALL} --lots F2 --previous before --out-dir out")).ok();
    let rows = room.rows("out/changes.csv");
    let changes: Vec<[&str; 3]> =
        rows.iter().map(|row| ["kind", "id", "change"].map(|column| row[column].as_str())).collect();
    let expected = [
        ["customer", "C2", "newly_affected"],
        ["customer", "C1", "no_longer_affected"],
        ["lot", "F2", "newly_affected"],
        ["lot", "F1", "no_longer_affected"],
    ];
    assert_eq!(changes, expected);
    room.huike(&format!("recall-scope --quiet {SMALL} --lots F2 --previous out --out-dir same")).ok();
    assert!(room.rows("same/changes.csv").is_empty());
    // Of a table that was cut, everybody else would seem newly affected.
    let table = room.text("before/affected_customers.csv");
    room.write("before/affected_customers.csv", table.lines().next().unwrap());
    let call = format!("recall-scope --quiet {SMALL} --lots F2 --previous before --out-dir cut");
    let told = room.huike(&call).fails(3).stderr;
    assert!(told.contains("before/affected_customers.csv") && told.contains("has 0 rows, and run.json"), "{told}");
}

#[test]
fn an_empty_scope_is_no_error_and_a_pattern_without_a_lot_is_one() {
    let room = small();
    room.write("lots.csv", "lot_id,signal\nF1,false\n");
    for (lang, words) in [("en", "no lot is in scope: nothing is recalled"), ("zh", "召回范围内没有任何批次")]
    {
        let outcome = room.huike(&format!("recall-scope {SMALL} --lots lots.csv --lang {lang} --out-dir out")).ok();
        assert!(outcome.stderr.contains(words), "{}", outcome.stderr);
        assert!(room.rows("out/affected_customers.csv").is_empty());
    }
    let outcome = room.huike(&format!("recall-scope {SMALL} --lots ZZ* --out-dir none")).fails(4);
    assert!(outcome.stderr.contains("no lot matches `ZZ*`"), "{}", outcome.stderr);
}

#[test]
fn a_drill_passes_and_thresholds_are_crossed() {
    let room = demo();
    let drill = format!("recall-scope --quiet {ALL} --drill --out-dir out");
    room.huike(&drill).ok();
    assert!(room.text("out/report.html").contains("Mock recall"));
    assert_eq!(room.manifest("out")["model"]["recalled_lots"], 1);
    room.huike(&format!("{drill} --lang zh")).ok();
    assert!(room.text("out/report.html").contains("模拟召回"));
    let small = small();
    let call = format!("recall-scope --quiet {SMALL} --lots F1 --out-dir out");
    let crossed = small.huike(&format!("{call} --fail-on affected_customers>1 --fail-on direct_reach<95%")).fails(10);
    for text in ["affected_customers>1 is crossed", "direct_reach<95% is crossed"] {
        assert!(crossed.stderr.contains(text), "{}", crossed.stderr);
    }
    small.huike(&format!("{call} --fail-on affected_customers>2")).ok();
}

#[test]
fn chinese_words_on_the_terminal() {
    let room = small();
    let outcome = room.huike(&format!("recall-scope {SMALL} --lots F1 --lang zh --explain C3 --out-dir out")).ok();
    for text in ["2 名客户", "至少 3 件，至多 7 件", "可直接通知 50.0%", "已确认", "已排除", "很可能涉及，0 至 4 件"]
    {
        assert!(outcome.stderr.contains(text), "{text}\n{}", outcome.stderr);
    }
}

#[test]
fn signals_of_lots_are_recalled_over_a_pipe() {
    let room = Room::new();
    room.huike("demo-data --quiet --customers 20000 --seed 1 --out-dir demo").ok();
    let found = room
        .huike(
            "lot-signals --quiet --orders demo/orders.csv --exclude status=cancelled --complaints demo/complaints.csv \
             --production demo/production.csv --genealogy demo/genealogy.csv -o -",
        )
        .ok();
    room.huike(&format!("recall-scope --quiet {ALL} --lots - --out-dir out")).input(found.stdout).ok();
    let lots = room.rows("out/affected_lots.csv");
    let expected =
        ["250329-029-02", "250423-026-06", "250430-027-05", "250502-025-09", "250925-017-16", "M4-250317-0053"];
    assert_eq!(lots.iter().map(|row| row["lot_id"].as_str()).collect::<Vec<_>>(), expected);
    let customers = room.rows("out/affected_customers.csv");
    assert_eq!((customers.len(), sum(&customers, "units_max")), (1_454, 3_584.0));
}

#[test]
fn epcis_documents_are_followed() {
    let Some(document) = reference("epcis/TransformationEvent.json") else { return };
    let room = Room::new();
    let call = "recall-scope --lots 987 --out-dir out --epcis";
    let told = room.huike(call).arg(&document).ok();
    assert!(told.stderr.contains("EPCIS: 1 event, of which 1 used"), "{}", told.stderr);
    let lots = room.rows("out/affected_lots.csv");
    let made = row(&lots, "lot_id", "XYZ");
    let found = ["product_id", "made_on", "level", "path"].map(|column| made[column].as_str());
    assert_eq!((lots.len(), found), (2, ["04012345778892", "2013-10-31", "1", "987 → XYZ"]));
}

/// Nobody wrote down who bought, but the shipments are there: the plant sends to the depot, which writes down what it
/// receives, and the depot to a clinic, which brings some back.
#[test]
fn without_orders_shipments_tell_who_got_what_and_what_is_on_its_way() {
    let room = small();
    room.write(
        "movements.csv",
        "lot_id,date,kind,from,to,quantity\n\
         F1,2025-03-02,ship,plant,depot,10\n\
         F1,2025-03-03,receive,plant,depot,6\n\
         F1,2025-03-05,ship,depot,clinic,5\n\
         F1,2025-03-07,return,clinic,depot,1\n\
         F2,2025-03-05,ship,plant,ward,3\n",
    );
    let call = "recall-scope --quiet --production production.csv --genealogy genealogy.csv --movements movements.csv";
    room.huike(&format!("{call} --lots R1 --out-dir out")).ok();
    let customers = room.rows("out/affected_customers.csv");
    let clinic = ["customer_id", "class", "units_min", "units_max", "held_max", "units_returned"]
        .map(|column| customers[0][column].as_str());
    assert_eq!((customers.len(), clinic), (1, ["clinic", "confirmed", "5", "5", "4", "1"]));
    let contacts = room.rows("out/contacts.csv");
    assert_eq!((contacts[0]["party"].as_str(), contacts[0]["notify_onward"].as_str()), ("business", "true"));
    let holds = room.rows("out/stock_to_hold.csv");
    let on_way = ["what", "location", "from", "lot_id", "quantity"].map(|column| holds[0][column].as_str());
    assert_eq!((holds.len(), on_way), (1, ["in_transit", "depot", "plant", "F1", "4"]));
    let balances = room.rows("out/mass_balance.csv");
    let depot = row(&balances, "site", "depot");
    let booked = ["received", "shipped", "returned", "unaccounted"].map(|column| depot[column].as_str());
    assert_eq!(booked, ["6", "5", "1", "2"]);
    assert!(balances.iter().all(|row| row["site"] != "clinic"), "{balances:?}");
}

/// Two notices, one answer, one refund; two units went to C1 (one came back before), up to four to C3, one to nobody known.
#[test]
fn what_authorities_ask_for_adds_up() {
    let room = small();
    room.write("responses.csv", "customer_id,date,answer,channel,quantity\nC1,2025-04-02,has units,sms,1\n");
    room.write("returns.csv", "customer_id,date,lot_id,quantity,disposition\nC1,2025-04-05,F1,1,refunded\n");
    room.write(
        "follow-ups.csv",
        "customer_id,due_date,done_at,kind,channel,outcome\n\
         C1,2025-03-20,2025-03-20,notification,sms,delivered\n\
         C3,2025-03-20,2025-04-01,notification,letter,delivered\n",
    );
    let call = format!(
        "recall-scope --quiet {SMALL} --lots F1 --started 2025-03-15 --as-of 2025-04-10 --responses responses.csv \
         --returns returns.csv --follow-ups follow-ups.csv"
    );
    room.huike(&format!("{call} --out-dir out")).ok();
    let monthly = room.rows("out/cpsc_monthly.csv");
    let of = |detail: &str| {
        let own = monthly.iter().find(|row| row["item"] == "units" && row["detail"] == detail).unwrap();
        ["affected", "this_month", "cumulative"].map(|column| own[column].as_str())
    };
    assert_eq!(of("total"), of("consumers"));
    let told: Vec<[&str; 3]> = monthly
        .iter()
        .filter(|row| row["item"] != "units")
        .map(|row| ["item", "detail", "this_month"].map(|column| row[column].as_str()))
        .collect();
    // C1 was told in March.
    assert_eq!(told, [["consumers notified", "letter", "1"], ["consumers in contact", "text message", "1"]]);
    room.huike(&format!("{call} --lang zh --out-dir zh")).ok();
    let stages = room.rows("zh/china_stage_report.csv");
    let units = |item: &str| number(&row(&stages, "item", item)["quantity"]);
    assert_eq!((units("应召回数量"), units("已召回数量")), (number(of("total")[0]), number(of("total")[2])));
    let left: f64 = stages.iter().filter(|row| row["item"] == "未召回原因").map(|row| number(&row["quantity"])).sum();
    assert_eq!(left, units("应召回数量") - units("已完成数量"));
    assert!(room.text("zh/report.html").contains("判定规则"));
    // Of ten units made three were sold and one came back; nobody says where the others are.
    room.huike(&format!("{call} --drill --out-dir drill")).fails(10);
    let sheet = room.rows("drill/mock_recall.csv");
    assert_eq!(row(&sheet, "item", "passed")["passed"], "false");
    let values = ["units made and received", "units accounted for", "per cent accounted for"]
        .map(|item| row(&sheet, "item", item)["value"].as_str());
    assert_eq!(values, ["10", "2", "20"]);
}
