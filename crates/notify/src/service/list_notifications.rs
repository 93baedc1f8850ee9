//! Lists of notifications: what a customer was told, and what was told at a location.

use kernel::{Cursor, Limit, LocationId, Page, PrincipalId};

use super::Notify;
use crate::domain::Notification;
use crate::error::Error;
use crate::records::NOTIFICATIONS;

/// Which notifications of a location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Those to its staff.
    Staff,
    /// Those to its customers, too.
    Everybody,
}

impl Notify {
    /// What a customer was told, newest first.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn to_customer(
        &self,
        customer: &PrincipalId,
        limit: Limit,
        after: Option<Cursor>,
    ) -> Result<Page<Notification>, Error> {
        self.page("by_customer", customer.as_str(), limit, after).await
    }

    /// What was told at a location, newest first.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn at_location(
        &self,
        location: &LocationId,
        told: Told,
        limit: Limit,
        after: Option<Cursor>,
    ) -> Result<Page<Notification>, Error> {
        let index = match told {
            Told::Staff => "by_staff",
            Told::Everybody => "by_location",
        };
        self.page(index, location.as_str(), limit, after).await
    }

    async fn page(
        &self,
        index: &str,
        partition: &str,
        limit: Limit,
        after: Option<Cursor>,
    ) -> Result<Page<Notification>, Error> {
        let select = NOTIFICATIONS.select(index, partition).descending();
        let page = select.limit(limit.get()).after(after).page(&*self.parts.store).await?;
        Ok(page.map(|found| found.record.into()))
    }
}
