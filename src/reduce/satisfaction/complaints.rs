//! Complaints on their way to cases: when what happened, in which category, who was in charge, and what it is about.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use hashbrown::HashMap;
use polars::prelude::DataFrame;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::case_status::case_status;
use super::complaint_themes::{ChunkThemes, ThemesKey, sorted_assignments};
use super::customers::{Customers, RankedCustomers};
use super::holds::{Holds, Pause};
use super::moment::{Moment, MomentColumn};
use crate::error::Error;
use crate::models::complaint_cases::{Assignment, CaseStatus, ThemeDictionary};
use crate::models::reach::{FARTHEST, Reach, reach};
use crate::reduce::intern::{Batch, Interner, Repeated, places};
use crate::reduce::joined::joined;

/// What stands in a text column that is empty.
pub const NONE: u32 = Repeated::NONE;

/// One complaint. Texts are places in the lists of [`ComplaintSet`], [`NONE`] where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ComplaintRow {
    /// Received.
    pub opened: Moment,
    /// The customer: a code, and after [`ComplaintSet::rank`] a rank.
    pub customer: u32,
    /// Its number.
    pub id: u32,
    /// First answer.
    pub first_response: Moment,
    /// Last resolution.
    pub resolved: Moment,
    /// Feedback call.
    pub fed_back: Moment,
    /// Last reopening.
    pub reopened: Moment,
    /// Category.
    pub category: u32,
    /// Severity.
    pub severity: u32,
    /// Owner.
    pub owner: u32,
    /// Product.
    pub product: u32,
    /// Its themes, as a place among the assignments.
    pub themes: u32,
    /// A hash of the text, which is not kept: it tells two complaints of one day apart.
    pub text: u32,
    /// What the status column says, as a code; see [`ComplaintRow::status`].
    pub status: u8,
    /// Its holds, as a place among those of [`ComplaintSet::holds`].
    pub holds: u32,
}

const STATUSES: [CaseStatus; 4] = [CaseStatus::Unknown, CaseStatus::Open, CaseStatus::Resolved, CaseStatus::Reopened];
/// The place of a status that nobody understands.
const NOT_UNDERSTOOD: u8 = STATUSES.len() as u8;

impl ComplaintRow {
    /// What the status column says.
    pub fn status(&self) -> CaseStatus {
        STATUSES.get(usize::from(self.status)).copied().unwrap_or_default()
    }
}

/// Complaints, in order of time.
#[derive(Debug, Default)]
pub struct ComplaintSet {
    /// One row a complaint.
    pub rows: Vec<ComplaintRow>,
    ids: Interner,
    /// The numbers of complaints in order, as codes of `ids`.
    id_order: Vec<u32>,
    /// Categories, sorted.
    pub categories: Vec<String>,
    /// Severities, sorted.
    pub severities: Vec<String>,
    /// Owners, sorted.
    pub owners: Vec<String>,
    /// Products, sorted.
    pub products: Vec<String>,
    /// Themes by where they come from, sorted.
    pub assignments: Vec<Assignment>,
    /// Holds of complaints.
    pub holds: Holds,
    /// Rows that equal another one wholly, and are left out.
    pub duplicates: u64,
    /// Rows whose number stands in another row that says something else.
    pub repeated: u64,
    /// Rows with a status that nobody understands.
    pub unknown_statuses: u64,
    /// Whether any row tells a time of day.
    pub has_times: bool,
    /// Which of first response, resolution and feedback call are days alone in every row that has them.
    pub days_alone: [bool; 3],
}

/// Takes in chunks of complaints from any thread.
pub struct ComplaintRows<'a> {
    themes: &'a ThemeDictionary,
    customers: &'a Customers,
    gathered: Mutex<Gathered>,
}

#[derive(Default)]
struct Gathered {
    /// Chunk by chunk: one list that grows would be copied again and again.
    rows: Vec<Vec<ComplaintRow>>,
    ids: Interner,
    categories: Interner,
    severities: Interner,
    owners: Interner,
    products: Interner,
    assignments: HashMap<ThemesKey, u32>,
    pauses: Vec<Pause>,
}

const MOMENTS: [[&str; 3]; 7] = [
    ["opened_at", "opened_at_second", "opened_at_offset"],
    ["first_response_at", "first_response_at_second", "first_response_at_offset"],
    ["resolved_at", "resolved_at_second", "resolved_at_offset"],
    ["fed_back_at", "fed_back_at_second", "fed_back_at_offset"],
    ["reopened_at", "reopened_at_second", "reopened_at_offset"],
    ["on_hold_at", "on_hold_at_second", "on_hold_at_offset"],
    ["off_hold_at", "off_hold_at_second", "off_hold_at_offset"],
];

impl<'a> ComplaintRows<'a> {
    /// The columns it takes, those of days with their times of day.
    pub const WANTED: [&'static str; 15] = [
        "customer_id",
        "opened_at",
        "complaint_id",
        "category",
        "severity",
        "first_response_at",
        "resolved_at",
        "fed_back_at",
        "reopened_at",
        "on_hold_at",
        "off_hold_at",
        "status",
        "product_id",
        "owner",
        "text",
    ];

    /// Complaints whose themes are those of a dictionary.
    pub fn new(themes: &'a ThemeDictionary, customers: &'a Customers) -> ComplaintRows<'a> {
        ComplaintRows { themes, customers, gathered: Mutex::default() }
    }

    /// Takes in the rows of a canonical chunk of complaints.
    ///
    /// # Errors
    /// Internal, where a column is not there, or there are 2³² − 1 texts of a kind.
    pub fn add(&self, chunk: &DataFrame) -> Result<(), Error> {
        let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
        let repeated = |name| Repeated::of(text(name)?.iter()).ok_or_else(too_many);
        let customers = self.customers.codes(text("customer_id")?)?;
        let ids = Batch::of(text("complaint_id")?.iter());
        let [category, severity, owner, product] = ["category", "severity", "owner", "product_id"].map(repeated);
        let (category, severity, owner, product) = (category?, severity?, owner?, product?);
        let (status, texts) = (repeated("status")?, text("text")?);
        let moments: Vec<Vec<Moment>> = MOMENTS
            .into_iter()
            .map(|names| Ok(MomentColumn::of(chunk, names)?.all(chunk.height())))
            .collect::<Result<_, Error>>()?;
        let statuses = status.each(|words| match case_status(&words) {
            CaseStatus::Unknown => NOT_UNDERSTOOD,
            status => STATUSES.iter().position(|own| *own == status).unwrap_or(0) as u8,
        });
        let mut themes = ChunkThemes::new(self.themes, &category);
        let mut rows = Vec::with_capacity(chunk.height());
        let mut pauses: Vec<Pause> = Vec::new();
        for ((row, customer), words) in customers.into_iter().enumerate().zip(texts.iter()) {
            let at = |place: usize| moments.get(place).and_then(|own| own.get(row)).copied().unwrap_or_default();
            let words = words.unwrap_or_default();
            let pause = Pause { from: at(5), to: at(6) };
            let is_held = pause != Pause::default();
            let holds = if is_held { pauses.len() as u32 } else { NONE };
            pauses.extend(is_held.then_some(pause));
            rows.push(ComplaintRow {
                opened: at(0),
                customer,
                id: NONE,
                first_response: at(1),
                resolved: at(2),
                fed_back: at(3),
                reopened: at(4),
                category: NONE,
                severity: NONE,
                owner: NONE,
                product: NONE,
                themes: themes.of(category.at(row), words),
                text: xxh3_64(words.as_bytes()) as u32,
                status: status.at(row).and_then(|own| statuses.get(own)).copied().unwrap_or(0),
                holds,
            });
        }
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        let gathered = &mut *gathered;
        let codes = [
            ids.codes(&mut gathered.ids, NONE),
            category.codes(&mut gathered.categories),
            severity.codes(&mut gathered.severities),
            owner.codes(&mut gathered.owners),
            product.codes(&mut gathered.products),
        ];
        let [ids, categories, severities, owners, products] = codes.map(|codes| codes.ok_or_else(too_many));
        let ids = ids?.into_iter().zip(categories?).zip(severities?).zip(owners?).zip(products?);
        for (row, ((((id, category), severity), owner), product)) in rows.iter_mut().zip(ids) {
            (row.id, row.category, row.severity, row.owner, row.product) = (id, category, severity, owner, product);
        }
        let codes: Vec<u32> = themes
            .keys()
            .into_iter()
            .map(|key| {
                let next = gathered.assignments.len() as u32;
                *gathered.assignments.entry(key).or_insert(next)
            })
            .collect();
        rows.iter_mut().for_each(|row| row.themes = codes.get(row.themes as usize).copied().unwrap_or_default());
        let before = u32::try_from(gathered.pauses.len()).map_err(Error::internal)?;
        rows.iter_mut().filter(|row| row.holds != NONE).for_each(|row| row.holds += before);
        gathered.pauses.append(&mut pauses);
        gathered.rows.push(rows);
        Ok(())
    }

    /// All complaints, each once.
    pub fn finish(self) -> ComplaintSet {
        let Gathered { rows: chunks, ids, categories, severities, owners, products, assignments, pauses } =
            self.gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
        let id_order = ids.order();
        let id_places = places(&id_order);
        let sorted = [categories, severities, owners, products].map(|interner| interner.sorted());
        let [categories, severities, owners, products] = sorted;
        let (assignments, theme_places) = sorted_assignments(assignments);
        let place = |places: &[u32], code: u32| places.get(code as usize).copied().unwrap_or(NONE);
        let mut rows = joined(&chunks, |row: &ComplaintRow| ComplaintRow {
            id: place(&id_places, row.id),
            category: place(&categories.1, row.category),
            severity: place(&severities.1, row.severity),
            owner: place(&owners.1, row.owner),
            product: place(&products.1, row.product),
            themes: place(&theme_places, row.themes),
            ..*row
        });
        drop(chunks);
        let (holds, duplicates) = Holds::gather(&mut rows, &pauses);
        rows.shrink_to_fit();
        let numbered = rows.iter().filter(|row| row.id != NONE).count();
        ComplaintSet {
            holds,
            duplicates,
            repeated: (numbered - ids.len().min(numbered)) as u64,
            has_times: rows.iter().any(|row| row.opened.second().is_some()),
            days_alone: days_alone(&rows),
            unknown_statuses: rows.iter().filter(|row| row.status == NOT_UNDERSTOOD).count() as u64,
            rows,
            ids,
            id_order,
            categories: categories.0,
            severities: severities.0,
            owners: owners.0,
            products: products.0,
            assignments,
        }
    }
}

/// Which steps are days alone in every row that has them.
fn days_alone(rows: &[ComplaintRow]) -> [bool; 3] {
    let steps: [fn(&ComplaintRow) -> Moment; 3] = [|row| row.first_response, |row| row.resolved, |row| row.fed_back];
    steps.map(|step| {
        let mut known = rows.iter().map(step).filter(|own| own.day().is_some()).peekable();
        known.peek().is_some() && known.all(|own| own.second().is_none())
    })
}

impl ComplaintSet {
    /// Puts the rank of each customer in the place of its code.
    pub fn rank(&mut self, customers: &RankedCustomers) {
        self.rows.par_iter_mut().for_each(|row| row.customer = customers.rank(row.customer));
        // They are in order of time, which does not change.
        self.rows.chunk_by_mut(|a, b| a.opened == b.opened).for_each(<[ComplaintRow]>::sort_unstable);
    }

    /// The themes of a row, numbered as in the dictionary.
    pub fn themes_of(&self, row: &ComplaintRow) -> &[usize] {
        match self.assignments.get(row.themes as usize) {
            Some(Assignment::Category(themes) | Assignment::Text { themes, .. }) => themes,
            _ => &[],
        }
    }

    /// The number of a complaint, as it was given.
    pub fn id_of(&self, row: &ComplaintRow) -> Option<String> {
        self.id_order.get(row.id as usize).map(|code| self.ids.text(*code))
    }

    /// First and last day on which a complaint was received.
    pub fn days(&self) -> Option<(i32, i32)> {
        Some((self.rows.first()?.opened.day()?, self.rows.last()?.opened.day()?))
    }

    /// How far complaints were received. What happened to others in between bears out one that stands alone.
    pub fn reach(&self) -> Option<Reach> {
        let mut days = BTreeMap::new();
        for of_day in self.rows.chunk_by(|one, other| one.opened.day() == other.opened.day()) {
            if let Some(day) = of_day.first().and_then(|row| row.opened.day()) {
                days.insert(day, of_day.len() as u64);
            }
        }
        let own = reach(&days)?;
        if own.beyond == 0 {
            return Some(own);
        }
        for day in self.steps().filter(|day| *day < own.newest) {
            days.entry(day).or_default();
        }
        reach(&days)
    }

    /// The days of answers, resolutions, feedback calls, reopenings and holds.
    fn steps(&self) -> impl Iterator<Item = i32> {
        let held = |row| self.holds.of(row).iter().flat_map(|pause| [pause.from, pause.to]);
        let steps = |row: &ComplaintRow| [row.first_response, row.resolved, row.fed_back, row.reopened];
        let all = self.rows.iter().flat_map(move |row| steps(row).into_iter().chain(held(row)));
        all.filter_map(Moment::day)
    }

    /// The last day that the record is known to reach: that of the newest complaint, answer, resolution, feedback call,
    /// reopening or hold. A complaint that is a slip by [`reach`], and a later step that lies further beyond all others than
    /// [`FARTHEST`], do not count.
    pub fn newest(&self) -> Option<i32> {
        let last = self.reach()?.last;
        let mut later: Vec<i32> = self.steps().filter(|day| *day > last).collect();
        later.sort_unstable();
        Some(later.into_iter().fold(last, |newest, day| if day - newest <= FARTHEST { day } else { newest }))
    }
}

fn too_many() -> Error {
    Error::internal("too many texts")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::{Column, df};

    use super::*;

    /// Customer, day, second, number, category, text.
    type Given<'a> = (&'a str, i32, Option<i32>, Option<&'a str>, &'a str, &'a str);

    fn chunk(rows: &[Given<'_>]) -> DataFrame {
        let text = |of: fn(&Given<'_>) -> Option<String>| rows.iter().map(of).collect::<Vec<_>>();
        let nothing = vec![None::<i32>; rows.len()];
        let no_text = vec![None::<&str>; rows.len()];
        let mut chunk = df!(
            "customer_id" => text(|row| Some(row.0.to_string())),
            "opened_at" => rows.iter().map(|row| row.1).collect::<Vec<_>>(),
            "opened_at_second" => rows.iter().map(|row| row.2).collect::<Vec<_>>(),
            "complaint_id" => text(|row| row.3.map(str::to_string)),
            "category" => text(|row| Some(row.4.to_string())),
            "severity" => no_text.clone(),
            "status" => rows.iter().map(|_| "odd").collect::<Vec<_>>(),
            "product_id" => no_text.clone(),
            "owner" => no_text,
            "text" => text(|row| Some(row.5.to_string())),
        )
        .unwrap();
        for name in MOMENTS.iter().flatten().filter(|name| !["opened_at", "opened_at_second"].contains(*name)) {
            chunk.with_column(Column::new((*name).into(), &nothing)).unwrap();
        }
        chunk
    }

    fn set(chunks: &[DataFrame]) -> (ComplaintSet, RankedCustomers) {
        let (themes, customers) = (ThemeDictionary::standard().unwrap(), Customers::default());
        let rows = ComplaintRows::new(&themes, &customers);
        chunks.iter().for_each(|chunk| rows.add(chunk).unwrap());
        let mut set = rows.finish();
        let ranked = customers.ranked();
        set.rank(&ranked);
        (set, ranked)
    }

    #[test]
    fn neither_the_order_of_chunks_nor_doubles_change_what_comes_out() {
        let first = chunk(&[
            ("b", 5, Some(60), Some("7"), "refund", "x"),
            ("a", 5, None, None, "misc", "the parcel arrived late"),
            ("a", 5, None, None, "misc", "rude courier"),
        ]);
        let second = chunk(&[
            ("a", 5, None, None, "misc", "the parcel arrived late"),
            ("b", 5, Some(60), Some("7"), "refund", "x"),
            ("b", 6, Some(60), Some("7"), "Refund", "x"),
            ("0", 1, None, Some("8"), "", ""),
        ]);
        let (one, ranked) = set(&[first.clone(), second.clone()]);
        let (other, _) = set(&[second, first]);
        assert_eq!(*ranked.ids, ["0", "a", "b"]);
        assert_eq!((&one.rows, &one.assignments), (&other.rows, &other.assignments));
        assert_eq!((one.rows.len(), one.duplicates, one.repeated), (5, 2, 1));
        assert_eq!((one.days(), one.has_times, one.unknown_statuses), (Some((1, 6)), true, 5));
        let dictionary = ThemeDictionary::standard().unwrap();
        let themes: Vec<Vec<&str>> = one
            .rows
            .iter()
            .map(|row| one.themes_of(row).iter().map(|theme| dictionary.themes()[*theme].id.as_str()).collect())
            .collect();
        let mut told = themes.clone();
        told.sort();
        assert_eq!(
            told,
            [vec![], vec!["delivery"], vec!["delivery", "service_attitude"], vec!["refund"], vec!["refund"]]
        );
        assert_eq!(one.rows.iter().filter_map(|row| one.id_of(row)).collect::<Vec<_>>(), ["8", "7", "7"]);
        assert_eq!((one.rows[0].opened.day(), one.rows[0].opened.second()), (Some(1), None));
    }

    /// The record reaches as far as its newest step; a slip of a year does not make it longer.
    #[test]
    fn later_steps_tell_how_far_the_record_goes() {
        let at = |day| Moment::new(Some(day), None);
        let row = |resolved| ComplaintRow { opened: at(10), resolved: at(resolved), ..ComplaintRow::default() };
        let of = |days: &[i32]| {
            let rows: Vec<ComplaintRow> = days.iter().map(|day| row(*day)).collect();
            ComplaintSet { rows, ..ComplaintSet::default() }.newest()
        };
        assert_eq!(of(&[12, 40, 60, 400]), Some(60));
        assert_eq!((of(&[3]), of(&[])), (Some(10), None));
        // A complaint of ten years ahead is a slip; what was done in the meantime would bear one of two months ahead out.
        let opened =
            |day, resolved| ComplaintRow { opened: at(day), resolved: at(resolved), ..ComplaintRow::default() };
        let with = |day: i32, resolved: i32| {
            let mut rows: Vec<ComplaintRow> = (0..9).map(|own| opened(own, own + 1)).collect();
            rows.extend([opened(9, resolved), opened(day, day)]);
            ComplaintSet { rows, ..ComplaintSet::default() }.newest()
        };
        assert_eq!((with(3_700, 12), with(70, 12), with(70, 40)), (Some(12), Some(12), Some(70)));
    }

    #[test]
    fn nothing_read_is_nothing() {
        let (none, _) = set(&[]);
        assert_eq!((none.rows.len(), none.days(), none.duplicates), (0, None, 0));
    }
}
