//! What notifications do when the order they tell of becomes somebody else's.
//!
//! Their ids follow from the order, so all there are found without an index. One that is written
//! later asks who the customer is and what may be told, and finds out by itself.

use kernel::OrderId;
use store::{Change, Outcome};

use super::{Notify, TRIES};
use crate::domain::Notification;
use crate::error::Error;
use crate::records::{NOTIFICATIONS, NotificationRecord};

impl Notify {
    /// Makes what was told of an order its present customer's. Repeating it changes nothing.
    ///
    /// # Errors
    /// [`Error::BeingSent`] when one of them is in use, failures of the store.
    pub async fn follow(&self, order: &OrderId) -> Result<(), Error> {
        let Some(facts) = self.parts.orders.facts(order).await? else { return Ok(()) };
        self.change_all_of(order, |told| told.of(&facts.customer)).await
    }

    /// Takes out what was told of an order and where it went, and whose it was. When, of which
    /// kind, and what came of it stays. Repeating it changes nothing.
    ///
    /// # Errors
    /// As [`Notify::follow`].
    pub async fn forget(&self, order: &OrderId) -> Result<(), Error> {
        let Some(facts) = self.parts.orders.facts(order).await? else { return Ok(()) };
        self.change_all_of(order, |told| {
            let bare = told.without_words();
            bare.of(&facts.customer).or_else(|| (bare != *told).then_some(bare))
        })
        .await
    }

    async fn change_all_of(
        &self,
        order: &OrderId,
        change: impl Fn(&Notification) -> Option<Notification>,
    ) -> Result<(), Error> {
        let ids = Notification::ids_of(order);
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        for _ in 0..TRIES {
            let found = NOTIFICATIONS.get_many(&*self.parts.store, &ids).await?;
            let writes = found.into_iter().flatten().filter_map(|found| {
                let next = change(&Notification::from(found.record))?;
                Some(NOTIFICATIONS.replace(&NotificationRecord::from(&next), found.version))
            });
            let writes: Vec<_> = writes.collect();
            if writes.is_empty() {
                return Ok(());
            }
            let outcome = self.parts.store.commit(Change::of(writes)).await?;
            if outcome == Outcome::Committed {
                return Ok(());
            }
        }
        Err(Error::BeingSent)
    }
}

#[cfg(test)]
mod tests {
    use kernel::PrincipalId;

    use crate::domain::{Message, Notification, Status};
    use crate::error::Error;
    use crate::service::testing::{Cafe, tell};

    const TOLD: [Message; 3] = [Message::OrderConfirmed, Message::NewOrder, Message::OrderReady];

    async fn told(cafe: &Cafe) -> Vec<Notification> {
        let mut told = Vec::new();
        for message in TOLD {
            told.push(cafe.written(&tell(message)).await.expect("is written"));
        }
        told
    }

    async fn cafe() -> Cafe {
        let cafe = Cafe::open();
        cafe.orders.change(|facts| facts.customer_name = Some("Anna".to_owned()));
        for message in TOLD {
            cafe.notify.send(tell(message)).await.expect("sent");
        }
        cafe
    }

    #[tokio::test]
    async fn what_was_told_becomes_the_new_customers() {
        let cafe = cafe().await;
        cafe.orders.change(|facts| facts.customer = PrincipalId::new("berta"));
        for _ in 0..2 {
            cafe.notify.follow(&tell(TOLD[0]).order).await.expect("follows");
        }
        for told in told(&cafe).await {
            assert_eq!(told.customer, PrincipalId::new("berta"));
            assert!(!told.text.is_empty());
        }
    }

    #[tokio::test]
    async fn what_was_told_of_somebody_forgotten_has_no_words_and_no_address_and_stays_told() {
        let cafe = cafe().await;
        let before = told(&cafe).await;
        assert!(before.iter().all(|told| told.text.contains("Anna") && told.address.is_some()));
        cafe.orders.change(|facts| facts.customer = PrincipalId::new("nobody"));
        for _ in 0..2 {
            cafe.notify.forget(&tell(TOLD[0]).order).await.expect("forgets");
        }
        for (told, before) in told(&cafe).await.iter().zip(&before) {
            assert_eq!((told.subject.as_str(), told.text.as_str()), ("", ""));
            assert_eq!(told.address, None);
            assert_eq!(told.customer, PrincipalId::new("nobody"));
            assert_eq!((told.status(), told.sent_at), (Status::Sent, before.sent_at));
        }
        // Asked for once more, it is not told again.
        cafe.notify.send(tell(TOLD[0])).await.expect("was told");
        assert_eq!(cafe.mailer.mails().len(), TOLD.len());
    }

    #[tokio::test]
    async fn what_was_not_sent_yet_is_never_sent_to_somebody_forgotten() {
        let cafe = Cafe::open();
        cafe.mailer.answer([Err(Error::MailUnavailable("later".to_owned()))]);
        cafe.notify.send(tell(TOLD[0])).await.expect_err("is tried again");
        cafe.notify.forget(&tell(TOLD[0]).order).await.expect("forgets");
        cafe.notify.send(tell(TOLD[0])).await.expect("there is nothing to send");
        assert_eq!(cafe.mailer.mails().len(), 1);
        let told = cafe.written(&tell(TOLD[0])).await.expect("is written");
        assert_eq!(told.status(), Status::Kept);
    }
}
