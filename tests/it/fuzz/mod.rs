//! Fuzz loops: mutated input against every parser of the library, in process. No input may make one panic, overflow,
//! run on, or break what it promises of its results.
//!
//! `cargo test` runs a few seconds of it. `HUIKE_FUZZ=N` runs N executions a loop (a hundredth of them where each opens
//! a file or builds a command line); every loop is seeded, so that the same N gives the same inputs.
//!
//! | file | its job |
//! |---|---|
//! | `campaign` | a loop: mutate, execute, keep what led somewhere new |
//! | `mutate` | changes of bytes, characters, numbers and tokens |
//! | `dice` | the seeded generator |
//! | `seeds` | where the mutations of text start |
//! | `text` | dialects, records, cells |
//! | `encoding` | surveys and decoders |
//! | `cells` | dates, money and the other values of cells |
//! | `settings` | rules of segments and of winning back, `huike.toml`, command lines |
//! | `files` | whole files: packed, NDJSON, Parquet |

mod campaign;
mod cells;
mod dice;
mod encoding;
mod files;
mod mutate;
mod seeds;
mod settings;
mod text;
