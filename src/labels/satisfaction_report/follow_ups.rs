//! What the part `follow_ups` of the report says.
