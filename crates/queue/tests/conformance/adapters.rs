//! Where the queues of a test are kept, for each adapter.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::{OsRandom, Random};
use store::{Declared, LEASES, MemoryStore, Options, Store};
use tempfile::TempDir;
use tokio_postgres::NoTls;

#[cfg(feature = "aws")]
pub(crate) use crate::aws::home as sqs;
use crate::world::Home;

/// Connections that read, enough for reads to meet each other.
const READERS: usize = 2;

pub(crate) async fn memory() -> Arc<dyn Home> {
    Arc::new(Memory(Arc::new(MemoryStore::new())))
}

pub(crate) async fn sqlite() -> Arc<dyn Home> {
    Arc::new(Sqlite(tempfile::tempdir().expect("a temporary folder")))
}

#[expect(clippy::disallowed_methods, reason = "the test run says here where its server is")]
pub(crate) async fn postgres() -> Arc<dyn Home> {
    let server = std::env::var("COMANDA_TEST_POSTGRES")
        .expect("COMANDA_TEST_POSTGRES names no server: run `cargo xtask test`, which starts one");
    let home = Postgres { server, schema: format!("queue_{}", OsRandom.token()) };
    home.execute(&format!("CREATE SCHEMA {}", home.schema)).await;
    Arc::new(home)
}

async fn open(address: &str) -> Arc<dyn Store> {
    let mut collections: Vec<&'static dyn Declared> = queue::COLLECTIONS.to_vec();
    collections.push(&LEASES);
    let address = address.parse().expect("the address of a store");
    let options = Options { address, readers: READERS };
    store::open(&options, &collections).await.expect("the store opens")
}

/// Memory outlives the test's processes, as if it were a server.
struct Memory(Arc<MemoryStore>);

#[async_trait]
impl Home for Memory {
    async fn open(&self) -> Arc<dyn Store> {
        Arc::clone(&self.0) as Arc<dyn Store>
    }

    async fn leave(&self, _: &dyn Store) {}
}

struct Sqlite(TempDir);

#[async_trait]
impl Home for Sqlite {
    async fn open(&self) -> Arc<dyn Store> {
        open(&format!("sqlite:{}", self.0.path().join("comanda.db").display())).await
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
    async fn open(&self) -> Arc<dyn Store> {
        let joint = if self.server.contains('?') { '&' } else { '?' };
        let option = format!("options=-c%20search_path%3D{}", self.schema);
        open(&format!("{}{joint}{option}", self.server)).await
    }

    fn is_shared(&self) -> bool {
        true
    }

    async fn clear(&self) {
        self.execute(&format!("DROP SCHEMA {} CASCADE", self.schema)).await;
    }
}
