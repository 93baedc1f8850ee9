//! Refresh tokens: each is used once, and one that is used twice ends all of its family
//! (RFC 9700, section 4.14.2).

use kernel::Role;
use store::{Change, Outcome, Outgoing};

use super::token::{CUSTOMER_FAMILY_S, methods};
use super::tokens::{About, Tokens};
use super::{Refusal, TokenRequest};
use crate::domain::{Client, Scope};
use crate::error::Error;
use crate::events::{self, Act};
use crate::records::{REFRESH_TOKENS, RefreshToken};
use crate::secrets;
use crate::service::mails::{language, moment};
use crate::service::{ATTEMPTS, Idp, after};
use crate::words::mail::Mail;

/// What is said of a token that will not do, whatever the reason.
const BAD_TOKEN: Refusal =
    Refusal::InvalidGrant("the refresh token is unknown, used, revoked, expired, or another's");
/// How long a family lasts at most, however often it is used, in seconds: a year.
const FAMILY_S_MAX: u64 = 365 * 24 * 3_600;
/// Most families that end with their session.
const FAMILIES_OF_SESSION: usize = 100;

impl Idp {
    pub(super) async fn refresh(
        &self,
        client: &Client,
        request: &TokenRequest,
    ) -> Result<Tokens, Refusal> {
        let token = request.refresh_token.as_deref();
        let token = token.ok_or(Refusal::InvalidRequest("refresh_token is missing"))?;
        let (id, secret) = self.parts_of(token).ok_or(BAD_TOKEN)?;
        let found = REFRESH_TOKENS.get(self.store(), id).await?.ok_or(BAD_TOKEN)?;
        let (family, now) = (&found.record, self.now());
        if family.client != client.id || family.revoked || family.expires_at <= now {
            return Err(BAD_TOKEN);
        }
        if !self.secrets().fits("refresh token", secret, &family.secret) {
            self.reused(family).await?;
            return Err(BAD_TOKEN);
        }
        let account = self.account(&family.account).await?.ok_or(BAD_TOKEN)?.record;
        if family.created_at < account.valid_from {
            return Err(BAD_TOKEN);
        }
        let granted = Scope::list(&family.scope);
        let scopes = match request.scope.as_deref().map(Scope::list) {
            None => granted,
            // Less may be asked for, never more.
            Some(asked) if asked.iter().all(|scope| granted.contains(scope)) => asked,
            Some(_) => return Err(Refusal::InvalidScope),
        };
        let secret = secrets::token(self.random());
        let next = RefreshToken {
            secret: self.secrets().hash("refresh token", &secret),
            used_at: now,
            expires_at: match account.role {
                Role::Customer => {
                    after(now, CUSTOMER_FAMILY_S).min(after(family.created_at, FAMILY_S_MAX))
                }
                _ => family.expires_at,
            },
            ..family.clone()
        };
        let change = Change::of(vec![REFRESH_TOKENS.replace(&next, found.version)]);
        if self.commit(change).await? != Outcome::Committed {
            // The same token came twice at the same moment: one of the two is a copy.
            self.reused(family).await?;
            return Err(BAD_TOKEN);
        }
        let about = About {
            account: &account,
            client: &client.id,
            scopes: &scopes,
            methods: methods(&next.methods),
            auth_at: next.auth_at,
            sid: next.session.as_deref().unwrap_or(&next.id),
            family: &next.id,
            nonce: None,
        };
        self.make_tokens(about, Some(self.refresh_token(&next.id, &secret))).await
    }

    /// A refresh token: the family, a secret, and a tag by which both are known as ours. Whoever
    /// has only seen the family's name, which stands in access tokens, cannot end it by guessing.
    pub(super) fn refresh_token(&self, family: &str, secret: &str) -> String {
        let tag = self.secrets().hash("refresh token tag", &format!("{family}.{secret}"));
        format!("{family}.{secret}.{tag}")
    }

    /// The family and the secret of a refresh token that we have made.
    pub(super) fn parts_of<'a>(&self, token: &'a str) -> Option<(&'a str, &'a str)> {
        let (made, tag) = token.rsplit_once('.')?;
        let ours = self.secrets().fits("refresh token tag", made, tag);
        made.split_once('.').filter(|_| ours)
    }

    /// A refresh token came twice: somebody has a copy, and who is who cannot be told.
    async fn reused(&self, family: &RefreshToken) -> Result<(), Refusal> {
        let now = self.now();
        let (user, act) = (&family.account, Act::RefreshTokenReused);
        tracing::warn!(user, client = family.client, ?act, "security");
        self.revoke_family(&family.id, Some(events::act(user, act, now))).await?;
        if let Some(account) = self.account(user).await? {
            let language = language(&account.record.language);
            let (at, forgotten) = (moment(now, language), self.address("/forgotten"));
            let mail = Mail::SignedOutEverywhere { at: &at, forgotten: &forgotten };
            self.mail(&account.record.email, language, &mail);
        }
        Ok(())
    }

    /// Ends a family, and says why where that is said.
    pub(in crate::service) async fn revoke_family(
        &self,
        id: &str,
        said: Option<Outgoing>,
    ) -> Result<(), Refusal> {
        for _ in 0..ATTEMPTS {
            let Some(found) = REFRESH_TOKENS.get(self.store(), id).await? else { return Ok(()) };
            if found.record.revoked {
                return Ok(());
            }
            let family = RefreshToken { revoked: true, ..found.record };
            let mut change = Change::of(vec![REFRESH_TOKENS.replace(&family, found.version)]);
            change.messages.extend(said.clone());
            if self.commit(change).await? == Outcome::Committed {
                return Ok(());
            }
        }
        Err(Refusal::TemporarilyUnavailable)
    }
}

impl Idp {
    /// Ends what clients got in a session. What an index shows too late ends with the session's
    /// account check at the latest when it expires.
    pub(in crate::service) async fn revoke_session(&self, session: &str) -> Result<(), Error> {
        let select = REFRESH_TOKENS.select("by_session", session).limit(FAMILIES_OF_SESSION);
        for found in select.page(self.store()).await?.items {
            self.revoke_family(&found.record.id, None).await.map_err(|_| Error::Stale)?;
        }
        Ok(())
    }
}
