//! When a lot is a signal, and which part failed when it is not. It computes neither part.

/// Both parts must hold: in large data tiny differences pass any test, and in small data large ratios are chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignalRule {
    /// Highest q-value.
    pub most_q: f64,
    /// Least EB05.
    pub least_eb05: f64,
}

impl Default for SignalRule {
    /// q ≤ 0.05 and EB05 ≥ 2.
    fn default() -> SignalRule {
        SignalRule { most_q: 0.05, least_eb05: 2.0 }
    }
}

/// Whether one part of the rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It holds.
    Passed,
    /// It does not.
    Failed,
    /// There is no such figure: the lot has no exposure, or rates cannot be shrunk.
    Missing,
}

/// What the rule says about one lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// More than chance, also with so many lots tested: the q-value.
    pub evidence: Part,
    /// Large enough to matter: EB05.
    pub effect: Part,
}

impl Verdict {
    /// Whether both parts hold.
    pub fn is_signal(&self) -> bool {
        self.evidence == Part::Passed && self.effect == Part::Passed
    }
}

impl SignalRule {
    /// Judges one lot by its q-value and its EB05.
    pub fn judge(&self, q_value: Option<f64>, eb05: Option<f64>) -> Verdict {
        let part = |holds: Option<bool>| match holds {
            Some(true) => Part::Passed,
            Some(false) => Part::Failed,
            None => Part::Missing,
        };
        let evidence = part(q_value.map(|q| q <= self.most_q));
        Verdict { evidence, effect: part(eb05.map(|eb05| eb05 >= self.least_eb05)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_parts_must_hold() {
        let judge = |q, eb05| SignalRule::default().judge(q, eb05);
        assert!(judge(Some(0.05), Some(2.0)).is_signal());
        let small = judge(Some(1e-9), Some(1.99));
        assert_eq!((small.evidence, small.effect, small.is_signal()), (Part::Passed, Part::Failed, false));
        let chance = judge(Some(0.051), Some(7.0));
        assert_eq!((chance.evidence, chance.effect, chance.is_signal()), (Part::Failed, Part::Passed, false));
        assert_eq!(judge(Some(0.01), None).effect, Part::Missing);
        assert!(!judge(Some(0.01), None).is_signal() && !judge(None, Some(9.0)).is_signal());
        assert!(!judge(Some(f64::NAN), Some(9.0)).is_signal());
        let strict = SignalRule { most_q: 0.001, least_eb05: 3.0 };
        assert!(!strict.judge(Some(0.01), Some(4.0)).is_signal() && strict.judge(Some(0.001), Some(3.0)).is_signal());
    }
}
