//! What a page must hold for any words and any numbers.

use super::*;
use crate::report::chart::*;
use crate::report::{Cell, Column, Footer, KeyFigure, Kind, Step, Tone};

const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></style><svg/onload=alert(1)>",
    "{{ 7919*7907 }}{% raw %}",
    "javascript:alert(1)",
    "<!--",
    "]]><a href=x>",
    "\u{1b}[31m\u{202e}\u{0}",
];

/// A report with `words` in every place that takes words.
fn report(words: &str) -> Report {
    let word = || words.to_string();
    let cell = || Cell { bar: Some(f64::NAN), ..Cell::new(words) };
    let table = Table {
        caption: word(),
        columns: vec![Column::new(words, Kind::Text).meaning(words), Column::new(words, Kind::Share)],
        rows: vec![vec![cell(), cell(), cell()], vec![Cell::suppressed(words)]],
        total: Some(vec![cell()]),
    };
    let tile = |value| Tile { name: word(), size: Quantity::new(value, words), ..Tile::default() };
    let picture = Picture::Treemap(Treemap { scale: [word(), word()], tiles: vec![tile(9.0), tile(0.001)] });
    let chart = |picture| {
        let chart = Chart { title: word(), takeaway: word(), note: Some(word()), picture, table: table.clone() };
        Block::Chart(Box::new(chart))
    };
    let charts = [picture, genealogy(words), funnel(words), stacked(words)].map(chart);
    let inner = vec![Block::Paragraph(word()), Block::Notes(vec![word()]), Block::Table(table.clone())];
    let blocks = charts.into_iter().chain([Block::Details { summary: word(), blocks: inner }]).collect();
    let figure = KeyFigure { label: word(), value: word(), change: Some(word()), note: Some(word()), tone: Tone::Bad };
    Report {
        lang: Lang::Zh,
        title: word(),
        subtitle: word(),
        question: word(),
        answer: word(),
        figures: vec![figure],
        findings: vec![word()],
        next_steps: vec![Step { lead: word(), text: word() }],
        sections: vec![Section { id: word(), title: word(), lead: word(), blocks }],
        footer: Footer { lines: vec![word()], command: Some(word()) },
    }
}

fn genealogy(words: &str) -> Picture {
    let node = |tone| Node {
        name: words.into(),
        size: Quantity::new(3.0, words),
        note: words.into(),
        tone,
        ..Node::default()
    };
    let link = |from, to| Link { from, to, text: None, tone: Tone::Bad };
    let nodes = vec![node(Tone::Bad), node(Tone::Neutral), node(Tone::Neutral)];
    Picture::Genealogy(Genealogy { nodes, links: vec![link(0, 1), link(1, 0), link(1, 2)] })
}

fn funnel(words: &str) -> Picture {
    let word = || words.to_string();
    let point =
        |tone| FunnelPoint { name: word(), exposure: 9.0, value: 1.0, text: word(), tone, naming: Naming::Never };
    Picture::Funnel(Funnel {
        exposure: word(),
        measure: word(),
        kinds: [word(), word()],
        points: vec![point(Tone::Bad), point(Tone::Neutral)],
        limits: vec![ControlLimit { label: word(), ..ControlLimit::default() }],
        reference: Some(Reference { value: 1.0, label: word() }),
        ..Funnel::default()
    })
}

fn stacked(words: &str) -> Picture {
    let segment = Segment { name: words.into(), emphasis: Emphasis::Part };
    let row =
        Stack { name: words.into(), values: vec![Quantity::new(0.0, words)], text: words.into(), ..Stack::default() };
    Picture::StackedBars(StackedBars { segments: vec![segment], rows: vec![row], ..StackedBars::default() })
}

/// The tags of a page as (name, attribute names), read the way a browser does: quotes may hold anything.
fn tags(page: &str) -> Vec<(String, Vec<String>)> {
    let mut out = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let (mut name, mut attributes, mut word) = (None, Vec::new(), String::new());
        let mut quoted = false;
        for (at, c) in rest.char_indices() {
            match c {
                '"' => quoted = !quoted,
                _ if quoted => {}
                ' ' | '=' | '>' => {
                    if !word.is_empty() {
                        match &name {
                            None => name = Some(std::mem::take(&mut word)),
                            Some(_) => attributes.push(std::mem::take(&mut word)),
                        }
                    }
                    if c == '>' {
                        rest = &rest[at + 1..];
                        break;
                    }
                }
                c => word.push(c),
            }
        }
        out.push((name.unwrap_or_default(), attributes));
    }
    out
}

#[test]
fn hostile_words_change_no_tag() {
    let harmless = tags(&page(&report("words")).unwrap());
    for words in HOSTILE {
        let shown = page(&report(words)).unwrap();
        let seen = tags(&shown);
        assert_eq!(seen.len(), harmless.len(), "{words}");
        for ((name, attributes), (expected, _)) in seen.iter().zip(&harmless) {
            assert_eq!(name.trim_end_matches('/'), expected.trim_end_matches('/'), "{words}");
            assert!(!attributes.iter().any(|attribute| attribute.starts_with("on")), "{words} {attributes:?}");
        }
        assert!(!shown.contains("<script") && !shown.contains("<img") && !shown.contains("62615533"), "{words}");
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}') && !shown.contains('\0'), "{words}");
    }
}

#[test]
fn a_page_needs_nothing_from_outside() {
    let shown = page(&report("x")).unwrap();
    for loads in ["http:", "https:", "src=", "@import", "url(", "<link", "<script"] {
        assert!(!shown.contains(loads), "{loads}");
    }
    assert!(shown.contains("default-src 'none'") && shown.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
}

#[test]
fn pages_are_the_same_twice_and_hold_no_nan() {
    let shown = page(&report("x")).unwrap();
    assert_eq!(shown, page(&report("x")).unwrap());
    assert!(!shown.contains("NaN") && !page(&Report::default()).unwrap().contains("NaN"));
}

/// Relative luminance and contrast as WCAG 2.2 defines them.
fn contrast(a: &str, b: &str) -> f64 {
    let luminance = |colour: &str| {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn words_are_readable_on_every_colour_in_light_and_dark() {
    let (light, dark) = STYLE.split_once("prefers-color-scheme: dark").unwrap();
    for theme in [light, dark] {
        let colour = |name: String| {
            let at = theme.find(&format!("{name}: #")).unwrap() + name.len() + 2;
            &theme[at..at + 7]
        };
        for step in 0..8 {
            let (back, front) = (colour(format!("--ramp-{step}")), colour(format!("--on-{step}")));
            assert!(contrast(back, front) >= 4.5, "{back} {front} {}", contrast(back, front));
        }
        for front in ["--ink", "--muted", "--accent", "--deep"] {
            for back in ["--paper", "--soft", "--ramp-7"] {
                let (front, back) = (colour(front.into()), colour(back.into()));
                assert!(contrast(front, back) >= 4.5, "{front} on {back}");
            }
        }
        assert!(contrast(colour("--ink".into()), colour("--share-bar".into())) >= 4.5);
    }
}
