//! `worker`: the messages of one queue of SQS, handled as a server handles them. It is deployed
//! once for each queue, with the rights of that service.

use std::process::ExitCode;
use std::sync::Arc;

use queue::sqs::batch::{self, Answer, Event};

use super::failure::Failure;
use super::invocation::Invocation;
use super::metrics::Measure::Count;
use super::metrics::Metrics;
use super::start::{run, serve};
use crate::wiring::Service;

/// The program of the function.
pub fn worker() -> ExitCode {
    run(async |opened| {
        let (contexts, workflows) = (opened.contexts().await?, opened.workflows()?);
        let notify = opened.notify(&contexts).await?;
        let worker = Worker {
            services: Service::all(&contexts, &workflows, &notify).map(Arc::new).to_vec(),
            prefix: opened.queues()?.0,
            metrics: Metrics::of(&opened),
        };
        serve(&opened, |event, call| worker.handle(event, call)).await
    })
}

struct Worker {
    services: Vec<Arc<Service>>,
    prefix: String,
    metrics: Metrics,
}

impl Worker {
    /// Handles the messages of an event; the answer names those that come again.
    async fn handle(&self, event: Event, call: Invocation) -> Result<Answer, Failure> {
        let Some(first) = event.records.first() else { return Ok(Answer::default()) };
        let service = self.service(&first.queue_arn)?;
        let (queue, count) = (service.queue(), event.records.len());
        let answer = batch::handle(queue, event, service, call.deadline).await;
        let failed = answer.batch_item_failures.len();
        let counts = [
            ("MessagesHandled", Count(count.saturating_sub(failed))),
            ("MessagesFailed", Count(failed)),
        ];
        self.metrics.say(&[("Queue", queue)], &counts);
        Ok(answer)
    }

    /// Whose queue it is: `arn:aws:sqs:REGION:ACCOUNT:PREFIX-QUEUE.fifo`.
    fn service(&self, arn: &str) -> Result<Arc<Service>, Failure> {
        let name = arn.rsplit(':').next().unwrap_or_default();
        let queue = name.strip_suffix(".fifo").and_then(|name| name.strip_prefix(&self.prefix));
        let queue = queue.and_then(|name| name.strip_prefix('-'));
        let found = self.services.iter().find(|service| Some(service.queue()) == queue);
        found.cloned().ok_or_else(|| {
            Failure::new("bug.unknown-queue", format_args!("no service consumes {name}"))
        })
    }
}

#[cfg(test)]
#[path = "worker_tests.rs"]
mod tests;
