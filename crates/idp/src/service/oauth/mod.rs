//! The verbs that clients use: OAuth 2.1 and OpenID Connect.

mod authorize;
mod client_auth;
#[cfg(test)]
mod code_tests;
mod device;
mod end_session;
mod inspect;
#[cfg(test)]
mod own_apps_tests;
mod refresh;
mod refusal;
mod token;
#[cfg(test)]
mod token_tests;
mod tokens;

pub use self::authorize::{Asked, Authorized, Request};
pub use self::client_auth::Credentials;
pub use self::device::{DeviceAsked, DeviceBegun};
pub use self::end_session::{End, EndRequest};
pub use self::inspect::Introspection;
pub use self::refusal::Refusal;
pub use self::token::TokenRequest;
pub use self::tokens::Tokens;
