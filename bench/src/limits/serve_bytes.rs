//! The web server with nothing behind it: answers ready bytes, whatever is asked.

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use axum::Router;
use axum::http::header;
use axum::routing::get;
use bytes::Bytes;

use crate::process::Process;

/// What the line on standard output begins with.
const LISTENING: &str = "listening on ";

/// Serves the file's bytes on every path until the process is stopped.
///
/// # Errors
/// When the file cannot be read or the address cannot be had.
pub(crate) fn serve_bytes(file: &Path, listen: SocketAddr) -> Result<()> {
    let bytes = std::fs::read(file).with_context(|| format!("no {}", file.display()))?;
    let bytes = Bytes::from(bytes);
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::ETAG, "\"ready\"")];
    let answer = move || async move { (headers, bytes) };
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await?;
        writeln!(std::io::stdout(), "{LISTENING}http://{}", listener.local_addr()?)?;
        Ok(axum::serve(listener, Router::new().fallback(get(answer))).await?)
    })
}

/// That server as a process of its own, stopped when dropped.
pub(crate) struct BareServer {
    child: Child,
    /// Where it listens.
    pub(crate) url: String,
}

impl BareServer {
    /// Starts this program once more, to serve the file.
    ///
    /// # Errors
    /// When it does not start.
    pub(crate) fn start(file: &Path) -> Result<Self> {
        let program = std::env::current_exe().context("this program's file is unknown")?;
        let child = Command::new(program)
            .args(["serve-bytes", "--listen", "127.0.0.1:0", "--file"])
            .arg(file)
            .stdout(Stdio::piped())
            .spawn()
            .context("the bare server does not start")?;
        let mut server = Self { child, url: String::new() };
        let mut line = String::new();
        let stdout = server.child.stdout.take().context("the bare server has no output")?;
        BufReader::new(stdout).read_line(&mut line)?;
        let url = line.trim_end().strip_prefix(LISTENING);
        url.context("the bare server did not say where it listens")?.clone_into(&mut server.url);
        Ok(server)
    }

    /// Its process.
    pub(crate) fn process(&self) -> Process {
        Process(self.child.id())
    }
}

impl Drop for BareServer {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
