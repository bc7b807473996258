//! Units of measure: which can be turned into each other without a factor of the user, and by how much. It knows no
//! packages: how many pieces are in a box no unit tells.

/// A unit by its names in lower case, with what it is of the base unit of its dimension.
struct Unit {
    dimension: Dimension,
    size: i128,
    names: &'static [&'static str],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dimension {
    /// In 1/1600 mg, of which the avoirdupois pound, 0.45359237 kg by definition, and its ounce are whole numbers.
    Mass,
    /// In ml.
    Volume,
    /// In mm.
    Length,
    /// In cm².
    Area,
    /// In pieces.
    Count,
}

const fn unit(dimension: Dimension, size: i128, names: &'static [&'static str]) -> Unit {
    Unit { dimension, size, names }
}

/// Names as exports write them, with the codes of UN/CEFACT Recommendation 20.
const UNITS: [Unit; 20] = [
    unit(Dimension::Mass, 1_600, &["mg", "mgm", "毫克"]),
    unit(Dimension::Mass, 1_600_000, &["g", "gr", "gram", "grams", "grm", "克"]),
    unit(Dimension::Mass, 800_000_000, &["斤", "市斤"]),
    unit(Dimension::Mass, 1_600_000_000, &["kg", "kgs", "kgm", "kilogram", "kilograms", "kilo", "千克", "公斤"]),
    unit(Dimension::Mass, 1_600_000_000_000, &["t", "tne", "ton", "tonne", "tonnes", "吨"]),
    unit(Dimension::Mass, 45_359_237, &["oz", "onz"]),
    unit(Dimension::Mass, 725_747_792, &["lb", "lbs", "lbr", "pound", "pounds", "磅"]),
    unit(Dimension::Volume, 1, &["ml", "mlt", "毫升"]),
    unit(Dimension::Volume, 10, &["cl", "clt"]),
    unit(Dimension::Volume, 1_000, &["l", "ltr", "litre", "litres", "liter", "liters", "升"]),
    unit(Dimension::Volume, 100_000, &["hl", "hlt"]),
    unit(Dimension::Volume, 1_000_000, &["m3", "m³", "mtq", "立方米"]),
    unit(Dimension::Length, 1, &["mm", "mmt", "毫米"]),
    unit(Dimension::Length, 10, &["cm", "cmt", "厘米"]),
    unit(Dimension::Length, 1_000, &["m", "mtr", "metre", "metres", "meter", "meters", "米"]),
    unit(Dimension::Length, 1_000_000, &["km", "ktm", "千米", "公里"]),
    unit(Dimension::Area, 1, &["cm2", "cm²", "cmk", "平方厘米"]),
    unit(Dimension::Area, 10_000, &["m2", "m²", "mtk", "平方米"]),
    unit(Dimension::Count, 1, &["pcs", "pc", "pce", "piece", "pieces", "ea", "each", "unit", "units", "h87", "c62"]),
    unit(Dimension::Count, 12, &["dozen", "dz", "dzn", "打"]),
];

fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}

fn find(name: &str) -> Option<&'static Unit> {
    let name = plain(name);
    UNITS.iter().find(|unit| unit.names.contains(&name.as_str()))
}

/// Whether things in this unit are weighed or measured, not counted.
pub fn is_measured(name: &str) -> bool {
    find(name).is_some_and(|unit| unit.dimension != Dimension::Count)
}

/// Whether two names are of one unit.
pub fn is_same(one: &str, other: &str) -> bool {
    convert(10_000, one, other) == Some(10_000)
}

/// A quantity in 1/10000 of one unit in 1/10000 of another, rounded to the nearest; nothing where the one cannot be turned
/// into the other, or where it would be too large.
pub fn convert(quantity: i64, from: &str, to: &str) -> Option<i64> {
    if from == to || plain(from) == plain(to) {
        return Some(quantity);
    }
    let (from, to) = (find(from)?, find(to)?);
    if from.dimension != to.dimension {
        return None;
    }
    let in_base = i128::from(quantity) * from.size;
    let half = if in_base < 0 { -to.size / 2 } else { to.size / 2 };
    i64::try_from((in_base + half) / to.size).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_dimension_turn_into_each_other() {
        let cases = [
            (970_000_000, "g", "kg", Some(970_000)),
            (10_000, "KG", " kg ", Some(10_000)),
            (10_000, "公斤", "斤", Some(20_000)),
            // One pound is 0.45359237 kg, and 16 ounces.
            (100_000_000, "lb", "kg", Some(45_359_237)),
            (10_000, "lb", "oz", Some(160_000)),
            (10_000, "KGM", "千克", Some(10_000)),
            (25_000, "l", "ml", Some(25_000_000)),
            (-15_000, "m", "cm", Some(-1_500_000)),
            (10_000, "打", "pcs", Some(120_000)),
            (1, "mg", "kg", Some(0)),
            (5_000, "箱", "箱", Some(5_000)),
        ];
        for (quantity, from, to, expected) in cases {
            assert_eq!(convert(quantity, from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn others_do_not() {
        for (from, to) in [("kg", "l"), ("箱", "件"), ("pcs", "箱"), ("kg", "pcs"), ("件", "个")] {
            assert_eq!(convert(10_000, from, to), None, "{from} {to}");
        }
        assert_eq!(convert(i64::MAX, "t", "mg"), None);
        assert!(is_same("kg", "公斤") && is_same("箱", "箱 ") && !is_same("kg", "g") && !is_same("箱", "件"));
    }

    #[test]
    fn every_name_stands_once() {
        let names: Vec<&str> = UNITS.iter().flat_map(|unit| unit.names).copied().collect();
        for name in &names {
            assert_eq!(names.iter().filter(|other| other == &name).count(), 1, "{name}");
            assert_eq!(*name, plain(name));
        }
        assert!(is_measured("Kg") && is_measured("平方米") && !is_measured("件") && !is_measured("pcs"));
    }
}
