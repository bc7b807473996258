//! Whether several items measure one thing: Cronbach's alpha and Dillon-Goldstein's rho.
//!
//! | file | its job |
//! |---|---|
//! | `coefficients` | [`reliability`]: the coefficients of one block of items |

mod coefficients;

pub use coefficients::{Reliability, ReliabilityError, reliability};
