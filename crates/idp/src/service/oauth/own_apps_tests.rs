use super::{Authorized, End, EndRequest, Request};
use crate::domain::own_apps;
use crate::service::NewClient;
use crate::service::testing::{Browser, Cafe, exchange, parameter, request};

const ANNA: &str = "anna@example.org";
const CAFE: &str = "https://cafe.example";

/// What an app of ours asks with, from its hidden frame.
fn silently(app: &str) -> Request {
    Request {
        client_id: app.to_owned(),
        redirect_uri: format!("{CAFE}/{app}/silent.html"),
        prompt: Some("none".to_owned()),
        scope: "openid profile email api".to_owned(),
        ..request()
    }
}

#[tokio::test]
async fn the_apps_of_the_cafe_are_clients_that_nobody_registered() {
    let cafe = Cafe::open();
    let browser = cafe.person(ANNA).await;
    for app in ["order", "counter", "office"] {
        let to = match cafe.authorize(&browser, &silently(app)).await {
            Authorized::Redirect(to) => to,
            other => panic!("{other:?}"),
        };
        assert!(to.starts_with(&format!("{CAFE}/{app}/silent.html?code=")), "{to}");
        let code = parameter(&to, "code").expect("a code");
        let mut request = exchange(&code);
        request.credentials.id = Some(app.to_owned());
        request.redirect_uri = Some(format!("{CAFE}/{app}/silent.html"));
        let tokens = cafe.idp.token(&request).await.expect("tokens");
        assert!(tokens.refresh_token.is_some(), "it goes on by rotation");

        let end = EndRequest {
            id_token_hint: tokens.id_token,
            post_logout_redirect_uri: Some(format!("{CAFE}/{app}/")),
            agreed: true,
            ..EndRequest::default()
        };
        let ended = cafe.idp.end(&end, None).await.expect("answers");
        assert_eq!(ended, End::Redirect(format!("{CAFE}/{app}/")));
    }
    let listed = cafe.idp.clients().await.expect("answers");
    assert_eq!(listed, own_apps(CAFE));
}

#[tokio::test]
async fn an_app_that_asks_silently_learns_that_nobody_is_signed_in() {
    let cafe = Cafe::open();
    let nobody = Browser::at("192.0.2.7");
    let Authorized::Redirect(to) = cafe.authorize(&nobody, &silently("order")).await else {
        panic!("it is never shown a page")
    };
    assert_eq!(parameter(&to, "error").as_deref(), Some("login_required"));
}

#[tokio::test]
async fn no_app_of_ours_is_sent_to_the_page_of_another() {
    let cafe = Cafe::open();
    let browser = cafe.person(ANNA).await;
    let crossed = Request { redirect_uri: format!("{CAFE}/office/signed-in"), ..silently("order") };
    let answer = cafe.authorize(&browser, &crossed).await;
    assert!(matches!(answer, Authorized::WrongRedirect), "{answer:?}");
}

#[tokio::test]
async fn nobody_registers_a_client_in_the_place_of_an_app_of_ours() {
    let cafe = Cafe::open();
    let evil = NewClient {
        id: "office".to_owned(),
        name: "Office".to_owned(),
        first_party: true,
        confidential: false,
        redirect_uris: vec!["https://evil.example/".to_owned()],
        post_logout_redirect_uris: Vec::new(),
        grants: vec![crate::domain::Grant::AuthorizationCode],
        scopes: crate::domain::Scope::ALL.to_vec(),
    };
    let refused = cafe.idp.register_client(evil).await.expect_err("refused");
    assert!(refused.to_string().contains("the café's own apps"), "{refused}");
}
