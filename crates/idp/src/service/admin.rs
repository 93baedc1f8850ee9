//! What an admin does with accounts, each named by its address or its id.

use kernel::{LocationId, Role, Timestamp};
use store::{Expected, Store, Versioned, Write};

use super::change::Along;
use super::invitations::{check_role, is_taken_up};
use super::mails::{language, moment};
use super::sessions::sign_out_everywhere;
use super::{ATTEMPTS, Idp};
use crate::domain::Email;
use crate::error::Error;
use crate::events::Act;
use crate::records::{ACCOUNTS, Account};
use crate::words::mail::Mail;

/// An account as an admin sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    /// Its id.
    pub user: String,
    /// Its address.
    pub email: String,
    /// Its owner's name; empty until they have taken up their invitation.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Where.
    pub locations: Vec<LocationId>,
    /// Whether there is a second factor.
    pub mfa: bool,
    /// `active`, `invited` or `disabled`.
    pub state: &'static str,
    /// When somebody last signed in to it, on a device that is still remembered.
    pub last_signed_in_at: Option<Timestamp>,
}

impl AccountLine {
    pub(super) fn of(account: &Account) -> Self {
        let state = match (account.disabled, is_taken_up(account)) {
            (true, _) => "disabled",
            (false, true) => "active",
            (false, false) => "invited",
        };
        Self {
            user: account.id.clone(),
            email: account.email.clone(),
            name: account.name.clone(),
            role: account.role,
            locations: account.locations.clone(),
            mfa: account.has_second_factor(),
            state,
            last_signed_in_at: account.devices.iter().map(|device| device.seen_at).max(),
        }
    }
}

impl Idp {
    /// Every account, or only those with a role: the highest role first, then the oldest.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn list(&self, role: Option<Role>) -> Result<Vec<AccountLine>, Error> {
        let roles = role.map_or_else(|| Role::ALL.to_vec(), |role| vec![role]);
        let mut lines = Vec::new();
        for role in roles.into_iter().rev() {
            lines.extend(with_role(self.store(), role).await?.iter().map(AccountLine::of));
        }
        Ok(lines)
    }

    /// Gives an account another role. Its sessions end, so that the role holds at once.
    ///
    /// # Errors
    /// [`Error::NoSuchAccount`], [`Error::BadRole`], [`Error::LastAdmin`].
    pub async fn set_role(
        &self,
        who: &str,
        role: Role,
        locations: Vec<LocationId>,
    ) -> Result<AccountLine, Error> {
        check_role(role, &locations)?;
        let now = self.now();
        self.administer(who, role != Role::Admin, |account, along| {
            account.role = role;
            account.locations.clone_from(&locations);
            sign_out_everywhere(account, now);
            along.act(account, Act::RoleChanged, now);
        })
        .await
    }

    /// Disables an account, or enables it again. Its sessions end.
    ///
    /// # Errors
    /// [`Error::NoSuchAccount`], [`Error::LastAdmin`].
    pub async fn disable(&self, who: &str, disabled: bool) -> Result<AccountLine, Error> {
        let now = self.now();
        self.administer(who, disabled, |account, along| {
            account.disabled = disabled;
            sign_out_everywhere(account, now);
            along.act(account, if disabled { Act::Disabled } else { Act::Enabled }, now);
        })
        .await
    }

    /// Ends every session and every client's tokens of an account.
    ///
    /// # Errors
    /// [`Error::NoSuchAccount`].
    pub async fn sign_out_account(&self, who: &str) -> Result<AccountLine, Error> {
        let now = self.now();
        self.administer(who, false, |account, along| {
            sign_out_everywhere(account, now);
            along.act(account, Act::SignedOutEverywhere, now);
        })
        .await
    }

    /// Takes the second factor away from somebody who has lost it. Sessions end; who needs one sets
    /// up another at the next sign-in.
    ///
    /// # Errors
    /// [`Error::NoSuchAccount`].
    pub async fn reset_mfa(&self, who: &str) -> Result<AccountLine, Error> {
        let now = self.now();
        let line = self
            .administer(who, false, |account, along| {
                account.authenticator = None;
                account.recovery_codes.clear();
                // A passkey alone signs in: without a password it is all there is, so it stays.
                if account.password.is_some() {
                    account.passkeys.clear();
                }
                sign_out_everywhere(account, now);
                along.act(account, Act::MfaReset, now);
            })
            .await?;
        let account = self.named(who).await?.record;
        let language = language(&account.language);
        let (at, page) = (moment(now, language), self.address("/account"));
        let mail = Mail::SecondFactorOff { at: &at, account: &page };
        self.mail(&account.email, language, &mail);
        Ok(line)
    }

    /// Whether somebody runs the place.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn has_admin(&self) -> Result<bool, Error> {
        Ok(with_role(self.store(), Role::Admin).await?.iter().any(is_acting_admin))
    }

    /// The account with this address or this id, disabled or not.
    pub(super) async fn named(&self, who: &str) -> Result<Versioned<Account>, Error> {
        let missing = || Error::NoSuchAccount(who.to_owned());
        if !who.contains('@') {
            return ACCOUNTS.get(self.store(), who).await?.ok_or_else(missing);
        }
        let email = Email::parse(who).ok_or_else(missing)?;
        self.account_of(&email).await?.ok_or_else(missing)
    }

    /// Changes an account as it is, again when somebody else was faster. What `takes_an_admin` away
    /// is done only as long as there is another.
    async fn administer(
        &self,
        who: &str,
        takes_an_admin: bool,
        mut decide: impl FnMut(&mut Account, &mut Along),
    ) -> Result<AccountLine, Error> {
        for _ in 0..ATTEMPTS {
            let before = self.named(who).await?;
            let kept = if takes_an_admin {
                keep_an_admin(self.store(), &before.record).await?
            } else {
                None
            };
            let mut decide = |account: &mut Account, along: &mut Along| {
                decide(account, along);
                along.writes.extend(kept.clone());
                Ok(AccountLine::of(account))
            };
            if let Some(line) = self.try_change(before, &mut decide).await? {
                return Ok(line);
            }
        }
        Err(Error::Stale)
    }
}

/// Somebody who can act as an admin now.
fn is_acting_admin(account: &Account) -> bool {
    account.role == Role::Admin && !account.disabled && is_taken_up(account)
}

/// Refuses to take the last admin away. What it gives back is to be committed along: that another
/// is as they were found. Of two who take each other away at once, one comes too late.
pub(super) async fn keep_an_admin(
    store: &dyn Store,
    account: &Account,
) -> Result<Option<Write>, Error> {
    if !is_acting_admin(account) {
        return Ok(None);
    }
    for one in with_role(store, Role::Admin).await?.into_iter().filter(|one| one.id != account.id) {
        // The index may lag behind.
        let Some(another) = ACCOUNTS.get(store, &one.id).await? else { continue };
        if is_acting_admin(&another.record) {
            return Ok(Some(ACCOUNTS.require(one.id, Expected::Version(another.version))));
        }
    }
    Err(Error::LastAdmin)
}

async fn with_role(store: &dyn Store, role: Role) -> Result<Vec<Account>, Error> {
    let (mut accounts, mut after) = (Vec::new(), None);
    loop {
        let select = ACCOUNTS.select("by_role", role.as_str()).limit(1_000).after(after);
        let page = select.page(store).await?;
        accounts.extend(page.items.into_iter().map(|found| found.record));
        after = page.next;
        if after.is_none() {
            return Ok(accounts);
        }
    }
}

#[cfg(test)]
#[path = "admin_tests.rs"]
mod tests;
