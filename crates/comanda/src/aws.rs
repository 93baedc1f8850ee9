//! Opening the adapters for AWS: the same for servers, tools and functions.

use std::sync::Arc;

use aws_config::{BehaviorVersion, SdkConfig};
use kernel::Random;
use queue::sns::{Published, SnsTopics};
use queue::sqs::SqsQueue;
use queue::{Carrier, Queue};
use workflow::{StepFunctions, Workflows};

use crate::workflows::ORDER_FULFILMENT;

/// Account, region and connections, as the surroundings say; one for all clients of a process.
/// Nothing is called yet.
pub(crate) async fn sdk() -> SdkConfig {
    aws_config::load_defaults(BehaviorVersion::latest()).await
}

/// The queues of SQS, and who carries messages there; topics by way of SNS.
pub(crate) fn queue(
    prefix: &str,
    events: &str,
    sdk: &SdkConfig,
    random: &Arc<dyn Random>,
) -> (Arc<dyn Queue>, Arc<dyn Carrier>) {
    let queue = Arc::new(SqsQueue::new(prefix, sdk, random.clone()));
    let topics = SnsTopics::new(events, sdk, random.clone());
    (queue.clone(), Arc::new(Published::new(topics, queue)))
}

/// The workflow of orders on Step Functions.
pub(crate) fn workflows(machine: &str, sdk: &SdkConfig) -> anyhow::Result<Arc<dyn Workflows>> {
    let machines = [(ORDER_FULFILMENT.to_owned(), machine.to_owned())];
    Ok(Arc::new(StepFunctions::new(machines, sdk)?))
}
