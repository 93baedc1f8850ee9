//! What all clients of a run share: where the server is, whether the run goes on, the ledger.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use hyper::{Method, StatusCode};
use serde_json::Value;
use tokio::sync::{RwLock, watch};

use crate::http::{Client, Reply};
use crate::ledger::Ledger;
use crate::server::Program;
use crate::wire::Shop;

/// A token is renewed before it is this old; one refused earlier was forgotten by the server.
const TOKEN_AGE_MAX: Duration = Duration::from_mins(10);
/// How long a client waits for the server to move after it was lost.
const LOST_PAUSE: Duration = Duration::from_millis(50);

/// How far the run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Clients begin new work.
    Running,
    /// Clients finish what they began; readers go on.
    Draining,
    /// Everybody stops.
    Over,
}

/// What the clients share.
#[derive(Debug)]
pub struct World {
    /// How the server is started, for tokens.
    pub program: Program,
    /// The locations.
    pub shops: Vec<Shop>,
    /// Programs beside the server use the data directory while they hold this for reading; it is
    /// replaced while it is held for writing.
    pub data_in_use: RwLock<()>,
    /// What happened.
    pub ledger: Ledger,
    /// Where the server listens; `None` while it is down.
    pub server: watch::Sender<Option<SocketAddr>>,
    /// How far the run is.
    pub phase: watch::Sender<Phase>,
}

impl World {
    /// Whether new work may begin.
    pub fn is_running(&self) -> bool {
        *self.phase.borrow() == Phase::Running
    }

    /// Waits until the server listens; `None` when the run is over first.
    pub async fn address(&self) -> Option<SocketAddr> {
        let (mut server, mut phase) = (self.server.subscribe(), self.phase.subscribe());
        tokio::select! {
            address = server.wait_for(Option::is_some) => *address.ok()?,
            _ = phase.wait_for(|phase| *phase == Phase::Over) => None,
        }
    }

    /// Waits a little for the server to leave an address where it was lost.
    pub async fn lost(&self, address: SocketAddr) {
        let mut server = self.server.subscribe();
        let moved = server.wait_for(|now| *now != Some(address));
        tokio::time::timeout(LOST_PAUSE, moved).await.ok();
    }

    /// Waits until the run has come to `phase`.
    pub async fn until(&self, phase: Phase) {
        self.phase.subscribe().wait_for(|now| *now >= phase).await.ok();
    }
}

/// Somebody who calls the server.
#[derive(Debug)]
pub struct Caller {
    world: Arc<World>,
    client: Client,
    role: &'static str,
    location: Option<String>,
    subject: String,
    token: Option<(String, Instant)>,
}

impl Caller {
    /// Somebody with a role, at one location if the role is for one.
    pub fn new(
        world: &Arc<World>,
        role: &'static str,
        location: Option<&str>,
        subject: impl Into<String>,
    ) -> Self {
        Self {
            world: Arc::clone(world),
            client: Client::default(),
            role,
            location: location.map(str::to_owned),
            subject: subject.into(),
            token: None,
        }
    }

    /// The value of the `Authorization` header.
    ///
    /// # Errors
    /// When no token can be made.
    pub async fn authorization(&mut self) -> anyhow::Result<String> {
        if let Some((token, _)) =
            self.token.as_ref().filter(|(_, made)| made.elapsed() < TOKEN_AGE_MAX)
        {
            return Ok(token.clone());
        }
        let _used = self.world.data_in_use.read().await;
        let program = &self.world.program;
        let token = program.token(self.role, self.location.as_deref(), &self.subject).await?;
        let authorization = format!("Bearer {token}");
        self.token = Some((authorization.clone(), Instant::now()));
        Ok(authorization)
    }

    /// Sends a request as this caller. The outer error ends the run, the inner one is a lost
    /// connection.
    ///
    /// # Errors
    /// When no token can be made, or the server no longer knows one it should.
    pub async fn send(
        &mut self,
        server: SocketAddr,
        method: Method,
        path: &str,
        headers: &[(&'static str, &str)],
        body: String,
    ) -> anyhow::Result<anyhow::Result<Reply>> {
        let authorization = self.authorization().await?;
        let mut all = vec![("authorization", authorization.as_str())];
        all.extend(headers);
        let reply = self.client.send(server, method, path, &all, body).await;
        if let Ok(reply) = &reply {
            ensure!(
                reply.status != StatusCode::UNAUTHORIZED,
                "the server forgot the key of a fresh token: {}",
                reply.body
            );
        }
        Ok(reply)
    }

    /// Reads a document, however often the server is lost meanwhile.
    ///
    /// # Errors
    /// When the answer is not 200, or the run is over.
    pub async fn read(&mut self, path: &str) -> anyhow::Result<Value> {
        loop {
            let server = self.world.address().await.context("the run is over")?;
            match self.send(server, Method::GET, path, &[], String::new()).await? {
                Ok(reply) if reply.status == StatusCode::OK => return Ok(reply.body),
                Ok(reply) => anyhow::bail!("GET {path} answered {}: {}", reply.status, reply.body),
                Err(_) => self.world.lost(server).await,
            }
        }
    }
}
