//! What one context asks of another, answered here so that neither knows the other.

mod catalog;

pub(crate) use self::catalog::InProcessCatalog;
