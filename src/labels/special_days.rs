//! Words of the file of holidays and make-up working days.

use super::Label;

/// Error.
pub const EMPTY: Label = Label::new("there is no day in this file", "文件中没有任何日期");
/// Error.
pub const HEADER: Label = Label::new(
    "the first line is no day, and as a header it has no columns `date` and `kind`",
    "首行不是日期；若为表头，则缺少“日期”列或“类型”列",
);
/// Hint.
pub const HINT: Label = Label::new(
    "one day a row: date,kind,name, such as 2025-10-01,holiday,National Day or 2025-10-11,workday",
    "每行一天：日期,类型,名称，如 2025-10-01,休,国庆节 或 2025-10-11,班",
);
