//! What answers, dispositions and outcomes mean as people write them down, in English and Chinese.
//!
//! A text is read by whole words, the longest phrase first, so that "not used" is not "used". A meaning by which a unit
//! counts as accounted for, or a customer as told, holds only where nothing is left of the text but words that change
//! nothing: "half used" or "to be destroyed" is not understood. What is not understood is counted, and accounts for nothing.

use std::collections::BTreeMap;

use crate::labels::visible::first_few;
use crate::labels::{Text, recall_scope as labels};
use crate::models::effectiveness::CheckOutcome;
use crate::models::recall_progress::{Answer, Delivery, Disposition, FollowUpKind};

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

/// Phrases of one meaning, with commas between them.
type Phrases<M> = (M, &'static str);

fn each(phrases: &str) -> impl Iterator<Item = &str> {
    phrases.split(", ")
}

const ANSWERS: [Phrases<Answer>; 6] = [
    (
        Answer::HasNone,
        "has none, have none, had none, none, none left, no stock, no stock left, no units, \
         no units left, out of stock, nothing left, no longer has any, no longer have any, 没有, \
         没有了, 没有库存, 没有货, 没货, 无库存, 无货, 未持有, 不再持有",
    ),
    (
        Answer::AlreadyUsed,
        "used, used up, consumed, eaten, finished, 用完, 用光, 已使用, 已使用完, 已用, 已用完, \
         使用完, 已食用, 食用完, 吃完, 吃了, 已吃",
    ),
    (
        Answer::Discarded,
        "discarded, thrown away, thrown out, threw away, threw it away, threw them away, \
         threw out, disposed, disposed of, destroyed, binned, 丢弃, 丢掉, 已丢, 已扔, 扔了, \
         扔掉, 销毁",
    ),
    (
        Answer::Refused,
        "refuse, refuses, refused, decline, declines, declined, will not return, wont return, \
         拒绝, 不配合, 不同意",
    ),
    (
        Answer::PassedOn,
        "passed on, passed it on, gave away, gave it away, given away, donated, sold, resold, \
         sold on, 转让, 转售, 转送, 送人, 赠送, 已售, 已售出, 卖掉",
    ),
    (
        Answer::HasUnits,
        "has units, has stock, have units, have stock, holds, hold, on hand, in stock, \
         still in stock, still has, still have, still selling, still using, in use, unused, \
         unopened, not used, not used yet, not yet used, not used up, not finished, never used, \
         havent used, hasnt used, not consumed, not eaten, not discarded, not thrown away, \
         not destroyed, 持有, 仍持有, 在手, 有库存, 仍有库存, 还有, 尚有, 仍有, 有货, 在售, \
         使用中, 在用, 未使用, 没有使用, 没使用, 未用, 没用, 没有用, 未用完, 没用完, 没有用完, \
         未食用, 没有食用, 没食用, 没吃, 没有吃, 未开封, 没开封, 未丢弃, 没有丢弃, 没扔, 没有扔, \
         未销毁",
    ),
];

/// Words that say that there are units where nothing else is said.
const HAS: &str = "has, have, yes, 有, 是";

const DISPOSITIONS: [Phrases<Disposition>; 4] = [
    (
        Disposition::Corrected,
        "correct, corrected, correction, repair, repaired, replace, replaced, replacement, \
         fixed, reworked, 维修, 修复, 修理, 更换, 换货, 改正, 返修, 返工",
    ),
    (
        Disposition::Disposed,
        "dispose, disposed, disposed of, disposal, destroy, destroyed, destruction, scrap, \
         scrapped, 销毁, 报废",
    ),
    (
        Disposition::Returned,
        "return, returned, back, came back, sent back, received, restock, restocked, quarantine, \
         quarantined, on hold, held, 退货, 退回, 收回, 召回, 收到, 入库, 隔离, 封存, 退库",
    ),
    (Disposition::Refunded, "refund, refunded, credited, 退款"),
];

/// What a notice came to; sent is all that is known of some.
const DELIVERIES: [Phrases<Delivery>; 3] = [
    (
        Delivery::Failed,
        "fail, failed, failure, bounce, bounced, undelivered, undeliverable, not delivered, \
         not sent, not read, not reached, not reachable, could not be reached, unreachable, \
         not answered, unanswered, no answer, no reply, no response, voicemail, busy, \
         wrong number, rejected, returned to sender, 失败, 退信, 未接, 未接通, 没接, 没有接, \
         没接通, 没有接通, 无人接, 没人接, 未送达, 未发送, 没有送达, 没送达, 未读, 没有读, \
         未收到, 没收到, 没有收到, 无法, 联系不上, 占线, 关机, 空号, 停机, 拒收",
    ),
    (
        Delivery::Delivered,
        "deliver, delivered, reached, read, answered, received, opened, acknowledged, confirmed, \
         informed, notified, told, 送达, 已读, 接通, 收到, 签收, 已通知, 已告知, 知悉",
    ),
    (Delivery::Unknown, "sent, mailed, posted, done, completed, 已发, 已发送, 已寄, 已寄出, 完成"),
];

const CHECKS: [Phrases<CheckOutcome>; 4] = [
    (
        CheckOutcome::NotReachable,
        "not reached, not reachable, could not be reached, cannot be reached, unreachable, \
         no answer, no reply, no response, not answered, unanswered, voicemail, busy, \
         wrong number, 无法联系, 联系不上, 未接, 未接通, 没接, 没有接, 没接通, 没有接通, 无人接, \
         没人接, 无法接通, 占线, 关机, 空号, 停机",
    ),
    (
        CheckOutcome::NoAction,
        "no action, no action taken, action not taken, not acted, did not act, not done, \
         not complied, did not comply, not completed, not removed, not returned, \
         not quarantined, nothing done, not started, not yet, refuse, refused, declined, \
         still selling, still sold, still on sale, still in stock, still on the shelf, \
         still on shelf, still on the shelves, 未采取, 没有采取, 没采取, 未处理, 没有处理, \
         没处理, 未完成, 没有完成, 没完成, 未执行, 未下架, 没有下架, 没下架, 未停售, 仍在销售, \
         仍在售, 还在销售, 还在售, 还在卖, 拒绝",
    ),
    (
        CheckOutcome::NoStock,
        "no stock, no stock left, no units, no units left, none left, nothing left, \
         out of stock, sold out, 无库存, 没有库存, 没库存, 已售完, 已售罄",
    ),
    (
        CheckOutcome::ActionTaken,
        "action taken, actions taken, took action, acted, done, complied, completed, \
         quarantined, removed, removed from sale, returned, destroyed, stopped selling, \
         stopped sale, 已采取, 已采取措施, 已采取行动, 已处理, 已完成, 已执行, 已下架, 已停售, \
         已停止销售, 已隔离, 已退回, 已销毁",
    ),
];

const NOTICES: &str = "notice, notices, notification, notifications, notify, notified, 通知, 告知";
const CHECK_KINDS: &str = "effectiveness, check, checks, checked, 有效性, 核查, 检查";

/// Words that change nothing of what is said.
const NEUTRAL: &str = "a, all, already, and, any, been, by, client, completely, consignee, consumer, customer, \
     everything, fully, goods, had, has, have, he, i, is, it, item, items, now, of, ok, \
     our, out, patient, product, products, recall, said, says, she, stock, thank, thanks, the, then, \
     them, these, they, this, those, to us, unit, units, up, was, we, were, you, already been, \
     已, 已经, 全部, 都, 了, 的, 完, 完毕, 客户, 顾客, 用户, 消费者, 我, 我们, 产品, 商品, 货品, \
     谢谢, 家里, 现在, 目前, 均, 已全部, 成功";

/// Words by which a text says the opposite of what its other words say.
const NEGATIONS: &str = "no, not, never, nothing, none, nobody, without, cannot, cant, dont, doesnt, didnt, havent, \
     hasnt, isnt, wasnt, werent, wont, neither, nor, 没, 未, 不, 无, 非, 否";

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
mod tests {
    use super::*;

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
