//! Step Functions is one of those who can be asked for workflows.

use async_trait::async_trait;
use kernel::{Cursor, Limit, Page};
use serde_json::Value;

use super::client::StepFunctions;
use crate::error::Error;
use crate::machine::{Event, Failed};
use crate::runner::{Described, Status};
use crate::workflows::Workflows;

#[async_trait]
impl Workflows for StepFunctions {
    fn machines(&self) -> Vec<String> {
        self.machines.keys().cloned().collect()
    }

    /// It answers as soon as it has written down what it was told.
    fn settles(&self) -> bool {
        false
    }

    async fn start(&self, machine: &str, name: &str, input: Value) -> Result<String, Error> {
        self.start_execution(machine, name, input).await
    }

    async fn succeed(&self, token: &str, output: Value) -> Result<(), Error> {
        self.send_success(token, &output).await
    }

    async fn fail(&self, token: &str, failed: Failed) -> Result<(), Error> {
        self.send_failure(token, failed).await
    }

    async fn heartbeat(&self, token: &str) -> Result<(), Error> {
        self.send_heartbeat(token).await
    }

    async fn stop(&self, id: &str, failed: Failed) -> Result<(), Error> {
        self.stop_execution(id, failed).await
    }

    async fn redrive(&self, id: &str) -> Result<(), Error> {
        self.redrive_execution(id).await
    }

    async fn describe(&self, id: &str) -> Result<Described, Error> {
        self.read_whole(id).await
    }

    async fn list(
        &self,
        machine: &str,
        status: Option<Status>,
        limit: Limit,
        after: Option<Cursor>,
    ) -> Result<Page<Described>, Error> {
        self.read_list(machine, status, limit, after).await
    }

    async fn history(&self, id: &str, after_event: u64) -> Result<Vec<Event>, Error> {
        self.events_after(id, after_event).await
    }

    async fn definition(&self, id: &str) -> Result<String, Error> {
        self.read_definition(id).await
    }
}
