//! What the workflow waits for: the token it is answered with is kept until the wait is over.
//!
//! A wait is stored only if its order is still as it was looked at, and an order is committed
//! before its event is heard: whatever comes in between, one of the two sides sees both.

use kernel::OrderId;
use store::{Change, Expected, Versioned, Write};

use super::{Decided, Orders, checked};
use crate::domain::{Answer, Order, Redemption, RedemptionState, WaitFor, over};
use crate::error::Error;
use crate::records::{ORDER_WAITS, ORDERS, REDEMPTIONS, WaitRecord};

impl Orders {
    /// Stores what is waited for in place of an older wait, and says whether it is over already;
    /// `None` is "later". A late duplicate of an earlier step does not replace a later one.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn await_event(
        &self,
        order: &OrderId,
        wait: WaitFor,
        token: String,
    ) -> Result<Decided<Option<Answer>>, Error> {
        let (answer, as_seen) = self.see(order, wait).await?;
        let found = self.find_wait(order).await?;
        if answer.is_some() || found.as_ref().is_some_and(|found| found.record.wait() > wait) {
            return Ok(Decided::already(answer));
        }
        let record = WaitRecord::new(order.clone(), wait, token);
        let write = ORDER_WAITS.put(&record, found.map(|found| found.version));
        Ok(Decided::by(
            None,
            Change { writes: [vec![write], as_seen].concat(), ..Change::default() },
        ))
    }

    /// The token of the stored wait and its answer, if the wait is over by now.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn answer_due(&self, order: &OrderId) -> Result<Option<(String, Answer)>, Error> {
        let Some(found) = self.find_wait(order).await? else { return Ok(None) };
        let wait = found.record.wait();
        Ok(self.answer_now(order, wait).await?.map(|answer| (found.record.token, answer)))
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
        Ok(goes_on.then_some(found.record.token))
    }

    async fn answer_now(&self, order: &OrderId, wait: WaitFor) -> Result<Option<Answer>, Error> {
        Ok(self.see(order, wait).await?.0)
    }

    /// Whether a wait is over, as the order and its redemption are now, and the conditions under
    /// which they still are.
    async fn see(
        &self,
        order: &OrderId,
        wait: WaitFor,
    ) -> Result<(Option<Answer>, Vec<Write>), Error> {
        let id = order.as_str();
        if let Some(found) = ORDERS.get(&*self.parts.store, id).await? {
            let unchanged = ORDERS.require(id, Expected::Version(found.version));
            let status = Order::from(checked(found)).status();
            return Ok((over(wait, Some(status)), vec![unchanged]));
        }
        let mut as_seen = vec![ORDERS.require(id, Expected::Absent)];
        let mut answer = None;
        if let Some(found) = REDEMPTIONS.get(&*self.parts.store, id).await? {
            as_seen.push(REDEMPTIONS.require(id, Expected::Version(found.version)));
            let is_returned = Redemption::from(found.record).state == RedemptionState::Returned;
            answer = (is_returned && wait == WaitFor::Order).then_some(Answer::Cancelled);
        }
        Ok((answer, as_seen))
    }

    async fn find_wait(&self, order: &OrderId) -> Result<Option<Versioned<WaitRecord>>, Error> {
        Ok(ORDER_WAITS.get(&*self.parts.store, order.as_str()).await?)
    }
}

#[cfg(test)]
#[path = "waits_tests.rs"]
mod tests;
