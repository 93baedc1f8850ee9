//! The one place that asks which adapter is in use.

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use crate::collection::Declared;
use crate::error::Error;
use crate::memory::MemoryStore;
use crate::port::Store;
use crate::postgres::PostgresStore;
use crate::sqlite::SqliteStore;

/// Where the records are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// In this process, gone with it: `memory`.
    Memory,
    /// In a file: `sqlite:data/comanda.db`.
    Sqlite(PathBuf),
    /// In a `PostgreSQL` database: `postgres://user:password@host/database`.
    Postgres(String),
    /// In DynamoDB, in the account and region that the surroundings name:
    /// `dynamodb:comanda-prod`. Needs the feature `aws`.
    Dynamo {
        /// What the names of the tables begin with.
        prefix: String,
        /// Whether missing tables and indexes are made: `dynamodb:comanda-dev?create=true`.
        create: bool,
    },
}

/// How the store is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the records are.
    pub address: Address,
    /// Connections that read at the same time.
    pub readers: usize,
}

impl FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "memory" {
            return Ok(Self::Memory);
        }
        if let Some(path) = text.strip_prefix("sqlite:").filter(|path| !path.is_empty()) {
            return Ok(Self::Sqlite(path.into()));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        if let Some(text) = text.strip_prefix("dynamodb:").filter(|prefix| !prefix.is_empty()) {
            let (prefix, create) = match text.strip_suffix("?create=true") {
                Some(prefix) => (prefix, true),
                None => (text, false),
            };
            return Ok(Self::Dynamo { prefix: prefix.to_owned(), create });
        }
        // The text may hold a password, so it is not repeated.
        Err("this is no store: expected \"memory\", \"sqlite:FILE\", \
             \"postgres://USER:PASSWORD@HOST/DATABASE\" or \"dynamodb:PREFIX\""
            .to_owned())
    }
}

/// Opens the store, creating or upgrading the tables of the declared collections.
///
/// # Errors
/// [`Error::Refused`] with a sentence that says what to do.
pub async fn open(
    options: &Options,
    collections: &[&'static dyn Declared],
) -> Result<Arc<dyn Store>, Error> {
    Ok(match &options.address {
        Address::Memory => Arc::new(MemoryStore::new()),
        Address::Sqlite(path) => {
            Arc::new(SqliteStore::open(path, options.readers, collections).await?)
        }
        Address::Postgres(url) => {
            Arc::new(PostgresStore::open(url, options.readers, collections).await?)
        }
        #[cfg(feature = "aws")]
        Address::Dynamo { prefix, create } => {
            let latest = aws_config::BehaviorVersion::latest();
            let config = Box::pin(aws_config::load_defaults(latest)).await;
            Arc::new(crate::DynamoStore::open(prefix, *create, &config, collections).await?)
        }
        #[cfg(not(feature = "aws"))]
        Address::Dynamo { .. } => {
            return Err(Error::Refused(
                "this program was built without AWS: build it with `--features aws`, or keep \
                 records elsewhere"
                    .to_owned(),
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_named_by_its_scheme() {
        assert_eq!("memory".parse(), Ok(Address::Memory));
        assert_eq!("sqlite:a/b.db".parse(), Ok(Address::Sqlite("a/b.db".into())));
        assert!(matches!("postgres://x@y/z".parse(), Ok(Address::Postgres(_))));
        let dynamo = |create| Address::Dynamo { prefix: "comanda-dev".into(), create };
        assert_eq!("dynamodb:comanda-dev".parse(), Ok(dynamo(false)));
        assert_eq!("dynamodb:comanda-dev?create=true".parse(), Ok(dynamo(true)));
        assert!("dynamodb:".parse::<Address>().is_err());
    }

    #[test]
    fn a_refusal_never_repeats_a_password() {
        let refusal = "mysql://root:hunter2@host/db".parse::<Address>().expect_err("no adapter");
        assert!(!refusal.contains("hunter2"), "{refusal}");
    }
}
