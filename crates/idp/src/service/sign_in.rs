//! Signing in with a password.

use super::second_factor::Factors;
use super::sessions::{NewSession, Visitor};
use super::throttles::Count;
use super::{Idp, after};
use crate::domain::{Counted, Email, Method};
use crate::error::Error;
use crate::records::{Account, CHALLENGES, Challenge};
use crate::secrets;

/// How long a second factor may take, in seconds.
pub(super) const CHALLENGE_S: u64 = 600;
/// How often it may be wrong.
pub(super) const CHALLENGE_TRIES: u32 = 5;
/// Most bytes of a password that is looked at: more than the longest there can be.
const PASSWORD_BYTES_MAX: usize = 512;

/// What comes after the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Nothing: the browser is signed in.
    SignedIn(NewSession),
    /// A second factor.
    SecondFactor {
        /// What the browser shows it with: a cookie.
        challenge: String,
        /// What there is.
        factors: Factors,
    },
}

impl Idp {
    /// Signs in with a password. Whether there is such an account shows neither in the answer nor
    /// in the time it takes.
    ///
    /// # Errors
    /// [`Error::WrongPassword`], [`Error::TooManyAttempts`], [`Error::Busy`].
    pub async fn sign_in(
        &self,
        visitor: &Visitor,
        email: &str,
        password: &str,
    ) -> Result<Step, Error> {
        let email = Email::parse(email).ok_or(Error::WrongPassword)?;
        if password.len() > PASSWORD_BYTES_MAX {
            return Err(Error::WrongPassword);
        }
        let found = self.account_of(&email).await?.map(|found| found.record);
        let counts = self.counts(found.as_ref(), &email, visitor);
        self.count(&counts).await?;
        let hash = found.as_ref().and_then(|account| account.password.as_deref());
        let fits = self.0.passwords.check(password, hash).await?;
        let Some(account) = found.filter(|account| fits && !account.disabled) else {
            tracing::info!(network = visitor.network, "a password was wrong");
            return Err(Error::WrongPassword);
        };
        self.strengthen(&account, password).await?;
        if account.has_second_factor() {
            // The account forgives when that is right, too: or whoever has the password could begin
            // anew each time they have guessed wrongly at the second factor.
            let [network, _] = &counts;
            self.forgive(std::slice::from_ref(network)).await?;
            let challenge = self.challenge(&account).await?;
            return Ok(Step::SecondFactor { challenge, factors: Factors::of(&account) });
        }
        self.forgive(&counts).await?;
        let session = self.begin_session(&account.id, &[Method::Password], visitor).await?;
        Ok(Step::SignedIn(session))
    }

    /// What a guess at an account counts against. Where there is none, its address stands for it.
    pub(super) fn counts(
        &self,
        account: Option<&Account>,
        email: &Email,
        visitor: &Visitor,
    ) -> [Count; 2] {
        let about = account.map_or(email.as_str(), |account| &account.id).to_owned();
        let known = account.filter(|account| self.knows(account, visitor));
        let (counted, key) = match (known, &visitor.device) {
            (Some(account), Some(device)) => (Counted::Device, format!("{} {device}", account.id)),
            _ => (Counted::Strangers, about.clone()),
        };
        let about = Some(about);
        let network = visitor.network.clone();
        [
            Count { counted: Counted::Network, key: network, about: about.clone() },
            Count { counted, key, about },
        ]
    }

    /// Hashes a password anew where that was done with less work than today.
    async fn strengthen(&self, account: &Account, password: &str) -> Result<(), Error> {
        let Some(known) = account.password.as_deref() else { return Ok(()) };
        if !self.0.passwords.is_weaker(known).await? {
            return Ok(());
        }
        let hash = self.0.passwords.hash(password).await?;
        self.change(&account.id, |account, _| {
            if account.password.as_deref() == Some(known) {
                account.password = Some(hash.clone());
            }
            Ok(())
        })
        .await
    }

    /// Waits for the second factor of somebody whose password was right.
    async fn challenge(&self, account: &Account) -> Result<String, Error> {
        self.keep_challenge(|id, expires_at| Challenge {
            id,
            account: Some(account.id.clone()),
            tries: CHALLENGE_TRIES,
            passkey: None,
            authenticator: None,
            expires_at,
        })
        .await
    }

    /// Keeps a challenge; says what its browser shows it with.
    pub(super) async fn keep_challenge(
        &self,
        make: impl FnOnce(String, kernel::Timestamp) -> Challenge,
    ) -> Result<String, Error> {
        let token = secrets::token(self.random());
        let id = self.secrets().hash("challenge", &token);
        let challenge = make(id, after(self.now(), CHALLENGE_S));
        let change = store::Change::of(vec![CHALLENGES.insert(&challenge)]);
        self.commit(change).await?.or_else(|_| Error::Internal)?;
        Ok(token)
    }

    /// The challenge that a browser shows, if it has not expired.
    pub(super) async fn challenged(
        &self,
        token: &str,
    ) -> Result<store::Versioned<Challenge>, Error> {
        let id = self.secrets().hash("challenge", token);
        let found = CHALLENGES.get(self.store(), &id).await?;
        let now = self.now();
        let good = |found: &store::Versioned<Challenge>| {
            found.record.expires_at > now && found.record.tries > 0
        };
        found.filter(good).ok_or(Error::Expired)
    }
}
