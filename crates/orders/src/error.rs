//! What can go wrong with an order; each code has a page in `docs/problems`.

use kernel::{Class, Coded, Field};

use crate::domain::{Decline, Flaw, PaymentRefusal, Refusal, Status};

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
    /// The location would take orders, but takes a break.
    #[error("this location takes a break{}", again(.until.as_deref()))]
    LocationPaused {
        /// When it takes orders again, in its own time.
        until: Option<String>,
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
    /// It is not done to orders that get to their customer this way.
    #[error("this cannot be done to an order for {0}")]
    WrongFulfilment(&'static str),
    /// Another barista has the ticket.
    #[error("another barista has this ticket")]
    ClaimedByAnother,
    /// The customer asked too late.
    #[error("it is too late to cancel: the order is being made or done")]
    TooLateToCancel,
    /// The ticket was claimed and released, marked or recalled too often.
    #[error("this ticket has gone back and forth too often")]
    TooManySteps,
    /// The order has no such line.
    #[error("{}", lines(*.0))]
    NoSuchLine(usize),
    /// The days, or times, asked for are the wrong way round or too many.
    #[error("{0}")]
    BadPeriod(&'static str),
    /// The order is not wanted any more; its workflow goes the way out.
    #[error("the order was cancelled")]
    Cancelled,
    /// Something went wrong that is not the customer's to know. Only as the reason of a rejection.
    #[error("something went wrong on our side; the order was not taken")]
    Failed,
    /// The location is in event mode, and nothing was scanned.
    #[error("this location takes orders by code: scan the one on display first")]
    QrCodeNeeded,
    /// A workflow asks for something in a shape that this context does not read.
    #[error("this is no task of orders: {0}")]
    BadTask(String),
    /// A filter names no status.
    #[error("\"{0}\" is not a status of an order")]
    UnknownStatus(String),
    /// A list is read on from a place we never named.
    #[error(transparent)]
    BadCursor(#[from] kernel::InvalidCursor),
    /// Two changes met and ours came second, again and again.
    #[error("the order keeps changing; try again")]
    Contended,
    /// The provider knows no such source of money.
    #[error("this payment source is not known")]
    UnknownPaymentSource,
    /// The provider gives no money.
    #[error("{}", declined(*.0))]
    PaymentDeclined(Decline),
    /// The provider does not let us have what it held.
    #[error("the payment could not be captured")]
    CaptureFailed,
    /// The payment was given back before.
    #[error("this payment was given back; nothing more is taken for the order")]
    PaymentVoided,
    /// Not so much can be refunded.
    #[error("{}", refundable(*.refundable_minor))]
    NotRefundable {
        /// How much can, in minor units.
        refundable_minor: i64,
    },
    /// The key was used for another refund before.
    #[error("this Idempotency-Key was used for another refund; use a new key for a new refund")]
    RefundKeyReused,
    /// A payment was refunded in too many parts.
    #[error("this payment was refunded in too many parts; only all of the rest can be refunded")]
    TooManyRefunds,
    /// The provider did not answer in time.
    #[error("the payment provider does not answer")]
    PaymentUnavailable,
    /// As many orders are open at the location as it takes.
    #[error("this location has its hands full right now; try again in a few minutes")]
    LocationBusy,
    /// As many orders of the customer are open as one may have.
    #[error("you have as many open orders here as you may; order again when one is done")]
    TooManyOpenOrders,
    /// The location is not in event mode.
    #[error("this location works without QR codes")]
    NoQrCodes,
    /// There is no such code, or the caller has not redeemed it.
    #[error("there is no such QR code")]
    UnknownQrCode,
    /// The code's window is over.
    #[error("this QR code is over; scan the one that is on the display now")]
    QrCodeExpired,
    /// Every token of the code is taken.
    #[error("everybody this QR code lets in has come; wait for the next one on the display")]
    QrCodeUsedUp,
    /// The redemption does not allow it; the word says what became of it.
    #[error("this cannot be done with a redemption that is {0}; scan the next QR code")]
    RedemptionOver(&'static str),
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

/// When a break is over, as the end of a sentence; nothing when that is not known.
fn again(until: Option<&str>) -> String {
    until.map_or_else(String::new, |at| format!("; it takes orders again {at}"))
}

fn lines(lines: usize) -> String {
    match lines {
        1 => "this order has one line: it is line 1".to_owned(),
        lines => format!("this order has {lines} lines, counted from 1"),
    }
}

fn declined(why: Decline) -> &'static str {
    match why {
        Decline::Declined => "the payment was declined; try another way to pay",
        Decline::InsufficientFunds => "there is not enough money; try another way to pay",
    }
}

fn refundable(minor: i64) -> String {
    match minor {
        0 => "nothing of this payment can be refunded".to_owned(),
        most => format!("1 to {most} can be refunded of this payment, in minor units"),
    }
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
            Refusal::WrongFulfilment(word) => Self::WrongFulfilment(word),
            Refusal::ClaimedByAnother => Self::ClaimedByAnother,
            Refusal::TooLateToCancel => Self::TooLateToCancel,
            Refusal::TooManySteps => Self::TooManySteps,
            Refusal::NoSuchLine(lines) => Self::NoSuchLine(lines),
        }
    }
}

impl From<PaymentRefusal> for Error {
    fn from(refusal: PaymentRefusal) -> Self {
        match refusal {
            PaymentRefusal::Declined(why) => Self::PaymentDeclined(why),
            PaymentRefusal::Voided => Self::PaymentVoided,
            PaymentRefusal::NotAuthorised => Self::CaptureFailed,
            // Whoever voids refunds what was captured; a capture that came between is read again.
            PaymentRefusal::Captured => Self::Contended,
            PaymentRefusal::NotRefundable { refundable_minor } => {
                Self::NotRefundable { refundable_minor }
            }
            PaymentRefusal::KeyReused => Self::RefundKeyReused,
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
            Self::LocationPaused { .. } => "orders.location-paused",
            Self::TotalChanged { .. } => "orders.total-changed",
            Self::KeyReused | Self::RefundKeyReused => "orders.idempotency-key-reused",
            Self::OutOfStock(_) => "orders.out-of-stock",
            Self::WrongStatus(_) => "orders.wrong-status",
            Self::WrongFulfilment(_) => "orders.wrong-fulfilment",
            Self::ClaimedByAnother => "orders.claimed-by-another",
            Self::TooLateToCancel => "orders.too-late-to-cancel",
            Self::TooManySteps => "orders.too-many-steps",
            Self::NoSuchLine(_) => "orders.no-such-line",
            Self::BadPeriod(_) => "orders.bad-period",
            Self::Cancelled => "orders.cancelled",
            Self::Failed => "orders.failed",
            Self::QrCodeNeeded => "orders.qr-code-needed",
            Self::BadTask(_) => "orders.bad-task",
            Self::UnknownStatus(_) => "orders.unknown-status",
            Self::BadCursor(_) => "orders.bad-cursor",
            Self::Contended => "orders.contended",
            Self::UnknownPaymentSource => "orders.unknown-payment-source",
            Self::PaymentDeclined(why) => why.code(),
            Self::CaptureFailed => "orders.capture-failed",
            Self::PaymentVoided => "orders.payment-voided",
            Self::NotRefundable { .. } => "orders.not-refundable",
            Self::TooManyRefunds => "orders.too-many-refunds",
            Self::PaymentUnavailable => "orders.payment-unavailable",
            Self::LocationBusy => "orders.location-busy",
            Self::TooManyOpenOrders => "orders.too-many-open-orders",
            Self::NoQrCodes => "orders.no-qr-codes",
            Self::UnknownQrCode => "orders.unknown-qr-code",
            Self::QrCodeExpired => "orders.qr-code-expired",
            Self::QrCodeUsedUp => "orders.qr-code-used-up",
            Self::RedemptionOver(_) => "orders.redemption-over",
            Self::Catalog { code, .. } => code,
            Self::Store(error) => error.code(),
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::NotFound | Self::UnknownQrCode | Self::NoSuchLine(_) => Class::NotFound,
            // Sold out is the shop's state, not the caller's mistake.
            Self::Flawed(flaws) if flaws.iter().all(|flaw| flaw.kind.is_of_the_shop()) => {
                Class::Rejected
            }
            Self::Flawed(_)
            | Self::UnknownLocation(_)
            | Self::UnknownStatus(_)
            | Self::BadPeriod(_)
            | Self::UnknownPaymentSource
            | Self::BadCursor(_) => Class::Invalid,
            Self::LocationClosed { .. }
            | Self::LocationPaused { .. }
            | Self::TotalChanged { .. }
            | Self::KeyReused
            | Self::OutOfStock(_)
            | Self::WrongStatus(_)
            | Self::WrongFulfilment(_)
            | Self::ClaimedByAnother
            | Self::TooLateToCancel
            | Self::TooManySteps
            | Self::PaymentDeclined(_)
            | Self::CaptureFailed
            | Self::PaymentVoided
            | Self::NotRefundable { .. }
            | Self::RefundKeyReused
            | Self::TooManyRefunds
            | Self::LocationBusy
            | Self::TooManyOpenOrders
            | Self::NoQrCodes
            | Self::QrCodeExpired
            | Self::QrCodeUsedUp
            | Self::RedemptionOver(_)
            | Self::Cancelled
            | Self::QrCodeNeeded => Class::Rejected,
            Self::BadTask(_) | Self::Failed => Class::Bug,
            Self::Contended | Self::PaymentUnavailable => Class::Unavailable,
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
