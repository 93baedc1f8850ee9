//! What is particular to the DynamoDB adapter; what it shares with the others is the conformance
//! suite.

#![cfg(feature = "aws")]

mod calls;
mod house;
mod making;
mod order;
mod outages;
mod proxy;
mod stand_in;
