//! What is noted about an order on its way through the kitchen: which lines are made, whether it is
//! rushed, and a step back when a button was pressed by mistake.

use kernel::{PrincipalId, Role, Timestamp};

use super::{Actor, Order, Refusal, Status, What};

/// How often an order that was ready may go back. A mistake is not made more often, and the time
/// limit of its workflow counts with it (`crates/orders/workflows/README.md`).
pub(super) const RECALLS_MAX: usize = 3;

impl Order {
    /// Which lines are made, in their order.
    pub fn lines_done(&self) -> Vec<bool> {
        let mut done = vec![false; self.placed.lines.len()];
        for entry in &self.timeline {
            let (line, is_done) = match entry.what {
                What::LineDone { line } => (line, true),
                What::LineUndone { line } => (line, false),
                _ => continue,
            };
            let mark = place(line).and_then(|place| done.get_mut(place));
            if let Some(mark) = mark {
                *mark = is_done;
            }
        }
        done
    }

    /// Whether it is to be made before others.
    pub fn is_rushed(&self) -> bool {
        let last = self.timeline.iter().rev().find_map(|entry| match entry.what {
            What::Rushed => Some(true),
            What::RushEnded => Some(false),
            _ => None,
        });
        last.unwrap_or(false)
    }

    /// When it became ready; `None` as long as it is not, and when it was not after all.
    pub fn became_ready_at(&self) -> Option<Timestamp> {
        self.timeline.iter().fold(None, |at, entry| match entry.what {
            What::Ready => Some(entry.at),
            What::Recalled { .. } => None,
            _ => at,
        })
    }

    /// Whoever makes a line marks it: at a station it need not be who has the ticket. A late mark
    /// of an order that is ready does no harm; what is ready has no line that is not made.
    pub(super) fn mark_line(&self, line: u32, done: bool) -> Result<Option<What>, Refusal> {
        let lines_done = self.lines_done();
        let is_done = place(line).and_then(|place| lines_done.get(place));
        let is_done = *is_done.ok_or(Refusal::NoSuchLine(lines_done.len()))?;
        match self.status() {
            Status::Confirmed | Status::Preparing => {}
            Status::Ready if done => {}
            status => return Err(Refusal::WrongStatus(status)),
        }
        let what = if done { What::LineDone { line } } else { What::LineUndone { line } };
        Ok((is_done != done).then_some(what))
    }

    pub(super) fn rushed(&self, rush: bool) -> Result<Option<What>, Refusal> {
        if self.is_rushed() == rush {
            return Ok(None);
        }
        match self.status() {
            Status::Confirmed | Status::Preparing => {
                Ok(Some(if rush { What::Rushed } else { What::RushEnded }))
            }
            status => Err(Refusal::WrongStatus(status)),
        }
    }

    /// One step back from where it stood. Asked for once more it has happened already: a repeated
    /// request does not go two steps.
    pub(super) fn recalled(
        &self,
        from: Status,
        by: Option<&Actor>,
    ) -> Result<Option<What>, Refusal> {
        let (to, status) = (before(from), self.status());
        let Some(to) = to else { return Err(Refusal::WrongStatus(status)) };
        let last = self.timeline.iter().rev().find(|entry| entry.what.leads_to().is_some());
        if last.is_some_and(|entry| entry.what == What::Recalled { to }) {
            return Ok(None);
        }
        if status != from {
            return Err(Refusal::WrongStatus(status));
        }
        if from == Status::Ready {
            let recalled = What::Recalled { to };
            let times = self.timeline.iter().filter(|entry| entry.what == recalled).count();
            if times >= RECALLS_MAX {
                return Err(Refusal::TooManySteps);
            }
        } else if !self.may_put_down(by) {
            return Err(Refusal::ClaimedByAnother);
        }
        Ok(Some(What::Recalled { to }))
    }

    /// Whether `by` may say of a ticket that nobody has begun it: who has it, a manager, and
    /// everybody if nobody has it.
    fn may_put_down(&self, by: Option<&Actor>) -> bool {
        let is_allowed =
            |by: &Actor, holder: &PrincipalId| by.id == *holder || by.role >= Role::Manager;
        self.barista().is_none_or(|holder| by.is_some_and(|by| is_allowed(by, holder)))
    }
}

/// The step before a status that can be recalled.
const fn before(status: Status) -> Option<Status> {
    match status {
        Status::Ready => Some(Status::Preparing),
        Status::Preparing => Some(Status::Confirmed),
        _ => None,
    }
}

/// The place of a line that is counted from 1.
fn place(line: u32) -> Option<usize> {
    usize::try_from(line).ok()?.checked_sub(1)
}

#[cfg(test)]
#[path = "counter_tests.rs"]
mod tests;
