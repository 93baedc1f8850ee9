//! Access tokens of an OpenID issuer: one outside, or the one that is part of this program.

use jsonwebtoken::{Header, Validation};
use kernel::{Principal, PrincipalId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::jwks::Key;
use super::keyring::Keyring;
use super::verify::{Verified, reason, subject};
use super::{SignIn, groups, provider};
use crate::error::Error;

/// An outside issuer, and for whom its tokens must be made to be accepted here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// Its name: a URL, which must be exactly what stands in the claim `iss`.
    pub name: String,
    /// The clients: one of them must be in `aud`, or be `client_id` where there is no `aud`, as in
    /// the access tokens of Cognito.
    pub clients: Vec<String>,
    /// Whether it asks everybody for a second factor, and need not say so in its tokens.
    pub mfa: bool,
}

/// Reads the tokens of an issuer that publishes its keys.
pub(super) struct Published {
    name: String,
    rules: Rules,
    keyring: Keyring,
}

/// What is asked of its tokens, besides a signature that fits.
enum Rules {
    /// What the issuers of the world have in common.
    Outside { clients: Vec<String>, mfa: bool },
    /// All that our own provider says.
    Provider,
}

/// What an issuer says. Cognito and Keycloak have different names for the same.
#[derive(Deserialize)]
pub(super) struct Claims {
    iss: String,
    sub: String,
    exp: i64,
    nbf: Option<i64>,
    #[serde(default, deserialize_with = "if_it_is")]
    pub(super) iat: Option<i64>,
    #[serde(default, deserialize_with = "if_it_is")]
    pub(super) jti: Option<String>,
    pub(super) aud: Option<Audience>,
    pub(super) client_id: Option<String>,
    /// Cognito and our own: `access` or `id`.
    pub(super) token_use: Option<String>,
    /// Keycloak: `Bearer`, `ID`, `Refresh`.
    typ: Option<String>,
    /// Only ID tokens have it: the hash of the access token beside them.
    at_hash: Option<String>,
    #[serde(rename = "cognito:groups", default, deserialize_with = "names")]
    cognito_groups: Vec<String>,
    #[serde(default, deserialize_with = "names")]
    groups: Vec<String>,
    #[serde(default, deserialize_with = "if_it_is")]
    auth_time: Option<i64>,
    #[serde(default, deserialize_with = "if_it_is")]
    acr: Option<String>,
    #[serde(default, deserialize_with = "names")]
    amr: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Audience {
    One(String),
    Many(Vec<String>),
}

/// The words of a list; an issuer may call something else by this name.
fn names<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let Value::Array(values) = Value::deserialize(deserializer)? else { return Ok(Vec::new()) };
    let words = values.into_iter().filter_map(|value| match value {
        Value::String(word) => Some(word),
        _ => None,
    });
    Ok(words.collect())
}

/// A claim if it is of the type we know; an issuer may mean something else by its name.
fn if_it_is<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(deserializer)?).ok())
}

impl Published {
    /// Those of an issuer elsewhere.
    pub(super) fn outside(issuer: Issuer, keyring: Keyring) -> Self {
        let Issuer { name, clients, mfa } = issuer;
        Self { name, rules: Rules::Outside { clients, mfa }, keyring }
    }

    /// Those of our own OpenID provider, under this name.
    pub(super) fn provider(name: String, keyring: Keyring) -> Self {
        Self { name, rules: Rules::Provider, keyring }
    }

    /// What stands in `iss`.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The number of the key set in force.
    pub(super) async fn keys_in_force(&self) -> Result<u64, Error> {
        Ok(self.keyring.current().await?.number)
    }

    pub(super) async fn read(&self, header: &Header, token: &str) -> Result<Verified, Error> {
        if matches!(self.rules, Rules::Provider) {
            provider::check_header(header)?;
        }
        let id = header.kid.as_deref().ok_or(Error::InvalidToken("it does not name its key"))?;
        let mut keys = self.keyring.current().await?;
        if keys.jwks.get(id).is_none() {
            keys = self.keyring.look_again().await?;
        }
        let unknown = Error::InvalidToken("it was signed with a key its issuer does not publish");
        let claims = decode(keys.jwks.get(id).ok_or(unknown)?, header, token)?;
        self.accept(&claims, keys.number)
    }

    /// Looks at what a token says whose signature fits.
    fn accept(&self, claims: &Claims, keys: u64) -> Result<Verified, Error> {
        if claims.iss != self.name {
            return Err(Error::InvalidToken("it comes from another issuer"));
        }
        let mut sign_in = SignIn::of(claims.auth_time, claims.acr.as_deref(), &claims.amr);
        match &self.rules {
            Rules::Provider => provider::check_claims(claims)?,
            Rules::Outside { clients, .. } if !claims.is_for_one_of(clients) => {
                return Err(Error::InvalidToken("it is meant for another service"));
            }
            Rules::Outside { .. } if !claims.is_access_token() => {
                return Err(Error::InvalidToken("it is not an access token"));
            }
            Rules::Outside { mfa, .. } => sign_in.mfa |= mfa,
        }
        let named = claims.cognito_groups.iter().chain(&claims.groups).map(String::as_str);
        let (role, locations) = groups::rights(named);
        let id = PrincipalId::new(subject(&claims.sub)?);
        let principal = Principal { id, role, locations };
        let (not_before, expires) = (claims.nbf, claims.exp);
        Ok(Verified { principal, sign_in, not_before, expires, keys })
    }
}

/// The claims, if the signature fits. The algorithm is the key's; the header may only agree.
fn decode(key: &Key, header: &Header, token: &str) -> Result<Claims, Error> {
    if header.alg != key.algorithm {
        return Err(Error::InvalidToken("its algorithm does not fit the key"));
    }
    let mut validation = Validation::new(key.algorithm);
    // Who, for whom and when are looked at by `accept` and by the caller, who has the clock.
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    let decoded = jsonwebtoken::decode::<Claims>(token, &key.decoding, &validation);
    Ok(decoded.map_err(|error| Error::InvalidToken(reason(error.kind())))?.claims)
}

impl Claims {
    fn is_for_one_of(&self, clients: &[String]) -> bool {
        match (&self.aud, &self.client_id) {
            (Some(Audience::One(name)), _) | (None, Some(name)) => clients.contains(name),
            (Some(Audience::Many(names)), _) => names.iter().any(|name| clients.contains(name)),
            (None, None) => false,
        }
    }

    /// An ID token says who somebody is, to the client they signed in to; it opens nothing.
    pub(super) fn is_access_token(&self) -> bool {
        self.token_use.as_deref().is_none_or(|used| used == "access")
            && self.typ.as_deref().is_none_or(|typ| typ == "Bearer")
            && self.at_hash.is_none()
    }
}
