//! The root of a rising concave function by Newton's method. It accepts no other function.

/// Longest step: far to the right of the root the function is nearly flat, and Newton's step there overshoots.
const LONGEST_STEP: f64 = 8.0;

/// The root of a rising concave `function`, given as value and slope.
///
/// The tangent of a concave function lies above it. Newton's steps therefore never pass the root from the left, and
/// every step from the right ends left of it, or still right of it where it was cut: the search needs no bracket.
pub fn concave_root(start: f64, function: impl Fn(f64) -> (f64, f64)) -> f64 {
    let mut at = start;
    for iteration in 0..200 {
        let (value, slope) = function(at);
        let step = (-value / slope).clamp(-LONGEST_STEP, LONGEST_STEP);
        // A step back after the first few is rounding.
        if step.is_nan() || (iteration > 40 && step <= 0.0) {
            break;
        }
        at += step;
        // The error that is left is of the order of the square of the last step.
        if step.abs() <= 1e-10 {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1 − e^−u = 1/2 at ln 2, from either side.
    #[test]
    fn finds_it_from_both_sides() {
        for start in [-20.0, -1.0, 0.5, 3.0, 30.0] {
            let got = concave_root(start, |u| (0.5 - (-u).exp(), (-u).exp()));
            assert!((got - std::f64::consts::LN_2).abs() < 1e-14, "{start}: {got}");
        }
        assert_eq!(concave_root(1.0, |_| (f64::NAN, 1.0)), 1.0);
    }
}
