//! Another password: by mail for who forgot it, or on the account's page for who knows it.

use kernel::Timestamp;

use super::Idp;
use super::flows::CODE_MINUTES;
use super::mails::{language, moment};
use super::sessions::{NewSession, SignedIn, Visitor, sign_out_everywhere};
use crate::domain::{Counted, Email};
use crate::error::Error;
use crate::events::Act;
use crate::records::{Account, Purpose};
use crate::service::throttles::Count;
use crate::words::Language;
use crate::words::mail::Mail;

impl Idp {
    /// Mails a code for another password. Where there is no account, the answer is the same.
    ///
    /// # Errors
    /// [`Error::BadEmail`], [`Error::TooManyAttempts`], [`Error::NoMail`].
    pub async fn forgotten(
        &self,
        visitor: &Visitor,
        language: Language,
        email: &str,
    ) -> Result<String, Error> {
        if !self.can_mail() {
            return Err(Error::NoMail);
        }
        let email = Email::parse(email).ok_or(Error::BadEmail)?;
        self.count_mail(&email, &visitor.network).await?;
        let known = self.account_of(&email).await?.map(|known| known.record);
        let known = known.filter(|known| !known.disabled);
        let account = known.as_ref().map_or_else(String::new, |known| known.id.clone());
        let purpose = Purpose::Reset { account };
        let begun = self.begin_flow(purpose, &email, language, known.is_some()).await?;
        if known.is_some() {
            let mail = Mail::ResetCode { code: &begun.code, minutes: CODE_MINUTES };
            self.mail(email.as_str(), language, &mail);
        }
        Ok(begun.flow)
    }

    /// Sets another password with a mailed code. Every session ends, and nobody is signed in by
    /// it: who has a second factor shows it next.
    ///
    /// # Errors
    /// [`Error::WrongCode`], [`Error::Expired`], [`Error::BadPassword`].
    pub async fn reset(&self, flow: &str, code: &str, password: &str) -> Result<(), Error> {
        let waiting = self.flow(flow).await?.record;
        let email = Email::parse(&waiting.email).ok_or(Error::Internal)?;
        let known = match &waiting.purpose {
            Purpose::Reset { account } => self.account(account).await?,
            _ => return Err(Error::Expired),
        };
        let name = known.map_or_else(String::new, |known| known.record.name);
        // Before the code is used up: who has chosen badly may choose again.
        self.check_password(password, &email, &name)?;
        let hash = self.0.passwords.hash(password).await?;
        let flow = self.flow_with_code(flow, code).await?;
        let Purpose::Reset { account } = &flow.record.purpose else { return Err(Error::Expired) };
        let now = self.now();
        let changed = self
            .change(account, |account, along| {
                account.password = Some(hash.clone());
                sign_out_everywhere(account, now);
                along.writes.push(Self::used_up(&flow));
                along.act(account, Act::PasswordReset, now);
                Ok(account.clone())
            })
            .await
            .map_err(expired)?;
        self.tell_password_changed(&changed, now);
        Ok(())
    }

    /// Changes the password of somebody who knows it. Other sessions end.
    ///
    /// # Errors
    /// [`Error::WrongPassword`], [`Error::BadPassword`], [`Error::TooManyAttempts`].
    pub async fn change_password(
        &self,
        who: &SignedIn,
        visitor: &Visitor,
        old: &str,
        new: &str,
    ) -> Result<NewSession, Error> {
        let account = &who.account.record;
        let counts = [Count {
            counted: Counted::Device,
            key: format!("{} change", account.id),
            about: Some(account.id.clone()),
        }];
        self.count(&counts).await?;
        let had = account.password.clone();
        if had.is_none() {
            who.must_be_fresh()?;
        } else if !self.0.passwords.check(old, had.as_deref()).await? {
            return Err(Error::WrongPassword);
        }
        self.forgive(&counts).await?;
        let email = Email::parse(&account.email).ok_or(Error::Internal)?;
        self.check_password(new, &email, &account.name)?;
        let hash = self.0.passwords.hash(new).await?;
        let now = self.now();
        let changed = self
            .change(who.account_id(), |account, along| {
                if account.password != had {
                    return Err(Error::Stale);
                }
                account.password = Some(hash.clone());
                sign_out_everywhere(account, now);
                along.act(account, Act::PasswordChanged, now);
                Ok(account.clone())
            })
            .await?;
        self.tell_password_changed(&changed, now);
        // Knowing the password is no second factor: how and when they signed in stays as it was.
        self.renew(who, visitor).await
    }

    fn tell_password_changed(&self, account: &Account, now: Timestamp) {
        let language = language(&account.language);
        let (at, forgotten) = (moment(now, language), self.address("/forgotten"));
        let mail = Mail::PasswordChanged { at: &at, forgotten: &forgotten };
        self.mail(&account.email, language, &mail);
    }
}

/// Whoever is gone meanwhile cannot get another password.
fn expired(error: Error) -> Error {
    if matches!(error, Error::SignedOut) { Error::Expired } else { error }
}
