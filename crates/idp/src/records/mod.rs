//! What is stored of people, their sessions and the programs that ask for them.
//!
//! Here a record is the domain's shape, too: what is kept has no behaviour but the rules of
//! [`crate::domain`], and none of it goes over the wire.

mod account;
mod code;
mod flow;
mod grant;
mod key;
mod session;
mod throttle;

pub(crate) use account::{
    ACCOUNTS, Account, Authenticator, Device, EMAILS, EmailRecord, StoredPasskey,
};
pub(crate) use code::{AUTHORIZATION_CODES, AuthorizationCode, DEVICE_CODES, DeviceCode, UserCode};
pub(crate) use code::{DeviceDecision, USER_CODES};
pub(crate) use flow::{CHALLENGES, Challenge, FLOWS, Flow, Purpose};
pub(crate) use grant::{CLIENTS, ClientRecord, REFRESH_TOKENS, RefreshToken};
pub(crate) use key::{SIGNING_KEYS, SigningKey};
pub(crate) use session::{SESSIONS, Session};
pub(crate) use throttle::{THROTTLES, Throttle};
