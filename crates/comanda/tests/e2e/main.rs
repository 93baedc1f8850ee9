//! The whole program, end to end: what customers, baristas and managers see, on every store.

mod app;
mod bad_input;
mod busy_day;
mod cancel;
mod capacity;
mod document;
mod event_mode;
mod fulfilment;
mod fuzz;
mod held_back;
mod idempotency;
mod journey;
mod menu;
mod notifications;
mod operations;
mod payments;
mod policy;
mod repeats;
mod rights;
mod scans;
mod sequence;
mod stock;
mod streams;
mod waiting;
mod waits;
mod workflows;
