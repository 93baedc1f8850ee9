//! What the provider can do (OpenID Connect Discovery; RFC 8414), and its keys.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;
use serde_json::{Value, json};

use super::endpoints::refused;
use crate::domain::{Grant, Method, Scope, Strength};
use crate::service::Idp;

/// How long the key set may be kept, in seconds: far less than a key is published before it signs.
const KEYS_KEPT: &str = "public, max-age=300";

pub(super) async fn document(State(idp): State<Idp>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", idp.issuer());
    // Where no code can be mailed, nobody can sign up.
    let create = idp.can_mail().then_some("create");
    let prompts: Vec<_> =
        ["none", "login", "consent", "select_account"].into_iter().chain(create).collect();
    let authenticated = json!(["client_secret_basic", "client_secret_post"]);
    Json(json!({
        "issuer": idp.issuer(),
        "authorization_endpoint": at("/oauth/authorize"),
        "token_endpoint": at("/oauth/token"),
        "userinfo_endpoint": at("/oauth/userinfo"),
        "jwks_uri": at("/oauth/jwks"),
        "introspection_endpoint": at("/oauth/introspect"),
        "revocation_endpoint": at("/oauth/revoke"),
        "device_authorization_endpoint": at("/oauth/device"),
        "end_session_endpoint": at("/oauth/logout"),
        "scopes_supported": Scope::ALL.map(Scope::word),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": Grant::ALL.map(Grant::word),
        "code_challenge_methods_supported": ["S256"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported":
            ["client_secret_basic", "client_secret_post", "none"],
        "introspection_endpoint_auth_methods_supported": authenticated,
        "revocation_endpoint_auth_methods_supported":
            ["client_secret_basic", "client_secret_post", "none"],
        "acr_values_supported": [Strength::Password.acr(), Strength::Mfa.acr()],
        "amr_values_supported": Method::ALL.map(Method::word),
        "claims_supported": [
            "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid", "name",
            "locale", "email", "email_verified", "cognito:groups", "token_use",
        ],
        "prompt_values_supported": prompts,
        "ui_locales_supported": crate::words::Language::ALL.map(crate::words::Language::tag),
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "authorization_response_iss_parameter_supported": true,
    }))
}

pub(super) async fn jwks(State(idp): State<Idp>) -> Response {
    match idp.jwks().await {
        Ok(keys) => ([(header::CACHE_CONTROL, KEYS_KEPT)], Json(keys)).into_response(),
        Err(error) => refused(&error.into()),
    }
}
