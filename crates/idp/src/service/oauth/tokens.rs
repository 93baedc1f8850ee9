//! Making tokens. Their claims have the names Amazon Cognito gives them, so that tokens of either
//! read the same.

use jsonwebtoken::{Algorithm, Header};
use kernel::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use super::Refusal;
use crate::domain::{Method, Scope, Strength, amr};
use crate::records::Account;
use crate::service::Idp;

/// For whom access tokens with the scope `api` are meant.
const AUDIENCE: &str = "comanda";

/// What a client gets.
#[derive(Debug, Clone, Serialize)]
pub struct Tokens {
    /// Opens what its scope says.
    pub access_token: String,
    /// `Bearer`.
    pub token_type: &'static str,
    /// How long the access token is valid, in seconds.
    pub expires_in: i64,
    /// What was granted.
    pub scope: String,
    /// Who signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
    /// What to go on with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
}

/// What tokens are about.
pub(super) struct About<'a> {
    pub(super) account: &'a Account,
    pub(super) client: &'a str,
    pub(super) scopes: &'a [Scope],
    pub(super) methods: Vec<Method>,
    pub(super) auth_at: Timestamp,
    /// The session, or the family where there is none.
    pub(super) sid: &'a str,
    /// The family of refresh tokens it belongs to.
    pub(super) family: &'a str,
    pub(super) nonce: Option<&'a str>,
}

impl Idp {
    /// Tokens about a person.
    pub(super) async fn make_tokens(
        &self,
        about: About<'_>,
        refresh_token: Option<String>,
    ) -> Result<Tokens, Refusal> {
        let scope = Scope::words(about.scopes);
        let access_token = self.sign("at+jwt", &self.access(&about, &scope)).await?;
        let id_token = if about.scopes.contains(&Scope::Openid) {
            Some(self.sign("JWT", &self.identity(&about)).await?)
        } else {
            None
        };
        let expires_in = self.settings().token_s;
        Ok(Tokens {
            access_token,
            token_type: "Bearer",
            expires_in,
            scope,
            id_token,
            refresh_token,
        })
    }

    /// A token about a client that acts for itself.
    pub(super) async fn client_token(
        &self,
        client: &str,
        scopes: &[Scope],
    ) -> Result<Tokens, Refusal> {
        let (scope, now) = (Scope::words(scopes), self.now().as_second());
        let expires_in = self.settings().token_s;
        let claims = json!({
            "iss": self.issuer(), "sub": client, "aud": audience(scopes, self.issuer()),
            "client_id": client, "iat": now, "exp": now + expires_in, "jti": self.random().token(),
            "scope": scope, "token_use": "access",
        });
        let access_token = self.sign("at+jwt", &claims).await?;
        let (id_token, refresh_token) = (None, None);
        Ok(Tokens {
            access_token,
            token_type: "Bearer",
            expires_in,
            scope,
            id_token,
            refresh_token,
        })
    }

    fn access(&self, about: &About<'_>, scope: &str) -> Value {
        let now = self.now().as_second();
        // Without the scope for it, a token opens nothing but the person's own description.
        let opens = about.scopes.contains(&Scope::Api);
        let groups = if opens { about.account.groups() } else { Vec::new() };
        json!({
            "iss": self.issuer(), "sub": about.account.id,
            "aud": audience(about.scopes, self.issuer()), "client_id": about.client,
            "iat": now, "exp": now + self.settings().token_s, "jti": self.random().token(),
            "scope": scope, "token_use": "access", "cognito:groups": groups,
            "auth_time": about.auth_at.as_second(), "sid": about.sid, "family": about.family,
            "acr": Strength::of(&about.methods).acr(), "amr": amr(&about.methods),
        })
    }

    fn identity(&self, about: &About<'_>) -> Value {
        let now = self.now().as_second();
        let mut claims = json!({
            "iss": self.issuer(), "sub": about.account.id, "aud": about.client,
            "iat": now, "exp": now + self.settings().token_s, "token_use": "id",
            "cognito:groups": about.account.groups(), "auth_time": about.auth_at.as_second(),
            "acr": Strength::of(&about.methods).acr(), "amr": amr(&about.methods),
            "sid": about.sid,
        });
        if let Some(nonce) = about.nonce {
            claims["nonce"] = nonce.into();
        }
        if let (Some(all), Value::Object(more)) =
            (claims.as_object_mut(), description(about.account, about.scopes))
        {
            all.extend(more);
        }
        claims
    }

    pub(super) async fn sign(&self, typ: &str, claims: &Value) -> Result<String, Refusal> {
        let keys = self.keys().await?;
        let header = Header {
            typ: Some(typ.to_owned()),
            kid: Some(keys.kid.clone()),
            ..Header::new(Algorithm::ES256)
        };
        jsonwebtoken::encode(&header, claims, &keys.signing).map_err(|_| Refusal::ServerError)
    }
}

/// What a client may know of a person.
pub(super) fn description(account: &Account, scopes: &[Scope]) -> Value {
    let mut known = json!({});
    if scopes.contains(&Scope::Profile) {
        known["name"] = account.name.as_str().into();
        known["locale"] = account.language.as_str().into();
    }
    if scopes.contains(&Scope::Email) {
        known["email"] = account.email.as_str().into();
        known["email_verified"] = true.into();
    }
    known
}

/// For whom an access token is meant: our API where it was asked for, else only ourselves.
fn audience<'a>(scopes: &[Scope], issuer: &'a str) -> &'a str {
    if scopes.contains(&Scope::Api) { AUDIENCE } else { issuer }
}
