//! Queues of SQS, on whatever answers as SQS at `COMANDA_TEST_AWS`; time is real there.

mod exceptions;
mod outages;
mod proxy;
mod publishing;
mod waiting;

use std::sync::Arc;

use async_trait::async_trait;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_sqs::config::Credentials;
use kernel::{Clock, OsRandom, Random};
use queue::Queue;
use queue::sqs::SqsQueue;
use store::{MemoryStore, Store};

use crate::world::{Home, MAX_RECEIVES};

pub(crate) async fn home() -> Arc<dyn Home> {
    Arc::new(Sqs::new().await)
}

/// Where AWS, or who stands in for it, is.
#[expect(clippy::disallowed_methods, reason = "the test run says here where its server is")]
fn endpoint() -> String {
    std::env::var("COMANDA_TEST_AWS").expect(
        "COMANDA_TEST_AWS names no stand-in for AWS: run `cargo xtask test`, which starts one",
    )
}

/// How to call what answers at `endpoint`.
async fn config(endpoint: &str) -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .endpoint_url(endpoint)
        .load()
        .await
}

/// Queues under a prefix of their own. The outbox of relays is in memory.
pub(crate) struct Sqs {
    config: SdkConfig,
    prefix: String,
    store: Arc<MemoryStore>,
}

impl Sqs {
    async fn new() -> Self {
        let (config, store) = (config(&endpoint()).await, Arc::new(MemoryStore::new()));
        Self { config, prefix: format!("test-{}", OsRandom.token()), store }
    }

    /// The queues of a process, made when they are first used.
    fn queues(&self) -> SqsQueue {
        SqsQueue::new(&self.prefix, &self.config, Arc::new(OsRandom)).creating(MAX_RECEIVES)
    }
}

#[async_trait]
impl Home for Sqs {
    async fn open(&self) -> Arc<dyn Store> {
        Arc::clone(&self.store) as Arc<dyn Store>
    }

    fn queue(&self, _: &Arc<dyn Store>, _: &Arc<dyn Clock>, max_receives: u32) -> Arc<dyn Queue> {
        let queue = SqsQueue::new(&self.prefix, &self.config, Arc::new(OsRandom));
        Arc::new(queue.creating(max_receives))
    }

    fn has_its_own_time(&self) -> bool {
        true
    }

    fn exceptions(&self) -> Vec<(&'static str, &'static str)> {
        exceptions::all()
    }

    async fn leave(&self, _: &dyn Store) {}

    async fn clear(&self) {
        let client = aws_sdk_sqs::Client::new(&self.config);
        let list = client.list_queues().queue_name_prefix(&self.prefix).send().await;
        for url in list.expect("listed").queue_urls.unwrap_or_default() {
            client.delete_queue().queue_url(url).send().await.expect("deleted");
        }
    }
}
