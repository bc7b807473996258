//! Rows of customers and orders. Decides what a record shows of a person, not what the person does.

use rand::{Rng, RngExt};

use super::catalogue::CATEGORY_NAMES;
use super::error::DemoError;
use super::lots::{LotPlan, store_of};
use super::names::{self, PLACES};
use super::parameters::PLANTED;
use super::person::{Gender, Person, Record};
use super::purchases::{Gift, History, Line, Order, OrderKind};
use super::stream::{Purpose, chance, stream};
use super::table::Table;
use super::tally::Tally;
use super::truth::Duplicate;
use super::world::World;
use crate::labels::Label;

/// Names of the stores; the first one is the shop on line.
pub(super) const STORES: [Label; super::lots::STORES] = [
    Label::new("Online shop", "网上商城"),
    Label::new("Shanghai flagship", "上海旗舰店"),
    Label::new("Hangzhou West Lake", "杭州西湖店"),
    Label::new("Guangzhou Tianhe", "广州天河店"),
    Label::new("Shenzhen Nanshan", "深圳南山店"),
    Label::new("Beijing Chaoyang", "北京朝阳店"),
];
/// Order channels.
const CHANNELS: [Label; 3] = [Label::new("online", "线上"), Label::new("store", "门店"), Label::new("phone", "电话")];
const COMPLETED: Label = Label::new("completed", "已完成");
const CANCELLED: Label = Label::new("cancelled", "已取消");
const GENDERS: [Label; 2] = [Label::new("female", "女"), Label::new("male", "男")];
const TIERS: [Label; 3] =
    [Label::new("standard", "普通会员"), Label::new("silver", "银卡会员"), Label::new("gold", "金卡会员")];
const PREFERRED: [Label; 3] = [Label::new("phone", "电话"), Label::new("email", "邮件"), Label::new("wechat", "微信")];
const YES_NO: [Label; 2] = [Label::new("yes", "是"), Label::new("no", "否")];
const COMPANY: Label = Label::new("Demo Trading Ltd", "演示商贸有限公司");
const ADDRESS: Label = Label::new("Example Road", "示例路");
/// A member of staff.
pub(super) const CLERK: Label = Label::new("Clerk ", "客服");
/// Number of members of staff.
pub(super) const CLERKS: u32 = 12;
/// Yearly spend in yuan from which a person is silver and gold.
const TIER_FROM: [f64; 2] = [1_500.0, 4_500.0];

/// The customer record or records of `person`.
pub(super) fn customers(
    world: &World,
    person: &Person,
    history: &History,
    table: &mut Table,
    tally: &mut Tally,
) -> Result<(), DemoError> {
    let rng = &mut stream(world.settings.seed, Purpose::Contact, person.index);
    let dialect = world.settings.dialect;
    let name = names::name(person, dialect, &mut stream(world.settings.seed, Purpose::Name, person.index));
    let shares_phone = chance(rng, 0.5);
    let (phone, email) = (names::phone(person, dialect), names::email(person));
    let shown = |text: &str, present: bool| if present || person.duplicate { text.to_string() } else { String::new() };
    let first = history.orders.first().map_or(0, |order| order.day);
    let main = Details {
        id: person.id(Record::Main, world),
        name: name.right,
        phone: shown(&phone, chance(rng, 0.96)),
        email: shown(&email, chance(rng, 0.75)),
        signup: first - if chance(rng, 0.3) { rng.random_range(0..60) } else { 0 },
    };
    let second = Details {
        id: person.id(Record::Second, world),
        name: name.mistyped,
        phone: if shares_phone { names::phone_retyped(person, dialect) } else { String::new() },
        email: if shares_phone { String::new() } else { email },
        signup: history.orders.iter().find(|order| order.record == Record::Second).map_or(first, |order| order.day),
    };
    let fixed = Attributes::draw(world, person, rng);
    tally.totals.persons += 1;
    if person.duplicate {
        let shared = if shares_phone { "phone" } else { "email" }.to_string();
        let (customer_id, duplicate_id) = (main.id.clone(), second.id.clone());
        tally.duplicate_customers.push(Duplicate { customer_id, duplicate_id, shared });
    }
    if history.slowed.is_some() {
        tally.slowing.push(main.id.clone());
    }
    if history.left {
        tally.left.push(main.id.clone());
    }
    write_customer(&main, person, &fixed, table)?;
    if person.duplicate { write_customer(&second, person, &fixed, table) } else { Ok(()) }
}

/// What the two records of a person may differ in.
struct Details {
    id: String,
    name: String,
    phone: String,
    email: String,
    signup: i32,
}

/// What they share.
struct Attributes {
    company: Option<String>,
    address: String,
    birth: Option<i32>,
    income: Option<i64>,
    tier: usize,
    owner: String,
    preferred: usize,
    allowed: usize,
}

impl Attributes {
    fn draw(world: &World, person: &Person, rng: &mut impl Rng) -> Attributes {
        let lang = world.settings.dialect.lang();
        let a_year = person.rate * 52.0 * PLANTED.spend_p / person.spend_rate;
        let company = format!("{} {}", COMPANY.get(lang), rng.random_range(1..1_000));
        let address = format!("{} {}", ADDRESS.get(lang), rng.random_range(1..1_000));
        Attributes {
            company: chance(rng, 0.08).then_some(company),
            address,
            birth: chance(rng, 0.8).then_some(-person.age_days),
            income: chance(rng, 0.7).then_some(person.income),
            tier: TIER_FROM.iter().filter(|from| a_year >= **from).count(),
            owner: format!("{}{:02}", CLERK.get(lang), rng.random_range(1..=CLERKS)),
            preferred: rng.random_range(0..PREFERRED.len()),
            allowed: usize::from(chance(rng, 0.12)),
        }
    }
}

fn write_customer(details: &Details, person: &Person, fixed: &Attributes, table: &mut Table) -> Result<(), DemoError> {
    let place = PLACES[person.place];
    table.text(&details.id).text(&details.name).maybe(fixed.company.as_deref());
    table.text(&details.phone).text(&details.email).text(&fixed.address);
    table.word(place.city).word(place.region).word(GENDERS[usize::from(person.gender == Gender::Male)]);
    table.day(fixed.birth);
    match fixed.income {
        Some(income) => table.number(income),
        None => table.empty(),
    };
    table.day(Some(details.signup)).word(TIERS[fixed.tier]).text(&fixed.owner);
    table.word(PREFERRED[fixed.preferred]).word(YES_NO[fixed.allowed]).word(CATEGORY_NAMES[person.interest]).end()
}

/// The sale, return and cancelled lines of `person`, lots assigned, in order of day; a few of them twice.
pub(super) fn orders(
    world: &World,
    plan: &LotPlan,
    person: &Person,
    history: &History,
    table: &mut Table,
    tally: &mut Tally,
) -> Result<(), DemoError> {
    let rng = &mut stream(world.settings.seed, Purpose::Flaws, person.index);
    let mut rows: Vec<Row<'_>> = Vec::new();
    for order in &history.orders {
        let cancelled = order.kind == OrderKind::Cancelled;
        tally.totals.orders += u64::from(!cancelled);
        let store = store_of(person, order.channel);
        for (place, line) in order.lines.iter().enumerate() {
            let row = Row { order, place, line, back: None };
            let twice = chance(rng, PLANTED.duplicate_row_rate);
            rows.extend(std::iter::repeat_n(row, 1 + usize::from(twice)));
            if twice {
                tally.duplicate_rows.push(order.id());
            }
            if cancelled {
                tally.totals.cancelled_lines += 1;
                continue;
            }
            tally.sold(plan, line, person.index);
            tally.totals.net_revenue += line.amount;
            if let Some(back) = line.returned {
                rows.push(Row { back: Some(back), ..row });
                tally.returned(line.lot, back.day, store, back.quantity);
                tally.totals.net_revenue -= back.refund;
            }
        }
    }
    rows.sort_by_key(|row| row.day());
    for row in rows {
        tally.totals.exported_amount += row.amount();
        write_order(world, plan, person, &row, table)?;
    }
    tally.totals.repeated_rows = tally.duplicate_rows.count;
    Ok(())
}

/// One row of `orders.csv`.
#[derive(Clone, Copy)]
struct Row<'history> {
    order: &'history Order,
    place: usize,
    line: &'history Line,
    /// Set on a return line.
    back: Option<super::purchases::Return>,
}

impl Row<'_> {
    fn day(&self) -> i32 {
        self.back.map_or(self.order.day, |back| back.day)
    }

    fn amount(&self) -> i64 {
        self.back.map_or(self.line.amount, |back| -back.refund)
    }

    fn quantity(&self) -> i64 {
        self.back.map_or(i64::from(self.line.quantity), |back| -i64::from(back.quantity))
    }
}

fn write_order(
    world: &World,
    plan: &LotPlan,
    person: &Person,
    row: &Row<'_>,
    table: &mut Table,
) -> Result<(), DemoError> {
    let (order, line) = (row.order, row.line);
    let product = &world.catalogue.products[line.product];
    let status = if order.kind == OrderKind::Cancelled { CANCELLED } else { COMPLETED };
    let price = if line.gift == Gift::Yes { 0 } else { product.price };
    table.text(&order.id()).text(&person.id(order.record, world)).day(Some(row.day()));
    table.text(&product.id).known(product.name).word(CATEGORY_NAMES[product.category]).number(row.quantity());
    table.money(price).money(row.amount()).money(product.cost * row.quantity());
    table.word(STORES[store_of(person, order.channel)]).word(CHANNELS[order.channel]).text("CNY");
    table.maybe(plan.recorded_lot(line));
    table.maybe(order.serial(world, row.place).as_deref()).word(status).end()
}
