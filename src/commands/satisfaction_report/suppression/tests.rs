//! Examples worked by hand, and an attacker who solves all equations that the published figures leave.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::models::disclosure::solver::solved;

fn with(value: &str) -> Segment {
    Segment::With { dimension: "region".into(), value: value.into(), name: None }
}

fn sums(counts: &[Vec<u64>]) -> Vec<u64> {
    counts.iter().map(|own| own.iter().sum()).collect()
}

fn of_sums(segments: &[Segment], counts: &[Vec<u64>]) -> Vec<Visibility> {
    visibility(segments, counts, Whole::Sum(&sums(counts))).unwrap()
}

#[test]
fn a_small_segment_takes_another_one_with_it() {
    let segments = [Segment::Everyone, with("East"), with("South"), with("West")];
    let counts = [vec![100, 90], vec![5, 30], vec![35, 30], vec![60, 30]];
    let found = of_sums(&segments, &counts);
    assert_eq!(found[1].periods, [Shown::Suppressed, Shown::Complementary]);
    assert_eq!(found[2].periods, [Shown::Complementary, Shown::Complementary]);
    assert_eq!((found[0].whole, found[3].periods[0]), (Shown::Enough, Shown::Enough));
}

#[test]
fn a_hidden_segment_takes_another_one_where_customers_are_counted_once() {
    let segments = [Segment::Everyone, with("East"), with("West")];
    let counts = [vec![20], vec![12], vec![8]];
    let found = visibility(&segments, &counts, Whole::Distinct(&[20, 12, 8])).unwrap();
    let shown: Vec<Shown> = found.iter().map(|own| own.whole).collect();
    assert_eq!(shown, [Shown::Few, Shown::Complementary, Shown::Suppressed]);
    // Of 42 nobody knows where they live: West is not the rest of East.
    let found = visibility(&segments, &[vec![100], vec![50], vec![8]], Whole::Distinct(&[100, 50, 8])).unwrap();
    assert_eq!((found[1].periods[0], found[2].periods[0]), (Shown::Enough, Shown::Suppressed));
}

/// Where nobody bought in two periods, the whole less the other periods would tell a hidden one.
#[test]
fn customers_of_one_period_each_are_hidden_with_their_whole() {
    let segments = [Segment::Everyone, with("East"), with("South"), with("West")];
    let counts = [vec![60, 60], vec![8, 30], vec![12, 10], vec![40, 20]];
    let shown = |wholes: &[u64]| {
        let found = visibility(&segments, &counts, Whole::Distinct(wholes)).unwrap();
        found.into_iter().map(|own| (own.periods[0].is_hidden(), own.whole.is_hidden())).collect::<Vec<_>>()
    };
    let (yes, no) = (true, false);
    assert_eq!(shown(&sums(&counts)), [(no, no), (yes, yes), (yes, yes), (no, no)]);
    assert_eq!(shown(&[110, 35, 20, 55]), [(no, no), (yes, no), (yes, no), (no, no)]);
}

#[test]
fn nothing_is_hidden_where_all_are_many_and_nobody_is_nobody() {
    let segments = [Segment::Everyone, with("East")];
    let found = of_sums(&segments, &[vec![40, 0, 12], vec![40, 0, 12]]);
    assert_eq!(found[0].periods, [Shown::Enough, Shown::Empty, Shown::Few]);
    assert_eq!(found[0], found[1]);
    assert!(visibility(&[], &[], Whole::Sum(&[])).unwrap().is_empty());
}

#[test]
fn what_does_not_fit_together_is_an_error_and_never_shown() {
    let segments = [Segment::Everyone, with("East")];
    let whole = Whole::Sum(&[9, 9]);
    assert!(visibility(&segments, &[vec![4, 5]], whole).is_err());
    assert!(visibility(&segments, &[vec![4, 5], vec![9]], whole).is_err());
    assert!(visibility(&segments, &[vec![9], vec![9]], Whole::Distinct(&[9])).is_err());
    assert!(visibility(&segments[1..], &[vec![9]], Whole::Sum(&[9])).is_err());
}

/// What is not published of one attribute: hidden figures, and everything positive of those whose value is not known or
/// that is in no period. `rows` are everyone, the members and the unknown; their last columns are what is elsewhere and
/// the whole.
fn attacked(rows: &[Vec<u64>], hidden: impl Fn(usize, usize) -> bool, across: bool) -> usize {
    let (last, columns) = (rows.len() - 1, rows[0].len());
    let is_unknown = |row: usize, column: usize| {
        let unpublished = row == last || column + 2 == columns;
        if unpublished { rows[row][column] > 0 } else { hidden(row, column) }
    };
    let cells = (0..rows.len()).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let unknowns: Vec<(usize, usize)> = cells.filter(|(row, column)| is_unknown(*row, *column)).collect();
    let of_column = |column: usize| {
        unknowns.iter().map(|own| f64::from(own.1 == column) * if own.0 == 0 { -1.0 } else { 1.0 }).collect()
    };
    let of_row = |row: usize| {
        unknowns.iter().map(|own| f64::from(own.0 == row) * if own.1 + 1 == columns { -1.0 } else { 1.0 }).collect()
    };
    let mut equations: Vec<Vec<f64>> = (0..columns).map(of_column).collect();
    equations.extend((0..rows.len()).filter(|_| across).map(of_row));
    // What is only not printed is no secret.
    solved(equations).into_iter().filter(|at| hidden(unknowns[*at].0, unknowns[*at].1)).count()
}

/// Random tables of one attribute: small and large segments, some customers without a value, some rows in no period.
#[test]
fn no_hidden_figure_follows_from_those_shown() {
    let mut random = ChaCha8Rng::seed_from_u64(20_261_122);
    let mut with_secrets = 0;
    for case in 0..1_500 {
        let (members, periods) = (random.random_range(1..=5), random.random_range(1..=6));
        let most = random.random_range(8..=80_u64);
        let mut draw = |least: u64| random.random_range(0..most).saturating_sub(least);
        // Members, then those whose value is not known; periods, then what is in none of them.
        let mut rows: Vec<Vec<u64>> = (0..=members)
            .map(|_| (0..=periods).map(|at| draw(if at == periods { most / 2 } else { 6 })).collect())
            .collect();
        if case % 3 == 0 {
            rows[members].iter_mut().for_each(|own| *own = 0);
        }
        let everyone: Vec<u64> = (0..=periods).map(|at| rows.iter().map(|own| own[at]).sum()).collect();
        rows.insert(0, everyone);
        for own in &mut rows {
            own.push(own.iter().sum());
        }
        let segments: Vec<Segment> =
            std::iter::once(Segment::Everyone).chain((0..members).map(|member| with(&format!("{member}")))).collect();
        let counts: Vec<Vec<u64>> = rows[..=members].iter().map(|own| own[..periods].to_vec()).collect();
        let wholes: Vec<u64> = rows[..=members].iter().map(|own| own[periods + 1]).collect();
        for (whole, across) in [(Whole::Sum(&wholes), true), (Whole::Distinct(&wholes), false)] {
            let found = visibility(&segments, &counts, whole).unwrap();
            let shown = |row: usize, column: usize| match (found.get(row), column) {
                (Some(own), column) if column == periods + 1 => own.whole,
                (Some(own), column) if column < periods => own.periods[column],
                _ => Shown::Enough,
            };
            assert_eq!(attacked(&rows, |row, column| shown(row, column).is_hidden(), across), 0, "{rows:?}, {across}");
            let of_everyone = found[0].periods.iter();
            assert!(of_everyone.clone().all(|own| *own != Shown::Complementary), "{rows:?}, {across}");
            for (row, counts) in counts.iter().enumerate() {
                for (column, n) in counts.iter().enumerate() {
                    let small = (1..SUPPRESSED_BELOW).contains(n);
                    assert!(!small || shown(row, column) == Shown::Suppressed, "{n} is shown: {rows:?}");
                    assert!(*n > 0 || shown(row, column) == Shown::Empty);
                    with_secrets += usize::from(small);
                }
            }
        }
    }
    assert!(with_secrets > 1_000);
}

/// A new month with one answer takes nothing from the month before: the whole gives way.
#[test]
fn a_small_period_of_everyone_takes_the_whole_with_it() {
    let counts = [vec![60, 60, 1]];
    let alone = of_sums(&[Segment::Everyone], &counts);
    assert_eq!(alone[0].periods, [Shown::Enough, Shown::Enough, Shown::Suppressed]);
    assert_eq!(alone[0].whole, Shown::Complementary);
    let one = of_sums(&[Segment::Everyone, with("East")], &[counts[0].clone(), counts[0].clone()]);
    assert_eq!((&one[0], &one[1]), (&alone[0], &alone[0]));
    // Two small ones hide each other, unless they are too few even together.
    assert_eq!(of_sums(&[Segment::Everyone], &[vec![60, 7, 6]])[0].whole, Shown::Enough);
    assert_eq!(of_sums(&[Segment::Everyone], &[vec![60, 3, 6]])[0].whole, Shown::Complementary);
}

#[test]
fn of_many_members_no_hidden_figure_follows_either() {
    let mut random = ChaCha8Rng::seed_from_u64(7);
    for _ in 0..300 {
        let members = random.random_range(2..=6);
        let periods = 3;
        let mut rows: Vec<Vec<u64>> =
            (0..members).map(|_| (0..periods).map(|_| random.random_range(0..40)).chain([0]).collect()).collect();
        rows.push(vec![0; periods + 1]);
        rows.insert(0, (0..=periods).map(|at| rows.iter().map(|own| own[at]).sum()).collect());
        for own in &mut rows {
            own.push(own.iter().sum());
        }
        let counts: Vec<Vec<u64>> = rows[..=members].iter().map(|own| own[..periods].to_vec()).collect();
        let wholes: Vec<u64> = rows[..=members].iter().map(|own| own[periods + 1]).collect();
        let mut found: Vec<Visibility> = counts.iter().zip(&wholes).map(|(own, whole)| by_size(own, *whole)).collect();
        let family = Family { counts: &counts, wholes: &wholes, members: (1..=members).collect() };
        family.hide_rows(&mut found).unwrap();
        let hidden = |row: usize, column: usize| match found.get(row) {
            Some(own) if column == periods + 1 => own.whole.is_hidden(),
            Some(own) if column < periods => own.periods[column].is_hidden(),
            _ => false,
        };
        assert_eq!(attacked(&rows, hidden, true), 0, "{rows:?}");
    }
}

/// The attacker is able: a lone hidden segment gives way.
#[test]
fn the_attacker_succeeds_where_one_segment_is_hidden_alone() {
    let rows = [vec![105, 0, 105], vec![100, 0, 100], vec![5, 0, 5], vec![0, 0, 0]];
    assert_eq!(attacked(&rows, |row, _| row == 2, true), 2);
}
