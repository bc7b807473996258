//! What answers, dispositions and outcomes mean as people write them down, in English and Chinese.
//!
//! A text is read by whole words, the longest phrase first, so that "not used" is not "used". A meaning by which a unit
//! counts as accounted for, or a customer as told, holds only where nothing is left of the text but words that change
//! nothing: "half used" or "to be destroyed" is not understood. What is not understood is counted, and accounts for nothing.

mod phrases;

use std::collections::BTreeMap;

use crate::labels::visible::first_few;
use crate::labels::{Text, recall_scope as labels};
use crate::models::effectiveness::CheckOutcome;
use crate::models::recall_progress::{Answer, Delivery, Disposition, FollowUpKind};
use phrases::{
    ANSWERS, CHECK_KINDS, CHECKS, DELIVERIES, DISPOSITIONS, HAS, NEGATIONS, NEUTRAL, NOTICES, Phrases, each,
};

/// The first character that is a word by itself.
const FIRST_IDEOGRAPH: char = '\u{2e80}';

/// What a text was written down as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Answer,
    Disposition,
    Delivery,
    Check,
}

/// Texts that were not understood, with the number of their rows.
#[derive(Debug, Default)]
pub(super) struct NotUnderstood {
    texts: BTreeMap<Column, BTreeMap<String, u64>>,
}

/// Characters of a text that a warning shows.
const SHOWN: usize = 30;

impl NotUnderstood {
    fn add(&mut self, column: Column, text: &str) {
        *self.texts.entry(column).or_default().entry(text.trim().to_string()).or_default() += 1;
    }

    /// One warning a column, which names the most frequent texts.
    pub(super) fn warnings(&self) -> impl Iterator<Item = Text> + '_ {
        self.texts.iter().map(|(column, texts)| {
            let label = match column {
                Column::Answer => labels::ANSWERS_NOT_UNDERSTOOD,
                Column::Disposition => labels::DISPOSITIONS_NOT_UNDERSTOOD,
                Column::Delivery => labels::DELIVERIES_NOT_UNDERSTOOD,
                Column::Check => labels::CHECKS_NOT_UNDERSTOOD,
            };
            let mut all: Vec<(&String, u64)> = texts.iter().map(|(text, n)| (text, *n)).collect();
            all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            let rows: u64 = all.iter().map(|(_, n)| n).sum();
            let named = all.iter().map(|(text, n)| format!("`{}` ({n})", short(text)));
            label.with(&[("n", &rows), ("texts", &first_few(named))])
        })
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    }
}

/// A text in lower case without apostrophes, so that "haven't" is one word.
fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| !matches!(c, '\'' | '’')).collect()
}

/// The words of a [`plain`] text; each Chinese character is one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_letter = |c: char| c.is_alphanumeric() && c < FIRST_IDEOGRAPH;
    let mut left = text;
    std::iter::from_fn(move || {
        left = left.trim_start_matches(|c: char| !c.is_alphanumeric());
        let first = left.chars().next()?;
        let end = match is_letter(first) {
            true => left.find(|c| !is_letter(c)).unwrap_or(left.len()),
            false => first.len_utf8(),
        };
        let (word, rest) = left.split_at(end);
        left = rest;
        Some(word)
    })
}

/// Number of words of a phrase, where the words at hand begin with it.
fn length(words: &[&str], phrase: &str) -> Option<usize> {
    let mut length = 0;
    for own in self::words(phrase) {
        (words.get(length) == Some(&own)).then(|| length += 1)?;
    }
    Some(length)
}

/// What a text says.
struct Said<M> {
    /// Each meaning once, in the order of the vocabulary.
    meanings: Vec<M>,
    /// Words that are left over, without those that change nothing.
    rest: Vec<String>,
}

impl<M> Said<M> {
    fn is_plain(&self) -> bool {
        self.rest.is_empty()
    }

    fn is_negated(&self) -> bool {
        self.rest.iter().any(|word| each(NEGATIONS).any(|own| own == word))
    }
}

/// Takes a text apart, at each place by the longest phrase.
fn said<M: Copy>(text: &str, vocabulary: &[Phrases<M>]) -> Said<M> {
    let text = plain(text);
    let words: Vec<&str> = words(&text).collect();
    let (mut found, mut rest, mut at) = (vec![false; vocabulary.len()], Vec::new(), 0);
    // Who asks does not know.
    rest.extend(text.contains(['?', '？']).then(|| "?".to_string()));
    while let Some(word) = words.get(at) {
        let of = |phrases: &str| each(phrases).filter_map(|phrase| length(&words[at..], phrase)).max();
        let meanings = vocabulary.iter().enumerate();
        let told = meanings.filter_map(|(meaning, (_, phrases))| Some((of(phrases)?, meaning))).max();
        let neutral = of(NEUTRAL);
        at += match told {
            Some((length, meaning)) if neutral.is_none_or(|neutral| neutral <= length) => {
                found[meaning] = true;
                length
            }
            _ => neutral.unwrap_or_else(|| {
                rest.push(word.to_string());
                1
            }),
        };
    }
    let meanings = vocabulary.iter().zip(found).filter(|(_, found)| *found).map(|((meaning, _), _)| *meaning).collect();
    Said { meanings, rest }
}

/// The answer of a customer. Units are gone only where nothing else is said.
pub(super) fn answer(text: Option<&str>, not_understood: &mut NotUnderstood) -> Answer {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return Answer::Unknown };
    let said = said(text, &ANSWERS);
    let is_gone = |own: &Answer| matches!(own, Answer::HasNone | Answer::AlreadyUsed | Answer::Discarded);
    let found = match said.meanings[..] {
        [first, ..] if said.meanings.iter().all(is_gone) => said.is_plain().then_some(first),
        [only] => (!said.is_negated()).then_some(only),
        [] if words(&plain(text)).any(|word| each(HAS).any(|own| own == word)) => {
            (!said.is_negated()).then_some(Answer::HasUnits)
        }
        _ => None,
    };
    found.unwrap_or_else(|| {
        not_understood.add(Column::Answer, text);
        Answer::Unknown
    })
}

/// What became of units that are written down as returned; nothing where that is not understood.
pub(super) fn disposition(text: Option<&str>, not_understood: &mut NotUnderstood) -> Option<Disposition> {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return Some(Disposition::Returned) };
    let said = said(text, &DISPOSITIONS);
    let found = said.meanings.first().copied().filter(|_| said.is_plain());
    if found.is_none() {
        not_understood.add(Column::Disposition, text);
    }
    found
}

/// What a notice came to. What is not understood counts as an attempt.
pub(super) fn delivery(text: Option<&str>, not_understood: &mut NotUnderstood) -> Delivery {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return Delivery::Unknown };
    let said = said(text, &DELIVERIES);
    match said.meanings.first() {
        Some(Delivery::Failed) => Delivery::Failed,
        Some(first) if said.is_plain() => *first,
        _ => {
            not_understood.add(Column::Delivery, text);
            Delivery::Failed
        }
    }
}

/// What a check found: of several things the worst.
pub(super) fn checked(text: Option<&str>, not_understood: &mut NotUnderstood) -> Option<CheckOutcome> {
    let text = text.filter(|text| !text.trim().is_empty())?;
    let said = said(text, &CHECKS);
    let worst = said.meanings.iter().copied().max_by_key(|outcome| *outcome as u8);
    let is_bad = |own: &CheckOutcome| matches!(own, CheckOutcome::NoAction | CheckOutcome::NotReachable);
    let found = worst.filter(|own| is_bad(own) || said.is_plain());
    if found.is_none() {
        not_understood.add(Column::Check, text);
    }
    found
}

/// What a follow-up was; nothing for a notice.
pub(super) fn follow_up(text: &str) -> Option<FollowUpKind> {
    let said = said(text, &[(true, NOTICES), (false, CHECK_KINDS)]);
    match said.meanings[..] {
        // A check of notices is a check.
        [.., false] => Some(FollowUpKind::EffectivenessCheck),
        [true] if !said.is_negated() => None,
        _ => Some(FollowUpKind::Other),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn answers_with_negations_and_rests() {
        let cases = [
            (Answer::HasNone, &["None left", "has none", "No stock!", "没有了", "目前没有库存", "未持有"][..]),
            (Answer::AlreadyUsed, &["used", "All used up, thank you", "已使用完", "全部用完了", "已经食用完"]),
            (Answer::Discarded, &["thrown away", "disposed of", "已销毁", "全部扔掉了"]),
            (Answer::Refused, &["refuses to send it", "拒绝配合"]),
            (Answer::PassedOn, &["gave away", "sold it to a friend", "送人了"]),
            (
                Answer::HasUnits,
                &[
                    "has units",
                    "unused",
                    "not used yet",
                    "Still in stock",
                    "we haven't used it",
                    "yes, 3 of them",
                    "还没有使用",
                    "未用完",
                    "未丢弃",
                    "有 3 件",
                ],
            ),
            (
                Answer::Unknown,
                &[
                    "hm",
                    "half used",
                    "used 2 of 5",
                    "will be discarded",
                    "used some, still have some",
                    "not refused",
                    "准备丢弃",
                    "已用一半",
                    "doesn't have it",
                    "used?",
                    "used, stock left",
                    "can't say if used",
                    "reused",
                ],
            ),
        ];
        for (expected, texts) in cases {
            for text in texts {
                assert_eq!(answer(Some(text), &mut NotUnderstood::default()), expected, "{text}");
            }
        }
    }

    /// What huike proposes to write, it understands.
    #[test]
    fn own_words_are_understood() {
        for lang in [Lang::En, Lang::Zh] {
            for own in [
                Answer::HasUnits,
                Answer::HasNone,
                Answer::Refused,
                Answer::AlreadyUsed,
                Answer::Discarded,
                Answer::PassedOn,
            ] {
                let text = own.label().get(lang);
                assert_eq!(answer(Some(text), &mut NotUnderstood::default()), own, "{text}");
            }
            let proposed = labels::ANSWERS_NOT_UNDERSTOOD.get(lang);
            let (words, rest) = match lang {
                Lang::En => (proposed.split("write ").nth(1).unwrap(), ":"),
                Lang::Zh => (proposed.split("请写：").nth(1).unwrap(), "："),
            };
            let words = words.split(rest).next().unwrap().split([',', '、']).flat_map(|words| words.split(" or "));
            for word in words {
                let meant = answer(Some(word), &mut NotUnderstood::default());
                assert_ne!(meant, Answer::Unknown, "{word}");
            }
        }
    }

    #[test]
    fn notices_and_checks_with_negations() {
        let mut none = NotUnderstood::default();
        let mut delivered = |text| delivery(Some(text), &mut none);
        for text in [
            "not delivered",
            "not answered",
            "Undelivered",
            "未送达",
            "无法接通",
            "没有接通",
            "bounced",
            "delivered?? no idea",
        ] {
            assert_eq!(delivered(text), Delivery::Failed, "{text}");
        }
        assert_eq!(
            ["delivered", "已送达", "sent"].map(delivered),
            [Delivery::Delivered, Delivery::Delivered, Delivery::Unknown]
        );
        assert_eq!(delivery(None, &mut none), Delivery::Unknown);
        let mut found = |text| checked(Some(text), &mut none);
        for text in
            ["no action", "not done", "not complied", "still selling it", "action taken, still on sale", "未处理"]
        {
            assert_eq!(found(text), Some(CheckOutcome::NoAction), "{text}");
        }
        assert_eq!(found("action taken"), Some(CheckOutcome::ActionTaken));
        assert_eq!(found("已采取措施"), Some(CheckOutcome::ActionTaken));
        assert_eq!(found("sold out"), Some(CheckOutcome::NoStock));
        assert_eq!(found("没人接"), Some(CheckOutcome::NotReachable));
        assert_eq!([found("action required"), found("partly done")], [None, None]);
        assert_eq!(checked(Some(" "), &mut none), None);
        let kinds = ["notification", "召回通知", "notification check", "no notice", "reminder"].map(follow_up);
        let check = Some(FollowUpKind::EffectivenessCheck);
        assert_eq!(kinds, [None, None, check, Some(FollowUpKind::Other), Some(FollowUpKind::Other)]);
    }

    #[test]
    fn dispositions_and_what_is_not_understood_is_named() {
        let mut none = NotUnderstood::default();
        let texts = ["replaced", "已销毁", "refund", "returned, then refunded", "quarantine"];
        let expected = [
            Disposition::Corrected,
            Disposition::Disposed,
            Disposition::Refunded,
            Disposition::Returned,
            Disposition::Returned,
        ];
        assert_eq!(texts.map(|text| disposition(Some(text), &mut none)), expected.map(Some));
        assert_eq!(disposition(None, &mut none), Some(Disposition::Returned));
        assert_eq!(none.warnings().count(), 0);
        for text in ["not returned", "lost", "lost", "to be destroyed"] {
            assert_eq!(disposition(Some(text), &mut none), None, "{text}");
        }
        let told: Vec<String> = none.warnings().map(|text| text.render(crate::labels::Lang::En)).collect();
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("`lost` (2), `not returned` (1), `to be destroyed` (1)"), "{told:?}");
    }
}
