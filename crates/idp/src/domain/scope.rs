//! What a client may ask for.

/// What a client may ask for, in the words of OpenID Connect and one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// To know who signed in.
    Openid,
    /// Their name and language.
    Profile,
    /// Their mail address.
    Email,
    /// To go on when they are not there: refresh tokens.
    OfflineAccess,
    /// To act for them at our API: order, watch, and what their role allows.
    Api,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 5] =
        [Self::Openid, Self::Profile, Self::Email, Self::OfflineAccess, Self::Api];

    /// The word in requests and tokens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Openid => "openid",
            Self::Profile => "profile",
            Self::Email => "email",
            Self::OfflineAccess => "offline_access",
            Self::Api => "api",
        }
    }

    /// The scopes of a space-separated list, each once. Words that mean nothing here are passed
    /// over, as OpenID Connect Core asks in section 3.1.2.1.
    pub fn list(text: &str) -> Vec<Self> {
        let words: Vec<&str> = text.split(' ').collect();
        Self::ALL.into_iter().filter(|scope| words.contains(&scope.word())).collect()
    }

    /// As a space-separated list.
    pub fn words(scopes: &[Self]) -> String {
        scopes.iter().map(|scope| scope.word()).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_scopes_are_passed_over_and_known_ones_stand_once() {
        let scopes = Scope::list("email openid admin openid  ");
        assert_eq!(Scope::words(&scopes), "openid email");
        assert!(Scope::list("").is_empty() && Scope::list("OPENID").is_empty());
    }
}
