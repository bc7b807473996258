//! The tables that rules ask for, as numbers. They support a report to an authority; they certify no compliance.
//!
//! | file | source |
//! |---|---|
//! | `status_report` | 21 CFR 7.53(b), items 1 to 6 |
//! | `cpsc_monthly` | CPSC Monthly Progress Report for Corrective Action Plans, form of 10/2015 |
//! | `fsma_204` | 21 CFR 1 subpart S: the electronic sortable spreadsheet |
//! | `mock_recall` | BRCGS 3.9 and 3.11: traceability test within four hours |
//! | `china_stage` | 召回阶段性报告 |
//! | `not_recalled`, `next_step` | why units are outstanding, and what to do about it |

mod china_stage;
mod cpsc_monthly;
mod fsma_204;
mod mock_recall;
mod next_step;
mod not_recalled;
mod status_report;

pub use china_stage::{ChinaStageReport, NoticeMethod, china_stage_report};
pub use cpsc_monthly::{Contacts, Corrections, CpscMonthly, Harm, Incident, IncidentCount, Month, cpsc_monthly};
pub use fsma_204::{TrackingEvent, TrackingKind, TrackingSheet, fsma_204};
pub use mock_recall::{DrillFigures, DrillStep, MockRecall, TRACE_LIMIT_SECONDS, mock_recall};
pub use next_step::{NextStep, Task, next_steps};
pub use not_recalled::{NotRecalled, NotRecalledRow, not_recalled};
pub use status_report::{Handled, NoticeRow, StatusReport, status_report_7_53};
