//! Numbers without business words: quantiles, intervals, integrals, special functions and the search for a maximum.

pub mod active_set;
pub mod beta_nodes;
pub mod bfgs;
pub mod binomial;
pub mod binomial_sum;
pub mod bracketed_root;
pub mod cholesky;
pub mod concave_root;
pub mod deviance;
pub mod gamma_walk;
pub mod gauss_legendre;
pub mod hessian;
pub mod incomplete_beta;
pub mod incomplete_gamma;
pub mod interval;
pub mod logistic;
pub mod normal_tail;
pub mod power_integral;
pub mod q_value;
pub mod quadratic_form;
pub mod quantile;
pub mod rising;
pub mod student_t;
pub mod symmetric_eigen;
pub mod tails;
pub mod trigamma;
