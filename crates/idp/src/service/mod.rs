//! The verbs of this context, a file each.

mod accounts;
#[cfg(test)]
mod accounts_tests;
mod admin;
mod apps;
mod authenticators;
mod change;
mod clients;
mod close;
#[cfg(test)]
mod factors_tests;
mod flows;
#[cfg(test)]
mod guessing_tests;
mod holdings;
mod idp;
mod invitations;
mod keys;
mod mails;
pub mod oauth;
mod passkeys;
mod password_rules;
mod reset_password;
mod second_factor;
mod sessions;
mod sign_in;
mod sign_up;
mod staff;
#[cfg(test)]
mod staff_tests;
#[cfg(test)]
pub(crate) mod testing;
mod throttles;

pub use self::accounts::{AccountView, PasskeyView, SessionView};
pub use self::admin::AccountLine;
pub use self::apps::AppView;
pub use self::authenticators::Enrolment;
pub use self::clients::NewClient;
pub use self::close::closing;
pub use self::holdings::holdings;
pub use self::idp::Idp;
pub(crate) use self::idp::flaw;
use self::idp::{ATTEMPTS, after};
pub use self::invitations::{Invited, TakenUp};
pub use self::mails::moment;
pub use self::second_factor::{Factors, Proof};
pub use self::sessions::{NewSession, SignedIn, Visitor};
pub use self::sign_in::Step;
pub use self::staff::Hired;
pub use self::throttles::network;
