//! A request to the stand-in. It checks no signature, so the little that tests ask besides Step
//! Functions needs no client of Amazon's.

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Sends JSON; says what comes back.
pub(crate) async fn post(
    endpoint: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> Value {
    let host = endpoint.trim_end_matches('/').trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).await.expect("the stand-in listens");
    let body = body.to_string();
    let own: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{own}\
         Content-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await.expect("the stand-in reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("the stand-in answers");
    let (head, body) = answer.split_once("\r\n\r\n").expect("an answer has a head");
    assert!(head.starts_with("HTTP/1.1 200"), "{path}: {answer}");
    if body.is_empty() { Value::Null } else { serde_json::from_str(body).expect("JSON") }
}
