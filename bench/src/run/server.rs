//! The server that is measured, as a process of its own.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::{LOCATION, nonce};
use crate::drive::Target;
use crate::http;
use crate::process::Process;

/// How long the server may take to listen, and to stop.
const PATIENCE: Duration = Duration::from_secs(30);
/// The file of a `SQLite` store in the data directory.
pub(crate) const DATABASE: &str = "comanda.db";
/// The line that tells where it listens ends in the URL.
const LISTENING: &str = "Comanda is listening on ";

/// Where the server's program, data and records are.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    /// The program.
    pub(crate) program: PathBuf,
    /// Its data directory: keys, and the database when that is a file.
    pub(crate) data: PathBuf,
    /// Its store, as a URL.
    pub(crate) store: String,
}

/// Which parts of the server run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parts {
    /// All of it.
    All,
    /// Only what answers requests, if the server can be run like that.
    Api,
}

/// A running server, killed when dropped.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) url: String,
    log: PathBuf,
}

impl Setting {
    /// Whether the server can be run without its workers.
    ///
    /// # Errors
    /// When the program cannot be run.
    pub(crate) fn has_roles(&self) -> Result<bool> {
        let help = Command::new(&self.program).args(["serve", "--help"]).output();
        let help = help.with_context(|| format!("{} does not run", self.program.display()))?;
        Ok(String::from_utf8_lossy(&help.stdout).contains("--roles"))
    }

    /// Starts the server on its data and waits until it listens.
    ///
    /// # Errors
    /// With the end of its log, when it does not.
    pub(crate) fn start(&self, parts: Parts) -> Result<Server> {
        std::fs::create_dir_all(&self.data)?;
        let log = self.data.join("server.log");
        let mut command = Command::new(&self.program);
        command.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--store", &self.store]);
        command.arg("--data").arg(&self.data);
        if parts == Parts::Api {
            command.args(["--roles", "api"]);
        }
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(&log)?)
            .spawn()
            .with_context(|| format!("{} does not start", self.program.display()))?;
        let mut server = Server { child, url: String::new(), log };
        server.url = server.listens()?;
        Ok(server)
    }

    /// Who speaks to a server on this data: a customer and a barista of the demo location.
    ///
    /// # Errors
    /// When the program mints no tokens.
    pub(crate) fn target(&self, server: &Server) -> Result<Target> {
        Ok(Target {
            url: server.url.clone(),
            location: LOCATION.to_owned(),
            token: Some(self.token(&["--role", "customer", "--subject", "bench-customer"])?),
            barista_token: Some(self.token(&[
                "--role",
                "barista",
                "--subject",
                "bench-barista",
                "--location",
                LOCATION,
            ])?),
            run: nonce(),
        })
    }

    fn token(&self, who: &[&str]) -> Result<String> {
        let mut command = Command::new(&self.program);
        let minted = command.arg("token").args(who).arg("--data").arg(&self.data).output()?;
        if !minted.status.success() {
            bail!("no token for {who:?}: {}", String::from_utf8_lossy(&minted.stderr));
        }
        Ok(String::from_utf8(minted.stdout).context("a token is ASCII")?.trim().to_owned())
    }

    /// How long it takes from starting the program to its first menu.
    ///
    /// # Errors
    /// When it does not start, or answers something else.
    pub(crate) fn time_to_first_menu(&self, target: &Target) -> Result<Duration> {
        let begin = Instant::now();
        let server = self.start(Parts::All)?;
        let target = Target { url: server.url.clone(), ..target.clone() };
        http::body(target.address()?, &target.menu(&[]), 200)?;
        let took = begin.elapsed();
        server.stop()?;
        Ok(took)
    }
}

impl Server {
    /// Its process.
    pub(crate) fn process(&self) -> Process {
        Process(self.child.id())
    }

    /// Its address.
    ///
    /// # Errors
    /// When what it said is no address.
    pub(crate) fn address(&self) -> Result<SocketAddr> {
        Ok(http::authority(&self.url)?.parse()?)
    }

    /// Asks it to stop and waits until it has.
    ///
    /// # Errors
    /// When it does not stop in time; it is killed then.
    pub(crate) fn stop(mut self) -> Result<()> {
        let pid = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw);
        let pid = pid.context("a process has a number")?;
        rustix::process::kill_process(pid, rustix::process::Signal::TERM)?;
        let patience = Instant::now() + PATIENCE;
        while self.child.try_wait()?.is_none() {
            if Instant::now() > patience {
                bail!("the server did not stop within {PATIENCE:?}{}", self.last_words());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }

    /// Reads the URL from its output, which is read to its end so that it never blocks the server.
    fn listens(&mut self) -> Result<String> {
        let stdout = self.child.stdout.take().context("the server has an output")?;
        let (send, receive) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if let Some((_, url)) = line.split_once(LISTENING) {
                    // Nobody waits any more once the first line was taken.
                    let _ = send.send(url.trim().to_owned());
                }
            }
        });
        let url = receive.recv_timeout(PATIENCE);
        url.map_err(|_| anyhow::anyhow!("the server does not listen{}", self.last_words()))
    }

    fn last_words(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        let last = lines[lines.len().saturating_sub(10)..].join("\n  ");
        if last.is_empty() { String::new() } else { format!("; its log ends in\n  {last}") }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
