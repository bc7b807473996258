//! Every planted number, in one place. Holds no logic.

use serde::{Deserialize, Serialize};

/// The planted numbers; the same in every demo company. Rates are per week of seven days, money in yuan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameters {
    /// Shape of the gamma distribution of purchase rates, `r` of MBG/NBD.
    pub purchase_r: f64,
    /// Rate of that gamma distribution in weeks, `alpha` of MBG/NBD.
    pub purchase_alpha: f64,
    /// First parameter of the beta distribution of the chance to leave after a purchase, the first one included.
    pub dropout_a: f64,
    /// Second parameter of that beta distribution.
    pub dropout_b: f64,
    /// Shape of the gamma distribution of one occasion's spend, `p` of Gamma-Gamma.
    pub spend_p: f64,
    /// Shape of the gamma distribution of its rate over persons, `q`.
    pub spend_q: f64,
    /// Rate of that gamma distribution in yuan, `v`.
    pub spend_v: f64,
    /// Chance that a frequent person who would leave slows down instead.
    pub slowing_share: f64,
    /// Purchases that such a person has made by then.
    pub slowing_after_purchases: usize,
    /// Days before the end from which on persons slow down.
    pub slowing_days: i32,
    /// Purchase rate of a slowing person relative to before.
    pub slowing_rate_factor: f64,
    /// Mean number of complaints beyond the usual from a slowing person.
    pub slowing_complaints: f64,
    /// Days before the end at which these complaints begin, and the last slowdown is over.
    pub slowing_complaint_days: i32,
    /// What a slowing person's later scores lose.
    pub slowing_score_loss: f64,
    /// Chance that a unit of a good lot is complained about.
    pub complaint_rate: f64,
    /// The same for a unit of a bad lot.
    pub bad_complaint_rate: f64,
    /// Chance of a complaint about service per order.
    pub service_complaint_rate: f64,
    /// What multiplies that chance in the last full month.
    pub surge_factor: f64,
    /// Share of persons asked for an NPS score before and after.
    pub panel_share: f64,
    /// Share of that panel planned for a follow-up between the two scores.
    pub follow_up_share: f64,
    /// Share of planned follow-ups that are made.
    pub follow_up_done: f64,
    /// What a made follow-up adds to the later NPS score.
    pub follow_up_effect: f64,
    /// What one point of the drivers quality, delivery, service and price adds to an NPS score.
    pub driver_weights: [f64; 4],
    /// Days before the end at which the win-back campaign starts.
    pub campaign_days: i32,
    /// Days without a purchase that make a person eligible.
    pub campaign_quiet_days: i32,
    /// Days without a purchase after which a person is eligible no more.
    pub campaign_longest_quiet_days: i32,
    /// Share of eligible persons enrolled; half of them are treated.
    pub campaign_share: f64,
    /// Chance of one more purchase within 30 days that treatment adds.
    pub campaign_effect: f64,
    /// Chance that a sale line is returned, wholly or in part.
    pub return_rate: f64,
    /// Chance that an order is first placed and cancelled on the same day.
    pub cancelled_rate: f64,
    /// Chance per order of one more day on which a sale is taken back at once.
    pub net_zero_rate: f64,
    /// Chance of a gift per order.
    pub gift_rate: f64,
    /// Chance that a person has a second customer record.
    pub duplicate_customer_rate: f64,
    /// Chance that an order row is exported twice.
    pub duplicate_row_rate: f64,
}

/// The numbers of every demo company.
pub(super) const PLANTED: Parameters = Parameters {
    purchase_r: 0.9,
    purchase_alpha: 9.0,
    dropout_a: 0.8,
    dropout_b: 2.8,
    spend_p: 4.0,
    spend_q: 4.0,
    spend_v: 225.0,
    slowing_share: 0.75,
    slowing_after_purchases: 12,
    slowing_days: 365,
    slowing_rate_factor: 0.05,
    slowing_complaints: 13.0,
    slowing_complaint_days: 105,
    slowing_score_loss: 1.0,
    complaint_rate: 0.02,
    bad_complaint_rate: 0.1,
    service_complaint_rate: 0.015,
    surge_factor: 5.0,
    panel_share: 0.3,
    follow_up_share: 0.5,
    follow_up_done: 0.85,
    follow_up_effect: 0.8,
    driver_weights: [0.4, 0.3, 0.5, 0.1],
    campaign_days: 60,
    campaign_quiet_days: 90,
    campaign_longest_quiet_days: 180,
    campaign_share: 0.25,
    campaign_effect: 0.08,
    return_rate: 0.03,
    cancelled_rate: 0.03,
    net_zero_rate: 0.008,
    gift_rate: 0.02,
    duplicate_customer_rate: 0.005,
    duplicate_row_rate: 0.002,
};
