//! Telling somebody something once.
//!
//! A notification is written down before it is sent, under an id that follows from what is told to
//! whom, and an attempt to send it is written down before it begins. So attempts never run beside
//! each other, and who comes later knows what is done. One gap cannot be closed: whoever dies after
//! the mail server took the mail and before that is written down leaves a notification that is sent
//! a second time. It then bears the same Message-ID, by which mail programs drop the second. A push
//! bears the same topic, by which one that is still under way is replaced.

use kernel::{LocationId, OrderId};
use store::{Change, Outcome, Version, Write};

use super::Notify;
use crate::domain::{Audience, Message, Notification, Status, is_address, render};
use crate::error::Error;
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
    /// [`Error::BeingSent`], [`Error::MailUnavailable`], [`Error::PushUnavailable`]. A mail that
    /// was refused is no error: the notification says so, and can be read here.
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
        let begun =
            if written.status() == Status::Waiting { self.begun(&written) } else { written };
        match self.commit(NOTIFICATIONS.insert(&NotificationRecord::from(&begun))).await? {
            Outcome::Committed => {
                let message = begun.message;
                let (order, to) = (&begun.order, begun.to);
                tracing::info!(%order, %message, %to, "notification written");
                self.deliver((begun, 1)).await
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
            pushed_at: None,
        }))
    }

    /// Goes on with what was written down before.
    async fn go_on(&self, (notification, version): Stored) -> Result<(), Error> {
        if notification.status() != Status::Waiting {
            return Ok(());
        }
        if notification.is_being_sent(self.parts.clock.now()) {
            return Err(Error::BeingSent);
        }
        let begun = self.begun(&notification);
        self.replace(&begun, version).await?;
        self.deliver((begun, version + 1)).await
    }

    /// Hands it to the mailer and to the customer's browsers, if there is somewhere to send it, and
    /// writes down what came of it.
    async fn deliver(&self, (mut notification, version): Stored) -> Result<(), Error> {
        if notification.status() != Status::Waiting {
            return Ok(());
        }
        let (mailed, pushed) = tokio::join!(self.mail(&notification), self.push(&notification));
        notification.trying_since = None;
        let now = self.parts.clock.now();
        let mailed = match mailed {
            Some(Ok(())) => {
                notification.sent_at = Some(now);
                Ok(())
            }
            Some(Err(Error::MailRefused(why))) => {
                tracing::warn!(notification = %notification.id, why, "a mail was refused");
                notification.refused = Some(why);
                Ok(())
            }
            Some(Err(error)) => Err(error),
            None => Ok(()),
        };
        let pushed = pushed.map(|(left, is_taken)| {
            notification.pushed_at = notification.pushed_at.or(is_taken.then_some(now));
            notification.push_to = left;
            notification.push_to.len()
        });
        // Nobody else writes while the attempt lasts. If it lasted too long, they know better.
        self.replace(&notification, version).await?;
        mailed?;
        match pushed? {
            0 => Ok(()),
            count => Err(Error::PushUnavailable(count)),
        }
    }

    /// Hands it to the mailer, if that is still to be done.
    async fn mail(&self, notification: &Notification) -> Option<Result<(), Error>> {
        if !notification.is_to_be_mailed() {
            return None;
        }
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
        Some(self.parts.mailer.send(&mail).await)
    }

    fn begun(&self, notification: &Notification) -> Notification {
        notification.clone().tried(self.parts.clock.now())
    }

    async fn stored(&self, id: &str) -> Result<Option<Stored>, Error> {
        let found = NOTIFICATIONS.get(&*self.parts.store, id).await?;
        Ok(found.map(|found| (found.record.into(), found.version)))
    }

    async fn replace(&self, notification: &Notification, version: Version) -> Result<(), Error> {
        let write = NOTIFICATIONS.replace(&NotificationRecord::from(notification), version);
        self.commit(write).await?.or_else(|_| Error::BeingSent)
    }

    async fn commit(&self, write: Write) -> Result<Outcome, Error> {
        Ok(self.parts.store.commit(Change::of(vec![write])).await?)
    }
}
