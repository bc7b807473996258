//! Words that make a hazard look smaller than it is. It judges no sentence, only finds the words.
//!
//! "voluntary", "precautionary", "discretionary", "in rare situations", "in specific situations" and the remark that no
//! accidents were reported come from Regulation (EU) 2023/988, Art. 36; the others are wordings to the same effect.

/// Lower case, single blanks.
const ENGLISH: &[&str] = &[
    "voluntary",
    "voluntarily",
    "precautionary",
    "precaution",
    "precautions",
    "discretionary",
    "in rare situations",
    "in rare cases",
    "in rare instances",
    "in rare circumstances",
    "in specific situations",
    "in specific cases",
    "in certain situations",
    "in very few cases",
    "in isolated cases",
    "isolated incident",
    "isolated incidents",
    "in the unlikely event",
    "highly unlikely",
    "abundance of caution",
    "just in case",
    "minor issue",
    "minor defect",
    "slight risk",
    "low risk",
    "no cause for concern",
    "no cause for alarm",
    "do not worry",
    "don't worry",
    "no reported accidents",
    "no reported injuries",
    "no accidents have been reported",
    "no injuries have been reported",
    "no incidents have been reported",
];

const CHINESE: &[&str] = &[
    "自愿",
    "预防性",
    "个别情况",
    "极个别",
    "极少数",
    "少数情况",
    "罕见情况",
    "特定情况下",
    "特殊情况下",
    "偶发",
    "以防万一",
    "出于谨慎",
    "谨慎起见",
    "保险起见",
    "小概率",
    "概率极低",
    "可能性极低",
    "可能性很小",
    "风险较低",
    "轻微缺陷",
    "小问题",
    "不影响使用",
    "无需担心",
    "不必担心",
    "请勿恐慌",
    "未发生事故",
    "未发生伤害",
    "未收到事故报告",
    "未收到伤害报告",
    "未收到人员伤亡报告",
];

/// The minimising words of `text` in the order in which they first occur, each once, in lower case. English words are
/// found as whole words, without regard to case and line breaks. Where one contains another, the longer is named.
pub fn minimising_words(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase().replace('’', "'");
    let text = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    let english = ENGLISH
        .iter()
        .flat_map(|word| occurrences(&text, word).filter(|at| whole(&text, *at, word)).map(move |at| (at, *word)));
    let chinese = CHINESE.iter().flat_map(|word| occurrences(&text, word).map(move |at| (at, *word)));
    let mut found: Vec<(usize, &str)> = english.chain(chinese).collect();
    found.sort_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())));
    let mut end = 0;
    let mut words: Vec<&str> = Vec::new();
    for (at, word) in found {
        if at >= end {
            end = at + word.len();
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    words
}

fn occurrences<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(word).map(|(at, _)| at)
}

fn whole(text: &str, at: usize, word: &str) -> bool {
    let letter = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_alphanumeric());
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
    !letter(before) && !letter(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Regulation (EU) 2023/988, Art. 36(2)(c).
    #[test]
    fn words_that_the_regulation_names() {
        let text =
            "This Voluntary, PRECAUTIONARY and discretionary recall: in rare\n  situations or in specific situations.";
        let expected = ["voluntary", "precautionary", "discretionary", "in rare situations", "in specific situations"];
        assert_eq!(minimising_words(text), expected);
    }

    #[test]
    fn english_words_are_whole_words() {
        assert!(minimising_words("involuntary movement; precautionaryX; justin case; low risks").is_empty());
        assert_eq!(minimising_words("voluntary"), ["voluntary"]);
        assert_eq!(minimising_words("本次voluntary召回"), ["voluntary"]);
        assert_eq!(minimising_words("Don’t worry — don't worry"), ["don't worry"]);
    }

    #[test]
    fn chinese_words_are_found_inside_a_sentence() {
        assert_eq!(
            minimising_words("本公司自愿召回，属预防性措施，仅在极个别情况下发生，以防万一。"),
            ["自愿", "预防性", "极个别", "以防万一"]
        );
        assert!(minimising_words("该产品可能起火，请立即停止使用。").is_empty());
    }

    #[test]
    fn tables_are_in_the_form_that_is_compared() {
        for word in ENGLISH.iter().chain(CHINESE) {
            assert_eq!(minimising_words(word), [*word]);
        }
    }
}
