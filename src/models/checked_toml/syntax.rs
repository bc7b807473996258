//! From a text to a TOML table. It checks the form only.

use toml::Table;

use super::problem::Problem;

/// Reads a TOML text; a byte order mark at its start is allowed.
///
/// # Errors
/// The first place where the text is not TOML.
pub fn parse(text: &str) -> Result<Table, Vec<Problem>> {
    let text = text.trim_start_matches('\u{feff}');
    text.parse().map_err(|error: toml::de::Error| {
        let until = error.span().map_or(0, |span| span.start).min(text.len());
        let line = text.bytes().take(until).filter(|byte| *byte == b'\n').count() + 1;
        vec![Problem::Syntax { line, message: error.message().trim().replace('\n', ", ") }]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_form_is_told_with_its_line() {
        for (text, at) in [("[recall\n", 1), ("\u{feff}a = 1\n\na = 2\n", 3), ("a = 1\nb =\n", 2)] {
            let problems = parse(text).unwrap_err();
            assert!(matches!(problems[..], [Problem::Syntax { line, .. }] if line == at), "{problems:?}");
        }
        assert_eq!(parse("\u{feff}a = 1").unwrap().len(), 1);
    }
}
