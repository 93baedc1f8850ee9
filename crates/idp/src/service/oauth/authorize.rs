//! The authorization endpoint: a person signs in for a client, which gets a code.

use kernel::Timestamp;
use store::Change;
use webauthn_rs::prelude::Url;

use super::Refusal;
use crate::domain::{Client, Grant, Scope, Strength, is_challenge};
use crate::error::Error;
use crate::records::{AUTHORIZATION_CODES, AuthorizationCode};
use crate::secrets;
use crate::service::{Idp, SignedIn, after};

/// How long a code is valid, in seconds. RFC 9700 and RFC 6749 allow ten minutes; a client needs
/// one request.
const CODE_S: u64 = 60;
/// How long a used code is remembered, in seconds: as long as what it became can be.
const REMEMBERED_S: u64 = 24 * 3_600;
/// How long somebody may be on the way from a sign-in that was asked for back to the client, in
/// seconds: setting up a second factor or agreeing takes longer than a short `max_age`.
const ON_THE_WAY_S: i64 = 600;
/// Longest `state` and `nonce`.
const ECHO_BYTES_MAX: usize = 512;

/// What a client sends a browser with.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// `client_id`.
    pub client_id: String,
    /// `redirect_uri`.
    pub redirect_uri: String,
    /// `response_type`.
    pub response_type: String,
    /// `response_mode`.
    pub response_mode: Option<String>,
    /// `scope`.
    pub scope: String,
    /// `state`.
    pub state: Option<String>,
    /// `nonce`.
    pub nonce: Option<String>,
    /// `code_challenge`.
    pub code_challenge: Option<String>,
    /// `code_challenge_method`.
    pub code_challenge_method: Option<String>,
    /// `prompt`.
    pub prompt: Option<String>,
    /// `max_age`, in seconds.
    pub max_age: Option<String>,
    /// `acr_values`.
    pub acr_values: Option<String>,
    /// `request` or `request_uri` were there.
    pub has_request_object: bool,
    /// The person must have signed in after this second: what `prompt=login` and `max_age` have
    /// become once they were sent to sign in. Whoever changes it could as well leave those out: a
    /// client that relies on them looks at `auth_time`.
    pub signed_in_after: Option<i64>,
    /// The person has agreed on our page.
    pub agreed: bool,
}

impl Request {
    /// Whether the person is to be shown where accounts are made (Initiating User Registration via
    /// OpenID Connect 1.0, section 4).
    fn wants_account(&self) -> bool {
        self.prompt.as_deref().unwrap_or_default().split(' ').any(|word| word == "create")
    }
}

/// What becomes of a request.
#[derive(Debug)]
pub enum Authorized {
    /// The browser goes back to the client.
    Redirect(String),
    /// The person signs in first.
    SignIn {
        /// They have to show again who they are, even if they are signed in.
        again: bool,
        /// What the request must be when they come back: they must have signed in by then.
        since: Option<i64>,
    },
    /// The person makes an account first, or signs in with the one they have: either is what
    /// `prompt=create` asks for, so the request comes back without it.
    SignUp {
        /// As of [`Authorized::SignIn`].
        since: Option<i64>,
    },
    /// They set up a second factor first.
    Enrol,
    /// They are asked whether the client may know them.
    Ask(Asked),
    /// Nothing may be sent to the client: who it is, or where it wants to go, is not known.
    UnknownClient,
    /// The address to go on at is not registered.
    WrongRedirect,
}

/// What a person is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The client's name.
    pub client: String,
    /// What it wants.
    pub scopes: Vec<Scope>,
}

impl Idp {
    /// Answers a request of a client for the person whose browser brings it.
    ///
    /// # Errors
    /// [`Error::Store`]. What a client did wrong is told to the client.
    pub async fn authorize(
        &self,
        request: &Request,
        who: Option<&SignedIn>,
    ) -> Result<Authorized, Error> {
        let Some(client) = self.client(&request.client_id).await? else {
            return Ok(Authorized::UnknownClient);
        };
        if !client.redirects_to(&request.redirect_uri) {
            return Ok(Authorized::WrongRedirect);
        }
        match self.decide(request, &client, who).await {
            Ok(authorized) => Ok(authorized),
            Err(refusal) => Ok(Authorized::Redirect(self.refused(request, &refusal))),
        }
    }

    /// The person said no.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn deny(&self, request: &Request) -> Result<Authorized, Error> {
        let Some(client) = self.client(&request.client_id).await? else {
            return Ok(Authorized::UnknownClient);
        };
        if !client.redirects_to(&request.redirect_uri) {
            return Ok(Authorized::WrongRedirect);
        }
        Ok(Authorized::Redirect(self.refused(request, &Refusal::AccessDenied)))
    }

    async fn decide(
        &self,
        request: &Request,
        client: &Client,
        who: Option<&SignedIn>,
    ) -> Result<Authorized, Refusal> {
        let scopes = check(request, client)?;
        let asked = Prompts::read(request)?;
        let now = self.now();
        let recent = asked.login || asked.max_age_s.is_some();
        let since = recent.then_some(now.as_second());
        if request.wants_account() {
            return Ok(Authorized::SignUp { since });
        }
        let Some(who) = who else {
            return if asked.none {
                Err(Refusal::LoginRequired)
            } else {
                Ok(Authorized::SignIn { again: false, since })
            };
        };
        if asked.is_too_old(who.auth_at(), now) || who.strength() < asked.strength {
            // Without a second factor, signing in again brings nobody further.
            let enrol = who.strength() < asked.strength && !who.account.record.has_second_factor();
            if asked.none {
                return Err(Refusal::LoginRequired);
            }
            if enrol && !asked.is_too_old(who.auth_at(), now) {
                return Ok(Authorized::Enrol);
            }
            return Ok(Authorized::SignIn { again: true, since });
        }
        if who.mfa_required && who.strength() < Strength::Mfa {
            return match (asked.none, who.must_enrol()) {
                (true, _) => Err(Refusal::LoginRequired),
                (false, true) => Ok(Authorized::Enrol),
                (false, false) => Ok(Authorized::SignIn { again: true, since }),
            };
        }
        if (!client.first_party || asked.consent) && !request.agreed {
            return if asked.none {
                Err(Refusal::ConsentRequired)
            } else {
                Ok(Authorized::Ask(Asked { client: client.name.clone(), scopes }))
            };
        }
        let code = self.give_code(request, client, &scopes, who).await?;
        Ok(Authorized::Redirect(self.back(request, &[("code", &code)])))
    }

    async fn give_code(
        &self,
        request: &Request,
        client: &Client,
        scopes: &[Scope],
        who: &SignedIn,
    ) -> Result<String, Refusal> {
        let (code, now) = (secrets::token(self.random()), self.now());
        let session = &who.session.record;
        let record = AuthorizationCode {
            id: self.secrets().hash("authorization code", &code),
            client: client.id.clone(),
            redirect_uri: request.redirect_uri.clone(),
            account: session.account.clone(),
            session: session.id.clone(),
            scope: Scope::words(scopes),
            nonce: request.nonce.clone(),
            challenge: request.code_challenge.clone().unwrap_or_default(),
            methods: session.methods.clone(),
            auth_at: session.auth_at,
            given_at: now,
            expires_at: after(now, CODE_S),
            forget_at: after(now, REMEMBERED_S),
            used: None,
        };
        let change = Change::of(vec![AUTHORIZATION_CODES.insert(&record)]);
        self.commit(change).await?.or_else(|_| Refusal::ServerError)?;
        Ok(code)
    }

    fn refused(&self, request: &Request, refusal: &Refusal) -> String {
        let said = [("error", refusal.code()), ("error_description", refusal.description())];
        self.back(request, &said)
    }

    /// The client's address with an answer: also who answers (RFC 9207), so that a client of
    /// several issuers cannot be made to mix them up.
    fn back(&self, request: &Request, said: &[(&str, &str)]) -> String {
        // It was compared with a registered one, which is a URL.
        let Ok(mut url) = Url::parse(&request.redirect_uri) else {
            return request.redirect_uri.clone();
        };
        let state = request.state.as_deref().map(|state| ("state", state));
        let iss = ("iss", self.issuer());
        url.query_pairs_mut().extend_pairs(said.iter().copied().chain(state).chain([iss]));
        url.into()
    }
}

/// What is asked of the sign-in.
struct Prompts {
    none: bool,
    login: bool,
    consent: bool,
    max_age_s: Option<i64>,
    signed_in_after: Option<i64>,
    strength: Strength,
}

impl Prompts {
    fn read(request: &Request) -> Result<Self, Refusal> {
        let prompts: Vec<&str> = request.prompt.as_deref().unwrap_or_default().split(' ').collect();
        let has = |word| prompts.contains(&word);
        if has("none") && prompts.len() > 1 {
            return Err(Refusal::InvalidRequest("prompt=none stands alone"));
        }
        let max_age_s = request.max_age.as_deref().map(str::parse::<u32>).transpose();
        let max_age_s =
            max_age_s.map_err(|_| Refusal::InvalidRequest("max_age is a number of seconds"))?;
        let values = request.acr_values.as_deref().unwrap_or_default();
        let mut values = values.split(' ').filter(|value| !value.is_empty()).peekable();
        // In order of preference: the first that we know counts.
        let strength = match values.peek() {
            None => Strength::Password,
            Some(_) => {
                values.find_map(Strength::asked).ok_or(Refusal::UnmetAuthenticationRequirements)?
            }
        };
        Ok(Self {
            none: has("none"),
            // Which account is asked on our page anyway.
            login: has("login") || has("select_account"),
            consent: has("consent"),
            max_age_s: max_age_s.map(i64::from),
            signed_in_after: request.signed_in_after,
            strength,
        })
    }

    /// Whether who signed in then has to do so again.
    fn is_too_old(&self, auth_at: Timestamp, now: Timestamp) -> bool {
        let at = auth_at.as_second();
        let now = now.as_second();
        match self.signed_in_after {
            Some(since) if at < since => true,
            // They have just done what was asked; asking again would lead in circles.
            Some(since) if now - since <= ON_THE_WAY_S => false,
            since => {
                let asked = self.login && since.is_none();
                asked || self.max_age_s.is_some_and(|max| now - at > max)
            }
        }
    }
}

/// What the client may have, if everything is as it has to be.
fn check(request: &Request, client: &Client) -> Result<Vec<Scope>, Refusal> {
    if request.has_request_object {
        return Err(Refusal::InvalidRequest("request and request_uri are not read here"));
    }
    if request.response_type != "code" {
        return Err(Refusal::UnsupportedResponseType);
    }
    if request.response_mode.as_deref().is_some_and(|mode| mode != "query") {
        return Err(Refusal::InvalidRequest("only response_mode=query is known here"));
    }
    if !client.may(Grant::AuthorizationCode) {
        return Err(Refusal::UnauthorizedClient("this client gets no codes"));
    }
    if request.code_challenge_method.as_deref() != Some("S256") {
        return Err(Refusal::InvalidRequest("send code_challenge_method=S256: PKCE is required"));
    }
    if !request.code_challenge.as_deref().is_some_and(is_challenge) {
        return Err(Refusal::InvalidRequest("send code_challenge: 43 characters of base64url"));
    }
    let long = |text: &Option<String>| text.as_ref().is_some_and(|t| t.len() > ECHO_BYTES_MAX);
    if long(&request.state) || long(&request.nonce) {
        return Err(Refusal::InvalidRequest("state and nonce have at most 512 bytes"));
    }
    let scopes = client.allowed(&Scope::list(&request.scope));
    if scopes.is_empty() { Err(Refusal::InvalidScope) } else { Ok(scopes) }
}
