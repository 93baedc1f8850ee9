//! What every operation needs, and the two shapes that most of them have.

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;

use super::calls::{Calls, tried};
use super::failure::refused;
use super::item::Item;
use super::patience::Patience;
use super::sequence::Ticks;
use super::tables::Tables;
use crate::error::Error;

/// The tables, the way to them, and the time.
pub(super) struct Database {
    pub(super) calls: Calls,
    pub(super) tables: Tables,
    pub(super) ticks: Ticks,
}

impl Database {
    /// Asks a question of `table` until `most` items have come; DynamoDB ends a page at 1 MB.
    pub(super) async fn ask(
        &self,
        question: QueryFluentBuilder,
        table: &str,
        most: usize,
        patience: &mut Patience,
    ) -> Result<Vec<Item>, Error> {
        let (mut items, mut after) = (Vec::new(), None);
        while items.len() < most {
            let room = i32::try_from(most - items.len()).unwrap_or(i32::MAX);
            let page =
                question.clone().table_name(table).limit(room).set_exclusive_start_key(after);
            let page = tried(patience, || page.clone().send()).await;
            let page = page.map_err(|error| refused(&error, table))?;
            items.extend(page.items.unwrap_or_default());
            after = page.last_evaluated_key;
            if after.is_none() {
                break;
            }
        }
        Ok(items)
    }
}
