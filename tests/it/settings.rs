//! Where settings come from and which outweighs which; flags that ask about the program itself.

use crate::program::{Room, testdata};

const ORDERS: &str =
    "客户,下单日期,实付,状态\nA1,2026-01-05,10.00,ok\nA2,2026-02-05,20.00,ok\nA3,2026-03-05,30.00,void\n";

/// A room with an export and a settings file.
fn room(config: &str) -> Room {
    let room = Room::new();
    room.write("orders.csv", ORDERS);
    room.write("huike.toml", config);
    room
}

fn setting(room: &Room, name: &str) -> (String, String) {
    let record = room.manifest("out")["settings"][name].clone();
    (record["value"].as_str().unwrap().to_string(), record["origin"].as_str().unwrap().to_string())
}

fn pair(value: &str, origin: &str) -> (String, String) {
    (value.to_string(), origin.to_string())
}

const RUN: &str = "segment --quiet --orders orders.csv --out-dir out";

#[test]
fn a_flag_outweighs_the_environment_which_outweighs_the_file() {
    let room = room("[segment]\nbins = 3\nseed = 5\nfrequency = \"orders\"\n");
    room.huike(RUN).env("HUIKE_BINS", "4").env("HUIKE_SEED", "6").arg("--bins").arg("2").ok();
    assert_eq!(setting(&room, "bins"), pair("2", "flag"));
    assert_eq!(setting(&room, "seed"), pair("6", "environment"));
    assert_eq!(setting(&room, "frequency"), pair("orders", "config"));
    assert_eq!(setting(&room, "scoring"), pair("quantile", "default"));
    assert_eq!(room.manifest("out")["model"]["bins"], 2);
    for (variable, value, bins, origin) in [("HUIKE_BINS", "4", "4", "environment"), ("UNRELATED", "4", "3", "config")]
    {
        room.huike(RUN).env(variable, value).ok();
        assert_eq!(setting(&room, "bins"), pair(bins, origin));
        assert_eq!(room.manifest("out")["model"]["bins"].to_string(), bins);
    }
    room.huike(RUN).arg("--no-config").ok();
    assert_eq!(setting(&room, "bins"), pair("5", "default"));
    assert_eq!(room.manifest("out")["model"]["bins"], 5);
}

#[test]
fn inputs_and_switches_can_come_from_the_environment() {
    let room = room("");
    let call = room.huike("segment --quiet").env("HUIKE_ORDERS", "orders.csv").env("HUIKE_OUT_DIR", "out");
    call.env("HUIKE_DROP_DUPLICATES", "true").env("HUIKE_EXCLUDE", "状态=void").ok();
    assert_eq!(setting(&room, "orders"), pair("orders.csv", "environment"));
    assert_eq!(setting(&room, "drop-duplicates"), pair("true", "environment"));
    assert_eq!(room.rows("out/segments.csv").len(), 2);
    let wrong = room.huike(RUN).env("HUIKE_BINS", "many").fails(2);
    assert!(wrong.stderr.contains("--bins"), "{}", wrong.stderr);
}

#[test]
fn settings_at_the_top_are_for_all_commands_and_sections_for_one() {
    let room = room(
        "seed = 9\nlang = \"zh\"\n[segment]\nseed = 10\nexclude = [\"状态=void\", \"客户=A1\"]\n[churn-score]\nseed = 11\n",
    );
    room.huike(RUN).ok();
    assert_eq!(setting(&room, "seed"), pair("10", "config"));
    assert_eq!(setting(&room, "lang"), pair("zh", "config"));
    let left: Vec<String> = room.rows("out/segments.csv").iter().map(|row| row["customer_id"].clone()).collect();
    assert_eq!(left, ["A2"]);
}

#[test]
fn an_unknown_key_says_which_was_meant() {
    let file = "bin = 3\n[segment]\nscorin = \"ntile\"\nmin_cel = 3\n[segmnt]\nbins = 4\n";
    let room = room(file);
    let outcome = room.huike(RUN).fails(2);
    // All of them at once.
    for (wrong, right) in [("bin", "bins"), ("scorin", "scoring"), ("min_cel", "min-cell"), ("[segmnt]", "segment")] {
        assert!(outcome.stderr.contains(&format!("`{wrong}`")), "{wrong}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(&format!("did you mean `{right}`?")), "{right}: {}", outcome.stderr);
    }
    assert!(outcome.stderr.contains("huike.toml") && !room.path("out").exists(), "{}", outcome.stderr);
    room.huike(RUN).arg("--no-config").ok();
    room.write("huike.toml", "bins = = 3\n");
    let broken = room.huike(RUN).fails(2);
    assert!(broken.stderr.contains("huike.toml") && broken.stderr.contains("line 1"), "{}", broken.stderr);
    room.huike(RUN).arg("--config").arg("missing.toml").fails(2);
    room.huike(RUN).arg("--config").arg("huike.toml").arg("--no-config").fails(2);
}

#[test]
fn paths_are_relative_to_the_settings_file() {
    let room = room("bins = 7\n");
    room.write("nightly/data/orders.csv", ORDERS.replace("A3", "A9"));
    room.write("nightly/data/customers.csv", "id,性别\nA1,女\nA2,男\n");
    room.write(
        "nightly/job.toml",
        "[segment]\norders = [\"data/orders.csv\"]\ncustomers = \"data/customers.csv\"\nout-dir = \"out\"\nmin-cell = 1\n",
    );
    room.huike("segment --quiet --config nightly/job.toml").ok();
    let ids: Vec<String> = room.rows("nightly/out/segments.csv").iter().map(|row| row["customer_id"].clone()).collect();
    assert_eq!(ids, ["A1", "A2", "A9"]);
    assert!(room.rows("nightly/out/profiles.csv").iter().any(|row| row["value"] == "女"));
    assert!(!room.path("out").exists());
    // The file named by a flag stands in for the one in the folder, bins included.
    assert_eq!(room.manifest("nightly/out")["settings"]["bins"]["origin"], "default");
    room.huike("segment --quiet").env("HUIKE_CONFIG", "nightly/job.toml").env("HUIKE_OUT_DIR", "env").ok();
    assert_eq!(room.rows("env/segments.csv").len(), 3);
}

/// The rules are a file too.
#[test]
fn a_rules_file_is_relative_to_the_settings_file() {
    let room = room("");
    let words = "label = { en = \"Everybody\", zh = \"所有人\" }\naction = { en = \"Say hello\", zh = \"问好\" }\n";
    room.write("nightly/rules.toml", format!("[[segment]]\nid = \"everybody\"\nr = [1, 5]\n{words}"));
    room.huike(RUN).arg("--rules").arg("nightly/rules.toml").ok();
    assert_eq!(room.rows("out/segments.csv")[0]["segment"], "everybody");
    room.write("nightly/job.toml", "[segment]\nrules = \"rules.toml\"\n");
    room.huike(RUN).arg("--config").arg("nightly/job.toml").ok();
    assert_eq!(room.rows("out/segments.csv")[0]["segment_name"], "Everybody");
    // The names of the built-in rules are no files.
    room.write("nightly/job.toml", "[segment]\nrules = \"r-rfm\"\n");
    room.huike(RUN).arg("--config").arg("nightly/job.toml").ok();
}

#[test]
fn columns_are_mapped_in_the_settings_file() {
    let room = room("[map.orders]\ncustomer_id = \"谁\"\norder_date = \"何时\"\namount = \"多少\"\n");
    room.write("orders.csv", "谁,何时,多少\n007,2026-01-05,1.50\n");
    room.huike(RUN).ok();
    let rows = room.rows("out/segments.csv");
    assert_eq!((&*rows[0]["customer_id"], &*rows[0]["monetary"]), ("007", "1.50"));
    let columns = room.manifest("out")["inputs"][0]["columns"].clone();
    assert_eq!(columns[0]["header"], "谁");
    let outcome = room.huike(RUN).arg("--no-config").fails(4);
    for column in ["customer_id", "order_date", "amount"] {
        assert!(outcome.stderr.contains(column), "{}", outcome.stderr);
    }
}

#[test]
fn a_mapping_by_flag_leaves_those_of_the_file_in_force() {
    let room = room("[map.orders]\ncustomer_id = \"谁\"\norder_date = \"何时\"\namount = \"多少\"\n");
    room.write("orders.csv", "谁,何时,多少,实付\n007,2026-01-05,1.50,2.50\n");
    room.huike(RUN).arg("--map").arg("orders.amount=实付").ok();
    assert_eq!(room.rows("out/segments.csv")[0]["monetary"], "2.50");
}

#[test]
fn a_dry_run_checks_everything_and_writes_nothing() {
    let room = room("");
    let before = room.names(".");
    let dry = room.huike("segment --orders orders.csv --out-dir out --dry-run").ok();
    assert!(dry.stdout.is_empty() && dry.stderr.contains("3 customers"), "{}", dry.stderr);
    room.huike("segment --orders orders.csv -o out.csv --dry-run").ok();
    assert!(room.huike("segment --orders orders.csv -o - --dry-run").ok().stdout.is_empty());
    room.write("bad.csv", "客户,下单日期,实付\nA1,2026-01-05,ten\n");
    room.huike("segment --orders bad.csv --out-dir out --dry-run").fails(4);
    room.huike("segment --orders none.csv --out-dir out --dry-run").fails(3);
    std::fs::remove_file(room.path("bad.csv")).unwrap();
    assert_eq!(room.names("."), before);
}

#[test]
fn the_program_tells_of_itself() {
    let room = Room::new();
    let said = |arguments: &str| {
        let outcome = room.huike(arguments).ok();
        assert_eq!(outcome.stderr, "", "{arguments}");
        String::from_utf8(outcome.stdout).unwrap()
    };
    let version = concat!("huike ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(said("-V"), version);
    let long = said("--version");
    assert!(long.starts_with(version) && ["parquet", "GB18030", "zh"].iter().all(|word| long.contains(word)), "{long}");
    for (shell, mark) in [("bash", "complete -F _huike"), ("zsh", "#compdef huike"), ("fish", "complete -c huike")] {
        let script = said(&format!("completions {shell}"));
        for word in [mark, "segment", "demo-data", "compare-to", "drop-duplicates"] {
            assert!(script.contains(word), "{shell}: no {word}");
        }
    }
    let page = said("man");
    assert!(page.contains(".TH huike 1") && page.contains("demo\\-data"), "{page}");
    let help = said("--help");
    assert!(help.contains("Exit codes:") && help.contains("segment"), "{help}");
    assert!(said("segment --help").contains("--compare-to <YYYY-MM-DD>"));
    assert_eq!(room.huike("completions tcsh").run().code, Some(2));
    let wrong = room.huike("segmnt").fails(2);
    assert!(wrong.stderr.contains("segment"), "{}", wrong.stderr);
    assert!(room.names(".").is_empty());
}

#[test]
fn lists_are_given_with_commas() {
    let room = Room::new();
    let tiers = |cuts: &str| {
        let call = room.huike("segment --quiet --out-dir out --value-cuts").arg(cuts);
        call.arg("--orders").arg(testdata("orders.csv")).ok();
        room.rows("out/segments.csv").iter().filter(|row| row["value_tier"] == "A").count()
    };
    assert!(tiers("50,90") < tiers("80,95"));
    let wrong = room.huike("segment --value-cuts 95,80").arg("--orders").arg(testdata("orders.csv")).fails(2);
    assert!(wrong.stderr.contains("80,95"), "{}", wrong.stderr);
}

#[test]
fn every_problem_of_the_flags_is_told_at_once() {
    let room = Room::new();
    let line =
        "segment --scoring cuts --recency-cuts 30,20 --cluster-on recency,frequncy --min-cell 0 --encoding klingon";
    let outcome = room.huike(line).arg("--orders").arg(testdata("orders.csv")).fails(2);
    for word in
        ["--recency-cuts", "--frequency-cuts", "--monetary-cuts", "did you mean `frequency`?", "--min-cell", "klingon"]
    {
        assert!(outcome.stderr.contains(word), "{word}: {}", outcome.stderr);
    }
    let nothing = room.huike("segment").fails(2);
    assert!(nothing.stderr.contains("--orders") && nothing.stderr.contains("hint:"), "{}", nothing.stderr);
    room.huike("segment --orders - --customers -").fails(2);
}

#[test]
fn what_is_wrong_around_the_run_is_told_in_the_language_asked_for() {
    let room = room("[segment]\nordres = \"a\"\n");
    let said = |arguments: &str, code: i32| room.huike(arguments).fails(code).stderr;
    let misspelt = said("segment --lang zh", 2);
    assert!(misspelt.contains("不是 `segment` 的设置项") && misspelt.contains("提示：是否指 `orders`"), "{misspelt}");
    room.write("zh.toml", "lang = \"zh\"\n[segment]\nordres = \"a\"\n");
    assert!(said("segment --config zh.toml", 2).contains("不是 `segment` 的设置项"));
    assert!(said("segment --config nix.toml --lang zh", 2).contains("没有这个文件"));
    room.write("o.csv", "customer_id,order_date,amount\n1,2026-01-01,5\n");
    for target in ["--out-dir /proc/x", "-o /nodir/x.csv"] {
        let unwritten = said(&format!("segment --no-config --orders o.csv --lang zh {target}"), 5);
        assert!(unwritten.contains("没有这个文件夹") && !unwritten.contains(".huike."), "{unwritten}");
    }
    let model = said("churn-score --no-config --orders o.csv --lang zh --use-model o.csv", 3);
    assert!(model.contains("不是 JSON 文件"), "{model}");
}

#[test]
fn a_flag_outweighs_what_the_file_says_for_another_choice() {
    let cuts = "recency-cuts = [10,20,30,40]\nfrequency-cuts = [2,3,4,5]\nmonetary-cuts = [5,15,25,35]\n";
    let room = room(&format!("[segment]\nscoring = \"cuts\"\n{cuts}"));
    room.huike(RUN).ok();
    room.huike(RUN).arg("--scoring").arg("quantile").ok();
    assert_eq!(setting(&room, "scoring"), pair("quantile", "flag"));
    room.huike(RUN).env("HUIKE_SCORING", "ntile").ok();
    let given = room.huike(RUN).arg("--scoring").arg("ntile").arg("--monetary-cuts").arg("1,2,3,4").fails(2).stderr;
    assert!(given.contains("--monetary-cuts: has an effect only with --scoring cuts"), "{given}");
    assert!(!given.contains("--recency-cuts"), "{given}");
    // A file at odds with itself is told.
    room.write("huike.toml", format!("[segment]\n{cuts}"));
    room.huike(RUN).fails(2);
}

#[test]
fn a_flag_outweighs_what_the_file_says_and_cannot_stand_beside_it() {
    let room = room("[segment]\nhistories = \"gone.csv\"\nprevious = \"gone.csv\"\nno-header = true\nquiet = true\n");
    room.huike("segment --verbose --orders orders.csv --compare-to 2026-02-10 --header-rows 1 --out-dir out").ok();
    assert_eq!(setting(&room, "compare-to"), pair("2026-02-10", "flag"));
    let settings = room.manifest("out")["settings"].clone();
    assert!(settings["histories"].is_null() && settings["previous"].is_null(), "{settings}");
    assert_eq!(room.rows("out/segments.csv").len(), 3);
    room.huike("segment --histories orders.csv --orders orders.csv").fails(2);
}

#[test]
fn options_about_order_lines_need_order_lines() {
    let room = room("");
    room.write(
        "s.csv",
        "customer_id,answered_at,score,status\nA,2026-01-05,9,ok\nB,2026-01-06,0,test\nC,2026-01-07,10,ok\n",
    );
    room.write("p.csv", "lot_id,product_id,made_on,quantity\nL1,P1,2026-01-01,4\nL2,P1,2026-01-01,100\n");
    room.write("m.csv", "lot_id,date,kind,from,to,quantity\nL1,2026-01-02,shipped,Plant,Shop,4\n");
    room.write("c.csv", "complaint_id,customer_id,opened_at,product_id,lot_id\n1,A,2026-01-20,P1,L1\n");
    let satisfaction = "satisfaction-report --quiet --surveys s.csv --no-report --out-dir out";
    let recall = "recall-scope --quiet --lots L1 --production p.csv --movements m.csv -o out.csv";
    let signals = "lot-signals --quiet --production p.csv --complaints c.csv -o out.csv";
    for (call, flags) in [
        (satisfaction, &["--exclude status=test", "--exclude nosuch=1", "--currency XYZ", "--drop-duplicates"][..]),
        (recall, &["--exclude nosuch=1", "--drop-duplicates"]),
        (signals, &["--exclude nosuch=1"]),
    ] {
        room.write("huike.toml", "");
        for flag in flags {
            let name = flag.split(' ').next().unwrap();
            let refused = room.huike(&format!("{call} {flag}")).fails(2).stderr;
            assert!(refused.contains(&format!("{name}: needs --orders FILE")), "{refused}");
            let refused = room.huike(&format!("{call} {flag} --lang zh")).fails(2).stderr;
            assert!(refused.contains(&format!("{name}: 需要 --orders 文件")), "{refused}");
        }
        // What a file of settings says is meant for all commands and runs.
        let config = "exclude = [\"status=test\"]\ncurrency = \"CNY\"\ndrop-duplicates = true\n";
        room.write("huike.toml", config);
        room.huike(call).ok();
    }
    for call in [recall, signals] {
        let unknown = room.huike(&format!("{call} --currency CNY")).fails(2).stderr;
        assert!(unknown.contains("unexpected argument '--currency'"), "{unknown}");
    }
}

#[test]
fn what_is_needed_may_stand_in_the_file() {
    let room = room("");
    room.write("p.csv", "lot_id,product_id,made_on,quantity\nL1,P1,2026-01-01,4\n");
    room.write("m.csv", "lot_id,date,kind,from,to,quantity\nL1,2026-01-02,shipped,Plant,Shop,4\n");
    room.write("c.csv", "complaint_id,customer_id,opened_at,product_id,lot_id\n1,A,2026-01-20,P1,L1\n");
    let call = "recall-scope --quiet --lots L1 --production p.csv --movements m.csv --explain-complaints -o out.csv";
    let refused = room.huike(call).fails(2).stderr;
    assert!(refused.contains("--explain-complaints: needs --complaints FILE"), "{refused}");
    room.write("huike.toml", "[recall-scope]\ncomplaints = \"c.csv\"\n");
    room.huike(call).ok();
    let s = "customer_id,answered_at,score\nA,2026-01-05,9\nB,2026-01-06,0\nC,2026-01-07,10\n";
    room.write("s.csv", s);
    // The file is for runs with complaints too.
    let others = "sla = [\"response=4h\"]\ncalendar = \"gone.toml\"\ngrace = 3\nper = \"order\"\n";
    room.write("huike.toml", format!("[satisfaction-report]\n{others}"));
    room.huike("satisfaction-report --quiet --surveys s.csv --no-report --out-dir out").ok();
    room.huike("satisfaction-report --quiet --surveys s.csv --sla response=4h --no-report --out-dir out").fails(2);
}
