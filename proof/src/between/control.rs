//! How it is told what to do, and says what it did: over HTTP, beside what it passes on.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, ensure};
use bytes::Bytes;
use hyper::{Method, Response};

use super::{Between, Rule, Told};
use crate::body::Whole;
use crate::http;

/// What the paths of its own begin with.
pub(super) const PATH: &str = "/_between/";

/// Does what is asked of itself.
pub(super) fn answer(
    between: &Arc<Between>,
    asked: &str,
    body: &Bytes,
) -> anyhow::Result<Response<Whole>> {
    let mut told = between.told();
    match asked {
        "rules" => {
            told.rules = serde_json::from_slice(body)?;
            told.done = 0;
        }
        "forget" => told.calls.clear(),
        _ => {}
    }
    Ok(Response::new(Whole::new(serde_json::to_vec(&*told)?)))
}

/// Whoever tells it what to do.
#[derive(Debug, Clone, Copy)]
pub struct Control(SocketAddr);

impl Control {
    /// The one at this address.
    pub fn new(address: SocketAddr) -> Self {
        Self(address)
    }

    /// What it was told, and what came of it.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn told(&self) -> anyhow::Result<Told> {
        self.ask("told", String::new()).await
    }

    /// Makes these the rules; those before are forgotten.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn tell(&self, rules: &[Rule]) -> anyhow::Result<()> {
        self.ask("rules", serde_json::to_string(rules)?).await.map(drop)
    }

    /// Begins to count anew.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn forget_calls(&self) -> anyhow::Result<()> {
        self.ask("forget", String::new()).await.map(drop)
    }

    async fn ask(&self, what: &str, body: String) -> anyhow::Result<Told> {
        let host = self.0.to_string();
        let request = http::request(Method::POST, &host, &format!("{PATH}{what}"), &[], body)?;
        let reply = http::send(self.0, request).await?;
        ensure!(reply.status.is_success(), "{PATH}{what}: {}", reply.text());
        serde_json::from_slice(&reply.body).context("what it was told")
    }
}
