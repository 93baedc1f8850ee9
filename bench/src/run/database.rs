//! A `PostgreSQL` database for one measurement.

use anyhow::{Context, Result};
use tokio_postgres::NoTls;

use super::nonce;

/// A database on a running server, dropped with this value.
pub(crate) struct Database {
    server: String,
    name: String,
    /// How to connect to it.
    pub(crate) url: String,
}

impl Database {
    /// Creates one beside the database of that URL.
    ///
    /// # Errors
    /// When the server is away or the role may not create databases.
    pub(crate) fn create(server: &str) -> Result<Self> {
        let name = format!("bench_{}", nonce());
        execute(server, &format!("CREATE DATABASE {name}"))
            .context("PostgreSQL gives no database for the measurement")?;
        Ok(Self { url: beside(server, &name), server: server.to_owned(), name })
    }

    /// How many orders the server has stored in it.
    ///
    /// # Errors
    /// When they cannot be counted.
    pub(crate) fn count_orders(&self) -> Result<u64> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let orders: i64 = runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&self.url, NoTls).await?;
            tokio::spawn(connection);
            let row = client.query_one("SELECT count(*) FROM orders", &[]).await;
            Ok::<_, anyhow::Error>(row.context("the server's orders cannot be counted")?.get(0))
        })?;
        Ok(u64::try_from(orders)?)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A database left behind harms nobody: the server is a throw-away one.
        let _ = execute(&self.server, &format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

fn execute(url: &str, sql: &str) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        tokio::spawn(connection);
        Ok(client.batch_execute(sql).await?)
    })
}

/// The URL with another database's name in it.
fn beside(url: &str, name: &str) -> String {
    let (url, options) = url.split_once('?').map_or((url, None), |(url, o)| (url, Some(o)));
    let host = url.find("://").map_or(0, |at| at + 3);
    let path = url[host..].find('/').map_or(url.len(), |at| host + at);
    let options = options.map(|options| format!("?{options}")).unwrap_or_default();
    format!("{}/{name}{options}", &url[..path])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_of_the_database_is_replaced() {
        assert_eq!(beside("postgres://u:p@h:1/postgres", "b"), "postgres://u:p@h:1/b");
        assert_eq!(beside("postgres://h", "b"), "postgres://h/b");
        assert_eq!(beside("postgres:///x?host=/run/pg", "b"), "postgres:///b?host=/run/pg");
    }
}
