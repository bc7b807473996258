//! The win-back campaign's list. Whether it won a purchase is decided with the purchases.

use rand::RngExt;

use crate::demo::error::DemoError;
use crate::demo::person::{Person, Record};
use crate::demo::purchases::{Arm, History};
use crate::demo::stream::{Purpose, stream};
use crate::demo::table::Table;
use crate::demo::tally::Tally;
use crate::demo::world::World;
use crate::labels::Label;

const NAME: &str = "WB-01";
const ARMS: [Label; 2] = [Label::new("treatment", "实验组"), Label::new("control", "对照组")];
const CHANNELS: [Label; 2] = [Label::new("sms", "短信"), Label::new("phone", "电话")];
/// What one contact costs, in cents.
const COST: [i64; 2] = [10, 400];

/// The row of an enrolled person.
pub(in crate::demo) fn campaign(
    world: &World,
    person: &Person,
    history: &History,
    table: &mut Table,
    tally: &mut Tally,
) -> Result<(), DemoError> {
    let Some(arm) = history.arm else { return Ok(()) };
    let rng = &mut stream(world.settings.seed, Purpose::CampaignContact, person.index);
    let (day, channel) = (world.campaign_day, rng.random_range(0..CHANNELS.len()));
    table.text(NAME).text(&person.id(Record::Main, world));
    match arm {
        Arm::Treatment => {
            tally.arms.0 += 1;
            let contacted = Some(day + rng.random_range(0..3));
            table.word(ARMS[0]).day(Some(day)).day(contacted).word(CHANNELS[channel]).money(COST[channel])
        }
        Arm::Control => {
            tally.arms.1 += 1;
            table.word(ARMS[1]).day(Some(day)).empty().empty().money(0)
        }
    };
    table.end()
}
