//! What the part `scores` of the report says.
