//! What Lambda hands over of a queue, and what it wants back, as JSON.

use kernel::Timestamp;
use serde::{Deserialize, Serialize};

use crate::port::Delivery;

/// Messages of one queue, up to ten. They are already received; Lambda deletes those that are not
/// reported as failed.
#[derive(Debug, Clone, Deserialize)]
pub struct Event {
    /// The messages, those of a group in order.
    #[serde(rename = "Records")]
    pub records: Vec<Record>,
}

/// One message.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// The queue's own name for it.
    pub message_id: String,
    /// Its receipt.
    pub receipt_handle: String,
    /// What it says.
    pub body: String,
    /// What SQS says about it.
    pub attributes: Attributes,
    /// The queue it is of.
    #[serde(rename = "eventSourceARN")]
    pub queue_arn: String,
}

/// What SQS says about a message; numbers are texts there.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Attributes {
    /// How often it has been delivered, this time included.
    pub approximate_receive_count: String,
    /// When the queue took it, in milliseconds since 1970.
    pub sent_timestamp: String,
    /// Its group.
    pub message_group_id: String,
    /// Its de-duplication id.
    pub message_deduplication_id: String,
    /// Its trace.
    #[serde(rename = "AWSTraceHeader")]
    pub trace: Option<String>,
}

/// Which messages come again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Those that failed, and those behind them.
    pub batch_item_failures: Vec<Failure>,
}

/// A message that comes again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// The queue's own name for it.
    pub item_identifier: String,
}

impl From<Record> for Delivery {
    fn from(record: Record) -> Self {
        let Attributes { message_group_id, message_deduplication_id, trace, .. } =
            record.attributes;
        let sent_at = record.attributes.sent_timestamp.parse().unwrap_or(0);
        Self {
            message_id: record.message_id,
            receipt: record.receipt_handle,
            group: message_group_id,
            deduplication_id: message_deduplication_id,
            body: record.body,
            receive_count: record.attributes.approximate_receive_count.parse().unwrap_or(1),
            sent_at: Timestamp::from_millisecond(sent_at).unwrap_or_default(),
            trace,
        }
    }
}
