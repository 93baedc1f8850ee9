//! Why this context did not do what it was asked; each code has a page in `docs/problems`.

use kernel::{Class, Coded, Field};

use crate::domain::{ADDRESSES_MAX, AddressId, CONSENTS_MAX, Fault};

/// Why this context did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The input is wrong; each fault with its place.
    #[error("{}", sentence(.0))]
    Invalid(Vec<Fault>),
    /// It has changed since the caller read it.
    #[error("your profile has changed since you read it; read it again and repeat your change")]
    ChangedMeanwhile,
    /// The caller has no such address.
    #[error("you have no address {0}")]
    NoSuchAddress(AddressId),
    /// The caller has as many addresses as one may have.
    #[error("you have {ADDRESSES_MAX} addresses, which is all there can be; remove one first")]
    TooManyAddresses,
    /// The consent record is full.
    #[error("your consent record has {CONSENTS_MAX} entries, which is all there can be")]
    TooManyConsents,
    /// Guests have no profile.
    #[error(
        "a guest has no profile; sign in first, and your orders can become those of an account"
    )]
    GuestHasNoProfile,
    /// Whoever this was asked to be forgotten.
    #[error("this account was erased, and nothing is kept of it")]
    Erased,
    /// An order has not ended yet, and needs to know how to reach its customer.
    #[error("an order of yours is under way; wait until it has ended, or cancel it")]
    OrderUnderWay,
    /// Who may call is decided elsewhere, and nobody is let in as a guest there.
    #[error("there are no guests here; sign in to order")]
    NoGuests,
    /// It is no token that this instance gave to a guest, or it has expired.
    #[error("this is not a token that a guest has here now: {0}")]
    InvalidGuestToken(String),
    /// Nothing is kept of this person.
    #[error("there is no such customer")]
    NoSuchCustomer,
    /// A list is read on from a place we never named.
    #[error(transparent)]
    BadCursor(#[from] kernel::InvalidCursor),
    /// Others keep changing the same profile.
    #[error("others keep changing the same profile")]
    Contended,
    /// Somebody else who keeps something of people could not answer.
    #[error("{source}")]
    Elsewhere {
        /// Its code.
        code: &'static str,
        /// Its class.
        class: Class,
        /// What it said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Every code of this context; each has its page in `docs/problems`.
pub const CODES: &[&str] = &[
    "users.invalid",
    "users.changed-meanwhile",
    "users.no-such-address",
    "users.too-many-addresses",
    "users.too-many-consents",
    "users.guest-has-no-profile",
    "users.erased",
    "users.order-under-way",
    "users.no-guests",
    "users.invalid-guest-token",
    "users.no-such-customer",
    "users.bad-cursor",
    "users.contended",
];

impl Error {
    /// Wraps what somebody else said, keeping its code and class.
    pub fn elsewhere(error: impl Coded) -> Self {
        Self::Elsewhere { code: error.code(), class: error.class(), source: Box::new(error) }
    }
}

impl Coded for Error {
    fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "users.invalid",
            Self::ChangedMeanwhile => "users.changed-meanwhile",
            Self::NoSuchAddress(_) => "users.no-such-address",
            Self::TooManyAddresses => "users.too-many-addresses",
            Self::TooManyConsents => "users.too-many-consents",
            Self::GuestHasNoProfile => "users.guest-has-no-profile",
            Self::Erased => "users.erased",
            Self::OrderUnderWay => "users.order-under-way",
            Self::NoGuests => "users.no-guests",
            Self::InvalidGuestToken(_) => "users.invalid-guest-token",
            Self::NoSuchCustomer => "users.no-such-customer",
            Self::BadCursor(_) => "users.bad-cursor",
            Self::Contended => "users.contended",
            Self::Elsewhere { code, .. } => code,
            Self::Store(error) => error.code(),
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::Invalid(_) | Self::InvalidGuestToken(_) | Self::BadCursor(_) => Class::Invalid,
            Self::ChangedMeanwhile => Class::Stale,
            Self::NoSuchAddress(_) | Self::NoSuchCustomer | Self::Erased => Class::NotFound,
            Self::TooManyAddresses
            | Self::TooManyConsents
            | Self::GuestHasNoProfile
            | Self::OrderUnderWay
            | Self::NoGuests => Class::Rejected,
            Self::Contended => Class::Unavailable,
            Self::Elsewhere { class, .. } => *class,
            Self::Store(error) => error.class(),
        }
    }

    fn fields(&self) -> Vec<Field> {
        let Self::Invalid(faults) = self else { return Vec::new() };
        let field = |fault: &Fault| Field {
            pointer: fault.pointer.clone(),
            code: self.code(),
            detail: fault.detail.clone(),
        };
        faults.iter().map(field).collect()
    }
}

fn sentence(faults: &[Fault]) -> String {
    match faults {
        [] => "the input is wrong".to_owned(),
        [fault] => format!("{} {}", fault.pointer, fault.detail),
        [fault, others @ ..] => {
            format!("{} {}, and {} more", fault.pointer, fault.detail, others.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_page() {
        let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/problems");
        for code in CODES {
            let page = format!("{pages}/{code}.md");
            let text = std::fs::read_to_string(&page).expect(&page);
            assert!(text.starts_with(&format!("# {code}\n")), "{page}");
        }
    }

    #[test]
    fn one_fault_is_told_and_more_are_counted() {
        let fault =
            |pointer: &str| Fault { pointer: pointer.to_owned(), detail: "is empty".to_owned() };
        let error = Error::Invalid(vec![fault("/name"), fault("/email")]);
        assert_eq!(error.to_string(), "/name is empty, and 1 more");
        assert_eq!(error.fields().len(), 2);
    }
}
