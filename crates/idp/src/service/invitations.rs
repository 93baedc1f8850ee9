//! Invitations: an admin makes an account, and its owner takes it up by a link that works once.

use kernel::{LocationId, Role};
use store::{Change, Write};

use super::mails::moment;
use super::sessions::{NewSession, Visitor};
use super::sign_up::person_name;
use super::{Idp, after};
use crate::domain::{Email, Method};
use crate::error::Error;
use crate::events::Act;
use crate::records::{Account, FLOWS, Flow, Purpose};
use crate::secrets;
use crate::words::Language;
use crate::words::mail::Mail;

/// How long an invitation is valid, in seconds: three days.
const INVITATION_S: u64 = 3 * 24 * 3_600;

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The account's id.
    pub user: String,
    /// Whom.
    pub email: String,
    /// As what.
    pub role: Role,
    /// What their browser opens; works once.
    pub link: String,
    /// Whether it was mailed, too.
    pub mailed: bool,
}

/// What somebody who is invited says of themselves.
#[derive(Clone, Copy)]
pub struct TakenUp<'a> {
    /// The token of the link.
    pub link: &'a str,
    /// Their address, where the invitation does not say it.
    pub email: &'a str,
    /// What they are called.
    pub name: &'a str,
    /// The password they have chosen.
    pub password: &'a str,
    /// The language they read.
    pub language: Language,
}

impl Idp {
    /// Makes an account for somebody and invites them to take it up. Inviting again whoever has not
    /// taken it up yet makes another link.
    ///
    /// # Errors
    /// [`Error::BadEmail`], [`Error::BadRole`], [`Error::EmailTaken`].
    pub async fn invite(
        &self,
        email: &str,
        role: Role,
        locations: Vec<LocationId>,
        language: Language,
    ) -> Result<Invited, Error> {
        let email = Email::parse(email).ok_or(Error::BadEmail)?;
        check_role(role, &locations)?;
        let known = self.account_of(&email).await?;
        let (account, mut writes) = match known {
            Some(known) if is_taken_up(&known.record) => return Err(Error::EmailTaken),
            Some(known) => {
                let account = Account { role, locations, ..known.record };
                let write = crate::records::ACCOUNTS.replace(&account, known.version);
                (account, Change::of(vec![write]))
            }
            None => {
                let account = Account {
                    locations,
                    language: language.tag().to_owned(),
                    ..self.new_account(email.as_str(), role)
                };
                let change = self.registration(&account);
                (account, change)
            }
        };
        let (link, write) = self.invitation(&account, language);
        writes.writes.push(write);
        self.commit(writes).await?.or_else(|_| Error::Stale)?;
        let mailed = self.can_mail();
        if mailed {
            let expires = moment(after(self.now(), INVITATION_S), language);
            let mail = Mail::Invitation { role, link: &link, expires: &expires };
            self.mail(email.as_str(), language, &mail);
        }
        Ok(Invited { user: account.id, email: account.email, role, link, mailed })
    }

    /// A link by which its reader becomes the first admin; `None` when there is an admin.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn first_admin(&self) -> Result<Option<String>, Error> {
        if self.has_admin().await? {
            return Ok(None);
        }
        let (link, write) = self.link(Purpose::FirstAdmin, "", Language::En);
        self.commit(Change::of(vec![write])).await?.or_else(|_| Error::Internal)?;
        Ok(Some(link))
    }

    fn invitation(&self, account: &Account, language: Language) -> (String, Write) {
        self.link(Purpose::Invitation { account: account.id.clone() }, &account.email, language)
    }

    /// A link that only its reader can make anything of.
    fn link(&self, purpose: Purpose, email: &str, language: Language) -> (String, Write) {
        let token = secrets::token(self.random());
        let flow = Flow {
            id: self.secrets().hash("flow", &token),
            purpose,
            email: email.to_owned(),
            language: language.tag().to_owned(),
            code: None,
            tries: 1,
            expires_at: after(self.now(), INVITATION_S),
        };
        (self.address(&format!("/invited?link={token}")), FLOWS.insert(&flow))
    }

    /// Whom a link invites: their role, and their address, if it is known yet.
    ///
    /// # Errors
    /// [`Error::Expired`].
    pub async fn invited(&self, link: &str) -> Result<(Option<String>, Role), Error> {
        match self.flow(link).await?.record.purpose {
            Purpose::FirstAdmin if !self.has_admin().await? => Ok((None, Role::Admin)),
            Purpose::Invitation { account } => {
                let account = self.account(&account).await?.ok_or(Error::Expired)?.record;
                Ok((Some(account.email), account.role))
            }
            _ => Err(Error::Expired),
        }
    }

    /// Takes an invitation up. Who could read the link has shown that the address is theirs, or was
    /// given it by an admin; the first admin says which address is theirs.
    ///
    /// # Errors
    /// [`Error::Expired`], [`Error::BadEmail`], [`Error::BadName`], [`Error::BadPassword`],
    /// [`Error::EmailTaken`].
    pub async fn take_up(
        &self,
        visitor: &Visitor,
        taken: TakenUp<'_>,
    ) -> Result<NewSession, Error> {
        let flow = self.flow(taken.link).await?;
        let (email, _) = self.invited(taken.link).await?;
        let email = email.as_deref().unwrap_or(taken.email);
        let email = Email::parse(email).ok_or(Error::BadEmail)?;
        let name = person_name(taken.name)?;
        self.check_password(taken.password, &email, &name)?;
        let password = self.0.passwords.hash(taken.password).await?;
        let (language, now) = (taken.language.tag(), self.now());
        let Purpose::Invitation { account } = &flow.record.purpose else {
            let account = Account {
                name,
                password: Some(password),
                language: language.to_owned(),
                ..self.new_account(email.as_str(), Role::Admin)
            };
            let mut change = self.registration(&account);
            change.writes.push(Self::used_up(&flow));
            self.commit(change).await?.or_else(|_| Error::EmailTaken)?;
            tracing::info!(user = account.id, act = ?Act::Registered, "security");
            return self.begin_session(&account.id, &[Method::Password], visitor).await;
        };
        let id = self
            .change(account, |account, along| {
                if is_taken_up(account) {
                    return Err(Error::Expired);
                }
                account.name.clone_from(&name);
                account.password = Some(password.clone());
                language.clone_into(&mut account.language);
                along.writes.push(Self::used_up(&flow));
                along.act(account, Act::PasswordChanged, now);
                Ok(account.id.clone())
            })
            .await
            .map_err(|_| Error::Expired)?;
        self.begin_session(&id, &[Method::Password], visitor).await
    }
}

/// Whether somebody signs in with it.
pub(super) fn is_taken_up(account: &Account) -> bool {
    account.password.is_some() || !account.passkeys.is_empty()
}

/// Baristas and managers work somewhere; the others have the same rights at every location.
pub(super) fn check_role(role: Role, locations: &[LocationId]) -> Result<(), Error> {
    let bound = matches!(role, Role::Barista | Role::Manager);
    match (bound, locations.is_empty()) {
        (true, true) => Err(Error::BadRole(format!("a {role} works somewhere: name a location"))),
        (false, false) => Err(Error::BadRole(format!(
            "a {role} has the same rights at every location: name none"
        ))),
        _ if locations.len() > 20 => {
            Err(Error::BadRole("somebody works at 20 locations at most".to_owned()))
        }
        _ => Ok(()),
    }
}
