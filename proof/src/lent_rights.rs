//! Rights that a stand-in asks for and AWS does not, lent for a run.
//!
//! On AWS, who may `sns:Publish` may `PublishBatch`, and who may `sqs:SendMessage` may
//! `SendMessageBatch`: IAM has no right of that name, but ministack looks for one. A task token
//! says of which workflow it is; AWS reads that, and lets answer whoever may answer tasks of that
//! workflow. ministack does not, and asks for the right to answer tasks of all.

use serde_json::{Value, json};

use crate::aws::Caller;
use crate::outputs::Outputs;

/// Whoever carries messages from the outbox.
const CARRY: [&str; 2] = ["relay", "scheduled"];
/// Whoever answers tasks that wait.
const ANSWER: [&str; 4] = ["worker-orders", "worker-products", "tasks", "scheduled"];

/// Lends them.
///
/// # Errors
/// When a role is not there.
pub async fn lend(owner: &Caller, outputs: &Outputs) -> anyhow::Result<()> {
    let queues: Vec<_> = outputs.queues.values().map(|queue| queue.arn.as_str()).collect();
    let topic = outputs.topics.get("events");
    let carry = json!([
        { "Effect": "Allow", "Action": "sns:PublishBatch", "Resource": topic },
        { "Effect": "Allow", "Action": "sqs:SendMessageBatch", "Resource": queues },
    ]);
    let answer = json!([{ "Effect": "Allow", "Action": "states:SendTask*", "Resource": "*" }]);
    for (role, name, statements) in each(&carry, &answer) {
        let policy = json!({ "Version": "2012-10-17", "Statement": statements });
        let mut put = policy_of(outputs, role, name)?;
        put["PolicyDocument"] = json!(policy.to_string());
        owner.call("iam", "PutRolePolicy", put).await?;
    }
    Ok(())
}

/// Takes them back: a role that has a policy of somebody else's cannot be taken away.
///
/// # Errors
/// When they were not lent.
pub async fn take_back(owner: &Caller, outputs: &Outputs) -> anyhow::Result<()> {
    for (role, name, ()) in each((), ()) {
        owner.call("iam", "DeleteRolePolicy", policy_of(outputs, role, name)?).await?;
    }
    Ok(())
}

/// Who is lent what, and under which name.
fn each<T: Copy>(carry: T, answer: T) -> impl Iterator<Item = (&'static str, &'static str, T)> {
    let carry = CARRY.map(|role| (role, "lent-to-carry", carry));
    let answer = ANSWER.map(|role| (role, "lent-to-answer", answer));
    carry.into_iter().chain(answer)
}

fn policy_of(outputs: &Outputs, role: &str, name: &str) -> anyhow::Result<Value> {
    Ok(json!({ "RoleName": outputs.function(role)?.role_name()?, "PolicyName": name }))
}
