//! What the part `loyalty` of the report says.
