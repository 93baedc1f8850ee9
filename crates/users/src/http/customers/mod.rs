//! `/v1/customers`: those of whom something is kept, as whoever runs the place sees them.

pub(super) mod list;
pub(super) mod one;
