//! Finding orders of a location by what people know of them: the number that was called out, a
//! name, the id on a receipt, the time.
//!
//! There is no index by words: orders are read as they were placed, newest first, and looked at.
//! One question looks at a thousand at most and then says where to go on, so a page may be short,
//! or empty, and not be the last. It reads the index by status, eleven pages of a hundred to begin
//! with, and one more for each hundred orders that have the same status; or, where a customer is
//! known, the index of theirs, and passes over what they ordered elsewhere.

use std::collections::VecDeque;

use kernel::{Cursor, Limit, LocationId, OrderId, Page, PrincipalId, Timestamp};

use super::{Orders, checked};
use crate::domain::{Order, Status};
use crate::error::Error;
use crate::records::{ORDERS, instant, status_partition};

/// Orders that one question looks at.
const LOOKED_AT_MAX: usize = 1_000;
/// Orders read at once of each status.
const CHUNK: usize = 100;

/// Which orders of a location are looked for; every condition holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// The number, a part of the name, or the whole id.
    pub text: Option<String>,
    /// Where they stand.
    pub status: Option<Status>,
    /// Whose they are.
    pub customer: Option<PrincipalId>,
    /// Placed then or later.
    pub from: Option<Timestamp>,
    /// Placed before.
    pub to: Option<Timestamp>,
}

impl Orders {
    /// The orders of a location that match, newest first.
    ///
    /// # Errors
    /// [`Error::BadPeriod`], failures of the store.
    pub async fn search(
        &self,
        location: &LocationId,
        search: &Search,
        limit: Limit,
        after: Option<Cursor>,
    ) -> Result<Page<Order>, Error> {
        if search.from.zip(search.to).is_some_and(|(from, to)| to < from) {
            return Err(Error::BadPeriod("`to` is before `from`: swap them"));
        }
        if let Some(id) = search.text.as_deref().and_then(|text| text.trim().parse().ok()) {
            return self.search_id(location, search, &id).await;
        }
        let mut lanes = search.lanes(location, after.as_ref());
        let (mut items, mut looked_at, mut last) = (Vec::new(), 0, None);
        loop {
            for lane in &mut lanes {
                self.fill(lane, search).await?;
            }
            let newest = lanes.iter_mut().max_by_key(|lane| lane.orders.front().map(place));
            let Some(order) = newest.and_then(|lane| lane.orders.pop_front()) else {
                return Ok(Page { items, next: None });
            };
            // An index may show for a moment in two places what has moved from one to the other.
            if last.as_ref() == Some(&place(&order)) {
                continue;
            }
            let here = place(&order);
            looked_at += 1;
            if search.fits(&order, location) && search.matches(&order) {
                items.push(order);
            }
            if items.len() == limit.get() || looked_at == LOOKED_AT_MAX {
                return Ok(Page { items, next: Some(Cursor { sort: here.0, id: here.1 }) });
            }
            last = Some(here);
        }
    }

    /// Reads on where a lane has run empty.
    async fn fill(&self, lane: &mut Lane, search: &Search) -> Result<(), Error> {
        if !lane.orders.is_empty() || lane.is_read {
            return Ok(());
        }
        let mut select = ORDERS.select(lane.index, lane.partition.as_str());
        if let Some(from) = search.from {
            select = select.from(instant(from));
        }
        if let Some(to) = search.to {
            select = select.until(instant(to));
        }
        let select = select.descending().limit(CHUNK).after(lane.after.take());
        let page = select.page(&*self.parts.store).await?;
        lane.orders = page.items.into_iter().map(|found| checked(found).into()).collect();
        lane.is_read = page.next.is_none();
        lane.after = page.next;
        Ok(())
    }

    /// The one order with this id, if it is of this location and matches otherwise.
    async fn search_id(
        &self,
        location: &LocationId,
        search: &Search,
        id: &OrderId,
    ) -> Result<Page<Order>, Error> {
        let found = self.load(id).await?.filter(|order| search.fits(order, location));
        Ok(Page { items: found.into_iter().collect(), next: None })
    }
}

/// The orders of one part of an index, as far as they were read.
struct Lane {
    index: &'static str,
    partition: String,
    orders: VecDeque<Order>,
    after: Option<Cursor>,
    is_read: bool,
}

impl Lane {
    fn new(index: &'static str, partition: String, after: Option<&Cursor>) -> Self {
        Self { index, partition, orders: VecDeque::new(), after: after.cloned(), is_read: false }
    }
}

impl Search {
    /// Where to look: each part of an index in which what is looked for may be.
    fn lanes(&self, location: &LocationId, after: Option<&Cursor>) -> Vec<Lane> {
        if let Some(customer) = &self.customer {
            return vec![Lane::new("by_customer", customer.to_string(), after)];
        }
        let statuses = self.status.map_or(Status::ALL.to_vec(), |status| vec![status]);
        let partition = |status| status_partition(location, status);
        let lane = |status| Lane::new("by_status", partition(status), after);
        statuses.into_iter().map(lane).collect()
    }

    /// Whether an order is of the location, and everything else is so but its text.
    fn fits(&self, order: &Order, location: &LocationId) -> bool {
        let (placed, at) = (&order.placed, order.placed_at());
        placed.location == *location
            && self.from.is_none_or(|from| at >= from)
            && self.to.is_none_or(|to| at < to)
            && self.status.is_none_or(|status| order.status() == status)
            && self.customer.as_ref().is_none_or(|customer| placed.customer == *customer)
    }

    /// Whether an order has the number or the name that is looked for. `A-042` is found as such, as
    /// `a042` and as `42`; Anna by `ann`.
    fn matches(&self, order: &Order) -> bool {
        let Some(text) = &self.text else { return true };
        let wanted = plain(text);
        let number = order.number().map(|number| plain(&number.to_string()));
        let has_number = number.is_some_and(|number| {
            let digits = number.trim_start_matches(|letter: char| letter.is_ascii_lowercase());
            number == wanted || digits.trim_start_matches('0') == wanted.trim_start_matches('0')
        });
        let name = order.placed.name.as_deref().map(plain).unwrap_or_default();
        has_number || (!wanted.is_empty() && name.contains(&wanted))
    }
}

/// Without what people leave out or add: case, spaces and hyphens.
fn plain(text: &str) -> String {
    let letters = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
    letters.flat_map(char::to_lowercase).collect()
}

/// Where an order stands among those that were placed.
fn place(order: &Order) -> (String, String) {
    (instant(order.placed_at()), order.placed.id.to_string())
}
