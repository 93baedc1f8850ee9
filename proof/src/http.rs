//! HTTP as a browser or a client of AWS speaks it, to one address, whatever the host is called.

use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use anyhow::Context;
use bytes::Bytes;
use hyper::body::{Body, Incoming};
use hyper::client::conn::http1::handshake;
use hyper::{HeaderMap, Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

use crate::body::Whole;

/// How long an answer may take: API Gateway gives up after 29 s, Lambda's own API later.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(90);

/// An answer that came in whole.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

impl Reply {
    /// The body, read as JSON; `Null` when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The body, read as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header, if it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Sends one request on a connection of its own and reads the answer.
///
/// # Errors
/// When the connection ends before the answer is whole: the request may have taken effect.
pub async fn send(address: SocketAddr, request: Request<String>) -> anyhow::Result<Reply> {
    exchange(address, request.map(Whole::new)).await
}

/// The same, with a body of bytes.
///
/// # Errors
/// As [`send`].
pub async fn exchange(address: SocketAddr, request: Request<Whole>) -> anyhow::Result<Reply> {
    let what = format!("{} {}", request.method(), request.uri());
    let answer = tokio::time::timeout(ANSWER_TIMEOUT, async {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
        // Its end is seen by whoever waits for the answer.
        tokio::spawn(async move { connection.await.ok() });
        let (parts, mut incoming) = sender.send_request(request).await?.into_parts();
        let body = read(&mut incoming).await?;
        anyhow::Ok(Reply { status: parts.status, headers: parts.headers, body })
    });
    answer.await.context("no answer in time").flatten().with_context(|| what)
}

/// A whole body.
///
/// # Errors
/// When the connection ends before.
pub async fn read(body: &mut Incoming) -> anyhow::Result<Bytes> {
    let mut bytes = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
        if let Ok(data) = frame?.into_data() {
            bytes.extend_from_slice(&data);
        }
    }
    Ok(bytes.into())
}

/// A request of `host` with these headers.
///
/// # Errors
/// When a part of it is no HTTP.
pub fn request(
    method: Method,
    host: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<String>,
) -> anyhow::Result<Request<String>> {
    let mut request = Request::builder().method(method).uri(path).header("host", host);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).with_context(|| format!("{host}{path} cannot be asked"))
}

/// Text as it may stand in a query or a form.
pub fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let escape =
        |byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(escape).collect()
}

/// The reverse, for what stands in the address somebody is sent back to.
pub fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let escaped = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (first, escaped) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A form, or a query: `a=b&c=d`.
pub fn form(fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> String {
    let pair = |(name, value): &(_, _)| {
        format!("{}={}", escaped(AsRef::as_ref(name)), escaped(AsRef::as_ref(value)))
    };
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_escaped_reads_the_same_again() {
        for text in ["aZ9-_~.", "a b", "100 %", "é=ü&+", "%", "%4", ""] {
            assert_eq!(unescaped(&escaped(text)), text);
        }
        assert_eq!(form(&[("a b", "c&d")]), "a%20b=c%26d");
        assert_eq!(unescaped("a+b%2"), "a b%2");
    }
}
