//! What was created, as the blueprint's outputs say it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;
use serde_json::Value;

/// What is there, of all that the two blueprints have in common.
#[derive(Debug, Clone, Deserialize)]
pub struct Outputs {
    /// The id of the API.
    pub api_id: String,
    /// The API's own address, which ends with its stage.
    pub api: String,
    /// The hosted sign-in.
    pub sign_in: SignIn,
    /// The address of the apps, where they are on the stand-in.
    #[serde(default)]
    pub site: Option<String>,
    /// By role, each function.
    pub functions: BTreeMap<String, Function>,
    /// By name, each queue.
    pub queues: BTreeMap<String, Queue>,
    /// By name, the ARN of each topic.
    pub topics: BTreeMap<String, String>,
    /// The queue that gets every notice, too.
    pub read_back: ReadBack,
    /// The workflow of orders.
    pub state_machine_arn: String,
    /// The names of all alarms.
    pub alarms: Vec<String>,
}

/// The hosted sign-in.
#[derive(Debug, Clone, Deserialize)]
pub struct SignIn {
    /// Its address.
    pub url: String,
    /// The client of our pages.
    pub client_id: String,
    /// What tokens name as their issuer.
    pub issuer: String,
    /// The pool of accounts.
    pub user_pool_id: String,
}

/// A function.
#[derive(Debug, Clone, Deserialize)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Its ARN.
    pub arn: String,
    /// The role it runs as.
    pub role_arn: String,
    /// Where it writes its log.
    pub log_group: String,
}

/// A queue and its dead letters.
#[derive(Debug, Clone, Deserialize)]
pub struct Queue {
    /// Where it is.
    pub url: String,
    /// Its ARN.
    pub arn: String,
    /// Its dead letters.
    pub dead: ReadBack,
}

/// A queue without dead letters.
#[derive(Debug, Clone, Deserialize)]
pub struct ReadBack {
    /// Where it is.
    pub url: String,
    /// Its ARN.
    pub arn: String,
}

impl Function {
    /// The name of the role it runs as.
    ///
    /// # Errors
    /// When its ARN names none.
    pub fn role_name(&self) -> anyhow::Result<&str> {
        self.role_arn.rsplit('/').next().context("a role has a name")
    }
}

impl Outputs {
    /// Reads what `terraform output -json` wrote.
    ///
    /// # Errors
    /// When the file is not there, or an output is missing.
    pub fn read(file: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(file)?;
        let outputs: BTreeMap<String, Value> = serde_json::from_str(&text)?;
        let values = outputs.into_iter().map(|(name, output)| (name, output["value"].clone()));
        let values = Value::Object(values.collect());
        serde_json::from_value(values).with_context(|| format!("outputs in {}", file.display()))
    }

    /// The host of the API at a stand-in.
    pub fn api_host(&self) -> String {
        format!("{}.execute-api.localhost", self.api_id)
    }

    /// The function of this role.
    ///
    /// # Errors
    /// When there is none.
    pub fn function(&self, role: &str) -> anyhow::Result<&Function> {
        self.functions.get(role).with_context(|| format!("there is no function {role}"))
    }

    /// What stands before every path of the API: `/STAGE`.
    pub fn api_base(&self) -> String {
        let address = self.api.trim_end_matches('/');
        let path = address.split_once("://").map_or(address, |(_, rest)| rest).split_once('/');
        path.map_or_else(String::new, |(_, stage)| format!("/{stage}"))
    }

    /// What every name begins with: the api's function is `PREFIX-api`.
    ///
    /// # Errors
    /// When it is called otherwise.
    pub fn prefix(&self) -> anyhow::Result<&str> {
        let name = &self.function("api")?.name;
        name.strip_suffix("-api").with_context(|| format!("{name} is no PREFIX-api"))
    }

    /// The name of the table of a collection.
    ///
    /// # Errors
    /// When no prefix is known.
    pub fn table(&self, collection: &str) -> anyhow::Result<String> {
        Ok(format!("{}-{collection}", self.prefix()?))
    }
}
