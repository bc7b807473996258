//! Which encoding a sample of lines is in, when it is not UTF-8: damaged UTF-8, the likeliest legacy encoding, or no
//! telling. It reads no stream.

use std::collections::BTreeSet;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::Encoding;
use super::likelihood::log_likelihood;

/// The likelihood ratio below which two readings are called equally likely (e^4, about 55 to 1). In 240,000 synthetic
/// tables of one row no wrong reading led by as much. Nothing settles a tie: a detector that is right nine times
/// in ten would be wrong without a word the tenth time.
const CLEAR: f64 = 4.0;

/// Different words that have to speak for another Latin encoding than windows-1252 where the text may be either. In 2,400
/// synthetic tables of French, Spanish, Italian and Portuguese names of up to ten rows, the detector read one in twenty as
/// the text of eastern languages; of those with more such words, one in two hundred.
const TELLING: usize = 5;

/// Letters beyond ASCII of the languages that windows-1252 is mostly used for.
const WESTERN: &str = "àáâãäåæçèéêëìíîïñòóôõöøùúûüœßÿÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒŸ";

/// What the sample is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Guess {
    /// Mostly valid UTF-8: some of it is damaged or in another encoding.
    DamagedUtf8,
    /// One encoding reads clearly best.
    Likely(Encoding),
    /// Two encodings read equally well.
    CannotTell(Encoding, Encoding),
}

pub(super) fn guess(lines: &[Vec<u8>]) -> Guess {
    if is_mostly_utf8(lines) {
        return Guess::DamagedUtf8;
    }
    let detected = detect(lines);
    let single_byte = if detected.charset.is_single_byte() { detected } else { Encoding::WINDOWS_1252 };
    let candidates = [
        Encoding::GB18030,
        Encoding::BIG5,
        Encoding::SHIFT_JIS,
        Encoding::EUC_KR,
        Encoding::plain(encoding_rs::EUC_JP),
        single_byte,
    ];
    let mut ranked: Vec<(f64, Encoding)> =
        candidates.into_iter().map(|encoding| (log_likelihood(lines, encoding), encoding)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    match ranked[..] {
        [(best, first), (next, second), ..] if best - next < CLEAR => Guess::CannotTell(first, second),
        [(_, first), ..] if first.charset.is_single_byte() && has_whole_utf8(lines) => {
            Guess::CannotTell(Encoding::UTF_8, first)
        }
        [(_, first), ..] if first.charset.is_single_byte() => match words_apart(lines, first) {
            Some(0) => Guess::Likely(Encoding::WINDOWS_1252),
            Some(words) if words < TELLING => Guess::CannotTell(Encoding::WINDOWS_1252, first),
            _ => Guess::Likely(first),
        },
        [(_, first), ..] => Guess::Likely(first),
        [] => Guess::Likely(detected),
    }
}

/// The opinion of Firefox's detector. It tells the single-byte encodings apart.
fn detect(lines: &[Vec<u8>]) -> Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for line in lines {
        detector.feed(line, false);
        detector.feed(b"\n", false);
    }
    detector.feed(b"", true);
    Encoding::of(detector.guess(None, Utf8Detection::Deny))
}

/// How many different words read otherwise in windows-1252 than in another Latin encoding; nothing where what differs is
/// no western letter in the one, or no Latin letter in the other.
fn words_apart(lines: &[Vec<u8>], other: Encoding) -> Option<usize> {
    let mut words = BTreeSet::new();
    for line in lines {
        let (western, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(line);
        let (others, _) = other.charset.decode_without_bom_handling(line);
        let pairs: Vec<(char, char)> = western.chars().zip(others.chars()).collect();
        let apart = |(western, other): &(char, char)| western != other;
        let may_be_both = |(western, other): &(char, char)| WESTERN.contains(*western) && *other < '\u{250}';
        if !pairs.iter().filter(|pair| apart(pair)).all(may_be_both) {
            return None;
        }
        let all = pairs.split(|(western, _)| !western.is_alphabetic());
        words.extend(all.filter(|word| word.iter().any(apart)).map(<[_]>::to_vec));
    }
    Some(words.len())
}

/// Whether one in twenty runs of non-ASCII bytes, or more, is whole UTF-8. In a single-byte encoding that takes a
/// capital with an accent and a sign behind it, as in `Ã©`, which no language writes.
fn has_whole_utf8(lines: &[Vec<u8>]) -> bool {
    let runs = || lines.iter().flat_map(|line| line.split(u8::is_ascii)).filter(|run| !run.is_empty());
    runs().filter(|run| std::str::from_utf8(run).is_ok()).count() * 20 >= runs().count()
}

/// Whether runs of non-ASCII bytes are mostly whole UTF-8. In GB18030 text about one run of two Han characters in a
/// thousand looks like two three-byte characters of UTF-8 by chance; in damaged UTF-8 nearly all do.
fn is_mostly_utf8(lines: &[Vec<u8>]) -> bool {
    let (mut whole, mut wide, mut broken, mut cut) = (0_u64, 0_u64, 0_u64, 0_u64);
    for line in lines {
        for run in line.split(u8::is_ascii).filter(|run| !run.is_empty()) {
            match std::str::from_utf8(run) {
                Ok(text) => {
                    whole += 1;
                    wide += u64::from(run.len() >= 6 && text.chars().all(|c| c >= '\u{2000}'));
                }
                Err(error) if error.error_len().is_none() && error.valid_up_to() >= 3 => cut += 1,
                Err(_) => broken += 1,
            }
        }
    }
    let bad = broken + cut;
    (wide >= 2 && wide * 20 >= bad) || (whole >= 10 && whole >= 10 * bad) || (wide >= 1 && broken == 0 && cut <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(bytes: &[u8]) -> Guess {
        let lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        guess(&lines.into_iter().filter(|line| !line.is_ascii()).collect::<Vec<_>>())
    }

    #[test]
    fn one_word_is_enough_for_the_chinese_encodings() {
        for word in ["张伟", "王芳", "上海", "客户编号", "北京市", "欧阳娜娜", "慕容雪", "皇甫嵩", "男", "女士"]
        {
            let bytes = encoding_rs::GB18030.encode(word).0;
            assert_eq!(guessed(&[b"1,", &bytes[..], b",9"].concat()), Guess::Likely(Encoding::GB18030), "{word}");
        }
        for word in ["張偉", "陳怡君", "臺北市", "客戶編號", "高雄", "訂單金額"] {
            let bytes = encoding_rs::BIG5.encode(word).0;
            assert_eq!(guessed(&[b"1,", &bytes[..], b",9"].concat()), Guess::Likely(Encoding::BIG5), "{word}");
        }
    }

    #[test]
    fn western_names_are_not_chinese() {
        for word in ["Müller", "José", "Łódź", "Besançon", "Ångström", "Peña", "naïve café", "München,Straße"]
        {
            let (bytes, _, faulty) = encoding_rs::WINDOWS_1252.encode(word);
            if !faulty {
                assert_eq!(guessed(&bytes), Guess::Likely(Encoding::WINDOWS_1252), "{word}");
            }
        }
    }

    #[test]
    fn a_few_accents_are_not_taken_for_those_of_another_language() {
        let western = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        for text in
            ["Hélène,Paris", "Benoît,Nîmes", "Peña,Málaga", "Anna,Forlì", "Hélène\nHélène\nHélène\nHélène\nHélène"]
        {
            let bytes = western(text);
            let (Guess::CannotTell(first, _) | Guess::Likely(first)) = guessed(&bytes) else {
                unreachable!("taken for UTF-8")
            };
            assert_eq!(first, Encoding::WINDOWS_1252, "{text}");
        }
        // More words tell, whichever of the encodings it is.
        let names = "Hélène\nAgnès,Nîmes\nBenoît,Sète\nIrène,Orléans\nÉric,Béziers";
        assert_eq!(guessed(&western(names)), Guess::Likely(Encoding::WINDOWS_1252));
        let of = |charset: &'static encoding_rs::Encoding, text| guessed(&charset.encode(text).0);
        assert!(!matches!(of(encoding_rs::WINDOWS_1250, "Dvořák"), Guess::Likely(_)));
        // What windows-1252 has no letters for is none of it.
        let polish = of(encoding_rs::WINDOWS_1250, "Świątek,Częstochowa");
        assert_eq!(polish, Guess::Likely(Encoding::of(encoding_rs::WINDOWS_1250)));
        let turkish = of(encoding_rs::WINDOWS_1254, "Doğan Yılmaz,Balıkesir");
        assert_eq!(turkish, Guess::Likely(Encoding::of(encoding_rs::WINDOWS_1254)));
    }

    #[test]
    fn other_alphabets_and_languages_are_found() {
        let cases = [
            (encoding_rs::SHIFT_JIS, "顧客番号,氏名,住所\n1,鈴木 一郎,東京都港区\n2,さくら,カタカナ"),
            (encoding_rs::EUC_KR, "고객번호,이름,주소\n1,김민수,서울시 강남구\n2,이지은,부산광역시"),
            (encoding_rs::WINDOWS_1251, "Клиент,Город\n1,Иванов,Москва\n2,Петрова,Санкт-Петербург"),
            (encoding_rs::WINDOWS_1250, "Zákazník,Město\n1,Dvořák,Plzeň\n2,Černý,Žďár nad Sázavou\n3,Růžička,Děčín"),
        ];
        for (charset, text) in cases {
            assert_eq!(guessed(&charset.encode(text).0), Guess::Likely(Encoding::of(charset)), "{text}");
        }
    }

    #[test]
    fn a_little_utf8_beside_a_bad_byte_is_not_taken_for_another_encoding() {
        let Guess::CannotTell(first, _) =
            guessed("1,Café\n".bytes().chain(*b"2,B\xff\n").collect::<Vec<_>>().as_slice())
        else {
            unreachable!("guessed from one letter")
        };
        assert_eq!(first, Encoding::UTF_8);
    }

    #[test]
    fn utf8_with_damage_is_called_so() {
        let text = "客户编号,姓名\n1,张伟\n2,王芳\n";
        assert_eq!(guessed(&[text.as_bytes(), b"3,\xFF\n"].concat()), Guess::DamagedUtf8);
        assert_eq!(guessed(&[text.as_bytes(), &encoding_rs::GBK.encode(text).0].concat()), Guess::DamagedUtf8);
        assert_eq!(guessed(&"1,张伟,上海".as_bytes()[..12]), Guess::DamagedUtf8);
        let accents = "é,ü\n".repeat(10);
        assert_eq!(guessed(&[accents.as_bytes(), b"\xE9a"].concat()), Guess::DamagedUtf8);
    }
}
