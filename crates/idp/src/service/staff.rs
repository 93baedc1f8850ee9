//! What an admin does with the people who work here, by the API.
//!
//! Who only orders is not among them: for an id of theirs there is nobody.

use kernel::{LocationId, PrincipalId, Role};

use super::admin::AccountLine;
use super::invitations::is_taken_up;
use super::{Idp, Invited};
use crate::domain::Email;
use crate::error::Error;
use crate::words::Language;

/// Somebody who was asked to work here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hired {
    /// Their account.
    pub member: AccountLine,
    /// The link by which they take it up, where it could not be mailed: whoever invited them passes
    /// it on.
    pub link: Option<String>,
}

impl Idp {
    /// Everybody who works here, or was invited to: the highest role first, then the oldest.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn staff(&self) -> Result<Vec<AccountLine>, Error> {
        let mut everybody = Vec::new();
        for role in Role::ALL.into_iter().rev().filter(|role| *role != Role::Customer) {
            everybody.extend(self.list(Some(role)).await?);
        }
        Ok(everybody)
    }

    /// Makes somebody one of those who work here. Who has no account is invited; inviting again
    /// whoever has not taken theirs up makes another link. Who has one, as a customer, keeps it and
    /// has the role from the next sign-in on.
    ///
    /// # Errors
    /// [`Error::BadEmail`], [`Error::BadRole`], [`Error::EmailTaken`] when they work here already.
    pub async fn hire(
        &self,
        email: &str,
        role: Role,
        locations: Vec<LocationId>,
        language: Language,
    ) -> Result<Hired, Error> {
        if role == Role::Customer {
            return Err(Error::BadRole("nobody is invited to be a customer".to_owned()));
        }
        let address = Email::parse(email).ok_or(Error::BadEmail)?;
        let known = self.account_of(&address).await?.map(|known| known.record);
        if known.is_some_and(|known| is_taken_up(&known) && known.role == Role::Customer) {
            let member = self.set_role(email, role, locations).await?;
            return Ok(Hired { member, link: None });
        }
        let Invited { user, link, mailed, .. } =
            self.invite(email, role, locations, language).await?;
        let member = AccountLine::of(&self.named(&user).await?.record);
        Ok(Hired { member, link: (!mailed).then_some(link) })
    }

    /// Gives one of them another role; as a customer, they do not work here any more.
    ///
    /// # Errors
    /// [`Error::NoSuchAccount`], [`Error::Yourself`], [`Error::BadRole`], [`Error::LastAdmin`].
    pub async fn set_staff_role(
        &self,
        by: &PrincipalId,
        member: &str,
        role: Role,
        locations: Vec<LocationId>,
    ) -> Result<AccountLine, Error> {
        self.must_be_another(by, member, role != Role::Admin).await?;
        self.set_role(member, role, locations).await
    }

    /// Keeps one of them from signing in, or lets them again.
    ///
    /// # Errors
    /// [`Error::NoSuchAccount`], [`Error::Yourself`], [`Error::LastAdmin`].
    pub async fn disable_staff(
        &self,
        by: &PrincipalId,
        member: &str,
        disabled: bool,
    ) -> Result<AccountLine, Error> {
        self.must_be_another(by, member, disabled).await?;
        self.disable(member, disabled).await
    }

    /// Ends everything that one of them is signed in to.
    ///
    /// # Errors
    /// [`Error::NoSuchAccount`].
    pub async fn sign_out_staff(&self, member: &str) -> Result<AccountLine, Error> {
        self.must_work_here(member).await?;
        self.sign_out_account(member).await
    }

    /// Takes away the second factor of one of them who has lost it.
    ///
    /// # Errors
    /// [`Error::NoSuchAccount`], [`Error::Yourself`]: who still has it takes it away on the pages
    /// of their account.
    pub async fn reset_staff_mfa(
        &self,
        by: &PrincipalId,
        member: &str,
    ) -> Result<AccountLine, Error> {
        self.must_be_another(by, member, true).await?;
        self.reset_mfa(member).await
    }

    async fn must_work_here(&self, member: &str) -> Result<(), Error> {
        let missing = || Error::NoSuchAccount(member.to_owned());
        // Addresses are for the command line; here they would be in paths and logs.
        if member.contains('@') || self.named(member).await?.record.role == Role::Customer {
            return Err(missing());
        }
        Ok(())
    }

    /// Refuses what somebody would do to themselves by mistake, if it is `harm`.
    async fn must_be_another(
        &self,
        by: &PrincipalId,
        member: &str,
        harm: bool,
    ) -> Result<(), Error> {
        self.must_work_here(member).await?;
        if harm && by.as_str() == member { Err(Error::Yourself) } else { Ok(()) }
    }
}
