//! Requests to AWS, written out: what a client library would hide is what is tried here.

mod caller;
mod protocol;
mod read;
mod sign;

pub use caller::{Caller, REGION, Refusal};
pub use read::{Records, tags};
