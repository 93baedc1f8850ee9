//! A document before it means anything: JSON with places, and what is found wrong at them.

mod node;
mod place;
mod report;

pub(super) use node::{Json, Node, short};
pub(super) use place::Place;
pub(super) use report::{Flawed, Read, Report};
