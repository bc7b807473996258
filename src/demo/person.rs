//! A person of the demo company: the hidden rates the models must find again, and the attributes that profiles show.
//! Draws no event.

use rand::RngExt;
use rand_distr::{Distribution, Exp1};

use super::catalogue::CATEGORIES;
use super::names::PLACES;
use super::parameters::PLANTED;
use super::stream::{Purpose, chance, stream, weighted};
use super::world::World;

/// How popular each interest is.
const INTERESTS: [f64; CATEGORIES] = [0.24, 0.2, 0.18, 0.14, 0.14, 0.1];
/// How much more a person buys from the category of the own interest.
const INTEREST_PULL: f64 = 4.0;
/// What being a woman does to the pull of each category; for a man it is the inverse.
const WOMEN: [f64; CATEGORIES] = [0.75, 1.1, 1.9, 0.9, 1.1, 1.0];
/// What being under 35 does to the pull of each category.
const YOUNG: [f64; CATEGORIES] = [1.6, 0.8, 1.3, 1.4, 1.0, 0.5];
/// What being 55 or older does to the pull of each category.
const OLD: [f64; CATEGORIES] = [0.6, 1.1, 0.6, 0.7, 1.2, 2.6];
/// Share of orders placed on line, through the shop and by telephone.
const CHANNELS: [[f64; 3]; 2] = [[0.75, 0.2, 0.05], [0.3, 0.6, 0.1]];

/// Gender on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    /// A woman.
    Female,
    /// A man.
    Male,
}

/// One person, who may have two customer records.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) index: u32,
    pub(super) gender: Gender,
    /// Age in days on the first day of the history.
    pub(super) age_days: i32,
    /// The favourite category.
    pub(super) interest: usize,
    /// Place in `PLACES`.
    pub(super) place: usize,
    /// Yearly income in yuan, a multiple of 10,000.
    pub(super) income: i64,
    /// Purchases per week.
    pub(super) rate: f64,
    /// Chance to leave after a purchase.
    pub(super) dropout: f64,
    /// Rate of the spend on one occasion, per yuan.
    pub(super) spend_rate: f64,
    /// Shop-clock reading of the first purchase, in days.
    pub(super) first: f64,
    /// Slows down instead of leaving, if frequent by then.
    pub(super) may_slow: bool,
    /// Has a second customer record.
    pub(super) duplicate: bool,
    /// Takes part in the NPS panel.
    pub(super) panel: bool,
    /// Pull of each category.
    pub(super) pulls: [f64; CATEGORIES],
    /// Chances to order on line, in the shop, by telephone.
    pub(super) channels: [f64; 3],
}

impl Person {
    /// The person at `index`.
    pub(super) fn draw(world: &World, index: u32) -> Person {
        let rng = &mut stream(world.settings.seed, Purpose::Person, index);
        let gender = if chance(rng, 0.54) { Gender::Female } else { Gender::Male };
        let age: f64 = world.age.sample(rng).clamp(18.0, 88.0);
        let interest = weighted(rng, &INTERESTS);
        let spend_rate = world.spend_rate.sample(rng);
        let likeness: f64 = world.income.sample(rng);
        let wealth = (PLANTED.spend_p / spend_rate / mean_spend()).sqrt() * likeness;
        let habit = usize::from(age >= 55.0);
        Person {
            index,
            gender,
            age_days: (age * 365.25) as i32,
            interest,
            place: weighted(rng, &PLACES.map(|place| place.share)),
            income: ((wealth * 11.0).round() as i64).clamp(2, 200) * 10_000,
            rate: world.purchase_rate.sample(rng),
            dropout: world.dropout.sample(rng),
            spend_rate,
            first: world.calendar.clock_at(world.calendar.days()) * rng.random::<f64>().min(rng.random()),
            may_slow: chance(rng, PLANTED.slowing_share),
            duplicate: chance(rng, PLANTED.duplicate_customer_rate),
            panel: chance(rng, PLANTED.panel_share),
            pulls: pulls(gender, age, interest),
            channels: CHANNELS[habit],
        }
    }

    /// The id of the person's main record, or of the second one, which stands above all persons.
    pub(super) fn id(&self, record: Record, world: &World) -> String {
        match record {
            Record::Main => format!("{:08}", self.index + 1),
            Record::Second => format!("{:08}", world.settings.customers + self.index + 1),
        }
    }

    /// Days from one purchase to the next on the shop's clock.
    pub(super) fn wait(&self, rng: &mut impl rand::Rng) -> f64 {
        let wait: f64 = Exp1.sample(rng);
        wait * 7.0 / self.rate
    }
}

/// Which of a person's customer records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Record {
    /// The one everybody has.
    Main,
    /// The duplicate.
    Second,
}

/// Mean spend of one occasion over all persons, in yuan: p v / (q - 1).
fn mean_spend() -> f64 {
    PLANTED.spend_p * PLANTED.spend_v / (PLANTED.spend_q - 1.0)
}

fn pulls(gender: Gender, age: f64, interest: usize) -> [f64; CATEGORIES] {
    std::array::from_fn(|category| {
        let by_gender = if gender == Gender::Female { WOMEN[category] } else { 1.0 / WOMEN[category] };
        let by_age = match age {
            young if young < 35.0 => YOUNG[category],
            old if old >= 55.0 => OLD[category],
            _ => 1.0,
        };
        by_gender * by_age * if category == interest { INTEREST_PULL } else { 1.0 }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::demo::Settings;

    #[test]
    fn rates_have_the_planted_means() {
        let world = World::new(&Settings::default()).unwrap();
        let people: Vec<Person> = (0..20_000).map(|index| Person::draw(&world, index)).collect();
        let mean = |value: fn(&Person) -> f64| people.iter().map(value).sum::<f64>() / people.len() as f64;
        // Gamma: r / alpha; beta: a / (a + b); standard errors 0.0008, 0.0014 and 0.8.
        assert!((mean(|person| person.rate) - 0.1).abs() < 0.004);
        assert!((mean(|person| person.dropout) - 0.8 / 3.6).abs() < 0.007);
        assert!((mean(|person| PLANTED.spend_p / person.spend_rate) - mean_spend()).abs() < 6.0);
        assert!(people.iter().all(|person| person.age_days >= 18 * 365));
    }

    #[test]
    fn taste_follows_interest_gender_and_age() {
        let young_man = pulls(Gender::Male, 25.0, 0);
        let old_woman = pulls(Gender::Female, 70.0, 5);
        assert!(young_man[0] > 4.0 * young_man[1]);
        assert!(old_woman[5] > 4.0 * old_woman[4] * 0.5 && old_woman[2] > young_man[2]);
    }

    #[test]
    fn the_second_record_has_an_id_above_all_persons() {
        let world = World::new(&Settings::default()).unwrap();
        let person = Person::draw(&world, 0);
        assert_eq!(person.id(Record::Main, &world), "00000001");
        assert_eq!(person.id(Record::Second, &world), "00005001");
    }
}
