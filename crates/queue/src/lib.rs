#![doc = include_str!("../README.md")]

mod backoff;
#[cfg(feature = "aws")]
mod batches;
mod consumer;
mod error;
mod port;
mod relay;
#[cfg(feature = "aws")]
pub mod sns;
#[cfg(feature = "aws")]
pub mod sqs;
mod stored;

pub use consumer::{Consumer, Handler, HandlerError, Settings};
pub use error::Error;
pub use port::{
    Attributes, BATCH_MAX, DEDUPLICATION_WINDOW, Delivery, Message, Part, Peeked, Queue,
    VISIBILITY_MAX,
};
pub use relay::{Carried, Carrier, Relay, Routed, Routes};
pub use stored::{COLLECTIONS, MAX_RECEIVES, StoredQueue};
