//! What the workflow waits for: the token it is answered with is kept until the wait is over.
//!
//! A wait is stored before its order is looked at, and an order is committed before its event is
//! heard: whatever comes in between, one of the two sides sees both.

use kernel::OrderId;
use store::{Change, Outcome, Versioned};

use super::{Orders, TRIES};
use crate::domain::{Answer, RedemptionState, WaitFor, over};
use crate::error::Error;
use crate::records::{ORDER_WAITS, WaitRecord};

impl Orders {
    /// Stores what is waited for in place of an older wait, and says whether it is over already;
    /// `None` is "later". A late duplicate of an earlier step does not replace a later one.
    ///
    /// # Errors
    /// [`Error::Contended`], failures of the store.
    pub async fn await_event(
        &self,
        order: &OrderId,
        wait: WaitFor,
        token: String,
    ) -> Result<Option<Answer>, Error> {
        let record = WaitRecord::new(order.clone(), wait, token);
        for _ in 0..TRIES {
            let found = self.find_wait(order).await?;
            if found.as_ref().is_some_and(|found| found.record.wait() > wait) {
                return self.answer_now(order, wait).await;
            }
            let write = ORDER_WAITS.put(&record, found.map(|found| found.version));
            if self.parts.store.commit(Change::of(vec![write])).await? == Outcome::Committed {
                return self.answer_now(order, wait).await;
            }
        }
        Err(Error::Contended)
    }

    /// The token of the stored wait and its answer, if the wait is over by now.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn answer_due(&self, order: &OrderId) -> Result<Option<(String, Answer)>, Error> {
        let Some(found) = self.find_wait(order).await? else { return Ok(None) };
        let wait = found.record.wait();
        let Some(token) = found.record.token else { return Ok(None) };
        Ok(self.answer_now(order, wait).await?.map(|answer| (token, answer)))
    }

    /// The token of a wait for [`WaitFor::Ready`] that goes on: somebody is at work on it.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn heartbeat_due(&self, order: &OrderId) -> Result<Option<String>, Error> {
        let Some(found) = self.find_wait(order).await? else { return Ok(None) };
        if found.record.wait() != WaitFor::Ready {
            return Ok(None);
        }
        let goes_on = self.answer_now(order, WaitFor::Ready).await?.is_none();
        Ok(found.record.token.filter(|_| goes_on))
    }

    /// Forgets the wait that has this token, once it is answered. A newer wait stays.
    ///
    /// # Errors
    /// [`Error::Contended`], failures of the store.
    pub async fn forget_wait(&self, order: &OrderId, token: &str) -> Result<(), Error> {
        for _ in 0..TRIES {
            let Some(mut found) = self.find_wait(order).await? else { return Ok(()) };
            if found.record.token.as_deref() != Some(token) {
                return Ok(());
            }
            // Not deleted: a deleted record's versions begin again, and a late one could be taken
            // for a new one.
            found.record.token = None;
            let write = ORDER_WAITS.replace(&found.record, found.version);
            if self.parts.store.commit(Change::of(vec![write])).await? == Outcome::Committed {
                return Ok(());
            }
        }
        Err(Error::Contended)
    }

    /// Whether a wait is over, as the order and its redemption are now.
    async fn answer_now(&self, order: &OrderId, wait: WaitFor) -> Result<Option<Answer>, Error> {
        let status = self.load(order).await?.map(|order| order.status());
        if status.is_none() && wait == WaitFor::Order {
            let redemption = self.redemption(order).await?;
            let returned = |state| state == RedemptionState::Returned;
            let gone = redemption.is_some_and(|redemption| returned(redemption.state));
            return Ok(gone.then_some(Answer::Cancelled));
        }
        Ok(over(wait, status))
    }

    async fn find_wait(&self, order: &OrderId) -> Result<Option<Versioned<WaitRecord>>, Error> {
        Ok(ORDER_WAITS.get(&*self.parts.store, order.as_str()).await?)
    }
}

#[cfg(test)]
#[path = "waits_tests.rs"]
mod tests;
