//! The rules of signing in: pure functions, without time, chance or storage.

mod client;
mod email;
mod own_apps;
mod password;
mod pkce;
mod scope;
mod strength;
mod throttle;

pub use client::{Client, Grant, redirect_uri_flaw};
pub use email::Email;
pub use own_apps::{is_own_app, own_apps};
pub use password::{
    CHARS_MAX as PASSWORD_CHARS_MAX, CHARS_MIN as PASSWORD_CHARS_MIN, GUESSES_MIN, PasswordFlaw,
    length_flaw,
};
pub use pkce::{is_challenge, is_verifier};
pub use scope::Scope;
pub use strength::{Method, Strength, amr};
pub use throttle::{Counted, left_s, wait_s};
