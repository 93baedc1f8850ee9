//! Starts each function as Lambda does, again and again, and takes the time.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use tokio::process::Command;

use super::runtime_api::RuntimeApi;
use crate::aws::Caller;

/// What the names of everything begin with that is made for this.
const PREFIX: &str = "cold";
/// The functions, and an event for each that asks for its least: the menu of no café, no messages,
/// nothing that is new, a place that nobody holds, a store without orders.
const FUNCTIONS: [(&str, &str); 6] = [
    ("hello", "{}"),
    ("api", ""),
    ("worker", r#"{"Records":[]}"#),
    ("relay", r#"{"Records":[]}"#),
    (
        "tasks",
        r#"{"task":"orders_void_payment","order":"ord_1","location":"loc_none","customer":"a"}"#,
    ),
    ("scheduled", r#"{"job":"reconcile"}"#),
];

/// How long one function took, over all starts.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The function.
    pub function: &'static str,
    /// Until it asked for an event: the shortest, and the one in the middle.
    pub ready: (Duration, Duration),
    /// Until its first answer.
    pub answered: (Duration, Duration),
}

/// Starts every function `runs` times, in turn, so that all meet the same machine. Programs are
/// `lambda-ROLE` and `hello` in `folder`.
///
/// # Errors
/// When a function does not start or does not answer.
pub async fn measure(
    aws: SocketAddr,
    folder: &Path,
    hello: PathBuf,
    runs: usize,
) -> anyhow::Result<Vec<Figure>> {
    prepare(&Caller::owner(aws)).await?;
    let program = |name: &str| match name {
        "hello" => hello.clone(),
        role => folder.join(format!("lambda-{role}")),
    };
    let mut times = FUNCTIONS.map(|(name, _)| (name, Vec::new(), Vec::new()));
    for _ in 0..runs {
        for ((name, event), (_, ready, answered)) in FUNCTIONS.iter().zip(&mut times) {
            let event = if *name == "api" { menu() } else { serde_json::from_str(event)? };
            let once = start(&program(name), aws, &event).await;
            let (was_ready, had_answered) = once.with_context(|| format!("the function {name}"))?;
            ready.push(was_ready);
            answered.push(had_answered);
        }
    }
    Ok(times
        .into_iter()
        .map(|(function, ready, answered)| Figure {
            function,
            ready: least_and_median(ready),
            answered: least_and_median(answered),
        })
        .collect())
}

/// The figures, as a table in Markdown.
pub fn table(figures: &[Figure]) -> String {
    let ms = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1000.0);
    let row = |figure: &Figure| {
        let (ready, answered) = (figure.ready, figure.answered);
        format!(
            "| {} | {} | {} | {} | {} |\n",
            figure.function,
            ms(ready.0),
            ms(ready.1),
            ms(answered.0),
            ms(answered.1)
        )
    };
    let head = "| function | ready, least ms | median | answered, least ms | median |\n\
        | --- | ---: | ---: | ---: | ---: |\n";
    figures.iter().fold(head.to_owned(), |table, figure| table + &row(figure))
}

/// Makes what a function looks for: tables are made by whoever asks for that, and nothing else is.
async fn prepare(owner: &Caller) -> anyhow::Result<()> {
    let collections: Value =
        serde_json::from_str(include_str!("../../../contracts/collections.json"))?;
    for collection in collections["collections"].as_array().context("collections are a list")? {
        if collection["on_aws"] == true {
            make_table(owner, collection).await?;
        }
    }
    for (name, keys) in [
        ("counters", vec![("id", "S", "HASH")]),
        ("outbox", vec![("shard", "S", "HASH"), ("sequence", "N", "RANGE")]),
    ] {
        let attributes: Vec<_> = keys
            .iter()
            .map(|(key, kind, _)| json!({ "AttributeName": key, "AttributeType": kind }))
            .collect();
        let keys: Vec<_> = keys
            .iter()
            .map(|(key, _, role)| json!({ "AttributeName": key, "KeyType": role }))
            .collect();
        let ask = json!({
            "TableName": format!("{PREFIX}-{name}"), "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": attributes, "KeySchema": keys,
        });
        owner.call("dynamodb", "CreateTable", ask).await?;
    }
    Ok(())
}

async fn make_table(owner: &Caller, collection: &Value) -> anyhow::Result<()> {
    let name = collection["name"].as_str().context("a collection has a name")?;
    let indexes = collection["indexes"].as_array().context("indexes are a list")?;
    let indexes: Vec<_> = indexes.iter().filter_map(Value::as_str).collect();
    let text = |name: String| json!({ "AttributeName": name, "AttributeType": "S" });
    let mut attributes = vec![text("id".to_owned())];
    attributes.extend(
        indexes.iter().flat_map(|index| [text(format!("{index}_p")), text(format!("{index}_s"))]),
    );
    let key = |name: String, kind: &str| json!({ "AttributeName": name, "KeyType": kind });
    let secondary: Vec<_> = indexes
        .iter()
        .map(|index| {
            json!({
                "IndexName": index, "Projection": { "ProjectionType": "ALL" },
                "KeySchema": [
                    key(format!("{index}_p"), "HASH"), key(format!("{index}_s"), "RANGE"),
                ],
            })
        })
        .collect();
    let mut ask = json!({
        "TableName": format!("{PREFIX}-{name}"), "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": attributes, "KeySchema": [key("id".to_owned(), "HASH")],
    });
    if !secondary.is_empty() {
        ask["GlobalSecondaryIndexes"] = json!(secondary);
    }
    owner.call("dynamodb", "CreateTable", ask).await.map(drop)
}

async fn start(
    program: &Path,
    aws: SocketAddr,
    event: &Value,
) -> anyhow::Result<(Duration, Duration)> {
    let api = RuntimeApi::listen(event).await?;
    let url = format!("http://{aws}");
    let mut command = Command::new(program);
    command.env_clear().envs([
        ("AWS_LAMBDA_RUNTIME_API", api.address().as_str()),
        ("AWS_LAMBDA_FUNCTION_NAME", "cold"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
        ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        ("AWS_LAMBDA_LOG_STREAM_NAME", "cold"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "cold"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_REGION", crate::aws::REGION),
        ("AWS_ENDPOINT_URL", &url),
        ("COMANDA_STORE__URL", "dynamodb:cold"),
        ("COMANDA_QUEUE__URL", "sqs:cold"),
        ("COMANDA_QUEUE__EVENTS", "arn:aws:sns:us-east-1:000000000000:cold-events.fifo"),
        (
            "COMANDA_WORKFLOW__ENGINE",
            "arn:aws:states:us-east-1:000000000000:stateMachine:cold-order-fulfilment",
        ),
        ("COMANDA_NOTIFY__MAIL_URL", "sns:arn:aws:sns:us-east-1:000000000000:cold-notices"),
        ("COMANDA_IDENTITY__ISSUER", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_cold"),
        ("COMANDA_IDENTITY__CLIENTS", "cold"),
        ("COMANDA_LOG__FORMAT", "json"),
    ]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    let mut function = api.begin(command.spawn().context("it cannot be started")?).await?;
    function.child.kill().await?;
    ensure!(!function.failed, "it answered with an error: {}", function.answer);
    Ok((function.ready, function.took))
}

/// `GET /v1/locations`, as API Gateway hands it over.
fn menu() -> Value {
    json!({
        "resource": "/{proxy+}", "path": "/v1/locations", "httpMethod": "GET",
        "headers": { "Host": "cold" }, "multiValueHeaders": { "Host": ["cold"] },
        "queryStringParameters": null, "multiValueQueryStringParameters": null,
        "pathParameters": { "proxy": "v1/locations" }, "stageVariables": null, "body": null,
        "isBase64Encoded": false,
        "requestContext": {
            "accountId": "000000000000", "apiId": "cold", "httpMethod": "GET",
            "path": "/v1/locations",
            "identity": { "sourceIp": "127.0.0.1" }, "requestId": "1", "resourcePath": "/{proxy+}",
            "resourceId": "1", "stage": "v",
        },
    })
}

fn least_and_median(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort();
    let at = |place: usize| times.get(place).copied().unwrap_or_default();
    (at(0), at(times.len() / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        let ms = Duration::from_millis;
        assert_eq!(least_and_median(vec![ms(9), ms(1), ms(5)]), (ms(1), ms(5)));
        assert_eq!(least_and_median(Vec::new()), (ms(0), ms(0)));
    }
}
