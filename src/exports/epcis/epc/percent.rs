//! Percent-encoded parts of URIs, as text. It knows no scheme.

use super::fault::EpcFault;

/// `part` with every `%XX` replaced (RFC 3986, 2.1). The result must be UTF-8, not empty and free of control
/// characters.
pub(super) fn decode(part: &str) -> Result<String, EpcFault> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let [high, low, after @ ..] = after else { return Err(EpcFault::PercentCode) };
        let (Some(high), Some(low)) = (hex(*high), hex(*low)) else { return Err(EpcFault::PercentCode) };
        bytes.push(high << 4 | low);
        rest = after;
    }
    let text = String::from_utf8(bytes).map_err(|_| EpcFault::PercentCode)?;
    match text.chars().any(char::is_control) {
        true => Err(EpcFault::Character),
        false if text.is_empty() => Err(EpcFault::EmptyPart),
        false => Ok(text),
    }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_characters() {
        assert_eq!(decode("A%2FB%25%e6%89%b9"), Ok("A/B%批".to_string()));
        assert_eq!(decode("a+b.*"), Ok("a+b.*".to_string()));
    }

    #[test]
    fn broken_codes_are_refused() {
        for broken in ["%", "%2", "%G0", "a%-1", "%FF", "%C3"] {
            assert_eq!(decode(broken), Err(EpcFault::PercentCode), "{broken}");
        }
        assert_eq!(decode("%00"), Err(EpcFault::Character));
        assert_eq!(decode(""), Err(EpcFault::EmptyPart));
    }
}
