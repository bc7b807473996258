//! From a picture to its drawing: picks the file that draws it.

use super::canvas::{Anchor, Canvas, Layout};
use super::{bars, dots, flow, heat, treemap, trend};
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
        ]
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
}
