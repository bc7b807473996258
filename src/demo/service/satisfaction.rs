//! Surveys and follow-ups. A panel answers an NPS question before and after; half of it, by chance, is planned for a
//! follow-up between the two, and nobody else in it gets one, so a difference of means finds the planted effect.
//! Everybody else gets ordinary follow-ups and CSAT questions, which carry none.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

use super::{Complaint, DAY};
use crate::demo::error::DemoError;
use crate::demo::names::PLACES;
use crate::demo::parameters::PLANTED;
use crate::demo::person::{Person, Record};
use crate::demo::purchases::History;
use crate::demo::records::{CLERK, CLERKS};
use crate::demo::stream::{Purpose, chance, stream, weighted};
use crate::demo::table::Table;
use crate::demo::tally::Tally;
use crate::demo::world::World;
use crate::labels::Label;

/// Chance that a question is answered.
const ANSWERED: f64 = 0.8;
/// Mean of an NPS score and of a driver.
const MEAN_SCORE: f64 = 7.0;
const MEAN_DRIVER: f64 = 3.7;
/// Spread of an NPS score beyond its drivers.
const SPREAD: f64 = 1.1;
const RELATIONSHIP: Label = Label::new("relationship", "客户关系");
const PURCHASE: Label = Label::new("purchase", "购后评价");
const COMPLAINT: Label = Label::new("complaint", "投诉处理");
const NEW_CUSTOMER: Label = Label::new("new customer", "新客回访");
const CARE: Label = Label::new("care", "关怀回访");
const CHANNELS: [Label; 3] = [Label::new("phone", "电话"), Label::new("visit", "上门"), Label::new("wechat", "微信")];
const DONE: [Label; 3] =
    [Label::new("satisfied", "满意"), Label::new("neutral", "一般"), Label::new("problem", "有问题")];
const NOT_DONE: [Label; 2] = [Label::new("missed", "未完成"), Label::new("cancelled", "已取消")];
const COMMENTS: [Label; 4] = [
    Label::new("", ""),
    Label::new("Fast, and the parcel was neat", "发货快，包装好"),
    Label::new("Fine", "还行"),
    Label::new("\"OK\" at best, too dear", "一般般，“性价比”不高"),
];

/// The answers and follow-ups of `person`.
pub(in crate::demo) fn satisfaction(
    world: &World,
    person: &Person,
    history: &History,
    complaints: &[Complaint],
    surveys: &mut Table,
    follow_ups: &mut Table,
    tally: &mut Tally,
) -> Result<(), DemoError> {
    let rng = stream(world.settings.seed, Purpose::Satisfaction, person.index);
    let mut desk = Desk { world, person, history, rng, surveys, follow_ups, tally };
    let Some(first) = history.orders.first().map(|order| order.day) else { return Ok(()) };
    if person.panel { desk.panel(first) } else { desk.routine(first, complaints) }
}

/// What one person's questions and follow-ups need.
struct Desk<'person> {
    world: &'person World,
    person: &'person Person,
    history: &'person History,
    rng: ChaCha8Rng,
    surveys: &'person mut Table,
    follow_ups: &'person mut Table,
    tally: &'person mut Tally,
}

/// One answer.
struct Answer {
    day: i32,
    score: i64,
    survey: Label,
    metric: &'static str,
    drivers: Option<[f64; 4]>,
}

impl Desk<'_> {
    /// Score, follow-up or none, score.
    fn panel(&mut self, first: i32) -> Result<(), DemoError> {
        let before = first + self.rng.random_range(10..20);
        let after = before + self.rng.random_range(80..110);
        let due = before + self.rng.random_range(20..30);
        let leaning: f64 = StandardNormal.sample(&mut self.rng);
        let planned = chance(&mut self.rng, PLANTED.follow_up_share);
        self.relationship(before, leaning, 0.0)?;
        let done = planned && due <= self.world.calendar.last() && self.follow_up(due, CARE, PLANTED.follow_up_done)?;
        self.relationship(after, leaning, if done { PLANTED.follow_up_effect } else { 0.0 })
    }

    /// Ordinary follow-ups and questions.
    fn routine(&mut self, first: i32, complaints: &[Complaint]) -> Result<(), DemoError> {
        if chance(&mut self.rng, 0.5) {
            self.follow_up(first + 3, NEW_CUSTOMER, 0.8)?;
        }
        for complaint in complaints {
            if chance(&mut self.rng, 0.4) {
                self.follow_up(complaint.day + 7, COMPLAINT, 0.9)?;
            }
            if let Some(day) = complaint.resolved.filter(|_| chance(&mut self.rng, 0.3)) {
                self.stars(day + 1, COMPLAINT, &[0.15, 0.2, 0.3, 0.25, 0.1])?;
            }
        }
        for order in &self.history.orders {
            if chance(&mut self.rng, 0.05) {
                self.stars(order.day + 3, PURCHASE, &[0.03, 0.07, 0.2, 0.4, 0.3])?;
            }
        }
        Ok(())
    }

    /// A planned follow-up; tells whether it was made. One due after the last day is still open.
    fn follow_up(&mut self, due: i32, kind: Label, share_done: f64) -> Result<bool, DemoError> {
        let day = due + self.rng.random_range(0..6);
        let made = chance(&mut self.rng, share_done);
        let outcome = weighted(&mut self.rng, &[0.6, 0.3, 0.1]);
        let missed = weighted(&mut self.rng, &[0.8, 0.2]);
        let (channel, clerk) = (self.rng.random_range(0..CHANNELS.len()), self.rng.random_range(1..=CLERKS));
        let last = self.world.calendar.last();
        let done = made && day <= last;
        let table = &mut *self.follow_ups;
        table.text(&self.person.id(Record::Main, self.world)).day(Some(due)).day(done.then_some(day)).word(kind);
        table.word(CHANNELS[channel]);
        match (done, made || due > last) {
            (true, _) => table.word(DONE[outcome]),
            (false, true) => table.empty(),
            (false, false) => table.word(NOT_DONE[missed]),
        };
        table.text(&format!("{}{clerk:02}", CLERK.get(self.world.settings.dialect.lang()))).end()?;
        Ok(done)
    }

    /// An NPS answer from 0 to 10, with its four drivers from 1 to 5.
    fn relationship(&mut self, day: i32, leaning: f64, effect: f64) -> Result<(), DemoError> {
        let rng = &mut self.rng;
        let drivers: [f64; 4] = std::array::from_fn(|_| {
            let noise: f64 = StandardNormal.sample(rng);
            (MEAN_DRIVER + 0.6 * leaning + 0.7 * noise).round().clamp(1.0, 5.0)
        });
        let noise: f64 = StandardNormal.sample(rng);
        let pull: f64 = drivers.iter().zip(PLANTED.driver_weights).map(|(driver, w)| w * (driver - MEAN_DRIVER)).sum();
        let loss = if self.history.slow_on(day) { PLANTED.slowing_score_loss } else { 0.0 };
        let written =
            |effect: f64| (MEAN_SCORE + pull + SPREAD * noise + effect - loss).round().clamp(0.0, 10.0) as i64;
        let score = written(effect);
        let came = self.answer(Answer { day, score, survey: RELATIONSHIP, metric: "nps", drivers: Some(drivers) })?;
        if came && effect > 0.0 {
            self.tally.totals.answers_after_follow_up += 1;
            self.tally.totals.points_after_follow_up += score.abs_diff(written(0.0));
        }
        Ok(())
    }

    /// A CSAT answer from 1 to 5 with the given shares.
    fn stars(&mut self, day: i32, survey: Label, shares: &[f64; 5]) -> Result<(), DemoError> {
        let score = weighted(&mut self.rng, shares) as i64 + 1;
        self.answer(Answer { day, score, survey, metric: "csat", drivers: None }).map(drop)
    }

    /// Writes an answer, if it came and came in time; tells whether it did.
    fn answer(&mut self, answer: Answer) -> Result<bool, DemoError> {
        let came = chance(&mut self.rng, ANSWERED);
        let moment = i64::from(answer.day) * DAY + self.rng.random_range(8 * 60..22 * 60);
        let comment = COMMENTS[weighted(&mut self.rng, &[0.7, 0.1, 0.1, 0.1])];
        if !came || answer.day > self.world.calendar.last() {
            return Ok(false);
        }
        let table = &mut *self.surveys;
        table.moment(Some(moment)).number(answer.score).text(&self.person.id(Record::Main, self.world));
        table.word(answer.survey).text(answer.metric).thousandths(weight(self.person)).word(comment);
        match answer.drivers {
            Some(drivers) => drivers.iter().fold(table, |table, driver| table.number(*driver as i64)),
            None => table.empty().empty().empty().empty(),
        };
        self.surveys.end()?;
        Ok(true)
    }
}

/// The survey weight in thousandths: people of small places answer for more like them.
fn weight(person: &Person) -> u64 {
    if PLACES[person.place].share < 0.1 { 1_250 } else { 875 }
}
