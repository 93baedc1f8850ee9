//! Starting a stand-in, and the little that is said to it over HTTP.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::guard::Guard;
use crate::{run, tools};

/// How long a start may take: about a second, and some more on a machine that is busy.
const START_LIMIT: Duration = Duration::from_secs(90);
/// How long it may think about a request of ours.
const ANSWER_LIMIT: Duration = Duration::from_secs(30);
/// How often another port is tried: between finding a free one and using it somebody may take it.
const PORTS_TRIED: u32 = 5;
/// How many lines of its log are shown when something fails.
const LOG_LINES_SHOWN: usize = 60;

/// A running stand-in for AWS with a folder of its own.
pub(crate) struct StandIn {
    guard: Guard,
    folder: PathBuf,
    port: u16,
}

/// What is particular about a stand-in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wish {
    /// It refuses what the caller's IAM policies do not allow.
    pub authorize: bool,
    /// Where the functions it runs find AWS, if not at the stand-in itself: a proxy in front of it.
    pub functions_call: Option<String>,
}

impl StandIn {
    /// Starts one and waits until it answers.
    pub(super) fn start(wish: &Wish) -> Result<Self> {
        let program = tools::python("ministack")?;
        for _ in 0..PORTS_TRIED {
            let made = run::output(&mut run::program("mktemp -d -t comanda-aws.XXXXXX"));
            let folder = PathBuf::from(made.context("no folder for the stand-in")?.trim());
            let port = free_port()?;
            let guard = Guard::run(&command(&program, &folder, port, wish), &folder)?;
            let stand_in = Self { guard, folder, port };
            if stand_in.answers()? {
                return Ok(stand_in);
            }
        }
        bail!("the stand-in found {PORTS_TRIED} ports taken, one after another")
    }

    /// Waits for it; false when its port was taken.
    fn answers(&self) -> Result<bool> {
        let deadline = Instant::now() + START_LIMIT;
        while Instant::now() < deadline {
            if self.folder.join("ended").exists() {
                if self.log().contains("already in use") {
                    return Ok(false);
                }
                bail!("the stand-in does not start; it says:\n{}", self.end_of_log());
            }
            if ask(self.port, "GET /_ministack/health").is_ok() {
                return Ok(true);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("the stand-in does not answer after {START_LIMIT:?}; it says:\n{}", self.end_of_log())
    }

    /// Where it is.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Where it is, without `http://`.
    pub(crate) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// All it has said, with what the functions said that it ran.
    fn log(&self) -> String {
        let log = std::fs::read(self.folder.join("log")).unwrap_or_default();
        String::from_utf8_lossy(&log).into_owned()
    }

    /// The last of what it has said.
    pub(crate) fn end_of_log(&self) -> String {
        let log = self.log();
        let lines = log.lines().collect::<Vec<_>>();
        lines[lines.len().saturating_sub(LOG_LINES_SHOWN)..].join("\n")
    }

    /// Stops it and removes all of it.
    pub(super) fn stop(self) -> Result<()> {
        self.guard.finish(&self.folder)
    }
}

/// It and the functions it runs see nothing of our surroundings, and it listens on the loopback
/// only.
fn command(program: &Path, folder: &Path, port: u16, wish: &Wish) -> Command {
    let port = port.to_string();
    let itself = format!("http://127.0.0.1:{port}");
    #[expect(clippy::disallowed_methods, reason = "where programs are is the surroundings' to say")]
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut command = Command::new(program);
    command.env("PATH", path).env("HOME", folder).env("TMPDIR", folder);
    command.env("STATE_DIR", folder.join("state")).env("S3_DATA_DIR", folder.join("s3"));
    command.env("AWS_ENDPOINT_URL", wish.functions_call.as_ref().unwrap_or(&itself)).envs([
        ("LANG", "C.UTF-8"),
        ("BIND_HOST", "127.0.0.1"),
        ("GATEWAY_PORT", &port),
        // Both would listen on every interface.
        ("IOT_MTLS_ENABLED", "0"),
        ("SFTP_ENABLED", "0"),
        // What it would run in containers where there is a Docker it does without everywhere.
        ("DOCKER_HOST", "unix:///nonexistent"),
        ("AUTH", if wish.authorize { "true" } else { "false" }),
    ]);
    command
}

/// A port of the loopback that nobody listens on.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("there is no free port")?;
    Ok(listener.local_addr()?.port())
}

/// Says one line of HTTP; all that matters of the answer is whether it is 200.
fn ask(port: u16, line: &str) -> Result<()> {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let mut stream = TcpStream::connect_timeout(&address, ANSWER_LIMIT)?;
    stream.set_read_timeout(Some(ANSWER_LIMIT))?;
    write!(
        stream,
        "{line} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 0\r\n\
         Connection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    if !answer.starts_with("HTTP/1.1 200") {
        bail!("`{line}` was answered with {answer:?}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_find_the_stand_in_unless_something_is_put_between() {
        let asked = |wish: &Wish| {
            let command = command(Path::new("it"), Path::new("/f"), 7, wish);
            let found = command.get_envs().find(|(name, _)| *name == "AWS_ENDPOINT_URL");
            found.and_then(|(_, value)| value).map(|value| value.to_string_lossy().into_owned())
        };
        assert_eq!(asked(&Wish::default()).as_deref(), Some("http://127.0.0.1:7"));
        let between =
            Wish { functions_call: Some("http://127.0.0.1:8".to_owned()), authorize: false };
        assert_eq!(asked(&between).as_deref(), Some("http://127.0.0.1:8"));
    }
}
