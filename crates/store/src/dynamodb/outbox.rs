//! Messages that wait: how they are stored and numbered, and deleted once they are sent.

use std::collections::{BTreeSet, HashMap};

use aws_sdk_dynamodb::types::{DeleteRequest, WriteRequest};

use super::calls::tried;
use super::database::Database;
use super::failure::refused;
use super::item::{BODY, Item, number, read_number, take_text, text};
use super::patience::Patience;
use super::sequence::{shard_in, shard_key, shard_of};
use crate::change::{Destination, Outgoing};
use crate::error::Error;
use crate::port::Waiting;

/// The two parts of the key.
pub(super) const SHARD: &str = "shard";
pub(super) const SEQUENCE: &str = "sequence";
const TOPIC: &str = "topic";
const QUEUE: &str = "queue";
const GROUP: &str = "group";
const DEDUPLICATION_ID: &str = "deduplication_id";
/// Most items of a `BatchWriteItem`.
const BATCH_MAX: usize = 25;

/// The key of a message.
pub(super) fn key_of(sequence: i64) -> Item {
    HashMap::from([
        (SHARD.to_owned(), text(shard_key(shard_in(sequence)))),
        (SEQUENCE.to_owned(), number(sequence)),
    ])
}

/// A message as it is stored.
pub(super) fn item_of(message: &Outgoing, sequence: i64) -> Item {
    let mut item = key_of(sequence);
    let (to, name) = match &message.to {
        Destination::Topic(topic) => (TOPIC, topic),
        Destination::Queue(queue) => (QUEUE, queue),
    };
    item.extend([
        (to.to_owned(), text(name)),
        (GROUP.to_owned(), text(&message.group)),
        (DEDUPLICATION_ID.to_owned(), text(&message.deduplication_id)),
        (BODY.to_owned(), text(&message.body)),
    ]);
    item
}

pub(super) fn waiting_of(mut item: Item) -> Result<Waiting, Error> {
    let to = match take_text(&mut item, TOPIC) {
        Ok(topic) => Destination::Topic(topic),
        Err(_) => Destination::Queue(take_text(&mut item, QUEUE)?),
    };
    Ok(Waiting {
        sequence: read_number(&item, SEQUENCE)?,
        to,
        group: take_text(&mut item, GROUP)?,
        deduplication_id: take_text(&mut item, DEDUPLICATION_ID)?,
        body: take_text(&mut item, BODY)?,
    })
}

impl Database {
    /// Numbers for messages that are about to be committed, larger than all that wait in their
    /// shards now.
    pub(super) async fn numbers(
        &self,
        messages: &[Outgoing],
        patience: &mut Patience,
    ) -> Result<Vec<i64>, Error> {
        let shards: Vec<i64> = messages.iter().map(|message| shard_of(&message.group)).collect();
        let mut last = None;
        for shard in shards.iter().collect::<BTreeSet<_>>() {
            last = last.max(self.last(*shard, patience).await?);
        }
        Ok(self.ticks.numbers(&shards, last))
    }

    /// The last number of a shard.
    async fn last(&self, shard: i64, patience: &mut Patience) -> Result<Option<i64>, Error> {
        let question = self
            .calls
            .client
            .query()
            .consistent_read(true)
            .scan_index_forward(false)
            .key_condition_expression("#shard = :shard")
            .projection_expression("#sequence")
            .expression_attribute_names("#shard", SHARD)
            .expression_attribute_names("#sequence", SEQUENCE)
            .expression_attribute_values(":shard", text(shard_key(shard)));
        let last = self.ask(question, &self.tables.outbox, 1, patience).await?;
        last.first().map(|item| read_number(item, SEQUENCE)).transpose()
    }

    /// Deletes what was sent. Nothing else depends on it, so it needs no transaction, which would
    /// cost twice as much.
    pub(super) async fn forget(
        &self,
        sequences: &[i64],
        patience: &mut Patience,
    ) -> Result<(), Error> {
        let table = &self.tables.outbox;
        let sequences: Vec<i64> =
            sequences.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        for some in sequences.chunks(BATCH_MAX) {
            let deletes = some.iter().map(|sequence| {
                let delete = DeleteRequest::builder().set_key(Some(key_of(*sequence))).build();
                delete.map(|delete| WriteRequest::builder().delete_request(delete).build())
            });
            let deletes: Result<Vec<_>, _> = deletes.collect();
            let mut open = deletes.map_err(|error| Error::BadChange(error.to_string()))?;
            while !open.is_empty() {
                let request = self.calls.client.batch_write_item().request_items(table, open);
                let answer = tried(patience, || request.clone().send()).await;
                let answer = answer.map_err(|error| refused(&error, table))?;
                let left = answer.unprocessed_items.unwrap_or_default();
                open = left.into_values().flatten().collect();
                if !open.is_empty() {
                    patience.pause(Error::unavailable("DynamoDB left some deletions")).await?;
                }
            }
        }
        Ok(())
    }
}
