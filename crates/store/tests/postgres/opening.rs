//! What is refused when a store is opened, and what is upgraded.

use store::{Change, Store};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::house::{House, INDEXED, NEWER, NOTES, commit, note, open, refusal};

#[tokio::test]
async fn a_database_of_a_newer_format_is_refused() {
    let house = House::schema().await;
    house.open().await.close().await;
    house.execute("UPDATE comanda_format SET format = 7").await;
    let why = refusal(&house.url).await;
    assert!(why.contains("format 7") && why.contains("up to 1: upgrade the program"), "{why}");
    house.close(&[]).await;
}

#[tokio::test]
async fn a_collection_of_a_newer_schema_is_refused() {
    let house = House::schema().await;
    house.open().await.close().await;
    let newer = store::PostgresStore::open(&house.url, 1, &[&NEWER]).await.expect("it opens");
    newer.close().await;
    let why = refusal(&house.url).await;
    assert!(why.contains("notes has schema 2") && why.contains("up to 1"), "{why}");
    house.close(&[]).await;
}

#[tokio::test]
async fn a_new_index_finds_more_records_than_one_page_of_the_upgrade() {
    let house = House::schema().await;
    let before = house.open().await;
    let ids: Vec<String> = (0..1_100).map(|n| format!("n{n:04}")).collect();
    for some in ids.chunks(100) {
        commit(&before, Change::of(some.iter().map(|id| NOTES.insert(&note(id))).collect())).await;
    }
    before.close().await;
    let after = store::PostgresStore::open(&house.url, 1, &[&INDEXED]).await.expect("it opens");
    let (mut found, mut cursor) = (Vec::new(), None);
    loop {
        let select = INDEXED.select("text", "all").limit(1_000).after(cursor);
        let page = select.page(&after).await.expect("it reads");
        found.extend(page.items.into_iter().map(|note| note.record.id));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(found, ids);
    let index = "SELECT indexdef FROM pg_indexes \
                 WHERE schemaname = $1 AND indexname = 'notes_text'";
    let index = house.admin.query_one(index, &[&house.name]).await.expect("the index is there");
    let index: &str = index.get(0);
    assert!(index.contains("(text_partition, text_sort, id) WHERE"), "{index}");
    house.close(&[&after]).await;
}

#[tokio::test]
async fn many_replicas_may_start_at_once() {
    let house = House::schema().await;
    let starts: Vec<_> = (0..8)
        .map(|_| {
            let url = house.url.clone();
            tokio::spawn(async move { open(&url).await.expect("it opens").close().await })
        })
        .collect();
    for start in starts {
        start.await.expect("a replica starts");
    }
    house.close(&[]).await;
}

#[tokio::test]
async fn a_table_that_is_not_ours_is_left_alone() {
    let house = House::schema().await;
    house.execute("CREATE TABLE notes (whose text); INSERT INTO notes VALUES ('theirs')").await;
    let why = refusal(&house.url).await;
    assert!(why.contains("\"notes\" already exists, and is not ours"), "{why}");
    let kept = house.admin.query_one("SELECT whose FROM notes", &[]).await.expect("is there");
    assert_eq!(kept.get::<_, &str>(0), "theirs");
    house.close(&[]).await;
}

#[tokio::test]
async fn a_user_without_rights_is_told_which_to_ask_for() {
    let house = House::schema().await;
    let user = format!("{}_user", house.name);
    house
        .execute(&format!(
            "CREATE ROLE {user} LOGIN; GRANT USAGE ON SCHEMA {} TO {user}",
            house.name
        ))
        .await;
    let why = refusal(&house.url.replacen("postgres@", &format!("{user}@"), 1)).await;
    assert!(why.contains(&format!("let the user \"{user}\" use the schema")), "{why}");
    house.execute(&format!("DROP OWNED BY {user}; DROP ROLE {user}")).await;
    house.close(&[]).await;
}

#[tokio::test]
async fn a_schema_or_database_that_does_not_exist_is_named() {
    let house = House::schema().await;
    let why = refusal(&house.url.replace(&house.name, "nowhere")).await;
    assert!(why.contains("no schema of the search path exists"), "{why}");
    let why = refusal(&house.url.replace("/postgres?", "/nothing?")).await;
    assert!(why.contains("has no database \"nothing\""), "{why}");
    house.close(&[]).await;
}

#[tokio::test]
async fn tls_is_refused_before_anything_is_sent() {
    let why = refusal("postgres://anna:hunter2@127.0.0.1:1/cafe?sslmode=require").await;
    assert!(why.contains("TLS") && !why.contains("hunter2"), "{why}");
}

#[tokio::test]
async fn where_no_server_is_the_place_is_named_and_not_the_password() {
    let unused = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let place = unused.local_addr().expect("it is bound");
    drop(unused);
    let why = refusal(&format!("postgres://anna:hunter2@{place}/cafe")).await;
    assert!(why.contains(&format!("no PostgreSQL server answers at {place}")), "{why}");
    assert!(!why.contains("hunter2"), "{why}");
}

/// The test server trusts everybody, so this one only says what a strict one says.
#[tokio::test]
async fn a_wrong_password_is_told_without_the_password() {
    let strict = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let place = strict.local_addr().expect("it is bound");
    tokio::spawn(async move {
        let (mut client, _) = strict.accept().await.expect("a client");
        let _ = client.read(&mut [0; 1_024]).await;
        let fields = b"SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed\0\0";
        let length = u32::try_from(fields.len() + 4).expect("short");
        let _ = client.write_all(&[b"E", &length.to_be_bytes()[..], fields].concat()).await;
    });
    let why = refusal(&format!("postgres://anna:hunter2@{place}/cafe")).await;
    assert!(why.contains("does not let the user \"anna\" in"), "{why}");
    assert!(!why.contains("hunter2"), "{why}");
}
