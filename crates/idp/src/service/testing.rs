//! A café for the tests of this context: a memory store, a fixed clock, a post that keeps letters,
//! and people and clients with which to begin.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kernel::{FixedClock, PrincipalId, Role, SeededRandom};
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::{Change, MemoryStore, Store};
use totp_rs::{Builder, Secret};

use super::oauth::{Authorized, Credentials, Refusal, Request, TokenRequest, Tokens};
use super::{Idp, NewClient, NewSession, SignedIn, Step, Visitor, closing};
use crate::domain::{Grant, Scope};
use crate::error::Error;
use crate::passwords::Cost;
use crate::ports::{Letter, Parts, Post, Registered, Settings, Users};
use crate::words::{Brand, Language};

pub(super) const PASSWORD: &str = "four croissants at dawn";
pub(super) const CALLBACK: &str = "https://app.example/callback";
/// The verifier of RFC 7636, appendix B.
pub(super) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

pub(super) struct Cafe {
    pub(super) idp: Idp,
    pub(super) store: Arc<MemoryStore>,
    pub(super) clock: Arc<FixedClock>,
    pub(super) post: Arc<Letters>,
}

impl Cafe {
    pub(super) fn open() -> Self {
        let clock = Arc::new(FixedClock::at("2026-11-30T09:00:00Z".parse().expect("a time")));
        Self::on(Arc::new(MemoryStore::new()), clock)
    }

    /// Another process on the same records.
    pub(super) fn beside(other: &Self) -> Self {
        Self::on(other.store.clone(), other.clock.clone())
    }

    fn on(store: Arc<MemoryStore>, clock: Arc<FixedClock>) -> Self {
        let post = Arc::new(Letters::default());
        let idp = Idp::new(Parts {
            store: Arc::clone(&store) as _,
            clock: Arc::clone(&clock) as _,
            random: Arc::new(SeededRandom::new(7)),
            users: Arc::new(Neighbours(Arc::clone(&store), Arc::clone(&clock))),
            post: Arc::clone(&post) as _,
            secret: vec![7; 32],
            settings: settings("https://cafe.example"),
        });
        Self { idp: idp.expect("good settings"), store, clock, post }
    }

    pub(super) fn later(&self, seconds: u64) {
        self.clock.advance(std::time::Duration::from_secs(seconds));
    }

    /// Somebody with an account, signed in on a browser of their own.
    pub(super) async fn person(&self, email: &str) -> Browser {
        let mut browser = Browser::at("203.0.113.1");
        let visitor = &browser.visitor;
        let flow = self.idp.sign_up(visitor, Language::En, email, "Anna", PASSWORD).await;
        let code = self.post.code_to(email);
        let session = self.idp.verify(visitor, &flow.expect("a flow"), &code).await;
        browser.keep(&session.expect("an account"));
        browser
    }

    pub(super) async fn sign_in(&self, browser: &Browser, password: &str) -> Result<Step, Error> {
        self.idp.sign_in(&browser.visitor, "anna@example.org", password).await
    }

    pub(super) async fn who(&self, browser: &Browser) -> Result<SignedIn, Error> {
        self.idp.signed_in(browser.visitor.session.as_deref()).await
    }

    /// Sets up an authenticator; gives its secret and the recovery codes.
    pub(super) async fn enrol(&self, browser: &mut Browser) -> (String, Vec<String>) {
        let who = self.who(browser).await.expect("signed in");
        let enrolment = self.idp.enrol_authenticator(&who).await.expect("fresh");
        let (visitor, challenge) = (&browser.visitor, &enrolment.challenge);
        let code = self.totp(&enrolment.secret);
        let added = self.idp.add_authenticator(&who, visitor, challenge, &code).await;
        let (session, codes) = added.expect("the right code");
        browser.keep(&session);
        (enrolment.secret, codes)
    }

    /// The code of this moment.
    pub(super) fn totp(&self, secret: &str) -> String {
        let secret = Secret::try_from_base32(secret).expect("base32");
        let totp = Builder::new().with_secret(secret).build_noncompliant();
        totp.generate(self.idp.now().as_second().unsigned_abs()).to_string()
    }

    /// Registers a client with the id `app`.
    pub(super) async fn client(&self, change: impl FnOnce(&mut NewClient)) -> Option<String> {
        let mut client = NewClient {
            id: "app".to_owned(),
            name: "App".to_owned(),
            first_party: true,
            confidential: false,
            redirect_uris: vec![CALLBACK.to_owned()],
            post_logout_redirect_uris: vec!["https://app.example/".to_owned()],
            grants: vec![Grant::AuthorizationCode, Grant::RefreshToken],
            scopes: Scope::ALL.to_vec(),
        };
        change(&mut client);
        self.idp.register_client(client).await.expect("a good client")
    }

    /// Where a request leads the browser.
    pub(super) async fn authorize(&self, browser: &Browser, request: &Request) -> Authorized {
        let who = self.who(browser).await.ok();
        self.idp.authorize(request, who.as_ref()).await.expect("the store answers")
    }

    /// A code for the client `app`.
    pub(super) async fn code(&self, browser: &Browser, request: &Request) -> String {
        match self.authorize(browser, request).await {
            Authorized::Redirect(to) => parameter(&to, "code").unwrap_or_else(|| panic!("{to}")),
            other => panic!("{other:?}"),
        }
    }

    pub(super) async fn exchange(&self, code: &str) -> Result<Tokens, Refusal> {
        self.idp.token(&exchange(code)).await
    }

    pub(super) async fn refresh(&self, token: &str) -> Result<Tokens, Refusal> {
        self.idp
            .token(&TokenRequest {
                grant_type: "refresh_token".to_owned(),
                refresh_token: Some(token.to_owned()),
                ..exchange("")
            })
            .await
    }

    /// The types and data of everything that was said.
    pub(super) async fn said(&self) -> Vec<Value> {
        let waiting = self.store.outbox(1_000).await.expect("memory answers");
        let read = |body: &str| serde_json::from_str(body).expect("JSON");
        waiting.iter().map(|message| read(&message.body)).collect()
    }

    pub(super) async fn has_said(&self, word: &str) -> bool {
        self.said().await.iter().any(|said| said["data"].to_string().contains(word))
    }
}

pub(super) fn settings(public_url: &str) -> Settings {
    Settings {
        public_url: public_url.to_owned(),
        brand: Brand { name: "Demo Café".to_owned(), logo: None, accent: None },
        mfa_required: vec![Role::Manager, Role::Admin],
        cost: Some(Cost::LEAST),
        token_s: 600,
    }
}

/// A browser, with what it keeps.
#[derive(Clone)]
pub(super) struct Browser {
    pub(super) visitor: Visitor,
}

impl Browser {
    pub(super) fn at(network: &str) -> Self {
        let agent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0".to_owned();
        let network = network.to_owned();
        Self { visitor: Visitor { network, agent, ..Visitor::default() } }
    }

    pub(super) fn keep(&mut self, session: &NewSession) {
        self.visitor.session = Some(session.cookie.clone());
        self.visitor.device = Some(session.device.clone());
    }
}

/// A request of the client `app`, as good as can be.
pub(super) fn request() -> Request {
    Request {
        client_id: "app".to_owned(),
        redirect_uri: CALLBACK.to_owned(),
        response_type: "code".to_owned(),
        scope: "openid email api".to_owned(),
        state: Some("state".to_owned()),
        nonce: Some("nonce".to_owned()),
        code_challenge: Some(BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER))),
        code_challenge_method: Some("S256".to_owned()),
        ..Request::default()
    }
}

pub(super) fn exchange(code: &str) -> TokenRequest {
    TokenRequest {
        grant_type: "authorization_code".to_owned(),
        credentials: Credentials { id: Some("app".to_owned()), secret: None },
        code: Some(code.to_owned()),
        redirect_uri: Some(CALLBACK.to_owned()),
        code_verifier: Some(VERIFIER.to_owned()),
        ..TokenRequest::default()
    }
}

pub(super) fn parameter(url: &str, name: &str) -> Option<String> {
    let url = url::Url::parse(url).expect("a URL");
    let mut pairs = url.query_pairs();
    pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

/// What a token says, unchecked.
pub(super) fn claims(token: &str) -> Value {
    let part = token.split('.').nth(1).expect("three parts");
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(part).expect("base64url");
    serde_json::from_slice(&bytes).expect("JSON")
}

/// Keeps letters.
#[derive(Default)]
pub(super) struct Letters(Mutex<Vec<Letter>>, AtomicBool);

impl Letters {
    /// From now on nothing can be sent.
    pub(super) fn close(&self) {
        self.1.store(true, Ordering::Relaxed);
    }

    pub(super) fn to(&self, email: &str) -> Vec<Letter> {
        let all = self.0.lock().expect("no panic");
        all.iter().filter(|letter| letter.to == email).cloned().collect()
    }

    /// The code of the last letter to somebody.
    pub(super) fn code_to(&self, email: &str) -> String {
        let letters = self.to(email);
        let text = &letters.last().expect("a letter").text;
        let digits = |word: &&str| word.chars().filter(char::is_ascii_digit).count() == 8;
        let code = text.split(|c: char| !c.is_ascii_digit()).find(digits);
        code.unwrap_or_else(|| panic!("no code in {text}")).to_owned()
    }
}

#[async_trait]
impl Post for Letters {
    fn is_open(&self) -> bool {
        !self.1.load(Ordering::Relaxed)
    }

    fn send(&self, letter: Letter) {
        self.0.lock().expect("no panic").push(letter);
    }

    async fn sent(&self) {}
}

/// Keeps no profiles, and closes accounts.
struct Neighbours(Arc<MemoryStore>, Arc<FixedClock>);

#[async_trait]
impl Users for Neighbours {
    fn registered(&self, _: &Registered) -> Change {
        Change::default()
    }

    async fn erase(&self, user: &PrincipalId) -> Result<(), Error> {
        let now = kernel::Clock::now(&*self.1);
        let change = closing(&*self.0, user.as_str(), now).await?;
        self.0.commit(change).await?.or_else(|_| Error::Stale)
    }

    async fn email_changed(&self, _: &PrincipalId, _: &str) -> Result<(), Error> {
        Ok(())
    }
}
