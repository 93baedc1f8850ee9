//! Putting records into indexes that are newer than they are.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;

use super::calls::tried;
use super::database::Database;
use super::failure::refused;
use super::item::{ID, Item, VERSION, key, row_of, text};
use super::patience::Patience;
use super::tables::Table;
use crate::collection::{Declared, Key};
use crate::error::Error;

/// Gives every record of a table the places that its collection declares. It reads the whole table.
pub(super) async fn fill(
    database: &Database,
    collection: &dyn Declared,
    table: &Table,
) -> Result<(), Error> {
    if table.indexes.is_empty() {
        return Ok(());
    }
    let mut after = None;
    loop {
        let scan = database.calls.client.scan().table_name(&table.name).consistent_read(true);
        let scan = scan.set_exclusive_start_key(after);
        let page = tried(&mut Patience::begin(), || scan.clone().send()).await;
        let page = page.map_err(|error| refused(&error, &table.name))?;
        for item in page.items.unwrap_or_default() {
            match collection.keys_of(&row_of(item.clone())?) {
                Ok(keys) => place(database, table, &item, &keys).await?,
                // Of a newer program, which knows where it belongs; or broken, which whoever reads
                // it is told.
                Err(Error::Newer { .. } | Error::Unreadable { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        after = page.last_evaluated_key;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// Puts a record where it belongs, unless it has changed meanwhile, which put it there.
async fn place(
    database: &Database,
    table: &Table,
    item: &Item,
    keys: &[Option<Key>],
) -> Result<(), Error> {
    let Some(id) = item.get(ID).and_then(|id| id.as_s().ok()) else { return Ok(()) };
    let (mut sets, mut removes) = (Vec::new(), Vec::new());
    for (index, key) in table.indexes.iter().zip(keys) {
        let sort = key.as_ref().map(|key| text(format!("{}\0{id}", key.sort)));
        let partition = key.as_ref().map(|key| text(&key.partition));
        for (name, value) in [(&index.partition, partition), (&index.sort, sort)] {
            match value {
                value if value.as_ref() == item.get(name) => {}
                Some(value) => sets.push((name, value)),
                None => removes.push(name),
            }
        }
    }
    if sets.is_empty() && removes.is_empty() {
        return Ok(());
    }
    let mut request = database
        .calls
        .client
        .update_item()
        .table_name(&table.name)
        .set_key(Some(key(id)))
        .condition_expression("#version = :version")
        .expression_attribute_names("#version", VERSION)
        .set_expression_attribute_values(
            item.get(VERSION).map(|version| [(":version".to_owned(), version.clone())].into()),
        );
    let mut expression = String::new();
    for (n, (name, value)) in sets.into_iter().enumerate() {
        expression += if n == 0 { "SET " } else { ", " };
        expression.extend(["#s", &n.to_string(), " = :s", &n.to_string()]);
        request = request
            .expression_attribute_names(format!("#s{n}"), name)
            .expression_attribute_values(format!(":s{n}"), value);
    }
    for (n, name) in removes.into_iter().enumerate() {
        expression += if n == 0 { " REMOVE " } else { ", " };
        expression.extend(["#r", &n.to_string()]);
        request = request.expression_attribute_names(format!("#r{n}"), name);
    }
    let request = request.update_expression(expression);
    match tried(&mut Patience::begin(), || request.clone().send()).await {
        Err(error)
            if !error
                .as_service_error()
                .is_some_and(UpdateItemError::is_conditional_check_failed_exception) =>
        {
            Err(refused(&error, &table.name))
        }
        _ => Ok(()),
    }
}
