//! The policy is what happens: held against the committed matrix, and strong operations against
//! sign-ins that are not.

use std::collections::BTreeMap;

use api::SignIn;
use axum::body::Body;
use http::Request;
use serde::Deserialize;

use crate::app::{Caller, TestApp};
use crate::operations::{Operation, document, operations, order_for};
use crate::rights::{committed, status};

const POLICY: &str = include_str!("../../policy.toml");

/// What the policy says of an operation.
#[derive(Deserialize)]
struct Entry {
    who: String,
    at: Option<String>,
    #[serde(default)]
    strong: bool,
}

/// Every operation of the policy.
fn policy() -> BTreeMap<String, Entry> {
    let tags: BTreeMap<String, BTreeMap<String, Entry>> =
        toml::from_str(POLICY).expect("a good policy");
    tags.into_values().flatten().collect()
}

/// The callers that the policy turns away before the operation is asked, and with which status.
fn turned_away(entry: &Entry) -> Vec<(Caller, &'static str)> {
    use Caller::{Admin, Anonymous, Barista, BaristaElsewhere, Customer, Manager, OtherCustomer};
    let mut away = vec![(Anonymous, "401")];
    away.extend([Customer, OtherCustomer, BaristaElsewhere].map(|caller| (caller, "403")));
    match (entry.who.as_str(), entry.at.as_deref()) {
        ("anyone", None) => return Vec::new(),
        // What follows from the order is for the operation to find.
        ("signed-in", None) | ("barista" | "manager", Some("order")) => away.truncate(1),
        ("barista", Some("location")) => {}
        ("manager", Some("location")) => away.push((Barista, "403")),
        ("admin", None) => away.extend([(Barista, "403"), (Manager, "403")]),
        (who, at) => panic!("the policy knows {who} at {at:?}, and this test does not"),
    }
    assert!(!away.iter().any(|(caller, _)| *caller == Admin));
    away
}

#[test]
fn whom_the_policy_turns_away_the_matrix_does() {
    let (policy, matrix) = (policy(), committed());
    let in_one: Vec<_> = policy.keys().filter(|one| !matrix.contains_key(*one)).collect();
    let in_other: Vec<_> = matrix.keys().filter(|one| !policy.contains_key(*one)).collect();
    assert!(in_one.is_empty() && in_other.is_empty(), "not in both: {in_one:?} {in_other:?}");
    for (operation, entry) in &policy {
        let answers = &matrix[operation];
        let of = |caller: Caller| status(answers, caller);
        let away = turned_away(entry);
        for (caller, expected) in &away {
            assert_eq!(of(*caller), *expected, "{operation} {}", caller.word());
        }
        // And the other way round: nobody who may is turned away at the gate.
        let at_order = entry.at.as_deref() == Some("order");
        for caller in Caller::ALL {
            let is_away = away.iter().any(|(other, _)| *other == caller);
            assert!(is_away || of(caller) != "401", "{operation} {}", caller.word());
            assert!(is_away || at_order || of(caller) != "403", "{operation} {}", caller.word());
        }
        // Where the operation finds out where, it has to: the matrix shows that it does.
        if at_order {
            assert_eq!(of(Caller::Customer), "403", "{operation}");
            assert_eq!(of(Caller::BaristaElsewhere), "404", "{operation}");
            let barista = if entry.who == "manager" { "403" } else { "200" };
            assert_eq!(of(Caller::Barista), barista, "{operation}");
        }
    }
}

#[test]
fn what_moves_money_or_steps_in_asks_for_a_strong_sign_in() {
    for (operation, entry) in policy() {
        let steps_in = operation.contains("/v1/workflows") && !operation.starts_with("GET ");
        let moves_money = operation.ends_with("/refund");
        if steps_in || moves_money || operation == "POST /v1/locations" {
            assert!(entry.strong, "{operation}");
        }
        // A counter where everything asks for a code is one where somebody leaves it signed in.
        if entry.who == "barista" {
            assert!(!entry.strong, "{operation}");
        }
    }
}

/// The operations that ask for a strong sign-in, as the document has them.
async fn strong_operations() -> Vec<Operation> {
    let (app, policy) = (TestApp::start().await, policy());
    let all = operations(&document(&app).await);
    app.finish().await;
    let strong: Vec<_> = all.into_iter().filter(|one| policy[&one.to_string()].strong).collect();
    assert!(strong.len() >= 6, "{strong:?}");
    strong
}

/// What somebody sends who signed in like this.
fn request(
    (app, operation, order): (&TestApp, &Operation, &str),
    caller: Caller,
    sign_in: SignIn,
) -> Request<Body> {
    let token = app.token_of(caller, sign_in).expect("everybody but nobody has one");
    let mut request = operation.request(app, caller, order);
    let value = format!("Bearer {token}").parse().expect("ASCII");
    request.headers_mut().insert("authorization", value);
    request
}

#[tokio::test]
async fn a_strong_operation_is_not_done_for_a_weak_sign_in() {
    let app = TestApp::start().await;
    let now = kernel::Clock::now(&*app.clock).as_second();
    let (day, quarter) = (24 * 60 * 60, 15 * 60);
    for operation in strong_operations().await {
        for sign_in in [
            SignIn::UNKNOWN,
            SignIn { at: None, mfa: true },
            SignIn { at: Some(now), mfa: false },
            SignIn { at: Some(now - quarter - 1), mfa: true },
            SignIn { at: Some(now - day), mfa: true },
            SignIn { at: Some(now + day), mfa: true },
        ] {
            let to = (&app, &operation, "ord_none");
            let answer = app.send(request(to, Caller::Admin, sign_in)).await;
            let answer = answer.problem(401, "api.step-up-needed");
            let challenge = answer.header("www-authenticate");
            for part in [
                "Bearer ",
                "error=\"insufficient_user_authentication\"",
                "error_description=\"",
                "acr_values=\"urn:comanda:acr:mfa\"",
                "max_age=\"900\"",
            ] {
                assert!(challenge.contains(part), "{operation}: {challenge}");
            }
        }
    }
    app.finish().await;
}

#[tokio::test]
async fn a_strong_sign_in_does_until_it_is_too_old() {
    for operation in strong_operations().await {
        let app = TestApp::start().await;
        let order = order_for(&app, &operation).await;
        let at = kernel::Clock::now(&*app.clock).as_second() - 15 * 60;
        let strong = SignIn { at: Some(at), mfa: true };
        let answer = app.send(request((&app, &operation, &order), Caller::Admin, strong)).await;
        assert!(answer.status.is_success(), "{operation} {}", answer.status);
        app.finish_without_books().await;
    }
}

/// Who may not do it anyway is not sent to sign in again for nothing.
#[tokio::test]
async fn who_may_not_is_refused_and_not_asked_to_step_up() {
    for operation in strong_operations().await {
        let app = TestApp::start().await;
        let order = order_for(&app, &operation).await;
        let answer =
            app.send(request((&app, &operation, &order), Caller::Customer, SignIn::UNKNOWN));
        answer.await.problem(403, "api.forbidden");
        app.finish_without_books().await;
    }
}
