//! What is under way: a code that was mailed, a sign-in that waits for its second factor.

use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Collection, never_changed};

/// Codes that were mailed, and what they are for.
pub(crate) static FLOWS: Collection<Flow> = Collection {
    name: "mail_flows",
    schema: 1,
    upgrade: never_changed,
    id: |flow| flow.id.clone(),
    expires: Some(|flow| flow.expires_at),
    indexes: &[],
};

/// Sign-ins that wait for a second factor, and passkeys that are being used or added.
pub(crate) static CHALLENGES: Collection<Challenge> = Collection {
    name: "sign_in_challenges",
    schema: 1,
    upgrade: never_changed,
    id: |challenge| challenge.id.clone(),
    expires: Some(|challenge| challenge.expires_at),
    indexes: &[],
};

/// A code that was mailed, or a link. Its id is the keyed hash of a token in the page's form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Flow {
    pub(crate) id: String,
    pub(crate) purpose: Purpose,
    /// Whom it was mailed to.
    pub(crate) email: String,
    pub(crate) language: String,
    /// The keyed hash of the code; `None` when no code is right, because nobody was mailed one.
    pub(crate) code: Option<String>,
    /// Guesses left.
    pub(crate) tries: u32,
    pub(crate) expires_at: Timestamp,
}

/// What a mailed code is for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Purpose {
    /// Making an account.
    SignUp {
        name: String,
        /// The hash of the password, in PHC form.
        password: String,
    },
    /// Choosing another password.
    Reset { account: String },
    /// Moving an account to this address.
    ChangeEmail { account: String },
    /// Becoming the first admin.
    FirstAdmin,
    /// Taking up an invitation.
    Invitation { account: String },
}

/// Something to be shown within ten minutes. Its id is the keyed hash of a cookie.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Challenge {
    pub(crate) id: String,
    /// Whose password was right, or who adds a passkey; `None` when a passkey is to say who it is.
    pub(crate) account: Option<String>,
    /// Guesses left.
    pub(crate) tries: u32,
    /// What the passkey was asked, as the library keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) passkey: Option<Value>,
    /// An authenticator's secret, sealed, until its first code is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) authenticator: Option<String>,
    pub(crate) expires_at: Timestamp,
}
