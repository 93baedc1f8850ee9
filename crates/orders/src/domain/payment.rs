//! What was paid for an order: a ledger, entry by entry. Its rules are in [`Payment::decide`].

use kernel::{Currency, Money, OrderId, Timestamp};

/// The payment of one order. Everything about it follows from its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// For which order.
    pub order: OrderId,
    /// The currency of all amounts; `None` when it was voided before anything was asked for.
    pub currency: Option<Currency>,
    /// What the customer pays with, as the provider names it; `None` as above.
    pub source: Option<String>,
    /// What happened, in order.
    pub entries: Vec<PaymentEntry>,
}

/// One thing that happened to a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentEntry {
    /// When it was decided.
    pub at: Timestamp,
    /// What it was.
    pub what: PaymentFact,
}

/// What can happen to a payment. Amounts are in minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentFact {
    /// The provider holds the money for us.
    Authorised {
        /// How much.
        amount_minor: i64,
        /// The provider's name for it.
        reference: String,
    },
    /// The provider gives no money. Final.
    Declined(Decline),
    /// The money is ours.
    Captured {
        /// How much.
        amount_minor: i64,
    },
    /// Nothing is held any more, and nothing will be. Final.
    Voided,
    /// Money went back to the customer.
    Refunded {
        /// How much.
        amount_minor: i64,
        /// Why, in the words of who refunded.
        reason: Option<String>,
        /// What tells a repeated refund from another one.
        key: String,
    },
}

/// Why a provider gives no money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decline {
    /// It does not say.
    Declined,
    /// There is not enough.
    InsufficientFunds,
}

impl Decline {
    /// The error code of this reason.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Declined => "orders.payment-declined",
            Self::InsufficientFunds => "orders.insufficient-funds",
        }
    }
}

/// Where a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaymentState {
    /// Nothing was paid.
    None,
    /// The provider holds the money for us.
    Authorised,
    /// The provider gives none.
    Declined,
    /// The money is ours.
    Captured,
    /// It was given back before it was ours.
    Voided,
    /// Some of it, or all, went back.
    Refunded,
}

impl PaymentState {
    /// The word on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Authorised => "authorised",
            Self::Declined => "declined",
            Self::Captured => "captured",
            Self::Voided => "voided",
            Self::Refunded => "refunded",
        }
    }
}

/// What can be asked of a payment. Amounts are in minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentCommand {
    /// The provider holds so much.
    Authorise {
        /// How much.
        amount_minor: i64,
        /// The provider's name for it.
        reference: String,
    },
    /// The provider gives nothing.
    Decline(Decline),
    /// So much of what is held becomes ours.
    Capture {
        /// How much.
        amount_minor: i64,
    },
    /// What is held goes back, and nothing will be held.
    Void,
    /// So much goes back.
    Refund {
        /// How much.
        amount_minor: i64,
        /// Why.
        reason: Option<String>,
        /// What tells a repeated refund from another one.
        key: String,
    },
}

/// Why a command was not followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentRefusal {
    /// The provider had declined.
    Declined(Decline),
    /// It was voided before.
    Voided,
    /// Nothing, or less, is held that could be captured.
    NotAuthorised,
    /// It cannot be voided any more, only refunded.
    Captured,
    /// Not so much can be refunded.
    NotRefundable {
        /// How much can, in minor units.
        refundable_minor: i64,
    },
    /// The key belongs to another refund.
    KeyReused,
}

/// Money the provider holds, or held, for us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The provider's name for it.
    pub reference: String,
    /// How much.
    pub amount: Money,
}

impl Payment {
    /// A payment that nothing has happened to.
    pub fn of(order: OrderId, currency: Option<Currency>, source: Option<String>) -> Self {
        Self { order, currency, source, entries: Vec::new() }
    }

    /// Where it stands.
    pub fn state(&self) -> PaymentState {
        self.entries.last().map_or(PaymentState::None, |entry| match entry.what {
            PaymentFact::Authorised { .. } => PaymentState::Authorised,
            PaymentFact::Declined(_) => PaymentState::Declined,
            PaymentFact::Captured { .. } => PaymentState::Captured,
            PaymentFact::Voided => PaymentState::Voided,
            PaymentFact::Refunded { .. } => PaymentState::Refunded,
        })
    }

    /// What the provider was asked to hold, whatever became of it.
    pub fn hold(&self) -> Option<Hold> {
        let currency = self.currency?;
        self.entries.iter().find_map(|entry| match &entry.what {
            PaymentFact::Authorised { amount_minor, reference } => Some(Hold {
                reference: reference.clone(),
                amount: Money::new(*amount_minor, currency),
            }),
            _ => None,
        })
    }

    /// How much became ours, in minor units.
    pub fn captured_minor(&self) -> i64 {
        self.sum(|what| match what {
            PaymentFact::Captured { amount_minor } => *amount_minor,
            _ => 0,
        })
    }

    /// How much went back after it was ours, in minor units.
    pub fn refunded_minor(&self) -> i64 {
        self.sum(|what| match what {
            PaymentFact::Refunded { amount_minor, .. } => *amount_minor,
            _ => 0,
        })
    }

    /// How much could still go back: captured less refunded, in minor units.
    pub fn refundable_minor(&self) -> i64 {
        self.captured_minor() - self.refunded_minor()
    }

    fn sum(&self, amount: impl Fn(&PaymentFact) -> i64) -> i64 {
        self.entries.iter().map(|entry| amount(&entry.what)).sum()
    }

    /// What the command makes of this payment; `None` when it is so already (a repeated command).
    ///
    /// # Errors
    /// Why the command is not followed; the payment stays as it is.
    pub fn decide(
        &self,
        command: PaymentCommand,
        now: Timestamp,
    ) -> Result<Option<Self>, PaymentRefusal> {
        let Some(what) = self.follow(command)? else { return Ok(None) };
        let last_at = self.entries.last().map_or(Timestamp::UNIX_EPOCH, |entry| entry.at);
        let mut next = self.clone();
        // Entries never go back in time, even when the clock does.
        next.entries.push(PaymentEntry { at: now.max(last_at), what });
        Ok(Some(next))
    }

    fn follow(&self, command: PaymentCommand) -> Result<Option<PaymentFact>, PaymentRefusal> {
        use PaymentState as State;
        let state = self.state();
        let what = match (command, state) {
            (PaymentCommand::Authorise { amount_minor, reference }, State::None) => {
                PaymentFact::Authorised { amount_minor, reference }
            }
            (PaymentCommand::Decline(why), State::None) => PaymentFact::Declined(why),
            (PaymentCommand::Authorise { .. } | PaymentCommand::Decline(_), State::Voided) => {
                return Err(PaymentRefusal::Voided);
            }
            (PaymentCommand::Authorise { .. }, State::Declined) => {
                return Err(PaymentRefusal::Declined(self.declined().unwrap_or(Decline::Declined)));
            }
            // What the provider answered first, it answers always.
            (PaymentCommand::Authorise { .. } | PaymentCommand::Decline(_), _)
            | (PaymentCommand::Void, State::Voided | State::Declined) => return Ok(None),
            (PaymentCommand::Capture { amount_minor }, State::Authorised) => {
                let held = self.hold().map_or(0, |hold| hold.amount.minor);
                if !(1..=held).contains(&amount_minor) {
                    return Err(PaymentRefusal::NotAuthorised);
                }
                PaymentFact::Captured { amount_minor }
            }
            (PaymentCommand::Capture { amount_minor }, State::Captured | State::Refunded)
                if amount_minor == self.captured_minor() =>
            {
                return Ok(None);
            }
            (PaymentCommand::Capture { .. }, _) => return Err(PaymentRefusal::NotAuthorised),
            (PaymentCommand::Void, State::None | State::Authorised) => PaymentFact::Voided,
            (PaymentCommand::Void, State::Captured | State::Refunded) => {
                return Err(PaymentRefusal::Captured);
            }
            (PaymentCommand::Refund { amount_minor, reason, key }, _) => {
                return self.refund(amount_minor, reason, &key);
            }
        };
        Ok(Some(what))
    }

    fn refund(
        &self,
        amount_minor: i64,
        reason: Option<String>,
        key: &str,
    ) -> Result<Option<PaymentFact>, PaymentRefusal> {
        let wanted = PaymentFact::Refunded { amount_minor, reason, key: key.to_owned() };
        let known = self.entries.iter().find(
            |entry| matches!(&entry.what, PaymentFact::Refunded { key: known, .. } if known == key),
        );
        if let Some(known) = known {
            return if known.what == wanted { Ok(None) } else { Err(PaymentRefusal::KeyReused) };
        }
        let refundable_minor = self.refundable_minor();
        if !(1..=refundable_minor).contains(&amount_minor) {
            return Err(PaymentRefusal::NotRefundable { refundable_minor });
        }
        Ok(Some(wanted))
    }

    /// Why the provider declined, if it did.
    pub fn declined(&self) -> Option<Decline> {
        self.entries.iter().find_map(|entry| match entry.what {
            PaymentFact::Declined(why) => Some(why),
            _ => None,
        })
    }
}

#[cfg(test)]
#[path = "payment_tests.rs"]
mod tests;
