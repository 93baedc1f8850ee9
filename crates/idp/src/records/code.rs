//! Codes that become tokens: once, and soon.

use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Collection, never_changed};

/// Authorization codes.
pub(crate) static AUTHORIZATION_CODES: Collection<AuthorizationCode> = Collection {
    name: "authorization_codes",
    schema: 1,
    upgrade: never_changed,
    id: |code| code.id.clone(),
    expires: Some(|code| code.forget_at),
    indexes: &[],
};

/// Device codes.
pub(crate) static DEVICE_CODES: Collection<DeviceCode> = Collection {
    name: "device_codes",
    schema: 1,
    upgrade: never_changed,
    id: |code| code.id.clone(),
    expires: Some(|code| code.expires_at),
    indexes: &[],
};

/// What people type, and which device code it stands for.
pub(crate) static USER_CODES: Collection<UserCode> = Collection {
    name: "device_user_codes",
    schema: 1,
    upgrade: never_changed,
    id: |code| code.id.clone(),
    expires: Some(|code| code.expires_at),
    indexes: &[],
};

/// A code that a client exchanges for tokens. Its id is the keyed hash of what the client has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct AuthorizationCode {
    pub(crate) id: String,
    pub(crate) client: String,
    pub(crate) redirect_uri: String,
    pub(crate) account: String,
    pub(crate) session: String,
    pub(crate) scope: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) nonce: Option<String>,
    pub(crate) challenge: String,
    /// The words of `amr` at that time.
    pub(crate) methods: Vec<String>,
    pub(crate) auth_at: Timestamp,
    pub(crate) given_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    /// It is kept longer than it is valid, so that a second use is known as one.
    pub(crate) forget_at: Timestamp,
    /// What it became: the id of the refresh tokens' family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) used: Option<String>,
}

/// A code that a device polls with. Its id is the keyed hash of what the device has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct DeviceCode {
    pub(crate) id: String,
    pub(crate) client: String,
    pub(crate) scope: String,
    pub(crate) decision: DeviceDecision,
    pub(crate) polled_at: Timestamp,
    pub(crate) interval_s: i64,
    pub(crate) expires_at: Timestamp,
}

/// What became of a device's request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DeviceDecision {
    Pending,
    Denied,
    Approved { account: String, methods: Vec<String>, auth_at: Timestamp, approved_at: Timestamp },
}

/// What a person types. Its id is the keyed hash of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct UserCode {
    pub(crate) id: String,
    pub(crate) device_code: String,
    pub(crate) expires_at: Timestamp,
}
