//! What a closed store answers.

use store::{Change, Error};

use crate::collections::{TICKETS, Ticket, adjust, message};
use crate::subject::Subject;

pub(crate) async fn a_closed_store_is_unavailable(s: Subject) {
    s.commit(TICKETS.insert(&Ticket::new("a").at("bar", "0900"))).await;
    let store = s.store();
    store.ping().await.expect("is open");
    store.close().await;
    let change = Change::of(vec![adjust("stock", 1, None)]).saying(message("g", "m"));
    let ids = ["a".to_owned()];
    let refusals = [
        ("commit", store.commit(change).await.map(|_| ()).err()),
        ("get", store.get(TICKETS.name, "a").await.err()),
        ("get_many", store.get_many(TICKETS.name, &ids).await.err()),
        ("query", TICKETS.select("station", "bar").page(store).await.err()),
        ("counter", store.counter("stock").await.err()),
        ("next", store.next("stock").await.err()),
        ("outbox", store.outbox(1).await.err()),
        ("sent", store.sent(&[1]).await.err()),
        ("ping", store.ping().await.err()),
    ];
    for (call, refusal) in refusals {
        assert!(matches!(refusal, Some(Error::Unavailable(_))), "{call}: {refusal:?}");
    }
}

pub(crate) async fn closing_twice_is_harmless(s: Subject) {
    s.store().close().await;
    s.store().close().await;
}
