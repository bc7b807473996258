//! What the part `drivers` of the report says.
