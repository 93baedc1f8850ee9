//! Accepting connections, and stopping so that nothing is lost.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use api::PeerAddress;
use axum::Router;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower::util::MapRequest;

use crate::config::Server;

/// How long a client may take to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);
/// The wait after the system had no room for another connection.
const NO_ROOM: Duration = Duration::from_millis(50);

/// Listens where the configuration says.
///
/// # Errors
/// A sentence that says what to do.
pub(crate) async fn listen(server: &Server) -> anyhow::Result<TcpListener> {
    TcpListener::bind(&server.listen).await.with_context(|| {
        format!(
            "the server cannot listen on {}: choose another address with --listen or server.listen",
            server.listen
        )
    })
}

/// Serves until `stopping` turns true; then lets open requests end, but not for ever.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    server: &Server,
    mut stopping: watch::Receiver<bool>,
) {
    let mut http = http1::Builder::new();
    // `pipeline_flush` also makes a head and its body one write: a fifth more menus a second.
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).pipeline_flush(true);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(server.connections_max.max(1)));
    let proxies = server.proxies;
    loop {
        let accepted = tokio::select! {
            _ = stopping.wait_for(|stop| *stop) => break,
            accepted = accept(&listener, &places) => accepted,
        };
        let Some((stream, peer, place)) = accepted else { continue };
        // Small answers leave at once instead of waiting for more to send.
        let _ = stream.set_nodelay(true);
        let peer = PeerAddress(peer.ip());
        let from = move |request: Request<Incoming>| known_from(request, peer, proxies);
        let service = TowerToHyperService::new(MapRequest::new(router.clone(), from));
        let connection = http.serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            let _place = place;
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    let timeout = Duration::from_secs(server.shutdown_timeout_s);
    if tokio::time::timeout(timeout, graceful.shutdown()).await.is_err() {
        tracing::warn!(?timeout, "some requests did not end in time and were cut off");
    }
}

/// The request, with where it comes from.
fn known_from(
    mut request: Request<Incoming>,
    peer: PeerAddress,
    proxies: usize,
) -> Request<Incoming> {
    let seen = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let peer = peer.behind(proxies, seen.unwrap_or_default());
    request.extensions_mut().insert(peer);
    request
}

type Place = tokio::sync::OwnedSemaphorePermit;

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(tokio::net::TcpStream, SocketAddr, Place)> {
    let place = places.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, place)),
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            tokio::time::sleep(NO_ROOM).await;
            None
        }
    }
}
