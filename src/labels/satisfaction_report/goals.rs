//! What the part `goals` of the report says.
