//! Messages that come again, late, or before their turn.

use comanda::wiring;
use queue::{Delivery, Handler};
use store::Waiting;

use super::TestApp;

/// Hears everything in the outbox twice, and what that says in turn.
pub(crate) async fn hear_twice(app: &TestApp, heard: &mut Vec<Waiting>) {
    loop {
        let waiting = app.app.store.outbox(100).await.expect("the store answers");
        if waiting.is_empty() {
            return;
        }
        for message in waiting {
            hear(app, &message).await;
            hear(app, &message).await;
            app.app.store.sent(&[message.sequence]).await.expect("the store answers");
            heard.push(message);
        }
    }
}

/// Hands a message to every service that hears it.
pub(crate) async fn hear(app: &TestApp, message: &Waiting) {
    for queue in wiring::routes().queues_of(&message.to) {
        let service = app.app.services.iter().find(|service| service.queue() == queue);
        let delivery = Delivery {
            message_id: "1".to_owned(),
            receipt: "r".to_owned(),
            group: message.group.clone(),
            deduplication_id: message.deduplication_id.clone(),
            body: message.body.clone(),
            receive_count: 1,
            sent_at: app.app.clock.now(),
            trace: None,
        };
        let handled = service.expect("a service of ours").handle(&delivery).await;
        handled.expect("every message can be heard twice");
    }
}
