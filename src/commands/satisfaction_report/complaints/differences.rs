//! Whether the cases of groups take their time alike: log-rank tests between severities, categories, owners and segments.
//! Themes are not compared, as a complaint may have several.

use rayon::prelude::*;

use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::models::survival::LogRank;
use crate::numerics::q_value::q_values;
use crate::settings::satisfaction_report::CaseClock;

use super::super::words::NOTABLE;
use super::tallies::{Compared, Tally, alike};

/// What groups are told apart by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// The severity column.
    Severities,
    /// The category column.
    Categories,
    /// Who is in charge.
    Owners,
    /// The values of an attribute of customers.
    Segments(String),
}

/// The groups of one kind.
pub(super) struct Kind<'a> {
    pub(super) between: Between,
    pub(super) tallies: Vec<&'a Tally>,
    /// Whether the number of cases of every group may be seen.
    pub(super) counted: bool,
}

/// The tests between the groups of one kind, one a clock; `None` where nothing can be told.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    pub(super) between: Between,
    pub(super) clocks: [Option<Tested>; 3],
}

/// One test.
#[derive(Clone, Debug)]
pub(super) struct Tested {
    /// Groups with enough cases to take part.
    pub(super) groups: usize,
    /// Their cases, where that may be told.
    cases: Option<u64>,
    test: LogRank,
    /// Over all tests of the run.
    pub(super) q_value: f64,
}

impl Between {
    /// The name in data files.
    fn id(&self) -> &'static str {
        match self {
            Between::Severities => "severity",
            Between::Categories => "category",
            Between::Owners => "owner",
            Between::Segments(_) => "segment",
        }
    }
}

impl Tested {
    /// Whether the groups differ by more than chance, all tests together considered.
    pub(super) fn differ(&self) -> bool {
        self.q_value <= NOTABLE
    }
}

/// Tests all clocks between all groups. Kinds with fewer than two groups of enough cases are left out.
pub(super) fn differences(given: Vec<Kind<'_>>) -> Vec<Difference> {
    let tests: Vec<(usize, usize)> = (0..given.len())
        .flat_map(|kind| CaseClock::ALL.iter().enumerate().map(move |(clock, _)| (kind, clock)))
        .collect();
    let of = |(kind, clock): &(usize, usize)| given.get(*kind).and_then(|own| alike(&own.tallies, *clock));
    let found: Vec<Option<Compared>> = tests.par_iter().map(of).collect();
    let p_values: Vec<Option<f64>> = found.iter().map(|own| own.as_ref().map(|own| own.test.p_value)).collect();
    let q_values = q_values(&p_values).unwrap_or_default();
    let mut tested = found.into_iter().zip(q_values);
    let all = given.into_iter().map(|Kind { between, counted, .. }| {
        let clocks = [(); 3].map(|()| {
            let (own, q_value) = tested.next()?;
            let (Compared { groups, cases, test }, q_value) = own.zip(q_value)?;
            Some(Tested { groups, cases: counted.then_some(cases), test, q_value })
        });
        Difference { between, clocks }
    });
    all.filter(|own| own.clocks.iter().any(Option::is_some)).collect()
}

/// One row a test.
pub(super) fn table(all: &[Difference]) -> Result<ResultTable<'static>, Error> {
    let tests = all.iter().flat_map(|own| {
        let clocks = CaseClock::ALL.iter().zip(&own.clocks);
        clocks.filter_map(move |(clock, tested)| Some((&own.between, clock, tested.as_ref()?)))
    });
    let tests: Vec<(&Between, &CaseClock, &Tested)> = tests.collect();
    let rows = || tests.iter();
    let attribute = |between: &Between| match between {
        Between::Segments(attribute) => Some(attribute.clone()),
        Between::Severities | Between::Categories | Between::Owners => None,
    };
    ResultTable::build("complaint_tests")
        .text("kind", rows().map(|(between, ..)| Some(between.id())))
        .text("attribute", rows().map(|(between, ..)| attribute(between)))
        .text("clock", rows().map(|(_, clock, _)| Some(clock.id())))
        .integer("groups", rows().map(|(.., own)| Some(own.groups as i64)))
        .integer("cases", rows().map(|(.., own)| own.cases.map(|cases| cases as i64)))
        .number("chi_square", rows().map(|(.., own)| Some(own.test.chi_square)))
        .integer("degrees_of_freedom", rows().map(|(.., own)| Some(own.test.degrees_of_freedom as i64)))
        .probability("p", rows().map(|(.., own)| Some(own.test.p_value)))
        .probability("q", rows().map(|(.., own)| Some(own.q_value)))
        .finish()
}
