//! What clients go on with: each family of refresh tokens is an app to whoever signed in to it.

use kernel::Timestamp;

use super::Idp;
use super::sessions::SignedIn;
use crate::error::Error;
use crate::records::REFRESH_TOKENS;

/// Most apps that are shown.
const SHOWN: usize = 100;

/// An app as whoever signed in to it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppView {
    /// Names it in [`Idp::end_app`].
    pub id: String,
    /// Its name.
    pub name: String,
    /// When they signed in to it.
    pub since: Timestamp,
    /// When it last went on.
    pub used_at: Timestamp,
}

impl Idp {
    /// The apps that go on for somebody, newest first.
    pub(super) async fn apps(&self, who: &SignedIn) -> Result<Vec<AppView>, Error> {
        let (now, valid_from) = (self.now(), who.account.record.valid_from);
        let select = REFRESH_TOKENS.select("by_account", who.account_id()).descending();
        let mut apps = Vec::new();
        for found in select.limit(SHOWN).page(self.store()).await?.items {
            let family = found.record;
            let goes_on = !family.revoked && !family.secret.is_empty() && family.expires_at > now;
            if !goes_on || family.created_at < valid_from {
                continue;
            }
            let Some(client) = self.client(&family.client).await? else { continue };
            let (id, since, used_at) = (family.id, family.created_at, family.used_at);
            apps.push(AppView { id, name: client.name, since, used_at });
        }
        Ok(apps)
    }

    /// Ends what one of one's own apps goes on with.
    ///
    /// # Errors
    /// [`Error::Stale`]; an app that is somebody else's is passed over.
    pub async fn end_app(&self, who: &SignedIn, id: &str) -> Result<(), Error> {
        let found = REFRESH_TOKENS.get(self.store(), id).await?;
        if found.is_some_and(|family| family.record.account == who.account_id()) {
            self.revoke_family(id, None).await.map_err(|_| Error::Stale)?;
        }
        Ok(())
    }
}
