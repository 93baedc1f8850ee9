#![doc = include_str!("../README.md")]

pub mod app;
mod apps;
mod audit;
#[cfg(feature = "aws")]
mod aws;
mod cli;
mod commands;
pub mod config;
mod contracts;
mod guests;
mod health;
#[cfg(feature = "aws")]
pub mod lambda;
mod links;
mod open;
mod pages;
mod policy;
pub mod router;
mod serve;
mod telemetry;
pub mod wiring;
mod work;
mod workflows;

pub use cli::run;
