//! What people see and change of their own account.

use kernel::{Role, Timestamp};

use super::apps::AppView;
use super::flows::CODE_MINUTES;
use super::mails::language;
use super::second_factor::Factors;
use super::sessions::SignedIn;
use super::{Idp, flows};
use crate::domain::Email;
use crate::error::Error;
use crate::events::Act;
use crate::records::{EMAILS, EmailRecord, Purpose, SESSIONS};
use crate::words::mail::Mail;
use crate::words::{Device, Language};

/// An account as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// Its address.
    pub email: String,
    /// Its owner's name.
    pub name: String,
    /// The language they read.
    pub language: Language,
    /// What they may do.
    pub role: Role,
    /// Whether a password signs in.
    pub has_password: bool,
    /// What there is besides.
    pub factors: Factors,
    /// Whether their role needs a second factor.
    pub mfa_required: bool,
    /// How many recovery codes are left.
    pub recovery_codes: usize,
    /// Passkeys, oldest first.
    pub passkeys: Vec<PasskeyView>,
    /// Sessions, newest first.
    pub sessions: Vec<SessionView>,
    /// Apps that go on without asking, newest first.
    pub apps: Vec<AppView>,
}

/// A passkey as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyView {
    /// Names it in [`Idp::remove_passkey`].
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionView {
    /// Names it in [`Idp::end_own_session`].
    pub id: String,
    /// Which device.
    pub device: Device,
    /// When it began.
    pub signed_in_at: Timestamp,
    /// When it was last used, to five minutes.
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

impl Idp {
    /// The account of somebody who is signed in.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn view(&self, who: &SignedIn) -> Result<AccountView, Error> {
        let account = &who.account.record;
        let now = self.now();
        let select = SESSIONS.select("by_account", who.account_id()).descending().limit(50);
        let found = select.page(self.store()).await?.items.into_iter().map(|found| found.record);
        // The index may lag: what it still shows of the past is left out, and the session that asks
        // is always there.
        let valid = found
            .filter(|session| session.expires_at > now && session.created_at >= account.valid_from);
        let others = valid.filter(|session| session.id != who.id());
        let sessions = std::iter::once(who.session.record.clone()).chain(others);
        Ok(AccountView {
            email: account.email.clone(),
            name: account.name.clone(),
            language: language(&account.language),
            role: account.role,
            has_password: account.password.is_some(),
            factors: Factors::of(account),
            mfa_required: who.mfa_required,
            recovery_codes: account.recovery_codes.len(),
            passkeys: account
                .passkeys
                .iter()
                .map(|passkey| PasskeyView {
                    id: passkey.id.clone(),
                    name: passkey.name.clone(),
                    added_at: passkey.added_at,
                    used_at: passkey.used_at,
                })
                .collect(),
            apps: self.apps(who).await?,
            sessions: sessions
                .map(|session| SessionView {
                    current: session.id == who.id(),
                    device: Device::of(&session.agent),
                    signed_in_at: session.created_at,
                    seen_at: session.seen_at,
                    id: session.id,
                })
                .collect(),
        })
    }

    /// Ends one of one's own sessions.
    ///
    /// # Errors
    /// [`Error::Store`]; one that is somebody else's is passed over.
    pub async fn end_own_session(&self, who: &SignedIn, id: &str) -> Result<(), Error> {
        let found = SESSIONS.get(self.store(), id).await?;
        if found.is_some_and(|session| session.record.account == who.account_id()) {
            self.end_session(id).await?;
        }
        Ok(())
    }

    /// Mails a code to the address that the account is to have.
    ///
    /// # Errors
    /// [`Error::BadEmail`], [`Error::ConfirmFirst`], [`Error::TooManyAttempts`],
    /// [`Error::NoMail`].
    pub async fn change_email(
        &self,
        who: &SignedIn,
        network: &str,
        email: &str,
    ) -> Result<String, Error> {
        who.must_be_fresh()?;
        if !self.can_mail() {
            return Err(Error::NoMail);
        }
        let email = Email::parse(email).ok_or(Error::BadEmail)?;
        self.count_mail(&email, network).await?;
        let language = language(&who.account.record.language);
        // Whether somebody else has it shows only to whoever reads its mail.
        let free = self.account_of(&email).await?.is_none();
        let purpose = Purpose::ChangeEmail { account: who.account_id().to_owned() };
        let flows::Begun { flow, code } = self.begin_flow(purpose, &email, language, free).await?;
        if free {
            let mail = Mail::ChangeEmailCode { code: &code, minutes: CODE_MINUTES };
            self.mail(email.as_str(), language, &mail);
        }
        Ok(flow)
    }

    /// Moves the account to the address whose code was mailed.
    ///
    /// # Errors
    /// [`Error::WrongCode`], [`Error::Expired`], [`Error::EmailTaken`].
    pub async fn confirm_email(&self, who: &SignedIn, flow: &str, code: &str) -> Result<(), Error> {
        let flow = self.flow_with_code(flow, code).await?;
        let Purpose::ChangeEmail { account } = &flow.record.purpose else {
            return Err(Error::Expired);
        };
        if account != who.account_id() {
            return Err(Error::Expired);
        }
        let new = Email::parse(&flow.record.email).ok_or(Error::Internal)?;
        let old = who.account.record.email.clone();
        let Some(owned) = EMAILS.get(self.store(), &old).await? else { return Err(Error::Stale) };
        if EMAILS.get(self.store(), new.as_str()).await?.is_some() {
            return Err(Error::EmailTaken);
        }
        let now = self.now();
        let changed = self
            .change(account, |account, along| {
                if account.email != old {
                    return Err(Error::Stale);
                }
                new.as_str().clone_into(&mut account.email);
                let record =
                    EmailRecord { email: account.email.clone(), account: account.id.clone() };
                along.writes.push(EMAILS.insert(&record));
                along.writes.push(EMAILS.delete(old.clone(), owned.version));
                along.writes.push(Self::used_up(&flow));
                along.act(account, Act::EmailChanged, now);
                Ok(account.clone())
            })
            .await?;
        let users = &self.0.parts.users;
        users.email_changed(&changed.principal(), &changed.email).await?;
        let mail = Mail::EmailChanged { email: &new.masked() };
        self.mail(&old, language(&changed.language), &mail);
        Ok(())
    }
}
