//! The program as it is run: commands, what they print, and what becomes of the records.

mod check;
mod killed;
mod menu;
mod people;
mod program;
mod queue;
mod serve;
mod words;
mod workflow;
