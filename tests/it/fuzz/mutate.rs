//! Changes of an input: of bytes, of characters, of numbers, with tokens of the language that is read, with pieces of
//! other inputs. It executes nothing.

use super::dice::Dice;

/// The longest input, in bytes.
const LONGEST: usize = 64 << 10;

/// Characters that readers of text trip over.
const ODD: [&str; 28] = [
    "\0", "\t", "\r", "\n", "\r\n", "\u{b}", "\u{c}", "\u{1a}", "\u{7f}", "\u{85}", "\u{a0}", "\u{ad}", "\u{200b}",
    "\u{200e}", "\u{202e}", "\u{2028}", "\u{2212}", "\u{3000}", "\u{feff}", "\u{fffd}", "\u{ffff}", "\u{301}", "１",
    "ß", "İ", "客", "𠮷", "😀",
];

const NUMBERS: [&str; 26] = [
    "0",
    "-0",
    "00",
    "1",
    "-1",
    "9",
    "10",
    "12",
    "13",
    "31",
    "32",
    "99",
    "100",
    "255",
    "256",
    "1900",
    "9999",
    "32768",
    "65536",
    "2147483648",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "1e308",
    "99999999999999999999999999999999999999999",
];

/// Changes a copy of `input` up to six times. `other` is where foreign pieces come from.
pub(super) fn mutate(input: &[u8], other: &[u8], tokens: &[&str], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=dice.below(6) {
        change(&mut bytes, other, tokens, dice);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn change(bytes: &mut Vec<u8>, other: &[u8], tokens: &[&str], dice: &mut Dice) {
    let at = dice.below(bytes.len() + 1);
    match dice.below(16) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = dice.roll() as u8;
            }
        }
        2 => {
            let new: Vec<u8> = (0..=dice.below(4)).map(|_| dice.roll() as u8).collect();
            insert(bytes, at, &new);
        }
        3 => {
            bytes.drain(stretch(bytes, dice));
        }
        4 => {
            let piece = bytes[stretch(bytes, dice)].to_vec();
            insert(bytes, at, &piece);
        }
        5 if dice.one_in(8) => repeat(bytes, at, dice),
        5 => {
            let piece = bytes[stretch(bytes, dice)].repeat(1 + dice.below(8));
            insert(bytes, at, &piece);
        }
        6 | 7 if !tokens.is_empty() => insert(bytes, at, dice.pick(tokens).as_bytes()),
        8 if !tokens.is_empty() => {
            let token = dice.pick(tokens).as_bytes();
            let end = (at + token.len()).min(bytes.len());
            bytes.splice(at..end, token.iter().copied());
        }
        9 => {
            bytes.truncate(at);
            bytes.extend_from_slice(&other[dice.below(other.len() + 1)..]);
        }
        10 => {
            let piece = &other[stretch(other, dice)];
            insert(bytes, at, piece);
        }
        11 => number(bytes, at, dice),
        12 => insert(bytes, at, dice.pick(&ODD).as_bytes()),
        13 => character(bytes, dice),
        14 => bytes.truncate(at),
        _ => {
            let (one, two) = (dice.below(bytes.len()), dice.below(bytes.len()));
            if bytes.len() > 1 {
                bytes.swap(one, two);
            }
        }
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, new: &[u8]) {
    bytes.splice(at..at, new.iter().copied());
}

/// A short stretch of some bytes.
fn stretch(bytes: &[u8], dice: &mut Dice) -> std::ops::Range<usize> {
    let start = dice.below(bytes.len() + 1);
    let most = if dice.one_in(4) { bytes.len() } else { 16 };
    start..bytes.len().min(start + dice.below(most + 1))
}

/// Repeats a few bytes so often that anything that is not linear in them shows.
fn repeat(bytes: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    let start = dice.below(bytes.len() + 1);
    let piece = bytes[start..bytes.len().min(start + 1 + dice.below(12))].to_vec();
    let times = (1 << dice.below(14)).min(LONGEST / piece.len().max(1));
    insert(bytes, at, &piece.repeat(times));
}

/// Puts another number in the place of the digits behind `at`.
fn number(bytes: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|behind| at + behind) else { return };
    let end = bytes[start..].iter().position(|byte| !byte.is_ascii_digit()).map_or(bytes.len(), |long| start + long);
    bytes.splice(start..end, dice.pick(&NUMBERS).bytes());
}

/// Removes, doubles, or replaces a whole character.
fn character(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let at = (0..=dice.below(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let Some(sign) = text[at..].chars().next() else { return };
    let new = match dice.below(3) {
        0 => String::new(),
        1 => sign.to_string().repeat(2),
        _ => dice.pick(&ODD).to_string(),
    };
    bytes.splice(at..at + sign.len_utf8(), new.bytes());
}
