//! SIGINT and SIGTERM ask a run to stop; it does so at the next chunk, removing its temporary files on the way out.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use crate::error::{Error, Kind, Problem};
use crate::labels::Label;

const STOPPED: Label = Label::new("stopped by a signal; nothing was written", "被信号中断；未写入任何文件");

static PENDING: OnceLock<Arc<AtomicUsize>> = OnceLock::new();

/// Listens for signals from now on. A second one ends the program at once. SIGXFSZ is taken in, so that a file-size
/// limit shows as an ordinary write error.
pub fn listen() -> std::io::Result<()> {
    let pending = PENDING.get_or_init(Arc::default);
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        let code = 128 + signal;
        let armed = Arc::new(std::sync::atomic::AtomicBool::new(false));
        signal_hook::flag::register_conditional_shutdown(signal, code, Arc::clone(&armed))?;
        signal_hook::flag::register(signal, armed)?;
        signal_hook::flag::register_usize(signal, Arc::clone(pending), usize::try_from(signal).unwrap_or(2))?;
    }
    let ignored = Arc::new(std::sync::atomic::AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, ignored)?;
    Ok(())
}

/// An error once a signal has come.
pub fn check() -> Result<(), Error> {
    match PENDING.get().map_or(0, |pending| pending.load(Ordering::Relaxed)) {
        0 => Ok(()),
        signal => Err(Error::new(Kind::Interrupted(i32::try_from(signal).unwrap_or(2)), Problem::new(STOPPED.text()))),
    }
}
