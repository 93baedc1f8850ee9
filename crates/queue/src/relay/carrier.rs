//! Who carries: the small port between the relay and where messages go.

use async_trait::async_trait;
use store::Waiting;

use crate::error::Error;

/// Takes messages from the outbox to where they go.
///
/// To one destination the messages of a group go in order: at the first that fails its group stops.
#[async_trait]
pub trait Carrier: Send + Sync + 'static {
    /// Carries `waiting`, which is in the order of the commits. Returns when each message has
    /// arrived everywhere it goes, or could not be carried now.
    async fn carry(&self, waiting: &[Waiting]) -> Carried;
}

/// What came of carrying.
#[derive(Debug, Default)]
pub struct Carried {
    /// How many messages have arrived everywhere they go.
    pub arrived: usize,
    /// The numbers of those of them that are still in the outbox, for the relay to take out.
    pub left: Vec<i64>,
    /// Why others have not arrived; the first reason.
    pub refused: Option<Error>,
}
