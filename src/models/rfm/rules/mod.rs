//! Named segments: rules on the three scores, read from a TOML text, checked for gaps and hidden overlap before a
//! single customer is assigned.
//!
//! ```toml
//! first_match = false                 # true: the first rule that matches wins, and rules may overlap
//!
//! [[segment]]
//! id = "champions"                    # snake_case; goes into data files
//! label = { en = "Champions", zh = "重要价值客户" }
//! action = { en = "Thank them first.", zh = "优先答谢。" }
//! r = [4, 5]                          # lowest and highest score; a dimension left out means every score
//! f = [4, 5]
//! m = [4, 5]
//!
//! [others]                            # only when some score combinations may match no rule
//! label = { en = "Others", zh = "其他" }
//! action = { en = "Look at them one by one.", zh = "逐一查看。" }
//! ```

mod coverage;
mod file;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod file_tests;
mod names;
mod problem;
mod set;

pub use names::BuiltinNames;
pub use problem::{Place, RuleProblem, Shape};
pub use set::{Builtin, Cells, RuleSet, Segment, Span};
