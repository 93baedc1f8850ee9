//! Authenticator apps (RFC 6238), and the recovery codes that stand in for them.

use fast_qr::convert::svg::SvgBuilder;
use fast_qr::qr::QRBuilder;
use kernel::Timestamp;
use totp_rs::Builder;

use super::Idp;
use super::mails::{language, moment};
use super::sessions::{NewSession, SignedIn, Visitor, sign_out_everywhere};
use super::sign_in::CHALLENGE_TRIES;
use crate::domain::Method;
use crate::error::Error;
use crate::events::Act;
use crate::records::{Account, Authenticator, Challenge};
use crate::secrets;
use crate::words::mail::Mail;

/// What secrets of authenticators are sealed for.
pub(super) const PURPOSE: &str = "authenticator";
/// Bytes of a secret: as many as SHA-1 makes (RFC 4226, section 4, R6).
const SECRET_BYTES: usize = 20;
/// How many recovery codes there are.
const RECOVERY_CODES: usize = 10;
/// Characters of a recovery code: 50 bits, behind five tries.
const RECOVERY_CHARS: usize = 10;
/// Without those that look alike on paper.
const RECOVERY_ALPHABET: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Seconds of a step; RFC 6238, section 5.2 recommends 30.
const STEP_S: u64 = 30;

/// An authenticator that is being set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// What the browser shows it with: a cookie.
    pub challenge: String,
    /// The QR code, as SVG.
    pub qr: String,
    /// The secret, for typing, in base32.
    pub secret: String,
    /// The address that the QR code holds.
    pub uri: String,
}

impl Idp {
    /// Begins to set up an authenticator. The account changes only when a first code is right.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`].
    pub async fn enrol_authenticator(&self, who: &SignedIn) -> Result<Enrolment, Error> {
        who.must_be_fresh()?;
        let mut secret = [0; SECRET_BYTES];
        self.random().fill(&mut secret);
        let sealed = self.secrets().seal(PURPOSE, &secret, self.random());
        let account = who.account_id().to_owned();
        let challenge = self
            .keep_challenge(|id, expires_at| Challenge {
                id,
                account: Some(account),
                tries: CHALLENGE_TRIES,
                passkey: None,
                authenticator: Some(sealed),
                expires_at,
            })
            .await?;
        self.shown(who, challenge, &secret)
    }

    /// The authenticator that is being set up, shown again after a wrong code.
    ///
    /// # Errors
    /// [`Error::Expired`].
    pub async fn enrolling(&self, who: &SignedIn, challenge: &str) -> Result<Enrolment, Error> {
        let record = self.challenged(challenge).await?.record;
        let sealed = record
            .authenticator
            .as_ref()
            .filter(|_| record.account.as_deref() == Some(who.account_id()));
        let secret = self.secrets().open(PURPOSE, sealed.ok_or(Error::Expired)?)?;
        self.shown(who, challenge.to_owned(), &secret)
    }

    fn shown(&self, who: &SignedIn, challenge: String, secret: &[u8]) -> Result<Enrolment, Error> {
        let brand = self.settings().brand.name.replace(':', " ");
        let totp = Builder::new()
            .with_secret(secret.to_vec())
            .with_account_name(who.account.record.email.as_str())
            .with_issuer(Some(brand.as_str()))
            .build()
            .map_err(|_| Error::Internal)?;
        let uri = totp.to_url().map_err(|_| Error::Internal)?;
        let code = QRBuilder::new(uri.as_str()).build().map_err(|_| Error::Internal)?;
        let qr = SvgBuilder::default().to_str(&code);
        Ok(Enrolment { challenge, qr, secret: totp.secret().to_base32(), uri })
    }

    /// Sets up the authenticator whose first code this is, in place of one before. The account gets
    /// recovery codes if it has none: they are returned, once. Other sessions end.
    ///
    /// # Errors
    /// [`Error::WrongCode`], [`Error::Expired`], [`Error::ConfirmFirst`].
    pub async fn add_authenticator(
        &self,
        who: &SignedIn,
        visitor: &Visitor,
        challenge: &str,
        code: &str,
    ) -> Result<(NewSession, Vec<String>), Error> {
        who.must_be_fresh()?;
        let now = self.now();
        let challenge = self.use_up_try(challenge).await?;
        let sealed = challenge.authenticator.ok_or(Error::Expired)?;
        if challenge.account.as_deref() != Some(who.account_id()) {
            return Err(Error::Expired);
        }
        let secret = self.secrets().open(PURPOSE, &sealed)?;
        let last_step = step_of(&secret, code, now).ok_or(Error::WrongCode)?;
        let codes = self.recovery_codes();
        let account = self
            .change(who.account_id(), |account, along| {
                let secret = sealed.clone();
                account.authenticator = Some(Authenticator { secret, last_step, added_at: now });
                if account.recovery_codes.is_empty() {
                    account.recovery_codes = self.hashed(&codes);
                }
                sign_out_everywhere(account, now);
                along.act(account, Act::AuthenticatorAdded, now);
                Ok(account.clone())
            })
            .await?;
        self.forget_challenge(&challenge.id).await?;
        let language = language(&account.language);
        let (at, page) = (moment(now, language), self.address("/account"));
        let mail = Mail::AuthenticatorAdded { at: &at, account: &page };
        self.mail(&account.email, language, &mail);
        let methods = who.methods_and(Method::Otp);
        let session = self.begin_session(who.account_id(), &methods, visitor).await?;
        let fresh = account.recovery_codes == self.hashed(&codes);
        Ok((session, if fresh { codes } else { Vec::new() }))
    }

    /// Makes new recovery codes in place of those before, and returns them, once.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`].
    pub async fn new_recovery_codes(&self, who: &SignedIn) -> Result<Vec<String>, Error> {
        who.must_be_fresh()?;
        let (now, codes) = (self.now(), self.recovery_codes());
        self.change(who.account_id(), |account, along| {
            account.recovery_codes = self.hashed(&codes);
            along.act(account, Act::RecoveryCodesMade, now);
            Ok(())
        })
        .await?;
        Ok(codes)
    }

    /// Takes the authenticator away; the recovery codes go with the last second factor.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`], [`Error::MfaRequired`].
    pub async fn remove_authenticator(&self, who: &SignedIn) -> Result<(), Error> {
        who.must_be_fresh()?;
        let now = self.now();
        let account = self
            .change(who.account_id(), |account, along| {
                account.authenticator = None;
                self.keep_to_the_rule(account)?;
                along.act(account, Act::AuthenticatorRemoved, now);
                Ok(account.clone())
            })
            .await?;
        let language = language(&account.language);
        let (at, page) = (moment(now, language), self.address("/account"));
        self.mail(&account.email, language, &Mail::SecondFactorOff { at: &at, account: &page });
        Ok(())
    }

    /// Refuses to leave an account without a second factor that must have one.
    pub(super) fn keep_to_the_rule(&self, account: &mut Account) -> Result<(), Error> {
        if account.has_second_factor() {
            return Ok(());
        }
        account.recovery_codes.clear();
        let required = self.settings().mfa_required.contains(&account.role);
        if required { Err(Error::MfaRequired) } else { Ok(()) }
    }

    fn recovery_codes(&self) -> Vec<String> {
        let code = |_| secrets::from_alphabet(self.random(), RECOVERY_ALPHABET, RECOVERY_CHARS);
        (0..RECOVERY_CODES).map(code).collect()
    }

    fn hashed(&self, codes: &[String]) -> Vec<String> {
        codes.iter().map(|code| self.secrets().hash("recovery code", code)).collect()
    }
}

/// The time step a code belongs to, if it is one of this moment: also of the step before and
/// behind, because clocks differ (RFC 6238, section 5.2).
pub(super) fn step_of(secret: &[u8], code: &str, now: Timestamp) -> Option<u64> {
    let totp = Builder::new().with_secret(secret.to_vec()).with_skew(1);
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    totp.with_step_duration(STEP_S)
        .build_noncompliant()
        .check(&code, now.as_second().unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_right_in_its_step_and_the_ones_beside_it() {
        // RFC 6238, appendix B, SHA-1, at 59 s: 94287082, of which six digits are 287082.
        let secret = b"12345678901234567890";
        let at = |second| Timestamp::from_second(second).expect("a time");
        for (second, step) in [(59, Some(1)), (30, Some(1)), (0, Some(1)), (89, Some(1))] {
            assert_eq!(step_of(secret, "287 082", at(second)), step, "{second}");
        }
        assert_eq!(step_of(secret, "287082", at(90)), None);
        for wrong in ["", "287083", "0287082", "94287082", "abcdef"] {
            assert_eq!(step_of(secret, wrong, at(59)), None, "{wrong}");
        }
    }
}
