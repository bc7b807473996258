//! How the bytes of a file are encoded, and the same bytes as UTF-8.
//!
//! The order of the search is fixed: byte order mark, UTF-16 by its NUL bytes, strict UTF-8 over the whole stream, and
//! only then statistics. Whatever is chosen has to decode the whole stream strictly; otherwise the file is refused with
//! the offset of the byte that cannot be decoded, unless [`EncodingErrors::Replace`] asks for U+FFFD and a count of them.
//! A choice is never "the first encoding that does not fail": nearly
//! every Big5 file decodes as GB18030 without an error, and as nonsense.
//!
//! | file | its job |
//! |---|---|
//! | `name` | [`Encoding`]: what `--encoding` accepts and the manifest records |
//! | `survey` | [`survey`]: the order above, over a stream that can be opened again |
//! | `scan` | the first pass: size, hash, byte order mark, NUL pattern, UTF-8 or not |
//! | `sample` | the second pass, for streams that are not UTF-8: lines with non-ASCII bytes from everywhere |
//! | `likelihood` | how well a decoding of the sample reads |
//! | `characters` | the frequent characters that `likelihood` counts |
//! | `chance` | a few bytes that are valid UTF-8 only by chance |
//! | `guess` | sample → the most likely encoding, damaged UTF-8, or "cannot tell" |
//! | `decode` | [`DecodeReader`]: decoding, strict or with replacement, with offsets |
//! | `replaced` | [`EncodingErrors`], and [`Replaced`]: how many bytes were replaced, and where |
//! | `reason` | why an encoding was chosen or a stream refused, in both languages |

mod chance;
mod characters;
mod decode;
mod guess;
mod likelihood;
mod name;
mod reason;
mod replaced;
mod sample;
mod scan;
mod survey;
#[cfg(test)]
mod trials;

pub use decode::{DecodeReader, Undecodable};
pub use name::{ByteOrderMark, Encoding};
pub use reason::{Reason, SurveyError};
pub use replaced::{EncodingErrors, Replaced};
pub use survey::{Open, Survey, survey, survey_with};
