//! A change as the actions of one transaction, in this order: its writes, its messages, and what
//! was sent. The reasons of a cancelled transaction stand in the same order.

use std::collections::{BTreeSet, HashMap};

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{ConditionCheck, Delete, Put, TransactWriteItem, Update};

use super::item::{BODY, EXPIRES_AT, ID, Item, SCHEMA, VALUE, VERSION, key, number, text};
use super::outbox;
use super::tables::Tables;
use crate::change::{Change, Expected, Record, Write};
use crate::collection::Version;
use crate::error::Error;

/// Where the record is absent, and where it has the version `:expected`. Names stand for
/// themselves only behind `#`, because DynamoDB has reserved hundreds.
const ABSENT: &str = "attribute_not_exists(#id)";
const PRESENT: &str = "attribute_exists(#id)";
const EXPECTED: &str = "#version = :expected";

/// The actions of a change whose messages have these numbers.
pub(super) fn actions(
    tables: &Tables,
    change: &Change,
    numbers: &[i64],
) -> Result<Vec<TransactWriteItem>, Error> {
    let mut actions = Vec::with_capacity(change.writes.len() + numbers.len() + change.sent.len());
    for write in &change.writes {
        actions.push(of_write(tables, write)?);
    }
    for (message, sequence) in change.messages.iter().zip(numbers) {
        let put = Put::builder()
            .table_name(&tables.outbox)
            .set_item(Some(outbox::item_of(message, *sequence)))
            .condition_expression("attribute_not_exists(#shard)")
            .expression_attribute_names("#shard", outbox::SHARD);
        actions.push(TransactWriteItem::builder().put(built(put.build())?).build());
    }
    for sequence in change.sent.iter().collect::<BTreeSet<_>>() {
        let delete =
            Delete::builder().table_name(&tables.outbox).set_key(Some(outbox::key_of(*sequence)));
        actions.push(TransactWriteItem::builder().delete(built(delete.build())?).build());
    }
    Ok(actions)
}

fn of_write(tables: &Tables, write: &Write) -> Result<TransactWriteItem, Error> {
    let action = TransactWriteItem::builder();
    Ok(match write {
        Write::Insert(record) => {
            let put = put(tables, record, 1)?;
            let put = put.condition_expression(ABSENT).expression_attribute_names("#id", ID);
            action.put(built(put.build())?).build()
        }
        Write::Replace { record, expected } => {
            let put = put(tables, record, expected.saturating_add(1))?
                .condition_expression(EXPECTED)
                .expression_attribute_names("#version", VERSION)
                .expression_attribute_values(":expected", number(*expected));
            action.put(built(put.build())?).build()
        }
        Write::Delete { collection, id, expected } => {
            let delete = Delete::builder()
                .table_name(&tables.get(collection)?.name)
                .set_key(Some(key(id)))
                .condition_expression(EXPECTED)
                .expression_attribute_names("#version", VERSION)
                .expression_attribute_values(":expected", number(*expected));
            action.delete(built(delete.build())?).build()
        }
        Write::Adjust { counter, delta, at_least } => {
            action.update(adjust(tables, counter, *delta, *at_least)?).build()
        }
        Write::Require { collection, id, expected } => {
            let check = ConditionCheck::builder()
                .table_name(&tables.get(collection)?.name)
                .set_key(Some(key(id)));
            let check = match expected {
                Expected::Present => {
                    check.condition_expression(PRESENT).expression_attribute_names("#id", ID)
                }
                Expected::Absent => {
                    check.condition_expression(ABSENT).expression_attribute_names("#id", ID)
                }
                Expected::Version(version) => check
                    .condition_expression(EXPECTED)
                    .expression_attribute_names("#version", VERSION)
                    .expression_attribute_values(":expected", number(*version)),
            };
            action.condition_check(built(check.build())?).build()
        }
    })
}

/// Puts a record in the place of what is there.
fn put(
    tables: &Tables,
    record: &Record,
    version: Version,
) -> Result<aws_sdk_dynamodb::types::builders::PutBuilder, Error> {
    let table = tables.get(record.collection)?;
    let mut item: Item = HashMap::from([
        (ID.to_owned(), text(&record.id)),
        (VERSION.to_owned(), number(version)),
        (SCHEMA.to_owned(), number(record.schema)),
        (BODY.to_owned(), text(&record.body)),
    ]);
    if let Some(expires) = record.expires {
        item.insert(EXPIRES_AT.to_owned(), number(expires.as_second()));
    }
    for (index, place) in table.indexes.iter().zip(&record.keys) {
        if let Some(place) = place {
            item.insert(index.partition.clone(), text(&place.partition));
            item.insert(index.sort.clone(), text(format!("{}\0{}", place.sort, record.id)));
        }
    }
    Ok(Put::builder().table_name(&table.name).set_item(Some(item)))
}

/// Adds to a counter, on the condition of what it stands at *before*: a sum cannot be compared.
fn adjust(
    tables: &Tables,
    counter: &str,
    delta: i64,
    at_least: Option<i64>,
) -> Result<Update, Error> {
    let (most, least) = (i128::from(i64::MAX), i128::from(i64::MIN));
    let floor = at_least.map_or(least, i128::from);
    let low = (floor - i128::from(delta)).max(least);
    let high = (most - i128::from(delta)).min(most);
    // A counter has 64 bits, so where a bound has more, no counter lies between the two.
    let (low, high) =
        i64::try_from(low).and_then(|low| Ok((low, i64::try_from(high)?))).unwrap_or((1, 0));
    let mut condition = "#value >= :low AND #value <= :high".to_owned();
    if i128::from(delta) >= floor {
        condition.push_str(" OR attribute_not_exists(#value)");
    }
    let update = Update::builder()
        .table_name(&tables.counters)
        .set_key(Some(key(counter)))
        .update_expression("ADD #value :delta")
        .condition_expression(condition)
        .expression_attribute_names("#value", VALUE)
        .expression_attribute_values(":delta", number(delta))
        .expression_attribute_values(":low", number(low))
        .expression_attribute_values(":high", number(high));
    built(update.build())
}

/// A builder only fails when we forget a part.
fn built<T>(built: Result<T, BuildError>) -> Result<T, Error> {
    built.map_err(|error| Error::BadChange(error.to_string()))
}
