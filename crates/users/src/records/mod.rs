//! What is stored of this context, and by what it is found.

mod guest_claim;
mod profile;
mod word;

pub(crate) use self::guest_claim::{GUEST_CLAIMS, GuestClaimRecord};
pub(crate) use self::profile::{ALL, PROFILES, ProfileRecord, search_key};
