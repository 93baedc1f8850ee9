//! Signing in where people do so here: the account and its profile, tokens at the API, and the end.

use axum::body::Body;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use idp::domain::{Grant, Scope};
use idp::service::oauth::{Authorized, Credentials, Request, TokenRequest, Tokens};
use idp::service::{NewClient, NewSession, Step, TakenUp, Visitor};
use idp::words::Language;
use idp::{Error, Idp};
use kernel::Role;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::app::{Answer, Caller, On, TestApp, on_every_store};

on_every_store! {
    somebody_signs_in_and_their_tokens_open_the_api_until_they_are_erased
    a_role_is_held_where_it_was_given_and_a_managers_asks_for_a_second_factor
    another_process_believes_the_same_tokens
}

const EMAIL: &str = "anna@example.org";
const PASSWORD: &str = "four croissants at dawn";
const BACK: &str = "https://app.example/back";
/// The verifier of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn idp(app: &TestApp) -> &Idp {
    app.app.idp.as_ref().expect("people sign in here")
}

fn visitor() -> Visitor {
    Visitor { network: "203.0.113.1".to_owned(), ..Visitor::default() }
}

/// Somebody with an account, who has taken up an invitation.
async fn join(app: &TestApp, role: Role, at: &[&str]) -> NewSession {
    let at = at.iter().map(|id| id.parse().expect("an id")).collect();
    let invited = idp(app).invite(EMAIL, role, at, Language::En).await.expect("invited");
    let (_, link) = invited.link.split_once("link=").expect("a link");
    let (name, password, language) = ("Anna", PASSWORD, Language::En);
    let taken = TakenUp { link, email: EMAIL, name, password, language };
    idp(app).take_up(&visitor(), taken).await.expect("taken up")
}

/// Registers a client, and lets it get tokens in a session.
async fn tokens(app: &TestApp, session: &NewSession) -> Tokens {
    let client = NewClient {
        id: "app".to_owned(),
        name: "App".to_owned(),
        first_party: true,
        confidential: false,
        redirect_uris: vec![BACK.to_owned()],
        post_logout_redirect_uris: Vec::new(),
        grants: vec![Grant::AuthorizationCode, Grant::RefreshToken],
        scopes: Scope::ALL.to_vec(),
    };
    idp(app).register_client(client).await.expect("registered");
    let who = idp(app).signed_in(Some(&session.cookie)).await.expect("signed in");
    let to = match idp(app).authorize(&asked(), Some(&who)).await.expect("answers") {
        Authorized::Redirect(to) => url::Url::parse(&to).expect("a URL"),
        other => panic!("{other:?}"),
    };
    let code = to.query_pairs().find(|(name, _)| name == "code").expect("a code").1.into_owned();
    idp(app).token(&exchange("authorization_code", &code)).await.expect("tokens")
}

fn asked() -> Request {
    Request {
        client_id: "app".to_owned(),
        redirect_uri: BACK.to_owned(),
        response_type: "code".to_owned(),
        scope: "openid api".to_owned(),
        code_challenge: Some(BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER))),
        code_challenge_method: Some("S256".to_owned()),
        ..Request::default()
    }
}

fn exchange(grant: &str, held: &str) -> TokenRequest {
    TokenRequest {
        grant_type: grant.to_owned(),
        credentials: Credentials { id: Some("app".to_owned()), secret: None },
        code: Some(held.to_owned()),
        refresh_token: Some(held.to_owned()),
        redirect_uri: Some(BACK.to_owned()),
        code_verifier: Some(VERIFIER.to_owned()),
        ..TokenRequest::default()
    }
}

async fn ask(app: &TestApp, token: &str, method: &str, path: &str) -> Answer {
    let request = app.request(Caller::Anonymous, method, path);
    let request = request.header("authorization", format!("Bearer {token}"));
    app.send(request.body(Body::empty()).expect("a request")).await
}

async fn somebody_signs_in_and_their_tokens_open_the_api_until_they_are_erased(on: On) {
    let app = TestApp::on(on).await;
    let session = join(&app, Role::Customer, &[]).await;
    let got = tokens(&app, &session).await;
    let me = ask(&app, &got.access_token, "GET", "/v1/me").await.is(200).json();
    assert_eq!((&me["email"], &me["email_verified"]), (&EMAIL.into(), &Value::Bool(true)));
    let id = got.id_token.clone().expect("one");
    ask(&app, &id, "GET", "/v1/me").await.problem(401, "api.invalid-token");
    let export = ask(&app, &got.access_token, "GET", "/v1/me/export").await.is(200).json();
    assert_eq!(export["account"]["email"], EMAIL, "{export}");
    app.wait(std::time::Duration::from_mins(9));
    let refresh = got.refresh_token.expect("one");
    let next = idp(&app).token(&exchange("refresh_token", &refresh)).await.expect("refreshed");
    app.wait(std::time::Duration::from_mins(7));
    // Refreshing does not make a sign-in recent.
    let late = ask(&app, &next.access_token, "DELETE", "/v1/me").await;
    late.problem(401, "api.step-up-needed");
    let again = idp(&app).sign_in(&visitor(), EMAIL, PASSWORD).await.expect("signed in");
    let Step::SignedIn(session) = again else { panic!("without a second factor") };
    let fresh = tokens(&app, &session).await;
    ask(&app, &fresh.access_token, "DELETE", "/v1/me").await.is(204);
    app.settle().await;
    let gone = idp(&app).sign_in(&visitor(), EMAIL, PASSWORD).await;
    assert!(matches!(gone, Err(Error::WrongPassword)));
    let refresh = next.refresh_token.expect("one");
    assert!(idp(&app).token(&exchange("refresh_token", &refresh)).await.is_err());
    app.finish().await;
}

async fn a_role_is_held_where_it_was_given_and_a_managers_asks_for_a_second_factor(on: On) {
    let app = TestApp::on(on).await;
    let session = join(&app, Role::Barista, &["loc_here"]).await;
    let got = tokens(&app, &session).await;
    let stock = async |place: &str| {
        let path = format!("/v1/locations/{place}/stock");
        ask(&app, &got.access_token, "GET", &path).await
    };
    stock("loc_here").await.is(200);
    stock("loc_there").await.problem(403, "api.forbidden");
    let here = vec!["loc_here".parse().expect("an id")];
    app.wait(std::time::Duration::from_secs(1));
    idp(&app).set_role(EMAIL, Role::Manager, here).await.expect("a manager");
    let who = idp(&app).signed_in(Some(&session.cookie)).await;
    assert!(matches!(who, Err(Error::SignedOut)), "the new role asks for a new sign-in");
    app.wait(std::time::Duration::from_secs(1));
    let again = idp(&app).sign_in(&visitor(), EMAIL, PASSWORD).await.expect("signed in");
    let Step::SignedIn(session) = again else { panic!("without a second factor") };
    let who = idp(&app).signed_in(Some(&session.cookie)).await.expect("signed in");
    let to = idp(&app).authorize(&asked(), Some(&who)).await.expect("answers");
    assert!(matches!(to, Authorized::Enrol), "a manager needs a second factor: {to:?}");
    app.finish().await;
}

async fn another_process_believes_the_same_tokens(on: On) {
    let app = TestApp::on(on).await;
    let session = join(&app, Role::Customer, &[]).await;
    let got = tokens(&app, &session).await;
    let other = app.another().await;
    ask(&other, &got.access_token, "GET", "/v1/orders").await.is(200);
    assert!(idp(&other).signed_in(Some(&session.cookie)).await.is_ok());
    app.finish().await;
}
