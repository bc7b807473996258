//! How many segments an SMS takes: GSM 7-bit default alphabet with its extension table (3GPP TS 23.038), otherwise
//! UCS-2. National language tables are not counted. It shortens nothing.

/// How an SMS is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// 7 bits a character: 160 in one message, 153 in each segment of several.
    Gsm7,
    /// 16 bits a character: 70 in one message, 67 in each segment of several.
    Ucs2,
}

/// What an SMS takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segments {
    /// How it is sent.
    pub encoding: Encoding,
    /// Length in septets (GSM-7) or 16-bit units (UCS-2).
    pub units: usize,
    /// Number of segments; 0 for an empty text.
    pub count: usize,
    /// The first character that GSM-7 does not have, and which thus more than halves the room.
    pub forcing: Option<char>,
}

const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿\
                     abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// Counts the segments of `text`. A character is never split between two segments.
pub fn segments(text: &str) -> Segments {
    let forcing = text.chars().find(|sign| !BASIC.contains(*sign) && !EXTENSION.contains(*sign));
    let (encoding, alone, each) = if forcing.is_none() { (Encoding::Gsm7, 160, 153) } else { (Encoding::Ucs2, 70, 67) };
    let length = |sign: char| match encoding {
        Encoding::Gsm7 => 1 + usize::from(EXTENSION.contains(sign)),
        Encoding::Ucs2 => sign.len_utf16(),
    };
    let units = text.chars().map(length).sum();
    let count = if units <= alone { usize::from(units > 0) } else { packed(text.chars().map(length), each) };
    Segments { encoding, units, count, forcing }
}

fn packed(lengths: impl Iterator<Item = usize>, each: usize) -> usize {
    let (mut count, mut used) = (1, 0);
    for length in lengths {
        if used + length > each {
            count += 1;
            used = 0;
        }
        used += length;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 3GPP TS 23.038 and 23.040: 160 septets or 70 units alone, 153 or 67 with a header.
    #[test]
    fn limits_of_the_standard() {
        let count = |sign: &str, times: usize| segments(&sign.repeat(times)).count;
        assert_eq!([0, 1, 160, 161, 306, 307].map(|n| count("a", n)), [0, 1, 1, 2, 2, 3]);
        assert_eq!([1, 70, 71, 134, 135].map(|n| count("召", n)), [1, 1, 2, 2, 3]);
        assert_eq!([80, 81].map(|n| count("€", n)), [1, 2]);
        assert_eq!([35, 36].map(|n| count("🔥", n)), [1, 2]);
    }

    /// 153 is odd and 67 is odd: a character of two units does not fill a segment of several.
    #[test]
    fn no_character_is_split() {
        assert_eq!(["€".repeat(152), "€".repeat(153)].map(|text| segments(&text).count), [2, 3]);
        assert_eq!(["🔥".repeat(66), "🔥".repeat(67)].map(|text| segments(&text).count), [2, 3]);
    }

    #[test]
    fn one_character_can_force_the_wide_form() {
        assert_eq!(BASIC.chars().count(), 127);
        let plain = segments("Don't use it");
        assert_eq!((plain.encoding, plain.units, plain.forcing), (Encoding::Gsm7, 12, None));
        let curly = segments("Don’t use it");
        assert_eq!((curly.encoding, curly.units, curly.forcing), (Encoding::Ucs2, 12, Some('’')));
    }
}
