//! Reading the record: what somebody did, what was done to a location, one operation, some days.
//!
//! One condition is answered by an index. Of several, the first has the index, and entries that do
//! not fit the others are passed over: one question looks at five thousand at most and then says
//! where to go on, so that only after so many a page is short and not the last.

use kernel::{Cursor, Limit, LocationId, Page, PrincipalId, Timestamp};

use super::Trail;
use super::record::{ALL, AUDIT, EntryRecord, instant};

/// Entries that one question looks at.
const LOOKED_AT_MAX: usize = 5_000;
/// Entries read at once.
const CHUNK: usize = 200;

/// Which entries; every condition holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Search {
    /// Who did it.
    pub(super) by: Option<PrincipalId>,
    /// To which location.
    pub(super) location: Option<LocationId>,
    /// The operation's id.
    pub(super) operation: Option<String>,
    /// Done then or later.
    pub(super) from: Option<Timestamp>,
    /// Done before.
    pub(super) to: Option<Timestamp>,
}

impl Search {
    /// The index, and the part of it, with the least else in it.
    fn part(&self) -> (&'static str, String) {
        match (&self.by, &self.location, &self.operation) {
            (Some(by), _, _) => ("by_doer", by.to_string()),
            (None, Some(location), _) => ("by_location", location.to_string()),
            (None, None, Some(operation)) => ("by_operation", operation.clone()),
            (None, None, None) => ("by_time", ALL.to_owned()),
        }
    }

    fn fits(&self, entry: &EntryRecord) -> bool {
        self.by.as_ref().is_none_or(|by| entry.by == *by)
            && self.operation.as_ref().is_none_or(|operation| entry.operation == *operation)
            && self.location.as_ref().is_none_or(|at| entry.location.as_ref() == Some(at))
    }
}

impl Trail {
    /// A page of what was done and is looked for, last first.
    pub(super) async fn page(
        &self,
        search: &Search,
        limit: Limit,
        mut after: Option<Cursor>,
    ) -> Result<Page<EntryRecord>, store::Error> {
        let (index, part) = search.part();
        let (mut items, mut looked_at) = (Vec::<EntryRecord>::new(), 0);
        loop {
            let mut select = AUDIT.select(index, part.as_str()).descending().limit(CHUNK);
            if let Some(from) = search.from {
                select = select.from(instant(from));
            }
            if let Some(to) = search.to {
                select = select.until(instant(to));
            }
            let chunk = select.after(after).page(&*self.store).await?;
            for found in chunk.items {
                looked_at += 1;
                if !search.fits(&found.record) {
                    continue;
                }
                // One more than is asked for says that there is more.
                if items.len() == limit.get() {
                    let next = items.last().map(EntryRecord::place);
                    return Ok(Page { items, next });
                }
                items.push(found.record);
            }
            after = chunk.next;
            if after.is_none() || looked_at >= LOOKED_AT_MAX {
                return Ok(Page { items, next: after });
            }
        }
    }
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
