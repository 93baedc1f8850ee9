//! Reading by key, always consistent; and the next number of a counter.

use std::collections::{HashMap, HashSet};

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{KeysAndAttributes, ReturnValue};

use super::calls::tried;
use super::database::Database;
use super::failure::refused;
use super::item::{VALUE, key, number, read_number, row_of};
use super::patience::Patience;
use crate::change::is_key;
use crate::error::Error;
use crate::port::Row;

/// Asked for by `ping`; it need not be there.
const SIGN_OF_LIFE: &str = "ping";

impl Database {
    pub(super) async fn get(&self, collection: &str, id: &str) -> Result<Option<Row>, Error> {
        let table = &self.tables.get(collection)?.name;
        let item = self.item(table, id, true).await?;
        item.map(row_of).transpose()
    }

    pub(super) async fn get_many(
        &self,
        collection: &str,
        ids: &[String],
    ) -> Result<Vec<Option<Row>>, Error> {
        let table = &self.tables.get(collection)?.name;
        let _turn = self.calls.turn().await?;
        let mut patience = Patience::begin();
        // Whoever names a key twice is refused.
        let asked: HashSet<&String> = ids.iter().filter(|id| is_key(id)).collect();
        let keys: Vec<_> = asked.into_iter().map(|id| key(id)).collect();
        let mut rows: HashMap<String, Row> = HashMap::with_capacity(keys.len());
        let mut open = Some(keys).filter(|keys| !keys.is_empty());
        while let Some(keys) = open.take() {
            let asked = KeysAndAttributes::builder().set_keys(Some(keys)).consistent_read(true);
            let asked = asked.build().map_err(|error| Error::BadChange(error.to_string()))?;
            let request = self.calls.client.batch_get_item().request_items(table, asked);
            let answer = tried(&mut patience, || request.clone().send()).await;
            let answer = answer.map_err(|error| refused(&error, table))?;
            for item in answer.responses.unwrap_or_default().into_values().flatten() {
                let row = row_of(item)?;
                rows.insert(row.id.clone(), row);
            }
            let left = answer.unprocessed_keys.unwrap_or_default().into_values().next();
            open = left.map(|left| left.keys).filter(|keys| !keys.is_empty());
            if open.is_some() {
                patience.pause(Error::unavailable("DynamoDB left some keys unread")).await?;
            }
        }
        Ok(ids.iter().map(|id| rows.get(id).cloned()).collect())
    }

    pub(super) async fn counter(&self, name: &str) -> Result<i64, Error> {
        let item = self.item(&self.tables.counters, name, true).await?;
        item.map_or(Ok(0), |item| read_number(&item, VALUE))
    }

    /// Asked again after a lost answer it leaves a gap, which is allowed.
    pub(super) async fn next(&self, counter: &str) -> Result<i64, Error> {
        let _turn = self.calls.turn().await?;
        let mut patience = Patience::begin();
        if !is_key(counter) {
            return Err(Error::BadChange(format!("\"{}\" is no counter", counter.escape_debug())));
        }
        let request = self
            .calls
            .client
            .update_item()
            .table_name(&self.tables.counters)
            .set_key(Some(key(counter)))
            .update_expression("ADD #value :one")
            .condition_expression("attribute_not_exists(#value) OR #value < :most")
            .expression_attribute_names("#value", VALUE)
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":most", number(i64::MAX))
            .return_values(ReturnValue::UpdatedNew);
        match tried(&mut patience, || request.clone().send()).await {
            Ok(updated) => read_number(&updated.attributes.unwrap_or_default(), VALUE),
            Err(error) if error.as_service_error().is_some_and(is_full) => {
                Err(Error::BadChange(format!("the counter {counter} has no more numbers")))
            }
            Err(error) => Err(refused(&error, &self.tables.counters)),
        }
    }

    pub(super) async fn ping(&self) -> Result<(), Error> {
        self.item(&self.tables.counters, SIGN_OF_LIFE, false).await.map(drop)
    }

    async fn item(
        &self,
        table: &str,
        id: &str,
        consistent: bool,
    ) -> Result<Option<super::item::Item>, Error> {
        let _turn = self.calls.turn().await?;
        let mut patience = Patience::begin();
        if !is_key(id) {
            return Ok(None);
        }
        let client = &self.calls.client;
        let request = client.get_item().table_name(table).set_key(Some(key(id)));
        let request = request.consistent_read(consistent);
        let found = tried(&mut patience, || request.clone().send()).await;
        Ok(found.map_err(|error| refused(&error, table))?.item)
    }
}

fn is_full(error: &UpdateItemError) -> bool {
    error.is_conditional_check_failed_exception()
}
