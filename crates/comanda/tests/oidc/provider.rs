//! The whole program in one process, on records in memory.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use api::InstanceKey;
use axum::body::{Body, to_bytes};
use comanda::app::{App, Elsewhere, Parts};
use comanda::config::{Payments, Server, Work};
use idp::domain::{Grant, Scope};
use idp::service::NewClient;
use idp::words::{Brand, Language};
use kernel::{Clock, FixedClock, OsRandom, Role, SystemClock};
use notify::mailer::Outbox;
use openidconnect::{HttpRequest, HttpResponse};
use store::MemoryStore;
use tokio::sync::watch;
use tower::ServiceExt;

/// Where people reach it, and its name as an issuer.
pub(crate) const ISSUER: &str = "https://cafe.test";
/// Where the client is sent codes.
pub(crate) const CALLBACK: &str = "https://till.test/callback";
/// Where people go on when they have signed out.
pub(crate) const GOODBYE: &str = "https://till.test/goodbye";
/// The `client_id`.
pub(crate) const TILL: &str = "till";
/// More than any answer has, in bytes.
const BODY_BYTES_MAX: usize = 1 << 20;

/// The program, with a public client.
pub(crate) struct Provider {
    app: App,
    router: axum::Router,
    /// The time. It begins now, because the library looks at the clock of the system.
    pub(crate) clock: Arc<FixedClock>,
    _stop: watch::Sender<bool>,
}

impl Provider {
    pub(crate) async fn start() -> Self {
        let clock = Arc::new(FixedClock::at(SystemClock.now()));
        let app = App::new(Parts {
            store: Arc::new(MemoryStore::new()),
            clock: clock.clone(),
            random: Arc::new(OsRandom),
            key: InstanceKey::generate(),
            issuer: "comanda".to_owned(),
            sign_in: Some(idp::ports::Settings {
                public_url: ISSUER.to_owned(),
                brand: Brand { name: "Café Aurora".to_owned(), logo: None, accent: None },
                mfa_required: vec![Role::Manager, Role::Admin],
                cost: Some(idp::Cost::LEAST),
                token_s: 600,
            }),
            step_up: Duration::from_mins(15),
            payments: Payments::default(),
            work: Work::default(),
            mailer: Arc::new(Outbox),
            push: None,
            staff_email: None,
            elsewhere: Elsewhere::default(),
            name: "oidc".to_owned(),
        });
        let (stop, stopping) = watch::channel(false);
        let router = comanda::router::router(&app.answers(), &Server::default(), stopping);
        let router = router.expect("a policy for every operation");
        let provider = Self { app, router, clock, _stop: stop };
        let registered = provider.idp().register_client(till()).await;
        assert_eq!(registered.expect("a good client"), None, "a public client has no secret");
        provider
    }

    fn idp(&self) -> &idp::Idp {
        self.app.idp.as_ref().expect("people sign in here")
    }

    /// The path of a link that lets somebody in, once.
    pub(crate) async fn invite(&self, email: &str, role: Role) -> String {
        let invited = self.idp().invite(email, role, Vec::new(), Language::En).await;
        let link = invited.expect("somebody new").link;
        link.strip_prefix(ISSUER).expect("a page of ours").to_owned()
    }

    /// Answers a request of the library's.
    pub(crate) async fn http(&self, request: HttpRequest) -> Result<HttpResponse, Infallible> {
        let response = self.send(request.map(Body::from)).await;
        let (head, body) = response.into_parts();
        let body = to_bytes(body, BODY_BYTES_MAX).await.expect("a body");
        Ok(HttpResponse::from_parts(head, body.to_vec()))
    }

    /// Answers a request of anybody's.
    pub(crate) async fn send(&self, request: http::Request<Body>) -> http::Response<Body> {
        self.router.clone().oneshot(request).await.expect("the router answers")
    }
}

fn till() -> NewClient {
    NewClient {
        id: TILL.to_owned(),
        name: "Till".to_owned(),
        first_party: true,
        confidential: false,
        redirect_uris: vec![CALLBACK.to_owned()],
        post_logout_redirect_uris: vec![GOODBYE.to_owned()],
        grants: vec![Grant::AuthorizationCode, Grant::RefreshToken],
        scopes: Scope::ALL.to_vec(),
    }
}
