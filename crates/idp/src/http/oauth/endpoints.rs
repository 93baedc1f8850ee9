//! The endpoints: forms in, JSON out.

use api::OwnWords;
use axum::Json;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use serde_json::json;

use super::credentials;
use crate::service::Idp;
use crate::service::oauth::{Refusal, TokenRequest};

/// What is sent to any of the endpoints.
#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    grant_type: String,
    client_id: Option<String>,
    client_secret: Option<String>,
    code: Option<String>,
    redirect_uri: Option<String>,
    code_verifier: Option<String>,
    refresh_token: Option<String>,
    device_code: Option<String>,
    scope: Option<String>,
    token: Option<String>,
}

type Sent = Result<Form<Fields>, FormRejection>;

/// A form, or why it is none: a field that stands twice is refused, too (RFC 6749, section 3.2).
fn fields(sent: Sent) -> Result<Fields, Refusal> {
    let bad = "send application/x-www-form-urlencoded, each field once";
    sent.map(|Form(fields)| fields).map_err(|_| Refusal::InvalidRequest(bad))
}

pub(super) async fn token(State(idp): State<Idp>, headers: HeaderMap, sent: Sent) -> Response {
    let answer = async {
        let fields = fields(sent)?;
        let credentials = credentials::read(&headers, fields.client_id, fields.client_secret)?;
        idp.token(&TokenRequest {
            grant_type: fields.grant_type,
            credentials,
            code: fields.code,
            redirect_uri: fields.redirect_uri,
            code_verifier: fields.code_verifier,
            refresh_token: fields.refresh_token,
            device_code: fields.device_code,
            scope: fields.scope,
        })
        .await
    };
    answered(answer.await.map(Json))
}

pub(super) async fn device(State(idp): State<Idp>, headers: HeaderMap, sent: Sent) -> Response {
    let answer = async {
        let fields = fields(sent)?;
        let credentials = credentials::read(&headers, fields.client_id, fields.client_secret)?;
        idp.begin_device(&credentials, &fields.scope.unwrap_or_default()).await
    };
    answered(answer.await.map(Json))
}

pub(super) async fn introspect(State(idp): State<Idp>, headers: HeaderMap, sent: Sent) -> Response {
    let answer = async {
        let fields = fields(sent)?;
        let credentials = credentials::read(&headers, fields.client_id, fields.client_secret)?;
        let token = fields.token.ok_or(Refusal::InvalidRequest("token is missing"))?;
        idp.introspect(&credentials, &token).await
    };
    answered(answer.await.map(Json))
}

pub(super) async fn revoke(State(idp): State<Idp>, headers: HeaderMap, sent: Sent) -> Response {
    let answer = async {
        let fields = fields(sent)?;
        let credentials = credentials::read(&headers, fields.client_id, fields.client_secret)?;
        let token = fields.token.ok_or(Refusal::InvalidRequest("token is missing"))?;
        idp.revoke(&credentials, &token).await
    };
    answered(answer.await)
}

pub(super) async fn userinfo(State(idp): State<Idp>, headers: HeaderMap) -> Response {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = value.and_then(|value| value.split_once(' '));
    let token = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let Some((_, token)) = token else { return unauthorized("Bearer") };
    match idp.userinfo(token.trim()).await {
        Ok(Some(known)) => answered(Ok(Json(known))),
        Ok(None) => unauthorized("Bearer error=\"invalid_token\""),
        Err(refusal) => refused(&refusal),
    }
}

fn unauthorized(challenge: &'static str) -> Response {
    let challenge = HeaderValue::from_static(challenge);
    let mut response =
        (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, challenge)]).into_response();
    response.extensions_mut().insert(OwnWords);
    response
}

/// An answer that nobody keeps (RFC 6749, section 5.1).
fn answered(answer: Result<impl IntoResponse, Refusal>) -> Response {
    match answer {
        Ok(answer) => ([(header::CACHE_CONTROL, "no-store")], answer).into_response(),
        Err(refusal) => refused(&refusal),
    }
}

/// A refusal as RFC 6749 writes it, section 5.2.
pub(super) fn refused(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let body = json!({ "error": refusal.code(), "error_description": refusal.description() });
    let mut response = (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response();
    response.extensions_mut().insert(OwnWords);
    if status == StatusCode::UNAUTHORIZED {
        let basic = HeaderValue::from_static("Basic realm=\"comanda\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, basic);
    }
    response
}
