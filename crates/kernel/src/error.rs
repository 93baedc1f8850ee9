//! How an error is classified. One code serves four uses: the problem type of an HTTP answer, the
//! error name in a workflow, the label of a metric, and the page `docs/problems/<code>.md`.

/// What kind of failure this is. It decides three things: the HTTP status, whether a queue or a
/// workflow tries again, and how much of the error a caller may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A rule says no, now: 409.
    Rejected,
    /// The input cannot be right, whatever the state: 422.
    Invalid,
    /// The input cannot even be read: 400.
    Malformed,
    /// There is no such thing, or it is somebody else's: 404.
    NotFound,
    /// Nobody has said who they are: 401.
    Unauthenticated,
    /// The caller may not do this: 403.
    Forbidden,
    /// The address exists, but not for this method: 405.
    NotAllowed,
    /// The thing has changed since the caller read it: 412.
    Stale,
    /// Too large: 413.
    TooLarge,
    /// Not in a format we read: 415.
    Unsupported,
    /// The request must say which version it means: 428 (RFC 6585).
    Unconditional,
    /// Too many requests: 429.
    TooMany,
    /// Something we depend on does not answer; trying again later is right: 503.
    Unavailable,
    /// Our own mistake: 500.
    Bug,
}

impl Class {
    /// The HTTP status of this class.
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::NotAllowed => 405,
            Self::Rejected => 409,
            Self::Stale => 412,
            Self::TooLarge => 413,
            Self::Unsupported => 415,
            Self::Invalid => 422,
            Self::Unconditional => 428,
            Self::TooMany => 429,
            Self::Bug => 500,
            Self::Unavailable => 503,
        }
    }

    /// Whether doing the same thing again may succeed without anybody changing it.
    pub const fn is_worth_retrying(self) -> bool {
        matches!(self, Self::Stale | Self::Unavailable | Self::TooMany)
    }

    /// Whether the error's text is meant for callers. What is not shows only a request id.
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Unavailable | Self::Bug)
    }
}

/// An error with a code and a class. Every context has one enum that implements this.
///
/// `Display` is the sentence a caller reads; it never prints its source.
pub trait Coded: std::error::Error + Send + Sync + 'static {
    /// The stable code, `context.words-with-hyphens`, for example `orders.out-of-stock`.
    fn code(&self) -> &'static str;

    /// What kind of failure this is.
    fn class(&self) -> Class;

    /// The places in the input that caused it, where there are any.
    fn fields(&self) -> Vec<Field> {
        Vec::new()
    }
}

/// One place in the input that is wrong, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Where: a JSON pointer (RFC 6901) into the body, such as `/lines/0/quantity`.
    pub pointer: String,
    /// The code of this one mistake, such as `orders.unknown-option`.
    pub code: &'static str,
    /// A sentence for whoever sent it.
    pub detail: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worth_retrying_is_never_the_callers_own_mistake() {
        for class in [Class::Rejected, Class::Invalid, Class::Malformed, Class::NotFound] {
            assert!(!class.is_worth_retrying(), "{class:?}");
        }
    }

    #[test]
    fn our_own_failures_are_not_shown_to_callers() {
        assert!(!Class::Bug.is_public());
        assert!(!Class::Unavailable.is_public());
        assert!(Class::Rejected.is_public());
    }
}
