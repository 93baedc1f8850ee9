//! Registering clients.

use kernel::Timestamp;
use store::Change;

use super::Idp;
use crate::domain::{Client, Grant, Scope, is_own_app, own_apps, redirect_uri_flaw};
use crate::error::Error;
use crate::records::{CLIENTS, ClientRecord};
use crate::secrets;

/// Most redirect URIs of a client, and as many for after signing out.
const URIS_MAX: usize = 20;

/// A client that is to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClient {
    /// Its `client_id`.
    pub id: String,
    /// What people read when it asks for them.
    pub name: String,
    /// Whether it is one of the café's own.
    pub first_party: bool,
    /// Whether it can keep a secret: a program on a server.
    pub confidential: bool,
    /// Where codes may be sent.
    pub redirect_uris: Vec<String>,
    /// Where people may be sent after they signed out.
    pub post_logout_redirect_uris: Vec<String>,
    /// How it may get tokens.
    pub grants: Vec<Grant>,
    /// What it may ask for.
    pub scopes: Vec<Scope>,
}

impl Idp {
    /// Registers a client, or changes one; says its secret, once, where it has one.
    ///
    /// # Errors
    /// [`Error::BadClient`].
    pub async fn register_client(&self, new: NewClient) -> Result<Option<String>, Error> {
        check(&new).map_err(Error::BadClient)?;
        let before = CLIENTS.get(self.store(), &new.id).await?;
        let secret = new.confidential.then(|| secrets::token(self.random()));
        let hash = secret.as_ref().map(|secret| self.secrets().hash("client secret", secret));
        let client = Client {
            id: new.id,
            name: new.name,
            first_party: new.first_party,
            secret: hash,
            redirect_uris: new.redirect_uris,
            post_logout_redirect_uris: new.post_logout_redirect_uris,
            grants: new.grants,
            scopes: new.scopes,
        };
        let at: Timestamp = before.as_ref().map_or(self.now(), |before| before.record.created_at);
        let record = ClientRecord::new(client, at);
        let write = CLIENTS.put(&record, before.map(|before| before.version));
        self.commit(Change::of(vec![write])).await?.or_else(|_| Error::Stale)?;
        Ok(secret)
    }

    /// Removes a client. What it got is refused from then on.
    ///
    /// # Errors
    /// [`Error::NoSuchClient`].
    pub async fn remove_client(&self, id: &str) -> Result<(), Error> {
        let found = CLIENTS.get(self.store(), id).await?;
        let found = found.ok_or_else(|| Error::NoSuchClient(id.to_owned()))?;
        let change = Change::of(vec![CLIENTS.delete(id, found.version)]);
        self.commit(change).await?.or_else(|_| Error::Stale)
    }

    /// Every client: the café's own apps, and those that were registered, by id.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn clients(&self) -> Result<Vec<Client>, Error> {
        let page = CLIENTS.select("by_id", "all").limit(1_000).page(self.store()).await?;
        let registered = page.items.into_iter().map(|found| Client::from(found.record));
        let registered = registered.filter(|client| !is_own_app(&client.id));
        Ok(own_apps(self.issuer()).into_iter().chain(registered).collect())
    }

    /// The client with this id.
    pub(super) async fn client(&self, id: &str) -> Result<Option<Client>, Error> {
        let sound = (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_graphic());
        if !sound {
            return Ok(None);
        }
        if is_own_app(id) {
            return Ok(own_apps(self.issuer()).into_iter().find(|app| app.id == id));
        }
        Ok(CLIENTS.get(self.store(), id).await?.map(|found| found.record.into()))
    }
}

/// What is wrong with a client.
fn check(new: &NewClient) -> Result<(), String> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !(1..=64).contains(&new.id.len()) || !new.id.chars().all(allowed) {
        return Err("its id is 1 to 64 of a-z, 0-9 and hyphens".to_owned());
    }
    if is_own_app(&new.id) {
        return Err(format!("{} is one of the café's own apps, which is there by itself", new.id));
    }
    let name_chars = new.name.chars().count();
    if !(1..=60).contains(&name_chars) || new.name.contains(char::is_control) {
        return Err("its name has 1 to 60 characters".to_owned());
    }
    let uris = [&new.redirect_uris, &new.post_logout_redirect_uris];
    for uri in uris.into_iter().flatten() {
        if let Some(flaw) = redirect_uri_flaw(uri) {
            return Err(format!("the address {uri} will not do: {flaw}"));
        }
    }
    if uris.iter().any(|uris| uris.len() > URIS_MAX) {
        return Err(format!("it has at most {URIS_MAX} addresses"));
    }
    let may = |grant| new.grants.contains(&grant);
    if may(Grant::AuthorizationCode) == new.redirect_uris.is_empty() {
        return Err(
            "people sign in to it by a code, which needs a redirect URI; and the other way \
                    round"
                .to_owned(),
        );
    }
    if may(Grant::ClientCredentials) && !new.confidential {
        return Err("what acts for itself has to keep a secret: make it confidential".to_owned());
    }
    if new.grants.is_empty() {
        return Err(
            "it has no way to get tokens: give it a redirect URI, --device or --service".to_owned()
        );
    }
    Ok(())
}
