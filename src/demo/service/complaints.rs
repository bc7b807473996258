//! Complaints: about units, at the rate of their lot; about service, with a surge in the last full month; and more of
//! them from people who slow down. Changes no purchase and no score.

use rand::{Rng, RngExt};
use rand_distr::{Distribution, Exp1};

use super::DAY;
use crate::demo::error::DemoError;
use crate::demo::lots::LotPlan;
use crate::demo::parameters::PLANTED;
use crate::demo::person::{Person, Record};
use crate::demo::purchases::{History, Line, Order, OrderKind};
use crate::demo::records::{CLERK, CLERKS};
use crate::demo::stream::{Purpose, chance, stream, weighted};
use crate::demo::table::Table;
use crate::demo::tally::Tally;
use crate::demo::world::World;
use crate::labels::Label;

/// Mean and longest time from sale to complaint about a unit, in days.
const MEAN_LAG: f64 = 12.0;
const LONGEST_LAG: f64 = 60.0;
/// Mean time to resolution, in days.
const MEAN_RESOLUTION: f64 = 6.0;

const DEFECT: Label = Label::new("product defect", "产品质量");
const DELIVERY: Label = Label::new("delivery", "物流配送");
const STAFF: Label = Label::new("staff", "服务态度");
const PRICE: Label = Label::new("price", "价格");
const SEVERITIES: [Label; 3] = [Label::new("low", "低"), Label::new("medium", "中"), Label::new("high", "高")];
const OPEN: Label = Label::new("open", "处理中");
const RESOLVED: Label = Label::new("resolved", "已解决");
const CLOSED: Label = Label::new("closed", "已关闭");
const DEFECT_TEXTS: [Label; 3] = [
    Label::new("Stopped working after two days, I want my money back", "用了两天就坏了，要求退款"),
    Label::new("It says \"sealed\" on the box, but it was open", "包装上写着“密封”，收到时已经开了"),
    Label::new("Strange smell; is this safe?", "有异味，还能用吗？"),
];
const SERVICE_TEXTS: [Label; 3] = [
    Label::new("Nobody answers the phone", "客服电话一直打不通"),
    Label::new("Late again, third time this year", "又晚到了，今年第三次"),
    Label::new("I was promised a refund, nothing came", "答应退款，一直没到账"),
];

/// One complaint, as far as surveys and follow-ups need it.
#[derive(Clone, Copy, Debug)]
pub(in crate::demo) struct Complaint {
    /// Day on which it was opened.
    pub(in crate::demo) day: i32,
    /// Day on which it was resolved, if it was.
    pub(in crate::demo) resolved: Option<i32>,
}

/// What a complaint is about.
enum About<'history> {
    Unit(&'history Order, usize),
    Service(Label),
}

/// The complaints of `person`, in order of day.
pub(in crate::demo) fn complaints(
    world: &World,
    plan: &LotPlan,
    person: &Person,
    history: &History,
    table: &mut Table,
    tally: &mut Tally,
) -> Result<Vec<Complaint>, DemoError> {
    let rng = &mut stream(world.settings.seed, Purpose::Complaints, person.index);
    let mut all = about_units(plan, history, rng);
    let seen = all.len();
    all.retain(|(day, _)| *day <= world.calendar.last());
    tally.totals.unobserved_complaints += (seen - all.len()) as u64;
    about_service(world, history, rng, &mut all);
    all.sort_by_key(|(day, _)| *day);
    let mut written = Vec::with_capacity(all.len());
    for (place, (day, about)) in all.iter().enumerate() {
        let number = u64::from(person.index) * 1_000 + place as u64 + 1;
        let clock = Clock::draw(world, *day, rng);
        written.push(Complaint { day: *day, resolved: clock.resolved.map(|moment| (moment / DAY) as i32) });
        match about {
            About::Unit(order, line) => tally.complained(order.lines.get(*line).and_then(|line| line.lot)),
            About::Service(_) => tally.totals.service_complaints += 1,
        }
        let case = Case { number, about, clock };
        case.write(world, plan, person, table, rng)?;
    }
    Ok(written)
}

/// Each unit sold, gifts and units returned later included, is complained about with the chance of its lot.
fn about_units<'history>(
    plan: &LotPlan,
    history: &'history History,
    rng: &mut impl Rng,
) -> Vec<(i32, About<'history>)> {
    let mut all = Vec::new();
    for order in history.orders.iter().filter(|order| order.kind != OrderKind::Cancelled) {
        for (place, line) in order.lines.iter().enumerate() {
            let bad = line.lot.is_some_and(|lot| plan.bad_lot(lot).is_some());
            let rate = if bad { PLANTED.bad_complaint_rate } else { PLANTED.complaint_rate };
            for _ in 0..line.quantity {
                if chance(rng, rate) {
                    let lag: f64 = Exp1.sample(rng);
                    let day = order.day + 1 + (lag * MEAN_LAG).min(LONGEST_LAG) as i32;
                    all.push((day, About::Unit(order, place)));
                }
            }
        }
    }
    all
}

fn about_service<'history>(
    world: &World,
    history: &'history History,
    rng: &mut impl Rng,
    all: &mut Vec<(i32, About<'history>)>,
) {
    let surge = world.calendar.last_full_month();
    for order in history.orders.iter().filter(|order| order.kind != OrderKind::Cancelled) {
        let usual = chance(rng, PLANTED.service_complaint_rate);
        let more = chance(rng, PLANTED.service_complaint_rate * (PLANTED.surge_factor - 1.0));
        let topic = [DELIVERY, STAFF, PRICE][weighted(rng, &[0.6, 0.25, 0.15])];
        if usual {
            all.push((order.day, About::Service(topic)));
        }
        if more && surge.contains(&order.day) {
            all.push((order.day, About::Service(DELIVERY)));
        }
    }
    if history.slowed.is_none() {
        return;
    }
    let (mut day, end) = (f64::from(world.slow_days.end), f64::from(world.calendar.days()));
    let gap = (end - day) / PLANTED.slowing_complaints;
    loop {
        let wait: f64 = Exp1.sample(rng);
        day += wait * gap;
        if day >= end {
            return;
        }
        all.push((day as i32, About::Service([STAFF, PRICE][rng.random_range(0..2)])));
    }
}

/// When a complaint was opened, answered, resolved and fed back, in minutes from the start of the history.
struct Clock {
    opened: i64,
    responded: Option<i64>,
    resolved: Option<i64>,
    fed_back: Option<i64>,
}

impl Clock {
    fn draw(world: &World, day: i32, rng: &mut impl Rng) -> Clock {
        let end = i64::from(world.calendar.days()) * DAY;
        let mut later = |from: i64, mean_days: f64| {
            let wait: f64 = Exp1.sample(rng);
            let moment = from + 5 + (wait * mean_days * DAY as f64) as i64;
            (moment < end).then_some(moment)
        };
        let opened = i64::from(day) * DAY + 9 * 60;
        let opened = later(opened, 0.1).filter(|moment| *moment < i64::from(day + 1) * DAY).unwrap_or(opened);
        let responded = later(opened, 0.4);
        let resolved = responded.and_then(|moment| later(moment, MEAN_RESOLUTION));
        let fed_back = resolved.and_then(|moment| later(moment, 2.0));
        Clock { opened, responded, resolved, fed_back: fed_back.filter(|_| chance(rng, 0.6)) }
    }
}

/// One row.
struct Case<'about> {
    number: u64,
    about: &'about About<'about>,
    clock: Clock,
}

impl Case<'_> {
    fn write(
        &self,
        world: &World,
        plan: &LotPlan,
        person: &Person,
        table: &mut Table,
        rng: &mut impl Rng,
    ) -> Result<(), DemoError> {
        let (topic, texts, shares, record) = match self.about {
            About::Unit(order, _) => (DEFECT, DEFECT_TEXTS, [0.3, 0.4, 0.3], order.record),
            About::Service(topic) => (*topic, SERVICE_TEXTS, [0.5, 0.4, 0.1], Record::Main),
        };
        let status = match (self.clock.resolved, self.clock.fed_back) {
            (None, _) => OPEN,
            (Some(_), None) => RESOLVED,
            (Some(_), Some(_)) => CLOSED,
        };
        table.text(&format!("C{:012}", self.number)).text(&person.id(record, world));
        table.moment(Some(self.clock.opened)).word(topic).word(SEVERITIES[weighted(rng, &shares)]);
        table.moment(self.clock.responded).moment(self.clock.resolved).moment(self.clock.fed_back).word(status);
        match self.about {
            About::Unit(order, place) => {
                let line: Option<&Line> = order.lines.get(*place);
                let product = line.and_then(|line| world.catalogue.products.get(line.product));
                table.maybe(product.map(|product| product.id.as_str()));
                table.maybe(line.and_then(|line| plan.recorded_lot(line)));
                table.maybe(order.serial(world, *place).as_deref())
            }
            About::Service(_) => table.empty().empty().empty(),
        };
        let clerk = format!("{}{:02}", CLERK.get(world.settings.dialect.lang()), rng.random_range(1..=CLERKS));
        table.text(&clerk).word(texts[rng.random_range(0..texts.len())]).end()
    }
}
