#![doc = include_str!("../README.md")]

pub mod domain;
mod error;
mod events;
pub mod http;
pub mod mailer;
pub mod ports;
pub mod push;
mod records;
pub mod service;
pub mod subscribers;
pub mod tasks;
mod word;

pub use error::Error;
pub use events::{PUSH_GROUPS, QUEUE};
pub use service::Notify;

/// What this context stores.
pub static COLLECTIONS: &[&dyn store::Declared] =
    &[&records::NOTIFICATIONS, &records::PUSH_SUBSCRIPTIONS, &records::PUSH_ENDPOINTS];
