#![doc = include_str!("../README.md")]

pub mod domain;
mod error;
pub mod events;
pub mod http;
pub mod ports;
mod records;
pub mod sandbox;
pub mod service;
pub mod subscribers;
pub mod tasks;

pub use error::Error;
pub use service::{Live, Orders};

/// What this context stores.
pub static COLLECTIONS: &[&dyn store::Declared] = &[
    &records::ORDERS,
    &records::TICKET_BOOKS,
    &records::PAYMENTS,
    &records::CAPACITY_HOLDS,
    &records::QR_CODES,
    &records::QR_WINDOWS,
    &records::REDEMPTIONS,
    &records::ORDER_WAITS,
    &sandbox::SANDBOX_PAYMENTS,
];
