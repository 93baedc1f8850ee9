//! The relay where topics are SNS's, and works beside other relays.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_config::SdkConfig;
use kernel::OsRandom;
use queue::sns::{Published, SnsTopics};
use queue::sqs::SqsQueue;
use queue::{Queue, Relay};
use serde_json::json;
use store::{Change, Destination, Outcome, Outgoing, Store};
use tokio::task::JoinSet;

use super::Sqs;
use super::proxy::{Proxy, Trouble};
use crate::world::{Home, MAX_RECEIVES, VISIBILITY, receipts};

const PLACED: &str = "orders.order-placed.v1";
const READY: &str = "orders.order-ready.v1";
/// Which topics each queue hears.
const HEARD: [(&str, &[&str]); 2] = [("kitchen", &[PLACED, READY]), ("notify", &[READY])];

/// A topic with its subscribed queues, as infrastructure makes them.
struct Shop {
    home: Sqs,
    arn: String,
    sns: aws_sdk_sns::Client,
    queue: SqsQueue,
}

impl Shop {
    async fn open() -> Self {
        let home = Sqs::new().await;
        let sns = aws_sdk_sns::Client::new(&home.config);
        let queue = home.queues();
        let name = format!("{}-events.fifo", home.prefix);
        let topic = sns.create_topic().name(&name).attributes("FifoTopic", "true").send().await;
        let arn = topic.expect("made").topic_arn.expect("it has a name");
        for (name, topics) in HEARD {
            queue.attributes(name).await.expect("made");
            let to = arn.replace(":sns:", ":sqs:");
            let to = to.replace("-events.fifo", &format!("-{name}.fifo"));
            let attributes = HashMap::from([
                ("RawMessageDelivery".to_owned(), "true".to_owned()),
                ("FilterPolicy".to_owned(), json!({ "topic": topics }).to_string()),
            ]);
            let subscribe = sns.subscribe().topic_arn(&arn).protocol("sqs").endpoint(to);
            subscribe.set_attributes(Some(attributes)).send().await.expect("subscribed");
        }
        Self { home, arn, sns, queue }
    }

    fn relay(&self, config: &SdkConfig) -> Relay {
        let queues = SqsQueue::new(&self.home.prefix, config, Arc::new(OsRandom));
        let topics = SnsTopics::new(&self.arn, config, Arc::new(OsRandom));
        let carrier = Published::new(topics, Arc::new(queues.creating(MAX_RECEIVES)));
        Relay::new(Arc::clone(&self.home.store) as Arc<dyn Store>, Arc::new(carrier))
    }

    async fn say(&self, to: Destination, name: &str) {
        let (group, _) = name.rsplit_once('-').expect("group-number");
        let (group, deduplication_id) = (group.to_owned(), name.to_owned());
        let said = Outgoing { to, group, deduplication_id, body: format!("\"{name}\"") };
        self.commit(said).await;
    }

    async fn commit(&self, said: Outgoing) {
        let outcome = self.home.store.commit(Change::default().saying(said)).await;
        assert_eq!(outcome.expect("stored"), Outcome::Committed);
    }

    async fn publish(&self, topic: &str, name: &str) {
        self.say(Destination::Topic(topic.to_owned()), name).await;
    }

    async fn waiting(&self) -> usize {
        self.home.store.outbox(1_000).await.expect("read").len()
    }

    /// Receives and finishes everything in a queue.
    async fn drain(&self, queue: &str) -> Vec<String> {
        let mut names = Vec::new();
        loop {
            let taken = self.queue.receive(queue, 10, VISIBILITY).await.expect("received");
            if taken.is_empty() {
                return names;
            }
            self.queue.delete(queue, &receipts(&taken)).await.expect("answered");
            names.extend(taken.into_iter().map(|one| one.body.replace('"', "")));
        }
    }

    async fn close(self) {
        self.sns.delete_topic().topic_arn(&self.arn).send().await.expect("deleted");
        self.home.clear().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_reach_whoever_subscribed_with_group_and_name() {
    let shop = Shop::open().await;
    shop.publish(PLACED, "a-1").await;
    shop.publish(READY, "a-2").await;
    shop.publish("orders.order-sung.v1", "a-3").await;
    shop.say(Destination::Queue("stock".to_owned()), "a-4").await;
    let relay = shop.relay(&shop.home.config);
    assert_eq!(relay.once().await.expect("carried"), 4);
    assert_eq!((shop.waiting().await, relay.once().await.expect("carried")), (0, 0));
    let heard = shop.queue.receive("kitchen", 10, VISIBILITY).await.expect("received");
    let heard: Vec<_> =
        heard.iter().map(|one| (&*one.body, &*one.group, &*one.deduplication_id)).collect();
    assert_eq!(heard, [("\"a-1\"", "a", "a-1"), ("\"a-2\"", "a", "a-2")]);
    assert_eq!(shop.drain("notify").await, ["a-2"]);
    assert_eq!(shop.drain("stock").await, ["a-4"]);
    shop.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn characters_that_xml_forbids_arrive() {
    let shop = Shop::open().await;
    let name = "\u{1}\u{b}\u{fffe}\u{ffff}🍰";
    let body = serde_json::to_string(name).expect("JSON");
    let to = [Destination::Topic(PLACED.to_owned()), Destination::Queue("kitchen".to_owned())];
    for (number, to) in to.into_iter().enumerate() {
        let (group, deduplication_id) = ("a".to_owned(), number.to_string());
        let said = Outgoing { to, group, deduplication_id, body: body.clone() };
        shop.commit(said).await;
    }
    assert_eq!(shop.relay(&shop.home.config).once().await.expect("carried"), 2);
    let heard = shop.queue.receive("kitchen", 10, VISIBILITY).await.expect("received");
    let read = |body: &String| serde_json::from_str::<String>(body).expect("JSON");
    assert_eq!(heard.iter().map(|one| read(&one.body)).collect::<Vec<_>>(), [name, name]);
    shop.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn relays_beside_each_other_deliver_everything_once_and_in_order() {
    const EACH: usize = 30;
    let shop = Arc::new(Shop::open().await);
    let mut relays = JoinSet::new();
    let left = Arc::new(AtomicUsize::new(3));
    for _ in 0..3 {
        let (shop, left) = (Arc::clone(&shop), Arc::clone(&left));
        relays.spawn(async move {
            let relay = shop.relay(&shop.home.config);
            loop {
                let is_over = left.load(Ordering::SeqCst) == 0;
                if relay.once().await.expect("carried") == 0 && is_over {
                    return;
                }
                // Memory answers at once, and the others have only this thread.
                tokio::task::yield_now().await;
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        });
    }
    let mut speakers = JoinSet::new();
    for group in ["a", "b", "c"] {
        let (shop, left) = (Arc::clone(&shop), Arc::clone(&left));
        speakers.spawn(async move {
            for number in 0..EACH {
                shop.publish(READY, &format!("{group}-{number:02}")).await;
                tokio::task::yield_now().await;
            }
            left.fetch_sub(1, Ordering::SeqCst);
        });
    }
    speakers.join_all().await;
    relays.join_all().await;
    assert_eq!(shop.waiting().await, 0);
    for (queue, _) in HEARD {
        let mut drained = shop.drain(queue).await;
        assert_eq!(drained.len(), 3 * EACH, "{queue}");
        let is_in_order =
            |group: &str| drained.iter().filter(|name| name.starts_with(group)).is_sorted();
        assert!(["a", "b", "c"].into_iter().all(is_in_order), "{queue}: {drained:?}");
        drained.sort();
        drained.dedup();
        assert_eq!(drained.len(), 3 * EACH, "{queue}");
    }
    Arc::into_inner(shop).expect("everybody else is done").close().await;
}

/// What a relay carries that dies at a call: topics, and two queues.
async fn say_some(shop: &Shop) {
    for name in ["a-1", "b-1", "a-2", "a-3"] {
        shop.publish(READY, name).await;
    }
    for name in ["a-4", "a-5", "b-2"] {
        shop.say(Destination::Queue("stock".to_owned()), name).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_dies_at_any_call_loses_and_doubles_nothing() {
    for last in [Trouble::LoseAnswer, Trouble::Lose] {
        for calls in 0.. {
            let shop = Shop::open().await;
            shop.queue.attributes("stock").await.expect("made");
            say_some(&shop).await;
            let (mut made, last) = (0, last.clone());
            let proxy = Proxy::start(&super::endpoint(), move |_| {
                made += 1;
                match made - 1 {
                    at if at < calls => None,
                    at if at == calls => Some(last.clone()),
                    _ => Some(Trouble::Lose),
                }
            })
            .await;
            let dying = shop.relay(&super::config(&proxy.endpoint).await);
            let is_over = dying.once().await.is_ok();
            let (mut kitchen, mut stock) = (shop.drain("kitchen").await, shop.drain("stock").await);
            shop.relay(&shop.home.config).once().await.expect("carried");
            assert_eq!(shop.waiting().await, 0);
            kitchen.extend(shop.drain("kitchen").await);
            stock.extend(shop.drain("stock").await);
            for (group, wanted) in [("a", &["a-1", "a-2", "a-3"][..]), ("b", &["b-1"])] {
                let got: Vec<_> = kitchen.iter().filter(|name| name.starts_with(group)).collect();
                assert_eq!(got, wanted, "after {calls} calls");
            }
            for (group, wanted) in [("a", &["a-4", "a-5"][..]), ("b", &["b-2"])] {
                let got: Vec<_> = stock.iter().filter(|name| name.starts_with(group)).collect();
                assert_eq!(got, wanted, "after {calls} calls");
            }
            shop.close().await;
            if is_over {
                assert!(calls > 4, "the case has become too small to mean anything");
                break;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_is_throttled_keeps_no_queue_waiting() {
    let shop = Shop::open().await;
    say_some(&shop).await;
    let is_well = Arc::new(AtomicUsize::new(0));
    let heals = Arc::clone(&is_well);
    let proxy = Proxy::start(&super::endpoint(), move |call| {
        let hit = call.action == "PublishBatch" && heals.load(Ordering::SeqCst) == 0;
        hit.then_some(Trouble::Refuse(429, "Throttled"))
    })
    .await;
    let relay = shop.relay(&super::config(&proxy.endpoint).await);
    relay.once().await.expect_err("nothing can be published");
    assert_eq!(shop.waiting().await, 4);
    let mut stock = shop.drain("stock").await;
    stock.sort();
    assert_eq!(stock, ["a-4", "a-5", "b-2"]);
    is_well.store(1, Ordering::SeqCst);
    assert_eq!(relay.once().await.expect("carried"), 4);
    assert_eq!(shop.drain("kitchen").await.len(), 4);
    shop.close().await;
}
