//! What the part `complaints` of the report says.
