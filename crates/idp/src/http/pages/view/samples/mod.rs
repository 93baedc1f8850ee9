//! Every page in every state that looks different, filled with what people may have written.

mod account;
mod given;
mod grants;
mod sign_in;

pub(crate) use given::{frame, pages};
