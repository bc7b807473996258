//! What one recall is about. It reads no file.

use crate::models::hazard_class::HazardClass;
use crate::models::wording::Wording;

/// What one recall is about. What is empty or `None` is not said in a notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecallFacts {
    /// Id of the recall.
    pub recall_id: String,
    /// Hazard class.
    pub class: HazardClass,
    /// Whether notices are marked urgent.
    pub urgent: bool,
    /// Who recalls.
    pub company: Wording,
    /// Names of the products, as one list.
    pub product: Wording,
    /// Brand.
    pub brand: Wording,
    /// Model or size.
    pub model: Wording,
    /// Where a picture of the product is.
    pub picture: String,
    /// Recalled lots.
    pub lots: Vec<String>,
    /// Recalled serial numbers or ranges of them.
    pub serials: Vec<String>,
    /// First day of sale, in days since 1970-01-01.
    pub sold_from: Option<i32>,
    /// Last day of sale, in days since 1970-01-01.
    pub sold_to: Option<i32>,
    /// Where it was sold.
    pub stores: Wording,
    /// What is wrong with the product.
    pub reason: Wording,
    /// What can happen, and how serious that is.
    pub hazard: Wording,
    /// That the product must not be used; a sentence of the program stands in where it is empty.
    pub stop_use: Wording,
    /// What is to be done with the product.
    pub what_to_do: Wording,
    /// Repair, replacement or refund.
    pub remedy: Wording,
    /// That businesses tell their own customers; a sentence of the program stands in where it is empty.
    pub notify_onward: Wording,
    /// Telephone number.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Web address.
    pub web: String,
    /// Day until which an answer is asked for, in days since 1970-01-01.
    pub reply_by: Option<i32>,
}
