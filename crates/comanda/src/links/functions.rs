//! Workflows call functions; the contexts perform them.

use async_trait::async_trait;
use kernel::{Class, Coded};
use orders::Orders;
use orders::tasks::{self, Task};
use store::Change;
use workflow::machine::Failed;
use workflow::{Call, Decided, Performed, Performer};

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

    async fn decide(&self, call: &Call) -> Option<Decided> {
        match tasks::decide(&self.orders, &call.function, &call.input).await {
            Ok(None) => None,
            Ok(Some(decided)) => {
                let (orders, order) = (self.orders.clone(), decided.order);
                Some(Decided {
                    performed: performed(decided.value),
                    change: decided.change,
                    committed: order.map(|order| {
                        Box::new(move || orders.tell(&order)) as Box<dyn FnOnce() + Send>
                    }),
                })
            }
            Err(error) => {
                let performed = refused(call, &error);
                Some(Decided { performed, change: Change::default(), committed: None })
            }
        }
    }

    async fn perform(&self, call: Call) -> Performed {
        match tasks::perform(&self.orders, &call.function, &call.input).await {
            Ok(task) => performed(task),
            Err(error) => refused(&call, &error),
        }
    }
}

fn performed(task: Task) -> Performed {
    match task {
        Task::Done(output) => Performed::Done(output),
        Task::Later => Performed::Later,
    }
}

fn refused(call: &Call, error: &orders::Error) -> Performed {
    if !error.class().is_public() {
        let (task, execution, code) = (&call.function, &call.execution, error.code());
        tracing::warn!(task, execution, code, error = chain(error), "a task failed");
    }
    Performed::Failed(failed(error))
}

/// An error as a workflow sees it: our code, and words for the customer if there are any. A mistake
/// of our own is told apart, so that it is nobody's refusal.
pub(crate) fn failed(error: &impl Coded) -> Failed {
    let (code, class) = (error.code(), error.class());
    let name = match class {
        Class::Bug => format!("bug.{code}"),
        class if class.is_worth_retrying() => UNAVAILABLE.to_owned(),
        _ => code.to_owned(),
    };
    let cause = if class.is_public() { error.to_string() } else { code.to_owned() };
    Failed { error: Some(name), cause: Some(cause) }
}

/// An error with everything that caused it.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
