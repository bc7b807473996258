//! The one door: documents in, rows and everything that is wrong with them out. It reads no event itself.

use super::admit::{Admitted, admit};
use super::document;
use super::error::{DocumentError, EpcisError};
use super::problem::{Problem, RejectedEvent};
use super::rows::{Rows, write};
use super::tables::{GenealogyLink, Movement, Production, Tally};

/// The most rows of all tables together.
const MOST_ROWS: usize = 10_000_000;

/// What a set of documents says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Epcis {
    /// What moved, in the order of time.
    pub movements: Vec<Movement>,
    /// What was made of what: installed parts in the order of time, then transformations in the order of their first
    /// events.
    pub genealogy: Vec<GenealogyLink>,
    /// What was made, in the order of time.
    pub production: Vec<Production>,
    /// Where every event went.
    pub tally: Tally,
    /// Everything wrong with any event, in the order of the documents.
    pub problems: Vec<Problem>,
    /// The events that cannot be used, in the order of the documents.
    pub rejected: Vec<RejectedEvent>,
}

/// Reads EPCIS 2.0 documents in JSON, each given by its name and its bytes, as one set: a container packed in one is
/// known in all others, and an error declaration withdraws its event wherever it stands. The order of the documents
/// decides only between events of one moment and between different events of one `eventID`.
///
/// # Errors
/// [`EpcisError::Documents`] names every document that is no EPCIS; [`EpcisError::TooManyRows`] when events would give
/// more than ten million rows. Events that are wrong are no error: they stand in `problems`, `rejected` and `tally`.
pub fn read(documents: &[(&str, &[u8])]) -> Result<Epcis, EpcisError> {
    read_at_most(documents, MOST_ROWS)
}

pub(super) fn read_at_most(documents: &[(&str, &[u8])], most: usize) -> Result<Epcis, EpcisError> {
    let (mut events, mut errors) = (Vec::new(), Vec::new());
    for (name, bytes) in documents {
        match document::events(bytes) {
            Ok(list) => events.push(list),
            Err(fault) => errors.push(DocumentError { name: (*name).to_string(), fault }),
        }
    }
    if !errors.is_empty() {
        return Err(EpcisError::Documents(errors));
    }
    let mut problems = Vec::new();
    let Admitted { events, tally, rejected } = admit(events, &mut problems);
    let Rows { movements, genealogy, production } = write(events, &mut problems, most)?;
    problems.sort_by_key(|problem| problem.event);
    Ok(Epcis { movements, genealogy, production, tally, problems, rejected })
}
