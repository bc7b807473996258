//! The valid name that a mistyped one was meant to be. It reads no file.

/// Longer names are compared by their start only.
const LONGEST: usize = 40;

/// The name of `known` that takes the fewest insertions, deletions and replacements of a letter to be reached from
/// `name` (Levenshtein distance), without regard to case; the first of several. `None` where more than a third of the
/// letters differ, because then nothing similar was meant.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = |name: &str| name.trim().chars().take(LONGEST).flat_map(char::to_lowercase).collect::<String>();
    let name = letters(name);
    let distances = known.into_iter().map(|other| (strsim::levenshtein(&name, &letters(other)), other));
    let near = distances.min_by_key(|(distance, _)| *distance);
    near.filter(|(distance, _)| distance * 3 <= name.chars().count()).map(|near| near.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_similar_name_is_meant() {
        let known = ["product", "lots", "hazard", "what_to_do"];
        assert_eq!(nearest("hazrd", known), Some("hazard"));
        assert_eq!(nearest("What-To-Do", known), Some("what_to_do"));
        assert_eq!((nearest("colour", known), nearest("", known), nearest("危害", known)), (None, None, None));
        assert_eq!(nearest(&"x".repeat(1_000_000), known), None);
    }
}
