//! Receiving: find groups that have messages and are not held, and hold them with one commit.
//!
//! What a query shows is only a hint. The commit requires every message to be as it was seen and
//! replaces the group's record, so a message that was finished meanwhile is not delivered again and
//! a group is never held twice.

use std::time::Duration;

use kernel::Timestamp;
use store::{Change, Expected, Outcome, Versioned, WRITES_MAX, Write};

use super::queue::StoredQueue;
use super::records::{
    Delivered, GROUPS, GroupRecord, MESSAGES, MessageRecord, State, beyond, group_id,
};
use crate::error::Error;
use crate::port::{BATCH_MAX, Delivery, VISIBILITY_MAX};

/// Rows of each page after the first. Every group of a page is looked up at once, and the store
/// reads at most 100 records at once.
const PAGE: usize = 100;
/// Most messages of one group looked at in one receive: those delivered, and dead ones before them.
const OF_A_GROUP_MAX: usize = 2 * BATCH_MAX;

/// What is seen of one group: its name and its first messages.
type Head = (String, Vec<Versioned<MessageRecord>>);

/// What would be taken of one group.
struct Taking {
    group: String,
    writes: Vec<Write>,
    deliveries: Vec<Delivery>,
}

/// One receive under way.
struct Receive<'a> {
    queue: &'a str,
    nonce: String,
    now: Timestamp,
    until: Timestamp,
    max_receives: u32,
}

impl StoredQueue {
    /// Looks from this process's turn to the end, then from the beginning to the turn.
    pub(super) async fn take_next(
        &self,
        queue: &str,
        max: usize,
        visibility: Duration,
    ) -> Result<Vec<Delivery>, Error> {
        let max = max.clamp(1, BATCH_MAX);
        let now = self.clock.now();
        let until = now + visibility.min(VISIBILITY_MAX);
        let (nonce, max_receives) = (self.random.token(), self.max_receives);
        let receive = Receive { queue, nonce, now, until, max_receives };
        let turn = self.local(queue, |local| local.turn.clone());

        let (mut from, mut end) = (turn.clone(), None);
        let mut limit = 2 * max;
        loop {
            let (heads, more) = self.heads(queue, &from, end.as_ref(), limit).await?;
            let last = heads.last().map(|(group, _)| group.clone());
            let is_end = !more && end.is_none();
            let takings = self.plan(&receive, heads, max).await?;
            if let Some((group, deliveries)) = self.take(takings).await? {
                if deliveries.is_empty() {
                    continue; // only dead letters were made: what stood behind them is next
                }
                // Behind the last group comes the first.
                let wraps = is_end && last == Some(group.clone());
                let turn = if wraps { String::new() } else { beyond(&group) };
                self.local(queue, |local| local.turn = turn);
                return Ok(deliveries);
            }
            limit = PAGE;
            match last.filter(|_| more) {
                Some(group) => from = beyond(&group),
                None if end.is_none() && !turn.is_empty() => {
                    (from, end) = (String::new(), Some(turn.clone()));
                }
                None => {
                    self.local(queue, |local| local.turn.clear());
                    return Ok(Vec::new());
                }
            }
        }
    }

    /// The groups on one page of the pending index, and whether there are more behind.
    pub(super) async fn heads(
        &self,
        queue: &str,
        from: &str,
        end: Option<&String>,
        limit: usize,
    ) -> Result<(Vec<Head>, bool), Error> {
        let mut select = MESSAGES.select("pending", queue).limit(limit);
        if !from.is_empty() {
            select = select.from(from);
        }
        if let Some(end) = end {
            select = select.until(end);
        }
        let page = select.page(&*self.store).await?;
        let mut heads: Vec<Head> = Vec::new();
        for message in page.items {
            let State::Pending(content) = &message.record.state else { continue };
            match heads.last_mut() {
                Some((group, messages)) if *group == content.group => messages.push(message),
                _ => heads.push((content.group.clone(), vec![message])),
            }
        }
        Ok((heads, page.next.is_some()))
    }

    /// What to take of the groups that are not held, up to `max` messages.
    async fn plan(
        &self,
        receive: &Receive<'_>,
        heads: Vec<Head>,
        max: usize,
    ) -> Result<Vec<Taking>, Error> {
        if heads.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<_> = heads.iter().map(|(group, _)| group_id(receive.queue, group)).collect();
        let records = GROUPS.get_many(&*self.store, &ids).await?;
        let (mut room, mut writes) = (max, 0);
        let mut takings = Vec::new();
        for ((group, messages), record) in heads.into_iter().zip(records) {
            if record.as_ref().is_some_and(|record| record.record.is_held(receive.now)) {
                continue;
            }
            if room == 0 || writes + 1 + messages.len().min(OF_A_GROUP_MAX) > WRITES_MAX {
                break;
            }
            let taking = receive.of_group(group, record, messages, room);
            room -= taking.deliveries.len();
            writes += taking.writes.len();
            takings.push(taking);
        }
        Ok(takings)
    }

    /// Takes as planned, without the groups that others changed meanwhile. The last group and the
    /// deliveries, or `None` when nothing was left to take.
    async fn take(
        &self,
        mut takings: Vec<Taking>,
    ) -> Result<Option<(String, Vec<Delivery>)>, Error> {
        while let Some(last) = takings.last() {
            let group = last.group.clone();
            let writes = takings.iter().flat_map(|taking| taking.writes.clone()).collect();
            match self.store.commit(Change::of(writes)).await? {
                Outcome::Committed => {
                    let deliveries = takings.into_iter().flat_map(|taking| taking.deliveries);
                    return Ok(Some((group, deliveries.collect())));
                }
                Outcome::Conflict { mut write } => {
                    let lost = takings.iter().position(|taking| {
                        let is_here = write < taking.writes.len();
                        write = write.saturating_sub(taking.writes.len());
                        is_here
                    });
                    takings.remove(lost.unwrap_or(0));
                }
            }
        }
        Ok(None)
    }
}

impl Receive<'_> {
    /// What to take of one group: messages from its head on, and before them, as dead letters,
    /// those that have been delivered often enough.
    ///
    /// A message that has used half its receives comes alone: the receives that its failures still
    /// cost are not charged to those behind it.
    fn of_group(
        &self,
        group: String,
        before: Option<Versioned<GroupRecord>>,
        messages: Vec<Versioned<MessageRecord>>,
        room: usize,
    ) -> Taking {
        let version = before.as_ref().map(|before| before.version);
        let delivered = before.map(|before| before.record.delivered).unwrap_or_default();
        let (queue, nonce) = (self.queue.to_owned(), self.nonce.clone());
        let mut record = GroupRecord { queue, group, nonce, delivered };
        let mut writes = Vec::new();
        let mut deliveries: Vec<Delivery> = Vec::new();
        for Versioned { record: message, version } in messages.into_iter().take(OF_A_GROUP_MAX) {
            let id = message.id();
            let (receives, accepted_at) = (record.receives(&id) + 1, message.accepted_at);
            let State::Pending(content) = message.state else { continue };
            if receives > self.max_receives {
                record.delivered.retain(|delivered| delivered.id != id);
                let state = State::Dead { content, receives: receives - 1 };
                writes.push(MESSAGES.replace(&MessageRecord { state, ..message }, version));
                continue;
            }
            let comes_alone = receives.saturating_mul(2) > self.max_receives;
            if deliveries.len() == room || (comes_alone && !deliveries.is_empty()) {
                break;
            }
            record.delivered.retain(|delivered| delivered.id != id);
            let until = self.until;
            writes.push(MESSAGES.require(&id, Expected::Version(version)));
            deliveries.push(Delivery {
                message_id: content.message_id,
                receipt: super::receipts::write(&self.nonce, &content.group, &id),
                group: content.group,
                deduplication_id: message.deduplication_id,
                body: content.body,
                receive_count: receives,
                sent_at: content.sent_at,
                trace: None,
            });
            record.delivered.push(Delivered { id, receives, until, version, accepted_at });
            if comes_alone {
                break;
            }
        }
        writes.extend(record.write(version));
        Taking { group: record.group, writes, deliveries }
    }
}
