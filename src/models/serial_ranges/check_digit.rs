//! Check digits: the last digit of a number computed from those before it. It corrects nothing.

/// How the last digit of a serial's number checks the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CheckDigit {
    /// There is none: the last digit counts.
    #[default]
    Absent,
    /// The formula of Luhn, as in the IMEI. Source: ISO/IEC 7812-1, annex B.
    Luhn,
    /// Weights 3 and 1 in turn from the right. Source: GS1 General Specifications, 7.9.1.
    Gs1,
}

impl CheckDigit {
    /// The digit that belongs behind `payload`, which is made of decimal digits; `None` when there is to be none.
    pub fn of(self, payload: &str) -> Option<char> {
        let weigh = |from_right: usize, digit: u32| match (self, from_right.is_multiple_of(2)) {
            (CheckDigit::Luhn, true) => digit * 2 / 10 + digit * 2 % 10,
            (CheckDigit::Gs1, true) => 3 * digit,
            _ => digit,
        };
        let digits = payload.chars().rev().filter_map(|digit| digit.to_digit(10));
        // At most 27 a digit: the sum cannot overflow, and is kept small all the same.
        let sum = digits.enumerate().fold(0, |sum, (from_right, digit)| (sum + weigh(from_right, digit)) % 10);
        match self {
            CheckDigit::Absent => None,
            CheckDigit::Luhn | CheckDigit::Gs1 => char::from_digit((10 - sum) % 10, 10),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 7992739871-3 and the IMEI 49015420323751-8, the usual examples of Luhn's formula; GTIN-13 629104150021-3, the
    /// example of GS1, and the GTIN-8 7351353-7.
    #[test]
    fn published_numbers() {
        assert_eq!(CheckDigit::Luhn.of("7992739871"), Some('3'));
        assert_eq!(CheckDigit::Luhn.of("49015420323751"), Some('8'));
        assert_eq!(CheckDigit::Gs1.of("629104150021"), Some('3'));
        assert_eq!(CheckDigit::Gs1.of("7351353"), Some('7'));
        assert_eq!(CheckDigit::Absent.of("1"), None);
    }

    #[test]
    fn every_wrong_digit_is_noticed() {
        let payload = "4901542032";
        for check in [CheckDigit::Luhn, CheckDigit::Gs1] {
            for at in 0..payload.len() {
                let others = ('0'..='9').filter(|digit| !payload[at..].starts_with(*digit));
                for other in others {
                    let wrong = format!("{}{other}{}", &payload[..at], &payload[at + 1..]);
                    assert_ne!(check.of(&wrong), check.of(payload), "{wrong}");
                }
            }
        }
    }
}
