//! Currencies as cells name them: ISO codes, signs and Chinese words. Whether amounts may be added is the only
//! question it answers; it knows no rates.

/// A currency, or a sign that several currencies share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Currency {
    /// The ISO 4217 code, three capital letters.
    Iso([u8; 3]),
    /// `¥` or `￥`: CNY or JPY.
    YenOrYuan,
    /// `$` alone: USD, HKD, TWD, AUD, ….
    Dollar,
}

/// The active codes of ISO 4217 for money that is paid with (no metals, bonds or test codes), sorted.
const ISO_4217: &str = "\
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF \
CLP CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL \
HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL \
MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON \
RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH \
UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

const DOLLARS: &str = "AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD MOP MXN NAD NZD SBD SGD SRD TTD TWD USD XCD";

/// Signs and words, longer ones before those they contain. 元 and 圆 alone mean CNY.
const SIGNS: [(&str, Currency); 45] = [
    ("人民币", iso(b"CNY")),
    ("人民幣", iso(b"CNY")),
    ("新台币", iso(b"TWD")),
    ("新臺幣", iso(b"TWD")),
    ("新台幣", iso(b"TWD")),
    ("美元", iso(b"USD")),
    ("美金", iso(b"USD")),
    ("欧元", iso(b"EUR")),
    ("歐元", iso(b"EUR")),
    ("日元", iso(b"JPY")),
    ("日圆", iso(b"JPY")),
    ("日圓", iso(b"JPY")),
    ("港元", iso(b"HKD")),
    ("港币", iso(b"HKD")),
    ("港幣", iso(b"HKD")),
    ("台币", iso(b"TWD")),
    ("台幣", iso(b"TWD")),
    ("英镑", iso(b"GBP")),
    ("英鎊", iso(b"GBP")),
    ("韩元", iso(b"KRW")),
    ("元", iso(b"CNY")),
    ("圆", iso(b"CNY")),
    ("圓", iso(b"CNY")),
    ("RMB", iso(b"CNY")),
    ("US$", iso(b"USD")),
    ("HK$", iso(b"HKD")),
    ("NT$", iso(b"TWD")),
    ("AU$", iso(b"AUD")),
    ("CA$", iso(b"CAD")),
    ("R$", iso(b"BRL")),
    ("S$", iso(b"SGD")),
    ("A$", iso(b"AUD")),
    ("C$", iso(b"CAD")),
    ("NZ$", iso(b"NZD")),
    ("CN¥", iso(b"CNY")),
    ("CN￥", iso(b"CNY")),
    ("JP¥", iso(b"JPY")),
    ("円", iso(b"JPY")),
    ("$", Currency::Dollar),
    ("¥", Currency::YenOrYuan),
    ("￥", Currency::YenOrYuan),
    ("€", iso(b"EUR")),
    ("£", iso(b"GBP")),
    ("₹", iso(b"INR")),
    ("₩", iso(b"KRW")),
];

const fn iso(code: &[u8; 3]) -> Currency {
    Currency::Iso(*code)
}

impl Currency {
    /// Reads a cell that holds nothing but a currency: a code in any case, a sign or a word.
    pub fn parse(text: &str) -> Option<Currency> {
        let folded = super::width::fold(text);
        Currency::at_start(&folded).filter(|(_, rest)| rest.is_empty()).map(|(currency, _)| currency)
    }

    /// The currency that a text starts with, and the text behind it.
    pub(super) fn at_start(text: &str) -> Option<(Currency, &str)> {
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        SIGNS
            .iter()
            .find_map(|(sign, currency)| {
                let (start, rest) = text.split_at_checked(sign.len())?;
                start.eq_ignore_ascii_case(sign).then_some((*currency, rest))
            })
            .or_else(|| Some((Currency::code(text.get(..3)?)?, text.get(3..)?)))
    }

    /// The currency that a text ends with, and the text before it.
    pub(super) fn at_end(text: &str) -> Option<(Currency, &str)> {
        if text.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        SIGNS.iter().find_map(|(sign, currency)| Some((*currency, text.strip_suffix(sign)?))).or_else(|| {
            let (before, code) = text.split_at_checked(text.len().checked_sub(3)?)?;
            Some((Currency::code(code)?, before))
        })
    }

    fn code(text: &str) -> Option<Currency> {
        if !text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let code: [u8; 3] = text.to_ascii_uppercase().into_bytes().try_into().ok()?;
        match &code {
            b"RMB" | b"CNH" => Some(iso(b"CNY")),
            _ => ISO_4217.split(' ').any(|known| known.as_bytes() == code).then_some(Currency::Iso(code)),
        }
    }

    /// The one currency that both can mean, or `None` when they are different money: `¥` and `CNY` are CNY, `¥` and
    /// `USD` are a mixture.
    pub fn merge(self, other: Currency) -> Option<Currency> {
        match (self, other) {
            (one, other) if one == other => Some(one),
            (Currency::YenOrYuan, code @ Currency::Iso(iso)) | (code @ Currency::Iso(iso), Currency::YenOrYuan) => {
                matches!(&iso, b"CNY" | b"JPY").then_some(code)
            }
            (Currency::Dollar, code @ Currency::Iso(iso)) | (code @ Currency::Iso(iso), Currency::Dollar) => {
                DOLLARS.split(' ').any(|known| known.as_bytes() == iso).then_some(code)
            }
            _ => None,
        }
    }
}

impl std::fmt::Display for Currency {
    /// The ISO code, or the sign when it may mean several currencies.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Currency::Iso(code) => code.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter))),
            Currency::YenOrYuan => f.write_str("¥"),
            Currency::Dollar => f.write_str("$"),
        }
    }
}

/// Whether two names of currencies can mean the same one: `CNY` and `¥` can, `CNY` and `USD` cannot.
pub fn same_currency(first: &str, second: &str) -> bool {
    match (Currency::parse(first), Currency::parse(second)) {
        (Some(first), Some(second)) => first.merge(second).is_some(),
        _ => first.eq_ignore_ascii_case(second),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_signs_and_words_name_the_same_money() {
        for text in ["CNY", "cny", " 人民币 ", "RMB", "元", "ＣＮＹ", "rmb"] {
            assert_eq!(Currency::parse(text), Some(iso(b"CNY")), "{text}");
        }
        assert_eq!(Currency::parse("$"), Some(Currency::Dollar));
        assert_eq!(Currency::parse("HK$"), Some(iso(b"HKD")));
        assert_eq!(Currency::parse("￥").map(|c| c.to_string()), Some("¥".into()));
        for text in ["", "XYZ", "C", "CNYX", "元角", "客户"] {
            assert_eq!(Currency::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_shared_sign_fits_its_currencies_and_no_other() {
        let (yuan, yen, dollar) = (iso(b"CNY"), iso(b"JPY"), iso(b"USD"));
        assert_eq!(Currency::YenOrYuan.merge(yuan), Some(yuan));
        assert_eq!(yen.merge(Currency::YenOrYuan), Some(yen));
        assert_eq!(Currency::YenOrYuan.merge(dollar), None);
        assert_eq!(yuan.merge(yen), None);
        assert_eq!(Currency::Dollar.merge(dollar), Some(dollar));
        assert_eq!(Currency::Dollar.merge(yuan), None);
        assert_eq!(Currency::Dollar.merge(Currency::YenOrYuan), None);
    }
}
