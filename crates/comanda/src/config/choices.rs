//! What the keys choose: which adapter, which key, whose tokens. The texts are read here and
//! nowhere else.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use store::Address;

use super::keys::Config;

/// Where messages wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Queues {
    /// Among the records.
    Store,
    /// In SQS.
    Sqs {
        /// The queues are `PREFIX-NAME.fifo`.
        prefix: String,
        /// The ARN of the topic that carries events to them.
        events: String,
    },
}

/// Who carries orders through their life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Engine {
    /// This program's own engine.
    Embedded,
    /// Step Functions.
    States {
        /// The ARN of the state machine.
        machine: String,
    },
}

/// Where the instance's key is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeySource {
    /// In a file, made on the first start.
    File(PathBuf),
    /// In a secret of Secrets Manager, in base64.
    Secret(String),
    /// In a file that KMS decrypts.
    Encrypted(PathBuf),
}

/// Whose tokens are believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// Those of this instance, signed with this name.
    Own(String),
    /// Those of an OpenID provider elsewhere.
    Provider {
        /// Its name, a URL.
        issuer: String,
        /// Its clients whose tokens are for us.
        clients: Vec<String>,
        /// Where it shows its keys, unless its discovery document says so.
        jwks_url: Option<String>,
    },
}

impl Config {
    /// Where records are.
    ///
    /// # Errors
    /// A sentence that never repeats a password.
    pub fn store(&self) -> anyhow::Result<store::Options> {
        let address: Address =
            self.store.url.parse().map_err(|why: String| anyhow!("store.url: {why}"))?;
        let address = match address {
            Address::Sqlite(file) => Address::Sqlite(self.data.join(file)),
            other => other,
        };
        Ok(store::Options { address, readers: self.store.readers })
    }

    /// Where messages wait.
    ///
    /// # Errors
    /// A sentence that says how it should be.
    pub fn queues(&self) -> anyhow::Result<Queues> {
        let (url, events) = (&self.queue.url, &self.queue.events);
        if url == "store" {
            if !events.is_empty() {
                bail!(
                    "queue.events is for queues of SQS: set queue.url to sqs:PREFIX, or leave it \
                     out"
                );
            }
            return Ok(Queues::Store);
        }
        let Some(prefix) = url.strip_prefix("sqs:").filter(|prefix| is_name(prefix)) else {
            bail!(
                "queue.url is \"{url}\": expected \"store\" or \"sqs:PREFIX\", where PREFIX is \
                 letters, digits and hyphens"
            );
        };
        if !(is_arn(events, "sns") && events.strip_suffix(".fifo").is_some()) {
            bail!(
                "queue.events is \"{events}\": with SQS, expected the ARN of the topic that \
                 carries events to the queues, such as \
                 arn:aws:sns:eu-central-1:123456789012:{prefix}-events.fifo"
            );
        }
        Ok(Queues::Sqs { prefix: prefix.to_owned(), events: events.clone() })
    }

    /// Who carries orders through their life.
    ///
    /// # Errors
    /// A sentence that says how it should be.
    pub fn engine(&self) -> anyhow::Result<Engine> {
        let engine = &self.workflow.engine;
        if engine == "embedded" {
            return Ok(Engine::Embedded);
        }
        if !(is_arn(engine, "states") && engine.contains(":stateMachine:")) {
            bail!(
                "workflow.engine is \"{engine}\": expected \"embedded\", or the ARN of a state \
                 machine, such as arn:aws:states:eu-central-1:123456789012:stateMachine:NAME"
            );
        }
        Ok(Engine::States { machine: engine.clone() })
    }

    /// Where the instance's key is.
    pub fn key(&self) -> KeySource {
        let text = self.identity.key_file.as_str();
        match text.split_once(':') {
            Some(("secretsmanager", id)) => KeySource::Secret(id.to_owned()),
            Some(("kms", file)) => KeySource::Encrypted(file.into()),
            _ if text.is_empty() => KeySource::File(self.data.join("instance.key")),
            _ => KeySource::File(text.into()),
        }
    }

    /// How old a sign-in may be where it must be strong.
    pub fn step_up(&self) -> Duration {
        Duration::from_secs(self.identity.step_up_s)
    }

    /// Where mail goes; a folder is in the data folder, and made where it is not there.
    ///
    /// # Errors
    /// A sentence when the folder cannot be made.
    pub fn mail_url(&self) -> anyhow::Result<Option<String>> {
        let url = &self.notify.mail_url;
        let Some(folder) = url.strip_prefix("file:").filter(|folder| !folder.is_empty()) else {
            return Ok(Some(url.clone()).filter(|url| !url.is_empty()));
        };
        let folder = self.data.join(folder);
        let shown = folder.display().to_string();
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("notify.mail_url: the folder {shown} cannot be made"))?;
        Ok(Some(format!("file:{shown}")))
    }

    /// Whose tokens are believed.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn trust(&self) -> anyhow::Result<Trust> {
        let identity = &self.identity;
        let (issuer, clients) = (identity.issuer.clone(), identity.clients.clone());
        let jwks_url = Some(identity.jwks_url.clone()).filter(|url| !url.is_empty());
        let is_url = ["https://", "http://"].iter().any(|scheme| issuer.starts_with(scheme));
        match (is_url, clients.is_empty() && jwks_url.is_none()) {
            (false, true) => Ok(Trust::Own(issuer)),
            (false, false) => bail!(
                "identity.clients and identity.jwks_url belong to an OpenID provider: set \
                 identity.issuer to its URL, or leave them out"
            ),
            (true, _) if clients.is_empty() => bail!(
                "identity.issuer is the URL of an OpenID provider: list in identity.clients the \
                 clients whose tokens are for this instance; for tokens of its own, give \
                 identity.issuer a name that is no URL"
            ),
            (true, _) => Ok(Trust::Provider { issuer, clients, jwks_url }),
        }
    }
}

/// What names of queues and tables can begin with.
fn is_name(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    !text.is_empty() && text.bytes().all(allowed)
}

/// Whether it is the name of something that this service of AWS has.
fn is_arn(text: &str, service: &str) -> bool {
    let mut parts = text.split(':');
    parts.next() == Some("arn") && parts.nth(1) == Some(service) && parts.count() >= 3
}
