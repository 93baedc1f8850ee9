//! A wire to the stand-in that notes what is asked, and answers in its place as a test wants.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What becomes of a request.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// It is answered here, with this status and JSON, and goes no further.
    Answer(u16, String),
    /// The connection ends before it goes out.
    Cut,
    /// It is carried out, and the connection ends before the answer comes in.
    Lose,
}

impl Act {
    /// An error as DynamoDB words it.
    pub(crate) fn error(code: &str) -> Self {
        let kind = format!("com.amazonaws.dynamodb.v20120810#{code}");
        Self::Answer(400, serde_json::json!({"__type": kind, "message": "not now"}).to_string())
    }

    /// A cancelled transaction, with the code of each of its actions.
    pub(crate) fn cancelled(codes: &[&str]) -> Self {
        let reasons: Vec<_> = codes.iter().map(|code| serde_json::json!({"Code": code})).collect();
        let body = serde_json::json!({
            "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            "Message": "Transaction cancelled, please refer cancellation reasons",
            "CancellationReasons": reasons,
        });
        Self::Answer(400, body.to_string())
    }
}

/// A request that was asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Such as `GetItem`.
    pub(crate) operation: String,
    pub(crate) body: Value,
}

/// The wire.
pub(crate) struct Proxy {
    pub(crate) url: String,
    wire: Arc<Wire>,
}

struct Wire {
    server: String,
    acts: Mutex<VecDeque<(String, Act)>>,
    asked: Mutex<Vec<Asked>>,
}

impl Proxy {
    /// A wire to the server at `url`.
    pub(crate) async fn to(url: &str) -> Self {
        let server = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let here = listener.local_addr().expect("it is bound");
        let wire = Arc::new(Wire { server, acts: Mutex::default(), asked: Mutex::default() });
        let carrying = Arc::clone(&wire);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let wire = Arc::clone(&carrying);
                tokio::spawn(async move { wire.carry(client).await });
            }
        });
        Self { url: format!("http://{here}"), wire }
    }

    /// What becomes of the next requests of this operation, one after another.
    pub(crate) fn next(&self, operation: &str, acts: impl IntoIterator<Item = Act>) {
        let acts = acts.into_iter().map(|act| (operation.to_owned(), act));
        self.wire.acts.lock().unwrap_or_else(PoisonError::into_inner).extend(acts);
    }

    /// What was asked since this was called the last time.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.wire.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The operations that were asked for since, sorted.
    pub(crate) fn operations(&self) -> Vec<String> {
        let mut operations: Vec<_> = self.asked().into_iter().map(|one| one.operation).collect();
        operations.sort_unstable();
        operations
    }
}

impl Wire {
    async fn carry(&self, mut client: TcpStream) -> Option<()> {
        let mut server = TcpStream::connect(&self.server).await.expect("the stand-in is there");
        client.set_nodelay(true).ok()?;
        server.set_nodelay(true).ok()?;
        loop {
            let request = message(&mut client).await?;
            match self.act(&request) {
                None => {
                    server.write_all(&request.bytes).await.ok()?;
                    let answer = message(&mut server).await?;
                    client.write_all(&answer.bytes).await.ok()?;
                }
                Some(Act::Cut) => return None,
                Some(Act::Lose) => {
                    server.write_all(&request.bytes).await.ok()?;
                    message(&mut server).await?;
                    return None;
                }
                Some(Act::Answer(status, body)) => {
                    let length = body.len();
                    let head = format!(
                        "HTTP/1.1 {status} -\r\nContent-Type: application/x-amz-json-1.0\r\n\
                         Content-Length: {length}\r\n\r\n"
                    );
                    client.write_all((head + &body).as_bytes()).await.ok()?;
                }
            }
        }
    }

    /// Notes a request, and says what becomes of it if it is not just carried.
    fn act(&self, request: &Message) -> Option<Act> {
        let target = request.field("x-amz-target")?;
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        let body = serde_json::from_slice(request.body()).unwrap_or_default();
        let asked = Asked { operation: operation.clone(), body };
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
        let mut acts = self.acts.lock().unwrap_or_else(PoisonError::into_inner);
        let place = acts.iter().position(|(of, _)| *of == operation)?;
        acts.remove(place).map(|(_, act)| act)
    }
}

/// A request or an answer, as it came.
struct Message {
    bytes: Vec<u8>,
    head: usize,
}

impl Message {
    fn body(&self) -> &[u8] {
        &self.bytes[self.head..]
    }

    fn field(&self, name: &str) -> Option<String> {
        let head = String::from_utf8_lossy(&self.bytes[..self.head]);
        head.lines().find_map(|line| {
            let (field, value) = line.split_once(':')?;
            field.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }
}

/// Reads one message; none when the connection has ended.
async fn message(from: &mut TcpStream) -> Option<Message> {
    let mut message = Message { bytes: Vec::new(), head: 0 };
    while message.head == 0 {
        if from.read_buf(&mut message.bytes).await.ok()? == 0 {
            return None;
        }
        let end = message.bytes.windows(4).position(|four| four == b"\r\n\r\n");
        message.head = end.map_or(0, |end| end + 4);
    }
    let length: usize = message.field("content-length").map_or(0, |n| n.parse().unwrap_or(0));
    while message.bytes.len() < message.head + length {
        if from.read_buf(&mut message.bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(message)
}
