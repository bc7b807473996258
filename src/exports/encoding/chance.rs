//! Whether a few bytes are valid UTF-8 only by chance. `谢伟` in GB18030 is D0 BB CE B0, which UTF-8 reads as `лΰ`: a
//! Cyrillic and a Greek letter in one word. Such a stream is refused, since no rule is certain; it decides nothing else.

use super::Encoding;

/// The Chinese encoding that lines of valid UTF-8 may be in instead: every run of characters beyond ASCII is a word that
/// no language writes, and every one of them is a Han character in that encoding. Lines with a single plausible word
/// are believed.
pub(super) fn doubt(lines: &[Vec<u8>]) -> Option<Encoding> {
    let mut runs = lines.iter().flat_map(|line| line.split(u8::is_ascii)).filter(|run| !run.is_empty()).peekable();
    if runs.peek().is_none() || !runs.all(is_no_word) {
        return None;
    }
    [Encoding::GB18030, Encoding::BIG5].into_iter().find(|encoding| lines.iter().all(|line| is_han(line, *encoding)))
}

/// Two letters of different scripts side by side, a character of a plane that holds none, or rare Han characters without
/// a common one.
fn is_no_word(run: &[u8]) -> bool {
    let text = String::from_utf8_lossy(run);
    let scripts: Vec<Script> = text.chars().map(script).filter(|script| *script != Script::Any).collect();
    let has = |range: std::ops::RangeInclusive<char>| text.chars().any(|c| range.contains(&c));
    scripts.contains(&Script::Unassigned)
        || scripts.windows(2).any(|pair| pair[0] != pair[1])
        || (has('\u{3400}'..='\u{4dbf}') && !has('\u{4e00}'..='\u{9fff}'))
}

#[derive(Clone, Copy, PartialEq)]
enum Script {
    /// Signs that stand beside letters of every script.
    Any,
    Latin,
    Greek,
    Cyrillic,
    EastAsian,
    /// Any other, by its block of 256 code points.
    Block(u32),
    Unassigned,
}

fn script(c: char) -> Script {
    match c {
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{2bff}' | '\u{10000}'..='\u{1ffff}' => Script::Any,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' => Script::EastAsian,
        '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}' => Script::EastAsian,
        '\u{40000}'..='\u{dffff}' => Script::Unassigned,
        _ => Script::Block(u32::from(c) >> 8),
    }
}

/// Whether a line is ASCII and Han characters in this encoding.
fn is_han(line: &[u8], encoding: Encoding) -> bool {
    let (text, faulty) = encoding.charset.decode_without_bom_handling(line);
    !faulty && text.chars().all(|c| c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030};

    use super::*;

    #[test]
    fn names_that_happen_to_be_utf8_are_doubted() {
        for (name, charset) in
            [("谢伟", GB18030), ("司翊静", GB18030), ("司岚璟", GB18030), ("欧婧璟", GB18030), ("簡蓁柏", BIG5)]
        {
            let line = [b"1,", &charset.encode(name).0[..], b",9"].concat();
            assert!(std::str::from_utf8(&line).is_ok(), "{name}");
            assert!(doubt(&[line]).is_some(), "{name}");
        }
    }

    #[test]
    fn words_of_utf8_are_believed() {
        for word in
            ["José", "Müller", "äöüß", "Łódź", "Анна", "Γιάννης", "25 °C", "café, 5 m²", "😀", "𠮷", "", "张伟", "张䶮"]
        {
            assert_eq!(doubt(&[word.into()]), None, "{word}");
        }
        assert_eq!(doubt(&["лΰ, Müller".into()]), None);
    }
}
