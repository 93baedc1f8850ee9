#![doc = include_str!("../README.md")]

pub mod domain;
mod error;
pub mod events;
pub mod http;
pub mod ports;
mod records;
pub mod service;

pub use error::{CODES, Error};
pub use service::{Registration, Users};

/// What this context stores.
pub static COLLECTIONS: &[&dyn store::Declared] = &[&records::PROFILES, &records::GUEST_CLAIMS];
