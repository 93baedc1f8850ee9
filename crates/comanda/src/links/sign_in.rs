//! What our own OpenID provider asks of others, and others of it: profiles, mail, its keys.

use std::sync::Arc;
use std::time::Duration;

use api::JwksSource;
use async_trait::async_trait;
use idp::Idp;
use idp::ports::{Letter, Post, Registered};
use kernel::{Clock, PrincipalId, Random};
use notify::ports::{Mail, Mailer, Reach};
use store::{Change, Store};
use tokio::sync::Semaphore;
use users::ports::Accounts;
use users::{Registration, Users};

/// Letters that may be under way at the same time; who writes more has to ask again.
const UNDER_WAY_MAX: usize = 256;
/// How often a letter is tried.
const TRIES: usize = 3;
/// The wait before it is tried again.
const PAUSE: Duration = Duration::from_secs(5);

/// The profiles in the same process, on the same store.
pub(crate) struct InProcessUsers(pub(crate) Users);

#[async_trait]
impl idp::ports::Users for InProcessUsers {
    fn registered(&self, registered: &Registered) -> Change {
        Users::registration(&Registration {
            user: registered.user.clone(),
            email: registered.email.clone(),
            email_verified: true,
            name: Some(registered.name.clone()).filter(|name| !name.is_empty()),
            language: registered.language.parse().ok(),
            at: registered.at,
        })
    }

    async fn erase(&self, user: &PrincipalId) -> Result<(), idp::Error> {
        self.0.erase(user).await.map_err(idp::Error::users)
    }

    async fn email_changed(&self, user: &PrincipalId, email: &str) -> Result<(), idp::Error> {
        self.0.verified_email(user, email).await.map_err(idp::Error::users)
    }
}

/// The accounts of our own provider, on the same store.
pub(crate) struct OwnAccounts {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
}

#[async_trait]
impl Accounts for OwnAccounts {
    async fn closing(&self, user: &PrincipalId) -> Result<Change, users::Error> {
        let closing = idp::closing(&*self.store, user.as_str(), self.clock.now()).await;
        closing.map_err(users::Error::elsewhere)
    }
}

/// Carries letters, each by itself.
pub(crate) struct Letters {
    mailer: Arc<dyn Mailer>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    places: Arc<Semaphore>,
}

impl Letters {
    pub(crate) fn new(
        mailer: Arc<dyn Mailer>,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Self {
        Self { mailer, clock, random, places: Arc::new(Semaphore::new(UNDER_WAY_MAX)) }
    }
}

#[async_trait]
impl Post for Letters {
    fn is_open(&self) -> bool {
        self.mailer.reach() == Reach::Addresses
    }

    fn send(&self, letter: Letter) {
        let Ok(place) = self.places.clone().try_acquire_owned() else {
            tracing::warn!("too many letters are under way; one was not sent");
            return;
        };
        let mail = Mail {
            to: Some(letter.to),
            about: None,
            subject: letter.subject,
            text: letter.text,
            message_id: format!("let_{}", self.random.token()),
            at: self.clock.now(),
        };
        let mailer = self.mailer.clone();
        tokio::spawn(async move {
            let _place = place;
            for attempt in 1..=TRIES {
                match mailer.send(&mail).await {
                    Ok(()) => return,
                    Err(error @ notify::Error::MailUnavailable(_)) if attempt < TRIES => {
                        tracing::warn!(%error, "a letter is tried again");
                        tokio::time::sleep(PAUSE).await;
                    }
                    Err(error) => {
                        tracing::error!(%error, "a letter was not sent");
                        return;
                    }
                }
            }
        });
    }

    async fn sent(&self) {
        // Whoever has all places knows that nobody else has one.
        let _ = self.places.acquire_many(u32::try_from(UNDER_WAY_MAX).unwrap_or(u32::MAX)).await;
    }
}

/// The keys of our own provider, for checking what it has signed.
pub(crate) struct OwnKeys(pub(crate) Idp);

#[async_trait]
impl JwksSource for OwnKeys {
    async fn fetch(&self) -> Result<String, String> {
        self.0.jwks().await.map(|keys| keys.to_string()).map_err(|error| error.to_string())
    }
}
