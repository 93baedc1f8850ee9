//! The port, answered by the sandbox.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use kernel::Money;
use store::{Change, Outcome, Store, Version};
use tokio::time::{sleep, timeout};

use super::books::{BookRecord, BookState, SANDBOX_PAYMENTS, reference};
use super::source::Source;
use crate::domain::Decline;
use crate::error::Error;
use crate::ports::{Authorisation, Payments, Voiding};

/// How often to begin again when the same payment changed meanwhile.
const TRIES: usize = 5;

/// The provider that stands in for a real one.
pub struct Sandbox {
    store: Arc<dyn Store>,
    delays: Delays,
}

/// How long things take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delays {
    /// Until `tok_slow` answers.
    pub slow: Duration,
    /// Until a provider that does not answer is given up.
    pub patience: Duration,
}

impl Default for Delays {
    fn default() -> Self {
        Self { slow: Duration::from_secs(3), patience: Duration::from_secs(30) }
    }
}

impl Sandbox {
    /// A sandbox that keeps its books in `store`.
    pub fn new(store: Arc<dyn Store>, delays: Delays) -> Self {
        Self { store, delays }
    }

    async fn book(&self, reference: &str) -> Result<Option<(BookRecord, Version)>, Error> {
        let found = SANDBOX_PAYMENTS.get(&*self.store, reference).await?;
        Ok(found.map(|found| (found.record, found.version)))
    }

    async fn write(&self, book: &BookRecord, before: Option<Version>) -> Result<Outcome, Error> {
        let change = Change::of(vec![SANDBOX_PAYMENTS.put(book, before)]);
        Ok(self.store.commit(change).await?)
    }

    /// Thinks about it for as long as the source takes.
    async fn consider(&self, source: Source) -> Result<(), Error> {
        let answer = async {
            match source {
                Source::Slow => sleep(self.delays.slow).await,
                Source::Timeout => pending().await,
                _ => {}
            }
        };
        timeout(self.delays.patience, answer).await.map_err(|_| Error::PaymentUnavailable)
    }
}

#[async_trait]
impl Payments for Sandbox {
    async fn authorise(
        &self,
        key: &str,
        amount: Money,
        source: &str,
    ) -> Result<Authorisation, Error> {
        let reference = reference(key);
        if let Some((book, _)) = self.book(&reference).await? {
            return answered(book);
        }
        let kind = Source::find(source)?;
        self.consider(kind).await?;
        let source = source.to_owned();
        let state = match kind {
            Source::Declined | Source::InsufficientFunds => BookState::Declined { source },
            _ => BookState::Authorised { amount, source },
        };
        let book = BookRecord::new(reference, state);
        match self.write(&book, None).await? {
            Outcome::Committed => answered(book),
            // The same request, or its voiding, was faster.
            Outcome::Conflict { .. } => match self.book(&book.reference).await? {
                Some((book, _)) => answered(book),
                None => Err(Error::Contended),
            },
        }
    }

    async fn capture(&self, _key: &str, reference: &str, amount: Money) -> Result<(), Error> {
        for _ in 0..TRIES {
            let Some((mut book, version)) = self.book(reference).await? else {
                return Err(Error::CaptureFailed);
            };
            match &book.state {
                BookState::Captured { amount: before } if *before == amount => return Ok(()),
                BookState::Authorised { amount: held, source }
                    if held.currency == amount.currency
                        && held.minor >= amount.minor
                        && Source::find(source)? != Source::CaptureFails => {}
                _ => return Err(Error::CaptureFailed),
            }
            book.state = BookState::Captured { amount };
            if self.write(&book, Some(version)).await? == Outcome::Committed {
                return Ok(());
            }
        }
        Err(Error::Contended)
    }

    async fn void(&self, _key: &str, authorisation: &str) -> Result<Voiding, Error> {
        let reference = reference(authorisation);
        for _ in 0..TRIES {
            let found = self.book(&reference).await?;
            match found.as_ref().map(|(book, _)| &book.state) {
                Some(BookState::Captured { .. }) => return Ok(Voiding::Captured),
                Some(BookState::Voided | BookState::Declined { .. }) => return Ok(Voiding::Voided),
                Some(BookState::Authorised { .. }) | None => {}
            }
            let before = found.map(|(_, version)| version);
            let book = BookRecord::new(reference.clone(), BookState::Voided);
            if self.write(&book, before).await? == Outcome::Committed {
                return Ok(Voiding::Voided);
            }
        }
        Err(Error::Contended)
    }

    async fn refund(&self, key: &str, reference: &str, amount: Money) -> Result<(), Error> {
        for _ in 0..TRIES {
            let Some((mut book, version)) = self.book(reference).await? else {
                return Err(Error::NotRefundable { refundable_minor: 0 });
            };
            if book.refunds.iter().any(|(known, _)| known == key) {
                return Ok(());
            }
            let refundable_minor = book.refundable_minor();
            if !(1..=refundable_minor).contains(&amount.minor) {
                return Err(Error::NotRefundable { refundable_minor });
            }
            book.refunds.push((key.to_owned(), amount.minor));
            if self.write(&book, Some(version)).await? == Outcome::Committed {
                return Ok(());
            }
        }
        Err(Error::Contended)
    }
}

/// What the sandbox answered, once and for always.
fn answered(book: BookRecord) -> Result<Authorisation, Error> {
    match book.state {
        BookState::Authorised { .. } | BookState::Captured { .. } => {
            Ok(Authorisation::Authorised { reference: book.reference })
        }
        BookState::Declined { source } => {
            Ok(Authorisation::Declined(match Source::find(&source)? {
                Source::InsufficientFunds => Decline::InsufficientFunds,
                _ => Decline::Declined,
            }))
        }
        BookState::Voided => Err(Error::PaymentVoided),
    }
}

#[cfg(test)]
#[path = "sandbox_tests.rs"]
mod tests;
