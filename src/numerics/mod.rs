//! Numbers without business words: quantiles, intervals, integrals, special functions and the search for a maximum.

pub mod beta_nodes;
pub mod bfgs;
pub mod binomial;
pub mod cholesky;
pub mod gauss_legendre;
pub mod hessian;
pub mod interval;
pub mod logistic;
pub mod power_integral;
pub mod quadratic_form;
pub mod quantile;
pub mod rising;
pub mod trigamma;
