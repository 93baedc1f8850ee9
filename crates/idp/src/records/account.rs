//! Accounts: who may sign in, and with what.

use kernel::{LocationId, PrincipalId, Role, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Collection, Index, Key, never_changed};

/// Accounts, found by role, oldest first.
pub(crate) static ACCOUNTS: Collection<Account> = Collection {
    name: "accounts",
    schema: 1,
    upgrade: never_changed,
    id: |account| account.id.clone(),
    expires: None,
    indexes: &[Index {
        name: "by_role",
        key: |account| {
            Some(Key::new(account.role.as_str(), super::session::instant(account.created_at)))
        },
    }],
};

/// Which account an address belongs to: an address can be inserted once.
pub(crate) static EMAILS: Collection<EmailRecord> = Collection {
    name: "account_emails",
    schema: 1,
    upgrade: never_changed,
    id: |email| email.email.clone(),
    expires: None,
    indexes: &[],
};

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Account {
    /// `usr_` and 32 hexadecimal digits, which are also the user handle of passkeys.
    pub(crate) id: String,
    /// Verified.
    pub(crate) email: String,
    pub(crate) name: String,
    /// BCP 47.
    pub(crate) language: String,
    /// In PHC form; `None` where only a passkey signs in.
    pub(crate) password: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) authenticator: Option<Authenticator>,
    /// Keyed hashes of recovery codes not used yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) recovery_codes: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) passkeys: Vec<StoredPasskey>,
    pub(crate) role: Role,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) locations: Vec<LocationId>,
    /// Devices that have signed in, the last one last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) devices: Vec<Device>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) disabled: bool,
    pub(crate) created_at: Timestamp,
    /// Sessions and refresh tokens that began before have ended.
    pub(crate) valid_from: Timestamp,
}

/// An authenticator app.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Authenticator {
    /// Sealed.
    pub(crate) secret: String,
    /// The last time step a code was accepted for: no code is accepted twice.
    pub(crate) last_step: u64,
    pub(crate) added_at: Timestamp,
}

/// A passkey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredPasskey {
    /// Names it on our pages.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) key: webauthn_rs::prelude::Passkey,
    pub(crate) added_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) used_at: Option<Timestamp>,
}

/// A browser that has signed in to this account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Device {
    /// The keyed hash of its cookie.
    pub(crate) hash: String,
    pub(crate) seen_at: Timestamp,
}

/// An address in use.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct EmailRecord {
    pub(crate) email: String,
    pub(crate) account: String,
}

impl Account {
    pub(crate) fn principal(&self) -> PrincipalId {
        PrincipalId::new(&self.id)
    }

    /// Whether there is anything besides the password.
    pub(crate) fn has_second_factor(&self) -> bool {
        self.authenticator.is_some() || !self.passkeys.is_empty()
    }

    /// The groups that tokens name: `admin`, `manager:loc_x`, `barista:loc_x`; none for customers.
    pub(crate) fn groups(&self) -> Vec<String> {
        match self.role {
            Role::Customer => Vec::new(),
            Role::Admin => vec![Role::Admin.to_string()],
            role => self.locations.iter().map(|at| format!("{role}:{at}")).collect(),
        }
    }
}
