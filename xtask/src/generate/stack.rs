//! What `CloudFormation` cannot read for itself: the tables, the queues and the workflow's tasks.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::read;

#[derive(Deserialize)]
struct Collections {
    collections: Vec<Collection>,
}

/// A line of `contracts/collections.json`.
#[derive(Deserialize)]
struct Collection {
    name: String,
    indexes: Vec<String>,
    /// Whether it is a table there. Queues and workflows are SQS and Step Functions instead.
    on_aws: bool,
    /// Whether its records end by themselves.
    expires: bool,
}

/// `contracts/wiring.json`.
#[derive(Deserialize)]
pub(super) struct Wiring {
    topics: Vec<Topic>,
    pub(super) queues: Vec<String>,
}

pub(super) fn wiring() -> Result<Wiring> {
    serde_json::from_str(&read("contracts/wiring.json")?).context("contracts/wiring.json")
}

/// A line of `contracts/wiring.json`: who hears what.
#[derive(Deserialize)]
struct Topic {
    topic: String,
    queues: Vec<String>,
}

/// One table for each collection that is stored on AWS.
pub(super) fn tables() -> Result<String> {
    let text = read("contracts/collections.json")?;
    let contract: Collections =
        serde_json::from_str(&text).context("contracts/collections.json")?;
    let on_aws = contract.collections.iter().filter(|collection| collection.on_aws);
    Ok(on_aws.map(table).collect::<Vec<_>>().join("\n"))
}

const TABLE: &str = "\
<Id>:
  Type: AWS::DynamoDB::Table
  DeletionPolicy: Delete
  UpdateReplacePolicy: Retain
  Properties:
    TableName: !Sub ${Prefix}-<name>
    BillingMode: PAY_PER_REQUEST
    DeletionProtectionEnabled: !If [Kept, true, false]
    PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
    SSESpecification: {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !Ref DataKey}
    KeySchema:
      - {AttributeName: id, KeyType: HASH}
    AttributeDefinitions:
      - {AttributeName: id, AttributeType: S}
";
const INDEX_ATTRIBUTES: &str = "      \
      - {AttributeName: <name>_p, AttributeType: S}
      - {AttributeName: <name>_s, AttributeType: S}
";
const INDEX: &str = "      \
      - IndexName: <name>
        KeySchema:
          - {AttributeName: <name>_p, KeyType: HASH}
          - {AttributeName: <name>_s, KeyType: RANGE}
        Projection: {ProjectionType: ALL}
";
const EXPIRES: &str = "    \
    TimeToLiveSpecification: {AttributeName: expires_at, Enabled: true}
";

fn table(collection: &Collection) -> String {
    let mut text = filled(TABLE, &collection.name);
    for index in &collection.indexes {
        text.push_str(&filled(INDEX_ATTRIBUTES, index));
    }
    if !collection.indexes.is_empty() {
        text.push_str("    GlobalSecondaryIndexes:\n");
    }
    for index in &collection.indexes {
        text.push_str(&filled(INDEX, index));
    }
    if collection.expires {
        text.push_str(EXPIRES);
    }
    text
}

/// A pattern with this name in it, as it is and as resources of a stack have it.
pub(super) fn filled(pattern: &str, name: &str) -> String {
    pattern.replace("<name>", name).replace("<Id>", &camel(name))
}

/// Each queue with its dead letters, and with what it hears of the events.
pub(super) fn queues() -> Result<String> {
    let wiring = wiring()?;
    let queues = wiring.queues.iter().map(|queue| {
        let heard = wiring.topics.iter().filter(|topic| topic.queues.contains(queue));
        let heard: String = heard.map(|topic| format!("        - {}\n", topic.topic)).collect();
        if heard.is_empty() {
            return filled(QUEUE, queue).replace("<hears>", "");
        }
        let pattern = QUEUE.replace("<hears>", MAY_BE_TOLD) + HEARS;
        filled(&pattern, queue).replace("<topics>", &heard)
    });
    Ok(queues.collect::<Vec<_>>().join("\n"))
}

const QUEUE: &str = "\
<Id>DeadLetters:
  Type: AWS::SQS::Queue
  Properties:
    QueueName: !Sub ${Prefix}-<name>-dead.fifo
    FifoQueue: true
    KmsMasterKeyId: !Ref MessagesKey
    MessageRetentionPeriod: 1209600
    RedriveAllowPolicy:
      redrivePermission: byQueue
      sourceQueueArns:
        - !Sub arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Prefix}-<name>.fifo
<Id>Queue:
  Type: AWS::SQS::Queue
  Properties:
    QueueName: !Sub ${Prefix}-<name>.fifo
    FifoQueue: true
    DeduplicationScope: messageGroup
    FifoThroughputLimit: perMessageGroupId
    KmsMasterKeyId: !Ref MessagesKey
    MessageRetentionPeriod: 1209600
    VisibilityTimeout: !Ref VisibilityTimeout
    RedrivePolicy:
      deadLetterTargetArn: !GetAtt <Id>DeadLetters.Arn
      maxReceiveCount: !Ref ReceivesMax
# A queue has one policy. In it, the resource is the queue that bears it; and a star in a refusal
# opens nothing.
<Id>Guard:
  Type: AWS::SQS::QueuePolicy
  Properties:
    Queues: [!Ref <Id>Queue, !Ref <Id>DeadLetters]
    PolicyDocument:
      Version: '2012-10-17'
      Statement:
        - Sid: OnlyEncryptedConnections
          Effect: Deny
          Principal: '*'
          Action: sqs:SendMessage
          Resource: '*'
          Condition: {Bool: {aws:SecureTransport: 'false'}}
<hears>\
";
/// In the policy of a queue and of its dead letters.
const MAY_BE_TOLD: &str = "        \
        - Sid: EventsOnly
          Effect: Allow
          Principal: {Service: sns.amazonaws.com}
          Action: sqs:SendMessage
          Resource: '*'
          Condition: {ArnEquals: {aws:SourceArn: !Ref Events}}
";
const HEARS: &str = "\
<Id>Hears:
  Type: AWS::SNS::Subscription
  Properties:
    TopicArn: !Ref Events
    Protocol: sqs
    Endpoint: !GetAtt <Id>Queue.Arn
    RawMessageDelivery: true
    FilterPolicyScope: MessageAttributes
    FilterPolicy:
      topic:
<topics>    # What cannot be put into the queue (a key that is disabled, say) waits beside it.
    RedrivePolicy: {deadLetterTargetArn: !GetAtt <Id>DeadLetters.Arn}
";

/// The queues' addresses, as outputs.
pub(super) fn queue_urls() -> Result<String> {
    let queues = wiring()?.queues;
    Ok(queues.iter().map(|name| filled("<Id>Url: {Value: !Ref <Id>Queue}\n", name)).collect())
}

/// What each placeholder of the definition stands for: the queues by their addresses, all
/// functions by the one that performs tasks.
pub(super) fn tasks() -> Result<String> {
    let definition = read("crates/orders/workflows/order-fulfilment.asl.json")?;
    let lines =
        placeholders(&definition).into_iter().map(|name| match name.strip_suffix("_queue") {
            Some(queue) => format!("{name}: !GetAtt Messages.Outputs.{}Url\n", camel(queue)),
            None => format!("{name}: !Ref TasksFunction.Alias\n"),
        });
    Ok(lines.collect())
}

fn placeholders(definition: &str) -> BTreeSet<&str> {
    let found = definition.split("${").skip(1);
    found.filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// A name as resources of a stack have it: `qr_codes` is `QrCodes`.
pub(super) fn camel(name: &str) -> String {
    let words = name.split(['_', '-']).map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collection(indexes: &[&str], expires: bool) -> Collection {
        Collection {
            name: "qr_codes".to_owned(),
            indexes: indexes.iter().map(|&index| index.to_owned()).collect(),
            on_aws: true,
            expires,
        }
    }

    #[test]
    fn an_index_is_two_attributes_and_is_named_as_in_the_code() {
        let text = table(&collection(&["by_customer"], false));
        for part in [
            "QrCodes:\n  Type: AWS::DynamoDB::Table\n",
            "TableName: !Sub ${Prefix}-qr_codes\n",
            "\n      - {AttributeName: id, AttributeType: S}\n",
            "\n      - {AttributeName: by_customer_s, AttributeType: S}\n",
            "\n      - IndexName: by_customer\n        KeySchema:\n          - {Attribute",
        ] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
        assert!(!text.contains("TimeToLive"), "{text}");
    }

    #[test]
    fn only_what_ends_by_itself_has_a_time_to_live() {
        let text = table(&collection(&[], true));
        assert!(text.ends_with("{AttributeName: expires_at, Enabled: true}\n"), "{text}");
        assert!(!text.contains("GlobalSecondaryIndexes"), "{text}");
    }

    #[test]
    fn a_queue_hears_what_the_wiring_says_and_others_hear_nothing() {
        let text = queues().expect("the contract can be read");
        assert!(text.contains("OrdersHears:") && text.contains("- orders.order-placed.v1"));
        assert!(!text.contains("ProductsHears:") && !text.contains("- products.menu-changed.v1"));
    }

    #[test]
    fn every_placeholder_of_the_definition_is_named_once() {
        let names = placeholders(r#""${orders_close}", "${notify_queue}" "${orders_close}""#);
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["notify_queue", "orders_close"]);
        let tasks = tasks().expect("the definition can be read");
        assert!(tasks.contains("notify_queue: !GetAtt Messages.Outputs.NotifyUrl\n"), "{tasks}");
        assert!(tasks.contains("orders_close: !Ref TasksFunction.Alias\n"), "{tasks}");
    }
}
