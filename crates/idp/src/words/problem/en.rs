//! In English.

use super::kinds::{Problem, wait};

pub(super) fn text(problem: Problem) -> String {
    let text = match problem {
        Problem::WrongEmailOrPassword => "That e-mail and password do not go together.",
        Problem::WrongPassword => "That is not your current password.",
        Problem::WrongCode => "That code is not right. Look again, and type the latest one.",
        Problem::WrongRecoveryCode => "That is none of your recovery codes. Look again.",
        Problem::ExpiredCode => "That code is too old. Ask for a new one.",
        Problem::UsedCode => "That code has been used already. Each works once.",
        Problem::UnknownDeviceCode => {
            "We do not know that code, or it is too old. Have your device show a new one."
        }
        Problem::TooManyAttempts { wait_s } => {
            let wait = wait(wait_s, ["second", "seconds"], ["minute", "minutes"]);
            return format!("Those were too many attempts. Try again in {wait}.");
        }
        Problem::Busy => "There is a queue at the door just now. Try again in a moment.",
        Problem::EmailInvalid => "That does not look like an e-mail address.",
        Problem::EmailUnchanged => "That is the address you have already.",
        Problem::NameMissing => "Please give a name.",
        Problem::NameTooLong { characters_max } => {
            return format!("Please give a name of at most {characters_max} characters.");
        }
        Problem::PasswordMissing => "Please enter your password.",
        Problem::PasswordTooShort { characters_min } => {
            return format!("Please choose a password of at least {characters_min} characters.");
        }
        Problem::PasswordTooLong { characters_max } => {
            return format!("Please choose a password of at most {characters_max} characters.");
        }
        Problem::PasswordTooCommon => {
            "That password is among those that are guessed first. Choose a rarer one, such as \
             four words that have nothing to do with each other."
        }
        Problem::PasswordContainsYou => {
            "That password contains your name, your e-mail or the name of the café. Choose one \
             that nobody would connect with you."
        }
        Problem::PasswordUnchanged => "That is the password you have now. Choose another one.",
        Problem::LinkInvalid => "That link no longer works. Ask for a new one.",
        Problem::PasskeyFailed => {
            "That passkey was not accepted. Try again, or take another way to sign in."
        }
        Problem::TooManyPasskeys => {
            "You have as many passkeys as an account can have. Remove one first."
        }
        Problem::LastAdmin => "You are the last owner here. Make somebody else an owner first.",
        Problem::SecondFactorRequired => {
            "Your work here asks for a second step at sign-in, so that one has to stay."
        }
        Problem::OrderUnderWay => {
            "One of your orders is still under way. Close your account once it is in your hands."
        }
        Problem::FormExpired => {
            "This page had been open for too long. Please try again, with cookies allowed."
        }
        Problem::SignedOut => "You have been signed out meanwhile. Please sign in again.",
    };
    text.to_owned()
}
