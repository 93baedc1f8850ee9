#![doc = include_str!("../README.md")]

pub mod domain;
mod error;
pub mod events;
pub mod http;
mod passwords;
pub mod ports;
mod records;
mod secrets;
pub mod service;
pub mod words;

pub use error::Error;
pub use passwords::Cost;
pub use service::{Idp, closing, holdings};

/// What this context stores.
pub static COLLECTIONS: &[&dyn store::Declared] = &[
    &records::ACCOUNTS,
    &records::AUTHORIZATION_CODES,
    &records::CHALLENGES,
    &records::CLIENTS,
    &records::DEVICE_CODES,
    &records::EMAILS,
    &records::FLOWS,
    &records::REFRESH_TOKENS,
    &records::SESSIONS,
    &records::SIGNING_KEYS,
    &records::THROTTLES,
    &records::USER_CODES,
];
