//! Who is told by pushes, and on which browsers.

use kernel::PrincipalId;
use store::{Change, Outcome, Version, Write};

use super::{Notify, TRIES};
use crate::domain::{Subscription, subscribe};
use crate::error::Error;
use crate::ports::Push;
use crate::records::{EndpointRecord, PUSH_ENDPOINTS, PUSH_SUBSCRIPTIONS, SubscriptionsRecord};

/// The subscriptions of somebody, and their version if there is a record of them.
type Known = (Vec<Subscription>, Option<Version>);

impl Notify {
    /// The public key that browsers subscribe with; `None` where no pushes are sent.
    pub fn push_key(&self) -> Option<&str> {
        self.parts.push.as_deref().map(Push::key)
    }

    /// Tells somebody of their orders on a browser from now on, and nobody else there any more.
    /// Repeating it changes nothing; beyond ten, the one that was told longest ago ends.
    ///
    /// # Errors
    /// [`Error::NoPush`], [`Error::InvalidSubscription`], [`Error::Contended`].
    pub async fn subscribe(
        &self,
        who: &PrincipalId,
        endpoint: String,
        public_key: String,
        secret: String,
    ) -> Result<(), Error> {
        let push = self.parts.push.as_deref().ok_or(Error::NoPush)?;
        let at = self.parts.clock.now();
        let new = Subscription { endpoint, public_key, secret, at };
        push.check(&new).map_err(Error::InvalidSubscription)?;
        for _ in 0..TRIES {
            let (mut list, version) = self.subscriptions_of(who).await?;
            let gone = subscribe(&mut list, new.clone());
            let mut writes = vec![self.put(who, &list, version)];
            for one in &gone {
                writes.extend(self.unless_moved(who, &one.id()).await?);
            }
            let id = new.id();
            let owner = PUSH_ENDPOINTS.get(&*self.parts.store, &id).await?;
            let before = owner.as_ref().map(|owner| &owner.record.principal);
            if let Some(other) = before.filter(|other| *other != who) {
                writes.extend(self.without(other, &id).await?);
            }
            let record = EndpointRecord { id, principal: who.clone(), at };
            writes.push(PUSH_ENDPOINTS.put(&record, owner.map(|owner| owner.version)));
            if self.parts.store.commit(Change::of(writes)).await? == Outcome::Committed {
                return Ok(());
            }
        }
        Err(Error::Contended)
    }

    /// Does not tell somebody on this browser any more. Repeating it changes nothing.
    ///
    /// # Errors
    /// [`Error::Contended`].
    pub async fn unsubscribe(&self, who: &PrincipalId, endpoint: &str) -> Result<(), Error> {
        self.end_subscription(who, &Subscription::id_of(endpoint)).await
    }

    /// Forgets every browser of somebody. Repeating it changes nothing.
    ///
    /// # Errors
    /// [`Error::Contended`].
    pub async fn forget_subscriptions(&self, who: &PrincipalId) -> Result<(), Error> {
        for _ in 0..TRIES {
            let (list, Some(version)) = self.subscriptions_of(who).await? else { return Ok(()) };
            let mut writes = vec![PUSH_SUBSCRIPTIONS.delete(who.as_str(), version)];
            for one in &list {
                writes.extend(self.unless_moved(who, &one.id()).await?);
            }
            if self.parts.store.commit(Change::of(writes)).await? == Outcome::Committed {
                return Ok(());
            }
        }
        Err(Error::Contended)
    }

    /// Ends one subscription of somebody.
    pub(super) async fn end_subscription(&self, who: &PrincipalId, id: &str) -> Result<(), Error> {
        for _ in 0..TRIES {
            let Some(write) = self.without(who, id).await? else { return Ok(()) };
            let mut writes = vec![write];
            writes.extend(self.unless_moved(who, id).await?);
            if self.parts.store.commit(Change::of(writes)).await? == Outcome::Committed {
                return Ok(());
            }
        }
        Err(Error::Contended)
    }

    /// The subscriptions of somebody, oldest first.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn subscriptions(&self, who: &PrincipalId) -> Result<Vec<Subscription>, Error> {
        Ok(self.subscriptions_of(who).await?.0)
    }

    async fn subscriptions_of(&self, who: &PrincipalId) -> Result<Known, Error> {
        let found = PUSH_SUBSCRIPTIONS.get(&*self.parts.store, who.as_str()).await?;
        let now = self.parts.clock.now();
        Ok(found.map_or_else(Known::default, |found| (found.record.list(now), Some(found.version))))
    }

    fn put(&self, who: &PrincipalId, list: &[Subscription], version: Option<Version>) -> Write {
        let record = SubscriptionsRecord::of(who, list, self.parts.clock.now());
        PUSH_SUBSCRIPTIONS.put(&record, version)
    }

    /// What takes one subscription from somebody; `None` when they do not have it.
    async fn without(&self, who: &PrincipalId, id: &str) -> Result<Option<Write>, Error> {
        let (mut list, version) = self.subscriptions_of(who).await?;
        let before = list.len();
        list.retain(|one| one.id() != id);
        Ok((list.len() < before).then(|| self.put(who, &list, version)))
    }

    /// What forgets whose a subscription is, unless it is somebody else's by now.
    async fn unless_moved(&self, who: &PrincipalId, id: &str) -> Result<Option<Write>, Error> {
        let owner = PUSH_ENDPOINTS.get(&*self.parts.store, id).await?;
        let owner = owner.filter(|owner| owner.record.principal == *who);
        Ok(owner.map(|owner| PUSH_ENDPOINTS.delete(id, owner.version)))
    }
}
