//! The person behind an order: whose it is may change once, from a guest to their account, and who
//! they were is forgotten when they ask for it. What is left is what the books need: where, when,
//! what, for how much, and what the staff did.

use kernel::{PrincipalId, Role, Timestamp};

use super::{Actor, Entry, Fulfilment, Order, What, nobody};

impl Order {
    /// The order of a guest as that of the account `by`; `None` when it is theirs already. Who did
    /// what before stays as it was.
    pub fn taken_over(&self, by: &PrincipalId, now: Timestamp) -> Option<Self> {
        if self.placed.customer == *by {
            return None;
        }
        let mut next = self.clone();
        next.placed.customer = by.clone();
        let by = Some(Actor { id: by.clone(), role: Role::Customer });
        next.note(by, What::TakenOver, now);
        Some(next)
    }

    /// The order without who its customer was; `None` when it is so already.
    ///
    /// It is nobody's at once. How to reach and call them, and what they wrote, is still needed to
    /// make an order and to bring it, so of an order that is under way it goes when that ends.
    pub fn forgotten(&self, now: Timestamp) -> Option<Self> {
        if self.is_forgotten() {
            return None;
        }
        let mut next = self.clone();
        let nobody = nobody(&self.placed.id);
        for actor in next.timeline.iter_mut().filter_map(|entry| entry.by.as_mut()) {
            // Also whoever placed it as a guest, before it was taken over.
            if actor.role == Role::Customer || actor.id == self.placed.customer {
                actor.id = nobody.clone();
            }
        }
        next.placed.customer = nobody;
        next.note(None, What::Forgotten, now);
        Some(next.without_person_once_ended())
    }

    /// Whether its customer has asked to be forgotten.
    pub fn is_forgotten(&self) -> bool {
        self.timeline.iter().any(|entry| entry.what == What::Forgotten)
    }

    /// What its present status began with: what was noted of its customer is passed over.
    pub fn ended_by(&self) -> Option<&Entry> {
        let of_person = |entry: &&Entry| matches!(entry.what, What::TakenOver | What::Forgotten);
        self.timeline.iter().rev().find(|entry| !of_person(entry))
    }

    /// Takes out how to reach its customer and what people wrote, if it has ended and they want
    /// that, or are nobody: there is nobody then who could ask for it.
    pub(super) fn without_person_once_ended(mut self) -> Self {
        let is_forgotten = self.is_forgotten();
        if !((is_forgotten || self.placed.walk_in) && self.status().is_final()) {
            return self;
        }
        let placed = &mut self.placed;
        (placed.name, placed.note, placed.email) = (None, None, None);
        // Nobody is left to whom its link was given.
        placed.key = None;
        if is_forgotten {
            // A digest of all they wrote: whoever guesses that could tell that they are right. Of a
            // walk-in the staff wrote it, and who sends it once more is still to be answered.
            placed.fingerprint.clear();
        }
        if let Fulfilment::Delivery { address, phone } = &mut placed.fulfilment {
            address.clear();
            *phone = None;
        }
        for line in &mut placed.lines {
            line.note = None;
        }
        for entry in &mut self.timeline {
            // The system's own reasons name nobody.
            if let (Some(_), What::Cancelled { reason } | What::Undeliverable { reason }) =
                (&entry.by, &mut entry.what)
            {
                *reason = None;
            }
        }
        self
    }

    fn note(&mut self, by: Option<Actor>, what: What, now: Timestamp) {
        let at = now.max(self.changed_at());
        self.timeline.push(Entry { at, by, what });
    }
}

#[cfg(test)]
#[path = "person_tests.rs"]
mod tests;
