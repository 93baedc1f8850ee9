//! What one context asks of another, answered here so that neither knows the other.

mod catalog;
mod decided;
mod functions;
mod in_hand;
mod issuer_document;
mod issuer_keys;
#[cfg(test)]
mod issuer_keys_tests;
mod issuer_origins;
mod notices;
mod order_workflow;
mod people;
mod sign_in;

pub(crate) use self::catalog::InProcessCatalog;
pub(crate) use self::functions::Functions;
#[cfg(feature = "aws")]
pub(crate) use self::functions::{UNAVAILABLE, chain, failed};
pub(crate) use self::issuer_keys::IssuerKeys;
pub(crate) use self::issuer_origins::issuer_origins;
pub(crate) use self::notices::InProcessOrders;
#[cfg(feature = "aws")]
pub(crate) use self::order_workflow::take_up;
pub(crate) use self::order_workflow::{do_stock_task, hear};
pub(crate) use self::people::{InProcessHoldings, NoAccounts, guest_tokens};
pub(crate) use self::sign_in::{InProcessUsers, Letters, OwnAccounts, OwnKeys};
