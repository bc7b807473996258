//! stub
use super::{super::span::Span, Complaints};
use crate::commands::speaker::Speaker;
use crate::report::Section;
pub(super) fn section(_own: &Complaints, _speaker: &Speaker, _span: &Span) -> Option<Section> {
    None
}
