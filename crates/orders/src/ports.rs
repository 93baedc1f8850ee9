//! What this context asks of others. `comanda/src/links` answers.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::{Clock, LocationId, Money, OrderId, Random, Timestamp};

use crate::domain::{Decline, Openness, Shop, StockItemId};
use crate::error::Error;

/// Menus and stock, owned by somebody else.
#[async_trait]
pub trait Catalog: Send + Sync + 'static {
    /// A location and its menu, and whether it takes orders at `at`; `None` when there is none.
    ///
    /// Called for every quote and order, so it answers from memory; it may be as much as one second
    /// behind a change made by another process.
    async fn shop(
        &self,
        location: &LocationId,
        at: Timestamp,
    ) -> Result<Option<(Arc<Shop>, Openness)>, Error>;

    /// How much is left of each item, in the order asked for. A hint: only `reserve` decides.
    async fn levels(&self, at: &LocationId, items: &[StockItemId]) -> Result<Vec<i64>, Error>;

    /// Holds stock for an order: all of it or nothing. Repeating it changes nothing.
    async fn reserve(
        &self,
        order: &OrderId,
        at: &LocationId,
        needs: &[Need],
    ) -> Result<Reserved, Error>;

    /// Gives back what was held for an order, and makes sure that nothing will be held for it any
    /// more. Repeating it changes nothing.
    async fn release(&self, order: &OrderId, at: &LocationId) -> Result<(), Error>;

    /// What was held for the order is gone for good. Repeating it changes nothing.
    async fn use_up(&self, order: &OrderId, at: &LocationId) -> Result<(), Error>;
}

/// So much of one stock item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Which item.
    pub item: StockItemId,
    /// How much of it, at least 1.
    pub quantity: i64,
}

/// What became of a wish to hold stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reserved {
    /// It is held.
    Held,
    /// There is not enough, of these; nothing is held. The names are for customers.
    OutOfStock(Vec<String>),
    /// The order gave its stock back before; nothing is held.
    Released,
}

/// Who moves the money. Every verb has a key, and the same key is the same request, however often
/// and from whichever process it comes: it is done once and has the same answer.
#[async_trait]
pub trait Payments: Send + Sync + 'static {
    /// Asks for money to be held for us.
    ///
    /// # Errors
    /// [`Error::UnknownPaymentSource`], [`Error::PaymentUnavailable`], and
    /// [`Error::PaymentVoided`] when what this key asks for was voided before.
    async fn authorise(
        &self,
        key: &str,
        amount: Money,
        source: &str,
    ) -> Result<Authorisation, Error>;

    /// Takes what is held.
    ///
    /// # Errors
    /// [`Error::CaptureFailed`] for good, [`Error::PaymentUnavailable`].
    async fn capture(&self, key: &str, reference: &str, amount: Money) -> Result<(), Error>;

    /// Gives back what is held. `reference` is the one of the authorisation or, when its answer
    /// never came, the key it was asked for with: then nothing will be held under that key.
    ///
    /// # Errors
    /// [`Error::PaymentUnavailable`].
    async fn void(&self, key: &str, reference: &str) -> Result<Voiding, Error>;

    /// Gives back what was taken, or some of it.
    ///
    /// # Errors
    /// [`Error::NotRefundable`], [`Error::PaymentUnavailable`].
    async fn refund(&self, key: &str, reference: &str, amount: Money) -> Result<(), Error>;
}

/// What became of a wish to hold money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authorisation {
    /// It is held.
    Authorised {
        /// The provider's name for it.
        reference: String,
    },
    /// It is not, and never will be under this key.
    Declined(Decline),
}

/// What became of a wish to give held money back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voiding {
    /// Nothing is held any more.
    Voided,
    /// It had been taken already and can only be refunded.
    Captured,
}

/// What the verbs of this context work with.
pub struct Parts {
    /// Where orders are kept.
    pub store: Arc<dyn store::Store>,
    /// Menus and stock.
    pub catalog: Arc<dyn Catalog>,
    /// Who moves the money.
    pub payments: Arc<dyn Payments>,
    /// Whether an order may be paid when it is placed. What was paid before is given back either
    /// way.
    pub pays_ahead: bool,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub random: Arc<dyn Random>,
}
