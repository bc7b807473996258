//! What a cell looks like: its text, and the pattern of its signs. Cells of one column share few patterns, unless the
//! column holds text.

/// Signs that tell shapes apart; longer cells are told by their start.
const SIGNS: usize = 20;

/// The FNV-1a hash of nothing.
const OF_NOTHING: u64 = 0xcbf2_9ce4_8422_2325;

/// What a cell looks like, boiled down to what a column is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub(super) shape: Shape,
    pub(super) text: u64,
}

impl Look {
    /// The look of a cell, blanks around it left aside.
    pub fn of(cell: &str) -> Look {
        let cell = cell.trim();
        Look { shape: Shape::of(cell), text: fnv(cell.bytes().map(u32::from)) }
    }
}

/// The FNV-1a hash of some signs.
fn fnv(signs: impl Iterator<Item = u32>) -> u64 {
    signs.fold(OF_NOTHING, |hash, sign| (hash ^ u64::from(sign)).wrapping_mul(0x0100_0000_01b3))
}

/// The shape of a cell, as a hash of its pattern: `2025-03-04` → `99-9-9`, `A red chair` → `a a`, `￥1,280` → `￥9,99`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shape(u64);

impl Shape {
    /// The shape of a cell, blanks around it left aside.
    pub(super) fn of(cell: &str) -> Shape {
        Shape(fnv(pattern(cell.trim()).into_iter().map(u32::from)))
    }

    /// Whether it is the shape of a blank cell.
    pub(super) fn is_blank(self) -> bool {
        self == Shape(OF_NOTHING)
    }
}

/// Digits become `9` (one or two), `99` (three or four) or `999`; letters of alphabets `a`, other letters `字`; a third
/// word and later ones change nothing.
fn pattern(cell: &str) -> Vec<char> {
    let mut signs: Vec<char> = Vec::with_capacity(SIGNS + 4);
    let mut rest = cell.chars().peekable();
    while let Some(sign) = rest.next() {
        if signs.len() >= SIGNS {
            break;
        }
        let kind = kind(sign);
        let mut run = 1_usize;
        while matches!(kind, '9' | 'a' | '字' | ' ') && rest.next_if(|next| self::kind(*next) == kind).is_some() {
            run += 1;
        }
        let signs_of_run = if kind == '9' { run.div_ceil(2).min(3) } else { 1 };
        signs.extend(std::iter::repeat_n(kind, signs_of_run));
        if signs.ends_with(&['a', ' ', 'a', ' ', 'a']) {
            signs.truncate(signs.len() - 2);
        }
    }
    signs
}

fn kind(sign: char) -> char {
    match sign {
        sign if sign.is_numeric() => '9',
        sign if sign.is_alphabetic() && sign < '\u{2e80}' => 'a',
        sign if sign.is_alphabetic() => '字',
        sign if sign.is_whitespace() => ' ',
        sign => sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cell: &str) -> String {
        pattern(cell).into_iter().collect()
    }

    #[test]
    fn cells_of_one_kind_share_a_shape() {
        assert_eq!(written("2025-03-04"), "99-9-9");
        assert_eq!(written("C00123456"), "a999");
        assert_eq!(written("A red chair, oak"), "a a, a");
        assert_eq!(written("￥1,280.50"), "￥9,99.9");
        assert_eq!(written("2026年6月30日"), "99字9字9字");
        assert_eq!(Shape::of(" 7 "), Shape::of("12"));
        assert_eq!(Shape::of("one two three four"), Shape::of("five six"));
        assert_ne!(Shape::of("12:30"), Shape::of("12.30"));
    }
}
