//! The problems themselves, and the input that each is about.

use super::{ar, de, en, es, fr, it};
use crate::words::Language;

/// Why a form comes back. None of them says whether an e-mail address has an account here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// E-mail and password do not go together, or there is no such account.
    WrongEmailOrPassword,
    /// The current password, asked for again, is another one.
    WrongPassword,
    /// The code is not the one that was sent, or that the app shows now.
    WrongCode,
    /// The recovery code is none of theirs.
    WrongRecoveryCode,
    /// The code was right once, but its time is over.
    ExpiredCode,
    /// The code, or the recovery code, was used before.
    UsedCode,
    /// The code on a tablet or another device is not known, or its time is over.
    UnknownDeviceCode,
    /// Tried too often. After so many seconds it may be tried again.
    TooManyAttempts {
        /// Seconds until then; more than a minute is shown in minutes, rounded up.
        wait_s: u64,
    },
    /// Too many people sign in at this moment.
    Busy,
    /// The address is not written like one.
    EmailInvalid,
    /// The new address is the one they already have.
    EmailUnchanged,
    /// No name was given.
    NameMissing,
    /// The name has more characters than are kept.
    NameTooLong {
        /// The most characters of a name.
        characters_max: usize,
    },
    /// No password was given.
    PasswordMissing,
    /// The new password is too short.
    PasswordTooShort {
        /// The fewest characters of a password.
        characters_min: usize,
    },
    /// The new password is too long.
    PasswordTooLong {
        /// The most characters of a password.
        characters_max: usize,
    },
    /// The new password is among those that are tried first.
    PasswordTooCommon,
    /// The new password contains their e-mail address, their name, or the café's.
    PasswordContainsYou,
    /// The new password is the current one.
    PasswordUnchanged,
    /// The link has been used, or its time is over, or it was never one of ours.
    LinkInvalid,
    /// The passkey was not accepted.
    PasskeyFailed,
    /// There are as many passkeys as an account may have.
    TooManyPasskeys,
    /// It is the last way in: without it, nobody could sign in.
    LastAdmin,
    /// Their role demands a second step.
    SecondFactorRequired,
    /// An order of theirs is not over yet, so that the account cannot be closed.
    OrderUnderWay,
    /// The page was open for too long, or cookies are refused, so that we no longer know what it
    /// was about.
    FormExpired,
    /// Their sign-in is over: they were signed out meanwhile.
    SignedOut,
}

impl Problem {
    /// Every problem, with numbers as they may be: for tests and for looking at them.
    pub const ALL: [Self; 27] = [
        Self::WrongEmailOrPassword,
        Self::WrongPassword,
        Self::WrongCode,
        Self::WrongRecoveryCode,
        Self::ExpiredCode,
        Self::UsedCode,
        Self::UnknownDeviceCode,
        Self::TooManyAttempts { wait_s: 90 },
        Self::Busy,
        Self::EmailInvalid,
        Self::EmailUnchanged,
        Self::NameMissing,
        Self::NameTooLong { characters_max: 100 },
        Self::PasswordMissing,
        Self::PasswordTooShort { characters_min: 8 },
        Self::PasswordTooLong { characters_max: 128 },
        Self::PasswordTooCommon,
        Self::PasswordContainsYou,
        Self::PasswordUnchanged,
        Self::LinkInvalid,
        Self::PasskeyFailed,
        Self::TooManyPasskeys,
        Self::LastAdmin,
        Self::SecondFactorRequired,
        Self::OrderUnderWay,
        Self::FormExpired,
        Self::SignedOut,
    ];

    /// The sentence that says it, and the way out.
    pub fn text(self, language: Language) -> String {
        match language {
            Language::En => en::text(self),
            Language::De => de::text(self),
            Language::Fr => fr::text(self),
            Language::Es => es::text(self),
            Language::It => it::text(self),
            Language::Ar => ar::text(self),
        }
    }

    /// The name of the input it is about; `None` if it is about the whole form.
    pub(crate) const fn field(self) -> Option<&'static str> {
        match self {
            // Which of the two is wrong is not said; the password is what is typed again.
            Self::WrongEmailOrPassword | Self::WrongPassword | Self::PasswordMissing => {
                Some("password")
            }
            Self::WrongCode
            | Self::WrongRecoveryCode
            | Self::ExpiredCode
            | Self::UsedCode
            | Self::UnknownDeviceCode => Some("code"),
            Self::EmailInvalid | Self::EmailUnchanged => Some("email"),
            Self::NameMissing | Self::NameTooLong { .. } => Some("name"),
            Self::PasswordTooShort { .. }
            | Self::PasswordTooLong { .. }
            | Self::PasswordTooCommon
            | Self::PasswordContainsYou
            | Self::PasswordUnchanged => Some("new_password"),
            Self::TooManyAttempts { .. }
            | Self::Busy
            | Self::LinkInvalid
            | Self::PasskeyFailed
            | Self::TooManyPasskeys
            | Self::LastAdmin
            | Self::SecondFactorRequired
            | Self::OrderUnderWay
            | Self::FormExpired
            | Self::SignedOut => None,
        }
    }
}

/// A wait as people say it: so many seconds, or minutes rounded up.
pub(super) fn wait(wait_s: u64, seconds: [&str; 2], minutes: [&str; 2]) -> String {
    let (number, words) = counted(wait_s, seconds, minutes);
    format!("{number} {}", if number == 1 { words[0] } else { words[1] })
}

/// The number of a wait, and the words that go with it.
pub(super) fn counted<T>(wait_s: u64, seconds: T, minutes: T) -> (u64, T) {
    if wait_s <= 60 { (wait_s.max(1), seconds) } else { (wait_s.div_ceil(60), minutes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_a_sentence_of_its_own_in_every_language() {
        let mut seen = std::collections::BTreeSet::new();
        for (problem, language) in
            Problem::ALL.into_iter().flat_map(|problem| Language::ALL.map(|to| (problem, to)))
        {
            let text = problem.text(language);
            assert!(text.ends_with(['.', '?']) && text.len() > 15, "{problem:?}: {text}");
            assert!(seen.insert(text), "{problem:?} in {language:?} says what another says");
        }
    }

    #[test]
    fn a_long_wait_is_told_in_minutes_and_never_too_short() {
        let told = |wait_s| Problem::TooManyAttempts { wait_s }.text(Language::En);
        assert!(told(0).contains("1 second."), "{}", told(0));
        assert!(told(60).contains("60 seconds."), "{}", told(60));
        assert!(told(61).contains("2 minutes."), "{}", told(61));
        assert!(told(3600).contains("60 minutes."), "{}", told(3600));
    }

    #[test]
    fn arabic_has_a_form_of_its_own_for_one_for_two_and_for_a_few() {
        let told = |wait_s| Problem::TooManyAttempts { wait_s }.text(Language::Ar);
        assert!(told(1).contains("ثانية واحدة."), "{}", told(1));
        assert!(told(2).contains("ثانيتين."), "{}", told(2));
        assert!(told(5).contains("5 ثوانٍ."), "{}", told(5));
        assert!(told(90).contains("دقيقتين."), "{}", told(90));
        assert!(told(15 * 60).contains("15 دقيقة."), "{}", told(15 * 60));
        assert!(told(103 * 60).contains("103 دقائق."), "{}", told(103 * 60));
    }
}
