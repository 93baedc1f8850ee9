//! Event mode: a code on a display lets so many customers order in each window of time, and one who
//! scanned it has a redemption: the right to place one order.

use kernel::{LocationId, OrderId, PrincipalId, Timestamp};

use super::QrRules;

/// A code, as it is shown on a display.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrCode {
    /// What stands in the picture: nobody can guess it.
    pub code: String,
    /// Where it lets in.
    pub location: LocationId,
    /// When it began.
    pub from: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// How many customers it lets in.
    pub tokens: u32,
}

impl QrRules {
    /// The window `now` lies in. Windows follow each other from the epoch on, so that every process
    /// knows the same ones.
    pub fn window(&self, now: Timestamp) -> (Timestamp, Timestamp) {
        let lasts = self.lasts_s();
        let from = now.as_second().div_euclid(lasts).saturating_mul(lasts);
        let at = |second| Timestamp::from_second(second).unwrap_or(now);
        (at(from), at(from.saturating_add(lasts)))
    }

    /// How long a code is shown, in whole seconds.
    pub fn lasts_s(&self) -> i64 {
        i64::try_from(self.lasts.as_secs()).unwrap_or(i64::MAX).max(1)
    }
}

impl QrCode {
    /// Whether it lets nobody in any more.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        now >= self.expires_at
    }
}

/// The right to place one order, got by scanning a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redemption {
    /// The order it may become.
    pub order: OrderId,
    /// Where.
    pub location: LocationId,
    /// Whose.
    pub customer: PrincipalId,
    /// The code it was got with.
    pub code: String,
    /// Until when the order should be placed.
    pub order_by: Timestamp,
    /// What became of it.
    pub state: RedemptionState,
    /// Whether its token went back to the code; it does so once.
    pub token_returned: bool,
}

/// What became of a redemption. Only an open one changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedemptionState {
    /// The order may be placed.
    Open,
    /// The order was placed.
    Used,
    /// The time was over.
    Expired,
    /// The customer gave it back.
    Returned,
}

impl RedemptionState {
    /// The word in messages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Used => "used",
            Self::Expired => "expired",
            Self::Returned => "returned",
        }
    }
}

impl Redemption {
    /// The order that scanning `code` gives `customer` the right to: always the same one.
    pub fn order_of(customer: &PrincipalId, code: &str) -> OrderId {
        OrderId::derived(&["redemption", customer.as_str(), code])
    }

    /// The same, ended as `state`; `None` unless it is open.
    #[must_use]
    pub fn end(&self, state: RedemptionState) -> Option<Self> {
        (self.state == RedemptionState::Open).then(|| Self { state, ..self.clone() })
    }

    /// The same with its token given back; `None` when it was before. Whoever has no token cannot
    /// order, so an open one expires with it.
    #[must_use]
    pub fn return_token(&self) -> Option<Self> {
        if self.token_returned {
            return None;
        }
        let ended = self.end(RedemptionState::Expired).unwrap_or_else(|| self.clone());
        Some(Self { token_returned: true, ..ended })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    #[test]
    fn windows_follow_each_other_without_a_gap() {
        let rules = QrRules { tokens: 10, lasts: Duration::from_mins(5) };
        assert_eq!(rules.window(at(0)), (at(0), at(300)));
        assert_eq!(rules.window(at(299)), (at(0), at(300)));
        assert_eq!(rules.window(at(300)), (at(300), at(600)));
        assert_eq!(rules.window(at(-1)), (at(-300), at(0)));
        let none = QrRules { tokens: 10, lasts: Duration::ZERO };
        assert_eq!(none.window(at(7)), (at(7), at(8)));
    }

    #[test]
    fn only_an_open_redemption_ends_and_its_token_goes_back_once() {
        let customer = PrincipalId::new("anna");
        let open = Redemption {
            order: Redemption::order_of(&customer, "c"),
            location: "loc_here".parse().expect("id"),
            customer,
            code: "c".to_owned(),
            order_by: at(300),
            state: RedemptionState::Open,
            token_returned: false,
        };
        let used = open.end(RedemptionState::Used).expect("it was open");
        assert_eq!(used.end(RedemptionState::Expired), None);
        let back = used.return_token().expect("once");
        assert_eq!((back.state, back.return_token()), (RedemptionState::Used, None));
        let back = open.return_token().expect("once");
        assert_eq!(back.state, RedemptionState::Expired);
    }
}
