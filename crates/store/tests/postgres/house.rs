//! A schema or database of its own for each test, and what is stored there.

use kernel::{OsRandom, Random};
use serde::{Deserialize, Serialize};
use store::{
    Change, Collection, Destination, Error, Index, Key, Outcome, Outgoing, PostgresStore, Store,
    never_changed,
};
use tokio_postgres::{Client, NoTls};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Note {
    pub(crate) id: String,
    pub(crate) text: String,
}

pub(crate) static NOTES: Collection<Note> = Collection {
    name: "notes",
    schema: 1,
    upgrade: never_changed,
    id: |note| note.id.clone(),
    expires: None,
    indexes: &[],
};

/// [`NOTES`] with an index.
pub(crate) static INDEXED: Collection<Note> = Collection {
    name: "notes",
    schema: 1,
    upgrade: never_changed,
    id: |note| note.id.clone(),
    expires: None,
    indexes: &[Index { name: "text", key: |note| Some(Key::new("all", note.text.clone())) }],
};

/// [`NOTES`] after its shape changed.
pub(crate) static NEWER: Collection<Note> = Collection {
    name: "notes",
    schema: 2,
    upgrade: never_changed,
    id: |note| note.id.clone(),
    expires: None,
    indexes: &[],
};

pub(crate) fn note(id: impl Into<String>) -> Note {
    let id = id.into();
    Note { text: format!("text of {id}"), id }
}

/// A change that stores a note, counts it and says so.
pub(crate) fn noted(id: &str) -> Change {
    let count = store::Write::Adjust { counter: "notes".into(), delta: 1, at_least: None };
    Change::of(vec![NOTES.insert(&note(id)), count]).saying(Outgoing {
        to: Destination::Queue("notes".into()),
        group: "notes".into(),
        deduplication_id: id.to_owned(),
        body: "{}".into(),
    })
}

/// A place in the test server that is this test's alone.
pub(crate) struct House {
    pub(crate) admin: Client,
    pub(crate) name: String,
    pub(crate) url: String,
}

#[expect(clippy::disallowed_methods, reason = "the test run says here where its server is")]
fn server() -> String {
    std::env::var("COMANDA_TEST_POSTGRES")
        .expect("COMANDA_TEST_POSTGRES names no PostgreSQL server: `cargo xtask test` starts one")
}

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("it answers");
    tokio::spawn(connection);
    client
}

impl House {
    /// A schema; sessions of its stores carry its name.
    pub(crate) async fn schema() -> Self {
        let (admin, name) = (connect(&server()).await, format!("adapter_{}", OsRandom.token()));
        admin.batch_execute(&format!("CREATE SCHEMA {name}")).await.expect("a schema");
        admin.batch_execute(&format!("SET search_path = {name}")).await.expect("is there");
        let joint = if server().contains('?') { '&' } else { '?' };
        let options = format!("options=-c%20search_path%3D{name}&application_name={name}");
        let url = format!("{}{joint}{options}", server());
        Self { admin, name, url }
    }

    /// A database.
    pub(crate) async fn database() -> Self {
        let (admin, name) = (connect(&server()).await, format!("adapter_{}", OsRandom.token()));
        admin.batch_execute(&format!("CREATE DATABASE {name}")).await.expect("a database");
        let server = server();
        let (place, options) = server.rsplit_once("/postgres").expect("its database is postgres");
        let joint = if options.contains('?') { '&' } else { '?' };
        let url = format!("{place}/{name}{options}{joint}application_name={name}");
        Self { admin, name, url }
    }

    pub(crate) async fn execute(&self, sql: &str) {
        self.admin.batch_execute(sql).await.expect("a superuser may do this");
    }

    pub(crate) async fn open(&self) -> PostgresStore {
        open(&self.url).await.expect("it opens")
    }

    /// Ends every session of the stores here, and says how many.
    pub(crate) async fn kill_sessions(&self) -> u64 {
        let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                    WHERE application_name = $1";
        self.admin.execute(kill, &[&self.name]).await.expect("a superuser may do this")
    }

    pub(crate) async fn close(self, stores: &[&PostgresStore]) {
        for store in stores {
            store.close().await;
        }
        self.execute(&format!("DROP SCHEMA IF EXISTS {} CASCADE", self.name)).await;
        self.execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).await;
    }
}

pub(crate) async fn open(url: &str) -> Result<PostgresStore, Error> {
    PostgresStore::open(url, 4, &[&NOTES]).await
}

/// Why a store does not open.
pub(crate) async fn refusal(url: &str) -> String {
    match open(url).await {
        Err(Error::Refused(why)) => why,
        Err(other) => panic!("refused in other words: {other:?}"),
        Ok(_) => panic!("it opened"),
    }
}

pub(crate) async fn commit(store: &PostgresStore, change: Change) {
    let outcome = store.commit(change).await.expect("the store answers");
    assert_eq!(outcome, Outcome::Committed);
}
