//! The port: whoever performs the tasks of a state machine.

use async_trait::async_trait;
use serde_json::Value;
use store::Change;

use crate::machine::Failed;

/// Performs tasks. On Step Functions these are Lambda functions.
#[async_trait]
pub trait Performer: Send + Sync + 'static {
    /// Whether there is a function of this name: `orders_confirm` for `${orders_confirm}`.
    fn knows(&self, function: &str) -> bool;

    /// Whether there is a queue of this name: `products` for `${products_queue}`.
    fn knows_queue(&self, queue: &str) -> bool;

    /// Decides a task whose whole effect is a change of the engine's own store. The engine commits
    /// that change together with the answer and all that follows from it, so it happens exactly
    /// once. `None`: the task has to be performed.
    ///
    /// It sees the store as it was before that commit; if what it relies on has changed by then, a
    /// condition of its change fails, and it is asked again.
    async fn decide(&self, _: &Call) -> Option<Decided> {
        None
    }

    /// Performs a task. Every task may be performed twice, also at the same time: after a crash,
    /// when a lease has ended, when it is tried again.
    async fn perform(&self, call: Call) -> Performed;
}

/// A task to perform.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The execution that asks.
    pub execution: String,
    /// The function's name.
    pub function: String,
    /// What it is given.
    pub input: Value,
}

/// A task that was decided and not yet committed.
pub struct Decided {
    /// What comes of it.
    pub performed: Performed,
    /// What is to be committed with that.
    pub change: Change,
    /// What is to be done once it is.
    pub committed: Option<Box<dyn FnOnce() + Send>>,
}

/// What came of a task.
#[derive(Debug, Clone, PartialEq)]
pub enum Performed {
    /// It is done, and gives this. For a task that may be answered later, this is the answer.
    Done(Value),
    /// It is not done.
    Failed(Failed),
    /// It was taken; its task token will be used to answer.
    Later,
}
