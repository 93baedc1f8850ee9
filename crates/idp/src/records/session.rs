//! Sessions: browsers that are signed in on our own pages.

use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Collection, Index, Key, never_changed};

use crate::domain::{Method, Strength};

/// Sessions, found by account.
pub(crate) static SESSIONS: Collection<Session> = Collection {
    name: "sign_in_sessions",
    schema: 1,
    upgrade: never_changed,
    id: |session| session.id.clone(),
    expires: Some(|session| session.expires_at),
    indexes: &[Index {
        name: "by_account",
        key: |session| Some(Key::new(session.account.as_str(), instant(session.created_at))),
    }],
};

/// A browser that is signed in. Its cookie is the id, a dot and a secret.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Session {
    /// Also the claim `sid`. It stays when the same person signs in again; the secret does not.
    pub(crate) id: String,
    /// The keyed hash of the cookie's secret.
    pub(crate) secret: String,
    pub(crate) account: String,
    /// The words of `amr`.
    pub(crate) methods: Vec<String>,
    /// When the person last showed who they are.
    pub(crate) auth_at: Timestamp,
    pub(crate) created_at: Timestamp,
    pub(crate) seen_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    /// What the browser said of itself.
    pub(crate) agent: String,
}

impl Session {
    pub(crate) fn methods(&self) -> Vec<Method> {
        self.methods.iter().filter_map(|word| Method::of(word)).collect()
    }

    pub(crate) fn strength(&self) -> Strength {
        Strength::of(&self.methods())
    }
}

/// Microseconds since 1970 with 16 digits.
pub(super) fn instant(at: Timestamp) -> String {
    format!("{:016}", at.as_microsecond().max(0))
}
