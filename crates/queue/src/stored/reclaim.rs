//! Starting again after a crash, where only one process works on the store.

use store::{Change, Outcome};

use super::queue::StoredQueue;
use super::records::{GROUPS, QueueRecord, beyond, group_id};
use crate::error::Error;

/// Messages of one page. Its groups are read, and written, at once.
const PAGE: usize = store::WRITES_MAX;

impl StoredQueue {
    /// Makes everything in flight visible at once, and says how many groups it was. For a process
    /// that has just started and is the only one: who received it before is dead, so nobody need
    /// wait until its time is over.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn reclaim(&self) -> Result<usize, Error> {
        let mut reclaimed = 0;
        for QueueRecord { name, .. } in self.ends().await? {
            let (mut from, mut more) = (String::new(), true);
            while more {
                let heads;
                (heads, more) = self.heads(&name, &from, None, PAGE).await?;
                let Some((last, _)) = heads.last() else { break };
                from = beyond(last);
                let groups = heads.iter().map(|(group, _)| group_id(&name, group)).collect();
                reclaimed += self.release(groups).await?;
            }
        }
        Ok(reclaimed)
    }

    async fn release(&self, groups: Vec<String>) -> Result<usize, Error> {
        let now = self.clock.now();
        let found = GROUPS.get_many(&*self.store, &groups).await?;
        let held = found.into_iter().flatten().filter(|group| group.record.is_held(now));
        let writes: Vec<_> = held
            .map(|mut group| {
                group.record.delivered.iter_mut().for_each(|message| message.until = now);
                GROUPS.replace(&group.record, group.version)
            })
            .collect();
        let count = writes.len();
        if count == 0 {
            return Ok(0);
        }
        match self.store.commit(Change::of(writes)).await? {
            Outcome::Committed => Ok(count),
            // Somebody else is at work after all; then time will tell.
            Outcome::Conflict { .. } => Ok(0),
        }
    }
}
