//! How every function starts, and how it asks Lambda for events.

use std::process::ExitCode;

use lambda_runtime::layers::TracingLayer;
use lambda_runtime::{LambdaEvent, Runtime, service_fn};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::failure::Failure;
use super::invocation::Invocation;
use super::opened::Opened;
use crate::config::{self, Sources};
use crate::{commands, telemetry};

/// Runs a function until Lambda ends the process.
///
/// What stands in the way of a start is said, and ends the process, which Lambda reports.
pub(super) fn run(function: impl AsyncFnOnce(Opened) -> anyhow::Result<()>) -> ExitCode {
    // A function does one thing at a time and mostly waits: one thread starts sooner.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let done = runtime.map_err(anyhow::Error::from).and_then(|runtime| {
        runtime.block_on(async {
            let config = config::load(&Sources::of_process())?;
            telemetry::start_function(&config.log)?;
            function(Opened::new(config).await?).await
        })
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            commands::complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// Has `handle` answer one event after another, each within a span that names the request and its
/// trace.
pub(super) async fn serve<E: DeserializeOwned, A: Serialize>(
    opened: &Opened,
    handle: impl AsyncFn(E, Invocation) -> Result<A, Failure>,
) -> anyhow::Result<()> {
    let (handle, clock) = (&handle, &opened.clock);
    let service = service_fn(async move |event: LambdaEvent<E>| {
        let (payload, context) = event.into_parts();
        handle(payload, Invocation::of(&context, clock.now())).await
    });
    let runtime = Runtime::new(service).layer(TracingLayer::new());
    runtime.run().await.map_err(anyhow::Error::from_boxed)
}
