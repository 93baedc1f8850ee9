//! What one context asks of another, answered here so that neither knows the other.

mod catalog;
mod functions;
mod notices;
mod order_workflow;

pub(crate) use self::catalog::InProcessCatalog;
pub(crate) use self::functions::Functions;
pub(crate) use self::notices::InProcessOrders;
pub(crate) use self::order_workflow::{do_stock_task, hear};
