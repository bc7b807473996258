//! What a run has to say, and the ways to say it.
//!
//! A command builds one [`Report`]: a question, the answer in one sentence, a few key figures, what to do next, then
//! sections in the order of decisions, last the ledger. A report knows no format. It is made of [`Block`]s:
//! paragraphs, notes, folds, [`Table`]s and [`Chart`]s; a chart is a thought with its numbers, and its [`Picture`]
//! holds data, not drawing. All words in it are already in the reader's language.
//!
//! Renderers turn it into text and write no files: [`html`] into one page that needs nothing else, [`markdown`] into
//! the same story for a wiki or a ticket, [`text`] one table at a time into lines for a terminal. [`svg`] draws the
//! pictures. [`number`] and [`money`] put figures the way people read them.

pub mod chart;
pub mod currency;
pub mod html;
pub mod markdown;
pub mod model;
pub mod money;
pub mod number;
pub mod svg;
pub mod table;
pub mod text;

pub use chart::{Chart, Picture};
pub use model::{Block, Footer, KeyFigure, Report, Section, Step, Tone};
pub use table::{Cell, Column, Importance, Kind, Table};
