//! The forecast without a model: the customer goes on as before. It ranks and judges nothing.

/// x / T × H: the `repeat_purchases` x of a customer over the time T since the first purchase (`age`), carried on over
/// `horizon` H in the same unit of time. 0 for a customer without repeat purchases, of whatever age.
///
/// `None` when an age or a horizon is negative or not finite, when there are repeat purchases but no time, and when the
/// rate is beyond all numbers.
pub fn past_rate_forecast(repeat_purchases: u32, age: f64, horizon: f64) -> Option<f64> {
    if !(age >= 0.0 && age.is_finite() && horizon >= 0.0 && horizon.is_finite()) {
        return None;
    }
    if repeat_purchases == 0 {
        return Some(0.0);
    }
    let forecast = f64::from(repeat_purchases) / age * horizon;
    forecast.is_finite().then_some(forecast)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_on_as_before() {
        assert_eq!(past_rate_forecast(6, 13.0, 39.0), Some(6.0 / 13.0 * 39.0));
        assert_eq!(past_rate_forecast(0, 0.0, 39.0), Some(0.0));
        assert_eq!(past_rate_forecast(3, 10.0, 0.0), Some(0.0));
    }

    #[test]
    fn no_time_is_no_rate() {
        for (x, age, horizon) in [
            (1, 0.0, 1.0),
            (1, 0.0, 0.0),
            (1, 1e-310, 39.0),
            (0, -1.0, 1.0),
            (1, f64::NAN, 1.0),
            (1, 1.0, f64::INFINITY),
            (1, f64::INFINITY, 1.0),
        ] {
            assert_eq!(past_rate_forecast(x, age, horizon), None, "{x} {age} {horizon}");
        }
    }
}
