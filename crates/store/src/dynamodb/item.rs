//! What an item holds: attributes by name, each with its type.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::Error;
use crate::port::Row;

/// An item, or the part of it that is asked for.
pub(super) type Item = HashMap<String, AttributeValue>;

/// The key of records and counters.
pub(super) const ID: &str = "id";
pub(super) const VERSION: &str = "version";
pub(super) const SCHEMA: &str = "schema";
pub(super) const BODY: &str = "body";
/// Seconds since 1970 after which DynamoDB may delete a record.
pub(super) const EXPIRES_AT: &str = "expires_at";
/// What a counter stands at.
pub(super) const VALUE: &str = "value";

/// A text.
pub(super) fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

/// A whole number. DynamoDB keeps 38 digits, so any of 64 bits reads back as it is.
pub(super) fn number(value: impl Into<i64>) -> AttributeValue {
    AttributeValue::N(value.into().to_string())
}

/// The key of a record or counter.
pub(super) fn key(id: &str) -> Item {
    HashMap::from([(ID.to_owned(), text(id))])
}

/// Takes a text out of an item.
pub(super) fn take_text(item: &mut Item, name: &str) -> Result<String, Error> {
    match item.remove(name) {
        Some(AttributeValue::S(text)) => Ok(text),
        _ => Err(foreign(name)),
    }
}

/// Reads a number of an item.
pub(super) fn read_number(item: &Item, name: &str) -> Result<i64, Error> {
    let number = item.get(name).and_then(|value| value.as_n().ok());
    number.and_then(|digits| digits.parse().ok()).ok_or_else(|| foreign(name))
}

/// Reads an item as a record.
pub(super) fn row_of(mut item: Item) -> Result<Row, Error> {
    Ok(Row {
        version: read_number(&item, VERSION)?,
        schema: u32::try_from(read_number(&item, SCHEMA)?).map_err(|_| foreign(SCHEMA))?,
        id: take_text(&mut item, ID)?,
        body: take_text(&mut item, BODY)?,
    })
}

/// Somebody else wrote into our table.
fn foreign(name: &str) -> Error {
    Error::unavailable(format!("an item of the table has no \"{name}\" as this program writes it"))
}
