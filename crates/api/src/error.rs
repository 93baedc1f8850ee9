//! What can be wrong with a request before any context sees it.

use kernel::{Class, Coded, Field};

use crate::token::ACR_MFA;

/// What can be wrong with a request before any context sees it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The body is not JSON at all.
    #[error("the body is not JSON: {0}")]
    MalformedJson(String),
    /// The body is JSON, but not what the operation takes.
    #[error("the body is not what this operation takes")]
    InvalidBody(Field),
    /// The body is longer than this operation takes.
    #[error("the body is larger than this operation takes")]
    BodyTooLarge,
    /// The body came in another format.
    #[error("the body must be JSON: send Content-Type: application/json")]
    NotJson,
    /// The connection broke before the body was there.
    #[error("the body did not arrive whole")]
    BodyIncomplete,
    /// The query string is not what the operation takes.
    #[error("the query is not what this operation takes: {0}")]
    InvalidQuery(String),
    /// There is nothing under this address.
    #[error("there is nothing here")]
    NotFound,
    /// The address exists, but not for this method.
    #[error("this address does not take this method; see the Allow header")]
    MethodNotAllowed,
    /// The request took longer than the server waits.
    #[error("the request took too long")]
    TimedOut,
    /// The server has no room for another request now.
    #[error("the server is busy; try again in a moment")]
    Overloaded,
    /// No token was sent.
    #[error("sign in first: send Authorization: Bearer with a token")]
    Unauthenticated,
    /// The token was not signed by an issuer this server trusts, or is not meant for it.
    #[error("the token is not valid here: {0}")]
    InvalidToken(&'static str),
    /// The token was valid once.
    #[error("the token has expired; sign in again")]
    ExpiredToken,
    /// The token is valid, but its holder signed in too long ago for this, or with one factor.
    #[error(
        "confirm that it is you: sign in again{}; what is done here asks for a sign-in that is at \
         most {max_age_s} seconds old",
        if *mfa { " with a second factor" } else { "" }
    )]
    StepUpNeeded {
        /// Whether one factor is too little.
        mfa: bool,
        /// How old the sign-in may be, in seconds.
        max_age_s: u64,
    },
    /// The token cannot be checked: the keys of its issuer have to be fetched and cannot be.
    #[error("the keys of the issuer cannot be fetched: {0}")]
    KeysUnavailable(String),
    /// The caller may not do this.
    #[error("this needs the role {0}")]
    Forbidden(&'static str),
    /// A header that makes retries safe is missing.
    #[error(
        "send an Idempotency-Key header: 1 to 128 visible ASCII characters, new for each order"
    )]
    IdempotencyKeyMissing,
    /// The header is there but not readable.
    #[error("the {0} header is not readable: {1}")]
    InvalidHeader(&'static str, &'static str),
    /// The change must say which version it is a change of.
    #[error("send If-Match with the ETag you read, so that nobody's change is overwritten")]
    IfMatchMissing,
    /// The HTTP library refused the request for a reason of its own.
    #[error("the request is not understood")]
    BadRequest,
    /// A mistake of ours.
    #[error("something went wrong on our side")]
    Internal,
}

impl Coded for Error {
    fn code(&self) -> &'static str {
        match self {
            Self::MalformedJson(_) => "api.malformed-json",
            Self::InvalidBody(_) => "api.invalid-body",
            Self::BodyTooLarge => "api.body-too-large",
            Self::NotJson => "api.not-json",
            Self::BodyIncomplete => "api.body-incomplete",
            Self::InvalidQuery(_) => "api.invalid-query",
            Self::NotFound => "api.not-found",
            Self::MethodNotAllowed => "api.method-not-allowed",
            Self::TimedOut => "api.timed-out",
            Self::Overloaded => "api.overloaded",
            Self::Unauthenticated => "api.unauthenticated",
            Self::InvalidToken(_) => "api.invalid-token",
            Self::ExpiredToken => "api.expired-token",
            Self::StepUpNeeded { .. } => "api.step-up-needed",
            Self::KeysUnavailable(_) => "api.keys-unavailable",
            Self::Forbidden(_) => "api.forbidden",
            Self::IdempotencyKeyMissing => "api.idempotency-key-missing",
            Self::InvalidHeader(..) => "api.invalid-header",
            Self::IfMatchMissing => "api.if-match-missing",
            Self::BadRequest => "api.bad-request",
            Self::Internal => "api.internal",
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::MalformedJson(_)
            | Self::BodyIncomplete
            | Self::IdempotencyKeyMissing
            | Self::InvalidHeader(..)
            | Self::BadRequest => Class::Malformed,
            Self::InvalidBody(_) | Self::InvalidQuery(_) => Class::Invalid,
            Self::BodyTooLarge => Class::TooLarge,
            Self::NotJson => Class::Unsupported,
            Self::NotFound => Class::NotFound,
            Self::MethodNotAllowed => Class::NotAllowed,
            Self::TimedOut | Self::Overloaded | Self::KeysUnavailable(_) => Class::Unavailable,
            Self::Unauthenticated
            | Self::InvalidToken(_)
            | Self::ExpiredToken
            | Self::StepUpNeeded { .. } => Class::Unauthenticated,
            Self::Forbidden(_) => Class::Forbidden,
            Self::IfMatchMissing => Class::Unconditional,
            Self::Internal => Class::Bug,
        }
    }

    fn fields(&self) -> Vec<Field> {
        match self {
            Self::InvalidBody(field) => vec![field.clone()],
            _ => Vec::new(),
        }
    }
}

impl Error {
    /// What a 401 says in `WWW-Authenticate`: the scheme, and for a token that was sent what it
    /// lacks. Source: RFC 6750, section 3, and RFC 9470, section 3.
    pub(crate) fn challenge(&self) -> String {
        let asked = "Bearer realm=\"comanda\"";
        match self {
            Self::InvalidToken(_) | Self::ExpiredToken => {
                format!("{asked}, error=\"invalid_token\", error_description=\"{self}\"")
            }
            Self::StepUpNeeded { mfa: false, max_age_s } => format!(
                "{asked}, error=\"insufficient_user_authentication\", \
                 error_description=\"a recent sign-in is needed\", max_age=\"{max_age_s}\""
            ),
            Self::StepUpNeeded { mfa: true, max_age_s } => format!(
                "{asked}, error=\"insufficient_user_authentication\", \
                 error_description=\"a sign-in with a second factor is needed, and a recent one\", \
                 acr_values=\"{ACR_MFA}\", max_age=\"{max_age_s}\""
            ),
            _ => asked.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_sent_no_token_is_told_the_scheme_and_no_error() {
        assert_eq!(Error::Unauthenticated.challenge(), "Bearer realm=\"comanda\"");
    }

    #[test]
    fn a_token_that_does_not_do_is_told_why() {
        for (error, words) in [
            (Error::InvalidToken("it is too long"), "the token is not valid here: it is too long"),
            (Error::ExpiredToken, "the token has expired; sign in again"),
        ] {
            assert_eq!(
                error.challenge(),
                format!(
                    "Bearer realm=\"comanda\", error=\"invalid_token\", \
                     error_description=\"{words}\""
                )
            );
        }
    }

    #[test]
    fn who_must_step_up_is_told_how_far() {
        let challenge = Error::StepUpNeeded { mfa: true, max_age_s: 600 }.challenge();
        for part in [
            "Bearer ",
            "error=\"insufficient_user_authentication\"",
            "acr_values=\"urn:comanda:acr:mfa\"",
            "max_age=\"600\"",
        ] {
            assert!(challenge.contains(part), "{challenge}");
        }
    }
}
