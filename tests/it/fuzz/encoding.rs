//! Any bytes in any encoding.

use std::io::{Cursor, Read};

use huike::exports::encoding::{Encoding, EncodingErrors, Survey, SurveyError, survey_with};
use huike::labels::Lang;

use super::campaign::{Campaign, Cost, bytes, outcome};
use super::dice::Dice;
use super::seeds;

const LABELS: [&str; 14] = [
    "utf-8",
    "utf-8-bom",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "utf-16le-bom",
    "gb18030",
    "gbk",
    "big5",
    "windows-1252",
    "shift_jis",
    "euc-kr",
    "koi8-r",
    "windows-1258",
];

/// Byte order marks, characters of two and four bytes, and bytes that no encoding knows.
const TOKENS: [&str; 8] = ["\u{feff}", "\0", "\0\0", "客户", "\u{fffd}", "é", "𠮷", "\n"];

#[test]
fn any_bytes_are_text_or_refused() {
    let mut seeds: Vec<Vec<u8>> = bytes(seeds::TABLES);
    let text = "客户编号,姓名,城市\r\n0001,张伟,上海\r\n0002,王芳,北京\r\n";
    let taiwan = "客戶編號,姓名,城市\r\n0001,張偉,臺北\r\n0002,許功,高雄\r\n";
    seeds.extend([encoding_rs::GBK, encoding_rs::GB18030].map(|charset| charset.encode(text).0.into_owned()));
    seeds.push(encoding_rs::GB18030.encode("1|誠乗|䶮𠮷€\n").0.into_owned());
    seeds.push(encoding_rs::BIG5.encode(taiwan).0.into_owned());
    seeds.push(encoding_rs::SHIFT_JIS.encode("番号,名前\n1,東京ｶﾅ\n").0.into_owned());
    seeds.push(encoding_rs::EUC_KR.encode("번호,이름\n1,김철수\n").0.into_owned());
    seeds.push(encoding_rs::WINDOWS_1252.encode("id;name\n1;Müller “x” €\n").0.into_owned());
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        seeds.push(text.encode_utf16().flat_map(unit).collect());
        seeds.push("\u{feff}a,b\n1,𠮷\n".encode_utf16().flat_map(unit).collect());
    }
    seeds.push([b"\xEF\xBB\xBF", text.as_bytes()].concat());
    seeds.push([text.as_bytes(), &encoding_rs::GBK.encode(text).0].concat());
    seeds.push([text.as_bytes(), b"\xB0\xFF\x80\xE4\xBD"].concat());
    seeds.push(b"\xFF\xFE\0\0i\0\0\0".to_vec());
    seeds.push(b"\x84\x31\x95\x33id,x\n".to_vec());
    seeds.push(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xB5\x9F".to_vec());
    Campaign { name: "encoding", usual: 4_000, cost: Cost::Usual, seeds, tokens: &TOKENS }.run(execute);
}

fn execute(input: &[u8], dice: &mut Dice) -> u64 {
    let given = if dice.one_in(3) { Encoding::parse(dice.pick(&LABELS)) } else { None };
    let errors = if dice.one_in(2) { EncodingErrors::Strict } else { EncodingErrors::Replace };
    let surveyed = survey_with(&mut || Ok(Box::new(Cursor::new(input.to_vec()))), given, errors);
    match surveyed {
        Ok(survey) => {
            check(input, &survey, errors, dice);
            let reason = std::mem::discriminant(&survey.reason);
            outcome((survey.encoding.name(), reason, survey.replaced.count.min(3)))
        }
        Err(error) => {
            assert!(!error.text().render(Lang::Zh).is_empty());
            if let SurveyError::Undecodable { offset, .. } | SurveyError::DamagedUtf8 { offset } = &error {
                assert!(*offset < input.len() as u64);
            }
            outcome((std::mem::discriminant(&error), given.map(Encoding::name)))
        }
    }
}

fn check(input: &[u8], survey: &Survey, errors: EncodingErrors, dice: &mut Dice) {
    assert_eq!(survey.bytes, input.len() as u64);
    assert!(errors == EncodingErrors::Replace || survey.replaced.count == 0);
    assert!(survey.replaced.offsets.is_sorted());
    assert!(survey.replaced.offsets.iter().all(|offset| *offset < input.len() as u64));
    let mut text = String::new();
    let mut reader = survey.decode(input);
    reader.read_to_string(&mut text).unwrap();
    assert_eq!(reader.replaced(), survey.replaced);
    let name = survey.encoding.name();
    if survey.replaced.count == 0 && name.starts_with("utf") {
        assert_eq!(survey.encoding.length_of(&text) + survey.encoding.mark_length(), survey.bytes, "{name}");
    }
    assert_eq!(Encoding::parse(&name), Some(survey.encoding));
    if dice.one_in(8) {
        let mut again = Vec::new();
        survey.decode(Drops { bytes: input, most: 1 + dice.below(7) }).read_to_end(&mut again).unwrap();
        assert_eq!(again, text.as_bytes());
    }
}

/// A stream that comes a few bytes at a time.
struct Drops<'a> {
    bytes: &'a [u8],
    most: usize,
}

impl Read for Drops<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let most = self.most.min(out.len());
        self.bytes.read(&mut out[..most])
    }
}
