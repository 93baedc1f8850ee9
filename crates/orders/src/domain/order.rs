//! The order: what was placed, and what happened since. Its rules are in [`Order::decide`].

use kernel::{Currency, LocationId, OrderId, PrincipalId, Role, Timestamp};

use super::{Entry, Fulfilment, Line, Number, Tax, What};

/// Most entries of a timeline. Claiming and releasing could otherwise go on for ever.
const ENTRIES_MAX: usize = 100;

/// What was ordered. It never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Which order.
    pub id: OrderId,
    /// Where.
    pub location: LocationId,
    /// By whom.
    pub customer: PrincipalId,
    /// Digest of the request, to tell a repeated one from another under the same key.
    pub fingerprint: String,
    /// The name to call out.
    pub name: Option<String>,
    /// A wish to the kitchen for the whole order.
    pub note: Option<String>,
    /// How it gets to the customer.
    pub fulfilment: Fulfilment,
    /// What, with the prices of that moment.
    pub lines: Vec<Line>,
    /// The currency of all amounts.
    pub currency: Currency,
    /// Tax by rate.
    pub taxes: Vec<Tax>,
    /// What is to be paid, in minor units.
    pub total_minor: i64,
    /// When it was promised to be ready.
    pub ready_at: Timestamp,
}

/// An order: what was placed, and its timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What was ordered.
    pub placed: Placed,
    /// What happened since; the first entry is [`What::Placed`].
    pub timeline: Vec<Entry>,
}

/// Where an order stands. Pickup and dine-in end with `Collected`.
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
    /// It can be fetched.
    Ready,
    /// The customer has it. Final.
    Collected,
    /// It is no longer wanted. Final.
    Cancelled,
}

impl Status {
    /// Every status, in the order of an order's life.
    pub const ALL: [Self; 7] = [
        Self::Placed,
        Self::Confirmed,
        Self::Rejected,
        Self::Preparing,
        Self::Ready,
        Self::Collected,
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
            Self::Collected => "collected",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether nothing can happen to the order any more.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Rejected | Self::Collected | Self::Cancelled)
    }
}

/// Who does something to an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub id: PrincipalId,
    /// In which role.
    pub role: Role,
}

/// What can be asked of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The processor: stock is held, this is its number.
    Confirm(Number),
    /// The processor: it cannot be made.
    Reject {
        /// Why, as a code.
        code: String,
        /// Why, for the customer.
        detail: String,
    },
    /// A barista takes the ticket.
    Claim,
    /// Its barista, or a manager, gives the ticket back.
    Release,
    /// Making begins; an unclaimed ticket is claimed with it.
    Start,
    /// It can be fetched.
    Ready,
    /// The customer has it.
    Collect,
    /// The customer, while nobody has begun; staff, until it is ready.
    Cancel {
        /// Why.
        reason: Option<String>,
    },
}

/// Why a command was not followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be done to an order with this status.
    WrongStatus(Status),
    /// Another barista has the ticket.
    ClaimedByAnother,
    /// The customer asked too late: the order is being made or done.
    TooLateToCancel,
    /// The timeline is full.
    TooManySteps,
}

impl Order {
    /// An order that was placed just now.
    pub fn place(placed: Placed, by: Actor, now: Timestamp) -> Self {
        let entry = Entry { at: now, by: Some(by), what: What::Placed };
        Self { placed, timeline: vec![entry] }
    }

    /// Its version: the number of things that have happened to it.
    pub fn version(&self) -> i64 {
        i64::try_from(self.timeline.len()).unwrap_or(i64::MAX)
    }

    /// The order as it was at an earlier version; the present one when `version` is beyond it.
    #[must_use]
    pub fn as_of(&self, version: i64) -> Self {
        let entries = usize::try_from(version.max(1)).unwrap_or(usize::MAX);
        let timeline = self.timeline.iter().take(entries).cloned().collect();
        Self { placed: self.placed.clone(), timeline }
    }

    /// Where it stands.
    pub fn status(&self) -> Status {
        let step = |entry: &Entry| match entry.what {
            What::Placed => Some(Status::Placed),
            What::Confirmed { .. } => Some(Status::Confirmed),
            What::Rejected { .. } => Some(Status::Rejected),
            What::Started => Some(Status::Preparing),
            What::Ready => Some(Status::Ready),
            What::Collected => Some(Status::Collected),
            What::Cancelled { .. } => Some(Status::Cancelled),
            What::Claimed | What::Released => None,
        };
        self.timeline.iter().rev().find_map(step).unwrap_or(Status::Placed)
    }

    /// The ticket's number, once confirmed.
    pub fn number(&self) -> Option<Number> {
        self.timeline.iter().find_map(|entry| match entry.what {
            What::Confirmed { number } => Some(number),
            _ => None,
        })
    }

    /// Who has the ticket.
    pub fn barista(&self) -> Option<&PrincipalId> {
        let mut barista = None;
        for entry in &self.timeline {
            match entry.what {
                What::Claimed => barista = entry.by.as_ref().map(|by| &by.id),
                What::Started => barista = barista.or(entry.by.as_ref().map(|by| &by.id)),
                What::Released => barista = None,
                _ => {}
            }
        }
        barista
    }

    /// When something last happened to it.
    pub fn changed_at(&self) -> Timestamp {
        self.timeline.last().map_or(Timestamp::UNIX_EPOCH, |entry| entry.at)
    }

    /// When it was placed.
    pub fn placed_at(&self) -> Timestamp {
        self.timeline.first().map_or(Timestamp::UNIX_EPOCH, |entry| entry.at)
    }

    /// What the command makes of this order; `None` when it is so already (a repeated command).
    ///
    /// # Errors
    /// Why the command is not followed; the order stays as it is.
    pub fn decide(
        &self,
        command: Command,
        by: Option<Actor>,
        now: Timestamp,
    ) -> Result<Option<Self>, Refusal> {
        let Some(what) = self.follow(command, by.as_ref())? else { return Ok(None) };
        // A full timeline refuses only what could go on for ever, never the way out.
        let endless = matches!(what, What::Claimed | What::Released);
        if endless && self.timeline.len() >= ENTRIES_MAX {
            return Err(Refusal::TooManySteps);
        }
        let mut next = self.clone();
        // Entries never go back in time, even when the clock does.
        next.timeline.push(Entry { at: now.max(self.changed_at()), by, what });
        Ok(Some(next))
    }

    fn follow(&self, command: Command, by: Option<&Actor>) -> Result<Option<What>, Refusal> {
        let status = self.status();
        let holds = |id: &PrincipalId| by.is_some_and(|by| by.id == *id);
        let what = match (command, status) {
            (Command::Confirm(number), Status::Placed) => What::Confirmed { number },
            (Command::Reject { code, detail }, Status::Placed) => What::Rejected { code, detail },
            (Command::Claim, Status::Confirmed | Status::Preparing)
            | (Command::Start, Status::Preparing) => match self.barista() {
                None => What::Claimed,
                Some(holder) if holds(holder) => return Ok(None),
                Some(_) => return Err(Refusal::ClaimedByAnother),
            },
            (Command::Release, Status::Confirmed | Status::Preparing) => match self.barista() {
                None => return Ok(None),
                Some(holder) if holds(holder) => What::Released,
                Some(_) if by.is_some_and(|by| by.role >= Role::Manager) => What::Released,
                Some(_) => return Err(Refusal::ClaimedByAnother),
            },
            (Command::Start, Status::Confirmed) => match self.barista() {
                Some(holder) if !holds(holder) => return Err(Refusal::ClaimedByAnother),
                _ => What::Started,
            },
            (Command::Ready, Status::Preparing) => What::Ready,
            (Command::Collect, Status::Ready) => What::Collected,
            (
                Command::Cancel { reason },
                Status::Placed | Status::Confirmed | Status::Preparing,
            ) => {
                let begun = status == Status::Preparing;
                if begun && by.is_none_or(|by| by.role == Role::Customer) {
                    return Err(Refusal::TooLateToCancel);
                }
                What::Cancelled { reason }
            }
            (Command::Cancel { .. }, Status::Cancelled)
            | (Command::Ready, Status::Ready)
            | (Command::Collect, Status::Collected) => return Ok(None),
            (Command::Cancel { .. }, Status::Ready | Status::Collected) => {
                return Err(Refusal::TooLateToCancel);
            }
            _ => return Err(Refusal::WrongStatus(status)),
        };
        Ok(Some(what))
    }
}

#[cfg(test)]
#[path = "order_tests.rs"]
mod tests;
