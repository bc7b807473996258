//! Three tables of 84 rows and 9 columns, made up for the benchmark.

/// A small generator of numbers; the tables are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % sides
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }
}

fn rows(header: [&str; 9], mut row: impl FnMut(&mut Dice, usize) -> [String; 9]) -> Vec<Vec<String>> {
    let mut dice = Dice(20_260_630);
    let header = header.map(String::from).to_vec();
    std::iter::once(header).chain((1..84).map(|number| row(&mut dice, number).to_vec())).collect()
}

/// Sales of a garden shop: dates, times, counts, ids, amounts, a category, texts with commas, addresses, comments with
/// apostrophes and quotes, empty cells.
pub(super) fn sales() -> Vec<Vec<String>> {
    let header = ["Day", "Hour", "Pieces", "ArticleNo", "Amount", "Group", "Article", "Link", "Remark"];
    rows(header, |dice, number| {
        let article = dice.pick(&[
            "Garden hose, 20 m, green",
            "Rake, steel",
            "Flower pot",
            "Lawn mower \"Silent\", electric",
            "Seeds, mixed, organic",
            "Watering can",
            "Pruning shears, left-handed",
            "Bench",
        ]);
        let remark = dice.pick(&[
            "",
            "",
            "it's a gift",
            "customer's own bag",
            "don't call before noon, please",
            "said \"as soon as possible\"",
            "returned",
            "paid in two parts",
            "",
        ]);
        [
            format!("2024-{:02}-{:02}", 1 + dice.roll(12), 1 + dice.roll(28)),
            format!("{:02}:{:02}", 8 + dice.roll(12), dice.roll(60)),
            if number % 19 == 0 { String::new() } else { (1 + dice.roll(12)).to_string() },
            format!("{}", 40_000 + dice.roll(9_000)),
            format!("${}.{:02}", 4 + dice.roll(160), dice.roll(100)),
            dice.pick(&["Tools", "Plants", "Furniture", "Seeds"]).to_string(),
            article.to_string(),
            format!("https://shop.example/a/{}", 100 + dice.roll(900)),
            remark.to_string(),
        ]
    })
}

/// Customers of a Chinese company: ids, names, dates, amounts in yuan, telephones, cities, notes with commas.
pub(super) fn customers() -> Vec<Vec<String>> {
    let header = ["客户编号", "客户名称", "注册日期", "累计金额", "手机", "城市", "等级", "跟进记录", "更新时间"];
    rows(header, |dice, number| {
        let surname = dice.pick(&["王", "李", "张", "刘", "陈", "杨", "赵"]);
        let kind = dice.pick(&["贸易有限公司", "科技（北京）有限公司", "食品厂", "", "工作室"]);
        let note = dice.pick(&[
            "",
            "电话未接, 改日再拨",
            "已发样品",
            "要求\"加急\"发货, 价格另议",
            "客户说：下月再定",
            "",
            "VIP 老客户 Mr. Li, repeat order",
        ]);
        [
            format!("K{:06}", 1000 + number * 7),
            format!("{surname}{}{kind}", dice.pick(&["伟", "芳", "秀英", "小 明"])),
            format!("{}年{}月{}日", 2019 + dice.roll(7), 1 + dice.roll(12), 1 + dice.roll(28)),
            if number % 11 == 0 {
                String::new()
            } else {
                format!("￥{},{:03}.00", 1 + dice.roll(90), dice.roll(1000))
            },
            format!("13{:09}", dice.roll(1_000_000_000)),
            dice.pick(&["上海", "北京", "广州", "成都", ""]).to_string(),
            dice.pick(&["A", "B", "C"]).to_string(),
            note.to_string(),
            format!("2026-0{}-1{} 1{}:0{}:00", 1 + dice.roll(6), dice.roll(9), dice.roll(9), dice.roll(9)),
        ]
    })
}

/// Feedback of patients: nearly all columns hold text.
pub(super) fn texts() -> Vec<Vec<String>> {
    let header = ["Ward", "Topic", "Summary", "Said by", "Case", "Reply", "Owner", "Mood", "Visit"];
    rows(header, |dice, number| {
        [
            dice.pick(&["North", "South", "East wing", "Intensive care"]).to_string(),
            dice.pick(&["Food", "Noise", "Waiting time", "Staff"]).to_string(),
            dice.pick(&[
                "The soup was cold, the bread was not",
                "Nurse's bell doesn't work",
                "Waited for hours",
                "Was told \"soon\", nothing happened",
                "Friendly, quick, thorough",
                "Too loud at night",
            ])
            .to_string(),
            dice.pick(&["Patient", "Relative", "Visitor"]).to_string(),
            format!("F-{:03}/{}", number, dice.pick(&["a", "b"])),
            dice.pick(&["", "Apologised, offered tea", "Passed on", "Nobody's fault", "Fixed the \"old\" bell"])
                .to_string(),
            dice.pick(&["Dr. Meyer", "O'Neill", "Ms. Wu", ""]).to_string(),
            dice.pick(&["angry", "calm", "sad", "glad"]).to_string(),
            format!("{:02}.{:02}.2025", 1 + dice.roll(28), 1 + dice.roll(12)),
        ]
    })
}
