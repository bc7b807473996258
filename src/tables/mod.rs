//! The data contract: one file a canonical table, with its columns, their roles and the headers they go by.
//!
//! Nothing here reads a file. The reader in `exports` resolves headers against these tables and casts every cell by
//! the role of its column, never by the look of the file.

pub mod complaints;
pub mod customers;
pub mod follow_ups;
pub mod genealogy;
pub mod histories;
pub mod interactions;
pub mod lot_list;
pub mod movements;
pub mod orders;
pub mod production;
pub mod responses;
pub mod returns;
pub mod sales;
pub mod segments;
pub mod stock;
pub mod survey_ratings;
pub mod surveys;

use crate::labels::Label;

/// What the cells of a column mean, and so how they are cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An id: text, always, kept as it stands but for outer blanks.
    Identifier,
    /// Free text.
    Text,
    /// An amount of money, exact to 1/10000 of the currency unit.
    Money,
    /// A count or a measure, exact to 1/10000.
    Quantity,
    /// A number of things or days: whole, not negative; kept in 1/10000 like every number.
    Count,
    /// A calendar day on which something happened.
    Day,
    /// A calendar day on which something ends. Placeholders such as 9999-12-31 say that it goes on, like an empty cell.
    EndDay,
    /// The day somebody was born, which may lie much earlier.
    BirthDay,
    /// Yes or no.
    Boolean,
}

/// Whether a column says who somebody is, so that its cells stay out of messages and reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// May be shown.
    Open,
    /// Shown masked unless `--show-values` asks otherwise.
    Personal,
}

/// One column of a canonical table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The canonical header.
    pub name: &'static str,
    /// How its cells are cast.
    pub role: Role,
    /// Whether its cells may be shown.
    pub privacy: Privacy,
    /// Other headers it goes by, in the form [`normalise`] gives.
    pub aliases: &'static [&'static str],
    /// What it is, for messages.
    pub label: Label,
    /// Whether its cells may be empty although the table has to have the column.
    pub blank: bool,
}

/// What is done with columns that no role claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remainder {
    /// They are not read.
    Ignored,
    /// They are kept as attributes under their own header.
    Attributes,
}

/// One canonical table.
#[derive(Debug)]
pub struct Table {
    /// Its name, which is also its flag: `orders` is `--orders`.
    pub name: &'static str,
    /// Its columns in canonical order.
    pub columns: &'static [Column],
    /// Each entry lists alternatives, of which one must be there whole: `[[amount], [quantity, unit_price]]`.
    pub required: &'static [&'static [&'static [&'static str]]],
    /// What becomes of the other columns.
    pub remainder: Remainder,
}

/// All canonical tables. [`sales::SALES`] is the orders table with other demands, [`survey_ratings`] the surveys with
/// their other columns.
pub const TABLES: [&Table; 15] = [
    &orders::ORDERS,
    &customers::CUSTOMERS,
    &interactions::INTERACTIONS,
    &complaints::COMPLAINTS,
    &surveys::SURVEYS,
    &follow_ups::FOLLOW_UPS,
    &production::PRODUCTION,
    &genealogy::GENEALOGY,
    &movements::MOVEMENTS,
    &stock::STOCK,
    &responses::RESPONSES,
    &returns::RETURNS,
    &lot_list::LOT_LIST,
    &histories::HISTORIES,
    &segments::SEGMENTS,
];

/// The customer that a complaint, a contact or an answer belongs to.
const CUSTOMER_OF_EVENT: Column = Column::personal(
    "customer_id",
    Role::Identifier,
    Label::new("customer", "客户编号"),
    &[
        "customer",
        "customerno",
        "customernumber",
        "customercode",
        "custid",
        "clientid",
        "userid",
        "memberid",
        "accountid",
        "accountname",
        "contactid",
        "contactname",
        "relatedto",
        "whoid",
        "客户编号",
        "客户id",
        "客户号",
        "客户代码",
        "客户编码",
        "客户",
        "会员编号",
        "会员id",
        "会员号",
        "会员卡号",
        "用户id",
        "用户编号",
        "客戶編號",
        "會員編號",
    ],
);

/// The lot that a row is about.
const LOT: Column = Column::open(
    "lot_id",
    Role::Identifier,
    Label::new("lot", "批次号"),
    &[
        "lot",
        "lotno",
        "lotnumber",
        "lotcode",
        "batch",
        "batchno",
        "batchid",
        "batchnumber",
        "traceabilitylotcode",
        "tlc",
        "批次",
        "批次号",
        "批次编号",
        "批号",
        "生产批号",
        "批號",
    ],
);

/// What it is.
const PRODUCT: Column = Column::open(
    "product_id",
    Role::Identifier,
    Label::new("product", "商品编号"),
    &[
        "product",
        "productcode",
        "sku",
        "item",
        "itemcode",
        "itemid",
        "material",
        "materialno",
        "gtin",
        "商品编号",
        "商品编码",
        "产品编号",
        "产品编码",
        "物料编号",
        "物料编码",
        "料号",
        "货号",
        "產品編號",
    ],
);

/// How much of it.
const QUANTITY: Column = Column::open(
    "quantity",
    Role::Quantity,
    Label::new("quantity", "数量"),
    &["qty", "units", "amount", "数量", "件数", "數量"],
);

/// Unit of measure.
const UNIT: Column =
    Column::open("unit", Role::Text, Label::new("unit", "单位"), &["uom", "unitofmeasure", "单位", "计量单位", "單位"]);

/// Serial number of a single unit.
const SERIAL: Column = Column::open(
    "serial_no",
    Role::Identifier,
    Label::new("serial number", "序列号"),
    &["serial", "serialnumber", "sn", "序列号", "机身号", "出厂编号", "序號"],
);

impl Table {
    /// The column of that canonical name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Whether a header is the name or an alias of any column.
    pub fn knows(&self, header: &str) -> bool {
        let key = normalise(header);
        self.columns.iter().any(|column| column.matches(&key))
    }
}

impl Column {
    /// Whether the normalised header `key` names this column.
    pub fn matches(&self, key: &str) -> bool {
        // Names are in lower case already; a file may have a hundred thousand headers to compare, all of them empty.
        let is_name = || self.name.bytes().filter(|byte| *byte != b'_').eq(key.bytes());
        !key.is_empty() && (is_name() || self.aliases.contains(&key))
    }

    const fn open(name: &'static str, role: Role, label: Label, aliases: &'static [&'static str]) -> Column {
        Column { name, role, privacy: Privacy::Open, aliases, label, blank: false }
    }

    const fn personal(name: &'static str, role: Role, label: Label, aliases: &'static [&'static str]) -> Column {
        Column { name, role, privacy: Privacy::Personal, aliases, label, blank: false }
    }

    /// The same column with cells that may be empty, also where the table has to have the column: what an empty cell
    /// means is for the analysis to say.
    const fn or_blank(self) -> Column {
        Column { blank: true, ..self }
    }
}

/// The form in which headers are compared: lower case, half width, without blanks, `_`, `-`, `.`, and without a
/// trailing bracket that only names a unit of money, as in `实付金额（元）`.
pub fn normalise(header: &str) -> String {
    let mut key: String = header
        .chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.' | '*') && !is_invisible(*c))
        .flat_map(char::to_lowercase)
        .collect();
    for unit in ["(元)", "(¥)", "(cny)", "(rmb)", "(人民币)", "(usd)", "($)", "(eur)", "(€)"] {
        if let Some(bare) = key.strip_suffix(unit) {
            key = bare.to_string();
        }
    }
    key
}

/// Whether nobody can see a character: marks of byte order, joiners, zero-width spaces, soft hyphens.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '￥' => '¥',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_without_case_width_and_unit() {
        assert_eq!(normalise(" Customer ID "), "customerid");
        assert_eq!(normalise("实付金额（元）"), "实付金额");
        assert_eq!(normalise("ＯＲＤＥＲ＿Date"), "orderdate");
        assert_eq!(normalise("\u{feff}\u{200b}order_date\u{200d}"), "orderdate");
    }

    #[test]
    fn no_alias_belongs_to_two_columns_and_all_are_normalised() {
        for table in TABLES {
            let mut seen = std::collections::BTreeMap::new();
            for column in table.columns {
                for key in column.aliases.iter().map(|alias| (*alias).to_string()).chain([normalise(column.name)]) {
                    assert_eq!(normalise(&key), key, "{} of {} is not in normal form", key, table.name);
                    if let Some(other) = seen.insert(key.clone(), column.name) {
                        assert_eq!(other, column.name, "{key} of {} is claimed twice", table.name);
                    }
                }
            }
        }
    }

    #[test]
    fn required_columns_exist() {
        for table in TABLES {
            for name in table.required.iter().flat_map(|alternatives| alternatives.iter().copied().flatten()) {
                assert!(table.column(name).is_some(), "{name} of {}", table.name);
            }
        }
    }
}
