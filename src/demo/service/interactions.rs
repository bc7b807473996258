//! Contacts between the company and a person: a Poisson process while the person is active, four weeks past the last
//! order, thinner for a person who slows down. Carries no effect on anything else.

use rand::RngExt;
use rand_distr::{Distribution, Exp1};

use crate::demo::error::DemoError;
use crate::demo::parameters::PLANTED;
use crate::demo::person::{Person, Record};
use crate::demo::purchases::History;
use crate::demo::stream::{Purpose, chance, stream, weighted};
use crate::demo::table::Table;
use crate::demo::world::World;
use crate::labels::Label;

/// Contacts per week of an active person.
const RATE: f64 = 0.12;
/// Days that a person stays in touch after the last order.
const AFTERGLOW: i32 = 28;
const CHANNELS: [Label; 4] = [
    Label::new("email", "邮件"),
    Label::new("chat", "在线客服"),
    Label::new("phone", "电话"),
    Label::new("wechat", "微信"),
];
const CHANNEL_SHARES: [f64; 4] = [0.35, 0.25, 0.15, 0.25];
const DIRECTIONS: [Label; 2] = [Label::new("inbound", "呼入"), Label::new("outbound", "呼出")];
const KINDS: [Label; 4] = [
    Label::new("question", "咨询"),
    Label::new("newsletter opened", "打开推送"),
    Label::new("order help", "订单协助"),
    Label::new("visit", "到店"),
];

/// The contacts of `person`, in order of day.
pub(in crate::demo) fn interactions(
    world: &World,
    person: &Person,
    history: &History,
    table: &mut Table,
) -> Result<(), DemoError> {
    let rng = &mut stream(world.settings.seed, Purpose::Contacts, person.index);
    let days = || history.orders.iter().map(|order| order.day);
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return Ok(()) };
    let end =
        if history.slowed.is_some() { world.calendar.last() } else { (last + AFTERGLOW).min(world.calendar.last()) };
    let mut now = f64::from(first);
    loop {
        let wait: f64 = Exp1.sample(rng);
        now += wait * 7.0 / RATE;
        if now >= f64::from(end + 1) {
            return Ok(());
        }
        let day = now as i32;
        if history.slow_on(day) && !chance(rng, PLANTED.slowing_rate_factor) {
            continue;
        }
        table.text(&person.id(Record::Main, world)).day(Some(day)).word(CHANNELS[weighted(rng, &CHANNEL_SHARES)]);
        table.word(DIRECTIONS[rng.random_range(0..2)]).word(KINDS[rng.random_range(0..KINDS.len())]).end()?;
    }
}
