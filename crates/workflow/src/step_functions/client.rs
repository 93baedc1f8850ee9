//! Who speaks with Step Functions, how long it waits, and how often it tries.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_config::SdkConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_sfn::Client;
use aws_sdk_sfn::config::Builder;

use super::arn::Arn;
use crate::begin::no_such_execution;
use crate::error::Error;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(2);
/// How long one try may take; an answer takes tens of milliseconds.
const TRY: Duration = Duration::from_secs(4);
/// How long all tries together may take: less than a message is kept out of sight while it is
/// worked on, and less than a request may take.
const ALL_TRIES: Duration = Duration::from_secs(12);
/// How often to try. In between it waits: at most one second, then two, then four, of which chance
/// decides how much. Whoever is throttled is tried again like this, too.
const TRIES: u32 = 4;

/// Executions in Step Functions. Cheap to clone.
#[derive(Debug, Clone)]
pub struct StepFunctions {
    pub(super) client: Client,
    /// The state machines by our name for them.
    pub(super) machines: BTreeMap<String, Arn>,
}

impl StepFunctions {
    /// For state machines that are there: our name for each, and its ARN. Nothing is asked of AWS
    /// yet.
    ///
    /// The trace of whoever asks goes along by itself: inside a Lambda function the client sends
    /// the trace header with every call, and an execution that it starts belongs to that trace.
    ///
    /// # Errors
    /// [`Error::Unsound`] if an ARN is not one of a state machine.
    pub fn new(
        machines: impl IntoIterator<Item = (String, String)>,
        config: &SdkConfig,
    ) -> Result<Self, Error> {
        let read = |(name, arn): (String, String)| Ok((name, Arn::read(&arn)?));
        let machines = machines.into_iter().map(read).collect::<Result<_, Error>>()?;
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(CONNECT)
            .operation_attempt_timeout(TRY)
            .operation_timeout(ALL_TRIES)
            .build();
        let config = Builder::from(config)
            .retry_config(RetryConfig::standard().with_max_attempts(TRIES))
            .timeout_config(timeouts)
            .build();
        Ok(Self { client: Client::from_conf(config), machines })
    }

    /// The name of the machine and the ARN of an execution, by our id.
    pub(super) fn find<'a>(&self, id: &'a str) -> Result<(&'a str, String), Error> {
        let known = || {
            let (machine, name) = id.split_once(':')?;
            let arn = self.machines.get(machine)?;
            // What cannot be a name names none.
            crate::begin::check_name(name).ok()?;
            Some((machine, arn.execution(name)))
        };
        known().ok_or_else(|| no_such_execution(id))
    }
}
