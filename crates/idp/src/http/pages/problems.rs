//! What is wrong, as people read it.

use kernel::Coded;

use crate::domain::PasswordFlaw;
use crate::error::Error;
use crate::words::{Failure, Problem};

/// What is wrong with a form; `None` when it is not the form.
pub(super) fn problem_of(error: &Error) -> Option<Problem> {
    Some(match error {
        Error::WrongPassword => Problem::WrongEmailOrPassword,
        Error::WrongCode => Problem::WrongCode,
        Error::TooManyAttempts { wait_s } => Problem::TooManyAttempts { wait_s: *wait_s },
        Error::Busy | Error::Stale => Problem::Busy,
        Error::BadEmail => Problem::EmailInvalid,
        Error::BadName => Problem::NameMissing,
        Error::BadPassword(PasswordFlaw::Short) => {
            Problem::PasswordTooShort { characters_min: crate::domain::PASSWORD_CHARS_MIN }
        }
        Error::BadPassword(PasswordFlaw::Long) => {
            Problem::PasswordTooLong { characters_max: crate::domain::PASSWORD_CHARS_MAX }
        }
        Error::BadPassword(PasswordFlaw::Common) => Problem::PasswordTooCommon,
        Error::BadPasskey => Problem::PasskeyFailed,
        Error::TooManyKept => Problem::TooManyPasskeys,
        Error::MfaRequired => Problem::SecondFactorRequired,
        Error::LastAdmin | Error::Users { code: "idp.last-admin", .. } => Problem::LastAdmin,
        Error::Users { code: "users.order-under-way", .. } => Problem::OrderUnderWay,
        _ => return None,
    })
}

/// What is wrong where there is no form.
pub(super) fn failure_of(error: &Error) -> Failure {
    match error {
        Error::Expired => Failure::Expired,
        Error::Busy | Error::Stale => Failure::Busy,
        Error::NoMail => Failure::Forbidden,
        _ if !error.class().is_public() => Failure::Broken,
        _ => Failure::BadRequest,
    }
}
