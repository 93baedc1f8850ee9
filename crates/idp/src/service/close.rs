//! Closing an account.

use store::{Change, Store};

use super::Idp;
use super::admin::keep_an_admin;
use super::mails::language;
use super::sessions::SignedIn;
use crate::error::Error;
use crate::events::{self, Act};
use crate::records::{ACCOUNTS, EMAILS, REFRESH_TOKENS, SESSIONS};
use crate::words::mail::Mail;

/// Most sessions and most clients that go with an account at once. What an index shows too late, or
/// what is more, opens nothing without the account, and is forgotten when it expires.
const GO_ALONG: usize = 40;

/// What closes an account: to be committed together with whatever else forgets the person. Nothing
/// where there is none.
///
/// # Errors
/// [`Error::LastAdmin`].
pub async fn closing(
    store: &dyn Store,
    user: &str,
    now: kernel::Timestamp,
) -> Result<Change, Error> {
    let Some(account) = ACCOUNTS.get(store, user).await? else { return Ok(Change::default()) };
    let kept = keep_an_admin(store, &account.record).await?;
    let mut change = Change::of(vec![ACCOUNTS.delete(user, account.version)]);
    change.writes.extend(kept);
    if let Some(email) = EMAILS.get(store, &account.record.email).await? {
        change.writes.push(EMAILS.delete(account.record.email.clone(), email.version));
    }
    let sessions = SESSIONS.select("by_account", user).limit(GO_ALONG).page(store).await?;
    for found in &sessions.items {
        // The index may lag behind: only what is there as it says can be deleted.
        let id = &found.record.id;
        if let Some(session) = SESSIONS.get(store, id).await? {
            change.writes.push(SESSIONS.delete(id.clone(), session.version));
        }
    }
    let families = REFRESH_TOKENS.select("by_account", user).limit(GO_ALONG).page(store).await?;
    for found in &families.items {
        let id = &found.record.id;
        if let Some(family) = REFRESH_TOKENS.get(store, id).await? {
            change.writes.push(REFRESH_TOKENS.delete(id.clone(), family.version));
        }
    }
    Ok(change.saying(events::act(user, Act::Closed, now)))
}

impl Idp {
    /// Closes somebody's account for good: the person is forgotten, the books stay.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`], and what the users' owner says, such as that an order is under way,
    /// or that this is the last admin.
    pub async fn close_account(&self, who: &SignedIn) -> Result<(), Error> {
        who.must_be_fresh()?;
        self.0.parts.users.erase(&who.account.record.principal()).await?;
        let account = &who.account.record;
        tracing::info!(user = account.id, act = ?Act::Closed, "security");
        self.mail(&account.email, language(&account.language), &Mail::AccountClosed);
        Ok(())
    }
}
