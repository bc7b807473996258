//! Genealogies worked out by hand.

use super::*;

fn network(links: &[Link], lots: usize, direction: Direction) -> Network {
    Network::new(links, &vec![None; lots], direction, TimeRule::Ordered).unwrap()
}

fn lots(trace: &Trace) -> Vec<u32> {
    trace.hits().map(|hit| hit.lot).collect()
}

fn via(trace: &Trace, lot: u32) -> Vec<u32> {
    trace.path(lot).unwrap().iter().map(|step| step.from).collect()
}

/// Granulate 0 → modules 1 and 2 → finished 3, 4, 5; package 6 → all of these; 7 alone.
fn company() -> Vec<Link> {
    let rows =
        [(0, 1, 10), (0, 2, 12), (1, 3, 20), (1, 4, 21), (2, 4, 21), (2, 5, 22), (6, 3, 20), (6, 4, 21), (6, 5, 22)];
    rows.map(|(input, output, day)| Link::used_on(input, output, Some(day))).to_vec()
}

#[test]
fn forward_and_backward_over_two_stages() {
    let links = company();
    let forward = network(&links, 8, Direction::Forward);
    let mut walker = Walker::new(&forward);
    let trace = walker.trace(&[0], &[], None).unwrap();
    let got: Vec<_> = trace.hits().map(|hit| (hit.lot, hit.level, hit.day)).collect();
    let level_2 = [(3, 2, Some(20)), (4, 2, Some(21)), (5, 2, Some(22))];
    assert_eq!(got, [&[(0, 0, None), (1, 1, Some(10)), (2, 1, Some(12))][..], &level_2].concat());
    assert_eq!(trace.path(4).unwrap(), [Step { from: 0, to: 1, link: 0 }, Step { from: 1, to: 4, link: 3 }]);
    assert_eq!((trace.path(0), trace.path(7)), (Some(Vec::new()), None));
    assert_eq!(trace.links(&forward).carrying, [0, 1, 2, 3, 4, 5]);
    assert_eq!(lots(&walker.trace(&[2, 7], &[], None).unwrap()), [2, 4, 5, 7], "the room is used again");

    let backward = network(&links, 8, Direction::Backward);
    let trace = Walker::new(&backward).trace(&[4], &[], None).unwrap();
    let got: Vec<_> = trace.hits().map(|hit| (hit.lot, hit.level, hit.day)).collect();
    assert_eq!(got, [(0, 2, Some(12)), (1, 1, Some(21)), (2, 1, Some(21)), (4, 0, None), (6, 1, Some(21))]);
    assert_eq!(via(&trace, 0), [4, 2], "the way with the latest day");
}

#[test]
fn rework_makes_cycles() {
    let links = [(0, 1), (1, 2), (2, 1), (2, 0), (2, 2), (2, 3)].map(|(a, b)| Link::used_on(a, b, Some(5)));
    let network = network(&links, 4, Direction::Forward);
    assert_eq!(lots(&Walker::new(&network).trace(&[1], &[], None).unwrap()), [0, 1, 2, 3]);
}

#[test]
fn days_never_go_back_along_a_chain() {
    // In on day 10; what left on day 9 had left before, what left on day 10 or on an unknown day had not.
    let link = Link::used_on;
    let links =
        [link(0, 1, Some(10)), link(1, 2, Some(9)), link(1, 3, Some(10)), link(1, 4, None), link(4, 5, Some(8))];
    let forward = network(&links, 6, Direction::Forward);
    let trace = Walker::new(&forward).trace(&[0], &[], None).unwrap();
    assert_eq!(lots(&trace), [0, 1, 3, 4], "an unknown day does not set the clock back");
    let tally = trace.links(&forward);
    assert_eq!((tally.carrying, tally.undated, tally.out_of_time), (vec![0, 2, 3], vec![3], vec![1, 4]));
    let ignored = Network::new(&links, &[None; 6], Direction::Forward, TimeRule::Ignored).unwrap();
    assert_eq!(lots(&Walker::new(&ignored).trace(&[0], &[], None).unwrap()), [0, 1, 2, 3, 4, 5]);
}

#[test]
fn nothing_is_used_before_it_was_made() {
    let made = [Some(10), None, None];
    let links = [Link::used_on(0, 1, Some(9)), Link::used_on(0, 2, Some(10)), Link::used_on(0, 2, None)];
    for direction in [Direction::Forward, Direction::Backward] {
        let network = Network::new(&links, &made, direction, TimeRule::Ordered).unwrap();
        assert_eq!(network.impossible(), [0]);
        let back = Walker::new(&network).trace(&[1], &[], None).unwrap();
        assert_eq!(lots(&back), [1]);
    }
    let turned = [Link { latest: Some(3), ..Link::used_on(0, 1, Some(4)) }];
    assert_eq!(network(&turned, 2, Direction::Forward).impossible(), [0]);
}

#[test]
fn a_longer_but_earlier_way_opens_links_that_the_short_one_missed() {
    let rows = [(0, 3, 50), (0, 1, 1), (1, 2, 2), (2, 3, 3), (3, 4, 10)];
    let links = rows.map(|(a, b, day)| Link::used_on(a, b, Some(day)));
    let network = network(&links, 5, Direction::Forward);
    let trace = Walker::new(&network).trace(&[0], &[], None).unwrap();
    assert_eq!(lots(&trace), [0, 1, 2, 3, 4]);
    assert_eq!((via(&trace, 3), via(&trace, 4)), (vec![0], vec![0, 1, 2, 3]));
    let hit = |lot| trace.find(lot).map(|hit| (hit.level, hit.day));
    assert_eq!((hit(3), hit(4), hit(5)), (Some((1, Some(3))), Some((4, Some(10))), None));
}

#[test]
fn stops_and_limits() {
    let links = company();
    let network = network(&links, 8, Direction::Forward);
    let mut walker = Walker::new(&network);
    let trace = walker.trace(&[0], &[1], None).unwrap();
    assert_eq!((lots(&trace), trace.cut_off), (vec![0, 1, 2, 4, 5], false), "1 is reached and passes nothing on");
    assert_eq!(trace.links(&network).carrying, [0, 1, 4, 5]);
    assert_eq!(lots(&walker.trace(&[0, 1], &[1], None).unwrap()), [0, 1, 2, 3, 4, 5], "but as a start it does");
    let one = walker.trace(&[0], &[], Some(1)).unwrap();
    assert_eq!((lots(&one), one.cut_off), (vec![0, 1, 2], true));
    let two = walker.trace(&[0], &[], Some(2)).unwrap();
    assert_eq!((two.len(), two.cut_off), (6, false));
    let none = walker.trace(&[0], &[], Some(0)).unwrap();
    assert_eq!((lots(&none), none.cut_off), (vec![0], true));
}

/// At site 0 the affected lot 0 came on day 5: lot 1 had gone on day 4, lot 2 went on day 5, lot 3 at an unknown day;
/// lot 4 came later; lot 5 was at another site. Lot 6 was made from lot 2 before that, lot 7 after.
#[test]
fn lots_at_a_marked_site_contaminate_each_other() {
    let stay = |lot, site, came, went| Stay { lot, site, came, went };
    let stays = [
        stay(0, 0, Some(5), Some(6)),
        stay(1, 0, Some(1), Some(4)),
        stay(2, 0, Some(1), Some(5)),
        stay(3, 0, Some(1), None),
        stay(4, 0, Some(30), Some(31)),
        stay(5, 1, Some(5), Some(6)),
        stay(0, 1, Some(7), Some(7)),
    ];
    let mut links = site_links(&stays, &[true, false], 8).unwrap();
    links.extend([Link::used_on(2, 6, Some(4)), Link::used_on(2, 7, Some(6))]);
    let forward = network(&links, 10, Direction::Forward);
    let trace = Walker::new(&forward).trace(&[0], &[], None).unwrap();
    assert_eq!(lots(&trace), [0, 2, 3, 4, 7, 8]);
    assert_eq!(via(&trace, 7), [0, 8, 2], "by way of site 8 = 8 lots + site 0");
    let backward = network(&links, 10, Direction::Backward);
    assert_eq!(lots(&Walker::new(&backward).trace(&[7], &[], None).unwrap()), [0, 1, 2, 3, 7, 8]);
    let error = site_links(&[stay(8, 0, None, None)], &[true], 8);
    assert_eq!(error, Err(TraceError::UnknownSite { position: 0 }));
    assert_eq!(site_links(&[stay(0, 1, None, None)], &[true], 8), Err(TraceError::UnknownSite { position: 0 }));
}

#[test]
fn odd_input() {
    let empty = network(&[], 0, Direction::Forward);
    assert!(Walker::new(&empty).trace(&[], &[], None).unwrap().is_empty());
    assert_eq!(Walker::new(&empty).trace(&[0], &[], None).err(), Some(TraceError::UnknownStart { position: 0 }));
    let unknown = Network::new(&[Link::used_on(0, 1, None)], &[None], Direction::Forward, TimeRule::Ordered);
    assert_eq!(unknown.err(), Some(TraceError::UnknownLot { position: 0 }));
    let ends = [Link::used_on(0, 1, Some(i32::MIN)), Link::used_on(1, 2, Some(i32::MAX))];
    for direction in [Direction::Forward, Direction::Backward] {
        let network = network(&ends, 3, direction);
        assert_eq!(Walker::new(&network).trace(&[0, 0, 2], &[], None).unwrap().len(), 3);
    }
    let links: Vec<Link> = (0..100_000).map(|lot| Link::used_on(lot, lot + 1, Some(lot as i32))).collect();
    let deep = network(&links, 100_001, Direction::Forward);
    let trace = Walker::new(&deep).trace(&[0], &[], None).unwrap();
    assert_eq!((trace.len(), trace.path(100_000).unwrap().len()), (100_001, 100_000), "a vessel of many operations");
}
