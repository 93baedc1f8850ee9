//! Somebody with credentials, and what AWS answers them.

use std::fmt;
use std::net::SocketAddr;

use aws_credential_types::Credentials;
use hyper::{Method, StatusCode};
use serde_json::Value;

use super::protocol::Protocol;
use super::read::tags;
use super::sign;
use crate::http::{self, Reply};

/// The one region of a run.
pub const REGION: &str = "us-east-1";

/// Somebody with credentials, and where AWS is.
#[derive(Debug, Clone)]
pub struct Caller {
    address: SocketAddr,
    credentials: Credentials,
}

/// AWS answered, and the answer was no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: StatusCode,
    /// The error's name, such as `AccessDeniedException`.
    pub code: String,
    /// What it says.
    pub message: String,
}

impl Caller {
    /// The owner of the account, as a stand-in knows it.
    pub fn owner(address: SocketAddr) -> Self {
        Self { address, credentials: credentials("test", "test", None) }
    }

    /// Somebody else, at the same place.
    #[must_use]
    pub fn with(&self, key: &str, secret: &str, session: &str) -> Self {
        Self { address: self.address, credentials: credentials(key, secret, Some(session)) }
    }

    /// Where AWS is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Calls `action` of `service`. The answer is JSON, or text with the XML of an older service.
    ///
    /// # Errors
    /// When there is no answer, or it is a [`Refusal`].
    pub async fn call(
        &self,
        service: &str,
        action: &str,
        parameters: Value,
    ) -> anyhow::Result<Value> {
        let protocol = Protocol::of(service)?;
        let (headers, body) = protocol.request(action, &parameters);
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let reply = self.send(protocol.signing_name, Method::POST, "/", &headers, body).await?;
        Ok(match refused(&reply) {
            Some(refusal) => return Err(refusal.into()),
            None if protocol.answers_json() => reply.json(),
            None => Value::String(reply.text()),
        })
    }

    /// Sends a request of a service that has paths instead of actions.
    ///
    /// # Errors
    /// When there is no answer, or it is a [`Refusal`].
    pub async fn rest(
        &self,
        service: &str,
        method: Method,
        path: &str,
        body: &str,
    ) -> anyhow::Result<Reply> {
        let headers: &[_] =
            if body.is_empty() { &[] } else { &[("content-type", "application/json")] };
        let reply = self.send(service, method, path, headers, body.to_owned()).await?;
        match refused(&reply) {
            Some(refusal) => Err(refusal.into()),
            None => Ok(reply),
        }
    }

    async fn send(
        &self,
        service: &str,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: String,
    ) -> anyhow::Result<Reply> {
        let host = self.address.to_string();
        let mut request = http::request(method, &host, path, headers, body)?;
        sign::sign(&mut request, &self.credentials, service)?;
        http::send(self.address, request).await
    }
}

fn credentials(key: &str, secret: &str, session: Option<&str>) -> Credentials {
    let mut credentials =
        Credentials::builder().access_key_id(key).secret_access_key(secret).provider_name("proof");
    credentials.set_session_token(session.map(str::to_owned));
    credentials.build()
}

fn refused(reply: &Reply) -> Option<Refusal> {
    if reply.status.is_success() {
        return None;
    }
    let (body, text) = (reply.json(), reply.text());
    let field = |names: &[&str], tag: &str| {
        let json = names.iter().find_map(|name| body[name].as_str().map(str::to_owned));
        json.or_else(|| tags(&text, tag).first().cloned())
    };
    let header = reply.header("x-amzn-errortype").map(str::to_owned);
    let code = header.or_else(|| field(&["__type", "code", "Code"], "Code")).unwrap_or_default();
    // `com.amazonaws.dynamodb#Name:http://…` is `Name`.
    let code = code.rsplit('#').next().unwrap_or_default();
    let code = code.split(':').next().unwrap_or_default().to_owned();
    let message = field(&["message", "Message"], "Message").unwrap_or(text);
    Some(Refusal { status: reply.status, code, message })
}

impl Refusal {
    /// The refusal within an error, if it is one.
    pub fn within(error: &anyhow::Error) -> Option<&Self> {
        error.downcast_ref()
    }

    /// Whether the caller may not do this.
    pub fn is_denied(&self) -> bool {
        matches!(
            self.code.as_str(),
            "AccessDenied"
                | "AccessDeniedException"
                | "AuthorizationError"
                | "UnauthorizedOperation"
        )
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}: {}", self.status.as_u16(), self.code, self.message)
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(body: &'static str) -> Reply {
        let headers = hyper::HeaderMap::new();
        Reply { status: StatusCode::BAD_REQUEST, headers, body: body.into() }
    }

    #[test]
    fn a_refusal_is_read_from_json_and_from_xml() {
        let json =
            r#"{"__type":"com.amazonaws.dynamodb.v20120810#AccessDeniedException","Message":"no"}"#;
        let xml = "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error>";
        for body in [json, xml] {
            let refusal = refused(&reply(body)).expect("it is a 400");
            assert!(refusal.is_denied(), "{refusal}");
            assert_eq!(refusal.message, "no");
        }
    }
}
