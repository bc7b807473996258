//! Works on the pieces of one file on all threads while the next ones are being read, and hands over what was made of
//! them in their order. It knows nothing of what a piece is.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::source::Source;
use crate::error::{Error, Kind, Problem};
use crate::labels::{Label, Text};

const STOPPED: Label = Label::new("the reader cannot cope with this file: {why}", "读取程序无法处理此文件：{why}");

/// Takes a piece; false where no more is wanted.
pub(super) type Give<'a, P> = &'a mut dyn FnMut(P) -> bool;

/// Calls `produce` on a thread of its own, `work` on as many as there are, and `take` on this one, in the order of the
/// pieces.
///
/// # Errors
/// The first of any of the three, in the order of the pieces. A panic inside `produce` or `work`, which is that of a
/// dependency on a damaged file, is an error of the file.
pub(super) fn pump<P: Send, D: Send>(
    source: &Source,
    produce: impl FnOnce(Give<'_, P>) -> Result<(), Error> + Send,
    work: impl Fn(u64, P) -> Result<D, Error> + Sync,
    mut take: impl FnMut(D) -> Result<(), Error>,
) -> Result<(), Error> {
    let threads = rayon::current_num_threads();
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let (full, pieces) = sync_channel::<(u64, P)>(2 * threads);
        let (done, results) = sync_channel::<(u64, Result<D, Error>)>(2 * threads);
        let (pieces, work, stop) = (Mutex::new(pieces), &work, &stop);
        let pieces = std::sync::Arc::new(pieces);
        let producer = scope.spawn(move || {
            let mut number = 0;
            let mut give = |piece: P| {
                number += 1;
                !stop.load(Ordering::Relaxed) && full.send((number - 1, piece)).is_ok()
            };
            guarded(source, || produce(&mut give))
        });
        for _ in 0..threads {
            let (pieces, done) = (pieces.clone(), done.clone());
            scope.spawn(move || {
                while let Some((number, piece)) = next(&pieces) {
                    let result = guarded(source, || work(number, piece));
                    if done.send((number, result)).is_err() {
                        return;
                    }
                }
            });
        }
        drop((done, pieces));
        let taken = in_order(&results, &mut take);
        stop.store(true, Ordering::Relaxed);
        // Without a receiver every thread ends with the piece it is at.
        drop(results);
        let produced = producer.join().unwrap_or_else(|_| Err(stopped(source, "")));
        taken.and(produced)
    })
}

fn next<P>(pieces: &Mutex<Receiver<(u64, P)>>) -> Option<(u64, P)> {
    pieces.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn in_order<D>(
    results: &Receiver<(u64, Result<D, Error>)>,
    take: &mut impl FnMut(D) -> Result<(), Error>,
) -> Result<(), Error> {
    let (mut waiting, mut wanted) = (BTreeMap::new(), 0);
    while let Ok((number, result)) = results.recv() {
        waiting.insert(number, result);
        while let Some(result) = waiting.remove(&wanted) {
            take(result?)?;
            wanted += 1;
        }
    }
    Ok(())
}

/// Runs a piece of work so that whatever it does ends in a value or in an error with the file's name.
pub(super) fn guarded<T>(source: &Source, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|panic| Err(stopped(source, words_of(&*panic).unwrap_or_default())))
}

/// What a panic said.
pub(super) fn words_of(panic: &(dyn Any + Send)) -> Option<&str> {
    panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied())
}

fn stopped(source: &Source, words: &str) -> Error {
    Error::new(Kind::Input, Problem::at(&source.name, STOPPED.text().and("why", Text::verbatim(words))))
}
