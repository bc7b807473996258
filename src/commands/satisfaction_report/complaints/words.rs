//! stub
use super::Complaints;
use crate::commands::speaker::Speaker;
use crate::labels::Text;
pub(super) fn warnings(_own: &Complaints) -> Vec<Text> {
    Vec::new()
}
pub(super) fn sentences(_own: &Complaints, _speaker: &Speaker) -> Vec<String> {
    Vec::new()
}
