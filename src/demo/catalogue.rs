//! What the demo company sells: six categories of eight products on a ladder of list prices.
//!
//! A basket's worth comes first and the product is fitted to it, so that spend keeps its planted distribution and list
//! prices stay list prices; the difference is the discount.

use crate::labels::{Label, Lang};

/// Number of categories.
pub(super) const CATEGORIES: usize = 6;
/// Number of products in each.
pub(super) const PRODUCTS_EACH: usize = 8;
/// Number of products.
pub(super) const PRODUCTS: usize = CATEGORIES * PRODUCTS_EACH;
/// The category whose single units carry serial numbers.
pub(super) const ELECTRONICS: usize = 0;

/// Category names; a person's interest is one of them.
pub(super) const CATEGORY_NAMES: [Label; CATEGORIES] = [
    Label::new("Electronics", "数码"),
    Label::new("Home", "家居"),
    Label::new("Beauty", "美妆"),
    Label::new("Sports", "运动"),
    Label::new("Food", "食品"),
    Label::new("Health", "保健"),
];

/// List prices of a category from cheapest to dearest, in percent of its level.
const LADDER: [i64; PRODUCTS_EACH] = [39, 59, 89, 129, 199, 299, 449, 669];
/// Level of each category's ladder in hundredths of a yuan per percent.
const LEVEL: [i64; CATEGORIES] = [200, 120, 100, 110, 50, 80];
/// Largest quantity of one line unless the dearest product is still too cheap.
const USUAL_QUANTITY: i64 = 4;
/// How much discount a smaller quantity is worth.
const SMALLER_QUANTITY: f64 = 0.04;

const NAMES: [Label; PRODUCTS] = [
    Label::new("USB cable", "数据线"),
    Label::new("Power bank", "充电宝"),
    Label::new("Earphones", "耳机"),
    Label::new("Keyboard", "键盘"),
    Label::new("Speaker", "音箱"),
    Label::new("Smart watch", "智能手表"),
    Label::new("Dash camera", "行车记录仪"),
    Label::new("Tablet", "平板电脑"),
    Label::new("Towel set", "毛巾套装"),
    Label::new("Desk lamp", "台灯"),
    Label::new("Frying pan", "平底锅"),
    Label::new("Kettle", "电水壶"),
    Label::new("Bedding, 4 pieces", "床品四件套"),
    Label::new("Rice cooker", "电饭煲"),
    Label::new("Air fryer", "空气炸锅"),
    Label::new("Vacuum cleaner", "吸尘器"),
    Label::new("Face mask", "面膜"),
    Label::new("Cleanser", "洁面乳"),
    Label::new("Lipstick", "口红"),
    Label::new("Sun cream", "防晒霜"),
    Label::new("Serum", "精华液"),
    Label::new("Perfume", "香水"),
    Label::new("Hair dryer", "吹风机"),
    Label::new("Beauty device", "美容仪"),
    Label::new("Water bottle", "运动水壶"),
    Label::new("Yoga mat", "瑜伽垫"),
    Label::new("Badminton racket", "羽毛球拍"),
    Label::new("Backpack", "双肩包"),
    Label::new("Running shoes", "跑鞋"),
    Label::new("Tent", "帐篷"),
    Label::new("Folding bicycle", "折叠自行车"),
    Label::new("Rowing machine", "划船机"),
    Label::new("Biscuits", "饼干"),
    Label::new("Noodles", "面条"),
    Label::new("Nuts", "坚果"),
    Label::new("Tea", "茶叶"),
    Label::new("Coffee", "咖啡"),
    Label::new("Olive oil", "橄榄油"),
    Label::new("Gift box \"Spring\"", "“春礼”礼盒"),
    Label::new("Bird's nest", "燕窝"),
    Label::new("Vitamin C", "维生素C"),
    Label::new("Calcium", "钙片"),
    Label::new("Fish oil", "鱼油"),
    Label::new("Protein powder", "蛋白粉"),
    Label::new("Thermometer", "体温计"),
    Label::new("Blood pressure meter", "血压计"),
    Label::new("Massager", "按摩仪"),
    Label::new("Air purifier", "空气净化器"),
];

/// One product for sale.
#[derive(Clone, Debug)]
pub(super) struct Product {
    pub(super) id: String,
    pub(super) name: &'static str,
    pub(super) category: usize,
    /// List price in cents.
    pub(super) price: i64,
    /// Cost of one unit in cents.
    pub(super) cost: i64,
}

/// All products; those of category `c` stand from `c * PRODUCTS_EACH` on, cheapest first.
pub(super) struct Catalogue {
    pub(super) products: Vec<Product>,
}

/// A product and a quantity whose list value is at least the worth it was fitted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) product: usize,
    pub(super) quantity: u32,
}

impl Catalogue {
    /// The catalogue with names in `lang`.
    pub(super) fn new(lang: Lang) -> Catalogue {
        let product = |(index, name): (usize, &Label)| {
            let category = index / PRODUCTS_EACH;
            let price = LADDER[index % PRODUCTS_EACH] * LEVEL[category];
            let id = format!("{:06}", (category + 1) * 1_000 + index % PRODUCTS_EACH + 1);
            Product { id, name: name.get(lang), category, price, cost: price * 58 / 100 }
        };
        Catalogue { products: NAMES.iter().enumerate().map(product).collect() }
    }

    /// The product of `category` and the quantity whose list value exceeds `worth` cents least; small quantities are
    /// preferred.
    pub(super) fn fit(&self, category: usize, worth: i64) -> Fit {
        let start = category * PRODUCTS_EACH;
        let shelf = self.products.get(start..start + PRODUCTS_EACH).unwrap_or_default();
        let discount = |price: i64, quantity: i64| {
            1.0 - worth as f64 / (price * quantity) as f64 + SMALLER_QUANTITY * quantity as f64
        };
        let fitting = (1..=USUAL_QUANTITY).filter_map(|quantity| {
            let (place, product) = shelf.iter().enumerate().find(|(_, product)| product.price * quantity >= worth)?;
            Some((discount(product.price, quantity), Fit { product: start + place, quantity: quantity as u32 }))
        });
        let best = fitting.min_by(|left, right| left.0.total_cmp(&right.0));
        let dearest = shelf.last().map_or(1, |product| product.price.max(1));
        let bulk = u32::try_from((worth + dearest - 1) / dearest).unwrap_or(u32::MAX);
        best.map_or(Fit { product: start + PRODUCTS_EACH - 1, quantity: bulk }, |(_, fit)| fit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_value_covers_the_worth_and_no_single_unit_would_be_nearer() {
        let catalogue = Catalogue::new(Lang::En);
        for category in 0..CATEGORIES {
            for worth in [1, 500, 7_800, 7_801, 12_345, 99_999, 1_000_000] {
                let fit = catalogue.fit(category, worth);
                let product = &catalogue.products[fit.product];
                assert_eq!(product.category, category);
                assert!(product.price * i64::from(fit.quantity) >= worth, "{category} {worth} {fit:?}");
            }
        }
        assert_eq!(catalogue.fit(ELECTRONICS, 7_800), Fit { product: 0, quantity: 1 });
        assert_eq!(catalogue.fit(ELECTRONICS, 15_600).quantity, 2);
        assert_eq!(catalogue.fit(ELECTRONICS, 10 * 133_800), Fit { product: 7, quantity: 10 });
    }

    #[test]
    fn ids_and_names_are_distinct() {
        for lang in [Lang::En, Lang::Zh] {
            let products = Catalogue::new(lang).products;
            let distinct =
                |key: fn(&Product) -> &str| products.iter().map(key).collect::<std::collections::BTreeSet<_>>().len();
            assert_eq!(distinct(|product| &product.id), PRODUCTS);
            assert_eq!(distinct(|product| product.name), PRODUCTS);
        }
    }
}
