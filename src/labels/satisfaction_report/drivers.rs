//! What the part `drivers` of the report says. It names associations, never what brings something about.

use crate::labels::Label;

/// Error.
pub const NO_SUCH_COLUMN: Label = Label::new("the surveys have no column `{name}`", "问卷中没有 `{name}` 列");
/// Error.
pub const CLAIMED: Label = Label::new(
    "the column `{name}` is read as `{column}`, and cannot be a rating as well",
    "`{name}` 列已用作 `{column}`，不能同时作为评分项",
);
/// Warning.
pub const NOT_NUMBERS: Label = Label::new(
    "{n:cell|cells} of `{column}` are no numbers and count as missing",
    "`{column}` 列有 {n} 个单元格不是数字，按缺失处理",
);
/// Warning.
pub const MORE_QUESTIONS: Label = Label::new(
    "there are more than {n} surveys with ratings; only the first {n} by name are analysed",
    "带评分项的问卷超过 {n} 份，仅按名称分析前 {n} 份",
);
/// Warning.
pub const NO_RATINGS: Label =
    Label::new("cannot tell: no answer has a rating in the columns asked for", "无法判断：所指定的列中没有任何评分");
/// Note.
pub const SAMPLE: Label = Label::new(
    "{question}: {sampled} of {respondents} respondents are analysed, a sample that is the same in every run",
    "{question}：共 {respondents} 份答卷，分析其中 {sampled} 份（固定抽样，每次运行相同）",
);
/// Outcome.
pub const OUTCOME_NPS: Label = Label::new("willingness to recommend (NPS)", "推荐意愿（NPS）");
/// Outcome.
pub const OUTCOME_CSAT: Label = Label::new("satisfaction (CSAT)", "满意度（CSAT）");
/// Outcome.
pub const OUTCOME_CES: Label = Label::new("ease (CES)", "客户轻松度（CES）");
/// Outcome.
pub const OUTCOME_MEAN: Label = Label::new("the score", "评分");
/// Outcome of a named survey.
pub const OUTCOME_OF_SURVEY: Label = Label::new("{metric} of “{survey}”", "“{survey}”的{metric}");
/// Sentence.
pub const LEADS: Label = Label::new(
    "{driver} goes along with {question} most: {part} of what the {n} drivers explain together, or {share} of all \
     differences between answers ({lower} to {upper}). An association, no more.",
    "与{question}关联最强的是{driver}：占 {n} 个因素合计解释部分的 {part}，即全部答案差异的 {share}（{lower} 至 \
     {upper}）。仅为关联。",
);
/// Sentence.
pub const NO_LEADER: Label = Label::new(
    "The {n} drivers together explain {r_squared} of the differences in {question}, and no single one is clearly first; \
     {list} rank highest.",
    "{n} 个因素合计解释{question}差异的 {r_squared}，但没有哪一项明显居首；排在前面的是{list}。",
);
/// Sentence.
pub const ONE_DRIVER: Label = Label::new(
    "{driver} goes along with {question}: it explains {share} of the differences between answers ({lower} to {upper}).",
    "{driver}与{question}相关，可解释答案差异的 {share}（{lower} 至 {upper}）。",
);
/// Sentence.
pub const RUNS_OPPOSITE: Label = Label::new(
    "Higher ratings of {list} go with lower answers on {question}.",
    "{list}的评分越高，{question}的答案反而越低。",
);
/// Sentence.
pub const CANNOT_TELL: Label = Label::new("{question}: cannot tell: {why}.", "{question}：无法判断：{why}。");
/// Sentence.
pub const SAYS: Label = Label::new("{question}: {what}.", "{question}：{what}。");
/// Why.
pub const TOO_FEW: Label = Label::new(
    "{complete:respondent|respondents} answered everything, and {needed} are needed; most answers are missing on {driver}",
    "完整作答的只有 {complete} 人，至少需要 {needed} 人；缺失最多的是{driver}",
);
/// Why.
pub const TOO_FEW_TO_SHOW: Label =
    Label::new("fewer than {least} respondents answered everything", "完整作答的不足 {least} 人");
/// Sentence.
pub const CONCENTRATE: Label = Label::new(
    "Concentrate on {list}: going along with {question} more than most, yet rated below the others.",
    "宜优先改进{list}：与{question}关联较强，评分却低于其他因素。",
);
/// Driver with its part.
pub const ONE_OF_LIST: Label = Label::new("{driver} ({share})", "{driver}（{share}）");
/// Sentence.
pub const RELIABLE: Label = Label::new(
    "The items {list} hang together well enough to be added up (alpha {alpha}, {lower} to {upper}).",
    "题项{list}的一致性良好，可以合并计分（α 系数 {alpha}，{lower} 至 {upper}）。",
);
/// Sentence.
pub const UNRELIABLE: Label = Label::new(
    "The items {list} do not hang together well enough to be added up (alpha {alpha}, {lower} to {upper}; {least} is \
     usually asked for).",
    "题项{list}的一致性不足，不宜合并计分（α 系数 {alpha}，{lower} 至 {upper}；通常要求不低于 {least}）。",
);
/// Sentence.
pub const RELIABILITY_UNTOLD: Label = Label::new(
    "Cannot tell whether the items {list} hang together well enough to be added up (alpha {alpha}, {lower} to {upper}; \
     {least} is usually asked for).",
    "无法判断题项{list}能否合并计分（α 系数 {alpha}，{lower} 至 {upper}；通常要求不低于 {least}）。",
);
/// A sentence of one question among several.
pub const OF_QUESTION: Label = Label::new("{question}: {what}", "{question}：{what}");
/// Question of items.
pub const ITEMS_CANNOT_TELL: Label =
    Label::new("Items of {question}: cannot tell: {why}.", "{question}的题项：无法判断：{why}。");
/// Section.
pub const SECTION: Label = Label::new("What goes along with the scores", "与评分相关的因素");
/// Lead.
pub const SECTION_LEAD: Label = Label::new(
    "How much of the differences between answers each part of the service explains, beside the others, and which of the \
     important ones are rated low. These are associations between answers: they do not show what would happen if a rating \
     changed.",
    "各服务环节在与其他环节并列时，各能解释多少答案差异；其中哪些重要却评分偏低。以上均为答案之间的关联，不能据此推断某项\
     评分改变后会怎样。",
);
/// Chart.
pub const CHART: Label = Label::new(
    "Part of the differences in {question} that each driver explains, with 95% intervals",
    "各因素解释{question}差异的份额（95% 区间）",
);
/// Reference.
pub const REFERENCE: Label = Label::new("if all were alike {share}", "若各因素相同 {share}");
/// Text of a dot.
pub const DOT: Label = Label::new("{share} ({lower}–{upper})", "{share}（{lower}–{upper}）");
/// Caption.
pub const CAPTION: Label = Label::new(
    "{question}: {complete:respondent|respondents} who answered everything; together the drivers explain {r_squared}",
    "{question}：完整作答 {complete} 人，各因素合计解释 {r_squared}",
);
/// Column.
pub const COLUMN_DRIVER: Label = Label::new("Driver", "因素");
/// Column.
pub const COLUMN_PART: Label = Label::new("Of what is explained", "占解释部分");
/// Meaning.
pub const MEANING_PART: Label = Label::new(
    "the driver's share of what all drivers explain together (LMG: averaged over all orders of the drivers)",
    "该因素在全部因素合计解释部分中的占比（LMG 法，对所有进入顺序取平均）",
);
/// Column.
pub const COLUMN_SHARE: Label = Label::new("Of all differences (95%)", "占全部差异（95% 区间）");
/// Meaning.
pub const MEANING_SHARE: Label = Label::new(
    "part of the variance of the answers; the interval is that of resampled respondents",
    "占答案方差的份额；区间由对答卷重抽样得出",
);
/// Column.
pub const COLUMN_RANKS: Label = Label::new("Rank", "名次");
/// Meaning.
pub const MEANING_RANKS: Label =
    Label::new("lowest and highest rank in 95% of the resamples", "95% 的重抽样中名次的范围");
/// Column.
pub const COLUMN_FIRST: Label = Label::new("First in", "居首概率");
/// Meaning.
pub const MEANING_FIRST: Label = Label::new("part of the resamples in which it ranks first", "重抽样中名列第一的比例");
/// Column.
pub const COLUMN_MEAN: Label = Label::new("Mean rating", "平均评分");
/// Column.
pub const COLUMN_CORRELATION: Label = Label::new("Correlation", "相关系数");
/// Column.
pub const COLUMN_INFLATION: Label = Label::new("Variance inflation", "方差膨胀");
/// Meaning.
pub const MEANING_INFLATION: Label = Label::new(
    "1 where a driver has nothing in common with the others; from 10 on it can hardly be told from them",
    "1 表示与其他因素无关；达到 10 时几乎无法与其他因素区分",
);
/// Caption.
pub const CAPTION_MAP: Label = Label::new(
    "Importance and performance: {question}. The lines run at {part} of what is explained and at a mean rating of {mean}.",
    "重要性与表现：{question}。分界线为占解释部分 {part}、平均评分 {mean}。",
);
/// Column.
pub const COLUMN_QUADRANT: Label = Label::new("Quadrant", "象限");
/// Column.
pub const COLUMN_CLEAR: Label = Label::new("Clear of the lines", "是否明确");
/// Meaning.
pub const MEANING_CLEAR: Label = Label::new(
    "whether both importance and rating differ from the average driver by more than chance, and the rating by more than a \
     tenth of a standard deviation",
    "重要性与评分是否都明确偏离各因素平均水平（超出随机波动，且评分相差超过十分之一个标准差）",
);
/// Clear of the lines.
pub const CLEAR: Label = Label::new("yes", "是");
/// Not clear of the lines.
pub const NOT_CLEAR: Label = Label::new("cannot tell", "无法判断");
/// Caption.
pub const CAPTION_ITEMS: Label = Label::new("Reliability of {list}", "{list}的信度");
/// Column.
pub const COLUMN_QUESTION: Label = Label::new("Question", "问题");
/// Column.
pub const COLUMN_RESPONDENTS: Label = Label::new("Respondents", "答卷数");
/// Column.
pub const COLUMN_ALPHA: Label = Label::new("Alpha (95%)", "α 系数（95% 区间）");
/// Meaning.
pub const MEANING_ALPHA: Label = Label::new(
    "Cronbach's alpha from covariances: 1 where all items say the same",
    "克朗巴哈 α（按协方差）：1 表示各题项完全一致",
);
/// Column.
pub const COLUMN_STANDARDISED: Label = Label::new("Standardised", "标准化 α");
/// Column.
pub const COLUMN_RHO: Label = Label::new("Rho", "ρ 系数");
/// Meaning.
pub const MEANING_RHO: Label =
    Label::new("Dillon-Goldstein's rho (composite reliability)", "Dillon-Goldstein ρ（组合信度）");
/// Note.
pub const NOTE_COMPLETE: Label = Label::new(
    "{question}: of {respondents} answers with a rating, {complete} have the score and every driver; the others are left \
     out, and nothing is filled in. All answers count alike, whatever their weight.",
    "{question}：带评分项的 {respondents} 份答卷中，{complete} 份既有总评分又答全各因素；其余不纳入，也不作填补。各答卷同等\
     计算，不加权。",
);
/// Note.
pub const NOTE_RESAMPLES: Label =
    Label::new("{question}: intervals from {n} resamples of the respondents.", "{question}：区间由 {n} 次重抽样得出。");
/// Note.
pub const NOTE_ENTANGLED: Label = Label::new(
    "{question}: {list} can hardly be told from the other drivers (variance inflation from {limit} on); read their shares \
     together.",
    "{question}：{list}与其他因素高度重叠（方差膨胀达到 {limit} 以上），其份额应合并解读。",
);
/// Note.
pub const NOTE_SCALES: Label = Label::new(
    "{question}: no map of importance and performance, as the drivers are rated on different scales.",
    "{question}：各因素的评分量表不同，不作重要性—表现图。",
);
/// Note.
pub const NOTE_OPPOSITE: Label = Label::new(
    "{question}: {list} stand outside the map, as a high rating of them is no good mark.",
    "{question}：{list}的高评分并不代表表现好，不列入重要性—表现图。",
);
/// Note.
pub const NOTE_MORE: Label = Label::new(
    "{n:further question is|further questions are} in the table `drivers` only.",
    "另有 {n} 个问题仅列于 `drivers` 表。",
);
/// Note.
pub const NOTE_UNRATED: Label =
    Label::new("{n:answer has|answers have} no rating at all.", "{n} 份答卷没有任何评分项。");
