//! What single keys cannot say: which choices do not go together, and what to do about it.

use super::choices::{Engine, KeySource, Queues, Trust};
use super::keys::Config;

impl Config {
    /// Everything that stands in the way of a start, a sentence each.
    pub fn flaws(&self) -> Vec<String> {
        let mut flaws = Vec::new();
        let queues = noted(&mut flaws, self.queues());
        let engine = noted(&mut flaws, self.engine());
        let trust = noted(&mut flaws, self.trust());
        if noted(&mut flaws, self.sign_in(None)) == Some(None) {
            // The apps show it wherever people sign in.
            noted(&mut flaws, self.brand());
        }
        flaws.extend(self.flaws_of_apps(trust.as_ref()));
        let is_dynamo = self.store.url.starts_with("dynamodb:");
        let mut because = |wrong: bool, sentence: &str| {
            if wrong {
                flaws.push(sentence.to_owned());
            }
        };
        because(
            is_dynamo && queues == Some(Queues::Store),
            "DynamoDB cannot hold the queues: set queue.url to sqs:PREFIX and queue.events to the \
             ARN of the topic beside them",
        );
        because(
            is_dynamo && engine == Some(Engine::Embedded),
            "the embedded engine cannot keep its executions in DynamoDB: set workflow.engine to \
             the ARN of a state machine of Step Functions",
        );
        because(
            !(60..=86_400).contains(&self.identity.step_up_s),
            "identity.step_up_s is how old a sign-in may be: expected 60 to 86400 seconds",
        );
        because(
            self.identity.mfa_by_issuer && matches!(trust, Some(Trust::Own(_))),
            "identity.mfa_by_issuer is for an OpenID provider elsewhere: set identity.issuer to \
             its URL, or leave it out",
        );
        let is_elsewhere = matches!(engine, Some(Engine::States { .. }));
        because(
            is_elsewhere && queues == Some(Queues::Store),
            "Step Functions sends messages to SQS: set queue.url to sqs:PREFIX and queue.events to \
             the ARN of the topic beside the queues",
        );
        because(
            // What store.url names is said where the store is opened.
            is_elsewhere && self.store().is_ok_and(|options| !is_shared(&options)),
            "Step Functions calls functions that must see the same records: set store.url to \
             dynamodb:PREFIX or to a PostgreSQL, or workflow.engine to embedded",
        );
        because(
            self.backup.bucket.is_empty() && !self.backup.prefix.is_empty(),
            "backup.prefix is for the objects in a bucket: set backup.bucket, or leave it out",
        );
        because(
            !self.backup.bucket.is_empty() && !is_dynamo,
            "backup.bucket is for tables of DynamoDB: leave it out, and back other databases up \
             with their own tools",
        );
        let is_aws = is_dynamo
            || is_elsewhere
            || matches!(queues, Some(Queues::Sqs { .. }))
            || !matches!(self.key(), KeySource::File(_))
            || ["ses:", "sns:"].iter().any(|scheme| self.notify.mail_url.starts_with(scheme));
        because(
            is_aws && !cfg!(feature = "aws"),
            "this program was built without AWS: take one that was built with `--features aws`",
        );
        flaws
    }
}

/// What was read, or `None` when its flaw is noted.
fn noted<T>(flaws: &mut Vec<String>, read: anyhow::Result<T>) -> Option<T> {
    read.map_err(|why| flaws.push(why.to_string())).ok()
}

/// Whether other processes may work on the same records.
pub(crate) fn is_shared(options: &store::Options) -> bool {
    !matches!(options.address, store::Address::Memory | store::Address::Sqlite(_))
}
