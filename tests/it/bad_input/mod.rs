//! Whatever is in an export: it is read right, or set aside with its place and reason, or refused in words that help.
//! Never a crash, never a row that is nowhere, never a person's data where it does not belong.

mod cells;
mod damage;
mod dates;
mod edges;
mod feedback;
mod files;
mod headers;
mod limits;
mod misfit;
mod payloads;
mod privacy;
mod records;
mod rules;
mod shape;
mod values;
