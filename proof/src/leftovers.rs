//! After a destroy nothing is left: every kind of thing that a blueprint makes is looked for.

use anyhow::ensure;
use hyper::Method;
use serde_json::{Value, json};

use crate::aws::{Caller, tags};

/// Kinds that are listed by an action: the service, the action, and the field with the names.
const LISTED: [(&str, &str, &str); 13] = [
    ("dynamodb", "ListTables", "TableNames"),
    ("sqs", "ListQueues", "QueueUrls"),
    ("states", "ListStateMachines", "stateMachines"),
    ("logs", "DescribeLogGroups", "logGroups"),
    ("secretsmanager", "ListSecrets", "SecretList"),
    ("cognito-idp", "ListUserPools", "UserPools"),
    ("events", "ListRules", "Rules"),
    ("kms", "ListAliases", "Aliases"),
    ("wafv2", "ListWebACLs", "WebACLs"),
    ("wafv2", "ListIPSets", "IPSets"),
    ("sns", "ListTopics", "TopicArn"),
    ("iam", "ListRoles", "RoleName"),
    ("cloudwatch", "DescribeAlarms", "MetricAlarms"),
];

/// Kinds that are listed under a path, and what stands for one of them.
const UNDER_A_PATH: [(&str, &str, &str); 8] = [
    ("lambda", "/2015-03-31/functions", "Functions"),
    ("lambda", "/2015-03-31/event-source-mappings", "EventSourceMappings"),
    ("apigateway", "/restapis", "item"),
    ("scheduler", "/schedules", "Schedules"),
    ("scheduler", "/schedule-groups", "ScheduleGroups"),
    ("s3", "/", "Name"),
    ("cloudfront", "/2020-05-31/distribution", "Id"),
    ("cloudfront", "/2020-05-31/function", "Name"),
];

/// What every account has, whether anybody made it or not.
const ALWAYS_THERE: [&str; 3] = ["alias/aws/", "default", "AWSServiceRoleFor"];
/// What the bootstrap makes: the bucket and the key of the state, the role by which API Gateway
/// logs.
const OF_THE_BOOTSTRAP: [&str; 3] =
    ["comanda-test-state", "alias/comanda-state", "comanda-api-gateway"];

/// Looks for everything; what the bootstrap has made is left out if it may still be there.
///
/// # Errors
/// When something is left; the sentence names all of it.
pub async fn none(aws: &Caller, but_bootstrap: bool) -> anyhow::Result<()> {
    let mut left = Vec::new();
    for (service, action, field) in LISTED {
        let ask = match service {
            "cognito-idp" => json!({ "MaxResults": 60 }),
            "wafv2" => json!({ "Scope": "REGIONAL" }),
            _ => json!({}),
        };
        let answer = aws.call(service, action, ask).await?;
        left.extend(named(&answer, field).into_iter().map(|name| format!("{service} {name}")));
        if service == "wafv2" {
            let edge = aws.call(service, action, json!({ "Scope": "CLOUDFRONT" })).await?;
            left.extend(named(&edge, field).into_iter().map(|name| format!("{service} {name}")));
        }
    }
    for (service, path, field) in UNDER_A_PATH {
        let reply = aws.rest(service, Method::GET, path, "").await?;
        let body = reply.json();
        let answer = if body.is_null() { Value::String(reply.text()) } else { body };
        left.extend(named(&answer, field).into_iter().map(|name| format!("{service} {name}")));
    }
    let bootstrap = OF_THE_BOOTSTRAP.iter().filter(|_| but_bootstrap);
    let may_be: Vec<_> = ALWAYS_THERE.iter().chain(bootstrap).collect();
    left.retain(|thing| !may_be.iter().any(|name| thing.contains(**name)));
    ensure!(left.is_empty(), "{} things are left: {}", left.len(), left.join(", "));
    Ok(())
}

/// The names in a list, or all that is known of what has none.
fn named(answer: &Value, field: &str) -> Vec<String> {
    if let Some(xml) = answer.as_str() {
        return tags(xml, field);
    }
    let things = answer[field].as_array().into_iter().flatten();
    let name = |thing: &Value| {
        let fields = ["Name", "name", "logGroupName", "AliasName", "AlarmName", "FunctionName"];
        let name = fields.iter().find_map(|field| thing[field].as_str());
        name.or(thing.as_str()).map_or_else(|| thing.to_string(), str::to_owned)
    };
    things.map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_named_however_they_are_listed() {
        assert_eq!(named(&json!({ "T": ["a"] }), "T"), ["a"]);
        assert_eq!(named(&json!({ "T": [{ "name": "b" }, { "x": 1 }] }), "T"), ["b", r#"{"x":1}"#]);
        assert_eq!(named(&json!("<T><Id>c</Id></T>"), "Id"), ["c"]);
        assert_eq!(named(&json!({}), "T"), [""; 0]);
    }
}
