//! Answering tasks by their tokens.
//!
//! Whoever answers comes too late when the task was answered before, has timed out, or belongs to
//! an execution that has ended. As here everything may be told twice, that is no error.

use aws_sdk_sfn::error::{ProvideErrorMetadata, SdkError};
use serde_json::Value;

use super::client::StepFunctions;
use super::fault;
use super::start::fitting;
use crate::error::Error;
use crate::machine::Failed;

/// Longest token. Source: `SendTaskSuccess`.
const TOKEN_MAX: usize = 2_048;
/// Largest output, as JSON bytes. Source: likewise.
const OUTPUT_BYTES_MAX: usize = 256 * 1024;

impl StepFunctions {
    pub(super) async fn send_success(&self, token: &str, output: &Value) -> Result<(), Error> {
        let text = output.to_string();
        if text.len() > OUTPUT_BYTES_MAX {
            // No state could take it, and trying again would not help: that is how it ends.
            let cause = format!(
                "The output has {} bytes: expected at most {}.",
                text.len(),
                OUTPUT_BYTES_MAX
            );
            let error = Some("States.DataLimitExceeded".to_owned());
            return self.send_failure(token, Failed { error, cause: Some(cause) }).await;
        }
        let send = self.client.send_task_success().task_token(plausible(token)?);
        told(send.output(text).send().await)
    }

    pub(super) async fn send_failure(&self, token: &str, failed: Failed) -> Result<(), Error> {
        let (error, cause) = fitting(failed);
        let send = self.client.send_task_failure().task_token(plausible(token)?);
        told(send.set_error(error).set_cause(cause).send().await)
    }

    pub(super) async fn send_heartbeat(&self, token: &str) -> Result<(), Error> {
        let send = self.client.send_task_heartbeat().task_token(plausible(token)?);
        match told(send.send().await) {
            // Seen for a task that has no heartbeat to be late with. Nothing is lost: whoever
            // answers such a token hears the same.
            Err(Error::BadToken) => Ok(()),
            told => told,
        }
    }
}

/// What cannot be a token need not be sent.
fn plausible(token: &str) -> Result<&str, Error> {
    let is_token = !token.is_empty() && token.len() <= TOKEN_MAX;
    is_token.then_some(token).ok_or(Error::BadToken)
}

fn told<T, E>(sent: Result<T, SdkError<E>>) -> Result<(), Error>
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    let Err(error) = sent else { return Ok(()) };
    match fault::code(&error) {
        Some("TaskDoesNotExist" | "TaskTimedOut") => Ok(()),
        Some("InvalidToken") => Err(Error::BadToken),
        _ => Err(fault::other(error)),
    }
}
