//! The program itself, run as a user runs it.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;

/// Longer than anything takes on a busy machine.
const STUCK_AFTER: Duration = Duration::from_secs(90);

/// The program with a folder of its own, where it finds and leaves everything.
pub(crate) struct Program {
    folder: TempDir,
    environment: Vec<(String, String)>,
}

/// What a command that ended has said.
#[derive(Debug)]
pub(crate) struct Said {
    status: ExitStatus,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Program {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        // No test listens on a port that somebody else may want.
        let listen = ("COMANDA_SERVER__LISTEN".to_owned(), "127.0.0.1:0".to_owned());
        Self { folder, environment: vec![listen] }
    }

    /// The same with a variable in its environment.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The database file the program makes unless told otherwise.
    pub(crate) fn database(&self) -> PathBuf {
        self.folder().join("data/comanda.db")
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let file = self.folder().join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("it can be made");
        std::fs::write(file, text).expect("it is written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder().join(name)).expect("the file is there")
    }

    fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_comanda"));
        command.args(arguments).current_dir(self.folder()).stdin(Stdio::null());
        command.env_clear().envs(self.environment.iter().cloned());
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Said {
        let mut command = self.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let out = text(child.stdout.take().expect("piped"));
        let err = text(child.stderr.take().expect("piped"));
        let (Ok(out), Ok(err)) = (out.recv_timeout(STUCK_AFTER), err.recv_timeout(STUCK_AFTER))
        else {
            child.kill().expect("it is ours");
            panic!("{command:?} does not end");
        };
        Said { status: child.wait().expect("it is ours"), out, err }
    }

    /// Starts a server and waits until it listens.
    pub(crate) fn serve<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Server {
        let mut command = self.command(["serve"]);
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let output = lines(child.stdout.take().expect("piped")).into();
        let log = lines(child.stderr.take().expect("piped")).into();
        let mut server = Server { child, address: String::new(), lines: output, log };
        let said = server.line();
        let address = said.strip_prefix("Comanda is listening on http://");
        address.unwrap_or_else(|| panic!("it said {said}")).clone_into(&mut server.address);
        server
    }

    /// A token for somebody in a role.
    pub(crate) fn token(&self, role: &str, location: Option<&str>) -> String {
        let mut arguments = vec!["token", "--role", role];
        arguments.extend(location.into_iter().flat_map(|location| ["--location", location]));
        self.run(arguments).succeeded().out.trim().to_owned()
    }
}

impl Said {
    #[track_caller]
    pub(crate) fn succeeded(self) -> Self {
        assert!(self.status.success(), "{self:?}");
        self
    }

    /// It failed, and said so in one sentence on standard error that holds `words`.
    #[track_caller]
    pub(crate) fn failed(self, words: &str) -> Self {
        assert_eq!(self.status.code(), Some(1), "{self:?}");
        assert!(self.err.contains("error: ") && self.err.contains(words), "{self:?}");
        self
    }

    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.out.contains(words), "{self:?}");
        self
    }

    /// It says `words` beside its result, on standard error.
    #[track_caller]
    pub(crate) fn says_beside(self, words: &str) -> Self {
        assert!(self.err.contains(words), "{self:?}");
        self
    }

    /// Nowhere does it say `words`.
    #[track_caller]
    pub(crate) fn hides(self, words: &str) -> Self {
        assert!(!self.out.contains(words) && !self.err.contains(words), "{self:?}");
        self
    }
}

/// A server that runs; dropping it ends it.
pub(crate) struct Server {
    child: Child,
    address: String,
    lines: Mutex<Receiver<String>>,
    log: Mutex<Receiver<String>>,
}

impl Server {
    /// Its address and port.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The next line on standard output.
    fn line(&self) -> String {
        let lines = self.lines.lock().expect("no panic");
        lines.recv_timeout(STUCK_AFTER).unwrap_or_else(|_| {
            let log: Vec<_> = self.log.lock().expect("no panic").try_iter().collect();
            panic!("the server says nothing more; its log: {}", log.join("\n"))
        })
    }

    /// Tells it to stop, as a service manager does.
    pub(crate) fn terminate(&self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).expect("it runs");
    }

    /// Waits until it has ended; the log of its life.
    pub(crate) fn ended(mut self) -> (ExitStatus, String) {
        let until = Instant::now() + STUCK_AFTER;
        // The log ends with the process, so this waits for its end.
        let mut log = Vec::new();
        let left = || until.saturating_duration_since(Instant::now());
        while let Ok(line) = self.log.get_mut().expect("no panic").recv_timeout(left()) {
            log.push(line);
        }
        assert!(Instant::now() < until, "the server does not stop");
        (self.child.wait().expect("it is ours"), log.join("\n"))
    }

    /// Stops it and makes sure that it ended well.
    pub(crate) fn stop(self) -> String {
        self.terminate();
        let (status, log) = self.ended();
        assert!(status.success(), "{status}: {log}");
        log
    }

    /// Sends a request; its status and its body. `None` when the server did not answer.
    pub(crate) fn try_send(&self, request: &Request<'_>) -> Option<(u16, Value)> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(STUCK_AFTER)).ok()?;
        stream.write_all(request.text().as_bytes()).ok()?;
        let mut text = String::new();
        stream.read_to_string(&mut text).ok()?;
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some((status, serde_json::from_str(body).ok()?))
    }

    #[track_caller]
    pub(crate) fn send(&self, request: &Request<'_>) -> (u16, Value) {
        self.try_send(request).expect("the server answers")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A request over a connection of its own.
#[derive(Default)]
pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) token: &'a str,
    pub(crate) key: &'a str,
    pub(crate) body: Option<Value>,
}

impl<'a> Request<'a> {
    pub(crate) fn get(path: &'a str, token: &'a str) -> Self {
        Self { method: "GET", path, token, ..Self::default() }
    }

    /// An order for a butter croissant at the demo café.
    pub(crate) fn order(token: &'a str, key: &'a str, prefer_product: &str) -> Self {
        let line = serde_json::json!({"product": prefer_product, "quantity": 1});
        let body = serde_json::json!({"location": "loc_demo-cafe", "lines": [line]});
        Self { method: "POST", path: "/v1/orders", token, key, body: Some(body) }
    }

    fn text(&self) -> String {
        let Self { method, path, token, key, body } = self;
        let body = body.as_ref().map(ToString::to_string).unwrap_or_default();
        let mut lines = vec![
            format!("{method} {path} HTTP/1.1"),
            "host: comanda".to_owned(),
            "connection: close".to_owned(),
            "content-type: application/json".to_owned(),
            format!("content-length: {}", body.len()),
        ];
        if !token.is_empty() {
            lines.push(format!("authorization: Bearer {token}"));
        }
        if !key.is_empty() {
            lines.push(format!("idempotency-key: {key}"));
        }
        format!("{}\r\n\r\n{body}", lines.join("\r\n"))
    }
}

/// Reads everything beside us; it arrives when the program has ended.
fn text(mut from: impl Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        let mut text = String::new();
        from.read_to_string(&mut text).expect("it speaks UTF-8");
        // Nobody waits for it any more after a failure.
        let _ = send.send(text);
    });
    receive
}

/// Reads lines beside us, so that a full pipe never stops the program.
fn lines(from: impl Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    receive
}
