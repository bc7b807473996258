//! Made-up people: names, places, telephones and mail addresses that can belong to nobody. Draws no behaviour.

use rand::{Rng, RngExt};

use super::person::{Gender, Person};
use super::settings::Dialect;
use super::stream::pick;
use crate::labels::Label;

const FAMILY_EN: [&str; 32] = [
    "Adams",
    "Baker",
    "Carter",
    "Dawson",
    "Ellis",
    "Foster",
    "Graham",
    "Hughes",
    "Irving",
    "Jenkins",
    "Kelly",
    "Lawson",
    "Morgan",
    "Norton",
    "Osborne",
    "Parker",
    "Quinn",
    "Rogers",
    "Saunders",
    "Turner",
    "Underwood",
    "Vaughan",
    "Walker",
    "Young",
    "Bennett",
    "Clarke",
    "Douglas",
    "Edwards",
    "Fletcher",
    "Gibson",
    "Harper",
    "O'Neill",
];
const WOMEN_EN: [&str; 16] = [
    "Alice", "Beth", "Clara", "Diana", "Emma", "Fiona", "Grace", "Helen", "Irene", "Julia", "Karen", "Laura", "Maria",
    "Nora", "Olivia", "Ruth",
];
const MEN_EN: [&str; 16] = [
    "Adam", "Brian", "Colin", "David", "Eric", "Frank", "George", "Henry", "Ivan", "James", "Kevin", "Liam", "Martin",
    "Nigel", "Oscar", "Peter",
];
const FAMILY_ZH: [&str; 32] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
    "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "欧阳", "诸葛",
];
/// Given-name characters of women, each with one that sounds the same and is easily typed instead.
const WOMEN_ZH: [(&str, &str); 12] = [
    ("芳", "方"),
    ("娜", "那"),
    ("敏", "闵"),
    ("静", "婧"),
    ("丽", "莉"),
    ("艳", "燕"),
    ("娟", "涓"),
    ("霞", "侠"),
    ("婷", "亭"),
    ("雪", "鳕"),
    ("琳", "林"),
    ("洁", "杰"),
];
/// The same for men.
const MEN_ZH: [(&str, &str); 12] = [
    ("伟", "玮"),
    ("强", "蔷"),
    ("磊", "垒"),
    ("军", "君"),
    ("勇", "永"),
    ("杰", "洁"),
    ("涛", "滔"),
    ("明", "铭"),
    ("超", "朝"),
    ("刚", "钢"),
    ("平", "萍"),
    ("辉", "晖"),
];

/// A city and its share of the customers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) city: Label,
    pub(super) region: Label,
    pub(super) share: f64,
}

const fn place(city: Label, region: Label, share: f64) -> Place {
    Place { city, region, share }
}

/// Where customers live.
pub(super) const PLACES: [Place; 12] = [
    place(Label::new("Shanghai", "上海"), Label::new("Shanghai", "上海市"), 0.18),
    place(Label::new("Hangzhou", "杭州"), Label::new("Zhejiang", "浙江省"), 0.14),
    place(Label::new("Guangzhou", "广州"), Label::new("Guangdong", "广东省"), 0.12),
    place(Label::new("Shenzhen", "深圳"), Label::new("Guangdong", "广东省"), 0.12),
    place(Label::new("Beijing", "北京"), Label::new("Beijing", "北京市"), 0.11),
    place(Label::new("Nanjing", "南京"), Label::new("Jiangsu", "江苏省"), 0.08),
    place(Label::new("Suzhou", "苏州"), Label::new("Jiangsu", "江苏省"), 0.07),
    place(Label::new("Chengdu", "成都"), Label::new("Sichuan", "四川省"), 0.06),
    place(Label::new("Wuhan", "武汉"), Label::new("Hubei", "湖北省"), 0.05),
    place(Label::new("Changsha", "长沙"), Label::new("Hunan", "湖南省"), 0.03),
    place(Label::new("Xi'an", "西安"), Label::new("Shaanxi", "陕西省"), 0.03),
    place(Label::new("Harbin", "哈尔滨"), Label::new("Heilongjiang", "黑龙江省"), 0.01),
];

/// A name, and the same name as a second clerk typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) right: String,
    pub(super) mistyped: String,
}

/// A name for `person` in the writing of `dialect`.
pub(super) fn name(person: &Person, dialect: Dialect, rng: &mut impl Rng) -> Name {
    match dialect {
        Dialect::En => {
            let given = pick(rng, if person.gender == Gender::Female { &WOMEN_EN } else { &MEN_EN });
            let family = pick(rng, &FAMILY_EN);
            Name { right: format!("{given} {family}"), mistyped: format!("{given} {}", swapped(family)) }
        }
        Dialect::Zh => {
            let given = if person.gender == Gender::Female { &WOMEN_ZH } else { &MEN_ZH };
            let (family, first, last) = (pick(rng, &FAMILY_ZH), pick(rng, given).0, pick(rng, given));
            let first = if rng.random::<f64>() < 0.5 { first } else { "" };
            Name { right: format!("{family}{first}{}", last.0), mistyped: format!("{family}{first}{}", last.1) }
        }
    }
}

/// A name with two neighbouring letters after the first exchanged, the commonest slip of the hand.
fn swapped(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let slip = (1..letters.len().saturating_sub(1)).find(|place| letters.get(*place) != letters.get(place + 1));
    if let Some(place) = slip {
        letters.swap(place, place + 1);
    }
    letters.into_iter().collect()
}

/// A telephone number under a country code or a mobile prefix that nobody was given; distinct for 100 million persons.
pub(super) fn phone(person: &Person, dialect: Dialect) -> String {
    let number = (u64::from(person.index) * 48_271 + 17) % 100_000_000;
    match dialect {
        Dialect::En => format!("+999 55 {:04} {:04}", number / 10_000, number % 10_000),
        Dialect::Zh => format!("100{number:08}"),
    }
}

/// The same number as a second clerk typed it.
pub(super) fn phone_retyped(person: &Person, dialect: Dialect) -> String {
    let digits = phone(person, dialect).replace(' ', "");
    match dialect {
        Dialect::En => digits,
        Dialect::Zh => format!("{} {} {}", &digits[..3], &digits[3..7], &digits[7..]),
    }
}

/// A mail address in the domain reserved for examples (RFC 2606).
pub(super) fn email(person: &Person) -> String {
    format!("customer{:08}@example.com", person.index + 1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::demo::stream::{Purpose, stream};
    use crate::demo::{Settings, world::World};

    #[test]
    fn phones_are_distinct_and_belong_to_nobody() {
        let world = World::new(&Settings::default()).unwrap();
        let phones: std::collections::BTreeSet<String> =
            (0..5_000).map(|index| phone(&Person::draw(&world, index), Dialect::Zh)).collect();
        assert_eq!(phones.len(), 5_000);
        assert!(phones.iter().all(|phone| phone.len() == 11 && phone.starts_with("100")));
        let person = Person::draw(&world, 0);
        assert_eq!(phone(&person, Dialect::En), "+999 55 0000 0017");
        assert_eq!(phone_retyped(&person, Dialect::En), "+9995500000017");
        assert_eq!(phone_retyped(&person, Dialect::Zh), "100 0000 0017");
    }

    #[test]
    fn a_mistyped_name_differs_but_little() {
        let world = World::new(&Settings::default()).unwrap();
        for (index, dialect) in (0..200).zip([Dialect::En, Dialect::Zh].into_iter().cycle()) {
            let person = Person::draw(&world, index);
            let name = name(&person, dialect, &mut stream(1, Purpose::Contact, index));
            assert_eq!(name.right.chars().count(), name.mistyped.chars().count());
            let differing = name.right.chars().zip(name.mistyped.chars()).filter(|(left, right)| left != right);
            assert!((1..=2).contains(&differing.count()));
        }
        assert_eq!(swapped("Kelly"), "Klely");
    }

    #[test]
    fn shares_of_places_add_up() {
        assert!((PLACES.iter().map(|place| place.share).sum::<f64>() - 1.0).abs() < 1e-9);
    }
}
