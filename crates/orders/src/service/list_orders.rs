//! Lists of orders: a customer's own, and those of a location.

use kernel::{Cursor, Limit, LocationId, Page, PrincipalId, Timestamp};

use super::{Orders, checked};
use crate::domain::{Order, Status};
use crate::error::Error;
use crate::records::{ORDERS, instant, status_partition};

/// Changes read at once: reading them must not keep others waiting for a thread.
const CHANGES_PAGE: usize = 100;

/// Which orders of a location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// Those with this status, oldest first: the kitchen's queue.
    Status(Status),
    /// All, what changed last first.
    LastChanged,
}

impl Orders {
    /// A customer's orders, newest first.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn of_customer(
        &self,
        customer: &PrincipalId,
        limit: Limit,
        after: Option<Cursor>,
    ) -> Result<Page<Order>, Error> {
        let select = ORDERS.select("by_customer", customer.as_str()).descending();
        let page = select.limit(limit.get()).after(after).page(&*self.parts.store).await?;
        Ok(page.map(|found| checked(found).into()))
    }

    /// A location's orders.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn of_location(
        &self,
        location: &LocationId,
        filter: Filter,
        limit: Limit,
        after: Option<Cursor>,
    ) -> Result<Page<Order>, Error> {
        let select = match filter {
            Filter::Status(status) => {
                ORDERS.select("by_status", status_partition(location, status))
            }
            Filter::LastChanged => ORDERS.select("by_change", location.as_str()).descending(),
        };
        let page = select.limit(limit.get()).after(after).page(&*self.parts.store).await?;
        Ok(page.map(|found| checked(found).into()))
    }

    /// The orders of a location that changed at `since` or later, earliest change first.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn changed_since(
        &self,
        location: &LocationId,
        since: Timestamp,
        after: Option<Cursor>,
    ) -> Result<Page<Order>, Error> {
        self.changed_and_wanted(location, since, after, |_, _| true).await
    }

    /// The same without those that are not `wanted` by their id and version.
    pub(super) async fn changed_and_wanted(
        &self,
        location: &LocationId,
        since: Timestamp,
        after: Option<Cursor>,
        wanted: impl FnMut(&str, i64) -> bool,
    ) -> Result<Page<Order>, Error> {
        let select = ORDERS.select("by_change", location.as_str()).from(instant(since));
        let select = select.limit(CHANGES_PAGE).after(after);
        let page = select.page_where(&*self.parts.store, wanted).await?;
        Ok(page.map(|found| checked(found).into()))
    }
}
