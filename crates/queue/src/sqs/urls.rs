//! Where the queues are, and how missing ones are made.

use std::collections::HashMap;

use aws_sdk_sqs::types::QueueAttributeName;
use serde_json::json;

use super::call::{self, unavailable};
use super::queue::SqsQueue;
use crate::error::Error;
use crate::port::{DEAD, Part};

/// How long messages are kept: 14 days, the longest SQS offers.
const RETENTION_S: u32 = 14 * 24 * 60 * 60;
/// Longest name. Source: SQS.
const NAME_BYTES_MAX: usize = 80;
/// How the name of every FIFO queue ends. Source: SQS.
const FIFO: &str = ".fifo";

impl SqsQueue {
    /// Where a queue is, or its dead letters. Asked once.
    pub(super) async fn url(&self, queue: &str, part: Part) -> Result<String, Error> {
        let key = match part {
            Part::Live => queue.to_owned(),
            Part::Dead => format!("{queue}{DEAD}"),
        };
        if let Some(url) = self.local(&key, |local| local.url.clone()) {
            return Ok(url);
        }
        let name = format!("{}-{key}{FIFO}", self.prefix);
        if name.len() > NAME_BYTES_MAX {
            return Err(Error::BadName(name));
        }
        let url = match self.client.get_queue_url().queue_name(&name).send().await {
            Ok(found) => found.queue_url.unwrap_or_default(),
            Err(error) => match self.creates {
                Some(max_receives)
                    if call::is(&error, &["QueueDoesNotExist", "NonExistentQueue"]) =>
                {
                    self.create(queue, max_receives, part).await?
                }
                _ => return Err(unavailable(error)),
            },
        };
        self.local(&key, |local| local.url = Some(url.clone()));
        Ok(url)
    }

    /// Makes a queue together with its dead letters; says where `part` of it is.
    async fn create(&self, queue: &str, max_receives: u32, part: Part) -> Result<String, Error> {
        let dead = self.create_one(&format!("{queue}{DEAD}"), None).await?;
        let arn = self.arn(&dead).await?;
        let policy = json!({ "deadLetterTargetArn": arn, "maxReceiveCount": max_receives });
        let live = self.create_one(queue, Some(policy.to_string())).await?;
        Ok(match part {
            Part::Live => live,
            Part::Dead => dead,
        })
    }

    async fn create_one(&self, key: &str, redrive: Option<String>) -> Result<String, Error> {
        let mut attributes = HashMap::from([
            (QueueAttributeName::FifoQueue, "true".to_owned()),
            (QueueAttributeName::MessageRetentionPeriod, RETENTION_S.to_string()),
        ]);
        attributes.extend(redrive.map(|policy| (QueueAttributeName::RedrivePolicy, policy)));
        let name = format!("{}-{key}{FIFO}", self.prefix);
        let create = self.client.create_queue().queue_name(name).set_attributes(Some(attributes));
        Ok(create.send().await.map_err(unavailable)?.queue_url.unwrap_or_default())
    }

    /// What policies call the queue at `url`.
    pub(super) async fn arn(&self, url: &str) -> Result<String, Error> {
        let name = QueueAttributeName::QueueArn;
        let ask = self.client.get_queue_attributes().queue_url(url).attribute_names(name.clone());
        let found = ask.send().await.map_err(unavailable)?;
        Ok(found.attributes.unwrap_or_default().remove(&name).unwrap_or_default())
    }

    /// The names of the queues that exist, in order; dead letters are no queue of their own.
    pub(super) async fn names(&self) -> Result<Vec<String>, Error> {
        let prefix = format!("{}-", self.prefix);
        let list = self.client.list_queues().queue_name_prefix(&prefix).max_results(1_000);
        let urls = list.into_paginator().items().send().collect::<Result<Vec<_>, _>>().await;
        let mut names: Vec<_> = urls
            .map_err(unavailable)?
            .iter()
            .filter_map(|url| url.rsplit('/').next()?.strip_prefix(&prefix)?.strip_suffix(FIFO))
            .filter(|name| !name.ends_with(DEAD))
            .map(str::to_owned)
            .collect();
        names.sort();
        Ok(names)
    }
}
