//! Telling a customer on their browsers.
//!
//! A push service is named by whoever subscribes, and may be slow. So pushes are a message of their
//! own, said with the notification, and stand on our queue in a few groups that nothing else stands
//! in: however many pushes wait, and however long each takes, no more of a consumer's places are
//! theirs than there are such groups, and mail goes on in the others. A push that cannot be taken
//! is the queue's to bring again, a moment later and before what is told of the order next: a
//! browser shows the last of an order only. For that, the rest of its group waits some ten seconds.
//!
//! Each browser that took a push, or never will, is struck off the list of the notification, and
//! the next attempt goes on with the others. One that is sent twice, because we died before that
//! was written down, bears the same topic, by which one that is still under way is replaced.

use kernel::PrincipalId;
use serde::Serialize;
use tokio::task::JoinSet;

use super::Notify;
use crate::domain::{Audience, Message, Notification, NotificationId, Subscription, push};
use crate::error::Error;
use crate::ports::{PushLetter, Undelivered};

/// After how many attempts a push is given up: by then the customer has looked for themselves.
const ATTEMPTS_MAX: u32 = 3;

/// What a browser is given.
#[derive(Serialize)]
struct Shown<'a> {
    title: &'a str,
    body: &'a str,
    order: &'a str,
    location: &'a str,
}

impl Notify {
    /// The browsers that are to be told something.
    pub(super) async fn browsers(
        &self,
        customer: &PrincipalId,
        message: Message,
        to: Audience,
    ) -> Result<Vec<String>, Error> {
        if self.parts.push.is_none() || to != Audience::Customer || !message.is_pushed() {
            return Ok(Vec::new());
        }
        Ok(self.subscriptions(customer).await?.iter().map(Subscription::id).collect())
    }

    /// Pushes a notification to the browsers that have not taken it yet; repeating it changes
    /// nothing.
    ///
    /// # Errors
    /// [`Error::PushUnavailable`] when one is to be tried again, failures of the store,
    /// [`Error::BeingSent`] and [`Error::Contended`] when others keep changing the same. A push
    /// that is refused or given up is no error.
    pub async fn push(&self, id: &NotificationId) -> Result<(), Error> {
        let Some((told, _)) = self.stored(id.as_str()).await? else { return Ok(()) };
        if told.push_to.is_empty() {
            return Ok(());
        }
        let attempt = told.push_attempts.saturating_add(1);
        let (left, is_taken) = self.push_to_browsers(&told, attempt).await?;
        let now = self.parts.clock.now();
        let amended = self.amend(id, |mut told| {
            told.push_to.retain(|browser| left.contains(browser));
            told.push_attempts = attempt;
            told.pushed_at = told.pushed_at.or(is_taken.then_some(now));
            Some(told)
        });
        amended.await?;
        if left.is_empty() { Ok(()) } else { Err(Error::PushUnavailable) }
    }

    /// Sends the pushes. Gives back the browsers that are to be tried once more, and whether one
    /// took it now.
    async fn push_to_browsers(
        &self,
        told: &Notification,
        attempt: u32,
    ) -> Result<(Vec<String>, bool), Error> {
        // A server that sends no pushes any more lets go of those that an earlier one promised.
        let Some(carrier) = self.parts.push.clone() else { return Ok((Vec::new(), false)) };
        let letter = letter(told);
        let mut sending = JoinSet::new();
        for to in self.subscriptions(&told.customer).await? {
            if !told.push_to.contains(&to.id()) {
                continue;
            }
            let (carrier, letter) = (carrier.clone(), letter.clone());
            sending.spawn(async move { (to.id(), carrier.send(&to, &letter).await) });
        }
        let (mut left, mut is_taken) = (Vec::new(), false);
        let id = &told.id;
        for (browser, outcome) in sending.join_all().await {
            match outcome {
                Ok(()) => is_taken = true,
                Err(Undelivered::Gone) => self.end_subscription(&told.customer, &browser).await?,
                Err(Undelivered::Refused(why)) => {
                    tracing::warn!(notification = %id, why, "a push was refused");
                }
                Err(Undelivered::Unavailable(why)) if attempt >= ATTEMPTS_MAX => {
                    tracing::warn!(notification = %id, why, "a push was given up");
                }
                Err(Undelivered::Unavailable(why)) => {
                    tracing::debug!(notification = %id, why, "a push is tried again");
                    left.push(browser);
                }
            }
        }
        Ok((left, is_taken))
    }
}

fn letter(notification: &Notification) -> PushLetter {
    let (title, body) = push(notification);
    let shown = Shown {
        title: &title,
        body: &body,
        order: notification.order.as_str(),
        location: notification.location.as_str(),
    };
    PushLetter {
        body: serde_json::to_string(&shown).expect("a push is plain data"),
        topic: notification.id.suffix().to_owned(),
    }
}
