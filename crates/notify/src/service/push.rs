//! Telling a customer on their browsers.
//!
//! A push is sent in the same attempt as the mail, and beside it. Each browser that took it, or
//! never will, is struck off the list of the notification, and the attempt after that goes on with
//! the others. One that is replaced on its way bears the same topic.

use kernel::PrincipalId;
use serde::Serialize;
use tokio::task::JoinSet;

use super::Notify;
use crate::domain::{Audience, Message, Notification, Subscription, push};
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

    /// Pushes a notification to the browsers that have not taken it yet. Gives back those that are
    /// to be tried once more, and whether one took it now.
    pub(super) async fn push(
        &self,
        notification: &Notification,
    ) -> Result<(Vec<String>, bool), Error> {
        let Some(carrier) = self.parts.push.clone().filter(|_| !notification.push_to.is_empty())
        else {
            return Ok((Vec::new(), false));
        };
        let letter = letter(notification);
        let mut sending = JoinSet::new();
        for to in self.subscriptions(&notification.customer).await? {
            if !notification.push_to.contains(&to.id()) {
                continue;
            }
            let (carrier, letter) = (carrier.clone(), letter.clone());
            sending.spawn(async move { (to.id(), carrier.send(&to, &letter).await) });
        }
        let (mut left, mut is_taken) = (Vec::new(), false);
        let id = &notification.id;
        for (browser, outcome) in sending.join_all().await {
            match outcome {
                Ok(()) => is_taken = true,
                Err(Undelivered::Gone) => {
                    self.end_subscription(&notification.customer, &browser).await?;
                }
                Err(Undelivered::Refused(why)) => {
                    tracing::warn!(notification = %id, why, "a push was refused");
                }
                Err(Undelivered::Unavailable(why)) if notification.attempts >= ATTEMPTS_MAX => {
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
