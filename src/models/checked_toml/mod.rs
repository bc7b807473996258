//! Reading a TOML file that a person wrote, so that every problem is told at once with its place and the nearest valid
//! name. It knows no key of any file: the reader of a file names them.

mod fields;
mod nearest;
mod problem;
mod syntax;

pub use fields::Fields;
pub use nearest::nearest;
pub use problem::{Place, Problem, Shape};
pub use syntax::parse;
