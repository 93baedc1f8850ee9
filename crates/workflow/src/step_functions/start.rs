//! Starting executions, stopping them, and taking them up again.

use serde_json::Value;

use super::client::StepFunctions;
use super::fault;
use crate::begin::{self, is_same};
use crate::error::Error;
use crate::machine::Failed;
use crate::runner::Status;

/// Longest name of an error, in characters. Source: `StopExecution`, `SendTaskFailure`.
const ERROR_MAX: usize = 256;
/// Longest cause, in characters. Source: likewise.
const CAUSE_MAX: usize = 32_768;

impl StepFunctions {
    pub(super) async fn start_execution(
        &self,
        machine: &str,
        name: &str,
        input: Value,
    ) -> Result<String, Error> {
        let arn = self.machines.get(machine).ok_or_else(|| begin::no_such_machine(machine))?;
        begin::check_name(name)?;
        let text = begin::input_text(&input)?;
        let id = format!("{machine}:{name}");
        let start = self.client.start_execution().state_machine_arn(&arn.whole);
        let Err(error) = start.name(name).input(text).send().await else { return Ok(id) };
        if fault::code(&error) != Some("ExecutionAlreadyExists") {
            return Err(fault::other(error));
        }
        // Step Functions compares texts, and the same JSON can be written in two ways.
        let known = self.read(&id).await?;
        if known.status == Status::Running && is_same(&known.input, &input) {
            return Ok(id);
        }
        Err(Error::AlreadyExists(id))
    }

    pub(super) async fn stop_execution(&self, id: &str, failed: Failed) -> Result<(), Error> {
        let (_, arn) = self.find(id)?;
        let (error, cause) = fitting(failed);
        let stop = self.client.stop_execution().execution_arn(arn);
        let Err(error) = stop.set_error(error).set_cause(cause).send().await else { return Ok(()) };
        match fault::code(&error) {
            Some("ExecutionDoesNotExist") => Err(begin::no_such_execution(id)),
            // One that has ended stays as it is.
            Some("ValidationException") if self.read(id).await?.status != Status::Running => Ok(()),
            _ => Err(fault::other(error)),
        }
    }

    pub(super) async fn redrive_execution(&self, id: &str) -> Result<(), Error> {
        let (_, arn) = self.find(id)?;
        let redrive = self.client.redrive_execution().execution_arn(arn);
        let Err(error) = redrive.send().await else { return Ok(()) };
        match fault::code(&error) {
            Some("ExecutionDoesNotExist") => Err(begin::no_such_execution(id)),
            Some("ExecutionNotRedrivable") => {
                Err(Error::NotRedrivable(self.read(id).await?.status.word()))
            }
            _ => Err(fault::other(error)),
        }
    }
}

/// The error and the cause, each cut to what Step Functions takes.
pub(super) fn fitting(failed: Failed) -> (Option<String>, Option<String>) {
    let Failed { error, cause } = failed;
    (error.map(|error| cut(error, ERROR_MAX)), cause.map(|cause| cut(cause, CAUSE_MAX)))
}

fn cut(mut text: String, max: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(max) {
        text.truncate(end);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_and_causes_are_cut_to_whole_characters() {
        assert_eq!(fitting(Failed::default()), (None, None));
        let (error, cause) = ("ö".repeat(257), "🥐".repeat(32_769));
        let (error, cause) = fitting(Failed { error: Some(error), cause: Some(cause) });
        assert_eq!((error, cause), (Some("ö".repeat(256)), Some("🥐".repeat(32_768))));
        let short = Failed { error: Some("orders.x".to_owned()), cause: Some(String::new()) };
        assert_eq!(fitting(short), (Some("orders.x".to_owned()), Some(String::new())));
    }
}
