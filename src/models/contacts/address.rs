//! Whether a cell is enough of a postal address for a letter. It knows no streets.

use super::refusal::Refusal;
use super::spelling::{bare, is_placeholder};

/// Fewer letters and digits are no street with a number.
const LEAST_CHARACTERS: usize = 6;

/// Checks a folded value: at least six letters and digits, at least two of them letters, and no placeholder.
///
/// # Errors
/// [`Refusal::Placeholder`] or [`Refusal::NoStreet`].
pub(super) fn read_address(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if is_placeholder(text) {
        return Err(Refusal::Placeholder);
    }
    let bare = bare(text);
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    if bare.chars().count() < LEAST_CHARACTERS || letters < 2 {
        return Err(Refusal::NoStreet);
    }
    Ok(text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streets_and_none() {
        for text in ["5 Elm St", "长安街100号", "10 Downing Street, London"] {
            assert_eq!(read_address(text).as_deref(), Ok(text));
        }
        for (text, refusal) in [
            ("N/A", Refusal::Placeholder),
            ("xxxxxxxx", Refusal::Placeholder),
            ("北京", Refusal::NoStreet),
            ("100080", Refusal::NoStreet),
            ("- 5 Elm -", Refusal::NoStreet),
        ] {
            assert_eq!(read_address(text), Err(refusal), "{text}");
        }
    }
}
