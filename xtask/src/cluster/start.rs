//! Making a cluster and starting its server.

use std::fmt::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use super::guard::Guard;
use super::install::Install;
use crate::run;

/// Connections the server takes: tests run side by side, each with a pool or two.
const CONNECTIONS_MAX: u32 = 200;
/// How often another port is tried: between finding a free one and using it somebody may take it.
const PORTS_TRIED: u32 = 5;

/// A running server with a folder of its own.
pub(crate) struct Cluster {
    guard: Guard,
    port: u16,
    version: String,
}

impl Cluster {
    /// Makes a cluster and waits until it answers. Unless `durable`, it never flushes to disk.
    pub(super) fn start(durable: bool) -> Result<Self> {
        let install = Install::find()?;
        let made = run::output(install.command("mktemp").args(["-d", "-t", "comanda-db.XXXXXX"]));
        let folder = made.context("no folder for the throw-away PostgreSQL")?.trim().to_owned();
        let guard = Guard::watch(&install, &folder)?;
        let data = format!("{folder}/data");
        let mut initdb = install.program("initdb");
        initdb.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale"]);
        initdb.args(["--no-sync", "--no-instructions", "--pgdata", &data]).stdout(Stdio::null());
        run::succeed(&mut initdb)?;
        for _ in 0..PORTS_TRIED {
            let port = free_port()?;
            std::fs::write(
                format!("{data}/postgresql.auto.conf"),
                settings(&folder, port, durable),
            )?;
            let mut start = install.program("pg_ctl");
            start.args(["start", "--wait", "--silent", "--timeout=60", "--pgdata", &data]);
            start.args(["--log", &format!("{folder}/log")]);
            // What outlives us must not hold the pipe that somebody reads to our end.
            start.stdout(Stdio::null()).stderr(Stdio::null());
            if start.status().context("pg_ctl cannot be started")?.success() {
                return Ok(Self { guard, port, version: install.version });
            }
        }
        let log = std::fs::read_to_string(Path::new(&folder).join("log")).unwrap_or_default();
        bail!("PostgreSQL does not start; it says:\n{log}")
    }

    /// Stops the server and removes all of it.
    pub(super) fn stop(self) -> Result<()> {
        self.guard.finish()
    }

    /// Where it is, as its superuser.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn version(&self) -> &str {
        &self.version
    }
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("there is no free port")?;
    Ok(listener.local_addr()?.port())
}

fn settings(folder: &str, port: u16, durable: bool) -> String {
    let folder = folder.replace('\'', "''");
    let mut settings = format!(
        "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{folder}'\n\
         max_connections = {CONNECTIONS_MAX}\n"
    );
    if !durable {
        for off in ["fsync", "synchronous_commit", "full_page_writes"] {
            writeln!(settings, "{off} = off").expect("a String takes all that fits in memory");
        }
    }
    settings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_durable_cluster_flushes() {
        assert!(settings("/a", 1, false).contains("fsync = off"));
        assert!(!settings("/a", 1, true).contains("off"));
    }

    #[test]
    fn a_quote_in_a_folder_stays_in_the_folder() {
        assert!(settings("/a'b", 1, true).contains("unix_socket_directories = '/a''b'\n"));
    }
}
