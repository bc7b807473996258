//! Tests of whole companies: that the files agree with each other and with the truth, and that what was planted can be
//! found again.
#![allow(clippy::unwrap_used)]

mod company;
mod consistency;
mod recovery;
