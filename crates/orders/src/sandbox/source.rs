//! The test sources.

use crate::error::Error;

/// What a customer of the sandbox pays with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// Everything works.
    Approved,
    /// Declined without a reason.
    Declined,
    /// Declined for want of money.
    InsufficientFunds,
    /// Works, after a while.
    Slow,
    /// Never answers.
    Timeout,
    /// Is authorised, and cannot be captured.
    CaptureFails,
}

impl Source {
    const ALL: [(&str, Self); 6] = [
        ("tok_approved", Self::Approved),
        ("tok_declined", Self::Declined),
        ("tok_insufficient_funds", Self::InsufficientFunds),
        ("tok_slow", Self::Slow),
        ("tok_timeout", Self::Timeout),
        ("tok_capture_fails", Self::CaptureFails),
    ];

    pub(super) fn find(name: &str) -> Result<Self, Error> {
        let known = Self::ALL.iter().find(|(known, _)| *known == name);
        known.map(|(_, source)| *source).ok_or(Error::UnknownPaymentSource)
    }
}
