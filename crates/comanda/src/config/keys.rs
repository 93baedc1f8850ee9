//! Every key and its meaning.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// How the café shows itself where people sign in, and in mails about that.
    pub brand: Brand,
    /// How the apps sign people in.
    pub apps: Apps,
    /// What orders can be paid with.
    pub payments: Payments,
    /// Where messages wait.
    pub queue: Queue,
    /// Who carries orders through their life.
    pub workflow: Workflow,
    /// How messages are worked on.
    pub work: Work,
    /// How people are told of orders.
    pub notify: Notify,
    /// Where backups go.
    pub backup: Backup,
    /// What is logged.
    pub log: Log,
}

/// How requests are answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// The address and port to listen on; port 0 takes a free one.
    pub listen: String,
    /// Where people reach this server: scheme, host and port, such as `https://order.cafe.example`.
    /// It is the issuer of tokens, and passkeys are bound to it. Empty: `http://localhost` and the
    /// port, for trying things out.
    pub public_url: String,
    /// How many proxies stand in front of this server, each of which adds the address it saw to
    /// `X-Forwarded-For`. Guesses at passwords are counted by that address.
    pub proxies: usize,
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
    /// `memory`, `sqlite:FILE` (relative to the data folder),
    /// `postgres://USER:PASSWORD@HOST/DATABASE` or `dynamodb:PREFIX`.
    pub url: String,
    /// Connections that read at the same time.
    pub readers: usize,
}

/// Who is believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Identity {
    /// The name this instance signs its tokens with, and the only one it believes. A URL is an
    /// OpenID provider elsewhere, such as a user pool of Cognito: it signs, and only it is
    /// believed.
    pub issuer: String,
    /// The clients of that provider whose tokens are for us: what stands in `client_id` or `aud`.
    pub clients: Vec<String>,
    /// Where that provider shows its keys; empty to ask its discovery document.
    pub jwks_url: String,
    /// Where the signing key is: a file, made on the first start; empty for `instance.key` in the
    /// data folder. Or `secretsmanager:ID` (a secret that holds the key in base64) or `kms:FILE`
    /// (a file that KMS decrypts). Replicas share it.
    pub key_file: String,
    /// The roles that need a second factor to sign in.
    pub mfa_required: Vec<String>,
    /// How old a sign-in may be for what asks for a strong one (refunds, shops, workflows), in
    /// seconds.
    pub step_up_s: u64,
    /// Whether that provider asks everybody for a second factor. Its tokens then count as that,
    /// although they do not say so, as those of Cognito never do.
    pub mfa_by_issuer: bool,
}

/// How the café shows itself where people sign in, and in mails about that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Brand {
    /// What it calls itself.
    pub name: String,
    /// The address of its logo: `https:`, or a path on this server. Empty for none.
    pub logo: String,
    /// The colour of buttons and links, as `#rrggbb`. Empty for ours.
    pub accent: String,
}

/// How the apps sign people in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Apps {
    /// Their client ids.
    pub client_ids: ClientIds,
}

/// The client ids of the apps at an OpenID provider elsewhere: public clients, with code and PKCE.
/// Here, the apps are known by themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClientIds {
    /// Of the app of customers; empty where they only order as guests.
    pub order: String,
    /// Of the app of baristas; empty where nobody signs in to it.
    pub counter: String,
    /// Of the app of managers and admins; empty where nobody signs in to it.
    pub office: String,
}

/// What orders can be paid with, besides at the counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Payments {
    /// Whether the sandbox takes test payments, by which no money moves. Without it nothing is paid
    /// when an order is placed; what was paid before is still captured and given back.
    pub sandbox: bool,
}

/// Where messages wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Queue {
    /// `store`: among the records. `sqs:PREFIX`: in the queues `PREFIX-NAME.fifo`.
    pub url: String,
    /// With `sqs:`, the ARN of the FIFO topic that carries events to the queues.
    pub events: String,
}

/// Who carries orders through their life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Workflow {
    /// `embedded`: this program's own engine. Or the ARN of a state machine of Step Functions.
    pub engine: String,
}

/// How messages are worked on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Work {
    /// Locations whose orders are processed at the same time by this process. On the queue
    /// `notify`, pushes take up to four of these places: with fewer than five, mail can wait for
    /// slow ones.
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
    /// `file:FOLDER` writes each mail into a folder in the data folder.
    /// `ses:` sends by Amazon SES, `sns:ARN` publishes to a topic of SNS. Empty: no mail is sent,
    /// and messages can be read in the program.
    pub mail_url: String,
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

/// Where backups of DynamoDB's tables go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Backup {
    /// The bucket of S3 that `export-backup` writes to; empty for none.
    pub bucket: String,
    /// What the names of the objects in it begin with.
    pub prefix: String,
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

impl Config {
    /// The JSON Schema of the configuration file.
    pub fn schema() -> serde_json::Value {
        schemars::schema_for!(Config).into()
    }
}
