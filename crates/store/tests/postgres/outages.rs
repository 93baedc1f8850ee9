//! Lost connections, lost answers, silent and unwilling servers.

use std::sync::Arc;
use std::time::{Duration, Instant};

use store::{Change, Error, Outcome, Record, Store, Write};
use tokio::sync::mpsc;

use crate::house::{House, NOTES, commit, note, noted, open};
use crate::proxy::{Mode, Proxy};

/// What "some seconds" are: less than anybody is kept waiting at all, which is 15 s.
const SOON: Duration = Duration::from_secs(14);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_sessions_lose_nothing_and_repeat_nothing() {
    const CALLERS: usize = 16;
    const EACH: usize = 40;
    let house = House::schema().await;
    let store = Arc::new(house.open().await);
    let (acknowledged, mut acknowledgements) = mpsc::unbounded_channel();
    for caller in 0..CALLERS {
        let (store, acknowledged) = (store.clone(), acknowledged.clone());
        tokio::spawn(async move {
            for n in 0..EACH {
                let id = format!("{caller}-{n}");
                let outcome = store.commit(noted(&id)).await;
                assert!(store.get("notes", &id).await.expect("it reads").is_some());
                acknowledged.send(outcome).expect("the test listens");
            }
        });
    }
    drop(acknowledged);
    let (mut committed, mut killed) = (0, 0);
    while let Some(outcome) = acknowledgements.recv().await {
        assert_eq!(outcome.expect("a lost connection is made again"), Outcome::Committed);
        committed += 1;
        if committed % 30 == 0 {
            killed += house.kill_sessions().await;
        }
    }
    assert_eq!(committed, CALLERS * EACH, "every caller got its answers");
    assert!(killed > 10, "{killed} sessions were killed under load");
    let count = i64::try_from(committed).expect("small");
    assert_eq!(store.counter("notes").await.expect("it reads"), count);
    assert_eq!(store.outbox(10_000).await.expect("it reads").len(), committed);
    house.close(&[&store]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_whose_answer_is_lost_is_found_to_have_happened() {
    let house = House::schema().await;
    let proxy = Proxy::to(&house.url).await;
    let store = open(&proxy.url).await.expect("it opens");
    for n in 0..10 {
        proxy.set(Mode::CutAfterCommit);
        commit(&store, noted(&format!("n{n}"))).await;
        assert_eq!(proxy.mode(), Mode::Whole, "the answer was lost");
    }
    assert_eq!(store.counter("notes").await.expect("it reads"), 10);
    house.close(&[&store]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_never_arrived_is_made_again() {
    let house = House::schema().await;
    let proxy = Proxy::to(&house.url).await;
    let store = open(&proxy.url).await.expect("it opens");
    for n in 0..10 {
        proxy.set(Mode::CutBeforeCommit);
        commit(&store, noted(&format!("n{n}"))).await;
        assert_eq!(proxy.mode(), Mode::Whole, "the connection was lost");
    }
    assert_eq!(store.counter("notes").await.expect("it reads"), 10);
    assert_eq!(store.outbox(100).await.expect("it reads").len(), 10);
    house.close(&[&store]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_gone_is_told_soon_and_found_again() {
    told_soon_and_found_again(Mode::Cut).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_says_nothing_is_told_soon_and_found_again() {
    told_soon_and_found_again(Mode::Silent).await;
}

async fn told_soon_and_found_again(mode: Mode) {
    let house = House::schema().await;
    let proxy = Proxy::to(&house.url).await;
    let store = open(&proxy.url).await.expect("it opens");
    commit(&store, noted("before")).await;
    proxy.set(mode);
    let asked = Instant::now();
    let (write, read, life) =
        tokio::join!(store.commit(noted("during")), store.get("notes", "before"), store.ping());
    assert!(matches!(write, Err(Error::Unavailable(_))), "{write:?}");
    assert!(matches!(read, Err(Error::Unavailable(_))), "{read:?}");
    assert!(matches!(life, Err(Error::Unavailable(_))), "{life:?}");
    assert!(asked.elapsed() < SOON, "{:?}", asked.elapsed());
    proxy.set(Mode::Whole);
    store.ping().await.expect("it answers again");
    commit(&store, noted("after")).await;
    assert!(store.get("notes", "before").await.expect("it reads").is_some());
    house.close(&[&store]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_outlives_a_short_outage() {
    let house = House::schema().await;
    let proxy = Proxy::to(&house.url).await;
    let store = Arc::new(open(&proxy.url).await.expect("it opens"));
    proxy.set(Mode::Cut);
    let during = tokio::spawn({
        let store = store.clone();
        async move { store.commit(noted("during")).await }
    });
    assert!(matches!(store.ping().await, Err(Error::Unavailable(_))));
    proxy.set(Mode::Whole);
    let outcome = during.await.expect("no panic").expect("the store answers");
    assert_eq!(outcome, Outcome::Committed);
    house.close(&[&store]).await;
}

#[tokio::test]
async fn a_database_that_takes_no_writes_says_so_and_still_reads() {
    let house = House::database().await;
    let store = house.open().await;
    commit(&store, noted("before")).await;
    let read_only = |value: &str| {
        format!("ALTER DATABASE {} SET default_transaction_read_only = {value}", house.name)
    };
    house.execute(&read_only("on")).await;
    house.kill_sessions().await;
    let write = store.commit(noted("during")).await;
    assert!(
        matches!(&write, Err(Error::NotWritable(why)) if why.contains("read-only")),
        "{write:?}"
    );
    assert!(store.get("notes", "before").await.expect("it reads").is_some());
    house.execute(&read_only("off")).await;
    house.kill_sessions().await;
    commit(&store, noted("after")).await;
    house.close(&[&store]).await;
}

#[tokio::test]
async fn a_full_disk_is_told_and_a_clash_is_tried_again() {
    let house = House::schema().await;
    let store = house.open().await;
    let fails_thrice = |code: &str| {
        format!(
            "CREATE SEQUENCE IF NOT EXISTS tries; ALTER SEQUENCE tries RESTART; \
             CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             IF nextval('tries') <= 3 THEN RAISE EXCEPTION 'on purpose' USING ERRCODE = '{code}'; \
             END IF; RETURN NEW; END $$; \
             CREATE OR REPLACE TRIGGER fail BEFORE INSERT ON notes \
             FOR EACH ROW EXECUTE FUNCTION fail()"
        )
    };
    house.execute(&fails_thrice("53100")).await;
    let write = store.commit(noted("full")).await;
    assert!(matches!(&write, Err(Error::NotWritable(why)) if why.contains("disk")), "{write:?}");
    for code in ["40001", "40P01"] {
        house.execute(&fails_thrice(code)).await;
        commit(&store, noted(code)).await;
    }
    assert_eq!(store.counter("notes").await.expect("it reads"), 2);
    house.close(&[&store]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_server_cannot_read_is_refused_alone() {
    let house = House::schema().await;
    let store = Arc::new(house.open().await);
    let commits: Vec<_> = (0..64)
        .map(|n| {
            let (store, bad) = (store.clone(), n % 8 == 0);
            let mut record = Record {
                collection: NOTES.name,
                id: format!("n{n}"),
                schema: 1,
                body: serde_json::to_string(&note(format!("n{n}"))).expect("JSON"),
                expires: None,
                keys: Vec::new(),
            };
            if bad {
                record.body.push('}');
            }
            let change = Change::of(vec![Write::Insert(record)]);
            tokio::spawn(async move { (bad, store.commit(change).await) })
        })
        .collect();
    for commit in commits {
        match commit.await.expect("no panic") {
            (true, outcome) => assert!(matches!(outcome, Err(Error::BadChange(_))), "{outcome:?}"),
            (false, outcome) => assert_eq!(outcome.expect("answers"), Outcome::Committed),
        }
    }
    house.close(&[&store]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_that_somebody_holds_on_to_holds_up_nobody_else() {
    let house = House::schema().await;
    let store = Arc::new(house.open().await);
    let insert = |id: &str| Change::of(vec![NOTES.insert(&note(id))]);
    commit(&store, insert("held")).await;
    let held = format!("BEGIN; SELECT FROM {}.notes WHERE id = 'held' FOR UPDATE", house.name);
    house.execute(&held).await;
    let asked = Instant::now();
    let blocked = tokio::spawn({
        let store = store.clone();
        async move { store.commit(Change::of(vec![NOTES.delete("held", 1)])).await }
    });
    let others: Vec<_> = (0..32)
        .map(|n| {
            let (store, change) = (store.clone(), insert(&format!("n{n}")));
            tokio::spawn(async move { commit(&store, change).await })
        })
        .collect();
    for other in others {
        other.await.expect("it is committed");
    }
    let blocked = blocked.await.expect("no panic");
    assert!(matches!(blocked, Err(Error::Unavailable(_))), "{blocked:?}");
    assert!(asked.elapsed() < SOON, "{:?}", asked.elapsed());
    house.execute("ROLLBACK").await;
    commit(&store, Change::of(vec![NOTES.delete("held", 1)])).await;
    house.close(&[&store]).await;
}
