//! What mails there are, and what each is given.

use kernel::Role;

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
