//! What is generated from the code for others to read: who hears what, and what is stored.

use serde_json::{Value, json};

use crate::app;
use crate::wiring;

/// Every topic and the queues that have subscribed to it.
pub(crate) fn wiring() -> Value {
    let subscriptions = wiring::subscriptions();
    let topics = wiring::topics().into_iter().map(|topic| {
        let heard = subscriptions.iter().filter(|one| one.topic == topic);
        let queues: Vec<&str> = heard.map(|one| one.queue).collect();
        json!({ "topic": topic, "queues": queues })
    });
    json!({ "topics": topics.collect::<Vec<_>>(), "queues": wiring::QUEUES })
}

/// Every collection and its indexes, for those who make tables elsewhere. On AWS queues and
/// workflows are no records: SQS and Step Functions keep them.
pub(crate) fn collections() -> Value {
    let kept = app::collections_on_aws();
    let collections = app::collections().into_iter().map(|collection| {
        let on_aws = kept.iter().any(|one| one.name() == collection.name());
        json!({
            "name": collection.name(),
            "schema": collection.schema(),
            "indexes": collection.index_names(),
            "on_aws": on_aws,
            "expires": collection.expires(),
        })
    });
    json!({ "collections": collections.collect::<Vec<_>>() })
}
