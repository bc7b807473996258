//! What complaints are about on their way to cases: themes by chunk, then those of all chunks.

use hashbrown::HashMap;

use crate::models::complaint_cases::{Assignment, ThemeDictionary};
use crate::reduce::intern::Repeated;

/// Where themes come from, and which they are.
pub(super) type ThemesKey = (u8, Vec<usize>);

/// The themes of the complaints of one chunk. Each category is looked at once, and the text only where it tells nothing.
pub(super) struct ChunkThemes<'a> {
    dictionary: &'a ThemeDictionary,
    /// By number of the category: its words, and the place of its themes among the keys, where it tells any.
    by_category: Vec<(String, Option<u32>)>,
    keys: HashMap<ThemesKey, u32>,
}

impl<'a> ChunkThemes<'a> {
    /// Looks at the categories of the chunk.
    pub(super) fn new(dictionary: &'a ThemeDictionary, categories: &Repeated) -> ChunkThemes<'a> {
        let mut own = ChunkThemes { dictionary, by_category: Vec::new(), keys: HashMap::new() };
        own.by_category = categories.each(|category| {
            let assigned = dictionary.assign(Some(&category), "");
            let place = matches!(assigned, Assignment::Category(_)).then(|| own.place(assigned));
            (category, place)
        });
        own
    }

    /// The place of the themes of a complaint with this category among [`ChunkThemes::keys`].
    pub(super) fn of(&mut self, category: Option<usize>, words: &str) -> u32 {
        match category.and_then(|number| self.by_category.get(number)) {
            Some((_, Some(place))) => *place,
            Some((category, None)) => self.place(self.dictionary.assign(Some(category), words)),
            None => self.place(self.dictionary.assign(None, words)),
        }
    }

    fn place(&mut self, assigned: Assignment) -> u32 {
        let next = self.keys.len() as u32;
        *self.keys.entry(key_of(assigned)).or_insert(next)
    }

    /// All keys, by place.
    pub(super) fn keys(self) -> Vec<ThemesKey> {
        let mut keys: Vec<(ThemesKey, u32)> = self.keys.into_iter().collect();
        keys.sort_unstable_by_key(|(_, place)| *place);
        keys.into_iter().map(|(key, _)| key).collect()
    }
}

fn key_of(assigned: Assignment) -> ThemesKey {
    match assigned {
        Assignment::Category(themes) => (0, themes),
        Assignment::Text { themes, unknown_category } => (1 + u8::from(unknown_category), themes),
        Assignment::None { unknown_category } => (3 + u8::from(unknown_category), Vec::new()),
    }
}

/// Assignments in an order of their own, and the place of each code in it.
pub(super) fn sorted_assignments(given: HashMap<ThemesKey, u32>) -> (Vec<Assignment>, Vec<u32>) {
    let mut given: Vec<(ThemesKey, u32)> = given.into_iter().collect();
    given.sort_unstable();
    let mut places = vec![0; given.len()];
    for (place, (_, code)) in (0_u32..).zip(&given) {
        if let Some(own) = places.get_mut(*code as usize) {
            *own = place;
        }
    }
    let assigned = |((from, themes), _)| match from {
        0 => Assignment::Category(themes),
        1 | 2 => Assignment::Text { themes, unknown_category: from == 2 },
        _ => Assignment::None { unknown_category: from == 4 },
    };
    (given.into_iter().map(assigned).collect(), places)
}
