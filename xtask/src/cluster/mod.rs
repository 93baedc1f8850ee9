//! A throw-away `PostgreSQL` cluster: made for one command, gone when the command ends, however it
//! ends.

mod guard;
mod install;
mod start;

use std::process::Command;

use anyhow::Result;

use crate::run;
pub(crate) use start::Cluster;

/// The variable in which tests look for the cluster's URL.
const URL: &str = "COMANDA_TEST_POSTGRES";

/// Runs a command beside a cluster of its own.
///
/// # Errors
/// When no cluster could be started, or the command failed.
pub(crate) fn run(durable: bool, command: &[String]) -> Result<()> {
    // The shell's `cargo xtask db -- psql` leaves the two dashes in front.
    let words = command.strip_prefix(&["--".to_owned()]).unwrap_or(command);
    let (program, arguments) =
        words.split_first().map_or(("true", words), |(p, a)| (p.as_str(), a));
    beside(durable, |cluster| {
        let mut command = Command::new(program);
        run::succeed(cluster.known_to(command.args(arguments)))
    })
}

/// Does `work` beside a cluster of its own.
pub(crate) fn beside(durable: bool, work: impl FnOnce(&Cluster) -> Result<()>) -> Result<()> {
    let cluster = Cluster::start(durable)?;
    println!("PostgreSQL {} is at {}", cluster.version(), cluster.url());
    let done = work(&cluster);
    cluster.stop().and(done)
}

impl Cluster {
    /// Lets a command find the cluster: by our variable, and by those of `psql` and its kind.
    pub(crate) fn known_to<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env(URL, self.url()).envs([
            ("PGHOST", "127.0.0.1"),
            ("PGPORT", &self.port().to_string()),
            ("PGUSER", "postgres"),
            ("PGDATABASE", "postgres"),
        ])
    }
}
