//! What holds for every genealogy.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

const LOTS: u32 = 9;

fn links() -> impl Strategy<Value = Vec<Link>> {
    let day = || prop::option::weighted(0.8, 0..12_i32);
    let link = (0..LOTS, 0..LOTS, day(), day(), any::<bool>()).prop_map(|(input, output, one, other, point)| Link {
        latest: if point { one } else { other },
        ..Link::used_on(input, output, one)
    });
    prop::collection::vec(link, 0..30)
}

fn made() -> impl Strategy<Value = Vec<Option<i32>>> {
    prop::collection::vec(prop::option::weighted(0.3, 0..8_i32), LOTS as usize)
}

fn some_lots() -> impl Strategy<Value = BTreeSet<u32>> {
    prop::collection::btree_set(0..LOTS, 0..3)
}

fn walk(network: &Network, starts: &BTreeSet<u32>, stops: &BTreeSet<u32>) -> Trace {
    let list = |set: &BTreeSet<u32>| set.iter().copied().collect::<Vec<u32>>();
    Walker::new(network).trace(&list(starts), &list(stops), None).unwrap()
}

fn forward(links: &[Link], made: &[Option<i32>]) -> Network {
    Network::new(links, made, Direction::Forward, TimeRule::Ordered).unwrap()
}

fn set(trace: &Trace) -> BTreeSet<u32> {
    trace.hits().map(|hit| hit.lot).collect()
}

/// The days between which a link may have been used.
fn days(link: &Link, made: &[Option<i32>]) -> (i32, i32) {
    let made = made[link.input as usize].unwrap_or(-100);
    (link.earliest.unwrap_or(-100).max(made), link.latest.unwrap_or(100))
}

/// The rule read literally: states of lot and day, until nothing is added.
fn literally(links: &[Link], made: &[Option<i32>], starts: &BTreeSet<u32>, stops: &BTreeSet<u32>) -> BTreeSet<u32> {
    let mut states: BTreeSet<(u32, i32)> = starts.iter().map(|lot| (*lot, -100)).collect();
    loop {
        let mut more = states.clone();
        for (lot, day) in &states {
            if stops.contains(lot) && !starts.contains(lot) {
                continue;
            }
            for link in links.iter().filter(|link| link.input == *lot) {
                let (earliest, latest) = days(link, made);
                more.extend((earliest.max(*day)..=latest).take(1).map(|day| (link.output, day)));
            }
        }
        if more == states {
            return states.iter().map(|(lot, _)| *lot).collect();
        }
        states = more;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn follows_the_rule_and_nothing_else(links in links(), made in made(), starts in some_lots(), stops in some_lots()) {
        let trace = walk(&forward(&links, &made), &starts, &stops);
        prop_assert_eq!(set(&trace), literally(&links, &made, &starts, &stops));
        prop_assert!(starts.is_subset(&set(&trace)));
    }

    #[test]
    fn forward_and_backward_agree(links in links(), made in made(), stops in some_lots()) {
        let there = forward(&links, &made);
        let back = Network::new(&links, &made, Direction::Backward, TimeRule::Ordered).unwrap();
        prop_assert_eq!(there.impossible(), back.impossible());
        let from: Vec<BTreeSet<u32>> = (0..LOTS).map(|lot| set(&walk(&there, &[lot].into(), &stops))).collect();
        for b in 0..LOTS {
            let origins = set(&walk(&back, &[b].into(), &stops));
            for a in 0..LOTS {
                prop_assert_eq!(from[a as usize].contains(&b), origins.contains(&a), "{} to {}", a, b);
            }
        }
    }

    #[test]
    fn unions_and_more_links(links in links(), more in links(), made in made(), one in some_lots(), other in some_lots()) {
        let network = forward(&links, &made);
        let trace = |starts: &BTreeSet<u32>| set(&walk(&network, starts, &BTreeSet::new()));
        prop_assert_eq!(&trace(&one) | &trace(&other), trace(&(&one | &other)));
        let grown = forward(&[links.clone(), more].concat(), &made);
        prop_assert!(trace(&one).is_subset(&set(&walk(&grown, &one, &BTreeSet::new()))));
    }

    /// Paths are made of links that exist, have the length of their level, and are the same whatever the order of rows.
    #[test]
    fn paths_explain_and_rows_have_no_order(links in links(), made in made(), starts in some_lots(), turn in 0..30_usize) {
        let network = forward(&links, &made);
        let trace = walk(&network, &starts, &BTreeSet::new());
        let mut turned = links.clone();
        turned.reverse();
        turned.rotate_left(turn % links.len().max(1));
        let other_network = forward(&turned, &made);
        let other = walk(&other_network, &starts, &BTreeSet::new());
        prop_assert_eq!(trace.hits().collect::<Vec<_>>(), other.hits().collect::<Vec<_>>());
        for hit in trace.hits() {
            let path = trace.path(hit.lot).unwrap();
            prop_assert_eq!(path.len() as u32, hit.level);
            let (mut at, mut day) = (path.first().map_or(hit.lot, |step| step.from), -100);
            prop_assert!(starts.contains(&at));
            for step in &path {
                let link = &links[step.link as usize];
                prop_assert_eq!((link.input, link.output, step.from, step.to), (at, step.to, at, step.to));
                let (earliest, latest) = days(link, &made);
                day = day.max(earliest);
                prop_assert!(day <= latest);
                at = step.to;
            }
            prop_assert_eq!(at, hit.lot);
            let content = |links: &[Link], path: &[Step]| -> Vec<Link> {
                path.iter().map(|step| links[step.link as usize]).collect()
            };
            prop_assert_eq!(content(&links, &path), content(&turned, &other.path(hit.lot).unwrap()));
        }
    }

    /// Nothing that carries leads out of the closure, and every link of a lot reached is accounted for.
    #[test]
    fn the_closure_is_closed(links in links(), made in made(), starts in some_lots(), stops in some_lots()) {
        let network = forward(&links, &made);
        let trace = walk(&network, &starts, &stops);
        let reached = set(&trace);
        let tally = trace.links(&network);
        prop_assert!(tally.carrying.iter().all(|row| reached.contains(&links[*row as usize].output)));
        prop_assert!(tally.undated.iter().all(|row| tally.carrying.contains(row)));
        let leaving = links.iter().enumerate().filter(|(row, link)| {
            let passes_on = !stops.contains(&link.input) || starts.contains(&link.input);
            passes_on && reached.contains(&link.input) && !network.impossible().contains(&(*row as u32))
        });
        prop_assert_eq!(leaving.count(), tally.carrying.len() + tally.out_of_time.len());
    }

    /// A limit shows the lots of the first levels and no others.
    #[test]
    fn a_limit_takes_whole_levels(links in links(), made in made(), starts in some_lots(), most in 0..4_u32) {
        let network = forward(&links, &made);
        let list: Vec<u32> = starts.iter().copied().collect();
        let all = walk(&network, &starts, &BTreeSet::new());
        let some = Walker::new(&network).trace(&list, &[], Some(most)).unwrap();
        let shallow: Vec<(u32, u32)> = all.hits().map(|hit| (hit.lot, hit.level)).filter(|hit| hit.1 <= most).collect();
        prop_assert_eq!(some.hits().map(|hit| (hit.lot, hit.level)).collect::<Vec<_>>(), shallow);
        prop_assert!(some.cut_off || some.len() == all.len());
        let (tally, reached) = (some.links(&network), set(&some));
        prop_assert!(tally.carrying.iter().all(|row| reached.contains(&links[*row as usize].output)));
        prop_assert!(tally.beyond_levels.iter().all(|row| !reached.contains(&links[*row as usize].output)));
        prop_assert!(some.cut_off || tally.beyond_levels.is_empty());
    }
}
