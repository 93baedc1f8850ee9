//! How, and how long ago, somebody signed in.

use std::time::Duration;

use kernel::Timestamp;

/// `acr` of a sign-in with one factor: a password, say.
pub(super) const ACR_PASSWORD: &str = "urn:comanda:acr:password";
/// `acr` of a sign-in with two factors, or with a passkey that asked for its user.
pub(crate) const ACR_MFA: &str = "urn:comanda:acr:mfa";
/// The word in `amr` for several factors. Source: RFC 8176, section 2.
const AMR_MFA: &str = "mfa";

/// How, and how long ago, the holder of a token signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignIn {
    /// When, in seconds since 1970; `None` when the token does not say so.
    pub at: Option<i64>,
    /// Whether with more than one factor.
    pub mfa: bool,
}

impl SignIn {
    /// What a token says that tells nothing of a sign-in.
    pub const UNKNOWN: Self = Self { at: None, mfa: false };

    /// As an operator is signed in who holds the instance's key itself.
    pub fn operator(now: Timestamp) -> Self {
        Self { at: Some(now.as_second()), mfa: true }
    }

    /// Reads the claims `auth_time`, `acr` and `amr`. What `acr` says in a word of ours counts; its
    /// other words differ from issuer to issuer, and mean nothing here.
    pub(super) fn of(auth_time: Option<i64>, acr: Option<&str>, amr: &[String]) -> Self {
        let mfa = match acr {
            Some(ACR_MFA) => true,
            Some(ACR_PASSWORD) => false,
            _ => amr.iter().any(|method| method == AMR_MFA),
        };
        Self { at: auth_time, mfa }
    }

    /// The word for it in the claim `acr`.
    pub(super) fn acr(self) -> &'static str {
        if self.mfa { ACR_MFA } else { ACR_PASSWORD }
    }

    /// Whether it was with more than one factor, and not longer ago than `max_age`. A sign-in that
    /// is still to come is none.
    pub fn is_strong(self, now: Timestamp, max_age: Duration) -> bool {
        self.mfa && self.is_recent(now, max_age)
    }

    /// Whether it was not longer ago than `max_age`, with whatever it was.
    pub fn is_recent(self, now: Timestamp, max_age: Duration) -> bool {
        let Some(at) = self.at else { return false };
        let age_s = now.as_second().saturating_sub(at);
        let max_age_s = i64::try_from(max_age.as_secs()).unwrap_or(i64::MAX);
        (-super::verify::LEEWAY_S..=max_age_s).contains(&age_s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(acr: Option<&str>, amr: &[&str], mfa: bool) {
        let amr: Vec<String> = amr.iter().map(|&word| word.to_owned()).collect();
        assert_eq!(SignIn::of(Some(7), acr, &amr), SignIn { at: Some(7), mfa }, "{acr:?} {amr:?}");
    }

    #[test]
    fn a_second_factor_is_one_that_was_said() {
        check(None, &[], false);
        check(None, &["pwd"], false);
        check(None, &["pwd", "otp"], false);
        check(None, &["pwd", "mfa"], true);
        check(Some(ACR_MFA), &[], true);
        check(Some(ACR_PASSWORD), &["mfa"], false);
        check(Some("2"), &[], false);
        check(Some("2"), &["otp", "mfa"], true);
        check(Some("URN:COMANDA:ACR:MFA"), &["MFA"], false);
    }

    #[test]
    fn a_sign_in_is_strong_for_a_while() {
        let now: Timestamp = "2026-11-30T08:00:00Z".parse().expect("a time");
        let ago = |seconds: i64| SignIn { at: Some(now.as_second() - seconds), mfa: true };
        let strong = |sign_in: SignIn| sign_in.is_strong(now, Duration::from_mins(15));
        assert!(strong(SignIn::operator(now)));
        assert!(strong(ago(900)));
        assert!(!strong(ago(901)));
        assert!(strong(ago(-30)), "clocks may differ");
        assert!(!strong(ago(-31)), "nobody has signed in tomorrow");
        assert!(!strong(SignIn { mfa: false, ..ago(0) }));
        assert!(!strong(SignIn { at: None, mfa: true }));
        assert!(!strong(SignIn { at: Some(i64::MIN), mfa: true }));
        assert!(!strong(SignIn::UNKNOWN));
        let recent = |sign_in: SignIn| sign_in.is_recent(now, Duration::from_mins(15));
        assert!(recent(SignIn { mfa: false, ..ago(900) }), "with whatever it was");
        assert!(!recent(ago(901)) && !recent(SignIn::UNKNOWN));
    }
}
