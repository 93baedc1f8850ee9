//! The memory store that lags on purpose, for tests that must not depend on a query.

use store::{Change, MemoryStore, Outcome, Store};

use crate::collections::{TICKETS, Ticket, ids};

#[tokio::test]
async fn queries_of_a_lagging_store_are_stale_and_gets_are_not() {
    let store = MemoryStore::lagging(2);
    for id in ["a", "b", "c"] {
        let change = Change::of(vec![TICKETS.insert(&Ticket::new(id).at("bar", id))]);
        assert_eq!(store.commit(change).await.expect("commits"), Outcome::Committed);
        assert!(TICKETS.get(&store, id).await.expect("reads").is_some(), "{id}");
    }
    assert_eq!(at_the_bar(&store).await, ["a"]);
    store.catch_up();
    assert_eq!(at_the_bar(&store).await, ["a", "b", "c"]);
}

#[tokio::test]
async fn a_lagging_query_shows_what_was_replaced_and_deleted_since() {
    let store = MemoryStore::lagging(1);
    let ticket = Ticket::new("a").at("bar", "1");
    for write in [
        TICKETS.insert(&ticket),
        TICKETS.replace(&ticket.clone().at("oven", "1"), 1),
        TICKETS.delete("a", 2),
    ] {
        let outcome = store.commit(Change::of(vec![write])).await.expect("commits");
        assert_eq!(outcome, Outcome::Committed);
    }
    let page = TICKETS.select("station", "oven").page(&store).await.expect("reads");
    assert_eq!(ids(&page), ["a"]);
    assert!(TICKETS.get(&store, "a").await.expect("reads").is_none());
    store.catch_up();
    let page = TICKETS.select("station", "oven").page(&store).await.expect("reads");
    assert!(page.items.is_empty());
}

async fn at_the_bar(store: &MemoryStore) -> Vec<String> {
    ids(&TICKETS.select("station", "bar").page(store).await.expect("reads"))
}
