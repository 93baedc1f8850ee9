//! What can be told, and to whom.

use std::fmt;
use std::str::FromStr;

/// What is told. Each kind has one audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Message {
    /// The order is accepted and has its number.
    OrderConfirmed,
    /// The order can be fetched.
    OrderReady,
    /// The order has left for the customer's address.
    OrderOnItsWay,
    /// The order cannot be made.
    OrderRejected,
    /// The order is no longer made.
    OrderCancelled,
    /// There is an order to make.
    NewOrder,
    /// Nobody made the order in time, and it was cancelled.
    WaitedTooLong,
    /// The order was made, but its payment could not be taken.
    PaymentNotCaptured,
}

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Whoever placed the order.
    Customer,
    /// The people of the order's location.
    Staff,
}

/// The text is not one of the words of its kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not {1}")]
pub struct UnknownWord(String, &'static str);

impl Message {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::OrderConfirmed,
        Self::OrderReady,
        Self::OrderOnItsWay,
        Self::OrderRejected,
        Self::OrderCancelled,
        Self::NewOrder,
        Self::WaitedTooLong,
        Self::PaymentNotCaptured,
    ];

    /// The word in tasks, records and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OrderConfirmed => "order-confirmed",
            Self::OrderReady => "order-ready",
            Self::OrderOnItsWay => "order-on-its-way",
            Self::OrderRejected => "order-rejected",
            Self::OrderCancelled => "order-cancelled",
            Self::NewOrder => "new-order",
            Self::WaitedTooLong => "waited-too-long",
            Self::PaymentNotCaptured => "payment-not-captured",
        }
    }

    /// Who is told this.
    pub const fn audience(self) -> Audience {
        match self {
            Self::OrderConfirmed
            | Self::OrderReady
            | Self::OrderOnItsWay
            | Self::OrderRejected
            | Self::OrderCancelled => Audience::Customer,
            Self::NewOrder | Self::WaitedTooLong | Self::PaymentNotCaptured => Audience::Staff,
        }
    }

    /// Whether the customer's browsers are told, too: what they wait for while the app is closed.
    pub const fn is_pushed(self) -> bool {
        matches!(self, Self::OrderReady | Self::OrderRejected | Self::OrderCancelled)
    }

    /// Whether something went wrong that whoever runs the shops should hear of as well.
    pub const fn is_for_admins_too(self) -> bool {
        matches!(self, Self::WaitedTooLong | Self::PaymentNotCaptured)
    }
}

impl Audience {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Customer, Self::Staff];

    /// The word in tasks, records and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Staff => "staff",
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Message {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let known = Self::ALL.into_iter().find(|message| message.word() == word);
        known.ok_or_else(|| UnknownWord(word.chars().take(40).collect(), "a message we send"))
    }
}

impl FromStr for Audience {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let known = Self::ALL.into_iter().find(|audience| audience.word() == word);
        known.ok_or_else(|| UnknownWord(word.chars().take(40).collect(), "customer or staff"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for message in Message::ALL {
            assert_eq!(message.word().parse(), Ok(message));
        }
        for audience in Audience::ALL {
            assert_eq!(audience.word().parse(), Ok(audience));
        }
        let error = "order-eaten".parse::<Message>().expect_err("no such message");
        assert_eq!(error.to_string(), "\"order-eaten\" is not a message we send");
    }
}
