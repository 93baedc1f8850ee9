//! `openidconnect`, a library that nobody here wrote, as a client of our OpenID provider: the whole
//! program in one process, and a person who goes through its pages.

mod client;
mod person;
mod provider;
mod sign_in;
mod step_up;
