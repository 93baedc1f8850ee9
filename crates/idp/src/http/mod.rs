//! Sign-in over HTTP: the endpoints of OAuth and OpenID Connect, and the hosted pages.
//!
//! They stand beside the OpenAPI document: clients find the endpoints in the discovery document,
//! and people find the pages by being sent there. Only what admins do with [`staff`] stands in it.

mod oauth;
mod pages;
pub mod staff;

use axum::Router;
use axum::extract::DefaultBodyLimit;

use crate::service::Idp;

/// Largest body of a request, in bytes: forms, and what a passkey says.
const BODY_BYTES_MAX: usize = 64 * 1024;

/// Every endpoint and every page.
pub fn router(idp: Idp) -> Router {
    oauth::router()
        .merge(pages::router(&idp))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .with_state(idp)
}
