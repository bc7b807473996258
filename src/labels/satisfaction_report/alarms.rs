//! What the part `alarms` of the report says.
