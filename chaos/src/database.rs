//! A database of its own for a run, on a PostgreSQL server that can be thrown away.

use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use anyhow::{Context, ensure};
use tokio::process::Command;
use tokio_postgres::NoTls;

/// A database that exists for one run.
#[derive(Debug)]
pub struct Database {
    server: String,
    name: String,
    cluster: Option<PathBuf>,
}

impl Database {
    /// Makes an empty database called `name` on the server whose URL is `server`. With its data
    /// directory, `cluster`, the server can be crashed.
    ///
    /// # Errors
    /// When the server does not answer or refuses.
    pub async fn create(
        server: &str,
        name: &str,
        cluster: Option<PathBuf>,
    ) -> anyhow::Result<Self> {
        let database = Self { server: server.to_owned(), name: name.to_owned(), cluster };
        database.run(&format!("drop database if exists \"{name}\" with (force)")).await?;
        database.run(&format!("create database \"{name}\"")).await?;
        Ok(database)
    }

    /// The URL of the new database.
    pub fn url(&self) -> String {
        with_database(&self.server, &self.name)
    }

    /// Whether the database server can be crashed.
    pub fn can_crash(&self) -> bool {
        self.cluster.is_some()
    }

    /// Crashes the database server and starts it again: every connection dies, and it recovers from
    /// its log.
    ///
    /// # Errors
    /// When it cannot be crashed, or does not start again.
    pub async fn crash(&self) -> anyhow::Result<()> {
        let cluster = self.cluster.as_deref().context("this database server is not ours")?;
        // PostgreSQL refuses to run as root: it runs as the owner of its files.
        let owner = std::fs::metadata(cluster)?;
        let restart = Command::new("pg_ctl")
            .args(["restart", "--mode=immediate", "--wait", "--silent", "--pgdata"])
            .arg(cluster)
            .args(["--log", "/dev/null"])
            .uid(owner.uid())
            .gid(owner.gid())
            .current_dir("/")
            .status()
            .await
            .context("pg_ctl is needed to crash PostgreSQL")?;
        ensure!(restart.success(), "PostgreSQL does not start again: {restart}");
        Ok(())
    }

    /// Removes it, whoever is still connected.
    ///
    /// # Errors
    /// When the server does not answer or refuses.
    pub async fn remove(self) -> anyhow::Result<()> {
        self.run(&format!("drop database if exists \"{}\" with (force)", self.name)).await
    }

    async fn run(&self, statement: &str) -> anyhow::Result<()> {
        let connecting = tokio_postgres::connect(&self.server, NoTls).await;
        let (client, connection) = connecting.context("PostgreSQL does not answer")?;
        let serving = tokio::spawn(connection);
        let done = client.batch_execute(statement).await;
        drop(client);
        serving.await?.ok();
        done.with_context(|| format!("PostgreSQL refuses: {statement}"))
    }
}

/// The URL with another database in its path.
fn with_database(url: &str, name: &str) -> String {
    let (address, options) = url.split_once('?').unwrap_or((url, ""));
    let host = address.find("://").map_or(0, |scheme| scheme + 3);
    let end = address[host..].find('/').map_or(address.len(), |slash| host + slash);
    let separator = if options.is_empty() { "" } else { "?" };
    format!("{}/{name}{separator}{options}", &address[..end])
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn only_the_database_of_a_url_changes() {
        let urls = [
            ("postgres://me@127.0.0.1:5/postgres", "postgres://me@127.0.0.1:5/x"),
            ("postgres://me@127.0.0.1:5", "postgres://me@127.0.0.1:5/x"),
            ("postgres:///postgres?host=/run&user=me", "postgres:///x?host=/run&user=me"),
        ];
        for (given, expected) in urls {
            assert_eq!(with_database(given, "x"), expected);
        }
    }
}
