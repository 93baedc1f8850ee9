//! What can be asked of an order, by whom, and what comes of it: the rules of an order's life.

use kernel::{LocationId, Principal, PrincipalId, Role, Timestamp};

use super::{Entry, Number, Order, Status, What};

/// Most entries of a timeline before what could go on for ever is refused: claims and marks. Each
/// of the fifty lines an order may have can be marked, and there is room for a hundred more.
const ENTRIES_MAX: usize = 150;

/// Who does something to an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub id: PrincipalId,
    /// In which role.
    pub role: Role,
}

impl Actor {
    /// Somebody at a location: who works elsewhere is a customer there.
    pub fn at(location: &LocationId, who: &Principal) -> Self {
        let role = if who.is_staff_of(location) { who.role } else { Role::Customer };
        Self { id: who.id.clone(), role }
    }
}

/// What can be asked of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The system: stock is held, this is its number.
    Confirm(Number),
    /// The system: it cannot be made.
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
    /// It can be fetched, or taken along.
    Ready,
    /// The customer has fetched it, or has it at the table.
    Collect,
    /// It leaves for the customer's address.
    Dispatch,
    /// It was brought to the customer's address.
    Deliver,
    /// Nobody came for it.
    NoShow,
    /// It could not be brought to the customer's address, or will not be.
    Undeliverable {
        /// Why.
        reason: Option<String>,
    },
    /// A line is made, or is not after all.
    MarkLine {
        /// Which line, counted from 1.
        line: u32,
        /// Whether it is made.
        done: bool,
    },
    /// It is to be made before others, or no longer.
    Rush(bool),
    /// One step back, because a button was pressed by mistake.
    Recall {
        /// Where it stood when that was noticed: ready, or being made.
        from: Status,
    },
    /// The customer, while nobody has begun; staff and the system, until it is ready.
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
    /// It cannot be done to an order that gets to its customer this way.
    WrongFulfilment(&'static str),
    /// Another barista has the ticket.
    ClaimedByAnother,
    /// The customer asked too late: the order is being made or done.
    TooLateToCancel,
    /// The timeline is full, or it was recalled too often.
    TooManySteps,
    /// It has no such line; this many it has.
    NoSuchLine(usize),
}

impl Command {
    /// Whether it can be done only to orders that are delivered (`true`), or only to the others
    /// (`false`); `None` for any.
    fn is_of_delivery(&self) -> Option<bool> {
        match self {
            Self::Dispatch | Self::Deliver | Self::Undeliverable { .. } => Some(true),
            Self::Collect | Self::NoShow => Some(false),
            _ => None,
        }
    }
}

impl Order {
    /// What the command makes of this order; `None` when it is so already (a repeated command).
    /// The system is nobody: `by` is `None`.
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
        if what.is_endless() && self.timeline.len() >= ENTRIES_MAX {
            return Err(Refusal::TooManySteps);
        }
        let mut next = self.clone();
        // Entries never go back in time, even when the clock does.
        next.timeline.push(Entry { at: now.max(self.changed_at()), by, what });
        Ok(Some(next.without_person_once_ended()))
    }

    fn follow(&self, command: Command, by: Option<&Actor>) -> Result<Option<What>, Refusal> {
        let (status, fulfilment) = (self.status(), &self.placed.fulfilment);
        if command.is_of_delivery().is_some_and(|of| of != fulfilment.is_delivery()) {
            return Err(Refusal::WrongFulfilment(fulfilment.word()));
        }
        match command {
            Command::MarkLine { line, done } => return self.mark_line(line, done),
            Command::Rush(rush) => return self.rushed(rush),
            Command::Recall { from } => return self.recalled(from, by),
            _ => {}
        }
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
            (Command::Dispatch, Status::Ready) => What::Dispatched,
            (Command::Deliver, Status::OutForDelivery) => What::Delivered,
            (Command::NoShow, Status::Ready) => What::NoShow,
            (Command::Undeliverable { reason }, Status::Ready | Status::OutForDelivery) => {
                What::Undeliverable { reason }
            }
            (Command::Cancel { reason }, Status::Placed | Status::Confirmed) => {
                What::Cancelled { reason }
            }
            (Command::Cancel { reason }, Status::Preparing) => {
                if by.is_some_and(|by| by.role == Role::Customer) {
                    return Err(Refusal::TooLateToCancel);
                }
                What::Cancelled { reason }
            }
            (Command::Ready, Status::Ready)
            | (Command::Collect, Status::Collected)
            | (Command::Dispatch, Status::OutForDelivery)
            | (Command::Deliver, Status::Delivered)
            | (Command::NoShow, Status::NoShow)
            | (Command::Undeliverable { .. }, Status::Undeliverable)
            | (Command::Cancel { .. }, Status::Cancelled) => return Ok(None),
            (
                Command::Cancel { .. },
                Status::Ready
                | Status::OutForDelivery
                | Status::Collected
                | Status::Delivered
                | Status::NoShow
                | Status::Undeliverable,
            ) => return Err(Refusal::TooLateToCancel),
            _ => return Err(Refusal::WrongStatus(status)),
        };
        Ok(Some(what))
    }
}

#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
