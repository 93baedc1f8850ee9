//! The endpoints of OAuth and OpenID Connect that programs call. Those that browsers are sent to
//! are among the pages.

mod credentials;
mod discovery;
mod endpoints;

use axum::Router;
use axum::routing::{get, post};
use http::{Method, header};
use tower_http::cors::{Any, CorsLayer};

use crate::service::Idp;

/// What programs call. A browser's script may do so from any origin: nothing here reads a cookie.
pub(super) fn router() -> Router<Idp> {
    let anywhere = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE]);
    Router::new()
        .route("/.well-known/openid-configuration", get(discovery::document))
        .route("/.well-known/oauth-authorization-server", get(discovery::document))
        .route("/oauth/jwks", get(discovery::jwks))
        .route("/oauth/token", post(endpoints::token))
        .route("/oauth/device", post(endpoints::device))
        .route("/oauth/introspect", post(endpoints::introspect))
        .route("/oauth/revoke", post(endpoints::revoke))
        .route("/oauth/userinfo", get(endpoints::userinfo).post(endpoints::userinfo))
        .layer(anywhere)
}
