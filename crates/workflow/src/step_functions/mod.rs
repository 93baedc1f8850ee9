//! Executions in AWS Step Functions: the port, operation by operation.
//!
//! Step Functions keeps executions, timers, retries and histories; here is only what is asked of
//! it. The definition is the same file, with its placeholders filled in by whoever sets the state
//! machine up. What differs is written down in ADR 0009.

mod answers;
mod arn;
mod client;
mod fault;
mod history;
mod places;
mod port;
mod read;
mod start;

pub use self::client::StepFunctions;
