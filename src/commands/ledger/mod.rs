//! What was read, set aside and left out, in words: the last section of every report.

mod reasons;
mod section;

pub(super) use reasons::{excluded, rejected};
pub(super) use section::{file_name, say, section, with_warnings};
