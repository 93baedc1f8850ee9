//! A café for the tests of functions: everything in memory, under a clock that stands.

use std::sync::Arc;

use api::InstanceKey;
use axum::Router;
use kernel::{Clock, FixedClock, Principal, PrincipalId, Role, SeededRandom};
use lambda_http::request::LambdaRequest;
use lambda_http::{Adapter, Context, LambdaEvent, Service, service_fn};
use notify::mailer::Outbox;
use orders::domain::Order;
use serde_json::{Value, json};
use store::MemoryStore;
use tokio::sync::watch;

use super::api::answer;
use super::invocation::Invocation;
use crate::app::{App, Elsewhere, Parts};
use crate::config::{Payments, Server, Work};
use crate::router;

const MENU: &str = include_str!("../../tests/e2e/app/menu.toml");
/// A Friday morning in Berlin.
const BEGIN: &str = "2026-11-20T09:00:00Z";

/// The café, which is always open, and its app.
pub(super) struct Cafe {
    pub(super) app: App,
    pub(super) clock: Arc<FixedClock>,
    router: Router,
    token: String,
}

impl Cafe {
    pub(super) async fn open() -> Self {
        let clock = Arc::new(FixedClock::at(BEGIN.parse().expect("a time")));
        let app = App::new(Parts {
            store: Arc::new(MemoryStore::new()),
            clock: clock.clone(),
            random: Arc::new(SeededRandom::new(1)),
            key: InstanceKey::generate(),
            issuer: "tests".to_owned(),
            sign_in: None,
            step_up: std::time::Duration::from_mins(15),
            payments: Payments::default(),
            work: Work::default(),
            mailer: Arc::new(Outbox),
            push: None,
            staff_email: None,
            elsewhere: Elsewhere::default(),
            name: "tests".to_owned(),
        });
        app.engine.as_ref().expect("ours").install().await.expect("memory answers");
        app.products.import_menu(MENU).await.expect("a good menu");
        let (_, stopping) = watch::channel(false);
        let router = router::router(&app.answers(), &Server::default(), stopping);
        let router = router.expect("a policy for every operation");
        let lasts = std::time::Duration::from_hours(24);
        let anna =
            Principal { id: PrincipalId::new("anna"), role: Role::Customer, locations: Vec::new() };
        let token = app.signer.sign(&anna, clock.now(), lasts).expect("the key signs");
        Self { app, clock, router, token }
    }

    /// What the function answers API Gateway.
    pub(super) async fn answers(&self, event: &Value) -> Value {
        let event: LambdaRequest = serde_json::from_str(&event.to_string()).expect("an event");
        let mut context = Context::default();
        context.request_id = "call-0001".to_owned();
        let service = service_fn(|request| answer(self.router.clone(), request));
        let answer = Adapter::from(service).call(LambdaEvent::new(event, context)).await;
        serde_json::to_value(answer.expect("never fails")).expect("JSON")
    }

    /// Places an order for an espresso.
    pub(super) async fn places(&self) -> Order {
        let line = json!({ "product": "prd_espresso", "quantity": 1 });
        let body = json!({ "location": "loc_here", "lines": [line] });
        let headers = json!({
            "Authorization": self.authorization(),
            "Content-Type": "application/json",
            "Idempotency-Key": "k1",
        });
        let answer = self.answers(&rest("POST", "/v1/orders", &headers, &body.to_string())).await;
        assert_eq!(answer["statusCode"], 202, "{answer}");
        let body: Value =
            serde_json::from_str(answer["body"].as_str().expect("text")).expect("JSON");
        let id = body["id"].as_str().expect("an id").parse().expect("an order's");
        self.app.orders.find(&id).await.expect("memory answers").expect("it is there")
    }

    /// What was said last.
    pub(super) async fn said(&self) -> String {
        let waiting = self.app.store.outbox(100).await.expect("memory answers");
        waiting.into_iter().next_back().expect("something was said").body
    }

    pub(super) fn authorization(&self) -> String {
        format!("Bearer {}", self.token)
    }
}

/// A request as a REST API tells it.
pub(super) fn rest(method: &str, path: &str, headers: &Value, body: &str) -> Value {
    json!({
        "resource": "/{proxy+}", "path": path, "httpMethod": method,
        "headers": headers, "multiValueHeaders": {},
        "queryStringParameters": null, "multiValueQueryStringParameters": null,
        "pathParameters": { "proxy": path.trim_start_matches('/') }, "stageVariables": null,
        "requestContext": {
            "accountId": "123456789012", "apiId": "abc123", "stage": "prod", "httpMethod": method,
            "path": format!("/prod{path}"), "protocol": "HTTP/1.1", "resourceId": "r1",
            "resourcePath": "/{proxy+}", "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
            "requestTimeEpoch": 1_795_000_000_000_i64,
            "identity": { "sourceIp": "192.0.2.1", "userAgent": "curl" },
        },
        "body": body, "isBase64Encoded": false,
    })
}

/// A request as an HTTP API tells it, its body in base64.
pub(super) fn http(stage: &str, path: &str, query: &str, headers: &Value) -> Value {
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": query,
        "headers": headers,
        "requestContext": {
            "accountId": "123456789012", "apiId": "abc123", "stage": stage,
            "domainName": "abc123.execute-api.eu-central-1.amazonaws.com", "domainPrefix": "abc123",
            "http": {
                "method": "GET", "path": path, "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1", "userAgent": "curl",
            },
            "requestId": "JKJaXmPLvHcESHA=", "routeKey": "$default",
            "time": "20/Nov/2026:09:00:00 +0000", "timeEpoch": 1_795_000_000_000_i64,
        },
        "isBase64Encoded": false,
    })
}

/// A call with time enough.
pub(super) fn call() -> Invocation {
    let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(30);
    let function = "arn:aws:lambda:eu-central-1:123456789012:function:cafe-tests".to_owned();
    Invocation { deadline, function }
}
