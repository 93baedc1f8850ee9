//! Reading states: each kind from its fields.

mod batcher;
mod choice;
mod comparison;
mod errors;
mod fail;
mod flow;
mod level;
mod map;
mod next;
mod parallel;
mod rescue;
mod state;
mod task;
mod wait;

pub(super) use level::level;
pub(super) use state::{choose_language, comment};
