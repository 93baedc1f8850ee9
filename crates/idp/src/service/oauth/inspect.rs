//! What a token is worth, ending it, and whom it is about.

use kernel::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use super::tokens::description;
use super::{Credentials, Refusal};
use crate::domain::Scope;
use crate::records::REFRESH_TOKENS;
use crate::service::Idp;

/// What a token is worth (RFC 7662).
#[derive(Debug, Clone, Serialize)]
pub struct Introspection {
    /// Whether it opens anything.
    pub active: bool,
    /// Its claims, where it does.
    #[serde(flatten)]
    pub claims: Option<Value>,
}

const NOTHING: Introspection = Introspection { active: false, claims: None };

impl Idp {
    /// What a token is worth. Only clients with a secret may ask; a client learns of refresh tokens
    /// of its own only.
    ///
    /// # Errors
    /// [`Refusal::InvalidClient`].
    pub async fn introspect(
        &self,
        credentials: &Credentials,
        token: &str,
    ) -> Result<Introspection, Refusal> {
        let client = self.authenticate(credentials).await?;
        if client.secret.is_none() {
            return Err(Refusal::InvalidClient("only a client with a secret may ask this"));
        }
        let now = self.now();
        if let Some(claims) = self.claims(token).await? {
            let active = self.stands(&claims).await?;
            return Ok(Introspection { active, claims: active.then_some(claims) });
        }
        let Some((id, secret)) = self.parts_of(token) else { return Ok(NOTHING) };
        let Some(found) = REFRESH_TOKENS.get(self.store(), id).await? else { return Ok(NOTHING) };
        let family = found.record;
        let good = family.client == client.id
            && !family.revoked
            && family.expires_at > now
            && self.secrets().fits("refresh token", secret, &family.secret);
        if !good || !self.is_valid(&family.account, family.created_at).await? {
            return Ok(NOTHING);
        }
        let claims = json!({
            "iss": self.issuer(), "sub": family.account, "client_id": family.client,
            "scope": family.scope, "exp": family.expires_at.as_second(),
            "token_use": "refresh",
        });
        Ok(Introspection { active: true, claims: Some(claims) })
    }

    /// Ends a token, and all that came of the same sign-in (RFC 7009). One that is not there, or
    /// another's, is passed over.
    ///
    /// # Errors
    /// [`Refusal::InvalidClient`].
    pub async fn revoke(&self, credentials: &Credentials, token: &str) -> Result<(), Refusal> {
        let client = self.authenticate(credentials).await?;
        if let Some(claims) = self.claims(token).await? {
            let (id, owner) = (claims["family"].as_str(), claims["client_id"].as_str());
            if let Some(id) = id.filter(|_| owner == Some(&client.id)) {
                self.revoke_family(id, None).await?;
            }
            return Ok(());
        }
        let Some((id, secret)) = self.parts_of(token) else { return Ok(()) };
        let Some(found) = REFRESH_TOKENS.get(self.store(), id).await? else { return Ok(()) };
        let fits = self.secrets().fits("refresh token", secret, &found.record.secret);
        if fits && found.record.client == client.id {
            self.revoke_family(id, None).await?;
        }
        Ok(())
    }

    /// Whom an access token is about, as far as its scope goes; `None` when it opens nothing.
    ///
    /// # Errors
    /// [`Refusal::TemporarilyUnavailable`].
    pub async fn userinfo(&self, token: &str) -> Result<Option<Value>, Refusal> {
        let Some(claims) = self.claims(token).await? else { return Ok(None) };
        let scopes = Scope::list(claims["scope"].as_str().unwrap_or_default());
        if !scopes.contains(&Scope::Openid) || !self.stands(&claims).await? {
            return Ok(None);
        }
        let id = claims["sub"].as_str().unwrap_or_default();
        let Some(account) = self.account(id).await? else { return Ok(None) };
        let mut known = description(&account.record, &scopes);
        known["sub"] = id.into();
        Ok(Some(known))
    }

    /// The claims of an access token of ours that has not expired.
    async fn claims(&self, token: &str) -> Result<Option<Value>, Refusal> {
        let Some(claims) = self.read_ours(token).await? else { return Ok(None) };
        let fresh = claims["exp"].as_i64().is_some_and(|exp| exp > self.now().as_second());
        Ok(Some(claims).filter(|claims| fresh && claims["token_use"] == "access"))
    }

    /// Whether what a token of ours says still holds: its family and its account.
    async fn stands(&self, claims: &Value) -> Result<bool, Refusal> {
        let Some(family) = claims["family"].as_str() else {
            // A client's own.
            let id = claims["client_id"].as_str().unwrap_or_default();
            return Ok(self.client(id).await?.is_some());
        };
        let Some(found) = REFRESH_TOKENS.get(self.store(), family).await? else { return Ok(false) };
        let family = found.record;
        Ok(!family.revoked && self.is_valid(&family.account, family.created_at).await?)
    }

    /// Whether an account is there, and what began then has not been ended.
    async fn is_valid(&self, account: &str, began: Timestamp) -> Result<bool, Refusal> {
        let account = self.account(account).await?;
        Ok(account.is_some_and(|account| account.record.valid_from <= began))
    }
}
