//! The tables: made from the declarations when the store is opened, and extended by later ones.
//!
//! Only forward, and only by adding: an older program that still runs finds what it knows. What it
//! writes while a newer one runs has no keys in indexes it does not know, so replicas of the older
//! program must be gone before the first one that declares a new index starts.

use std::fmt::Write as _;

use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Config};

use super::connect::{connect, refusal};
use super::failure::Cause;
use super::statements::{Tables, partition_column, quoted, sort_column};
use crate::collection::Declared;
use crate::error::Error;
use crate::port::Row;

/// The number of the layout of our own tables.
const FORMAT: i32 = 1;
/// The oldest server that makes unique names by itself.
const SERVER_MIN: i32 = 130_000;
/// Rows that get their keys for a new index in one transaction.
const PAGE: i64 = 500;

/// Our own tables.
const SYSTEM: &str = "
    CREATE TABLE comanda_format (format int NOT NULL);
    CREATE TABLE comanda_collections (
        name text COLLATE \"C\" PRIMARY KEY, schema int NOT NULL, indexes text[] NOT NULL);
    CREATE TABLE counters (name text COLLATE \"C\" PRIMARY KEY, value bigint NOT NULL);
    CREATE TABLE outbox (
        sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        topic text, queue text, message_group text NOT NULL, deduplication_id text NOT NULL,
        body text NOT NULL, CHECK (num_nonnulls(topic, queue) = 1));
    CREATE TABLE comanda_sessions (
        session text PRIMARY KEY, batch bigint NOT NULL, at timestamptz NOT NULL DEFAULT now());
    INSERT INTO comanda_format VALUES (1);";

/// Brings the tables to what `collections` declare, one process at a time, and returns the channel
/// on which the processes of this schema tell each other about commits.
pub(super) async fn prepare(
    config: &Config,
    tables: &Tables,
    collections: &[&'static dyn Declared],
) -> Result<String, Error> {
    let connected = connect(config).await.map_err(|cause| refusal(config, &cause))?;
    let client = &connected.client;
    let said = |error: tokio_postgres::Error| refusal(config, &Cause::from(error));
    let row = client
        .query_one(
            "SELECT current_schema()::text, current_setting('server_version_num')::int, \
             'comanda_' || md5(current_schema()), current_setting('server_encoding')",
            &[],
        )
        .await
        .map_err(said)?;
    let version: i32 = row.try_get(1).map_err(said)?;
    if version < SERVER_MIN {
        return Err(Error::Refused(format!(
            "the PostgreSQL server has version {}, and 13 is the oldest this program works with: \
             upgrade the server",
            version / 10_000
        )));
    }
    if row.try_get::<_, Option<String>>(0).map_err(said)?.is_none() {
        return Err(Error::Refused(
            "no schema of the search path exists: create it, or correct the store URL".to_owned(),
        ));
    }
    let encoding: &str = row.try_get(3).map_err(said)?;
    if encoding != "UTF8" {
        return Err(Error::Refused(format!(
            "the database has the encoding {encoding}, which cannot hold every text: create one \
             with ENCODING 'UTF8'"
        )));
    }
    let channel = row.try_get(2).map_err(said)?;
    // Held until this connection ends. Whoever waits here waits for another process that does the
    // same, which may take as long as an index takes to build.
    client
        .batch_execute(
            "SET statement_timeout = 0; SET lock_timeout = 0; \
             SET idle_in_transaction_session_timeout = 0; \
             SELECT pg_advisory_lock(hashtextextended('comanda ' || current_schema(), 0))",
        )
        .await
        .map_err(said)?;
    let upgrade = Upgrade { client, tables };
    upgrade.system().await.map_err(|problem| problem.refusal(config))?;
    for collection in collections {
        let prepared = upgrade.collection(*collection).await;
        prepared.map_err(|problem| problem.refusal(config))?;
    }
    Ok(channel)
}

/// What may stand in the way.
enum Problem {
    Ours(Error),
    Servers(tokio_postgres::Error),
}

impl Problem {
    fn refusal(self, config: &Config) -> Error {
        match self {
            Self::Ours(error) => error,
            Self::Servers(error) => refusal(config, &Cause::from(error)),
        }
    }
}

impl From<tokio_postgres::Error> for Problem {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Servers(error)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

struct Upgrade<'a> {
    client: &'a Client,
    tables: &'a Tables,
}

impl Upgrade<'_> {
    async fn system(&self) -> Result<(), Problem> {
        let there = "SELECT EXISTS (SELECT FROM pg_tables \
                     WHERE schemaname = current_schema() AND tablename = 'comanda_format')";
        if !self.client.query_one(there, &[]).await?.try_get::<_, bool>(0)? {
            self.client.batch_execute(&format!("BEGIN; {SYSTEM} COMMIT")).await?;
        }
        let row = self.client.query_one("SELECT max(format) FROM comanda_format", &[]).await?;
        let found = row.try_get::<_, Option<i32>>(0)?.unwrap_or(FORMAT);
        if found > FORMAT {
            return Err(Problem::Ours(Error::Refused(format!(
                "the database has format {found}, and this version of the program knows up to \
                 {FORMAT}: upgrade the program"
            ))));
        }
        Ok(())
    }

    async fn collection(&self, collection: &dyn Declared) -> Result<(), Problem> {
        let name = collection.name();
        let schema = i32::try_from(collection.schema()).unwrap_or(i32::MAX);
        let indexes = collection.index_names();
        let stored = "SELECT schema, indexes FROM comanda_collections WHERE name = $1";
        let Some(row) = self.client.query_opt(stored, &[&name]).await? else {
            return self.create(name, schema, &indexes).await;
        };
        let found: i32 = row.try_get(0)?;
        if found > schema {
            return Err(Problem::Ours(Error::Refused(format!(
                "the collection {name} has schema {found} in the database, and this version of \
                 the program knows up to {schema}: upgrade the program"
            ))));
        }
        let known: Vec<String> = row.try_get(1)?;
        let new: Vec<usize> = (0..indexes.len())
            .filter(|place| known.iter().all(|known| known != indexes[*place]))
            .collect();
        if !new.is_empty() {
            let columns: Vec<_> = new.iter().map(|place| columns_of(indexes[*place])).collect();
            let table = quoted(name);
            for column in columns.iter().flatten() {
                let add = format!("ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {column}");
                self.client.batch_execute(&add).await?;
            }
            self.backfill(collection, &new).await?;
            for place in new {
                self.client.batch_execute(&index_of(name, indexes[place])).await?;
            }
        }
        if found != schema || known != indexes {
            let note = "UPDATE comanda_collections SET schema = $2, indexes = $3 WHERE name = $1";
            self.client.execute(note, &[&name, &schema, &indexes]).await?;
        }
        Ok(())
    }

    async fn create(&self, name: &str, schema: i32, indexes: &[&str]) -> Result<(), Problem> {
        let columns: String = indexes
            .iter()
            .flat_map(|index| columns_of(index))
            .map(|column| format!(", {column}"))
            .collect();
        let create = format!(
            "CREATE TABLE {} (id text COLLATE \"C\" PRIMARY KEY, version bigint NOT NULL, \
             schema int NOT NULL, body jsonb NOT NULL{columns})",
            quoted(name)
        );
        self.client.batch_execute(&format!("BEGIN; {create}")).await?;
        for index in indexes {
            self.client.batch_execute(&index_of(name, index)).await?;
        }
        let note = "INSERT INTO comanda_collections (name, schema, indexes) VALUES ($1, $2, $3)";
        self.client.execute(note, &[&name, &schema, &indexes]).await?;
        self.client.batch_execute("COMMIT").await?;
        Ok(())
    }

    /// Gives every row its keys for the indexes at the places `new`. A row that is written
    /// meanwhile has a new version and is looked at again; when this is interrupted, the next start
    /// begins anew, because the indexes are noted only at the end.
    async fn backfill(&self, collection: &dyn Declared, new: &[usize]) -> Result<(), Problem> {
        let table = self.tables.get(collection.name())?;
        let (mut sets, mut names) = (Vec::new(), String::new());
        for (at, place) in new.iter().enumerate() {
            let index = table.indexes[*place];
            for (column, part) in
                [(partition_column(index), 2 * at), (sort_column(index), 2 * at + 1)]
            {
                sets.push(format!("{column} = k{part}"));
                // Writing to a String cannot fail.
                let _ = write!(names, ", k{part}");
            }
        }
        let arrays: String =
            (0..2 * new.len()).map(|at| format!(", ${}::text[]", at + 3)).collect();
        let quoted = quoted(table.name);
        let page = format!(
            "SELECT id, version, schema, body::text FROM {quoted} \
             WHERE id > $1 ORDER BY id LIMIT $2"
        );
        let update = format!(
            "UPDATE {quoted} AS t SET {} FROM unnest($1::text[], $2::bigint[]{arrays}) \
             AS k (id, version{names}) WHERE t.id = k.id AND t.version = k.version",
            sets.join(", ")
        );
        let mut after = String::new();
        loop {
            let rows = self.client.query(&page, &[&after, &PAGE]).await?;
            let rows = rows.iter().map(super::read::row_of).collect::<Result<Vec<Row>, _>>()?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            let mut arrays: Vec<Vec<Option<String>>> = vec![Vec::new(); 2 * new.len()];
            for row in &rows {
                let mut keys = collection.keys_of(row)?;
                for (at, place) in new.iter().enumerate() {
                    let key = keys.get_mut(*place).and_then(Option::take);
                    let (partition, sort) = key.map(|key| (key.partition, key.sort)).unzip();
                    arrays[2 * at].push(partition);
                    arrays[2 * at + 1].push(sort);
                }
            }
            let ids: Vec<&str> = rows.iter().map(|row| &*row.id).collect();
            let versions: Vec<i64> = rows.iter().map(|row| row.version).collect();
            let mut values: Vec<&(dyn ToSql + Sync)> = vec![&ids, &versions];
            values.extend(arrays.iter().map(|array| array as &(dyn ToSql + Sync)));
            let touched = self.client.execute(&update, &values).await?;
            if touched == rows.len() as u64 {
                after.clone_from(&last.id);
            }
        }
    }
}

/// The columns of an index, as they are declared.
fn columns_of(index: &str) -> [String; 2] {
    [partition_column(index), sort_column(index)]
        .map(|column| format!("{column} text COLLATE \"C\""))
}

fn index_of(table: &str, index: &str) -> String {
    let (partition, sort) = (partition_column(index), sort_column(index));
    format!(
        "CREATE INDEX IF NOT EXISTS {} ON {} ({partition}, {sort}, id) \
         WHERE {partition} IS NOT NULL",
        quoted(&format!("{table}_{index}")),
        quoted(table)
    )
}
