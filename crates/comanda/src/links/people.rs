//! What `users` asks of others about a person: their account, what others keep of them, and tokens
//! for guests.

use std::sync::Arc;
use std::time::Duration;

use api::{SignIn, Signer, Verifier};
use async_trait::async_trait;
use kernel::{Limit, Principal, PrincipalId, Role, Timestamp};
use notify::Notify;
use notify::http::NotificationBody;
use orders::Orders;
use orders::http::OrderBody;
use serde_json::{Value, json};
use store::{Change, Store};
use users::Error;
use users::ports::{Accounts, GuestTokens, Holder, Holdings};

/// Nobody has an account here: whoever signs in does so elsewhere.
pub(crate) struct NoAccounts;

#[async_trait]
impl Accounts for NoAccounts {
    async fn closing(&self, _: &PrincipalId) -> Result<Change, Error> {
        Ok(Change::default())
    }
}

/// What `orders` and `notify` in the same process keep of a person.
pub(crate) struct InProcessHoldings {
    store: Arc<dyn Store>,
    orders: Orders,
    notify: Notify,
    signs_in: bool,
}

impl InProcessHoldings {
    /// `signs_in` says whether accounts are in this store, too.
    pub(crate) fn new(
        store: Arc<dyn Store>,
        orders: Orders,
        notify: Notify,
        signs_in: bool,
    ) -> Self {
        Self { store, orders, notify, signs_in }
    }

    async fn orders_of(&self, user: &PrincipalId) -> Result<Value, Error> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page = self.orders.of_customer(user, Limit::clamped(Limit::MAX), after).await;
            let page = page.map_err(Error::elsewhere)?;
            all.extend(page.items.iter().map(|order| shown(&OrderBody::of_customer(order))));
            after = page.next;
            if after.is_none() {
                return Ok(all.into());
            }
        }
    }

    async fn notifications_of(&self, user: &PrincipalId) -> Result<Value, Error> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page = self.notify.to_customer(user, Limit::clamped(Limit::MAX), after).await;
            let page = page.map_err(Error::elsewhere)?;
            all.extend(page.items.into_iter().map(|one| shown(&NotificationBody::from(one))));
            after = page.next;
            if after.is_none() {
                return Ok(all.into());
            }
        }
    }

    /// Where they are told by pushes. The address itself lets whoever has it write to the browser.
    async fn browsers_of(&self, user: &PrincipalId) -> Result<Value, Error> {
        let list = self.notify.subscriptions(user).await.map_err(Error::elsewhere)?;
        let shown = |one: notify::domain::Subscription| {
            let service = one.endpoint.split('/').nth(2).unwrap_or_default();
            json!({ "push_service": service, "since": one.at })
        };
        Ok(list.into_iter().map(shown).collect())
    }
}

/// As an answer would show it.
fn shown(body: &impl serde::Serialize) -> Value {
    serde_json::to_value(body).expect("what is answered is plain data")
}

#[async_trait]
impl Holdings for InProcessHoldings {
    async fn of(&self, user: &PrincipalId) -> Result<Vec<(&'static str, Value)>, Error> {
        let orders = self.orders_of(user).await?;
        let notifications = self.notifications_of(user).await?;
        let browsers = self.browsers_of(user).await?;
        let mut all = vec![("orders", orders), ("notifications", notifications)];
        all.push(("push_subscriptions", browsers));
        // Where sign-in is elsewhere, its records are not in this store.
        if self.signs_in {
            let account = idp::holdings(&*self.store, user.as_str()).await;
            all.push(("account", account.map_err(Error::elsewhere)?));
        }
        Ok(all)
    }

    async fn is_order_under_way(&self, user: &PrincipalId) -> Result<bool, Error> {
        self.orders.is_any_under_way(user).await.map_err(Error::elsewhere)
    }

    async fn take_over(&self, guest: &PrincipalId, user: &PrincipalId) -> Result<u64, Error> {
        self.orders.take_over(guest, user).await.map_err(Error::elsewhere)
    }
}

/// Tokens for guests, signed with this instance's own key.
pub(crate) struct OwnGuestTokens {
    signer: Signer,
    verifier: Verifier,
}

impl OwnGuestTokens {
    /// `verifier` reads what `signer` signs, and nothing else.
    pub(crate) fn new(signer: Signer, verifier: Verifier) -> Self {
        Self { signer, verifier }
    }
}

#[async_trait]
impl GuestTokens for OwnGuestTokens {
    async fn issue(
        &self,
        guest: &PrincipalId,
        now: Timestamp,
        lasts: Duration,
    ) -> Result<String, Error> {
        let who = Principal { id: guest.clone(), role: Role::Customer, locations: Vec::new() };
        // A guest has not signed in at all.
        self.signer.sign_as(&who, SignIn::UNKNOWN, now, lasts).map_err(Error::elsewhere)
    }

    async fn holder(&self, token: &str) -> Result<Holder, Error> {
        let verified = self.verifier.verify(token).await;
        let verified = verified.map_err(|error| Error::InvalidGuestToken(error.to_string()))?;
        let who = &verified.principal.id;
        if !who.is_guest() {
            return Err(Error::InvalidGuestToken("it is not that of a guest".to_owned()));
        }
        Ok(Holder { guest: who.clone(), expires_at: verified.expires_at() })
    }
}

/// Somebody else decides who may call.
pub(crate) struct NoGuests;

#[async_trait]
impl GuestTokens for NoGuests {
    async fn issue(&self, _: &PrincipalId, _: Timestamp, _: Duration) -> Result<String, Error> {
        Err(Error::NoGuests)
    }

    async fn holder(&self, _: &str) -> Result<Holder, Error> {
        Err(Error::NoGuests)
    }
}

/// The tokens that guests get where tokens are our own, and none where they are not.
pub(crate) fn guest_tokens(own: Option<(Signer, Verifier)>) -> Arc<dyn GuestTokens> {
    match own {
        Some((signer, verifier)) => Arc::new(OwnGuestTokens::new(signer, verifier)),
        None => Arc::new(NoGuests),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_name_diets_and_allergens_as_menus_do() {
        let of_people: Vec<_> =
            users::domain::Allergen::ALL.iter().map(|word| word.as_str()).collect();
        let of_menus: Vec<_> = products::Allergen::ALL.iter().map(|word| word.as_str()).collect();
        assert_eq!(of_people, of_menus);
        let of_people: Vec<_> = users::domain::Diet::ALL.iter().map(|word| word.as_str()).collect();
        let of_menus: Vec<_> = products::Diet::ALL.iter().map(|word| word.as_str()).collect();
        assert_eq!(of_people, of_menus);
    }

    #[tokio::test]
    async fn the_token_of_somebody_with_an_account_makes_nobody_a_guest() {
        let clock = Arc::new(kernel::FixedClock::at(Timestamp::UNIX_EPOCH));
        let (key, now) = (api::InstanceKey::generate(), Timestamp::UNIX_EPOCH);
        let signer = || Signer::new(&key, "tests");
        let own = (signer(), Verifier::new(&key, "tests", clock));
        let (tokens, lasts) = (guest_tokens(Some(own)), Duration::from_mins(1));
        let guest = PrincipalId::guest("1");
        let token = tokens.issue(&guest, now, lasts).await.expect("signs");
        let holder = tokens.holder(&token).await.expect("a guest's");
        assert_eq!((holder.guest, holder.expires_at), (guest, now + lasts));
        let id = PrincipalId::new("anna");
        let anna = Principal { id, role: Role::Customer, locations: Vec::new() };
        let token = signer().sign(&anna, now, lasts).expect("signs");
        assert!(matches!(tokens.holder(&token).await, Err(Error::InvalidGuestToken(_))));
    }

    #[tokio::test]
    async fn where_somebody_else_decides_who_may_call_there_are_no_guests() {
        let tokens = guest_tokens(None);
        let guest = PrincipalId::guest("1");
        let issued = tokens.issue(&guest, Timestamp::UNIX_EPOCH, Duration::from_secs(1)).await;
        assert!(matches!(issued, Err(Error::NoGuests)));
        assert!(matches!(tokens.holder("token").await, Err(Error::NoGuests)));
    }
}
