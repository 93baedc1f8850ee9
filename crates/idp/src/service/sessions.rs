//! Browsers that are signed in.

use kernel::{Role, Timestamp};
use store::Versioned;

use super::mails::{language, moment};
use super::{Idp, after};
use crate::domain::{Method, Strength};
use crate::error::Error;
use crate::events::Act;
use crate::records::{Account, Device, SESSIONS, Session};
use crate::secrets;
use crate::words::mail::Mail;
use crate::words::{self, Language};

/// How long a customer stays signed in on our pages, in seconds: 30 days.
const CUSTOMER_S: u64 = 30 * 24 * 3_600;
/// How long staff do: a shift of 12 hours (NIST SP 800-63B-4, section 2.2.3, allows 24).
const STAFF_S: u64 = 12 * 3_600;
/// How long a device is remembered, in seconds: 400 days, the most that browsers keep a cookie.
const DEVICE_S: u64 = 400 * 24 * 3_600;
/// How many devices of an account are remembered.
const DEVICES_MAX: usize = 20;
/// How old a sign-in may be for what bears on the security of the account, in seconds.
const FRESH_S: u64 = 900;
/// How much is kept of what a browser says of itself.
const AGENT_CHARS_MAX: usize = 300;
/// How exactly the time of the last visit is kept, in seconds.
const SEEN_EVERY_S: i64 = 300;

/// Who knocks, as far as a request tells.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    /// The network they come from; see [`network`](super::network).
    pub network: String,
    /// The cookie that says which device it is.
    pub device: Option<String>,
    /// The cookie of the session before, if there is one.
    pub session: Option<String>,
    /// What the browser says of itself; at most 300 characters are kept.
    pub agent: String,
}

impl Visitor {
    /// Which browser on which system.
    pub(super) fn device_words(&self, language: Language) -> String {
        words::Device::of(&self.agent).words(language)
    }
}

/// What a browser is given when somebody has signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// The value of its session cookie.
    pub cookie: String,
    /// How long that lasts, in seconds.
    pub lasts_s: u64,
    /// The value of its device cookie.
    pub device: String,
    /// How long that lasts, in seconds.
    pub device_lasts_s: u64,
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub(super) session: Versioned<Session>,
    pub(super) account: Versioned<Account>,
    pub(super) fresh: bool,
    pub(super) mfa_required: bool,
}

impl SignedIn {
    /// Whose session it is.
    pub fn account_id(&self) -> &str {
        &self.account.record.id
    }

    /// Whether they have to set up a second factor before they can go anywhere.
    pub fn must_enrol(&self) -> bool {
        self.mfa_required && !self.account.record.has_second_factor()
    }

    /// How strongly they have signed in.
    pub fn strength(&self) -> Strength {
        self.session.record.strength()
    }

    pub(super) fn id(&self) -> &str {
        &self.session.record.id
    }

    pub(super) fn auth_at(&self) -> Timestamp {
        self.session.record.auth_at
    }

    /// The ways their session was begun with, and one more.
    pub(super) fn methods_and(&self, method: Method) -> Vec<Method> {
        let mut methods = self.session.record.methods();
        if !methods.contains(&method) {
            methods.push(method);
        }
        methods
    }

    /// Whether it is not long since they showed who they are, with all they have.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`].
    pub fn must_be_fresh(&self) -> Result<(), Error> {
        let strong = !self.account.record.has_second_factor() || self.strength() == Strength::Mfa;
        if self.fresh && strong { Ok(()) } else { Err(Error::ConfirmFirst) }
    }
}

impl Idp {
    /// Who the session cookie belongs to.
    ///
    /// # Errors
    /// [`Error::SignedOut`].
    pub async fn signed_in(&self, cookie: Option<&str>) -> Result<SignedIn, Error> {
        let now = self.now();
        let (id, secret) =
            cookie.and_then(|cookie| cookie.split_once('.')).ok_or(Error::SignedOut)?;
        let session = SESSIONS.get(self.store(), id).await?.ok_or(Error::SignedOut)?;
        let record = &session.record;
        if record.expires_at <= now || !self.secrets().fits("session", secret, &record.secret) {
            return Err(Error::SignedOut);
        }
        let account = self.account(&record.account).await?.ok_or(Error::SignedOut)?;
        if record.created_at < account.record.valid_from {
            return Err(Error::SignedOut);
        }
        let fresh = after(record.auth_at, FRESH_S) > now;
        let mfa_required = self.settings().mfa_required.contains(&account.record.role);
        if now.as_second() - record.seen_at.as_second() > SEEN_EVERY_S {
            let seen = Session { seen_at: now, ..record.clone() };
            // Only for showing; what was written at the same moment counts more.
            let write = SESSIONS.replace(&seen, session.version);
            let _ = self.commit(store::Change::of(vec![write])).await?;
            let session = SESSIONS.get(self.store(), id).await?.ok_or(Error::SignedOut)?;
            return Ok(SignedIn { session, account, fresh, mfa_required });
        }
        Ok(SignedIn { session, account, fresh, mfa_required })
    }

    /// Signs somebody in: another secret, and the same session only where the browser had one of
    /// the same person. What is said and mailed about a new device goes along.
    pub(super) async fn begin_session(
        &self,
        account: &str,
        methods: &[Method],
        visitor: &Visitor,
    ) -> Result<NewSession, Error> {
        self.start_session(account, methods, self.now(), visitor).await
    }

    /// Another secret, and nothing else, for somebody who is signed in.
    pub(super) async fn renew(
        &self,
        who: &SignedIn,
        visitor: &Visitor,
    ) -> Result<NewSession, Error> {
        let methods = who.session.record.methods();
        self.start_session(who.account_id(), &methods, who.auth_at(), visitor).await
    }

    async fn start_session(
        &self,
        account: &str,
        methods: &[Method],
        auth_at: Timestamp,
        visitor: &Visitor,
    ) -> Result<NewSession, Error> {
        let now = self.now();
        let before = match self.signed_in(visitor.session.as_deref()).await {
            Ok(before) if before.account_id() == account => Some(before.session),
            // Somebody else used this browser: they are signed out.
            Ok(before) => {
                self.end_session(before.id()).await?;
                None
            }
            Err(Error::SignedOut) => None,
            Err(error) => return Err(error),
        };
        let secret = secrets::token(self.random());
        let device = visitor.device.clone().unwrap_or_else(|| secrets::token(self.random()));
        let hash = self.secrets().hash("device", &device);
        let (session, new, account) = self
            .change(account, |account, along| {
                let lasts_s = lasts_s(account.role);
                let session = Session {
                    id: before
                        .as_ref()
                        .map_or_else(|| self.random().token(), |before| before.record.id.clone()),
                    secret: self.secrets().hash("session", &secret),
                    account: account.id.clone(),
                    methods: methods.iter().map(|method| method.word().to_owned()).collect(),
                    auth_at,
                    created_at: now,
                    seen_at: now,
                    expires_at: after(now, lasts_s),
                    agent: visitor.agent.chars().take(AGENT_CHARS_MAX).collect(),
                };
                along.writes.push(SESSIONS.put(&session, before.as_ref().map(|one| one.version)));
                let new = remember(account, &hash, now);
                if new {
                    along.act(account, Act::NewDevice, now);
                }
                Ok((session, new, account.clone()))
            })
            .await?;
        if new && account.devices.len() > 1 {
            let language = language(&account.language);
            let device = visitor.device_words(language);
            let (at, account_page) = (moment(now, language), self.address("/account"));
            let mail = Mail::NewDevice { device: &device, at: &at, account: &account_page };
            self.mail(&account.email, language, &mail);
        }
        self.note_network(&account.id, &visitor.network).await?;
        let cookie = format!("{}.{secret}", session.id);
        let lasts_s = lasts_s(account.role);
        Ok(NewSession { cookie, lasts_s, device, device_lasts_s: DEVICE_S })
    }

    /// Ends the session of a cookie, and what clients got in it.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn sign_out(&self, cookie: &str) -> Result<(), Error> {
        match self.signed_in(Some(cookie)).await {
            Ok(who) => self.end_session(who.id()).await,
            Err(Error::SignedOut) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Ends every other session of somebody, and every client's; theirs goes on as another.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn end_other_sessions(
        &self,
        who: &SignedIn,
        visitor: &Visitor,
    ) -> Result<NewSession, Error> {
        let now = self.now();
        self.change(who.account_id(), |account, _| {
            sign_out_everywhere(account, now);
            Ok(())
        })
        .await?;
        self.renew(who, visitor).await
    }

    /// Ends a session by its id, and what clients got in it.
    pub(super) async fn end_session(&self, id: &str) -> Result<(), Error> {
        if let Some(session) = SESSIONS.get(self.store(), id).await? {
            // Who was faster has ended or renewed it; a renewed one is a new sign-in.
            let write = SESSIONS.delete(id, session.version);
            let _ = self.commit(store::Change::of(vec![write])).await?;
        }
        self.revoke_session(id).await
    }

    /// Whether this device has signed in to the account before.
    pub(super) fn knows(&self, account: &Account, visitor: &Visitor) -> bool {
        let Some(device) = &visitor.device else { return false };
        let hash = self.secrets().hash("device", device);
        account.devices.iter().any(|known| known.hash == hash)
    }
}

/// How long a role stays signed in, in seconds.
fn lasts_s(role: Role) -> u64 {
    if role == Role::Customer { CUSTOMER_S } else { STAFF_S }
}

/// Puts a device last among those that are remembered; says whether it is new.
fn remember(account: &mut Account, hash: &str, now: Timestamp) -> bool {
    let before = account.devices.len();
    account.devices.retain(|device| device.hash != hash);
    let new = account.devices.len() == before;
    account.devices.push(Device { hash: hash.to_owned(), seen_at: now });
    let surplus = account.devices.len().saturating_sub(DEVICES_MAX);
    account.devices.drain(..surplus);
    new
}

/// Ends all sessions and refresh tokens of an account but those that begin from now on.
pub(super) fn sign_out_everywhere(account: &mut Account, now: Timestamp) {
    account.valid_from = now;
}
