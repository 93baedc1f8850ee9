//! What the workflow waits for: the token it is answered with is kept until the wait is over.
//!
//! A wait is stored only if its order is still as it was looked at, and an order is committed
//! before its event is heard: whatever comes in between, one of the two sides sees both.

use kernel::OrderId;
use store::{Change, Expected, Versioned, Write};

use super::{Decided, Orders, checked};
use crate::domain::{Answer, Order, Redemption, RedemptionState, WaitFor, is_recall, over};
use crate::error::Error;
use crate::records::{ORDER_WAITS, ORDERS, REDEMPTIONS, WaitRecord};

impl Orders {
    /// Stores what is waited for in place of an older wait, and says whether it is over already;
    /// `None` is "later". A late duplicate of an earlier step does not replace a later one.
    ///
    /// `round` is how often the workflow has waited for *ready* before, because the order was
    /// recalled; `None` for a workflow that does not know of that, and is not told.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn await_event(
        &self,
        order: &OrderId,
        wait: WaitFor,
        round: Option<u32>,
        token: String,
    ) -> Result<Decided<Option<Answer>>, Error> {
        let record = WaitRecord::new(order.clone(), wait, round, token);
        let (answer, as_seen) = self.see(&record).await?;
        let found = self.find_wait(order).await?;
        let is_late = found.as_ref().is_some_and(|found| found.record.place() > record.place());
        if answer.is_some() || is_late {
            return Ok(Decided::already(answer));
        }
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
        let answer = self.see(&found.record).await?.0;
        Ok(answer.map(|answer| (found.record.token, answer)))
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
        let goes_on = self.see(&found.record).await?.0.is_none();
        Ok(goes_on.then_some(found.record.token))
    }

    /// Whether a wait is over, as the order and its redemption are now, and the conditions under
    /// which they still are.
    async fn see(&self, waiting: &WaitRecord) -> Result<(Option<Answer>, Vec<Write>), Error> {
        let (id, wait) = (waiting.order.as_str(), waiting.wait());
        if let Some(found) = ORDERS.get(&*self.parts.store, id).await? {
            let unchanged = ORDERS.require(id, Expected::Version(found.version));
            let status = Some(Order::from(checked(found)).status());
            let is_told = waiting.can_go_back() || !is_recall(wait, status);
            return Ok((over(wait, status).filter(|_| is_told), vec![unchanged]));
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
