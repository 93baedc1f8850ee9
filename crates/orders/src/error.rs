//! What can go wrong with an order; each code has a page in `docs/problems`.

use kernel::{Class, Coded, Field};

use crate::domain::{Flaw, FlawKind, Refusal, Status};

/// What can go wrong with an order.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such order, or it is somebody else's.
    #[error("there is no such order")]
    NotFound,
    /// There is no such location, or it has no menu yet.
    #[error("there is no location {0} with a menu")]
    UnknownLocation(String),
    /// The request cannot be priced; every flaw at once.
    #[error("{}", sentence(.0))]
    Flawed(Vec<Flaw>),
    /// The location takes no orders now.
    #[error("this location is closed{}", opening(.opens_at.as_deref()))]
    LocationClosed {
        /// When it opens, in its own time.
        opens_at: Option<String>,
    },
    /// The total is not the one the customer expected.
    #[error("the total is {actual} now, not {expected}: quote again and ask the customer")]
    TotalChanged {
        /// What the customer expected, in minor units.
        expected: i64,
        /// What it is, in minor units.
        actual: i64,
    },
    /// The key was used for another request before.
    #[error("this Idempotency-Key was used for another order; use a new key for a new order")]
    KeyReused,
    /// Something the order needs has run out.
    #[error("there is not enough left of: {}", .0.join(", "))]
    OutOfStock(Vec<String>),
    /// The order's status does not allow it.
    #[error("this cannot be done to an order that is {}", .0.word())]
    WrongStatus(Status),
    /// Another barista has the ticket.
    #[error("another barista has this ticket")]
    ClaimedByAnother,
    /// The customer asked too late.
    #[error("it is too late to cancel: the order is being made or done")]
    TooLateToCancel,
    /// The ticket was claimed and released too often.
    #[error("this ticket has changed hands too often")]
    TooManySteps,
    /// A filter names no status.
    #[error("\"{0}\" is not a status of an order")]
    UnknownStatus(String),
    /// A list is read on from a place we never named.
    #[error(transparent)]
    BadCursor(#[from] kernel::InvalidCursor),
    /// Two changes met and ours came second, again and again.
    #[error("the order keeps changing; try again")]
    Contended,
    /// The catalogue could not answer.
    #[error("{source}")]
    Catalog {
        /// Its code.
        code: &'static str,
        /// Its class.
        class: Class,
        /// What it said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The store could not answer.
    #[error("the store does not answer")]
    Store(#[from] store::Error),
}

impl Error {
    /// Wraps what the catalogue said, keeping its code and class.
    pub fn catalog(error: impl Coded) -> Self {
        Self::Catalog { code: error.code(), class: error.class(), source: Box::new(error) }
    }
}

/// When it opens, as the end of a sentence; nothing when that is not known.
fn opening(opens_at: Option<&str>) -> String {
    opens_at.map_or_else(String::new, |at| format!("; it opens {at}"))
}

/// One flaw is said as it is; several are counted and listed in the problem's `errors`.
fn sentence(flaws: &[Flaw]) -> String {
    match flaws {
        [flaw] => flaw.detail.clone(),
        flaws => format!("{} things are wrong with this request", flaws.len()),
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::WrongStatus(status) => Self::WrongStatus(status),
            Refusal::ClaimedByAnother => Self::ClaimedByAnother,
            Refusal::TooLateToCancel => Self::TooLateToCancel,
            Refusal::TooManySteps => Self::TooManySteps,
        }
    }
}

impl Coded for Error {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "orders.not-found",
            Self::UnknownLocation(_) => "orders.unknown-location",
            Self::Flawed(flaws) => match flaws.as_slice() {
                [flaw] => flaw.kind.code(),
                _ => "orders.invalid-request",
            },
            Self::LocationClosed { .. } => "orders.location-closed",
            Self::TotalChanged { .. } => "orders.total-changed",
            Self::KeyReused => "orders.idempotency-key-reused",
            Self::OutOfStock(_) => "orders.out-of-stock",
            Self::WrongStatus(_) => "orders.wrong-status",
            Self::ClaimedByAnother => "orders.claimed-by-another",
            Self::TooLateToCancel => "orders.too-late-to-cancel",
            Self::TooManySteps => "orders.too-many-steps",
            Self::UnknownStatus(_) => "orders.unknown-status",
            Self::BadCursor(_) => "orders.bad-cursor",
            Self::Contended => "orders.contended",
            Self::Catalog { code, .. } => code,
            Self::Store(error) => error.code(),
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::NotFound => Class::NotFound,
            // Sold out is the shop's state, not the caller's mistake.
            Self::Flawed(flaws) if flaws.iter().all(|f| f.kind == FlawKind::Unavailable) => {
                Class::Rejected
            }
            Self::Flawed(_)
            | Self::UnknownLocation(_)
            | Self::UnknownStatus(_)
            | Self::BadCursor(_) => Class::Invalid,
            Self::LocationClosed { .. }
            | Self::TotalChanged { .. }
            | Self::KeyReused
            | Self::OutOfStock(_)
            | Self::WrongStatus(_)
            | Self::ClaimedByAnother
            | Self::TooLateToCancel
            | Self::TooManySteps => Class::Rejected,
            Self::Contended => Class::Unavailable,
            Self::Catalog { class, .. } => *class,
            Self::Store(error) => error.class(),
        }
    }

    fn fields(&self) -> Vec<Field> {
        let field = |pointer: &str, code, detail: String| {
            vec![Field { pointer: pointer.to_owned(), code, detail }]
        };
        match self {
            Self::Flawed(flaws) => flaws
                .iter()
                .map(|flaw| Field {
                    pointer: flaw.pointer.clone(),
                    code: flaw.kind.code(),
                    detail: flaw.detail.clone(),
                })
                .collect(),
            Self::UnknownLocation(_) => field("/location", self.code(), self.to_string()),
            Self::TotalChanged { .. } => {
                field("/expected_total_minor", self.code(), self.to_string())
            }
            _ => Vec::new(),
        }
    }
}
