//! Telling somebody something once.
//!
//! A notification is written down before it is sent, under an id that follows from what is told to
//! whom, and an attempt to send it is written down before it begins. So attempts never run beside
//! each other, and who comes later knows what is done. One gap cannot be closed: whoever dies after
//! the mail server took the mail and before that is written down leaves a notification that is sent
//! a second time. It then bears the same Message-ID, by which mail programs drop the second.
//!
//! Only the mail is sent here. The change that writes a notification down asks for its pushes, too.

use kernel::{LocationId, OrderId};
use store::{Change, Outcome, Version};

use super::{Notify, TRIES};
use crate::domain::{Audience, Message, Notification, NotificationId, is_address, render};
use crate::error::Error;
use crate::events;
use crate::ports::{About, Mail, Reach};
use crate::records::{NOTIFICATIONS, NotificationRecord};

/// What to tell, and to whom.
#[derive(Debug, Clone)]
pub struct SendMessage {
    /// What.
    pub message: Message,
    /// To whom.
    pub to: Audience,
    /// Of which order.
    pub order: OrderId,
    /// How often it was true before: an order that was called back becomes ready once more, and
    /// that is another fact. 0 for the first time.
    pub again: u32,
    /// Where.
    pub location: LocationId,
    /// The ticket's number, if it is known better than by the orders' owner.
    pub number: Option<String>,
    /// The reason, if it is known better than by the orders' owner.
    pub reason: Option<String>,
}

/// A notification as it is stored now.
type Stored = (Notification, Version);

impl Notify {
    /// Tells somebody; repeating it changes nothing.
    ///
    /// # Errors
    /// [`Error::BadTask`] when the message is not for them, [`Error::NoSuchOrder`],
    /// [`Error::BeingSent`], [`Error::MailUnavailable`]. A mail that was refused is no error: the
    /// notification says so, and can be read here.
    pub async fn send(&self, command: SendMessage) -> Result<(), Error> {
        if command.message.audience() != command.to {
            let (message, to) = (command.message, command.to);
            return Err(Error::BadTask(format!("{message} is not for {to}")));
        }
        let SendMessage { order, message, to, again, .. } = &command;
        let id = Notification::id_of(order, *message, *to, *again);
        if let Some(found) = self.stored(id.as_str()).await? {
            return self.go_on(found).await;
        }
        let Some(written) = self.write(command).await? else { return Ok(()) };
        let begun = if written.is_to_be_mailed() { self.begun(&written) } else { written };
        let mut change = Change::of(vec![NOTIFICATIONS.insert(&NotificationRecord::from(&begun))]);
        change.messages.extend(events::push(&begun));
        match self.parts.store.commit(change).await? {
            Outcome::Committed => {
                let message = begun.message;
                let (order, to) = (&begun.order, begun.to);
                tracing::info!(%order, %message, %to, "notification written");
                self.deliver(begun).await
            }
            // Somebody else was told to tell the same, and came first.
            Outcome::Conflict { .. } => match self.stored(id.as_str()).await? {
                Some(found) => self.go_on(found).await,
                None => Err(Error::BeingSent),
            },
        }
    }

    /// Puts into words what is to be told; `None` when there is nobody to tell it to.
    async fn write(&self, command: SendMessage) -> Result<Option<Notification>, Error> {
        let SendMessage { message, to, order, again, location, number, reason } = command;
        let facts = self.parts.orders.facts(&order).await?;
        let mut facts = facts.ok_or_else(|| Error::NoSuchOrder(order.to_string()))?;
        if facts.walk_in && to == Audience::Customer {
            return Ok(None);
        }
        facts.number = number.or(facts.number);
        facts.reason = reason.or(facts.reason);
        let rendered = render(message, &facts);
        let address = match to {
            Audience::Customer => facts.email,
            Audience::Staff => facts.staff_email,
        };
        let reach = self.parts.mailer.reach();
        let address = address.filter(|text| reach == Reach::Addresses && !text.is_empty());
        let push_to = self.browsers(&facts.customer, message, to).await?;
        let no_address = address.as_deref().is_some_and(|text| !is_address(text));
        Ok(Some(Notification {
            id: Notification::id_of(&order, message, to, again),
            order,
            location,
            customer: facts.customer,
            message,
            to,
            subject: rendered.subject,
            text: rendered.text,
            // What is no address is no use to keep; it may be anything, of any length.
            address: address.filter(|_| !no_address),
            to_subscribers: reach == Reach::Subscribers,
            created_at: self.parts.clock.now(),
            sent_at: None,
            attempts: 0,
            trying_since: None,
            refused: no_address.then(|| "it is not an e-mail address".to_owned()),
            push_to,
            push_attempts: 0,
            pushed_at: None,
        }))
    }

    /// Goes on with what was written down before.
    async fn go_on(&self, (notification, version): Stored) -> Result<(), Error> {
        if !notification.is_to_be_mailed() {
            return Ok(());
        }
        if notification.is_being_sent(self.parts.clock.now()) {
            return Err(Error::BeingSent);
        }
        let begun = self.begun(&notification);
        let write = NOTIFICATIONS.replace(&NotificationRecord::from(&begun), version);
        match self.parts.store.commit(Change::of(vec![write])).await? {
            Outcome::Committed => self.deliver(begun).await,
            Outcome::Conflict { .. } => Err(Error::BeingSent),
        }
    }

    /// Hands it to the mailer, if that is still to be done, and writes down what came of it.
    async fn deliver(&self, notification: Notification) -> Result<(), Error> {
        if !notification.is_to_be_mailed() {
            return Ok(());
        }
        let mailed = self.mail(&notification).await;
        let (sent_at, refused) = match &mailed {
            Ok(()) => (Some(self.parts.clock.now()), None),
            Err(Error::MailRefused(why)) => {
                tracing::warn!(notification = %notification.id, why, "a mail was refused");
                (None, Some(why.clone()))
            }
            Err(_) => (None, None),
        };
        // Others may strike off browsers or take out words meanwhile, but nobody else mails. If it
        // lasted so long that somebody does, they know better.
        let amended = self.amend(&notification.id, |told| {
            let is_ours = told.attempts == notification.attempts;
            let (sent_at, refused) = (sent_at, refused.clone());
            is_ours.then_some(Notification { trying_since: None, sent_at, refused, ..told })
        });
        match (amended.await?, mailed) {
            (false, _) => Err(Error::BeingSent),
            (true, Ok(()) | Err(Error::MailRefused(_))) => Ok(()),
            (true, Err(error)) => Err(error),
        }
    }

    /// Hands it to the mailer.
    async fn mail(&self, notification: &Notification) -> Result<(), Error> {
        let mail = Mail {
            to: notification.address.clone(),
            about: Some(About {
                message: notification.message,
                order: notification.order.clone(),
                location: notification.location.clone(),
            }),
            subject: notification.subject.clone(),
            text: notification.text.clone(),
            message_id: notification.id.to_string(),
            at: notification.created_at,
        };
        self.parts.mailer.send(&mail).await
    }

    fn begun(&self, notification: &Notification) -> Notification {
        notification.clone().tried(self.parts.clock.now())
    }

    pub(super) async fn stored(&self, id: &str) -> Result<Option<Stored>, Error> {
        let found = NOTIFICATIONS.get(&*self.parts.store, id).await?;
        Ok(found.map(|found| (found.record.into(), found.version)))
    }

    /// Makes `change` of a notification, whatever else others change of it meanwhile; `false` when
    /// there was nothing to change.
    pub(super) async fn amend(
        &self,
        id: &NotificationId,
        change: impl Fn(Notification) -> Option<Notification>,
    ) -> Result<bool, Error> {
        for _ in 0..TRIES {
            let Some((told, version)) = self.stored(id.as_str()).await? else { return Ok(false) };
            let Some(next) = change(told) else { return Ok(false) };
            let write = NOTIFICATIONS.replace(&NotificationRecord::from(&next), version);
            if self.parts.store.commit(Change::of(vec![write])).await? == Outcome::Committed {
                return Ok(true);
            }
        }
        Err(Error::BeingSent)
    }
}
