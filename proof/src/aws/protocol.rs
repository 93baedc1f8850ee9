//! How each service wants to be asked: JSON with a target, or a form with an action.

use anyhow::bail;
use serde_json::Value;

use crate::http;

/// One service's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Protocol {
    /// What the signature calls the service.
    pub(super) signing_name: &'static str,
    dialect: Dialect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    /// `X-Amz-Target: TARGET.Action`, in this version of JSON.
    Json { target: &'static str, version: &'static str },
    /// `Action=…&Version=…`, answered in XML.
    Form { version: &'static str },
}

impl Protocol {
    /// The way of the service with this name, which IAM policies call it by.
    pub(super) fn of(service: &str) -> anyhow::Result<Self> {
        let json = |signing_name, target, version| Self {
            signing_name,
            dialect: Dialect::Json { target, version },
        };
        let form =
            |signing_name, version| Self { signing_name, dialect: Dialect::Form { version } };
        Ok(match service {
            "cloudwatch" => json("monitoring", "GraniteServiceVersion20100801", "1.0"),
            "cognito-idp" => json("cognito-idp", "AWSCognitoIdentityProviderService", "1.1"),
            "dynamodb" => json("dynamodb", "DynamoDB_20120810", "1.0"),
            "dynamodbstreams" => json("dynamodb", "DynamoDBStreams_20120810", "1.0"),
            "events" => json("events", "AWSEvents", "1.1"),
            "iam" => form("iam", "2010-05-08"),
            "kms" => json("kms", "TrentService", "1.1"),
            "logs" => json("logs", "Logs_20140328", "1.1"),
            "secretsmanager" => json("secretsmanager", "secretsmanager", "1.1"),
            "sns" => form("sns", "2010-03-31"),
            "sqs" => json("sqs", "AmazonSQS", "1.0"),
            "ssm" => json("ssm", "AmazonSSM", "1.1"),
            "states" => json("states", "AWSStepFunctions", "1.0"),
            "sts" => form("sts", "2011-06-15"),
            "wafv2" => json("wafv2", "AWSWAF_20190729", "1.1"),
            other => bail!("how {other} is asked is not written down in proof/src/aws/protocol.rs"),
        })
    }

    pub(super) fn answers_json(self) -> bool {
        matches!(self.dialect, Dialect::Json { .. })
    }

    /// The headers and the body of a call.
    pub(super) fn request(
        self,
        action: &str,
        parameters: &Value,
    ) -> (Vec<(&'static str, String)>, String) {
        match self.dialect {
            Dialect::Json { target, version } => {
                let content = format!("application/x-amz-json-{version}");
                let target = format!("{target}.{action}");
                (vec![("content-type", content), ("x-amz-target", target)], parameters.to_string())
            }
            Dialect::Form { version } => {
                let mut fields = vec![
                    ("Action".to_owned(), action.into()),
                    ("Version".to_owned(), version.into()),
                ];
                flatten("", parameters, &mut fields);
                let content = "application/x-www-form-urlencoded".to_owned();
                (vec![("content-type", content)], http::form(&fields))
            }
        }
    }
}

/// `{"A": {"b": [1]}}` as `A.b.member.1=1`.
fn flatten(name: &str, value: &Value, fields: &mut Vec<(String, String)>) {
    let below =
        |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}.{part}") };
    match value {
        Value::Object(map) => map.iter().for_each(|(part, v)| flatten(&below(part), v, fields)),
        Value::Array(list) => list.iter().enumerate().for_each(|(at, value)| {
            flatten(&below(&format!("member.{}", at + 1)), value, fields);
        }),
        Value::String(text) => fields.push((name.to_owned(), text.clone())),
        Value::Null => {}
        other => fields.push((name.to_owned(), other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_form_numbers_the_members_of_a_list() {
        let (_, body) = Protocol::of("sns").expect("known").request(
            "Publish",
            &json!({ "TopicArn": "a", "Names": ["x", "y"], "Deep": { "At": 1 } }),
        );
        let expected = "Action=Publish&Version=2010-03-31&TopicArn=a&Names.member.1=x\
            &Names.member.2=y&Deep.At=1";
        assert_eq!(body, expected);
    }

    #[test]
    fn a_service_nobody_wrote_down_is_named() {
        let error = Protocol::of("quantum").expect_err("unknown").to_string();
        assert!(error.contains("quantum"), "{error}");
    }
}
