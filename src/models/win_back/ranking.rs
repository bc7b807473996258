//! The order in which customers are contacted.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::candidate::{Advice, Assessment};
use super::grade::Grade;

/// Positions of the customers to contact, the best first; those not to be contacted are left out.
///
/// Customers with a known expected return come first, the largest return ahead. The others follow by grade, then by the
/// smallest break-even uplift, those without one last, then by the largest value. Equals keep the order of the input:
/// give customers by id.
pub fn contact_order(assessments: &[Assessment]) -> Vec<usize> {
    let rank = |(position, assessment): (usize, &Assessment)| match assessment.advice {
        Advice::Contact(grade) => Some(Rank::of(assessment, grade, position)),
        Advice::DoNotContact(_) => None,
    };
    let mut order: Vec<Rank> = assessments.iter().enumerate().filter_map(rank).collect();
    order.par_sort_unstable_by(Rank::compare);
    order.into_iter().map(|rank| rank.position).collect()
}

/// What a customer is ranked by, smaller numbers first.
struct Rank {
    /// Nothing where the return is known, which goes before every grade.
    grade: Option<Grade>,
    numbers: [f64; 2],
    position: usize,
}

impl Rank {
    fn of(assessment: &Assessment, grade: Grade, position: usize) -> Rank {
        match assessment.expected_return {
            Some(expected) => Rank { grade: None, numbers: [-expected, 0.0], position },
            None => {
                let break_even = assessment.break_even_uplift.unwrap_or(f64::INFINITY);
                Rank { grade: Some(grade), numbers: [break_even, -assessment.amount], position }
            }
        }
    }

    fn compare(&self, other: &Rank) -> Ordering {
        let [first, second] = [0, 1].map(|at| self.numbers[at].total_cmp(&other.numbers[at]));
        self.grade.cmp(&other.grade).then(first).then(second).then(self.position.cmp(&other.position))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Level, Obstacle};
    use super::*;

    fn assessment(advice: Advice, expected_return: Option<f64>, break_even_uplift: Option<f64>) -> Assessment {
        let level = Level::Middle;
        let amount = 1.0;
        Assessment { advice, amount, value: level, winnability: level, risk: level, break_even_uplift, expected_return }
    }

    #[test]
    fn returns_first_then_grades_then_break_even_then_the_given_order() {
        let contact = Advice::Contact;
        let list = [
            assessment(contact(Grade::B), None, Some(0.01)),
            assessment(contact(Grade::A), None, None),
            assessment(contact(Grade::A), None, Some(0.5)),
            assessment(contact(Grade::D), Some(3.0), Some(0.1)),
            assessment(contact(Grade::A), Some(2.0), Some(0.1)),
            assessment(contact(Grade::C), Some(3.0), Some(0.1)),
            assessment(Advice::DoNotContact(Obstacle::NoConsent), Some(9.0), Some(0.1)),
            assessment(contact(Grade::A), None, Some(0.2)),
        ];
        assert_eq!(contact_order(&list), [3, 5, 4, 7, 2, 1, 0]);
        assert!(contact_order(&[]).is_empty());
    }

    #[test]
    fn without_a_cost_the_value_decides_within_a_grade() {
        let of = |grade, amount| Assessment { amount, ..assessment(Advice::Contact(grade), None, Some(0.0)) };
        assert_eq!(contact_order(&[of(Grade::A, 5.0), of(Grade::B, 90.0), of(Grade::A, 7.0)]), [2, 0, 1]);
    }
}
