//! The least that a function on Lambda can be: what others are measured beside.

use lambda_runtime::{LambdaEvent, run, service_fn};
use serde_json::{Value, json};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    run(service_fn(async |_: LambdaEvent<Value>| Ok::<_, lambda_runtime::Error>(json!("hello"))))
        .await
}
