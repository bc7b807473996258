//! What holds for any cases.

use proptest::prelude::*;

use super::*;

fn times() -> impl Strategy<Value = CaseTimes> {
    let instant = || prop::option::weighted(0.7, 0_i64..60);
    let status =
        prop::sample::select(vec![CaseStatus::Unknown, CaseStatus::Open, CaseStatus::Resolved, CaseStatus::Reopened]);
    (
        prop::option::weighted(0.95, 0_i64..25),
        instant(),
        instant(),
        instant(),
        prop::option::weighted(0.2, 0_i64..60),
        status,
    )
        .prop_map(|(opened, first_response, resolved, fed_back, reopened, status)| CaseTimes {
            opened,
            first_response,
            resolved,
            fed_back,
            reopened,
            status,
        })
}

fn is_sound(clock: Clock, as_of: i64) -> bool {
    match clock {
        Clock::Done { from, to } => from <= to && to < as_of,
        Clock::Open { from, until } => from < until && until == as_of,
        Clock::NotApplicable => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn everything_is_counted_once(all in prop::collection::vec((0_u32..5, times()), 0..40), as_of in 1_i64..70) {
        let judged: Vec<(u32, Result<Case, SetAside>)> =
            all.iter().map(|(customer, times)| (*customer, judge(times, as_of))).collect();
        let counts = CaseCounts::count(judged.iter().map(|(customer, case)| (*customer, case)));
        prop_assert_eq!(counts.read, counts.cases + counts.set_aside.values().sum::<u64>());
        prop_assert_eq!(counts.cases, counts.closed + counts.open);
        prop_assert!(counts.customers <= counts.cases && counts.resolutions >= counts.closed);
        let cases = || judged.iter().filter_map(|(_, case)| case.as_ref().ok());
        for case in cases() {
            let clocks = [case.response, case.resolution, case.feedback];
            prop_assert!(clocks.iter().all(|clock| is_sound(*clock, as_of)), "{:?}", case);
            prop_assert_eq!(case.closed, !matches!(case.resolution, Clock::Open { .. }));
            prop_assert!(case.closed || matches!(case.feedback, Clock::NotApplicable));
        }
        let mut rows = [OwnerRow::default(); 3];
        for (owner, case) in &judged {
            if let Ok(case) = case {
                let overdue = owner % 2 == 0;
                rows[*owner as usize % 3].add(OwnedCase { closed: case.closed, overdue, reopened: case.reopened });
            }
        }
        prop_assert_eq!(rows.iter().map(|row| row.assigned).sum::<u64>(), counts.cases);
        for row in rows {
            prop_assert_eq!(row.assigned, row.closed + row.open);
            prop_assert!(row.overdue <= row.open && row.reopened <= row.resolved_once);
        }
    }

    /// What was not known at an earlier as-of instant does not change what is said of it.
    #[test]
    fn the_past_does_not_change(mut own in times(), as_of in 1_i64..70) {
        own.status = CaseStatus::Unknown;
        let known = |at: Option<i64>| at.filter(|at| *at < as_of);
        let then = CaseTimes {
            first_response: known(own.first_response),
            resolved: known(own.resolved),
            fed_back: known(own.fed_back),
            reopened: known(own.reopened),
            ..own
        };
        let without_later = |times: &CaseTimes| judge(times, as_of).map(|case| Case { later_events: 0, ..case });
        prop_assert_eq!(without_later(&own), without_later(&then));
    }

    #[test]
    fn sla_outcomes_follow_the_time_allowed(
        seconds in prop::collection::vec((any::<bool>(), 0_u64..100), 1..30),
        allowed in 0_u64..100,
    ) {
        let clocks = || seconds.iter().map(|(done, own)| if *done { Elapsed::Done(*own) } else { Elapsed::Open(*own) });
        let counts = SlaCounts::count(clocks().map(|clock| SlaOutcome::of(clock, allowed)));
        let more = SlaCounts::count(clocks().map(|clock| SlaOutcome::of(clock, allowed + 1)));
        prop_assert_eq!(counts.met + counts.missed() + counts.not_yet_due, seconds.len() as u64);
        prop_assert!(more.met >= counts.met && more.missed() <= counts.missed());
        if let Some(share) = counts.share_met(0.95) {
            prop_assert!(share.interval.lower <= share.value && share.value <= share.interval.upper);
        }
    }

    #[test]
    fn pareto_shares_add_up(counts in prop::collection::vec(0_u64..50, 0..20)) {
        let rows = pareto(&counts);
        prop_assert!(rows.is_sorted_by(|a, b| a.count > b.count || (a.count == b.count && a.index < b.index)));
        prop_assert!(rows.is_sorted_by(|a, b| a.cumulative_share < b.cumulative_share));
        prop_assert!(rows.last().is_none_or(|row| row.cumulative_share == 1.0));
        prop_assert_eq!(rows.iter().map(|row| row.count).sum::<u64>(), counts.iter().sum::<u64>());
    }

    /// A plain search, keyword by keyword, finds the same themes where no keyword overlaps another.
    #[test]
    fn the_automaton_finds_what_a_plain_search_finds(
        words in prop::collection::vec("(late|rude|tea|慢|退款|x| |,){1,3}", 0..12),
    ) {
        let text = "[[theme]]\nid = 'a'\nen = 'A'\nzh = '甲'\nkeywords = ['late', '慢']\n\
                    [[theme]]\nid = 'b'\nen = 'B'\nzh = '乙'\nkeywords = ['rude', '退款']";
        let dictionary = ThemeDictionary::parse(text).unwrap();
        let text = words.concat();
        let has = |word: &str| text.split(|own: char| !own.is_ascii_alphabetic()).any(|own| own == word);
        let expected: Vec<usize> = [(0, has("late") || text.contains('慢')), (1, has("rude") || text.contains("退款"))]
            .into_iter().filter_map(|(theme, there)| there.then_some(theme)).collect();
        prop_assert_eq!(dictionary.themes_in(&text), expected);
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        let dictionary = ThemeDictionary::standard().unwrap();
        prop_assert!(dictionary.themes_in(&text).is_sorted());
    }
}
