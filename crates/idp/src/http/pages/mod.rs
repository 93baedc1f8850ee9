//! The hosted pages: what people open, and the forms they send.
//!
//! Nothing changes by GET. A form is taken from our own pages only: the browser says where it comes
//! from (`Sec-Fetch-Site`, `Origin`), and does not send our cookies with other sites' forms.

mod account;
mod answer;
mod assets;
mod authorize;
mod changes;
mod cookies;
mod device;
mod forgotten;
mod going_on;
mod invited;
mod knock;
mod passkeys;
mod problems;
mod routes;
mod second_factor;
mod security;
mod sign_in;
mod sign_out;
mod sign_up;
mod view;

pub(super) use self::routes::router;
