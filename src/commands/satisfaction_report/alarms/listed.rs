//! Which alarms are told: those that stand, what changed since the last run, and what ended lately.

use crate::labels::Text;
use crate::models::early_warning::{
    AlarmKey, Change, Direction, Episode, Judgement, Level, SeriesState, Side, Standing as Counts, transitions,
};

use super::baseline::NEWEST;
use super::reading::{Reading, Statistic};
use super::watch::Watched;
use super::{Segment, Span, Unit, labels_of_everyone, names};

/// One alarm, with everything that is told of it.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) key: AlarmKey,
    pub(super) metric: Text,
    pub(super) segment: Text,
    pub(super) everyone: bool,
    pub(super) episode: Episode,
    /// What became of it since the last run; `None` without an earlier run, and where nothing did.
    pub(super) change: Option<Change>,
    pub(super) earlier_level: Option<Level>,
    pub(super) rejudged: bool,
    /// The figure of its last period; `None` where that is out of sight.
    pub(super) figure: Option<Judged>,
    pub(super) owner: Option<String>,
}

/// The figure of a period, and what the rule held against its bound, as they are printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Judged {
    pub(super) unit: Unit,
    /// The figure of the metric.
    pub(super) value: f64,
    pub(super) reading: Reading,
}

/// The alarms that are told, the gravest that stand first, and what the next run has to know.
///
/// Without a state these are the alarms that stand and those whose last period is one of the three before the
/// newest full one; what lies further back is history. With one, be it empty as on a first run, they are also all that changed since, however old.
pub(super) fn list(
    earlier: Option<&[SeriesState]>,
    watched: &[Watched],
    span: &Span,
) -> (Vec<Listed>, Vec<SeriesState>) {
    let judgements: Vec<Judgement> = watched.iter().map(|own| own.judgement.clone()).collect();
    let outcome = transitions(earlier.unwrap_or_default(), &judgements);
    let mut listed: Vec<Listed> = Vec::new();
    for own in &outcome.changes {
        let mut alarm = Listed::new(own.key.clone(), own.episode, watched, span);
        if earlier.is_some() {
            (alarm.change, alarm.earlier_level, alarm.rejudged) = (Some(own.change), own.earlier_level, own.rejudged);
        }
        listed.push(alarm);
    }
    let newest = span.last_full().map(|at| span.number(at));
    let lately = |episode: &Episode| {
        let reach = i64::try_from(NEWEST).unwrap_or(0);
        !episode.open && newest.is_some_and(|newest| episode.last.saturating_add(reach) >= newest)
    };
    for state in &outcome.state {
        for episode in state.episodes.iter().filter(|episode| lately(episode)) {
            let (metric, segment) = (state.metric.clone(), state.segment.clone());
            let key = AlarmKey { metric, segment, rule: episode.rule };
            if !listed.iter().any(|own| own.key == key && own.episode.first == episode.first) {
                listed.push(Listed::new(key, *episode, watched, span));
            }
        }
    }
    listed.sort_by_key(Listed::order);
    (listed, outcome.state)
}

impl Listed {
    fn new(key: AlarmKey, episode: Episode, watched: &[Watched], span: &Span) -> Listed {
        let of = watched.iter().find(|own| own.metric.id == key.metric && own.judgement.segment == key.segment);
        // A segment that is missing from this run may still have a metric that is not.
        let named = of.or_else(|| watched.iter().find(|own| own.metric.id == key.metric));
        let at = usize::try_from(episode.last.saturating_sub(span.first)).ok();
        let everyone = key.segment == Segment::Everyone.id();
        let unknown = || if everyone { labels_of_everyone() } else { Text::verbatim(&key.segment) };
        Listed {
            metric: named.map_or_else(|| names::name_of(&key.metric), |own| own.metric.name.clone()),
            segment: of.map_or_else(unknown, |own| own.segment.text()),
            everyone,
            figure: of.zip(at).and_then(|(own, at)| own.judged(at, &episode)),
            owner: of.and_then(|own| own.owner.clone()),
            key,
            episode,
            change: None,
            earlier_level: None,
            rejudged: false,
        }
    }

    /// Whether it stands.
    pub(super) fn stands(&self) -> bool {
        self.episode.open
    }

    /// Those that stand first, then by gravity, all customers before segments, then by name.
    fn order(&self) -> impl Ord + use<> {
        let standing = (!self.stands(), std::cmp::Reverse(self.episode.level), !self.everyone);
        (standing, self.key.clone(), self.episode.first)
    }
}

impl Watched {
    /// The figure of a period beside what the rule holds it against.
    fn judged(&self, at: usize, episode: &Episode) -> Option<Judged> {
        let unit = self.metric.unit;
        let observation = self.observations.get(at).filter(|own| own.standing != Counts::Missing)?;
        let own = observation.value();
        let side = match episode.direction {
            Direction::High => Some(Side::High),
            Direction::Low => Some(Side::Low),
            Direction::Either => None,
        };
        let reading = self.reading(at, episode.rule, side, episode.level);
        let reading = reading.unwrap_or(Reading::of(Statistic::Figure, Some(own)).printed(unit));
        Some(Judged { unit, value: own * unit.factor(), reading })
    }
}
