//! As much of HTTP/1.1 as a load driver needs, with as little work for each request as can be: the
//! driver shares its cores with the server it measures.

mod client;
mod request;
mod response;

pub(crate) use client::{body, exchange};
pub(crate) use request::{Request, authority};
pub(crate) use response::Parser;
