#![doc = include_str!("../README.md")]

pub mod domain;
mod error;
pub mod events;
pub mod http;
pub mod ports;
mod records;
pub mod sandbox;
pub mod service;
mod stored;
pub mod subscribers;

pub use error::Error;
pub use service::{Live, Orders};

/// What this context stores.
pub static COLLECTIONS: &[&dyn store::Declared] = &[
    &records::ORDERS,
    &records::TICKET_BOOKS,
    &stored::PAYMENTS,
    &stored::CAPACITY_HOLDS,
    &stored::QR_CODES,
    &stored::QR_WINDOWS,
    &stored::REDEMPTIONS,
    &stored::ORDER_WAITS,
    &sandbox::SANDBOX_PAYMENTS,
];
