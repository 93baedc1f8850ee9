//! Invitations: an admin makes an account, and its owner takes it up by a link that works once.

use kernel::{LocationId, Role};
use store::{Change, Write};

use super::mails::moment;
use super::sessions::{NewSession, Visitor};
use super::sign_up::person_name;
use super::{Idp, after, password_rules};
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

    /// A link that only its reader can make anything of.
    fn invitation(&self, account: &Account, language: Language) -> (String, Write) {
        let token = secrets::token(self.random());
        let id = self.secrets().hash("flow", &token);
        let flow = Flow {
            id,
            purpose: Purpose::Invitation { account: account.id.clone() },
            email: account.email.clone(),
            language: language.tag().to_owned(),
            code: None,
            tries: 1,
            expires_at: after(self.now(), INVITATION_S),
        };
        (self.address(&format!("/invited?link={token}")), FLOWS.insert(&flow))
    }

    /// Whom a link invites: their address and role.
    ///
    /// # Errors
    /// [`Error::Expired`].
    pub async fn invited(&self, link: &str) -> Result<(String, Role), Error> {
        let flow = self.flow(link).await?.record;
        let Purpose::Invitation { account } = &flow.purpose else { return Err(Error::Expired) };
        let account = self.account(account).await?.ok_or(Error::Expired)?.record;
        Ok((account.email, account.role))
    }

    /// Takes an invitation up. Who could read the link has shown that the address is theirs, or was
    /// given it by an admin.
    ///
    /// # Errors
    /// [`Error::Expired`], [`Error::BadName`], [`Error::BadPassword`].
    pub async fn take_up(
        &self,
        visitor: &Visitor,
        link: &str,
        name: &str,
        password: &str,
        language: Language,
    ) -> Result<NewSession, Error> {
        let flow = self.flow(link).await?;
        let Purpose::Invitation { account } = &flow.record.purpose else {
            return Err(Error::Expired);
        };
        let email = Email::parse(&flow.record.email).ok_or(Error::Internal)?;
        let name = person_name(name)?;
        password_rules::check(password, &email, &name)?;
        let hash = self.0.passwords.hash(password).await?;
        let now = self.now();
        let id = self
            .change(account, |account, along| {
                if is_taken_up(account) {
                    return Err(Error::Expired);
                }
                account.name.clone_from(&name);
                account.password = Some(hash.clone());
                language.tag().clone_into(&mut account.language);
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
