//! The query languages: paths, intrinsic functions, JSONata, and templates made of them.

mod chance;
mod cursor;
mod digest;
mod expression;
mod fault;
mod intrinsic;
mod making;
mod number;
mod path;
mod scope;
mod template;

pub use expression::Expression;
pub use fault::Fault;
pub use path::{Path, ReferencePath};
pub use scope::{Ambient, Scope, Variables};
pub use template::{Flaw, Template};
