//! Survey answers, counted by question, period and group.
