//! The order in which customers are contacted.

use std::cmp::Ordering;

use super::candidate::{Advice, Assessment};
use super::grade::Grade;

/// Positions of the customers to contact, the best first; those not to be contacted are left out.
///
/// Customers with a known expected return come first, the largest return ahead. The others follow by grade, then by the
/// smallest break-even uplift, those without one last, then by the largest value. Equals keep the order of the input:
/// give customers by id.
pub fn contact_order(assessments: &[Assessment]) -> Vec<usize> {
    let graded = |(position, assessment): (usize, &Assessment)| match assessment.advice {
        Advice::Contact(grade) => Some((position, grade)),
        Advice::DoNotContact(_) => None,
    };
    let mut order: Vec<(usize, Grade)> = assessments.iter().enumerate().filter_map(graded).collect();
    order.sort_by(|(a, grade_a), (b, grade_b)| {
        let (a, b) = (&assessments[*a], &assessments[*b]);
        match (a.expected_return, b.expected_return) {
            (Some(a), Some(b)) => b.total_cmp(&a),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => grade_a.cmp(grade_b).then_with(|| {
                let last = |uplift: Option<f64>| uplift.unwrap_or(f64::INFINITY);
                let even = last(a.break_even_uplift).total_cmp(&last(b.break_even_uplift));
                even.then(b.amount.total_cmp(&a.amount))
            }),
        }
    });
    order.into_iter().map(|(position, _)| position).collect()
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
