//! A fuzz loop: mutate, execute, keep what led somewhere new. It knows no parser.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, Instant};

use super::dice::Dice;
use super::mutate::mutate;

/// Inputs that are kept beside the seeds, and the longest of them in bytes.
const KEPT: usize = 4096;
const KEPT_LENGTH: usize = 1024;

/// No input is worth more time than this, on a busy machine and unoptimised.
const PATIENCE: Duration = Duration::from_secs(10);

/// What one execution costs beside one of the cheap loops.
#[derive(Clone, Copy)]
pub(super) enum Cost {
    Usual,
    /// A hundred times as much.
    High,
}

/// A loop over one parser.
pub(super) struct Campaign<'a> {
    pub(super) name: &'a str,
    /// Executions where `HUIKE_FUZZ` does not say.
    pub(super) usual: u64,
    pub(super) cost: Cost,
    /// Where mutation starts; never empty.
    pub(super) seeds: Vec<Vec<u8>>,
    /// Words of the language that is read.
    pub(super) tokens: &'a [&'a str],
}

impl Campaign<'_> {
    /// Runs the loop. `execute` gives the outcome as a number: an input with an outcome not seen before is kept and
    /// mutated further.
    pub(super) fn run(self, mut execute: impl FnMut(&[u8], &mut Dice) -> u64) {
        let mut dice = Dice::new(outcome(self.name));
        let mut pool = self.seeds;
        let seeds = pool.len();
        let mut seen = std::collections::BTreeSet::new();
        let (mut longest, mut slowest) = (Duration::ZERO, Vec::new());
        let executions = self.cost.executions().unwrap_or(self.usual);
        for number in 0..executions {
            let input = match pool.get(number as usize) {
                Some(seed) if number < seeds as u64 => seed.clone(),
                _ => {
                    let (one, other) = (dice.below(pool.len()), dice.below(pool.len()));
                    mutate(&pool[one], &pool[other], self.tokens, &mut dice)
                }
            };
            let (teller, start) = (Teller { name: self.name, input: &input }, Instant::now());
            let result = execute(&input, &mut dice);
            let took = start.elapsed();
            assert!(took < PATIENCE, "{took:?}");
            drop(teller);
            if took > longest {
                (longest, slowest) = (took, input.clone());
            }
            if input.len() <= KEPT_LENGTH && seen.insert(result) {
                if pool.len() < seeds + KEPT {
                    pool.push(input);
                } else {
                    let at = seeds + dice.below(KEPT);
                    pool[at] = input;
                }
            }
        }
        println!(
            "{}: {executions} executions, {} outcomes, longest {longest:?} on {} bytes: {} …",
            self.name,
            seen.len(),
            slowest.len(),
            slowest[..slowest.len().min(80)].escape_ascii()
        );
    }
}

impl Cost {
    /// The executions that `HUIKE_FUZZ` asks for.
    fn executions(self) -> Option<u64> {
        let asked: u64 = std::env::var("HUIKE_FUZZ").ok()?.parse().expect("HUIKE_FUZZ is a number of executions");
        Some(match self {
            Cost::Usual => asked,
            Cost::High => asked.div_ceil(100),
        })
    }
}

/// Seeds as bytes.
pub(super) fn bytes<const N: usize>(seeds: [&str; N]) -> Vec<Vec<u8>> {
    seeds.iter().map(|seed| seed.as_bytes().to_vec()).collect()
}

/// An outcome as a number.
pub(super) fn outcome(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Tells the input on which an execution panics.
struct Teller<'a> {
    name: &'a str,
    input: &'a [u8],
}

impl Drop for Teller<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}: {} bytes: b\"{}\"", self.name, self.input.len(), self.input.escape_ascii());
        }
    }
}
