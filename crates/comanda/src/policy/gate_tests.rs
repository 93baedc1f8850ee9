//! The layer alone, before operations that check nothing themselves: whom it turns away here would
//! be let in by a handler that forgot to ask.

use std::sync::Arc;
use std::time::Duration;

use api::{Caller, InstanceKey, SignIn, Signer, Verifier};
use axum::body::Body;
use axum::response::Response;
use axum::routing::get;
use axum::{Router, middleware};
use http::{Method, Request, StatusCode};
use kernel::{Clock, FixedClock, Principal, PrincipalId, Role, SeededRandom};
use store::MemoryStore;
use tower::ServiceExt;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Gate, Rules, gate};
use crate::audit::Trail;

#[utoipa::path(get, path = "/open", tag = "t", responses((status = 200)))]
async fn open() {}

/// Says who is calling; only the layer can have told it.
#[utoipa::path(post, path = "/mine", tag = "t", responses((status = 200)))]
async fn mine(caller: Caller) -> String {
    caller.0.id.as_str().to_owned()
}

#[utoipa::path(get, path = "/at/{location}/bar", tag = "t", responses((status = 200)))]
async fn bar() {}

#[utoipa::path(put, path = "/at/{location}/bar", tag = "t", responses((status = 200)))]
async fn rebuild() {}

#[utoipa::path(post, path = "/orders/{order}/refund", tag = "t", responses((status = 200)))]
async fn refund() {}

#[utoipa::path(delete, path = "/me", tag = "t", responses((status = 200)))]
async fn erase() {}

#[utoipa::path(delete, path = "/all", tag = "t", responses((status = 200)))]
async fn all() {}

const POLICY: &str = r#"
[t]
"GET /open" = { who = "anyone" }
"POST /mine" = { who = "signed-in" }
"DELETE /me" = { who = "signed-in", recent = true }
"GET /at/{location}/bar" = { who = "barista", at = "location" }
"PUT /at/{location}/bar" = { who = "manager", at = "location", strong = true }
"POST /orders/{order}/refund" = { who = "manager", at = "order", strong = true }
"DELETE /all" = { who = "admin" }
"#;

struct Desk {
    router: Router,
    signer: Signer,
    clock: Arc<FixedClock>,
}

fn desk() -> Desk {
    let (key, clock) = (InstanceKey::generate(), Arc::new(FixedClock::at(now())));
    let verifier = Verifier::new(&key, "tests", Arc::clone(&clock) as Arc<dyn Clock>);
    let api = OpenApiRouter::<()>::new()
        .routes(routes!(open))
        .routes(routes!(mine))
        .routes(routes!(erase));
    let api = api.routes(routes!(bar, rebuild)).routes(routes!(refund)).routes(routes!(all));
    let (router, document) = api.split_for_parts();
    let gated = Gate {
        rules: Rules::new(POLICY, &document).expect("it fits"),
        verifier: Arc::new(verifier),
        clock: Arc::clone(&clock) as Arc<dyn Clock>,
        step_up: Duration::from_mins(10),
        trail: Trail::new(
            Arc::new(MemoryStore::new()),
            Arc::clone(&clock) as Arc<dyn Clock>,
            Arc::new(SeededRandom::new(1)),
        ),
    };
    // One that somebody adds without a word about it.
    let router = router.route("/hidden", get(open));
    let router = router.route_layer(middleware::from_fn_with_state(Arc::new(gated), gate));
    Desk { router, signer: Signer::new(&key, "tests"), clock }
}

fn now() -> kernel::Timestamp {
    "2026-11-30T08:00:00Z".parse().expect("a time")
}

impl Desk {
    async fn send(&self, method: &str, path: &str, token: Option<&str>) -> Response {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let request = request.body(Body::empty()).expect("a request");
        self.router.clone().oneshot(request).await.expect("never fails")
    }

    fn token(&self, role: Role, at: &[&str], sign_in: SignIn) -> String {
        let locations = at.iter().map(|at| at.parse().expect("an id")).collect();
        let who = Principal { id: PrincipalId::new("anna"), role, locations };
        let signed = self.signer.sign_as(&who, sign_in, self.clock.now(), Duration::from_hours(9));
        signed.expect("the key signs")
    }

    /// What customer, barista and manager of `loc_a`, those of `loc_b`, and an admin are answered.
    async fn answers(&self, method: &str, path: &str) -> [u16; 6] {
        let here = [(Role::Barista, "loc_a"), (Role::Manager, "loc_a")];
        let there = [(Role::Barista, "loc_b"), (Role::Manager, "loc_b")];
        let mut answers = [0; 6];
        let strong = SignIn::operator(self.clock.now());
        let mut tokens = vec![self.token(Role::Customer, &[], strong)];
        tokens.extend(
            here.into_iter().chain(there).map(|(role, at)| self.token(role, &[at], strong)),
        );
        tokens.push(self.token(Role::Admin, &[], strong));
        for (answer, token) in answers.iter_mut().zip(tokens) {
            *answer = self.send(method, path, Some(&token)).await.status().as_u16();
        }
        answers
    }
}

#[tokio::test]
async fn each_is_let_in_where_the_policy_says_so_and_nowhere_else() {
    let desk = desk();
    for (method, path, expected) in [
        ("GET", "/open", [200, 200, 200, 200, 200, 200]),
        ("POST", "/mine", [200, 200, 200, 200, 200, 200]),
        ("GET", "/at/loc_a/bar", [403, 200, 200, 403, 403, 200]),
        ("HEAD", "/at/loc_a/bar", [403, 200, 200, 403, 403, 200]),
        ("PUT", "/at/loc_a/bar", [403, 403, 200, 403, 403, 200]),
        ("PUT", "/at/loc%5Fa/bar", [403, 403, 200, 403, 403, 200]),
        ("DELETE", "/all", [403, 403, 403, 403, 403, 200]),
        // What the operation alone can know is left to it.
        ("POST", "/orders/ord_1/refund", [200, 200, 200, 200, 200, 200]),
        // What is no location is none of anybody.
        ("GET", "/at/a/bar", [404, 404, 404, 404, 404, 404]),
        ("GET", "/at/%FF/bar", [404, 404, 404, 404, 404, 404]),
    ] {
        assert_eq!(desk.answers(method, path).await, expected, "{method} {path}");
    }
}

#[tokio::test]
async fn who_does_not_say_who_they_are_is_let_in_where_anyone_is() {
    let desk = desk();
    assert_eq!(desk.send("GET", "/open", None).await.status(), 200);
    assert_eq!(desk.send("GET", "/open", Some("rubbish")).await.status(), 200, "nobody looks");
    for (method, path) in [
        ("POST", "/mine"),
        ("GET", "/at/loc_a/bar"),
        ("PUT", "/at/loc_a/bar"),
        ("POST", "/orders/ord_1/refund"),
        ("DELETE", "/all"),
    ] {
        for token in [None, Some("rubbish")] {
            let answer = desk.send(method, path, token).await;
            assert_eq!(answer.status(), 401, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn what_is_not_in_the_document_is_not_there() {
    let desk = desk();
    let admin = desk.token(Role::Admin, &[], SignIn::operator(now()));
    for path in ["/hidden", "/nothing"] {
        assert_eq!(desk.send("GET", path, Some(&admin)).await.status(), 404, "{path}");
    }
    for (method, path, allow) in [
        ("POST", "/open", "GET,HEAD"),
        ("OPTIONS", "/open", "GET,HEAD"),
        ("DELETE", "/at/loc_a/bar", "GET,HEAD,PUT"),
        ("HEAD", "/mine", "POST"),
    ] {
        let answer = desk.send(method, path, Some(&admin)).await;
        assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        assert_eq!(answer.headers()[http::header::ALLOW], allow, "{method} {path}");
    }
}

#[tokio::test]
async fn an_operation_is_told_who_is_calling() {
    let desk = desk();
    let token = desk.token(Role::Customer, &[], SignIn::UNKNOWN);
    let answer = desk.send(Method::POST.as_str(), "/mine", Some(&token)).await;
    let body = axum::body::to_bytes(answer.into_body(), 100).await.expect("whole");
    assert_eq!(body, "anna");
}

#[tokio::test]
async fn a_recent_operation_asks_for_a_recent_sign_in_with_whatever_there_is() {
    let desk = desk();
    let at = now().as_second();
    let sign_in = |at| SignIn { at: Some(at), mfa: false };
    let token = |sign_in| desk.token(Role::Customer, &[], sign_in);
    assert_eq!(desk.send("DELETE", "/me", Some(&token(sign_in(at - 600)))).await.status(), 200);
    for sign_in in [sign_in(at - 601), SignIn::UNKNOWN] {
        let answer = desk.send("DELETE", "/me", Some(&token(sign_in))).await;
        assert_eq!(answer.status(), 401, "{sign_in:?}");
        let challenge = answer.headers()["www-authenticate"].to_str().expect("ASCII");
        assert!(challenge.contains("max_age=\"600\"") && !challenge.contains("acr"), "{challenge}");
    }
}

#[tokio::test]
async fn a_strong_operation_asks_those_who_may_for_a_strong_sign_in() {
    let desk = desk();
    let at = now().as_second();
    let (fresh, old) = (SignIn { at: Some(at - 600), mfa: true }, at - 601);
    let weak = [SignIn { at: Some(old), mfa: true }, SignIn { at: Some(at), mfa: false }];
    for (method, path) in [("PUT", "/at/loc_a/bar"), ("POST", "/orders/ord_1/refund")] {
        let manager = |sign_in| desk.token(Role::Manager, &["loc_a"], sign_in);
        assert_eq!(desk.send(method, path, Some(&manager(fresh))).await.status(), 200);
        for sign_in in weak {
            let answer = desk.send(method, path, Some(&manager(sign_in))).await;
            assert_eq!(answer.status(), 401, "{method} {path} {sign_in:?}");
            let challenge = answer.headers()["www-authenticate"].to_str().expect("ASCII");
            assert!(challenge.contains("max_age=\"600\""), "{challenge}");
        }
    }
    // Who may not anyway is told so, or left to the operation, which will.
    let barista = desk.token(Role::Barista, &["loc_a"], weak[1]);
    assert_eq!(desk.send("PUT", "/at/loc_a/bar", Some(&barista)).await.status(), 403);
    assert_eq!(desk.send("POST", "/orders/ord_1/refund", Some(&barista)).await.status(), 200);
    // What is not strong asks for nothing more.
    assert_eq!(desk.send("GET", "/at/loc_a/bar", Some(&barista)).await.status(), 200);
}
