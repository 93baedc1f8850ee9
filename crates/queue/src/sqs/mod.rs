//! The adapter for Amazon SQS.

mod admin;
pub mod batch;
mod call;
mod queue;
mod receipts;
mod receive;
mod redrive;
mod send;
mod text;
mod urls;

pub(crate) use self::call::{patience, refused, unavailable, within};
pub use self::queue::SqsQueue;
pub(crate) use self::text::allowed;
