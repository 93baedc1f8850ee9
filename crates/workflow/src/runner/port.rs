//! The engine is one of those who can be asked for workflows.

use async_trait::async_trait;
use kernel::{Cursor, Limit, Page};
use serde_json::Value;

use super::engine::Engine;
use super::read::Described;
use super::records::Status;
use crate::error::Error;
use crate::machine::{Event, Failed};
use crate::workflows::Workflows;

#[async_trait]
impl Workflows for Engine {
    fn machines(&self) -> Vec<String> {
        self.machines()
    }

    fn settles(&self) -> bool {
        true
    }

    async fn start(&self, machine: &str, name: &str, input: Value) -> Result<String, Error> {
        self.start(machine, name, input).await
    }

    async fn succeed(&self, token: &str, output: Value) -> Result<(), Error> {
        self.succeed(token, output).await
    }

    async fn fail(&self, token: &str, failed: Failed) -> Result<(), Error> {
        self.fail(token, failed).await
    }

    async fn heartbeat(&self, token: &str) -> Result<(), Error> {
        self.heartbeat(token).await
    }

    async fn stop(&self, id: &str, failed: Failed) -> Result<(), Error> {
        self.stop(id, failed).await
    }

    async fn redrive(&self, id: &str) -> Result<(), Error> {
        self.redrive(id).await
    }

    async fn describe(&self, id: &str) -> Result<Described, Error> {
        self.describe(id).await
    }

    async fn list(
        &self,
        machine: &str,
        status: Option<Status>,
        limit: Limit,
        after: Option<Cursor>,
    ) -> Result<Page<Described>, Error> {
        self.list(machine, status, limit, after).await
    }

    async fn history(&self, id: &str, after_event: u64) -> Result<Vec<Event>, Error> {
        self.history(id, after_event).await
    }

    async fn definition(&self, id: &str) -> Result<String, Error> {
        self.definition(id).await
    }
}
