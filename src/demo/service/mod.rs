//! What happens between the company and a person beside buying: complaints, contacts, surveys and follow-ups, and the
//! win-back campaign. This room draws and writes these rows; it changes no purchase.

mod campaign;
mod complaints;
mod interactions;
mod satisfaction;

pub(super) use campaign::campaign;
pub(super) use complaints::{Complaint, complaints};
pub(super) use interactions::interactions;
pub(super) use satisfaction::satisfaction;

/// Minutes of a day.
const DAY: i64 = 1_440;
