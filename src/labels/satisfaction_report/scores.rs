//! What the report says of scores.

use super::Label;

/// Error.
pub const MARGINS_HEADER: Label =
    Label::new("a header attribute,level,total is needed", "需要表头 attribute,level,total（属性,取值,总数）");
/// Error.
pub const MARGINS_ROW: Label = Label::new(
    "line {row}: an attribute, a level and a total of 0 or more are needed",
    "第 {row} 行：需要属性、取值和不小于 0 的总数",
);
/// Error.
pub const MARGINS_EMPTY: Label = Label::new("there are no totals", "没有任何总数");
/// Hint.
pub const MARGINS_HINT: Label = Label::new(
    "{pool} is to be weighted: every answer needs a customer with a level of each attribute, and every level a total",
    "待加权的是 {pool}：每份答卷的客户都须有各属性的取值，每个取值都须有总数",
);
/// Error.
pub const NOT_CONVERGED: Label = Label::new(
    "no weights meet all totals: after {sweeps:sweep|sweeps} one is still off by {error}",
    "没有权重能同时满足所有总数：迭代 {sweeps} 轮后仍有一项相差 {error}",
);
/// Question by questionnaire and metric.
pub const QUESTION_OF_SURVEY: Label = Label::new("{survey} ({metric})", "{survey}（{metric}）");
/// Question without a name.
pub const THE_QUESTION: Label = Label::new("the question", "该问题");
/// Warning.
pub const STRANGERS: Label = Label::new(
    "{n:survey row belongs|survey rows belong} to nobody of whom the files of customers and segments know anything, or to nobody named: counted among all, in no segment",
    "{n} 行问卷数据未注明客户，或其客户不在客户文件与分群文件中：计入全部客户，不计入任何分组",
);
/// Warning.
pub const WITHOUT_WEIGHT: Label = Label::new(
    "{n:answer has|answers have} no weight above 0 although others have one: left out of the scores",
    "{n} 份答卷没有大于 0 的权重（其余有）：不计入得分",
);
/// Warning.
pub const RAKED_TOGETHER: Label = Label::new(
    "{name}: {n:period does|periods do} not meet the known totals alone and take the weights of all periods together: {periods}{more}",
    "{name}：{n} 个统计期单独无法满足已知总数，改用各期合并的权重：{periods}{more}",
);
/// Error.
pub const NO_WEIGHT: Label = Label::new(
    "{n:answer has|answers have} a column of weights, and none is above 0: there is no score",
    "{n} 份答卷有权重列，但没有一个权重大于 0：无法计分",
);
/// Hint.
pub const NO_WEIGHT_HINT: Label = Label::new(
    "correct the weights, or take the column out of the file, so that every answer counts alike",
    "请更正权重，或从文件中删去该列，使每份答卷同等计算",
);
/// Warning.
pub const SCALES_GUESSED: Label = Label::new(
    "{n} questions ({names}{more}): their answers do not reach both ends of a scale, which is taken to be {lowest} to {highest}; state it if it is another (--scale)",
    "{n} 个问题（{names}{more}）：答案未覆盖量表两端，量表按 {lowest} 到 {highest} 处理；若有不同，请用 --scale 指明",
);
/// Part of a list.
pub const AND_MORE: Label = Label::new(", …", "等");
/// Two of a list.
pub const BOTH: Label = Label::new("{one}, {other}", "{one}、{other}");
/// Where a scale comes from.
pub const SCALE_GIVEN: Label = Label::new("given by --scale", "由 --scale 指定");
/// Where a scale comes from.
pub const SCALE_DETECTED: Label = Label::new("told from the answers", "由答案推断");
/// Where a scale comes from.
pub const SCALE_USUAL: Label = Label::new("the usual one of this score", "该指标的通用量表");
/// Where a scale comes from.
pub const SCALE_OF_SOME: Label = Label::new("{origin}: {n}", "{origin}：{n} 个");
/// Warning.
pub const SCALE_GUESSED: Label = Label::new("{question}: {caution} (--scale)", "{question}：{caution}（--scale）");
/// Error.
pub const PLACE_QUESTION: Label = Label::new("{question}: {what}", "{question}：{what}");
/// Error.
pub const PLACE_METRIC: Label = Label::new("{metric}: {what}", "{metric}：{what}");
/// Error.
pub const NO_SUCH_SURVEY: Label =
    Label::new("there is no questionnaire `{name}` in the surveys", "答卷中没有名为 `{name}` 的问卷");
/// Hint.
pub const SURVEYS_THERE_ARE: Label = Label::new("questionnaires there are: {names}", "现有问卷：{names}");
/// Hint.
pub const NO_SURVEYS_NAMED: Label = Label::new(
    "the surveys name no questionnaire; --scale 1-5 without a name is for all answers",
    "答卷没有问卷名称列；不带名称的 --scale 1-5 适用于全部答案",
);
/// Hint.
pub const SCALE_HINT: Label =
    Label::new("state the scale: --scale 1-5, or --scale SURVEY=1-5", "请指明量表：--scale 1-5 或 --scale 问卷=1-5");
/// Error.
pub const NO_TOP_BOX: Label = Label::new(
    "no share of satisfied customers is laid down for a scale of {points} points",
    "{points} 级量表没有约定的满意占比口径",
);
/// Hint.
pub const NO_TOP_BOX_HINT: Label = Label::new(
    "--metric mean for the mean answer, or --scale for another scale",
    "用 --metric mean 取平均分，或用 --scale 指定量表",
);
/// Error.
pub const NO_EFFORT: Label = Label::new(
    "the share of agreement of the effort score needs a scale of 7 points, not {points}",
    "客户轻松度（CES）的认同占比需要 7 级量表，而不是 {points} 级",
);
/// Hint.
pub const NO_EFFORT_HINT: Label = Label::new("--ces mean shows the mean answer", "用 --ces mean 显示平均分");
/// Metric.
pub const MEAN_OF: Label = Label::new("{name}, mean answer", "{name}（平均分）");
/// Metric.
pub const ON_SCALE: Label = Label::new("{name}, {lowest} to {highest}", "{name}（{lowest}–{highest}）");
/// Metric.
pub const PROMOTERS: Label = Label::new("Promoters, {name}", "推荐者占比，{name}");
/// Metric.
pub const RESPONSE_RATE: Label = Label::new("Response rate, {name}", "应答率，{name}");
/// Warning.
pub const OFF_SCALE: Label = Label::new(
    "{name}: {n:answer is|answers are} not on the scale from {lowest} to {highest} and left out of the score",
    "{name}：{n} 份答案不在 {lowest} 至 {highest} 的量表上，不计入得分",
);
/// Warning.
pub const NOT_WHOLE: Label = Label::new(
    "{name}: {n:answer is no whole number|answers are no whole numbers} and left out of the score, which counts whole answers; a mean takes them in",
    "{name}：{n} 份答案不是整数；该得分按整数答案计数，故不计入，平均分可计入",
);
/// Sentence.
pub const TOO_FEW: Label = Label::new(
    "{name}: no figure for {period}: too few answers, or withheld.",
    "{name}：{period} 答卷过少或不公布，无法判断。",
);
/// Sentence.
pub const ROSE: Label = Label::new(
    "{name} rose by {by} in {period} ({lower} to {upper}): more than chance.",
    "{name}：{period} 上升 {by}（{lower} 至 {upper}），超出随机波动。",
);
/// Sentence.
pub const FELL: Label = Label::new(
    "{name} fell by {by} in {period} ({lower} to {upper}): more than chance.",
    "{name}：{period} 下降 {by}（{lower} 至 {upper}），超出随机波动。",
);
/// Sentence.
pub const NO_CHANGE: Label = Label::new(
    "{name}: no change beyond chance in {period}; with so few answers only a change of {visible} or more would be found four times out of five.",
    "{name}：{period} 的变化未超出随机波动；以现有样本量，变化达到约 {visible}才有八成把握发现。",
);
/// Sentence.
pub const NO_CHANGE_PLAIN: Label =
    Label::new("{name}: no change beyond chance in {period}.", "{name}：{period} 的变化未超出随机波动。");
/// Section.
pub const SECTION: Label = Label::new("Scores by segment", "各分组得分");
/// Section.
pub const SECTION_EVERYONE: Label = Label::new("Scores of all periods", "各期得分");
/// Lead.
pub const SECTION_EVERYONE_LEAD: Label = Label::new(
    "Scores of all customers with their intervals, period by period; --by COLUMN or --segments FILE shows groups beside them.",
    "全部客户各期的得分与区间；--by 列名 或 --segments 文件 可按分组比较。",
);
/// Lead.
pub const SECTION_LEAD: Label = Label::new(
    "Scores of {period} with their intervals. Where the interval of a segment holds the score of everyone, nothing says that it differs.",
    "{period} 各分组的得分与区间。若某分组的区间包含全部客户的得分，则不能说它与总体不同。",
);
/// Fold.
pub const ALL_PERIODS: Label = Label::new("All periods: {name}", "各期数据：{name}");
/// Chart.
pub const CHART_SEGMENTS: Label = Label::new("{name} by segment, {period}", "{name}：各分组，{period}");
/// Takeaway.
pub const NONE_APART: Label =
    Label::new("The interval of every segment holds the figure of all customers", "各分组的区间均包含总体数值");
/// Takeaway.
pub const SOME_ABOVE: Label = Label::new("Whole interval above all customers: {above}", "整个区间高于总体：{above}");
/// Takeaway.
pub const SOME_BELOW: Label = Label::new("Whole interval below all customers: {below}", "整个区间低于总体：{below}");
/// Takeaway.
pub const SOME_APART: Label = Label::new(
    "Whole interval below all customers: {below}; above: {above}",
    "整个区间低于总体：{below}；高于总体：{above}",
);
/// Caption.
pub const CAPTION_SEGMENTS: Label = Label::new("Segments, {period}", "各分组，{period}");
/// Column.
pub const COLUMN_SEGMENT: Label = Label::new("Segment", "分组");
/// Column.
pub const COLUMN_PERIOD: Label = Label::new("Period", "统计期");
/// Note.
pub const NOTE_SCALE: Label = Label::new(
    "{name}: scale {lowest} to {highest} ({origin}), {questions:question|questions} pooled",
    "{name}：量表 {lowest} 至 {highest}（{origin}），合并 {questions} 个问题",
);
/// Note.
pub const NOTE_WEIGHTED: Label = Label::new(
    "{name}: weighted by the weights of the file; {n} answers count as {n_eff} (design effect {deff}); {value}, unweighted {unweighted}",
    "{name}：按文件中的权重加权；{n} 份答卷相当于 {n_eff} 份（设计效应 {deff}）；加权 {value}，未加权 {unweighted}",
);
/// Note.
pub const NOTE_RAKED: Label = Label::new(
    "{name}: raked to the known totals, period by period, in up to {sweeps:sweep|sweeps}; {n} answers count as {n_eff} (design effect {deff}); {value}, unweighted {unweighted}",
    "{name}：逐期按已知总数加权，迭代最多 {sweeps} 轮；{n} 份答卷相当于 {n_eff} 份（设计效应 {deff}）；加权 {value}，未加权 {unweighted}",
);
/// Note.
pub const NOTE_HIDDEN: Label = Label::new(
    "Figures that rest on fewer than 10 answers are hidden, and others with them where they would tell them; under 30 answers they are flagged.",
    "答卷少于 10 份的数字不显示，能由其推算出的其他数字也一并隐藏；少于 30 份的加以标注。",
);
/// Metric.
pub const NPS: Label = Label::new("NPS", "净推荐值（NPS）");
/// Metric.
pub const CSAT: Label = Label::new("CSAT", "满意度（CSAT）");
/// Metric.
pub const CES: Label = Label::new("CES", "客户轻松度（CES）");
/// Metric.
pub const MEAN: Label = Label::new("Mean answer", "平均分");
/// Error.
pub const LEVEL_WITHOUT_TOTAL: Label = Label::new(
    "{n:answer comes|answers come} from {attribute} {level}, which has no total",
    "{n} 份答卷的 {attribute} 为 {level}，但没有对应的总数",
);
/// Error.
pub const WITHOUT_LEVEL: Label =
    Label::new("{n:answer comes|answers come} from nobody with a known {attribute}", "{n} 份答卷的 {attribute} 未知");
/// Warning.
pub const NO_WHOLE_NUMBER: Label = Label::new(
    "{question}: none of {n:answer|answers} is a whole number, so that there is no score",
    "{question}：{n} 份答案均非整数，无法计分",
);
/// Warning.
pub const WITHOUT_SCORES: Label = Label::new(
    "{names}{more}: none of {n:row|rows} has a score, so that there is a response rate and no other figure; either nobody answered, or column `{header}` is not that of the scores (--map surveys.score=HEADER)",
    "{names}{more}：{n} 行均无评分，因此只有应答率，没有其他数值；可能确实无人作答，也可能评分不在 `{header}` 列（--map surveys.score=表头）",
);
/// Reason in the ledger.
pub const REASON_OFF_SCALE: Label = Label::new("answer not on the scale", "答案不在量表上");
/// Reason in the ledger.
pub const REASON_NOT_WHOLE: Label =
    Label::new("no whole number, of a score that counts whole answers", "答案不是整数，而该得分按整数答案计数");
/// Reason in the ledger.
pub const REASON_WITHOUT_WEIGHT: Label =
    Label::new("answer without a weight above 0, although others have one", "没有大于 0 的权重（其余有）");
/// Warning.
pub const STRAY_END: Label = Label::new(
    "{question}: only {n} of {all} answers are {end}, and the scale is taken to be {lowest} to {highest} for them; state it if it is another (--scale)",
    "{question}：{all} 份答案中仅 {n} 份为 {end}，量表因此按 {lowest} 到 {highest} 处理；若有不同，请用 --scale 指明",
);
/// Error.
pub const TOO_MANY_QUESTIONS: Label = Label::new(
    "there are more than {most} different questions by questionnaire and metric",
    "按问卷与指标区分的问题超过 {most} 个",
);
/// Hint.
pub const TOO_MANY_QUESTIONS_HINT: Label = Label::new(
    "a column that differs in every row may be taken for the questionnaire: --map surveys.survey=HEADER",
    "可能有每行都不同的列被当作问卷：用 --map surveys.survey=表头 指定",
);
