//! The whole program, end to end: what customers, baristas and managers see, on every store.

mod app;
mod bad_input;
mod document;
mod fuzz;
mod idempotency;
mod journey;
mod menu;
mod operations;
mod rights;
mod sequence;
mod stock;
mod streams;
mod waiting;
mod workflows;
