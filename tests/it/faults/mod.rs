//! What goes wrong around a run: killed, out of space, interrupted, another run beside it. The previous result has to
//! survive all of it.

mod kept;
mod killed;
mod shell;
mod signals;
mod space;
mod streams;
mod together;

pub(crate) use shell::{patient, shell, spawn};
