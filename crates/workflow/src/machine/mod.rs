//! The machine: what happens next. Pure: time and chance are arguments, and what it wants done is
//! told as data.

mod act;
mod choose;
mod context;
mod end;
mod execution;
mod flow;
mod gather;
mod history;
mod iterate;
mod rescue;
mod signal;
mod step;
mod tell;

pub use context::token;
pub use execution::{Execution, Failed, Outcome};
pub use history::Event;
pub use signal::{Action, Order, Signal, Step};
pub use step::{Moment, step};
pub use tell::answers_later;
