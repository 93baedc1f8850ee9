use super::{Credentials, End, EndRequest, TokenRequest, Tokens};
use crate::domain::Grant;
use crate::error::Error;
use crate::service::testing::{Browser, Cafe, claims, exchange, request};

const ANNA: &str = "anna@example.org";

async fn tokens(cafe: &Cafe, browser: &Browser) -> Tokens {
    cafe.exchange(&cafe.code(browser, &request()).await).await.expect("tokens")
}

fn secret_of(tokens: &Tokens) -> &str {
    tokens.refresh_token.as_deref().expect("a refresh token")
}

#[tokio::test]
async fn each_refresh_token_is_used_once_and_a_copy_ends_the_family() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    let first = tokens(&cafe, &browser).await;
    let second = cafe.refresh(secret_of(&first)).await.expect("refreshed");
    assert_ne!(secret_of(&first), secret_of(&second));
    assert_eq!(claims(&first.access_token)["sub"], claims(&second.access_token)["sub"]);
    let thief = cafe.refresh(secret_of(&first)).await.expect_err("used before");
    assert_eq!(thief.code(), "invalid_grant");
    let owner = cafe.refresh(secret_of(&second)).await.expect_err("the family has ended");
    assert_eq!(owner.code(), "invalid_grant");
    assert!(cafe.has_said("refresh-token-reused").await);
    let told = cafe.post.to(ANNA);
    assert!(told.last().expect("a letter").text.contains("/forgotten"));
    let other = tokens(&cafe, &browser).await;
    assert!(cafe.refresh(secret_of(&other)).await.is_ok(), "another sign-in is not touched");
}

#[tokio::test]
async fn a_refresh_token_sent_twice_at_the_same_moment_is_a_copy() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    let first = tokens(&cafe, &browser).await;
    let secret = secret_of(&first).to_owned();
    let tries = (0..5).map(|_| {
        let idp = cafe.idp.clone();
        let request = TokenRequest {
            grant_type: "refresh_token".to_owned(),
            refresh_token: Some(secret.clone()),
            ..exchange("")
        };
        tokio::spawn(async move { idp.token(&request).await.ok() })
    });
    let tries: Vec<_> = tries.collect();
    let mut given = Vec::new();
    for one in tries {
        given.extend(one.await.expect("no panic"));
    }
    assert_eq!(given.len(), 1);
    assert!(cafe.refresh(secret_of(&given[0])).await.is_err(), "nobody knows who the owner is");
}

#[tokio::test]
async fn a_refresh_token_asks_for_less_and_never_for_more() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    let first = tokens(&cafe, &browser).await;
    let ask = async |token: &str, scope: &str| {
        let request = TokenRequest {
            grant_type: "refresh_token".to_owned(),
            refresh_token: Some(token.to_owned()),
            scope: Some(scope.to_owned()),
            ..exchange("")
        };
        cafe.idp.token(&request).await
    };
    let more = ask(secret_of(&first), "openid profile").await.expect_err("not granted");
    assert_eq!(more.code(), "invalid_scope");
    let less = ask(secret_of(&first), "openid").await.expect("granted");
    assert_eq!(less.scope, "openid");
    assert_eq!(claims(&less.access_token)["aud"], "https://cafe.example");
}

#[tokio::test]
async fn a_refresh_token_is_of_no_use_to_another_client_nor_after_its_time() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    cafe.client(|client| client.id = "other".to_owned()).await;
    let browser = cafe.person(ANNA).await;
    let first = tokens(&cafe, &browser).await;
    let stolen = TokenRequest {
        grant_type: "refresh_token".to_owned(),
        refresh_token: Some(secret_of(&first).to_owned()),
        credentials: Credentials { id: Some("other".to_owned()), secret: None },
        ..TokenRequest::default()
    };
    assert_eq!(cafe.idp.token(&stolen).await.expect_err("another's").code(), "invalid_grant");
    let next = cafe.refresh(secret_of(&first)).await.expect("still good");
    cafe.later(90 * 24 * 3_600);
    let late = cafe.refresh(secret_of(&next)).await.expect_err("late");
    assert_eq!(late.code(), "invalid_grant");
}

#[tokio::test]
async fn who_knows_only_the_name_of_a_family_cannot_end_it() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    let got = tokens(&cafe, &browser).await;
    let access = claims(&got.access_token);
    let family = access["family"].as_str().expect("it stands there");
    for guess in ["x", "x.y", "", "."] {
        assert!(cafe.refresh(&format!("{family}.{guess}")).await.is_err());
    }
    assert!(cafe.refresh(secret_of(&got)).await.is_ok());
}

#[tokio::test]
async fn a_family_that_is_used_every_month_ends_after_a_year_all_the_same() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    let mut got = tokens(&cafe, &browser).await;
    for _ in 0..12 {
        cafe.later(30 * 24 * 3_600);
        got = cafe.refresh(secret_of(&got)).await.expect("within the year");
    }
    cafe.later(6 * 24 * 3_600);
    assert!(cafe.refresh(secret_of(&got)).await.is_err());
}

#[tokio::test]
async fn signing_out_everywhere_else_leaves_this_browser_as_it_was() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let mut browser = cafe.person(ANNA).await;
    let before = tokens(&cafe, &browser).await;
    cafe.later(100);
    let who = cafe.who(&browser).await.expect("signed in");
    let session = cafe.idp.end_other_sessions(&who, &browser.visitor).await.expect("ended");
    browser.keep(&session);
    assert!(cafe.refresh(secret_of(&before)).await.is_err(), "apps ask again");
    let after = tokens(&cafe, &browser).await;
    let at = |tokens: &Tokens| claims(&tokens.access_token)["auth_time"].clone();
    assert_eq!(at(&after), at(&before), "nobody has shown again who they are");
}

#[tokio::test]
async fn an_app_is_listed_and_ended_on_the_accounts_page() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    let got = tokens(&cafe, &browser).await;
    let who = cafe.who(&browser).await.expect("signed in");
    let [app] = &cafe.idp.view(&who).await.expect("an account").apps[..] else { panic!() };
    assert_eq!(app.name, "App");
    let other = cafe.person("bert@example.org").await;
    let bert = cafe.who(&other).await.expect("signed in");
    cafe.idp.end_app(&bert, &app.id).await.expect("passed over");
    let got = cafe.refresh(secret_of(&got)).await.expect("not bert's to end");
    cafe.idp.end_app(&who, &app.id).await.expect("ended");
    assert!(cafe.refresh(secret_of(&got)).await.is_err());
    assert!(cafe.idp.view(&who).await.expect("an account").apps.is_empty());
}

#[tokio::test]
async fn signing_out_at_a_clients_request_ends_what_clients_got_in_the_session() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    let got = tokens(&cafe, &browser).await;
    let who = cafe.who(&browser).await.expect("signed in");
    let plain = EndRequest::default();
    assert_eq!(cafe.idp.end(&plain, Some(&who)).await.expect("answers"), End::Ask);
    let request = EndRequest {
        id_token_hint: got.id_token.clone(),
        post_logout_redirect_uri: Some("https://app.example/".to_owned()),
        state: Some("bye".to_owned()),
        ..EndRequest::default()
    };
    cafe.later(24 * 3_600);
    let evil = EndRequest {
        post_logout_redirect_uri: Some("https://evil.example/".to_owned()),
        ..request.clone()
    };
    assert_eq!(cafe.idp.end(&evil, None).await.expect("answers"), End::Stay);
    let end = cafe.idp.end(&request, Some(&who)).await.expect("answers");
    assert_eq!(end, End::Redirect("https://app.example/?state=bye".to_owned()));
    assert!(matches!(cafe.who(&browser).await, Err(Error::SignedOut)));
    assert!(cafe.refresh(secret_of(&got)).await.is_err());
    assert_eq!(cafe.idp.userinfo(&got.access_token).await.expect("answers"), None);
}

#[tokio::test]
async fn a_forged_hint_signs_nobody_out() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    let got = tokens(&cafe, &browser).await;
    let who = cafe.who(&browser).await.expect("signed in");
    let id_token = got.id_token.expect("one");
    let (signed, _) = id_token.rsplit_once('.').expect("three parts");
    for hint in [format!("{signed}.AAAA"), got.access_token, "x".to_owned()] {
        let request = EndRequest { id_token_hint: Some(hint), ..EndRequest::default() };
        assert_eq!(cafe.idp.end(&request, Some(&who)).await.expect("answers"), End::Ask);
    }
    assert!(cafe.who(&browser).await.is_ok());
}

#[tokio::test]
async fn introspection_tells_a_client_with_a_secret_what_a_token_is_worth() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    let secret = cafe
        .client(|client| {
            client.id = "api".to_owned();
            client.confidential = true;
        })
        .await;
    let api = Credentials { id: Some("api".to_owned()), secret };
    let public = Credentials { id: Some("app".to_owned()), secret: None };
    let browser = cafe.person(ANNA).await;
    let got = tokens(&cafe, &browser).await;
    let active =
        async |token: &str| cafe.idp.introspect(&api, token).await.expect("answers").active;
    assert!(active(&got.access_token).await);
    assert!(!active(secret_of(&got)).await, "another client's refresh token");
    assert!(!active(got.id_token.as_deref().expect("one")).await, "an id token is no access token");
    assert!(!active("").await && !active("a.b").await && !active("a.b.c").await);
    let refused = cafe.idp.introspect(&public, &got.access_token).await.expect_err("public");
    assert_eq!(refused.code(), "invalid_client");
    cafe.idp.revoke(&public, &got.access_token).await.expect("revoked");
    assert!(!active(&got.access_token).await, "and with it all of the sign-in");
    assert!(cafe.refresh(secret_of(&got)).await.is_err());
    let again = tokens(&cafe, &browser).await;
    cafe.later(600);
    assert!(!active(&again.access_token).await, "expired");
}

#[tokio::test]
async fn another_clients_token_is_not_revoked() {
    let cafe = Cafe::open();
    cafe.client(|_| {}).await;
    cafe.client(|client| client.id = "other".to_owned()).await;
    let browser = cafe.person(ANNA).await;
    let got = tokens(&cafe, &browser).await;
    let other = Credentials { id: Some("other".to_owned()), secret: None };
    for token in [got.access_token.as_str(), secret_of(&got), "unknown", "a.b"] {
        cafe.idp.revoke(&other, token).await.expect("answered the same");
    }
    assert!(cafe.refresh(secret_of(&got)).await.is_ok());
}

#[tokio::test]
async fn a_device_gets_tokens_when_somebody_has_typed_its_code_and_agreed() {
    let cafe = Cafe::open();
    cafe.client(|client| {
        client.grants = vec![Grant::AuthorizationCode, Grant::DeviceCode, Grant::RefreshToken];
    })
    .await;
    let till = Credentials { id: Some("app".to_owned()), secret: None };
    let begun = cafe.idp.begin_device(&till, "openid api").await.expect("begun");
    assert!(begun.verification_uri_complete.ends_with(&begun.user_code));
    let poll = async || {
        let request = TokenRequest {
            grant_type: Grant::DeviceCode.word().to_owned(),
            device_code: Some(begun.device_code.clone()),
            ..exchange("")
        };
        cafe.idp.token(&request).await
    };
    let code = |refused: Result<Tokens, super::Refusal>| refused.expect_err("not yet").code();
    assert_eq!(code(poll().await), "authorization_pending");
    cafe.later(2);
    assert_eq!(code(poll().await), "slow_down");
    cafe.later(10);
    assert_eq!(code(poll().await), "authorization_pending");
    let browser = cafe.person(ANNA).await;
    let who = cafe.who(&browser).await.expect("signed in");
    let wrong = cafe.idp.device_asked(&who, "BCDF-GHJK").await;
    assert!(matches!(wrong, Err(Error::WrongCode)));
    let typed = begun.user_code.to_lowercase().replace('-', " ");
    let asked = cafe.idp.device_asked(&who, &typed).await.expect("waits");
    assert_eq!((asked.client.as_str(), &asked.user_code), ("App", &begun.user_code));
    cafe.idp.decide_device(&who, &typed, true).await.expect("agreed");
    let again = cafe.idp.decide_device(&who, &typed, true).await;
    assert!(matches!(again, Err(Error::WrongCode)), "once");
    cafe.later(10);
    let got = poll().await.expect("tokens");
    assert_eq!(claims(&got.access_token)["sub"], who.account_id());
    assert_eq!(code(poll().await), "invalid_grant");
    let denied = cafe.idp.begin_device(&till, "openid").await.expect("begun");
    cafe.idp.decide_device(&who, &denied.user_code, false).await.expect("denied");
    let request = TokenRequest {
        grant_type: Grant::DeviceCode.word().to_owned(),
        device_code: Some(denied.device_code),
        ..exchange("")
    };
    assert_eq!(code(cafe.idp.token(&request).await), "access_denied");
}

#[tokio::test]
async fn a_new_key_is_published_a_day_before_it_signs_and_the_old_one_a_day_longer() {
    let cafe = Cafe::open();
    let kids = async || -> Vec<String> {
        let keys = cafe.idp.jwks().await.expect("keys");
        let keys = keys["keys"].as_array().expect("a list").clone();
        keys.iter().map(|key| key["kid"].as_str().expect("a name").to_owned()).collect()
    };
    cafe.client(|_| {}).await;
    let browser = cafe.person(ANNA).await;
    let signed_by = async || {
        let got = tokens(&cafe, &browser).await;
        jsonwebtoken::decode_header(&got.access_token).expect("a header").kid.expect("a name")
    };
    let period = 30 * 24 * 3_600;
    let left = period - cafe.idp.now().as_second().rem_euclid(period);
    let first = kids().await;
    assert_eq!(first.len(), 1);
    cafe.later(u64::try_from(left - 24 * 3_600).expect("positive"));
    let both = kids().await;
    assert_eq!((both.len(), signed_by().await), (2, first[0].clone()));
    cafe.later(24 * 3_600);
    let after = kids().await;
    let second = signed_by().await;
    assert!(after.contains(&first[0]) && both.contains(&second) && second != first[0]);
    cafe.later(24 * 3_600);
    assert_eq!(kids().await, [second]);
}

#[tokio::test]
async fn replicas_sign_with_the_same_key() {
    let cafe = Cafe::open();
    let keys = cafe.idp.jwks().await.expect("keys");
    let again = Cafe::beside(&cafe);
    assert_eq!(again.idp.jwks().await.expect("keys"), keys);
}
