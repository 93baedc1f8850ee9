//! The adapter itself: what it is made of, and the port's methods, each done in its own file.

use std::collections::HashMap;
use std::mem::take;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use kernel::{Clock, Random};
use store::Store;
use tokio::sync::watch;

use super::receipts::Action;
use super::send::{self, Tail};
use crate::error::Error;
use crate::port::{Attributes, Delivery, Message, Part, Peeked, Queue, check_name};

/// How often a message is delivered before it becomes a dead letter, unless told otherwise. With
/// the consumer's backoff that is about three quarters of an hour.
pub const MAX_RECEIVES: u32 = 20;
/// How often a change is tried again when others got in between.
pub(super) const ATTEMPTS_MAX: usize = 50;

/// Queues kept as records of a store. Several processes may share them.
pub struct StoredQueue {
    pub(super) store: Arc<dyn Store>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) random: Arc<dyn Random>,
    pub(super) max_receives: u32,
    local: Mutex<HashMap<String, Local>>,
}

/// What this process remembers of a queue. Forgetting it costs a read, never a rule.
#[derive(Default)]
pub(super) struct Local {
    /// The end of the queue as this process left it; held while sending.
    pub(super) tail: Arc<tokio::sync::Mutex<Option<Tail>>>,
    /// Where the next receive begins to look, so that every group has its turn.
    pub(super) turn: String,
    arrivals: watch::Sender<u64>,
    /// The queue's last message, as far as this process has heard.
    pub(super) heard: u64,
}

impl StoredQueue {
    /// Queues in `store`, which was opened with [`COLLECTIONS`](crate::COLLECTIONS). A message that
    /// was delivered `max_receives` times in vain becomes a dead letter; see [`MAX_RECEIVES`].
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        max_receives: u32,
    ) -> Self {
        Self { store, clock, random, max_receives, local: Mutex::default() }
    }

    /// Looks at, or changes, what this process remembers of a queue.
    pub(super) fn local<T>(&self, queue: &str, look: impl FnOnce(&mut Local) -> T) -> T {
        let mut local = self.local.lock().unwrap_or_else(PoisonError::into_inner);
        match local.get_mut(queue) {
            Some(known) => look(known),
            None => look(local.entry(queue.to_owned()).or_default()),
        }
    }

    /// Tells the queue's waiting consumers to look.
    pub(super) fn arrived(&self, queue: &str) {
        self.local(queue, |local| local.arrivals.send_modify(|count| *count += 1));
    }
}

#[async_trait]
impl Queue for StoredQueue {
    async fn send(&self, queue: &str, messages: Vec<Message>) -> Result<(), Error> {
        self.carry(queue, messages, Vec::new()).await.map(drop)
    }

    async fn carry(
        &self,
        queue: &str,
        messages: Vec<Message>,
        mut outbox: Vec<i64>,
    ) -> Result<Vec<i64>, Error> {
        check_name(queue)?;
        messages.iter().try_for_each(Message::check)?;
        let mut chunks = messages.chunks(send::CHUNK).peekable();
        while let Some(chunk) = chunks.next() {
            // What waits in the outbox must not leave it before all of it is here.
            let mut later = if chunks.peek().is_some() { take(&mut outbox) } else { Vec::new() };
            self.append(queue, chunk, &mut outbox).await?;
            outbox.append(&mut later);
        }
        Ok(outbox)
    }

    async fn receive(
        &self,
        queue: &str,
        max: usize,
        visibility: Duration,
    ) -> Result<Vec<Delivery>, Error> {
        check_name(queue)?;
        self.take_next(queue, max, visibility).await
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
        Ok(self.ends().await?.into_iter().map(|queue| queue.name).collect())
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
