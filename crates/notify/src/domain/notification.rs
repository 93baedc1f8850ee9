//! Something that is told to somebody once, and how far telling it has got.

use std::time::Duration;

use kernel::{LocationId, OrderId, PrincipalId, Timestamp};

use super::message::{Audience, Message};

kernel::kinds! {
    /// Names one notification: `ntf_` and 26 characters.
    NotificationKind => NotificationId, "ntf", "a notification";
}

/// How often it is told once more at most that an order is ready. It can be called back three times
/// (`crates/orders/src/domain/counter.rs`).
const AGAIN_MAX: u32 = 3;

/// How long an attempt has the notification for itself. Longer than a mailer takes, so that two
/// attempts never run beside each other; whoever died in one is followed after that time.
const ATTEMPT_LASTS: Duration = Duration::from_mins(1);

/// Something that is told to somebody once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Follows from order, message, audience and how often it was true before, so a fact is told
    /// once.
    pub id: NotificationId,
    /// Which order it is about.
    pub order: OrderId,
    /// Where.
    pub location: LocationId,
    /// Whose order.
    pub customer: PrincipalId,
    /// What is told.
    pub message: Message,
    /// Who is told.
    pub to: Audience,
    /// One line of at most 78 characters; empty once its customer asked to be forgotten.
    pub subject: String,
    /// Plain text; empty once its customer asked to be forgotten.
    pub text: String,
    /// Where it is mailed to.
    pub address: Option<String>,
    /// Whether it is published to whoever has subscribed. Without this and without an address it
    /// can only be read here.
    pub to_subscribers: bool,
    /// When it was written.
    pub created_at: Timestamp,
    /// When the mailer took it.
    pub sent_at: Option<Timestamp>,
    /// How often a mailer was asked to take it.
    pub attempts: u32,
    /// When the attempt that is under way began.
    pub trying_since: Option<Timestamp>,
    /// Why no mailer will ever take it.
    pub refused: Option<String>,
    /// The browsers it is still to be pushed to, by the ids of their subscriptions.
    pub push_to: Vec<String>,
    /// How often those browsers were tried.
    pub push_attempts: u32,
    /// When a browser's push service took it first.
    pub pushed_at: Option<Timestamp>,
}

/// How far telling has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// There is nowhere to send it: it can be read here.
    Kept,
    /// It is to be sent.
    Waiting,
    /// The mailer has it.
    Sent,
    /// The address does not take mail; it can be read here.
    Refused,
}

impl Status {
    /// The word in answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Refused => "refused",
        }
    }
}

impl Notification {
    /// The ids of everything that can be told of `order`.
    pub fn ids_of(order: &OrderId) -> Vec<NotificationId> {
        let once = Message::ALL.iter().map(|message| (*message, 0));
        let again = (1..=AGAIN_MAX).map(|again| (Message::OrderReady, again));
        let id = |(message, again): (Message, u32)| {
            Self::id_of(order, message, message.audience(), again)
        };
        once.chain(again).map(id).collect()
    }

    /// The same as somebody else's; `None` when it is theirs already.
    pub fn of(&self, customer: &PrincipalId) -> Option<Self> {
        let other = self.customer != *customer;
        other.then(|| Self { customer: customer.clone(), ..self.clone() })
    }

    /// The same without what it told and where it went. What was not sent yet never is.
    #[must_use]
    pub fn without_words(&self) -> Self {
        Self {
            subject: String::new(),
            text: String::new(),
            address: None,
            to_subscribers: false,
            push_to: Vec::new(),
            ..self.clone()
        }
    }

    /// The id of telling `to` this of `order`, for the first time or once more.
    pub fn id_of(order: &OrderId, message: Message, to: Audience, again: u32) -> NotificationId {
        let again = again.to_string();
        let parts = ["notification", order.as_str(), message.word(), to.word(), again.as_str()];
        // The first time has no number, as when there was no other.
        NotificationId::derived(if again == "0" { &parts[..4] } else { &parts })
    }

    /// How far telling has got.
    pub fn status(&self) -> Status {
        if self.is_to_be_mailed() || !self.push_to.is_empty() {
            return Status::Waiting;
        }
        match (self.sent_at.or(self.pushed_at), &self.refused) {
            (Some(_), _) => Status::Sent,
            (None, Some(_)) => Status::Refused,
            (None, None) => Status::Kept,
        }
    }

    /// Whether a mailer has yet to take it.
    pub fn is_to_be_mailed(&self) -> bool {
        let somewhere = self.address.is_some() || self.to_subscribers;
        somewhere && self.sent_at.is_none() && self.refused.is_none()
    }

    /// Whether somebody is sending it at `now`.
    pub fn is_being_sent(&self, now: Timestamp) -> bool {
        self.trying_since
            .is_some_and(|since| now.duration_since(since).unsigned_abs() < ATTEMPT_LASTS)
    }

    /// The same with an attempt that begins at `now`.
    #[must_use]
    pub fn tried(mut self, now: Timestamp) -> Self {
        self.attempts = self.attempts.saturating_add(1);
        self.trying_since = Some(now);
        self
    }
}
