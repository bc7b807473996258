//! From a picture to its drawing: picks the file that draws it.

use super::canvas::{Anchor, Canvas, Layout};
use super::{bars, dots, flow, funnel, genealogy, heat, stacked, treemap, trend};
use crate::labels::{Lang, report as words};
use crate::report::chart::Picture;

/// The picture as one `<svg>` element; `label` is read aloud in its place.
pub fn draw(picture: &Picture, layout: Layout, lang: Lang, label: &str) -> String {
    let canvas = match picture {
        Picture::Treemap(treemap) => treemap::draw(treemap, layout, lang),
        Picture::PairedBars(bars) => bars::draw(bars, layout),
        Picture::HeatMap(map) => heat::draw(map, layout),
        Picture::Flow(flow) => flow::draw(flow, layout, lang),
        Picture::Trend(trend) => trend::draw(trend, layout, lang),
        Picture::Dots(dots) => dots::draw(dots, layout, lang),
        Picture::Genealogy(graph) => genealogy::draw(graph, layout, lang),
        Picture::Funnel(funnel) => funnel::draw(funnel, layout, lang),
        Picture::StackedBars(bars) => stacked::draw(bars, layout, lang),
    };
    canvas.unwrap_or_else(|| nothing(layout, lang)).finish(label)
}

fn nothing(layout: Layout, lang: Lang) -> Canvas {
    let mut canvas = Canvas::new(layout);
    canvas.text(0.0, 20.0, "muted", Anchor::Start, words::NOTHING_TO_DRAW.get(lang));
    canvas.grow(32.0);
    canvas
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart::*;
    use crate::report::model::Tone;
    use crate::report::number::Unit;

    const ODD: [f64; 7] = [0.0, -1.0, 1.0, 1e300, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];

    fn quantity(value: f64) -> Quantity {
        Quantity::new(value, value.to_string())
    }

    /// Every kind of picture over the given values.
    fn pictures(values: &[f64]) -> Vec<Picture> {
        let estimate = |&v: &f64| Some(Estimate { value: v, interval: Some([v, v + 1.0]) });
        let reference = Reference { value: values.first().copied().unwrap_or(f64::NAN), label: "all".into() };
        let series = Series { name: "s".into(), mark: Mark::Column, points: values.iter().map(estimate).collect() };
        let panel = Panel { title: "p".into(), series: vec![series.clone(), Series { mark: Mark::Line, ..series }] };
        let ends = ["a".to_string(), "b".to_string()];
        let name = |v: &f64| format!("v{v}");
        vec![
            Picture::Treemap(Treemap {
                scale: ends.clone(),
                tiles: values
                    .iter()
                    .map(|v| Tile { name: name(v), size: quantity(*v), rank: *v, ..Tile::default() })
                    .collect(),
            }),
            Picture::PairedBars(PairedBars {
                measures: ends.clone(),
                rows: values
                    .iter()
                    .map(|v| Pair { name: name(v), values: [quantity(*v), quantity(0.0)], ..Pair::default() })
                    .collect(),
            }),
            Picture::HeatMap(HeatMap {
                columns: values.iter().map(name).collect(),
                rows: vec![("r".into(), values.iter().map(|v| Some(quantity(*v))).chain([None]).collect())],
                ..HeatMap::default()
            }),
            Picture::Flow(Flow {
                ends,
                groups: values.iter().map(name).collect(),
                moves: vec![Move { from: 0, to: 1, customers: u64::MAX }, Move { from: 9, to: 0, customers: 3 }],
            }),
            Picture::Trend(Trend {
                unit: Unit::Share,
                positions: values.iter().map(name).collect(),
                panels: vec![panel.clone(), panel],
                references: vec![reference.clone()],
            }),
            Picture::Dots(Dots {
                reference: Some(reference),
                rows: values.iter().map(|v| Dot { estimate: estimate(v), ..Dot::default() }).collect(),
                ..Dots::default()
            }),
            Picture::Genealogy(genealogy(values)),
            Picture::Funnel(funnel(values)),
            Picture::StackedBars(stacked(values)),
        ]
    }

    fn genealogy(values: &[f64]) -> Genealogy {
        let node = |v: &f64| Node { name: format!("v{v}"), size: quantity(*v), ..Node::default() };
        let link = |at| Link { from: at, to: at + 1, text: Some("<&>".into()), tone: Tone::Bad };
        let back = Link { from: values.len().saturating_sub(1), to: 0, ..Link::default() };
        Genealogy {
            nodes: values.iter().map(node).collect(),
            links: (0..values.len() + 2).map(link).chain([back]).collect(),
        }
    }

    fn funnel(values: &[f64]) -> Funnel {
        let point =
            |v: &f64, tone| FunnelPoint { exposure: *v, value: *v, name: "<&>".into(), tone, ..FunnelPoint::default() };
        let bounds = values.iter().map(|&v| Bounds { exposure: v, lower: v, upper: v * 2.0 }).collect();
        Funnel {
            points: values.iter().flat_map(|v| [point(v, Tone::Neutral), point(v, Tone::Bad)]).collect(),
            limits: vec![ControlLimit { label: "95 %".into(), bounds }],
            reference: values.first().map(|&value| Reference { value, label: "all".into() }),
            ..Funnel::default()
        }
    }

    fn stacked(values: &[f64]) -> StackedBars {
        let segment = |v: &f64| Segment { name: v.to_string(), emphasis: Emphasis::Alert };
        let row =
            Stack { name: "<&>".into(), values: values.iter().copied().map(quantity).collect(), ..Stack::default() };
        StackedBars {
            segments: values.iter().map(segment).collect(),
            rows: vec![row.clone(), row],
            ..StackedBars::default()
        }
    }

    #[test]
    fn no_picture_ever_holds_a_number_that_is_none() {
        let cases: [&[f64]; 7] = [&[], &[0.0], &[5.0], &[0.0, 0.0], &ODD, &[1.0, 2.0, 3.0], &[f64::NAN]];
        for values in cases {
            for picture in pictures(values) {
                for layout in [Layout::Wide, Layout::Narrow] {
                    let svg = draw(&picture, layout, Lang::En, "label");
                    let bare: String = svg.split('<').filter_map(|tag| tag.split('>').next()).collect();
                    assert!(!bare.contains("NaN") && !bare.contains("inf"), "{values:?} {svg}");
                    assert!(!bare.contains("=\"-"), "nothing starts outside the drawing or has a negative size: {svg}");
                }
            }
        }
    }

    #[test]
    fn pictures_are_drawn_the_same_twice() {
        for picture in pictures(&[3.0, 2.0, 1.0]) {
            let first = draw(&picture, Layout::Wide, Lang::Zh, "l");
            assert_eq!(first, draw(&picture.clone(), Layout::Wide, Lang::Zh, "l"));
            assert!(first.starts_with("<svg ") && first.ends_with("</svg>"));
        }
    }

    #[test]
    fn every_tag_is_closed_in_its_place() {
        for picture in pictures(&[3.0, 2.0, 1.0]).into_iter().chain(pictures(&ODD)) {
            for layout in [Layout::Wide, Layout::Narrow] {
                let svg = draw(&picture, layout, Lang::En, "\"<&>");
                let mut open = Vec::new();
                for tag in svg.split('<').skip(1) {
                    let (tag, words) = tag.split_once('>').unwrap_or((tag, "no end"));
                    assert!(tag.matches('"').count() % 2 == 0 && !words.contains('>'), "{tag} {words}");
                    let name = tag.split(' ').next().unwrap_or_default();
                    match name.strip_prefix('/') {
                        Some(name) => assert_eq!(open.pop(), Some(name)),
                        None if tag.ends_with('/') => {}
                        None => open.push(name),
                    }
                }
                assert!(open.is_empty() && !svg.contains("& "), "{open:?}");
            }
        }
    }
}
