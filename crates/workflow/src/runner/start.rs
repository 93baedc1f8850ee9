//! Starting executions, and telling them what came of their tasks.

use std::sync::Arc;

use serde_json::Value;

use super::engine::{Engine, Inner};
use super::held::Held;
use super::machines::Kind;
use super::records::ExecutionRecord;
use crate::begin::{self, is_same};
use crate::error::Error;
use crate::machine::{Execution, Failed, Signal};

impl Engine {
    /// Starts an execution; says its id. The same name with the same input is the same execution,
    /// as long as it runs. (`StartExecution`)
    ///
    /// When it returns well, the execution is durable; it has come to rest then, unless a task of
    /// it is slow.
    ///
    /// # Errors
    /// [`Error::NoSuchMachine`], [`Error::BadName`], [`Error::InputTooLarge`],
    /// [`Error::AlreadyExists`], [`Error::Busy`], those of the store.
    pub async fn start(&self, machine: &str, name: &str, input: Value) -> Result<String, Error> {
        let id = self.0.new_id(machine, name, &input)?;
        let mut held = self.0.new_execution(machine, name, &id, input)?;
        let input = held.record.execution.input.clone();
        if !self.0.tell(&mut held, vec![Signal::Start]).await? {
            held = self.0.hold(&id).await?;
            let Execution { input: known, .. } = &held.record.execution;
            if !is_same(known, &input) || !held.record.execution.is_running() {
                return Err(Error::AlreadyExists(id));
            }
        }
        self.settle(held).await?;
        Ok(id)
    }

    /// A task is done, and gave this. Too late or a second time, it changes nothing.
    /// (`SendTaskSuccess`)
    ///
    /// # Errors
    /// [`Error::BadToken`], [`Error::Busy`], those of the store.
    pub async fn succeed(&self, token: &str, output: Value) -> Result<(), Error> {
        let (id, task) = self.0.read_token(token)?;
        self.signal(id, Signal::Succeeded { task, output }).await
    }

    /// A task is not done. Too late or a second time, it changes nothing. (`SendTaskFailure`)
    ///
    /// # Errors
    /// As [`Engine::succeed`].
    pub async fn fail(&self, token: &str, failed: Failed) -> Result<(), Error> {
        let (id, task) = self.0.read_token(token)?;
        self.signal(id, Signal::Failed { task, failed }).await
    }

    /// A task is still being done. (`SendTaskHeartbeat`)
    ///
    /// # Errors
    /// As [`Engine::succeed`].
    pub async fn heartbeat(&self, token: &str) -> Result<(), Error> {
        let (id, task) = self.0.read_token(token)?;
        self.signal(id, Signal::Heartbeat { task }).await
    }

    /// Stops an execution; one that has ended stays as it is. (`StopExecution`)
    ///
    /// # Errors
    /// [`Error::NoSuchExecution`], those of the store.
    pub async fn stop(&self, id: &str, failed: Failed) -> Result<(), Error> {
        self.signal(id, Signal::Stop(failed)).await
    }

    /// Takes an execution up again where it failed. (`RedriveExecution`)
    ///
    /// # Errors
    /// [`Error::NoSuchExecution`], [`Error::NotRedrivable`], those of the store.
    pub async fn redrive(&self, id: &str) -> Result<(), Error> {
        let held = self.0.hold(id).await?;
        let status = super::records::Status::of(&held.record.execution.outcome);
        if !held.record.execution.can_be_redriven() || held.record.kind == Kind::Express {
            return Err(Error::NotRedrivable(status.word()));
        }
        self.signal(id, Signal::Redrive).await
    }
}

impl Inner {
    fn new_id(&self, machine: &str, name: &str, input: &Value) -> Result<String, Error> {
        if self.machines.current(machine).is_none() {
            return Err(begin::no_such_machine(machine));
        }
        begin::check_name(name)?;
        begin::input_text(input)?;
        Ok(format!("{machine}:{name}"))
    }

    fn new_execution(
        &self,
        machine: &str,
        name: &str,
        id: &str,
        input: Value,
    ) -> Result<Held, Error> {
        let version = self.machines.current(machine);
        let version = Arc::clone(version.ok_or_else(|| Error::NoSuchMachine(machine.to_owned()))?);
        let now = self.clock.now();
        let record = ExecutionRecord {
            execution: Execution::new(id, name, machine, input, now),
            kind: version.kind,
            definition: version.digest.clone(),
            started_at: now,
            ended_at: None,
            wake_at: None,
            pending: Vec::new(),
            lease: None,
        };
        Ok(Held { record, row: None, version, has_more: false })
    }
}
