//! A fault that ends writing for good, until somebody has looked and restarted.

use std::sync::OnceLock;

use crate::error::Error;

/// Why nothing is written any more; empty while all is well.
#[derive(Default)]
pub(super) struct Fault(OnceLock<String>);

impl Fault {
    /// Ends writing. The first reason stays.
    pub(super) fn set(&self, why: String) {
        let _ = self.0.set(why);
    }

    /// Fails once writing has ended.
    pub(super) fn check(&self) -> Result<(), Error> {
        match self.0.get() {
            None => Ok(()),
            Some(why) => Err(Error::NotWritable(why.clone())),
        }
    }
}
