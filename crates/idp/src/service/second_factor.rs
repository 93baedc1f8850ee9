//! The second factor: a code of an authenticator, a recovery code or a passkey.

use serde_json::Value;
use store::{Change, Outcome, Versioned};

use super::authenticators;
use super::mails::language;
use super::sessions::{NewSession, Visitor};
use super::{ATTEMPTS, Idp};
use crate::domain::{Email, Method};
use crate::error::Error;
use crate::events::Act;
use crate::records::{Account, CHALLENGES, Challenge};
use crate::words::mail::Mail;

/// From so many recovery codes on, their owner is told that they run out.
const FEW_RECOVERY_CODES: usize = 2;

/// What an account has besides its password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Factors {
    /// An authenticator.
    pub authenticator: bool,
    /// A passkey.
    pub passkey: bool,
    /// Recovery codes.
    pub recovery: bool,
}

impl Factors {
    pub(super) fn of(account: &Account) -> Self {
        Self {
            authenticator: account.authenticator.is_some(),
            passkey: !account.passkeys.is_empty(),
            recovery: !account.recovery_codes.is_empty(),
        }
    }
}

/// What is shown as a second factor.
#[derive(Debug, Clone)]
pub enum Proof<'a> {
    /// Six digits of an authenticator.
    Code(&'a str),
    /// A recovery code.
    Recovery(&'a str),
    /// What a passkey signed, as the browser gives it.
    Passkey(&'a Value),
}

impl Idp {
    /// What there is to choose from, for whoever has shown the password.
    ///
    /// # Errors
    /// [`Error::Expired`].
    pub async fn factors(&self, challenge: &str) -> Result<Factors, Error> {
        let challenge = self.challenged(challenge).await?.record;
        Ok(Factors::of(&self.whose(&challenge).await?.record))
    }

    /// Signs in whoever has shown the password and now shows a second factor.
    ///
    /// # Errors
    /// [`Error::WrongCode`], [`Error::BadPasskey`], [`Error::Expired`],
    /// [`Error::TooManyAttempts`].
    pub async fn second_factor(
        &self,
        visitor: &Visitor,
        challenge: &str,
        proof: Proof<'_>,
    ) -> Result<NewSession, Error> {
        let challenge = self.use_up_try(challenge).await?;
        let account = self.whose(&challenge).await?.record;
        let email = Email::parse(&account.email).ok_or(Error::Internal)?;
        let counts = self.counts(Some(&account), &email, visitor);
        self.count(&counts).await?;
        let method = match proof {
            Proof::Code(code) => self.check_code(&account, code).await?,
            Proof::Recovery(code) => self.use_recovery_code(&account, code).await?,
            Proof::Passkey(shown) => {
                self.check_passkey(&account, challenge.passkey.as_ref(), shown).await?
            }
        };
        self.forgive(&counts).await?;
        self.forget_challenge(&challenge.id).await?;
        self.begin_session(&account.id, &[Method::Password, method], visitor).await
    }

    /// Takes one of the tries before anything is looked at, so that each counts.
    pub(super) async fn use_up_try(&self, token: &str) -> Result<Challenge, Error> {
        for _ in 0..ATTEMPTS {
            let before = self.challenged(token).await?;
            let tries = before.record.tries - 1;
            let challenge = Challenge { tries, ..before.record };
            let write = CHALLENGES.replace(&challenge, before.version);
            if self.commit(Change::of(vec![write])).await? == Outcome::Committed {
                return Ok(challenge);
            }
        }
        Err(Error::Expired)
    }

    /// Whose password was right.
    async fn whose(&self, challenge: &Challenge) -> Result<Versioned<Account>, Error> {
        let id = challenge.account.as_deref().ok_or(Error::Expired)?;
        self.account(id).await?.ok_or(Error::Expired)
    }

    /// It has done what it was for.
    pub(super) async fn forget_challenge(&self, id: &str) -> Result<(), Error> {
        if let Some(found) = CHALLENGES.get(self.store(), id).await? {
            let _ = self.commit(Change::of(vec![CHALLENGES.delete(id, found.version)])).await?;
        }
        Ok(())
    }

    async fn check_code(&self, account: &Account, code: &str) -> Result<Method, Error> {
        let now = self.now();
        let found = account.authenticator.as_ref().ok_or(Error::WrongCode)?;
        let secret = self.secrets().open(authenticators::PURPOSE, &found.secret)?;
        let step = authenticators::step_of(&secret, code, now).ok_or(Error::WrongCode)?;
        self.change(&account.id, |account, _| {
            let authenticator = account.authenticator.as_mut().ok_or(Error::WrongCode)?;
            if step <= authenticator.last_step {
                return Err(Error::WrongCode);
            }
            authenticator.last_step = step;
            Ok(Method::Otp)
        })
        .await
    }

    async fn use_recovery_code(&self, account: &Account, code: &str) -> Result<Method, Error> {
        let now = self.now();
        let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        let hash = self.secrets().hash("recovery code", &code.to_ascii_uppercase());
        let left = self
            .change(&account.id, |account, along| {
                let before = account.recovery_codes.len();
                account.recovery_codes.retain(|known| *known != hash);
                if account.recovery_codes.len() == before {
                    return Err(Error::WrongCode);
                }
                along.act(account, Act::RecoveryCodeUsed, now);
                Ok(account.recovery_codes.len())
            })
            .await?;
        if left <= FEW_RECOVERY_CODES {
            let mail = Mail::RecoveryCodesLow { left, account: &self.address("/account") };
            self.mail(&account.email, language(&account.language), &mail);
        }
        Ok(Method::Recovery)
    }
}
