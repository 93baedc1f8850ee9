//! The adapter itself: what it is made of, and the port's methods, each done in its own file.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_sdk_sqs::Client;
use kernel::Random;
use tokio::sync::watch;
use tokio::time::Instant;

use super::call;
use super::receipts::Action;
use super::receive::LONGEST_WAIT;
use crate::error::Error;
use crate::port::{Attributes, Delivery, Message, Part, Peeked, Queue, check_name};

/// Queues of Amazon SQS: `PREFIX-QUEUE.fifo`, each with its dead letters in
/// `PREFIX-QUEUE-dead.fifo`, of one account and region.
pub struct SqsQueue {
    pub(super) client: Client,
    pub(super) prefix: String,
    pub(super) random: Arc<dyn Random>,
    /// After how many receives a message dies in a queue that is made here, if queues are.
    pub(super) creates: Option<u32>,
    local: Mutex<HashMap<String, Local>>,
}

/// What this process remembers of a queue. Forgetting it costs a call, never a rule.
#[derive(Default)]
pub(super) struct Local {
    /// Where the queue is.
    pub(super) url: Option<String>,
    /// Until when messages are received one by one.
    pub(super) careful_until: Option<Instant>,
    arrivals: watch::Sender<u64>,
}

impl SqsQueue {
    /// The queues whose names begin with `prefix` and a hyphen. Nothing is called yet. How they
    /// are set up, and when a message of theirs dies, is the infrastructure's.
    pub fn new(prefix: impl Into<String>, config: &SdkConfig, random: Arc<dyn Random>) -> Self {
        let client = call::client(config);
        Self { client, prefix: prefix.into(), random, creates: None, local: Mutex::default() }
    }

    /// The same, and a queue that is missing is made when it is first used, for tests and
    /// development. Its messages die after `max_receives`, of which SQS takes 1 to 1,000.
    #[must_use]
    pub fn creating(self, max_receives: u32) -> Self {
        Self { creates: Some(max_receives.clamp(1, 1_000)), ..self }
    }

    /// Looks at, or changes, what this process remembers of a queue.
    pub(super) fn local<T>(&self, queue: &str, look: impl FnOnce(&mut Local) -> T) -> T {
        let mut local = self.local.lock().unwrap_or_else(PoisonError::into_inner);
        match local.get_mut(queue) {
            Some(known) => look(known),
            None => look(local.entry(queue.to_owned()).or_default()),
        }
    }

    /// Tells those of this process who wait for the queue to look.
    pub(super) fn arrived(&self, queue: &str) {
        self.local(queue, |local| local.arrivals.send_modify(|count| *count += 1));
    }
}

#[async_trait]
impl Queue for SqsQueue {
    async fn send(&self, queue: &str, messages: Vec<Message>) -> Result<(), Error> {
        check_name(queue)?;
        messages.iter().try_for_each(Message::check)?;
        self.send_each(queue, &messages).await.error.map_or(Ok(()), Err)
    }

    async fn receive(
        &self,
        queue: &str,
        max: usize,
        visibility: Duration,
    ) -> Result<Vec<Delivery>, Error> {
        check_name(queue)?;
        self.take_next(queue, max, visibility, Duration::ZERO).await
    }

    async fn receive_or_wait(
        &self,
        queue: &str,
        max: usize,
        visibility: Duration,
    ) -> Result<Vec<Delivery>, Error> {
        check_name(queue)?;
        self.take_next(queue, max, visibility, LONGEST_WAIT).await
    }

    async fn delete(
        &self,
        queue: &str,
        receipts: &[String],
    ) -> Result<Vec<Result<(), Error>>, Error> {
        check_name(queue)?;
        self.act(queue, receipts, Action::Finish).await
    }

    async fn change_visibility(
        &self,
        queue: &str,
        receipts: &[String],
        visibility: Duration,
    ) -> Result<Vec<Result<(), Error>>, Error> {
        check_name(queue)?;
        self.act(queue, receipts, Action::Hide(visibility)).await
    }

    async fn attributes(&self, queue: &str) -> Result<Attributes, Error> {
        check_name(queue)?;
        self.count(queue).await
    }

    async fn queues(&self) -> Result<Vec<String>, Error> {
        self.names().await
    }

    async fn peek(&self, queue: &str, part: Part, limit: usize) -> Result<Vec<Peeked>, Error> {
        check_name(queue)?;
        self.show(queue, part, limit).await
    }

    async fn redrive(&self, queue: &str) -> Result<usize, Error> {
        check_name(queue)?;
        self.revive(queue).await
    }

    async fn purge(&self, queue: &str, part: Part) -> Result<usize, Error> {
        check_name(queue)?;
        self.drop_all(queue, part).await
    }

    fn arrivals(&self, queue: &str) -> watch::Receiver<u64> {
        self.local(queue, |local| local.arrivals.subscribe())
    }
}
