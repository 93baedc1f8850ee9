//! Where the records of a test are kept.

use std::sync::Arc;

use kernel::{OsRandom, Random};
use store::{MemoryStore, Options, Store};
use tempfile::TempDir;
use tokio_postgres::NoTls;

/// Which store a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    /// In memory.
    Memory,
    /// In memory, with queries that do not see the last so many commits.
    Lagging(usize),
    /// In a file of its own.
    Sqlite,
    /// In a schema of its own.
    Postgres,
}

/// A place for records that is this test's alone.
pub(crate) enum Home {
    Memory(Arc<MemoryStore>),
    Sqlite(TempDir),
    Postgres { server: String, schema: String },
}

impl Home {
    pub(crate) async fn make(on: On) -> Self {
        match on {
            On::Memory => Self::Memory(Arc::new(MemoryStore::new())),
            On::Lagging(commits) => Self::Memory(Arc::new(MemoryStore::lagging(commits))),
            On::Sqlite => Self::Sqlite(tempfile::tempdir().expect("a temporary folder")),
            On::Postgres => {
                let schema = format!("e2e_{}", OsRandom.token());
                let server = postgres_server();
                execute(&server, &format!("CREATE SCHEMA {schema}")).await;
                Self::Postgres { server, schema }
            }
        }
    }

    pub(crate) async fn open(&self) -> Arc<dyn Store> {
        let address = match self {
            Self::Memory(store) => return Arc::clone(store) as Arc<dyn Store>,
            Self::Sqlite(folder) => format!("sqlite:{}", folder.path().join("e2e.db").display()),
            Self::Postgres { server, schema } => {
                let joint = if server.contains('?') { '&' } else { '?' };
                format!("{server}{joint}options=-c%20search_path%3D{schema}")
            }
        };
        let options = Options { address: address.parse().expect("an address"), readers: 4 };
        store::open(&options, &comanda::app::collections()).await.expect("the store opens")
    }

    /// Lets queries see everything committed so far.
    pub(crate) fn catch_up(&self) {
        if let Self::Memory(store) = self {
            store.catch_up();
        }
    }

    /// Leaves nothing behind.
    pub(crate) async fn clear(&self) {
        if let Self::Postgres { server, schema } = self {
            execute(server, &format!("DROP SCHEMA {schema} CASCADE")).await;
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the test run says here where its server is")]
fn postgres_server() -> String {
    std::env::var("COMANDA_TEST_POSTGRES").expect(
        "COMANDA_TEST_POSTGRES names no server: run `cargo xtask test`, which starts a PostgreSQL",
    )
}

async fn execute(server: &str, sql: &str) {
    let (client, connection) =
        tokio_postgres::connect(server, NoTls).await.expect("the server answers");
    let work = async move { client.batch_execute(sql).await.expect("a superuser may do this") };
    // The connection ends when the client, which `work` owns, is dropped.
    tokio::join!(work, connection).1.expect("the connection holds");
}

/// Makes a test of each function for memory, SQLite and PostgreSQL.
macro_rules! on_every_store {
    ($($name:ident)+) => {
        mod memory {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(crate::app::On::Memory).await;
            })+
        }
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(crate::app::On::Sqlite).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(crate::app::On::Postgres).await;
            })+
        }
    };
}
pub(crate) use on_every_store;
