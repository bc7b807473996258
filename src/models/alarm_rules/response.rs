//! What is to be done when an alarm is raised. It reads no file.

use crate::labels::{Label, Text};
use crate::models::early_warning::Level;
use crate::models::wording::Wording;

/// The stages of crisis management, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Before anything has happened.
    Prevent,
    /// Watch and find out.
    Monitor,
    /// Act.
    Respond,
    /// Make good.
    Recover,
    /// Learn.
    Evaluate,
}

impl Stage {
    /// In order.
    pub const ALL: [Stage; 5] = [Stage::Prevent, Stage::Monitor, Stage::Respond, Stage::Recover, Stage::Evaluate];

    /// The name in files.
    pub fn id(self) -> &'static str {
        match self {
            Stage::Prevent => "prevent",
            Stage::Monitor => "monitor",
            Stage::Respond => "respond",
            Stage::Recover => "recover",
            Stage::Evaluate => "evaluate",
        }
    }

    /// In words.
    pub fn label(self) -> Label {
        match self {
            Stage::Prevent => Label::new("prevent", "预防"),
            Stage::Monitor => Label::new("monitor", "监测"),
            Stage::Respond => Label::new("respond", "应对"),
            Stage::Recover => Label::new("recover", "恢复"),
            Stage::Evaluate => Label::new("evaluate", "评估"),
        }
    }
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum TimeUnit {
    Minute,
    Hour,
    Day,
    Week,
}

/// A time within which something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Within {
    /// How many, at least 1.
    pub number: u32,
    /// Of what.
    pub unit: TimeUnit,
}

impl Within {
    /// What [`Within::parse`] takes, as a message shows it.
    pub const EXAMPLES: &'static str = "30min, 4h, 3d, 2w";

    /// Reads `30min`, `24h`, `3d`, `2w`, or the units in full.
    pub fn parse(text: &str) -> Option<Within> {
        let text = text.trim();
        let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
        let unit = match unit.trim() {
            "min" | "minute" | "minutes" => TimeUnit::Minute,
            "h" | "hour" | "hours" => TimeUnit::Hour,
            "d" | "day" | "days" => TimeUnit::Day,
            "w" | "week" | "weeks" => TimeUnit::Week,
            _ => return None,
        };
        let number = number.parse().ok().filter(|number| *number > 0)?;
        Some(Within { number, unit })
    }

    /// In words: `24 hours`.
    pub fn text(self) -> Text {
        let label = match self.unit {
            TimeUnit::Minute => Label::new("{n:minute|minutes}", "{n} 分钟"),
            TimeUnit::Hour => Label::new("{n:hour|hours}", "{n} 小时"),
            TimeUnit::Day => Label::new("{n:day|days}", "{n} 天"),
            TimeUnit::Week => Label::new("{n:week|weeks}", "{n} 周"),
        };
        label.with(&[("n", &self.number)])
    }
}

/// Something to do about alarms of one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The level.
    pub level: Level,
    /// The metric; `None` for every one.
    pub metric: Option<String>,
    /// The stage.
    pub stage: Stage,
    /// What is to be done.
    pub action: Wording,
    /// The role that does it.
    pub owner: Wording,
    /// Within what time.
    pub within: Option<Within>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn times_are_read_and_said() {
        let said = |text| Within::parse(text).map(|own| [Lang::En, Lang::Zh].map(|lang| own.text().render(lang)));
        assert_eq!(said("24h"), Some(["24 hours".to_string(), "24 小时".to_string()]));
        assert_eq!(said(" 1 day "), Some(["1 day".to_string(), "1 天".to_string()]));
        for text in ["", "24", "h", "0h", "-1h", "3 months", "99999999999h"] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
