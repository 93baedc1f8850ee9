//! Which function holds the other end of a connection: the kernel knows.

use std::fs;
use std::sync::OnceLock;

/// Whoever is at the other end. Looked up once, when it first matters.
#[derive(Debug)]
pub(super) struct Caller {
    theirs: u16,
    ours: u16,
    found: OnceLock<Option<Function>>,
}

/// A function that a stand-in runs as a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Function {
    /// The process.
    pub(super) process: i32,
    /// What the function is called.
    pub(super) name: String,
}

impl Caller {
    pub(super) fn new(theirs: u16, ours: u16) -> Self {
        Self { theirs, ours, found: OnceLock::new() }
    }

    /// The function, if the caller is one.
    pub(super) fn function(&self) -> Option<&Function> {
        self.found.get_or_init(|| find(self.theirs, self.ours)).as_ref()
    }
}

fn find(theirs: u16, ours: u16) -> Option<Function> {
    let socket = socket_of(&fs::read_to_string("/proc/net/tcp").ok()?, theirs, ours)?;
    let socket = format!("socket:[{socket}]");
    let processes = fs::read_dir("/proc").ok()?.filter_map(Result::ok);
    let mut processes = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let process = processes.find(|process| holds(*process, &socket))?;
    let environment = fs::read(format!("/proc/{process}/environ")).ok()?;
    let environment = String::from_utf8_lossy(&environment).into_owned();
    let mut variables = environment.split('\0').filter_map(|variable| variable.split_once('='));
    let name = variables.find(|(name, _)| *name == "AWS_LAMBDA_FUNCTION_NAME")?.1.to_owned();
    Some(Function { process, name })
}

fn holds(process: i32, socket: &str) -> bool {
    let files = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten();
    let mut targets = files.filter_map(|file| fs::read_link(file.ok()?.path()).ok());
    targets.any(|target| target.to_str() == Some(socket))
}

/// The inode of the socket from port `theirs` to port `ours` of the loopback, as proc(5) lists it.
fn socket_of(table: &str, theirs: u16, ours: u16) -> Option<u64> {
    let (theirs, ours) = (format!("0100007F:{theirs:04X}"), format!("0100007F:{ours:04X}"));
    table.lines().skip(1).find_map(|line| {
        let fields: Vec<_> = line.split_whitespace().collect();
        let ends = (fields.get(1).copied()?, fields.get(2).copied()?);
        (ends == (theirs.as_str(), ours.as_str())).then(|| fields.get(9)?.parse().ok())?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_socket_of_a_connection_is_found() {
        let table = "  sl  local_address rem_address   st tx rx tr tm retrnsmt uid timeout inode\n\
            0: 0100007F:1F90 0100007F:C350 01 00:00 00:00 00 0 0 11 1\n\
            1: 0100007F:C350 0100007F:1F90 01 00:00 00:00 00 0 0 22 1\n";
        assert_eq!(socket_of(table, 50_000, 8080), Some(11 + 11));
        assert_eq!(socket_of(table, 50_001, 8080), None);
    }

    #[tokio::test]
    async fn this_test_is_no_function() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let ours = listener.local_addr().expect("an address").port();
        let stream = tokio::net::TcpStream::connect(("127.0.0.1", ours)).await.expect("connected");
        let theirs = stream.local_addr().expect("an address").port();
        assert_eq!(Caller::new(theirs, ours).function(), None);
    }
}
