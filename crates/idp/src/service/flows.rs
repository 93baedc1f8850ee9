//! Codes and links that are mailed: made, shown, and used once.

use store::{Change, Outcome, Versioned, Write};

use super::mails::language;
use super::throttles::Count;
use super::{ATTEMPTS, Idp, after};
use crate::domain::{Counted, Email};
use crate::error::Error;
use crate::records::{FLOWS, Flow, Purpose};
use crate::secrets;
use crate::words::Language;
use crate::words::mail::Mail;

/// Digits of a mailed code: one of a hundred million, behind five tries.
const CODE_DIGITS: usize = 8;
/// How often it may be wrong.
const TRIES: u32 = 5;
/// How long a mailed code is valid, in minutes (OWASP ASVS 5.0, 6.5.5: ten at most).
pub(super) const CODE_MINUTES: u64 = 10;

/// A mailed code that is waited for.
pub(super) struct Begun {
    /// What the page's form shows it with.
    pub(super) flow: String,
    /// What was mailed, or would have been.
    pub(super) code: String,
}

impl Idp {
    /// Begins a flow. `mailed` says whether the code really goes to somebody: if not, no code is
    /// ever right, and nobody can tell.
    pub(super) async fn begin_flow(
        &self,
        purpose: Purpose,
        email: &Email,
        language: Language,
        mailed: bool,
    ) -> Result<Begun, Error> {
        let flow = secrets::token(self.random());
        let code = secrets::code(self.random(), CODE_DIGITS);
        let id = self.secrets().hash("flow", &flow);
        let record = Flow {
            code: mailed.then(|| self.secrets().hash(&id, &code)),
            id,
            purpose,
            email: email.as_str().to_owned(),
            language: language.tag().to_owned(),
            tries: TRIES,
            expires_at: after(self.now(), CODE_MINUTES * 60),
        };
        self.commit(Change::of(vec![FLOWS.insert(&record)])).await?.or_else(|_| Error::Internal)?;
        Ok(Begun { flow, code })
    }

    /// The address a code was mailed to, as its page may show it.
    ///
    /// # Errors
    /// [`Error::Expired`].
    pub async fn mailed_to(&self, flow: &str) -> Result<String, Error> {
        let flow = self.flow(flow).await?.record;
        Ok(Email::parse(&flow.email).ok_or(Error::Internal)?.masked())
    }

    /// A flow that has not ended.
    pub(super) async fn flow(&self, token: &str) -> Result<Versioned<Flow>, Error> {
        let id = self.secrets().hash("flow", token);
        let now = self.now();
        let found = FLOWS.get(self.store(), &id).await?;
        found
            .filter(|flow| flow.record.expires_at > now && flow.record.tries > 0)
            .ok_or(Error::Expired)
    }

    /// Mails another code for the same; the one before is no good any more.
    ///
    /// # Errors
    /// [`Error::Expired`], [`Error::TooManyAttempts`].
    pub async fn resend(&self, token: &str, network: &str) -> Result<(), Error> {
        let before = self.flow(token).await?;
        let flow = before.record;
        let email = Email::parse(&flow.email).ok_or(Error::Internal)?;
        self.count_mail(&email, network).await?;
        let code = secrets::code(self.random(), CODE_DIGITS);
        let mailed = flow.code.is_some();
        let next = Flow {
            code: mailed.then(|| self.secrets().hash(&flow.id, &code)),
            tries: TRIES,
            expires_at: after(self.now(), CODE_MINUTES * 60),
            ..flow
        };
        let change = Change::of(vec![FLOWS.replace(&next, before.version)]);
        self.commit(change).await?.or_else(|_| Error::Stale)?;
        if mailed {
            let (code, minutes) = (code.as_str(), CODE_MINUTES);
            let mail = match &next.purpose {
                Purpose::SignUp { .. } => Mail::VerifyCode { code, minutes },
                Purpose::Reset { .. } => Mail::ResetCode { code, minutes },
                Purpose::ChangeEmail { .. } => Mail::ChangeEmailCode { code, minutes },
                Purpose::Invitation { .. } | Purpose::FirstAdmin => return Err(Error::Expired),
            };
            self.mail(email.as_str(), language(&next.language), &mail);
        }
        Ok(())
    }

    /// The flow whose code this is. Each guess is taken off before it is looked at.
    pub(super) async fn flow_with_code(
        &self,
        token: &str,
        code: &str,
    ) -> Result<Versioned<Flow>, Error> {
        let code: String = code.chars().filter(char::is_ascii_digit).collect();
        for _ in 0..ATTEMPTS {
            let before = self.flow(token).await?;
            let flow = Flow { tries: before.record.tries - 1, ..before.record };
            let write = FLOWS.replace(&flow, before.version);
            if self.commit(Change::of(vec![write])).await? != Outcome::Committed {
                continue;
            }
            let fits =
                flow.code.as_ref().is_some_and(|hash| self.secrets().fits(&flow.id, &code, hash));
            // The version after the replacement above: who uses the flow up depends on it.
            let version = before.version + 1;
            return if fits {
                Ok(Versioned { record: flow, version })
            } else {
                Err(Error::WrongCode)
            };
        }
        Err(Error::Stale)
    }

    /// The flow ends with the change that it is for.
    pub(super) fn used_up(flow: &Versioned<Flow>) -> Write {
        FLOWS.delete(flow.record.id.clone(), flow.version)
    }

    /// Counts a mail to somebody who may not have asked for it, and what comes from one network.
    pub(super) async fn count_mail(&self, email: &Email, network: &str) -> Result<(), Error> {
        let count = |counted, key: &str| Count { counted, key: key.to_owned(), about: None };
        self.count(&[count(Counted::Made, network), count(Counted::Mails, email.as_str())]).await
    }
}
