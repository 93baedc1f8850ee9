//! A small SMTP server for tests: it speaks to real sockets, keeps what it hears, and answers some
//! commands as it is told.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// What it answers to a command that begins so, in place of "yes".
pub(super) type Replies = HashMap<&'static str, &'static str>;

/// What one client said and sent.
#[derive(Debug, Clone, Default)]
pub(super) struct Heard {
    /// Each command, as it came.
    pub(super) commands: Vec<String>,
    /// Each mail, as it came, without the dot that ends it.
    pub(super) mails: Vec<String>,
}

/// A server on a port of its own; it ends with the value.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    heard: Arc<Mutex<Heard>>,
    replies: Arc<Mutex<Replies>>,
    _serving: JoinSet<()>,
}

impl Server {
    pub(super) async fn start() -> Self {
        Self::replying(&[]).await
    }

    /// It answers commands that begin with the first word by the second; silence is "".
    pub(super) async fn replying(replies: &[(&'static str, &'static str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("bound");
        let heard = Arc::new(Mutex::new(Heard::default()));
        let replies = Arc::new(Mutex::new(replies.iter().copied().collect()));
        let mut serving = JoinSet::new();
        let (ears, says) = (Arc::clone(&heard), Arc::clone(&replies));
        serving.spawn(async move {
            let mut clients = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                clients.spawn(converse(stream, Arc::clone(&ears), Arc::clone(&says)));
            }
        });
        Self { address, heard, replies, _serving: serving }
    }

    /// Answers "yes" to everything from now on.
    pub(super) fn agree(&self) {
        self.replies.lock().expect("whole").clear();
    }

    pub(super) fn heard(&self) -> Heard {
        self.heard.lock().expect("whole").clone()
    }

    /// Returns once it has heard a command that begins so.
    pub(super) async fn hears(&self, word: &str) {
        while !self.heard().commands.iter().any(|line| line.starts_with(word)) {
            tokio::task::yield_now().await;
        }
    }
}

/// One conversation, until the client goes.
async fn converse(
    stream: TcpStream,
    heard: Arc<Mutex<Heard>>,
    replies: Arc<Mutex<Replies>>,
) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let told = |word: &str| replies.lock().expect("whole").get(word).copied();
    let greeting = told("greeting").unwrap_or("220 test.example");
    say(&mut write, greeting).await?;
    while let Ok(Some(line)) = lines.next_line().await {
        heard.lock().expect("whole").commands.push(line.clone());
        let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let usual = match word.as_str() {
            "EHLO" => "250-test.example\r\n250-AUTH PLAIN\r\n250 8BITMIME",
            "AUTH" => "235 welcome",
            "DATA" => "354 go on",
            "QUIT" => "221 goodbye",
            "MAIL" | "RCPT" | "NOOP" => "250 yes",
            _ => "502 what?",
        };
        let reply = told(&word).unwrap_or(usual);
        say(&mut write, reply).await?;
        if word == "QUIT" {
            return None;
        }
        if word == "DATA" && reply.starts_with("354") {
            let mut mail = String::new();
            loop {
                let line = lines.next_line().await.ok()??;
                if line == "." {
                    break;
                }
                // A dot at the beginning is doubled on the way (RFC 5321, section 4.5.2).
                mail += line.strip_prefix('.').unwrap_or(&line);
                mail += "\n";
            }
            heard.lock().expect("whole").mails.push(mail);
            say(&mut write, told("end").unwrap_or("250 taken")).await?;
        }
    }
    None
}

/// `None` when the client is gone.
async fn say(write: &mut (impl AsyncWriteExt + Unpin), reply: &str) -> Option<()> {
    if reply.is_empty() {
        return Some(());
    }
    write.write_all(format!("{reply}\r\n").as_bytes()).await.ok()
}
