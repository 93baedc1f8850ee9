//! Requests to the program, as somebody.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use api::SignIn;
use axum::Router;
use axum::body::{Body, to_bytes};
use bytes::Bytes;
use comanda::app::App;
use http::{HeaderMap, Method, Request, StatusCode};
use kernel::{Principal, PrincipalId, Role, Timestamp};
use serde_json::Value;
use tower::ServiceExt;

use super::stream::Events;

/// Who sends a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Caller {
    Anonymous,
    /// Anna.
    Customer,
    /// Otto.
    OtherCustomer,
    /// Ben, at `loc_here`.
    Barista,
    /// Bea, at `loc_there`.
    BaristaElsewhere,
    /// Max, at `loc_here`.
    Manager,
    Admin,
    /// One of many customers.
    Guest(u16),
}

impl Caller {
    /// The callers that `rights.txt` knows.
    pub(crate) const ALL: [Self; 7] = [
        Self::Anonymous,
        Self::Customer,
        Self::OtherCustomer,
        Self::Barista,
        Self::BaristaElsewhere,
        Self::Manager,
        Self::Admin,
    ];

    /// The word in `rights.txt`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Customer => "customer",
            Self::OtherCustomer => "other-customer",
            Self::Barista => "barista",
            Self::BaristaElsewhere => "barista-elsewhere",
            Self::Manager => "manager",
            Self::Admin => "admin",
            Self::Guest(_) => "guest",
        }
    }

    /// Who this is to the identity provider.
    fn principal(self) -> Option<Principal> {
        let (id, role, at) = match self {
            Self::Anonymous => return None,
            Self::Customer => ("anna", Role::Customer, None),
            Self::OtherCustomer => ("otto", Role::Customer, None),
            Self::Barista => ("ben", Role::Barista, Some("loc_here")),
            Self::BaristaElsewhere => ("bea", Role::Barista, Some("loc_there")),
            Self::Manager => ("max", Role::Manager, Some("loc_here")),
            Self::Admin => ("ada", Role::Admin, None),
            Self::Guest(number) => {
                let id = PrincipalId::new(&format!("guest-{number}"));
                return Some(Principal { id, role: Role::Customer, locations: Vec::new() });
            }
        };
        let locations = at.into_iter().map(|at| at.parse().expect("a location id")).collect();
        Some(Principal { id: PrincipalId::new(id), role, locations })
    }
}

/// Sends requests to one program. Clones go to the same.
#[derive(Clone)]
pub(crate) struct Client {
    router: Router,
    app: Arc<App>,
    begin: Timestamp,
    tokens: Arc<HashMap<Caller, String>>,
}

/// What was answered.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Client {
    /// Everybody signs in at `begin`, and again when that was some minutes ago.
    pub(crate) fn new(router: Router, app: Arc<App>, begin: Timestamp) -> Self {
        let mut client = Self { router, app, begin, tokens: Arc::default() };
        let tokens = Caller::ALL.into_iter();
        let tokens = tokens.filter_map(|caller| Some((caller, client.token(caller)?)));
        client.tokens = Arc::new(tokens.collect());
        client
    }

    fn token(&self, caller: Caller) -> Option<String> {
        let now = self.app.clock.now();
        let is_recent = now.duration_since(self.begin).unsigned_abs() < Duration::from_mins(10);
        if let Some(token) = self.tokens.get(&caller).filter(|_| is_recent) {
            return Some(token.clone());
        }
        self.token_of(caller, SignIn::operator(now))
    }

    /// A token of somebody who signed in like this.
    pub(crate) fn token_of(&self, caller: Caller, sign_in: SignIn) -> Option<String> {
        // Longer than any test lets pass.
        let lasts = Duration::from_hours(24 * 365);
        let (who, now) = (caller.principal()?, self.app.clock.now());
        Some(self.app.signer.sign_as(&who, sign_in, now, lasts).expect("the key signs"))
    }

    /// A request as `caller`, to be given a body and sent.
    pub(crate) fn request(
        &self,
        caller: Caller,
        method: &str,
        path: &str,
    ) -> http::request::Builder {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let request = Request::builder().method(method).uri(path);
        match self.token(caller) {
            Some(token) => request.header("authorization", format!("Bearer {token}")),
            None => request,
        }
    }

    /// Sends a request and reads the whole answer.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.start(request).await.into_parts();
        let body = to_bytes(body, 64 << 20).await.expect("the body comes whole");
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Sends a request and leaves the body of the answer to be read.
    pub(crate) async fn start(&self, request: Request<Body>) -> http::Response<Body> {
        self.router.clone().oneshot(request).await.expect("a router never fails")
    }

    pub(crate) async fn get(&self, caller: Caller, path: &str) -> Answer {
        let request = self.request(caller, "GET", path).body(Body::empty());
        self.send(request.expect("a request")).await
    }

    pub(crate) async fn put(&self, caller: Caller, path: &str, body: &Value) -> Answer {
        self.json(self.request(caller, "PUT", path), body).await
    }

    pub(crate) async fn post(&self, caller: Caller, path: &str, body: &Value) -> Answer {
        self.json(self.request(caller, "POST", path), body).await
    }

    /// Gives `request` a JSON body and sends it.
    pub(crate) async fn json(&self, request: http::request::Builder, body: &Value) -> Answer {
        let request = request.header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    /// Places an order under `key`.
    pub(crate) async fn place(&self, caller: Caller, key: &str, body: &Value) -> Answer {
        let request = self.request(caller, "POST", "/v1/orders").header("idempotency-key", key);
        self.json(request, body).await
    }

    /// Places an order that must be taken and returns it.
    pub(crate) async fn placed(&self, caller: Caller, key: &str, body: &Value) -> Value {
        self.place(caller, key, body).await.is(202).json()
    }

    /// Does something to an order: `claim`, `cancel` and so on.
    pub(crate) async fn act(&self, caller: Caller, order: &str, verb: &str) -> Answer {
        let path = format!("/v1/orders/{order}/{verb}");
        if verb == "cancel" {
            return self.post(caller, &path, &serde_json::json!({})).await;
        }
        let request = self.request(caller, "POST", &path).body(Body::empty());
        self.send(request.expect("a request")).await
    }

    /// The order as its customer sees it.
    pub(crate) async fn order(&self, caller: Caller, order: &str) -> Value {
        self.get(caller, &format!("/v1/orders/{order}")).await.is(200).json()
    }

    /// Opens a stream of events.
    pub(crate) async fn events(&self, caller: Caller, path: &str, last: Option<&str>) -> Events {
        let mut request = self.request(caller, "GET", path);
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let response = self.start(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(response.status(), 200, "{path}");
        Events::of(response)
    }
}

impl Answer {
    /// The same answer, if it has this status.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        self
    }

    /// The same answer, if it is a problem with this status and code.
    #[track_caller]
    pub(crate) fn problem(self, status: u16, code: &str) -> Self {
        let this = self.is(status);
        assert_eq!(this.header("content-type"), "application/problem+json");
        assert_eq!(this.json()["code"], code, "{}", String::from_utf8_lossy(&this.body));
        this
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("no JSON: {}", String::from_utf8_lossy(&self.body)))
    }

    /// A header, empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// The places in the body that are wrong.
    pub(crate) fn pointers(&self) -> Vec<String> {
        let errors = self.json()["errors"].as_array().cloned().unwrap_or_default();
        let pointer = |error: &Value| error["pointer"].as_str().expect("a pointer").to_owned();
        errors.iter().map(pointer).collect()
    }
}
