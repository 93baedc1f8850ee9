//! A push service is named by whoever subscribes, and may be as slow as it likes. Here the real
//! queue, relay and consumer carry what people are told, beside one that never answers.

use std::future::pending;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kernel::{FixedClock, OrderId, PrincipalId, SeededRandom, Timestamp};
use notify::PUSH_GROUPS;
use notify::domain::{Facts, Flaw, Handover, Language, Subscription};
use notify::ports::{Mail, Mailer, Parts, Push, PushLetter, Undelivered};
use queue::{Consumer, Relay, Routed, Settings, StoredQueue};
use serde_json::json;
use store::{Change, Destination, MemoryStore, Outcome, Outgoing, Store};
use tokio::sync::watch;

use super::*;
use crate::config::Work;

/// Takes every mail.
#[derive(Default)]
struct Letterbox(AtomicUsize);

/// Never answers.
#[derive(Default)]
struct Silent(AtomicUsize);

/// Every order is Anna's.
struct Annas;

#[async_trait]
impl Mailer for Letterbox {
    async fn send(&self, _: &Mail) -> Result<(), notify::Error> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

#[async_trait]
impl Push for Silent {
    fn key(&self) -> &'static str {
        "key"
    }

    fn check(&self, _: &Subscription) -> Result<(), Flaw> {
        Ok(())
    }

    async fn send(&self, _: &Subscription, _: &PushLetter) -> Result<(), Undelivered> {
        self.0.fetch_add(1, Ordering::SeqCst);
        pending().await
    }
}

#[async_trait]
impl notify::ports::Orders for Annas {
    async fn facts(&self, _: &OrderId) -> Result<Option<Facts>, notify::Error> {
        Ok(Some(Facts {
            customer: PrincipalId::new("anna"),
            walk_in: false,
            number: None,
            location_name: "Demo Café".to_owned(),
            placed_at: "13:40".to_owned(),
            ready_at: None,
            customer_name: None,
            lines: Vec::new(),
            total: "EUR 9.40".to_owned(),
            reason: None,
            handover: Handover::Pickup,
            language: Language::En,
            staff_language: Language::En,
            email: Some("anna@example.org".to_owned()),
            staff_email: None,
        }))
    }
}

/// Asks to tell Anna that these orders are ready.
async fn tell(store: &MemoryStore, orders: std::ops::Range<usize>) {
    for number in orders {
        let order = format!("ord_{number}");
        let body = json!({"task": "notify.send", "message": "order-ready", "to": "customer",
                          "order": order, "location": "loc_here"});
        let to = Destination::Queue(NOTIFY.to_owned());
        let deduplication_id = format!("{order}/ready");
        let asked = Outgoing { to, group: order, deduplication_id, body: body.to_string() };
        let done = store.commit(Change::default().saying(asked)).await;
        assert_eq!(done.expect("memory answers"), Outcome::Committed);
    }
}

#[tokio::test]
async fn a_push_service_that_never_answers_holds_up_nobodys_mail() {
    let store = Arc::new(MemoryStore::new());
    let clock = Arc::new(FixedClock::at(Timestamp::UNIX_EPOCH));
    let random = Arc::new(SeededRandom::new(1));
    let (mails, pushes) = (Arc::new(Letterbox::default()), Arc::new(Silent::default()));
    let notify = Notify::new(Parts {
        store: store.clone(),
        clock: clock.clone(),
        mailer: mails.clone(),
        push: Some(pushes.clone()),
        orders: Arc::new(Annas),
    });
    let browser = ["https://push.example/a", "key", "secret"].map(ToOwned::to_owned);
    let (anna, [endpoint, key, secret]) = (PrincipalId::new("anna"), browser);
    notify.subscribe(&anna, endpoint, key, secret).await.expect("subscribed");

    let work = Work::default();
    let stored = StoredQueue::new(store.clone(), clock.clone(), random.clone(), work.receives_max);
    let stored = Arc::new(stored);
    let relay = Relay::new(store.clone(), Arc::new(Routed::new(stored.clone(), routes())));
    let settings = Settings { concurrency: work.concurrency, ..Settings::of(NOTIFY) };
    let service = Arc::new(Service::Notify(notify));
    let consumer = Arc::new(Consumer::new(settings, stored, service, clock, random));
    let (stop, stopping) = watch::channel(false);
    let consuming = tokio::spawn(consumer.run(stopping));

    let told = async |count: usize, under_way: usize| {
        while mails.0.load(Ordering::SeqCst) < count || pushes.0.load(Ordering::SeqCst) < under_way
        {
            relay.once().await.expect("memory answers");
            tokio::task::yield_now().await;
        }
    };
    let groups = PUSH_GROUPS as usize;
    let all = async {
        tell(&store, 0..40).await;
        told(40, groups).await;
        // Every place that pushes can take is taken now, and for ever.
        tell(&store, 40..80).await;
        told(80, groups).await;
    };
    tokio::time::timeout(Duration::from_mins(1), all).await.expect("every mail is sent");
    assert_eq!(pushes.0.load(Ordering::SeqCst), groups);
    consuming.abort();
    drop(stop);
}
