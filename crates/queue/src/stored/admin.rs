//! What administrators ask: counts, a look inside, dead letters back, everything dropped.

use std::collections::BTreeSet;

use kernel::Cursor;
use store::{Change, Outcome, Versioned, Write};

use super::queue::{ATTEMPTS_MAX, StoredQueue};
use super::records::{
    ALL, Content, GROUPS, GroupRecord, MESSAGES, MessageRecord, QUEUES, QueueRecord, State,
    group_id, padded,
};
use crate::error::Error;
use crate::port::{Attributes, Part, Peeked};

/// Where counting stops. It reads what it counts, so this also bounds its cost.
const COUNT_MAX: usize = 10_000;
/// Messages of one page while counting.
const COUNT_PAGE: usize = 1_000;
/// Messages of one change: a write for each, and at worst one for the group of each.
const PAGE: usize = 45;
/// Most messages of a look inside, and most records the store reads at once.
const LOOK_MAX: usize = 100;

impl StoredQueue {
    /// Counts what waits, what is in flight and what is dead.
    pub(super) async fn count(&self, queue: &str) -> Result<Attributes, Error> {
        let mut groups = BTreeSet::new();
        let live = self
            .each(queue, Part::Live, |content| {
                groups.insert(group_id(queue, &content.group));
            })
            .await?;
        let dead = self.each(queue, Part::Dead, |_| {}).await?;
        let now = self.clock.now();
        let mut in_flight = 0;
        for ids in groups.into_iter().collect::<Vec<_>>().chunks(LOOK_MAX) {
            let found = GROUPS.get_many(&*self.store, ids).await?;
            let delivered = found.iter().flatten().flat_map(|group| &group.record.delivered);
            in_flight += delivered.filter(|message| message.until > now).count();
        }
        Ok(Attributes { visible: live.saturating_sub(in_flight), in_flight, dead })
    }

    /// Calls `see` for each message, up to [`COUNT_MAX`]; says how many there were.
    async fn each(
        &self,
        queue: &str,
        part: Part,
        mut see: impl FnMut(&Content),
    ) -> Result<usize, Error> {
        let (mut count, mut after) = (0, None);
        while count < COUNT_MAX {
            let select = MESSAGES.select(index(part), queue).limit(COUNT_PAGE).after(after);
            let page = select.page(&*self.store).await?;
            page.items.iter().filter_map(|row| content(&row.record)).for_each(&mut see);
            count += page.items.len();
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        Ok(count)
    }

    /// Every queue and its end.
    pub(super) async fn ends(&self) -> Result<Vec<QueueRecord>, Error> {
        let page = QUEUES.select("names", ALL).limit(1_000).page(&*self.store).await?;
        Ok(page.items.into_iter().map(|queue| queue.record).collect())
    }

    /// The first messages: of each group in turn, or the oldest dead letters.
    pub(super) async fn show(
        &self,
        queue: &str,
        part: Part,
        limit: usize,
    ) -> Result<Vec<Peeked>, Error> {
        let select = MESSAGES.select(index(part), queue).limit(limit.clamp(1, LOOK_MAX));
        let messages = select.page(&*self.store).await?.items;
        let mut groups: Vec<_> = messages
            .iter()
            .filter_map(|row| Some(group_id(queue, &content(&row.record)?.group)))
            .collect();
        groups.dedup();
        let groups = GROUPS.get_many(&*self.store, &groups).await?;
        let receives = |message: &MessageRecord| match &message.state {
            State::Dead { receives, .. } => *receives,
            _ => groups.iter().flatten().map(|group| group.record.receives(&message.id())).sum(),
        };
        let peeked = messages.iter().filter_map(|row| {
            let content = content(&row.record)?.clone();
            Some(Peeked {
                message_id: content.message_id,
                group: content.group,
                deduplication_id: row.record.deduplication_id.clone(),
                body: content.body,
                receive_count: receives(&row.record),
                sent_at: content.sent_at,
            })
        });
        Ok(peeked.collect())
    }

    /// Numbers the dead letters anew, behind everything that is in the queue.
    pub(super) async fn revive(&self, queue: &str) -> Result<usize, Error> {
        let tail = self.tail_of(queue);
        let mut tail = tail.lock().await;
        let until = padded(self.end(queue, &mut tail).await?.last + 1);
        let (mut revived, mut attempts) = (0, 0);
        while attempts < ATTEMPTS_MAX {
            let select = MESSAGES.select("dead", queue).until(&until).limit(PAGE);
            let dead = select.page(&*self.store).await?.items;
            if dead.is_empty() {
                return Ok(revived);
            }
            let end = self.end(queue, &mut tail).await?;
            let (mut last, mut writes) = (end.last, Vec::with_capacity(dead.len() + 1));
            for Versioned { record, version } in dead {
                let State::Dead { content, .. } = record.state else { continue };
                last += 1;
                let state = State::Pending(Content { sequence: last, ..content });
                writes.push(MESSAGES.replace(&MessageRecord { state, ..record }, version));
            }
            let count = writes.len();
            match self.commit_end(queue, &mut tail, end, last, Change::of(writes)).await? {
                Outcome::Committed => (revived, attempts) = (revived + count, 0),
                Outcome::Conflict { .. } => attempts += 1,
            }
        }
        Err(Error::Busy)
    }

    /// Finishes what was there when it began, page by page.
    pub(super) async fn drop_all(&self, queue: &str, part: Part) -> Result<usize, Error> {
        let end = QUEUES.get(&*self.store, queue).await?;
        let last = end.map_or(0, |end| end.record.last_sequence);
        let (mut dropped, mut attempts, mut after) = (0, 0, None::<Cursor>);
        while attempts < ATTEMPTS_MAX {
            let select = MESSAGES.select(index(part), queue).limit(PAGE).after(after.clone());
            let page = select.page(&*self.store).await?;
            let was_there = |row: &Versioned<MessageRecord>| {
                content(&row.record).is_some_and(|content| content.sequence <= last)
            };
            let messages: Vec<_> = page.items.into_iter().filter(was_there).collect();
            let mut writes = self.forget(queue, part, &messages).await?;
            writes.extend(messages.iter().map(|row| row.record.finish(row.version)));
            match self.store.commit(Change::of(writes)).await? {
                Outcome::Committed => {
                    (dropped, attempts) = (dropped + messages.len(), 0);
                    match page.next {
                        Some(next) => after = Some(next),
                        None => return Ok(dropped),
                    }
                }
                Outcome::Conflict { .. } => attempts += 1,
            }
        }
        Err(Error::Busy)
    }

    /// The writes that take `messages` out of their groups' memory. A group stays held by those of
    /// its messages that are still in flight.
    async fn forget(
        &self,
        queue: &str,
        part: Part,
        messages: &[Versioned<MessageRecord>],
    ) -> Result<Vec<Write>, Error> {
        if part == Part::Dead {
            return Ok(Vec::new()); // dead letters are forgotten already
        }
        let ids: BTreeSet<_> = messages.iter().map(|row| row.record.id()).collect();
        let groups: BTreeSet<_> = messages
            .iter()
            .filter_map(|row| Some(group_id(queue, &content(&row.record)?.group)))
            .collect();
        let groups: Vec<_> = groups.into_iter().collect();
        let found = GROUPS.get_many(&*self.store, &groups).await?;
        let without = found.into_iter().flatten().filter_map(|Versioned { record, version }| {
            let mut left: GroupRecord = record;
            left.delivered.retain(|delivered| !ids.contains(&delivered.id));
            left.write(Some(version))
        });
        Ok(without.collect())
    }
}

fn index(part: Part) -> &'static str {
    match part {
        Part::Live => "pending",
        Part::Dead => "dead",
    }
}

fn content(message: &MessageRecord) -> Option<&Content> {
    match &message.state {
        State::Pending(content) | State::Dead { content, .. } => Some(content),
        State::Done => None,
    }
}
