//! Changing an account: read, decide, commit, and again when somebody else was faster.

use kernel::Timestamp;
use store::{Change, Outcome, Outgoing, Versioned, Write};

use super::{ATTEMPTS, Idp};
use crate::domain::Email;
use crate::error::Error;
use crate::events::{self, Act};
use crate::records::{ACCOUNTS, Account, EMAILS};

/// What goes with the change of an account.
#[derive(Default)]
pub(super) struct Along {
    pub(super) writes: Vec<Write>,
    messages: Vec<Outgoing>,
}

impl Along {
    /// Says that something happened, and logs it.
    pub(super) fn act(&mut self, account: &Account, act: Act, at: Timestamp) {
        tracing::info!(user = account.id, ?act, "security");
        self.messages.push(events::act(&account.id, act, at));
    }
}

impl Idp {
    /// The account with this id, unless it is disabled.
    pub(super) async fn account(&self, id: &str) -> Result<Option<Versioned<Account>>, Error> {
        let found = ACCOUNTS.get(self.store(), id).await?;
        Ok(found.filter(|account| !account.record.disabled))
    }

    /// The account with this address, disabled or not. It takes as long where there is none.
    pub(super) async fn account_of(
        &self,
        email: &Email,
    ) -> Result<Option<Versioned<Account>>, Error> {
        let known = EMAILS.get(self.store(), email.as_str()).await?;
        let id = known.map_or_else(|| "nobody".to_owned(), |known| known.record.account);
        Ok(ACCOUNTS.get(self.store(), &id).await?)
    }

    /// Changes an account that is not disabled. `decide` may be asked several times.
    ///
    /// # Errors
    /// [`Error::SignedOut`] when there is none, what `decide` says, [`Error::Stale`].
    pub(super) async fn change<T>(
        &self,
        id: &str,
        mut decide: impl FnMut(&mut Account, &mut Along) -> Result<T, Error>,
    ) -> Result<T, Error> {
        for _ in 0..ATTEMPTS {
            let before = self.account(id).await?.ok_or(Error::SignedOut)?;
            if let Some(done) = self.try_change(before, &mut decide).await? {
                return Ok(done);
            }
        }
        Err(Error::Stale)
    }

    /// Changes an account as it was read; `None` when somebody else was faster.
    pub(super) async fn try_change<T>(
        &self,
        before: Versioned<Account>,
        decide: &mut impl FnMut(&mut Account, &mut Along) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let (mut account, mut along) = (before.record, Along::default());
        let done = decide(&mut account, &mut along)?;
        let mut change = Change::of(vec![ACCOUNTS.replace(&account, before.version)]);
        change.writes.extend(along.writes);
        change.messages = along.messages;
        match self.commit(change).await? {
            Outcome::Committed => Ok(Some(done)),
            Outcome::Conflict { .. } => Ok(None),
        }
    }
}
