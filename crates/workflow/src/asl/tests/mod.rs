//! Definitions that are read, and definitions that are refused, as tables.

mod any;
mod choices;
mod documents;
mod errors;
mod good;
mod languages;
mod levels;
mod maps;
mod numbers;
mod order;
mod paths;
mod states;
mod table;
mod variables;
