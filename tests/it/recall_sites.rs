//! `huike recall-scope`: what lies where, who got it by orders and by shipments, and what a mixing site affects.

use crate::program::{Room, cells, row};

const MOVES: &str = "lot_id,date,kind,from,to,quantity\n";
const MADE: &str = "lot_id,product_id,made_on,quantity,unit,site\nF1,FIN,2026-01-10,30,pcs,Plant\n";
const ORDERS: &str = "order_id,customer_id,order_date,product_id,quantity,amount,store,lot_id\n";

/// Thirty were made where another lot came in and both were sold.
#[test]
fn what_was_made_at_a_site_lies_there() {
    let room = Room::new();
    room.write("p.csv", format!("{MADE}F2,FIN,2026-01-12,5,pcs,Other\n"));
    room.write("m.csv", format!("{MOVES}F2,2026-01-13,receive,,Plant,5\n"));
    room.write("o.csv", format!("{ORDERS}1,A,2026-02-01,FIN,3,30,Plant,\n2,B,2026-02-02,FIN,3,30,Plant,F1\n"));
    room.huike("recall-scope -q --lots F1 --orders o.csv --production p.csv --movements m.csv --out-dir out").ok();
    let lines = room.rows("out/affected_lines.csv");
    let of = |customer| cells(row(&lines, "customer_id", customer), &["class", "units_min", "units_max"]);
    assert_eq!((of("A"), of("B")), (vec!["probable", "0", "3"], vec!["confirmed", "3", "3"]));
    room.huike("recall-scope -q --lots F2 --orders o.csv --production p.csv --movements m.csv --out-dir other").ok();
    let lines = room.rows("other/affected_lines.csv");
    assert_eq!(cells(row(&lines, "customer_id", "A"), &["units_min", "units_max"]), ["0", "3"]);
    // Goods that come back do not make the site one of which nothing else is known.
    room.write("m.csv", format!("{MOVES}F1,2026-01-24,ship,Plant,ACME,4\nF1,2026-02-09,return,ACME,Plant,1\n"));
    room.huike("recall-scope -q --lots F1 --production p.csv --movements m.csv --out-dir moved").ok();
    let customers = room.rows("moved/affected_customers.csv");
    assert_eq!(
        cells(&customers[0], &["customer_id", "class", "units_min", "held_min"]),
        ["ACME", "confirmed", "4", "3"]
    );
}

/// The depot writes down what the plant ships to it: five units, not ten. Of F9 nobody knows where it lies.
#[test]
fn a_transfer_written_down_twice_is_one() {
    let room = Room::new();
    room.write("p.csv", format!("{MADE}F2,FIN,2026-01-12,5,pcs,Plant\n"));
    let twice = |lot| format!("{lot},2026-01-13,ship,Plant,DC,5\n{lot},2026-01-14,receive,Plant,DC,5\n");
    room.write("m.csv", format!("{MOVES}{}{}", twice("F1"), twice("F2")));
    room.write("o.csv", format!("{ORDERS}1,A,2026-02-01,FIN,8,80,DC,\n2,B,2026-02-02,FIN,20,30,Plant,F1\n"));
    let call = "recall-scope -q --lots F1 --orders o.csv --production p.csv --movements m.csv";
    room.huike(&format!("{call} --out-dir out")).ok();
    let lines = room.rows("out/affected_lines.csv");
    let of = |customer| cells(row(&lines, "customer_id", customer), &["class", "units_min", "units_max"]);
    assert_eq!((of("A"), of("B")), (vec!["certain", "3", "5"], vec!["confirmed", "20", "20"]));
    room.write("p.csv", format!("{MADE}F2,FIN,2026-01-12,5,pcs,Plant\nF9,FIN,2026-01-12,9,pcs,\n"));
    room.huike(&format!("{} --out-dir all", call.replace("F1", "F9"))).ok();
    let lines = room.rows("all/affected_lines.csv");
    assert_eq!(cells(row(&lines, "customer_id", "A"), &["units_min", "units_max"]), ["0", "8"]);
}

/// Of SN1 and SN3 order line and shipment name different lots, of SN2 the shipment alone names one; SN4 was relabelled.
#[test]
fn a_serial_number_names_the_lot_of_its_shipment() {
    let room = Room::new();
    room.write(
        "p.csv",
        "lot_id,product_id,made_on,quantity\nF1,FIN,2026-01-10,10\nF2,FIN,2026-01-12,10\nF3,FIN,2026-01-12,1\n",
    );
    room.write("g.csv", "input_lot,output_lot,quantity,used_on\nF3,F2,1,2026-01-15\n");
    room.write(
        "o.csv",
        "order_id,customer_id,order_date,product_id,quantity,lot_id,serial_no\n1,A,2026-01-16,FIN,1,F1,SN1\n\
         2,B,2026-01-16,FIN,1,,SN2\n3,C,2026-01-16,FIN,1,F2,SN3\n4,D,2026-01-16,FIN,1,F2,SN4\n5,E,2026-01-16,,1,,SN5\n",
    );
    room.write(
        "m.csv",
        "lot_id,date,kind,from,to,quantity,serial_no\nF2,2026-01-16,ship,W,A,1,SN1\nF1,2026-01-16,ship,W,B,1,SN2\n\
         F1,2026-01-16,ship,W,C,1,SN3\nF3,2026-01-14,ship,V,W,1,SN4\nF1,2026-01-16,ship,W,E,1,SN5\n",
    );
    let call = "recall-scope -q --lots F1 --orders o.csv --production p.csv --genealogy g.csv --movements m.csv";
    room.huike(&format!("{call} --out-dir out")).ok();
    let lines = room.rows("out/affected_lines.csv");
    let found: Vec<Vec<&str>> = lines
        .iter()
        .map(|line| cells(line, &["customer_id", "lot_id", "class", "reason", "units_min", "units_max"]))
        .collect();
    let expected = [
        ["B", "F1", "confirmed", "lot_in_scope", "1", "1"],
        ["E", "F1", "confirmed", "lot_in_scope", "1", "1"],
        ["A", "F1", "conflict", "lot_contradicts_move", "0", "1"],
        ["C", "F2", "conflict", "lot_contradicts_move", "0", "1"],
    ];
    assert_eq!(found, expected);
}

/// Three of the ten units at the shop were sold there; four went to a business that ordered nothing.
#[test]
fn shipments_beside_orders_are_sales_to_consignees() {
    let room = Room::new();
    room.write("p.csv", MADE);
    room.write("o.csv", format!("{ORDERS}1,A,2026-02-01,FIN,3,30,S1,F1\n"));
    room.write("m.csv", format!("{MOVES}F1,2026-01-15,ship,Plant,S1,10\nF1,2026-01-24,ship,Plant,ACME,4\n"));
    room.write("s.csv", "lot_id,location,quantity\nF1,Plant,16\nF1,S1,7\n");
    room.write("c.csv", "customer_id,name,company,email\nC7,Ann,ACME,ann@acme-trading.com\n");
    let call =
        "recall-scope --lots F1 --orders o.csv --production p.csv --movements m.csv --stock s.csv --tolerance 0%";
    let told = room.huike(&format!("{call} --out-dir out")).ok().stderr;
    assert!(
        told.contains(
            "1 shipment counts beside the orders, to places that no order line names, or beyond what theirs hold: ACME"
        ),
        "{told}"
    );
    let balances = room.rows("out/mass_balance.csv");
    let of = |site| cells(row(&balances, "site", site), &["shipped", "unaccounted"]);
    assert_eq!((of("Plant"), of("S1"), balances.len()), (vec!["14", "0"], vec!["3", "0"], 2));
    let contacts = room.rows("out/contacts.csv");
    let acme = cells(row(&contacts, "contact_id", "ACME"), &["party", "notify_onward", "units_max"]);
    assert_eq!((acme, contacts.len()), (vec!["business", "true", "4"], 2));
    let lines = room.rows("out/affected_lines.csv");
    assert_eq!(
        cells(row(&lines, "customer_id", "ACME"), &["class", "units_min", "store"]),
        ["confirmed", "4", "Plant"]
    );
    // The name of a company stands for its customer id.
    room.huike(&format!("{call} --customers c.csv --out-dir known")).ok();
    let contacts = room.rows("known/contacts.csv");
    assert_eq!(cells(row(&contacts, "contact_id", "C7"), &["channel", "units_max"]), ["email", "4"]);
    room.huike(&format!("{call} --own-sites Plant S1 ACME --out-dir own")).fails(10);
    assert_eq!(room.rows("own/affected_customers.csv").len(), 1);
}

/// What is shipped to a customer with order lines of the lot is their delivery; what left the site of an order line for an
/// unknown name may be; and where a customer ordered another lot, the records contradict each other.
#[test]
fn a_shipment_of_ordered_goods_is_not_counted_twice() {
    let room = Room::new();
    room.write("p.csv", format!("{MADE}F2,FIN,2026-01-12,5,pcs,Plant\n"));
    room.write(
        "o.csv",
        format!(
            "{ORDERS}1,A,2026-02-01,FIN,3,30,Plant,F1\n2,B,2026-02-01,FIN,2,20,Plant,F2\n3,C,2026-02-01,FIN,1,1,Plant,F1\n"
        ),
    );
    room.write(
        "m.csv",
        format!(
            "{MOVES}F1,2026-02-01,ship,Plant,A,3\nF1,2026-02-01,ship,Plant,B,2\nF1,2026-02-01,ship,Plant,Ms Cole,1\n\
             F1,2026-02-01,ship,Plant,Customers,1\n"
        ),
    );
    room.write("s.csv", "lot_id,location,quantity\nF1,Plant,23\n");
    let call =
        "recall-scope -q --lots F1 --orders o.csv --production p.csv --movements m.csv --stock s.csv --tolerance 0%";
    room.huike(&format!("{call} --out-dir out")).ok();
    let customers = room.rows("out/affected_customers.csv");
    let found: Vec<Vec<&str>> =
        customers.iter().map(|own| cells(own, &["customer_id", "class", "units_min", "units_max"])).collect();
    let expected = [
        ["A", "confirmed", "3", "3"],
        ["B", "conflict", "0", "2"],
        ["C", "confirmed", "1", "1"],
        ["Ms Cole", "possible", "0", "1"],
    ];
    assert_eq!(found, expected);
    let lines = room.rows("out/affected_lines.csv");
    assert_eq!(row(&lines, "customer_id", "Ms Cole")["reason"], "may_be_ordered");
    let balances = room.rows("out/mass_balance.csv");
    assert_eq!(cells(&balances[0], &["site", "shipped", "unaccounted"]), ["Plant", "7", "0"]);
    let model = &room.manifest("out")["model"];
    assert_eq!((&model["units_min"], &model["units_max"]), (&4.0.into(), &7.0.into()));
}

/// Ten of F1 went to ACME, which has order lines for some of them only; F2 was shipped to it as well.
#[test]
fn what_is_shipped_beyond_the_order_lines_is_a_holding_of_its_own() {
    let room = Room::new();
    room.write("p.csv", format!("{MADE}F2,FIN,2026-01-12,5,pcs,Plant\n"));
    let call = "recall-scope -q --lots F1 --orders o.csv --production p.csv --movements m.csv --out-dir out";
    // Order lines, more movements, and units of ACME at least, at most and still held at most.
    let cases = [
        ("1,ACME,2026-01-24,FIN,1,10,,F1\n", "", ["10", "10", "10"]),
        ("1,ACME,2026-01-24,FIN,10,10,,F1\n", "", ["10", "10", "10"]),
        ("1,ACME,2026-01-24,FIN,4,10,,\n", "", ["6", "10", "10"]),
        ("1,ACME,2026-01-24,FIN,1,10,,F2\n", "", ["9", "10", "10"]),
        ("1,ACME,2026-01-24,FIN,1,10,,F2\n", "F2,2026-01-24,ship,Plant,ACME,1\n", ["10", "10", "10"]),
        ("1,ACME,2026-01-24,FIN,1,10,,F1\n", "F1,2026-01-25,return,ACME,Plant,3\n", ["10", "10", "7"]),
        ("1,ACME,2026-01-24,FIN,1,10,,F1\n", "F1,2026-01-25,ship,Plant,ACME,-3\n", ["7", "7", "7"]),
        (
            "1,ACME,2026-01-24,FIN,1,10,,F1\n2,ACME,2026-01-25,FIN,-3,-30,,F1\n",
            "F1,2026-01-25,return,ACME,Plant,3\n",
            ["10", "10", "7"],
        ),
        ("1,ACME,2026-01-24,FIN,,10,,F1\n", "", ["1", "1", "1"]),
    ];
    for (orders, moves, expected) in cases {
        room.write("o.csv", format!("{ORDERS}{orders}"));
        room.write("m.csv", format!("{MOVES}F1,2026-01-24,ship,Plant,ACME,10\n{moves}"));
        room.huike(call).ok();
        let customers = room.rows("out/affected_customers.csv");
        let own = cells(row(&customers, "customer_id", "ACME"), &["units_min", "units_max", "held_max"]);
        assert_eq!((own, customers.len()), (expected.to_vec(), 1), "{orders}{moves}");
    }
    // The serial number on the line tells which of the two units it is.
    room.write(
        "o.csv",
        "order_id,customer_id,order_date,product_id,quantity,lot_id,serial_no\n1,ACME,2026-01-24,FIN,1,F1,S2\n",
    );
    let moves =
        "lot_id,date,kind,from,to,serial_no\nF1,2026-01-23,ship,Plant,ACME,S1\nF1,2026-01-24,ship,Plant,ACME,S2\n";
    room.write("m.csv", moves);
    room.huike(call).ok();
    let lines = room.rows("out/affected_lines.csv");
    let mut serials: Vec<&str> = lines.iter().map(|own| own["serial_no"].as_str()).collect();
    serials.sort_unstable();
    assert_eq!(serials, ["S1", "S2"]);
}

/// Eight went from the plant to the shop, which wrote down that they came, with or without their sender.
#[test]
fn a_receipt_without_a_sender_is_the_arrival_of_its_shipment() {
    let room = Room::new();
    room.write("p.csv", MADE);
    room.write("s.csv", "lot_id,location,quantity\nF1,Plant,22\nF1,Shop,8\n");
    let call = "recall-scope -q --lots F1 --production p.csv --movements m.csv";
    for from in ["Plant", ""] {
        let receipt = format!("F1,2026-01-16,receive,{from},Shop,8\n");
        room.write("m.csv", format!("{MOVES}F1,2026-01-15,ship,Plant,Shop,8\n{receipt}G,2026-01-15,ship,Plant,Shop,1\nG,2026-01-15,receive,,Shop,1\n"));
        room.huike(&format!("{call} --stock s.csv --tolerance 0% --out-dir out")).ok();
        let balances = room.rows("out/mass_balance.csv");
        let shop = cells(row(&balances, "site", "Shop"), &["received", "on_hand", "unaccounted"]);
        assert_eq!((shop, balances.len()), (vec!["8", "8", "0"], 2), "from {from}");
        room.huike(&format!("{call} --out-dir alone")).ok();
        let customers = room.rows("alone/affected_customers.csv");
        let own = cells(row(&customers, "customer_id", "Shop"), &["class", "units_min", "units_max"]);
        assert_eq!((own, customers.len()), (vec!["confirmed", "8", "8"], 1), "from {from}");
    }
    // A later receipt that names its sender leaves the earlier shipment to the earlier receipt.
    room.write("s.csv", "lot_id,location,quantity\nF1,Plant,24\nF1,Shop,6\n");
    let two = "F1,2026-01-15,ship,Plant,Shop,3\nF1,2026-01-16,receive,,Shop,3\n";
    let later = "F1,2026-01-17,ship,Plant,Shop,3\nF1,2026-01-17,receive,Plant,Shop,3\n";
    room.write("m.csv", format!("{MOVES}{two}{later}"));
    room.huike(&format!("{call} --stock s.csv --tolerance 0% --out-dir later")).ok();
    // Another day before, another quantity, and a second one: none of them came from the plant.
    for receipt in [
        "2026-01-14,receive,,Shop,8",
        "2026-01-16,receive,,Shop,7",
        "2026-01-16,receive,,Shop,8\nF1,2026-01-16,receive,,Shop,8",
    ] {
        room.write("m.csv", format!("{MOVES}F1,2026-01-15,ship,Plant,Shop,8\nF1,{receipt}\n"));
        room.huike(&format!("{call} --out-dir other")).ok();
        assert_eq!(room.rows("other/affected_customers.csv").len(), 0, "{receipt}");
    }
}

#[test]
fn an_adjustment_between_two_places_is_a_loss_here_and_a_gain_there() {
    let room = Room::new();
    room.write("p.csv", MADE);
    room.write("s.csv", "lot_id,location,quantity\nF1,Plant,26\nF1,Shop,4\n");
    let files = "--production p.csv --movements m.csv --stock s.csv";
    let beside = "F1,2026-01-15,ship,Plant,Shop,3\nF1,2026-01-16,receive,Plant,Shop,3\n";
    for adjust in ["F1,2026-01-17,adjust,Plant,Shop,1", "F1,2026-01-17,adjust,Shop,Plant,-1"] {
        room.write("m.csv", format!("{MOVES}{beside}{adjust}\n"));
        room.huike(&format!("recall-scope -q --lots F1 {files} --tolerance 0% --out-dir out")).ok();
        let balances = room.rows("out/mass_balance.csv");
        let own = |site: &str| cells(row(&balances, "site", site), &["shipped", "received", "adjusted", "unaccounted"]);
        assert_eq!((own("Plant"), own("Shop")), (vec!["3", "0", "1", "0"], vec!["0", "3", "-1", "0"]), "{adjust}");
        assert!(room.rows("out/stock_to_hold.csv").iter().all(|held| held["what"] == "stock"), "{adjust}");
    }
}

#[test]
fn a_receipt_that_names_its_supplier_closes() {
    let room = Room::new();
    room.write("s.csv", "lot_id,location,quantity\nR1,Plant,100\n");
    let raw = "lot_id,product_id,made_on,quantity,unit,site\nR1,RAW,2026-01-01,100,kg,Plant\n";
    for (from, made) in [("", raw), ("SupA", raw), ("SupA", MADE)] {
        room.write("p.csv", made);
        room.write("m.csv", format!("{MOVES}R1,2026-01-01,receive,{from},Plant,100\n"));
        let files = "--production p.csv --movements m.csv --stock s.csv";
        room.huike(&format!("recall-scope -q --lots R1 {files} --tolerance 0% --out-dir out")).ok();
        let balances = room.rows("out/mass_balance.csv");
        let own = cells(&balances[0], &["site", "made", "received", "on_hand", "unaccounted"]);
        assert_eq!((own, balances.len()), (vec!["Plant", "0", "100", "100", "0"], 1), "from {from}");
    }
    // What was made beyond what is received is not lost from sight.
    room.write("p.csv", raw.replace("100", "120"));
    room.huike("recall-scope -q --lots R1 --production p.csv --movements m.csv --stock s.csv --out-dir out").ok();
    let balances = room.rows("out/mass_balance.csv");
    assert_eq!(cells(&balances[0], &["made", "received", "unaccounted"]), ["20", "100", "20"]);
}

#[test]
fn sites_that_are_named_are_our_own() {
    let room = Room::new();
    room.write("p.csv", MADE);
    room.write(
        "m.csv",
        format!(
            "{MOVES}F1,2026-01-15,ship,Plant,DC,20\nF1,2026-01-20,ship,DC,S1,10\nF1,2026-01-24,ship,Plant,ACME,4\n"
        ),
    );
    let call = "recall-scope -q --lots F1 --own-sites Plant DC S1 --production p.csv --movements m.csv --out-dir out";
    room.huike(call).ok();
    let contacts = room.rows("out/contacts.csv");
    assert_eq!((contacts.len(), contacts[0]["contact_id"].as_str()), (1, "ACME"));
    let balances = room.rows("out/mass_balance.csv");
    let shop = cells(row(&balances, "site", "S1"), &["received", "shipped", "unaccounted"]);
    assert_eq!((shop, balances.len()), (vec!["10", "0", "10"], 3));
}

/// F2 is recalled and came to S1 on the 18th, where F4 came later; at W the two never mix.
#[test]
fn a_mixing_site_affects_what_was_there() {
    let room = Room::new();
    room.write("p.csv", "lot_id,product_id,made_on,quantity\nF2,FIN,2026-01-12,10\nF4,FIN,2026-01-12,10\n");
    room.write(
        "m.csv",
        format!(
            "{MOVES}F2,2026-01-13,receive,,W,10\nF4,2026-01-20,receive,,W,10\nF2,2026-01-18,ship,W,S1,5\n\
             F4,2026-01-25,ship,W,S1,5\n"
        ),
    );
    room.write(
        "o.csv",
        format!(
            "{ORDERS}1,B,2026-01-26,FIN,1,10,S1,F4\n2,G,2026-01-27,FIN,1,10,W,F4\n3,H,2026-01-27,FIN,1,10,W,F2\n\
             4,I,2026-01-27,FIN,6,10,W,\n"
        ),
    );
    let call =
        "recall-scope --lots F2 --mixing-sites S1 --orders o.csv --production p.csv --movements m.csv --out-dir out";
    let told = room.huike(call).ok().stderr;
    assert!(!told.contains("without a day"), "{told}");
    let lines = room.rows("out/affected_lines.csv");
    let of = |customer| cells(row(&lines, "customer_id", customer), &["class", "units_min", "reason"]);
    assert_eq!(of("B"), ["confirmed", "1", "lot_in_scope"]);
    assert_eq!(of("G"), ["possible", "0", "not_surely_mixed"]);
    assert_eq!(of("H"), ["confirmed", "1", "lot_in_scope"]);
    assert_eq!(of("I"), ["possible", "0", "not_surely_mixed"]);
    assert!(room.rows("out/trace.csv").iter().all(|link| link["standing"] == "carries"));
    // What was made at the mixing site was there from that day on, whenever it left.
    room.write("p.csv", "lot_id,product_id,made_on,quantity,site\nF2,FIN,2026-01-12,10,S1\nF4,FIN,2026-01-12,10,W\n");
    room.write(
        "m.csv",
        format!("{MOVES}F4,2026-01-13,ship,W,S1,5\nF4,2026-01-14,ship,S1,W,5\nF2,2026-01-20,ship,S1,W,5\n"),
    );
    room.huike(&format!("{call} -q")).ok();
    assert_eq!(room.rows("out/affected_lots.csv").len(), 2);
    // Production alone may know the site.
    room.write("p.csv", "lot_id,product_id,made_on,quantity,site\nF2,FIN,2026-01-12,10,S9\nF4,FIN,2026-01-12,10,S9\n");
    room.huike("recall-scope -q --lots F2 --mixing-sites S9 --production p.csv --orders o.csv --out-dir out").ok();
    assert_eq!(room.rows("out/affected_lots.csv").len(), 2);
    let call = "recall-scope -q --lots F2 --mixing-sites S8 --production p.csv --orders o.csv --out-dir out";
    assert!(room.huike(call).fails(4).stderr.contains("--mixing-sites"));
}

/// What left a mixing site had been there, whether a movement or an order line of the store tells it, and whatever comes
/// back to it later.
#[test]
fn what_left_a_mixing_site_had_been_there() {
    let room = Room::new();
    room.write("p.csv", "lot_id,product_id,made_on,quantity\nR,P,2026-01-01,10\nB,Q,2026-01-01,10\n");
    let call = "recall-scope -q --lots R --mixing-sites S1 --production p.csv --movements m.csv --out-dir out";
    let back = "R,2026-01-20,ship,X,S1,10\n";
    for later in ["", back] {
        room.write("m.csv", format!("{MOVES}R,2026-01-06,ship,S1,X,10\nB,2026-01-07,ship,S1,C1,10\n{later}"));
        room.huike(&format!("{call} --own-sites S1 X")).ok();
        assert_eq!(room.rows("out/affected_lots.csv").len(), 2, "{later}");
    }
    let call = &format!("{call} --orders o.csv");
    let affected = |room: &Room| {
        room.huike(call).ok();
        let lines = room.rows("out/affected_lines.csv");
        cells(row(&lines, "customer_id", "D"), &["lot_id", "class", "units_min"]).join(" ")
    };
    let sold = |lot, day| format!("1,D,{day},Q,1,1,S1,B\n2,A,2026-01-05,P,1,1,S1,{lot}\n");
    // The recalled lot is only known to have been sold there; then the other one.
    room.write("m.csv", format!("{MOVES}B,2026-01-03,ship,W,S1,10\n"));
    room.write("o.csv", format!("{ORDERS}{}", sold("R", "2026-01-07")));
    assert_eq!(affected(&room), "B confirmed 1");
    room.write("m.csv", format!("{MOVES}R,2026-01-03,ship,W,S1,10\n"));
    assert_eq!(affected(&room), "B confirmed 1");
    // It was gone before the recalled lot came.
    room.write("o.csv", format!("{ORDERS}{}", sold("R", "2026-01-02")));
    room.huike(call).ok();
    assert_eq!(room.rows("out/affected_lots.csv").len(), 1);
}

/// The line is that of the shipment of its own day, not of an earlier one: what came back between them was of the earlier.
#[test]
fn an_order_line_tells_of_the_movement_of_its_day() {
    let room = Room::new();
    room.write("p.csv", "lot_id,product_id,made_on,quantity,unit,site\nF1,P,2026-01-01,20,pcs,W\n");
    room.write("o.csv", format!("{ORDERS}1,A,2026-01-13,P,3,30,W,F1\n"));
    let moves = "F1,2026-01-07,ship,W,A,7\nF1,2026-01-11,return,A,W,5\nF1,2026-01-13,ship,W,A,3\n";
    room.write("m.csv", format!("{MOVES}{moves}"));
    room.huike("recall-scope -q --lots F1 --production p.csv --orders o.csv --movements m.csv --out-dir out").ok();
    let customers = room.rows("out/affected_customers.csv");
    assert_eq!(cells(&customers[0], &["units_min", "held_min", "held_max", "units_returned"]), ["10", "5", "5", "5"]);
    // Of the returns that of the line is the one of its day.
    room.write("o.csv", format!("{ORDERS}1,A,2026-01-06,P,14,140,W,F1\n2,A,2026-01-16,P,-1,-10,W,F1\n"));
    room.write("m.csv", format!("{MOVES}F1,2026-01-12,return,A,W,5\nF1,2026-01-16,return,A,W,1\n"));
    room.write("r.csv", "date,customer_id,lot_id,quantity,disposition\n2026-01-16,A,F1,1,returned\n");
    let call =
        "recall-scope -q --lots F1 --production p.csv --orders o.csv --movements m.csv --returns r.csv --out-dir out";
    room.huike(&format!("{call} --started 2026-01-15 --as-of 2026-02-01")).ok();
    let progress = room.rows("out/progress.csv");
    assert_eq!(cells(&progress[0], &["units", "returned", "outstanding"]), ["9", "1", "8"]);
}
