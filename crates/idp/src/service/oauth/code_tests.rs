use super::{Asked, Authorized, Refusal, Request, TokenRequest};
use crate::domain::{Grant, Scope};
use crate::service::testing::{
    Browser, CALLBACK, Cafe, PASSWORD, claims, exchange, parameter, request,
};
use crate::service::{SignedIn, Step};

const ANNA: &str = "anna@example.org";

/// Where a refused request leads, and with which error.
fn error_of(authorized: &Authorized) -> String {
    let Authorized::Redirect(to) = authorized else { panic!("{authorized:?}") };
    assert!(to.starts_with(CALLBACK), "{to}");
    assert_eq!(parameter(to, "iss").as_deref(), Some("https://cafe.example"), "{to}");
    assert_eq!(parameter(to, "code"), None, "{to}");
    parameter(to, "error").unwrap_or_else(|| panic!("{to}"))
}

fn grant_error(refusal: &Refusal) -> &'static str {
    refusal.code()
}

#[tokio::test]
async fn a_code_becomes_tokens_that_say_who_signed_in_and_how() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    let Authorized::Redirect(to) = cafe.authorize(&browser, &request()).await else { panic!() };
    assert_eq!(parameter(&to, "state").as_deref(), Some("state"));
    assert_eq!(parameter(&to, "iss").as_deref(), Some("https://cafe.example"), "RFC 9207");
    let tokens = cafe.exchange(&parameter(&to, "code").expect("a code")).await.expect("tokens");
    let access = claims(&tokens.access_token);
    assert_eq!(access["iss"], "https://cafe.example");
    assert_eq!((&access["aud"], &access["token_use"]), (&"comanda".into(), &"access".into()));
    assert_eq!(access["scope"], "openid email api");
    assert_eq!(access["acr"], "urn:comanda:acr:password");
    assert_eq!(access["amr"], serde_json::json!(["pwd"]));
    assert_eq!(access["auth_time"], cafe.idp.now().as_second());
    let id = claims(&tokens.id_token.expect("openid was asked for"));
    assert_eq!(
        (&id["aud"], &id["nonce"], &id["email"]),
        (&"app".into(), &"nonce".into(), &ANNA.into())
    );
    assert_eq!(id["sub"], access["sub"]);
    assert!(id.get("name").is_none(), "the profile was not asked for");
}

#[tokio::test]
async fn a_code_that_comes_twice_gives_nothing_and_ends_what_it_gave() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    let code = cafe.code(&browser, &request()).await;
    let tokens = cafe.exchange(&code).await.expect("tokens");
    assert_eq!(grant_error(&cafe.exchange(&code).await.expect_err("twice")), "invalid_grant");
    assert!(cafe.has_said("code-reused").await);
    let refreshed = cafe.refresh(&tokens.refresh_token.expect("one")).await;
    assert_eq!(grant_error(&refreshed.expect_err("revoked")), "invalid_grant");
    assert_eq!(cafe.idp.userinfo(&tokens.access_token).await.expect("answers"), None);
}

#[tokio::test]
async fn a_code_sent_twice_at_the_same_moment_gives_tokens_once() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    let code = cafe.code(&browser, &request()).await;
    let tries = (0..10).map(|_| {
        let (idp, request) = (cafe.idp.clone(), exchange(&code));
        tokio::spawn(async move { idp.token(&request).await.is_ok() })
    });
    let tries: Vec<_> = tries.collect();
    let mut given = 0;
    for one in tries {
        given += usize::from(one.await.expect("no panic"));
    }
    assert_eq!(given, 1);
}

#[tokio::test]
async fn a_code_is_good_for_its_client_its_address_its_verifier_and_one_minute() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    cafe.client(|client| client.id = "other".to_owned()).await;
    let browser = cafe.person(ANNA).await;
    let change = |change: fn(&mut TokenRequest)| change;
    for (why, change) in [
        ("another client", change(|r| r.credentials.id = Some("other".to_owned()))),
        ("another address", change(|r| r.redirect_uri = Some("https://app.example/".to_owned()))),
        ("another verifier", change(|r| r.code_verifier = Some("a".repeat(43)))),
        ("a short verifier", change(|r| r.code_verifier = Some("a".to_owned()))),
        ("another code", change(|r| r.code = Some("a".to_owned()))),
    ] {
        let mut request = exchange(&cafe.code(&browser, &self::request()).await);
        change(&mut request);
        let refusal = cafe.idp.token(&request).await.expect_err(why);
        assert_eq!(refusal.code(), "invalid_grant", "{why}");
    }
    let mut without = exchange(&cafe.code(&browser, &request()).await);
    without.code_verifier = None;
    assert_eq!(cafe.idp.token(&without).await.expect_err("PKCE").code(), "invalid_request");
    let code = cafe.code(&browser, &request()).await;
    cafe.later(60);
    assert_eq!(cafe.exchange(&code).await.expect_err("late").code(), "invalid_grant");
}

#[tokio::test]
async fn nothing_is_sent_to_an_address_that_is_not_registered() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    for uri in ["https://app.example/callback/", "https://evil.example/callback", "", "/callback"] {
        let asked = Request { redirect_uri: uri.to_owned(), ..request() };
        let to = cafe.authorize(&browser, &asked).await;
        assert!(matches!(to, Authorized::WrongRedirect), "{uri}");
    }
    for id in ["nobody", "", "app\0", &"a".repeat(1_000)] {
        let asked = Request { client_id: id.to_owned(), ..request() };
        let to = cafe.authorize(&browser, &asked).await;
        assert!(matches!(to, Authorized::UnknownClient), "{id}");
    }
}

#[tokio::test]
async fn what_oauth_2_1_leaves_out_is_refused() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    let change = |change: fn(&mut Request)| change;
    for (expected, change) in [
        ("unsupported_response_type", change(|r| r.response_type = "token".to_owned())),
        ("unsupported_response_type", change(|r| r.response_type = "code id_token".to_owned())),
        ("invalid_request", change(|r| r.response_mode = Some("fragment".to_owned()))),
        ("invalid_request", change(|r| r.code_challenge = None)),
        ("invalid_request", change(|r| r.code_challenge_method = Some("plain".to_owned()))),
        ("invalid_request", change(|r| r.code_challenge_method = None)),
        ("invalid_request", change(|r| r.code_challenge = Some("short".to_owned()))),
        ("invalid_request", change(|r| r.has_request_object = true)),
        ("invalid_request", change(|r| r.state = Some("x".repeat(513)))),
        ("invalid_request", change(|r| r.max_age = Some("soon".to_owned()))),
        ("invalid_request", change(|r| r.prompt = Some("none login".to_owned()))),
        ("invalid_scope", change(|r| r.scope = "admin".to_owned())),
        ("unmet_authentication_requirements", change(|r| r.acr_values = Some("gold".to_owned()))),
    ] {
        let mut asked = request();
        change(&mut asked);
        assert_eq!(error_of(&cafe.authorize(&browser, &asked).await), expected, "{asked:?}");
    }
    for grant in ["password", "implicit", "", "urn:ietf:params:oauth:grant-type:jwt-bearer"] {
        let asked = TokenRequest { grant_type: grant.to_owned(), ..exchange("") };
        let refusal = cafe.idp.token(&asked).await.expect_err("refused");
        assert_eq!(refusal.code(), "unsupported_grant_type", "{grant}");
    }
}

#[tokio::test]
async fn who_may_not_be_asked_is_not_and_who_must_sign_in_does() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let nobody = Browser::at("a");
    let none = Request { prompt: Some("none".to_owned()), ..request() };
    assert_eq!(error_of(&cafe.authorize(&nobody, &none).await), "login_required");
    let first = cafe.authorize(&nobody, &request()).await;
    assert!(matches!(first, Authorized::SignIn { again: false, since: None }));
    let browser = cafe.person(ANNA).await;
    assert!(!cafe.code(&browser, &none).await.is_empty());
    cafe.later(100);
    let aged = |max_age: &str| Request { max_age: Some(max_age.to_owned()), ..request() };
    assert!(!cafe.code(&browser, &aged("100")).await.is_empty());
    let again = cafe.authorize(&browser, &aged("99")).await;
    assert!(matches!(again, Authorized::SignIn { again: true, since: Some(_) }), "{again:?}");
    let silent = Request { prompt: Some("none".to_owned()), ..aged("99") };
    assert_eq!(error_of(&cafe.authorize(&browser, &silent).await), "login_required");
}

#[tokio::test]
async fn asking_to_sign_in_again_is_answered_once_they_have() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let mut browser = cafe.person(ANNA).await;
    let login = Request { prompt: Some("login".to_owned()), ..request() };
    let at_once = Request { max_age: Some("0".to_owned()), ..request() };
    let first = cafe.authorize(&Browser::at("a"), &login).await;
    assert!(matches!(first, Authorized::SignIn { again: false, since: Some(_) }), "once is enough");
    for asked in [login, at_once] {
        cafe.later(10);
        let Authorized::SignIn { again: true, since } = cafe.authorize(&browser, &asked).await
        else {
            panic!("was not asked again")
        };
        let back = Request { signed_in_after: since, ..asked };
        let not_yet = cafe.authorize(&browser, &back).await;
        assert!(matches!(not_yet, Authorized::SignIn { again: true, .. }));
        let Ok(Step::SignedIn(session)) = cafe.sign_in(&browser, PASSWORD).await else { panic!() };
        browser.keep(&session);
        cafe.later(2);
        assert!(!cafe.code(&browser, &back).await.is_empty());
        cafe.later(601);
        let late = cafe.authorize(&browser, &back).await;
        assert_eq!(matches!(late, Authorized::SignIn { .. }), back.max_age.is_some());
    }
}

#[tokio::test]
async fn a_stronger_sign_in_that_is_asked_for_leads_to_a_second_factor() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let mut browser = cafe.person(ANNA).await;
    let strong = Request { acr_values: Some("gold urn:comanda:acr:mfa".to_owned()), ..request() };
    assert!(matches!(cafe.authorize(&browser, &strong).await, Authorized::Enrol));
    let mut other = Browser::at("b");
    let Ok(Step::SignedIn(session)) = cafe.sign_in(&other, PASSWORD).await else { panic!() };
    other.keep(&session);
    cafe.later(1);
    cafe.enrol(&mut browser).await;
    let code = cafe.code(&browser, &strong).await;
    let tokens = cafe.exchange(&code).await.expect("tokens");
    assert_eq!(claims(&tokens.access_token)["acr"], "urn:comanda:acr:mfa");
    assert_eq!(claims(&tokens.access_token)["amr"], serde_json::json!(["pwd", "otp", "mfa"]));
    let ended: Result<SignedIn, _> = cafe.who(&other).await;
    assert!(ended.is_err(), "a new second factor ends sessions without it");
}

#[tokio::test]
async fn whose_role_needs_a_second_factor_gets_no_code_with_the_password_alone() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let mut browser = cafe.person(ANNA).await;
    let none = Request { prompt: Some("none".to_owned()), ..request() };
    cafe.enrol(&mut browser).await;
    cafe.idp.set_role(ANNA, kernel::Role::Admin, vec![]).await.expect("an admin");
    cafe.later(1);
    // A session of the password alone, as one from before the second factor would be.
    let account = cafe.idp.account_of(&crate::domain::Email::parse(ANNA).expect("one")).await;
    let id = account.expect("answers").expect("an account").record.id;
    let weak = cafe.idp.begin_session(&id, &[crate::domain::Method::Password], &browser.visitor);
    browser.keep(&weak.await.expect("a session"));
    let to = cafe.authorize(&browser, &request()).await;
    assert!(matches!(to, Authorized::SignIn { again: true, .. }), "{to:?}");
    assert_eq!(error_of(&cafe.authorize(&browser, &none).await), "login_required");
}

#[tokio::test]
async fn another_ones_app_is_asked_about_and_can_be_refused() {
    let cafe = Cafe::open();
    cafe.client(|client| client.first_party = false).await;
    let browser = cafe.person(ANNA).await;
    let Authorized::Ask(asked) = cafe.authorize(&browser, &request()).await else { panic!() };
    let scopes = vec![Scope::Openid, Scope::Email, Scope::Api];
    assert_eq!(asked, Asked { client: "App".to_owned(), scopes });
    let none = Request { prompt: Some("none".to_owned()), ..request() };
    assert_eq!(error_of(&cafe.authorize(&browser, &none).await), "consent_required");
    let denied = cafe.idp.deny(&request()).await.expect("answers");
    assert_eq!(error_of(&denied), "access_denied");
    let agreed = Request { agreed: true, ..request() };
    assert!(!cafe.code(&browser, &agreed).await.is_empty());
}

#[tokio::test]
async fn without_the_scope_for_it_a_token_opens_nothing_of_the_api() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    cafe.idp
        .set_role(ANNA, kernel::Role::Barista, vec!["loc_a".parse().expect("id")])
        .await
        .expect("ok");
    cafe.later(1);
    let mut browser = browser;
    let Ok(Step::SignedIn(session)) = cafe.sign_in(&browser, PASSWORD).await else { panic!() };
    browser.keep(&session);
    let plain = Request { scope: "openid".to_owned(), ..request() };
    let tokens = cafe.exchange(&cafe.code(&browser, &plain).await).await.expect("tokens");
    let access = claims(&tokens.access_token);
    assert_eq!(access["aud"], "https://cafe.example");
    assert_eq!(access["cognito:groups"], serde_json::json!([]));
    let tokens = cafe.exchange(&cafe.code(&browser, &request()).await).await.expect("tokens");
    let access = claims(&tokens.access_token);
    assert_eq!(access["cognito:groups"], serde_json::json!(["barista:loc_a"]));
}

#[tokio::test]
async fn a_client_that_is_removed_or_may_not_gets_nothing() {
    let cafe = Cafe::open();
    let secret = cafe
        .client(|client| {
            client.confidential = true;
            client.grants = vec![Grant::ClientCredentials];
            client.redirect_uris.clear();
        })
        .await
        .expect("a secret");
    let service = |secret: Option<&str>| TokenRequest {
        grant_type: "client_credentials".to_owned(),
        credentials: super::Credentials {
            id: Some("app".to_owned()),
            secret: secret.map(ToOwned::to_owned),
        },
        ..TokenRequest::default()
    };
    let tokens = cafe.idp.token(&service(Some(&secret))).await.expect("tokens");
    let access = claims(&tokens.access_token);
    assert_eq!((&access["sub"], &access["scope"]), (&"app".into(), &"api".into()));
    assert!(tokens.id_token.is_none() && tokens.refresh_token.is_none());
    assert!(access.get("cognito:groups").is_none());
    for wrong in [None, Some("wrong"), Some("")] {
        let refusal = cafe.idp.token(&service(wrong)).await.expect_err("refused");
        assert_eq!(refusal.code(), "invalid_client", "{wrong:?}");
    }
    let mut code = exchange("x");
    code.credentials = service(Some(&secret)).credentials;
    assert_eq!(cafe.idp.token(&code).await.expect_err("no").code(), "unauthorized_client");
    cafe.idp.remove_client("app").await.expect("removed");
    let gone = cafe.idp.token(&service(Some(&secret))).await.expect_err("gone");
    assert_eq!(gone.code(), "invalid_client");
}

#[tokio::test]
async fn who_is_to_make_an_account_is_shown_where_whether_signed_in_or_not() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let create = || Request { prompt: Some("create".to_owned()), ..request() };
    for browser in [Browser::at("192.0.2.1"), cafe.person(ANNA).await] {
        let shown = cafe.authorize(&browser, &create()).await;
        assert!(matches!(shown, Authorized::SignUp { since: None }), "{shown:?}");
        let fresh = Request { max_age: Some("60".to_owned()), ..create() };
        let shown = cafe.authorize(&browser, &fresh).await;
        let now = cafe.idp.now().as_second();
        let is_new = |since: Option<i64>| since == Some(now);
        assert!(matches!(shown, Authorized::SignUp { since } if is_new(since)), "{shown:?}");
        let silent = Request { prompt: Some("none create".to_owned()), ..request() };
        assert_eq!(error_of(&cafe.authorize(&browser, &silent).await), "invalid_request");
    }
}
