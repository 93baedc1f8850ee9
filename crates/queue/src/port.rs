//! The port: what a FIFO queue must do for us. It holds nothing that SQS cannot do; each method is
//! one SQS call. Its meaning is the conformance suite in `tests/conformance`.

use std::time::Duration;

use async_trait::async_trait;
use kernel::Timestamp;
use store::Waiting;
use tokio::sync::watch;

use crate::error::Error;

/// Most messages of one receive. Source: SQS.
pub const BATCH_MAX: usize = 10;
/// How long a second message with the same de-duplication id is dropped. Source: SQS.
pub const DEDUPLICATION_WINDOW: Duration = Duration::from_mins(5);
/// Longest time a message stays invisible after one call. Source: SQS.
pub const VISIBILITY_MAX: Duration = Duration::from_hours(12);
/// Largest body, in bytes. Source: SQS takes 256 KiB.
const BODY_BYTES_MAX: usize = 256 * 1024;
/// Longest group and de-duplication id, in bytes. Source: SQS.
const ID_BYTES_MAX: usize = 128;
/// Longest name. Source: SQS takes 80, of which `-dead.fifo` takes ten.
const NAME_BYTES_MAX: usize = 70;
/// How the name of a queue of dead letters ends, so no other may.
pub(crate) const DEAD: &str = "-dead";

/// A FIFO queue service: many queues, each with its dead letters.
///
/// Within a group, messages are delivered in the order they were sent, and while one of them is in
/// flight no other of its group is delivered. Every message is delivered at least once.
#[async_trait]
pub trait Queue: Send + Sync + 'static {
    /// Sends messages in this order; any number. Duplicates within [`DEDUPLICATION_WINDOW`] are
    /// dropped without a word. After an error some of the first may have been sent: send all again.
    /// (`SendMessageBatch`)
    async fn send(&self, queue: &str, messages: Vec<Message>) -> Result<(), Error>;

    /// Sends messages that wait in the outbox of a store under these numbers. A queue that lies in
    /// the same store takes them out of it with the same commit. Returns the numbers of those that
    /// are still in it, for the caller to take out.
    async fn carry(
        &self,
        queue: &str,
        messages: Vec<Message>,
        outbox: Vec<i64>,
    ) -> Result<Vec<i64>, Error> {
        self.send(queue, messages).await?;
        Ok(outbox)
    }

    /// Takes up to `max` messages (at most [`BATCH_MAX`]) and makes them invisible for
    /// `visibility`. The messages of one group stand together, in order. (`ReceiveMessage`)
    async fn receive(
        &self,
        queue: &str,
        max: usize,
        visibility: Duration,
    ) -> Result<Vec<Delivery>, Error>;

    /// Like [`receive`](Self::receive), but a service that can wait for messages does, a few
    /// seconds at most. Others answer at once. (`ReceiveMessage` with `WaitTimeSeconds`)
    async fn receive_or_wait(
        &self,
        queue: &str,
        max: usize,
        visibility: Duration,
    ) -> Result<Vec<Delivery>, Error> {
        self.receive(queue, max, visibility).await
    }

    /// Finishes messages. Each receipt has its own result, in its place:
    /// [`Error::StaleReceipt`] when the message was delivered again since. A receipt whose time is
    /// over may be refused even before that (SQS does). (`DeleteMessageBatch`)
    async fn delete(
        &self,
        queue: &str,
        receipts: &[String],
    ) -> Result<Vec<Result<(), Error>>, Error>;

    /// Makes messages visible again after `visibility` from now (whole seconds on SQS, rounded
    /// up); zero is at once. Results as for `delete`. (`ChangeMessageVisibilityBatch`)
    async fn change_visibility(
        &self,
        queue: &str,
        receipts: &[String],
        visibility: Duration,
    ) -> Result<Vec<Result<(), Error>>, Error>;

    /// How many messages there are, about. (`GetQueueAttributes`)
    async fn attributes(&self, queue: &str) -> Result<Attributes, Error>;

    /// The names of the queues that have ever had a message, in order. (`ListQueues`)
    async fn queues(&self) -> Result<Vec<String>, Error>;

    /// Shows up to `limit` messages (at most 100) without receiving them. For administrators; SQS
    /// can only approximate it.
    async fn peek(&self, queue: &str, part: Part, limit: usize) -> Result<Vec<Peeked>, Error>;

    /// Moves the dead letters back to the end of the queue, in their order and with a receive
    /// count of 0; says how many. (`StartMessageMoveTask`)
    async fn redrive(&self, queue: &str) -> Result<usize, Error>;

    /// Drops the messages that are there now, in flight or not; says how many. (`PurgeQueue`)
    async fn purge(&self, queue: &str, part: Part) -> Result<usize, Error>;

    /// Changes when messages of the queue may have become available. A hint to look again, never a
    /// promise: whoever waits on it also looks from time to time. (Long polling)
    fn arrivals(&self, queue: &str) -> watch::Receiver<u64>;
}

/// A message to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Messages of one group are delivered in the order they were sent, one after another.
    /// 1 to 128 visible ASCII characters.
    pub group: String,
    /// A second message with this id within five minutes is dropped. 1 to 128 visible ASCII
    /// characters.
    pub deduplication_id: String,
    /// What it says: 1 byte to 256 KiB, without NUL.
    pub body: String,
}

/// A message in flight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The queue's own name for it. Sending the same thing again gives another one.
    pub message_id: String,
    /// What to say to `delete` and `change_visibility`.
    pub receipt: String,
    /// Its group.
    pub group: String,
    /// The sender's name for it. SQS gives a message another one when it becomes a dead letter, so
    /// after a redrive only what it says tells a repetition.
    pub deduplication_id: String,
    /// What it says.
    pub body: String,
    /// How often it has been delivered, this time included.
    pub receive_count: u32,
    /// When the queue took it.
    pub sent_at: Timestamp,
    /// The trace it belongs to, as X-Ray writes it, if its sender had one. (`AWSTraceHeader`)
    pub trace: Option<String>,
}

/// How many messages a queue has, about: a count may stop at 10,000.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attributes {
    /// Waiting.
    pub visible: usize,
    /// Delivered and neither finished nor visible again.
    pub in_flight: usize,
    /// Delivered in vain too often.
    pub dead: usize,
}

/// Which of a queue's messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Those to be delivered, in flight or not.
    Live,
    /// The dead letters.
    Dead,
}

/// A message as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peeked {
    /// The queue's own name for it.
    pub message_id: String,
    /// Its group.
    pub group: String,
    /// The sender's name for it.
    pub deduplication_id: String,
    /// What it says.
    pub body: String,
    /// How often it has been delivered.
    pub receive_count: u32,
    /// When the queue took it.
    pub sent_at: Timestamp,
}

impl Message {
    /// What waits in an outbox, as a message.
    pub(crate) fn of(waiting: &Waiting) -> Self {
        Self {
            group: waiting.group.clone(),
            deduplication_id: waiting.deduplication_id.clone(),
            body: waiting.body.clone(),
        }
    }

    /// Checks what SQS asks of a message; each adapter calls it first.
    pub(crate) fn check(&self) -> Result<(), Error> {
        for (what, id) in [("group", &self.group), ("deduplication id", &self.deduplication_id)] {
            let visible = id.bytes().all(|byte| byte.is_ascii_graphic());
            if id.is_empty() || id.len() > ID_BYTES_MAX || !visible {
                let why = format!(
                    "the {what} \"{}\" is not 1 to {ID_BYTES_MAX} visible ASCII characters",
                    id.escape_debug()
                );
                return Err(Error::BadMessage(why));
            }
        }
        if self.body.is_empty() || self.body.len() > BODY_BYTES_MAX || self.body.contains('\0') {
            let bytes = self.body.len();
            let why = format!("a body has 1 to {BODY_BYTES_MAX} bytes without NUL, not {bytes}");
            return Err(Error::BadMessage(why));
        }
        Ok(())
    }
}

/// Checks a queue's name; each adapter calls it first.
pub(crate) fn check_name(queue: &str) -> Result<(), Error> {
    let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    let is_name = !queue.is_empty() && queue.len() <= NAME_BYTES_MAX;
    if !is_name || !queue.bytes().all(allowed) || queue.ends_with(DEAD) {
        return Err(Error::BadName(queue.chars().take(NAME_BYTES_MAX).collect()));
    }
    Ok(())
}
