//! The root of a rising function: first between which places it lies, then where. It needs no slope.

/// Places beyond this are not looked at.
const FARTHEST: f64 = 600.0;
/// The root is this close to what is returned.
const CLOSE: f64 = 1e-12;
/// More steps are never needed: halves alone would take fewer.
const MOST_STEPS: usize = 200;

/// The root of a rising function; where it has none, the farthest place on the side where it would be. It is sought from
/// `start` in steps that begin with `step` and double; then, between two places where signs differ, by inverse quadratic
/// interpolation wherever that is safe, and else by halves. Source: Chandrupatla, Adv. Eng. Software 28 (1997) 145-149.
pub fn bracketed_root(start: f64, step: f64, function: impl Fn(f64) -> f64) -> f64 {
    let (mut one, mut step) = ((start, function(start)), step);
    let sign = if one.1 > 0.0 { -1.0 } else { 1.0 };
    let mut other = one;
    while other.1 * sign < 0.0 && other.0.abs() < FARTHEST {
        one = other;
        let place = (one.0 + sign * step).clamp(-FARTHEST, FARTHEST);
        other = (place, function(place));
        step *= 2.0;
    }
    if other.1 * sign < 0.0 || other.1 == 0.0 {
        return other.0;
    }
    let (mut a, mut b) = (other, one);
    let mut part = 0.5;
    for _ in 0..MOST_STEPS {
        let place = a.0 + part * (b.0 - a.0);
        let next = (place, function(place));
        let before = if (next.1 > 0.0) == (a.1 > 0.0) {
            a
        } else {
            let last = b;
            b = a;
            last
        };
        a = next;
        let best = if a.1.abs() < b.1.abs() { a } else { b };
        let close = (2.0 * f64::EPSILON * best.0.abs() + 0.5 * CLOSE) / (b.0 - a.0).abs();
        if close > 0.5 || best.1 == 0.0 {
            return best.0;
        }
        let (xi, phi) = ((a.0 - b.0) / (before.0 - b.0), (a.1 - b.1) / (before.1 - b.1));
        let is_safe = phi * phi < xi && (1.0 - phi) * (1.0 - phi) < 1.0 - xi;
        part = match is_safe {
            true => {
                let first = a.1 / (b.1 - a.1) * (before.1 / (b.1 - before.1));
                let second = (before.0 - a.0) / (b.0 - a.0) * (a.1 / (before.1 - a.1)) * (b.1 / (before.1 - b.1));
                first + second
            }
            false => 0.5,
        };
        // Not so near to either end that the next step would gain nothing.
        part = if part.is_nan() { 0.5 } else { part.clamp(close, 1.0 - close) };
    }
    0.5 * (a.0 + b.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_roots_near_and_far_in_few_steps() {
        for root in [-550.0, -3.0, 0.0, 1e-9, 0.7, 40.0] {
            for function in
                [|x: f64| x, |x: f64| x.exp_m1(), |x: f64| x.cbrt(), |x: f64| -(-x).exp_m1(), |x: f64| x.tanh()]
            {
                let calls = std::cell::Cell::new(0);
                let got = bracketed_root(0.5, 1.0, |x| {
                    calls.set(calls.get() + 1);
                    function(x - root)
                });
                assert!((got - root).abs() <= 1e-12 + 1e-15 * root.abs(), "{root}: {got}");
                assert!(calls.get() < 90, "{root}: {}", calls.get());
            }
        }
    }

    #[test]
    fn without_a_root_it_ends_where_one_would_be() {
        assert_eq!(bracketed_root(0.0, 1.0, |_| 1.0), -FARTHEST);
        assert_eq!(bracketed_root(0.0, 1.0, |_| -1.0), FARTHEST);
        assert!((bracketed_root(0.0, 1.0, |x| if x > 3.0 { f64::INFINITY } else { -1.0 }) - 3.0).abs() < 1e-11);
    }
}
