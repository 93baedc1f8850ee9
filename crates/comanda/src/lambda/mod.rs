//! The functions of AWS Lambda: the same contexts, routers and handlers as the server, woken by
//! events instead of waiting for them. Each is a program of its own (`src/bin`) and holds only the
//! clients it calls.
//!
//! A function asks AWS for nothing before its first event, but for the instance's key where it
//! signs tokens itself: what is asked at a start is waited for by a customer.

mod api;
mod export;
mod failure;
mod invocation;
mod metrics;
mod opened;
mod reconcile;
mod relay;
mod scheduled;
mod start;
mod tasks;
#[cfg(test)]
mod testing;
mod worker;

pub use self::api::api;
pub use self::relay::relay;
pub use self::scheduled::scheduled;
pub use self::tasks::tasks;
pub use self::worker::worker;
