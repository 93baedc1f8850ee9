//! A café for the tests of this context: orders that are known, a mailer that takes, fails or
//! refuses, a memory store and a fixed clock.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use kernel::{Coded, FixedClock, OrderId, PrincipalId};
use store::{Change, MemoryStore, Outcome, Store};

use super::{Notify, SendMessage};
use crate::domain::{Facts, Handover, Language, Message, Notification};
use crate::error::Error;
use crate::ports::{Mail, Mailer, Orders, Parts, Push};
use crate::records::NOTIFICATIONS;
use crate::tasks::perform;

pub(crate) struct Cafe {
    pub(crate) notify: Notify,
    pub(crate) store: Arc<MemoryStore>,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) mailer: Arc<FakeMailer>,
    pub(crate) orders: Arc<FakeOrders>,
}

impl Cafe {
    pub(crate) fn open() -> Self {
        let mailer = Arc::new(FakeMailer::default());
        Self::with(Arc::clone(&mailer) as _, mailer, None)
    }

    /// With a mailer of its own; the fake one then hears nothing.
    pub(crate) fn mailing_by(mailer: Arc<dyn Mailer>) -> Self {
        Self::with(mailer, Arc::default(), None)
    }

    /// With somebody who carries pushes.
    pub(crate) fn pushing_by(push: Arc<dyn Push>) -> Self {
        let mailer = Arc::new(FakeMailer::default());
        Self::with(Arc::clone(&mailer) as _, mailer, Some(push))
    }

    fn with(
        carrier: Arc<dyn Mailer>,
        mailer: Arc<FakeMailer>,
        push: Option<Arc<dyn Push>>,
    ) -> Self {
        let store = Arc::new(MemoryStore::new());
        let clock = Arc::new(FixedClock::at("2026-11-20T12:40:00Z".parse().expect("a time")));
        let orders = Arc::new(FakeOrders(Mutex::new(Some(facts()))));
        let notify = Notify::new(Parts {
            store: Arc::clone(&store) as _,
            clock: Arc::clone(&clock) as _,
            mailer: carrier,
            push,
            orders: Arc::clone(&orders) as _,
        });
        Self { notify, store, clock, mailer, orders }
    }

    /// Does what this context has asked of itself, until it asks for nothing more.
    pub(crate) async fn settle(&self) {
        loop {
            let asked = self.store.outbox(10).await.expect("memory answers");
            if asked.is_empty() {
                return;
            }
            for message in &asked {
                // As on the queue: what fails comes again, before whatever is behind it.
                while let Err(error) = perform(&self.notify, &message.body).await {
                    assert!(error.class().is_worth_retrying(), "{error}");
                }
            }
            let sent = asked.iter().map(|message| message.sequence).collect();
            let done = self.store.commit(Change { sent, ..Change::default() }).await;
            assert_eq!(done.expect("memory answers"), Outcome::Committed);
        }
    }

    /// What is written down of a fact.
    pub(crate) async fn written(&self, command: &SendMessage) -> Option<Notification> {
        let id = Notification::id_of(&command.order, command.message, command.to, command.again);
        let found = NOTIFICATIONS.get(&*self.store, id.as_str()).await.expect("memory answers");
        found.map(|found| found.record.into())
    }
}

/// Tells of order `ord_1` of Anna at `loc_here`.
pub(crate) fn tell(message: Message) -> SendMessage {
    SendMessage {
        message,
        to: message.audience(),
        order: "ord_1".parse().expect("an id"),
        again: 0,
        location: "loc_here".parse().expect("an id"),
        number: None,
        reason: None,
    }
}

pub(crate) fn facts() -> Facts {
    Facts {
        customer: PrincipalId::new("anna"),
        walk_in: false,
        number: Some("A-042".to_owned()),
        location_name: "Demo Café".to_owned(),
        placed_at: "13:40".to_owned(),
        ready_at: Some("14:05".to_owned()),
        customer_name: Some("Anna".to_owned()),
        lines: vec!["2 × Flat white, oat milk".to_owned()],
        total: "EUR 9.40".to_owned(),
        reason: None,
        handover: Handover::Pickup,
        language: Language::En,
        staff_language: Language::En,
        email: Some("anna@example.org".to_owned()),
        staff_email: Some("counter@cafe.example".to_owned()),
    }
}

/// Answers the same for every order.
pub(crate) struct FakeOrders(pub(crate) Mutex<Option<Facts>>);

impl FakeOrders {
    pub(crate) fn change(&self, change: impl FnOnce(&mut Facts)) {
        change(self.0.lock().expect("whole").as_mut().expect("an order"));
    }
}

#[async_trait]
impl Orders for FakeOrders {
    async fn facts(&self, _: &OrderId) -> Result<Option<Facts>, Error> {
        tokio::task::yield_now().await;
        Ok(self.0.lock().expect("whole").clone())
    }
}

/// Takes every mail, except where it was told to answer otherwise.
#[derive(Default)]
pub(crate) struct FakeMailer {
    mails: Mutex<Vec<Mail>>,
    answers: Mutex<VecDeque<Result<(), Error>>>,
    is_held: AtomicBool,
}

impl FakeMailer {
    /// What the next mails are answered.
    pub(crate) fn answer(&self, answers: impl IntoIterator<Item = Result<(), Error>>) {
        self.answers.lock().expect("whole").extend(answers);
    }

    /// Takes its time from now on.
    pub(crate) fn hold(&self) {
        self.is_held.store(true, Ordering::Relaxed);
    }

    /// Takes what it was asked to take.
    pub(crate) fn go_on(&self) {
        self.is_held.store(false, Ordering::Relaxed);
    }

    /// Every mail it was asked to take.
    pub(crate) fn mails(&self) -> Vec<Mail> {
        self.mails.lock().expect("whole").clone()
    }
}

#[async_trait]
impl Mailer for FakeMailer {
    async fn send(&self, mail: &Mail) -> Result<(), Error> {
        self.mails.lock().expect("whole").push(mail.clone());
        // Lets others come in between, as a real server does.
        tokio::task::yield_now().await;
        while self.is_held.load(Ordering::Relaxed) {
            tokio::task::yield_now().await;
        }
        self.answers.lock().expect("whole").pop_front().unwrap_or(Ok(()))
    }
}
