//! Signing in and out: codes, id tokens, refresh tokens, and what is known of a person.

use kernel::Role;
use openidconnect::core::{CoreJwsSigningAlgorithm, CoreUserInfoClaims};
use openidconnect::{
    ClaimsVerificationError, LogoutRequest, Nonce, OAuth2TokenResponse, PostLogoutRedirectUrl,
    RequestTokenError, TokenResponse,
};

use crate::client::{Client, Wanted, field};
use crate::person::Person;
use crate::provider::{GOODBYE, Provider};

const ADA: &str = "ada@example.org";

#[tokio::test]
async fn discovery_names_what_the_library_needs() {
    let provider = Provider::start().await;
    let client = Client::discover(&provider).await;
    let algorithms = client.about.id_token_signing_alg_values_supported();
    assert_eq!(algorithms, &[CoreJwsSigningAlgorithm::EcdsaP256Sha256]);
    assert_eq!(client.about.jwks().keys().len(), 1);
    assert!(client.about.additional_metadata().end_session_endpoint.is_some());
}

#[tokio::test]
async fn a_code_becomes_tokens_whose_meaning_the_library_has_verified() {
    let provider = Provider::start().await;
    let client = Client::discover(&provider).await;
    let mut ada = Person::invited(&provider, ADA, Role::Customer).await;
    let asked = client.ask(&Wanted::default());
    let came_back = ada.open(asked.url.as_str()).await.away();
    let (tokens, claims) = client.take(asked, &came_back).await;
    assert_eq!(claims.email().map(|email| email.as_str()), Some(ADA));
    assert_eq!(claims.email_verified(), Some(true));
    let acr = claims.auth_context_ref().map(|acr| acr.as_str());
    assert_eq!(acr, Some("urn:comanda:acr:password"));

    let http = |request| provider.http(request);
    let access = tokens.access_token().clone();
    let known = client.library.user_info(access, Some(claims.subject().clone()));
    let known = known.expect("there is an endpoint").request_async(&http).await;
    let known: CoreUserInfoClaims = known.expect("whom the token is about");
    assert_eq!(known.email().map(|email| email.as_str()), Some(ADA));
    let name = known.name().and_then(|name| name.get(None)).map(|name| name.as_str());
    assert_eq!(name, Some("Ada Rivera"));
}

#[tokio::test]
async fn an_id_token_is_good_for_one_request_only() {
    let provider = Provider::start().await;
    let client = Client::discover(&provider).await;
    let mut ada = Person::invited(&provider, ADA, Role::Customer).await;
    let asked = client.ask(&Wanted::default());
    let came_back = ada.open(asked.url.as_str()).await.away();
    let (tokens, _) = client.take(asked, &came_back).await;
    let id_token = tokens.id_token().expect("an id token");
    let read = id_token.claims(&client.library.id_token_verifier(), &Nonce::new_random());
    assert!(matches!(read, Err(ClaimsVerificationError::InvalidNonce(_))), "{read:?}");
}

#[tokio::test]
async fn each_refresh_token_is_used_once_and_a_copy_ends_them_all() {
    let provider = Provider::start().await;
    let client = Client::discover(&provider).await;
    let mut ada = Person::invited(&provider, ADA, Role::Customer).await;
    let asked = client.ask(&Wanted::default());
    let came_back = ada.open(asked.url.as_str()).await.away();
    let (first, _) = client.take(asked, &came_back).await;
    let http = |request| provider.http(request);
    let refresh = async |token: &openidconnect::RefreshToken| {
        let exchange = client.library.exchange_refresh_token(token);
        exchange.expect("there is a token endpoint").request_async(&http).await
    };
    let old = first.refresh_token().expect("a refresh token");
    let second = refresh(old).await.expect("other tokens");
    let new = second.refresh_token().expect("another refresh token");
    assert_ne!(old.secret(), new.secret());
    for token in [old, new] {
        let refused = refresh(token).await.expect_err("is refused");
        let RequestTokenError::ServerResponse(said) = refused else { panic!("{refused:?}") };
        assert_eq!(said.error().as_ref(), "invalid_grant");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_and_leads_back_to_the_client() {
    let provider = Provider::start().await;
    let client = Client::discover(&provider).await;
    let mut ada = Person::invited(&provider, ADA, Role::Customer).await;
    let asked = client.ask(&Wanted::default());
    let came_back = ada.open(asked.url.as_str()).await.away();
    let (tokens, _) = client.take(asked, &came_back).await;

    let end = client.about.additional_metadata().end_session_endpoint.clone();
    let goodbye = PostLogoutRedirectUrl::new(GOODBYE.to_owned()).expect("a URL");
    let end = LogoutRequest::from(end.expect("there is an endpoint"))
        .set_id_token_hint(tokens.id_token().expect("an id token"))
        .set_post_logout_redirect_uri(goodbye)
        .http_get_url();
    assert_eq!(ada.open(end.as_str()).await.away().as_str(), GOODBYE);

    let asked = client.ask(&Wanted { silently: true, ..Wanted::default() });
    let came_back = ada.open(asked.url.as_str()).await.away();
    assert_eq!(field(&came_back, "error").as_deref(), Some("login_required"));
}
