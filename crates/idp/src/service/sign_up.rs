//! Signing up: an account is made when its address is shown to be theirs.

use kernel::{Role, Timestamp};
use store::Change;

use super::Idp;
use super::flows::CODE_MINUTES;
use super::sessions::{NewSession, Visitor};
use crate::domain::{Email, Method};
use crate::error::Error;
use crate::events::{self, Act};
use crate::ports::Registered;
use crate::records::{ACCOUNTS, Account, EMAILS, EmailRecord, Purpose};
use crate::words::Language;
use crate::words::mail::Mail;

/// Most characters of a name.
const NAME_CHARS_MAX: usize = 80;

impl Idp {
    /// Mails a code to somebody who wants an account. Who has one is mailed that instead, and the
    /// answer is the same.
    ///
    /// # Errors
    /// [`Error::BadEmail`], [`Error::BadName`], [`Error::BadPassword`],
    /// [`Error::TooManyAttempts`], [`Error::NoMail`].
    pub async fn sign_up(
        &self,
        visitor: &Visitor,
        language: Language,
        email: &str,
        name: &str,
        password: &str,
    ) -> Result<String, Error> {
        if !self.can_mail() {
            return Err(Error::NoMail);
        }
        let email = Email::parse(email).ok_or(Error::BadEmail)?;
        let name = person_name(name)?;
        self.check_password(password, &email, &name)?;
        self.count_mail(&email, &visitor.network).await?;
        // The hash is made, and the flow kept, whether or not there is an account.
        let password = self.0.passwords.hash(password).await?;
        let known = self.account_of(&email).await?;
        let purpose = Purpose::SignUp { name, password };
        let begun = self.begin_flow(purpose, &email, language, known.is_none()).await?;
        if known.is_some() {
            let (sign_in, forgotten) = (self.address("/sign-in"), self.address("/forgotten"));
            let mail = Mail::AlreadyRegistered { sign_in: &sign_in, forgotten: &forgotten };
            self.mail(email.as_str(), language, &mail);
        } else {
            let mail = Mail::VerifyCode { code: &begun.code, minutes: CODE_MINUTES };
            self.mail(email.as_str(), language, &mail);
        }
        Ok(begun.flow)
    }

    /// Makes the account whose code was mailed, and signs it in.
    ///
    /// # Errors
    /// [`Error::WrongCode`], [`Error::Expired`], [`Error::EmailTaken`].
    pub async fn verify(
        &self,
        visitor: &Visitor,
        flow: &str,
        code: &str,
    ) -> Result<NewSession, Error> {
        let flow = self.flow_with_code(flow, code).await?;
        let Purpose::SignUp { name, password } = &flow.record.purpose else {
            return Err(Error::Expired);
        };
        let account = Account {
            name: name.clone(),
            language: flow.record.language.clone(),
            password: Some(password.clone()),
            ..self.new_account(&flow.record.email, Role::Customer)
        };
        let mut change = self.registration(&account);
        change.writes.push(Self::used_up(&flow));
        self.commit(change).await?.or_else(|_| Error::EmailTaken)?;
        tracing::info!(user = account.id, act = ?Act::Registered, "security");
        self.begin_session(&account.id, &[Method::Password], visitor).await
    }

    /// Nobody yet, with this address.
    pub(super) fn new_account(&self, email: &str, role: Role) -> Account {
        let now = self.now();
        Account {
            id: format!("usr_{}", self.random().token()),
            email: email.to_owned(),
            name: String::new(),
            language: Language::En.tag().to_owned(),
            password: None,
            authenticator: None,
            recovery_codes: Vec::new(),
            passkeys: Vec::new(),
            role,
            locations: Vec::new(),
            devices: Vec::new(),
            disabled: false,
            created_at: now,
            valid_from: now,
        }
    }

    /// What makes an account: it, its address, its profile, and what is said of it.
    pub(super) fn registration(&self, account: &Account) -> Change {
        let at: Timestamp = account.created_at;
        let owned = EmailRecord { email: account.email.clone(), account: account.id.clone() };
        let registered = Registered {
            user: account.principal(),
            email: account.email.clone(),
            name: account.name.clone(),
            language: account.language.clone(),
            at,
        };
        let mut change = self.0.parts.users.registered(&registered);
        change.writes.extend([EMAILS.insert(&owned), ACCOUNTS.insert(account)]);
        change.saying(events::act(&account.id, Act::Registered, at))
    }
}

/// The name of a person: 1 to 80 characters on one line.
pub(super) fn person_name(text: &str) -> Result<String, Error> {
    let name = text.trim();
    let good = (1..=NAME_CHARS_MAX).contains(&name.chars().count());
    if good && !name.contains(char::is_control) { Ok(name.to_owned()) } else { Err(Error::BadName) }
}
