//! Stands between everybody and AWS: it passes on, counts, and does what it is told to.
//!
//! To AWS it looks like the end of an encrypted connection, as in front of real services. The
//! functions that a stand-in runs are told that AWS is here, so a run can say which of their
//! requests fails, or kills them, before or after it has taken effect.

mod control;
mod pass;
mod rules;
mod what;
mod who;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

pub use control::Control;
pub use rules::{Deed, Rule, Told};

/// What all connections share.
#[derive(Debug)]
struct Between {
    /// Where AWS is.
    to: SocketAddr,
    /// Where we are.
    port: u16,
    told: Mutex<Told>,
}

impl Between {
    fn told(&self) -> std::sync::MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Passes on what comes to `port` of the loopback, until the process ends.
///
/// # Errors
/// When the port is taken.
pub async fn run(port: u16, to: SocketAddr) -> anyhow::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", port)).await;
    let listener = listener.with_context(|| format!("port {port} is taken"))?;
    let between = Arc::new(Between { to, port, told: Mutex::default() });
    loop {
        let (stream, peer) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let between = Arc::clone(&between);
        tokio::spawn(async move {
            let caller = Arc::new(who::Caller::new(peer.port(), between.port));
            let service = service_fn(|request| {
                let (between, caller) = (Arc::clone(&between), Arc::clone(&caller));
                async move { pass::pass(&between, &caller, request).await }
            });
            // A connection that ends, or is ended by a rule, is no concern of anybody here.
            http1::Builder::new().serve_connection(TokioIo::new(stream), service).await.ok();
        });
    }
}
