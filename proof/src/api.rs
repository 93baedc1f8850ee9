//! Our API, through API Gateway.

use std::net::SocketAddr;

use anyhow::{Context, ensure};
use hyper::Method;
use serde_json::Value;

use crate::http::{self, Reply};
use crate::outputs::Outputs;

/// Where it is, and how many requests it was sent.
#[derive(Debug, Clone)]
pub struct Api {
    address: SocketAddr,
    host: String,
    base: String,
}

impl Api {
    /// The one that was created.
    pub fn of(outputs: &Outputs, address: SocketAddr) -> Self {
        Self { address, host: outputs.api_host(), base: outputs.api_base() }
    }

    /// Sends a request and reads its answer, whatever it is.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn send(
        &self,
        token: Option<&str>,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> anyhow::Result<Reply> {
        let bearer = token.map(|token| format!("Bearer {token}"));
        let mut all = headers.to_vec();
        all.extend(bearer.as_deref().map(|bearer| ("authorization", bearer)));
        if !body.is_empty() {
            all.push(("content-type", "application/json"));
        }
        let path = format!("{}{path}", self.base);
        http::send(self.address, http::request(method, &self.host, &path, &all, body)?).await
    }

    /// Reads a document.
    ///
    /// # Errors
    /// When the answer is not 200.
    pub async fn get(&self, token: Option<&str>, path: &str) -> anyhow::Result<Value> {
        expect(&[200], path, &self.send(token, Method::GET, path, &[], "").await?)
    }

    /// Does something to an order.
    ///
    /// # Errors
    /// When the answer is no success.
    pub async fn act(&self, token: &str, order: &str, verb: &str) -> anyhow::Result<Value> {
        let path = format!("/v1/orders/{order}/{verb}");
        expect(&[200], &path, &self.send(Some(token), Method::POST, &path, &[], "{}").await?)
    }

    /// Places an order.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn place(&self, token: &str, key: &str, body: &Value) -> anyhow::Result<Reply> {
        let key = [("idempotency-key", key)];
        self.send(Some(token), Method::POST, "/v1/orders", &key, &body.to_string()).await
    }
}

/// The body of an answer with one of these statuses.
///
/// # Errors
/// When it has another one; the sentence has the whole answer.
pub fn expect(statuses: &[u16], what: &str, reply: &Reply) -> anyhow::Result<Value> {
    ensure!(
        statuses.contains(&reply.status.as_u16()),
        "{what} was answered with {} instead of {statuses:?}: {}",
        reply.status,
        reply.text()
    );
    Ok(reply.json())
}

/// A text field of a document.
///
/// # Errors
/// When it is not there.
pub fn text<'a>(body: &'a Value, field: &str) -> anyhow::Result<&'a str> {
    body[field].as_str().with_context(|| format!("there is no text {field} in {body}"))
}
