//! Reading the outbox: the beginning of each shard, without a gap.
//!
//! A question is not answered at one moment. While it passes by, a message may be committed behind
//! it, and one that was decided knowing of that in front of it. So the numbers are read once more.
//! What is there now and was not before was passed by; what comes after it waits until the next
//! time.

use std::collections::{HashMap, HashSet};

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use futures_util::future::try_join_all;

use super::calls::tried;
use super::database::Database;
use super::failure::refused;
use super::item::{Item, number, read_number, text};
use super::outbox::{SEQUENCE, SHARD, waiting_of};
use super::patience::Patience;
use super::sequence::{SHARDS, shard_in, shard_key};
use crate::error::Error;
use crate::port::Waiting;

impl Database {
    /// The oldest messages of all shards, by their numbers.
    ///
    /// Mostly nothing waits, or little, and then one question for the whole table tells.
    pub(super) async fn whole_outbox(&self, limit: usize) -> Result<Vec<Waiting>, Error> {
        let turn = self.calls.turn().await?;
        let mut patience = Patience::begin();
        if let Some(items) = self.all(false, &mut patience).await? {
            let read = items.into_iter().map(waiting_of).collect::<Result<Vec<_>, _>>()?;
            if read.is_empty() {
                return Ok(read);
            }
            if let Some(there) = self.all(true, &mut patience).await? {
                let whole = without_gaps(read, &numbers_of(&there)?);
                if !whole.is_empty() {
                    return Ok(oldest(whole, limit));
                }
            }
        }
        drop(turn);
        let shards: Vec<_> = (0..SHARDS).collect();
        self.outbox(&shards, limit).await
    }

    /// The oldest messages of some shards, by their numbers.
    pub(super) async fn outbox(&self, shards: &[i64], limit: usize) -> Result<Vec<Waiting>, Error> {
        let _turn = self.calls.turn().await?;
        let read = try_join_all(shards.iter().map(|shard| self.beginning(*shard, limit))).await?;
        Ok(oldest(read.into_iter().flatten().collect(), limit))
    }

    /// The first messages of a shard.
    async fn beginning(&self, shard: i64, limit: usize) -> Result<Vec<Waiting>, Error> {
        let (mut patience, table) = (Patience::begin(), &self.tables.outbox);
        loop {
            let items = self.ask(self.of_shard(shard), table, limit, &mut patience).await?;
            let read = items.into_iter().map(waiting_of).collect::<Result<Vec<_>, _>>()?;
            let Some(last) = read.last() else { return Ok(read) };
            let up_to_last = self
                .of_shard(shard)
                .key_condition_expression("#shard = :shard AND #sequence <= :last")
                .projection_expression("#sequence")
                .expression_attribute_names("#sequence", SEQUENCE)
                .expression_attribute_values(":last", number(last.sequence));
            let there = self.ask(up_to_last, table, usize::MAX, &mut patience).await?;
            let read = without_gaps(read, &numbers_of(&there)?);
            if !read.is_empty() {
                return Ok(read);
            }
            patience.pause(Error::unavailable("the outbox changes faster than it reads")).await?;
        }
    }

    fn of_shard(&self, shard: i64) -> QueryFluentBuilder {
        self.calls
            .client
            .query()
            .consistent_read(true)
            .key_condition_expression("#shard = :shard")
            .expression_attribute_names("#shard", SHARD)
            .expression_attribute_values(":shard", text(shard_key(shard)))
    }

    /// Everything that waits, or only its keys; none when that is more than one answer holds.
    async fn all(&self, keys: bool, patience: &mut Patience) -> Result<Option<Vec<Item>>, Error> {
        let table = &self.tables.outbox;
        let mut scan = self.calls.client.scan().table_name(table).consistent_read(true);
        if keys {
            scan = scan
                .projection_expression("#sequence")
                .expression_attribute_names("#sequence", SEQUENCE);
        }
        let page = tried(patience, || scan.clone().send()).await;
        let page = page.map_err(|error| refused(&error, table))?;
        Ok(page.last_evaluated_key.is_none().then(|| page.items.unwrap_or_default()))
    }
}

fn numbers_of(items: &[Item]) -> Result<Vec<i64>, Error> {
    items.iter().map(|item| read_number(item, SEQUENCE)).collect()
}

/// What was `read`, of each shard up to the first number that is `there` and was passed by.
fn without_gaps(mut read: Vec<Waiting>, there: &[i64]) -> Vec<Waiting> {
    let seen: HashSet<i64> = read.iter().map(|message| message.sequence).collect();
    let mut gaps: HashMap<i64, i64> = HashMap::new();
    for sequence in there.iter().copied().filter(|sequence| !seen.contains(sequence)) {
        let gap = gaps.entry(shard_in(sequence)).or_insert(sequence);
        *gap = sequence.min(*gap);
    }
    read.retain(|message| {
        let gap = gaps.get(&shard_in(message.sequence));
        gap.is_none_or(|gap| message.sequence < *gap)
    });
    read
}

fn oldest(mut waiting: Vec<Waiting>, limit: usize) -> Vec<Waiting> {
    waiting.sort_unstable_by_key(|message| message.sequence);
    waiting.truncate(limit);
    waiting
}
