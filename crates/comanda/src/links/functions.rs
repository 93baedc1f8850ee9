//! Workflows call functions; the contexts perform them.

use async_trait::async_trait;
use kernel::Coded;
use orders::Orders;
use orders::tasks::{self, Task};
use workflow::machine::Failed;
use workflow::{Call, Performed, Performer};

use crate::wiring;

/// The name of every error that may go away by itself, so that definitions need not list them.
pub(crate) const UNAVAILABLE: &str = "service.unavailable";

/// Performs the tasks of our workflows in this process.
pub(crate) struct Functions {
    orders: Orders,
}

impl Functions {
    pub(crate) fn new(orders: Orders) -> Self {
        Self { orders }
    }
}

#[async_trait]
impl Performer for Functions {
    fn knows(&self, function: &str) -> bool {
        tasks::TASKS.contains(&function)
    }

    fn knows_queue(&self, queue: &str) -> bool {
        wiring::QUEUES.contains(&queue)
    }

    async fn perform(&self, call: Call) -> Performed {
        match tasks::perform(&self.orders, &call.function, &call.input).await {
            Ok(Task::Done(output)) => Performed::Done(output),
            Ok(Task::Later) => Performed::Later,
            Err(error) => {
                let (code, class) = (error.code(), error.class());
                if !class.is_public() {
                    let (task, execution) = (&call.function, &call.execution);
                    tracing::warn!(task, execution, code, error = chain(&error), "a task failed");
                }
                Performed::Failed(failed(&error))
            }
        }
    }
}

/// An error as a workflow sees it: our code, and words for the customer if there are any.
pub(crate) fn failed(error: &impl Coded) -> Failed {
    let name = if error.class().is_worth_retrying() { UNAVAILABLE } else { error.code() };
    let cause = if error.class().is_public() { error.to_string() } else { error.code().to_owned() };
    Failed { error: Some(name.to_owned()), cause: Some(cause) }
}

/// An error with everything that caused it.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
