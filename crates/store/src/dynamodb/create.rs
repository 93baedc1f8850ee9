//! Making what is missing: tables, indexes, and the places of records in new indexes.
//!
//! For development and tests, and for an operator after an upgrade that brought an index. Functions
//! neither need nor should have the permission; their tables come from Terraform.

use std::time::Duration;

use aws_sdk_dynamodb::error::{BuildError, SdkError};
use aws_sdk_dynamodb::operation::create_table::CreateTableError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, CreateGlobalSecondaryIndexAction, GlobalSecondaryIndex,
    GlobalSecondaryIndexUpdate, IndexStatus, KeySchemaElement, KeyType, Projection, ProjectionType,
    ScalarAttributeType, StreamSpecification, StreamViewType, TableDescription, TableStatus,
    TimeToLiveSpecification, TimeToLiveStatus,
};
use futures_util::future::try_join_all;
use tokio::time::{Instant, sleep};

use super::calls::tried;
use super::database::Database;
use super::failure::refused;
use super::fill;
use super::item::{EXPIRES_AT, ID};
use super::outbox::{SEQUENCE, SHARD};
use super::patience::Patience;
use super::tables::{Index, Table};
use crate::collection::Declared;
use crate::error::Error;

/// How long a new index is waited for. AWS fills it in the background, which takes minutes.
const ACTIVE_LIMIT: Duration = Duration::from_mins(15);
/// How often it is asked whether it is there.
const ACTIVE_PAUSE: Duration = Duration::from_secs(1);

/// Makes what the declarations ask for and is not there.
pub(super) async fn prepare(
    database: &Database,
    collections: &[&'static dyn Declared],
) -> Result<(), Error> {
    let tables = &database.tables;
    let made = collections.iter().map(|collection| async move {
        let table = tables.get(collection.name())?;
        if !make(database, &Shape::of(table)).await? {
            add_indexes(database, table).await?;
            fill::fill(database, *collection, table).await?;
        }
        expire(database, table).await
    });
    let counters = async { make(database, &Shape::by_id(&tables.counters)).await };
    let outbox = async { make(database, &Shape::outbox(&tables.outbox)).await };
    tokio::try_join!(try_join_all(made), counters, outbox)?;
    Ok(())
}

/// What a table is made like.
struct Shape<'a> {
    name: &'a str,
    partition: &'a str,
    sort: Option<&'a str>,
    indexes: &'a [Index],
}

impl<'a> Shape<'a> {
    fn of(table: &'a Table) -> Self {
        Self { indexes: &table.indexes, ..Self::by_id(&table.name) }
    }

    fn by_id(name: &'a str) -> Self {
        Self { name, partition: ID, sort: None, indexes: &[] }
    }

    fn outbox(name: &'a str) -> Self {
        Self { name, partition: SHARD, sort: Some(SEQUENCE), indexes: &[] }
    }
}

/// Makes a table and waits for it; `false` when it was there already.
async fn make(database: &Database, shape: &Shape<'_>) -> Result<bool, Error> {
    let mut request = database
        .calls
        .client
        .create_table()
        .table_name(shape.name)
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(attribute(shape.partition, ScalarAttributeType::S)?)
        .key_schema(element(shape.partition, KeyType::Hash)?);
    if let Some(sort) = shape.sort {
        // Only the outbox has one; its stream wakes the relay.
        let stream = StreamSpecification::builder()
            .stream_enabled(true)
            .stream_view_type(StreamViewType::KeysOnly);
        request = request
            .attribute_definitions(attribute(sort, ScalarAttributeType::N)?)
            .key_schema(element(sort, KeyType::Range)?)
            .stream_specification(ours(stream.build())?);
    }
    for index in shape.indexes {
        let made = GlobalSecondaryIndex::builder()
            .index_name(index.name)
            .key_schema(element(&index.partition, KeyType::Hash)?)
            .key_schema(element(&index.sort, KeyType::Range)?)
            .projection(whole());
        request = request
            .attribute_definitions(attribute(&index.partition, ScalarAttributeType::S)?)
            .attribute_definitions(attribute(&index.sort, ScalarAttributeType::S)?)
            .global_secondary_indexes(ours(made.build())?);
    }
    match tried(&mut Patience::begin(), || request.clone().send()).await {
        Ok(created) => {
            wait(database, shape.name, created.table_description).await?;
            Ok(true)
        }
        Err(error) if is_there(&error) => {
            wait(database, shape.name, None).await?;
            Ok(false)
        }
        Err(error) => Err(refused(&error, shape.name)),
    }
}

/// Adds indexes that a table of an earlier program does not have, one at a time as AWS wants it.
async fn add_indexes(database: &Database, table: &Table) -> Result<(), Error> {
    for index in &table.indexes {
        let described = describe(database, &table.name).await?;
        let there = described.global_secondary_indexes.unwrap_or_default();
        if there.iter().any(|there| there.index_name.as_deref() == Some(index.name)) {
            continue;
        }
        let create = CreateGlobalSecondaryIndexAction::builder()
            .index_name(index.name)
            .key_schema(element(&index.partition, KeyType::Hash)?)
            .key_schema(element(&index.sort, KeyType::Range)?)
            .projection(whole());
        let update = GlobalSecondaryIndexUpdate::builder().create(ours(create.build())?).build();
        let request = database
            .calls
            .client
            .update_table()
            .table_name(&table.name)
            .attribute_definitions(attribute(&index.partition, ScalarAttributeType::S)?)
            .attribute_definitions(attribute(&index.sort, ScalarAttributeType::S)?)
            .global_secondary_index_updates(update);
        let updated = tried(&mut Patience::begin(), || request.clone().send()).await;
        let updated = updated.map_err(|error| refused(&error, &table.name))?;
        wait(database, &table.name, updated.table_description).await?;
    }
    Ok(())
}

/// Lets DynamoDB delete what has expired.
async fn expire(database: &Database, table: &Table) -> Result<(), Error> {
    let client = &database.calls.client;
    let asked = client.describe_time_to_live().table_name(&table.name);
    if !table.expires {
        return Ok(());
    }
    let described = tried(&mut Patience::begin(), || asked.clone().send()).await;
    let described = described.map_err(|error| refused(&error, &table.name))?;
    let status = described.time_to_live_description.and_then(|now| now.time_to_live_status);
    if matches!(status, Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling)) {
        return Ok(());
    }
    let by = TimeToLiveSpecification::builder().enabled(true).attribute_name(EXPIRES_AT);
    let request = client.update_time_to_live().table_name(&table.name);
    let request = request.time_to_live_specification(ours(by.build())?);
    let updated = tried(&mut Patience::begin(), || request.clone().send()).await;
    updated.map(drop).map_err(|error| refused(&error, &table.name))
}

/// Waits until a table and its indexes can be used.
async fn wait(
    database: &Database,
    table: &str,
    mut described: Option<TableDescription>,
) -> Result<(), Error> {
    let until = Instant::now() + ACTIVE_LIMIT;
    loop {
        let now = match described.take() {
            Some(described) => described,
            None => describe(database, table).await?,
        };
        let indexes = now.global_secondary_indexes.unwrap_or_default();
        let ready = |status: Option<IndexStatus>| status.is_none_or(|s| s == IndexStatus::Active);
        if now.table_status == Some(TableStatus::Active)
            && indexes.into_iter().all(|index| ready(index.index_status))
        {
            return Ok(());
        }
        if Instant::now() >= until {
            return Err(Error::Refused(format!("{table} is still being made: try again later")));
        }
        sleep(ACTIVE_PAUSE).await;
    }
}

async fn describe(database: &Database, table: &str) -> Result<TableDescription, Error> {
    let request = database.calls.client.describe_table().table_name(table);
    let described = tried(&mut Patience::begin(), || request.clone().send()).await;
    Ok(described.map_err(|error| refused(&error, table))?.table.unwrap_or_else(|| {
        // Not active, so it is asked for again.
        TableDescription::builder().build()
    }))
}

fn is_there(error: &SdkError<CreateTableError>) -> bool {
    error.as_service_error().is_some_and(CreateTableError::is_resource_in_use_exception)
}

fn attribute(name: &str, kind: ScalarAttributeType) -> Result<AttributeDefinition, Error> {
    ours(AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build())
}

fn element(name: &str, kind: KeyType) -> Result<KeySchemaElement, Error> {
    ours(KeySchemaElement::builder().attribute_name(name).key_type(kind).build())
}

/// An index holds whole records, so that a query is one call.
fn whole() -> Projection {
    Projection::builder().projection_type(ProjectionType::All).build()
}

/// A builder only fails when we forget a part.
fn ours<T>(built: Result<T, BuildError>) -> Result<T, Error> {
    built.map_err(|error| Error::Refused(error.to_string()))
}
