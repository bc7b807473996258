//! The phrases of exports, in English and Chinese, by what they mean. It reads no text.

use crate::models::effectiveness::CheckOutcome;
use crate::models::recall_progress::{Answer, Delivery, Disposition};

/// Phrases of one meaning, with commas between them.
pub(super) type Phrases<M> = (M, &'static str);

pub(super) fn each(phrases: &str) -> impl Iterator<Item = &str> {
    phrases.split(", ")
}

pub(super) const ANSWERS: [Phrases<Answer>; 6] = [
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
         threw out, disposed, disposed of, destroyed, binned, 丢弃, 丢掉, 已丢, 已丢弃, 已丢掉, 已扔, \
         已扔掉, 扔了, 扔掉, 销毁",
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
pub(super) const HAS: &str = "has, have, yes, 有, 是";

pub(super) const DISPOSITIONS: [Phrases<Disposition>; 4] = [
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
pub(super) const DELIVERIES: [Phrases<Delivery>; 3] = [
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

pub(super) const CHECKS: [Phrases<CheckOutcome>; 4] = [
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

pub(super) const NOTICES: &str = "notice, notices, notification, notifications, notify, notified, 通知, 告知";
pub(super) const CHECK_KINDS: &str = "effectiveness, check, checks, checked, 有效性, 核查, 检查";

/// Words that change nothing of what is said.
pub(super) const NEUTRAL: &str = "a, all, already, and, any, been, by, client, completely, consignee, consumer, customer, \
     everything, fully, goods, had, has, have, he, i, is, it, item, items, now, of, ok, \
     our, out, patient, product, products, recall, said, says, she, stock, thank, thanks, the, then, \
     them, these, they, this, those, to us, unit, units, up, was, we, were, you, already been, \
     已, 已经, 全部, 都, 了, 的, 完, 完毕, 客户, 顾客, 用户, 消费者, 我, 我们, 产品, 商品, 货品, \
     谢谢, 家里, 现在, 目前, 均, 已全部, 成功";

/// Words by which a text says the opposite of what its other words say.
pub(super) const NEGATIONS: &str = "no, not, never, nothing, none, nobody, without, cannot, cant, dont, doesnt, didnt, havent, \
     hasnt, isnt, wasnt, werent, wont, neither, nor, 没, 未, 不, 无, 非, 否";
