//! What can be wrong with a request.

/// One thing that is wrong with a request, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// A JSON pointer into the request.
    pub pointer: String,
    /// What is wrong.
    pub kind: FlawKind,
    /// A sentence for the customer.
    pub detail: String,
}

/// What can be wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlawKind {
    /// There are no lines, or too many.
    BadLines,
    /// None, or too many, of one product.
    BadQuantity,
    /// A text is too long, empty, or not of the form it should have.
    BadText,
    /// The tip is negative, or more than anybody means to give.
    BadTip,
    /// The order cannot be ready at the time it is wanted, or that is too far ahead.
    BadPickupTime,
    /// The menu has no such product.
    UnknownProduct,
    /// The product has no such option.
    UnknownOption,
    /// A question was answered too few times.
    TooFewOptions,
    /// A question, or one answer, was chosen too often.
    TooManyOptions,
    /// It is on the menu, but not to be had now.
    Unavailable,
    /// The location is closed at the time the order is wanted.
    ClosedThen,
    /// The location takes a break, now or at the time the order is wanted.
    Paused,
    /// Nobody is the customer of an order that was taken at the counter.
    NotForWalkIn,
    /// The location brings, or hands, no orders to its customers in this way.
    NotOffered,
    /// Nothing can be paid when an order is placed.
    NotPaidAhead,
}

impl FlawKind {
    /// The code of this mistake.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BadLines => "orders.bad-lines",
            Self::BadQuantity => "orders.bad-quantity",
            Self::BadText => "orders.bad-text",
            Self::BadTip => "orders.bad-tip",
            Self::BadPickupTime => "orders.bad-pickup-time",
            Self::UnknownProduct => "orders.unknown-product",
            Self::UnknownOption => "orders.unknown-option",
            Self::TooFewOptions => "orders.too-few-options",
            Self::TooManyOptions => "orders.too-many-options",
            Self::Unavailable => "orders.unavailable",
            Self::ClosedThen => "orders.location-closed",
            Self::Paused => "orders.location-paused",
            Self::NotForWalkIn => "orders.not-for-walk-in",
            Self::NotOffered => "orders.fulfilment-not-offered",
            Self::NotPaidAhead => "orders.payment-not-offered",
        }
    }

    /// Whether it is the shop's state, and not the customer's mistake.
    pub const fn is_of_the_shop(self) -> bool {
        matches!(
            self,
            Self::Unavailable
                | Self::ClosedThen
                | Self::Paused
                | Self::NotOffered
                | Self::NotPaidAhead
        )
    }
}
