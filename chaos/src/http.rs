//! A small HTTP/1.1 client that never hides a lost connection: no retries, no pool.

use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use anyhow::Context;
use hyper::body::{Body, Incoming};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

/// How long an answer may take before it counts as lost.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(20);

/// Headers of a request, beside those every request has.
pub type Headers<'a> = &'a [(&'static str, &'a str)];

/// A client that keeps one connection open.
#[derive(Debug, Default)]
pub struct Client {
    open: Option<(SocketAddr, SendRequest<String>)>,
}

/// An answer that came in whole.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Its status.
    pub status: StatusCode,
    /// Its body; `Null` when it is empty or no JSON.
    pub body: Value,
}

impl Reply {
    /// The problem's code, or the status in words.
    pub fn code(&self) -> String {
        let code = self.body.get("code").and_then(Value::as_str);
        code.map_or_else(|| self.status.to_string(), str::to_owned)
    }
}

impl Client {
    /// Sends a request and reads its answer.
    ///
    /// # Errors
    /// When the connection died before the answer was whole: the request may have taken effect.
    pub async fn send(
        &mut self,
        server: SocketAddr,
        method: Method,
        path: &str,
        headers: Headers<'_>,
        body: String,
    ) -> anyhow::Result<Reply> {
        let reply = tokio::time::timeout(ANSWER_TIMEOUT, async {
            let response = self.exchange(server, method, path, headers, body).await?;
            let status = response.status();
            let mut incoming = response.into_body();
            let mut bytes = Vec::new();
            while let Some(chunk) = next_chunk(&mut incoming).await? {
                bytes.extend_from_slice(&chunk);
            }
            Ok(Reply { status, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) })
        });
        let reply = reply.await.context("no answer in time").flatten();
        if reply.is_err() {
            self.open = None;
        }
        reply
    }

    /// Sends a request and gives the body to be read piece by piece.
    ///
    /// # Errors
    /// When the connection dies, or the answer is not 200.
    pub async fn stream(
        &mut self,
        server: SocketAddr,
        path: &str,
        headers: Headers<'_>,
    ) -> anyhow::Result<Incoming> {
        self.open = None;
        let exchange = self.exchange(server, Method::GET, path, headers, String::new());
        let response =
            tokio::time::timeout(ANSWER_TIMEOUT, exchange).await.context("no answer in time")??;
        let status = response.status();
        anyhow::ensure!(status == StatusCode::OK, "{path} answered {status}");
        Ok(response.into_body())
    }

    async fn exchange(
        &mut self,
        server: SocketAddr,
        method: Method,
        path: &str,
        headers: Headers<'_>,
        body: String,
    ) -> anyhow::Result<hyper::Response<Incoming>> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", server.to_string())
            .header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body)?;
        let sender = self.connection(server).await?;
        sender.ready().await?;
        Ok(sender.send_request(request).await?)
    }

    async fn connection(&mut self, server: SocketAddr) -> anyhow::Result<&mut SendRequest<String>> {
        let usable =
            self.open.take().filter(|(address, sender)| *address == server && !sender.is_closed());
        let open = if let Some(open) = usable {
            open
        } else {
            let stream = TcpStream::connect(server).await?;
            stream.set_nodelay(true)?;
            let (sender, connection) = handshake(TokioIo::new(stream)).await?;
            // Its end is seen by whoever waits for an answer.
            tokio::spawn(async move { connection.await.ok() });
            (server, sender)
        };
        Ok(&mut self.open.insert(open).1)
    }
}

/// The next piece of a body; `None` at its end.
///
/// # Errors
/// When the connection died.
pub async fn next_chunk(body: &mut Incoming) -> anyhow::Result<Option<bytes::Bytes>> {
    loop {
        match poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
            None => return Ok(None),
            Some(frame) => {
                if let Ok(data) = frame?.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}
