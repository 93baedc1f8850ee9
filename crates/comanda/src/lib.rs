#![doc = include_str!("../README.md")]

pub mod app;
mod cli;
mod commands;
pub mod config;
mod contracts;
mod health;
mod links;
mod pages;
pub mod router;
mod serve;
mod telemetry;
pub mod wiring;
mod work;
mod workflows;

pub use cli::run;
