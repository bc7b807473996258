//! The check digit of GS1 keys. It corrects nothing.

/// The digit that belongs behind `payload`: weights 3 and 1 in turn from the right. `None` when `payload` is empty or
/// holds anything but the digits 0 to 9. Source: GS1 General Specifications, 7.9.1.
pub fn check_digit(payload: &str) -> Option<char> {
    if payload.is_empty() {
        return None;
    }
    let sum = payload.chars().rev().enumerate().try_fold(0, |sum, (from_right, digit)| {
        let weight = if from_right.is_multiple_of(2) { 3 } else { 1 };
        Some((sum + weight * digit.to_digit(10)?) % 10)
    })?;
    char::from_digit((10 - sum) % 10, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// GTIN-13 629104150021-3: the worked example of GS1 (gs1.org, "How to calculate a check digit manually"). GTIN-12
    /// 03600024145-7 and GTIN-8 7351353-7: the usual examples of UPC-A and EAN-8. GTIN-14 8061414112345-8 and SSCC
    /// 10614141234567890-8: the pairs of the EPC Tag Data Standard, chapter 7.
    #[test]
    fn published_numbers() {
        assert_eq!(check_digit("629104150021"), Some('3'));
        assert_eq!(check_digit("03600024145"), Some('7'));
        assert_eq!(check_digit("7351353"), Some('7'));
        assert_eq!(check_digit("8061414112345"), Some('8'));
        assert_eq!(check_digit("10614141234567890"), Some('8'));
    }

    #[test]
    fn every_wrong_digit_is_noticed() {
        let payload = "0952114101234";
        for at in 0..payload.len() {
            for other in ('0'..='9').filter(|digit| !payload[at..].starts_with(*digit)) {
                let wrong = format!("{}{other}{}", &payload[..at], &payload[at + 1..]);
                assert_ne!(check_digit(&wrong), check_digit(payload), "{wrong}");
            }
        }
    }

    #[test]
    fn only_digits_have_one() {
        assert_eq!(check_digit(""), None);
        assert_eq!(check_digit("12a4"), None);
        assert_eq!(check_digit("１２"), None);
    }
}
