//! Passkeys (WebAuthn): as the second factor, or alone, because their owner unlocks them.

use serde_json::Value;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, PasskeyAuthentication, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Uuid,
};

use super::Idp;
use super::mails::{language, moment};
use super::sessions::{NewSession, SignedIn, Visitor, sign_out_everywhere};
use super::sign_in::CHALLENGE_TRIES;
use super::throttles::Count;
use crate::domain::{Counted, Method};
use crate::error::Error;
use crate::events::Act;
use crate::records::{Account, Challenge, StoredPasskey};
use crate::words::mail::Mail;

/// Most passkeys of an account.
const PASSKEYS_MAX: usize = 10;
/// Most characters of a passkey's name.
const NAME_CHARS_MAX: usize = 40;

impl Idp {
    /// Begins to add a passkey: what the browser shows it with, and what it asks its authenticator.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`], [`Error::TooManyKept`].
    pub async fn enrol_passkey(&self, who: &SignedIn) -> Result<(String, Value), Error> {
        who.must_be_fresh()?;
        let account = &who.account.record;
        if account.passkeys.len() >= PASSKEYS_MAX {
            return Err(Error::TooManyKept);
        }
        let known = account.passkeys.iter().map(|known| known.key.cred_id().clone()).collect();
        let (asked, state) = self
            .0
            .webauthn
            .start_passkey_registration(
                handle(account)?,
                &account.email,
                &account.name,
                Some(known),
            )
            .map_err(|_| Error::Internal)?;
        let mut asked = serde_json::to_value(asked).map_err(|_| Error::Internal)?;
        // Asked for so that it can sign in without typing anything; a key without room for that
        // still makes a second factor.
        if let Some(chosen) = asked.pointer_mut("/publicKey/authenticatorSelection") {
            chosen["residentKey"] = Value::from("preferred");
        }
        let account = account.id.clone();
        let state = serde_json::to_value(state).map_err(|_| Error::Internal)?;
        let challenge = self.keep_passkey_challenge(Some(account), state).await?;
        Ok((challenge, asked))
    }

    /// Adds the passkey that a browser has made.
    ///
    /// # Errors
    /// [`Error::BadPasskey`], [`Error::Expired`], [`Error::ConfirmFirst`].
    pub async fn add_passkey(
        &self,
        who: &SignedIn,
        visitor: &Visitor,
        challenge: &str,
        name: &str,
        made: &Value,
    ) -> Result<NewSession, Error> {
        who.must_be_fresh()?;
        let now = self.now();
        let challenge = self.use_up_try(challenge).await?;
        if challenge.account.as_deref() != Some(who.account_id()) {
            return Err(Error::Expired);
        }
        let state: PasskeyRegistration = read(challenge.passkey.as_ref())?;
        let made: RegisterPublicKeyCredential = read(Some(made))?;
        let key = self.0.webauthn.finish_passkey_registration(&made, &state).map_err(refused)?;
        let name: String = name.trim().chars().take(NAME_CHARS_MAX).collect();
        let passkey = StoredPasskey {
            id: self.random().token(),
            name: if name.is_empty() {
                visitor.device_words(language(&who.account.record.language))
            } else {
                name
            },
            key,
            added_at: now,
            used_at: None,
        };
        let account = self
            .change(who.account_id(), |account, along| {
                if account.passkeys.len() >= PASSKEYS_MAX {
                    return Err(Error::TooManyKept);
                }
                account.passkeys.push(passkey.clone());
                sign_out_everywhere(account, now);
                along.act(account, Act::PasskeyAdded, now);
                Ok(account.clone())
            })
            .await?;
        self.forget_challenge(&challenge.id).await?;
        let language = language(&account.language);
        let (at, page) = (moment(now, language), self.address("/account"));
        let mail = Mail::PasskeyAdded { name: &passkey.name, at: &at, account: &page };
        self.mail(&account.email, language, &mail);
        let methods = who.methods_and(Method::Passkey);
        self.begin_session(who.account_id(), &methods, visitor).await
    }

    /// Takes a passkey away.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`], [`Error::MfaRequired`].
    pub async fn remove_passkey(&self, who: &SignedIn, id: &str) -> Result<(), Error> {
        who.must_be_fresh()?;
        let now = self.now();
        let account = self
            .change(who.account_id(), |account, along| {
                account.passkeys.retain(|passkey| passkey.id != id);
                self.keep_to_the_rule(account)?;
                along.act(account, Act::PasskeyRemoved, now);
                Ok(account.clone())
            })
            .await?;
        if !account.has_second_factor() {
            let language = language(&account.language);
            let (at, page) = (moment(now, language), self.address("/account"));
            let mail = Mail::SecondFactorOff { at: &at, account: &page };
            self.mail(&account.email, language, &mail);
        }
        Ok(())
    }

    /// Asks for any passkey of ours: it says itself whose it is.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`].
    pub async fn ask_any_passkey(&self, visitor: &Visitor) -> Result<(String, Value), Error> {
        let network = visitor.network.clone();
        self.count(&[Count { counted: Counted::Asked, key: network, about: None }]).await?;
        let begun = self.0.webauthn.start_discoverable_authentication();
        let (asked, state) = begun.map_err(|_| Error::Internal)?;
        let state = serde_json::to_value(state).map_err(|_| Error::Internal)?;
        let challenge = self.keep_passkey_challenge(None, state).await?;
        Ok((challenge, serde_json::to_value(asked).map_err(|_| Error::Internal)?))
    }

    /// Signs in with a passkey alone.
    ///
    /// # Errors
    /// [`Error::BadPasskey`], [`Error::Expired`], [`Error::TooManyAttempts`].
    pub async fn sign_in_with_passkey(
        &self,
        visitor: &Visitor,
        challenge: &str,
        shown: &Value,
    ) -> Result<NewSession, Error> {
        let network = visitor.network.clone();
        let counts = [Count { counted: Counted::Network, key: network, about: None }];
        self.count(&counts).await?;
        let challenge = self.use_up_try(challenge).await?;
        if challenge.account.is_some() {
            return Err(Error::Expired);
        }
        let state: DiscoverableAuthentication = read(challenge.passkey.as_ref())?;
        let credential: PublicKeyCredential = read(Some(shown))?;
        let identified = self.0.webauthn.identify_discoverable_authentication(&credential);
        let (user, _) = identified.map_err(refused)?;
        let id = format!("usr_{}", user.simple());
        let account = self.account(&id).await?.ok_or(Error::BadPasskey)?.record;
        let shown_id = credential.get_credential_id();
        let known = account.passkeys.iter().find(|known| known.key.cred_id() == shown_id);
        let key = DiscoverableKey::from(&known.ok_or(Error::BadPasskey)?.key);
        let result =
            self.0.webauthn.finish_discoverable_authentication_v2(&credential, state, &key);
        self.note_use(&account.id, &result.map_err(refused)?).await?;
        self.forgive(&counts).await?;
        self.forget_challenge(&challenge.id).await?;
        self.begin_session(&account.id, &[Method::Passkey], visitor).await
    }

    /// Asks for a passkey of the person who has shown their password.
    ///
    /// # Errors
    /// [`Error::Expired`], [`Error::BadPasskey`] when they have none.
    pub async fn ask_passkey(&self, challenge: &str) -> Result<Value, Error> {
        let before = self.challenged(challenge).await?;
        let id = before.record.account.as_deref().ok_or(Error::Expired)?;
        let account = self.account(id).await?.ok_or(Error::Expired)?.record;
        let keys: Vec<_> = account.passkeys.into_iter().map(|known| known.key).collect();
        if keys.is_empty() {
            return Err(Error::BadPasskey);
        }
        let begun = self.0.webauthn.start_passkey_authentication(&keys);
        let (asked, state) = begun.map_err(|_| Error::Internal)?;
        let state = serde_json::to_value(state).map_err(|_| Error::Internal)?;
        let after = Challenge { passkey: Some(state), ..before.record };
        let write = crate::records::CHALLENGES.replace(&after, before.version);
        self.commit(store::Change::of(vec![write])).await?.or_else(|_| Error::Stale)?;
        serde_json::to_value(asked).map_err(|_| Error::Internal)
    }

    /// Whether it is a passkey of this account that has signed what was asked.
    pub(super) async fn check_passkey(
        &self,
        account: &Account,
        asked: Option<&Value>,
        shown: &Value,
    ) -> Result<Method, Error> {
        let state: PasskeyAuthentication = read(asked)?;
        let credential: PublicKeyCredential = read(Some(shown))?;
        let result = self.0.webauthn.finish_passkey_authentication(&credential, &state);
        self.note_use(&account.id, &result.map_err(refused)?).await?;
        Ok(Method::Passkey)
    }

    /// Keeps what a passkey says of itself: its counter, by which a copy is found out.
    async fn note_use(
        &self,
        account: &str,
        result: &webauthn_rs::prelude::AuthenticationResult,
    ) -> Result<(), Error> {
        let now = self.now();
        self.change(account, |account, _| {
            let mut keys = account.passkeys.iter_mut();
            let known = keys.find(|known| known.key.cred_id() == result.cred_id());
            let known = known.ok_or(Error::BadPasskey)?;
            // Says nothing when there is nothing new.
            let _ = known.key.update_credential(result);
            known.used_at = Some(now);
            Ok(())
        })
        .await
    }

    async fn keep_passkey_challenge(
        &self,
        account: Option<String>,
        state: Value,
    ) -> Result<String, Error> {
        self.keep_challenge(|id, expires_at| Challenge {
            id,
            account,
            tries: CHALLENGE_TRIES,
            passkey: Some(state),
            authenticator: None,
            expires_at,
        })
        .await
    }
}

/// The user handle: the digits of the account's id.
fn handle(account: &Account) -> Result<Uuid, Error> {
    let digits = account.id.strip_prefix("usr_").ok_or(Error::Internal)?;
    Uuid::parse_str(digits).map_err(|_| Error::Internal)
}

/// Reads what a browser sent, or what we kept.
fn read<T: serde::de::DeserializeOwned>(value: Option<&Value>) -> Result<T, Error> {
    let value = value.ok_or(Error::Expired)?;
    serde_json::from_value(value.clone()).map_err(|_| Error::BadPasskey)
}

#[expect(clippy::needless_pass_by_value, reason = "it stands where an error is turned")]
fn refused(error: webauthn_rs::prelude::WebauthnError) -> Error {
    tracing::info!(%error, "a passkey was refused");
    Error::BadPasskey
}
