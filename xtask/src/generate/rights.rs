//! What each function may do with records, for `CloudFormation`; Terraform reads the same table.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::read;
use super::stack::{filled, wiring};

const RIGHTS: &str = "infra/terraform/modules/application/rights.json";

/// The sets of rights in `roles.yaml`.
pub(super) const SETS: [&str; 7] = [
    "answer_tasks",
    "export",
    "look_at_workflows",
    "send_events",
    "start_workflows",
    "step_in",
    "tell_people",
];

/// What a function does with records.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rights {
    /// Collections it reads.
    reads: Vec<String>,
    /// Collections it reads and writes.
    writes: Vec<String>,
    /// Collections whose indexes it asks.
    queries: Vec<String>,
    /// Whether it changes counters.
    counts: bool,
    /// Whether it puts messages into the outbox.
    says: bool,
    /// Which other rights it has: sets that are written down in `roles.yaml`.
    may: Vec<String>,
}

fn all() -> Result<BTreeMap<String, Rights>> {
    serde_json::from_str(&read(RIGHTS)?).context(RIGHTS)
}

/// Each function's log, role, and what it may do with records.
pub(super) fn roles() -> Result<String> {
    let roles = all()?.into_iter().map(|(name, rights)| role(&name, &rights));
    Ok(roles.collect::<Vec<_>>().join("\n"))
}

/// The roles that may use a set of rights.
pub(super) fn who_may(set: &str) -> Result<String> {
    let all = all()?.into_iter().filter(|(_, rights)| rights.may.iter().any(|may| may == set));
    let roles: String = all.map(|(name, _)| filled("- !Ref <Id>Role\n", &name)).collect();
    if roles.is_empty() {
        bail!("no function may {set}");
    }
    Ok(roles)
}

/// All roles.
pub(super) fn everybody() -> Result<String> {
    Ok(all()?.into_keys().map(|name| filled("- !Ref <Id>Role\n", &name)).collect())
}

/// The roles' ARNs, as outputs.
pub(super) fn role_arns() -> Result<String> {
    let names = all()?.into_keys();
    Ok(names.map(|name| filled("<Id>: {Value: !GetAtt <Id>Role.Arn}\n", &name)).collect())
}

const ROLE: &str = "\
<Id>Log:
  Type: AWS::Logs::LogGroup
  DeletionPolicy: Delete
  UpdateReplacePolicy: Retain
  Properties:
    LogGroupName: !Sub /aws/lambda/${Prefix}-<name>
    RetentionInDays: 365
    KmsKeyId: !Ref DataKey
<Id>Role:
  Type: AWS::IAM::Role
  Properties:
    RoleName: !Sub ${Prefix}-<name>
    AssumeRolePolicyDocument:
      Version: '2012-10-17'
      Statement:
        - Effect: Allow
          Principal: {Service: lambda.amazonaws.com}
          Action: sts:AssumeRole
<Id>Records:
  Type: AWS::IAM::Policy
  Properties:
    PolicyName: records
    Roles: [!Ref <Id>Role]
    PolicyDocument:
      Version: '2012-10-17'
      Statement:
        - Sid: WriteItsOwnLog
          Effect: Allow
          Action: [logs:CreateLogStream, logs:PutLogEvents]
          Resource: !GetAtt <Id>Log.Arn
        - Sid: ReadItsEnvironment
          Effect: Allow
          Action: kms:Decrypt
          Resource: !Ref DataKey
          Condition:
            StringEquals:
              kms:EncryptionContext:aws:lambda:FunctionArn: !Sub ${Functions}:${Prefix}-<name>
";
const CONSUMES: &str = "        \
        - Sid: ConsumeItsQueue
          Effect: Allow
          Action:
            - sqs:ReceiveMessage
            - sqs:DeleteMessage
            - sqs:ChangeMessageVisibility
            - sqs:GetQueueAttributes
          Resource: !Sub ${Queues}:${Prefix}-<name>.fifo
        - Sid: DecryptItsQueue
          Effect: Allow
          Action: kms:Decrypt
          Resource: !Ref MessagesKey
";

fn role(name: &str, rights: &Rights) -> String {
    let mut text = filled(ROLE, name);
    if let Some(queue) = name.strip_prefix("worker-") {
        text.push_str(&filled(CONSUMES, queue));
    }
    let Rights { reads, writes, queries, counts, says, .. } = rights;
    let both: Vec<String> = reads.iter().chain(writes).cloned().collect();
    let counters = vec!["counters".to_owned()];
    let outbox = vec!["outbox".to_owned()];
    let indexes: Vec<String> = queries.iter().map(|name| format!("{name}/index/*")).collect();
    let none = Vec::new();
    let statements: [(&str, &[&str], &Vec<String>); 5] = [
        ("ReadRecords", &["GetItem", "BatchGetItem", "ConditionCheckItem"], &both),
        ("WriteRecords", &["PutItem", "DeleteItem"], writes),
        ("AskIndexes", &["Query"], &indexes),
        (
            "Count",
            &["GetItem", "UpdateItem", "ConditionCheckItem"],
            if *counts { &counters } else { &none },
        ),
        ("SayWhatWasCommitted", &["PutItem", "Query"], if *says { &outbox } else { &none }),
    ];
    for (sid, actions, tables) in statements {
        text.push_str(&statement(sid, actions, tables));
    }
    text
}

/// A statement about tables; nothing when there are none.
fn statement(sid: &str, actions: &[&str], tables: &[String]) -> String {
    if tables.is_empty() {
        return String::new();
    }
    let actions: Vec<String> = actions.iter().map(|name| format!("dynamodb:{name}")).collect();
    let tables = tables.iter().map(|name| format!("            - !Sub ${{Tables}}-{name}\n"));
    format!(
        "        - Sid: {sid}\n          Effect: Allow\n          Action: [{}]\n          \
         Resource:\n{}",
        actions.join(", "),
        tables.collect::<String>()
    )
}

/// Alarms of each function and of each queue: those that are the same but for the name.
pub(super) fn alarms() -> Result<String> {
    let mut text: Vec<String> = all()?.keys().map(|name| filled(FAILING, name)).collect();
    text.extend(wiring()?.queues.iter().map(|name| filled(WAITING, name)));
    Ok(text.join("\n"))
}

const FAILING: &str = "\
<Id>Failing:
  Type: AWS::CloudWatch::Alarm
  Properties:
    AlarmName: !Sub ${Prefix}-<name>-errors
    AlarmDescription: The function <name> fails. The query what-went-wrong says why.
    Namespace: AWS/Lambda
    MetricName: Errors
    Dimensions: [{Name: FunctionName, Value: !Sub '${Prefix}-<name>'}]
    Statistic: Sum
    Period: 300
    EvaluationPeriods: 1
    Threshold: 0
    ComparisonOperator: GreaterThanThreshold
    TreatMissingData: notBreaching
    AlarmActions: [!Ref Alarms]
    OKActions: [!Ref Alarms]
";
const WAITING: &str = "\
<Id>Dead:
  Type: AWS::CloudWatch::Alarm
  Properties:
    AlarmName: !Sub ${Prefix}-dead-letters-<name>
    AlarmDescription: A message of <name> could not be handled; an order may stand still.
    Namespace: AWS/SQS
    MetricName: ApproximateNumberOfMessagesVisible
    Dimensions: [{Name: QueueName, Value: !Sub '${Prefix}-<name>-dead.fifo'}]
    Statistic: Maximum
    Period: 60
    EvaluationPeriods: 1
    Threshold: 0
    ComparisonOperator: GreaterThanThreshold
    TreatMissingData: notBreaching
    AlarmActions: [!Ref Alarms]
    OKActions: [!Ref Alarms]
<Id>Waiting:
  Type: AWS::CloudWatch::Alarm
  Properties:
    AlarmName: !Sub ${Prefix}-waiting-<name>
    AlarmDescription: The oldest message of <name> waits for two minutes; look at its worker.
    Namespace: AWS/SQS
    MetricName: ApproximateAgeOfOldestMessage
    Dimensions: [{Name: QueueName, Value: !Sub '${Prefix}-<name>.fifo'}]
    Statistic: Maximum
    Period: 60
    EvaluationPeriods: 2
    Threshold: 120
    ComparisonOperator: GreaterThanThreshold
    TreatMissingData: notBreaching
    AlarmActions: [!Ref Alarms]
    OKActions: [!Ref Alarms]
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::stack::{camel, tables};

    fn statement_of<'a>(text: &'a str, sid: &str) -> Option<&'a str> {
        let (_, rest) = text.split_once(&format!("- Sid: {sid}\n"))?;
        rest.split("- Sid:").next()
    }

    #[test]
    fn a_function_writes_what_it_writes_and_only_reads_the_rest() {
        let rights = Rights {
            reads: vec!["locations".to_owned()],
            writes: vec!["orders".to_owned()],
            queries: Vec::new(),
            counts: false,
            says: true,
            may: Vec::new(),
        };
        let text = role("worker-orders", &rights);
        let reads = statement_of(&text, "ReadRecords").expect("it reads");
        assert!(reads.contains("${Tables}-locations") && reads.contains("${Tables}-orders"));
        let writes = statement_of(&text, "WriteRecords").expect("it writes");
        assert!(writes.contains("${Tables}-orders") && !writes.contains("locations"), "{writes}");
        assert_eq!(statement_of(&text, "AskIndexes"), None);
        assert_eq!(statement_of(&text, "Count"), None);
        assert!(text.contains("Resource: !Sub ${Queues}:${Prefix}-orders.fifo"), "{text}");
    }

    #[test]
    fn every_set_of_rights_is_written_down_in_the_stack() {
        for (name, rights) in all().expect("the table can be read") {
            for set in rights.may {
                assert!(SETS.contains(&set.as_str()), "{name} may {set}, which roles.yaml lacks");
            }
        }
    }

    #[test]
    fn every_right_is_about_a_table_that_is_there() {
        let tables = tables().expect("the contract can be read");
        for (name, rights) in all().expect("the table can be read") {
            for of in rights.reads.iter().chain(&rights.writes).chain(&rights.queries) {
                assert!(
                    tables.contains(&format!("\n{}:\n", camel(of)))
                        || tables.starts_with(&format!("{}:\n", camel(of))),
                    "{name}: {of}"
                );
            }
        }
    }

    #[test]
    fn every_queue_has_a_worker_with_rights() {
        let all = all().expect("the table can be read");
        for queue in wiring().expect("the contract can be read").queues {
            assert!(all.contains_key(&format!("worker-{queue}")), "{queue}");
        }
    }
}
