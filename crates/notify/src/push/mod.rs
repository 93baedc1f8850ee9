//! Pushes to browsers: the message is encrypted for the browser alone (RFC 8291), and the push
//! service of the browser's maker, which carries it, is told who sends it (RFC 8292).
//!
//! The address of a push service comes from whoever subscribes. So only https is spoken, to public
//! addresses alone, no answer leads anywhere else, and none is read.

mod client;
mod encrypt;
mod endpoint;
#[cfg(test)]
pub(crate) mod push_service;
#[cfg(test)]
mod tests;
mod vapid;
mod web_push;

pub use self::web_push::{Settings, WebPush};
