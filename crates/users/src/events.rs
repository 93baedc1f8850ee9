//! What this context says. None of it tells a name or an address: who needs one asks for it.

use kernel::{Envelope, PrincipalId, Timestamp, Topic, derive_suffix};
use serde::{Deserialize, Serialize};
use store::{Destination, Outgoing};

use crate::domain::Language;

/// Somebody has a profile.
pub const USER_REGISTERED: Topic = "users.user-registered.v1";
/// Somebody wants to be forgotten.
pub const USER_ERASED: Topic = "users.user-erased.v1";
/// A guest's orders are those of an account.
pub const GUEST_CLAIMED: Topic = "users.guest-claimed.v1";

/// Everything this context says.
pub const TOPICS: [Topic; 3] = [USER_REGISTERED, USER_ERASED, GUEST_CLAIMED];

/// The data of [`USER_REGISTERED`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRegistered {
    /// Who.
    pub user: PrincipalId,
    /// The language they want to be addressed in, as BCP 47 writes it; absent for the café's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// The data of [`USER_ERASED`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserErased {
    /// Who.
    pub user: PrincipalId,
}

/// The data of [`GUEST_CLAIMED`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestClaimed {
    /// The guest.
    pub guest: PrincipalId,
    /// The account.
    pub user: PrincipalId,
}

pub(crate) fn registered(
    user: &PrincipalId,
    language: Option<Language>,
    at: Timestamp,
) -> Outgoing {
    let language = language.map(|language| language.as_str().to_owned());
    let data = UserRegistered { user: user.clone(), language };
    // Somebody registers once.
    tell(USER_REGISTERED, user, at, format!("registered-{}", visible(user)), &data)
}

/// Each time it is asked for, because orders may have come since.
pub(crate) fn erased(user: &PrincipalId, at: Timestamp) -> Outgoing {
    let name = format!("erased-{}-{}", visible(user), at.as_microsecond());
    tell(USER_ERASED, user, at, name, &UserErased { user: user.clone() })
}

/// Each time it is asked for, because orders may have come since.
pub(crate) fn claimed(guest: &PrincipalId, user: &PrincipalId, at: Timestamp) -> Outgoing {
    let name = format!("claimed-{}-{}", visible(guest), at.as_microsecond());
    let data = GuestClaimed { guest: guest.clone(), user: user.clone() };
    tell(GUEST_CLAIMED, guest, at, name, &data)
}

/// A message in the group of whom it is about.
fn tell<D: Serialize>(
    topic: Topic,
    about: &PrincipalId,
    at: Timestamp,
    deduplication_id: String,
    data: &D,
) -> Outgoing {
    let envelope = Envelope { topic: topic.to_owned(), at, data };
    Outgoing {
        to: Destination::Topic(topic.to_owned()),
        group: format!("user-{}", visible(about)),
        deduplication_id,
        body: serde_json::to_string(&envelope).expect("an event is plain data"),
    }
}

/// Stands for somebody where only visible ASCII is taken: an outside issuer names its people as it
/// likes.
fn visible(user: &PrincipalId) -> String {
    derive_suffix(&["user", user.as_str()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_an_issuer_calls_somebody_queues_take_the_message() {
        for name in ["anna", "Änna Müller|7", &"x".repeat(128)] {
            let (user, at) = (PrincipalId::new(name), Timestamp::MAX);
            for message in [
                registered(&user, Some(Language::De), at),
                erased(&user, at),
                claimed(&user, &user, at),
            ] {
                message.check().expect("fits");
            }
        }
    }

    #[test]
    fn a_registration_tells_who_and_in_which_language() {
        let message =
            registered(&PrincipalId::new("anna"), Some(Language::De), Timestamp::UNIX_EPOCH);
        assert_eq!(
            message.body,
            concat!(
                r#"{"type":"users.user-registered.v1","at":"1970-01-01T00:00:00Z","#,
                r#""data":{"user":"anna","language":"de"}}"#,
            )
        );
    }
}
