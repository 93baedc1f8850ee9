//! Clients, and the refresh tokens they hold.

use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Collection, Index, Key, never_changed};

use crate::domain::{Client, Grant, Scope};

/// Clients, found all together.
pub(crate) static CLIENTS: Collection<ClientRecord> = Collection {
    name: "oauth_clients",
    schema: 1,
    upgrade: never_changed,
    id: |client| client.id.clone(),
    expires: None,
    indexes: &[Index { name: "by_id", key: |client| Some(Key::new("all", client.id.as_str())) }],
};

/// Families of refresh tokens, found by account and by session.
pub(crate) static REFRESH_TOKENS: Collection<RefreshToken> = Collection {
    name: "refresh_tokens",
    schema: 1,
    upgrade: never_changed,
    id: |family| family.id.clone(),
    expires: Some(|family| family.expires_at),
    indexes: &[
        Index {
            name: "by_account",
            key: |family| {
                Some(Key::new(family.account.as_str(), super::session::instant(family.created_at)))
            },
        },
        Index {
            name: "by_session",
            key: |family| {
                let session = family.session.as_deref()?;
                Some(Key::new(session, super::session::instant(family.created_at)))
            },
        },
    ],
};

/// A client as stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ClientRecord {
    id: String,
    name: String,
    first_party: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
    redirect_uris: Vec<String>,
    post_logout_redirect_uris: Vec<String>,
    grants: Vec<String>,
    scope: String,
    pub(crate) created_at: Timestamp,
}

impl ClientRecord {
    pub(crate) fn new(client: Client, created_at: Timestamp) -> Self {
        Self {
            grants: client.grants.iter().map(|grant| grant.word().to_owned()).collect(),
            scope: Scope::words(&client.scopes),
            id: client.id,
            name: client.name,
            first_party: client.first_party,
            secret: client.secret,
            redirect_uris: client.redirect_uris,
            post_logout_redirect_uris: client.post_logout_redirect_uris,
            created_at,
        }
    }
}

impl From<ClientRecord> for Client {
    fn from(record: ClientRecord) -> Self {
        Self {
            grants: record.grants.iter().filter_map(|word| Grant::of(word)).collect(),
            scopes: Scope::list(&record.scope),
            id: record.id,
            name: record.name,
            first_party: record.first_party,
            secret: record.secret,
            redirect_uris: record.redirect_uris,
            post_logout_redirect_uris: record.post_logout_redirect_uris,
        }
    }
}

/// What one sign-in gave a client. Each use of its refresh token makes another secret, and one that
/// was used before ends the whole family.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct RefreshToken {
    pub(crate) id: String,
    /// The keyed hash of the secret that is in force; empty when the client gets none.
    pub(crate) secret: String,
    pub(crate) client: String,
    pub(crate) account: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) session: Option<String>,
    pub(crate) scope: String,
    pub(crate) methods: Vec<String>,
    pub(crate) auth_at: Timestamp,
    pub(crate) created_at: Timestamp,
    pub(crate) used_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) revoked: bool,
}
