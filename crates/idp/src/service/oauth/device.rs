//! Devices without a keyboard, such as tablets behind the bar (RFC 8628): the device shows a code,
//! and a person who is signed in elsewhere types it.

use store::{Change, Outcome, Versioned};

use super::token::Begin;
use super::tokens::Tokens;
use super::{Credentials, Refusal, TokenRequest};
use crate::domain::{Client, Counted, Grant, Scope};
use crate::error::Error;
use crate::records::{DEVICE_CODES, DeviceCode, DeviceDecision, USER_CODES, UserCode};
use crate::secrets;
use crate::service::throttles::Count;
use crate::service::{ATTEMPTS, Idp, SignedIn, after};

/// How long a code can be typed, in seconds.
const CODE_S: u64 = 600;
/// How long a device waits between two requests, in seconds (RFC 8628, section 3.2).
const INTERVAL_S: i64 = 5;
/// Letters of a user code: without vowels, so that none makes a word (RFC 8628, section 6.1).
const USER_CODE_ALPHABET: &[u8] = b"BCDFGHJKLMNPQRSTVWXZ";
/// Characters of a user code: 34 bits, behind a person who is signed in and throttled.
const USER_CODE_CHARS: usize = 8;

/// What a device is given.
#[derive(Debug, Clone, serde::Serialize)]
pub struct DeviceBegun {
    /// What it polls with.
    pub device_code: String,
    /// What it shows: `XXXX-XXXX`.
    pub user_code: String,
    /// Where a person types it.
    pub verification_uri: String,
    /// The same with the code in it, for a QR code.
    pub verification_uri_complete: String,
    /// How long it can be typed, in seconds.
    pub expires_in: u64,
    /// How long to wait between two requests, in seconds.
    pub interval: i64,
}

/// What a person is asked before a device acts for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceAsked {
    /// The client's name.
    pub client: String,
    /// What it wants.
    pub scopes: Vec<Scope>,
    /// The code, as it is shown on the device.
    pub user_code: String,
}

impl Idp {
    /// Begins to sign a device in.
    ///
    /// # Errors
    /// Why not.
    pub async fn begin_device(
        &self,
        credentials: &Credentials,
        scope: &str,
    ) -> Result<DeviceBegun, Refusal> {
        let client = self.authenticate(credentials).await?;
        if !client.may(Grant::DeviceCode) {
            return Err(Refusal::UnauthorizedClient("this client is no device"));
        }
        let scopes = client.allowed(&Scope::list(scope));
        if scopes.is_empty() {
            return Err(Refusal::InvalidScope);
        }
        let now = self.now();
        let device_code = secrets::token(self.random());
        let code = secrets::from_alphabet(self.random(), USER_CODE_ALPHABET, USER_CODE_CHARS);
        let device = DeviceCode {
            id: self.secrets().hash("device code", &device_code),
            client: client.id,
            scope: Scope::words(&scopes),
            decision: DeviceDecision::Pending,
            polled_at: now,
            interval_s: INTERVAL_S,
            expires_at: after(now, CODE_S),
        };
        let user_code = UserCode {
            id: self.secrets().hash("user code", &code),
            device_code: device.id.clone(),
            expires_at: device.expires_at,
        };
        let writes = vec![DEVICE_CODES.insert(&device), USER_CODES.insert(&user_code)];
        // Two equal codes at the same time: the device asks again.
        self.commit(Change::of(writes)).await?.or_else(|_| Refusal::TemporarilyUnavailable)?;
        let user_code = shown(&code);
        let verification_uri = self.address("/device");
        Ok(DeviceBegun {
            verification_uri_complete: format!("{verification_uri}?code={user_code}"),
            device_code,
            user_code,
            verification_uri,
            expires_in: CODE_S,
            interval: INTERVAL_S,
        })
    }

    /// The device whose code somebody typed. Guesses are counted for the person.
    ///
    /// # Errors
    /// [`Error::WrongCode`], [`Error::TooManyAttempts`].
    pub async fn device_asked(&self, who: &SignedIn, code: &str) -> Result<DeviceAsked, Error> {
        let counts = [Count {
            counted: Counted::Device,
            key: format!("{} user codes", who.account_id()),
            about: None,
        }];
        self.count(&counts).await?;
        let (code, device) = self.device_of(code).await?;
        self.forgive(&counts).await?;
        let client = self.client(&device.record.client).await?.ok_or(Error::WrongCode)?;
        Ok(DeviceAsked {
            client: client.name,
            scopes: Scope::list(&device.record.scope),
            user_code: shown(&code),
        })
    }

    /// Lets a device act for a person, or not.
    ///
    /// # Errors
    /// [`Error::WrongCode`], [`Error::MfaRequired`] when their role needs a second factor that they
    /// have not shown.
    pub async fn decide_device(
        &self,
        who: &SignedIn,
        code: &str,
        approved: bool,
    ) -> Result<(), Error> {
        if who.mfa_required && who.strength() < crate::domain::Strength::Mfa {
            return Err(Error::MfaRequired);
        }
        let (_, device) = self.device_of(code).await?;
        let session = &who.session.record;
        let decision = if approved {
            DeviceDecision::Approved {
                account: session.account.clone(),
                methods: session.methods.clone(),
                auth_at: session.auth_at,
                approved_at: self.now(),
            }
        } else {
            DeviceDecision::Denied
        };
        let decided = DeviceCode { decision, ..device.record };
        let write = DEVICE_CODES.replace(&decided, device.version);
        self.commit(Change::of(vec![write])).await?.or_else(|_| Error::Stale)
    }

    async fn device_of(&self, code: &str) -> Result<(String, Versioned<DeviceCode>), Error> {
        let code: String = code.chars().filter(char::is_ascii_alphabetic).collect();
        let code = code.to_ascii_uppercase();
        let id = self.secrets().hash("user code", &code);
        let now = self.now();
        let found = USER_CODES.get(self.store(), &id).await?.ok_or(Error::WrongCode)?;
        let device = DEVICE_CODES.get(self.store(), &found.record.device_code).await?;
        let waits = |device: &Versioned<DeviceCode>| {
            device.record.expires_at > now && device.record.decision == DeviceDecision::Pending
        };
        Ok((code, device.filter(waits).ok_or(Error::WrongCode)?))
    }

    /// A device asks whether somebody has decided.
    pub(super) async fn poll(
        &self,
        client: &Client,
        request: &TokenRequest,
    ) -> Result<Tokens, Refusal> {
        const UNKNOWN: Refusal =
            Refusal::InvalidGrant("there is no such device_code for this client");
        let code = request.device_code.as_deref();
        let code = code.ok_or(Refusal::InvalidRequest("device_code is missing"))?;
        let id = self.secrets().hash("device code", code);
        for _ in 0..ATTEMPTS {
            let found = DEVICE_CODES.get(self.store(), &id).await?.ok_or(UNKNOWN)?;
            let (device, now) = (&found.record, self.now());
            if device.client != client.id {
                return Err(UNKNOWN);
            }
            if device.expires_at <= now {
                return Err(Refusal::ExpiredToken);
            }
            let refusal = match &device.decision {
                DeviceDecision::Approved { account, methods: words, auth_at, approved_at } => {
                    let write = DEVICE_CODES.delete(id.clone(), found.version);
                    if self.commit(Change::of(vec![write])).await? != Outcome::Committed {
                        return Err(UNKNOWN);
                    }
                    let account = self.account(account).await?.ok_or(UNKNOWN)?.record;
                    if *approved_at < account.valid_from {
                        return Err(UNKNOWN);
                    }
                    let begin = Begin {
                        client,
                        account: &account,
                        session: None,
                        scope: device.scope.clone(),
                        methods: words.clone(),
                        auth_at: *auth_at,
                    };
                    return self.begin_family(begin, None, None).await;
                }
                DeviceDecision::Denied => Refusal::AccessDenied,
                DeviceDecision::Pending => {
                    let next = polled(device, now);
                    let slow = next.interval_s > device.interval_s;
                    let write = DEVICE_CODES.replace(&next, found.version);
                    if self.commit(Change::of(vec![write])).await? != Outcome::Committed {
                        continue;
                    }
                    if slow { Refusal::SlowDown } else { Refusal::AuthorizationPending }
                }
            };
            return Err(refusal);
        }
        Err(Refusal::TemporarilyUnavailable)
    }
}

/// Who asks too soon has to wait five seconds longer from then on (RFC 8628, section 3.5).
fn polled(device: &DeviceCode, now: kernel::Timestamp) -> DeviceCode {
    let waited_ms = now.as_millisecond() - device.polled_at.as_millisecond();
    // The first request may come at once.
    let first = waited_ms == 0;
    let soon = !first && waited_ms < device.interval_s * 1_000;
    let interval_s = if soon { device.interval_s + 5 } else { device.interval_s };
    DeviceCode { polled_at: now, interval_s, ..device.clone() }
}

/// As it is shown: `XXXX-XXXX`.
fn shown(code: &str) -> String {
    let (first, second) = code.split_at(code.len() / 2);
    format!("{first}-{second}")
}
