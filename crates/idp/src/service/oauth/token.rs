//! The token endpoint.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kernel::Role;
use sha2::{Digest, Sha256};
use store::{Change, Outcome, Versioned};

use super::tokens::{About, Tokens};
use super::{Credentials, Refusal};
use crate::domain::{Client, Grant, Method, Scope, is_verifier};
use crate::events::{self, Act};
use crate::records::{
    AUTHORIZATION_CODES, Account, AuthorizationCode, REFRESH_TOKENS, RefreshToken,
};
use crate::secrets;
use crate::service::{Idp, after};

/// How long a customer's family of refresh tokens lasts, in seconds: 90 days without a use.
pub(super) const CUSTOMER_FAMILY_S: u64 = 90 * 24 * 3_600;
/// How long one of staff lasts, in seconds, however often it is used: a shift of 12 hours.
const STAFF_FAMILY_S: u64 = 12 * 3_600;
/// How long one on a device behind the bar lasts, in seconds: 30 days.
const DEVICE_FAMILY_S: u64 = 30 * 24 * 3_600;
/// What is said of a code that will not do, whatever the reason.
const BAD_CODE: Refusal =
    Refusal::InvalidGrant("the code is unknown, used, expired, or was given to another client");

/// What a client sends to the token endpoint.
#[derive(Debug, Clone, Default)]
pub struct TokenRequest {
    /// `grant_type`.
    pub grant_type: String,
    /// Which client.
    pub credentials: Credentials,
    /// `code`.
    pub code: Option<String>,
    /// `redirect_uri`.
    pub redirect_uri: Option<String>,
    /// `code_verifier`.
    pub code_verifier: Option<String>,
    /// `refresh_token`.
    pub refresh_token: Option<String>,
    /// `device_code`.
    pub device_code: Option<String>,
    /// `scope`.
    pub scope: Option<String>,
}

/// What a family of refresh tokens is begun with.
pub(super) struct Begin<'a> {
    pub(super) client: &'a Client,
    pub(super) account: &'a Account,
    pub(super) session: Option<String>,
    pub(super) scope: String,
    pub(super) methods: Vec<String>,
    pub(super) auth_at: kernel::Timestamp,
}

impl Idp {
    /// Gives a client tokens.
    ///
    /// # Errors
    /// Why not.
    pub async fn token(&self, request: &TokenRequest) -> Result<Tokens, Refusal> {
        let grant = Grant::of(&request.grant_type).ok_or(Refusal::UnsupportedGrantType)?;
        let client = self.authenticate(&request.credentials).await?;
        if !client.may(grant) {
            return Err(Refusal::UnauthorizedClient("this client gets no tokens so"));
        }
        match grant {
            Grant::AuthorizationCode => self.exchange(&client, request).await,
            Grant::RefreshToken => self.refresh(&client, request).await,
            Grant::DeviceCode => self.poll(&client, request).await,
            Grant::ClientCredentials => {
                let asked = request.scope.as_deref().map(Scope::list);
                // Without a list it gets what it may have; never anything about a person.
                let asked = asked.unwrap_or_else(|| client.scopes.clone());
                let scopes: Vec<Scope> = client.allowed(&asked);
                let scopes: Vec<_> = scopes.into_iter().filter(|one| *one == Scope::Api).collect();
                if scopes.is_empty() {
                    return Err(Refusal::InvalidScope);
                }
                self.client_token(&client.id, &scopes).await
            }
        }
    }

    async fn exchange(&self, client: &Client, request: &TokenRequest) -> Result<Tokens, Refusal> {
        let missing = |what| Refusal::InvalidRequest(what);
        let code = request.code.as_deref().ok_or(missing("code is missing"))?;
        let verifier =
            request.code_verifier.as_deref().ok_or(missing("code_verifier is missing"))?;
        let id = self.secrets().hash("authorization code", code);
        let found = AUTHORIZATION_CODES.get(self.store(), &id).await?.ok_or(BAD_CODE)?;
        if let Some(family) = &found.record.used {
            self.used_twice(&found.record, family).await?;
            return Err(BAD_CODE);
        }
        let now = self.now();
        let record = &found.record;
        if record.client != client.id || record.expires_at <= now {
            return Err(BAD_CODE);
        }
        if request.redirect_uri.as_deref().is_some_and(|uri| uri != record.redirect_uri) {
            return Err(Refusal::InvalidGrant("redirect_uri is not the one of the request"));
        }
        let shown = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
        if !is_verifier(verifier) || shown != record.challenge {
            return Err(Refusal::InvalidGrant("code_verifier does not fit code_challenge"));
        }
        let account = self.account(&record.account).await?.ok_or(BAD_CODE)?.record;
        if record.given_at < account.valid_from {
            return Err(BAD_CODE);
        }
        let begin = Begin {
            client,
            account: &account,
            session: Some(record.session.clone()),
            scope: record.scope.clone(),
            methods: record.methods.clone(),
            auth_at: record.auth_at,
        };
        let nonce = record.nonce.clone();
        self.begin_family(begin, nonce.as_deref(), Some(found)).await
    }

    /// Begins a family, and uses up the code it comes from in the same commit.
    pub(super) async fn begin_family(
        &self,
        begin: Begin<'_>,
        nonce: Option<&str>,
        code: Option<Versioned<AuthorizationCode>>,
    ) -> Result<Tokens, Refusal> {
        let now = self.now();
        let secret = secrets::token(self.random());
        let lasts = begin.client.may(Grant::RefreshToken);
        let family = RefreshToken {
            id: self.random().token(),
            secret: if lasts {
                self.secrets().hash("refresh token", &secret)
            } else {
                String::new()
            },
            client: begin.client.id.clone(),
            account: begin.account.id.clone(),
            session: begin.session.clone(),
            scope: begin.scope.clone(),
            methods: begin.methods.clone(),
            auth_at: begin.auth_at,
            created_at: now,
            used_at: now,
            expires_at: after(now, lasts_s(&begin)),
            revoked: false,
        };
        let mut change = Change::of(vec![REFRESH_TOKENS.insert(&family)]);
        let from_code = code.as_ref().map(|code| code.record.id.clone());
        if let Some(code) = code {
            let used = AuthorizationCode { used: Some(family.id.clone()), ..code.record };
            change.writes.push(AUTHORIZATION_CODES.replace(&used, code.version));
        }
        if self.commit(change).await? != Outcome::Committed {
            let Some(id) = from_code else { return Err(Refusal::ServerError) };
            // The same code came twice at the same moment: nobody knows whose was the first.
            let found = AUTHORIZATION_CODES.get(self.store(), &id).await?.ok_or(BAD_CODE)?;
            if let Some(family) = &found.record.used {
                self.used_twice(&found.record, family).await?;
            }
            return Err(BAD_CODE);
        }
        let scopes = Scope::list(&family.scope);
        let about = About {
            account: begin.account,
            client: &family.client,
            scopes: &scopes,
            methods: methods(&family.methods),
            auth_at: family.auth_at,
            sid: family.session.as_deref().unwrap_or(&family.id),
            family: &family.id,
            nonce,
        };
        self.make_tokens(about, lasts.then(|| self.refresh_token(&family.id, &secret))).await
    }

    /// A code came twice: somebody has a copy. What the first use became ends.
    async fn used_twice(&self, code: &AuthorizationCode, family: &str) -> Result<(), Refusal> {
        let (user, act) = (&code.account, Act::CodeReused);
        tracing::warn!(user, client = code.client, ?act, "security");
        let said = events::act(user, act, self.now());
        self.revoke_family(family, Some(said)).await
    }
}

/// How long what begins so lasts.
fn lasts_s(begin: &Begin<'_>) -> u64 {
    match (begin.account.role, &begin.session) {
        (Role::Customer, _) => CUSTOMER_FAMILY_S,
        (_, Some(_)) => STAFF_FAMILY_S,
        (_, None) => DEVICE_FAMILY_S,
    }
}

pub(super) fn methods(words: &[String]) -> Vec<Method> {
    words.iter().filter_map(|word| Method::of(word)).collect()
}
