//! A function that does nothing, to measure how soon ours answer beside it.

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use serde_json::{Value, json};

fn main() -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run(service_fn(async |_: LambdaEvent<Value>| {
        Ok::<Value, Error>(json!({ "hello": "world" }))
    })))
}
