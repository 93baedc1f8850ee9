#![doc = include_str!("../README.md")]

mod consumer;
mod error;
mod port;
mod relay;
mod stored;

pub use consumer::{Consumer, Handler, HandlerError, Settings};
pub use error::Error;
pub use port::{
    Attributes, BATCH_MAX, DEDUPLICATION_WINDOW, Delivery, Message, Part, Peeked, Queue,
    VISIBILITY_MAX,
};
pub use relay::{Relay, Routes};
pub use stored::{COLLECTIONS, MAX_RECEIVES, StoredQueue};
