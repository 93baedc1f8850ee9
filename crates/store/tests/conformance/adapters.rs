//! How each adapter is opened for a test.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::{OsRandom, Random};
use store::{Declared, MemoryStore, Options, Store};
use tempfile::TempDir;
use tokio_postgres::NoTls;

use crate::subject::Home;

/// Connections that read, enough for reads to meet each other.
const READERS: usize = 2;
/// How far the queries of `lagging_memory` lie behind.
const LAG_COMMITS: usize = 3;

pub(crate) async fn memory() -> Arc<dyn Home> {
    Arc::new(Memory)
}

/// The memory store whose queries lag: proof that no case takes a query for the truth.
pub(crate) async fn lagging_memory() -> Arc<dyn Home> {
    Arc::new(Lagging(Arc::new(MemoryStore::lagging(LAG_COMMITS))))
}

pub(crate) async fn sqlite() -> Arc<dyn Home> {
    Arc::new(Sqlite(tempfile::tempdir().expect("a temporary folder")))
}

#[expect(clippy::disallowed_methods, reason = "the test run says here where its server is")]
pub(crate) async fn postgres() -> Arc<dyn Home> {
    let server = std::env::var("COMANDA_TEST_POSTGRES").expect(
        "COMANDA_TEST_POSTGRES names no server: run `cargo xtask test`, which starts a PostgreSQL",
    );
    let home = Postgres { server, schema: format!("conformance_{}", OsRandom.token()) };
    home.execute(&format!("CREATE SCHEMA {}", home.schema)).await;
    Arc::new(home)
}

#[cfg(feature = "aws")]
pub(crate) async fn dynamodb() -> Arc<dyn Home> {
    Arc::new(Dynamo(crate::stand_in::Tables::new()))
}

async fn open(address: &str, collections: &[&'static dyn Declared]) -> Arc<dyn Store> {
    let address = address.parse().expect("the address of a store");
    let options = Options { address, readers: READERS };
    store::open(&options, collections).await.expect("the store opens")
}

struct Memory;

#[async_trait]
impl Home for Memory {
    async fn open(&self, collections: &[&'static dyn Declared]) -> Arc<dyn Store> {
        open("memory", collections).await
    }
}

struct Lagging(Arc<MemoryStore>);

#[async_trait]
impl Home for Lagging {
    async fn open(&self, _: &[&'static dyn Declared]) -> Arc<dyn Store> {
        Arc::clone(&self.0) as Arc<dyn Store>
    }

    async fn settle(&self) {
        self.0.catch_up();
    }
}

struct Sqlite(TempDir);

#[async_trait]
impl Home for Sqlite {
    async fn open(&self, collections: &[&'static dyn Declared]) -> Arc<dyn Store> {
        let file = self.0.path().join("comanda.db");
        open(&format!("sqlite:{}", file.display()), collections).await
    }
}

struct Postgres {
    server: String,
    schema: String,
}

impl Postgres {
    async fn execute(&self, sql: &str) {
        let (client, connection) =
            tokio_postgres::connect(&self.server, NoTls).await.expect("the server answers");
        let work = async move { client.batch_execute(sql).await.expect("a superuser may do this") };
        // The connection ends when the client, which `work` owns, is dropped.
        tokio::join!(work, connection).1.expect("the connection holds");
    }
}

#[async_trait]
impl Home for Postgres {
    async fn open(&self, collections: &[&'static dyn Declared]) -> Arc<dyn Store> {
        let joint = if self.server.contains('?') { '&' } else { '?' };
        let option = format!("options=-c%20search_path%3D{}", self.schema);
        open(&format!("{}{joint}{option}", self.server), collections).await
    }

    async fn clear(&self) {
        self.execute(&format!("DROP SCHEMA {} CASCADE", self.schema)).await;
    }
}

#[cfg(feature = "aws")]
struct Dynamo(crate::stand_in::Tables);

#[cfg(feature = "aws")]
#[async_trait]
impl Home for Dynamo {
    async fn open(&self, collections: &[&'static dyn Declared]) -> Arc<dyn Store> {
        Arc::new(self.0.open(collections).await)
    }

    async fn clear(&self) {
        self.0.delete().await;
    }

    /// The stand-in answers some hundred calls a second, to all tests together.
    fn one_history_in(&self) -> u32 {
        16
    }
}
