//! A proxy in front of AWS that makes trouble: it refuses calls, or loses their answers.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// What happens to a call.
#[derive(Debug, Clone)]
pub(crate) enum Trouble {
    /// It is answered with this status and error code, and never arrives.
    Refuse(u16, &'static str),
    /// It arrives, and its answer is lost.
    LoseAnswer,
    /// It never arrives, and nobody says so.
    Lose,
    /// It arrives without its entry of this body, and the answer says that this one failed.
    RefuseEntry { body: &'static str, is_at_fault: bool },
}

/// One call: its action, `SendMessageBatch`, and its whole request.
pub(crate) struct Call {
    pub(crate) action: String,
    head: Vec<u8>,
    body: Vec<u8>,
}

type Plan = Arc<Mutex<dyn FnMut(&Call) -> Option<Trouble> + Send>>;

/// It ends when it is dropped.
pub(crate) struct Proxy {
    pub(crate) endpoint: String,
    _accepting: JoinSet<()>,
}

impl Proxy {
    /// In front of `upstream`; `plan` says what happens to each call.
    pub(crate) async fn start(
        upstream: &str,
        plan: impl FnMut(&Call) -> Option<Trouble> + Send + 'static,
    ) -> Self {
        let upstream = upstream.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        let plan: Plan = Arc::new(Mutex::new(plan));
        let mut accepting = JoinSet::new();
        accepting.spawn(async move {
            let mut serving = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                let (upstream, plan) = (upstream.clone(), Arc::clone(&plan));
                serving.spawn(async move {
                    // A client that goes away is no concern of ours.
                    let _ = serve(client, &upstream, &plan).await;
                });
            }
        });
        Self { endpoint, _accepting: accepting }
    }
}

/// One call for each connection.
async fn serve(mut client: TcpStream, upstream: &str, plan: &Plan) -> io::Result<()> {
    let Some(call) = Call::read(&mut client).await? else { return Ok(()) };
    let trouble = {
        let mut plan = plan.lock().unwrap_or_else(PoisonError::into_inner);
        plan(&call)
    };
    match trouble {
        None => {
            let answer = call.forward(upstream).await?;
            client.write_all(&answer).await
        }
        Some(Trouble::Refuse(status, code)) => {
            client.write_all(call.refusal(status, code).as_bytes()).await
        }
        Some(Trouble::LoseAnswer) => call.forward(upstream).await.map(drop),
        Some(Trouble::Lose) => Ok(()),
        Some(Trouble::RefuseEntry { body, is_at_fault }) => {
            let answer = call.without(body, is_at_fault, upstream).await?;
            client.write_all(answer.as_bytes()).await
        }
    }
}

impl Call {
    async fn read(client: &mut TcpStream) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = find(&bytes, b"\r\n\r\n") {
                break end + 4;
            }
            if client.read_buf(&mut bytes).await? == 0 {
                return Ok(None);
            }
        };
        let mut body = bytes.split_off(end);
        let length = header(&bytes, "content-length").and_then(|text| text.parse().ok());
        while body.len() < length.unwrap_or(0) {
            client.read_buf(&mut body).await?;
        }
        let target = header(&bytes, "x-amz-target");
        let target = target.and_then(|target| Some(target.split_once('.')?.1.to_owned()));
        let form = String::from_utf8_lossy(&body);
        let form = form.split('&').find_map(|pair| pair.strip_prefix("Action="));
        let action = target.or(form.map(str::to_owned)).unwrap_or_default();
        Ok(Some(Self { action, head: bytes, body }))
    }

    /// What the real one answers.
    async fn forward(&self, upstream: &str) -> io::Result<Vec<u8>> {
        let head = String::from_utf8_lossy(&self.head);
        let kept = head.trim_end().lines().filter(|line| {
            let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
            !["connection", "content-length"].contains(&&*name)
        });
        let mut request = kept.collect::<Vec<_>>().join("\r\n");
        let length = self.body.len();
        let end = format!("\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
        request.push_str(&end);
        let mut server = TcpStream::connect(upstream).await?;
        server.write_all(request.as_bytes()).await?;
        server.write_all(&self.body).await?;
        let mut answer = Vec::new();
        server.read_to_end(&mut answer).await?;
        Ok(answer)
    }

    /// An error as SQS writes it (JSON), or as SNS does (XML).
    fn refusal(&self, status: u16, code: &str) -> String {
        let is_json = header(&self.head, "x-amz-target").is_some();
        let fault = if status < 500 { "Sender" } else { "Receiver" };
        let (kind, body) = if is_json {
            let body = json!({ "__type": format!("com.amazonaws.sqs#{code}"), "message": "no" });
            ("application/x-amz-json-1.0", body.to_string())
        } else {
            let error = format!("<Type>{fault}</Type><Code>{code}</Code><Message>no</Message>");
            let body = format!("<ErrorResponse><Error>{error}</Error></ErrorResponse>");
            ("text/xml", body)
        };
        let query = format!("x-amzn-query-error: {code};{fault}");
        answer(status, kind, &format!("{query}\r\n"), &body)
    }

    /// What the real one answers to the other entries, and a failure of this one.
    async fn without(self, body: &str, at_fault: bool, upstream: &str) -> io::Result<String> {
        let mut request: Value = serde_json::from_slice(&self.body)?;
        let entries = request["Entries"].as_array_mut().expect("a batch has entries");
        let at = entries.iter().position(|entry| entry["MessageBody"] == body);
        let refused = entries.remove(at.expect("the plan looked"));
        let mut said = json!({ "Successful": [], "Failed": [] });
        if !entries.is_empty() {
            let call = Self { body: request.to_string().into_bytes(), ..self };
            let answer = call.forward(upstream).await?;
            let end = find(&answer, b"\r\n\r\n").expect("an answer has a head");
            said = serde_json::from_slice(&answer[end + 4..])?;
        }
        let id = &refused["Id"];
        let failed = said["Failed"].as_array_mut().expect("an answer lists failures");
        failed.push(json!({ "Id": id, "Code": "InternalError", "SenderFault": at_fault }));
        Ok(answer(200, "application/x-amz-json-1.0", "", &said.to_string()))
    }

    /// Whether an entry has this body.
    pub(crate) fn has(&self, body: &str) -> bool {
        let request: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        let mut entries = request["Entries"].as_array().into_iter().flatten();
        entries.any(|entry| entry["MessageBody"] == body)
    }
}

fn answer(status: u16, kind: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Said\r\nContent-Type: {kind}\r\n{headers}Connection: close\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    )
}

fn header(head: &[u8], name: &str) -> Option<String> {
    let head = String::from_utf8_lossy(head);
    head.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
