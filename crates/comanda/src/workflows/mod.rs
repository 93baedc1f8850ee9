//! The state machines of this program, and how administrators see their executions.

pub(crate) mod http;
mod machines;

pub(crate) use self::machines::{ORDER_FULFILMENT, machines};
