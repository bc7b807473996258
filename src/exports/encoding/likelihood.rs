//! How well a decoding reads: the log-likelihood of bytes under a simple model of text in each family of encodings.
//!
//! Every hypothesis has to explain the same bytes, so the sums can be compared. The model is a unigram one: a character
//! belongs to a tier (frequent, ordinary, rare, …) and the tier's probability is spread evenly over its characters.
//! The figures are rounded logarithms of such shares; only their differences matter.

use std::collections::BTreeSet;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, GB18030, SHIFT_JIS};

use super::Encoding;
use super::characters::{HAN, HANGUL, JAPANESE, SURNAMES, TRADITIONAL, WORDS};

/// What a surname at the start of a cell and a known word add to the likelihood of their characters.
const SURNAME: f64 = 2.5;
const WORD: f64 = 6.0;

/// Cost of bytes that are no character, or one that no text holds. One bad byte must not outweigh a page of sense.
const MALFORMED: f64 = -30.0;

enum Language {
    Simplified,
    Traditional,
    Japanese,
    Korean,
    Alphabetic,
}

/// The log-likelihood of `lines` as text in `encoding`. Higher is likelier; 0 for no lines.
pub(super) fn log_likelihood(lines: &[Vec<u8>], encoding: Encoding) -> f64 {
    let language = match encoding.charset {
        charset if charset == GB18030 => Language::Simplified,
        charset if charset == BIG5 => Language::Traditional,
        charset if charset == SHIFT_JIS || charset == EUC_JP => Language::Japanese,
        charset if charset == EUC_KR => Language::Korean,
        _ => Language::Alphabetic,
    };
    let frequent: BTreeSet<char> = match language {
        Language::Simplified => HAN.chars().collect(),
        Language::Traditional => HAN.chars().chain(TRADITIONAL.chars()).collect(),
        Language::Japanese => [HAN, TRADITIONAL, JAPANESE].iter().flat_map(|list| list.chars()).collect(),
        Language::Korean => HANGUL.chars().collect(),
        Language::Alphabetic => BTreeSet::new(),
    };
    let words: BTreeSet<(char, char)> =
        WORDS.split(' ').filter_map(|word| word.chars().next().zip(word.chars().nth(1))).collect();
    let is_chinese = matches!(language, Language::Simplified | Language::Traditional);
    let mut total = prior(&language, encoding);
    for line in lines {
        let (text, _) = encoding.charset.decode_without_bom_handling(line);
        let mut before = ',';
        for c in text.chars() {
            total += match (&language, c) {
                (_, '\0'..='\x7f') => ascii(c),
                (_, '\u{fffd}' | '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}') => MALFORMED,
                (Language::Alphabetic, _) => alphabetic(c, before),
                _ => east_asian(c, &language, &frequent),
            };
            if is_chinese {
                total += if before.is_ascii() && SURNAMES.contains(c) { SURNAME } else { 0.0 };
                total += if words.contains(&(before, c)) { WORD } else { 0.0 };
            }
            before = c;
        }
    }
    total
}

/// What is likely before a byte is seen: exports of Chinese systems first, then western ones.
fn prior(language: &Language, encoding: Encoding) -> f64 {
    match language {
        Language::Simplified => 0.0,
        Language::Traditional => -1.0,
        Language::Alphabetic if encoding == Encoding::WINDOWS_1252 => -2.0,
        _ => -7.0,
    }
}

/// ASCII is charged because some encodings use it as the second half of a character.
fn ascii(c: char) -> f64 {
    match c {
        '0'..='9' | 'a'..='z' | 'A'..='Z' | ' ' | ',' | '-' | '.' | '"' | '\t' => -3.5,
        '\0'..='\x08' | '\x0b'..='\x1f' | '\x7f' => -15.0,
        _ => -6.0,
    }
}

fn east_asian(c: char, language: &Language, frequent: &BTreeSet<char>) -> f64 {
    match (language, c) {
        (
            _,
            '，' | '。' | '、' | '：' | '；' | '（' | '）' | '￥' | '！' | '？' | '\u{3000}' | '—' | '…' | '“' | '”',
        ) => -7.5,
        (_, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '·' | '㎡' | '℃' | '《' | '》' | '【' | '】') => {
            -9.0
        }
        (Language::Korean, _) if frequent.contains(&c) => -6.5,
        (Language::Korean, '가'..='힣') => -10.0,
        (Language::Japanese, 'ぁ'..='ゖ' | 'ァ'..='ヶ' | 'ー') => -5.5,
        (Language::Japanese, '\u{ff66}'..='\u{ff9f}') => -7.5,
        _ if frequent.contains(&c) => -7.2,
        (Language::Korean, _) => -16.0,
        (Language::Simplified, _) if plane(c, GB18030, 0xB0..=0xD7) => -9.8,
        (Language::Traditional, _) if plane(c, BIG5, 0xA4..=0xC6) => -10.4,
        (Language::Japanese, _) if plane(c, SHIFT_JIS, 0x88..=0x97) => -10.4,
        (Language::Simplified, _) if plane(c, GB18030, 0xD8..=0xF7) => -12.0,
        (_, '\u{4e00}'..='\u{9fff}') => -14.5,
        (_, '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}') => -17.0,
        _ => -18.0,
    }
}

/// Whether a character lies in the given rows of its double-byte table: the common characters come in the first rows.
/// In the rows of GB2312 the second byte is never below 0xA1.
fn plane(c: char, charset: &'static encoding_rs::Encoding, rows: std::ops::RangeInclusive<u8>) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, faulty) = charset.encode(c.encode_utf8(&mut buffer));
    !faulty && matches!(*bytes, [row, cell] if rows.contains(&row) && (charset != GB18030 || cell >= 0xA1))
}

/// Letters of alphabets. Words are mostly lower case; a capital in the middle of a word and symbols are rare, and so
/// are two Latin letters with accents side by side.
fn alphabetic(c: char, before: char) -> f64 {
    match (c.is_alphabetic(), c.is_lowercase(), before.is_alphabetic()) {
        _ if c < '\u{370}' && !before.is_ascii() => -8.0,
        (true, true, true) => -4.0,
        (true, true, false) => -6.0,
        (true, false, false) => -5.5,
        (true, false, true) => -7.5,
        (false, ..) if matches!(c, '€' | '£' | '°' | '’' | '–' | '\u{a0}') => -6.0,
        (false, ..) => -9.0,
    }
}
