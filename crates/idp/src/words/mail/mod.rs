//! The mails of sign-in: plain text, short, and signed by the café.
//!
//! None greets by name: anybody can sign up with somebody else's address and write what they like
//! where the name goes.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod it;

use kernel::Role;

use super::Language;

/// What a mail says. Times and dates are written as the reader writes them. Addresses (`link`,
/// `account`, …) stand on a line of their own, whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mail<'a> {
    /// To a new account's address: a code that shows that it is theirs.
    VerifyCode {
        /// The code.
        code: &'a str,
        /// How long it can be used.
        minutes: u64,
    },
    /// The same, where there is an account already: nothing was changed.
    AlreadyRegistered {
        /// Where to sign in.
        sign_in: &'a str,
        /// Where to get another password.
        forgotten: &'a str,
    },
    /// A code for a new password.
    ResetCode {
        /// The code.
        code: &'a str,
        /// How long it can be used.
        minutes: u64,
    },
    /// To the new address of an account: a code that shows that it is theirs.
    ChangeEmailCode {
        /// The code.
        code: &'a str,
        /// How long it can be used.
        minutes: u64,
    },
    /// To the old address of an account: it is no longer used.
    EmailChanged {
        /// The new one, masked: "a…@example.org".
        email: &'a str,
    },
    /// Somebody signed in on a device that has not been seen before.
    NewDevice {
        /// In words: "Firefox on Windows".
        device: &'a str,
        /// When.
        at: &'a str,
        /// Where the account's devices are listed.
        account: &'a str,
    },
    /// There is another password.
    PasswordChanged {
        /// When.
        at: &'a str,
        /// Where to get another one.
        forgotten: &'a str,
    },
    /// No second step is asked for any more.
    SecondFactorOff {
        /// When.
        at: &'a str,
        /// Where it can be turned on again.
        account: &'a str,
    },
    /// An authenticator app is asked at sign-in.
    AuthenticatorAdded {
        /// When.
        at: &'a str,
        /// Where it can be turned off.
        account: &'a str,
    },
    /// There is another passkey.
    PasskeyAdded {
        /// What they call it.
        name: &'a str,
        /// When.
        at: &'a str,
        /// Where it can be removed.
        account: &'a str,
    },
    /// Few recovery codes are left.
    RecoveryCodesLow {
        /// How many.
        left: usize,
        /// Where to make new ones.
        account: &'a str,
    },
    /// A refresh token was used twice, so that one of the two is a thief.
    SignedOutEverywhere {
        /// When.
        at: &'a str,
        /// Where to get another password.
        forgotten: &'a str,
    },
    /// The account is closed.
    AccountClosed,
    /// Somebody is to work here.
    Invitation {
        /// As what.
        role: Role,
        /// Where to begin; works once.
        link: &'a str,
        /// Until when.
        expires: &'a str,
    },
}

/// The subject and the text of a mail from `cafe`. The subject is one line, whatever is in it.
pub fn mail(language: Language, cafe: &str, mail: &Mail<'_>) -> (String, String) {
    let cafe = one_line(cafe);
    let (subject, text) = match language {
        Language::En => en::write(&cafe, mail),
        Language::De => de::write(&cafe, mail),
        Language::Fr => fr::write(&cafe, mail),
        Language::Es => es::write(&cafe, mail),
        Language::It => it::write(&cafe, mail),
        Language::Ar => ar::write(&cafe, mail),
    };
    (one_line(&subject), format!("{text}\n\n-- \n{cafe}\n"))
}

/// A role as it stands in a sentence, also on the page that a mail's link leads to.
fn role(role: Role, language: Language) -> &'static str {
    language.texts().sign_up.role(role)
}

/// Text without line breaks and other control characters, with which somebody could write a header.
fn one_line(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}

#[cfg(test)]
mod tests;
