//! What the part `recovery` of the report says.
