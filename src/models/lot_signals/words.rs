//! Words of complaints that are telling: frequent in the complaints about one lot and rare in the others. It knows no
//! grammar.

use std::collections::{BTreeMap, BTreeSet};

/// Words kept of one complaint.
const MOST: usize = 24;
/// Complaints about the lot in which a word must stand.
const LEAST: u64 = 3;
/// How much more frequent it must be than elsewhere.
const LIFT: f64 = 1.5;
/// English words that say nothing.
const STOP: [&str; 48] = [
    "about", "after", "again", "all", "also", "and", "any", "are", "been", "before", "but", "can", "could", "did",
    "does", "for", "from", "had", "has", "have", "her", "his", "how", "into", "its", "just", "more", "not", "now",
    "one", "our", "out", "she", "that", "the", "their", "them", "then", "there", "they", "this", "very", "was", "were",
    "what", "when", "with", "you",
];

/// The words of a text, each once and sorted: Latin words of three letters or more in lower case, without those that
/// say nothing, and all pairs of neighbouring Chinese characters, as Chinese text has no blanks between words.
pub fn telling_words(text: &str) -> Vec<Box<str>> {
    let mut words: BTreeSet<Box<str>> = BTreeSet::new();
    let mut latin = String::new();
    let mut before: Option<char> = None;
    for c in text.chars().chain([' ']) {
        if words.len() >= MOST {
            break;
        }
        let han = matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}');
        if let (true, Some(first)) = (han, before) {
            words.insert(format!("{first}{c}").into());
        }
        before = han.then_some(c);
        if !han && c.is_alphabetic() {
            latin.extend(c.to_lowercase());
            continue;
        }
        if latin.chars().count() >= 3 && !STOP.contains(&latin.as_str()) {
            words.insert(latin.as_str().into());
        }
        latin.clear();
    }
    words.into_iter().collect()
}

/// Up to `most` words of the complaints `inside` that stand in at least three of them and half as often again as in all
/// others, the most telling first: by how far the number exceeds what the share elsewhere would give, in standard
/// deviations of a binomial count. `all` are the complaints in which each word stands, of `complaints` in total.
pub fn telling<'w>(
    inside: &[&'w [Box<str>]],
    all: &BTreeMap<Box<str>, u64>,
    complaints: u64,
    most: usize,
) -> Vec<(&'w str, u64)> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    inside.iter().flat_map(|words| words.iter()).for_each(|word| *counts.entry(word).or_default() += 1);
    let own = inside.len() as f64;
    let others = (complaints as f64 - own).max(0.0);
    let score = |(word, count): (&'w str, u64)| {
        let outside = all.get(word).copied().unwrap_or(count).saturating_sub(count) as f64;
        // Half a complaint on either side keeps a word that is nowhere else finite.
        let share = (outside + 0.5) / (others + 1.0);
        let excess = (count as f64 - own * share) / (own * share * (1.0 - share).max(1e-9)).sqrt();
        (count >= LEAST && count as f64 >= LIFT * own * share).then_some((excess, word, count))
    };
    let mut scored: Vec<(f64, &str, u64)> = counts.into_iter().filter_map(score).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().take(most).map(|(_, word, count)| (word, count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages() {
        let words = |text| telling_words(text).iter().map(|word| word.to_string()).collect::<Vec<_>>();
        assert_eq!(words("The seal was broken, BROKEN again!"), ["broken", "seal"]);
        assert_eq!(words("包装破损 OK"), ["包装", "破损", "装破"]);
        assert!(words("").is_empty() && telling_words(&"abc def ".repeat(9_000)).len() == 2);
    }

    #[test]
    fn a_word_tells_where_it_is_rare_elsewhere() {
        let leaks: Vec<Box<str>> = ["leaks", "bottle"].map(Box::from).into();
        let other: Vec<Box<str>> = ["bottle"].map(Box::from).into();
        let inside: Vec<&[Box<str>]> = (0..10).map(|at| if at < 6 { &leaks[..] } else { &other[..] }).collect();
        let all = BTreeMap::from([("leaks".into(), 8), ("bottle".into(), 110)]);
        assert_eq!(telling(&inside, &all, 110, 3), [("leaks", 6)]);
        assert!(telling(&inside[..2], &all, 110, 3).is_empty());
    }
}
