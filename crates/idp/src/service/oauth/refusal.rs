//! Why a client is refused, in the words of OAuth.

use crate::error::Error;

/// Why a client is refused: the values of `error` in RFC 6749, 7009, 8628 and OpenID Connect, each
/// with a sentence for whoever writes the client.
#[derive(Debug)]
pub enum Refusal {
    /// Something is missing or written wrongly.
    InvalidRequest(&'static str),
    /// Which client this is cannot be said.
    InvalidClient(&'static str),
    /// The code or token is not (or no longer) good.
    InvalidGrant(&'static str),
    /// The client may not get tokens so.
    UnauthorizedClient(&'static str),
    /// There is no such way to get tokens.
    UnsupportedGrantType,
    /// Only codes are given out.
    UnsupportedResponseType,
    /// Nothing of what it asks for may be given.
    InvalidScope,
    /// The person did not want to.
    AccessDenied,
    /// Nobody is signed in, and nobody may be asked.
    LoginRequired,
    /// Somebody would have to agree, and nobody may be asked.
    ConsentRequired,
    /// The sign-in that is asked for cannot be had (OpenID Connect Unmet Authentication
    /// Requirements).
    UnmetAuthenticationRequirements,
    /// Nobody has typed the device's code yet.
    AuthorizationPending,
    /// The device asks too often.
    SlowDown,
    /// The device's code was not typed in time.
    ExpiredToken,
    /// It cannot be done now.
    TemporarilyUnavailable,
    /// A mistake of ours.
    ServerError,
}

impl Refusal {
    /// The value of `error`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidRequest(_) => "invalid_request",
            Self::InvalidClient(_) => "invalid_client",
            Self::InvalidGrant(_) => "invalid_grant",
            Self::UnauthorizedClient(_) => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::InvalidScope => "invalid_scope",
            Self::AccessDenied => "access_denied",
            Self::LoginRequired => "login_required",
            Self::ConsentRequired => "consent_required",
            Self::UnmetAuthenticationRequirements => "unmet_authentication_requirements",
            Self::AuthorizationPending => "authorization_pending",
            Self::SlowDown => "slow_down",
            Self::ExpiredToken => "expired_token",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
            Self::ServerError => "server_error",
        }
    }

    /// The value of `error_description`.
    pub fn description(&self) -> &'static str {
        match self {
            Self::InvalidRequest(why)
            | Self::InvalidClient(why)
            | Self::InvalidGrant(why)
            | Self::UnauthorizedClient(why) => why,
            Self::UnsupportedGrantType => "this grant_type is not known here",
            Self::UnsupportedResponseType => "only response_type=code is given out",
            Self::InvalidScope => "this client may have none of these scopes",
            Self::AccessDenied => "the person did not want to",
            Self::LoginRequired => "nobody is signed in, and prompt=none forbids to ask",
            Self::ConsentRequired => "somebody has to agree, and prompt=none forbids to ask",
            Self::UnmetAuthenticationRequirements => "these acr_values cannot be had here",
            Self::AuthorizationPending => "nobody has typed the code yet",
            Self::SlowDown => "wait five seconds longer between two requests",
            Self::ExpiredToken => "the code was not typed in time; begin again",
            Self::TemporarilyUnavailable => "this cannot be done now; try again in a moment",
            Self::ServerError => "something went wrong on our side",
        }
    }

    /// The HTTP status of an answer with it.
    pub fn status(&self) -> u16 {
        match self {
            Self::InvalidClient(_) => 401,
            Self::TemporarilyUnavailable => 503,
            Self::ServerError => 500,
            _ => 400,
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        use kernel::{Class, Coded};
        tracing::warn!(error = error.code(), cause = ?error, "a client could not be answered");
        match error.class() {
            Class::Bug => Self::ServerError,
            _ => Self::TemporarilyUnavailable,
        }
    }
}

impl From<store::Error> for Refusal {
    fn from(error: store::Error) -> Self {
        Error::from(error).into()
    }
}
