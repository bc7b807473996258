//! What a funnel plot must show, whatever the points.

use super::super::canvas::Layout;
use super::draw;
use crate::labels::Lang;
use crate::report::chart::{Bounds, ControlLimit, Funnel, FunnelPoint, Naming};
use crate::report::model::Tone;

fn point(exposure: f64, value: f64, tone: Tone) -> FunnelPoint {
    FunnelPoint { name: format!("P{exposure}"), exposure, value, tone, ..FunnelPoint::default() }
}

fn drawn(points: Vec<FunnelPoint>) -> String {
    let bounds =
        vec![Bounds { exposure: 1.0, lower: 0.0, upper: 9.0 }, Bounds { exposure: 1e4, lower: 0.9, upper: 1.1 }];
    let limits = vec![ControlLimit { label: "95 %".into(), bounds }];
    let funnel = Funnel { points, limits, ..Funnel::default() };
    draw(&funnel, Layout::Wide, Lang::En).map(|canvas| canvas.finish("l")).unwrap_or_default()
}

#[test]
fn thousands_of_points_are_a_few_paths_and_every_bad_one_is_itself() {
    let ordinary = (0..5_000).map(|at| point(10.0 + f64::from(at), 0.5 + f64::from(at % 97) / 97.0, Tone::Neutral));
    let bad = (0..40).map(|at| point(100.5 + f64::from(at), 2.0, Tone::Bad));
    let svg = drawn(ordinary.chain(bad).collect());
    assert_eq!(svg.matches("<circle class=\"dot-bad\"").count(), 41, "and one in the legend");
    assert!(svg.matches("<path class=\"cloud-").count() <= 3 && svg.len() < 60_000, "{}", svg.len());
    let names = svg.matches("small alert halo").count();
    assert!((1..=10).contains(&names), "{names}");
}

#[test]
fn names_that_are_asked_for_come_first_and_unwanted_ones_never() {
    let mut points: Vec<FunnelPoint> = (0..40).map(|at| point(100.0 + f64::from(at), 2.0, Tone::Bad)).collect();
    points.push(FunnelPoint { naming: Naming::First, ..point(7.0, 1.0, Tone::Neutral) });
    points.push(FunnelPoint { naming: Naming::Never, ..point(8.0, 2.0, Tone::Bad) });
    let svg = drawn(points);
    assert!(svg.contains(">P7</text>") && !svg.contains(">P8</text>"));
}

#[test]
fn wild_values_do_not_press_the_others_flat_and_lost_points_are_counted() {
    let mut points: Vec<FunnelPoint> = (1..100).map(|at| point(f64::from(at), 1.0, Tone::Neutral)).collect();
    points.extend([point(1.0, 500.0, Tone::Bad), point(0.0, 1.0, Tone::Bad), point(5.0, f64::NAN, Tone::Neutral)]);
    let svg = drawn(points);
    assert!(svg.contains("▲ 1 point above the scale") && svg.contains("2 points have no exposure or no value"));
    assert!(svg.contains(">P1</text>") && !svg.contains(">500</text>"), "named, and no such number on the axis");
}

#[test]
fn nothing_to_draw() {
    assert!(drawn(Vec::new()).is_empty() && drawn(vec![point(0.0, 1.0, Tone::Bad)]).is_empty());
    assert!(drawn(vec![point(3.0, 0.0, Tone::Bad)]).contains("dot-bad"));
}
