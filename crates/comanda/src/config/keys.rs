//! Every key, its meaning and its default.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Address;

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The folder for what this instance keeps besides its records: its signing key.
    pub data: PathBuf,
    /// How requests are answered.
    pub server: Server,
    /// Where records are.
    pub store: Store,
    /// Who is believed.
    pub identity: Identity,
    /// How messages are worked on.
    pub work: Work,
    /// How people are told of orders.
    pub notify: Notify,
    /// What is logged.
    pub log: Log,
}

/// How requests are answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// The address and port to listen on; port 0 takes a free one.
    pub listen: String,
    /// Largest body of a request, in bytes. A whole menu may have 1 MB.
    pub body_bytes_max: usize,
    /// How long a request may take, in seconds. Event streams are not limited.
    pub request_timeout_s: u64,
    /// How long open requests may take to end when the server is told to stop, in seconds.
    pub shutdown_timeout_s: u64,
    /// Most connections at the same time; more wait to be accepted.
    pub connections_max: usize,
}

/// Where records are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Store {
    /// `memory`, `sqlite:FILE` (relative to the data folder) or
    /// `postgres://USER:PASSWORD@HOST/DATABASE`.
    pub url: String,
    /// Connections that read at the same time.
    pub readers: usize,
}

/// Who is believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Identity {
    /// The name this instance signs its tokens with, and the only one it believes.
    pub issuer: String,
    /// The file of the signing key; empty for `instance.key` in the data folder. Replicas share it.
    pub key_file: PathBuf,
}

/// How messages are worked on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Work {
    /// Locations whose orders are processed at the same time by this process.
    pub concurrency: usize,
    /// How long others wait for a process that died with messages in hand, in seconds.
    /// Work that takes longer keeps its messages by itself.
    pub visibility_timeout_s: u64,
    /// How often a message is tried before it becomes a dead letter.
    pub receives_max: u32,
}

/// How people are told of orders.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Notify {
    /// The mail server: `smtps://USER:PASSWORD@HOST` or `smtp://USER:PASSWORD@HOST?tls=required`.
    /// Empty: no mail is sent, and messages can be read in the program.
    pub smtp_url: String,
    /// The address mail is sent from.
    pub from: String,
    /// The address where the people of the locations are told of new orders; empty for none.
    pub staff_email: String,
}

impl std::fmt::Debug for Notify {
    /// Without the URL, which may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Notify").field("from", &self.from).finish_non_exhaustive()
    }
}

/// What is logged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// `error`, `warn`, `info`, `debug` or `trace`, or a filter such as `info,orders=debug`.
    pub level: String,
    /// `pretty`, `json`, or `auto`: pretty on a terminal, JSON otherwise.
    pub format: LogFormat,
}

/// The form of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Pretty on a terminal, JSON otherwise.
    Auto,
    /// For people.
    Pretty,
    /// For programs, a JSON document a line.
    Json,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            server: Server::default(),
            store: Store::default(),
            identity: Identity::default(),
            work: Work::default(),
            notify: Notify::default(),
            log: Log::default(),
        }
    }
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            body_bytes_max: 64 * 1024,
            request_timeout_s: 30,
            shutdown_timeout_s: 20,
            connections_max: 20_000,
        }
    }
}

impl Default for Store {
    fn default() -> Self {
        Self { url: "sqlite:comanda.db".to_owned(), readers: 4 }
    }
}

impl Default for Identity {
    fn default() -> Self {
        Self { issuer: "comanda".to_owned(), key_file: PathBuf::new() }
    }
}

impl Default for Work {
    fn default() -> Self {
        Self { concurrency: 8, visibility_timeout_s: 10, receives_max: queue::MAX_RECEIVES }
    }
}

impl Default for Notify {
    fn default() -> Self {
        Self {
            smtp_url: String::new(),
            from: "comanda@localhost".to_owned(),
            staff_email: String::new(),
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { level: "info".to_owned(), format: LogFormat::Auto }
    }
}

impl Config {
    /// The file of the signing key.
    pub fn key_file(&self) -> PathBuf {
        if self.identity.key_file.as_os_str().is_empty() {
            self.data.join("instance.key")
        } else {
            self.identity.key_file.clone()
        }
    }

    /// Where records are.
    ///
    /// # Errors
    /// A sentence that never repeats a password.
    pub fn store(&self) -> anyhow::Result<store::Options> {
        let address: Address =
            self.store.url.parse().map_err(|why: String| anyhow::anyhow!("store.url: {why}"))?;
        let address = match address {
            Address::Sqlite(file) => Address::Sqlite(self.data.join(file)),
            other => other,
        };
        Ok(store::Options { address, readers: self.store.readers })
    }

    /// The JSON Schema of the configuration file.
    pub fn schema() -> serde_json::Value {
        schemars::schema_for!(Config).into()
    }
}
