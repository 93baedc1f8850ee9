//! The server under test: started, killed and started again on the same data.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, bail};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How long a start may take; a crash costs its visitors no more than this.
const START_TIMEOUT: Duration = Duration::from_secs(20);
/// What the server prints once it listens.
const LISTENING: &str = "Comanda is listening on http://";

/// What configures these tests is none of the server's business: it refuses keys it does not know.
const OUR_VARIABLES: [&str; 2] = ["COMANDA_BIN", "COMANDA_TEST_POSTGRES"];

/// How to start the server.
#[derive(Debug, Clone)]
pub struct Program {
    /// The executable.
    pub path: PathBuf,
    /// The store's URL.
    pub store: String,
    /// Its data directory: the key is there.
    pub data: PathBuf,
    /// Where its standard error goes, all starts after another.
    pub log: PathBuf,
    /// More environment.
    pub environment: Vec<(&'static str, OsString)>,
}

/// A server that runs. It is killed when this is dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Program {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.path);
        for ours in OUR_VARIABLES {
            command.env_remove(ours);
        }
        command.args(arguments).envs(self.environment.iter().cloned());
        command.stdin(Stdio::null()).kill_on_drop(true);
        command
    }

    /// Starts it without waiting until it listens.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn spawn(&self) -> anyhow::Result<Child> {
        let log = std::fs::File::options().create(true).append(true).open(&self.log)?;
        let data = self.data.to_str().context("the data directory has a readable name")?;
        let arguments = ["serve", "--demo", "--listen", "127.0.0.1:0"];
        let mut command = self.command(&arguments);
        command.args(["--store", &self.store, "--data", data]);
        command.stdout(Stdio::piped()).stderr(log);
        command.spawn().with_context(|| format!("{} does not start", self.path.display()))
    }

    /// Starts it and waits until it listens.
    ///
    /// # Errors
    /// When it ends before, or does not listen in time; the log's end is in the error.
    pub async fn start(&self) -> anyhow::Result<Server> {
        let mut child = self.spawn()?;
        let output = child.stdout.take().context("standard output is piped")?;
        let mut lines = BufReader::new(output).lines();
        let listening = tokio::time::timeout(START_TIMEOUT, async {
            while let Some(line) = lines.next_line().await? {
                if let Some(address) = line.strip_prefix(LISTENING) {
                    return Ok(address.trim().parse::<SocketAddr>()?);
                }
            }
            bail!("it ended before it listened")
        });
        match listening.await.context("it did not listen in time").flatten() {
            Ok(address) => Ok(Server { child, address }),
            Err(error) => {
                child.kill().await.ok();
                Err(error.context(format!(
                    "the server does not start; its log ends:\n{}",
                    self.last_words()
                )))
            }
        }
    }

    /// The end of the server's log.
    pub fn last_words(&self) -> String {
        let log = std::fs::read(&self.log).unwrap_or_default();
        let text = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }

    /// Makes a token, with the key in the data directory.
    ///
    /// # Errors
    /// When the program prints none.
    pub async fn token(
        &self,
        role: &str,
        location: Option<&str>,
        subject: &str,
    ) -> anyhow::Result<String> {
        let data = self.data.to_str().context("the data directory has a readable name")?;
        let arguments = ["token", "--role", role, "--subject", subject, "--data", data];
        let mut command = self.command(&arguments);
        if let Some(location) = location {
            command.args(["--location", location]);
        }
        let output = command.output().await?;
        let token = String::from_utf8(output.stdout)?.trim().to_owned();
        if !output.status.success() || token.is_empty() {
            bail!("no token for {role}: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(token)
    }
}

impl Server {
    /// Kills it as a crash would (SIGKILL), and waits until it is gone.
    ///
    /// # Errors
    /// When it ended by itself before: the last words are in the log.
    pub async fn kill(mut self) -> anyhow::Result<()> {
        if let Some(status) = self.child.try_wait()? {
            bail!("the server ended by itself: {status}");
        }
        self.child.kill().await.context("it was our child")
    }
}

/// Finds the server's executable in the folder of this one, or in the one above (tests are in
/// `deps`).
///
/// # Errors
/// When it is not there.
pub fn find_program() -> anyhow::Result<PathBuf> {
    let own = std::env::current_exe()?;
    let mut folders = own.ancestors().skip(1).take(2).map(|folder| folder.join("comanda"));
    let found = folders.find(|path| path.is_file());
    found.context("no server found: run cargo build -p comanda, or set COMANDA_BIN")
}
