//! What leaves the program: result tables in one exporter a format, files written all or nothing with the manifest
//! last, and the console, which alone prints. It computes nothing.

pub mod console;
pub mod folder;
pub mod format;
pub mod manifest;
pub mod single;
pub mod table;

mod digest;
mod number;
mod paragraph;
mod replacement;
mod write_fault;
