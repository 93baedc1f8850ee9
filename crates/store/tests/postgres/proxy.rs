//! A wire to the server that a test can cut.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What the wire does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Carries everything.
    Whole,
    /// Ends every connection.
    Cut,
    /// Carries nothing, and says nothing.
    Silent,
    /// Ends the connection on which the next COMMIT goes out, before it goes; then is whole.
    CutBeforeCommit,
    /// Carries the next COMMIT, but not the answer; then is whole.
    CutAfterCommit,
}

/// The wire.
pub(crate) struct Proxy {
    mode: Arc<watch::Sender<Mode>>,
    /// The URL of a server at the other end of the wire.
    pub(crate) url: String,
}

impl Proxy {
    /// A wire to the server that `url` names.
    pub(crate) async fn to(url: &str) -> Self {
        let (before, rest) = url.split_once('@').expect("the URL names a user");
        let (server, after) = rest.split_once('/').expect("the URL names a database");
        let server: SocketAddr = server.parse().expect("the URL names an address and a port");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let here = listener.local_addr().expect("it is bound");
        let mode = Arc::new(watch::Sender::new(Mode::Whole));
        let wire = mode.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, server, wire.clone()));
            }
        });
        Self { mode, url: format!("{before}@{here}/{after}") }
    }

    pub(crate) fn set(&self, mode: Mode) {
        self.mode.send_replace(mode);
    }

    pub(crate) fn mode(&self) -> Mode {
        *self.mode.borrow()
    }
}

async fn carry(mut client: TcpStream, server: SocketAddr, mode: Arc<watch::Sender<Mode>>) {
    if *mode.borrow() == Mode::Cut {
        return;
    }
    let mut server = TcpStream::connect(server).await.expect("the server is there");
    let mut changes = mode.subscribe();
    for end in [&client, &server] {
        end.set_nodelay(true).expect("it is connected");
    }
    let (mut asked, mut answered) = (vec![0; 65_536], vec![0; 65_536]);
    loop {
        let silent = *changes.borrow_and_update() == Mode::Silent;
        tokio::select! {
            _ = changes.changed() => {
                if *changes.borrow() == Mode::Cut {
                    return;
                }
            }
            read = client.read(&mut asked), if !silent => {
                let Ok(length @ 1..) = read else { return };
                let bytes = &asked[..length];
                let commits = bytes.windows(7).any(|word| word == b"COMMIT\0");
                let mode_now = *mode.borrow();
                match mode_now {
                    Mode::CutBeforeCommit if commits => {
                        mode.send_replace(Mode::Whole);
                        return;
                    }
                    Mode::CutAfterCommit if commits => {
                        mode.send_replace(Mode::Whole);
                        let _ = server.write_all(bytes).await;
                        // The answer arrives here and goes no further.
                        let _ = server.read(&mut answered).await;
                        return;
                    }
                    _ => {}
                }
                if server.write_all(bytes).await.is_err() {
                    return;
                }
            }
            read = server.read(&mut answered), if !silent => {
                let Ok(length @ 1..) = read else { return };
                if client.write_all(&answered[..length]).await.is_err() {
                    return;
                }
            }
        }
    }
}
