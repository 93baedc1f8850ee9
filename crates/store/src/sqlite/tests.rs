use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::SqliteStore;
use crate::change::Change;
use crate::collection::{Collection, Index, Key, never_changed};
use crate::error::Error;
use crate::port::{Outcome, Store};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Cup {
    name: String,
    size: u32,
}

static CUPS: Collection<Cup> = Collection {
    name: "cups",
    schema: 1,
    upgrade: never_changed,
    id: |cup| cup.name.clone(),
    expires: None,
    indexes: &[],
};

static CUPS_BY_SIZE: Collection<Cup> = Collection {
    name: "cups",
    schema: 2,
    upgrade: never_changed,
    id: |cup| cup.name.clone(),
    expires: None,
    indexes: &[Index {
        name: "by_size",
        key: |cup| Some(Key::new("all", format!("{:04}", cup.size))),
    }],
};

fn file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cafe.db");
    (folder, path)
}

async fn open(path: &Path, cups: &'static Collection<Cup>) -> Result<SqliteStore, Error> {
    SqliteStore::open(path, 2, &[cups]).await
}

async fn put(store: &SqliteStore, name: &str, size: u32) {
    let cup = Cup { name: name.to_owned(), size };
    let outcome = store.commit(Change::of(vec![CUPS.insert(&cup)])).await.expect("commits");
    assert_eq!(outcome, Outcome::Committed);
}

#[track_caller]
fn refused(opened: Result<SqliteStore, Error>, words: &str) {
    match opened {
        Err(Error::Refused(why)) => assert!(why.contains(words), "{why}"),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("the file was opened"),
    }
}

#[tokio::test]
async fn an_index_declared_later_finds_what_was_there_before() {
    let (_folder, path) = file();
    let store = open(&path, &CUPS).await.expect("opens");
    put(&store, "large", 400).await;
    put(&store, "small", 200).await;
    store.close().await;

    let store = open(&path, &CUPS_BY_SIZE).await.expect("opens again");
    let page = CUPS_BY_SIZE.select("by_size", "all").page(&store).await.expect("reads");
    let names: Vec<_> = page.items.into_iter().map(|cup| cup.record.name).collect();
    assert_eq!(names, ["small", "large"]);
}

#[tokio::test]
async fn a_store_that_was_closed_is_whole_in_its_one_file() {
    let (folder, path) = file();
    let store = open(&path, &CUPS).await.expect("opens");
    put(&store, "large", 400).await;
    store.close().await;
    let copy = folder.path().join("copy.db");
    std::fs::copy(&path, &copy).expect("copies");
    let store = open(&copy, &CUPS).await.expect("opens");
    assert!(CUPS.get(&store, "large").await.expect("reads").is_some());
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_refused() {
    let (_folder, path) = file();
    open(&path, &CUPS_BY_SIZE).await.expect("opens").close().await;
    refused(open(&path, &CUPS).await, "newer version");

    let (_folder, path) = file();
    open(&path, &CUPS).await.expect("opens").close().await;
    let other = Connection::open(&path).expect("opens");
    other.execute_batch("PRAGMA user_version = 99").expect("sets");
    drop(other);
    refused(open(&path, &CUPS).await, "format 99");
}

#[tokio::test]
async fn a_database_of_another_program_is_refused_and_left_alone() {
    let (_folder, path) = file();
    let other = Connection::open(&path).expect("opens");
    other.execute_batch("CREATE TABLE photos (id)").expect("creates");
    drop(other);
    refused(open(&path, &CUPS).await, "another program");
    std::fs::write(&path, "dear diary, today I had two croissants and a flat white").expect("w");
    refused(open(&path, &CUPS).await, "not a database");
}

#[tokio::test]
async fn a_locked_file_is_refused() {
    let (_folder, path) = file();
    open(&path, &CUPS).await.expect("opens").close().await;
    let other = Connection::open(&path).expect("opens");
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").expect("locks");
    refused(open(&path, &CUPS).await, "locked by another program");
}

#[tokio::test]
async fn a_place_where_nothing_can_be_written_is_refused() {
    let opened = open(Path::new("/proc/nowhere/cafe.db"), &CUPS).await;
    refused(opened, "cannot be made");
    let opened = open(Path::new("/proc/cafe.db"), &CUPS).await;
    refused(opened, "cannot be opened");
}

#[tokio::test]
async fn a_damaged_file_is_refused() {
    let (_folder, path) = file();
    let store = open(&path, &CUPS).await.expect("opens");
    for cup in 0..200 {
        put(&store, &format!("cup-{cup}"), cup).await;
    }
    store.close().await;
    drop(store);
    let mut bytes = std::fs::read(&path).expect("reads");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0xA5);
    std::fs::write(&path, bytes).expect("writes");
    refused(open(&path, &CUPS).await, "damaged");
}

#[tokio::test]
async fn the_log_does_not_grow_for_ever_under_load() {
    let (_folder, path) = file();
    let store = Arc::new(open(&path, &CUPS).await.expect("opens"));
    let name = "n".repeat(390);
    for round in 0..40 {
        let mut tasks = tokio::task::JoinSet::new();
        for one in 0..256 {
            let (store, name) = (store.clone(), format!("{round}-{one}-{name}"));
            tasks.spawn(async move { put(&store, &name, 1).await });
        }
        tasks.join_all().await;
    }
    let log = std::fs::metadata(path.with_extension("db-wal")).expect("a log").len();
    assert!(log < 64 * 1024 * 1024, "{log} bytes");
}
