//! What this context says: security acts, and alarms about them.

use kernel::{Envelope, Timestamp, Topic, derive_suffix};
use serde::{Deserialize, Serialize};
use store::{Destination, Outgoing};

/// Something happened that bears on the security of an account.
pub const SECURITY_ACT_RECORDED: Topic = "idp.security-act-recorded.v1";
/// Somebody seems to be attacking.
pub const ALARM_RAISED: Topic = "idp.alarm-raised.v1";

/// Everything this context says.
pub const TOPICS: [Topic; 2] = [SECURITY_ACT_RECORDED, ALARM_RAISED];

/// What happened to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// It was made.
    Registered,
    /// It was signed in to on a device for the first time.
    NewDevice,
    /// Its owner chose another password, knowing the old one.
    PasswordChanged,
    /// Its owner chose another password, by mail.
    PasswordReset,
    /// It has another address.
    EmailChanged,
    /// It has an authenticator.
    AuthenticatorAdded,
    /// It has no authenticator any more.
    AuthenticatorRemoved,
    /// It has another passkey.
    PasskeyAdded,
    /// It has a passkey less.
    PasskeyRemoved,
    /// A recovery code was used.
    RecoveryCodeUsed,
    /// It has new recovery codes.
    RecoveryCodesMade,
    /// A refresh token was used twice: somebody has a copy. All of its family has ended.
    RefreshTokenReused,
    /// An authorization code was used twice: somebody has a copy. What it became has ended.
    CodeReused,
    /// Its second factor was taken away by an admin.
    MfaReset,
    /// An admin ended all of its sessions.
    SignedOutEverywhere,
    /// An admin gave it another role.
    RoleChanged,
    /// An admin disabled it.
    Disabled,
    /// An admin enabled it again.
    Enabled,
    /// It is no more.
    Closed,
}

/// What an attack looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Suspicion {
    /// One network guesses at the passwords of many accounts.
    CredentialStuffing,
    /// Many guesses at one account.
    GuessingAtOneAccount,
    /// One account was signed in to from more networks than one person can be in.
    ImpossibleBurst,
}

/// The data of [`SECURITY_ACT_RECORDED`]. Nothing in it tells who the person is outside of here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityAct {
    /// Whose account.
    pub user: String,
    /// What.
    pub act: Act,
}

/// The data of [`ALARM_RAISED`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    /// What it looks like.
    pub suspicion: Suspicion,
    /// The account it is about, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The network it comes from, if it comes from one: an address, or an IPv6 network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
}

/// That something happened to an account.
pub(crate) fn act(user: &str, act: Act, at: Timestamp) -> Outgoing {
    say(SECURITY_ACT_RECORDED, user, at, SecurityAct { user: user.to_owned(), act })
}

/// That somebody seems to be attacking.
pub(crate) fn alarm(alarm: Alarm, at: Timestamp) -> Outgoing {
    let group = alarm.user.clone().unwrap_or_else(|| "idp".to_owned());
    say(ALARM_RAISED, &group, at, alarm)
}

fn say(topic: Topic, group: &str, at: Timestamp, data: impl Serialize) -> Outgoing {
    let envelope = Envelope { topic: topic.to_owned(), at, data };
    let body = serde_json::to_string(&envelope).expect("an event always serialises");
    Outgoing {
        to: Destination::Topic(topic.to_owned()),
        group: group.to_owned(),
        deduplication_id: derive_suffix(&[&body]),
        body,
    }
}
