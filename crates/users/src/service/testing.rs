//! People for the tests of this context: a memory store, a fixed clock, and others who keep what
//! they are told to keep.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use kernel::{FixedClock, PrincipalId, SeededRandom, Timestamp};
use serde_json::{Value, json};
use store::{Change, Destination, MemoryStore, Outgoing, Store};

use super::{Registration, Users};
use crate::domain::{AddressInput, ContactInput, Language};
use crate::error::Error;
use crate::ports::{Accounts, GuestTokens, Holder, Holdings, Parts};

pub(crate) struct Town {
    pub(crate) users: Users,
    pub(crate) store: Arc<MemoryStore>,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) others: Arc<Others>,
}

impl Town {
    pub(crate) fn open() -> Self {
        let store = Arc::new(MemoryStore::new());
        let clock = Arc::new(FixedClock::at(now()));
        let others = Arc::new(Others::default());
        let users = Users::new(Parts {
            store: Arc::clone(&store) as _,
            clock: Arc::clone(&clock) as _,
            random: Arc::new(SeededRandom::new(7)),
            accounts: Arc::clone(&others) as _,
            holdings: Arc::clone(&others) as _,
            guests: Arc::clone(&others) as _,
        });
        Self { users, store, clock, others }
    }

    /// Everything that was said: topics and data.
    pub(crate) async fn said(&self) -> Vec<(String, Value)> {
        let waiting = self.store.outbox(100).await.expect("memory answers");
        let said = waiting.into_iter().map(|message| {
            let (Destination::Topic(name) | Destination::Queue(name)) = message.to;
            let mut body: Value = serde_json::from_str(&message.body).expect("JSON");
            (name, body["data"].take())
        });
        said.collect()
    }
}

/// The accounts, the orders and the tokens of the town.
#[derive(Default)]
pub(crate) struct Others {
    pub(crate) has_order_under_way: Mutex<bool>,
    /// What is to be taken over of guests, one after the other.
    pub(crate) orders_of_guests: Mutex<Vec<u64>>,
    pub(crate) has_no_guests: bool,
}

#[async_trait]
impl Accounts for Others {
    async fn closing(&self, user: &PrincipalId) -> Result<Change, Error> {
        let to = Destination::Topic("idp.account-closed.v1".to_owned());
        let (group, deduplication_id) = ("accounts".to_owned(), format!("closed-{user}"));
        let body = json!({ "data": { "user": user } }).to_string();
        Ok(Change::default().saying(Outgoing { to, group, deduplication_id, body }))
    }
}

#[async_trait]
impl Holdings for Others {
    async fn of(&self, user: &PrincipalId) -> Result<Vec<(&'static str, Value)>, Error> {
        Ok(vec![("orders", json!([{ "customer": user }]))])
    }

    async fn is_order_under_way(&self, _: &PrincipalId) -> Result<bool, Error> {
        tokio::task::yield_now().await;
        Ok(*self.has_order_under_way.lock().expect("whole"))
    }

    async fn take_over(&self, _: &PrincipalId, _: &PrincipalId) -> Result<u64, Error> {
        Ok(self.orders_of_guests.lock().expect("whole").pop().unwrap_or(0))
    }
}

#[async_trait]
impl GuestTokens for Others {
    async fn issue(
        &self,
        guest: &PrincipalId,
        now: Timestamp,
        lasts: Duration,
    ) -> Result<String, Error> {
        if self.has_no_guests {
            return Err(Error::NoGuests);
        }
        Ok(format!("{guest}_until_{}", now + lasts))
    }

    async fn holder(&self, token: &str) -> Result<Holder, Error> {
        let unknown = || Error::InvalidGuestToken("unknown".to_owned());
        let (guest, until) = token.split_once("_until_").ok_or_else(unknown)?;
        let guest = PrincipalId::new(guest);
        let expires_at = until.parse().map_err(|_| unknown())?;
        if guest.is_guest() { Ok(Holder { guest, expires_at }) } else { Err(unknown()) }
    }
}

pub(crate) fn now() -> Timestamp {
    "2026-11-20T12:40:00Z".parse().expect("a time")
}

pub(crate) fn anna() -> PrincipalId {
    PrincipalId::new("anna")
}

pub(crate) fn registration() -> Registration {
    Registration {
        user: anna(),
        email: "anna@example.org".to_owned(),
        email_verified: true,
        name: Some("Anna".to_owned()),
        language: Some(Language::De),
        at: now(),
    }
}

pub(crate) fn contact(name: &str) -> ContactInput {
    ContactInput { name: Some(name.to_owned()), ..ContactInput::default() }
}

pub(crate) fn address(line: &str) -> AddressInput {
    AddressInput {
        lines: vec![line.to_owned()],
        city: "Berlin".to_owned(),
        country: "DE".to_owned(),
        ..AddressInput::default()
    }
}
