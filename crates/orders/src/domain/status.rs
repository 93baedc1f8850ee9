//! Where an order stands.

/// Where an order stands. Pickup and dine-in end with `Collected`, delivery with `Delivered`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Durable; its place in the queue is fixed.
    Placed,
    /// Stock is held and the ticket has its number.
    Confirmed,
    /// It cannot be made. Final.
    Rejected,
    /// It is being made.
    Preparing,
    /// It can be fetched, or taken along.
    Ready,
    /// It is on its way to the customer.
    OutForDelivery,
    /// The customer has fetched it. Final.
    Collected,
    /// It was brought to the customer. Final.
    Delivered,
    /// Nobody came for it. Final.
    NoShow,
    /// It could not be brought to the customer. Final.
    Undeliverable,
    /// It is no longer wanted. Final.
    Cancelled,
}

impl Status {
    /// Every status, in the order of an order's life.
    pub const ALL: [Self; 11] = [
        Self::Placed,
        Self::Confirmed,
        Self::Rejected,
        Self::Preparing,
        Self::Ready,
        Self::OutForDelivery,
        Self::Collected,
        Self::Delivered,
        Self::NoShow,
        Self::Undeliverable,
        Self::Cancelled,
    ];

    /// The word on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
            Self::Preparing => "preparing",
            Self::Ready => "ready",
            Self::OutForDelivery => "out-for-delivery",
            Self::Collected => "collected",
            Self::Delivered => "delivered",
            Self::NoShow => "no-show",
            Self::Undeliverable => "undeliverable",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether nothing can happen to the order any more.
    pub const fn is_final(self) -> bool {
        match self {
            Self::Placed
            | Self::Confirmed
            | Self::Preparing
            | Self::Ready
            | Self::OutForDelivery => false,
            Self::Rejected
            | Self::Collected
            | Self::Delivered
            | Self::NoShow
            | Self::Undeliverable
            | Self::Cancelled => true,
        }
    }
}
